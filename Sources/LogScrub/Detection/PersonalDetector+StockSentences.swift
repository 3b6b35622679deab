/// What programs say of tokens, passwords and users in sentences of their own, where nobody's are told.
extension PersonalDetector {
    /// Whether a value is part of a sentence that names nobody.
    static func isStock(_ bytes: Span<UInt8>, _ value: ValuePlace, _ meaning: KeyMeaning) -> Bool {
        let range = value.range
        switch meaning {
        case .secret:
            // `(better precede with 'pass:')`: a bracket is no password.
            if range.count == 1, !value.isQuoted, !bytes[range.lowerBound].isWord { return true }
            // OpenSSL's `Private-Key: (2048 bit, 2 primes)`
            if bytes[range.lowerBound] == ASCII.leftParenthesis,
                bytes.has(
                    " bit", at: bytes.endOfDigits(from: range.lowerBound &+ 1, before: value.end), before: value.end)
            {
                return true
            }
            return isError(bytes, value)
        case .token: return isError(bytes, value) || isOfSyntax(bytes, value)
        case .user:
            // `Can't run --user mode as PID 1`
            return value.separator == value.key.upperBound && bytes[value.separator] == ASCII.space
                && optionWords.contains(bytes, range)
        default: return false
        }
    }

    /// Whether what stands behind a colon begins as the texts of errors do (strerror(3)) that a program puts there:
    /// `could not get peer credentials: Protocol not available`.
    private static func isError(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        isProse(bytes, value) && !value.isQuoted && value.range.upperBound < value.end
            && bytes[value.range.upperBound] == ASCII.space && errors.contains(bytes, value.range)
    }

    /// Whether a token is one of a language's, and not random: `unexpected token: }`, `Invalid method token: 'FOO'`.
    private static func isOfSyntax(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        let key = value.key
        guard key.count == 5, key.lowerBound > 0, bytes[key.lowerBound &- 1] == ASCII.space, value.range.count < 16
        else { return false }
        for word: StaticString in ["nexpected", "nrecognized", " method", " json"]
        where bytes.has(word, at: key.lowerBound &- 1 &- word.utf8CodeUnitCount, before: key.lowerBound) { return true }
        return false
    }

    private static let errors = WordSet(
        "Operation", "Input/output", "Protocol", "Connection", "Resource", "Cannot", "Device", "Network", "Host",
        "Transport", "Interrupted", "Argument", "Numerical", "Function", "Value", "Permission", "No", "Invalid", "Not",
        "Broken", "Stale", "Software", "Owner", "State", "Key", "Required", "Success", "Timer", "Too", "Unknown")
    private static let optionWords = WordSet(
        "mode", "argument", "arguments", "option", "options", "flag", "parameter", "is", "requires", "required", "must")
}
