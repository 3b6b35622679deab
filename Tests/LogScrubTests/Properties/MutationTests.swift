import Foundation
import SystemPackage
import Testing

@testable import LogScrub

/// Lines as real programs write them (the fixtures), with something of another line, a value or a sign where nobody expects it.
@Suite("Lines of real programs, changed")
struct MutationTests {
    @Test("They never stop the scrubber, and come out the same by every way and in any pieces")
    func mutated() throws {
        let lines = try Self.fixtureLines()
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("mutations", round: round)
            var policy = try random.policy()
            // Of which day a broken line is, only the lines around it can say.
            policy.period = .none
            let scrubber = Scrubber(policy: policy, format: try random.format())
            let stream = (0..<random.number(1...25)).flatMap { _ in Self.mutated(lines, &random) + [ASCII.lineFeed] }
            let cuts = random.cuts(of: stream.count)
            let whole = scrubber.outcome(of: stream)
            let naive = scrubber.outcome(of: stream, isNaive: true)
            let pieces = scrubber.outcome(of: stream, cuts: cuts)
            // How many records of free text are looked at depends on where a buffer begins.
            if whole == naive, whole.output == pieces.output { continue }
            let differs = { (bytes: [UInt8]) in
                let whole = scrubber.outcome(of: bytes)
                return whole != scrubber.outcome(of: bytes, isNaive: true)
                    || whole.output != scrubber.outcome(of: bytes, cuts: cuts.filter { $0 < bytes.count }).output
                    || whole.output != scrubber.outcome(of: bytes, cuts: Array(1..<max(bytes.count, 1))).output
            }
            let smallest = differs(stream) ? Failure.shrink(stream, while: differs) : stream
            Issue.record("\(Failure.note(round, "cuts \(cuts.prefix(9))", Failure.show(smallest)))")
            return
        }
    }

    @Test(
        "Addresses that something is glued to go",
        arguments: [
            " ip='203.0.113.7 port=%198.51.100.7 x", "loaded at 100%3.0.113.7 or 12%2.51.100.7",
            "x 361#2001:db8:1:2:3:4:113:7abcdef,",
            "key:ab:deadbeef:2001:db8::113:7", "client::2001:db8::113:7", " ::2001:db8::113:7", "\\u2001:db8::113:7",
            "c2s55%22001:db8::113:7_x",
            "ab:\\u2001:db8:1:2:3:4:113:7abcd0x",
            "203.0.113.7\\x22ana@example.org", "203.0.113.7\\x22-@example.org", "203.0.113.7%22-@198.51.100.7",
            "203.0.113.7@focus.example.org", "203.0.113.7#011ana@example.org",
            "12:1f2e3d4c5b:2001:db8:1:2:3:4:113:7", "a:b:c::2001:db8::113:7",
        ])
    func gluedAddress(_ line: String) {
        let output = Scrubber().scrub("a b c d e f g h \(line)\n")
        #expect(!output.contains("113") && !output.contains("100.7"), "\(output)")
    }

    @Test("What touches an address goes: the user before it, the number behind it, not the word that a zone is called")
    func besidesAddress() {
        let scrubber = Scrubber()
        let user = scrubber.scrub("ana@2001:db8::113:7 said\n")
        #expect(!user.contains("ana") && user.hasSuffix("@2001:db8:: said\n"))
        #expect(scrubber.scrub("x 203.0.113.7+4930123456\n") == "x 203.0.0.0[phone]\n")
        #expect(
            Scrubber(policy: Policy(level: .pseudonymous)).scrub("for outside:203.0.113.7/443 x\n").hasPrefix(
                "for outside:[fdb6:49ce:2040:"))
    }

    @Test(
        "A client's name with a token in it goes as a whole",
        arguments: [
            "a.example.eyJhbGciOi - - [25/Aug/2026:10:11:12 +0200] \"GET / HTTP/1.1\" 200 512 \"-\" \"x\"",
            "2026/08/25 10:11:12 [error] 2#2: *1 open() failed, client: .eyJhbG",
            "eyJ.c0   [14/Sep/2026:19:03:13 +0200]",
        ])
    func tokenInName(_ line: String) {
        let output = Scrubber().scrub(line)
        #expect(!output.contains("eyJ") && !output.contains("a.example") && output.contains("0.0.0.0"), "\(output)")
    }

    @Test(
        "Names longer than what is searched stop nothing, and go",
        arguments: [
            "sshd[812]: Failed password for \(name) from 203.0.113.7 port 51514 ssh2",
            "sshd[812]: Failed password for invalid user \(name) muster from 203.0.113.7 port 51514 ssh2",
            "Invalid user \(name) from 203.0.113.7 port 51514",
            "check_stun_auth: user <\(name)> credentials are incorrect",
            "user \"\(name)\": password mismatch, client: 203.0.113.7",
            "Authenticated as \"\(name)\"@meet.example.org",
            "token: {user={avatar=\"https://cdn.example.net/\(picture)\",name=\"Mira Muster\",id=\"mira-7\"}}",
            "<user><avatar>https://cdn.example.net/\(picture)</avatar><name>Mira Muster</name><id>mira-7</id></user>",
            "<conference avatar='https://cdn.example.net/\(picture)' name='mira-muster'/>",
        ])
    func longNames(_ line: String) {
        let output = Scrubber().scrub("Oct 03 18:40:01 host \(line)\n")
        #expect(!output.lowercased().contains("mira") && !output.lowercased().contains("muster"), "\(output)")
    }

    private static let name = String(repeating: "mira", count: 40)
    private static let picture = String(repeating: "x", count: 600) + ".png"

    static func mutated(_ lines: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
        var line = random.pick(lines)
        guard !random.onceIn(4) else { return line }
        for _ in 0..<random.number(1...4) {
            let place = random.number(0...line.count)
            switch random.number(0...4) {
            case 0: line.insert(contentsOf: random.pick(Self.pieces).utf8, at: place)
            case 1: line.removeSubrange(place..<min(place + random.number(1...12), line.count))
            case 2:
                if place < line.count { line[place] = random.pick(Array(" :.=@[]<>\"'\\%-/0a\t#&".utf8)) }
            case 3:
                // Longer than what a search looks at.
                let part = random.pick(["a", "7", "a ", ":", "-", ".", "/a", "%41", "\\", "\u{E9}", "a.", "0:"])
                line.insert(
                    contentsOf: String(repeating: part, count: random.pick([20, 66, 130, 260, 520, 1_030])).utf8,
                    at: place)
            default:
                let other = random.pick(lines)
                let start = random.number(0...other.count)
                line.insert(contentsOf: other[start..<min(start + random.number(1...60), other.count)], at: place)
            }
        }
        return line
    }

    private static let pieces = [
        "203.0.113.7", "2001:db8::7", "::ffff:203.0.113.7", "user=ana", "room=teamsync", "ana@example.org",
        "<nick>Ana</nick>", "&lt;nick&gt;", "\\u003c", " ip=\"203.0.113.7\"", " port=\"4711\"", "rel-addr=", "::",
        "%3A",
        "\\x3a", "#012", "eyJhbGciOiJIUzI1NiJ9.e30.abc", "eyJ", " Edg/1.2.3.4", ":4711", ":65536", ":12:34:56",
        "1:2:3:4:5:6:203.0.113.7", "bosh910ad0ce-1111-4222-8333-444455556666", "sid=\"", " typ host", "stats_id=Ana-1",
        "conf_name=x@conference.e.example", "id=\"x\"", "to=\"49301234567\"", "<enabled id='abc'", "name=\"Ana\"",
        "<header name=\"JvbRoomPassword\" value=\"s\"/>", "<user><id>u</id><name>Ana</name></user>",
        "<a:email>a</a:email>",
        "Aug 25 10:11:12 ", "JVB 2026-08-25 10:11:12.013 INFO: [42] [", "] ", "+4930123456", "<sip:ana@e>", "|", "\r",
    ]

    /// The inputs of all fixtures, line by line.
    static func fixtureLines() throws -> [[UInt8]] {
        let folder = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .removingLastComponent().appending("Fixtures")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.string).sorted()
        let lines = try names.filter { $0.hasSuffix(".log") || $0.hasSuffix(".txt") }.flatMap { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: folder.appending(name).string))
            return data.split(separator: ASCII.lineFeed).filter { $0.count < 2_000 }.map { Array($0) }
        }
        #expect(lines.count > 1_000)
        return lines
    }
}
