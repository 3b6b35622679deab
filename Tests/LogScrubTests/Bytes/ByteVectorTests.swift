import Testing

@testable import LogScrub

/// The vector tests are compared with loops over the bytes, on this machine's path and on the portable one.
@Suite("Vectors: sixteen bytes at once agree with one at a time")
struct ByteVectorTests {
    private static func bytes(round: Int) -> ContiguousArray<UInt8> {
        var generator = SeededGenerator("vectors", round: round)
        // Bytes that are in a class, beside one, and any other.
        let near: [UInt8] = Array("09/:afgAFG@`.,-%&#\\\n\"".utf8) + [0, 0x7F, 0x80, 0xB0, 0xE1, 0xFF]
        return ContiguousArray(
            (0..<ByteBlock.count * 2).map { _ in
                generator.onceIn(2) ? near.randomElement(using: &generator)! : UInt8(generator.number(0...255))
            })
    }

    @Test("Each class holds the bytes that it says", arguments: 0..<200)
    func classes(round: Int) {
        let bytes = Self.bytes(round: round)
        let vector = ByteVector(bytes.span, at: 3)
        let classes: [(ByteVectorMask, (UInt8) -> Bool)] = [
            (vector.mask(of: ASCII.dot), { $0 == ASCII.dot }),
            (vector.mask(of: ASCII.comma, ignoring: 1), { $0 == ASCII.comma || $0 == ASCII.hyphen }),
            (vector.digits, \.isDigit),
            (vector.hexDigits, \.isHexDigit),
            (vector.mask(from: ASCII.percent, count: 2), { $0 == ASCII.percent || $0 == ASCII.ampersand }),
        ]
        for (mask, isInside) in classes {
            var expected: UInt32 = 0
            for index in 0..<16 where isInside(bytes[3 + index]) { expected |= 1 << UInt32(index) }
            #expect(mask.bits == expected)
            #expect(mask.portableBits == expected)
        }
    }

    @Test("A block mask has the bit of each byte", arguments: 0..<200)
    func blocks(round: Int) {
        let bytes = Self.bytes(round: round)
        let mask = ByteBlock(bytes.span, at: 7).mask { $0.digits }
        for index in 0..<ByteBlock.count {
            #expect((mask >> UInt64(index) & 1 == 1) == bytes[7 + index].isDigit)
        }
    }

    @Test("Searches find the first and the last byte in their range", arguments: 0..<200)
    func searches(round: Int) {
        var generator = SeededGenerator("searches", round: round)
        var bytes = ContiguousArray((0..<300).map { _ in UInt8(generator.onceIn(40) ? 10 : 65) })
        bytes.append(contentsOf: repeatElement(10, count: ByteBlock.count))
        let lower = generator.number(0...150)
        let range = lower..<generator.number(lower...300)
        let hits = range.filter { bytes[$0] == 10 }
        let span = bytes.span
        #expect(span.firstIndex(of: 10, in: range) == hits.first)
        #expect(span.lastIndex(of: 10, in: range) == hits.last)
        #expect(span.endOfLine(in: range) == hits.first ?? range.upperBound)
    }

    @Test("Digits before a place are counted")
    func digitsBefore() {
        let bytes = ContiguousArray("xxxxxxxxxxxxxxxx1x12x123x12345678901234567890".utf8)
        for at in 16...bytes.count {
            let expected = bytes[..<at].reversed().prefix(16).prefix { $0.isDigit }.count
            #expect(bytes.span.digits(before: at) == expected)
        }
    }

    @Test("Numbers and groups are written as they should be, each of them")
    func numbers() {
        for value in 0...255 {
            var output = ByteOutput(capacity: 16)
            output.append(decimal: UInt8(value))
            #expect(output.suffix(from: 0) == ContiguousArray(String(value).utf8))
        }
        for value in 0...0xFFFF {
            var output = ByteOutput(capacity: 16)
            IPv6Text.writeGroup(UInt16(value), into: &output)
            guard output.suffix(from: 0) == ContiguousArray(String(value, radix: 16).utf8) else {
                Issue.record("group \(value)")
                continue
            }
        }
    }
}
