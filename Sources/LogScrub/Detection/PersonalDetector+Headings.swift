/// Keys of two words: the headings of Windows's events, which syslog brings, and the settings of connection strings.
///
/// Source: Microsoft, "Audit events", 4624, 4625, 4648, 4776, 4768; "SqlConnection.ConnectionString".
extension PersonalDetector {
    /// The words with which headings end are keys of the table; what stands before them decides.
    private static let headings: [(Kind, [StaticString])] = [
        (
            .user,
            [
                "account name", "user name", "user id", "logon account", "kontoname",
            ]
        ),
        (
            .hostName,
            ["workstation name", "source workstation", "client name", "arbeitsstationsname", "quellarbeitsstation"]
        ),
        (.port, ["source port", "client port", "quellport", "clientport"]),
    ]

    /// Accounts that Windows itself has.
    private static let windowsAccounts = WordSet(
        "SYSTEM", "LOCAL SERVICE", "NETWORK SERVICE", "ANONYMOUS LOGON", "Administrator", "Guest", "DWM-1", "DWM-2",
        "UMFD-0", "UMFD-1", ignoresCase: true)

    /// The kind that a heading says, and where it begins, if one ends where a key does.
    static func heading(_ bytes: Span<UInt8>, endingAt end: Int, floor: Int) -> (kind: Kind, start: Int)? {
        for (kind, words) in headings {
            for word in words {
                let start = end &- word.utf8CodeUnitCount
                guard start >= floor, bytes.hasIgnoringCase(word, at: start, before: end) else { continue }
                if start == floor || begins(bytes, start, floor: floor) { return (kind, start) }
            }
        }
        return nil
    }

    /// Whether a heading may begin at a position: not within a word (`non-user ID`), but behind a tab as rsyslog writes it, `#011`.
    private static func begins(_ bytes: Span<UInt8>, _ start: Int, floor: Int) -> Bool {
        let before = bytes[start &- 1]
        if !before.isWord { return before != ASCII.hyphen }
        return start &- 4 >= floor && bytes[start &- 4] == ASCII.hash
            && AddressDetector.isControlOctal(bytes, start &- 3, start)
    }

    /// The value behind a heading and a colon: `Account Name:  ana`, with tabs or blanks between them.
    ///
    /// What Windows writes in columns ends at two blanks or a tab; where somebody has made one blank of all, at that.
    mutating func headed(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, kind: Kind, colon: Int) -> Outcome {
        let limit = Swift.min(record.upperBound, colon &+ 256)
        var start = colon &+ 1
        while start < limit {
            // rsyslog writes tabs so.
            if bytes.has("#011", at: start, before: limit) {
                start &+= 4
            } else if bytes[start].isBlank {
                start &+= 1
            } else {
                break
            }
        }
        // A name in quotes: `user id: 'ana'`.
        if start < limit, start > colon &+ 1, bytes[start] == ASCII.apostrophe || bytes[start] == ASCII.quote {
            start &+= 1
        }
        let isColumn = start &- colon > 2 || start > colon &+ 1 && bytes[start &- 1] == ASCII.tab
        guard start < limit, start > colon &+ 1, start >= floor, bytes[start] > ASCII.space else { return .nothing }
        var end = start
        while end < limit, bytes[end] >= ASCII.space {
            if bytes[end] == ASCII.space, !isColumn || bytes[end &+ 1] <= ASCII.space { break }
            if Self.endsHeaded(bytes, end, to: limit) { break }
            end &+= 1
        }
        while end > start, bytes[end &- 1] == ASCII.space || bytes[end &- 1] == ASCII.dot { end &-= 1 }
        let value = start..<end
        guard !value.isEmpty, !Placeholder.isKept(bytes, value) else { return .nothing }
        switch kind {
        case .port:
            guard let port = PortMatch.read(bytes, value), port.value != 0, !PortMatch.isService(port.value) else {
                return .nothing
            }
        case .hostName:
            guard !KnownWords.nobodies.contains(bytes, value), !AddressDetector.isAddress(bytes, value) else {
                return .nothing
            }
        default:
            // `DOM\ana` and `ana@example.org` are found by their signs.
            guard !Self.isNobody(bytes, value), !Self.windowsAccounts.contains(bytes, value),
                !KnownWords.states.contains(bytes, value), !KnownWords.functionWords.contains(bytes, value),
                bytes.firstIndex(of: ASCII.at, in: value) == nil, !AddressDetector.isAddress(bytes, value)
            else { return .nothing }
        }
        values.add(kind, value)
        return .values(resume: end)
    }

    /// Whether what stands at a position is no part of an account's name (Microsoft, "User name").
    private static func endsHeaded(_ bytes: Span<UInt8>, _ at: Int, to limit: Int) -> Bool {
        switch bytes[at] {
        case ASCII.quote, ASCII.apostrophe, ASCII.backslash, ASCII.comma, ASCII.semicolon, ASCII.lessThan,
            ASCII.greaterThan, ASCII.rightBracket, ASCII.leftBracket, ASCII.slash, ASCII.equals, ASCII.question:
            true
        case ASCII.rightParenthesis: at &+ 1 == limit || !bytes[at &+ 1].isWord
        case ASCII.hash: AddressDetector.isControlOctal(bytes, at &+ 1, limit)
        default: false
        }
    }
}
