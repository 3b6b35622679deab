import Testing

@testable import LogScrub

@Suite("Periods")
struct PeriodTests {
    @Test("A moment lies in the day, week and month that another calendar says")
    func names() {
        for vector in PeriodVectors.all.names {
            #expect(Period.day.instance(at: vector.seconds).name == vector.day)
            #expect(Period.week.instance(at: vector.seconds).name == vector.week)
            #expect(Period.month.instance(at: vector.seconds).name == vector.month)
            #expect(Period.none.instance(at: vector.seconds).name == vector.none)
        }
    }

    @Test(
        "Around the turn of a year a week has the number of ISO 8601",
        arguments: [
            ("2026-12-27", "2026-W52"), ("2026-12-28", "2026-W53"), ("2026-12-31", "2026-W53"),
            ("2027-01-01", "2026-W53"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"),
            ("2020-12-31", "2020-W53"), ("2021-01-03", "2020-W53"), ("2021-01-04", "2021-W01"),
            ("2018-12-31", "2019-W01"), ("2016-01-03", "2015-W53"), ("1969-12-29", "1970-W01"),
            ("1969-12-28", "1969-W52"), ("2024-12-30", "2025-W01"),
        ])
    func weeks(date: String, week: String) throws {
        let seconds = try Period.seconds(at: date)
        #expect(Period.week.instance(at: seconds).name == week)
        #expect(Period.week.instance(at: seconds + 86_399).name == week)
    }

    @Test(
        "Days, weeks and months follow each other without a gap, through 900 years, and are read back from their names")
    func sequence() throws {
        for period: Period in [.day, .week, .month] {
            var last = period.instance(at: -400 * 31_556_952)
            var count = 0
            while last.ordinal < period.instance(at: 500 * 31_556_952).ordinal {
                let end = try #require(last.end)
                let next = period.instance(at: end)
                // Not each with an expectation of its own: there are 400,000.
                guard period.instance(at: end - 1) == last, next.ordinal == last.ordinal + 1, last < next,
                    !(next < last), Period.Instance(named: last.name) == last
                else {
                    Issue.record("\(last.name), \(next.name)")
                    return
                }
                last = next
                count += 1
            }
            #expect(count > 10_000)
        }
        #expect(Period.Instance(named: "always") == Period.none.current)
    }

    @Test("What is no name of a period is none")
    func noNames() {
        for text in [
            "", "2026", "2026-", "2026-13", "2026-00", "2026-02-29", "2026-11-31", "2026-W00", "2026-W54", "2025-W53",
            "2026-w47", "2026-11-21x", "2026-1-2", " 2026-11-21", "Always", "2026-W47-1", "+2026-11", "a026-11",
        ] {
            #expect(Period.Instance(named: text) == nil, "\(text)")
        }
    }

    @Test("No two periods share a name, also before the year 0 and behind the year 9999")
    func distinctNames() {
        var names: [String: Period.Instance] = [:]
        var seconds: Int64 = -70_000_000_000
        while seconds < 300_000_000_000 {
            for period in Period.allCases {
                let instance = period.instance(at: seconds)
                if names.updateValue(instance, forKey: instance.name) ?? instance != instance {
                    Issue.record("\(instance.name)")
                }
            }
            seconds += 12_345_678
        }
        #expect(names.count > 60_000)
    }

    @Test("The first and the last moment that can be counted lie in some period", arguments: Period.allCases)
    func extremes(_ period: Period) {
        for seconds in [Int64.min, .min + 1, .max, .max - 1] {
            let instance = period.instance(at: seconds)
            #expect(!instance.name.isEmpty)
            #expect(instance == instance && !(instance < instance))
        }
        #expect(period.instance(at: .min) <= period.instance(at: .max))
    }

    @Test("Of periods of different lengths the one that ends last is the newest")
    func order() throws {
        let names = [
            "2026-10-31", "2026-10", "2026-11-21", "2026-11-22", "2026-W47", "2026-11-23", "2026-11", "always",
        ]
        let instances = try names.map { try #require(Period.Instance(named: $0)) }
        #expect(instances.reversed().sorted() == instances)
    }

    @Test(
        "Dates are read as RFC 3339 has them",
        arguments: [
            ("2026-11-21", 1_795_219_200), ("2026-11-21T10:00:00Z", 1_795_255_200),
            ("2026-11-21t10:00:00z", 1_795_255_200), ("2026-11-21 10:00:00Z", 1_795_255_200),
            ("2026-11-21T11:00:00+01:00", 1_795_255_200), ("2026-11-21T04:30:00-05:30", 1_795_255_200),
            ("2026-11-21T10:00:00.123456Z", 1_795_255_200), ("1969-12-31T23:59:59Z", -1),
            ("1970-01-01T00:30:00+01:00", -1_800), ("2016-12-31T23:59:60Z", 1_483_228_800),
            ("2024-02-29", 1_709_164_800),
        ] as [(String, Int64)])
    func dates(text: String, seconds: Int64) throws {
        #expect(try Period.seconds(at: text) == seconds)
    }

    @Test(
        "What is no date, or has no such day or time, is refused",
        arguments: [
            "", "now", "2026", "2026-11", "2026-11-31", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1",
            "2026-11-21T", "2026-11-21T10", "2026-11-21T10:00", "2026-11-21T10:00:00", "2026-11-21T24:00:00Z",
            "2026-11-21T10:60:00Z", "2026-11-21T10:00:00+1", "2026-11-21T10:00:00Zx", "2026-11-21T10:00:00.Z",
            "2026-11-21x", "20261121", "2026-11-21T10:00:00+24:00", "2026/11/21",
        ])
    func noDates(_ text: String) {
        let error = #expect(throws: ScrubError.self) { try Period.seconds(at: text) }
        #expect(error?.code == .date)
    }

    @Test("Names of periods and methods are found, and wrong ones answered with the nearest")
    func named() throws {
        #expect(try Period(named: "week") == .week)
        #expect(try PseudonymMethod(named: "ipcrypt-pfx") == .ipcryptPfx)
        #expect(try AddressPseudonym.Form(named: "token") == .token)
        #expect(#expect(throws: ScrubError.self) { try Period(named: "mont") }?.message.contains("'month'") == true)
        #expect(
            #expect(throws: ScrubError.self) { try PseudonymMethod(named: "ipcrypt-dn") }?.message.contains(
                "'ipcrypt-nd'") == true)
        #expect(
            Dictionary(uniqueKeysWithValues: PseudonymMethod.allCases.map { ($0.rawValue, $0.keyLength) }) == [
                "hmac": 32, "ipcrypt-pfx": 32, "ipcrypt-ndx": 32, "cryptopan": 32, "ipcrypt-deterministic": 16,
                "ipcrypt-nd": 16,
            ])
    }
}
