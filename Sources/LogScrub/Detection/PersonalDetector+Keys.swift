/// Values behind keys, and the text of elements.
extension PersonalDetector {
    /// A place in a record where a value stands, and how it is closed.
    private struct Slot {
        var range: Range<Int>
        /// The quote around it: `"`, `'`, or `<` for angle brackets.
        var quote: UInt8?
    }

    /// Reads the key before a separator and the value behind it.
    @inline(never)
    mutating func keyed(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, separator: Int) -> Outcome {
        var keyEnd = separator
        // `"key":`, `'key':`, `\"key\":`, `["key"] =`
        if keyEnd > floor, bytes[keyEnd &- 1] == ASCII.space, bytes[separator] == ASCII.equals { keyEnd &-= 1 }
        if keyEnd > floor, bytes[keyEnd &- 1] == ASCII.rightBracket { keyEnd &-= 1 }
        if keyEnd > floor, bytes[keyEnd &- 1] == ASCII.quote || bytes[keyEnd &- 1] == ASCII.apostrophe { keyEnd &-= 1 }
        if keyEnd > floor, bytes[keyEnd &- 1] == ASCII.backslash { keyEnd &-= 1 }
        guard let (meaning, keyStart) = keys.meaning(bytes, endingAt: keyEnd, floor: record.lowerBound),
            let slot = slot(bytes, record: record, separator: separator, meaning: meaning)
        else { return .nothing }
        let value = slot.range
        guard !value.isEmpty, value.lowerBound >= floor, !Placeholder.isKept(bytes, value) else { return .nothing }
        switch meaning {
        case .room: return room(bytes, record: record, floor: floor, value: value)
        case .user, .session, .displayName:
            return person(
                bytes, record: record, floor: floor, value: value, meaning: meaning, keyIsShort: keyEnd &- keyStart == 3
            )
        case .email:
            values.add(.email, value)
        case .port:
            guard PortMatch.read(bytes, value) != nil else { return .nothing }
            values.add(.port, value)
        case .token:
            for word: StaticString in ["true", "false", "valid", "invalid", "expired"]
            where word.utf8CodeUnitCount == value.count
                && bytes.hasIgnoringCase(word, at: value.lowerBound, before: value.upperBound)
            {
                return .nothing
            }
            values.add(.token, value)
        case .avatar:
            return avatar(bytes, value)
        case .party:
            guard value.count >= 5,
                bytes.endOfDigits(from: value.lowerBound, before: value.upperBound) == value.upperBound
            else { return .nothing }
            values.add(.phone, value)
        case .name:
            // Colibri's first version: `<conference name="teamsync">`
            if isIn("conference", bytes, record: record, key: keyStart) {
                return room(bytes, record: record, floor: floor, value: value)
            }
            guard isInTable(bytes, record: record, key: keyStart) else { return .nothing }
            values.add(.displayName, value)
        case .id:
            guard isInTable(bytes, record: record, key: keyStart) else { return .nothing }
            values.add(.user, value)
        case .value:
            guard let named = attributeName(bytes, record: record, key: keyStart), let kind = named.kind else {
                return .nothing
            }
            if kind == .room { return room(bytes, record: record, floor: floor, value: value) }
            values.add(kind, value)
        case .jid:
            return .nothing
        default:
            guard let kind = meaning.kind else { return .nothing }
            values.add(kind, value)
        }
        return .values(resume: value.upperBound)
    }

    // MARK: Where the value is

