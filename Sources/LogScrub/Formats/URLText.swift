/// URLs by their looks, for records that are too long to be read by their grammar.
enum URLText {
    /// Marks each URL as a referrer.
    static func mark(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) {
        var at = range.lowerBound
        while let colon = bytes.firstIndex(of: "://", in: at..<range.upperBound) {
            var start = colon
            while start > at, bytes[start &- 1].isLetter || bytes[start &- 1] == ASCII.hyphen { start &-= 1 }
            let end = end(bytes, from: colon, to: range.upperBound)
            if start < colon { marks.add(.referrer, start..<end) }
            at = Swift.max(end, colon &+ 3)
        }
    }

    /// Where a URL ends: at a quote, a space, or anything else that a URL cannot hold.
    static func end(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var at = start
        while at < end, bytes[at] > ASCII.space, bytes[at] != ASCII.quote, bytes[at] != UInt8(ascii: "<"),
            bytes[at] != UInt8(ascii: ">"), bytes[at] != 0x7F
        {
            at &+= 1
        }
        return at
    }
}
