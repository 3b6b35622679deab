/// Keys of credentials that are keys of other things as well.
extension PersonalDetector {
    /// Keys of credentials that are keys of other things as well.
    enum DoubtfulKey: Int { case pw, auth, session, pin, key, keyInASCII, resume }

    /// Whether what stands behind such a key is something else: `auth=none`, `session=closed`, `pin=3`.
    ///
    /// Behind a colon and a blank, a sentence may go on: there it has to look like a password.
    static func isNoCredential(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        // `pin2`
        let end = value.key.upperBound &- (bytes[value.key.upperBound &- 1].isDigit ? 1 : 0)
        guard let index = KnownWords.doubtfulKeys.index(of: bytes, value.key.lowerBound..<end),
            let key = DoubtfulKey(rawValue: index)
        else { return false }
        let range = value.range
        if KnownWords.states.contains(bytes, range) || KnownWords.deeds.contains(bytes, range)
            || KnownWords.functionWords.contains(bytes, range) || KnownWords.booleans.contains(bytes, range)
            || AddressDetector.isAddress(bytes, range) || isLikeAddress(bytes, range)
        {
            return true
        }
        let digits = bytes.endOfDigits(from: range.lowerBound, before: range.upperBound)
        let isNumber = digits == range.upperBound
        let isProse = isProse(bytes, value)
        switch key {
        case .pin:
            // `pin=4711`, `pin: 4711#`: those of a board and of a plug have fewer digits.
            return digits &- range.lowerBound < 4 || digits < range.upperBound &- 1
        case .session:
            return !isSessionCredential(bytes, range, isProse: isProse)
                || range.count == 36 && isUUID(bytes, at: range.lowerBound)
        case .auth:
            return isNumber || KnownWords.authMethods.contains(bytes, range)
                || bytes.firstIndex(of: ASCII.leftParenthesis, in: range) != nil
                || isProse && !isRandom(bytes, range, atLeast: 6)
        case .pw: return isNumber && range.count < 4 || isProse && !isRandom(bytes, range, atLeast: 6)
        // What resumes is a stream, or a machine: `cannot resume: disk does not exist`.
        case .resume: return isProse && !isRandom(bytes, range, atLeast: 6)
        case .key, .keyInASCII: return isNumber || isProse && !isRandom(bytes, range, atLeast: 6)
        }
    }

    /// Whether the id of a session looks like what a browser holds: digits among letters. Jibri's ids name the folder of a recording; numbers
    /// name more than sessions of people.
    static func isSessionCredential(_ bytes: Span<UInt8>, _ range: Range<Int>, isProse: Bool) -> Bool {
        for start: StaticString in ["c2s", "s2s", "0x"]
        where bytes.has(start, at: range.lowerBound, before: range.upperBound) { return false }
        return isRandom(bytes, range, atLeast: isProse ? 16 : 10) && hasDigit(bytes, range)
            && bytes.firstIndex(of: ASCII.at, in: range) == nil
            && bytes.firstIndex(of: "://", in: range) == nil && !holdsFinding(bytes, range)
    }

    /// Whether an address begins a text, or something in it has been treated before: they are found by themselves, and something else may stand for them the next
    /// time.
    private static func holdsFinding(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        if IPv4Text.parse(bytes, text) != nil || IPv6Text.parse(bytes, text) != nil { return true }
        for at in text where bytes[at] == ASCII.hyphen || bytes[at] == ASCII.leftBracket {
            let start = bytes[at] == ASCII.hyphen ? at &- 1 : at
            if start >= text.lowerBound, Placeholder.endOfKept(bytes, from: start, to: text.upperBound) != nil {
                return true
            }
        }
        return false
    }

    /// Whether a text has nothing but what addresses are made of, with their ports and prefixes: those are found by themselves.
    private static func isLikeAddress(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        var separators = 0
        for at in text {
            switch bytes[at] {
            case ASCII.colon, ASCII.dot: separators &+= 1
            case ASCII.slash: break
            default: guard bytes[at].isHexDigit else { return false }
            }
        }
        return separators > 1
    }
}
