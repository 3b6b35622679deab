extension RecordFormat {
    /// FreeRADIUS: logins, right and wrong, with what was typed as password where the server is told to log it.
    ///
    /// Source: FreeRADIUS, `src/main/auth.c`, `rad_authlog`.
    static let freeRADIUS = RecordFormat(
        name: "freeradius",
        tags: ["radiusd", "freeradius"],
        lines: [
            freeRADIUSLogin,
            // As syslog has it.
            ["(", .numbers, ") Auth: Login ", .any, ": [", .own(markLogin), "] (from client ", .rest],
            ["(", .numbers, ") Login ", .any, ": [", .own(markLogin), "] (from client ", .rest],
            ["Login ", .any, ": [", .own(markLogin), "] (from client ", .rest],
            [.time("Mon Sep 14 19:02:11 2026"), " : "] + freeRADIUSLogin,
        ],
        samples: [
            Sample(
                "Mon Sep 14 19:02:11 2026 : Auth: Login OK: [ana.holm/<via Auth-Type = mschap>] (from client ap1 port 0)",
                becomes:
                    "Mon Sep 14 19:02:11 2026 : Auth: Login OK: [{{u:ana.holm}}/<via Auth-Type = mschap>] (from client ap1 port 0)"
            ),
            Sample(
                "Auth: (5) Login incorrect (mschap: failed): [ana.holm/hunter2] (from client ap1 port 0 cli 203.0.113.7)",
                becomes:
                    "Auth: (5) Login incorrect (mschap: failed): [{{u:ana.holm}}/[secret]] (from client ap1 port 0 cli 203.0.0.0)"
            ),
            Sample(
                "Tue Sep  8 19:02:11 2026 : Auth: Login incorrect: [ana.holm/hunter2] (from client ap1 port 0)",
                becomes:
                    "Tue Sep  8 19:02:11 2026 : Auth: Login incorrect: [{{u:ana.holm}}/[secret]] (from client ap1 port 0)"
            ),
            Sample(
                "(5) Login incorrect (mschap: failed): [ana.holm/hunter2] (from client ap1 port 0)",
                becomes:
                    "(5) Login incorrect (mschap: failed): [{{u:ana.holm}}/[secret]] (from client ap1 port 0)"),
            Sample(
                "Mon Sep 14 19:02:11 2026 : Auth: (6) Login OK: [ana.holm] (from client ap1 port 0)",
                becomes: "Mon Sep 14 19:02:11 2026 : Auth: (6) Login OK: [{{u:ana.holm}}] (from client ap1 port 0)"),
        ]
    )

    private static let freeRADIUSLogin: [Part] = [
        "Auth: ", .own(passNumber), "Login ", .any, ": [", .own(markLogin), "] (from client ", .rest,
    ]

    private static func passNumber(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard bytes.has("(", at: range.lowerBound, before: range.upperBound) else { return range.lowerBound }
        let end = bytes.endOfDigits(from: range.lowerBound &+ 1, before: range.upperBound)
        return bytes.has(") ", at: end, before: range.upperBound) ? end &+ 2 : nil
    }

    /// `ana.holm`, `ana.holm/hunter2`, `ana.holm/<via Auth-Type = mschap>`
    private static func markLogin(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let end = bytes.firstIndex(of: "] (from client ", in: range) else { return nil }
        let slash = bytes.firstIndex(of: ASCII.slash, in: range.lowerBound..<end) ?? end
        marks.add(.user, range.lowerBound..<slash)
        if slash &+ 1 < end, !bytes.has("<via ", at: slash &+ 1, before: end) { marks.add(.secret, slash &+ 1..<end) }
        return end
    }
}
