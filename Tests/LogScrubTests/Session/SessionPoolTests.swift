import Synchronization
import Testing

@testable import LogScrub

@Suite("Texts that stand for themselves")
struct SessionPoolTests {
    @Test("What was scrubbed before changes nothing")
    func asNew() throws {
        for round in TestSeed.rounds(40) {
            var random = SeededGenerator("texts by themselves", round: round)
            let policy = try random.policy()
            let format = try random.format()
            let used = Scrubber(policy: policy, format: format)
            for _ in 0..<8 {
                var lines = LogLineGenerator(random)
                let bytes = random.onceIn(2) ? lines.line() : lines.stream(of: 400)
                random = lines.random
                let text = String(decoding: bytes, as: UTF8.self)
                let (again, new) = (used.scrub(text), Scrubber(policy: policy, format: format).scrub(text))
                #expect(again == new, "\(Failure.note(round, policy.summary, Failure.show(Array(text.utf8))))")
            }
        }
    }

    @Test("A line by itself becomes what it becomes at the beginning of a stream")
    func asInStream() throws {
        let lines = try MutationTests.fixtureLines()
        for round in TestSeed.rounds(400) {
            var random = SeededGenerator("lines by themselves", round: round)
            let policy = try random.policy()
            let scrubber = Scrubber(policy: policy)
            var line = MutationTests.mutated(lines, &random)
            if random.onceIn(3) {
                var generator = LogLineGenerator(random)
                line = generator.line()
            }
            let text = String(decoding: line, as: UTF8.self)
            let bytes = Array(text.utf8)
            let inStream = String(decoding: scrubber.sessionBytes(bytes, cuts: [bytes.count / 2]), as: UTF8.self)
            #expect(scrubber.scrub(text) == inStream, "\(Failure.note(round, policy.summary, Failure.show(bytes)))")
        }
    }

    @Test(
        "What a text leaves open is not open in the next one",
        arguments: [
            "<message><body>hello", "{\"log\":\"<nick>Ana\",\"stream\":\"stdout\"}", "user = {",
            "__CURSOR=s=1\nMESSAGE\n",
            "2026-08-25T10:11:12 meet prosody[1]: <presence><nick>", String(repeating: "x", count: 70_000), "",
        ])
    func nothingStaysOpen(text: String) {
        let scrubber = Scrubber()
        let next = "  goes on like that\n  nobody 203.0.113.7"
        _ = scrubber.scrub(text)
        #expect(scrubber.scrub(next) == "  goes on like that\n  nobody 203.0.0.0")
    }

    @Test("Tasks that scrub at once do not see each other's texts")
    func atOnce() async {
        let scrubber = Scrubber()
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<300).count { round in
                        let text = "task \(task) round \(round) client 203.0.113.\(round % 256):4711"
                        return scrubber.scrub(text) != "task \(task) round \(round) client 203.0.0.0:0"
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test("A text is looked at as a stream of it would be, though nothing in it catches the eye")
    func quiet() {
        for text in [
            #"[2026-08-25T10:11:12+02:00] "T P"#, #"[2026-08-25T10:11:12+02:00] "GET /TeamSync"#, "nothing at 10:11:12",
        ] {
            let scrubber = Scrubber(policy: .timeless())
            #expect(scrubber.scrub(text) == String(decoding: scrubber.sessionBytes(Array(text.utf8)), as: UTF8.self))
        }
    }

    @Test("Where there was no key, the next text asks again")
    func keyAgain() {
        let keys = LateKey()
        var policy = Policy()
        policy.keys = keys
        let scrubber = Scrubber(policy: policy)
        #expect(scrubber.scrub("room=teamsync") == "room=[room]")
        let text = scrubber.scrub("room=teamsync")
        #expect(text != "room=[room]" && !text.contains("teamsync"))
    }
}

/// A key that is not there when it is asked for first.
private final class LateKey: PeriodKeySource {
    private let asked = Mutex(0)

    func key(for period: Period.Instance) throws(ScrubError) -> SecretKey {
        let count = asked.withLock { count in
            count += 1
            return count
        }
        if count == 1 { throw ScrubError(.key, "not yet") }
        return SecretKey()
    }
}
