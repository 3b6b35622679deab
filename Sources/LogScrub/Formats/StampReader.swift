/// Reads the stamps of records.
///
/// ```
/// 25/Aug/2026:10:11:12 +0200                     nginx, Apache and Traefik, access
/// 25/Aug/2026:10:11:12.655                       HAProxy
/// 2026-08-25T10:11:12.123456+02:00               ISO 8601, with any fraction and zone or none, and with a blank for the T
/// 2026/08/25 10:11:12                            nginx, errors
/// Aug 25 10:11:12                                syslog, journalctl, Prosody
/// Tue Aug 25 10:11:12.123456 2026                Apache, errors
/// Tue 2026-08-25 10:11:12 UTC                    journalctl -o short-full
/// JVB 2026-08-25 10:11:12.123                    the Java formatter; the name may be missing
/// 1787652672.123                                 seconds; milli-, micro- and nanoseconds by their number of digits
/// ```
///
/// The text of the last date and hour of each form is remembered with what it stands for: as long as the hour is the same, only
/// minutes and seconds are read.
struct StampReader {
    private let zone: LocalTime
    private var iso = ReadHour()
    private var access = ReadHour()
    private var asctime = ReadHour()
    private var yearless = ReadHour()
    private var local = LocalHour()
    /// The last stamp of an access log with its zone, and its text: many records have the same.
    private var lastAccess = (
        first: UInt64.max, second: UInt64.max, third: UInt64.max, last: UInt64.max, seconds: Int64(0)
    )

    /// A date with its hour, as text and as a number.
    private struct ReadHour {
        // No date has these bytes.
        var first = UInt64.max
        var second = UInt64.max
        /// The zone or the year, where they stand apart.
        var rest: UInt64 = 0
        /// The beginning of the hour, counted in seconds since 1970; as if it were UTC, where the text has no zone.
        var start: Int64 = 0
        /// The references for which the year is the right one, where none is written.
        var references: Range<Int64> = 0..<0
    }

    /// An hour of local time.
    private struct LocalHour {
        /// Its beginning, counted as if it were UTC.
        var wall = Int64.min
        /// Its beginning.
        var moment: Int64 = 0
    }

    /// - Parameter zone: The zone of the stamps that do not say one.
    init(zone: LocalTime = .system) {
        self.zone = zone
    }

    // MARK: Reading

    /// Reads the stamp that begins at `start`.
    ///
    /// - Parameters:
    ///   - reference: A moment that is not more than a day before the stamp, for those that do not say their year.
    /// - Returns: `nil` if there is none, or it is no time that ever was.
    /// - Complexity: O(1).
    /// - Precondition: 64 bytes can be read behind `end`.
    @inline(__always)
    mutating func read(_ bytes: Span<UInt8>, at start: Int, before end: Int, reference: Int64) -> RecordStamp? {
        guard start &+ 10 <= end else { return nil }
        if bytes[start].isDigit {
            let fifth = bytes[start &+ 4]
            if fifth == ASCII.hyphen || fifth == ASCII.slash { return readISO(bytes, start, end) }
            if bytes[start &+ 2] == ASCII.slash { return readAccess(bytes, start, end) }
            return StampText.epoch(bytes, start, end, needsFraction: true)
        }
        if bytes[start] == ASCII.leftBracket { return readBracketed(bytes, start &+ 1, end, reference) }
        return readBehindWord(bytes, start, end, reference)
    }

    /// `[25/Aug/2026:10:11:12 +0200]`, `[2026-08-25T10:11:12+02:00]`
    @inline(__always)
    mutating func readAccess(_ bytes: Span<UInt8>, inBracketAt bracket: Int, before end: Int) -> RecordStamp? {
        bytes[bracket &+ 3] == ASCII.slash ? readAccess(bytes, bracket &+ 1, end) : readISO(bytes, bracket &+ 1, end)
    }

    /// `[Tue Aug 25 10:11:12.123456 2026]`, and whatever else stands in a bracket.
    private mutating func readBracketed(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ reference: Int64
    ) -> RecordStamp? {
        bytes[start] == ASCII.leftBracket ? nil : read(bytes, at: start, before: end, reference: reference)
    }

    /// What begins with the name of a day, a month or a program.
    @inline(__always)
    private mutating func readBehindWord(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ reference: Int64
    ) -> RecordStamp? {
        guard bytes[start].isLetter else { return nil }
        if bytes[start &+ 3] == ASCII.space {
            if bytes[start &+ 8] == ASCII.hyphen { return readISO(bytes, start &+ 4, end) }
            if bytes[start &+ 6] == ASCII.space { return readYearless(bytes, start, end, reference) }
            return bytes[start &+ 7] == ASCII.space ? readAsctime(bytes, start, end) : nil
        }
        let blanks = ByteVector(bytes, at: start).mask(of: ASCII.space).bits
        let word = start &+ blanks.trailingZeroBitCount &+ 1
        guard blanks != 0, bytes[word].isDigit, bytes[word &+ 4] == ASCII.hyphen else { return nil }
        return readISO(bytes, word, end)
    }

    // MARK: Forms

