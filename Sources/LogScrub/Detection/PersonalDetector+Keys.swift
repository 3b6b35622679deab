/// Values behind keys.
extension PersonalDetector {
    /// Where the key before a separator ends: `"key":`, `'key':`, `\"key\":`, `["key"] =`, `ESC[33mkey ESC[0m=`.
    @inline(__always)
    static func endOfKey(_ bytes: Span<UInt8>, separator: Int, floor: Int) -> Int {
        var end = separator
        guard end > floor, !bytes[end &- 1].isWord else {
            if bytes[separator] == ASCII.equals, mayEndEscapedBracket(bytes, end) {
                return endOfFormKey(bytes, end, floor: floor)
            }
            let isColor = end &- 2 >= floor && bytes[end &- 1] == UInt8(ascii: "m") && !bytes[end &- 2].isLetter
            return isColor ? beforeColor(bytes, end, floor: floor) : end
        }
        end = AssignmentOperator.start(bytes, separator, floor: floor)
        guard end > floor else { return end }
        if bytes[end &- 1] == ASCII.space, end &- 1 > floor {
            let before = bytes[end &- 2]
            guard bytes[separator] == ASCII.equals || before == ASCII.quote || before == ASCII.apostrophe else {
                return end
            }
            end &-= 1
        }
        // A form's `user[password]=`
        if bytes[separator] == ASCII.equals, end == separator, bytes[separator &+ 1] != ASCII.greaterThan {
            end = endOfFormKey(bytes, end, floor: floor)
        }
        // Erlang's `<<"key">> =>`
        if end > floor &+ 3, bytes[end &- 1] == ASCII.greaterThan, bytes.has("\">>", at: end &- 3, before: end) {
            end &-= 2
        }
        // `["key"] =`, and `[key] =>` as PHP prints an array.
        if end > floor &+ 1, bytes[end &- 1] == ASCII.rightBracket,
            bytes[end &- 2] == ASCII.quote || bytes[end &- 2] == ASCII.apostrophe
                || bytes[separator &+ 1] == ASCII.greaterThan
        {
            end &-= 1
        }
        if end > floor, bytes[end &- 1] == ASCII.quote || bytes[end &- 1] == ASCII.apostrophe {
            end &-= 1
            while end > floor, bytes[end &- 1] == ASCII.backslash { end &-= 1 }
            end = endOfFormKey(bytes, end, floor: floor)
        }
        // German's `Tel.: 030…`
        if bytes[separator] == ASCII.colon, end &- 4 >= floor, bytes.hasIgnoringCase("tel.", at: end &- 4, before: end)
        {
            return end &- 1
        }
        return beforeColor(bytes, end, floor: floor)
    }

    /// Reads the key before a separator and the value behind it.
    @inline(never)
    mutating func keyed(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, separator: Int) -> Outcome {
        if bytes[separator] == ASCII.equals, bytes[separator &+ 1] == ASCII.leftParenthesis {
            let outcome = constraint(bytes, record: record, floor: floor, equals: separator)
            if case .values = outcome { return outcome }
        }
        // A colon between a digit and anything but a blank or a quote is that of a time or an address: the prefilter need not report it.
        if bytes[separator] == ASCII.colon, separator > record.lowerBound, bytes[separator &- 1].isDigit,
            bytes[separator &+ 1] | 2 != ASCII.quote || KeyTable.shared.rulesOut(bytes, endingAt: separator)
        {
            return .nothing
        }
        let keyEnd = Self.endOfKey(bytes, separator: separator, floor: floor)
        guard
            let (meaning, keyStart) = KeyTable.shared.meaning(
                bytes, endingAt: keyEnd, floor: Swift.max(record.lowerBound, Swift.min(floor, keyEnd))),
            !Self.isTagOfPasswd(bytes, key: keyStart..<keyEnd, to: record.upperBound),
            !bytes.has("::", at: keyStart &- 2, before: keyStart),  // `Balance::user: retry` is a name in a program
            !Self.isPlace(bytes, record: record, key: keyStart..<keyEnd, separator: separator),
            !Self.isEmptyList(bytes, behind: separator, end: record.upperBound),
            !Self.isPathBeforeArrow(bytes, key: keyStart, separator: separator, floor: record.lowerBound),
            !Self.isCast(bytes, separator: separator, end: record.upperBound)
        else {
            return .nothing
        }
        switch meaning {
        case .heading, .name, .id:
            guard let (kind, start) = Self.heading(bytes, endingAt: keyEnd, floor: record.lowerBound) else { break }
            if bytes[separator] == ASCII.colon {
                return headed(bytes, record: record, floor: floor, kind: kind, colon: separator)
            }
            // `User Id=ana`
            if kind == .user {
                return value(
                    bytes, record: record, floor: floor, key: start..<keyEnd, separator: separator, meaning: .user)
            }
        default: break
        }
        // `Users: 5 online`
        if meaning == .user, bytes[keyEnd] != ASCII.quote && bytes[keyEnd] != ASCII.backslash,
            Self.isOfSeveral(bytes, keyStart..<keyEnd)
        {
            return .nothing
        }
        if meaning == .user, Self.opensTable(bytes, separator: separator, end: record.upperBound) {
            table.begins = true
            return .nothing
        }
        return value(
            bytes, record: record, floor: floor, key: keyStart..<keyEnd, separator: separator, meaning: meaning)
    }

