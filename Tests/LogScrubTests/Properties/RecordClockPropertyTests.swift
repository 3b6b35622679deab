import Testing

@testable import LogScrub

@Suite("Times of records: what holds for any sequence of them")
struct RecordClockPropertyTests {
    private static func reference(_ random: inout SeededGenerator) -> Int64 {
        ClockedLines.utc + Int64(random.number(-1000...1000)) * 86_400 + Int64(random.number(0...86_399))
    }

    @Test(
        "What was remembered gives the same as reading anew, and both the moment that was meant",
        arguments: TestZone.allCases)
    func remembered(zone: TestZone) {
        for round in TestSeed.rounds(60) {
            var random = SeededGenerator("stamps", round: round)
            var reader = StampReader(zone: zone.time)
            var reference = Self.reference(&random)
            for _ in 0..<60 {
                if random.onceIn(6) { reference = Self.reference(&random) }
                let stamp = NaiveStamp(random: &random)
                let form = random.pick(NaiveStamp.Form.allCases)
                let text = Array(stamp.text(form).utf8)
                let bytes = ClockedLines.bytes(text)
                let read = reader.read(bytes.span, at: 0, before: text.count, reference: reference)
                var fresh = StampReader(zone: zone.time)
                let anew = fresh.read(bytes.span, at: 0, before: text.count, reference: reference)
                let expected = stamp.moment(form, zone, reference: reference)
                let note = Failure.note(round, "\(zone)", stamp.text(form), "reference \(reference)")
                #expect(read == anew, "\(note)")
                #expect(read?.seconds == expected, "\(note)")
                #expect(read?.isZoned == (stamp.ahead(form) != nil), "\(note)")
            }
        }
    }

    private static let seeds = [
        #"203.0.113.7 - - [25/Aug/2026:12:11:12 +0200] "GET /x HTTP/1.1" 200 5 "-" "curl/8""#,
        "2026/08/25 10:11:12 [error] 8#8: x", "[Tue Aug 25 10:11:12.123456 2026] [core:error] [pid 8] x",
        "Aug 25 10:11:12 meet app[7]: x", "<30>1 2026-08-25T12:11:12.123456+02:00 meet a 1 - - x",
        "Tue 2026-08-25 10:11:12 UTC meet a[1]: x", "JVB 2026-08-25 10:11:12.000 INFO: [61] x",
        "1787652672.000000 meet a[1]: x",
        #"{"log":"x\n","stream":"stdout","time":"2026-08-25T10:11:12.123456789Z"}"#, #"{"ts":1787652672.123,"x":1}"#,
        #"{"__REALTIME_TIMESTAMP":"1787652672000000","MESSAGE":"x"}"#, "__REALTIME_TIMESTAMP=1787652672000000",
        "web-1  | 2026-08-25T10:11:12.123456789Z Aug 25 10:11:12 meet a[1]: 2026-08-25 10:11:12,5 x",
        "    MESSAGE=Aug 25 10:11:12 x",
    ]

    /// A line that was one of a log, with other digits and signs in it.
    private static func garbage(_ random: inout SeededGenerator) -> [UInt8] {
        var line = Array(random.pick(seeds).utf8)
        for _ in 0..<random.number(0...8) {
            let at = random.number(0...line.count - 1)
            switch random.number(1...4) {
            case 1: line[at] = UInt8(ascii: "0") + UInt8(random.number(0...9))
            case 2: line[at] = random.pick(Array("+-:/. ,TZ[]\"{}\0\u{1}".utf8) + [0xFF, 0x80])
            case 3:
                line.insert(
                    contentsOf: (0..<random.number(1...40)).map { _ in UInt8(48 + random.number(0...9)) }, at: at)
            default: if line.count > 1 { line.removeSubrange(at..<Swift.min(line.count, at + random.number(1...5))) }
            }
            if line.isEmpty { line = [UInt8(random.number(0...255))] }
        }
        return line
    }

    @Test("Whatever comes, it is a time or none, and the same as for a clock that has seen nothing")
    func garbage() {
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("stamp garbage", round: round)
            var lines = ClockedLines(now: Self.reference(&random), zone: random.pick(TestZone.allCases))
            let zone = random.pick(TestZone.allCases)
            lines = ClockedLines(now: lines.clock.now, zone: zone)
            for _ in 0..<30 {
                let line = Self.garbage(&random)
                let grammar = random.pick(LogFormat.Grammar.allCases)
                var fresh = ClockedLines(now: lines.clock.now, zone: zone)
                // Which entry a line stands in is all that may come from the lines before.
                if line.first != UInt8(ascii: " ") {
                    let read = lines.read(line, as: grammar)
                    #expect(read == fresh.read(line, as: grammar), "\(Failure.note(round, Failure.show(line)))")
                    if let read { #expect(read > -86_400 && read < 253_402_400_000, "\(Failure.note(round))") }
                } else {
                    _ = lines.read(line, as: grammar)
                }
                let bytes = ClockedLines.bytes(line)
                lines.clock.enter(bytes.span, object: 0..<line.count)
                lines.clock.enter(bytes.span, exportField: 0..<line.count)
                lines.clock.recall(bytes.span, 0..<line.count, isWrapped: random.onceIn(2))
            }
        }
    }

    @Test("Any cut of a line is read without looking past it")
    func cuts() {
        for seed in Self.seeds {
            let line = Array(seed.utf8)
            for length in 0...line.count {
                for grammar in LogFormat.Grammar.allCases {
                    var cut = ClockedLines()
                    var followed = ClockedLines()
                    let alone = cut.read(Array(line[..<length]), as: grammar)
                    // The same line, with digits behind it instead of zeros.
                    let bytes =
                        ContiguousArray(line[..<length]) + ContiguousArray(repeating: UInt8(ascii: "7"), count: 128)
                    let range = 0..<length
                    let header = length == 0 ? TextEnvelope(noneAt: 0) : TextEnvelope(bytes.span, range)
                    let inSitu = followed.clock.read(bytes.span, range, behind: header, grammar)
                    #expect(alone == inSitu, "\(Failure.show(line[..<length])) as \(grammar)")
                }
            }
        }
    }
}
