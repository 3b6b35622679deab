/// What the name of a file says about its rotation.
public enum RotationName: Sendable, Hashable {
    /// It has a date at its end, as seconds since 1970: the midnight in UTC of
    ///
    /// - logrotate's `dateext`, also with an hour or seconds (`access.log-20261121`, `access-20261121.log`, `access.log-2026112110`),
    /// - Tomcat and Apache's rotatelogs (`localhost_access_log.2026-11-21.txt`, `access.log.2026-11-21`),
    /// - coturn (`turn_1234_2026-11-21.log`),
    /// - IIS (`u_ex261121.log`, `u_ex26112110.log`);
    ///
    /// or, where rotatelogs writes the seconds themselves (`access.log.1795219200`), these.
    case dated(Int64)
    /// It ends in a number (`access.log.1`), in `.old`, or as a compressed file (`access.log.gz`).
    case undated

    /// Reads the last part of a path.
    ///
    /// - Returns: `nil` for a name without any of these: a program probably still writes to that file.
    public init?(_ name: String) {
        var rest = Substring(name).utf8
        var isRotated = rest.removeSuffix(".gz", ".xz", ".zst", ".bz2")
        if rest.removeSuffix(".old") { isRotated = true }
        // These may stand behind the date: logrotate's `extension`, Tomcat, coturn, IIS.
        var stem = rest
        if stem.removeSuffix(".log", ".txt"), let date = Self.date(stem) ?? Self.dateOfIIS(stem) {
            self = .dated(date)
            return
        }
        if let date = Self.date(rest) {
            self = .dated(date)
            return
        }
        let digits = rest.reversed().prefix(while: \.isDigit).count
        let before = rest.dropLast(digits)
        if (1...4).contains(digits), before.last == UInt8(ascii: "."), before.count > 1 {
            // A second rotation on one day: `access.log-20261121.1`.
            self = Self.date(before.dropLast()).map { .dated($0) } ?? .undated
            return
        }
        guard isRotated else { return nil }
        self = .undated
    }

    /// The date at the end of a name, behind a hyphen, a dot or an underscore, with something before it.
    private static func date(_ name: Substring.UTF8View) -> Int64? {
        let digits = name.reversed().prefix(while: \.isDigit).count
        let head = name.dropLast(digits)
        // -2026112110: with the hour. -20261121-1795219200: with the second.
        if digits == 10, let date = compact(name.dropLast(2)) { return date }
        if digits == 10, head.last == UInt8(ascii: "-"), let date = compact(head.dropLast()) { return date }
        return compact(name) ?? separated(name) ?? epoch(name)
    }

    private static func compact(_ name: Substring.UTF8View) -> Int64? {
        guard name.count > 9, isSeparator(name.dropLast(8).last) else { return nil }
        let digits = Array(name.suffix(8))
        return midnight(digits[..<4], digits[4..<6], digits[6...])
    }

    private static func separated(_ name: Substring.UTF8View) -> Int64? {
        guard name.count > 11, isSeparator(name.dropLast(10).last) else { return nil }
        let text = Array(name.suffix(10))
        guard isSeparator(text[4]), text[4] == text[7] else { return nil }
        return midnight(text[..<4], text[5..<7], text[8...])
    }

    /// Seconds since 1970, of ten digits: from September 2001 on.
    private static func epoch(_ name: Substring.UTF8View) -> Int64? {
        let digits = name.reversed().prefix(while: \.isDigit).count
        guard digits == 10, name.count > 11, isSeparator(name.dropLast(10).last),
            name.dropLast(9).last != UInt8(ascii: "0")
        else { return nil }
        return name.suffix(10).reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// The day in a name of IIS: `u_ex`, `u_in` or `u_nc`, without the `u_` up to IIS 6, then YYMMDD, perhaps the hour, perhaps `_x`.
    private static func dateOfIIS(_ name: Substring.UTF8View) -> Int64? {
        var rest = name
        rest.removeSuffix("_x")
        if rest.starts(with: "u_".utf8) { rest = rest.dropFirst(2) }
        guard ["ex", "in", "nc"].contains(where: { rest.starts(with: $0.utf8) }) else { return nil }
        let digits = Array(rest.dropFirst(2))
        guard digits.count == 6 || digits.count == 8, digits.allSatisfy(\.isDigit) else { return nil }
        return midnight(Array("20".utf8)[...] + digits[..<2], digits[2..<4], digits[4..<6])
    }

    private static func isSeparator(_ byte: UInt8?) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }

    private static func midnight(_ year: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>, _ day: ArraySlice<UInt8>)
        -> Int64?
    {
        func number(_ digits: ArraySlice<UInt8>) -> Int? {
            digits.allSatisfy(\.isDigit) ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
        }
        guard let year = number(year), year >= 1970, let month = number(month), let day = number(day) else {
            return nil
        }
        let date = CivilDate(year: year, month: month, day: day)
        return date.isValid ? Int64(date.daysSince1970) * 86_400 : nil
    }
}

extension Substring.UTF8View {
    /// Takes the first of these suffixes away that something stands before.
    @discardableResult
    fileprivate mutating func removeSuffix(_ suffixes: String...) -> Bool {
        for suffix in suffixes.map(\.utf8) where count > suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
        {
            self = dropLast(suffix.count)
            return true
        }
        return false
    }
}
