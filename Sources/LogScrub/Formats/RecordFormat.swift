/// A format as data: what stands in its records, one thing after the other, and samples of them with what becomes of each.
///
/// Each source has a file with a literal of its own; `RecordFormat.all` lists them. A record is of a format if one of its lines fits from the
/// beginning to the end of what the line says, or as far as the record goes that was cut off behind its time. What follows is searched as free
/// text, and so are all parts that mean nothing.
///
/// - Complexity: a record is read once, from left to right: each part ends where the text behind it begins for the first time, and none is tried
///   again.
struct RecordFormat: Sendable {
    /// What stands at one place.
    enum Part: ExpressibleByStringLiteral, Sendable {
        /// This text, to the byte.
        case text(StaticString)
        /// One byte or more, but no blank.
        case word
        /// Blanks, or nothing.
        case blanks
        /// Digits, and what joins them: `10/0/30/+69`, `-1/-1`.
        case numbers
        /// A time that looks like this one: a digit for each digit, a letter for each letter, and all else to the byte.
        case time(StaticString)
        /// Anything, up to the next part.
        case any
        /// The client with its port behind the last colon, no blank: `203.0.113.7:51514`, `2001:db8::7:51514`.
        case clientAndPort
        /// Another host with its port behind the last colon.
        case peerAndPort
        /// The client alone, up to the next part: an address or the name of a host.
        case client
        /// What the client's host calls itself, up to the next part.
        case host
        /// An address, and in brackets who it says it is, a host or a user: `203.0.113.7[ana]`.
        case addressAndIdentity
        /// A user, up to the next part.
        case user
        /// The port of the client, in a word of its own.
        case clientPort
        /// A port of either side in a word of its own: that of a service stays.
        case port
        /// What a key says that does not stand there, up to the next part.
        case named(KeyMeaning)
        /// A request line, up to the next part: `GET /room HTTP/1.1`, `/room`.
        case request
        /// A query without its question mark in a column of its own, up to the next part.
        case query
        /// A referrer, up to the next part.
        case referrer
        /// A user agent, up to the next part.
        case userAgent
        /// A user agent, up to the parenthesis with which the record ends.
        case agentAndParenthesis
        /// Nothing, if a function says that the record may be one of these.
        case only(@Sendable (Span<UInt8>, Range<Int>) -> Bool)
        /// What only this source writes: a function marks it, and says where it ends, if it can be there. It may be missing.
        case own(@Sendable (Span<UInt8>, Range<Int>, inout FieldMarks) -> Int?)
        /// Free text, up to the end of the record.
        case rest
        /// The end of the record.
        case end

        init(stringLiteral text: StaticString) { self = .text(text) }
    }

    /// A record, and what becomes of it at the level `minimal`, with markers in the places of pseudonyms: `{{r:teamsync}}`.
    struct Sample: Sendable {
        let record: String
        let becomes: String

        init(_ record: String, becomes: String) {
            self.record = record
            self.becomes = becomes
        }
    }

    /// As `--format` and the statistics say it.
    let name: String
    /// The programs whose tag in a header of syslog says that a record may be one of these, though nothing in it is a sign of anything (`PersonalDetector.programs`).
    let tags: [StaticString]
    /// The kinds of lines that there are, in the order in which they are tried.
    let lines: [[Part]]
    let samples: [Sample]
    /// With which bytes those of its records begin of which the first part says nothing of it: `0` stands for a digit, `A` and `a` for letters.
    /// Empty for any.
    let firsts: StaticString
    /// A glance that rules out nearly all other records, among them each line of other text.
    let glance: Glance?
    /// Whether the date of an access log stands in all of its records.
    let needsDate: Bool
    /// Whether nothing in its records is a sign: they are known behind the tag of their program, and where each text is looked at (in a layer, in JSON).
    let needsTag: Bool
    /// Whether a function of its own reads some part: it knows nothing of backslashes before quotes.
    private let hasOwnParts: Bool

