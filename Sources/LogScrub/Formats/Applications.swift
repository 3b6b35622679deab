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

    /// Synapse, the Matrix home server: the log of its requests.
    ///
    /// Source: `synapse/http/site.py`, `SynapseRequest._finished_processing`.
    static let synapse = RecordFormat(
        name: "synapse",
        glance: { bytes, record in
            bytes.has(" - synapse.access.", at: record.lowerBound &+ 23, before: record.upperBound)
        },
        lines: [
            [
                .time("2026-09-14 19:02:11,123"), " - synapse.access.", .any, " - ", .numbers, " - ", .any, " - ", .any,
                " - ",
                .client, " - ", .word, " - {", .user, "} Processed request: ", .any, " \"", .request, "\" \"",
                .userAgent,
                "\" ", .rest,
            ]
        ],
        samples: [
            Sample(
                #"2026-09-14 19:02:11,123 - synapse.access.http.8008 - 329 - INFO - GET-12 - 203.0.113.7 - 8008 - {@ana.holm:matrix.example.org} Processed request: 0.001sec/0.000sec 208B 200 "GET /_matrix/client/versions HTTP/1.1" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" [0 dbevts]"#,
                becomes:
                    #"2026-09-14 19:02:11,123 - synapse.access.http.8008 - 329 - INFO - GET-12 - 203.0.0.0 - 8008 - {{{u:@ana.holm:matrix.example.org}}} Processed request: 0.001sec/0.000sec 208B 200 "GET /{{r:_matrix}}/{{r:client}}/{{r:versions}} HTTP/1.1" "Firefox/128" [0 dbevts]"#
            ),
            Sample(
                #"2026-09-14 19:02:11,123 - synapse.access.http.8008 - 329 - INFO - GET-13 - 2001:db8::7 - 8008 - {None} Processed request: 0.001sec/0.000sec 208B 200 "GET /health HTTP/1.1" "curl/8.5.0" [0 dbevts]"#,
                becomes:
                    #"2026-09-14 19:02:11,123 - synapse.access.http.8008 - 329 - INFO - GET-13 - 2001:db8:: - 8008 - {None} Processed request: 0.001sec/0.000sec 208B 200 "GET /{{r:health}} HTTP/1.1" "curl/8" [0 dbevts]"#
            ),
        ]
    )

    /// Home Assistant: logins that have failed.
    ///
    /// Source: `homeassistant/components/http/ban.py`.
    static let homeAssistant = RecordFormat(
        name: "home-assistant",
        glance: { bytes, record in
            bytes.has(" WARNING (", at: record.lowerBound &+ 23, before: record.upperBound)
                || bytes.has(" ERROR (", at: record.lowerBound &+ 23, before: record.upperBound)
        },
        lines: [
            [
                .time("2026-09-14 19:02:11.123"), " ", .word, " (", .any, ") [homeassistant.components.http.ban] ",
                .any,
                " from ", .client, " (", .client, "). Requested URL: '", .request, "'. (", .agentAndParenthesis,
            ]
        ],
        samples: [
            Sample(
                "2026-09-14 19:02:11.123 WARNING (MainThread) [homeassistant.components.http.ban] Login attempt or request with invalid authentication from ana-laptop.example.net (203.0.113.7). Requested URL: '/auth/login_flow.php'. (Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0)",
                becomes:
                    "2026-09-14 19:02:11.123 WARNING (MainThread) [homeassistant.components.http.ban] Login attempt or request with invalid authentication from 0.0.0.0 (203.0.0.0). Requested URL: '/{{r:auth}}/login_flow.php'. (Firefox/128)"
            )
        ]
    )

    /// MongoDB before 4.4: who has logged in.
    static let mongoDB = RecordFormat(
        name: "mongodb",
        glance: { bytes, record in bytes.has("T", at: record.lowerBound &+ 10, before: record.upperBound) },
        lines: [
            [
                .time("2026-09-14T19:02:11.083"), .own(passZone), " ", .word, " ", .blanks, .word, .blanks, "[", .any,
                "] Successfully authenticated as principal ", .user, " on ", .rest,
            ],
            [
                .time("2026-09-14T19:02:11.083"), .own(passZone), " ", .word, " ", .blanks, .word, .blanks, "[", .any,
                "] ",
                .any, " authentication failed for ", .user, " on ", .rest,
            ],
        ],
        samples: [
            Sample(
                "2026-09-14T19:02:11.083+0000 I  ACCESS   [conn1] Successfully authenticated as principal ana.holm on admin",
                becomes:
                    "2026-09-14T19:02:11.083+0000 I  ACCESS   [conn1] Successfully authenticated as principal {{u:ana.holm}} on admin"
            ),
            Sample(
                "2026-09-14T19:02:11.083 I ACCESS [conn1] SCRAM-SHA-1 authentication failed for ana.holm on admin from client 203.0.113.7:51514 ; UserNotFound",
                becomes:
                    "2026-09-14T19:02:11.083 I ACCESS [conn1] SCRAM-SHA-1 authentication failed for {{u:ana.holm}} on admin from client 203.0.0.0:0 ; UserNotFound"
            ),
        ]
    )

    /// A zone behind a time, `+0000` or `Z`, if there is one.
    private static func passZone(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        bytes.endOfRun(from: range.lowerBound, to: range.upperBound) {
            $0.wordBytes.union($0.mask(of: ASCII.plus)).union($0.mask(of: ASCII.hyphen)).union($0.mask(of: ASCII.colon))
        }
    }
}
