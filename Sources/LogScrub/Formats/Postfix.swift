extension RecordFormat {
    /// Postfix: clients by the names of their hosts, what they call themselves, and local users. Addresses of mail are found in any text.
    ///
    /// Source: Postfix, `src/smtpd/smtpd.c`, `src/pickup/pickup.c`.
    static let postfix = RecordFormat(
        name: "postfix",
        firsts: "0A",
        glance: { bytes, record in
            let id = bytes.endOfRun(from: record.lowerBound, to: Swift.min(record.upperBound, record.lowerBound &+ 24))
            {
                $0.wordBytes
            }
            return bytes[id] == ASCII.colon && id &- record.lowerBound >= 6 || !bytes[record.lowerBound].isDigit
        },
        lines: [
            ["warning: header Subject: ", .named(.message), " from ", .rest],
            [.own(passQueueID), " warning: header Subject: ", .named(.message), " from ", .own(markPostfix), .rest],
            [.own(passQueueID), " uid=", .numbers, " from=<", .user, ">", .end],
            [.own(passQueueID), .own(markPostfix), .rest],
        ] + postfixOpenings.map { [.text($0), .own(markPostfix), .rest] },
        samples: [
            Sample(
                "connect from laptop.example.net[203.0.113.7]", becomes: "connect from 0.0.0.0[203.0.0.0]"),
            Sample(
                "lost connection after AUTH from laptop.example.net[203.0.113.7]",
                becomes: "lost connection after AUTH from 0.0.0.0[203.0.0.0]"),
            Sample(
                "4F1A2B3C4D: to=<bo@example.net>, orig_to=<ana.holm>, relay=mx.example.net[198.51.100.9]:25, delay=0.5, status=sent",
                becomes:
                    "4F1A2B3C4D: to=<[email]>, orig_to=<{{u:ana.holm}}>, relay=mx.example.net[198.51.0.0]:25, delay=0.5, status=sent"
            ),
            Sample("4F1A2B3C4D: uid=1000 from=<ana.holm>", becomes: "4F1A2B3C4D: uid=1000 from=<{{u:ana.holm}}>"),
            Sample(
                "warning: hostname laptop.example.net does not resolve to address 203.0.113.7: Name or service not known",
                becomes:
                    "warning: hostname 0.0.0.0 does not resolve to address 203.0.0.0: Name or service not known"),
            Sample("connect from unknown[2001:db8::7]", becomes: "connect from unknown[2001:db8::]"),
            Sample(
                "4F1A2B3C4D: client=laptop.example.net[203.0.113.7]:51514, sasl_method=PLAIN, sasl_username=ana.holm",
                becomes: "4F1A2B3C4D: client=0.0.0.0[203.0.0.0]:0, sasl_method=PLAIN, sasl_username={{u:ana.holm}}"),
            Sample(
                "warning: laptop.example.net[203.0.113.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6",
                becomes: "warning: 0.0.0.0[203.0.0.0]: SASL LOGIN authentication failed: UGFzc3dvcmQ6"),
            Sample(
                "NOQUEUE: reject: RCPT from laptop.example.net[203.0.113.7]: 554 5.7.1 <bo@example.org>: Relay access denied; from=<ana@example.org> to=<bo@example.org> proto=ESMTP helo=<ana-laptop>",
                becomes:
                    "NOQUEUE: reject: RCPT from 0.0.0.0[203.0.0.0]: 554 5.7.1 <[email]>: Relay access denied; from=<[email]> to=<[email]> proto=ESMTP helo=<0.0.0.0>"
            ),
        ]
    )

    /// With which records begin that name a client; those of a queue begin with its id.
    private static let postfixOpenings: [StaticString] = [
        "connect from ", "disconnect from ", "lost connection after ", "timeout after ", "too many errors after ",
        "improper command pipelining after ", "NOQUEUE: ", "warning: ", "SSL_accept error from ",
        "setting up TLS connection from ", "Anonymous TLS connection established from ",
        "Untrusted TLS connection established from ", "Trusted TLS connection established from ",
    ]
    /// Behind which the host of a client stands, with its address in brackets.
    private static let postfixHosts: [StaticString] = [" from ", " client=", "warning: ", "hostname "]

    /// Passes the id of a queue and its colon: `4F1A2B3C4D:`.
    private static func passQueueID(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let id = bytes.endOfRun(from: range.lowerBound, to: range.upperBound) { $0.wordBytes }
        return id &- range.lowerBound >= 6 && bytes.has(": ", at: id, before: range.upperBound) ? id &+ 1 : nil
    }

    private static func markPostfix(_ bytes: Span<UInt8>, _ record: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var at = record.lowerBound
        var hasClient = false
        while let bracket = bytes.firstIndex(of: ASCII.leftBracket, in: at..<record.upperBound) {
            at = bracket &+ 1
            let host = bytes.startOfRun(before: bracket, from: record.lowerBound) {
                $0.isWord || $0 == ASCII.hyphen || $0 == ASCII.dot
            }
            guard host < bracket, isPostfixHost(bytes, host),
                let close = bytes.firstIndex(of: ASCII.rightBracket, in: at..<Swift.min(record.upperBound, at &+ 64)),
                AddressDetector.isAddress(bytes, at..<close)
            else { continue }
            marks.add(.client, host..<bracket)
            hasClient = true
            at = close
        }
        // `<laptop.example.net>: Helo command rejected`, `not owned by user ana`
        if let close = bytes.firstIndex(of: ">: Helo command rejected", in: record),
            let open = bytes.lastIndex(of: ASCII.lessThan, in: record.lowerBound..<close), open &+ 1 < close
        {
            marks.add(.host, open &+ 1..<close)
        }
        // `hostname laptop.example.net does not resolve to address 203.0.113.7`, `hostname … verification failed`
        if let end = bytes.firstIndex(of: " does not resolve to address ", in: record),
            let name = bytes.lastIndex(of: ASCII.space, in: record.lowerBound..<end).map({ $0 &+ 1 }), name < end
        {
            marks.add(.host, name..<end)
            hasClient = true
        }
        let owner: StaticString = "not owned by user "
        if let name = bytes.firstIndex(of: owner, in: record).map({ $0 &+ owner.utf8CodeUnitCount }),
            let end = bytes.firstIndex(of: ASCII.semicolon, in: name..<record.upperBound), end > name
        {
            marks.add(.user, name..<end)
        }
        for key: StaticString in [" to=<", " orig_to=<"] {
            // One with a domain is an address of mail.
            guard let name = bytes.firstIndex(of: key, in: record).map({ $0 &+ key.utf8CodeUnitCount }),
                let close = bytes.firstIndex(of: ASCII.greaterThan, in: name..<record.upperBound), close > name,
                bytes.firstIndex(of: ASCII.at, in: name..<close) == nil, !isNobody(bytes, name..<close)
            else { continue }
            marks.add(.user, name..<close)
            hasClient = true
        }
        guard hasClient || bytes.firstIndex(of: ": RCPT from [", in: record) != nil else { return nil }
        if let name = bytes.firstIndex(of: " helo=<", in: record).map({ $0 &+ 7 }),
            let close = bytes.firstIndex(of: ASCII.greaterThan, in: name..<record.upperBound), close > name
        {
            marks.add(.host, name..<close)
        }
        return record.upperBound
    }

    /// Whether a host stands behind a word that says it is a client's; that may have been passed already.
    private static func isPostfixHost(_ bytes: Span<UInt8>, _ host: Int) -> Bool {
        postfixHosts.contains { bytes.has($0, at: host &- $0.utf8CodeUnitCount, before: host) }
    }
}
