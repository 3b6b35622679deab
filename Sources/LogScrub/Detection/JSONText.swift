/// JSON as it stands in records, also in strings within strings: where its values end (RFC 8259).
///
/// What a string holds may be JSON again; then its quotes are escaped: once `\"`, twice `\\\"`. How many backslashes stand before a quote tells how
/// deep it is: none, one, three, seven.
enum JSONText {
    enum Value: Equatable {
        /// What stands between the quotes.
        case string(Range<Int>)
        case number(Range<Int>)
        /// `null`, `true` or `false`.
        case word
        /// An array or an object; the position is that of its bracket.
        case structure(Int)
    }

    /// Whether an object with a member begins at a brace.
    @inline(__always)
    static func beginsObject(_ bytes: Span<UInt8>, _ brace: Int, to limit: Int) -> Bool {
        var at = brace &+ 1
        while at < limit, bytes[at].isBlank { at &+= 1 }
        return at < limit && bytes[at] == ASCII.quote
    }

    /// How many backslashes stand before each quote of the JSON in which a colon ends a name, or `nil` if it ends none.
    @inline(__always)
    static func escapes(_ bytes: Span<UInt8>, beforeColon colon: Int, floor: Int) -> Int? {
        var at = colon
        while at > floor, bytes[at &- 1].isBlank { at &-= 1 }
        guard at > floor, bytes[colon] == ASCII.colon, bytes[at &- 1] == ASCII.quote else { return nil }
        var (count, escapes) = (at &- 1 &- QuotedText.beforeBackslashes(bytes, at &- 1, floor: floor), 0)
        // Those that stand for backslashes at the end of the name come in pairs.
        while count & 1 == 1 {
            count &>>= 1
            escapes = escapes &* 2 &+ 1
        }
        return escapes
    }

    /// The value at a position, or `nil` if what stands there is none.
    ///
    /// - Parameters:
    ///   - limit: A string that is not closed before it ends there.
    ///   - escapes: How many backslashes stand before each quote.
    static func value(_ bytes: Span<UInt8>, at start: Int, to limit: Int, escapes: Int) -> Value? {
        var at = start
        while at < limit, bytes[at].isBlank { at &+= 1 }
        guard at < limit else { return nil }
        switch bytes[at] {
        case ASCII.leftBrace, ASCII.leftBracket: return .structure(at)
        case ASCII.quote, ASCII.backslash:
            let quote = QuotedText.behindBackslashes(bytes, at, limit)
            guard quote < limit, bytes[quote] == ASCII.quote, quote &- at == escapes else { return nil }
            return .string(quote &+ 1..<QuotedText.end(bytes, escapes: escapes, from: quote &+ 1, to: limit))
        default:
            // Python writes numbers that are none as words, too.
            for word: StaticString in ["null", "true", "false", "NaN", "Infinity", "-Infinity"]
            where bytes.has(word, at: at, before: limit) {
                return ends(bytes, at &+ word.utf8CodeUnitCount, limit) ? .word : nil
            }
            guard let end = endOfNumber(bytes, at, limit) else { return nil }
            return .number(at..<end)
        }
    }

    private static func endOfNumber(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        var at = start
        if bytes[at] == ASCII.hyphen { at &+= 1 }
        guard at < limit, bytes[at].isDigit else { return nil }
        at = bytes.endOfDigits(from: at, before: limit)
        if at < limit, bytes[at] == ASCII.dot { at = bytes.endOfDigits(from: at &+ 1, before: limit) }
        if at &+ 1 < limit, bytes[at].lowercased == UInt8(ascii: "e") {
            at &+= bytes[at &+ 1] == ASCII.plus || bytes[at &+ 1] == ASCII.hyphen ? 2 : 1
            at = bytes.endOfDigits(from: at, before: limit)
        }
        return ends(bytes, at, limit) ? at : nil
    }

    /// Whether what ends at a position is a whole value: JSON goes on there, or the text does not.
    @inline(__always)
    private static func ends(_ bytes: Span<UInt8>, _ at: Int, _ limit: Int) -> Bool {
        guard at < limit else { return true }
        switch bytes[at] {
        case ASCII.comma, ASCII.rightBrace, ASCII.rightBracket, ASCII.lineFeed, ASCII.carriageReturn: return true
        case let byte: return byte.isBlank
        }
    }

    /// The position behind an array or an object, or of what in it is no JSON.
    ///
    /// - Parameter start: The opening bracket.
    static func endOfStructure(_ bytes: Span<UInt8>, from start: Int, to limit: Int, escapes: Int) -> Int {
        var walk = Walk(from: start, to: limit, escapes: escapes, isFlat: false)
        while walk.next(bytes) != nil {}
        return walk.at
    }

    /// The strings and numbers in an array or an object, one after the other, names left out.
    struct Walk {
        /// How far it has come.
        private(set) var at: Int
        private let limit: Int
        private let escapes: Int
        /// Whether it ends before an array or an object within.
        private let isFlat: Bool
        private var depth = 0

        /// - Parameter start: The opening bracket.
        init(from start: Int, to limit: Int, escapes: Int, isFlat: Bool) {
            at = start
            self.limit = limit
            self.escapes = escapes
            self.isFlat = isFlat
        }

        /// The next one, or `nil` at the closing bracket and at what is no JSON.
        mutating func next(_ bytes: Span<UInt8>) -> (range: Range<Int>, isNumber: Bool)? {
            while at < limit {
                switch bytes[at] {
                case ASCII.comma, ASCII.colon, ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn:
                    at &+= 1
                    continue
                case ASCII.leftBrace, ASCII.leftBracket:
                    if isFlat, depth > 0 || bytes[at] == ASCII.leftBrace { return nil }
                    depth &+= 1
                    at &+= 1
                    continue
                case ASCII.rightBrace, ASCII.rightBracket:
                    depth &-= 1
                    at &+= 1
                    if depth == 0 { return nil }
                    continue
                default: break
                }
                switch JSONText.value(bytes, at: at, to: limit, escapes: escapes) {
                case .string(let range):
                    at = Swift.min(range.upperBound &+ escapes &+ 1, limit)
                    var next = at
                    while next < limit, bytes[next].isBlank { next &+= 1 }
                    if next < limit, bytes[next] == ASCII.colon { continue }
                    return (range, false)
                case .number(let range):
                    at = range.upperBound
                    return (range, true)
                case .word:
                    at = bytes.endOfRun(from: at, to: limit) { $0.wordBytes }
                case .structure, nil:
                    return nil
                }
            }
            return nil
        }
    }
}
