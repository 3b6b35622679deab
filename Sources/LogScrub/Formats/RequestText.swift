/// Request lines (RFC 9112, section 3) in records of any format: `GET /room HTTP/1.1`.
enum RequestText {
    /// Marks the target of each request in a range.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    static func mark(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) -> Bool {
        var at = range.lowerBound
        var hasOne = false
        while let space = bytes.firstIndex(of: " HTTP/", in: at..<range.upperBound) {
            if let target = target(bytes, before: space, from: at) {
                marks.add(.target, target)
                hasOne = true
            }
            at = space &+ 6
        }
        // A request is known by its look alone: what a key says of a text in which one stands says more.
        if hasOne {
            marks.yield = true
            markAgents(bytes, at..<range.upperBound, into: &marks)
        }
        return hasOne
    }

    /// Marks what stands in quotes behind a request and begins as the agents of browsers do.
    private static func markAgents(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) {
        var at = range.lowerBound
        while let quote = bytes.firstIndex(of: "\"Mozilla/", in: at..<range.upperBound) {
            let escapes = quote &- QuotedText.beforeBackslashes(bytes, quote, floor: range.lowerBound)
            let end = QuotedText.end(bytes, escapes: escapes, from: quote &+ 1, to: range.upperBound)
            // A quote within it, as nginx writes it with `escape=none`: nobody knows where the agent ends.
            let close = end &+ escapes
            let isWhole =
                bytes[end &- 1] != ASCII.space && (close &+ 1 >= range.upperBound || !bytes[close &+ 1].isWord)
            if isWhole { marks.add(.userAgent, quote &+ 1..<end) }
            at = end
        }
    }

    /// The target that ends at `end`: it begins behind a method, which is three capitals or more behind a quote, a blank or nothing.
    private static func target(_ bytes: Span<UInt8>, before end: Int, from floor: Int) -> Range<Int>? {
        var at = floor
        while let space = bytes.firstIndex(of: ASCII.space, in: at..<end) {
            at = space &+ 1
            var start = space
            while start > floor, bytes[start &- 1].isLetter, bytes[start &- 1] & 0x20 == 0 { start &-= 1 }
            guard space &- start >= 3, at < end,
                bytes[at] == ASCII.slash || bytes.hasIgnoringCase("http", at: at, before: end)
            else { continue }
            if start == floor || !bytes[start &- 1].isWord { return at..<end }
        }
        return nil
    }
}
