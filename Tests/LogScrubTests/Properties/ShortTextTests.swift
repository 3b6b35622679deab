import LogScrub
import Testing

@Suite("Short texts: sequences of the pieces that matter to a scanner")
struct ShortTextTests {
    /// Parts of addresses, and what stands beside them: the scanner has to decide at each of their borders.
    private static let pieces = [
        "1.2.3.4", "2001:db8::7", "::", ":", ".", "9", "v", "ab", "#", " ", "\n", "%3A",
    ]

    /// More of them, for the longer sequences.
    private static let morePieces = pieces + ["-", "/", "\"", "51514", "%2E", "[", "]", "port "]

    @Test("Every sequence of up to three pieces is scrubbed, and scrubbing it again changes nothing")
    func everySequenceTwice() {
        forEverySequence(twice)
    }

    @Test("Every sequence of up to three pieces gives the same bytes when it arrives byte by byte")
    func everySequenceByteByByte() {
        forEverySequence(byteByByte)
    }

    /// Parts of what else a person can be told by, and what stands beside them.
    private static let personalPieces = [
        "ana", "user=", "@", "x.y", "/", " ", "[", "]", "\"", "'", ":", "eyJhbGciOiJub25lIn0.a", "?room=",
        "https://meet.x",
        "<nick>", "[user]", "\n",
    ]

    @Test("Every sequence of up to three pieces of values is scrubbed, and scrubbing it again changes nothing")
    func everySequenceOfValuesTwice() {
        forEverySequence(of: ShortTextTests.personalPieces, twice)
    }

    @Test("Every sequence of up to three pieces of values gives the same bytes when it arrives byte by byte")
    func everySequenceOfValuesByteByByte() {
        forEverySequence(of: ShortTextTests.personalPieces, byteByByte)
    }

    @Test("A longer sequence of pieces is scrubbed, and scrubbing it again changes nothing")
    func longerSequencesTwice() {
        forLongerSequences("longer sequences, twice", rounds: 3_000, twice)
    }

    @Test("A longer sequence of pieces gives the same bytes when it arrives byte by byte")
    func longerSequencesByteByByte() {
        forLongerSequences("longer sequences, byte by byte", rounds: 1_000, byteByByte)
    }

    @Test(
        "What ends a search without an address ends the search",
        arguments: [
            "m: ::0:", "%5B:t::4:", "_%3A", "Added&#58;;", "49528: 0:5e:", ".\nv1.2.3.4.", "x\n1.2.2.3.4.",
            "9\n0.0.0.0.0.",
            "/2001%3A", "/fe80%253A", "g-1.2.3.4.53&#58;",
        ])
    func searchEnds(text: String) {
        #expect(scrubber.scrub(text).utf8.count == text.utf8.count)
    }

    // MARK: -

    private let scrubber = Scrubber()

    private func twice(_ input: [UInt8]) -> String? {
        let once = scrubber.scrubbedBytes(input)
        let twice = scrubber.scrubbedBytes(once)
        return once == twice ? nil : "once \(Failure.show(once)), twice \(Failure.show(twice))"
    }

    private func byteByByte(_ input: [UInt8]) -> String? {
        let whole = scrubber.scrubbedBytes(input)
        let pieces = scrubber.sessionBytes(input, cuts: Array(input.indices.dropFirst()))
        return whole == pieces ? nil : "whole \(Failure.show(whole)), in pieces \(Failure.show(pieces))"
    }

    /// Reports the first few sequences for which the check returns a text.
    private func forEverySequence(of pieces: [String] = pieces, _ check: ([UInt8]) -> String?) {
        var failures = 0
        var sequences: [[UInt8]] = [[]]
        for _ in 1...3 {
            sequences = sequences.flatMap { front in pieces.map { front + Array($0.utf8) } }
            for input in sequences {
                guard let failure = check(input) else { continue }
                Issue.record("\(Failure.show(input)): \(failure)")
                failures += 1
                if failures == 5 { return }
            }
        }
    }

    private func forLongerSequences(_ property: String, rounds: Int, _ check: ([UInt8]) -> String?) {
        for round in TestSeed.rounds(rounds) {
            var random = SeededGenerator(property, round: round)
            let pieces = random.onceIn(2) ? ShortTextTests.morePieces : ShortTextTests.personalPieces
            let input = (0..<random.number(4...10)).flatMap { _ in Array(random.pick(pieces).utf8) }
            guard check(input) != nil else { continue }
            let smallest = Failure.shrink(input) { check($0) != nil }
            Issue.record("\(Failure.note(round, Failure.show(smallest), check(smallest) ?? ""))")
            return
        }
    }
}
