import Testing

@testable import LogScrub

@Suite("Records of Prosody with a plain head")
struct ProsodyHeadTests {
    @Test("They become what the search in free text makes of them")
    func shortcut() throws {
        try Scrubber.takesNoWrongShortcut(
            "prosody heads", rounds: 300, formats: ["prosody", "auto", "auto", "syslog"], record: record)
    }

    @Test(
        "The search begins at the message if the source is a word, at the source if it is more",
        arguments: [
            ("Aug 25 10:11:12 c2s55d02ee171c0\tinfo\tClient", 36), ("Aug  5 10:11:12 mod_bosh\terror\tx", 30),
            ("Aug 25 10:11:12 general\twarn\t", 28), ("Aug 25 10:11:12 runnerABC\tdebug\tx", 31),
            ("Aug 25 10:11:12 meet.example.org:muc\tinfo\tx", 16),
            ("Aug 25 10:11:12 bosh910ad0ce-1111-4222-8333-444455556666\tinfo\tx", 16),
            ("Aug 25 10:11:12 eyJhbGciOiJIUzI1NiJ9\tinfo\tx", 16),
            ("Aug 25 10:11:12 " + String(repeating: "a", count: 63) + "\tinfo\tx", 16),
            ("Aug 25 10:11:12 " + String(repeating: "a", count: 64) + "\tinfo\tx", nil),
            ("Aug 25 10:11:12 \tinfo\tx", nil), ("Aug 25 10:11:12 a b\tinfo\tx", nil),
            ("Aug 25 10:11:12 a\tnote\tx", nil),
            ("Aug 25 10:11:12 a info\tx", nil), ("Aug 25 10:11 a\tinfo\tx", nil),
            ("2026-08-25 10:11:12 a\tinfo\tx", nil),
            ("123 25 10:11:12 a\tinfo\tx", nil), ("A@g 25 10:11:12 a\tinfo\tx", nil), ("Aug 25 10:11:12 a\tinfo", nil),
            ("Aug 25 10:11:12 host prosody[1]: a\tinfo\tx", nil),
        ] as [(String, Int?)])
    func search(_ text: String, _ expected: Int?) {
        let bytes = ContiguousArray(text.utf8) + [UInt8](repeating: 0, count: CandidateScanner.slack)
        #expect(ProsodyLog.search(bytes.span, from: 0, to: text.utf8.count) == expected)
        let hasNoHeader = TextEnvelope.isRuledOut(bytes.span, 0..<text.utf8.count)
        #expect(expected == nil || hasNoHeader)
    }

    /// A record with a plain head, or one that nearly has one.
    private func record(_ random: inout SeededGenerator) -> [UInt8] {
        var lines = LogLineGenerator(random)
        defer { _ = random.next() }
        if random.onceIn(8) { return lines.line() }
        let head =
            random.pick([
                "Aug 25 10:11:12 ", "Aug 25 10:11:12 ", "Aug  5 23:59:59 ", "Xyz 99 99:99:99 ", "A@g 25 10:11:12 ",
                "Tue Aug 25 ",
            ])
            + random.pick([
                "c2s55d02ee171c0", "c2s55d02ee171c0", "mod_bosh", "general", "conn55d02ee171c0", "meet.example.org:muc",
                "bosh910ad0ce-1111-4222-8333-444455556666", "eyJhbGciOiJIUzI1NiJ9", "203.0.113.7", "2001:db8::7", "a b",
                "p5DCC1A2B.dip0", "ip-192-0-2-7", "host prosody[901]:", "", lines.word(),
            ])
            + random.pick(["\t", "\t", "\t", "    ", "\t\t"])
            + random.pick(["info", "debug", "warn", "error", "note"]) + random.pick(["\t", "\t", "\t", " ", ""])
        let message = random.pick([
            "Client connected", "Authenticated as ana@a.example", "All resources of ana are now offline", "",
            "resumption token Zm9v", "New BOSH session, assigned it sid '910ad0ce-1111-4222-8333-444455556666'",
            "<presence from='teamsync@conference.a.example/ana'><nick>Ana", "Ana</nick></presence>",
            "New connection FD 9 (\(lines.address()), 51514, 192.0.2.10, 5222)", "::", ": \(lines.freeAddress())",
            "error:\n\tstack traceback:\n\t\(lines.address()): in x", lines.word(), "{user={name=\"Ana\",id=\"u-7\"}}",
        ])
        var bytes = Array((head + message).utf8)
        if random.onceIn(3) {
            let at = random.number(0...bytes.count - 1)
            bytes[at] = random.pick(Array("\"\\ -:.[]=@0a/{<\t".utf8))
        }
        return bytes
    }
}
