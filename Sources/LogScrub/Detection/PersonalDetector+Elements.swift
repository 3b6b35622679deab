/// The text of XML elements, and the names before SIP addresses.
extension PersonalDetector {
    private static let names = WordSet("nick", "display-name", "displayname", "fn", ignoresCase: true)
    private static let addresses = WordSet("email", "mail", ignoresCase: true)
    private static let avatars = WordSet("avatar-url", "avatar-id", "avatarurl", "avatar", "photo", ignoresCase: true)
    private static let messages = WordSet(
        "body", "subject", "text-message", "json-message", "status", ignoresCase: true)
    private static let presences = WordSet("status", "photo", ignoresCase: true)
    private static let tokens = WordSet("token", "jwt", ignoresCase: true)
    private static let machines = WordSet("machine-uid", "billingid", ignoresCase: true)
    private static let users = WordSet("jitsi_participant_userid", "username", "nameid", ignoresCase: true)
    private static let statistics = WordSet("stats-id", ignoresCase: true)
    private static let fingerprints = WordSet("fingerprint", ignoresCase: true)

    /// All of them: most elements of a stanza are none.
    private static let allNames: [StaticString] = [
        "nick", "display-name", "displayname", "fn", "email", "mail", "stats-id", "avatar-url", "avatar-id",
        "avatarurl", "avatar", "body", "subject", "text-message", "json-message", "password", "auth", "response",
        "challenge", "success", "initial-response", "stream-key", "fingerprint", "token", "jwt", "machine-uid",
        "billingid", "jitsi_participant_userid", "username", "nameid", "status", "photo",
    ]
    private static let allElements = WordSet(allNames, ignoresCase: true)

    /// For each first letter (its lowest five bits) the second letters of what may mean something behind a bracket: those names, the ones
    /// that depend on what is around them, and the schemes of `party`.
    private static let beginnings: ContiguousArray<UInt32> = {
        var beginnings = ContiguousArray<UInt32>(repeating: 0, count: 32)
        for name in allNames + ["name", "id", "key", "sip", "tel"] {
            let (first, second) = WordHash.beginning(name)
            beginnings[Int(first & 31)] |= 1 &<< UInt32(second & 31)
        }
        return beginnings
    }()

    /// Whether an element is sure to mean nothing, by the first two letters of its name.
    ///
    /// - Parameter bracket: The bracket before it.
    @inline(__always)
    static func isPlainElement(_ bytes: Span<UInt8>, _ bracket: Int) -> Bool {
        let start = bracket &+ 1
        let length = (~ByteVector(bytes, at: start).keyBytes.bits).trailingZeroBitCount
        // Behind the prefix of a namespace stands another name; before a blank, `user <ana>` may stand.
        guard length < 16, bytes[start &+ length] != ASCII.colon, bytes[bracket &- 1] != ASCII.space else {
            return false
        }
        return beginnings[Int(bytes[start] & 31)] &>> UInt32(bytes[start &+ 1] & 31) & 1 == 0
            && KeyTable.shared.rulesOut(bytes, endingAt: start &+ length)
    }

    /// How far away the end of a tag, or of an element with other elements in it, is looked for, so that the work stays linear.
    static let reach = 4096

    /// An angle bracket, as it is or escaped.
    enum Sign {
        case open, close

        var byte: UInt8 { self == .open ? ASCII.lessThan : ASCII.greaterThan }
    }

    /// The end of a bracket at a position: `<`, `&lt;`, `\u003C`. `nil` if none stands there.
    @inline(__always)
    static func end(of sign: Sign, _ bytes: Span<UInt8>, _ at: Int, _ limit: Int) -> Int? {
        switch bytes[at] {
        case sign.byte: return at &+ 1
        case ASCII.ampersand: return bytes.has(sign == .open ? "&lt;" : "&gt;", at: at, before: limit) ? at &+ 4 : nil
        case ASCII.backslash:
            return bytes.hasIgnoringCase(sign == .open ? "\\u003c" : "\\u003e", at: at, before: limit) ? at &+ 6 : nil
        default: return nil
        }
    }

