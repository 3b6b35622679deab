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
    /// Whether a user is a word for nobody, an account of the system's, or a boolean of a structured header (RFC 9651).
    static func isNobody(_ bytes: Span<UInt8>, _ user: Range<Int>) -> Bool {
        KnownWords.nobodies.contains(bytes, user) || KnownWords.systemAccounts.contains(bytes, user)
            || user.count == 2 && bytes[user.lowerBound] == ASCII.question
    }

    /// Whether a value tells of nobody: a word for nobody or for a state, a number, a template.
    static func isNobody(_ bytes: Span<UInt8>, _ value: ValuePlace, _ meaning: KeyMeaning) -> Bool {
        switch meaning {
        case .user, .displayName, .room, .session, .email, .avatar, .statsID, .machineID, .secret, .token, .header,
            .phone:
            break
        default: return false
        }
        let range = value.range
        if KnownWords.nobodies.contains(bytes, range) || isTemplate(bytes, range) { return true }
        if meaning == .user, KnownWords.systemAccounts.contains(bytes, range) { return true }
        // Who calls himself so gives nothing away.
        if !value.isQuoted || meaning == .header, isState(bytes, value, meaning) { return true }
        if !value.isQuoted, isCount(bytes, value, meaning) { return true }
        if !value.isQuoted, isProse(bytes, value), isSaid(bytes, value) { return true }
        if isStock(bytes, value, meaning) { return true }
        switch meaning {
        case .user:
            // Postfix counts the commands of XCLIENT: `user=1 auth=0/1`
            if bytes.has(" auth=", at: range.upperBound, before: range.upperBound &+ 6),
                bytes.endOfDigits(from: range.lowerBound, before: range.upperBound) == range.upperBound
            {
                return true
            }
            // A call in a program: `user = User.objects.get(pk=1)`
            if isCall(bytes, value) { return true }
            // `"logName":"projects/…"`
            return value.key.count == 7 && bytes.has("logN", at: value.key.lowerBound, before: value.key.upperBound)
                && bytes.firstIndex(of: ASCII.slash, in: range) != nil || isReference(bytes, value)
        case .secret:
            // Debian's `passwd:amd64`, HTTP's `streamID=3`, `PWD=/srv` of sudo and of shells.
            return isArchitecture(bytes, value)
                || isCall(bytes, value) && bytes.firstIndex(of: ASCII.dot, in: value.range) != nil
                || value.key.count == 8
                    && bytes.hasIgnoringCase("streamid", at: value.key.lowerBound, before: value.key.upperBound)
                    && bytes.endOfDigits(from: range.lowerBound, before: range.upperBound) == range.upperBound
                || isWorkingDirectory(bytes, value) || isReference(bytes, value) || isNoCredential(bytes, value)
        case .token:
            return isObject(bytes, value)
                || isCall(bytes, value) && bytes.firstIndex(of: ASCII.dot, in: value.range) != nil
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
        if isNameInQuotes(bytes, record: record, key: key, separator: separator) { return true }
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
        // A module of Apache's and a level: `[authz_user:debug]`.
        case ASCII.leftBracket:
            let end = bytes.endOfRun(from: separator &+ 1, to: record.upperBound) { $0.keyBytes }
            return end < record.upperBound && bytes[end] == ASCII.rightBracket
                && KnownWords.logLevels.contains(bytes, separator &+ 1..<end)
        case ASCII.leftParenthesis: return isModule(bytes, before: start &- 1, floor: record.lowerBound)
        default: return false
        }
    }

    /// Whether what looks like a key before an arrow is the end of a path: `POST /login => generated 12 bytes`.
    static func isPathBeforeArrow(_ bytes: Span<UInt8>, key: Int, separator: Int, floor: Int) -> Bool {
        key > floor && bytes[key &- 1] == ASCII.slash && bytes[separator] == ASCII.equals
            && bytes[separator &+ 1] == ASCII.greaterThan
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

    /// Whether a column of SQL is taken for another type: `lower(email::text)`.
    static func isCast(_ bytes: Span<UInt8>, separator: Int, end: Int) -> Bool {
        guard bytes.has("::", at: separator, before: end) else { return false }
        let type = separator &+ 2..<bytes.endOfRun(from: separator &+ 2, to: end) { $0.wordBytes }
        return KnownWords.types.contains(bytes, type)
    }

    /// Whether an array or an object begins behind a separator.
    private static func opensStructure(_ bytes: Span<UInt8>, behind separator: Int, end: Int) -> Bool {
        var at = separator &+ 1
        while at < end, bytes[at].isBlank { at &+= 1 }
        return at < end && (bytes[at] == ASCII.leftBrace || bytes[at] == ASCII.leftBracket)
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
    static func isProse(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
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
            // The seconds that a processor has spent for programs: `usr=12 sys=3`.
            if bytes.has("usr", at: value.key.upperBound &- 3, before: value.key.upperBound) { return true }
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
            // Postfix's `auth=0/1`
            if isAmount, value.key.count == 4,
                bytes.hasIgnoringCase("auth", at: value.key.lowerBound, before: value.key.upperBound)
            {
                return true
            }
            // `pass1=3` is said of what is done in several.
            let hasNumber = bytes[value.key.upperBound &- 1].isDigit
            return (value.key.count == 4 || hasNumber && value.key.count < 8)
                && bytes.hasIgnoringCase("pass", at: value.key.lowerBound, before: value.key.upperBound)
                && !bytes.hasIgnoringCase("passw", at: value.key.lowerBound, before: value.key.upperBound)
        default: return false
        }
    }

    /// Whether a value is a place for one: `?` and `$1` of SQL, `%s`, `${USER}`, `{{ user }}`, `<accountId>`.
    static func isTemplate(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
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
    private static func isTemplateName(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
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

    /// Whether a value is what a program calls: a name, and a parenthesis behind it.
    private static func isCall(_ bytes: Span<UInt8>, _ value: ValuePlace) -> Bool {
        guard !value.isQuoted, bytes[value.range.lowerBound].isLetter else { return false }
        let end = bytes.endOfRun(from: value.range.lowerBound, to: value.end) {
            $0.wordBytes.union($0.mask(of: ASCII.dot))
        }
        // `username: ana(10189)`
        return end < value.end && bytes[end] == ASCII.leftParenthesis && !bytes[end &+ 1].isDigit
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

    /// Whether a text begins as a distinguished name does (RFC 4514): `CN=…`, `/C=US/…`, `emailAddress=…`.
    static func isDistinguishedName(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        var at = text.lowerBound
        if bytes[at] == ASCII.slash { at &+= 1 }
        let start = at
        while at < text.upperBound, bytes[at] &- UInt8(ascii: "A") < 26 { at &+= 1 }
        if bytes.has("emailAddress", at: start, before: text.upperBound) { at = start &+ 12 }
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
        if end &- value.lowerBound == digits, isEpoch(bytes, value.lowerBound..<end) { return nil }
        // `tel` is said of extensions too.
        guard digits >= 3, !AddressDetector.isAddress(bytes, value.lowerBound..<end),
            end == limit || !bytes[end].isWord,
            !(end &+ 1 < limit && bytes[end] == ASCII.colon && bytes[end &+ 1].isDigit)
        else { return nil }
        return value.lowerBound..<(isQuoted ? value.upperBound : end)
    }

    /// Whether digits are a time in seconds or milliseconds since 1970, `from=1726340531`: no number that is dialed begins so.
    static func isEpoch(_ bytes: Span<UInt8>, _ digits: Range<Int>) -> Bool {
        (digits.count == 10 || digits.count == 13) && bytes[digits.lowerBound] == UInt8(ascii: "1")
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
