import Subprocess
import SystemPackage
import Testing

/// Where the command reads from, and that all of it comes out again.
@Suite("Input and output", .timeLimit(.minutes(20)))
struct InputTests {
    static let record = #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 6 "-" "curl/8.5.0""#
    static let scrubbed = #"203.0.0.0 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 6 "-" "curl/8""#

    @Test("Without a file it reads standard input and writes standard output")
    func standardInput() async throws {
        let outcome = try await Command.run([], input: Self.record + "\n")
        #expect(outcome.text == Self.scrubbed + "\n")
        #expect(outcome.errors == "")
        #expect(outcome.status == .success)
    }

    @Test("Files are read in the order of the arguments, and - stands for standard input")
    func filesAndDash() async throws {
        let folder = try TemporaryFolder()
        let one = try folder.file("one.log", "one 203.0.113.1\n")
        let two = try folder.file("two.log", "two 203.0.113.2\n")
        let outcome = try await Command.run([one.string, "-", two.string], input: "input 203.0.113.9\n")
        #expect(outcome.text == "one 203.0.0.0\ninput 203.0.0.0\ntwo 203.0.0.0\n")
        #expect(outcome.status == .success)
    }

    @Test("A file whose name begins with a dash is read after --")
    func dashedName() async throws {
        let folder = try TemporaryFolder()
        try folder.file("-x.log", "x 203.0.113.1\n")
        let outcome = try await Command.shell(#""$LOGSCRUB" -- -x.log"#, in: folder)
        #expect(outcome.text == "x 203.0.0.0\n")
        #expect(outcome.status == .success)
    }

    @Test("Standard input may be a pipe")
    func pipe() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            #"{ printf 'a 203.0.'; sleep 0.1; printf '113.7 b\nlast 2001:db8::7'; } | "$LOGSCRUB""#, in: folder)
        #expect(outcome.text == "a 203.0.0.0 b\nlast 2001:db8::")
        #expect(outcome.status == .success)
    }

    @Test("An empty input gives an empty output")
    func empty() async throws {
        let outcome = try await Command.run([], input: "")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors == "")
        #expect(outcome.status == .success)
    }

    @Test("A last line without a line end gets none")
    func noFinalNewline() async throws {
        let folder = try TemporaryFolder()
        let one = try folder.file("one.log", "first 203.0.113.1")
        let two = try folder.file("two.log", " second 203.0.113.2")
        let outcome = try await Command.run([one.string, two.string])
        #expect(outcome.text == "first 203.0.0.0 second 203.0.0.0")
        #expect(outcome.status == .success)
    }

    @Test("NUL bytes, CRLF, bytes that are no UTF-8 and empty lines come out as they went in")
    func oddBytes() async throws {
        let odd: [UInt8] = [0, 10, 13, 10, 10, 255, 254, 0xC3, 10, 27, 91, 51, 50, 109, 13, 10, 0, 0]
        let plain = try await Command.run([], input: odd)
        #expect(plain.output == odd)
        let around = Array("x\0".utf8) + Array("203.0.113.7".utf8) + odd
        let treated = try await Command.run([], input: around)
        #expect(treated.output == Array("x\0".utf8) + Array("203.0.0.0".utf8) + odd)
    }

    @Test("The level, the prefixes, own networks, own sites, the format and patterns reach the output")
    func options() async throws {
        let cases: [(arguments: [String], expected: String)] = [
            (["--level", "analytics"], "a 203.0.113.0 2001:db8:1:: room"),
            (["--level=none"], "a 0.0.0.0 :: room"),
            (["--ipv4-prefix", "8", "--ipv6-prefix", "16"], "a 203.0.0.0 2001:: room"),
            (["--own-network", "203.0.113.0/24"], "a 203.0.113.7 2001:db8:: room"),
            (["--own-network", "203.0.113.7", "--own-network", "2001:db8::/32"], "a 203.0.113.7 2001:db8:1::7 room"),
            (["--format", "text"], "a 203.0.0.0 2001:db8:: room"),
            (["--redact", "ro+m"], "a 203.0.0.0 2001:db8:: [redacted]"),
            (["--redact", "ro+m", "--redact", "^a"], "[redacted] 203.0.0.0 2001:db8:: [redacted]"),
        ]
        for (arguments, expected) in cases {
            let outcome = try await Command.run(arguments, input: "a 203.0.113.7 2001:db8:1::7 room\n")
            #expect(outcome.text == expected + "\n", "\(arguments)")
            #expect(outcome.status == .success, "\(arguments)")
        }
    }

    @Test("A pattern may match in text that goes on from the line before")
    func redactionInOpenElement() async throws {
        let input = "<nick>\n Ana Holm</nick> x Holm\n"
        let outcome = try await Command.run(["--redact", "Holm"], input: input)
        #expect(outcome.status == .success)
        #expect(outcome.text.hasPrefix("<nick>\n ") && outcome.text.hasSuffix("</nick> x [redacted]\n"))
        #expect(!outcome.text.contains("Ana") && !outcome.text.contains("Holm"))
    }

    @Test("An own site keeps its path and loses its query; without --site every referrer goes")
    func sites() async throws {
        let line = #"127.0.0.1 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 6 "R" "curl/8""# + "\n"
        let own = line.replacing("R", with: "https://meet.example.org/TeamSync?jwt=x")
        let kept = try await Command.run(["--site", "meet.example.org"], input: own)
        let expected = ExpectedText(Array(line.replacing("R", with: "https://meet.example.org/{{r:teamsync}}").utf8))
        #expect(kept.text == String(decoding: expected.filledIn(from: kept.output), as: UTF8.self))
        let dropped = try await Command.run([], input: own)
        #expect(dropped.text == line.replacing("R", with: "-"))
    }
}
