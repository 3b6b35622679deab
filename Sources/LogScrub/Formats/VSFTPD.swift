extension RecordFormat {
    /// vsftpd, in a log of its own or behind a header: who has done what. A client stands in each record.
    ///
    /// Source: vsftpd, `logging.c`.
    static let vsftpdLog = RecordFormat(
        name: "vsftpd",
        glance: { bytes, record in bytes.firstIndex(of: ": Client \"", in: record) != nil },
        lines: [
            vsftpd, [.time("Mon Mar 15 10:00:00 2026"), " [pid ", .numbers, "] "] + vsftpd,
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
