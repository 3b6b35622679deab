import Testing

@testable import LogScrub

@Suite("Runs of groups")
struct GroupRunTests {
    @Test("A run is what reading byte by byte says")
    func runs() {
        var hits = 0
        for round in TestSeed.rounds(3_000) {
            var random = SeededGenerator("runs of groups", round: round)
            let separator = random.pick([ASCII.colon, ASCII.hyphen])
            let alphabet = Array("09afAF  xg]".utf8) + [separator, separator]
            var bytes = ContiguousArray((0..<64).map { _ in random.pick(alphabet) })
            let place = random.number(16...40)
            bytes[place] = separator
            let run = GroupRun(bytes.span, around: place, separator: separator)
            var (start, end) = (place, place)
            while start > place - 16, isPart(bytes[start - 1], separator) { start -= 1 }
            while end < place + 16, isPart(bytes[end], separator) { end += 1 }
            let separators = bytes[start..<end].filter { $0 == separator }.count
            let isWhole = start > place - 16 && end < place + 16
            let isDoubled = (start..<end - 1).contains { bytes[$0] == separator && bytes[$0 + 1] == separator }
            let note = Failure.note(round, "at \(place)", Failure.show(Array(bytes)))
            #expect(run.start == start && run.end == end, "\(note)")
            #expect(run.hasTooFewColons == (isWhole && !isDoubled && separators < 6), "\(note)")
            #expect(run.hasTooFewHyphens == (isWhole && !isDoubled && separators < 3), "\(note)")
            hits += isWhole ? 1 : 0
        }
        #expect(hits > 100)
    }

    private func isPart(_ byte: UInt8, _ separator: UInt8) -> Bool { byte.isHexDigit || byte == separator }

    @Test("In a run with too few separators there is no address", arguments: [":", "-"])
    func addresses(_ separator: String) {
        var hits = 0
        for round in TestSeed.rounds(3_000) {
            var random = SeededGenerator("short runs", round: round)
            let groups = (0...random.number(1...7)).map { _ in
                random.pick(["2001", "db8", "192", "0", "2", "66", "a", "fe80", "7", ""])
            }
            let text = random.pick(["", "x", " ", "[", "host", "ip-"]) + groups.joined(separator: separator)
            let around = "................" + text + random.pick(["", " ", ".example.net", "]:443", "g", ".7", "/"])
            let bytes = ContiguousArray(Array(around.utf8) + [UInt8](repeating: 0, count: CandidateScanner.slack))
            let record = 0..<around.utf8.count
            for place in record where bytes[place] == separator.utf8.first! && place >= 16 {
                let run = GroupRun(bytes.span, around: place, separator: bytes[place])
                guard separator == ":" ? run.hasTooFewColons : run.hasTooFewHyphens else { continue }
                // Eight digits before a dot are an address by themselves.
                guard bytes[place + 9] != ASCII.dot else { continue }
                hits += 1
                var detector = AddressDetector()
                let verdict = detector.examine(bytes.span, record: record, floor: 0, candidate: place)
                #expect(!verdict.isMatch, "\(Failure.note(round, around, "at \(place)"))")
            }
        }
        #expect(hits > 100)
    }

    @Test("The date of an access log is not passed number by number")
    func date() {
        let text = Array("client - - [14/Sep/2026:1 ::2:11 +0200]".utf8)
        let bytes = ContiguousArray(text + [UInt8](repeating: 0, count: CandidateScanner.slack))
        let colon = text.firstIndex(of: ASCII.colon)!
        let passed = AddressDetector.passesQuickly(bytes.span, colon, floor: 0)
        #expect(passed == nil)
    }
}
