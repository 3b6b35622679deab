extension RecordFormat {
    /// PostgreSQL: roles, and clients with their ports, behind any `log_line_prefix` and in the columns of `csvlog`.
    ///
    /// Source: PostgreSQL, `src/backend/libpq/auth.c`, `hba.c`, `src/backend/tcop/postgres.c`.
    static let postgreSQL = RecordFormat(
        name: "postgresql",
        tags: ["postgres"],
        firsts: "0[A",
        glance: { bytes, record in
            !bytes[record.lowerBound].isDigit || hasBracket(bytes, record, within: 48)
                || bytes.has(",\"", at: record.lowerBound &+ 27, before: record.upperBound)
                || bytes.has(",\"", at: record.lowerBound &+ 28, before: record.upperBound)
        },
        lines: [
            [
                .time("2026-03-15 10:00:00.123 UTC"), ",\"", .user, "\",\"", .any, "\",", .numbers, ",\"",
                .own(markColumn), .rest,
            ],
            [
                .time("2026-03-15 10:00:00.123 CEST"), ",\"", .user, "\",\"", .any, "\",", .numbers, ",\"",
                .own(markColumn), .rest,
            ],
            [.own(passLevel), .own(markRole), .rest],
            [.own(markRow), .rest],
        ],
        samples: [
            Sample(
                #"2026-03-15 10:00:00.123 UTC [77] FATAL:  password authentication failed for user "ana.holm""#,
                becomes:
                    #"2026-03-15 10:00:00.123 UTC [77] FATAL:  password authentication failed for user "{{u:ana.holm}}""#
            ),
            Sample(
                #"2026-03-15 10:00:00.123 UTC [77] FATAL:  no pg_hba.conf entry for host "203.0.113.7", user "ana.holm", database "shop", no encryption"#,
                becomes:
                    #"2026-03-15 10:00:00.123 UTC [77] FATAL:  no pg_hba.conf entry for host "203.0.0.0", user "{{u:ana.holm}}", database "shop", no encryption"#
            ),
            Sample(
                #"2026-03-15 10:00:00.123 UTC [77] FATAL:  role "ana.holm" does not exist"#,
                becomes: #"2026-03-15 10:00:00.123 UTC [77] FATAL:  role "{{u:ana.holm}}" does not exist"#),
            Sample(
                "2026-03-15 10:00:00.123 UTC [77] DETAIL:  Failing row contains (77, ana.holm, Zm9v, 2026-03-15).",
                becomes: "2026-03-15 10:00:00.123 UTC [77] DETAIL:  Failing row contains ([secret])."),
            Sample(
                "2026-03-15 10:00:00.123 UTC [77] LOG:  connection received: host=203.0.113.7 port=51514",
                becomes: "2026-03-15 10:00:00.123 UTC [77] LOG:  connection received: host=203.0.0.0 port=0"),
            Sample(
                #"2026-03-15 10:00:00.123 UTC,"ana.holm","shop",77,"203.0.113.7:51514",65f41a2b.1fbb,1,"authentication",2026-03-15 10:00:00 UTC,3/12,0,FATAL,28P01,"password authentication failed for user ""ana.holm""",,,,,,,,,"","client backend",,0"#,
                becomes:
                    #"2026-03-15 10:00:00.123 UTC,"{{u:ana.holm}}","shop",77,"203.0.0.0:0",65f41a2b.1fbb,1,"authentication",2026-03-15 10:00:00 UTC,3/12,0,FATAL,28P01,"password authentication failed for user ""{{u:ana.holm}}""",,,,,,,,,"","client backend",,0"#
            ),
            Sample(
                #"2026-03-15 10:00:00.123 UTC [77] LOG:  connection authenticated: identity="ana.holm" method=scram-sha-256"#,
                becomes:
                    #"2026-03-15 10:00:00.123 UTC [77] LOG:  connection authenticated: identity="{{u:ana.holm}}" method=scram-sha-256"#
            ),
            Sample(
                "2026-03-15 10:00:00.123 UTC [77] LOG:  provided user name (ana.holm) and authenticated user name (bo) do not match",
                becomes:
                    "2026-03-15 10:00:00.123 UTC [77] LOG:  provided user name ({{u:ana.holm}}) and authenticated user name ({{u:bo}}) do not match"
            ),
            Sample(
                "2026-03-15 10:00:00.123 UTC [77] LOG:  disconnection: session time: 0:00:01.5 user=ana.holm database=shop host=laptop.example.net port=51514",
                becomes:
                    "2026-03-15 10:00:00.123 UTC [77] LOG:  disconnection: session time: 0:00:01.5 user={{u:ana.holm}} database=shop host=0.0.0.0 port=0"
            ),
        ]
    )

    /// Passes what stands before the message: the prefix and a level in capitals, `FATAL:  `. Nothing in it may have been written by somebody else.
    private static func passLevel(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let head = range.lowerBound..<Swift.min(range.upperBound, range.lowerBound &+ 160)
        guard let colon = bytes.firstIndex(of: ":  ", in: head), colon > head.lowerBound else { return nil }
        let level = bytes.startOfRun(before: colon, from: head.lowerBound) { $0 &- UInt8(ascii: "A") < 26 }
        guard postgreSQLLevels.contains(bytes, level..<colon) else { return nil }
        for at in head.lowerBound..<level where bytes[at] == ASCII.quote || bytes[at] == ASCII.leftBrace { return nil }
        return colon &+ 3
    }

    private static let postgreSQLLevels = WordSet("FATAL", "LOG", "ERROR", "DETAIL", "WARNING", "NOTICE", "HINT")

    /// Marks what a row holds that a check forbids.
    private static func markRow(_ bytes: Span<UInt8>, _ message: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let row = PersonalDetector.failingRow(bytes, record: message, start: message.lowerBound) else {
            return nil
        }
        marks.add(.value(.secret), row)
        return message.upperBound
    }

    /// Marks such a row in a column of `csvlog`, if there is one.
    private static func markColumn(_ bytes: Span<UInt8>, _ rest: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let quote = bytes.firstIndex(of: ",\"Failing row contains (", in: rest) else { return rest.lowerBound }
        var end = quote &+ 2
        // Quotes in a column are doubled (RFC 4180).
        while let close = bytes.firstIndex(of: ASCII.quote, in: end..<rest.upperBound) {
            end = close
            guard close &+ 1 < rest.upperBound, bytes[close &+ 1] == ASCII.quote else { break }
            end = close &+ 2
        }
        return markRow(bytes, quote &+ 2..<end, &marks) ?? rest.lowerBound
    }

    private static func markRole(_ bytes: Span<UInt8>, _ message: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        func begins(_ text: StaticString) -> Bool {
            bytes.has(text, at: message.lowerBound, before: message.upperBound)
        }
        if let end = markRow(bytes, message, &marks) { return end }
        if begins("connection received: ") || begins("disconnection: ") {
            for (key, meaning): (StaticString, FieldMark.Meaning) in [
                (" user=", .user), (" host=", .client), (" port=", .clientPort),
            ] {
                guard let start = bytes.firstIndex(of: key, in: message).map({ $0 &+ key.utf8CodeUnitCount }) else {
                    continue
                }
                let end = bytes.firstIndex(of: ASCII.space, in: start..<message.upperBound) ?? message.upperBound
                if start < end, meaning != .user || !isNobody(bytes, start..<end) { marks.add(meaning, start..<end) }
            }
            return message.upperBound
        }
        var isFound = false
        if begins("provided user name (") || begins("connection authenticated: ") {
            for (key, close): (StaticString, UInt8) in [
                ("provided user name (", ASCII.rightParenthesis), ("authenticated user name (", ASCII.rightParenthesis),
                ("identity=\"", ASCII.quote),
            ] {
                guard let start = bytes.firstIndex(of: key, in: message).map({ $0 &+ key.utf8CodeUnitCount }),
                    let end = bytes.firstIndex(of: close, in: start..<message.upperBound), start < end
                else { continue }
                marks.add(.user, start..<end)
            }
            return message.upperBound
        }
        for key: StaticString in ["user \"", "role \"", "User \"", "Role \""] {
            guard let start = bytes.firstIndex(of: key, in: message).map({ $0 &+ 6 }),
                let end = bytes.firstIndex(of: ASCII.quote, in: start..<message.upperBound), start < end
            else { continue }
            isFound = true
            if !isNobody(bytes, start..<end) { marks.add(.user, start..<end) }
            break
        }
        return isFound ? message.upperBound : nil
    }
}