    typealias Glance = @Sendable (_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool

    /// - Parameter glance: May be left out where the first bytes of the lines say enough.
    init(
        name: String, tags: [StaticString] = [], firsts: StaticString = "",
        needsDate: Bool = false, needsTag: Bool = false, glance: Glance? = nil, lines: [[Part]], samples: [Sample]
    ) {
        (self.name, self.tags, self.firsts, self.glance, self.needsDate) = (name, tags, firsts, glance, needsDate)
        self.needsTag = needsTag
        (self.lines, self.samples) = (lines, samples)
        hasOwnParts = lines.contains { line in
            line.contains { part in
                if case .own = part { true } else { false }
            }
        }
    }

    /// All that there are, at most 64. Their places are those of the counters in the statistics.
    static let all: [RecordFormat] = [
        .haproxy, .s3, .rails, .synapse, .homeAssistant, .mongoDB, .strongSwan, .strongSwanMessages, .openVPNMessages,
        .openVPN, .freeRADIUS, .uwsgi, .fail2ban, .fail2banMessages, .samba, .sambaAudit, .tcpdump, .ltsv, .logfmt,
        .w3c, .iis, .audit, .accounts, .proFTPD, .vsftpdLog, .sshd, .pam, .postfix, .dovecot, .exim, .postgreSQL,
        .mySQL, .redis,
        .envoy,
        .nginxProxyManager, .apacheTLS, .dhcp, .proxyProtocol, .conntrack, .squid, .gin, .morgan, .etherpad, .nextcloud,
        .haproxyConnections, .loggedInUsers, .sockets,
    ]

    /// Those of the rows of tables.
    static let rowIndices = all.indices.filter { ["who", "sockets", "tcpdump"].contains(all[$0].name) }

    /// The format of a record, by trying those that neither its first bytes nor a glance rules out, one after the other.
    ///
    /// - Parameters:
    ///   - hasDate: Whether the date of an access log may stand in it.
    ///   - hasTag: Whether it stands behind the tag of a program that some format knows, or where each text is looked at.
    ///   - escapes: How many backslashes stand before each quote in it, as in a string of JSON.
    ///   - marks: To which its fields are added.
    static func recognize(
        _ bytes: Span<UInt8>, _ record: Range<Int>, hasDate: Bool, hasTag: Bool, escapes: Int = 0,
        into marks: inout FieldMarks
    ) -> Int? {
        guard let first = record.first else { return nil }
        let openings = RecordOpenings.shared
        let head = RecordOpenings.Head(bytes, at: first)
        var isEscaped: Bool?
        let (place, groups) = openings.groups(head, first: bytes[first], hasDate: hasDate, hasTag: hasTag)
        var rest = groups
        while rest != 0 {
            let group = openings[place &+ rest.trailingZeroBitCount]
            rest &= rest &- 1
            if let glance = group.glance, !glance(bytes, record) { continue }
            let format = all[group.format]
            if escapes > 0, format.hasOwnParts {
                isEscaped = isEscaped ?? (bytes.firstIndex(of: ASCII.backslash, in: record) != nil)
                if isEscaped == true { continue }
            }
            if format.mark(bytes, record, group.openings, openings, escapes: escapes, into: &marks) {
                return group.format
            }
        }
        return nil
    }

    /// Marks the fields of a record.
    ///
    /// - Returns: Whether the record is of this format; if not, nothing is marked.
    /// - Precondition: 64 bytes can be read behind the record.
    func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        guard let first = record.first else { return false }
        let openings = RecordOpenings.shared
        guard let place = Self.all.firstIndex(where: { $0.name == name }),
            let group = openings.group(of: place, first: bytes[first])
        else { return false }
        return mark(bytes, record, group.openings, openings, escapes: 0, into: &marks)
    }

