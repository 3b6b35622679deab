import Testing

@testable import LogScrub

@Suite("Patterns of a kind")
struct PatternKindTests {
    private func policy(_ patterns: Pattern...) throws -> Policy {
        var policy = Policy()
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        policy.period = .none
        policy.redactions = patterns
        return policy
    }

    @Test("What a pattern finds gets what its kind gets: all of a match, or the groups whose names say what they are")
    func kinds() throws {
        let policy = try policy(
            Pattern(#"\bK-(?<value>[0-9]{5})\b"#, kind: .user), Pattern(#"pin \d+"#, kind: .secret),
            Pattern(#"(?<user>\w+) joined (?<room>\w+)(?: as (?<display_name>\w+))?"#), Pattern("ticket-[0-9]+"))
        let user = { try policy.pseudonym(of: .user, $0, in: Period.none.instance(at: 0)) }
        let room = try policy.pseudonym(of: .room, "teamsync", in: Period.none.instance(at: 0))
        let scrubber = Scrubber(policy: policy)
        for (line, expected) in [
            ("order of K-12345 paid", "order of K-\(try user("12345")) paid"), ("pin 4711!", "[secret]!"),
            ("ana joined TeamSync", "\(try user("ana")) joined \(room)"),
            (
                "ana joined TeamSync as Ana, from 203.0.113.7",
                "\(try user("ana")) joined \(room) as [name], from 203.0.0.0"
            ),
            ("ticket-12 of K-12345: 203.0.113.7", "[redacted] of K-\(try user("12345")): 203.0.0.0"),
            (#"{"order":"K-12345","pin":"pin 4711"}"#, #"{"order":"K-\#(try user("12345"))","pin":"[secret]"}"#),
        ] {
            #expect(scrubber.scrub(line) == expected)
            #expect(scrubber.scrub(expected) == expected)
            #expect(
                scrubber.scrub("Aug 25 10:11:12 shop app[7]: \(line)\n") == "Aug 25 10:11:12 shop app[7]: \(expected)\n"
            )
        }
        let statistics = scrubber.counted("order of K-12345 paid\nticket-12\n")
        #expect(statistics == "pattern 1, user 1")
    }

    @Test("Where two matches overlap, all of both goes, and of two kinds it is neither")
    func overlap() throws {
        let scrubber = Scrubber(
            policy: try policy(
                Pattern("abc", kind: .user), Pattern("cde"), Pattern("xyz", kind: .secret),
                Pattern("yz1", kind: .secret)))
        #expect(scrubber.scrub("-abcde- xyz1") == "-[redacted]- [secret]")
    }

    @Test("What a pattern finds stays where its kind does, and what was written before is not found again")
    func stays() throws {
        var policy = try policy(Pattern(#"K-\w+"#, kind: .user), Pattern(#"\S{3,}"#, kind: .room))
        policy[.user] = .keep
        policy[.room] = .replace
        let scrubber = Scrubber(policy: policy)
        #expect(scrubber.scrub("K-1 ab") == "[room] ab")
        let once = Scrubber(policy: try self.policy(Pattern(#"\S{3,}"#, kind: .user))).scrub("abc de u-xx")
        #expect(Scrubber(policy: try self.policy(Pattern(#"\S{3,}"#, kind: .user))).scrub(once) == once)
    }

    @Test(
        "An address, a port and what else is known by its form is no pattern's",
        arguments: [Kind.address, .port, .query, .userAgent, .mac])
    func otherKinds(kind: Kind) {
        #expect(throws: ScrubError.self) { try Pattern("a", kind: kind) }
        #expect(throws: ScrubError.self) { try Pattern("(?<\(kind.rawValue.replacing("-", with: "_"))>a)") }
    }

    @Test("A pattern of a kind that takes too long has its record withheld")
    func limit() throws {
        let scrubber = Scrubber(policy: try policy(Pattern("(?<user>(a+)+)$b", kind: .user)))
        let record = String(repeating: "a", count: 40) + "!"
        #expect(
            scrubber.scrub("\(record)\nother\n") == "[withheld: 41 bytes, pattern limit]\nother\n"
                || scrubber.scrub(record) == record)
    }
}
