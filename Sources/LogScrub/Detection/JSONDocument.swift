/// A record that is JSON as a whole (RFC 8259): which of its strings a place stands in. What somebody has written into one string says nothing about
/// another one, and takes nothing away from it.
struct JSONDocument {
    /// Whether the record is such a document.
    private(set) var isOn = false
    private var record = 0..<0
    /// What stands between the quotes of the string that was found last; empty at the begin.
    private var string = 0..<0

    /// Where it begins.
    var start: Int { record.lowerBound }

    /// No document.
    init() {}

    /// - Complexity: O(*n*) for a record that begins as a document does, else O(1).
    @inline(__always)
    init(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        var first = record.lowerBound
        while first < record.upperBound, bytes[first].isBlank { first &+= 1 }
        // A member alone begins with its name.
        guard first < record.upperBound,
            bytes[first] == ASCII.leftBrace || bytes[first] == ASCII.leftBracket || bytes[first] == ASCII.quote
        else { return }
        let record = first..<record.upperBound
        self.record = record
        string = first..<first
        isOn = Self.isDocument(bytes, record)
    }

    /// The string around a place, or `nil` if it stands between strings.
    ///
    /// - Complexity: For rising places each byte is looked at once.
    mutating func string(_ bytes: Span<UInt8>, around place: Int) -> Range<Int>? {
        if place < string.lowerBound { string = record.lowerBound..<record.lowerBound }
        while string.upperBound <= place {
            // Behind the quote that ends a string.
            let from = string.upperBound == record.lowerBound ? string.upperBound : string.upperBound &+ 1
            guard from <= place, let open = bytes.firstIndex(of: ASCII.quote, in: from..<record.upperBound),
                open < place
            else { return nil }
            string = open &+ 1..<QuotedText.end(bytes, escapes: 0, from: open &+ 1, to: record.upperBound)
        }
        return string.contains(place) ? string : nil
    }

    /// Goes through what the document holds: strings, by what is between their quotes, and numbers and words, in order.
    ///
    /// - Parameter body: Is told each; and says whether it wants the next.
    func forEachToken(_ bytes: Span<UInt8>, _ body: (Range<Int>, _ isString: Bool) -> Bool) {
        var at = record.lowerBound
        while at < record.upperBound {
            let start = at
            switch bytes[at] {
            case ASCII.quote:
                let end = QuotedText.end(bytes, escapes: 0, from: at &+ 1, to: record.upperBound)
                at = end &+ 1
                if !body(start &+ 1..<end, true) { return }
            case let byte where Self.isScalar(byte):
                while at < record.upperBound, Self.isScalar(bytes[at]) { at &+= 1 }
                if !body(start..<at, false) { return }
            default: at &+= 1
            }
        }
    }

    /// Whether a byte may be part of a number, or of a word such as `true`.
    static func isScalar(_ byte: UInt8) -> Bool { byte.isWord || ".-+".utf8.contains(byte) }

    /// A range that takes along the whole of an escape in which it begins or ends; the range itself where there is no document.
    ///
    /// - Parameter floor: What stands before it is nothing of the range.
    @inline(__always)
    func aligned(_ bytes: Span<UInt8>, _ range: Range<Int>, from floor: Int) -> Range<Int> {
        isOn ? alignedInside(bytes, range, from: floor) : range
    }

    @inline(never)
    private func alignedInside(_ bytes: Span<UInt8>, _ range: Range<Int>, from floor: Int) -> Range<Int> {
        let start = escape(bytes, around: range.lowerBound)?.lowerBound ?? range.lowerBound
        let end = escape(bytes, around: range.upperBound)?.upperBound ?? range.upperBound
        return Swift.max(start, Swift.min(floor, end))..<end
    }

    /// The escape that begins before a place and ends behind it.
    private func escape(_ bytes: Span<UInt8>, around place: Int) -> Range<Int>? {
        for start in Swift.max(record.lowerBound, place &- 5)..<Swift.max(record.lowerBound, place)
        where bytes[start] == ASCII.backslash {
            let end = start &+ (bytes[start &+ 1] == UInt8(ascii: "u") ? 6 : 2)
            if end > place, end <= record.upperBound, isEscape(bytes, start) { return start..<end }
        }
        return nil
    }

    /// Whether a backslash begins an escape and is not what one stands for.
    private func isEscape(_ bytes: Span<UInt8>, _ backslash: Int) -> Bool {
        var at = backslash
        while at > record.lowerBound, bytes[at &- 1] == ASCII.backslash { at &-= 1 }
        return (backslash &- at) & 1 == 0
    }

    /// Whether a text consists of strings that end, words and numbers with a sign between each two, and brackets that are closed. What servers
    /// write in a string that JSON does not know (bytes above 0x7F, control characters, `\x22`) does no harm.
    private static func isDocument(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        var at = text.lowerBound
        var depth = 0
        var isBehindValue = false
        while at < text.upperBound {
            switch bytes[at] {
            case ASCII.leftBrace, ASCII.leftBracket:
                if isBehindValue { return false }
                depth &+= 1
                at &+= 1
            case ASCII.rightBrace, ASCII.rightBracket:
                depth &-= 1
                if depth < 0 { return false }
                isBehindValue = true
                at &+= 1
            case ASCII.comma, ASCII.colon:
                isBehindValue = false
                at &+= 1
            case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn:
                at &+= 1
            case ASCII.quote:
                if isBehindValue { return false }
                let end = QuotedText.end(bytes, escapes: 0, from: at &+ 1, to: text.upperBound)
                if end == text.upperBound { return false }
                isBehindValue = true
                at = end &+ 1
            default:
                let end = bytes.endOfRun(from: at, to: text.upperBound) {
                    $0.wordBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.hyphen))
                        .union($0.mask(of: ASCII.plus))
                }
                if isBehindValue || end == at { return false }
                isBehindValue = true
                at = end
            }
        }
        return depth == 0
    }
}
