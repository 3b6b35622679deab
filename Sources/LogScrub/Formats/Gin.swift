extension RecordFormat {
    /// Gin, a web framework for Go.
    ///
    /// Source: `logger.go` there, `defaultLogFormatter`.
    static let gin = RecordFormat(
        name: "gin",
        lines: [
            [
                "[GIN] ", .time("2026/03/15 - 10:00:00"), " |", .any, "|", .any, "|", .blanks, .client, " |",
                .any, "\"",
                .request, "\"", .rest,
            ]
        ],
        samples: [
            Sample(
                #"[GIN] 2026/03/15 - 10:00:00 | 200 |      1.5ms |     203.0.113.7 | GET      "/TeamSync?jwt=x""#,
                becomes: #"[GIN] 2026/03/15 - 10:00:00 | 200 |      1.5ms |     203.0.0.0 | GET      "/{{r:teamsync}}""#
            )
        ]
    )
}
