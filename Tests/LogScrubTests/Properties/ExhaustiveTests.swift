import LogScrub
import Testing

@Suite("Exhaustive: small domains are tried from end to end")
struct ExhaustiveTests {
    // MARK: - Prefix lengths

    private static let ipv4Samples: [[Int]] = [
        [203, 0, 113, 7], [254, 255, 255, 255], [170, 85, 170, 85], [1, 1, 1, 1], [128, 0, 0, 1], [10, 200, 30, 40],
    ]

    private static let ipv6Samples: [[Int]] = [
        [0x2001, 0xdb8, 0, 0, 0, 0, 0, 7], [0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff],
        [0xaaaa, 0x5555, 0xaaaa, 0x5555, 0xaaaa, 0x5555, 0xaaaa, 0x5555], [0x2a02, 1, 2, 3, 4, 5, 6, 7],
        [0xfe80, 0, 0, 0, 0x1234, 0x5678, 0x9abc, 0xdef1],
    ]

    @Test("Every IPv4 prefix length keeps exactly that many bits", arguments: 0...32)
    func everyIPv4Length(length: Int) throws {
        let limit = NaiveLimit(ipv4: length, ipv6: 32)
        let scrubber = Scrubber(policy: try .truncating(to: limit))
        for octets in ExhaustiveTests.ipv4Samples {
            let address = NaiveAddress.ipv4(octets)
            let number = octets.reduce(UInt64(0)) { ($0 << 8) | UInt64($1) }
            let kept = (number >> UInt64(32 - length)) << UInt64(32 - length)
            let expected = [24, 16, 8, 0].map { String((kept >> UInt64($0)) & 0xff) }.joined(separator: ".")
            #expect(scrubber.scrub("a \(address.text) b") == "a \(expected) b")
            #expect(scrubber.scrub("a ::ffff:\(address.text) b") == "a ::ffff:\(expected) b")
        }
    }

    @Test("Every IPv6 prefix length keeps exactly that many bits", arguments: 0...128)
    func everyIPv6Length(length: Int) throws {
        let scrubber = Scrubber(policy: try .truncating(to: NaiveLimit(ipv4: 16, ipv6: length)))
        for groups in ExhaustiveTests.ipv6Samples {
            let kept = groups.enumerated().map { index, group in
                let bits = min(16, max(0, length - index * 16))
                return (group >> (16 - bits)) << (16 - bits)
            }
            let text = NaiveAddress.ipv6(groups).text
            #expect(scrubber.scrub("a \(text) b") == "a \(NaiveAddress.ipv6(kept).text) b")
        }
    }

    @Test("Prefix lengths end at 32 and 128")
    func impossibleLengths() {
        for (ipv4, ipv6) in [(-1, 32), (33, 32), (16, -1), (16, 129), (Int.max, 32), (16, Int.min)] {
            #expect(throws: ScrubError.self) { try PrefixLengths(ipv4: ipv4, ipv6: ipv6) }
        }
    }

    // MARK: - Octets

    @Test("Every spelling of every octet is read, with leading zeros up to three digits", arguments: 0..<4)
    func everyOctet(place: Int) {
        var input = ""
        var expected = ""
        for value in 0...255 {
            var octets = [203, 51, 113, 7]
            octets[place] = value
            for width in 1...3 where width >= String(value).count {
                var parts = octets.map { String($0) }
                parts[place] = NaiveAddress.padded(String(value), to: width)
                let text = parts.joined(separator: ".")
                input += "a \(text) b\n"
                expected += octets[0] == 127 ? "a \(text) b\n" : "a \(octets[0]).\(octets[1]).0.0 b\n"
            }
        }
        expectSameLines(Scrubber().scrub(input), expected, input)
    }

    @Test("No number over 255 is an octet", arguments: 0..<4)
    func noLargeOctet(place: Int) {
        var input = ""
        for value in 256...999 {
            var octets = [203, 51, 113, 7]
            octets[place] = value
            input += "a \(octets.map { String($0) }.joined(separator: ".")) b\n"
        }
        expectSameLines(Scrubber().scrub(input), input, input)
    }

