extension RecordFormat {
    /// uWSGI's log of requests: the client, who it has logged in as, and what it has asked for.
    ///
    /// Source: uWSGI, `core/logging.c`, `uwsgi_log_format` and `log_request`.
    static let uwsgi = RecordFormat(
        name: "uwsgi",
        lines: ["Mon Sep 14 19:02:11 2026", "Mon Sep  4 19:02:11 2026"].map { (time: StaticString) -> [Part] in
            [
                "[pid: ", .any, "] ", .client, " (", .own(markRemoteUser), ") {", .any, " bytes} [", .time(time), "] ",
                .request, " => generated ", .rest,
            ]
        },
        samples: [
            Sample(
                "[pid: 812|app: 0|req: 1/1] 203.0.113.7 (ana.holm) {40 vars in 500 bytes} [Mon Sep 14 19:02:11 2026] GET /TeamSync?token=x => generated 12 bytes in 3 msecs (HTTP/1.1 200) 2 headers in 79 bytes (1 switches on core 0)",
                becomes:
                    "[pid: 812|app: 0|req: 1/1] 203.0.0.0 ({{u:ana.holm}}) {40 vars in 500 bytes} [Mon Sep 14 19:02:11 2026] GET /{{r:teamsync}} => generated 12 bytes in 3 msecs (HTTP/1.1 200) 2 headers in 79 bytes (1 switches on core 0)"
            ),
            Sample(
                "[pid: 812|app: -|req: -/-] laptop.example.net () {40 vars in 500 bytes} [Mon Sep  4 19:02:11 2026] POST /a.html => generated 0 bytes in 1 msecs (HTTP/1.1 302)",
                becomes:
                    "[pid: 812|app: -|req: -/-] 0.0.0.0 () {40 vars in 500 bytes} [Mon Sep  4 19:02:11 2026] POST /a.html => generated 0 bytes in 1 msecs (HTTP/1.1 302)"
            ),
        ]
    )

    private static func markRemoteUser(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let close = bytes.firstIndex(of: ASCII.rightParenthesis, in: range) else { return nil }
        if close > range.lowerBound, !isNobody(bytes, range.lowerBound..<close) {
            marks.add(.user, range.lowerBound..<close)
        }
        return close
    }
}
