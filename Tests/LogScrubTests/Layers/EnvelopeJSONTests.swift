import Testing

@testable import LogScrub

@Suite("Objects of JSON around records")
struct EnvelopeJSONTests {
    @Test("Words that are passed over are all that is left out")
    func words() throws {
        var passed = 0
        for round in TestSeed.rounds(2000) {
            var random = SeededGenerator("words in objects", round: round)
            var object = Array("{".utf8)
            for _ in 0..<random.number(0...6) {
                if random.onceIn(2) { object += Array("\"PRIORITY\":\"6\",".utf8) }
                object += random.pick(pieces)
                object += random.pick([":", ":", ":", " : ", ""].map { Array($0.utf8) })
                object += random.pick(pieces)
                object += random.pick([",", ",", ",", ", ", "}", "]", ""].map { Array($0.utf8) })
            }
            object = Array(object.prefix(random.number(0...object.count + 20)))
            let all = values(object, passes: false)
            let rest = values(object, passes: true)
            passed += all.count - rest.count
            #expect(
                rest.filter { !$0.hasPrefix("text, word") } == all.filter { !$0.hasPrefix("text, word") },
                "\(Failure.note(round, Failure.show(object)))")
        }
        #expect(passed > 100)
    }

    private let pieces: [[UInt8]] = [
        "\"MESSAGE\"", "\"_PID\"", "\"812\"", "\"_MACHINE_ID\"", "\"0123456789abcdef0123456789abcdef\"", "\"log\"",
        "\"\"", "\"a b\"", "\"a\\\"b\"", "\"SYSLOG_RAW\"", "[1,2]", "null", "7", "{\"a\":\"b\"", "[\"x\",\"y\"]",
        "\"J\"",
        "\"open", "\"jitsi.service\"", "\"" + String(repeating: "w", count: 47) + "\"",
        "\"" + String(repeating: "w", count: 50) + "\"",
    ].map { Array($0.utf8) }

    /// The values that are given out, with what is said of them but for how they are spelled.
    private func values(_ object: [UInt8], passes: Bool) -> [String] {
        let bytes = ContiguousArray(object + [UInt8](repeating: 0, count: CandidateScanner.slack))
        var json = EnvelopeJSON(0..<object.count)
        var values: [String] = []
        while true {
            if passes { json.passWords(bytes.span) }
            guard let value = json.next(bytes.span) else { return values }
            values.append("\(value.meaning), \(value.isWord ? "word" : "text") at \(value.range)")
        }
    }
}