    @inline(__always)
    private mutating func readISO(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> RecordStamp? {
        guard start &+ 19 <= end else { return nil }
        let first = bytes.word(at: start)
        let second = bytes.word(at: start &+ 5)
        if first != iso.first || second != iso.second {
            guard let hour = StampText.isoHour(bytes, start) else { return nil }
            iso = ReadHour(first: first, second: second, start: hour)
        }
        guard let seconds = StampText.withinHour(bytes, start &+ 13) else { return nil }
        let wall = iso.start &+ seconds
        var at = start &+ 19
        if bytes[at] == ASCII.dot || bytes[at] == ASCII.comma {
            at &+= 1 &+ (~ByteVector(bytes, at: at &+ 1).digits.bits).trailingZeroBitCount
        }
        guard at < end else { return unzoned(iso.start, seconds) }
        switch StampZone.iso(bytes, at, end) {
        case .ahead(let offset): return RecordStamp(seconds: wall &- offset, isZoned: true)
        case .none: return unzoned(iso.start, seconds)
        case .malformed: return nil
        }
    }

    @inline(__always)
    private mutating func readAccess(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> RecordStamp? {
        let (head, tail) = (bytes.pair(at: start), bytes.pair(at: start &+ 10))
        if head.0 == lastAccess.first, head.1 == lastAccess.second, tail.0 == lastAccess.third,
            tail.1 == lastAccess.last, start &+ 26 <= end
        {
            return RecordStamp(seconds: lastAccess.seconds, isZoned: true)
        }
        guard start &+ 24 <= end, let seconds = StampText.withinHour(bytes, start &+ 14) else { return nil }
        let first = bytes.word(at: start)
        let second = bytes.word(at: start &+ 6)
        // The zone, without the seconds before it.
        let zone = bytes.word(at: start &+ 18) & ~0xFFFF
        if first != access.first || second != access.second || zone != access.rest {
            guard let hour = StampText.accessHour(bytes, start) else { return nil }
            if bytes[start &+ 20] == ASCII.dot { return unzoned(hour, seconds) }
            guard bytes[start &+ 20] == ASCII.space,
                case .ahead(let offset) = StampZone.offset(bytes, start &+ 21, start &+ 26)
            else { return nil }
            access = ReadHour(first: first, second: second, rest: zone, start: hour &- offset)
        }
        lastAccess = (head.0, head.1, tail.0, tail.1, access.start &+ seconds)
        return RecordStamp(seconds: access.start &+ seconds, isZoned: true)
    }

    @inline(__always)
    private mutating func readAsctime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> RecordStamp? {
        guard start &+ 24 <= end, let seconds = StampText.withinHour(bytes, start &+ 13) else { return nil }
        var at = start &+ 19
        if bytes[at] == ASCII.dot {
            at &+= 1 &+ (~ByteVector(bytes, at: at &+ 1).digits.bits).trailingZeroBitCount
        }
        guard at &+ 5 <= end, bytes[at] == ASCII.space else { return nil }
        let first = bytes.word(at: start)
        let second = bytes.word(at: start &+ 5)
        let year = UInt64(bytes.word(at: at &+ 1, length: 4))
        if first != asctime.first || second != asctime.second || year != asctime.rest {
            guard let hour = StampText.asctimeHour(bytes, start, year: at &+ 1) else { return nil }
            asctime = ReadHour(first: first, second: second, rest: year, start: hour)
        }
        return unzoned(asctime.start, seconds)
    }

    @inline(__always)
    private mutating func readYearless(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ reference: Int64
    ) -> RecordStamp? {
        guard start &+ 15 <= end, let seconds = StampText.withinHour(bytes, start &+ 9) else { return nil }
        let first = bytes.word(at: start)
        let second = bytes.word(at: start &+ 1)
        if first != yearless.first || second != yearless.second || !yearless.references.contains(reference) {
            guard let (hour, references) = yearlessHour(bytes, start, reference) else { return nil }
            yearless = ReadHour(first: first, second: second, start: hour, references: references)
        }
        return unzoned(yearless.start, seconds)
    }

    // MARK: Hours

    /// What the process's zone makes of a time without one.
    @inline(__always)
    private mutating func unzoned(_ hour: Int64, _ seconds: Int64) -> RecordStamp {
        if hour == local.wall { return RecordStamp(seconds: local.moment &+ seconds, isZoned: false) }
        return RecordStamp(seconds: unzonedAnew(hour, seconds), isZoned: false)
    }

    @inline(never)
    private mutating func unzonedAnew(_ hour: Int64, _ seconds: Int64) -> Int64 {
        let moment = zone.moment(hour)
        // Newfoundland changed its clocks a minute after midnight: such an hour is not one hour long.
        guard zone.moment(hour + 3599) == moment + 3599 else { return zone.moment(hour + seconds) }
        local = LocalHour(wall: hour, moment: moment)
        return moment + seconds
    }

    /// `Aug 25 10`, in the last year in which that is not more than a day after the reference.
    ///
    /// - Returns: The hour, and the references for which it is the same.
    @inline(never)
    private func yearlessHour(
        _ bytes: Span<UInt8>, _ start: Int, _ reference: Int64
    ) -> (hour: Int64, references: Range<Int64>)? {
        guard let month = StampText.month(bytes, start), let day = StampText.day(bytes, start &+ 4),
            let hour = StampText.number(bytes, start &+ 7)
        else { return nil }
        let aDay: Int64 = 86_400
        let reference = Swift.min(Swift.max(reference, 0), StampText.latest)
        let thisYear = CivilDate(daysSince1970: Int(reference / aDay)).year
        // A leap day may be eight years from the next (1896 to 1904).
        let reach = month == 2 && day == 29 ? 8 : 2
        var next = Int64.max
        for year in (thisYear - reach...thisYear + reach).reversed() {
            guard let wall = StampText.seconds(CivilDate(year: year, month: month, day: day), hour) else { continue }
            let earliest = zone.moment(wall) - aDay
            if earliest <= reference { return (wall, earliest..<next) }
            next = earliest
        }
        return nil
    }
}
