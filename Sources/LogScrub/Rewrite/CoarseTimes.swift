/// Makes times in what is written less exact. They keep their form and their length: `10:11:12.345` becomes `10:00:00.000`.
///
/// A time of day is one of a date that stands before it (`25/Aug/2026:10:11:12`, `2026-08-25T10:11:12`, `Aug 25 10:11:12`, `20260825T101112`), or one with which a
/// line begins. Hours and days are those of the zone that it is written in. Numbers of seconds since 1970, and of parts of them, are times where a key says so
/// (`"time":`, `ts=`, `__REALTIME_TIMESTAMP=`, `audit(`), or where a line begins with one; their hours and days are those of UTC. All else stays, among it how
/// long something took.
struct CoarseTimes {
    let resolution: TimeResolution

    /// Makes the times in a text less exact.
    ///
    /// - Complexity: O(*n*).
    func apply(to text: inout ByteOutput) {
        var at = 0
        while at < text.count {
            switch text[at] {
            case ASCII.colon: at = clock(&text, colon: at)
            case UInt8(ascii: "T") where isCompact(text, at): at = compact(&text, at)
            case UInt8(ascii: "t") where isCursorTime(text, at): at = cursorTime(&text, at + 2)
            case let byte where byte.isDigit && (at == 0 || !text[at - 1].isDigit): at = number(&text, at)
            default: at += 1
            }
        }
    }

    // MARK: Times of day

    /// Looks at a colon that may be the first of a time of day.
    ///
    /// - Returns: Where to go on.
    private func clock(_ text: inout ByteOutput, colon: Int) -> Int {
        let start = colon - 2
        guard start >= 0, colon + 6 <= text.count, text[colon + 3] == ASCII.colon,
            [start, start + 1, colon + 1, colon + 2, colon + 4, colon + 5].allSatisfy({ text[$0].isDigit }),
            text[start] < UInt8(ascii: "3"), text[colon + 1] < UInt8(ascii: "6"), text[colon + 4] < UInt8(ascii: "7"),
            colon + 6 == text.count || !text[colon + 6].isWord && text[colon + 6] != ASCII.colon
                || "ZT".utf8.contains(text[colon + 6]),
            isBehindDate(text, start)
        else { return colon + 1 }
        if resolution == .day { zero(&text, start..<colon) }
        zero(&text, colon + 1..<colon + 3)
        zero(&text, colon + 4..<colon + 6)
        return zeroFraction(&text, behind: colon + 6, mayHaveComma: true)
    }

    /// Whether a date stands before a time, or nothing of its line but signs.
    private func isBehindDate(_ text: borrowing ByteOutput, _ start: Int) -> Bool {
        var before = start - 1
        while before >= 0, before > start - 4, "[](\"' T_:,\t".utf8.contains(text[before]) { before -= 1 }
        guard before >= 0, text[before] != ASCII.lineFeed else { return true }
        guard before < start - 1, text[before].isDigit else { return false }
        // The last digits of a day or a year.
        var first = before
        while first > 0, before - first < 4, text[first - 1].isDigit { first -= 1 }
        let length = before - first + 1
        // `14 Sep 2026 19:02:11`, `Sep 14, 2026 …`, and any other spelling that ends with the year.
        if length == 4, text[first] == UInt8(ascii: "1") || text[first] == UInt8(ascii: "2") { return true }
        guard length == 4 || length <= 2, first > 0 else { return false }
        switch text[first - 1] {
        case ASCII.hyphen, ASCII.slash, ASCII.dot: return first > 1 && text[first - 2].isWord
        case ASCII.space:
            // `Aug 25`, `Aug  5`
            let end = first > 1 && text[first - 2] == ASCII.space ? first - 2 : first - 1
            return end > 2 && length <= 2 && (1...3).allSatisfy { text[end - $0].isLetter }
        default: return false
        }
    }

    // MARK: Cursors

