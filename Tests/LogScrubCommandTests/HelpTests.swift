import Subprocess
import SystemPackage
import Testing

/// What the command says about itself.
@Suite("Help and version", .timeLimit(.minutes(20)))
struct HelpTests {
    @Test("--help shows every option and an example for each of the three uses")
    func help() async throws {
        let outcome = try await Command.run(["--help"])
        #expect(outcome.status == .success)
        #expect(outcome.errors == "")
        for option in [
            "--level", "--ipv4-prefix", "--ipv6-prefix", "--own-network", "--site", "--format", "--redact", "--stats",
            "--output", "--tee-raw", "--tee-ttl", "--keep", "--drop", "--query-key", "--treat", "--config",
            "--no-config", "--log-format",
            "--in-place", "--dry-run", "--keep-times", "--jobs", "--force", "--quiet", "--version", "--help",
        ] {
            #expect(outcome.text.contains(option), "\(option) is missing")
        }
        for level in ["minimal", "analytics", "none"] {
            #expect(outcome.text.contains(level), "the level \(level) is missing")
        }
        #expect(examples(in: outcome.text).count >= 3)
    }

    @Test("--version prints a version and nothing else")
    func version() async throws {
        let outcome = try await Command.run(["--version"])
        #expect(outcome.status == .success)
        #expect(outcome.errors == "")
        #expect(outcome.text.wholeMatch(of: /(logscrub )?\d+\.\d+\.\d+(-[a-z0-9.]+)?\n/) != nil, "\(outcome.text)")
    }

    #if os(Linux)
        @Test("Without a file and with a terminal as standard input it prints the help instead of waiting")
        func terminal() async throws {
            // script (util-linux) runs a command on a terminal of its own; --return makes its exit code the command's.
            let outcome = try await Command.shell(
                #"script --quiet --return --command '"$LOGSCRUB"' /dev/null </dev/null"#, in: try TemporaryFolder())
            let help = try await Command.run(["--help"])
            // A terminal ends its lines with CR LF. The help may be laid out to another width.
            #expect(examples(in: outcome.text).map { $0.trimmedEnd } == examples(in: help.text).map { $0.trimmedEnd })
            #expect(outcome.text.contains("--level"))
            #expect(outcome.status == .success)
        }
    #endif

    /// The command lines of the examples: indented lines in which the command is run, with its input, output or a file.
    private func examples(in help: String) -> [Substring] {
        help.split(whereSeparator: \.isNewline).filter { line in
            line.hasPrefix(" ") && line.contains("logscrub") && line.contains(/[<>|]|\.log/) && !line.contains("USAGE")
        }
    }
}

extension Substring {
    fileprivate var trimmedEnd: Substring {
        var line = self
        while let last = line.last, last.isWhitespace { line.removeLast() }
        return line
    }
}
