/// The content of a field of an envelope, decoded, with the way back: where in the source each byte came from.
///
/// It is reused from field to field, so that nothing is allocated once it is large enough. A field is never larger than a window.
struct EnvelopeText {
    /// How a value is written in its envelope.
    enum Spelling {
        /// As it is.
        case plain
        /// A JSON string, without its quotes.
        case string
        /// A JSON array of the values of the bytes, without its brackets: journalctl writes what is no text so.
        case numbers
        /// Control characters are written `#012`, in octal digits (rsyslog).
        case octal
    }

    /// The text, followed by zeros for the detectors, which look some bytes ahead.
    private(set) var bytes = ContiguousArray<UInt8>()
    /// The length of the text.
    private(set) var count = 0
    private(set) var spelling = Spelling.plain
    /// Where in the source each byte began, from `base` on; one more entry says where the last one ended. All bytes of an escape
    /// begin at its beginning. Not used where every byte stands for itself.
    private var starts = ContiguousArray<UInt32>()
    private var isMapped = false
    private var source = 0..<0

    /// Decodes a value.
    ///
    /// - Parameter range: The value in `source`; for `numbers` something that `EnvelopeJSON` has found to be a list of bytes.
    /// - Complexity: O(*n*).
    mutating func decode(_ source: Span<UInt8>, _ range: Range<Int>, _ spelling: Spelling) {
        self.spelling = spelling
        self.source = range
        let needed = range.count + CandidateScanner.slack
        if bytes.count < needed { bytes.append(contentsOf: repeatElement(0, count: needed - bytes.count)) }
        count = 0
        isMapped =
            switch spelling {
            case .plain: false
            case .string: source.firstIndex(of: ASCII.backslash, in: range) != nil
            case .numbers, .octal: true
            }
        guard isMapped else {
            bytes.replace(from: 0, with: source.extracting(range))
            count = range.count
            clearSlack()
            return
        }
        if starts.count < range.count + 1 {
            starts.append(contentsOf: repeatElement(0, count: range.count + 1 - starts.count))
        }
        switch spelling {
        case .plain: break
        case .string: decodeString(source, range)
        case .numbers: decodeNumbers(source, range)
        case .octal: decodeOctal(source, range)
        }
        starts[count] = UInt32(range.count)
        clearSlack()
    }

    private mutating func clearSlack() {
        for index in count..<count + CandidateScanner.slack { bytes[index] = 0 }
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8, from start: Int) {
        bytes[count] = byte
        starts[count] = UInt32(truncatingIfNeeded: start &- source.lowerBound)
        count &+= 1
    }

    // MARK: Decoding

    /// RFC 8259, section 7. What is no escape stands for itself.
    private mutating func decodeString(_ source: Span<UInt8>, _ range: Range<Int>) {
        var at = range.lowerBound
        while at < range.upperBound {
            let start = at
            let byte = source[at]
            at &+= 1
            guard byte == ASCII.backslash, at < range.upperBound else {
                append(byte, from: start)
                continue
            }
            at &+= 1
            switch source[at &- 1] {
            case UInt8(ascii: "n"): append(ASCII.lineFeed, from: start)
            case UInt8(ascii: "t"): append(ASCII.tab, from: start)
            case UInt8(ascii: "r"): append(ASCII.carriageReturn, from: start)
            case UInt8(ascii: "b"): append(0x08, from: start)
            case UInt8(ascii: "f"): append(0x0C, from: start)
            case let byte where byte == ASCII.quote || byte == ASCII.backslash || byte == ASCII.slash:
                append(byte, from: start)
            case UInt8(ascii: "u"):
                if let scalar = Self.scalar(source, at: start, before: range.upperBound) {
                    appendUTF8(scalar.value, from: start)
                    at = scalar.end
                    continue
                }
                fallthrough
            default:
                // No escape, but the two stay together: with another byte behind it, the backslash could become one.
                append(byte, from: start)
                append(source[at &- 1], from: start)
            }
        }
    }

    /// The character of `\u003c`, or of a pair of surrogates, and the end of the escape. A surrogate without its fellow is taken as
    /// it is.
    private static func scalar(_ source: Span<UInt8>, at start: Int, before end: Int) -> (value: UInt32, end: Int)? {
        guard let high = unit(source, at: start, before: end) else { return nil }
        if high & 0xFC00 == 0xD800, let low = unit(source, at: start &+ 6, before: end), low & 0xFC00 == 0xDC00 {
            return (0x10000 + (high & 0x3FF) << 10 + low & 0x3FF, start &+ 12)
        }
        return (high, start &+ 6)
    }

