import Foundation
import Subprocess
import SystemPackage
import Testing

/// `logscrub pseudonym`, and how commands and files are told apart.
@Suite("Commands beside the filter", .timeLimit(.minutes(20)))
struct PseudonymCommandTests {
    /// A folder with the key 000102…1f.
    private func folderWithKey() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.file("k", (0..<32).map { String(format: "%02x", $0) }.joined() + "\n")
        return folder
    }

    private func run(_ arguments: String..., in folder: TemporaryFolder) async throws -> Command.Outcome {
        try await Command.run(arguments.map { $0 == "K" ? folder.path.appending("k").string : $0 })
    }

    @Test("Values are printed one to a line as the vectors have them, in the period of the date")
    func values() async throws {
        let folder = try folderWithKey()
        let vectors = try JSONDecoder().decode(
            Vectors.self,
            from: Data(contentsOf: URL(fileURLWithPath: Fixture.folder.appending("vectors/periods.json").string)))
        let dates: [(arguments: [String], period: String)] = [
            (["--at", "2026-11-21"], "2026-11-21"), (["--at", "2026-11-21T23:59:59Z"], "2026-11-21"),
            (["--at", "2026-11-22T00:59:59+01:00"], "2026-11-21"), (["--at", "2026-11-22"], "2026-11-22"),
            (["--at", "2026-11-21", "--period", "week"], "2026-W47"),
            (["--at=2026-11-22", "--period=month"], "2026-11"),
            (["--period", "none"], "always"),
        ]
        for (arguments, period) in dates {
            let vector = try #require(vectors.keys.first { $0["period"] == period })
            for (kind, values) in [
                ("room", ["TeamSync", "%54eamSync"]), ("user", ["ana"]), ("resource", ["Ana"]), ("session", ["a1B2"]),
                ("address", ["203.0.113.7", "2001:db8::7"]),
            ] {
                let outcome = try await Command.run(
                    ["pseudonym", "--key-file", folder.path.appending("k").string, "--kind", kind] + arguments + values)
                let expected = values.map { value in
                    vector[kind == "address" ? "ipv6 \(value)" : kind == "room" ? "room teamsync" : "\(kind) \(value)"]
                        ?? ""
                }
                #expect(outcome.text.split(separator: "\n").map(String.init) == expected)
                #expect(outcome.errors == "" && outcome.status == .success)
            }
        }
    }

    private struct Vectors: Decodable {
        let keys: [[String: String]]
    }

    @Test(
        "What makes no sense is exit code 64, nothing is printed, and the nearest name is given",
        arguments: [
            (["pseudonym", "x"], "--key-file"), (["pseudonym", "--key-file", "K"], "<value>"),
            (["pseudonym", "--key-file", "K", "--keyring", "r", "x"], "not both"),
            (["pseudonym", "--key-file", "K", "--kind", "rom", "x"], "'room'"),
            (["pseudonym", "--key-file", "K", "--kind", "email", "x"], "resource"),
            (["pseudonym", "--key-file", "K", "--period", "wek", "x"], "'week'"),
            (["pseudonym", "--key-file", "K", "--method", "hmca", "x"], "'hmac'"),
            (["pseudonym", "--key-file", "K", "--at", "2026-02-29", "x"], "2026-02-29"),
            (["pseudonym", "--key-file", "K", "203.0.113.7", "nonsense"], "nonsense"),
            (["pseudonym", "--keyfile", "K", "x"], "--key-file"),
            (["--key-file", "K", "--keyring", "r"], "not both"), (["--period", "dya"], "'day'"),
            (["key"], "new or expire"), (["key", "nwe", "x"], "'new'"), (["key", "expier"], "'expire'"),
            (["key", "new"], "<file>"), (["key", "new", ""], "empty"),
            (["key", "new", "--length", "17", "x"], "16 or 32"),
            (["key", "new", "--length", "16", "--method", "hmac", "x"], "32 bytes"),
            (["key", "new", "--method", "ipcrypt", "x"], "ipcrypt-nd"), (["key", "new", "a", "b"], "b"),
            (["key", "expire", "--keep", "1"], "--keyring"), (["key", "expire", "--keyring", "r"], "--keep"),
            (["key", "expire", "--keyring", "r", "--keep=-1"], "--keep"),
            (["key", "expire", "--keyring", "r", "--keep", "x"], "--keep"), (["help", "kye"], "'key'"),
        ])
    func mistakes(arguments: [String], message: String) async throws {
        let folder = try folderWithKey()
        let outcome = try await Command.shell(
            "\"$LOGSCRUB\" " + arguments.map { $0 == "K" ? "k" : "'\($0)'" }.joined(separator: " "), in: folder)
        #expect(outcome.status == .usage)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string) == ["k"])
    }

    @Test("Only the first argument is a command; anywhere else, and as a path, the word is a file")
    func files() async throws {
        let folder = try TemporaryFolder()
        for name in ["key", "pseudonym", "help"] { try folder.file(name, "\(name) 203.0.113.7\n") }
        let outcome = try await Command.shell(
            #""$LOGSCRUB" ./key; "$LOGSCRUB" -- pseudonym help; "$LOGSCRUB" --level none key; "$LOGSCRUB" ./help key pseudonym"#,
            in: folder)
        #expect(outcome.errors == "")
        #expect(
            outcome.text == """
                key 203.0.0.0
                pseudonym 203.0.0.0
                help 203.0.0.0
                key 0.0.0.0
                help 203.0.0.0
                key 203.0.0.0
                pseudonym 203.0.0.0

                """)
    }

    @Test("A command that is misspelled is a file that does not exist, and the message says what was meant")
    func misspelled() async throws {
        let outcome = try await Command.run(["kye", "/nonexistent/kye"])
        #expect(outcome.status == .noInput)
        #expect(outcome.errorLines.count == 2)
        #expect(outcome.errorLines.first?.hasSuffix("did you mean 'logscrub key'?") == true)
        #expect(outcome.errorLines.last?.contains("did you mean") == false)
    }

    @Test("Each command has help, with its options and its exit codes, and the filter's help names the commands")
    func help() async throws {
        let root = try await Command.run(["--help"])
        for word in ["--key-file", "--keyring", "--period", "key ", "pseudonym ", "./key", "logscrub key new", "78 "] {
            #expect(root.text.contains(word), "\(word)")
        }
        #expect(try await Command.run(["help"]).text == root.text)
        let pages: [(arguments: [String], words: [String])] = [
            (["key"], ["new", "expire"]), (["key", "new"], ["--length", "--method", "--force", "73"]),
            (["key", "expire"], ["--keyring", "--keep", "66", "78"]),
            (["pseudonym"], ["--key-file", "--keyring", "--period", "--at", "--kind", "--method", "66", "78"]),
        ]
        for (arguments, words) in pages {
            let page = try await Command.run(arguments + ["--help"])
            #expect(page.status == .success && page.errors == "")
            #expect(page.text.contains("USAGE: logscrub \(arguments.joined(separator: " "))"))
            for word in words { #expect(page.text.contains(word), "\(word)") }
            #expect(try await Command.run(["help"] + arguments).text == page.text)
        }
    }
}
