/// What stands in a record at a glance: one pass over it that spares most records the full grammars.
struct RecordHints {
    /// `[25/Aug/2026:…`, `[5/Aug/2026:…` or `[2026-08-25T…`
    var date = false
    /// A bracket behind a time, as nginx's error log has for the level.
    var level = false
    /// `[client `, `[pid `, or a weekday at the beginning, as Apache's error log has.
    var client = false
    /// ` HTTP/`, as at the end of a request line, or `GET /`.
    var request = false
    /// Where the first object of JSON with a member begins.
    var brace: Int?
    /// Where the first of these signs stands, if that is among the first 64 bytes (the colon) or 192 (the others).
    var colon: Int?
    var tab: Int?
    var bracket: Int?

    /// - Precondition: 64 bytes can be read behind the record.
    init(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        var at = record.lowerBound
        while at < record.upperBound {
            let block = ByteBlock(bytes, at: at)
            let rest = record.upperBound &- at
            let inside: UInt64 = rest < ByteBlock.count ? 1 &<< UInt64(rest) &- 1 : .max
            var brackets = block.mask(of: ASCII.leftBracket) & inside
            switch (at &- record.lowerBound) / ByteBlock.count {
            case 0:
                colon = Self.first(block.mask(of: ASCII.colon) & inside, at)
                tab = Self.first(block.mask(of: ASCII.tab) & inside, at)
                bracket = Self.first(brackets, at)
            case 1, 2:
                tab = tab ?? Self.first(block.mask(of: ASCII.tab) & inside, at)
                bracket = bracket ?? Self.first(brackets, at)
            default:
                break
            }
            if brace == nil {
                var braces = block.mask(of: ASCII.leftBrace) & inside
                while braces != 0, brace == nil {
                    let first = at &+ braces.trailingZeroBitCount
                    if JSONText.beginsObject(bytes, first, to: record.upperBound) { brace = first }
                    braces &= braces &- 1
                }
            }
            var protocols = block.mask(of: ASCII.slash) & inside
            while protocols != 0, !request {
                let slash = at &+ protocols.trailingZeroBitCount
                request =
                    bytes.has(" HTTP", at: slash &- 5, before: slash)
                    || slash &- 2 > record.lowerBound && bytes[slash &- 1] == ASCII.space
                        && RequestText.endsMethod(bytes, slash &- 1, from: record.lowerBound)
                protocols &= protocols &- 1
            }
            while brackets != 0 {
                take(bytes, record, bracket: at &+ brackets.trailingZeroBitCount)
                brackets &= brackets &- 1
            }
            at &+= ByteBlock.count
        }
    }

    @inline(__always)
    private static func first(_ mask: UInt64, _ at: Int) -> Int? {
        mask == 0 ? nil : at &+ mask.trailingZeroBitCount
    }

    @inline(__always)
    private mutating func take(_ bytes: Span<UInt8>, _ record: Range<Int>, bracket: Int) {
        let at = bracket &+ 1
        let next = bytes[at]
        if next.isDigit {
            if bytes[bracket &+ 3] == ASCII.slash || bytes[bracket &+ 2] == ASCII.slash
                || bytes[bracket &+ 5] == ASCII.hyphen
            {
                date = true
            }
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