    // MARK: - Positions

    @Test(
        "An address is found at every offset of a line", arguments: [" ", "x", ".", "7 ", "-", "\u{e9}", "\0", ", "],
        ["203.0.113.7", "198.51.100.255"])
    func everyOffset(filler: String, address: String) {
        let kept = address.split(separator: ".").prefix(2).joined(separator: ".") + ".0.0"
        expectFound(address, as: kept, between: filler)
    }

    @Test(
        "An IPv6 address is found at every offset of a line", arguments: [" ", ".", "7 ", "(", "\u{e9}", "\0", ", "],
        ["2001:db8::7", "2001:db8:0:0:aaaa:bbbb:cccc:dddd"])
    func everyIPv6Offset(filler: String, address: String) {
        expectFound(address, as: "2001:db8::", between: filler)
    }

    private func expectFound(_ address: String, as kept: String, between filler: String) {
        let scrubber = Scrubber()
        let before = Array(String(repeating: filler, count: 200).utf8)
        for offset in 0...200 {
            // The filler ends, rather than begins, in step with the address: "7 " never touches it.
            let left = Array(before.suffix(offset))
            let right = Array(filler.utf8.reversed().prefix(1)) + before.prefix(40)
            for ending in [[], [UInt8(ascii: "\n")]] {
                let input = left + Array(address.utf8) + right + ending
                let expected = left + Array(kept.utf8) + right + ending
                guard scrubber.scrubbedBytes(input) == expected else {
                    Issue.record(
                        "offset \(offset): \(Failure.show(input)) gave \(Failure.show(scrubber.scrubbedBytes(input)))")
                    return
                }
            }
        }
    }

    @Test("An address may end the input at every offset")
    func everyOffsetAtTheEnd() {
        let scrubber = Scrubber()
        for offset in 0...200 {
            let left = String(repeating: "y ", count: offset / 2) + (offset % 2 == 1 ? " " : "")
            guard scrubber.scrub(left + "203.0.113.7") == left + "203.0.0.0",
                scrubber.scrub(left + "2001:db8::7") == left + "2001:db8::"
            else {
                Issue.record("after \(offset) bytes")
                return
            }
        }
    }

    @Test("Two addresses are found at every distance")
    func everyDistance() {
        let scrubber = Scrubber()
        for distance in 1...100 {
            let gap = String(repeating: " ", count: distance)
            guard scrubber.scrub("203.0.113.7\(gap)2001:db8::7\n") == "203.0.0.0\(gap)2001:db8::\n",
                scrubber.scrub("2001:db8::7\(gap)203.0.113.7\n") == "2001:db8::\(gap)203.0.0.0\n"
            else {
                Issue.record("with \(distance) spaces between them")
                return
            }
        }
    }

    @Test("A border between two chunks may fall on every byte of an address, at every offset of a vector block")
    func everyBorderAtEveryOffset() {
        let scrubber = Scrubber()
        for offset in 0...33 {
            let left = String(repeating: "z", count: offset)
            for (address, kept) in [("203.0.113.7", "203.0.0.0"), ("2001:db8::7", "2001:db8::")] {
                let input = Array("\(left) \(address) end\n".utf8)
                let expected = Array("\(left) \(kept) end\n".utf8)
                for border in offset...(offset + address.utf8.count + 2) {
                    guard scrubber.sessionBytes(input, cuts: [border]) == expected else {
                        Issue.record("border \(border) in \(Failure.show(input))")
                        return
                    }
                }
            }
        }
    }

    private func expectSameLines(_ actual: String, _ expected: String, _ input: String) {
        let lines = [actual, expected, input].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        #expect(lines[0].count == lines[1].count)
        for (index, (actual, expected)) in zip(lines[0], lines[1]).enumerated() where actual != expected {
            Issue.record("\(lines[2][index]) gave \(actual), not \(expected)")
            return
        }
    }
}
