import Testing

@testable import LogScrub

@Suite("Texts that rules, keep-lists and sites wait for")
struct LiteralWatchTests {
    @Test(
        "A literal is a text that each match has in it; what is not understood has none",
        arguments: [
            (#"\bK-(?<value>[0-9]{5})\b"#, ["K-"]), ("ACME-[0-9]+", ["ACME-"]), ("(?i)Acme [0-9]+ paid", ["acme "]),
            ("abc|de[f]ghi", ["abc", "ghi"]), ("abc|[d]", nil), ("[0-9]{5}", nil), ("ab?cd", ["cd"]), ("abc*", ["ab"]),
            ("ab{2}cde", ["cde"]), ("(abc)+", nil), ("(?:abc)def", ["def"]), (#"a\.b\-c"#, ["a.b-c"]),
            (#"a\x41bc"#, nil),
            (#"\Qa.b\E"#, nil), ("(?x)a b c", nil), ("a(?i)bcd", nil), ("(*UTF)abc", nil), ("[]ab]cd", ["cd"]),
            ("[[:alpha:]]cd", ["cd"]), (#"[\]]cd"#, ["cd"]), ("^login$", ["login"]), ("a", nil), ("", nil),
            ("ab(", nil),
            ("ab)cd", nil), ("(?<=abc)de", ["de"]), ("(?=abc)de|fg", ["de", "fg"]), ("abc++de", ["ab"]),
            (#"(a|b)\1cd"#, nil),
            ("(?#abc)de", nil), ("äb", ["äb"]),
        ] as [(String, [String]?)])
    func literals(pattern: String, expected: [String]?) {
        let literals = PatternLiterals.literals(of: pattern)
        #expect(literals?.map { String(decoding: $0.bytes, as: UTF8.self) } == expected)
    }

    @Test("It finds what a naive search finds, from any place on")
    func search() throws {
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("literal watch", round: round)
            let letters = Array("abAB-\n".utf8)
            let text = (0..<random.number(0...300)).map { _ in random.pick(letters) }
            let literals = (0..<random.number(1...3)).map { _ in
                LiteralWatch.Literal(
                    (0..<random.number(1...4)).map { _ in random.pick(letters) }, ignoresCase: random.onceIn(2))
            }
            let bytes = ContiguousArray(text) + ContiguousArray(repeating: 0, count: random.pick([0, 64]))
            var watch = try #require(LiteralWatch([literals]))
            watch.begin()
            var start = 0
            while start <= text.count {
                let expected = (start..<text.count).first { at in
                    literals.contains { literal in
                        at + literal.bytes.count <= text.count
                            && zip(literal.bytes, text[at...]).allSatisfy {
                                $0 == (literal.ignoresCase ? $1.lowercased : $1)
                            }
                    }
                }
                let found = watch.first(bytes.span, from: start, to: text.count)
                #expect(found == expected ?? text.count, "\(Failure.note(round, Failure.show(text)))")
                guard found == expected ?? text.count else { return }
                #expect(watch.occurs(bytes.span, in: start..<text.count) == (expected != nil))
                start += random.number(1...40)
            }
        }
    }

    /// Rules, entries and sites, of which some stand in the generator's lines.
    private func policy(_ random: inout SeededGenerator) throws -> Policy {
        var policy = Policy(level: random.pick(Level.allCases))
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        if random.onceIn(2) {
            let source = random.pick([
                "conf[a-z]+", "GET /[A-Z]", "prosody", "(?i)teamsync", "ana|info", "us[e]r=", "0113",
            ])
            policy.redactions.append(try Pattern(source, kind: random.pick([.pattern, .secret, .user])))
        }
        if random.onceIn(2) {
            policy.redactions.append(try Pattern(valuesOf: [random.pick(["conf_name", "status", "ip"])]))
        }
        if random.onceIn(3) { policy.keepList.users = [random.pick(["ana", "focus", "root"])] }
        if random.onceIn(3) {
            policy.keepList.words = [try Pattern(random.pick(["Fire[a-z]+/[0-9.]+", "2001:db8::[0-9]"]))]
        }
        if random.onceIn(3) {
            var other = Policy(level: .none)
            other.paths = .keep
            policy.sitePolicies = [SitePolicy(sites: [try Site(".example.org")], policy: other)]
        }
        return policy
    }

    @Test("Who waits for the literals does what one does who looks at every record")
    func oracle() throws {
        for round in TestSeed.rounds(120) {
            var random = SeededGenerator("literal watch, streams", round: round)
            var policy = try policy(&random)
            let format = try random.format()
            let waiting = Scrubber(policy: policy, format: format)
            // A rule without a literal, which never matches.
            policy.redactions.append(try Pattern("\u{1}[\u{2}]", useJIT: true))
            let looking = Scrubber(policy: policy, format: format)
            var lines = LogLineGenerator(random)
            let stream = lines.stream(of: 1_500)
            func fails(_ input: [UInt8]) -> Bool { waiting.scrubbedBytes(input) != looking.scrubbedBytes(input) }
            guard fails(stream) else { continue }
            let smallest = Failure.shrink(stream, while: fails)
            Issue.record(
                """
                \(Failure.note(round, policy.redactions.map(\.source).joined(separator: " "), Failure.show(smallest)))
                  waiting: \(Failure.show(waiting.scrubbedBytes(smallest)))
                  looking: \(Failure.show(looking.scrubbedBytes(smallest)))
                """)
            return
        }
    }
}
