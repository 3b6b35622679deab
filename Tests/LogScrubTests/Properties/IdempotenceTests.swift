import LogScrub
import Testing

@Suite("Idempotence: scrubbed output is left alone")
struct IdempotenceTests {
    @Test("Scrubbing twice gives what scrubbing once gives, at every level", arguments: Level.allCases)
    func everyLevel(level: Level) throws {
        for round in TestSeed.rounds(120) {
            var random = SeededGenerator("twice \(level.rawValue)", round: round)
            let format = try random.format()
            let scrubber = Scrubber(policy: Policy(level: level), format: format)
            guard isStable(scrubber, random, round, "\(level) \(format)") else { return }
        }
    }

    @Test("Scrubbing twice gives what scrubbing once gives, for any policy and any pair of prefix lengths")
    func anyPolicy() throws {
        for round in TestSeed.rounds(250) {
            var random = SeededGenerator("twice, any policy", round: round)
            let policy = try random.policy()
            let format = try random.format()
            let scrubber = Scrubber(policy: policy, format: format)
            guard isStable(scrubber, random, round, "\(policy.summary), \(format)") else { return }
        }
    }

    @Test("An address cut to any prefix length is not cut again to something else", arguments: 0...128)
    func everyLength(length: Int) throws {
        let limit = NaiveLimit(ipv4: min(length, 32), ipv6: length)
        let scrubber = Scrubber(policy: try .truncating(to: limit))
        var random = SeededGenerator("twice, every length", round: length)
        var lines = LogLineGenerator(random)
        for _ in 0..<8 {
            let port = random.number(1...65_535)
            let text = "a \(lines.ipv4().text) b \(lines.ipv6().text) c [\(lines.ipv6().text)]:\(port) d"
            let once = scrubber.scrubbedText(text)
            #expect(scrubber.scrubbedText(once) == once, "\(limit) on \(text), LOGSCRUB_SEED=\(TestSeed.value)")
        }
    }

    private func isStable(
        _ scrubber: Scrubber, _ random: SeededGenerator, _ round: Int, _ setting: String
    ) -> Bool {
        var lines = LogLineGenerator(random)
        let stream = lines.stream(of: 1_500)
        func fails(_ input: [UInt8]) -> Bool {
            let once = scrubber.scrubbedBytes(input)
            return scrubber.scrubbedBytes(once) != once
        }
        guard fails(stream) else { return true }
        let smallest = Failure.shrink(stream, while: fails)
        let once = scrubber.scrubbedBytes(smallest)
        Issue.record(
            """
            \(Failure.note(round, setting, Failure.show(smallest)))
              once:  \(Failure.show(once))
              twice: \(Failure.show(scrubber.scrubbedBytes(once)))
            """)
        return false
    }
}
