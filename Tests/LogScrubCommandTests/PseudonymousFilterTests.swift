import Subprocess
import SystemPackage
import Testing

/// The filter with the level `pseudonymous`, with keys that are shared, and the way back.
@Suite("Pseudonyms in the filter", .timeLimit(.minutes(20)))
struct PseudonymousFilterTests {
    private static let log = """
        203.0.113.7 - - [10/Oct/2026:13:55:36 +0000] "GET /TeamSync HTTP/1.1" 200 5 "-" "curl/8"
        2001:db8::7 - - [11/Oct/2026:00:00:01 +0000] "GET /TeamSync HTTP/1.1" 200 5 "-" "curl/8"

        """

    private func folder(method: String = "hmac") async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let made = try await Command.run(["key", "new", "--method", method, folder.path.appending("k").string])
        try #require(made.status == .success)
        return folder
    }

    @Test("Processes that share a key agree, and the command pseudonym tells what they write")
    func sharedKey() async throws {
        let folder = try await folder()
        let key = ["--key-file", folder.path.appending("k").string]
        let first = try await Command.run(["--level", "pseudonymous"] + key, input: Array(Self.log.utf8))
        let second = try await Command.run(["--level", "pseudonymous"] + key, input: Array(Self.log.utf8))
        #expect(first.output == second.output && first.status == .success && first.errors == "")
        let day = try await Command.run(["pseudonym", "--at", "2026-10-10"] + key + ["203.0.113.7"])
        #expect(first.text.hasPrefix(day.text.dropLast() + " - - "))
        let next = try await Command.run(["pseudonym", "--at", "2026-10-11"] + key + ["2001:db8::7"])
        #expect(first.text.contains("\n" + next.text.dropLast() + " - - "))
        let rooms = try await Command.run(["pseudonym", "--kind", "room", "--at", "2026-10-11"] + key + ["teamsync"])
        #expect(first.text.contains("GET /\(rooms.text.dropLast()) HTTP"))
        let again = try await Command.run(["--level", "pseudonymous"] + key, input: first.output)
        #expect(again.output == first.output)
    }

    @Test("Without a key each run has its own")
    func noKey() async throws {
        let first = try await Command.run(["--level", "pseudonymous"], input: Array(Self.log.utf8))
        let second = try await Command.run(["--level", "pseudonymous"], input: Array(Self.log.utf8))
        #expect(first.text.hasPrefix("fdb6:49ce:2040:") && first.output != second.output)
    }

    @Test("Each form and the kept bits are written as asked for")
    func forms() async throws {
        let line = Array("a 203.0.113.7 b\n".utf8)
        for (options, pattern) in [
            (["--pseudonym-form", "ipv4"], #/a 2(?:4\d|5[0-5])\.\d+\.\d+\.\d+ b\n/#),
            (["--pseudonym-form=token"], #/a a-[a-z2-7]{15} b\n/#),
            (["--ipv4-prefix", "16"], #/a fdb6:49ce:2044:cb00:[0-9a-f:]+ b\n/#),
        ] {
            let outcome = try await Command.run(["--level", "pseudonymous"] + options, input: line)
            #expect(outcome.text.wholeMatch(of: Regex(pattern)) != nil, "\(options): \(outcome.text)")
        }
    }

    @Test(
        "What a method has encrypted is decrypted with its key",
        arguments: ["ipcrypt-deterministic", "ipcrypt-nd", "ipcrypt-ndx", "ipcrypt-pfx", "cryptopan"])
    func decrypted(method: String) async throws {
        let folder = try await folder(method: method)
        let key = ["--method", method, "--key-file", folder.path.appending("k").string]
        let outcome = try await Command.run(["--level", "pseudonymous"] + key, input: Array(Self.log.utf8))
        #expect(outcome.errors == "" && !outcome.text.contains("203.0.113.7") && !outcome.text.contains("2001:db8::7"))
        let values = outcome.text.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
        let back = try await Command.run(["decrypt"] + key + values)
        #expect(back.text == "203.0.113.7\n2001:db8::7\n" && back.status == .success)
        let wrong = try await Command.run(["decrypt"] + key + ["no such text"])
        #expect(wrong.status == .usage && wrong.text == "" && !wrong.errors.contains("no such text"))
    }

    @Test(
        "What does not go together is an error of usage, and nothing is written",
        arguments: [
            ["--method", "cryptopan"], ["--pseudonym-form", "token"],
            ["--level", "pseudonymous", "--method", "cryptopan"],
            ["--level", "pseudonymous", "--method", "crypto"], ["--level", "pseudonymous", "--pseudonym-form", "ip"],
            ["--level", "pseudonymous", "--ipv4-prefix", "25"], ["--level", "pseudonymous", "--ipv6-prefix", "64"],
            ["--level", "pseudonymous", "--pseudonym-form", "ipv4", "--ipv4-prefix", "8"],
            ["--level", "pseudonymous", "--method", "cryptopan", "--keyring", "ring"],
            ["--level", "pseudonymous", "--method", "cryptopan", "--key-file", "k", "--pseudonym-form", "token"],
            ["decrypt", "--method", "hmac", "--key-file", "k", "203.0.113.7"],
            ["decrypt", "--key-file", "k", "203.0.113.7"],
        ])
    func usage(arguments: [String]) async throws {
        let outcome = try await Command.run(arguments, input: Array(Self.log.utf8))
        #expect(outcome.status == .usage && outcome.text == "" && outcome.errors != "")
    }

    @Test("A key of the wrong length for the method is refused before anything is written")
    func wrongLength() async throws {
        let folder = try await folder(method: "ipcrypt-nd")
        let outcome = try await Command.run(
            ["--level", "pseudonymous", "--method", "cryptopan", "--key-file", folder.path.appending("k").string],
            input: Array(Self.log.utf8))
        #expect(outcome.status == .exited(78) && outcome.text == "" && outcome.errors != "")
    }
}
