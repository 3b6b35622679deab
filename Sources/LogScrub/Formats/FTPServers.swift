extension RecordFormat {
    /// ProFTPD: who has logged in, and from where.
    ///
    /// Source: ProFTPD, `modules/mod_auth.c` and `src/log.c`.
    static let proFTPD = RecordFormat(
        name: "proftpd",
        tags: ["proftpd"],
        firsts: "0Aa",
        glance: { bytes, record in
            bytes.firstIndex(
                of: " (", in: record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 64)) != nil
        },
        lines: [[.own(markProFTPD), .rest]],
        samples: [
            Sample(
                "ftp1 (laptop.example.net[203.0.113.7]) - USER ana.holm: Login successful.",
                becomes: "ftp1 (0.0.0.0[203.0.0.0]) - USER {{u:ana.holm}}: Login successful.")
        ]
    )

    /// Marks the client's host and the user in `host1 (laptop.example.net[203.0.113.7]) - USER ana: Login successful.` A visitor's text would have
    /// quotes before it.
    private static func markProFTPD(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let head = range.lowerBound..<Swift.min(range.upperBound, range.lowerBound &+ 256)
        let words: StaticString = "USER "
        guard let close = bytes.firstIndex(of: "])", in: head),
            let user = bytes.firstIndex(of: words, in: close..<head.upperBound), user &- close <= 6,
            let open = bytes.lastIndex(of: ASCII.leftParenthesis, in: head.lowerBound..<close),
            let bracket = bytes.firstIndex(of: ASCII.leftBracket, in: open..<close),
            bytes.firstIndex(of: ASCII.quote, in: head.lowerBound..<user) == nil
        else { return nil }
        marks.add(.client, open &+ 1..<bracket)
        let name = user &+ words.utf8CodeUnitCount
        let end = bytes.firstIndex(from: name, to: range.upperBound) {
            $0.mask(of: ASCII.colon).union($0.mask(of: ASCII.space))
        }
        if name < end, !isNobody(bytes, name..<end) { marks.add(.user, name..<end) }
        return range.upperBound
    }

    /// vsftpd, in a log of its own or behind a header: who has done what. A client stands in each record.
    ///
    /// Source: vsftpd, `logging.c`.
    static let vsftpdLog = RecordFormat(
        name: "vsftpd",
        glance: { bytes, record in bytes.firstIndex(of: ": Client \"", in: record) != nil },
        lines: [
            vsftpd, [.time("Mon Mar 15 10:00:00 2026"), " [pid ", .numbers, "] "] + vsftpd,
            [.time("Mon Mar  5 10:00:00 2026"), " [pid ", .numbers, "] "] + vsftpd,
            [.time("Mon Mar 5 10:00:00 2026"), " [pid ", .numbers, "] "] + vsftpd,
        ],
        samples: [
            Sample(
                #"[ana.holm] OK LOGIN: Client "203.0.113.7""#,
                becomes: #"[{{u:ana.holm}}] OK LOGIN: Client "203.0.0.0""#),
            Sample(
                #"Mon Mar 15 10:00:00 2026 [pid 2] [ana.holm] OK UPLOAD: Client "203.0.113.7", "/home/ana.holm/a.txt", 12 bytes, 0.5Kbyte/sec"#,
                becomes:
                    #"Mon Mar 15 10:00:00 2026 [pid 2] [{{u:ana.holm}}] OK UPLOAD: Client "203.0.0.0", "/home/{{u:ana.holm}}/a.txt", 12 bytes, 0.5Kbyte/sec"#
            ),
        ]
    )

    /// vsftpd's: a user in brackets, the result of what was done, and to what.
    private static let vsftpd: [Part] = ["[", .user, "] ", .own(passDeed), ": Client \"", .rest]

    /// `OK LOGIN`, `FAIL UPLOAD`
    private static func passDeed(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let isDone = bytes.has("OK ", at: range.lowerBound, before: range.upperBound)
        guard isDone || bytes.has("FAIL ", at: range.lowerBound, before: range.upperBound) else { return nil }
        return bytes.endOfRun(from: range.lowerBound &+ (isDone ? 3 : 5), to: range.upperBound) { $0.letters }
    }
}