    /// The sixteen bits of an escape.
    private static func unit(_ source: Span<UInt8>, at start: Int, before end: Int) -> UInt32? {
        guard source.has("\\u", at: start, before: end), start &+ 6 <= end else { return nil }
        var value: UInt32 = 0
        for index in start &+ 2..<start &+ 6 {
            guard source[index].isHexDigit else { return nil }
            value = value << 4 | UInt32(source[index].hexValue)
        }
        return value
    }

    private mutating func appendUTF8(_ scalar: UInt32, from start: Int) {
        func continuation(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
        switch scalar {
        case 0..<0x80:
            append(UInt8(scalar), from: start)
        case 0x80..<0x800:
            append(UInt8(0xC0 | scalar >> 6), from: start)
            append(continuation(0), from: start)
        case 0x800..<0x10000:
            append(UInt8(0xE0 | scalar >> 12), from: start)
            append(continuation(6), from: start)
            append(continuation(0), from: start)
        default:
            append(UInt8(0xF0 | scalar >> 18), from: start)
            append(continuation(12), from: start)
            append(continuation(6), from: start)
            append(continuation(0), from: start)
        }
    }

    private mutating func decodeNumbers(_ source: Span<UInt8>, _ range: Range<Int>) {
        var at = range.lowerBound
        while at < range.upperBound {
            guard source[at].isDigit else {
                at &+= 1
                continue
            }
            let start = at
            var value: UInt8 = 0
            while at < range.upperBound, source[at].isDigit {
                value = value &* 10 &+ (source[at] &- ASCII.zero)
                at &+= 1
            }
            append(value, from: start)
        }
    }

    private mutating func decodeOctal(_ source: Span<UInt8>, _ range: Range<Int>) {
        var at = range.lowerBound
        while at < range.upperBound {
            if let control = Self.control(source, at: at, before: range.upperBound) {
                append(control, from: at)
                at &+= 4
            } else {
                append(source[at], from: at)
                at &+= 1
            }
        }
    }

    /// The control character of `#012`: rsyslog escapes what is below a space, and 127.
    private static func control(_ source: Span<UInt8>, at start: Int, before end: Int) -> UInt8? {
        guard start &+ 4 <= end, source[start] == ASCII.hash, source[start &+ 1] <= UInt8(ascii: "1"),
            source[start &+ 1].isDigit, source[start &+ 2].isOctalDigit, source[start &+ 3].isOctalDigit
        else { return nil }
        let value = (source[start &+ 1] & 1) << 6 | (source[start &+ 2] & 7) << 3 | source[start &+ 3] & 7
        return value < ASCII.space || value == 0x7F ? value : nil
    }

    // MARK: The way back

    /// Whether one escape stands for the byte at `index` and the one before it.
    func isWithinEscape(_ index: Int) -> Bool {
        isMapped && index > 0 && index < count && starts[index] == starts[index &- 1]
    }

    /// The range of the source that a range of the text came from. A list of numbers stays one: where bytes go without anything in
    /// their place, the comma goes too.
    ///
    /// - Parameter isRemoved: Whether nothing takes the place of the range.
    func source(of range: Range<Int>, isRemoved: Bool) -> Range<Int> {
        guard isMapped else { return source.lowerBound + range.lowerBound..<source.lowerBound + range.upperBound }
        guard spelling == .numbers else { return start(range.lowerBound)..<start(range.upperBound) }
        if range.isEmpty {
            let place =
                range.lowerBound < count
                ? start(range.lowerBound) : range.lowerBound > 0 ? end(count - 1) : source.lowerBound
            return place..<place
        }
        if isRemoved, range.lowerBound > 0 { return end(range.lowerBound - 1)..<end(range.upperBound - 1) }
        if isRemoved, range.upperBound < count { return start(range.lowerBound)..<start(range.upperBound) }
        return start(range.lowerBound)..<end(range.upperBound - 1)
    }

    private func start(_ index: Int) -> Int { source.lowerBound + Int(starts[index]) }

    /// The end of a number; its length follows from its value.
    private func end(_ index: Int) -> Int {
        start(index) + (bytes[index] > 99 ? 3 : bytes[index] > 9 ? 2 : 1)
    }

    /// What stands between two numbers: a comma, with the blanks and line ends around it.
    var separator: Range<Int>? {
        spelling == .numbers && count > 1 ? end(0)..<start(1) : nil
    }
}
