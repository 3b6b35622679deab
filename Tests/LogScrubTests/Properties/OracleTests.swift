import LogScrub
import Testing

@Suite("Oracle: a naive search finds nothing that the scanner missed")
struct OracleTests {
    @Test("No address beyond the prefix is left in the output, for any pair of prefix lengths")
    func noLeaks() throws {
        for round in TestSeed.rounds(250) {
            var random = SeededGenerator("no leaks", round: round)
            let limit =
                random.onceIn(2)
                ? NaiveLimit(ipv4: 16, ipv6: 32)
                : NaiveLimit(ipv4: random.number(0...32), ipv6: random.number(0...128))
            let scrubber = Scrubber(policy: try .truncating(to: limit), format: try random.format())
            var lines = LogLineGenerator(random, kind: .clean)
            guard hasNoLeaks(scrubber, lines.stream(of: 1_500), beyond: limit, round) else { return }
        }
    }

    @Test("Only own networks, loopback and unspecified addresses keep their last bits")
    func ownNetworks() throws {
        let limit = NaiveLimit(ipv4: 16, ipv6: 32)
        var policy = Policy()
        policy.ownNetworks = [try IPNetwork("198.51.0.0/16"), try IPNetwork("2001:db8:ab::/48")]
        let scrubber = Scrubber(policy: policy)
        let own: @Sendable (NaiveAddress) -> Bool = { address in
            address.isInside(.ipv4([198, 51, 0, 0]), length: 16)
                || address.isInside(.ipv6([0x2001, 0xdb8, 0xab, 0, 0, 0, 0, 0]), length: 48)
        }
        for round in TestSeed.rounds(60) {
            var random = SeededGenerator("own networks", round: round)
            var texts: [String] = []
            var kept: [String] = []
            for _ in 0..<30 {
                let (high, low) = (random.number(197...199), random.number(1...0xffff))
                let address: NaiveAddress =
                    random.onceIn(2)
                    ? .ipv4([high, random.number(50...52), random.number(0...255), random.number(1...255)])
                    : .ipv6([0x2001, 0xdb8, random.number(0xaa...0xac), 0, random.number(0...3), 0, 0, low])
                texts.append(address.text)
                if own(address) {
                    kept.append(address.text)
                }
            }
            let input = texts.joined(separator: " ")
            let output = scrubber.scrubbedText(input)
            let leaks = NaiveDetector.leaks(in: Array(output.utf8), beyond: limit, except: own)
            let words = Set(output.split(separator: " ").map { String($0) })
            guard leaks.isEmpty, kept.allSatisfy({ words.contains($0) }) else {
                Issue.record("\(Failure.note(round, input, output, "\(leaks.map(\.address.text))"))")
                return
            }
        }
    }

    @Test("At level none every address becomes 0.0.0.0 or ::")
    func levelNone() throws {
        let scrubber = Scrubber(policy: Policy(level: .none))
        for round in TestSeed.rounds(60) {
            var lines = LogLineGenerator(SeededGenerator("level none", round: round), kind: .clean)
            let stream = lines.stream(of: 1_500)
            guard hasNoLeaks(scrubber, stream, beyond: NaiveLimit(ipv4: 0, ipv6: 0), round) else { return }
        }
    }

    @Test("The scanner finds every unmistakable address with the same start and end")
    func everyAddressIsFound() throws {
        for round in TestSeed.rounds(250) {
            var random = SeededGenerator("same ranges", round: round)
            let scrubber = Scrubber(format: try random.format())
            var lines = LogLineGenerator(random, kind: .clean)
            let input = lines.stream(of: 1_500)
            guard let missed = firstMissed(scrubber, input) else { continue }
            let smallest = Failure.shrink(input) { firstMissed(scrubber, $0) != nil }
            Issue.record(
                """
                \(Failure.note(round, Failure.show(smallest), "\(missed.address.text)"))
                  findings: \(scrubber.findingList(in: smallest))
                """)
            return
        }
    }

    @Test("What the scanner calls an address in such input can be read as one")
    func everyFindingIsAnAddress() {
        let scrubber = Scrubber()
        for round in TestSeed.rounds(120) {
            var lines = LogLineGenerator(SeededGenerator("readable findings", round: round), kind: .clean)
            let input = lines.stream(of: 1_500)
            for finding in scrubber.findingList(in: input) where finding.kind == .address {
                let text = Array(input[finding.range])
                guard NaiveAddress.octets(of: text) == nil, NaiveAddress.groups(of: text) == nil else { continue }
                let (start, end) = (finding.range.lowerBound - 20, finding.range.upperBound + 20)
                let around = input[max(0, start)..<min(input.count, end)]
                Issue.record("\(Failure.note(round, Failure.show(text), "in \(Failure.show(around))"))")
                return
            }
        }
    }

