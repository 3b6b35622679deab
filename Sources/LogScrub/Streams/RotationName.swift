/// What the name of a file says about its rotation.
public enum RotationName: Sendable, Hashable {
    /// It ends in a date (`access.log-20261121`, `access.log.2026-11-21.gz`, `access-20261121.log`): its midnight in UTC, as seconds since
    /// 1970.
    case dated(Int64)
    /// It ends in a number (`access.log.1`) or as a compressed file (`access.log.gz`).
    case undated

    /// Reads the last part of a path.
    ///
    /// - Returns: `nil` for a name without any of these: a program probably still writes to that file.
    public init?(_ name: String) {
        var rest = Substring(name).utf8
        var isRotated = false
        for suffix in [".gz", ".xz", ".zst", ".bz2"] where rest.count > suffix.utf8.count && rest.hasSuffix(suffix) {
            rest = rest.dropLast(suffix.utf8.count)
            isRotated = true
            break
        }
        // logrotate's `extension` puts the date before it; `dateformat` may add an hour, or seconds since 1970.
        if rest.hasSuffix(".log") {
            if let date = Self.date(rest.dropLast(4)) {
                self = .dated(date)
                return
            }
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

    /// The date at the end of a name, behind a hyphen or a dot, with something before it.
    private static func date(_ name: Substring.UTF8View) -> Int64? {
        let digits = name.reversed().prefix(while: \.isDigit).count
        let head = name.dropLast(digits)
        // -2026112110: with the hour. -20261121-1795219200: with the second.
        if digits == 10, let date = compact(name.dropLast(2)) { return date }
        if digits == 10, head.last == UInt8(ascii: "-"), let date = compact(head.dropLast()) { return date }
        return compact(name) ?? hyphenated(name)
    }

    private static func compact(_ name: Substring.UTF8View) -> Int64? {
        guard name.count > 9, isSeparator(name.dropLast(8).last) else { return nil }
        let digits = Array(name.suffix(8))
        return midnight(digits[..<4], digits[4..<6], digits[6...])
    }

    private static func hyphenated(_ name: Substring.UTF8View) -> Int64? {
        guard name.count > 11, isSeparator(name.dropLast(10).last) else { return nil }
        let text = Array(name.suffix(10))
        guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
        return midnight(text[..<4], text[5..<7], text[8...])
    }

    private static func isSeparator(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") }

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
    fileprivate func hasSuffix(_ suffix: String) -> Bool { self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }
}
