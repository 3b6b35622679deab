/// The value of a header of HTTP in a text: where it ends if no quote closes it.
///
/// Credentials are a scheme and a word, or parameters (RFC 9110, section 11.4); cookies are pairs with semicolons between them (RFC 6265); an
/// agent has blanks and brackets (RFC 9110, section 10.1.5); a referrer is one word. None of them takes the fields behind it.
struct HeaderValue {
    private enum Form { case credentials, cookies, agent, referrer }

    private let form: Form
    /// The quote that stands before the key, and closes the value: `-H 'Authorization: Bearer …'`.
    private let quote: UInt8?
    /// Whether an equals sign stands before the value, as in logfmt: then it ends before the next key.
    private let isAssigned: Bool

    init(_ bytes: Span<UInt8>, record: Range<Int>, key: Range<Int>, separator: Int, _ meaning: KeyMeaning) {
        let before = key.lowerBound > record.lowerBound ? bytes[key.lowerBound &- 1] : ASCII.space
        isAssigned = bytes[separator] == ASCII.equals
        let isQuoted = (before == ASCII.apostrophe || before == ASCII.quote) && key.upperBound == separator
        quote = isQuoted && !isAssigned ? before : nil
        let last = bytes[key.upperBound &- 1].lowercased
        form =
            switch meaning {
            case .userAgent: .agent
            case .referrer: .referrer
            default: last == UInt8(ascii: "e") ? .cookies : .credentials
            }
    }

