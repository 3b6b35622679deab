import LogScrub
import Testing

@Suite("Envelopes: what holds for any record inside of any of them")
struct EnvelopePropertyTests {
    typealias Kind = EnvelopeGenerator.Kind

    @Test("Any split of a stream gives the same bytes, damaged or not", arguments: Kind.allCases)
    func chunks(kind: Kind) throws {
        try forAnyStream("envelope chunks", kind, rounds: 40) { scrubber, input, random in
            let cuts = random.cuts(of: input.count)
            return scrubber.sessionBytes(input, cuts: cuts) == scrubber.scrubbedBytes(input)
        }
    }

    @Test("Scrubbing twice gives what scrubbing once gives, wherever the stream is cut off", arguments: Kind.allCases)
    func twice(kind: Kind) throws {
        // A pattern may match in what it made of a text that goes on: a quote that it takes away ends no value any more.
        try forAnyStream("envelopes twice", kind, rounds: 40, isDamaged: false, withPattern: false) {
            scrubber, input, random in
            let input = Array(input[..<random.number(input.count / 2...input.count)])
            let once = scrubber.scrubbedBytes(input)
            return scrubber.scrubbedBytes(once) == once
        }
    }

    @Test("Findings stand in order, and nowhere else a byte changes", arguments: [Kind.docker, .events, .syslog])
    func findings(kind: Kind) throws {
        try forAnyStream("envelope findings", kind, rounds: 40, isDamaged: false) { scrubber, input, _ in
            let findings = scrubber.findingList(in: input)
            // The commas of a list go with its numbers.
            if input.contains(UInt8(ascii: "[")) { return true }
            return NothingElseChangesTests.isRewritten(scrubber.scrubbedBytes(input), from: input, at: findings)
        }
    }

    @Test("A policy that keeps everything changes no byte", arguments: Kind.allCases)
    func keeping(kind: Kind) throws {
        var policy = Policy()
        for kind in Kind_.allCases { policy[kind] = .keep }
        let scrubber = Scrubber(policy: policy)
        try forAnyStream("envelopes kept", kind, rounds: 25) { _, input, _ in
            // A damaged length may make a field too long to be looked at; it is withheld whatever the policy says.
            let output = scrubber.scrubbedBytes(input)
            return output == input || String(decoding: output, as: UTF8.self).contains("[withheld: ")
        }
    }

    @Test("An object keeps its fields and their order, and stays one that a strict reader takes")
    func objects() throws {
        for round in TestSeed.rounds(150) {
            var random = SeededGenerator("envelope objects", round: round)
            var policy = try random.policy()
            // The time of an entry may stand anywhere in it.
            policy.period = .none
            let scrubber = Scrubber(policy: policy)
            var generator = EnvelopeGenerator(random)
            let fields = generator.fields()
            let spellings = [generator.json(fields), generator.pretty(fields)]
            let texts = spellings.map { NaiveEnvelope.json(scrubber.scrubbedBytes($0 + [0x0a])) }
            guard let first = texts[0], let second = texts[1] else {
                Issue.record("\(Failure.note(round, "no object any more", Failure.show(spellings[0])))")
                return
            }
            #expect(first.map(\.name) == fields.map(\.name), "\(Failure.note(round))")
            // However a value is spelled, the same comes out of it.
            #expect(difference(first, second) == nil, "\(Failure.note(round, Failure.show(spellings[0])))")
            let exported = NaiveEnvelope.export(scrubber.scrubbedBytes(generator.export(fields)))
            #expect(exported?.count == 1)
            #expect(exported?.first?.map(\.name) == fields.map(\.name), "\(Failure.note(round))")
            #expect(
                difference(first, exported?.first ?? []) == nil, "\(Failure.note(round, Failure.show(spellings[0])))")
        }
    }

    @Test("Inside of an envelope a line becomes what it becomes outside")
    func insideIsOutside() throws {
        for round in TestSeed.rounds(150) {
            let random = SeededGenerator("inside is outside", round: round)
            var generator = EnvelopeGenerator(random, kind: .clean)
            // The envelope says another time than the line.
            let scrubber = Scrubber(policy: .timeless())
            let line = generator.lines.line()
            let expected = scrubber.scrubbedBytes(line)
            let fields: [EnvelopeGenerator.Field] = [("__REALTIME_TIMESTAMP", [0x31]), ("MESSAGE", line)]
            let value = NaiveEnvelope.json(scrubber.scrubbedBytes(generator.json(fields)))?.last?.value
            #expect(value == .bytes(expected), "\(Failure.note(round, Failure.show(line)))")
            let docker = NaiveEnvelope.json(Array(scrubber.scrubbedBytes(generator.docker(line)).dropLast()))
            if case .bytes(let log) = docker?.first?.value {
                #expect(log == expected || log == expected + [0x0a], "\(Failure.note(round, Failure.show(line)))")
            } else {
                Issue.record("\(Failure.note(round, "no object any more", Failure.show(line)))")
            }
        }
    }

    // MARK: -

    /// The first field in which two entries differ.
    private func difference(_ first: NaiveEnvelope.Fields, _ second: NaiveEnvelope.Fields) -> String? {
        for (one, other) in zip(first, second) where one.value != other.value {
            guard case .bytes(let text) = one.value, case .bytes(let otherText) = other.value else { return one.name }
            return "\(one.name): \(Failure.show(text)) and \(Failure.show(otherText))"
        }
        return nil
    }

    private typealias Kind_ = LogScrub.Kind

    private func forAnyStream(
        _ property: String, _ kind: Kind, rounds: Int, isDamaged: Bool = true, withPattern: Bool = true,
        _ holds: (Scrubber, [UInt8], inout SeededGenerator) -> Bool
    ) throws {
        for round in TestSeed.rounds(rounds) {
            var random = SeededGenerator("\(property) \(kind)", round: round)
            let policy = try random.policy(withPattern: withPattern)
            let scrubber = Scrubber(policy: policy)
            var generator = EnvelopeGenerator(random)
            var stream = generator.stream(of: 1_500, kind)
            if isDamaged, generator.lines.random.onceIn(2) { stream = generator.damaged(stream) }
            let after = generator.lines.random
            func fails(_ input: [UInt8]) -> Bool {
                var random = after
                return !holds(scrubber, input, &random)
            }
            guard fails(stream) else { continue }
            let smallest = Failure.shrink(stream, while: fails)
            let once = scrubber.scrubbedBytes(smallest)
            Issue.record(
                """
                \(Failure.note(round, policy.summary, "patterns \(policy.redactions.count)", Failure.show(smallest)))
                  output: \(Failure.show(once))
                  twice:  \(Failure.show(scrubber.scrubbedBytes(once)))
                  findings: \(scrubber.findingList(in: smallest))
                """)
            return
        }
    }
}

extension SeededGenerator {
    /// Any policy, at times with a pattern of the user.
    fileprivate mutating func policy(withPattern: Bool) throws -> Policy {
        var policy = try policy()
        if withPattern, onceIn(4) { policy.redactions = [try Pattern(pick(["sess\\w+", "\"", "t.u"]))] }
        return policy
    }
}
