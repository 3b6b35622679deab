extension RecordFormat {
    /// Who is or was logged in: the rows of `who`, `w`, `last`, `lastb` and `lastlog`, told by the terminal in the second column.
    ///
    /// Sources: coreutils, `who.c`; procps, `w.c`; util-linux, `login-utils/last.c`; shadow, `lastlog.c`.
    static let loggedInUsers = RecordFormat(
        name: "who",
        tags: ["who", "last", "lastlog"],
        firsts: "Aa_",
        needsTag: true,
        glance: { bytes, record in
            let name = bytes.firstIndex(
                of: ASCII.space, in: record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 64))
            return name.map { bytes[$0 &+ 1] == ASCII.space || isTerminal(bytes, $0 &+ 1, to: record.upperBound) }
                ?? false
        },
        lines: [
            ["USER ", .blanks, "TTY ", .rest],
            ["Username ", .blanks, "Port ", .rest],
            ["NAME ", .blanks, "LINE ", .rest],
            [.own(markSession), .rest],
        ],
        samples: [
            Sample(
                "ana.holm pts/0        2026-09-14 19:02 (laptop.example.net)",
                becomes: "{{u:ana.holm}} pts/0        2026-09-14 19:02 (0.0.0.0)"),
            Sample(
                "ana.holm pts/1    203.0.113.7      19:02    1.00s  0.05s  0.01s -bash",
                becomes: "{{u:ana.holm}} pts/1    203.0.0.0      19:02    1.00s  0.05s  0.01s -bash"),
            Sample(
                "ana.holm pts/1        laptop.example.net Mon Sep 14 19:02 - 20:00  (00:58)",
                becomes: "{{u:ana.holm}} pts/1        0.0.0.0 Mon Sep 14 19:02 - 20:00  (00:58)"),
            Sample(
                "ana.holm                                   **Never logged in**",
                becomes: "{{u:ana.holm}}                                   **Never logged in**"),
        ]
    )

    /// Whether a record is a row of a table, or the line that names its columns: nothing in such a row need be a sign. Then it is read as one only if it
    /// stands behind another.
    @inline(never)
    static func isRow(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        guard let first = record.first else { return false }
        if bytes[first].isDigit {
            return bytes.has(" IP", at: first &+ 15, before: record.upperBound)
                || bytes.has(" ARP, ", at: first &+ 15, before: record.upperBound)
                || bytes.has(" IP", at: first &+ 26, before: record.upperBound)
                || bytes.has(" IP", at: first &+ 17, before: record.upperBound)
        }
        guard bytes[first].isLetter || bytes[first] == ASCII.underscore || bytes[first] == ASCII.space else {
            return false
        }
        if bytes[first] == ASCII.space {
            return bytes.has("    ", at: first, before: record.upperBound)
                && bytes.firstIndex(of: " > ", in: first..<Swift.min(record.upperBound, first &+ 128)) != nil
        }
        let limit = Swift.min(record.upperBound, first &+ 64)
        guard let blank = bytes.firstIndex(of: ASCII.space, in: first..<limit) else { return false }
        return bytes[blank &+ 1] == ASCII.space || isTerminal(bytes, blank &+ 1, to: record.upperBound)
            || isSocketHead(bytes, first..<blank)
    }

    /// Whether the name of a terminal begins at a position.
    private static func isTerminal(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Bool {
        for name: StaticString in ["pts/", "tty", "ssh:notty", "console ", "hvc", ":0 ", ":1 ", "system boot"]
        where bytes.has(name, at: start, before: end) { return true }
        return false
    }

    private static let pseudoUsers = WordSet("reboot", "shutdown", "runlevel", "LOGIN", "wtmp", "btmp", "USER")
    private static let weekdaysAndMonths = WordSet(
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec")

    private static func markSession(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let end = range.upperBound
        func endOfWord(_ start: Int) -> Int { bytes.firstIndex(of: ASCII.space, in: start..<end) ?? end }
        func behindBlanks(_ start: Int) -> Int { bytes.endOfRun(from: start, to: end) { $0.mask(of: ASCII.space) } }
        let name = range.lowerBound..<endOfWord(range.lowerBound)
        let terminal = behindBlanks(name.upperBound)
        guard !name.isEmpty, terminal < end, name.allSatisfy({ isOfName(bytes[$0]) }) else { return nil }
        let isPseudo = pseudoUsers.contains(bytes, name) || isNobody(bytes, name)
        if bytes.has("**Never logged in**", at: terminal, before: end) {
            if !isPseudo { marks.add(.user, name) }
            return terminal
        }
        guard isTerminal(bytes, terminal, to: end) else { return nil }
        if bytes.has("system boot", at: terminal, before: end) { return terminal }
        let third = behindBlanks(endOfWord(terminal))
        let word = third..<endOfWord(third)
        guard !word.isEmpty, hasTime(bytes, third..<end) else { return nil }
        if !isPseudo { marks.add(.user, name) }
        if bytes.isLike("2026-09-14", at: third, before: end) {
            // `who`: the host stands in brackets at the end.
            guard let open = bytes.lastIndex(of: ASCII.leftParenthesis, in: third..<end),
                let close = bytes.firstIndex(of: ASCII.rightParenthesis, in: open..<end)
            else { return end }
            markHost(bytes, open &+ 1..<close, &marks)
            return end
        }
        if !weekdaysAndMonths.contains(bytes, word), !hasTime(bytes, word) {
            markHost(bytes, word, &marks)
        }
        return word.upperBound
    }

    /// Marks a host; `-`, `:0` and `tmux(812).%0` are none.
    private static func markHost(_ bytes: Span<UInt8>, _ word: Range<Int>, _ marks: inout FieldMarks) {
        guard let first = word.first, bytes[first] != ASCII.hyphen,
            bytes[first] != ASCII.colon || bytes[first &+ 1] == ASCII.colon,
            bytes.firstIndex(of: ASCII.leftParenthesis, in: word) == nil
        else { return }
        marks.add(.host, word)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.dot || byte == ASCII.hyphen || byte == ASCII.plus || byte == ASCII.at
            || byte == UInt8(ascii: "$") || byte >= 0x80
    }

    /// Whether a time of day stands in a range: `19:02`.
    private static func hasTime(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        while let colon = bytes.firstIndex(of: ASCII.colon, in: at..<range.upperBound) {
            if colon > range.lowerBound, bytes[colon &- 1].isDigit, bytes[colon &+ 1].isDigit,
                bytes[colon &+ 2].isDigit,
                colon &- 2 < range.lowerBound || bytes[colon &- 2].isDigit || bytes[colon &- 2] == ASCII.space
            {
                return true
            }
            at = colon &+ 1
        }
        return false
    }
}