    /// The value that begins at a position.
    func range(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Range<Int> {
        var at = start
        // `["curl/8.5.0"]`
        if bytes[at] == ASCII.leftBracket { at &+= 1 }
        let open = QuotedText.behindBackslashes(bytes, at, end)
        if open < end, bytes[open] == ASCII.quote || bytes[open] == ASCII.apostrophe {
            let start = open &+ 1
            if Placeholder.end(bytes, from: start, to: end) != nil { return start..<start }
            return start..<QuotedText.end(bytes, bytes[open], escapes: open &- at, from: start, to: end)
        }
        if Placeholder.end(bytes, from: at, to: end) != nil { return at..<at }
        if let quote {
            // The next line is another header.
            var stop = at
            while stop < end, bytes[stop] != quote, !Self.endsLine(bytes, stop, end) { stop &+= 1 }
            if stop < end, bytes[stop] == quote { stop = QuotedText.beforeBackslashes(bytes, stop, floor: at) }
            return at..<stop
        }
        var stop = at
        switch form {
        case .credentials: stop = endOfCredentials(bytes, from: at, to: end)
        case .cookies: stop = endOfCookies(bytes, from: at, to: end)
        case .agent: stop = endOfAgent(bytes, from: at, to: end)
        case .referrer:
            stop = Self.endOfWord(bytes, from: at, to: end)
            if stop > at, bytes[stop &- 1] == ASCII.semicolon { stop &-= 1 }
        }
        while stop > at, bytes[stop &- 1] == ASCII.space || bytes[stop &- 1] == ASCII.comma { stop &-= 1 }
        return at..<stop
    }

    /// Whether a line ends at a position, as it is or escaped: `\r\n` in a string of JSON, `#015` as rsyslog writes it.
    @inline(__always)
    private static func endsLine(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
        switch bytes[at] {
        case ASCII.carriageReturn, ASCII.lineFeed: return true
        case ASCII.backslash:
            let letter = bytes[at &+ 1]
            return at &+ 1 < end && (letter == UInt8(ascii: "r") || letter == UInt8(ascii: "n"))
        case ASCII.hash: return AddressDetector.isControlOctal(bytes, at &+ 1, end)
        default: return false
        }
    }

    /// A scheme and a word behind it, or a word alone; parameters go on behind a comma.
    private func endOfCredentials(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var at = Self.endOfWord(bytes, from: start, to: end)
        let scheme = bytes.endOfRun(from: start, to: at) { $0.keyBytes }
        var isOpen = scheme == at && at &- start < 24 && bytes[start].isLetter
        while at < end, bytes[at] == ASCII.space {
            guard isOpen || bytes[at &- 1] == ASCII.comma,
                !isField(bytes, at, end, hasComma: bytes[at &- 1] == ASCII.comma)
            else { break }
            isOpen = false
            at = Self.endOfWord(bytes, from: at &+ 1, to: end)
        }
        return at
    }

    /// Pairs, as long as a semicolon stands before a blank, or a word before one.
    private func endOfCookies(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var at = Self.endOfWord(bytes, from: start, to: end)
        while at < end, bytes[at] == ASCII.space {
            if bytes[at &- 1] != ASCII.semicolon {
                // `theme=dark mode; sid=…`: a value with blanks, which none should have.
                let word = bytes.endOfRun(from: at &+ 1, to: Swift.min(end, at &+ 64)) {
                    $0.keyBytes.union($0.mask(of: ASCII.space))
                }
                guard word &+ 1 < end, bytes[word] == ASCII.semicolon, bytes[word &+ 1] == ASCII.space else { break }
                at = word
            }
            at = Self.endOfWord(bytes, from: at &+ 1, to: end)
        }
        return at
    }

    /// Up to a bracket that nothing has opened, a tab, or the next field.
    private func endOfAgent(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var depth = 0
        var at = start
        while at < end {
            switch bytes[at] {
            case ASCII.tab: return at
            case UInt8(ascii: "|"), ASCII.greaterThan: if depth == 0 { return at }
            case ASCII.quote: return QuotedText.beforeBackslashes(bytes, at, floor: start)
            case ASCII.carriageReturn, ASCII.lineFeed, ASCII.backslash, ASCII.hash:
                if Self.endsLine(bytes, at, end) { return QuotedText.beforeBackslashes(bytes, at, floor: start) }
            case ASCII.leftBracket, ASCII.leftParenthesis, ASCII.leftBrace: depth &+= 1
            case ASCII.rightBracket, ASCII.rightParenthesis, ASCII.rightBrace:
                if depth == 0 { return at }
                depth &-= 1
            case ASCII.space where depth == 0:
                if isField(bytes, at, end, hasComma: at > start && bytes[at &- 1] == ASCII.comma) { return at }
            default: break
            }
            at &+= 1
        }
        return end
    }

    /// Whether another field begins behind a blank: ` status=200` behind an equals sign, `, Accept: …` behind a comma.
    private func isField(_ bytes: Span<UInt8>, _ blank: Int, _ end: Int, hasComma: Bool) -> Bool {
        let start = blank &+ 1
        let word = bytes.endOfRun(from: start, to: end) { $0.keyBytes.union($0.mask(of: ASCII.dot)) }
        guard word > start, word < end else { return false }
        if bytes[word] == ASCII.colon {
            // Of a header that follows: ` Status: 200`.
            return hasComma || bytes[start] &- UInt8(ascii: "A") < 26 && bytes[word &+ 1] == ASCII.space
        }
        // Base64 is filled up with equals signs.
        return bytes[word] == ASCII.equals && isAssigned && word &+ 1 < end && bytes[word &+ 1] > ASCII.space
            && bytes[word &+ 1] != ASCII.equals
    }

    private static func endOfWord(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var depth = 0
        var at = start
        while at < end, bytes[at] > ASCII.space, bytes[at] != ASCII.apostrophe {
            switch bytes[at] {
            case ASCII.quote:
                // `username="ana"`, or `username=\"ana\"`
                let first = QuotedText.beforeBackslashes(bytes, at, floor: start)
                guard first > start, bytes[first &- 1] == ASCII.equals else { return first }
                let reach = Swift.min(end, at &+ 512)
                let close = QuotedText.end(bytes, escapes: at &- first, from: at &+ 1, to: reach)
                guard close < reach else { return first }
                at = QuotedText.behindBackslashes(bytes, close, end)
            case ASCII.backslash, ASCII.hash:
                if endsLine(bytes, at, end) { return QuotedText.beforeBackslashes(bytes, at, floor: start) }
            case ASCII.leftBracket, ASCII.leftBrace: depth &+= 1
            case ASCII.rightBracket, ASCII.rightBrace, ASCII.rightParenthesis:
                if depth == 0 { return at }
                depth &-= 1
            default: break
            }
            at &+= 1
        }
        return at
    }
}
