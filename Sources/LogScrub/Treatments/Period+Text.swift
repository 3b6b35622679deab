extension Period {
    /// Reads a date, or a moment: `2026-11-21`, `2026-11-21T10:00:00Z`, `2026-11-21T11:00:00+01:00` (RFC 3339).
    ///
    /// A date alone is its midnight in UTC. A fraction of a second counts for nothing.
    ///
    /// - Returns: Seconds since 1970-01-01T00:00:00Z.
    /// - Throws: `ScrubError` with the code `date` if the text is neither, or there is no such day or time.
    public static func seconds(at text: String) throws(ScrubError) -> Int64 {
        guard let seconds = DateReader.seconds(at: text) else {
            throw ScrubError(
                .date,
                "'\(text)' is no date: write 2026-11-21, or with a time 2026-11-21T10:00:00Z or 2026-11-21T11:00:00+01:00"
            )
        }
        return seconds
    }
}

extension Period {
    /// The time that a text means: `2026-11-21`, `2026-11-21T10:00:00Z`, or so long ago as `7d`, `12h`, `30m` or `2w`.
    ///
    /// - Returns: Seconds since 1970.
    /// - Throws: `ScrubError` with the code `date` if it means none.
    package static func start(of text: String) throws(ScrubError) -> Int64 {
        if let seconds = DateReader.seconds(at: text) { return seconds }
        let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }),
            text.dropLast().allSatisfy({ $0.isASCII && $0.isWholeNumber }),
            let count = Int64(text.dropLast()), count <= 1_000_000
        else {
            throw ScrubError(
                .date,
                "'\(text)' is no time: write 2026-11-21, 2026-11-21T10:00:00Z, or how long ago in m, h, d or w: 7d")
        }
        return SystemTime.now - count * unit
    }
}

extension Period.Instance {
    /// Reads the name of a period.
    ///
    /// - Returns: `nil` unless the text is exactly what `name` is.
    init?(named name: String) {
        var reader = DateReader(name)
        guard let instance = reader.instance(), instance.name == name else { return nil }
        self = instance
    }
}

/// Reads numbers and signs from left to right.
private struct DateReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    static func seconds(at text: String) -> Int64? {
        var reader = DateReader(text)
        guard let day = reader.date() else { return nil }
        let midnight = Int64(day.daysSince1970) * 86_400
        if reader.rest.isEmpty { return midnight }
        guard let time = reader.time() else { return nil }
        return midnight + time
    }

    /// A year, a month and a day.
    private mutating func date() -> CivilDate? {
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        return date.isValid ? date : nil
    }

    /// `T10:00:00Z` to the end of the text, in seconds.
    private mutating func time() -> Int64? {
        guard skip("T") || skip("t") || skip(" "), let hours = number(2), hours < 24, skip(":"),
            let minutes = number(2), minutes < 60, skip(":"), let seconds = number(2), seconds <= 60
        else { return nil }
        if skip(".") {
            guard number(1) != nil else { return nil }
            while number(1) != nil {}
        }
        guard let offset = offset(), rest.isEmpty else { return nil }
        return Int64(3_600 * hours + 60 * minutes + seconds - offset)
    }

    /// `Z` or `+01:00`, in seconds east of Greenwich.
    private mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = number(2), hours < 24, skip(":"), let minutes = number(2), minutes < 60
        else { return nil }
        return (3_600 * hours + 60 * minutes) * (isWest ? -1 : 1)
    }

    /// The name of a period; years from 0 to 9999.
    mutating func instance() -> Period.Instance? {
        if rest.elementsEqual("always".utf8) { return Period.Instance(period: .none, ordinal: 0) }
        guard let year = number(4), skip("-") else { return nil }
        if skip("W") {
            guard let week = number(2), rest.isEmpty else { return nil }
            // The fourth of January is in the first week.
            let first = Int64(CivilDate(year: year, month: 1, day: 4).daysSince1970)
            return Period.week.instance(at: (first + 7 * Int64(week - 1)) * 86_400)
        }
        guard let month = number(2) else { return nil }
        if rest.isEmpty { return Period.Instance(period: .month, ordinal: Int64(12 * (year - 1970) + month - 1)) }
        guard skip("-"), let day = number(2), rest.isEmpty else { return nil }
        let days = Int64(CivilDate(year: year, month: month, day: day).daysSince1970)
        return Period.Instance(period: .day, ordinal: days)
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// A number of exactly so many digits.
    private mutating func number(_ digits: Int) -> Int? {
        let text = rest.prefix(digits)
        guard text.count == digits, text.allSatisfy(\.isDigit) else { return nil }
        rest.removeFirst(digits)
        return text.reduce(0) { 10 * $0 + Int($1 & 0xF) }
    }
}