    @Test("An address in any known form comes out in the same form and cut to the prefix", arguments: AddressForm.all)
    func everyForm(form: AddressForm) throws {
        for round in TestSeed.rounds(40) {
            var random = SeededGenerator(form.description, round: round)
            let limit =
                round == 0
                ? NaiveLimit(ipv4: 16, ipv6: 32)
                : NaiveLimit(ipv4: random.number(0...31), ipv6: random.number(0...112))
            let scrubber = Scrubber(policy: try .truncating(to: limit))
            let address = knownAddress(form.family, &random)
            // Neither a service port nor one that a fourth hexadecimal group could hide.
            let port = random.number(30_000...65_535)
            let line = "peer \(form.written(address, port)) done"
            let expected = "peer \(form.scrubbed(address.truncated(to: limit), 0)) done"
            let actual = scrubber.scrubbedText(line)
            #expect(actual == expected, "\(Failure.note(round, line, "\(limit)"))")
            guard actual == expected else { return }
        }
    }

    @Test("Any 128 bits in full form are found, and cut")
    func randomBits() throws {
        let limit = NaiveLimit(ipv4: 16, ipv6: 32)
        let scrubber = Scrubber()
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("128 bits", round: round)
            let address = NaiveAddress.ipv6((0..<8).map { _ in random.number(0...0xffff) })
            for text in [address.uncompressedText, address.paddedText, address.paddedText.uppercased()] {
                let output = scrubber.scrubbedText("a \(text) b")
                let expected = "a \(address.truncated(to: limit).text) b"
                let found = scrubber.findings(in: "a \(text) b").map(\.range)
                guard output == expected, found == [2..<(2 + text.utf8.count)] else {
                    Issue.record("\(Failure.note(round, text, output, "\(found)"))")
                    return
                }
            }
        }
    }

    // MARK: -

    private func knownAddress(_ family: AddressForm.Family, _ random: inout SeededGenerator) -> NaiveAddress {
        switch family {
        case .ipv4:
            // Neither loopback nor what an object identifier could begin with; the last octet always says something.
            var first = random.number(3...223)
            if first == 127 {
                first = 128
            }
            return .ipv4([first, random.number(0...255), random.number(0...255), random.number(0...127) * 2 + 1])
        case .ipv6:
            var groups = (0..<8).map { _ in random.onceIn(2) ? 0 : random.number(0...0xffff) }
            groups[0] = random.pick([0x2003, 0x2a02, 0x2600, 0xfe80, 0xfd12, 0xff02])
            groups[7] = random.number(0...0x7ff) * 2 + 1
            return .ipv6(groups)
        }
    }

    private func hasNoLeaks(
        _ scrubber: Scrubber, _ input: [UInt8], beyond limit: NaiveLimit, _ round: Int
    ) -> Bool {
        func leaks(_ bytes: [UInt8]) -> [NaiveDetector.Hit] {
            NaiveDetector.leaks(in: scrubber.scrubbedBytes(bytes), beyond: limit)
        }
        guard !leaks(input).isEmpty else { return true }
        let smallest = Failure.shrink(input) { !leaks($0).isEmpty }
        Issue.record(
            """
            \(Failure.note(round, "\(limit)", Failure.show(smallest)))
              output: \(Failure.show(scrubber.scrubbedBytes(smallest)))
              leaks:  \(leaks(smallest).map(\.address.text))
            """)
        return false
    }

    private func firstMissed(_ scrubber: Scrubber, _ input: [UInt8]) -> NaiveDetector.Hit? {
        let findings = scrubber.findingList(in: input)
        return NaiveDetector.unambiguousAddresses(in: input).first { hit in
            guard !hit.address.isLoopbackOrUnspecified else { return false }
            return !findings.contains { finding in
                switch finding.kind {
                case .address: finding.range == hit.range
                // A referrer is one finding, whatever stands inside it.
                case .referrer, .ownReferrer:
                    finding.range.lowerBound <= hit.range.lowerBound && finding.range.upperBound >= hit.range.upperBound
                default: false
                }
            }
        }
    }
}
