/// Keys of JSON as what they say: a key may be written with escapes (RFC 8259, section 7), `"pass\u0077ord"`.
///
/// What was read last is remembered, as each key is asked for more than once.
struct JSONKey {
    /// What the last key says, and the one around it, with margins.
    private var text = ContiguousArray<UInt8>()
    /// The last key, and what it says.
    private var key = 0..<0
    private var keyText = 0..<0
    /// The one around it, and what that says; empty if nobody has asked.
    private var outer = 0..<0
    private var outerText = 0..<0

    /// Whoever looks at a key may look at what stands around it.
    private static let margin = 64
    /// No key that says something is longer than 64 letters, of which each may be an escape.
    private static let longest = 64 * 6

    /// Whether escapes stand in a key.
    @inline(__always)
    static func isEscaped(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Bool {
        bytes.firstIndex(of: ASCII.backslash, in: key) != nil
    }

    /// Has a key read, and the key around it if there is one: in the input, or, if escapes stand in them, in a text of their own.
    ///
    /// - Precondition: All keys are of one input.
    @inline(__always)
    mutating func read<Result>(
        _ bytes: Span<UInt8>, _ key: Range<Int>, in outer: Range<Int>?,
        _ body: (Span<UInt8>, Range<Int>, Range<Int>?) -> Result
    ) -> Result {
        if !Self.isEscaped(bytes, key), outer.map({ Self.isEscaped(bytes, $0) }) != true {
            return body(bytes, key, outer)
        }
        return readUnescaped(bytes, key, in: outer, body)
    }

    /// As above, for a key alone.
    @inline(__always)
    mutating func read<Result>(
        _ bytes: Span<UInt8>, _ key: Range<Int>, _ body: (Span<UInt8>, Range<Int>) -> Result
    ) -> Result {
        if !Self.isEscaped(bytes, key) { return body(bytes, key) }
        return readUnescaped(bytes, key, in: nil) { text, key, _ in body(text, key) }
    }

    @inline(never)
    private mutating func readUnescaped<Result>(
        _ bytes: Span<UInt8>, _ key: Range<Int>, in outer: Range<Int>?,
        _ body: (Span<UInt8>, Range<Int>, Range<Int>?) -> Result
    ) -> Result {
        guard key.count <= Self.longest, outer.map({ $0.count <= Self.longest }) != false else {
            return body(bytes, key, outer)
        }
        if self.key != key {
            text.removeAll(keepingCapacity: true)
            appendMargin()
            keyText = append(bytes, key)
            self.key = key
            self.outer = 0..<0
        }
        if let outer, self.outer != outer {
            text.removeLast(text.count &- keyText.upperBound &- Self.margin)
            outerText = append(bytes, outer)
            self.outer = outer
        }
        return body(text.span, keyText, outer == nil ? nil : outerText)
    }

    private mutating func appendMargin() {
        text.append(contentsOf: repeatElement(ASCII.space, count: Self.margin))
    }

    /// Appends what a key says, and a margin.
    private mutating func append(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Range<Int> {
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
                append(value)
                at &+= 5
            } else {
                // `\/` and `\"` are what they show; line ends and tabs are in no key that says something.
                text.append(bytes[at].isLetter ? ASCII.space : bytes[at])
                at &+= 1
            }
        }
        let end = text.count
        appendMargin()
        return start..<end
    }

    /// Appends a character in UTF-8. Of those beyond U+07FF no key is made.
    private mutating func append(_ character: Int) {
        if character < 0x80 {
            text.append(UInt8(truncatingIfNeeded: character))
        } else {
            text.append(0xC0 | UInt8(truncatingIfNeeded: Swift.min(character, 0x7FF) &>> 6))
            text.append(0x80 | UInt8(truncatingIfNeeded: character & 0x3F))
        }
    }
}
