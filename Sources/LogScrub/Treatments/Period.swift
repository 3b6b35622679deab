/// How long a value keeps its pseudonym: each period has a working key of its own. All of them begin at midnight UTC, so that hosts in
/// different time zones agree.
public enum Period: String, Sendable, Hashable, CaseIterable {
    /// From midnight to midnight. The default.
    case day
    /// From Monday to Sunday, as in ISO 8601.
    case week
    /// A month of the calendar.
    case month
    /// One period without an end.
    case none

    /// Finds a period by its name.
    ///
    /// - Throws: `ScrubError` with the code `name`, naming the nearest period there is.
    public init(named name: String) throws(ScrubError) {
        self = try .named(name, "period")
    }

    /// The period that a moment lies in.
    ///
    /// - Parameter seconds: Since 1970-01-01T00:00:00Z, without leap seconds; negative before.
    /// - Complexity: Some nanoseconds.
    public func instance(at seconds: Int64) -> Instance {
        let days = seconds.flooredQuotient(by: 86_400)
        switch self {
        case .day: return Instance(period: self, ordinal: days)
        // 1969-12-29 was a Monday.
        case .week: return Instance(period: self, ordinal: (days + 3).flooredQuotient(by: 7))
        case .month:
            let date = CivilDate(daysSince1970: Int(days))
            return Instance(period: self, ordinal: Int64((date.year - 1970) * 12 + date.month - 1))
        case .none: return Instance(period: self, ordinal: 0)
        }
    }

    /// The period that it is now.
    public var current: Instance { instance(at: SystemTime.now) }
}

extension Period {
    /// One day, week or month. Of two of one length the earlier is the lesser one.
    public struct Instance: Sendable, Hashable {
        /// How long it is.
        public let period: Period
        /// Its number: days, weeks or months since the one that 1970-01-01 is in.
        public let ordinal: Int64

        /// Its name: `2026-11-21`, `2026-W47` (the week's year and number by ISO 8601), `2026-11`, or `always`.
        ///
        /// Names of different periods differ. Years before 0 and behind 9999 have a sign, as in ISO 8601.
        public var name: String {
            switch period {
            case .day:
                let date = CivilDate(daysSince1970: Int(ordinal))
                return "\(Self.year(date.year))-\(Self.padded(date.month))-\(Self.padded(date.day))"
            case .week:
                // A week belongs to the year that its Thursday is in.
                let thursday = 7 * Int(ordinal)
                let year = CivilDate(daysSince1970: thursday).year
                let first = CivilDate(year: year, month: 1, day: 1).daysSince1970
                return "\(Self.year(year))-W\(Self.padded((thursday - first) / 7 + 1))"
            case .month:
                let year = ordinal.flooredQuotient(by: 12)
                return "\(Self.year(Int(year) + 1970))-\(Self.padded(Int(ordinal - 12 * year) + 1))"
            case .none:
                return "always"
            }
        }

        /// The second at which it is over, or `nil` if it never is, or not before the end of what 64 bits can count.
        public var end: Int64? {
            let days: Int64
            switch period {
            case .day: days = ordinal + 1
            case .week: days = 7 * (ordinal + 1) - 3
            case .month:
                let year = (ordinal + 1).flooredQuotient(by: 12)
                days = Int64(
                    CivilDate(year: Int(year) + 1970, month: Int(ordinal + 1 - 12 * year) + 1, day: 1).daysSince1970)
            case .none: return nil
            }
            let (seconds, overflow) = days.multipliedReportingOverflow(by: 86_400)
            return overflow ? nil : seconds
        }

        private static func year(_ year: Int) -> String {
            let digits = String(year.magnitude)
            let padded = String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
            return year < 0 ? "-" + padded : year > 9999 ? "+" + padded : padded
        }

        private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    }
}

extension Period.Instance: Comparable {
    /// Compares what comes first; of different lengths, what ends first.
    public static func < (a: Self, b: Self) -> Bool {
        if a.period == b.period { return a.ordinal < b.ordinal }
        let (first, second) = (a.end ?? .max, b.end ?? .max)
        return first == second ? a.rank < b.rank : first < second
    }

    /// What ends at the same time has an order, too: the longer one comes later.
    private var rank: Int {
        switch period {
        case .day: 0
        case .week: 1
        case .month: 2
        case .none: 3
        }
    }
}

extension Int64 {
    /// The quotient, rounded down also where the number is negative.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
