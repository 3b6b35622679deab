import Testing

@testable import LogScrub

@Suite("Fields that come again")
struct RepeatingFieldTests {
    @Test("What is remembered of a field changes neither the output nor the statistics")
    func remembering() throws {
        for round in TestSeed.rounds(150) {
            var random = SeededGenerator("repeating fields", round: round)
            let scrubber = Scrubber(policy: try random.policy(), format: try random.format())
            let stream = repeatingStream(&random)
            let cuts = random.cuts(of: stream.count)
            guard scrubber.takesNoWrongShortcut(stream, cuts: cuts, round: round) else { return }
        }
    }

    @Test("A field gets the pseudonyms of its own day, however often it came on others")
    func days() throws {
        let scrubber = Scrubber(policy: Policy(level: .pseudonymous), format: try LogFormat(named: "combined"))
        func line(_ day: Int) -> String {
            "203.0.113.7 - - [0\(day)/Aug/2026:10:00:00 +0000] \"GET /TeamSync HTTP/2.0\" 200 5 \"-\" \"Firefox/128.0\"\n"
        }
        let days = [1, 1, 2, 2, 1, 3, 1, 2, 3, 3]
        let output = scrubber.scrubbedText(days.map(line).joined())
        #expect(output == days.map { scrubber.scrubbedText(line($0)) }.joined())
        #expect(Set(output.split(separator: "\n")).count == 3)
    }

    @Test("An address that is encrypted anew each time never comes twice")
    func encryption() throws {
        var policy = Policy()
        policy.addressCipher = try AddressCipher(.nd, key: Array(1...16))
        policy[.address] = .encrypt
        let line = "203.0.113.7 - - [01/Aug/2026:10:00:00 +0000] \"GET / HTTP/2.0\" 200 5 \"-\" \"-\"\n"
        let output = Scrubber(policy: policy).scrubbedText(String(repeating: line, count: 50))
        #expect(Set(output.split(separator: "\n")).count == 50)
    }

    @Test("What is remembered takes two megabytes at most, as the documentation says")
    func memory() {
        let session = Scrubber(policy: Policy(level: .pseudonymous)).makeSession()
        #expect(session.engine.fields.mostMemory + session.engine.pseudonymizer.mostMemory <= 2 << 20)
    }

    /// A stream made of few lines, each of which comes often.
    private func repeatingStream(_ random: inout SeededGenerator) -> [UInt8] {
        var lines = LogLineGenerator(random)
        let pool = (0..<random.number(1...8)).map { _ in lines.shapedLine() }
        return (0..<60).flatMap { _ in random.pick(pool) + [ASCII.lineFeed] }
    }
}
