extension RecordFormat {
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
}
