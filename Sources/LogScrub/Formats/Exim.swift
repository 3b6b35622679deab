extension RecordFormat {
    /// Exim's main log: which host has brought a message, who has logged in, what it is about.
    ///
    /// Source: Exim specification, chapter 53, "Log files".
    static let exim = RecordFormat(
        name: "exim",
        firsts: "Aa",
        glance: { bytes, record in mayBeExim(bytes, record) },
        lines: [
            [.time("2026-03-15 10:00:00"), .own(markExim), .rest],
            // To syslog it may write no time of its own.
            [.word, " authenticator failed for", .own(markExim), .rest],
        ],
        samples: [
            Sample(
                #"2026-03-15 10:00:00 1nAbCd-0001Ab-CD <= ana@example.org H=laptop.example.net (ana-laptop) [203.0.113.7]:51514 P=esmtpsa A=plain_server:ana.holm S=1234 T="Re: plans" for bo@example.net"#,
                becomes:
                    #"2026-03-15 10:00:00 1nAbCd-0001Ab-CD <= [email] H=0.0.0.0 (0.0.0.0) [203.0.0.0]:0 P=esmtpsa A=plain_server:{{u:ana.holm}} S=1234 T="[message]" for [email]"#
            ),
            Sample(
                "2026-03-15 10:00:00 1nAbCd-0001Ab-CD <= ana@example.org U=ana.holm P=local S=567",
                becomes: "2026-03-15 10:00:00 1nAbCd-0001Ab-CD <= [email] U={{u:ana.holm}} P=local S=567"),
            Sample(
                "2026-03-15 10:00:00 1nAbCd-0001Ab-CD => bo <bo@example.net> R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.9]",
                becomes:
                    "2026-03-15 10:00:00 1nAbCd-0001Ab-CD => {{u:bo}} <[email]> R=dnslookup T=remote_smtp H=mx.example.net [198.51.0.0]"
            ),
            Sample(
                "dovecot_plain authenticator failed for (laptop.example.net) [203.0.113.7]:51514: 535 Incorrect authentication data (set_id=ana.holm)",
                becomes:
                    "dovecot_plain authenticator failed for (0.0.0.0) [203.0.0.0]:0: 535 Incorrect authentication data (set_id={{u:ana.holm}})"
            ),
            Sample(
                "2026-03-15 10:00:00 plain_server authenticator failed for (ana-laptop) [203.0.113.7]:51514: 535 Incorrect authentication data (set_id=ana.holm)",
                becomes:
                    "2026-03-15 10:00:00 plain_server authenticator failed for (0.0.0.0) [203.0.0.0]:0: 535 Incorrect authentication data (set_id={{u:ana.holm}})"
            ),
        ]
    )

    /// Whether behind the time stands the id of a message, a field of a host's, or the name of an authenticator that has failed.
    private static func mayBeExim(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        guard record.count > 24 else { return false }
        let first = bytes.endOfRun(from: record.lowerBound, to: record.lowerBound &+ 32) { $0.keyBytes }
        if bytes.has(" authenticator failed for ", at: first, before: record.upperBound) { return true }
        guard bytes[record.lowerBound &+ 4] == ASCII.hyphen else { return false }
        let (start, end) = (endOfTime(bytes, record.lowerBound &+ 19), record.upperBound)
        guard start < end, bytes[start &- 1] == ASCII.space else { return false }
        if bytes.has("H=", at: start, before: end) || bytes.has("U=", at: start, before: end)
            || bytes.has("SMTP ", at: start, before: end) || bytes.has("no MAIL in SMTP ", at: start, before: end)
            || bytes.has("TLS error on ", at: start, before: end) || bytes.has("unexpected ", at: start, before: end)
            || bytes.has("unqualified ", at: start, before: end) || bytes.has("rejected ", at: start, before: end)
            || isMessageID(bytes, start, length: 16) || isMessageID(bytes, start, length: 23)
        {
            return true
        }
        let word = bytes.endOfRun(from: start, to: Swift.min(end, start &+ 32)) { $0.keyBytes }
        return bytes.has(" authenticator failed for ", at: word, before: end)
    }

    /// Passes the fraction of a second, the process, `[812]`, and the blanks before them.
    private static func endOfTime(_ bytes: Span<UInt8>, _ seconds: Int) -> Int {
        var at = seconds
        if bytes[at] == ASCII.dot { at = bytes.endOfDigits(from: at &+ 1, before: at &+ 8) }
        if bytes.has(" [", at: at, before: at &+ 2) {
            let process = bytes.endOfDigits(from: at &+ 2, before: at &+ 10)
            if bytes[process] == ASCII.rightBracket { at = process &+ 1 }
        }
        return at &+ 1
    }

    /// Whether an id such as `1nAbCd-0001Ab-CD` stands at a place; since Exim 4.97 it has 23 letters.
    private static func isMessageID(_ bytes: Span<UInt8>, _ start: Int, length: Int) -> Bool {
        let second = length == 16 ? 13 : 18
        guard bytes[start &+ 6] == ASCII.hyphen, bytes[start &+ second] == ASCII.hyphen,
            bytes[start &+ length] == ASCII.space
        else { return false }
        return (0..<length).allSatisfy { $0 == 6 || $0 == second || bytes[start &+ $0].isWord }
    }

    /// Marks fields by their letters.
    private static func markExim(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var at = range.lowerBound
        // Behind an arrow stands to whom and to which server a message went.
        let start = endOfTime(bytes, at)
        let isSent = [" => ", " -> ", " >> ", " *> ", " ** ", " == "].contains { (arrow: StaticString) in
            bytes.has(arrow, at: start &+ 16, before: range.upperBound)
                || bytes.has(arrow, at: start &+ 23, before: range.upperBound)
        }
        while let blank = bytes.firstIndex(of: ASCII.space, in: at..<range.upperBound) {
            at = blank &+ 1
            let word = at..<(bytes.firstIndex(of: ASCII.space, in: at..<range.upperBound) ?? range.upperBound)
            // Only the first word behind an arrow is to whom it went.
            let isReceiver = isSent && bytes[at].isWord && (at == start &+ 20 || at == start &+ 27)
            let isKeyed = bytes.has("=", at: at &+ 1, before: word.upperBound)
            switch bytes[at] {
            case UInt8(ascii: "H") where isKeyed && !isSent:
                markHost(bytes, at &+ 2..<word.upperBound, &marks)
            case ASCII.leftParenthesis where bytes.has(") [", at: word.upperBound &- 1, before: range.upperBound):
                markHost(bytes, word, &marks)
            case UInt8(ascii: "U") where isKeyed:
                addUser(bytes, at &+ 2..<word.upperBound, &marks)
            case UInt8(ascii: "A") where isKeyed:
                if let colon = bytes.firstIndex(of: ASCII.colon, in: word) {
                    addUser(bytes, colon &+ 1..<word.upperBound, &marks)
                }
            case UInt8(ascii: "T") where bytes.has("T=\"", at: at, before: word.upperBound):
                // The subject; a quote in it has a backslash before it.
                let end = QuotedText.end(bytes, escapes: 0, from: at &+ 3, to: range.upperBound)
                marks.add(.keyed(.message), at &+ 3..<end, name: at..<at &+ 1)
                at = end
                continue
            case ASCII.leftParenthesis where bytes.has("(set_id=", at: at, before: word.upperBound):
                let close = bytes.firstIndex(of: ASCII.rightParenthesis, in: word) ?? word.upperBound
                addUser(bytes, at &+ 8..<close, &marks)
            case UInt8(ascii: "f")
            where bytes.has("from ", at: at, before: range.upperBound)
                || bytes.has("for ", at: at, before: range.upperBound):
                markPeer(bytes, word.upperBound &+ 1..<range.upperBound, &marks)
            case _ where isReceiver && bytes.has(" <", at: word.upperBound, before: range.upperBound):
                addUser(bytes, word, &marks)
            default: break
            }
            at = word.upperBound
        }
        return range.upperBound
    }

    /// A host that stands before what it calls itself, or before its address: `from laptop.example.net (laptop) [203.0.113.7]`.
    private static func markPeer(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) {
        guard let blank = bytes.firstIndex(of: ASCII.space, in: range), blank > range.lowerBound,
            bytes.has(" (", at: blank, before: range.upperBound)
                || bytes.has(" [", at: blank, before: range.upperBound),
            bytes[range.lowerBound] != ASCII.leftParenthesis, bytes[range.lowerBound] != ASCII.leftBracket
        else { return }
        markHost(bytes, range.lowerBound..<blank, &marks)
        if let close = bytes.firstIndex(of: ASCII.rightParenthesis, in: blank..<range.upperBound),
            bytes.has(" (", at: blank, before: range.upperBound), !bytes.has(") [", at: close, before: range.upperBound)
        {
            markHost(bytes, blank &+ 1..<close &+ 1, &marks)
        }
    }

    private static func addUser(_ bytes: Span<UInt8>, _ user: Range<Int>, _ marks: inout FieldMarks) {
        // `>[email]` is an address that was added.
        if !user.isEmpty, bytes[user.lowerBound] != ASCII.greaterThan, bytes.firstIndex(of: ASCII.at, in: user) == nil,
            !isNobody(bytes, user)
        {
            marks.add(.user, user)
        }
    }

    /// A host by its name, or, in parentheses, by what it calls itself.
    private static func markHost(_ bytes: Span<UInt8>, _ word: Range<Int>, _ marks: inout FieldMarks) {
        guard bytes.has("(", at: word.lowerBound, before: word.upperBound) else {
            if !word.isEmpty, bytes[word.lowerBound] != ASCII.leftBracket { marks.add(.client, word) }
            return
        }
        guard word.count > 2 else { return }
        let name = word.lowerBound &+ 1..<word.upperBound &- 1
        if !name.isEmpty, bytes[name.lowerBound] != ASCII.leftBracket { marks.add(.host, name) }
    }
}