    /// The bytes with which a bracket may begin.
    @inline(__always)
    private static func signs(_ sign: Sign, _ vector: ByteVector) -> ByteVectorMask {
        vector.mask(of: sign.byte).union(vector.mask(of: ASCII.ampersand)).union(vector.mask(of: ASCII.backslash))
    }

    /// Where the next bracket begins, or the end.
    static func next(_ sign: Sign, _ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
        var at = start
        while true {
            at = bytes.firstIndex(from: at, to: limit) { signs(sign, $0) }
            if at >= limit || end(of: sign, bytes, at, limit) != nil { return at }
            at &+= 1
        }
    }

    /// The text of an element: `<nick xmlns='…'>Ana</nick>`. Also coturn's `user <…>`.
    ///
    /// - Parameter bracket: The opening bracket, which may be escaped.
    @inline(never)
    mutating func element(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, bracket: Int) -> Outcome {
        let limit = record.upperBound
        guard var nameStart = Self.end(of: .open, bytes, bracket, limit), nameStart < limit else { return .nothing }
        // A binary field of the journal may end in the middle of it.
        if bracket &- 5 >= record.lowerBound, bytes[nameStart] != ASCII.equals,
            bytes.has("user ", at: bracket &- 5, before: bracket)
                || bracket &- 9 >= record.lowerBound && bytes.has("username ", at: bracket &- 9, before: bracket)
        {
            var stop = Self.endOfAngle(bytes, nameStart, limit)
            // What is not closed has no end of its own: the rest of the line is nobody's name.
            if stop == limit { stop = bytes.firstIndex(of: ASCII.space, in: nameStart..<limit) ?? limit }
            guard nameStart < stop, Placeholder.endOfKept(bytes, from: nameStart, to: stop) == nil,
                !Placeholder.isKept(bytes, nameStart..<stop)
            else { return .nothing }
            values.add(.user, nameStart..<stop)
            return .values(resume: stop)
        }
        if bytes.hasIgnoringCase("sip", at: nameStart, before: limit)
            || bytes.hasIgnoringCase("tel:", at: nameStart, before: limit)
        {
            return party(bytes, record: record, floor: floor, bracket: bracket)
        }
        guard bytes[nameStart].isLetter else { return .nothing }
        let nameEnd = bytes.endOfRun(from: nameStart, to: limit) { $0.keyBytes.union($0.mask(of: ASCII.colon)) }
        // A prefix of a namespace.
        if let colon = bytes.lastIndex(of: ASCII.colon, in: nameStart..<nameEnd) { nameStart = colon &+ 1 }
        let name = nameStart..<nameEnd
        // `<mail@example.org>: …` is an address.
        guard !name.isEmpty, nameEnd == limit || bytes[nameEnd] != ASCII.at else { return .nothing }
        guard let kind = Self.kind(bytes, name) ?? Self.identity(bytes, record: record, bracket: bracket, name: name)
        else {
            return keyedElement(bytes, record: record, floor: floor, name: name)
        }
        // The text of a presence (RFC 6121, section 4.7.2.2), and the hash of a picture (XEP-0153): elsewhere they are other things.
        if Self.presences.contains(bytes, name), !isInStanza(bytes, record, bracket) { return .nothing }
        let tagEnd = endOfTag(bytes, from: nameEnd, to: Swift.min(limit, nameEnd &+ Self.reach))
        guard tagEnd < limit, let text = Self.end(of: .close, bytes, tagEnd, limit) else {
            // A tag that goes on in the next line.
            if tagEnd == limit { leaveOpen(kind, bytes, record, bracket, hasText: true) }
            return .nothing
        }
        if bytes[tagEnd &- 1] == ASCII.slash || kind == .message && Self.isStream(bytes, nameEnd..<tagEnd) {
            return .nothing
        }
        let stop: Int
        if let close = endOfText(bytes, name: name, from: text, to: limit) {
            if close == limit { leaveOpen(kind, bytes, record, bracket, hasText: true) }
            // What SASL exchanges is one word: an element with other elements in it is somebody else's.
            if Self.exchanges.contains(bytes, name), !Self.isExchange(bytes, text..<close) { return .nothing }
            stop = close
        } else if isInStanza(bytes, record, bracket) {
            stop =
                Placeholder.endOfKept(bytes, from: text, to: limit) ?? Self.next(.open, bytes, from: text, to: limit)
            if stop == limit { leaveOpen(kind, bytes, record, bracket, hasText: text < stop) }
        } else {
            // A word in brackets is no element: `usage: login <user> <password>`, `Promise<Response>`.
            stop = Self.endOfLooseText(bytes, text..<Self.next(.open, bytes, from: text, to: limit), kind)
            if stop == limit { leaveOpen(kind, bytes, record, bracket, hasText: text < stop) }
        }
        guard text < stop, !Placeholder.isKept(bytes, text..<stop) else { return .nothing }
        for at in text..<stop where bytes[at] > ASCII.space {
            values.add(kind, text..<stop)
            return .values(resume: stop)
        }
        return .nothing
    }

