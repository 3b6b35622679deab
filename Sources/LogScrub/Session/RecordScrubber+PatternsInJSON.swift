/// What the user's patterns match in JSON, which is JSON afterwards.
extension RecordScrubber {
    /// The parts of matches that can be replaced in a record: in JSON, of strings what is between the quotes, numbers and words as a whole, and nothing of the
    /// signs between them; elsewhere all of them.
    ///
    /// - Parameter matches: In order, none over another.
    /// - Complexity: O(*n*).
    static func fitted(
        _ bytes: Span<UInt8>, _ record: Range<Int>, _ matches: [PatternMatch]
    ) -> [PatternMatch] {
        var document = JSONDocument(bytes, record)
        if !document.isOn, let brace = bytes.firstIndex(of: ASCII.leftBrace, in: record) {
            // Behind a header, or a text.
            document = JSONDocument(bytes, brace..<record.upperBound)
        }
        guard document.isOn else { return merged(matches.map { fittedValue(bytes, record, $0) }) }
        var result: [PatternMatch] = []
        var rest = matches.compactMap { withinString(bytes, $0, &document) }[...]
        while let match = rest.first, match.range.lowerBound < document.start {
            result.append(match)
            rest.removeFirst()
        }
        document.forEachToken(bytes) { token, isString in
            let isKey = isString && self.isKey(bytes, token, before: record.upperBound)
            while let match = rest.first, match.range.lowerBound < token.upperBound {
                let part = match.range.clamped(to: token)
                if isKey, match.key != nil {
                    // Of an object that is the value, the keys stay.
                } else if isString, !part.isEmpty, part == match.range || !isWritten(bytes, part, in: token) {
                    let floor = result.last?.range.upperBound ?? token.lowerBound
                    let inner = fittedValue(bytes, token, PatternMatch(range: part, kind: match.kind))
                    let whole = document.aligned(bytes, inner.range, from: floor)
                    if whole.lowerBound < floor {
                        // Two parts of one number.
                    } else if !whole.isEmpty {
                        result.append(PatternMatch(range: whole, kind: match.kind, quotes: inner.quotes))
                    }
                } else if !isString, !part.isEmpty {
                    if let last = result.last, last.range == token {
                        let kind = last.kind == match.kind ? match.kind : .pattern
                        result[result.count - 1] = PatternMatch(range: token, kind: kind, quotes: 0)
                    } else {
                        result.append(PatternMatch(range: token, kind: match.kind, quotes: 0))
                    }
                }
                // The rest of it may be part of the next ones.
                guard match.range.upperBound <= token.upperBound else { break }
                rest.removeFirst()
            }
            return !rest.isEmpty
        }
        return result
    }

    /// Whether a string is the key of a member.
    private static func isKey(_ bytes: Span<UInt8>, _ string: Range<Int>, before end: Int) -> Bool {
        var at = string.upperBound + 1
        while at < end, bytes[at].isBlank { at += 1 }
        return at < end && bytes[at] == ASCII.colon
    }

    /// The part of a key's value that stands in the string in which the key is followed by its sign: `{"agent":"psid={","ip":"203.0.113.7"}` has no value. The
    /// value of a key that is a string itself is what follows it.
    private static func withinString(
        _ bytes: Span<UInt8>, _ match: PatternMatch, _ document: inout JSONDocument
    ) -> PatternMatch? {
        guard let key = match.key, key >= document.start, document.string(bytes, around: key) != nil else {
            return match
        }
        var at = key
        var hasSign = false
        while at < match.range.upperBound {
            switch bytes[at] {
            case ASCII.backslash: at += 1
            case ASCII.equals, ASCII.colon, ASCII.percent, ASCII.greaterThan: hasSign = true
            case ASCII.quote:
                guard hasSign else { return match }
                let rest = match.range.lowerBound..<Swift.max(at, match.range.lowerBound)
                return rest.isEmpty ? nil : PatternMatch(range: rest, kind: match.kind, key: key)
            default: break
            }
            at += 1
        }
        return match
    }

    /// A match in a text; or, where it is part of a number or a word behind a key in quotes (`{"id":12345}`, `{\"id\":12345}`), all of that; or a list or an object
    /// there, which becomes a string.
    private static func fittedValue(_ bytes: Span<UInt8>, _ text: Range<Int>, _ match: PatternMatch) -> PatternMatch {
        var (start, end) = (match.range.lowerBound, match.range.upperBound)
        let isStructure = "[{".utf8.contains(bytes[start]) && "]}".utf8.contains(bytes[end - 1])
        if !isStructure {
            guard JSONDocument.isScalar(bytes[start]), JSONDocument.isScalar(bytes[end - 1]) else { return match }
            while start > text.lowerBound, JSONDocument.isScalar(bytes[start - 1]) { start -= 1 }
            while end < text.upperBound, JSONDocument.isScalar(bytes[end]) { end += 1 }
        }
        if end < text.upperBound, !",}] \t\r\n\\".utf8.contains(bytes[end]) { return match }
        var colon = start - 1
        while colon > text.lowerBound, bytes[colon].isBlank { colon -= 1 }
        guard colon > text.lowerBound, bytes[colon] == ASCII.colon, bytes[colon - 1] == ASCII.quote else {
            return match
        }
        var slash = colon - 1
        while slash > text.lowerBound, bytes[slash - 1] == ASCII.backslash { slash -= 1 }
        return PatternMatch(range: start..<end, kind: match.kind, quotes: colon - 1 - slash, key: match.key)
    }

    /// Matches that end nowhere within a character of UTF-8: patterns are matched against bytes.
    static func wholeCharacters(
        _ bytes: Span<UInt8>, _ record: Range<Int>, _ matches: [PatternMatch]
    ) -> [PatternMatch] {
        merged(
            matches.map { match in
                var (start, end) = (match.range.lowerBound, match.range.upperBound)
                while start > record.lowerBound, match.range.lowerBound - start < 3, bytes[start] & 0xC0 == 0x80 {
                    start -= 1
                }
                while end < record.upperBound, end - match.range.upperBound < 3, bytes[end] & 0xC0 == 0x80 { end += 1 }
                return PatternMatch(range: start..<end, kind: match.kind, quotes: match.quotes, key: match.key)
            })
    }

    static func writeQuote(_ escapes: Int, into output: inout ByteOutput) {
        for _ in 0..<escapes { output.append(ASCII.backslash) }
        output.append(ASCII.quote)
    }
}
