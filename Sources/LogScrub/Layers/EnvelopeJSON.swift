/// Reads the JSON objects in which journalctl and Docker wrap records, value by value.
///
/// ```
/// {"log":"record\n","stream":"stdout","time":"2026-08-25T08:11:12.000123456Z"}            Docker's json-file
/// {"MESSAGE":"record","_HOSTNAME":"meet","__CURSOR":"s=…","PRIORITY":"6"}               journalctl -o json
/// ```
///
/// `json-seq` puts a record separator (0x1E) before the object, `json-sse` `data: `; `json-pretty` spreads it over lines. Values are
/// strings, lists of bytes, `null`, or arrays of these where a field occurs more than once (systemd `logs-show.c`).
///
/// It reads what it can: an object that is cut off has values up to where it ends, and what is no JSON is given out as plain text.
struct EnvelopeJSON {
    struct Value {
        var range: Range<Int>
        var spelling: EnvelopeText.Spelling
        var meaning: JournalField
        /// Whether it is made of letters and digits alone, so that nothing can be found in it.
        var isWord = false
    }

    private var at: Int
    private let end: Int
    private var depth = 0
    /// One bit for each open bracket, the innermost lowest: whether it is an object.
    private var objects: UInt64 = 0
    private var expectsKey = false
    private var meaning = JournalField.text

    /// - Parameter record: What `start(of:)` has found, up to the end of the record.
    init(_ record: Range<Int>) {
        at = record.lowerBound
        end = record.upperBound
    }

    // MARK: Recognition

    /// Where the object begins, if a record is one of Docker's or the journal's.
    static func start(of bytes: Span<UInt8>, _ record: Range<Int>) -> Int? {
        guard let brace = brace(bytes, record) else { return nil }
        let end = record.upperBound
        if bytes.has("{\"log\":\"", at: brace, before: end) { return brace }
        var key = brace &+ 1
        while key < end, isSpace(bytes[key]) { key &+= 1 }
        guard key < end, bytes[key] == ASCII.quote else { return nil }
        let name = JournalField.endOfName(bytes, key &+ 1..<end)
        guard name > key &+ 1, name < end, bytes[name] == ASCII.quote else { return nil }
        let isJournal =
            bytes.has("__CURSOR\"", at: key &+ 1, before: end)
            || bytes.has("__REALTIME_TIMESTAMP\"", at: key &+ 1, before: end)
            || hasKey("\"__REALTIME_TIMESTAMP\"", bytes, key..<end) || hasKey("\"MESSAGE\"", bytes, key..<end)
            || hasKey("\"__CURSOR\"", bytes, key..<end)
        return isJournal ? brace : nil
    }

    /// Whether a name stands before a colon. What somebody may write into a value does not.
    private static func hasKey(_ name: StaticString, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        while let hit = bytes.firstIndex(of: name, in: at..<range.upperBound) {
            at = hit &+ name.utf8CodeUnitCount
            var colon = at
            while colon < range.upperBound, isSpace(bytes[colon]) { colon &+= 1 }
            if colon < range.upperBound, bytes[colon] == ASCII.colon { return true }
        }
        return false
    }

