/// Where quoted text ends, in whatever it stands: a record of an access log, a string of JSON, a header in a log's text.
///
/// What stands in a string of JSON has a backslash before each of its quotes, what stands in a string in that has three, then seven: the
/// backslashes say which of the strings a quote belongs to.
enum QuotedText {
    /// The quote that closes a text.
    ///
    /// - Parameters:
    ///   - quote: The sign that stands on both sides.
    ///   - escapes: How many backslashes stand before the quote that opens it.
    ///   - start: Behind that quote.
    /// - Returns: Where the quote stands, and where the text ends: before the backslashes that belong to the quote. `nil` if there is none.
    /// - Complexity: O(*n*) in the length of the text.
    @inline(__always)
    static func close(
        _ bytes: Span<UInt8>, _ quote: UInt8 = ASCII.quote, escapes: Int, from start: Int, to limit: Int
    ) -> (quote: Int, end: Int)? {
        var at = start
        while let hit = bytes.firstIndex(of: quote, in: at..<limit) {
            let count = hit &- beforeBackslashes(bytes, hit, floor: at)
            if closes(count, escapes) { return (hit, hit &- Swift.min(count, escapes)) }
            at = hit &+ 1
        }
        return nil
    }

    /// Where a text ends: before the quote that closes it, and the backslashes that belong to that, or at the limit.
    ///
    /// - Complexity: O(*n*) in the length of the text.
    static func end(
        _ bytes: Span<UInt8>, _ quote: UInt8 = ASCII.quote, escapes: Int, from start: Int, to limit: Int
    ) -> Int {
        close(bytes, quote, escapes: escapes, from: start, to: limit)?.end ?? limit
    }

    /// Where the backslashes begin that end at a position.
    @inline(__always)
    static func beforeBackslashes(_ bytes: Span<UInt8>, _ end: Int, floor: Int) -> Int {
        var at = end
        while at > floor, bytes[at &- 1] == ASCII.backslash { at &-= 1 }
        return at
    }

    /// Where the backslashes end that begin at a position.
    @inline(__always)
    static func behindBackslashes(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var at = start
        while at < limit, bytes[at] == ASCII.backslash { at &+= 1 }
        return at
    }

    /// Whether a quote behind so many backslashes closes a string, or one around it.
    @inline(__always)
    static func closes(_ count: Int, _ escapes: Int) -> Bool {
        var (count, escapes) = (count, escapes)
        while escapes > 0 {
            // An even number escapes itself: the quote is one of the string around.
            if count & 1 == 0 { return true }
            count &>>= 1
            escapes &>>= 1
        }
        return count & 1 == 0
    }
}
