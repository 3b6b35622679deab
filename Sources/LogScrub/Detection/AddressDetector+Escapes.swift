/// Addresses whose characters are escaped: `2001%3Adb8%3A%3A7`, `203\x2E0\x2e113\x2e7`, `\u003a`, `&#58;`.
extension AddressDetector {
    /// One character of the input, unescaped.
    struct Character {
        var value: UInt8
        var end: Int
        /// `nil` for a character that stands for itself.
        var escape: Escape?
    }

    /// Reads the text around an escape sign, if it can be part of an address.
    @inline(__always)
    mutating func escaped(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, sign: Int) -> Verdict {
        // `&#58;` is found by its number sign.
        var sign = sign
        if bytes[sign] == ASCII.hash {
            guard sign > floor, bytes[sign &- 1] == ASCII.ampersand else { return .nothing(resume: sign &+ 1) }
            sign &-= 1
        }
        guard let first = Self.character(bytes, at: sign, to: record.upperBound), let escape = first.escape else {
            return .nothing(resume: sign &+ 1)
        }
        guard Self.isAddressCharacter(first.value) else { return .nothing(resume: first.end) }
        return decode(bytes, record: record, floor: floor, first: first, at: sign, escape: escape)
    }

    @inline(never)
    private mutating func decode(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, first: Character, at sign: Int, escape: Escape
    ) -> Verdict {
        var start = sign
        while start > floor, sign &- start < 48, Self.isAddressCharacter(bytes[start &- 1]) { start &-= 1 }
        // What stands before is looked at as a neighbor only; an escape ends where its last digit is.
        let run = start
        // It does not begin within a pseudonym.
        if start < sign, let kept = Pseudonym.end(bytes, reaching: start, floor: Swift.max(record.lowerBound, floor)) {
            start = Swift.min(Swift.max(start, kept), sign)
        }
        start = Self.skipEscape(bytes, record: record, start: start, end: sign)
        let hasNeighbor = start > record.lowerBound && start > floor
        scratch.reset(at: hasNeighbor ? start &- 1 : start)
        if hasNeighbor { scratch.append(start > run ? ASCII.space : bytes[start &- 1], end: start) }
        for at in start..<sign { scratch.append(bytes[at], end: at &+ 1) }
        var at = sign
        var separatorEscape: Escape?
        while !scratch.isFull, let next = Self.character(bytes, at: at, to: record.upperBound) {
            // The character that ends the run is kept as a neighbor.
            scratch.append(next.value, end: next.end)
            guard Self.isAddressCharacter(next.value) || next.value == ASCII.rightBracket else { break }
            if separatorEscape == nil, let used = next.escape, next.value == ASCII.dot || next.value == ASCII.colon {
                separatorEscape = used
            }
            at = next.end
        }
        let resume = scratch.isFull ? Swift.max(sign &+ 1, at &- 64) : Swift.max(at, sign &+ 1)
        guard let found = scratch.firstAddress() else { return .nothing(resume: resume) }
        // An address in which nothing was escaped is found, and written, as plain text.
        let source = scratch.source(of: found.range)
        guard source.count != found.range.count else {
            return .nothing(resume: Swift.max(sign &+ 1, source.lowerBound))
        }
        match = found
        match.range = source
        match.encoding = .escaped(separatorEscape ?? escape)
        if let port = found.port { match.port?.range = scratch.source(of: port.range) }
        return .match(resume: match.port?.range.upperBound ?? source.upperBound)
    }

    /// The character whose escape ends at a position, or `nil`.
    ///
    /// - Parameter floor: What stands before it is none of the record.
    static func character(
        _ bytes: Span<UInt8>, escapedBefore end: Int, floor: Int
    ) -> (value: UInt8, start: Int)? {
        for (length, sign) in [(3, ASCII.percent), (4, ASCII.backslash), (6, ASCII.backslash)]
        where end &- floor >= length {
            let start = end &- length
            if bytes[start] == sign, let character = character(bytes, at: start, to: end), character.end == end,
                character.escape != nil
            {
                return (character.value, start)
            }
        }
        if end &- floor >= 5, bytes[end &- 1] == ASCII.semicolon,
            let start = bytes.lastIndex(of: ASCII.ampersand, in: Swift.max(floor, end &- 9)..<end),
            let character = character(bytes, at: start, to: end), character.end == end, character.escape != nil
        {
            return (character.value, start)
        }
        // What HAProxy writes, and rsyslog's control characters.
        if end &- floor >= 3, bytes[end &- 3] == ASCII.hash, isHAProxyEscape(bytes, end &- 3, end) {
            return (0, end &- 3)
        }
        guard end &- floor >= 4, bytes[end &- 4] == ASCII.hash, isControlOctal(bytes, end &- 3, end) else { return nil }
        return (0, end &- 4)
    }

