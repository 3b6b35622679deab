/// Keys and values in tuples, with a comma between them.
extension PersonalDetector {
    /// The value of a pair in brackets of its own: Erlang's `{user,<<"ana">>}`, Elixir's `{:user, "ana"}`, Python's `('user', 'ana')`.
    ///
    /// Nothing else stands in the brackets: in a list of more, nobody knows what belongs to what.
    ///
    /// - Parameter open: The opening bracket.
    mutating func pair(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, open: Int) -> Outcome {
        let limit = Swift.min(record.upperBound, open &+ Self.longestPair)
        guard open >= floor, let key = Self.term(bytes, open &+ 1, to: limit),
            let comma = Self.behindBlanks(bytes, key.end, to: limit), bytes[comma] == ASCII.comma,
            let start = Self.behindBlanks(bytes, comma &+ 1, to: limit),
            let value = Self.term(bytes, start, to: limit),
            let close = Self.behindBlanks(bytes, value.end, to: limit), Self.closes(bytes[close], bytes[open]),
            let meaning = KeyTable.shared.meaning(of: key.text, in: bytes), Self.isOfPair(meaning)
        else { return .nothing }
        // A name in a program is no value of its own: `{user, User}` binds a variable.
        if !value.isQuoted, !key.isQuoted, !bytes[value.text.lowerBound].isDigit,
            bytes[value.text.lowerBound] &- UInt8(ascii: "A") < 26
        {
            return .nothing
        }
        return filled(
            bytes, record: record, floor: floor, key: key.text, separator: comma, meaning: meaning,
            slot: ValueSlot(range: value.text, isQuoted: value.isQuoted))
    }

    /// As above, for the pair whose value stands in quotes behind a comma and a blank.
    mutating func pair(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, blank: Int) -> Outcome {
        let limit = Swift.max(floor, blank &- 64)
        guard blank &- 2 > limit, bytes[blank &- 1] == ASCII.comma else { return .nothing }
        var at = blank &- 2
        if bytes[at] == ASCII.quote || bytes[at] == ASCII.apostrophe {
            guard let open = bytes.lastIndex(of: bytes[at], in: limit..<at), open > limit else { return .nothing }
            at = open &- 1
        } else {
            at = bytes.startOfRun(before: at &+ 1, from: limit) { $0.isWord || $0 == ASCII.colon } &- 1
        }
        guard at >= limit else { return .nothing }
        return Self.opens(bytes[at]) ? pair(bytes, record: record, floor: floor, open: at) : .nothing
    }

    /// Whether a pair may begin at a brace, by the look of what is behind it: a letter, a quote or a sign of a term.
    @inline(__always)
    static func mayBeginPair(_ bytes: Span<UInt8>, _ brace: Int) -> Bool {
        let next = bytes[brace &+ 1]
        switch next {
        case ASCII.apostrophe, ASCII.colon, ASCII.lessThan: return true
        case ASCII.quote:
            // An object of JSON has a colon there.
            let end = bytes.endOfRun(from: brace &+ 2, to: brace &+ 34) { $0.keyBytes }
            return bytes[end] == ASCII.quote && bytes[end &+ 1] == ASCII.comma
        default:
            guard next.isLetter else { return false }
            let end = bytes.endOfRun(from: brace &+ 1, to: brace &+ 33) { $0.keyBytes }
            return bytes[end] == ASCII.comma
        }
    }

    /// Whether a comma stands before a blank, behind the end of a term.
    @inline(__always)
    static func mayEndKeyOfPair(_ bytes: Span<UInt8>, _ blank: Int) -> Bool {
        guard blank > 1, bytes[blank &- 1] == ASCII.comma else { return false }
        let last = bytes[blank &- 2]
        return last == ASCII.quote || last == ASCII.apostrophe || last.isLetter
    }

    private static let longestPair = 512

    private static func isOfPair(_ meaning: KeyMeaning) -> Bool {
        switch meaning {
        case .user, .secret, .token, .displayName, .email, .phone, .header, .statsID, .machineID: true
        default: false
        }
    }

    private static func opens(_ byte: UInt8) -> Bool {
        byte == ASCII.leftBrace || byte == ASCII.leftParenthesis || byte == ASCII.leftBracket
    }

    private static func closes(_ close: UInt8, _ open: UInt8) -> Bool {
        switch open {
        case ASCII.leftBrace: close == ASCII.rightBrace
        case ASCII.leftParenthesis: close == ASCII.rightParenthesis
        default: close == ASCII.rightBracket
        }
    }

    private static func behindBlanks(_ bytes: Span<UInt8>, _ start: Int, to limit: Int) -> Int? {
        var at = start
        while at < limit, bytes[at] == ASCII.space { at &+= 1 }
        return at < limit ? at : nil
    }

    /// A term at a position: a string, a binary, an atom, a number, and where it ends.
    private static func term(
        _ bytes: Span<UInt8>, _ start: Int, to limit: Int
    ) -> (text: Range<Int>, end: Int, isQuoted: Bool)? {
        guard start < limit else { return nil }
        var at = start
        let isBinary = bytes.has("<<\"", at: at, before: limit)
        if isBinary { at &+= 2 }
        // Elixir's atoms and Python's `u'…'`
        if bytes[at] == ASCII.colon { at &+= 1 }
        if bytes[at] == UInt8(ascii: "u") || bytes[at] == UInt8(ascii: "b"),
            bytes[at &+ 1] == ASCII.quote || bytes[at &+ 1] == ASCII.apostrophe
        {
            at &+= 1
        }
        guard at < limit else { return nil }
        let quote = bytes[at]
        if quote == ASCII.quote || quote == ASCII.apostrophe {
            var end = at &+ 1
            while let close = bytes.firstIndex(of: quote, in: end..<limit) {
                end = close &+ 1
                if bytes[close &- 1] == ASCII.backslash { continue }
                if isBinary {
                    // `<<"ana"/utf8>>`
                    if bytes.has("/utf8", at: end, before: limit) { end &+= 5 }
                    guard bytes.has(">>", at: end, before: limit) else { return nil }
                    end &+= 2
                }
                return close > at &+ 1 ? (at &+ 1..<close, end, true) : nil
            }
            return nil
        }
        let end = bytes.endOfRun(from: at, to: limit) {
            $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.at))
        }
        return end > at && end < limit ? (at..<end, end, false) : nil
    }
}