    /// As above, by trying the lines that may begin as the record does.
    private func mark(
        _ bytes: Span<UInt8>, _ record: Range<Int>, _ range: Range<Int>, _ openings: RecordOpenings, escapes: Int,
        into marks: inout FieldMarks
    ) -> Bool {
        let (count, date) = (marks.count, marks.date)
        let head = RecordOpenings.Head(bytes, at: record.lowerBound)
        var mayBeCut = false
        // A record that was cut off is of the first line that goes so far.
        for isCut in [false, true] where !isCut || mayBeCut {
            for index in range where openings.mayBegin(head, index) {
                if Self.mark(
                    bytes, record, lines[openings.line(index)], escapes: escapes, isCut: isCut, mayBeCut: &mayBeCut,
                    into: &marks)
                {
                    return true
                }
                marks.truncate(to: count)
                marks.date = date
            }
        }
        return false
    }

    private static func mark(
        _ bytes: Span<UInt8>, _ record: Range<Int>, _ parts: [Part], escapes: Int, isCut: Bool,
        mayBeCut: inout Bool, into marks: inout FieldMarks
    ) -> Bool {
        let end = record.upperBound
        var at = record.lowerBound
        // Whether what has been read is no other format's: a time in its place, or a text of some length.
        var isSure = false
        for index in parts.indices {
            let start = at
            if at == end, isSure {
                if isCut { return true }
                mayBeCut = true
            }
            switch parts[index] {
            case .text(let text):
                guard let stop = bytes.end(of: text, at: at, before: end, escapes: escapes) else {
                    let isBeginning = isSure && bytes.hasBeginning(of: text, at: at, before: end)
                    mayBeCut = mayBeCut || isBeginning
                    return isCut && isBeginning
                }
                at = stop
                if text.utf8CodeUnitCount >= 8 { isSure = true }
            case .word:
                at = endOfWord(bytes, start..<end)
            case .blanks:
                at = bytes.endOfRun(from: start, to: end) { $0.mask(of: ASCII.space) }
                continue
            case .numbers:
                at = bytes.endOfRun(from: start, to: end) {
                    $0.digits.union($0.mask(of: ASCII.slash)).union($0.mask(of: ASCII.plus))
                        .union($0.mask(of: ASCII.hyphen))
                }
            case .time(let model):
                guard bytes.isLike(model, at: start, before: end) else { return false }
                at &+= model.utf8CodeUnitCount
                marks.date = start
                isSure = true
            case .any, .client, .host, .user, .named, .request, .query, .referrer, .userAgent:
                guard let stop = endOfPart(bytes, start..<end, before: parts, index, escapes: escapes, isCut: isCut)
                else {
                    mayBeCut = mayBeCut || isSure
                    return false
                }
                at = stop
                if case .userAgent = parts[index] {
                    if at > start { marks.add(.userAgent, start..<at) }
                    continue
                }
                guard mark(bytes, start..<at, as: parts[index], into: &marks) else { return false }
            case .clientAndPort:
                at = endOfWord(bytes, start..<end)
                guard let colon = bytes.lastIndex(of: ASCII.colon, in: start..<at), colon > start,
                    bytes.endOfDigits(from: colon &+ 1, before: at) == at
                else { return false }
                marks.addPeer(bytes, start..<at, port: .clientPort)
            case .clientPort, .port:
                at = bytes.endOfDigits(from: start, before: end)
                if case .port = parts[index] {
                    marks.add(.peerPort, start..<at)
                } else {
                    marks.add(.clientPort, start..<at)
                }
            case .peerAndPort:
                at = endOfWord(bytes, start..<end)
                marks.addPeer(bytes, start..<at, port: .peerPort)
            case .addressAndIdentity:
                guard let stop = markIdentity(bytes, start..<end, into: &marks) else { return false }
                at = stop
            case .agentAndParenthesis:
                at = end
                let stop = bytes[end &- 1] == ASCII.rightParenthesis ? end &- 1 : end
                if stop > start { marks.add(.userAgent, start..<stop) }
                return true
            case .only(let test):
                guard test(bytes, start..<end) else { return false }
                continue
            case .own(let mark):
                guard let stop = mark(bytes, start..<end, &marks) else { return false }
                at = stop
                continue
            case .rest: return true
            case .end: return at == end
            }
            guard at > start else { return false }
        }
        return true
    }

