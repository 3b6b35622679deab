import Subprocess
import Testing

/// What the command says about arguments that make no sense: exit code 64, and a message that helps.
@Suite("Usage errors", .timeLimit(.minutes(20)))
struct UsageErrorTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let message: [String]

        init(_ arguments: String..., mentions message: [String]) {
            self.arguments = arguments
            self.message = message
        }

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let misspelled = [
        Mistake("--levle", "none", mentions: ["--levle", "--level"]),
        Mistake("--ownnetwork", "203.0.113.0/24", mentions: ["--ownnetwork", "--own-network"]),
        Mistake("--level", "minmal", mentions: ["minmal", "minimal"]),
        Mistake("--level", "analytic", mentions: ["analytic", "analytics"]),
        Mistake("--format", "nginx-eror", mentions: ["nginx-eror", "nginx-error"]),
        Mistake("--format", "prosodi", mentions: ["prosodi", "prosody"]),
        Mistake("--stats=jsn", mentions: ["jsn", "json"]),
    ]

    @Test("A misspelled option, level or format is answered with the nearest name", arguments: misspelled)
    func nearestName(_ mistake: Mistake) async throws {
        try await expectUsageError(mistake)
    }

    static let impossible = [
        Mistake("--ipv4-prefix", "33", mentions: ["33", "32"]),
        Mistake("--ipv4-prefix=-1", mentions: ["-1"]),
        Mistake("--ipv6-prefix", "129", mentions: ["129", "128"]),
        Mistake("--ipv6-prefix", "many", mentions: ["many"]),
        Mistake("--own-network", "203.0.113.0/33", mentions: ["203.0.113.0/33"]),
        Mistake("--own-network", "2001:db8::/129", mentions: ["2001:db8::/129"]),
        Mistake("--own-network", "203.0.113/24", mentions: ["203.0.113/24"]),
        Mistake("--own-network", "203.0.113.0/", mentions: ["203.0.113.0/"]),
        Mistake("--own-network", "example.org", mentions: ["example.org"]),
        Mistake("--own-network", "", mentions: ["own-network"]),
        Mistake("--site", "https://meet.example.org/", mentions: ["https://meet.example.org/"]),
        Mistake("--site", "meet..example.org", mentions: ["meet..example.org"]),
        Mistake("--site", "meet example.org", mentions: ["meet example.org"]),
        Mistake("--site", "", mentions: ["site"]),
        Mistake("--level", mentions: ["--level"]),
        Mistake("--redact", "a(b", mentions: ["a(b", "position 3"]),
        Mistake("--redact", "[z-a]", mentions: ["[z-a]", "position 3"]),
        Mistake("--redact", "x", "--redact", "ab{2,1}", mentions: ["ab{2,1}", "position"]),
    ]

    @Test("An impossible value is named together with what is wrong about it", arguments: impossible)
    func impossibleValue(_ mistake: Mistake) async throws {
        try await expectUsageError(mistake)
    }

    @Test("A usage error stops the command before it reads or writes anything")
    func nothingIsDone() async throws {
        let outcome = try await Command.run(["--level", "minmal", "/nonexistent"], input: "raw 203.0.113.7\n")
        #expect(outcome.status == .usage)
        #expect(outcome.output.isEmpty)
        #expect(!outcome.errors.contains("/nonexistent"))
    }

    private func expectUsageError(_ mistake: Mistake) async throws {
        let outcome = try await Command.run(mistake.arguments, input: "quokka 203.0.113.7\n")
        #expect(outcome.status == .usage)
        #expect(outcome.output.isEmpty)
        for word in mistake.message {
            #expect(outcome.errors.contains(word), "the message does not mention \(word): \(outcome.errors)")
        }
        #expect(!outcome.errors.contains("quokka"))
    }
}