    /// The value behind a separator.
    private func slot(_ bytes: Span<UInt8>, record: Range<Int>, separator: Int, meaning: KeyMeaning) -> Slot? {
        let end = record.upperBound
        var at = separator &+ 1
        let isColon = bytes[separator] == ASCII.colon
        var blanks = 0
        while at < end, bytes[at] == ASCII.space, blanks < (isColon ? 2 : bytes[separator &- 1] == ASCII.space ? 1 : 0)
        {
            at &+= 1
            blanks &+= 1
        }
        guard at < end, bytes[at] > ASCII.space else { return nil }
        // Whole headers and user agents go on to the end, or to the quote that closes them.
        if meaning == .header || meaning == .userAgent {
            if bytes[at] == ASCII.quote || bytes[at] == ASCII.apostrophe || bytes[at] == ASCII.leftBracket { at &+= 1 }
            if bytes[at] == ASCII.quote { at &+= 1 }
            var stop = at
            while stop < end, bytes[stop] != ASCII.quote, bytes[stop] != ASCII.carriageReturn { stop &+= 1 }
            if stop < end, stop > at, bytes[stop] == ASCII.quote, bytes[stop &- 1] == ASCII.backslash { stop &-= 1 }
            return Slot(range: at..<stop, quote: nil)
        }
        if bytes[at] == ASCII.lessThan {
            guard let close = bytes.firstIndex(of: ASCII.greaterThan, in: at..<Swift.min(end, at &+ 512)) else {
                return Slot(range: at &+ 1..<end, quote: ASCII.lessThan)
            }
            return Slot(range: at &+ 1..<close, quote: ASCII.lessThan)
        }
        var open = at
        var isEscaped = false
        if bytes[open] == ASCII.backslash, bytes[open &+ 1] == ASCII.quote || bytes[open &+ 1] == ASCII.apostrophe {
            isEscaped = true
            open &+= 1
        }
        if bytes[open] == ASCII.quote || bytes[open] == ASCII.apostrophe {
            let quote = bytes[open]
            var stop = open &+ 1
            while stop < end, bytes[stop] != quote || !isEscaped && Self.isEscapedBefore(bytes, stop, open &+ 1) {
                stop &+= 1
            }
            if isEscaped, stop < end, bytes[stop &- 1] == ASCII.backslash { stop &-= 1 }
            return Slot(range: open &+ 1..<Swift.max(stop, open &+ 1), quote: quote)
        }
        for quote: StaticString in ["\\x22", "\\x27", "%22", "%27", "&quot;", "&apos;", "\\u0022", "\\u0027"]
        where bytes.hasIgnoringCase(quote, at: at, before: end) {
            let start = at &+ quote.utf8CodeUnitCount
            var stop = start
            while stop < end, bytes[stop] != ASCII.quote, !bytes.hasIgnoringCase(quote, at: stop, before: end) {
                stop &+= 1
            }
            return Slot(range: start..<stop, quote: ASCII.quote)
        }
        return unquoted(bytes, record: record, from: at, meaning: meaning)
    }

    private static func isEscapedBefore(_ bytes: Span<UInt8>, _ at: Int, _ start: Int) -> Bool {
        var backslashes = 0
        while at &- backslashes > start, bytes[at &- backslashes &- 1] == ASCII.backslash { backslashes &+= 1 }
        return backslashes & 1 == 1
    }

