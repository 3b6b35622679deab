extension RecordFormat {
    /// Amazon S3 and what speaks its language (MinIO, Ceph): the bucket's owner, the bucket, the date, the client, who asks, the operation.
    ///
    /// Source: Amazon S3 user guide, server access log format.
    static let s3 = RecordFormat(
        name: "s3",
        needsDate: true,
        glance: { hasBracket($0, $1) },
        lines: [
            [
                .word, " ", .word, " [", .time("14/Sep/2026:19:02:11 +0000"), "] ", .client, " ",
                .user, " ", .word,
                " ",
                .word, " ", .word, " \"", .request, "\" ", .word, " ", .word, " ", .word, " ", .word, " ", .word, " ",
                .word,
                " \"", .referrer, "\" \"", .userAgent, "\" ", .rest,
            ]
        ],
        samples: [
            Sample(
                #"79a59df900b949e5 recordings [14/Sep/2026:19:02:11 +0000] 203.0.113.7 - 3E57427F33A59F07 REST.GET.OBJECT a/photo.jpg "GET /recordings/photo.jpg?v=3 HTTP/1.1" 200 - 9515 9515 42 41 "https://portal.example.net/?q=ana" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" -"#,
                becomes:
                    #"79a59df900b949e5 recordings [14/Sep/2026:19:02:11 +0000] 203.0.0.0 - 3E57427F33A59F07 REST.GET.OBJECT a/photo.jpg "GET /{{r:recordings}}/photo.jpg?v=3 HTTP/1.1" 200 - 9515 9515 42 41 "-" "Firefox/128" -"#
            )
        ]
    )

    /// Whether a bracket opens early, as that of the date does.
    private static func hasBracket(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let end = Swift.min(record.upperBound, record.lowerBound &+ 256)
        guard let bracket = bytes.firstIndex(of: ASCII.leftBracket, in: record.lowerBound..<end) else { return false }
        return bracket &+ 3 < end && bytes[bracket &+ 3] == ASCII.slash
    }
}
