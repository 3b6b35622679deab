/// Where a value stands, and what stands around it.
struct ValuePlace {
    var range: Range<Int>
    var isQuoted: Bool
    var key: Range<Int>
    var separator: Int
    /// Where the record ends.
    var end: Int
}

/// Values that stand behind the key of a person and tell of nobody.
///
/// The rule in doubt is to report: each of these is a closed list, or a form that no name has.
extension PersonalDetector {
    /// Whether a value tells of nobody: a word for nobody or for a state, a number, a template.
    static func isNobody(_ bytes: Span<UInt8>, _ value: ValuePlace, _ meaning: KeyMeaning) -> Bool {
        switch meaning {
        case .user, .displayName, .room, .session, .email, .avatar, .statsID, .machineID, .secret, .token, .header,
            .phone:
            break
        default: return false
        }
        let range = value.range
        if KnownWords.nobodies.contains(bytes, range) || isTemplate(bytes, value) { return true }
        // Who calls himself so gives nothing away.
        if !value.isQuoted || meaning == .header, isState(bytes, value, meaning) { return true }
        if !value.isQuoted, isCount(bytes, value, meaning) { return true }
        if !value.isQuoted, isProse(bytes, value), isSaid(bytes, value) { return true }
        switch meaning {
        case .user:
            // `"logName":"projects/…"`
            return value.key.count == 7 && bytes.has("logN", at: value.key.lowerBound, before: value.key.upperBound)
                && bytes.firstIndex(of: ASCII.slash, in: range) != nil || isReference(bytes, value)
        case .secret:
            // Debian's `passwd:amd64`, HTTP's `streamID=3`, `PWD=/srv` of sudo and of shells.
            return isArchitecture(bytes, value)
                || value.key.count == 8
                    && bytes.hasIgnoringCase("streamid", at: value.key.lowerBound, before: value.key.upperBound)
                    && bytes.endOfDigits(from: range.lowerBound, before: range.upperBound) == range.upperBound
                || isWorkingDirectory(bytes, value) || isReference(bytes, value) || isNoCredential(bytes, value)
        case .token: return isObject(bytes, value)
        case .email:
            // Behind a colon, a text without an `@` goes on; with one it is found by that.
            return !value.isQuoted && isProse(bytes, value) && bytes.firstIndex(of: ASCII.at, in: range) == nil
        case .room:
            return isColibriID(bytes, value) || isPlainPrefix(bytes, value) || isHash(bytes, value)
        default: return false
        }
    }

    /// Whether a key stands where it is none: in a path, in a name of PAM, in a name that only ends like one, or before a table of which it
    /// says nothing: `…/profile/user: Permission denied`, `pam_unix(passwd:auth)`, `user testuser: authentication failure`,
    /// `"session":{"id":…}`.
    static func isPlace(_ bytes: Span<UInt8>, record: Range<Int>, key: Range<Int>, separator: Int) -> Bool {
        if KnownWords.doubtfulKeys.contains(bytes, key),
            opensStructure(bytes, behind: separator, end: record.upperBound)
        {
            return true
        }
        guard bytes[separator] == ASCII.colon, key.upperBound == separator else { return false }
        if isNameInProse(bytes, record: record, key: key, separator: separator) { return true }
        var start = key.lowerBound
        let limit = Swift.max(record.lowerBound, start &- 64)
        while start > limit,
            bytes[start &- 1].isWord || bytes[start &- 1] == ASCII.hyphen || bytes[start &- 1] == ASCII.dot
        {
            start &-= 1
        }
        guard start > record.lowerBound else { return false }
        switch bytes[start &- 1] {
        case ASCII.slash: return separator &+ 1 == record.upperBound || bytes[separator &+ 1] == ASCII.space
        case ASCII.leftParenthesis: return isModule(bytes, before: start &- 1, floor: record.lowerBound)
        default: return false
        }
    }

    /// Whether the name of a PAM module stands before a bracket: `pam_unix(`.
    static func isModule(_ bytes: Span<UInt8>, before bracket: Int, floor: Int) -> Bool {
        var start = bracket
        while start > floor, bracket &- start < 32, bytes[start &- 1].isWord { start &-= 1 }
        return bytes.has("pam_", at: start, before: bracket)
    }

    /// Whether an empty list or table stands behind a separator.
    static func isEmptyList(_ bytes: Span<UInt8>, behind separator: Int, end: Int) -> Bool {
        var at = separator &+ 1
        while at < end, bytes[at].isBlank { at &+= 1 }
        return bytes.has("[]", at: at, before: end) || bytes.has("{}", at: at, before: end)
    }