    /// The brace at the beginning, behind what `json-seq` and `json-sse` put there.
    @inline(__always)
    static func brace(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int? {
        var at = record.lowerBound
        guard at < record.upperBound else { return nil }
        if bytes[at] == 0x1E {
            at &+= 1
        } else if bytes[at] == UInt8(ascii: "d"), bytes.has("data: ", at: at, before: record.upperBound) {
            at &+= 6
        }
        return at < record.upperBound && bytes[at] == ASCII.leftBrace ? at : nil
    }

    // MARK: Values

    /// Passes the next fields of the object in which nothing can be found: their names and their values are words, and mean no more than
    /// that. No blank stands between them, as journalctl writes it.
    @inline(__always)
    mutating func passWords(_ bytes: Span<UInt8>) {
        guard depth == 1, isInObject, at < end else { return }
        var key = at
        if bytes[at] == ASCII.comma { key &+= 1 } else if !expectsKey { return }
        while key < end, bytes[key] == ASCII.quote, let keyEnd = Self.endOfWord(bytes, key &+ 1, end),
            keyEnd &+ 2 < end,
            bytes[keyEnd &+ 1] == ASCII.colon, bytes[keyEnd &+ 2] == ASCII.quote,
            JournalField.named(bytes, key &+ 1..<keyEnd) == .text,
            let valueEnd = Self.endOfWord(bytes, keyEnd &+ 3, end), valueEnd &+ 1 < end,
            bytes[valueEnd &+ 1] == ASCII.comma
        {
            key = valueEnd &+ 2
            at = key
            expectsKey = true
            meaning = .text
        }
    }

    /// The next string or list of bytes; keys are given out too.
    mutating func next(_ bytes: Span<UInt8>) -> Value? {
        while at < end {
            let byte = bytes[at]
            switch byte {
            case _ where Self.isSpace(byte):
                at &+= 1
            case ASCII.leftBrace, ASCII.leftBracket:
                if byte == ASCII.leftBracket, let numbers = numbers(bytes) { return numbers }
                guard depth < 64 else { return rest() }
                open(isObject: byte == ASCII.leftBrace)
            case ASCII.rightBrace, ASCII.rightBracket:
                guard depth > 0 else { return rest() }
                depth &-= 1
                objects &>>= 1
                expectsKey = false
                at &+= 1
            case ASCII.comma where depth > 0:
                expectsKey = isInObject
                at &+= 1
            case ASCII.colon where depth > 0:
                expectsKey = false
                at &+= 1
            case ASCII.quote where depth > 0:
                return string(bytes)
            default:
                guard depth > 0, skipLiteral(bytes) else { return rest() }
            }
        }
        return nil
    }

    private var isInObject: Bool { objects & 1 == 1 }

    private mutating func open(isObject: Bool) {
        // The fields of an object within the object are free text, the elements of an array what the array is.
        if isObject { meaning = .text }
        objects = objects &<< 1 | (isObject ? 1 : 0)
        depth &+= 1
        expectsKey = isObject
        at &+= 1
    }

    private mutating func string(_ bytes: Span<UInt8>) -> Value {
        let start = at &+ 1
        let word = Self.endOfWord(bytes, start, end)
        let close = word ?? QuotedText.end(bytes, escapes: 0, from: start, to: end)
        at = Swift.min(close &+ 1, end)
        let isKey = expectsKey
        if isKey {
            let named = JournalField.named(bytes, start..<close)
            if named == .keyed, let member = member(bytes, start..<close) { return member }
            meaning = depth == 1 && named != .keyed ? named : .text
        }
        return Value(
            range: start..<close, spelling: .string, meaning: isKey ? .text : meaning, isWord: word != nil)
    }

    /// A member whose name says what its value is, from the quote before the name to the end of the value.
    private mutating func member(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Value? {
        var colon = at
        while colon < end, Self.isSpace(bytes[colon]) { colon &+= 1 }
        guard colon < end, bytes[colon] == ASCII.colon,
            let value = JSONText.value(bytes, at: colon &+ 1, to: end, escapes: 0)
        else { return nil }
        switch value {
        case .string(let text):
            // `"USER_ID":"1000"` is a number of the system's; all values of the journal are strings.
            guard bytes.endOfDigits(from: text.lowerBound, before: text.upperBound) < text.upperBound else {
                return nil
            }
            at = Swift.min(text.upperBound &+ 1, end)
        case .number(let number): at = number.upperBound
        case .word: return nil
        case .structure(let start):
            let stop = JSONText.endOfStructure(bytes, from: start, to: end, escapes: 0)
            // One that is cut off, or no JSON, is read on as the rest is.
            guard bytes[stop &- 1] == ASCII.rightBrace || bytes[stop &- 1] == ASCII.rightBracket else {
                return nil
            }
            at = stop
        }
        expectsKey = false
        meaning = .text
        return Value(range: name.lowerBound &- 1..<at, spelling: .plain, meaning: .keyed)
    }

    /// The quote behind a word of letters, digits and underscores, as most keys are, and many values. A `J` may be that of `eyJ`.
    @inline(__always)
    private static func endOfWord(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var at = start
        repeat {
            let vector = ByteVector(bytes, at: at)
            let others = ~vector.wordBytes.bits & 0xFFFF | vector.mask(of: UInt8(ascii: "J")).bits
            if others != 0 {
                at &+= others.trailingZeroBitCount
                return at < end && bytes[at] == ASCII.quote ? at : nil
            }
            at &+= ByteVector.scalarCount
        } while at &- start < 3 &* ByteVector.scalarCount
        return nil
    }

    /// A list of numbers from 0 to 255, if that is what stands at the bracket.
    private mutating func numbers(_ bytes: Span<UInt8>) -> Value? {
        var position = at &+ 1
        var first: Int?
        var last = position
        while true {
            while position < end, Self.isSpace(bytes[position]) { position &+= 1 }
            let digits = bytes.endOfDigits(from: position, before: end, atMost: 4)
            guard Self.isByte(bytes, position..<digits) else { break }
            if first == nil { first = position }
            last = digits
            position = digits
            while position < end, Self.isSpace(bytes[position]) { position &+= 1 }
            guard position < end, bytes[position] == ASCII.comma else { break }
            position &+= 1
        }
        // A list that is cut off is one too.
        guard let first, position >= end || bytes[position] == ASCII.rightBracket else { return nil }
        at = Swift.min(position &+ 1, end)
        return Value(range: first..<last, spelling: .numbers, meaning: meaning)
    }

    private static func isByte(_ bytes: Span<UInt8>, _ digits: Range<Int>) -> Bool {
        let first = digits.lowerBound
        switch digits.count {
        case 1: return true
        case 2: return bytes[first] != ASCII.zero
        case 3:
            let tens = (bytes[first &+ 1] &- ASCII.zero) &* 10 &+ (bytes[first &+ 2] &- ASCII.zero)
            return bytes[first] == UInt8(ascii: "1") || bytes[first] == UInt8(ascii: "2") && tens <= 55
        default: return false
        }
    }

    /// Passes a number, `true`, `false` or `null`.
    private mutating func skipLiteral(_ bytes: Span<UInt8>) -> Bool {
        for word: StaticString in ["null", "true", "false"] where bytes.has(word, at: at, before: end) {
            at &+= word.utf8CodeUnitCount
            return true
        }
        var position = at
        if position < end, bytes[position] == ASCII.hyphen { position &+= 1 }
        let digits = bytes.endOfDigits(from: position, before: end)
        guard digits > position else { return false }
        position = digits
        if position < end, bytes[position] == ASCII.dot {
            position = bytes.endOfDigits(from: position &+ 1, before: end)
        }
        if position &+ 1 < end, bytes[position].lowercased == UInt8(ascii: "e") {
            position &+= bytes[position &+ 1] == UInt8(ascii: "+") || bytes[position &+ 1] == ASCII.hyphen ? 2 : 1
            position = bytes.endOfDigits(from: position, before: end)
        }
        let isWhole =
            position == end || Self.isSpace(bytes[position]) || bytes[position] == ASCII.comma
            || bytes[position] == ASCII.rightBrace || bytes[position] == ASCII.rightBracket
        if isWhole { at = position }
        return isWhole
    }

    /// All that is left, as plain text.
    private mutating func rest() -> Value {
        defer { at = end }
        return Value(range: at..<end, spelling: .plain, meaning: .text)
    }

    @inline(__always)
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte.isBlank || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
    }
}
