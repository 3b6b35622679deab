/// What stands behind the brackets of a record: a quick look that spares most records the full grammars.
struct BracketHints {
    /// `[25/Aug/2026:…` or `[2026-08-25T…`
    var date = false
    /// A bracket behind a time, as nginx's error log has for the level.
    var level = false
    /// `[client `, `[pid `, or a weekday at the beginning, as Apache's error log has.
    var client = false

    init(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        var at = record.lowerBound
        while let bracket = bytes.firstIndex(of: ASCII.leftBracket, in: at..<record.upperBound) {
            at = bracket &+ 1
            let next = bytes[at]
            if next.isDigit {
                if bytes[bracket &+ 3] == ASCII.slash || bytes[bracket &+ 5] == ASCII.hyphen { date = true }
            } else if next.isLetter {
                if bracket == record.lowerBound || bytes.has("client ", at: at, before: record.upperBound)
                    || bytes.has("pid ", at: at, before: record.upperBound)
                {
                    client = true
                }
                if bracket &- 7 >= record.lowerBound, bytes[bracket &- 4] == ASCII.colon,
                    bytes[bracket &- 7] == ASCII.colon
                {
                    level = true
                }
            }
        }
    }
}
