/// The date of an access log.
extension AccessLog {
    /// The range from the bracket before `dd/Mon/yyyy:HH:MM:SS ±HHMM` (or an ISO 8601 time) to the one behind it.
    ///
    /// A user name may look like a date; the date is the one that a quote follows.
    static func date(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Range<Int>? {
        var at = record.lowerBound
        var first: Range<Int>?
        while let bracket = bytes.firstIndex(of: ASCII.leftBracket, in: at..<record.upperBound) {
            at = bracket &+ 1
            guard let date = date(bytes, record, at: bracket) else { continue }
            let next = date.upperBound &+ 1
            if next < record.upperBound, bytes[next] == ASCII.quote || bytes[next] == ASCII.backslash { return date }
            if first == nil { first = date }
        }
        return first
    }

    @inline(__always)
    private static func date(_ bytes: Span<UInt8>, _ record: Range<Int>, at bracket: Int) -> Range<Int>? {
        guard bracket &+ 27 <= record.upperBound,
            bytes[bracket &+ 15] == ASCII.colon || bytes[bracket &+ 14] == ASCII.colon
        else {
            return nil
        }
        if bracket &+ 28 <= record.upperBound, bytes[bracket &+ 3] == ASCII.slash, bytes[bracket &+ 7] == ASCII.slash,
            bytes[bracket &+ 12] == ASCII.colon, bytes[bracket &+ 18] == ASCII.colon,
            bytes[bracket &+ 21] == ASCII.space,
            bytes[bracket &+ 27] == ASCII.rightBracket, bytes[bracket &+ 1].isDigit, bytes[bracket &+ 20].isDigit
        {
            return bracket..<bracket &+ 28
        }
        // `[25/Aug/2026:10:11:12.345 +0200]`
        if bracket &+ 32 <= record.upperBound, bytes[bracket &+ 21] == ASCII.dot,
            bytes.isLike("25/Aug/2026:10:11:12.345 +0200]", at: bracket &+ 1, before: record.upperBound)
                || bytes.isLike("25/Aug/2026:10:11:12.345 -0700]", at: bracket &+ 1, before: record.upperBound)
        {
            return bracket..<bracket &+ 32
        }
        // `[2026-08-25T10:11:12+02:00]`
        if bytes[bracket &+ 5] == ASCII.hyphen, bytes[bracket &+ 8] == ASCII.hyphen,
            bytes[bracket &+ 11] == UInt8(ascii: "T"),
            bytes[bracket &+ 17] == ASCII.colon, bytes[bracket &+ 26] == ASCII.rightBracket
        {
            return bracket..<bracket &+ 27
        }
        // `[5/Aug/2026:10:11:12 +0200]`
        if bytes[bracket &+ 2] == ASCII.slash, bytes[bracket &+ 6] == ASCII.slash, bytes[bracket &+ 11] == ASCII.colon,
            bytes[bracket &+ 17] == ASCII.colon, bytes[bracket &+ 20] == ASCII.space,
            bytes[bracket &+ 26] == ASCII.rightBracket, bytes[bracket &+ 1].isDigit, bytes[bracket &+ 19].isDigit
        {
            return bracket..<bracket &+ 27
        }
        return nil
    }

    /// Whether a date is `[25/Aug/2026:10:11:12 +0000]` to the byte, but for its brackets.
    @inline(always)
    static func isExact(_ bytes: Span<UInt8>, _ date: Range<Int>) -> Bool {
        guard date.upperBound &- date.lowerBound == 28 else { return false }
        let start = date.lowerBound
        let day = ByteVector(bytes, at: start)
        let time = ByteVector(bytes, at: start &+ 12)
        // `[25/Aug/2026:10:` and `:10:11:12 +0000]`: what must be one byte has no others. The brackets and the letters have all but zero.
        let isDay = day.mask(
            from: ByteVector(1, 48, 48, 47, 1, 1, 1, 47, 48, 48, 48, 48, 58, 48, 48, 58),
            others: ByteVector(254, 9, 9, 0, 254, 254, 254, 0, 9, 9, 9, 9, 0, 9, 9, 0))
        let isTime = time.mask(
            from: ByteVector(58, 48, 48, 58, 48, 48, 58, 48, 48, 32, 43, 48, 48, 48, 48, 1),
            others: ByteVector(0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 2, 9, 9, 9, 9, 254))
        // Between the plus and the hyphen is the comma.
        return (isDay .& isTime).bits == 0xFFFF && day.letters.bits & 0b0111_0000 == 0b0111_0000
            && time.mask(of: ASCII.comma).bits == 0
    }
}