    /// Remembers that the text of an element goes on in the next record.
    private mutating func leaveOpen(
        _ kind: Kind, _ bytes: Span<UInt8>, _ record: Range<Int>, _ bracket: Int, hasText: Bool
    ) {
        open = kind
        self.hasText = hasText
        isInStanza = isInStanza(bytes, record, bracket)
    }

    /// Whether a stanza or a stream of XMPP begins in a record before a bracket, or right there.
    private mutating func isInStanza(_ bytes: Span<UInt8>, _ record: Range<Int>, _ bracket: Int) -> Bool {
        let before = record.lowerBound..<Swift.min(bracket &+ 1, record.upperBound)
        let limit = record.upperBound
        return searches.firstStanza(in: before) { Self.stanza(bytes, in: $0, before: limit) } != nil
    }

    /// The bracket before a stanza (RFC 6120, sections 4.2 and 8), the wrapper of BOSH (XEP-0124), or an element of SASL with its namespace.
    private static func stanza(_ bytes: Span<UInt8>, in range: Range<Int>, before limit: Int) -> Int? {
        var at = range.lowerBound
        while let bracket = bytes.firstIndex(of: ASCII.lessThan, in: at..<range.upperBound) {
            at = bracket &+ 1
            let end = bytes.endOfRun(from: at, to: limit) { $0.keyBytes.union($0.mask(of: ASCII.colon)) }
            if stanzas.contains(bytes, at..<end), endsName(bytes, end, limit) { return bracket }
            if bytes.has(" xmlns=", at: end, before: limit), exchanges.contains(bytes, at..<end) { return bracket }
        }
        return nil
    }

    /// Whether the name of an element may end at a position: a blank, the end of the tag, or that of the record follows.
    private static func endsName(_ bytes: Span<UInt8>, _ at: Int, _ limit: Int) -> Bool {
        at >= limit || bytes[at] <= ASCII.space || bytes[at] == ASCII.slash || end(of: .close, bytes, at, limit) != nil
    }

    private static let stanzas = WordSet("message", "presence", "iq", "stream:stream", "stream:features")
    /// The elements of SASL (RFC 6120, section 6).
    private static let exchanges = WordSet(
        "auth", "response", "challenge", "success", "initial-response", ignoresCase: true)

    /// Whether a text may be one that SASL exchanges: a word of base64.
    private static func isExchange(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        for at in text where bytes[at] == ASCII.lessThan || bytes[at] == ASCII.space { return false }
        return !KnownWords.booleans.contains(bytes, text)
    }

    /// Where a value ends that stands in angle brackets: before the closing one, or a quote if that comes first, as in a string of JSON.
    static func endOfAngle(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        let reach = Swift.min(limit, start &+ 512)
        var stop = bytes.firstIndex(from: start, to: reach) {
            $0.mask(of: ASCII.greaterThan).union($0.mask(of: ASCII.quote))
        }
        guard stop < reach else {
            return bytes.firstIndex(from: reach, to: limit) { $0.mask(of: ASCII.space).union($0.mask(of: ASCII.quote)) }
        }
        while stop > start, bytes[stop] == ASCII.quote, bytes[stop &- 1] == ASCII.backslash { stop &-= 1 }
        return stop
    }

