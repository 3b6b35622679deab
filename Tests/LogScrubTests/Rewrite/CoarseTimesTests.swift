import Testing

@testable import LogScrub

@Suite("Coarse times")
struct CoarseTimesTests {
    private func scrubber(_ resolution: TimeResolution) -> Scrubber {
        var policy = Policy()
        policy.timeResolution = resolution
        return Scrubber(policy: policy)
    }

    @Test(
        "Times keep their form; hours and days are those of the zone in which they are written",
        arguments: [
            (
                "x [25/Aug/2026:10:11:12 +0200] y", "x [25/Aug/2026:10:00:00 +0200] y",
                "x [25/Aug/2026:00:00:00 +0200] y"
            ),
            (
                "2026-08-25T10:11:12.123456+02:00 x", "2026-08-25T10:00:00.000000+02:00 x",
                "2026-08-25T00:00:00.000000+02:00 x"
            ),
            ("2026-08-25 10:11:12,655 x", "2026-08-25 10:00:00,000 x", "2026-08-25 00:00:00,000 x"),
            ("2026/08/25 10:11:12 [error] x", "2026/08/25 10:00:00 [error] x", "2026/08/25 00:00:00 [error] x"),
            ("Aug 25 10:11:12 h p[1]: x", "Aug 25 10:00:00 h p[1]: x", "Aug 25 00:00:00 h p[1]: x"),
            ("Aug  5 10:11:12 h x", "Aug  5 10:00:00 h x", "Aug  5 00:00:00 h x"),
            (
                "[Tue Aug 25 10:11:12.123456 2026] x", "[Tue Aug 25 10:00:00.000000 2026] x",
                "[Tue Aug 25 00:00:00.000000 2026] x"
            ),
            ("20260825T101112Z x", "20260825T100000Z x", "20260825T000000Z x"),
            ("10:11:12 [r] x", "10:00:00 [r] x", "00:00:00 [r] x"),
            ("25.08.2026 10:11:12 x", "25.08.2026 10:00:00 x", "25.08.2026 00:00:00 x"),
            ("1787652672.123 TCP_MISS", "1787652000.000 TCP_MISS", "1787616000.000 TCP_MISS"),
            (
                #"{"ts":1787652672.25,"n":1787652672}"#, #"{"ts":1787652000.00,"n":1787652672}"#,
                #"{"ts":1787616000.00,"n":1787652672}"#
            ),
            (
                #"{"log":"{\"time\":\"2026-08-25T10:11:12Z\"}\n","time":"2026-08-25T10:11:12.1Z"}"#,
                #"{"log":"{\"time\":\"2026-08-25T10:00:00Z\"}\n","time":"2026-08-25T10:00:00.0Z"}"#,
                #"{"log":"{\"time\":\"2026-08-25T00:00:00Z\"}\n","time":"2026-08-25T00:00:00.0Z"}"#
            ),
            (
                #"{"__REALTIME_TIMESTAMP":"1787652672123456","MESSAGE":"a"}"#,
                #"{"__REALTIME_TIMESTAMP":"1787652000000000","MESSAGE":"a"}"#,
                #"{"__REALTIME_TIMESTAMP":"1787616000000000","MESSAGE":"a"}"#
            ),
            ("msg=audit(1787652672.123:45): x", "msg=audit(1787652000.000:45): x", "msg=audit(1787616000.000:45): x"),
            (
                "1234:M 14 Sep 2026 19:02:11.123 * x", "1234:M 14 Sep 2026 19:00:00.000 * x",
                "1234:M 14 Sep 2026 00:00:00.000 * x"
            ),
            ("Mon, 14 Sep 2026 19:02:11 GMT", "Mon, 14 Sep 2026 19:00:00 GMT", "Mon, 14 Sep 2026 00:00:00 GMT"),
            ("[2026-09-14] [19:02:11] x", "[2026-09-14] [19:00:00] x", "[2026-09-14] [00:00:00] x"),
            (
                #"{"__CURSOR":"s=abc;i=1;b=def;m=1;t=656e3f2a1b2c3;x=1"}"#,
                #"{"__CURSOR":"s=abc;i=1;b=def;m=1;t=656e3ed5b1c00;x=1"}"#,
                #"{"__CURSOR":"s=abc;i=1;b=def;m=1;t=656d75ab48000;x=1"}"#
            ),
            (#"{"ts":[1787652672,12]}"#, #"{"ts":[1787652000,12]}"#, #"{"ts":[1787616000,12]}"#),
            // No time of a record.
            (
                "took 00:01:02, size 1787652672, v 2026.08.25", "took 00:01:02, size 1787652672, v 2026.08.25",
                "took 00:01:02, size 1787652672, v 2026.08.25"
            ),
            ("at 25:61:61 2026-08-25T99:11:12", "at 25:61:61 2026-08-25T99:11:12", "at 25:61:61 2026-08-25T99:11:12"),
        ])
    func forms(line: String, hour: String, day: String) {
        for stream in [line, "\(line)\n", "x\n\(line)\n\(line)\n"] {
            let toHour = stream.replacing(line, with: hour)
            let toDay = stream.replacing(line, with: day)
            #expect(scrubber(.hour).scrub(stream) == toHour)
            #expect(scrubber(.hour).scrub(toHour) == toHour)
            #expect(scrubber(.day).scrub(stream) == toDay)
            #expect(scrubber(.day).scrub(toDay) == toDay)
        }
    }

    @Test("All else comes out as without, in pieces too")
    func properties() throws {
        for round in TestSeed.rounds(60) {
            var random = SeededGenerator("coarse times", round: round)
            var policy = Policy()
            policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
            let exact = Scrubber(policy: policy)
            policy.timeResolution = random.pick([.hour, .day])
            let coarse = Scrubber(policy: policy)
            var lines = LogLineGenerator(random)
            let stream = lines.stream(of: 1_500)
            let (expected, actual) = (exact.scrubbedBytes(stream), coarse.scrubbedBytes(stream))
            // Digits become digits, and nothing else changes.
            let isSame =
                expected.count == actual.count
                && zip(expected, actual).allSatisfy { $0 == $1 || $0.isDigit && $1.isDigit }
            #expect(isSame, "\(Failure.note(round, Failure.show(stream)))")
            #expect(coarse.scrubbedBytes(actual) == actual, "\(Failure.note(round, Failure.show(stream)))")
            guard isSame, coarse.scrubbedBytes(actual) == actual else { return }
            var session = coarse.makeSession()
            var pieces = ContiguousArray<UInt8>()
            for byte in stream { session.process(ContiguousArray([byte]).span, into: &pieces) }
            _ = session.finish(into: &pieces)
            #expect(Array(pieces) == Array(actual), "\(Failure.note(round, Failure.show(stream)))")
        }
    }
}
