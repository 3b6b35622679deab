extension RecordFormat {
    /// Squid's own format.
    ///
    /// Source: Squid, `logformat squid`.
    static let squid = RecordFormat(
        name: "squid",
        lines: [
            [
                .time("1789412531.123"), " ", .blanks, .numbers, " ", .client, " ", .word, " ", .numbers, " ", .word,
                " ", .word,
                " ", .user, " ", .rest,
            ]
        ],
        samples: [
            Sample(
                "1789412531.123   5006 203.0.113.7 TCP_MISS/200 19763 CONNECT login.example.com:443 ana.holm HIER_DIRECT/198.51.100.9 -",
                becomes:
                    "1789412531.123   5006 203.0.0.0 TCP_MISS/200 19763 CONNECT login.example.com:443 {{u:ana.holm}} HIER_DIRECT/198.51.0.0 -"
            )
        ]
    )
}
