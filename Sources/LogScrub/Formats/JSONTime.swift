/// Finds the time of a JSON object: of a record, or of what Docker and the journal wrap around one.
///
/// It looks for keys without following the strings; a key within a string has a backslash before its last quote.
enum JSONTime {
    /// How far from the beginning, and from the end, a record's time is looked for.
    static let head = 1024
    static let tail = 256
    /// What Docker writes behind a record ends with its time, and takes no more than this.
    private static let dockerTail = 64

    /// The next value that may be a record's time, by its key: `time`, `ts`, `timestamp`, `@timestamp`, `datetime` and Traefik's
    /// `StartUTC`, nginx's `time_local`, `time_iso8601` and `msec`.
    ///
    /// - Returns: Where the value begins.
    /// - Complexity: O(distance to the hit).
    static func value(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while at < range.upperBound {
            let block = ByteBlock(bytes, at: at)
            let colons = block.mask(of: ASCII.colon)
            // The last two bytes are looked at with the next block, when what follows them is there.
            let behind = colons &>> 1 | block.mask(of: ASCII.space) &>> 1 & colons &>> 2
            var quotes = block.mask(of: ASCII.quote) & behind & (.max &>> 2)
            while quotes != 0 {
                let quote = at &+ quotes.trailingZeroBitCount
                if quote >= range.upperBound { return nil }
                if isTime(bytes, range.lowerBound..<quote),
                    let value = behindColon(bytes, quote &+ 1..<range.upperBound)
                {
                    return value
                }
                quotes &= quotes &- 1
            }
            at &+= ByteBlock.count &- 2
        }
        return nil
    }

    /// Whether a key that ends here is that of a time.
    @inline(__always)
    private static func isTime(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let end = range.upperBound
        func ends(_ word: StaticString) -> Bool {
            let start = end &- word.utf8CodeUnitCount
            return start >= range.lowerBound && bytes.hasIgnoringCase(word, at: start, before: end)
        }
        guard end > range.lowerBound else { return false }
        switch bytes[end &- 1].lowercased {
        case UInt8(ascii: "e"): return ends("\"time") || ends("\"datetime")
        case UInt8(ascii: "s"): return ends("\"ts")
        case UInt8(ascii: "p"): return ends("\"timestamp") || ends("\"@timestamp")
        case UInt8(ascii: "l"): return ends("\"time_local")
        case UInt8(ascii: "1"): return ends("\"time_iso8601")
        case UInt8(ascii: "c"): return ends("\"msec") || ends("\"startutc")
        default: return false
        }
    }

    /// The value of `__REALTIME_TIMESTAMP` in an object of the journal: microseconds.
    static func journalValue(_ bytes: Span<UInt8>, _ object: Range<Int>) -> Int? {
        var at = object.lowerBound
        while at < object.upperBound {
            let block = ByteBlock(bytes, at: at)
            let underscores = block.mask(of: ASCII.underscore)
            var hits = underscores & underscores &>> 1 & block.mask(of: UInt8(ascii: "R")) &>> 2
            while hits != 0 {
                let name = at &+ hits.trailingZeroBitCount
                if name > object.lowerBound,
                    bytes.has("\"__REALTIME_TIMESTAMP\"", at: name &- 1, before: object.upperBound)
                {
                    return behindColon(bytes, name &+ 21..<object.upperBound)
                }
                hits &= hits &- 1
            }
            at &+= ByteBlock.count &- 2
        }
        return nil
    }

    /// The value of `time` in an object of Docker's log files, where it comes last.
    static func dockerValue(_ bytes: Span<UInt8>, _ object: Range<Int>) -> Int? {
        let tail = Swift.max(object.lowerBound, object.upperBound &- dockerTail)..<object.upperBound
        guard let key = bytes.firstIndex(of: "\"time\"", in: tail) else { return nil }
        return behindColon(bytes, key &+ 6..<object.upperBound)
    }

    /// Where the value behind a colon begins.
    @inline(__always)
    private static func behindColon(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while at < range.upperBound, bytes[at].isBlank { at &+= 1 }
        guard at < range.upperBound, bytes[at] == ASCII.colon else { return nil }
        at &+= 1
        while at < range.upperBound, bytes[at].isBlank { at &+= 1 }
        return at < range.upperBound ? at : nil
    }
}
