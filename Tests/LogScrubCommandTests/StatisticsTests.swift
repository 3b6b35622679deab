import Foundation
import Subprocess
import SystemPackage
import Testing

/// `--stats`: counts on standard error, and never a byte of the log.
@Suite("Statistics", .timeLimit(.minutes(20)))
struct StatisticsTests {
    /// A log whose words are found nowhere else, so that none of them can be on standard error by accident.
    static let log = """
        203.0.113.7 - quokka [25/Aug/2026:10:11:12 +0200] "GET /wombat HTTP/1.1" 200 18525 \
        "https://numbat.example.net/bilby" "Dunnart/1.0"
        198.51.100.23 - - [25/Aug/2026:10:11:12 +0200] "GET /libs/2001:db8::7?potoroo=1 HTTP/1.1" 404 153 "-" "Dunnart/1.0"
        198.51.100.24 - - [25/Aug/2026:10:11:13 +0200] "GET /wombat HTTP/1.1" 200 18525 "-" "Dunnart/1.0"

        """
    static let words = [
        "203.0", "198.51", "2001:db8", "quokka", "wombat", "numbat", "bilby", "potoroo", "unnart", "18525", "Aug/2026",
    ]

    @Test("Statistics go to standard error and leave the output as it is", arguments: ["--stats", "--stats=json"])
    func standardError(_ option: String) async throws {
        let plain = try await Command.run([], input: Self.log)
        let counted = try await Command.run([option], input: Self.log)
        #expect(plain.errors == "")
        #expect(numberingPseudonyms(counted.output) == numberingPseudonyms(plain.output))
        #expect(counted.status == .success)
        #expect(counted.errors.hasSuffix("\n"))
        for word in Self.words {
            #expect(!counted.errors.contains(word), "\(word) is a word of the log")
        }
    }

    @Test("The text names what was found, how often, and what became of it")
    func text() async throws {
        let outcome = try await Command.run(["--stats"], input: Self.log)
        for word in [
            "address 4", "referrer 1", "query 1", "room 2", "user 1", "user-agent 3", "truncate 4", "reduce 4",
            "pseudonym 3", "drop 1",
        ] {
            #expect(outcome.errors.contains(word), "\(word) is missing: \(outcome.errors)")
        }
        #expect(try await Command.run(["--stats=text"], input: Self.log).errors == outcome.errors)
    }

    @Test("The JSON is one object in one line, with counts by kind, treatment and format")
    func json() async throws {
        let outcome = try await Command.run(["--stats=json"], input: Self.log)
        #expect(outcome.errorLines.count == 1)
        let counts = try Counts(json: outcome.errors)
        #expect(counts.bytes["in"] == Self.log.utf8.count)
        #expect(counts.bytes["out"] == outcome.output.count)
        #expect(counts.findings["address"] == 4)
        #expect(counts.findings["referrer"] == 1)
        #expect(counts.findings["room"] == 2)
        #expect(counts.findings["user"] == 1)
        #expect(counts.findings["user-agent"] == 3)
        #expect(counts.treatments["pseudonym"] == 3)
        #expect(counts.treatments["truncate"] == 4)
        #expect(counts.treatments["drop"] == 1)
        #expect(counts.records.values.reduce(0, +) == 3)
        #expect(counts.withheld == 0)
    }

    @Test("Counts cover all files, also beside one that is missing")
    func withMissingFile() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("quokka.log", Self.log)
        let missing = folder.path.appending("missing.log").string
        let outcome = try await Command.run(["--stats=json", file.string, missing, file.string])
        #expect(outcome.status == .noInput)
        #expect(outcome.errors.contains(missing))
        let json = try #require(outcome.errorLines.first { $0.hasPrefix("{") })
        #expect(try Counts(json: String(json)).findings["address"] == 8)
    }

    @Test("A file name after --stats is a file and not a style")
    func fileAfterStats() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("quokka.log", Self.log)
        let outcome = try await Command.run(["--stats", file.string])
        #expect(outcome.status == .success)
        let plain = try await Command.run([], input: Self.log)
        #expect(numberingPseudonyms(outcome.output) == numberingPseudonyms(plain.output))
    }

    @Test("A withheld record is counted and not shown")
    func withheld() async throws {
        let victim = "wombat " + String(repeating: "a", count: 60) + "!\n"
        let pattern = "^wombat (a+)+$|(?:a+a+)+b"
        let outcome = try await Command.run(["--stats", "--redact", pattern], input: victim + "next\n")
        #expect(outcome.text == "[withheld: \(victim.utf8.count - 1) bytes, pattern limit]\nnext\n")
        #expect(outcome.errors.contains("withheld"))
        #expect(!outcome.errors.contains("wombat") && !outcome.errors.contains("aaa"))
    }

    /// The counts as a program reads them.
    private struct Counts: Decodable {
        let bytes: [String: Int]
        let findings: [String: Int]
        let treatments: [String: Int]
        let records: [String: Int]
        let withheld: Int

        init(json: String) throws {
            self = try JSONDecoder().decode(Counts.self, from: Data(json.utf8))
        }
    }
}
