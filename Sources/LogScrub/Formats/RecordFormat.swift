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
        /// Another host with its port behind the last colon.
        case peerAndPort
        /// A request line, up to the next part: `GET /room HTTP/1.1`.
        case request
        /// What only this source writes: a function marks it, and says where it ends. It may be missing.
        case own(@Sendable (Span<UInt8>, Range<Int>, inout FieldMarks) -> Int)
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

    init(name: String, lines: [[Part]], samples: [Sample]) {
        (self.name, self.lines, self.samples) = (name, lines, samples)
        openings = lines.compactMap { line in
            if case .text(let text) = line.first { text } else { nil }
        }
    }

    /// All that there are. Their places are those of the counters in the statistics.
    static let all: [RecordFormat] = [.haproxy]

    /// The format of a record, by trying them one after the other.
    ///
    /// - Parameter hasDate: Whether a date in brackets stands in it. Without one, only lines that begin with a text are tried.
    static func recognize(
        _ bytes: Span<UInt8>, _ record: Range<Int>, hasDate: Bool, into marks: inout FieldMarks
    ) -> Int? {
        for index in all.indices {
            let format = all[index]
            if hasDate
                || format.openings.contains(where: { bytes.has($0, at: record.lowerBound, before: record.upperBound) }),
                format.mark(bytes, record, into: &marks)
            {
                return index
            }
        }
        return nil
    }

    /// The texts with which lines begin.
    private let openings: [StaticString]

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
            case .peerAndPort:
                at = endOfWord(bytes, start..<end)
                marks.addPeer(bytes, start..<at, port: .peerPort)
            case .request:
                at = endOfPart(bytes, start..<end, before: parts, index)
                if let target = AccessLog.target(bytes, start..<at) { marks.add(.target, target) }
            case .own(let mark):
                at = mark(bytes, start..<end, &marks)
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
}
