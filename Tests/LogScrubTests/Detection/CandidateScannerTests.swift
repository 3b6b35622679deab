import Testing

@testable import LogScrub

@Suite("Candidates")
struct CandidateScannerTests {
    @Test("A text that is called free has no candidate")
    func free() {
        let bytes = Array("abdJx019/-._:dP".utf8)
        var hits = 0
        for round in TestSeed.rounds(3000) {
            var random = SeededGenerator("free texts", round: round)
            let odd = random.number(0...3)
            let text = (0..<random.number(0...60)).map { _ in random.onceIn(4 * odd + 1) ? random.pick(bytes) : 0x61 }
            let behind = [random.pick(Array("\" ?#\n".utf8))]
            let padding = [UInt8](repeating: ASCII.space, count: 16)
            let all = ContiguousArray(padding + text + behind + [UInt8](repeating: 0, count: CandidateScanner.slack))
            let range = padding.count..<padding.count + text.count
            guard CandidateScanner.isFree(all.span, range) else { continue }
            hits += 1
            var scanner = CandidateScanner(from: range.lowerBound)
            let candidate = scanner.firstCandidate(all.span, from: range.lowerBound, to: range.upperBound)
            #expect(candidate == nil, "\(Failure.note(round, Failure.show(text), Failure.show(behind)))")
        }
        #expect(hits > 100)
    }
}
