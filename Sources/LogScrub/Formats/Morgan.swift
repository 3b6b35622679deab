extension RecordFormat {
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
}