    /// A value without quotes: to the next blank or punctuation; a person's name, which has blanks, to the next key or bracket.
    private func unquoted(_ bytes: Span<UInt8>, record: Range<Int>, from start: Int, meaning: KeyMeaning) -> Slot? {
        let end = record.upperBound
        var at = start
        let isName = meaning == .displayName || meaning == .name
        // `[acme]teamsync@…`, and placeholders.
        if bytes[at] == ASCII.leftBracket {
            if let stop = Placeholder.end(bytes, from: at, to: end) { return Slot(range: start..<stop, quote: nil) }
            guard meaning == .room || meaning == .user,
                let close = bytes.firstIndex(of: ASCII.rightBracket, in: at..<Swift.min(end, at &+ 128))
            else { return nil }
            at = close
        }
        if bytes[at] == ASCII.leftBrace { return nil }  // a table: its own keys say what is in it
        while at < end {
            let byte = bytes[at]
            if byte == ASCII.leftBracket, let next = Placeholder.end(bytes, from: at, to: end) {
                at = next
                continue
            }
            if byte < ASCII.space || byte == 0x7F || byte == ASCII.quote || byte == ASCII.semicolon
                || byte == ASCII.ampersand
                || byte == ASCII.rightParenthesis || byte == ASCII.rightBrace || byte == ASCII.lessThan
                || byte == ASCII.greaterThan
                || byte == UInt8(ascii: "|")
            {
                break
            }
            if byte == ASCII.rightBracket, at > start, bytes[start] != ASCII.leftBracket || at > start {
                if !Self.isTenantEnd(bytes, start, at) { break }
            }
            if isName {
                if byte == ASCII.comma, Self.isKey(bytes, at &+ 1, end) { break }
                if byte == ASCII.space, Self.isKey(bytes, at, end) { break }
            } else if byte == ASCII.space || byte == ASCII.comma || byte == ASCII.apostrophe {
                break
            }
            if byte == ASCII.hash, AddressDetector.isControlOctal(bytes, at &+ 1, end) { break }
            if byte == ASCII.backslash {
                let next = bytes[at &+ 1]
                if next == ASCII.quote || next == ASCII.apostrophe || next == UInt8(ascii: "n")
                    || next == UInt8(ascii: "r")
                    || next == UInt8(ascii: "t") || bytes.has("\\x22", at: at, before: end)
                    || bytes.has("\\u0026", at: at, before: end)
                {
                    break
                }
            }
            at &+= 1
        }
        // Dots and colons at the end are the sentence's.
        while at > start, bytes[at &- 1] == ASCII.dot || bytes[at &- 1] == ASCII.colon || bytes[at &- 1] == ASCII.space
        { at &-= 1 }
        return Slot(range: start..<at, quote: nil)
    }

    private static func isTenantEnd(_ bytes: Span<UInt8>, _ start: Int, _ bracket: Int) -> Bool {
        guard bytes[start] == ASCII.leftBracket else { return false }
        for at in start..<bracket where bytes[at] == ASCII.rightBracket { return false }
        return true
    }

    /// Whether `key=` stands at a position, behind blanks.
    private static func isKey(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, bytes[at] == ASCII.space { at &+= 1 }
        let first = at
        while at < end, bytes[at].isWord || bytes[at] == ASCII.hyphen { at &+= 1 }
        return at > first && at < end && (bytes[at] == ASCII.equals || bytes[at] == ASCII.colon)
    }

    // MARK: What it means

    /// A room, by its JID or its bare name, perhaps with its tenant.
    private mutating func room(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, value: Range<Int>) -> Outcome {
        var name = value
        // Behind a scheme it is a URL, which is found by its colon.
        if bytes.firstIndex(of: "://", in: value) != nil { return .nothing }
        if let sign = bytes.lastIndex(of: ASCII.at, in: value), sign > value.lowerBound {
            if bytes[value.lowerBound] == ASCII.leftBracket { return .nothing }
            return jid(
                bytes, record: record, floor: floor, sign: sign..<sign &+ 1, local: value.lowerBound, isRoom: true)
        }
        if bytes[name.lowerBound] == ASCII.leftBracket,
            let close = bytes.firstIndex(of: ASCII.rightBracket, in: name), close &+ 1 < name.upperBound
        {
            values.add(.room, name.lowerBound &+ 1..<close)
            name = close &+ 1..<name.upperBound
        }
        guard !AddressDetector.isAddress(bytes, name) else { return .nothing }
        for word: StaticString in ["true", "false"]
        where word.utf8CodeUnitCount == name.count && bytes.has(word, at: name.lowerBound, before: name.upperBound) {
            return .nothing
        }
        values.add(.room, name)
        return .values(resume: name.upperBound)
    }

