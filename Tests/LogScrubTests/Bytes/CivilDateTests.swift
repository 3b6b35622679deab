import Testing

@testable import LogScrub

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@Suite("Dates")
struct CivilDateTests {
    /// The days from 1970 on, as the C library counts them; `nil` if it takes the day for one of another month.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        var parts = tm()
        parts.tm_year = Int32(year - 1900)
        parts.tm_mon = Int32(month - 1)
        parts.tm_mday = Int32(day)
        let seconds = timegm(&parts)
        return parts.tm_mday == Int32(day) && parts.tm_mon == Int32(month - 1) ? Int(seconds) / 86_400 : nil
    }

    @Test("Every day from 1900 to 2200 is counted as timegm counts it, and back")
    func allDays() {
        var wrong = 0
        var count = 0
        for year in 1900...2200 {
            for month in 0...13 {
                for day in 0...32 {
                    let date = CivilDate(year: year, month: month, day: day)
                    guard let days = Self.days(year, month, day) else {
                        if date.isValid { wrong += 1 }
                        continue
                    }
                    count += 1
                    if !date.isValid || date.daysSince1970 != days || CivilDate(daysSince1970: days) != date {
                        wrong += 1
                    }
                }
            }
        }
        #expect(wrong == 0)
        #expect(count == 301 * 365 + 73)
    }

    @Test("Months and days out of range are no dates")
    func invalid() {
        for (month, day) in [(0, 1), (13, 1), (1, 0), (1, 32), (4, 31), (2, 30), (99, 99)] {
            #expect(!CivilDate(year: 2024, month: month, day: day).isValid)
        }
        #expect(CivilDate(year: 2024, month: 2, day: 29).isValid)
        #expect(CivilDate(year: 2000, month: 2, day: 29).isValid)
        #expect(!CivilDate(year: 2100, month: 2, day: 29).isValid)
        #expect(!CivilDate(year: 2023, month: 2, day: 29).isValid)
    }

    @Test("Days far off come back too")
    func farOff() {
        for days in stride(from: -4_000_000, through: 4_000_000, by: 997) {
            #expect(CivilDate(daysSince1970: days).daysSince1970 == days)
        }
    }
}