    /// Characters that occur in the text of an address.
    @inline(__always)
    static func isAddressCharacter(_ byte: UInt8) -> Bool {
        byte.isHexDigit || byte == ASCII.dot || byte == ASCII.colon
    }

    /// Reads one character, escaped or not.
    ///
    /// - Returns: `nil` at the end of the record.
    static func character(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> Character? {
        guard start < end else { return nil }
        switch bytes[start] {
        case ASCII.percent:
            // `%253A` is an escaped `%3A`.
            var levels: UInt8 = 0
            var at = start &+ 1
            while at &+ 1 < end, levels < 4, bytes[at] == UInt8(ascii: "2"), bytes[at &+ 1] == UInt8(ascii: "5") {
                at &+= 2
                levels &+= 1
            }
            if let value = hexadecimal(bytes, at, digits: 2, to: end) {
                return escape(bytes, value, end: at &+ 2, digits: at..<at &+ 2, .percent(levels: levels))
            }
        case ASCII.backslash where start &+ 1 < end:
            switch bytes[start &+ 1] {
            case UInt8(ascii: "x"):
                if let value = hexadecimal(bytes, start &+ 2, digits: 2, to: end) {
                    return escape(bytes, value, end: start &+ 4, digits: start &+ 2..<start &+ 4, .backslashX)
                }
            case UInt8(ascii: "u"):
                if let value = hexadecimal(bytes, start &+ 2, digits: 4, to: end) {
                    return escape(bytes, value, end: start &+ 6, digits: start &+ 2..<start &+ 6, .backslashU)
                }
            case ASCII.dot, ASCII.colon:
                return Character(
                    value: bytes[start &+ 1], end: start &+ 2, escape: Escape(style: .backslash, uppercase: false))
            default:
                if start &+ 4 <= end, bytes[start &+ 1].isOctalDigit, bytes[start &+ 2].isOctalDigit,
                    bytes[start &+ 3].isOctalDigit
                {
                    var value: UInt16 = 0
                    for at in 1...3 { value = value &* 8 &+ UInt16(bytes[start &+ at] &- ASCII.zero) }
                    return Character(
                        value: UInt8(truncatingIfNeeded: value), end: start &+ 4,
                        escape: Escape(style: .octal, uppercase: false))
                }
            }
        case ASCII.ampersand where start &+ 1 < end && bytes[start &+ 1] == ASCII.hash:
            return entity(bytes, at: start, to: end) ?? Character(value: bytes[start], end: start &+ 1, escape: nil)
        default:
            break
        }
        return Character(value: bytes[start], end: start &+ 1, escape: nil)
    }

    /// Reads `&#58;` or `&#x3A;`.
    private static func entity(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> Character? {
        var at = start &+ 2
        let isHexadecimal = at < end && bytes[at] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { at &+= 1 }
        let digits = at
        var value = 0
        while at < end, at &- digits < 6, isHexadecimal ? bytes[at].isHexDigit : bytes[at].isDigit {
            value = value &* (isHexadecimal ? 16 : 10) &+ Int(bytes[at].hexValue)
            at &+= 1
        }
        guard at > digits, at < end, bytes[at] == ASCII.semicolon else { return nil }
        return escape(
            bytes, value, end: at &+ 1, digits: digits..<at, isHexadecimal ? .hexadecimalEntity : .entity)
    }

    static func hexadecimal(_ bytes: Span<UInt8>, _ start: Int, digits: Int, to end: Int) -> Int? {
        guard start &+ digits <= end else { return nil }
        var value = 0
        for at in start..<start &+ digits {
            guard bytes[at].isHexDigit else { return nil }
            value = value &<< 4 | Int(bytes[at].hexValue)
        }
        return value
    }

    private static func escape(
        _ bytes: Span<UInt8>, _ value: Int, end: Int, digits: Range<Int>, _ style: Escape.Style
    ) -> Character {
        var isUppercase = if case .percent = style { true } else { false }
        for at in digits where bytes[at].isLetter { isUppercase = bytes[at] & 0x20 == 0 }
        // A character outside ASCII is no part of an address; any other byte says as much.
        return Character(
            value: value < 128 ? UInt8(value) : 0xFF, end: end, escape: Escape(style: style, uppercase: isUppercase))
    }
}