    /// A user, a session, or the name of a participant.
    private mutating func person(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, value: Range<Int>, meaning: KeyMeaning, keyIsShort: Bool
    ) -> Outcome {
        if meaning != .displayName, let sign = bytes.lastIndex(of: ASCII.at, in: value), sign > value.lowerBound {
            return jid(bytes, record: record, floor: floor, sign: sign..<sign &+ 1, local: value.lowerBound)
        }
        guard !AddressDetector.isAddress(bytes, value) else { return .nothing }
        switch meaning {
        case .user:
            for word: StaticString in ["true", "false", "root", "phone", "ip"]
            where word.utf8CodeUnitCount == value.count
                && bytes.has(word, at: value.lowerBound, before: value.upperBound)
            { return .nothing }
            values.add(.user, value)
        case .session:
            // Jibri's are no credentials; they name the folder of a recording.
            let isCredential = value.count == 36 && Self.isUUID(bytes, at: value.lowerBound)
            guard isCredential || keyIsShort else { return .nothing }
            values.add(.session, value)
        default:
            // `nickname:jigasi-1`
            for name: StaticString in ["jigasi", "jibri", "jvb", "focus"]
            where bytes.has(name, at: value.lowerBound, before: value.upperBound) {
                var at = value.lowerBound &+ name.utf8CodeUnitCount
                if at < value.upperBound, bytes[at] == ASCII.hyphen { at &+= 1 }
                if bytes.endOfDigits(from: at, before: value.upperBound) == value.upperBound { return .nothing }
            }
            values.add(.displayName, value)
        }
        return .values(resume: value.upperBound)
    }

