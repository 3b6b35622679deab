extension RecordFormat {
    /// Redis's `MONITOR`: logins with their passwords.
    ///
    /// Source: Redis, `src/replication.c`, `replicationFeedMonitors`.
    static let redis = RecordFormat(
        name: "redis",
        lines: [[.time("1789412531.123456"), " [", .any, "] ", .own(markCommand), .rest]],
        samples: [
            Sample(
                #"1789412531.123456 [0 203.0.113.7:51514] "AUTH" "ana.holm" "hunter2""#,
                becomes: #"1789412531.123456 [0 203.0.0.0:0] "AUTH" "{{u:ana.holm}}" "[secret]""#),
            Sample(
                #"1789412531.123456 [0 203.0.113.7:51514] "auth" "hunter2""#,
                becomes: #"1789412531.123456 [0 203.0.0.0:0] "auth" "[secret]""#),
        ]
    )

    /// Marks the arguments of `AUTH`: a password, or a user and a password.
    private static func markCommand(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard bytes.hasIgnoringCase("\"auth\" \"", at: range.lowerBound, before: range.upperBound) else { return nil }
        let first = range.lowerBound &+ 8
        let end = QuotedText.end(bytes, escapes: 0, from: first, to: range.upperBound)
        guard bytes.has("\" \"", at: end, before: range.upperBound) else {
            marks.add(.secret, first..<end)
            return range.upperBound
        }
        marks.add(.user, first..<end)
        marks.add(.secret, end &+ 3..<QuotedText.end(bytes, escapes: 0, from: end &+ 3, to: range.upperBound))
        return range.upperBound
    }
}
