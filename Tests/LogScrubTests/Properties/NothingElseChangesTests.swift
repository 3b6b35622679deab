import LogScrub
import Testing

@Suite("Nothing else changes: outside the findings the output is the input")
struct NothingElseChangesTests {
    @Test("The output is the input with something else in the place of each finding")
    func onlyFindingsChange() throws {
        try forAnyStream("only findings change", rounds: 250) { scrubber, input in
            let output = scrubber.scrubbedBytes(input)
            return NothingElseChangesTests.isRewritten(output, from: input, at: scrubber.findingList(in: input))
        }
    }

    @Test("Findings stand in order, inside the input, and never in one another")
    func findingsAreOrdered() throws {
        try forAnyStream("order of findings", rounds: 150) { scrubber, input in
            var position = 0
            for finding in scrubber.findingList(in: input) {
                guard finding.range.lowerBound >= position, !finding.range.isEmpty else { return false }
                position = finding.range.upperBound
            }
            return position <= input.count
        }
    }

    @Test("No newline comes or goes")
    func newlinesStay() throws {
        try forAnyStream("newlines stay", rounds: 150) { scrubber, input in
            let output = scrubber.scrubbedBytes(input)
            return output.count(where: { $0 == 0x0a }) == input.count(where: { $0 == 0x0a })
        }
    }

    @Test("A policy that keeps everything changes no byte")
    func keepingChangesNothing() throws {
        var policy = Policy()
        for kind in Kind.allCases {
            policy[kind] = .keep
        }
        let scrubber = Scrubber(policy: policy)
        for round in TestSeed.rounds(100) {
            var lines = LogLineGenerator(SeededGenerator("keep everything", round: round))
            let input = lines.stream(of: 1_500)
            func fails(_ bytes: [UInt8]) -> Bool {
                scrubber.scrubbedBytes(bytes) != bytes
            }
            guard !fails(input) else {
                Issue.record("\(Failure.note(round, Failure.show(Failure.shrink(input, while: fails))))")
                return
            }
        }
    }

    @Test("The string API and the byte API find and write the same")
    func stringsAndBytesAgree() throws {
        try forAnyStream("strings and bytes", rounds: 60) { scrubber, input in
            let text = String(decoding: input, as: UTF8.self)
            let bytes = Array(text.utf8)
            return Array(scrubber.scrub(text).utf8) == scrubber.scrubbedBytes(bytes)
                && scrubber.findings(in: text) == scrubber.findingList(in: bytes)
        }
    }

    @Test(
        "Bytes without a digit, a colon or a quotation mark are copied",
        arguments: [
            "", "\n", "\n\n\r\n", "\0", "no newline at the end", "caf\u{e9}\n\0\n", "\u{1b}[m\r\n",
        ])
    func plainBytes(text: String) {
        #expect(Scrubber().scrub(text) == text)
    }

    @Test("Bytes that are not UTF-8 are copied")
    func invalidBytes() {
        let input: [UInt8] = [0xff, 0xfe, 0x00, 0xc3, 0x28, 0x0d, 0x0a, 0xf0, 0x9f, 0x0a, 0x80]
        #expect(Scrubber().scrubbedBytes(input) == input)
    }

    // MARK: -

    /// Whether the output is the input with anything, or nothing, in the places of the findings.
    ///
    /// Follows all the places in the output that the text so far may have reached.
    static func isRewritten(_ output: [UInt8], from input: [UInt8], at findings: [Finding]) -> Bool {
        var reached: Set<Int> = [0]
        var position = 0
        func copy(upTo end: Int) {
            let gap = input[position..<end]
            reached = Set(
                reached.filter { output[$0...].starts(with: gap) }.map { $0 + gap.count })
            position = end
        }
        for finding in findings {
            guard finding.range.lowerBound >= position else { return false }
            copy(upTo: finding.range.lowerBound)
            // The pseudonym of an address may be long, and each byte of it a number; a finding may hold several of them.
            let longest = finding.range.count * 6 + 200
            reached = Set(reached.flatMap { start in start...min(start + longest, output.count) })
            position = finding.range.upperBound
        }
        copy(upTo: input.count)
        return reached.contains(output.count)
    }

    private func forAnyStream(
        _ property: String, rounds: Int, _ holds: (Scrubber, [UInt8]) throws -> Bool
    ) throws {
        for round in TestSeed.rounds(rounds) {
            var random = SeededGenerator(property, round: round)
            let policy = try random.policy()
            let format = try random.format()
            let scrubber = Scrubber(policy: policy, format: format)
            var lines = LogLineGenerator(random)
            let stream = lines.stream(of: 1_500)
            guard try !holds(scrubber, stream) else { continue }
            let smallest = try shrink(stream) { try !holds(scrubber, $0) }
            Issue.record(
                """
                \(Failure.note(round, "\(policy.summary), \(format)", Failure.show(smallest)))
                  output:   \(Failure.show(scrubber.scrubbedBytes(smallest)))
                  findings: \(scrubber.findingList(in: smallest))
                """)
            return
        }
    }

    private func shrink(_ input: [UInt8], while fails: ([UInt8]) throws -> Bool) rethrows -> [UInt8] {
        Failure.shrink(input) { (try? fails($0)) ?? false }
    }
}
