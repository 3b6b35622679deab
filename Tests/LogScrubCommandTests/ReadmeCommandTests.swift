import Foundation
import SystemPackage
import Testing

/// The command lines of README.md are run as they stand there.
@Suite("The README's commands", .timeLimit(.minutes(20)))
struct ReadmeCommandTests {
    @Test("Every example after a run mark prints what the README says", arguments: Example.all)
    func example(_ example: Example) async throws {
        let outcome = try await Command.shell(
            #"PATH="$(dirname "$LOGSCRUB"):$PATH"; "# + example.command, in: try TemporaryFolder())
        // Pseudonyms differ from run to run; equal ones have to be equal.
        #expect(numberingPseudonyms(outcome.output) == numberingPseudonyms(Array(example.output.utf8)))
        #expect(outcome.errors == "")
        #expect(outcome.status == .success)
    }

    @Test("The pseudonyms of the README are such as the program leaves alone")
    func pseudonyms() async throws {
        let outputs = Example.all.map(\.output).filter { $0.contains(/[runs]-[a-z2-7]{15}/) }
        #expect(!outputs.isEmpty)
        for output in outputs {
            #expect(try await Command.run(["--site", ".example.org"], input: output).text == output)
        }
    }

    @Test(
        "The README has an example that is run for each option",
        arguments: ["--level", "--ipv4-prefix", "--ipv6-prefix", "--site", "--own-network", "--redact", "--stats"])
    func option(_ option: String) {
        #expect(Example.all.contains { $0.command.contains("logscrub") && $0.command.contains(option) })
    }

    /// A block that follows the line `<!-- run -->`: `$ `, a command, and below it what the command prints.
    struct Example: CustomTestStringConvertible {
        let command: String
        let output: String

        var testDescription: String { command }

        static let all: [Example] = {
            let project = FilePath(#filePath)
                .removingLastComponent().removingLastComponent().removingLastComponent()
            let readme = try? String(contentsOfFile: project.appending("README.md").string, encoding: .utf8)
            let parts = (readme ?? "").components(separatedBy: "<!-- run -->\n```console\n$ ").dropFirst()
            return parts.map { part in
                let lines = part.components(separatedBy: "\n").prefix { $0 != "```" }
                return Example(command: lines[0], output: lines.dropFirst().map { $0 + "\n" }.joined())
            }
        }()
    }
}
