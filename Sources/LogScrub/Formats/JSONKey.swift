/// Keys of JSON as what they say: a key may be written with escapes (RFC 8259, section 7), `"pass\u0077ord"`.
enum JSONKey {
    /// Whether escapes stand in a key.
    @inline(__always)
    static func isEscaped(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Bool {
        bytes.firstIndex(of: ASCII.backslash, in: key) != nil
    }

    /// Has a key read, and the key around it if there is one: in the input, or, if escapes stand in them, in a text of their own.
    @inline(__always)
    static func withText<Result>(
        _ bytes: Span<UInt8>, _ key: Range<Int>, in outer: Range<Int>?,
        _ body: (Span<UInt8>, Range<Int>, Range<Int>?) -> Result
    ) -> Result {
        if !isEscaped(bytes, key), outer.map({ isEscaped(bytes, $0) }) != true { return body(bytes, key, outer) }
        return withoutEscapes(bytes, key, outer, body)
    }

    /// As above, for a key alone.
    @inline(__always)
    static func withText<Result>(
        _ bytes: Span<UInt8>, _ key: Range<Int>, _ body: (Span<UInt8>, Range<Int>) -> Result
    ) -> Result {
        if !isEscaped(bytes, key) { return body(bytes, key) }
        return withoutEscapes(bytes, key, nil) { text, key, _ in body(text, key) }
    }

    /// Whoever looks at a key may look at what stands around it.
    private static let margin = 64
    /// No key that says something is longer than 64 letters, of which each may be an escape.
    private static let longest = 64 * 6

    @inline(never)
    private static func withoutEscapes<Result>(
        _ bytes: Span<UInt8>, _ key: Range<Int>, _ outer: Range<Int>?,
        _ body: (Span<UInt8>, Range<Int>, Range<Int>?) -> Result
    ) -> Result {
        guard key.count <= longest, outer.map({ $0.count <= longest }) != false else { return body(bytes, key, outer) }
        var text = ContiguousArray(repeatElement(ASCII.space, count: margin))
        let around = outer.map { unescape(bytes, $0, into: &text) }
        let inner = unescape(bytes, key, into: &text)
        return body(text.span, inner, around)
    }

    /// Appends what a key says, and a margin.
    private static func unescape(
        _ bytes: Span<UInt8>, _ key: Range<Int>, into text: inout ContiguousArray<UInt8>
    ) -> Range<Int> {
        let start = text.count
        var at = key.lowerBound
        while at < key.upperBound {
            guard bytes[at] == ASCII.backslash else {
                text.append(bytes[at])
                at &+= 1
                continue
            }
            // In a string of a string they are escaped themselves.
            at = QuotedText.behindBackslashes(bytes, at, key.upperBound)
            guard at < key.upperBound else { break }
            if bytes[at] == UInt8(ascii: "u"),
                let value = AddressDetector.hexadecimal(bytes, at &+ 1, digits: 4, to: key.upperBound)
            {
                append(value, to: &text)
                at &+= 5
            } else {
                // `\/` and `\"` are what they show; line ends and tabs are in no key that says something.
                text.append(bytes[at].isLetter ? ASCII.space : bytes[at])
                at &+= 1
            }
        }
        let end = text.count
        text.append(contentsOf: repeatElement(ASCII.space, count: margin))
        return start..<end
    }

    /// Appends a character in UTF-8. Of those beyond U+07FF no key is made.
    private static func append(_ character: Int, to text: inout ContiguousArray<UInt8>) {
        if character < 0x80 {
            text.append(UInt8(truncatingIfNeeded: character))
        } else {
            text.append(0xC0 | UInt8(truncatingIfNeeded: Swift.min(character, 0x7FF) &>> 6))
            text.append(0x80 | UInt8(truncatingIfNeeded: character & 0x3F))
        }
    }
}
