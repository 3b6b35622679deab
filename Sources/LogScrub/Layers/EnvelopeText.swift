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
    /// The escapes of a text, in order. All else stands for itself.
    private var escapes = ContiguousArray<Escape>()
    /// Where in the source each number of a list begins, from the beginning of the list on.
    private var starts = ContiguousArray<UInt32>()
    private var source = 0..<0

    /// A stretch of the source that stands for one to four bytes of the text.
    private struct Escape {
        /// Where it begins, from the beginning of the text on.
        var text: UInt32
        /// Where it begins, from the beginning of the source on.
        var source: UInt32
        var textCount: UInt8
        var sourceCount: UInt8
    }

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
        escapes.removeAll(keepingCapacity: true)
        switch spelling {
        case .plain: appendRun(source, range)
        case .string: decodeString(source, range)
        case .numbers: decodeNumbers(source, range)
        case .octal: decodeOctal(source, range)
        }
        bytes.clear(count..<count &+ CandidateScanner.slack)
    }

    /// Appends a part of the decoded text to an output.
    func append(_ part: Range<Int>, to output: inout ByteOutput) { output.append(bytes.span, part) }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count &+= 1
    }

    /// Appends what stands for itself.
    private mutating func appendRun(_ source: Span<UInt8>, _ run: Range<Int>) {
        bytes.replace(from: count, with: source.extracting(run))
        count &+= run.count
    }

    /// Appends what a range of the source stands for.
    private mutating func append(_ character: UInt32, for range: Range<Int>) {
        let text = count
        appendUTF8(character)
        escapes.append(
            Escape(
                text: UInt32(text), source: UInt32(range.lowerBound - source.lowerBound),
                textCount: UInt8(count - text), sourceCount: UInt8(range.count)))
    }

    // MARK: Decoding

    /// RFC 8259, section 7. What is no escape stands for itself.
    private mutating func decodeString(_ source: Span<UInt8>, _ range: Range<Int>) {
        var at = range.lowerBound
        while let backslash = source.firstIndex(of: ASCII.backslash, in: at..<range.upperBound) {
            appendRun(source, at..<backslash)
            at = backslash &+ 2
            guard at <= range.upperBound else {
                append(ASCII.backslash)
                return
            }
            let character: UInt8
            switch source[at &- 1] {
            case UInt8(ascii: "n"): character = ASCII.lineFeed
            case UInt8(ascii: "t"): character = ASCII.tab
            case UInt8(ascii: "r"): character = ASCII.carriageReturn
            case UInt8(ascii: "b"): character = 0x08
            case UInt8(ascii: "f"): character = 0x0C
            case let byte where byte == ASCII.quote || byte == ASCII.backslash || byte == ASCII.slash: character = byte
            default:
                if let scalar = Self.scalar(source, at: backslash, before: range.upperBound) {
                    at = scalar.end
                    append(scalar.value, for: backslash..<at)
                } else {
                    appendPair(source[at &- 1], at: backslash)
                }
                continue
            }
            append(UInt32(character), for: backslash..<at)
        }
        appendRun(source, at..<range.upperBound)
    }

    /// Appends a backslash and another byte that are no escape. They stay together: before something else, the backslash could
    /// become one.
    private mutating func appendPair(_ byte: UInt8, at start: Int) {
        escapes.append(
            Escape(text: UInt32(count), source: UInt32(start - source.lowerBound), textCount: 2, sourceCount: 2))
        append(ASCII.backslash)
        append(byte)
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

    private mutating func appendUTF8(_ scalar: UInt32) {
        func continuation(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
        switch scalar {
        case 0..<0x80:
            append(UInt8(scalar))
        case 0x80..<0x800:
            append(UInt8(0xC0 | scalar >> 6))
            append(continuation(0))
        case 0x800..<0x10000:
            append(UInt8(0xE0 | scalar >> 12))
            append(continuation(6))
            append(continuation(0))
        default:
            append(UInt8(0xF0 | scalar >> 18))
            append(continuation(12))
            append(continuation(6))
            append(continuation(0))
        }
    }

    private mutating func decodeNumbers(_ source: Span<UInt8>, _ range: Range<Int>) {
        if starts.count < range.count { starts.append(contentsOf: repeatElement(0, count: range.count - starts.count)) }
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
            starts[count] = UInt32(truncatingIfNeeded: start &- range.lowerBound)
            append(value)
        }
    }

    private mutating func decodeOctal(_ source: Span<UInt8>, _ range: Range<Int>) {
        var at = range.lowerBound
        var run = at
        while let hash = source.firstIndex(of: ASCII.hash, in: at..<range.upperBound) {
            at = hash &+ 1
            guard let control = Self.control(source, at: hash, before: range.upperBound) else { continue }
            appendRun(source, run..<hash)
            at = hash &+ 4
            run = at
            append(UInt32(control), for: hash..<at)
        }
        appendRun(source, run..<range.upperBound)
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
        guard let escape = escape(before: index) else { return false }
        return index < Int(escape.text) + Int(escape.textCount)
    }

    /// The range of the source that a range of the text came from. A list of numbers stays one: where bytes go without anything in
    /// their place, the comma goes too.
    ///
    /// - Parameter isRemoved: Whether nothing takes the place of the range.
    func source(of range: Range<Int>, isRemoved: Bool) -> Range<Int> {
        guard spelling == .numbers else { return start(range.lowerBound)..<start(range.upperBound) }
        if range.isEmpty {
            let place =
                range.lowerBound < count
                ? numberStart(range.lowerBound)
                : range.lowerBound > 0 ? numberEnd(count - 1) : source.lowerBound
            return place..<place
        }
        if isRemoved, range.lowerBound > 0 { return numberEnd(range.lowerBound - 1)..<numberEnd(range.upperBound - 1) }
        if isRemoved, range.upperBound < count { return numberStart(range.lowerBound)..<numberStart(range.upperBound) }
        return numberStart(range.lowerBound)..<numberEnd(range.upperBound - 1)
    }

    /// Where in the source a byte of the text begins; a byte within an escape begins where that does.
    private func start(_ index: Int) -> Int {
        guard let escape = escape(before: index) else { return source.lowerBound + index }
        let past = index - Int(escape.text) - Int(escape.textCount)
        return source.lowerBound + Int(escape.source) + (past < 0 ? 0 : Int(escape.sourceCount) + past)
    }

    /// The last escape that begins before a byte of the text.
    ///
    /// - Complexity: O(log *n*) in the number of escapes.
    private func escape(before index: Int) -> Escape? {
        var low = 0
        var high = escapes.count
        while low < high {
            let middle = (low + high) / 2
            if Int(escapes[middle].text) < index { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? escapes[low - 1] : nil
    }

    private func numberStart(_ index: Int) -> Int { source.lowerBound + Int(starts[index]) }

    /// The end of a number; its length follows from its value.
    private func numberEnd(_ index: Int) -> Int {
        numberStart(index) + (bytes[index] > 99 ? 3 : bytes[index] > 9 ? 2 : 1)
    }

    /// What stands between two numbers: a comma, with the blanks and line ends around it.
    var separator: Range<Int>? {
        spelling == .numbers && count > 1 ? numberEnd(0)..<numberStart(1) : nil
    }
}
