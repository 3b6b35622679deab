/// Signs that are escaped: `%40`, `\x40`, `&#64;`.
extension PersonalDetector {
    /// `%40`, `\x40`, `\u0040`, `&#64;`: an `@`; `%2B`: a plus sign; `\u003C`: an angle bracket; `%3A%2F%2F`: a URL within another; `%3D`, `%22`: the
    /// ends of keys.
    @inline(never)
    mutating func escapedSign(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, escape: Int) -> Outcome {
        var start = escape
        if bytes[escape] == ASCII.hash, escape > floor, bytes[escape &- 1] == ASCII.ampersand { start = escape &- 1 }
        guard let character = AddressDetector.character(bytes, at: start, to: record.upperBound),
            character.escape != nil
        else {
            return .nothing
        }
        if character.value == ASCII.colon, start &- 2 >= floor, bytes[start &- 1].isHexDigit,
            bytes[start &- 2].isHexDigit
        {
            let outcome = escapedFingerprint(bytes, record: record, escape: start)
            if case .values = outcome { return outcome }
        }
        switch character.value {
        case ASCII.at: return jid(bytes, record: record, floor: floor, sign: start..<character.end)
        case ASCII.plus: return phone(bytes, record: record, floor: floor, plus: start, width: character.end &- start)
        case ASCII.lessThan: return element(bytes, record: record, floor: floor, bracket: start)
        case ASCII.equals: return escapedPair(bytes, record: record, floor: floor, equals: start..<character.end)
        case ASCII.quote, ASCII.apostrophe:
            return escapedMember(
                bytes, record: record, floor: floor, quote: start..<character.end, sign: character.value)
        case ASCII.colon:
            guard bytes.hasIgnoringCase("%2f%2f", at: character.end, before: record.upperBound) else { return .nothing }
            // The host stays readable; what it was asked for does not.
            var end = character.end &+ 6
            while end < record.upperBound, bytes[end].isWord || bytes[end] == ASCII.dot || bytes[end] == ASCII.hyphen {
                end &+= 1
            }
            guard end < record.upperBound, bytes[end] == ASCII.percent else { return .nothing }
            let rest = end
            while end < record.upperBound, bytes[end] > ASCII.space, bytes[end] != ASCII.quote,
                bytes[end] != ASCII.apostrophe,
                bytes[end] != ASCII.ampersand, bytes[end] != ASCII.lessThan, bytes[end] != ASCII.greaterThan
            {
                end &+= 1
            }
            values.add(.query, rest..<end)
            return .values(resume: character.end)
        default: return .nothing
        }
    }

    /// A fingerprint whose colons are escaped: `7C%3A1E%3A90…`.
    private mutating func escapedFingerprint(_ bytes: Span<UInt8>, record: Range<Int>, escape: Int) -> Outcome {
        var end = escape
        var pairs = 1
        while let colon = AddressDetector.character(bytes, at: end, to: record.upperBound), colon.escape != nil,
            colon.value == ASCII.colon, colon.end &+ 2 <= record.upperBound, bytes[colon.end].isHexDigit,
            bytes[colon.end &+ 1].isHexDigit
        {
            end = colon.end &+ 2
            pairs &+= 1
        }
        guard pairs >= 16 else { return .nothing }
        values.add(.fingerprint, escape &- 2..<end)
        return .values(resume: end)
    }
}
