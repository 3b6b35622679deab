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
        /// The two cookies that HAProxy has captured (`JSESSIONID=0a1b -`), of which the values are secrets, and the flags and counts behind them. A
        /// cookie may hold anything: what stands last before counts is the end.
        case cookies
        /// Another host with its port behind the last colon.
        case peerAndPort
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
            case .cookies:
                at = markCookies(bytes, start..<end, into: &marks)
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

    /// Marks the values of two cookies, whatever is in them, before the flags and counts: `---- 1/1/0/0/0 0/0 `.
    ///
    /// - Returns: Where the counts end, with the blank behind them.
    private static func markCookies(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) -> Int {
        var counts: (start: Int, end: Int)?
        var at = range.lowerBound
        while let blank = bytes.firstIndex(of: ASCII.space, in: at..<range.upperBound) {
            at = blank &+ 1
            if let end = endOfCounts(bytes, from: at, to: range.upperBound) { counts = (blank, end) }
        }
        let (stop, end) = counts ?? (range.upperBound, range.upperBound)
        guard let equals = bytes.firstIndex(of: ASCII.equals, in: range.lowerBound..<stop) else { return end }
        // As nearly always: two words.
        let blank = bytes.firstIndex(of: ASCII.space, in: range.lowerBound..<stop) ?? stop
        let isPlain = blank < stop && bytes.firstIndex(of: ASCII.space, in: blank &+ 1..<stop) == nil
        if isPlain {
            for word in [range.lowerBound..<blank, blank &+ 1..<stop] {
                if let sign = bytes.firstIndex(of: ASCII.equals, in: word) {
                    marks.add(.secret, sign &+ 1..<word.upperBound)
                }
            }
        } else {
            marks.add(.secret, equals &+ 1..<stop)
        }
        return end
    }

    /// The end of `---- 1/1/0/0/0 0/0 `, or `nil`.
    private static func endOfCounts(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        for at in start..<start &+ 4 where !bytes[at].isLetter && bytes[at] != ASCII.hyphen { return nil }
        guard start &+ 5 < end, bytes[start &+ 4] == ASCII.space else { return nil }
        var at = start &+ 5
        for count in [5, 2] {
            for number in 0..<count {
                let digits = bytes.has("+", at: at, before: end) ? at &+ 1 : at
                at = bytes.endOfDigits(from: digits, before: end)
                let sign = number == count - 1 ? ASCII.space : ASCII.slash
                guard at > digits, at < end, bytes[at] == sign else { return nil }
                at &+= 1
            }
        }
        return at
    }

    /// Marks values of headers, of which nobody knows which ones: a URL is a referrer, a product with its version a user agent, and what looks like
    /// credentials or cookies holds secrets. No value goes on in the next one.
    ///
    /// - Returns: Where they end, and the blanks behind them.
    private static func markCaptures(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) -> Int {
        var at = range.lowerBound
        var isResponse = false
        while at < range.upperBound, bytes[at] == ASCII.leftBrace {
            let close = bytes.firstIndex(of: ASCII.rightBrace, in: at..<range.upperBound) ?? range.upperBound
            at &+= 1
            while at < close {
                let end = bytes.firstIndex(of: UInt8(ascii: "|"), in: at..<close) ?? close
                let value = at..<end
                if AccessLog.isURL(bytes, value) {
                    marks.add(.referrer, value)
                } else if !isResponse, AccessLog.looksLikeAgent(bytes, value) {
                    marks.add(.userAgent, value)
                } else if !markCredentials(bytes, value, into: &marks), !value.isEmpty {
                    marks.add(.text, value)
                }
                at = end &+ 1
            }
            at = Swift.min(close &+ 1, range.upperBound)
            if at < range.upperBound, bytes[at] == ASCII.space { at &+= 1 }
            isResponse = true
        }
        return at
    }

    /// Marks the secrets in `Basic YW5hOnB3`, `Bearer abc`, or in cookies: `a=1; b=2; path=/`.
    ///
    /// - Returns: Whether the value is of that kind.
    private static func markCredentials(_ bytes: Span<UInt8>, _ value: Range<Int>, into marks: inout FieldMarks) -> Bool
    {
        for scheme: StaticString in ["basic ", "bearer ", "digest ", "negotiate "]
        where bytes.hasIgnoringCase(scheme, at: value.lowerBound, before: value.upperBound) {
            marks.add(.secret, value.lowerBound &+ scheme.utf8CodeUnitCount..<value.upperBound)
            return true
        }
        let name = bytes.endOfRun(from: value.lowerBound, to: value.upperBound) {
            $0.keyBytes.union($0.mask(of: ASCII.dot))
        }
        guard name > value.lowerBound, name < value.upperBound, bytes[name] == ASCII.equals,
            !attributes.contains(bytes, value.lowerBound..<name)
        else { return false }
        var at = value.lowerBound
        while at < value.upperBound {
            let end = bytes.firstIndex(of: ASCII.semicolon, in: at..<value.upperBound) ?? value.upperBound
            if let equals = bytes.firstIndex(of: ASCII.equals, in: at..<end), equals &+ 1 < end,
                !attributes.contains(bytes, at..<equals)
            {
                marks.add(.secret, equals &+ 1..<end)
            }
            at = end &+ 1
            while at < value.upperBound, bytes[at].isBlank { at &+= 1 }
        }
        return true
    }

    /// Names before an equals sign that are none of a cookie: its attributes (RFC 6265, section 4.1), and parts of other headers.
    private static let attributes = WordSet(
        "path", "domain", "expires", "max-age", "samesite", "for", "by", "proto", "host", "q", "charset", "boundary",
        "s-maxage", "timeout", "max", ignoresCase: true)
}
