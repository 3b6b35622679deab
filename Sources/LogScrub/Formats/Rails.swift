extension RecordFormat {
    /// Ruby on Rails: the line with which a request begins.
    static let rails = RecordFormat(
        name: "rails",
        lines: [
            ["Started ", .word, " \"", .request, "\" for ", .client, " at ", .rest],
            ["Started ", .word, " \"", .request, "\" [WebSocket] for ", .client, " at ", .rest],
            ["Finished \"", .request, "\" [WebSocket] for ", .client, " at ", .rest],
        ],
        samples: [
            Sample(
                #"Started GET "/TeamSync?name=ana&v=2" for 203.0.113.7 at 2026-09-14 19:02:11 +0200"#,
                becomes: #"Started GET "/{{r:teamsync}}?v=2" for 203.0.0.0 at 2026-09-14 19:02:11 +0200"#)
        ]
    )
}
