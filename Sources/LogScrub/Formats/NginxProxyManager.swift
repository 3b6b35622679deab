extension RecordFormat {
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
}
