/// The parts of stamps: what their text stands for.
enum StampText {
    /// Reads seconds since 1970, or what they are divided into.
    ///
    /// - Parameter needsFraction: Whether a fraction must follow: a line may begin with any other number.
    static func epoch(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, needsFraction: Bool) -> RecordStamp? {
        let first = (~ByteVector(bytes, at: start).digits.bits).trailingZeroBitCount
        let sixteen = Swift.min(start &+ first, end)
        let digits =
            first < ByteVector.scalarCount ? sixteen : bytes.endOfDigits(from: sixteen, before: end, atMost: 4)
        // The last digits of milliseconds, microseconds and nanoseconds are not wanted.
        let parts: Int
        switch digits &- start {
        case 9...11: parts = 0
        case 12...14: parts = 3
        case 15...17: parts = 6
        case 18...19: parts = 9
        default: return nil
        }
        let hasFraction = digits &+ 1 < end && bytes[digits] == ASCII.dot && bytes[digits &+ 1].isDigit
        if !hasFraction, needsFraction || digits < end && bytes[digits].isWord { return nil }
        // Eight at once: pairs, fours, all.
        var eight = bytes.word(at: start) & 0x0F0F_0F0F_0F0F_0F0F
        eight = (eight &* 10 &+ eight &>> 8) & 0x00FF_00FF_00FF_00FF
        eight = (eight &* 100 &+ eight &>> 16) & 0x0000_FFFF_0000_FFFF
        eight = (eight &* 10_000 &+ eight &>> 32) & 0xFFFF_FFFF
        var seconds = Int64(eight)
        var at = start &+ 8
        while at < digits &- parts {
            seconds = seconds &* 10 &+ Int64(bytes[at] &- ASCII.zero)
            at &+= 1
        }
        return RecordStamp(seconds: seconds, isZoned: true)
    }

    // MARK: Dates and hours

    /// `2026-08-25T10`, `2026/08/25 10`
    @inline(never)
    static func isoHour(_ bytes: Span<UInt8>, _ start: Int) -> Int64? {
        guard let year = year(bytes, start), let month = number(bytes, start &+ 5), let day = number(bytes, start &+ 8),
            let hour = number(bytes, start &+ 11), bytes[start &+ 4] == bytes[start &+ 7],
            bytes[start &+ 10] == UInt8(ascii: "T") || bytes[start &+ 10] == ASCII.space
        else { return nil }
        return seconds(CivilDate(year: year, month: month, day: day), hour)
    }

    /// `25/Aug/2026:10`
    @inline(never)
    static func accessHour(_ bytes: Span<UInt8>, _ start: Int) -> Int64? {
        guard let day = number(bytes, start), let month = month(bytes, start &+ 3), let year = year(bytes, start &+ 7),
            let hour = number(bytes, start &+ 12), bytes[start &+ 6] == ASCII.slash, bytes[start &+ 11] == ASCII.colon
        else { return nil }
        return seconds(CivilDate(year: year, month: month, day: day), hour)
    }

    /// `Tue Aug 25 10`
    @inline(never)
    static func asctimeHour(_ bytes: Span<UInt8>, _ start: Int, year yearStart: Int) -> Int64? {
        guard let month = month(bytes, start &+ 4), let day = day(bytes, start &+ 8), let year = year(bytes, yearStart),
            let hour = number(bytes, start &+ 11), bytes[start &+ 10] == ASCII.space
        else { return nil }
        return seconds(CivilDate(year: year, month: month, day: day), hour)
    }

    // MARK: Parts

    /// The end of the year 9999.
    static let latest: Int64 = 253_402_300_799

    /// The beginning of an hour, counted in seconds since 1970 as if it were UTC; `nil` if there is none. Earlier years are those of
    /// programs that do not know the time (`0001-01-01`).
    static func seconds(_ date: CivilDate, _ hour: Int) -> Int64? {
        guard date.year >= 1970, date.isValid, hour < 24 else { return nil }
        return Int64(date.daysSince1970) * 86_400 + Int64(hour) * 3600
    }

    static func number(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        guard bytes[start].isDigit, bytes[start &+ 1].isDigit else { return nil }
        return Int(bytes[start] &- ASCII.zero) * 10 + Int(bytes[start &+ 1] &- ASCII.zero)
    }

    /// A day of two digits, the first of which may be a blank.
    static func day(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        guard bytes[start] == ASCII.space else { return number(bytes, start) }
        return bytes[start &+ 1].isDigit ? Int(bytes[start &+ 1] &- ASCII.zero) : nil
    }

    static func year(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        guard let century = number(bytes, start), let rest = number(bytes, start &+ 2) else { return nil }
        return century * 100 + rest
    }

    static func month(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        months.firstIndex { bytes.has($0, at: start, before: start &+ 3) }.map { $0 + 1 }
    }

    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The seconds of `:11:12`. A leap second is taken for the one before it, which is of the same day.
    @inline(__always)
    static func withinHour(_ bytes: Span<UInt8>, _ start: Int) -> Int64? {
        // Colons become 0 and digits their values; adding 6 finds the bytes from 10 to 15.
        let text = bytes.word(at: start) ^ 0x3030_3A30_303A
        guard text & 0xF0F0_FFF0_F0FF == 0, (text &+ 0x0606_0006_0600) & 0xF0F0_00F0_F000 == 0 else { return nil }
        let minute = (text &>> 8 & 0xF) &* 10 &+ (text &>> 16 & 0xF)
        let second = (text &>> 32 & 0xF) &* 10 &+ (text &>> 40 & 0xF)
        guard minute < 60, second <= 60 else { return nil }
        return Int64(truncatingIfNeeded: minute &* 60 &+ Swift.min(second, 59))
    }
}