    /// Reads the value behind a separator.
    mutating func value(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, key: Range<Int>, separator: Int, meaning: KeyMeaning
    ) -> Outcome {
        var reach = record
        switch meaning {
        case .jid, .heading: return .nothing
        case .attribute:
            return attribute(bytes, record: record, floor: floor, key: key, separator: separator)
        // What mostly turns out to be nothing is not read to its end first: the next key may stand in it.
        case .room where key.count == 1 && !Self.isSessionRoom(bytes, record: record, key: key.lowerBound):
            return .nothing
        case .room where Self.isURL(bytes, separator &+ 1..<record.upperBound): return .nothing
        case .user where key.count == 3 && bytes.hasIgnoringCase("uid", at: key.lowerBound, before: key.upperBound):
            reach = record.lowerBound..<Swift.min(record.upperBound, separator &+ Self.surroundings)
        case .user where Self.isURL(bytes, separator &+ 1..<record.upperBound),
            .displayName where Self.isURL(bytes, separator &+ 1..<record.upperBound):
            reach = record.lowerBound..<Swift.min(record.upperBound, separator &+ Self.surroundings)
        case .user
        where bytes[separator] == ASCII.colon
            && bytes.hasIgnoringCase("login", at: key.lowerBound, before: key.upperBound):
            reach = record.lowerBound..<Swift.min(record.upperBound, separator &+ Self.surroundings)
        case .port, .phone: reach = record.lowerBound..<Swift.min(record.upperBound, separator &+ Self.surroundings)
        case .session where key.count != 3:
            reach = record.lowerBound..<Swift.min(record.upperBound, separator &+ Self.surroundings)
        case .message where bytes[separator &+ 1].isWord: return .nothing
        case .variable:
            let outcome = formField(bytes, record: record, key: key.lowerBound, separator: separator)
            if case .values = outcome { return outcome }
            guard let element = Self.element(bytes, record: record, around: key.lowerBound) else { return .nothing }
            return namedElement(bytes, record: record, floor: floor, element: element, separator: separator)
        case .party, .name, .id, .value:
            // Most of these are nobody's.
            if meaning == .name, bytes[separator] == ASCII.equals,
                let element = Self.element(bytes, record: record, around: key.lowerBound)
            {
                let outcome = namedElement(
                    bytes, record: record, floor: floor, element: element, separator: separator)
                if case .values = outcome { return outcome }
            }
            guard isPersonal(meaning, bytes, record: record, key: key.lowerBound) else { return .nothing }
            // Some of the others turn out to be nobody's too: then their text is looked at again.
            reach = record.lowerBound..<Swift.min(record.upperBound, separator &+ Self.surroundings)
        default: break
        }
        guard let escapes = JSONText.escapes(bytes, beforeColon: separator, floor: record.lowerBound),
            let json = JSONText.value(bytes, at: separator &+ 1, to: reach.upperBound, escapes: escapes)
        else {
            guard
                let slot = ValueSlot(bytes, record: reach, key: key, separator: separator, meaning: meaning)
            else { return .nothing }
            return filled(
                bytes, record: record, floor: floor, key: key, separator: separator, meaning: meaning, slot: slot)
        }
        switch json {
        case .word: return .nothing
        case .structure(let start): return members(bytes, start, escapes, meaning, limit: record.upperBound)
        case .string(let range):
            if meaning == .user, Self.isCounting(bytes, key),
                bytes.endOfDigits(from: range.lowerBound, before: range.upperBound) == range.upperBound
            {
                return .nothing
            }
            return filled(
                bytes, record: record, floor: floor, key: key, separator: separator, meaning: meaning,
                slot: ValueSlot(range: ValueSlot.known(bytes, range, before: reach.upperBound), isQuoted: true))
        case .number(let range):
            // No agent is called a number.
            // `"users": 5` counts them.
            if meaning == .userAgent
                || meaning == .user
                    && (Self.isOfSeveral(bytes, key) || Self.isTime(bytes, key: key, number: range))
            {
                return .nothing
            }
            // `"full_hash_pass":2128` counts what has passed.
            if meaning == .secret, bytes.hasIgnoringCase("_pass", at: key.upperBound &- 5, before: key.upperBound) {
                return .nothing
            }
            let outcome = filled(
                bytes, record: record, floor: floor, key: key, separator: separator, meaning: meaning,
                slot: ValueSlot(range: range, isQuoted: true))
            values.markNumbers(escapes: escapes)
            return outcome
        }
    }

