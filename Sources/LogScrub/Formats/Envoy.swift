extension RecordFormat {
    /// Envoy's default format, which Istio's sidecars and gateways share.
    ///
    /// Source: Envoy documentation, "Default format string".
    static let envoy = RecordFormat(
        name: "envoy",
        lines: [
            [
                "[", .time("2026-03-15T10:00:00.123Z"), "] \"", .request, "\" ", .word, " ", .word, " ",
                .own(passUntilQuoted),
                "\"", .any, "\" \"", .userAgent, "\" ", .rest,
            ]
        ],
        samples: [
            Sample(
                #"[2026-03-15T10:00:00.123Z] "GET /TeamSync?jwt=x HTTP/1.1" 200 - 0 5 3 2 "203.0.113.7, 10.0.0.1" "curl/8.5.0" "b6a1f0de-77" "meet.example.org" "10.0.0.9:8080""#,
                becomes:
                    #"[2026-03-15T10:00:00.123Z] "GET /{{r:teamsync}} HTTP/1.1" 200 - 0 5 3 2 "203.0.0.0, 10.0.0.0" "curl/8" "b6a1f0de-77" "meet.example.org" "10.0.0.0:8080""#
            ),
            Sample(
                #"[2026-03-15T10:00:00.123Z] "GET /TeamSync HTTP/2" 503 UF upstream_reset "-" 0 91 3 - "203.0.113.7" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" "b6a1" "meet.example.org" "-""#,
                becomes:
                    #"[2026-03-15T10:00:00.123Z] "GET /{{r:teamsync}} HTTP/2" 503 UF upstream_reset "-" 0 91 3 - "203.0.0.0" "Firefox/128" "b6a1" "meet.example.org" "-""#
            ),
        ]
    )

    /// Passes numbers and words up to the quote before the addresses; what a quote closes at once (`"-"`) belongs to them.
    private static func passUntilQuoted(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard var quote = bytes.firstIndex(of: ASCII.quote, in: range) else { return nil }
        while let close = bytes.firstIndex(of: ASCII.quote, in: quote &+ 1..<range.upperBound),
            !bytes.has("\" \"", at: close, before: range.upperBound)
        {
            guard let next = bytes.firstIndex(of: ASCII.quote, in: close &+ 1..<range.upperBound) else { return nil }
            quote = next
        }
        return quote
    }
}
