extension RecordFormat {
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
}
