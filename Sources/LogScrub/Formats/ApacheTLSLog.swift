extension RecordFormat {
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