    /// Where the text behind something that looks like a tag ends, if nothing closes it and no stanza is around it: at a quote, a bracket or a
    /// separator, and behind one word if the value has no blanks. Where a blank follows at once, there is none.
    private static func endOfLooseText(_ bytes: Span<UInt8>, _ text: Range<Int>, _ kind: Kind) -> Int {
        let isSentence = kind == .displayName || kind == .message
        if let first = text.first, bytes[first] <= ASCII.space { return first }
        if let end = Placeholder.endOfKept(bytes, from: text.lowerBound, to: text.upperBound) { return end }
        for at in text {
            switch bytes[at] {
            case ASCII.quote, ASCII.leftParenthesis, ASCII.rightParenthesis, ASCII.leftBracket, ASCII.rightBracket,
                ASCII.leftBrace, ASCII.rightBrace, ASCII.greaterThan, ASCII.semicolon, ASCII.comma, ASCII.backslash,
                UInt8(ascii: "|"):
                return at
            case ASCII.apostrophe
            where at &+ 1 == text.upperBound
                // `'::7` is an address in quotes, for which something else may stand the next time.
                || !bytes[at &+ 1].isWord && (at > text.lowerBound || bytes[at &+ 1] != ASCII.colon):
                return at
            case ..<ASCII.space: return at
            case ASCII.space:
                let word = bytes.endOfRun(from: at &+ 1, to: text.upperBound) { $0.keyBytes }
                let isKey = word < text.upperBound && (bytes[word] == ASCII.equals || bytes[word] == ASCII.colon)
                if !isSentence || isKey { return at }
            default: break
            }
        }
        return text.upperBound
    }

    /// What the elements `id` and `name` say of the user of a token: `<user><id>u-4711</id><name>Ana</name></user>`.
    private static func identity(_ bytes: Span<UInt8>, record: Range<Int>, bracket: Int, name: Range<Int>) -> Kind? {
        let isName = name.count == 4 && bytes.hasIgnoringCase("name", at: name.lowerBound, before: name.upperBound)
        let isID = name.count == 2 && bytes.hasIgnoringCase("id", at: name.lowerBound, before: name.upperBound)
        guard isName || isID else { return nil }
        let before = Swift.max(record.lowerBound, bracket &- Self.surroundings)..<bracket
        guard bytes.firstIndex(of: "<user", in: before) != nil, bytes.firstIndex(of: "</user", in: before) == nil else {
            return nil
        }
        return isName ? .displayName : .user
    }

    /// Where the closing bracket of a tag stands; those in quotes do not count.
    mutating func endOfTag(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
        let bracket = searches.firstBracket(in: start..<limit) {
            let hit = Self.next(.close, bytes, from: $0.lowerBound, to: $0.upperBound)
            return hit < $0.upperBound ? hit : nil
        }
        guard bracket != nil else { return limit }
        var at = start
        while true {
            at = bytes.firstIndex(from: at, to: limit) {
                Self.signs(.close, $0).union($0.mask(of: ASCII.quote)).union($0.mask(of: ASCII.apostrophe))
            }
            guard at < limit else { return limit }
            if bytes[at] == ASCII.quote || bytes[at] == ASCII.apostrophe {
                guard let close = bytes.firstIndex(of: bytes[at], in: at &+ 1..<limit) else { return limit }
                at = close
            } else if Self.end(of: .close, bytes, at, limit) != nil {
                return at
            }
            at &+= 1
        }
    }

    /// Whether a `body` is the wrapper of BOSH (XEP-0124) rather than a message.
    private static func isStream(_ bytes: Span<UInt8>, _ attributes: Range<Int>) -> Bool {
        bytes.firstIndex(of: "httpbind", in: attributes) != nil || bytes.firstIndex(of: " rid=", in: attributes) != nil
            || bytes.firstIndex(of: " sid=", in: attributes) != nil
    }

