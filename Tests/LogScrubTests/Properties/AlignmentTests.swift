import LogScrub
import Testing

@Suite("Where a text stands in a block changes nothing")
struct AlignmentTests {
    @Test(
        "A phrase, a user or a request is found at each of 128 places",
        arguments: [
            (" 901: Tried to resume non-existent session with id Zm9v", "Zm9v"),
            (" 901: All resources of ana are now offline", "ana"), (" x4: resumption token Zm9v", "Zm9v"),
            (" 901: check_stun_auth: Cannot find credentials of user <ana>", "ana"),
            (" \"GET /TeamSync HTTP/2\" 200", "TeamSync"),
            (" 2026:1AB:CD:EF:01:23:45:67:89:AB:CD", "AB:CD:EF:01"),
            (" \"GET /TeamSync HTTP/1.1\" 200", "TeamSync"), (" user1: ana: x", ""),
        ])
    func phrases(text: String, value: String) {
        let scrubber = Scrubber(policy: Policy(level: .none))
        let outputs = (0..<128).map {
            scrubber.scrub("first\n" + String(repeating: "x", count: $0) + text).drop { $0 != " " }
        }
        #expect(Set(outputs).count == 1, "\(Set(outputs))")
        #expect(value.isEmpty || !outputs[0].contains(value))
    }

    @Test(
        "What was found only where the blocks of the prefilter begin in one way",
        arguments: [
            "x password0:0:0:0:", "ting 0nick.0 due to login0:0:0:0:", "x,\"login2:3:4:5:",
            "Benutzer64:ff9b::cb00:7107[:",
            "sha-256 19:02:44:11:22:33:44:55:66:77:88:99:00:11:22:33:44:55:66:77:88:99:00:11:22:33:44:55:66:77:88:99",
        ])
    func shifted(text: String) {
        #expect(Shifts.first(Array(text.utf8), Scrubber()) == nil)
    }

    @Test("Any stream comes out the same wherever the blocks of the prefilter begin")
    func anyStream() throws {
        let lines = try MutationTests.fixtureLines()
        for round in TestSeed.rounds(60) {
            var random = SeededGenerator("alignment", round: round)
            let policy = try random.policy()
            let scrubber = Scrubber(policy: policy, format: try random.format())
            var generator = LogLineGenerator(random)
            var stream = generator.stream(of: 300)
            if generator.random.onceIn(2) {
                stream = (0..<3).flatMap { _ in MutationTests.mutated(lines, &generator.random) + [0x0a] }
            }
            guard Shifts.first(stream, scrubber) != nil else { continue }
            let smallest = Failure.shrink(stream) { Shifts.first($0, scrubber) != nil }
            Issue.record(
                """
                \(Failure.note(round, policy.summary, Failure.show(smallest)))
                  \(Shifts.first(smallest, scrubber) ?? "")
                """)
            return
        }
    }

    @Test(
        "The fields of an object, or of a request, are found behind a text as they are at the beginning",
        arguments: [
            #"{"ua":"Foo Bar","args":"name=ana"}"#, #"{"remote_user":"ana","query_string":"a=b"}"#,
            #"INFO "GET /TeamSync HTTP/2" 200"#,
            #"a - ana [25/Aug/2026:10:11:12 +0200] "GET /TeamSync HTTP/2.0" 200 5 "https://x.example/" "curl/8.5.0""#,
        ])
    func fields(record: String) {
        let scrubber = Scrubber(policy: Policy(level: .none))
        let alone = scrubber.scrub(record)
        for before in [
            "text", "12: : session 7: HTTPS connection request: GET /x HTTP/1.1", "{\"a\":1}",
            "Oct 03 18:40:01 x\tinfo\ty",
        ] {
            #expect(scrubber.scrub("\(before)\n\(record)").hasSuffix("\n\(alone)"), "\(before)")
        }
    }
}

/// A text behind a first line of any length that one block may have.
enum Shifts {
    /// The first output that is not as the others are, or `nil`.
    static func first(_ text: [UInt8], _ scrubber: Scrubber) -> String? {
        var expected: ArraySlice<UInt8>?
        for length in 1...64 {
            let output = scrubber.scrubbedBytes([UInt8](repeating: 0x78, count: length) + [0x0a] + text)
                .dropFirst(length + 1)
            if let expected, expected != output {
                return "behind \(length): \(Failure.show(output)), else \(Failure.show(expected))"
            }
            expected = output
        }
        return nil
    }
}