    /// passwd's tag before its message: `passwd: password for 'ana' changed by 'root'`.
    private static func isTagOfPasswd(_ bytes: Span<UInt8>, key: Range<Int>, to end: Int) -> Bool {
        key.count == 6
            && (bytes.has("passwd: password ", at: key.lowerBound, before: end)
                || bytes.has("passwd: pam_", at: key.lowerBound, before: end))
    }

    /// An array or object behind a key: of what serves as a password, all that it holds; else the strings of an array.
    private func members(
        _ bytes: Span<UInt8>, _ start: Int, _ escapes: Int, _ meaning: KeyMeaning, limit: Int
    ) -> Outcome {
        guard let kind = meaning.kind, kind != .port, kind != .message else { return .nothing }
        let isSecret = kind == .secret || kind == .token
        // `"authorization":{"action":…}` says what was allowed; a header is no object.
        if isSecret, meaning == .header, bytes[start] == ASCII.leftBrace,
            [("\"action" as StaticString), "\"version"].contains(where: {
                bytes.firstIndex(of: $0, in: start..<Swift.min(limit, start &+ Self.surroundings)) != nil
            })
        {
            return .nothing
        }
        // Of an agent, an object holds parts that say less than it: `"os":{"name":"Linux"}`.
        if !isSecret, bytes[start] == ASCII.leftBrace { return .nothing }
        return .members(Members(kind: kind, start: start, escapes: escapes, isFlat: !isSecret))
    }

    /// What a field of its own is, whose name is a key: `PASSWORD=…` in the journal's export format. All of the value belongs to it.
    mutating func field(_ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>) -> Outcome {
        guard let meaning = KeyTable.shared.meaning(of: name, in: bytes) else {
            values.removeAll()
            return .nothing
        }
        return named(bytes, name: name, meaning, value: value, isQuoted: meaning == .message)
    }

    /// What a value is whose key stands elsewhere: the name of a pair, or of a field.
    mutating func named(
        _ bytes: Span<UInt8>, name: Range<Int>, _ meaning: KeyMeaning, value: Range<Int>, isQuoted: Bool = true
    ) -> Outcome {
        values.removeAll()
        let record = Swift.min(name.lowerBound, value.lowerBound)..<Swift.max(name.upperBound, value.upperBound)
        return filled(
            bytes, record: record, floor: value.lowerBound, key: name, separator: name.upperBound, meaning: meaning,
            slot: ValueSlot(range: value, isQuoted: isQuoted))
    }

