extension RecordFormat {
    /// fail2ban: whom it has found, banned or let go, by the names of hosts too.
    ///
    /// Source: fail2ban, `server/actions.py`, `filter.py`, `observer.py`; `helpers.py`, `getVerbosityFormat`.
    static let fail2ban = RecordFormat(
        name: "fail2ban",
        glance: { bytes, record in bytes.has(" fail2ban.", at: record.lowerBound &+ 23, before: record.upperBound) },
        lines: [
            [
                .time("2026-09-14 19:02:11,123"), " fail2ban.", .word, .blanks, "[", .numbers, "]: ", .own(markBanned),
                .rest,
            ]
        ],
        samples: [
            Sample(
                "2026-09-14 19:02:11,123 fail2ban.actions        [812]: NOTICE  [sshd] Ban laptop.example.net",
                becomes: "2026-09-14 19:02:11,123 fail2ban.actions        [812]: NOTICE  [sshd] Ban 0.0.0.0"),
            Sample(
                "2026-09-14 19:02:11,123 fail2ban.filter         [812]: INFO    [sshd] Found 203.0.113.7 - 2026-09-14 19:02:10",
                becomes:
                    "2026-09-14 19:02:11,123 fail2ban.filter         [812]: INFO    [sshd] Found 203.0.0.0 - 2026-09-14 19:02:10"
            ),
        ]
    )

    /// The same behind the tag that fail2ban gives its messages in syslog and in the journal.
    static let fail2banMessages = RecordFormat(
        name: "fail2ban-message",
        tags: ["fail2ban.actions", "fail2ban.filter", "fail2ban.observer", "fail2ban.ipdns", "fail2ban-server"],
        firsts: "A",
        needsTag: true,
        lines: [[.own(markBanned), .rest]],
        samples: [
            Sample(
                "NOTICE  [sshd] Restore Ban laptop.example.net", becomes: "NOTICE  [sshd] Restore Ban 0.0.0.0"),
            Sample(
                "WARNING [sshd] laptop.example.net already banned", becomes: "WARNING [sshd] 0.0.0.0 already banned"),
            Sample(
                "WARNING Determined IP using DNS Lookup: laptop.example.net = {'203.0.113.7'}",
                becomes: "WARNING Determined IP using DNS Lookup: 0.0.0.0 = {'203.0.0.0'}"),
        ]
    )

    private static let fail2banLevels: [StaticString] = [
        "NOTICE ", "INFO ", "WARNING ", "ERROR ", "DEBUG ", "CRITICAL ",
    ]
    private static let fail2banVerbs: [StaticString] = [
        "Ban ", "Unban ", "Reban ", "Found ", "Ignore ", "Attempt ", "Restore Ban ", "Increase Ban ",
    ]
    private static let fail2banLookups: [StaticString] = [
        "Determined IP using DNS Lookup: ", "Unable to find a corresponding IP address for ",
    ]

    private static func isLevel(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Bool {
        fail2banLevels.contains { bytes.has($0, at: start, before: end) }
    }

    /// Marks the host behind the level, the jail in brackets and what was done.
    private static func markBanned(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let end = range.upperBound
        guard isLevel(bytes, range.lowerBound, to: end),
            let blank = bytes.firstIndex(of: ASCII.space, in: range)
        else { return nil }
        var at = bytes.endOfRun(from: blank, to: end) { $0.mask(of: ASCII.space) }
        for words in fail2banLookups where bytes.has(words, at: at, before: end) {
            let host = at &+ words.utf8CodeUnitCount
            return markHost(bytes, host..<end, &marks)
        }
        guard bytes.has("[", at: at, before: end),
            let close = bytes.firstIndex(of: "] ", in: at..<Swift.min(end, at &+ 64))
        else { return nil }
        at = close &+ 2
        for verb in fail2banVerbs where bytes.has(verb, at: at, before: end) {
            return markHost(bytes, at &+ verb.utf8CodeUnitCount..<end, &marks)
        }
        let word = bytes.endOfRun(from: at, to: end) {
            $0.wordBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.hyphen)).union($0.mask(of: ASCII.colon))
        }
        return word > at && bytes.has(" already banned", at: word, before: end)
            ? markHost(bytes, at..<end, &marks) : nil
    }

    private static func markHost(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var end = range.lowerBound
        while end < range.upperBound, bytes[end] > ASCII.space, bytes[end] != ASCII.comma { end &+= 1 }
        if bytes[end &- 1] == ASCII.colon { end &-= 1 }
        guard end > range.lowerBound else { return nil }
        marks.add(.host, range.lowerBound..<end)
        return end
    }
}
