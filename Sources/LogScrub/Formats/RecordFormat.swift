/// A format as data: what stands in its records, one thing after the other, and samples of them with what becomes of each.
///
/// Each source has a file with a literal of its own; `RecordFormat.all` lists them. A record is of a format if one of its lines fits from the
/// beginning to the end of what the line says, or as far as the record goes that was cut off behind its time. What follows is searched as free
/// text, and so are all parts that mean nothing.
///
/// - Complexity: a record is read once, from left to right: each part ends where the text behind it begins for the first time, and none is tried
///   again.
struct RecordFormat: Sendable {
    /// What stands at one place.
    enum Part: ExpressibleByStringLiteral, Sendable {
        /// This text, to the byte.
        case text(StaticString)
        /// One byte or more, but no blank.
        case word
        /// Digits, and what joins them: `10/0/30/+69`, `-1/-1`.
        case numbers
        /// A time that looks like this one: a digit for each digit, a letter for each letter, and all else to the byte.
        case time(StaticString)
        /// Anything, up to the next part.
        case any
        /// The client with its port behind the last colon, no blank: `203.0.113.7:51514`, `2001:db8::7:51514`.
        case clientAndPort
        /// A name and its value (`SERVERID=a1`), no blank, of which the value is a secret; `-` for none.
        case cookie
        /// A request line, up to the next part: `GET /room HTTP/1.1`.
        case request
        /// What was copied out of headers, in braces and with bars between: each value is what it looks like. It may be missing.
        case captures
        /// Free text, up to the end of the record.
        case rest
        /// The end of the record.
        case end

        init(stringLiteral text: StaticString) { self = .text(text) }
    }

    /// A record, and what becomes of it at the level `minimal`, with markers in the places of pseudonyms: `{{r:teamsync}}`.
    struct Sample: Sendable {
        let record: String
        let becomes: String

        init(_ record: String, becomes: String) {
            self.record = record
            self.becomes = becomes
        }
    }

    /// As `--format` and the statistics say it.
    let name: String
    /// The kinds of lines that there are, in the order in which they are tried.
    let lines: [[Part]]
    let samples: [Sample]

    /// All that there are. Their places are those of the counters in the statistics.
    static let all: [RecordFormat] = [.haproxy]

    /// The format of a record, by trying them one after the other.
    static func recognize(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Int? {
        for index in all.indices where all[index].mark(bytes, record, into: &marks) { return index }
        return nil
    }

    /// Marks the fields of a record.
    ///
    /// - Returns: Whether the record is of this format; if not, nothing is marked.
    /// - Precondition: 64 bytes can be read behind the record.
    func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        for line in lines {
            if Self.mark(bytes, record, line, into: &marks) { return true }
            marks.removeAll()
        }
        return false
    }

    private static func mark(
        _ bytes: Span<UInt8>, _ record: Range<Int>, _ parts: [Part], into marks: inout FieldMarks
    ) -> Bool {
        let end = record.upperBound
        var at = record.lowerBound
        for index in parts.indices {
            let start = at
            // A record that was cut off behind its time is one all the same.
            if at == end, marks.date != nil { return true }
            switch parts[index] {
            case .text(let text):
                guard bytes.has(text, at: at, before: end) else {
                    return marks.date != nil && bytes.hasBeginning(of: text, at: at, before: end)
                }
                at &+= text.utf8CodeUnitCount
            case .word:
                at = endOfWord(bytes, start..<end)
            case .numbers:
                at = bytes.endOfRun(from: start, to: end) {
                    $0.digits.union($0.mask(of: ASCII.slash)).union($0.mask(of: ASCII.plus))
                        .union($0.mask(of: ASCII.hyphen))
                }
            case .time(let model):
                guard bytes.isLike(model, at: start, before: end) else { return false }
                at &+= model.utf8CodeUnitCount
                marks.date = start
            case .any:
                at = endOfPart(bytes, start..<end, before: parts, index)
            case .clientAndPort:
                at = endOfWord(bytes, start..<end)
                guard let colon = bytes.lastIndex(of: ASCII.colon, in: start..<at), colon > start,
                    bytes.endOfDigits(from: colon &+ 1, before: at) == at
                else { return false }
                marks.addPeer(bytes, start..<at, port: .clientPort)
            case .cookie:
                at = endOfWord(bytes, start..<end)
                if let equals = bytes.firstIndex(of: ASCII.equals, in: start..<at), equals &+ 1 < at {
                    marks.add(.secret, equals &+ 1..<at)
                }
            case .request:
                at = endOfPart(bytes, start..<end, before: parts, index)
                if let target = AccessLog.target(bytes, start..<at) { marks.add(.target, target) }
            case .captures:
                at = markCaptures(bytes, start..<end, into: &marks)
                continue
            case .rest: return true
            case .end: return at == end
            }
            guard at > start else { return false }
        }
        return true
    }

    @inline(__always)
    private static func endOfWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        bytes.firstIndex(of: ASCII.space, in: range) ?? range.upperBound
    }

    /// Where a part ends: where the text behind it begins for the first time, or with the record.
    private static func endOfPart(_ bytes: Span<UInt8>, _ range: Range<Int>, before parts: [Part], _ index: Int) -> Int
    {
        guard index + 1 < parts.count, case .text(let text) = parts[index + 1] else { return range.upperBound }
        return bytes.firstIndex(of: text, in: range) ?? range.upperBound
    }

    /// Marks values of headers of which nobody knows which ones: a URL is a referrer, a product with its version a user agent.
    ///
    /// - Returns: Where they end, and the blanks behind them.
    private static func markCaptures(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) -> Int {
        var at = range.lowerBound
        while at < range.upperBound, bytes[at] == ASCII.leftBrace {
            let close = bytes.firstIndex(of: ASCII.rightBrace, in: at..<range.upperBound) ?? range.upperBound
            at &+= 1
            while at < close {
                let end = bytes.firstIndex(of: UInt8(ascii: "|"), in: at..<close) ?? close
                if AccessLog.isURL(bytes, at..<end) {
                    marks.add(.referrer, at..<end)
                } else if AccessLog.looksLikeAgent(bytes, at..<end) {
                    marks.add(.userAgent, at..<end)
                }
                at = end &+ 1
            }
            at = Swift.min(close &+ 1, range.upperBound)
            if at < range.upperBound, bytes[at] == ASCII.space { at &+= 1 }
        }
        return at
    }
}