    /// The picture of a participant: its URL tells the e-mail address by a hash.
    private mutating func avatar(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Outcome {
        guard let slash = bytes.lastIndex(of: ASCII.slash, in: value), slash &+ 1 < value.upperBound else {
            values.add(.avatar, value)
            return .values(resume: value.upperBound)
        }
        let name = slash &+ 1..<value.upperBound
        guard !Placeholder.isKept(bytes, name) else { return .values(resume: value.upperBound) }
        values.add(.avatar, name)
        return .values(resume: value.upperBound)
    }

    /// Whether a key stands in a table that speaks of a person: `user_id:{id="u-4711",name="Ana"}`, `{user={name=Ana, email=…}}`.
    private func isInTable(_ bytes: Span<UInt8>, record: Range<Int>, key: Int) -> Bool {
        var at = key
        let limit = Swift.max(record.lowerBound, key &- 256)
        while at > limit {
            at &-= 1
            if bytes[at] == ASCII.rightBrace { return false }
            guard bytes[at] == ASCII.leftBrace else { continue }
            guard at > record.lowerBound,
                bytes[at &- 1] == ASCII.equals || bytes[at &- 1] == ASCII.colon || bytes[at &- 1] == ASCII.space
            else { return false }
            var end = at &- 1
            while end > limit, bytes[end] == ASCII.space || bytes[end] == ASCII.equals || bytes[end] == ASCII.colon {
                end &-= 1
            }
            if bytes[end] == ASCII.quote { end &-= 1 }
            return keys.meaning(bytes, endingAt: end &+ 1, floor: limit)?.meaning == .user
        }
        return false
    }

    /// Whether a key is an attribute of an element.
    private func isIn(_ element: StaticString, _ bytes: Span<UInt8>, record: Range<Int>, key: Int) -> Bool {
        var at = key
        while at > record.lowerBound, key &- at < 256, bytes[at] != ASCII.lessThan {
            if bytes[at] == ASCII.greaterThan { return false }
            at &-= 1
        }
        let end = at &+ 1 &+ element.utf8CodeUnitCount
        return bytes[at] == ASCII.lessThan && bytes.has(element, at: at &+ 1, before: key) && bytes[end] == ASCII.space
    }

    /// What the attribute `name` says of the attribute `value` behind it: `<header name='JvbRoomPassword' value='…'/>`.
    private func attributeName(_ bytes: Span<UInt8>, record: Range<Int>, key: Int) -> KeyMeaning? {
        var at = key
        while at > record.lowerBound, key &- at < 128, bytes[at] != ASCII.lessThan { at &-= 1 }
        guard let name = bytes.firstIndex(of: "name=", in: at..<key) else { return nil }
        let start = name &+ 6
        var end = start
        while end < key, bytes[end].isWord || bytes[end] == ASCII.hyphen { end &+= 1 }
        return keys.find(bytes, start..<end)
    }

    // MARK: Elements

    private static let elements: [(StaticString, Kind)] = [
        ("nick", .displayName), ("display-name", .displayName), ("displayName", .displayName), ("email", .email),
        ("mail", .email),
        ("stats-id", .statsID), ("avatar-url", .avatar), ("avatar-id", .avatar), ("body", .message),
        ("subject", .message),
        ("password", .secret), ("auth", .secret), ("response", .secret), ("challenge", .secret), ("success", .secret),
        ("fingerprint", .fingerprint), ("initial-response", .secret), ("token", .token), ("jwt", .token),
        ("FN", .displayName),
        ("machine-uid", .machineID), ("jitsi_participant_userId", .user), ("username", .user),
        ("text-message", .message),
        ("json-message", .message),
    ]

    /// The text of an element: `<nick xmlns='…'>Ana</nick>`. Also coturn's `user <…>`.
    @inline(never)
    mutating func element(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, bracket: Int) -> Outcome {
        let end = record.upperBound
        if bytes.has("user ", at: bracket &- 5, before: bracket)
            || bytes.has("username ", at: bracket &- 9, before: bracket)
        {
            let start = bracket &+ 1
            let stop = bytes.firstIndex(of: ASCII.greaterThan, in: start..<Swift.min(end, start &+ 512)) ?? end
            guard start < stop, !Placeholder.isKept(bytes, start..<stop) else { return .nothing }
            values.add(.user, start..<stop)
            return .values(resume: stop)
        }
        if bytes.has("sip", at: bracket &+ 1, before: end) || bytes.has("tel:", at: bracket &+ 1, before: end) {
            return party(bytes, record: record, floor: floor, bracket: bracket)
        }
        var nameStart = bracket &+ 1
        guard nameStart < end, bytes[nameStart].isLetter else { return .nothing }
        var nameEnd = nameStart
        while nameEnd < end, bytes[nameEnd].isWord || bytes[nameEnd] == ASCII.hyphen || bytes[nameEnd] == ASCII.colon {
            // A prefix of a namespace.
            if bytes[nameEnd] == ASCII.colon { nameStart = nameEnd &+ 1 }
            nameEnd &+= 1
        }
        guard nameEnd < end, nameEnd > nameStart, let kind = Self.kind(bytes, nameStart..<nameEnd) else {
            return .nothing
        }
        var close = nameEnd
        var quote: UInt8 = 0
        while close < end, bytes[close] != ASCII.greaterThan || quote != 0 {
            if bytes[close] == ASCII.quote || bytes[close] == ASCII.apostrophe {
                if quote == 0 { quote = bytes[close] } else if quote == bytes[close] { quote = 0 }
            }
            close &+= 1
        }
        guard close < end, bytes[close &- 1] != ASCII.slash else { return .nothing }
        let text = close &+ 1
        let stop = bytes.firstIndex(of: ASCII.lessThan, in: text..<end) ?? end
        if stop == end { open = kind }
        guard text < stop, !Placeholder.isKept(bytes, text..<stop) else { return .nothing }
        // Other elements within it are no text; attributes before it may hold something.
        for at in text..<stop where bytes[at] > ASCII.space {
            values.add(kind, text..<stop)
            return .values(resume: stop)
        }
        return .nothing
    }

    /// The name before a SIP address (RFC 3261, section 20.10): `"Ana" <sip:…>`, `--id=Ana <sip:…>`.
    private mutating func party(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, bracket: Int) -> Outcome {
        var end = bracket
        while end > floor, bytes[end &- 1] == ASCII.space { end &-= 1 }
        guard end > floor else { return .nothing }
        var start = end
        if bytes[end &- 1] == ASCII.rightBracket, let open = bytes.lastIndex(of: ASCII.leftBracket, in: floor..<end),
            Placeholder.isKept(bytes, open..<end)
        {
            return .nothing
        }
        if bytes[end &- 1] == ASCII.quote {
            end &-= 1
            start = end
            while start > floor, bytes[start &- 1] != ASCII.quote { start &-= 1 }
            if end > start, bytes[end &- 1] == ASCII.backslash { end &-= 1 }
        } else {
            while start > floor, bytes[start &- 1] >= ASCII.space, bytes[start &- 1] != ASCII.equals,
                bytes[start &- 1] != ASCII.colon,
                bytes[start &- 1] != ASCII.comma, bytes[start &- 1] != ASCII.quote,
                bytes[start &- 1] != ASCII.leftBracket
            {
                start &-= 1
            }
            while start < end, bytes[start] == ASCII.space { start &+= 1 }
        }
        guard start < end, !Placeholder.isKept(bytes, start..<end) else { return .nothing }
        values.add(.displayName, start..<end)
        return .values(resume: bracket &+ 1)
    }

    // MARK: Logins

    /// The users of `sshd`, who stand in its messages without a key: `for invalid user ana from`, `authenticating user ana `.
    ///
    /// - Parameter colon: The one behind `sshd[812]`.
    mutating func login(_ bytes: Span<UInt8>, record: Range<Int>, colon: Int) -> Outcome {
        var at = colon
        while at < record.upperBound {
            guard let space = bytes.firstIndex(of: ASCII.space, in: at..<record.upperBound) else { break }
            at = space &+ 1
            var start: Int?
            if bytes.has("user ", at: at, before: record.upperBound) {
                start = at &+ 5
            } else if bytes.has("for ", at: at, before: record.upperBound),
                !bytes.has("for invalid user", at: at, before: record.upperBound)
            {
                start = at &+ 4
            }
            guard let start else { continue }
            var end = start
            while end < record.upperBound, bytes[end] > ASCII.space, bytes[end] != ASCII.leftParenthesis,
                bytes[end] != ASCII.comma
            {
                end &+= 1
            }
            let isNoName =
                bytes.has("from", at: start, before: end) && end &- start == 4
                || bytes.has("root", at: start, before: end) && end &- start == 4
                || bytes.has("user", at: start, before: end) && end &- start == 4
                || AddressDetector.isAddress(bytes, start..<end)
            if end > start, !isNoName, !Placeholder.isKept(bytes, start..<end) { values.add(.user, start..<end) }
            at = end
        }
        return values.count == 0 ? .nothing : .values(resume: colon &+ 1)
    }

    private static func kind(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Kind? {
        for (element, kind) in elements
        where element.utf8CodeUnitCount == name.count
            && bytes.has(element, at: name.lowerBound, before: name.upperBound)
        {
            return kind
        }
        return nil
    }

    // MARK: Escaped signs

    /// `%40`, `\x40`, `\u0040`, `&#64;`: an `@`; `%2B`: a plus sign.
    @inline(never)
    mutating func escapedSign(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, escape: Int) -> Outcome {
        var start = escape
        if bytes[escape] == ASCII.hash, escape > floor, bytes[escape &- 1] == ASCII.ampersand { start = escape &- 1 }
        guard let character = AddressDetector.character(bytes, at: start, to: record.upperBound),
            character.escape != nil
        else {
            return .nothing
        }
        switch character.value {
        case ASCII.at: return jid(bytes, record: record, floor: floor, sign: start..<character.end)
        case ASCII.plus: return phone(bytes, record: record, floor: floor, plus: start, width: character.end &- start)
        default: return .nothing
        }
    }
}
