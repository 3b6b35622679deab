@testable import LogScrub

/// Time zones with rules of their own, whatever the machine's is.
enum TestZone: CaseIterable {
    /// UTC.
    case utc
    /// As in Berlin since 1996: in summer, from 01:00 UTC on the last Sunday in March to the same in October, another hour ahead.
    case berlin
    /// Half an hour, and changed a minute after midnight, as in Newfoundland until 2011.
    case newfoundland
    /// Far ahead, and always so.
    case tonga

    var time: LocalTime { LocalTime { self.offset(at: $0) } }

    func offset(at moment: Int64) -> Int64 {
        switch self {
        case .utc: 0
        case .tonga: 13 * 3600
        case .berlin: isSummer(moment, from: 3, to: 10, at: 3600) ? 7200 : 3600
        case .newfoundland: (isSummer(moment, from: 4, to: 10, at: 9060) ? -9000 : -12_600)
        }
    }

    private func isSummer(_ moment: Int64, from first: Int, to last: Int, at second: Int64) -> Bool {
        let year = CivilDate(daysSince1970: Int((moment + 43_200) / 86_400)).year
        return moment >= lastSunday(first, year) + second && moment < lastSunday(last, year) + second
    }

    private func lastSunday(_ month: Int, _ year: Int) -> Int64 {
        let last = CivilDate(year: year, month: month + 1, day: 1).daysSince1970 - 1
        // 1970-01-01 was a Thursday.
        return Int64(last - ((last + 4) % 7 + 7) % 7) * 86_400
    }
}
