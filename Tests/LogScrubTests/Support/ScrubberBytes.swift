import Testing

@testable import LogScrub

/// The byte API in arrays, which tests compare more easily than spans.
extension Scrubber {
    func scrubbedBytes(_ input: [UInt8]) -> [UInt8] {
        let bytes = ContiguousArray(input)
        var output = ContiguousArray<UInt8>()
        scrub(bytes.span, into: &output)
        return Array(output)
    }

    func scrubbedText(_ input: String) -> String {
        String(decoding: scrubbedBytes(Array(input.utf8)), as: UTF8.self)
    }

    func findingList(in input: [UInt8]) -> [Finding] {
        let bytes = ContiguousArray(input)
        return findings(in: bytes.span)
    }

    /// The output of one stream that arrives in pieces; `cuts` are the ends of all pieces but the last.
    func sessionBytes(_ input: [UInt8], cuts: [Int] = []) -> [UInt8] {
        makeSession().run(input, cuts: cuts).output
    }
}

extension ScrubSession {
    /// What comes of one stream that arrives in pieces; `cuts` are the ends of all pieces but the last.
    consuming func run(_ input: [UInt8], cuts: [Int]) -> (output: [UInt8], statistics: Statistics) {
        var output = ContiguousArray<UInt8>()
        var start = 0
        for end in cuts + [input.count] {
            let chunk = ContiguousArray(input[start..<end])
            process(chunk.span, into: &output)
            start = end
        }
        let statistics = finish(into: &output)
        return (Array(output), statistics)
    }
}

extension Policy {
    /// What a random policy is about, for failures.
    var summary: String {
        let networks = ownNetworks.isEmpty ? "" : ", own networks"
        return "address \(self[.address]), port \(self[.port]), referrer \(self[.referrer])\(networks)"
            + (ownSites.isEmpty ? "" : ", own sites") + (paths == .keep ? ", paths kept" : "")
    }

    /// The default level with another limit for addresses.
    static func truncating(to limit: NaiveLimit) throws -> Policy {
        var policy = Policy()
        policy[.address] = .truncate(try PrefixLengths(ipv4: limit.ipv4, ipv6: limit.ipv6))
        return policy
    }
}

extension SeededGenerator {
    /// Any level, any pair of prefix lengths, with and without own networks and sites.
    mutating func policy() throws -> Policy {
        var policy = Policy(level: pick(Level.allCases))
        if onceIn(3) {
            policy[.address] = .truncate(try PrefixLengths(ipv4: number(0...32), ipv6: number(0...128)))
        }
        if onceIn(3) {
            policy[.port] = pick([.keep, .replace])
        }
        if onceIn(3) {
            policy.ownNetworks = try ["192.0.2.0/24", "2001:db8::/32"].map { try IPNetwork($0) }
        }
        if onceIn(2) {
            policy.ownSites = try ["meet.example.org", ".example.org"].map { try Site($0) }
        }
        if onceIn(4) { policy.paths = .keep }
        return policy
    }

    /// Mostly the recognised format, at times a forced one.
    mutating func format() throws -> LogFormat {
        let names = [
            "common", "combined", "vhost-combined", "jitsi", "nginx-json", "nginx-error", "apache-error", "prosody",
            "java", "text",
        ]
        return onceIn(3) ? try LogFormat(named: pick(names)) : .auto
    }

    /// Ascending places at which to cut a stream; often close together, at times after every byte or at one place
    /// twice, which gives an empty piece.
    mutating func cuts(of count: Int) -> [Int] {
        if count > 1, onceIn(6) { return Array(1..<count) }
        let step = pick([1, 3, 16, 64, 700])
        var cuts: [Int] = []
        var position = 0
        while true {
            position += number(0...step)
            guard position < count else { return cuts }
            cuts.append(position)
        }
    }
}

/// What a session wrote, and what it says that it did.
struct ScrubOutcome: Equatable {
    var output: [UInt8]
    var statistics: Statistics

    /// How many records without fields are looked at depends on where a buffer begins: so much may differ.
    static func == (one: ScrubOutcome, other: ScrubOutcome) -> Bool {
        one.output == other.output && one.numbers == other.numbers
    }

    private var numbers: [[Int]] {
        let records = statistics.recordsByFormat
        return [
            [statistics.bytesIn, statistics.bytesOut, statistics.withheld],
            Kind.allCases.map(statistics.count(of:)),
            Statistics.treatmentNames.map(statistics.count(ofTreatment:)),
            LogFormat.Grammar.allCases.filter(\.hasFields).map { grammar in
                records.first { $0.format == grammar.name }?.count ?? 0
            },
        ]
    }
}

extension Scrubber {
    /// Scrubs a stream that arrives in pieces.
    ///
    /// - Parameter isNaive: Whether to take no shortcut: nothing is remembered, and all fields are marked by their grammar.
    func outcome(of input: [UInt8], cuts: [Int] = [], isNaive: Bool = false) -> ScrubOutcome {
        var session = makeSession()
        // Who wants to see the findings gets each anew.
        session.engine.audience = isNaive ? .caller : .statistics
        session.engine.takesShortcuts = !isNaive
        let (output, statistics) = session.run(input, cuts: cuts)
        return ScrubOutcome(output: output, statistics: statistics)
    }

    /// Checks that random streams of such records come out the same with shortcuts and without.
    static func takesNoWrongShortcut(
        _ name: String, rounds: Int, formats: [String], record: (inout SeededGenerator) -> [UInt8]
    ) throws {
        for round in TestSeed.rounds(rounds) {
            var random = SeededGenerator(name, round: round)
            let scrubber = Scrubber(
                policy: try random.policy(), format: try random.pick(formats.map(LogFormat.init(named:))))
            let stream = (0..<random.number(1...30)).flatMap { _ in record(&random) + [ASCII.lineFeed] }.dropLast(
                random.number(0...1))
            let cuts = random.cuts(of: stream.count)
            guard scrubber.takesNoWrongShortcut(Array(stream), cuts: cuts, round: round) else { return }
        }
    }

    /// Whether a stream in pieces comes out the same with shortcuts and without; if not, an issue shows the smallest part of it that does not.
    func takesNoWrongShortcut(_ stream: [UInt8], cuts: [Int], round: Int) -> Bool {
        if outcome(of: stream, cuts: cuts) == outcome(of: stream, cuts: cuts, isNaive: true) { return true }
        let differs = { (bytes: [UInt8]) in self.outcome(of: bytes) != self.outcome(of: bytes, isNaive: true) }
        let smallest = differs(stream) ? Failure.shrink(stream, while: differs) : stream
        Issue.record("\(Failure.note(round, "cuts \(cuts.prefix(9))", Failure.show(smallest)))")
        return false
    }
}

extension Scrubber {
    /// How many findings of which kinds were treated, in the order of their names.
    func counted(_ text: String) -> String {
        Dictionary(grouping: findings(in: text), by: \.kind).map { "\($0.key.rawValue) \($0.value.count)" }.sorted()
            .joined(separator: ", ")
    }
}
