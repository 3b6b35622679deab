/// Values that name a person, behind a key that says so.
extension PersonalDetector {
    /// A user, a session, or the name of a participant.
    mutating func person(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, value: Range<Int>, key: Range<Int>, separator: Int,
        meaning: KeyMeaning
    ) -> Outcome {
        // A JID behind a quote that nothing closes leaves a rest that nobody knows: then all of it goes.
        let quote = bytes[Swift.max(value.lowerBound &- 1, 0)]
        let isOpen = value.upperBound == record.upperBound && (quote == ASCII.apostrophe || quote == ASCII.quote)
        // A user of TURN begins with the second at which it expires, and has any signs behind that: `1789499072:@ana:example.org`.
        let isTURN =
            meaning == .user
            && bytes[bytes.endOfDigits(from: value.lowerBound, before: value.upperBound)] == ASCII.colon
        if meaning == .user, !isOpen, !isTURN, let sign = bytes.lastIndex(of: ASCII.at, in: value),
            sign > value.lowerBound,
            // `Ana Holm (ana@example.org)` is all a name.
            bytes.firstIndex(of: ASCII.space, in: value.lowerBound..<sign) == nil
        {
            let outcome = jid(bytes, record: record, floor: floor, sign: sign..<sign &+ 1, local: value.lowerBound)
            if case .values = outcome { return outcome }
        }
        guard !AddressDetector.isAddress(bytes, value), !Self.isURL(bytes, value) else { return .nothing }
        switch meaning {
        case .user:
            // `user=phone` is a parameter of SIP; "Failed to login: the reason" has a reason.
            guard !KnownWords.nobodies.contains(bytes, value) else {
                return .nothing
            }
            // `uid=ana,ou=people`: of a directory (RFC 4514). Any other is a number, or that of something else.
            if key.count == 3, bytes.hasIgnoringCase("uid", at: key.lowerBound, before: key.upperBound) {
                // `uid=ana+cn=Ana Holm,ou=people`
                if let plus = bytes.firstIndex(of: ASCII.plus, in: value), plus > value.lowerBound,
                    Self.nextRDN(bytes, plus, to: record.upperBound) != nil
                {
                    values.add(.user, value.lowerBound..<plus)
                    return .values(resume: plus)
                }
                let isAsserted =
                    key.lowerBound > record.lowerBound && bytes[key.lowerBound &- 1] == ASCII.leftParenthesis
                    && Self.assertion(bytes, value.lowerBound, to: record.upperBound) == value
                guard
                    isAsserted || Self.isDistinguished(bytes, value, to: record.upperBound)
                        || Self.isSetting(bytes, record: record, key: key.lowerBound, value: value)
                else { return .nothing }
            }
            let isLogin =
                key.count == 5 && bytes.hasIgnoringCase("login", at: key.lowerBound, before: key.upperBound)
            guard !isLogin || bytes[separator] != ASCII.colon || key.upperBound < separator,
                !(isLogin && KnownWords.states.contains(bytes, value)), !Self.isComponent(bytes, value)
            else { return .nothing }
            values.add(.user, value)
        case .session:
            // Jibri's ids are no credentials; they name the folder of a recording.
            let isCredential = value.count == 36 && Self.isUUID(bytes, at: value.lowerBound)
            // `sid:2024468` is a rule of an intrusion detection, `sid:2` a server of a cluster.
            let isNumber =
                value.count < 10
                && bytes.endOfDigits(from: value.lowerBound, before: value.upperBound) == value.upperBound
            // OpenVPN writes its own in two halves: `sid=50e01514 584127fc`.
            let isInHalves =
                value.count == 8 && bytes[value.upperBound] == ASCII.space
                && bytes.endOfRun(from: value.upperBound &+ 1, to: record.upperBound) { $0.hexDigits }
                    == value.upperBound &+ 9
            guard !isInHalves,
                isCredential || key.count == 3 && !isNumber || Self.isSessionCredential(bytes, value, isProse: false),
                !KnownWords.nobodies.contains(bytes, value)
            else { return .nothing }
            values.add(.session, value)
        default:
            // `nickname:jigasi-1`
            guard !Self.isComponent(bytes, value) else { return .nothing }
            values.add(.displayName, value)
        }
        return .values(resume: value.upperBound)
    }

    /// Whether a user is a setting of a connection string: `Uid=ana;Pwd=…`. A number is that of an account.
    private static func isSetting(_ bytes: Span<UInt8>, record: Range<Int>, key: Int, value: Range<Int>) -> Bool {
        let end = value.upperBound
        guard value.lowerBound > 0, bytes[value.lowerBound &- 1] == ASCII.equals,
            bytes.endOfDigits(from: value.lowerBound, before: end) < end
        else { return false }
        guard end < record.upperBound, bytes[end] == ASCII.semicolon else {
            return ValueSlot.isBehindSemicolon(bytes, key, floor: record.lowerBound) && end == record.upperBound
        }
        return ValueSlot.endsSetting(bytes, end &+ 1, to: record.upperBound)
    }

    /// The picture of a participant: its URL tells the e-mail address by a hash.
    mutating func avatar(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Outcome {
        var name = value
        if let folder = bytes.firstIndex(of: "/avatar/", in: value), folder &+ 8 < value.upperBound {
            name = folder &+ 8..<value.upperBound
        }
        if !Placeholder.isKept(bytes, name) { values.add(.avatar, name) }
        return .values(resume: value.upperBound)
    }

    /// Whether the next part of a distinguished name stands behind a value: `,ou=`.
    private static func isDistinguished(_ bytes: Span<UInt8>, _ value: Range<Int>, to end: Int) -> Bool {
        var at = value.upperBound
        guard at < end, bytes[at] == ASCII.comma || bytes[at] == ASCII.plus else { return false }
        at &+= 1
        if at < end, bytes[at] == ASCII.space { at &+= 1 }
        for part: StaticString in ["ou=", "cn=", "dc=", "o=", "c="]
        where bytes.hasIgnoringCase(part, at: at, before: end) {
            return true
        }
        return false
    }
}
