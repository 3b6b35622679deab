/// Names in sentences that end like a key: `password: changed`.
extension PersonalDetector {
    /// Whether a key before a colon and a blank is the end of somebody's name or of a function's: `testuser: authentication failure`,
    /// `check_ntlm_password: Authentication for`.
    ///
    /// What stands behind it decides: a sentence that goes on, or what looks like a password.
    static func isNameInProse(_ bytes: Span<UInt8>, record: Range<Int>, key: Range<Int>, separator: Int) -> Bool {
        guard separator &+ 1 < record.upperBound, bytes[separator &+ 1] == ASCII.space,
            key.lowerBound > record.lowerBound,
            bytes[key.lowerBound &- 1].isWord || bytes[key.lowerBound &- 1] == ASCII.hyphen
        else { return false }
        var start = key.lowerBound
        let limit = Swift.max(record.lowerBound, start &- 64)
        var hasSmall = false
        while start > limit, bytes[start &- 1].isWord || bytes[start &- 1] == ASCII.hyphen {
            start &-= 1
            if bytes[start] &- UInt8(ascii: "a") < 26 { hasSmall = true }
        }
        // `\nuser: `, `#012user: `, `ESC[33muser: `: letters of an escape. `PGUSER: ` is a variable.
        if start > record.lowerBound {
            switch bytes[start &- 1] {
            case ASCII.backslash, ASCII.percent, ASCII.hash, ASCII.leftBracket, ASCII.semicolon: return false
            default: break
            }
        }
        guard hasSmall else { return false }
        var value = separator &+ 2
        if value < record.upperBound, bytes[value] == ASCII.space { value &+= 1 }
        let end = bytes.firstIndex(of: ASCII.space, in: value..<Swift.min(record.upperBound, value &+ 64))
        let word = value..<(end ?? Swift.min(record.upperBound, value &+ 64))
        let first = bytes[key.lowerBound]
        let isGlued = bytes[key.lowerBound &- 1].isLetter && first &- UInt8(ascii: "a") < 26
        let isSentence =
            end.map { $0 > value && bytes[$0 &+ 1].isLetter && $0 &+ 1 < record.upperBound } ?? false
            && bytes.endOfRun(from: value, to: word.upperBound) { $0.wordBytes } == word.upperBound
            && !hasDigit(bytes, word)
        let meaning = KeyTable.shared.meaning(of: key, in: bytes)
        let isSecret = meaning == .secret || meaning == .token
        if isGlued {
            // A password may be any word: only what is said of one is none.
            if isSentence, !isSecret || KnownWords.deeds.contains(bytes, word) { return true }
            var before = start
            guard before > record.lowerBound, bytes[before &- 1] == ASCII.space else { return false }
            before &-= 1
            let last = before
            while before > record.lowerBound, last &- before < 16, bytes[before &- 1].isLetter { before &-= 1 }
            return KnownWords.beforeNames.contains(bytes, before..<last) && !isRandom(bytes, word, atLeast: 4)
        }
        // The first word of a function's name.
        var verb = start
        while verb < key.lowerBound, bytes[verb].isLetter, verb == start || bytes[verb] &- UInt8(ascii: "A") >= 26 {
            verb &+= 1
        }
        guard KnownWords.verbs.contains(bytes, start..<verb) else { return false }
        return isSecret && !isRandom(bytes, word, atLeast: 4)
    }

    static func hasDigit(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        for at in text where bytes[at].isDigit { return true }
        return false
    }

    /// Whether a text looks like a password or a token: digits among letters, or signs that no word has.
    static func isRandom(_ bytes: Span<UInt8>, _ text: Range<Int>, atLeast least: Int) -> Bool {
        guard text.count >= least, bytes[text.lowerBound] != ASCII.slash else { return false }
        var (hasDigit, hasLetter, hasSign) = (false, false, false)
        for at in text {
            switch bytes[at] {
            case let byte where byte.isDigit: hasDigit = true
            case let byte where byte.isLetter || byte >= 0x80: hasLetter = true
            case ASCII.leftParenthesis, ASCII.leftBracket, ASCII.leftBrace, ASCII.rightParenthesis, ASCII.lessThan:
                return false
            case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "*"), UInt8(ascii: "~"),
                ASCII.hash,
                ASCII.percent, ASCII.ampersand, ASCII.equals, ASCII.plus, ASCII.question, ASCII.at:
                if at &+ 1 < text.upperBound { hasSign = true }
            default: break
            }
        }
        return hasSign || hasDigit && hasLetter
    }
}
