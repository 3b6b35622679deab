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

    /// Nginx Proxy Manager.
    ///
    /// Source: `docker/rootfs/etc/nginx/conf.d/include/log.conf` there.
    static let nginxProxyManager = RecordFormat(
        name: "nginx-proxy-manager",
        glance: { bytes, record in
            bytes.firstIndex(of: " http", in: record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 80))
                != nil
        },
        lines: [
            [
                "[", .time("15/Mar/2026:10:00:00 +0000"), "] ", .any, " \"", .request, "\" [Client ", .client, "] ",
                .any,
                "] [Sent-to ", .any, "] \"", .userAgent, "\" \"", .referrer, "\"", .rest,
            ],
            [
                "[", .time("15/Mar/2026:10:00:00 +0000"), "] ", .any, " \"", .request, "\" [Client ", .client, "] ",
                .any,
                "] \"", .userAgent, "\" \"", .referrer, "\"", .rest,
            ],
        ],
        samples: [
            Sample(
                #"[15/Mar/2026:10:00:00 +0000] - 200 200 - GET https meet.example.org "/TeamSync?jwt=x" [Client 203.0.113.7] [Length 5] [Gzip -] [Sent-to 10.0.0.9] "curl/8.5.0" "https://portal.example.net/a""#,
                becomes:
                    #"[15/Mar/2026:10:00:00 +0000] - 200 200 - GET https meet.example.org "/{{r:teamsync}}" [Client 203.0.0.0] [Length 5] [Gzip -] [Sent-to 10.0.0.0] "curl/8" "-""#
            )
        ]
    )

    /// Apache's `ssl_request_log`, and the first part of ModSecurity's audit log.
    ///
    /// Sources: Apache, `conf/extra/httpd-ssl.conf`; ModSecurity reference manual, "Audit Log Format".
    static let apacheTLS = RecordFormat(
        name: "apache-tls",
        lines: ["15/Mar/2026:10:00:00 +0000", "15/Mar/2026:10:00:00.123456 +0000"].flatMap {
            (time: StaticString) -> [[Part]] in
            [
                ["[", .time(time), "] ", .client, " TLS", .word, " ", .word, " \"", .request, "\" ", .rest],
                ["[", .time(time), "] ", .client, " SSL", .word, " ", .word, " \"", .request, "\" ", .rest],
                ["[", .time(time), "] ", .word, " ", .client, " ", .clientPort, " ", .word, " ", .numbers, .end],
            ]
        },
        samples: [
            Sample(
                #"[15/Mar/2026:10:00:00 +0000] 203.0.113.7 TLSv1.3 TLS_AES_256_GCM_SHA384 "GET /TeamSync?jwt=x HTTP/1.1" 512"#,
                becomes:
                    #"[15/Mar/2026:10:00:00 +0000] 203.0.0.0 TLSv1.3 TLS_AES_256_GCM_SHA384 "GET /{{r:teamsync}} HTTP/1.1" 512"#
            ),
            Sample(
                "[15/Mar/2026:10:00:00.123456 +0000] ZxYwVu9876 203.0.113.7 51514 198.51.100.9 443",
                becomes: "[15/Mar/2026:10:00:00.123456 +0000] ZxYwVu9876 203.0.0.0 0 198.51.0.0 443"),
        ]
    )
}
