import Testing

@testable import LogScrub

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@Suite("Local time")
struct LocalTimeTests {
    /// 2026-03-29 and 2026-10-25, midnight UTC.
    private static let spring: Int64 = 1_774_742_400
    private static let autumn: Int64 = 1_792_886_400

    @Test("An hour that the clock skips is counted on from before, one that it shows twice is the first")
    func changes() {
        let berlin = TestZone.berlin.time
        // 01:59:59, 02:30, 03:00
        #expect(berlin.moment(Self.spring + 7199) == Self.spring + 3599)
        #expect(berlin.moment(Self.spring + 9000) == Self.spring + 5400)
        #expect(berlin.moment(Self.spring + 10_800) == Self.spring + 3600)
        // 01:59:59, 02:30, 02:59:59, 03:00
        #expect(berlin.moment(Self.autumn + 7199) == Self.autumn - 1)
        #expect(berlin.moment(Self.autumn + 9000) == Self.autumn + 1800)
        #expect(berlin.moment(Self.autumn + 10_799) == Self.autumn + 3599)
        #expect(berlin.moment(Self.autumn + 10_800) == Self.autumn + 7200)
    }

    @Test("What the clock shows leads back to the moment, or to one an hour before", arguments: TestZone.allCases)
    func back(zone: TestZone) {
        for round in TestSeed.rounds(2000) {
            var random = SeededGenerator("local time", round: round)
            let near = random.pick([Self.spring, Self.autumn, Self.spring + 2_700_000])
            let moment = near + Int64(random.number(-20_000...20_000))
            let wall = moment + zone.offset(at: moment)
            let back = zone.time.moment(wall)
            #expect(back + zone.offset(at: back) == wall, "\(Failure.note(round))")
            #expect(back == moment || back == moment - 3600, "\(Failure.note(round))")
        }
    }

    @Test("The process's zone is that of the C library")
    func system() {
        tzset()
        for round in TestSeed.rounds(2000) {
            var random = SeededGenerator("system time", round: round)
            var moment = time_t(random.number(0...4_000_000_000))
            var parts = tm()
            localtime_r(&moment, &parts)
            #expect(SystemTime.offset(at: Int64(moment)) == Int64(parts.tm_gmtoff))
            let wall = Int64(moment) + Int64(parts.tm_gmtoff)
            let back = LocalTime.system.moment(wall)
            #expect(back + SystemTime.offset(at: back) == wall, "\(Failure.note(round))")
        }
        #expect(SystemTime.offset(at: .max) == 0)
        #expect(abs(SystemTime.now - Int64(time(nil))) <= 1)
    }
}