    /// The end of an element's text: its closing tag, whatever elements stand within. Without one, but with CDATA, all of the rest is text.
    ///
    /// - Returns: `nil` if nothing closes it.
    private mutating func endOfText(_ bytes: Span<UInt8>, name: Range<Int>, from text: Int, to limit: Int) -> Int? {
        let first = Self.next(.open, bytes, from: text, to: limit)
        let reach = Swift.min(limit, first &+ Self.reach)
        let hash = WordHash.hash(bytes, name, .letters)
        let close = searches.firstClosingTag(of: hash, in: first..<Swift.max(first, reach)) {
            Self.closingTag(bytes, name: name, in: $0, limit)
        }
        if let close { return close }
        if bytes.has("<![CDATA[", at: first, before: limit) {
            return limit
        }
        return nil
    }

    /// The closing tag of an element that begins in a range.
    private static func closingTag(_ bytes: Span<UInt8>, name: Range<Int>, in range: Range<Int>, _ limit: Int) -> Int? {
        var at = Self.next(.open, bytes, from: range.lowerBound, to: range.upperBound)
        while at < range.upperBound, let inside = Self.end(of: .open, bytes, at, limit) {
            if inside < limit, bytes[inside] == ASCII.slash, Self.isName(bytes, at: inside &+ 1, name: name, limit) {
                return at
            }
            at = Self.next(.open, bytes, from: inside, to: range.upperBound)
        }
        return nil
    }

    /// Whether a name stands at a position, in either case, with a prefix or without.
    static func isName(_ bytes: Span<UInt8>, at start: Int, name: Range<Int>, _ limit: Int) -> Bool {
        var at = start
        while at < limit, bytes[at].isWord || bytes[at] == ASCII.hyphen || bytes[at] == ASCII.colon { at &+= 1 }
        let from = at &- name.count
        guard from >= start, from == start || bytes[from &- 1] == ASCII.colon else { return false }
        for index in 0..<name.count where bytes[from &+ index].lowercased != bytes[name.lowerBound &+ index].lowercased
        { return false }
        return true
    }

    private static func kind(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Kind? {
        guard allElements.contains(bytes, name) else { return nil }
        if names.contains(bytes, name) { return .displayName }
        if addresses.contains(bytes, name) { return .email }
        if avatars.contains(bytes, name) { return .avatar }
        if messages.contains(bytes, name) { return .message }
        if tokens.contains(bytes, name) { return .token }
        if machines.contains(bytes, name) { return .machineID }
        if users.contains(bytes, name) { return .user }
        if statistics.contains(bytes, name) { return .statsID }
        if fingerprints.contains(bytes, name) { return .fingerprint }
        // What is left of them are the elements of SASL (RFC 6120, section 6), passwords and stream keys.
        return .secret
    }

    /// The name before a SIP address (RFC 3261, section 20.10): `"Ana" <sip:…>`, `--id=Ana <sip:…>`.
    private mutating func party(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, bracket: Int) -> Outcome {
        var end = bracket
        while end > floor, bytes[end &- 1] == ASCII.space { end &-= 1 }
        // `Registration from '<sip:…`: the quote is the address's, and what stands before it no name. What touches it is known.
        guard end > floor, bytes[end &- 1] != ASCII.apostrophe, bytes[end &- 1] != ASCII.leftParenthesis,
            Pseudonym.start(bytes, before: end, floor: floor) == nil,
            end &- 1 > floor || bytes[floor] != ASCII.rightBracket
        else { return .nothing }
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
                bytes[start &- 1] != ASCII.colon, bytes[start &- 1] != ASCII.comma, bytes[start &- 1] != ASCII.quote,
                bytes[start &- 1] != ASCII.leftBracket
            {
                start &-= 1
            }
            while start < end, bytes[start] == ASCII.space { start &+= 1 }
        }
        guard start < end, !Placeholder.isKept(bytes, start..<end),
            bytes.firstIndex(of: ASCII.at, in: start..<end) == nil
        else {
            return .nothing
        }
        values.add(.displayName, start..<end)
        return .values(resume: bracket &+ 1)
    }
}