    /// Whether an array or an object begins behind a separator.
    private static func opensStructure(_ bytes: Span<UInt8>, behind separator: Int, end: Int) -> Bool {
        var at = separator &+ 1
        while at < end, bytes[at].isBlank { at &+= 1 }
        return at < end && (bytes[at] == ASCII.leftBrace || bytes[at] == ASCII.leftBracket)
    }

    // MARK: Names that end like a key

    /// Whether a key before a colon and a blank is the end of somebody's name or of a function's: `testuser: authentication failure`,
    /// `check_ntlm_password: Authentication for`.
    ///
    /// What stands behind it decides: a sentence that goes on, or what looks like a password.
    private static func isNameInProse(_ bytes: Span<UInt8>, record: Range<Int>, key: Range<Int>, separator: Int) -> Bool
    {
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

    private static func hasDigit(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        for at in text where bytes[at].isDigit { return true }
        return false
    }

    /// Whether a text looks like a password or a token: digits among letters, or signs that no word has.
    private static func isRandom(_ bytes: Span<UInt8>, _ text: Range<Int>, atLeast least: Int) -> Bool {
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

    // MARK: Keys of more than credentials

    /// Keys of credentials that are keys of other things as well.
    private enum DoubtfulKey: Int { case pw, auth, session, pin, key, keyInASCII }

    /// Whether what stands behind such a key is something else: `auth=none`, `session=closed`, `pin=3`.
    ///
    /// Behind a colon and a blank, a sentence may go on: there it has to look like a password.
    private static func isNoCredential(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        guard let index = KnownWords.doubtfulKeys.index(of: bytes, value.key), let key = DoubtfulKey(rawValue: index)
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

    /// Whether a value behind a colon and a blank is a word of a sentence, or a type: `Token: refreshed successfully`,
    /// `password: string; user: User`.
    private static func isSaid(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        let range = value.range
        if KnownWords.deeds.contains(bytes, range) || KnownWords.types.contains(bytes, range) { return true }
        guard range.count == value.key.count, bytes[range.lowerBound] &- UInt8(ascii: "A") < 26 else { return false }
        for at in 0..<range.count
        where bytes[range.lowerBound &+ at].lowercased != bytes[value.key.lowerBound &+ at].lowercased { return false }
        return true
    }

    /// Whether a colon and a blank stand before a value, and its key is a bare word: `user: not found`.
    private static func isProse(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        bytes[value.separator] == ASCII.colon && bytes[value.separator &+ 1] == ASCII.space
            && value.key.upperBound == value.separator
    }

    /// Whether a value is a word for a state, or one of those without which no sentence goes on.
    private static func isState(_ bytes: Span<UInt8>, _ value: ValuePlace, _ meaning: KeyMeaning) -> Bool {
        func isOperational(_ word: Range<Int>) -> Bool {
            KnownWords.states.contains(bytes, word) || KnownWords.functionWords.contains(bytes, word)
        }
        let range = value.range
        if isOperational(range) { return true }
        // A name has blanks: `nick: already in use`.
        guard meaning == .displayName || meaning == .header, !value.isQuoted,
            let blank = bytes.firstIndex(of: ASCII.space, in: range), isOperational(range.lowerBound..<blank)
        else { return false }
        if meaning == .header {
            return isProse(bytes, value) && !KnownWords.schemes.contains(bytes, range.lowerBound..<blank)
        }
        let next =
            blank &+ 1..<(bytes.firstIndex(of: ASCII.space, in: blank &+ 1..<range.upperBound) ?? range.upperBound)
        return isOperational(next)
    }

    /// Whether a value is a number, or an amount with its unit: `user: 5 sessions`, `user=0.12s`, `mail=1`.
    private static func isCount(_ bytes: Span<UInt8>, _ value: ValuePlace, _ meaning: KeyMeaning) -> Bool {
        let range = value.range
        guard bytes[range.lowerBound].isDigit else { return false }
        let digits = bytes.endOfDigits(from: range.lowerBound, before: range.upperBound)
        var end = digits
        if end &+ 1 < range.upperBound,
            bytes[end] == ASCII.dot || bytes[end] == ASCII.comma || bytes[end] == ASCII.slash,
            bytes[end &+ 1].isDigit
        {
            end = bytes.endOfDigits(from: end &+ 1, before: range.upperBound)
        }
        let hasUnit = end < range.upperBound && KnownWords.units.contains(bytes, end..<range.upperBound)
        // `nick: 3 of them`: a name has blanks.
        let goesOn = end < range.upperBound && bytes[end] == ASCII.space
        let isAmount = hasUnit || end > digits
        guard end == range.upperBound || hasUnit || goesOn && meaning == .displayName else { return false }
        switch meaning {
        case .email: return true
        case .displayName: return isAmount || isProse(bytes, value)
        case .user:
            // The number of a user is one.
            if bytes.hasIgnoringCase("id", at: value.key.upperBound &- 2, before: value.key.upperBound) { return false }
            return isAmount || isProse(bytes, value)
        case .room:
            guard isProse(bytes, value) else { return false }
            let isCounted =
                range.upperBound &+ 1 < value.end && bytes[range.upperBound] == ASCII.space
                && bytes[range.upperBound &+ 1].isLetter
            return isAmount || isCounted || range.count < 6
        case .secret:
            // `pass1=3` is said of what is done in several.
            let hasNumber = bytes[value.key.upperBound &- 1].isDigit
            return (value.key.count == 4 || hasNumber && value.key.count < 8)
                && bytes.hasIgnoringCase("pass", at: value.key.lowerBound, before: value.key.upperBound)
                && !bytes.hasIgnoringCase("passw", at: value.key.lowerBound, before: value.key.upperBound)
        default: return false
        }
    }

    /// Whether a value is a place for one: `?` and `$1` of SQL, `%s`, `${USER}`, `{{ user }}`, `<accountId>`.
    private static func isTemplate(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        let range = value.range
        let rest = range.lowerBound &+ 1
        switch bytes[range.lowerBound] {
        // `?1` is a boolean of a structured header (RFC 9651): `Sec-Fetch-User`.
        case ASCII.question: return range.count == 1 || range.count == 2 && bytes[rest].isDigit
        case UInt8(ascii: "$"):
            return bytes.endOfDigits(from: rest, before: range.upperBound) == range.upperBound && range.count > 1
                || range.count > 2 && bytes[rest] == ASCII.leftBrace
        case ASCII.percent:
            return range.count == 2 && bytes[rest].isLetter
                || range.count > 3 && bytes[rest] == ASCII.leftParenthesis
        case ASCII.hash: return range.count > 2 && bytes[rest] == ASCII.leftBrace
        case ASCII.leftBrace: return range.count > 3 && bytes[rest] == ASCII.leftBrace
        default: break
        }
        // What stands in angle brackets and is itself a key names what belongs there.
        guard bytes[range.lowerBound &- 1] == ASCII.lessThan else {
            return bytes[range.lowerBound] == ASCII.lessThan && bytes[range.upperBound &- 1] == ASCII.greaterThan
                && isTemplateName(bytes, rest..<range.upperBound &- 1)
        }
        return isTemplateName(bytes, range)
    }

    /// Whether a word in angle brackets says what belongs in its place.
    static func isTemplateName(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        !name.isEmpty
            && (KnownWords.templates.contains(bytes, name) || KeyTable.shared.meaning(of: name, in: bytes) != nil)
    }

    /// Whether a value is a name in a program: `user = request.user`.
    private static func isReference(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        let (key, range) = (value.key, value.range)
        guard !value.isQuoted, range.count > key.count &+ 1, bytes[range.upperBound &- key.count &- 1] == ASCII.dot,
            bytes[range.lowerBound].isLetter
        else { return false }
        for at in range where !bytes[at].isWord && bytes[at] != ASCII.dot { return false }
        for at in 0..<key.count
        where bytes[key.lowerBound &+ at].lowercased != bytes[range.upperBound &- key.count &+ at].lowercased {
            return false
        }
        return true
    }

    /// Whether a value is an object as Java prints it: `AppWindowToken{9f4ef63 …`.
    private static func isObject(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        guard !value.isQuoted, let brace = bytes.firstIndex(of: ASCII.leftBrace, in: value.range),
            brace > value.range.lowerBound
        else { return false }
        for at in value.range.lowerBound..<brace where !bytes[at].isLetter { return false }
        return true
    }

    private static func isArchitecture(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        value.key.upperBound == value.separator && bytes[value.separator] == ASCII.colon
            && value.range.lowerBound == value.separator &+ 1 && KnownWords.architectures.contains(bytes, value.range)
    }

    private static func isWorkingDirectory(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        value.key.count == 3 && bytes.has("PWD", at: value.key.lowerBound, before: value.key.upperBound)
            && bytes[value.separator] == ASCII.equals && bytes[value.range.lowerBound] == ASCII.slash
    }

    /// The id of a conference of colibri, which is random: `conference=ffc080`.
    private static func isColibriID(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        let range = value.range
        guard range.count == 6, !value.isQuoted, bytes[value.separator] == ASCII.equals, value.key.count == 10,
            ByteVector(bytes, at: range.lowerBound).hexDigits.bits & 0x3F == 0x3F
        else { return false }
        for at in range where bytes[at].isDigit { return true }
        return false
    }

    /// An object of Java as it prints itself by default: `sourceRoom=org.example.ChatRoomImpl@5a0746a`.
    private static func isHash(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        guard let sign = bytes.lastIndex(of: ASCII.at, in: value.range), value.range.upperBound &- sign > 4,
            bytes.firstIndex(of: ASCII.dot, in: value.range.lowerBound..<sign) != nil
        else { return false }
        for at in sign &+ 1..<value.range.upperBound where !bytes[at].isHexDigit { return false }
        return true
    }

    /// `prefix` names a tenant in a query of Prosody's; anywhere else it is any program's.
    private static func isPlainPrefix(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        guard value.key.count == 6,
            bytes.hasIgnoringCase("prefix", at: value.key.lowerBound, before: value.key.upperBound)
        else { return false }
        return bytes[value.separator] != ASCII.equals || value.key.upperBound != value.separator
    }

    /// Whether a text begins as a distinguished name does (RFC 4514): `CN=…`, `/C=US/…`.
    static func isDistinguishedName(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        var at = text.lowerBound
        if bytes[at] == ASCII.slash { at &+= 1 }
        let start = at
        while at < text.upperBound, bytes[at] &- UInt8(ascii: "A") < 26 { at &+= 1 }
        if at < text.upperBound, bytes[at] == ASCII.space { at &+= 1 }
        return at > start && at < text.upperBound && bytes[at] == ASCII.equals
    }

    /// The number behind the key of a telephone: its digits, with what stands between them.
    static func dialed(_ bytes: Span<UInt8>, _ value: Range<Int>, record: Range<Int>, isQuoted: Bool) -> Range<Int>? {
        var at = value.lowerBound
        var end = at
        var digits = 0
        let limit = isQuoted ? value.upperBound : record.upperBound
        while at < limit, digits < 20 {
            let byte = bytes[at]
            if byte.isDigit {
                digits &+= 1
                end = at &+ 1
            } else if at &- end > 2 || !(byte == ASCII.plus && at == value.lowerBound || isPhoneSeparator(byte)) {
                break
            }
            at &+= 1
        }
        // `tel` is said of extensions too.
        guard digits >= 3, !AddressDetector.isAddress(bytes, value.lowerBound..<end),
            end == limit || !bytes[end].isWord,
            !(end &+ 1 < limit && bytes[end] == ASCII.colon && bytes[end &+ 1].isDigit)
        else { return nil }
        return value.lowerBound..<(isQuoted ? value.upperBound : end)
    }

    // MARK: Forms

    /// The values of a field of a form (XEP-0004): `<field var='muc#roomconfig_roomsecret'><value>…</value></field>`.
    mutating func formField(_ bytes: Span<UInt8>, record: Range<Int>, key: Int, separator: Int) -> Outcome {
        let quote = separator &+ 1
        guard quote < record.upperBound, bytes[quote] == ASCII.quote || bytes[quote] == ASCII.apostrophe,
            let close = bytes.firstIndex(of: bytes[quote], in: quote &+ 1..<Swift.min(record.upperBound, quote &+ 64)),
            let kind = KeyTable.shared.meaning(of: quote &+ 1..<close, in: bytes)?.kind, kind != .port
        else { return .nothing }
        let end = Swift.min(record.upperBound, close &+ Self.surroundings)
        let stop = bytes.firstIndex(of: "</field", in: close..<end) ?? end
        var at = close
        while let tag = bytes.firstIndex(of: "<value>", in: at..<stop) {
            let text = tag &+ 7
            let textEnd = bytes.firstIndex(of: ASCII.lessThan, in: text..<stop) ?? stop
            if text < textEnd, !Placeholder.isKept(bytes, text..<textEnd),
                !(textEnd == text &+ 1 && bytes[text].isDigit)
            {
                values.add(kind, text..<textEnd)
            }
            at = textEnd
        }
        return values.count == 0 ? .nothing : .values(resume: at)
    }
}
