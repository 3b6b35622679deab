extension RecordFormat {
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
