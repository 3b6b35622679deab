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
}