    /// `;t=656e3f2a1b2c3;` in a cursor of the journal: microseconds since 1970, in hexadecimal digits.
    private func isCursorTime(_ text: borrowing ByteOutput, _ sign: Int) -> Bool {
        guard sign > 0, text[sign - 1] == ASCII.semicolon, sign + 2 < text.count, text[sign + 1] == ASCII.equals else {
            return false
        }
        var end = sign + 2
        while end < text.count, end - sign < 20, text[end].isHexDigit { end += 1 }
        return (12...15).contains(end - sign - 2) && end < text.count && text[end] == ASCII.semicolon
    }

    private func cursorTime(_ text: inout ByteOutput, _ start: Int) -> Int {
        var value: Int64 = 0
        var end = start
        while text[end].isHexDigit {
            value = value << 4 | Int64(text[end].hexValue)
            end += 1
        }
        value -= value % (resolution.seconds * 1_000_000)
        for at in (start..<end).reversed() {
            text[at] = UInt8.hexDigit(UInt8(value & 15))
            value >>= 4
        }
        return end
    }

    // MARK: Times without signs

    /// `20260825T101112`
    private func isCompact(_ text: borrowing ByteOutput, _ sign: Int) -> Bool {
        guard sign >= 8, sign + 6 < text.count, sign == 8 || !text[sign - 9].isWord else { return false }
        return (sign - 8..<sign + 7).allSatisfy { $0 == sign || text[$0].isDigit }
            && text[sign - 8] < UInt8(ascii: "3") && (sign + 7 == text.count || !text[sign + 7].isDigit)
    }

    private func compact(_ text: inout ByteOutput, _ sign: Int) -> Int {
        zero(&text, (resolution == .day ? sign + 1 : sign + 3)..<sign + 7)
        return sign + 7
    }

    /// Looks at a number that may be seconds since 1970, or parts of them.
    ///
    /// - Returns: Where to go on.
    private func number(_ text: inout ByteOutput, _ start: Int) -> Int {
        var end = start
        while end < text.count, text[end].isDigit { end += 1 }
        let scale: Int64
        switch end - start {
        case 10: scale = 1
        case 13: scale = 1_000
        case 16: scale = 1_000_000
        case 19: scale = 1_000_000_000
        default: return end
        }
        guard text[start] == UInt8(ascii: "1") || text[start] == UInt8(ascii: "2"),
            end == text.count || !text[end].isWord, isTime(text, start)
        else { return end }
        var value: Int64 = 0
        for at in start..<end { value = value * 10 + Int64(text[at] - ASCII.zero) }
        value -= value % (resolution.seconds * scale)
        for at in (start..<end).reversed() {
            text[at] = ASCII.zero + UInt8(value % 10)
            value /= 10
        }
        return zeroFraction(&text, behind: end, mayHaveComma: false)
    }

    /// Whether a line begins with a number, or what stands before it calls it a time.
    private func isTime(_ text: borrowing ByteOutput, _ start: Int) -> Bool {
        var end = start
        while end > 0, start - end < 8, " \t\"'\\:=([".utf8.contains(text[end - 1]) { end -= 1 }
        guard end > 0, text[end - 1] != ASCII.lineFeed else { return true }
        guard end < start else { return false }
        return Self.keys.contains { key in
            let first = end - key.utf8.count
            return first >= 0
                && zip(key.utf8, first..<end).allSatisfy { letter, at in text[at].lowercased == letter }
        }
    }

    /// How the keys of times end.
    private static let keys = [
        "time", "ts", "timestamp", "msec", "date", "epoch", "nano", "audit", "created", "time_unix",
    ]

    /// Makes the digits of a fraction zeros, if there is one.
    ///
    /// - Parameter mayHaveComma: Whether a comma may begin it; behind a number in a list, another one follows.
    /// - Returns: Its end.
    private func zeroFraction(_ text: inout ByteOutput, behind end: Int, mayHaveComma: Bool) -> Int {
        guard end + 1 < text.count, text[end] == ASCII.dot || mayHaveComma && text[end] == ASCII.comma,
            text[end + 1].isDigit
        else {
            return end
        }
        var last = end + 1
        while last < text.count, text[last].isDigit { last += 1 }
        zero(&text, end + 1..<last)
        return last
    }

    private func zero(_ text: inout ByteOutput, _ digits: Range<Int>) {
        for at in digits { text[at] = ASCII.zero }
    }
}