    /// Says what a value is that stands behind a key.
    mutating func filled(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, key: Range<Int>, separator: Int, meaning: KeyMeaning,
        slot: ValueSlot
    ) -> Outcome {
        let value = slot.range
        guard !value.isEmpty, value.lowerBound >= floor, !Placeholder.isKept(bytes, value),
            !Placeholder.isKeptWithPunctuation(bytes, value)
        else { return .nothing }
        let place = ValuePlace(
            range: value, isQuoted: slot.isQuoted, key: key, separator: separator, end: record.upperBound)
        guard !Self.isNobody(bytes, place, meaning) else { return .nothing }
        switch meaning {
        case .room:
            return room(bytes, record: record, floor: floor, value: value)
        case .user, .session, .displayName:
            return person(
                bytes, record: record, floor: floor, value: value, key: key, separator: separator, meaning: meaning)
        case .port:
            guard let port = PortMatch.read(bytes, value), port.value != 0, !PortMatch.isService(port.value) else {
                return .nothing
            }
            values.add(.port, value)
        case .phone:
            guard let number = Self.dialed(bytes, value, record: record, isQuoted: slot.isQuoted) else {
                return .nothing
            }
            values.add(.phone, number)
            return .values(resume: number.upperBound)
        case .token:
            guard !KnownWords.tokenStates.contains(bytes, value) else {
                return .nothing
            }
            values.add(.token, value)
        case .secret:
            guard !KnownWords.booleans.contains(bytes, value) else { return .nothing }
            values.add(.secret, value)
        case .avatar:
            return avatar(bytes, value)
        case .referrer:
            guard Self.isReferrer(bytes, value) else { return .nothing }
            values.add(.referrer, value)
        case .message:
            // `"subject":"C=US, O=Example Corp"`: that of a certificate.
            guard slot.isQuoted, !Self.isDistinguishedName(bytes, value) else { return .nothing }
            values.add(.message, value)
        case .party:
            guard value.count >= 5,
                bytes.endOfDigits(from: value.lowerBound, before: value.upperBound) == value.upperBound,
                !Self.isEpoch(bytes, value)
            else { return .nothing }
            values.add(.phone, value)
        case .name:
            // Colibri's first version: `<conference name="teamsync">`
            if Self.isIn("conference", bytes, record: record, key: key.lowerBound) {
                return room(bytes, record: record, floor: floor, value: value)
            }
            values.add(.displayName, value)
        case .id:
            // The id of a stream that can be resumed (XEP-0198) resumes it.
            let isStream = Self.isIn("enabled", bytes, record: record, key: key.lowerBound)
            values.add(isStream ? .secret : .user, value)
        case .value:
            guard let kind = Self.attributeName(bytes, record: record, key: key.lowerBound)?.kind else {
                return .nothing
            }
            if kind == .room { return room(bytes, record: record, floor: floor, value: value) }
            values.add(kind, value)
        case .jid, .variable, .heading, .attribute:
            return .nothing
        case .email, .statsID, .machineID, .userAgent, .header:
            guard let kind = meaning.kind else { return .nothing }
            values.add(kind, value)
        }
        return .values(resume: value.upperBound)
    }

    // MARK: What it means

    /// A room, by its JID or its bare name, perhaps with its tenant.
    private mutating func room(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, value: Range<Int>) -> Outcome {
        var name = value
        // Behind a scheme it is a URL, which is found by its colon.
        if Self.isURL(bytes, value) { return .nothing }
        if let sign = bytes.lastIndex(of: ASCII.at, in: value), sign > value.lowerBound {
            let isTenant = bytes[value.lowerBound] == ASCII.leftBracket
            let outcome = jid(
                bytes, record: record, floor: floor, sign: sign..<sign &+ 1, local: isTenant ? nil : value.lowerBound,
                isRoom: true)
            if case .values = outcome { return outcome }
        }
        if bytes[name.lowerBound] == ASCII.leftBracket,
            let close = bytes.firstIndex(of: ASCII.rightBracket, in: name), close &+ 1 < name.upperBound
        {
            values.add(.room, name.lowerBound &+ 1..<close)
            name = close &+ 1..<name.upperBound
        }
        guard !AddressDetector.isAddress(bytes, name), !KnownWords.booleans.contains(bytes, name) else {
            return .nothing
        }
        values.add(.room, name)
        return .values(resume: name.upperBound)
    }