    /// Marks what a part holds that ends where the next one begins.
    ///
    /// - Returns: Whether it can be that.
    private static func mark(
        _ bytes: Span<UInt8>, _ value: Range<Int>, as part: Part, into marks: inout FieldMarks
    ) -> Bool {
        switch part {
        case .client:
            // Neither an address nor the name of a host begins with a quote.
            guard let first = value.first, bytes[first] != ASCII.quote else { return false }
            marks.add(.client, value)
        case .host: marks.add(.host, value)
        case .user:
            if !isNobody(bytes, value) { marks.add(.user, value) }
        case .named(let meaning): marks.add(.keyed(meaning), value, name: value.lowerBound..<value.lowerBound)
        case .request:
            if let target = AccessLog.target(bytes, value) { marks.add(.target, target) }
        case .query: if !FieldMarks.isAbsent(bytes, value) { marks.add(.queryColumn, value) }
        case .referrer: marks.addReferrer(bytes, value)
        default: break
        }
        return true
    }

    /// Marks `203.0.113.7[ana]`. What has dots, and no at sign, is a host.
    private static func markIdentity(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) -> Int? {
        guard let open = bytes.firstIndex(of: ASCII.leftBracket, in: range), open > range.lowerBound,
            let close = bytes.firstIndex(of: ASCII.rightBracket, in: open..<range.upperBound)
        else { return nil }
        marks.add(.client, range.lowerBound..<open)
        let name = open &+ 1..<close
        // `%any` is anybody.
        if !HostName.hasThreeLabels(bytes, name), !isNobody(bytes, name), !bytes.has("%", at: open &+ 1, before: close)
        {
            marks.add(.user, name)
        }
        return close &+ 1
    }

    /// Whether a user is nobody in particular: `-`, `root`, another account of the system's.
    static func isNobody(_ bytes: Span<UInt8>, _ user: Range<Int>) -> Bool { PersonalDetector.isNobody(bytes, user) }

    /// Whether a bracket opens in the first bytes of a record.
    static func hasBracket(_ bytes: Span<UInt8>, _ record: Range<Int>, within count: Int) -> Bool {
        let head = record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ count)
        return bytes.firstIndex(of: ASCII.leftBracket, in: head) != nil
    }

    @inline(__always)
    private static func endOfWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        bytes.firstIndex(of: ASCII.space, in: range) ?? range.upperBound
    }

    /// Where a part ends: where the text behind it begins for the first time.
    ///
    /// - Returns: `nil` if that is not there. Only of a record that was cut off within the part all that is left belongs to it: a word, or a request
    ///   without the quote behind it.
    private static func endOfPart(
        _ bytes: Span<UInt8>, _ range: Range<Int>, before parts: [Part], _ index: Int, escapes: Int, isCut: Bool
    ) -> Int? {
        guard index + 1 < parts.count, case .text(let text) = parts[index + 1] else { return range.upperBound }
        if let end = bytes.firstIndex(of: text, in: range, escapes: escapes) { return end }
        guard isCut else { return nil }
        // The text itself may have been cut.
        for length in stride(from: Swift.min(text.utf8CodeUnitCount &- 1, range.count), to: 0, by: -1)
        where bytes.hasBeginning(of: text, at: range.upperBound &- length, before: range.upperBound) {
            return range.upperBound &- length
        }
        if bytes.firstIndex(of: ASCII.quote, in: range) != nil { return nil }
        switch parts[index] {
        case .request, .userAgent, .any: return range.upperBound
        default: return bytes.firstIndex(of: ASCII.space, in: range) == nil ? range.upperBound : nil
        }
    }
}
