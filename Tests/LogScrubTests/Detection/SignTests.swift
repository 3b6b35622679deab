import Testing

@testable import LogScrub

@Suite("Signs")
struct SignTests {
    @Test("The mask of each is what its rule says byte by byte", arguments: Sign.allCases)
    func masks(_ sign: Sign) {
        // Near misses: few bytes, of which most take part in the rule of some sign.
        let alphabets = [
            ".019dx/", "::19 \"a", "-,1.x", "xX1.", "Pd/D.1", "@=<+J\t%\\#&$x;>*'", ".:-,xP/1 \"d@", "{{19,-", "1.2.",
            "]] \"[1", "//hh.P x", "er w\"'#& \"\"",
        ].map {
            Array($0.utf8)
        }
        var hits = 0
        for round in TestSeed.rounds(2_000) {
            var random = SeededGenerator("signs \(sign)", round: round)
            let alphabet = random.pick(alphabets)
            let isAny = random.onceIn(8)
            // Signs that stand alone, too.
            let isSparse = random.onceIn(3)
            let bytes = (0..<200).map { _ in
                isAny
                    ? UInt8(random.number(0...255)) : isSparse && !random.onceIn(12) ? 0x61 : random.pick(alphabet)
            }
            let start = random.number(1...64)
            let mask = SignBlock(ContiguousArray(bytes).span, at: start).candidates([sign])
            let places = Set((0..<64).filter { mask >> UInt64($0) & 1 == 1 }.map { start + $0 })
            let expected = NaiveSign(bytes: bytes, start: start).places(of: sign)
            hits += places.count
            guard places == expected else {
                let odd = places.symmetricDifference(expected).map { $0 - start }.sorted()
                Issue.record("\(Failure.note(round, "at \(odd)", Failure.show(Array(bytes[start - 1...start + 64]))))")
                return
            }
        }
        #expect(hits > 100)
    }

    @Test("What stands before the first byte of the input is no digit")
    func first() {
        let bytes = ContiguousArray([ASCII.colon] + [UInt8](repeating: 0x31, count: 100))
        #expect(SignBlock(bytes.span, at: 0).candidates([.keyColon]) == 1)
    }

    @Test("Several signs together have the bytes of each")
    func union() {
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("signs together", round: round)
            let bytes = ContiguousArray((0..<200).map { _ in random.pick(Array(".:-,xP/1 \"d@=J".utf8)) })
            let block = SignBlock(bytes.span, at: random.number(0...64))
            let each = Sign.allCases.reduce(0) { $0 | block.candidates([$1]) }
            #expect(block.candidates(Recognizer.signs) == each)
        }
    }

    @Test("What is counted by block is not lost where a block ends")
    func border() {
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("signs that are counted", round: round)
            // Four octets at least; the eight groups of an address.
            let list = (0...random.number(3...6)).map { _ in random.number(0...4) }
            let groups = (0..<8).map { _ in random.number(1...4) }
            for start in 0..<64 {
                let first = start + list[0]
                #expect(Self.places(of: .listSeparator, list, ",", at: start).contains(first), "\(list) at \(start)")
                #expect(!Self.places(of: .groupColon, groups, ":", at: start).isEmpty, "\(groups) at \(start)")
            }
        }
    }

    /// Where a sign stands in words of some lengths with a separator between each two, which begin at `start`.
    private static func places(of sign: Sign, _ lengths: [Int], _ separator: String, at start: Int) -> [Int] {
        let text = lengths.map { String(repeating: "1", count: $0) }.joined(separator: separator)
        let padding = [UInt8](repeating: 0x78, count: start)
        let bytes = ContiguousArray(
            padding + Array(text.utf8) + [UInt8](repeating: 0x78, count: CandidateScanner.slack))
        return stride(from: 0, to: bytes.count - ByteBlock.count, by: SignBlock.stride).flatMap { block in
            let mask = SignBlock(bytes.span, at: block).candidates([sign])
            return (0..<64).filter { mask >> UInt64($0) & 1 == 1 }.map { block + $0 }
        }
    }

    @Test("Each is declared by somebody", arguments: Sign.allCases)
    func declared(_ sign: Sign) {
        #expect((Recognizer.all + Recognizer.records).contains { $0.signs.contains(sign) })
        #expect(Recognizer.signs.contains(sign))
    }
}