    /// Whether a value begins with a scheme and two slashes.
    static func isURL(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var at = value.lowerBound
        while at < value.upperBound, at &- value.lowerBound < 8, bytes[at].isLetter { at &+= 1 }
        return at > value.lowerBound && bytes.has("://", at: at, before: value.upperBound)
    }

    // MARK: What stands around a key

    /// Whether a key that may mean anything stands where it speaks of a person; a number that is dialed does anywhere.
    private func isPersonal(_ meaning: KeyMeaning, _ bytes: Span<UInt8>, record: Range<Int>, key: Int) -> Bool {
        switch meaning {
        case .name:
            return Self.isIn("conference", bytes, record: record, key: key)
                || isInTable(bytes, record: record, key: key)
        case .id:
            return Self.isIn("enabled", bytes, record: record, key: key) || isInTable(bytes, record: record, key: key)
        case .value: return Self.attributeName(bytes, record: record, key: key) != nil
        // In a query, `from=1726340531` is a time.
        case .party:
            return key == record.lowerBound || bytes[key &- 1] != ASCII.ampersand && bytes[key &- 1] != ASCII.question
        default: return true
        }
    }

    /// Whether the value behind a key may be a number that is dialed: not if a letter stands behind its quote.
    @inline(__always)
    static func mayBeNumber(_ bytes: Span<UInt8>, behind separator: Int) -> Bool {
        let quote = bytes[separator &+ 1]
        return quote != ASCII.quote && quote != ASCII.apostrophe || !bytes[separator &+ 2].isLetter
    }

    /// `R=` is a room only where Jicofo prints a session.
    private static func isSessionRoom(_ bytes: Span<UInt8>, record: Range<Int>, key: Int) -> Bool {
        bytes[key] == UInt8(ascii: "R")
            && bytes.firstIndex(of: "AuthSession[", in: Swift.max(record.lowerBound, key &- Self.surroundings)..<key)
                != nil
    }

    /// The element in which a key is an attribute, from its bracket to its end, or `nil`.
    private static func element(_ bytes: Span<UInt8>, record: Range<Int>, around key: Int) -> Range<Int>? {
        let before = Swift.max(record.lowerBound, key &- Self.surroundings)..<key
        guard let start = bytes.lastIndex(of: ASCII.lessThan, in: before),
            bytes.lastIndex(of: ASCII.greaterThan, in: start..<key) == nil
        else { return nil }
        let rest = key..<Swift.min(record.upperBound, key &+ Self.surroundings)
        return start..<(bytes.firstIndex(of: ASCII.greaterThan, in: rest) ?? rest.upperBound)
    }

    /// Whether a key is an attribute of an element of a name.
    private static func isIn(_ name: StaticString, _ bytes: Span<UInt8>, record: Range<Int>, key: Int) -> Bool {
        guard let element = Self.element(bytes, record: record, around: key) else { return false }
        let end = element.lowerBound &+ 1 &+ name.utf8CodeUnitCount
        return bytes.has(name, at: element.lowerBound &+ 1, before: key) && bytes[end] == ASCII.space
    }

    /// What the attribute `name` says of the attribute `value` beside it: `<header name='JvbRoomPassword' value='…'/>`.
    private static func attributeName(_ bytes: Span<UInt8>, record: Range<Int>, key: Int) -> KeyMeaning? {
        guard let element = Self.element(bytes, record: record, around: key),
            let name = bytes.firstIndex(of: " name=", in: element).map({ $0 &+ 6 })
                ?? bytes.firstIndex(of: " key=", in: element).map({ $0 &+ 5 })
        else { return nil }
        let start = name &+ 1
        var end = start
        while end < element.upperBound, bytes[end].isWord || bytes[end] == ASCII.hyphen { end &+= 1 }
        return KeyTable.shared.meaning(of: start..<end, in: bytes)
    }
}
