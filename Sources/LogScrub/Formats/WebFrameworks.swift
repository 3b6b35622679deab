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

    /// Requests without quotes and without a protocol, as Morgan, the request logger of Express, writes them in its formats `dev` and `tiny`.
    ///
    /// Source: `index.js` there.
    static let morgan = RecordFormat(
        name: "morgan",
        glance: { bytes, record in bytes.firstIndex(of: " HTTP/", in: record) == nil },
        lines: methods.flatMap { method -> [[Part]] in
            [
                [.text(method), .only(isPath), .request, " ", .rest], [.text(method), .only(isPath), .request, .end],
            ]
        },
        samples: [
            Sample("GET /TeamSync?jwt=x 200 3.123 ms - 15", becomes: "GET /{{r:teamsync}} 200 3.123 ms - 15"),
            Sample("POST /TeamSync?jwt=x 304 - ms - -", becomes: "POST /{{r:teamsync}} 304 - ms - -"),
            Sample("GET /TeamSync?jwt=x 200 15 - 3.123 ms", becomes: "GET /{{r:teamsync}} 200 15 - 3.123 ms"),
        ]
    )

    private static let methods: [StaticString] = ["GET ", "POST ", "PUT ", "PATCH ", "DELETE ", "HEAD ", "OPTIONS "]

    static func isPath(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> Bool {
        bytes.has("/", at: rest.lowerBound, before: rest.upperBound)
    }

    /// Etherpad: pads, which are called as rooms are, and their authors.
    ///
    /// Source: `src/node/handler/PadMessageHandler.ts` there.
    static let etherpad = RecordFormat(
        name: "etherpad",
        glance: { bytes, record in bytes.firstIndex(of: " Pad \"", in: record) != nil },
        lines: [
            [
                "[", .time("2026-03-15 10:00:00.123"), "] [", .any, "] ", .any, " Pad \"", .named(.room),
                "\": Author \"",
                .named(.user), "\" ", .rest,
            ],
            ["[", .time("2026-03-15 10:00:00.123"), "] [", .any, "] ", .any, " Pad \"", .named(.room), "\": ", .rest],
        ],
        samples: [
            Sample(
                #"[2026-03-15 10:00:00.123] [INFO] access - [LEAVE] Pad "teamsync": Author "a.AbCdEf123" on client with IP "203.0.113.7" left the pad"#,
                becomes:
                    #"[2026-03-15 10:00:00.123] [INFO] access - [LEAVE] Pad "{{r:teamsync}}": Author "{{u:a.AbCdEf123}}" on client with IP "203.0.0.0" left the pad"#
            )
        ]
    )

    /// Nextcloud: what stands in the message of its JSON records.
    ///
    /// Source: `core/Controller/LoginController.php` and `lib/private/User/Session.php` there.
    static let nextcloud = RecordFormat(
        name: "nextcloud",
        tags: ["nextcloud"],
        needsTag: true,
        lines: [
            ["Login failed: '", .user, "' (Remote IP: '", .client, "')", .rest],
            ["Login failed: ", .user, " (Remote IP: ", .client, ")", .rest],
            ["Login successful: \"", .user, "\"", .rest],
            ["Login attempt: \"", .user, "\"", .rest],
            ["Login failed: \"", .user, "\"", .rest],
            ["Two-factor challenge failed: ", .user, " (Remote IP: ", .client, ")", .rest],
        ],
        samples: [
            Sample(
                "Login failed: ana.holm (Remote IP: 203.0.113.7)",
                becomes: "Login failed: {{u:ana.holm}} (Remote IP: 203.0.0.0)"),
            Sample(
                "Login failed: 'ana.holm' (Remote IP: '203.0.113.7')",
                becomes: "Login failed: '{{u:ana.holm}}' (Remote IP: '203.0.0.0')"),
        ]
    )
}
