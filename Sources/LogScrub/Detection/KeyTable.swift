/// What a key says about its value: `room=`, `"email":`, `stats_id=`.
enum KeyMeaning: UInt8 {
    case room, user, session, secret, token, statsID, machineID, displayName, email, avatar, userAgent, port
    /// A JID: behind this key, `ana@example.org` is no e-mail address.
    case jid
    /// `to` and `from`: a JID, or the number that is dialed.
    case party
    /// `name` and `id`: a person's only inside of a table that speaks of one.
    case name, id
    /// `value`: what it means stands in the attribute `name` of the same element.
    case value
    /// `var`: what it names stands in the elements `value` behind it (XEP-0004, section 3.2).
    case variable
    /// The last word of keys of two, of which the first one decides: `Logon Account:`.
    case heading
    /// An attribute of a directory, whose value names somebody where a distinguished name or a filter is around it.
    case attribute
    /// A whole header, up to the end of the record.
    case header
    case phone
    /// What somebody has written, if it stands in quotes.
    case message
    /// The page that somebody comes from.
    case referrer

    /// What a value of this meaning is, where that is clear.
    var kind: Kind? {
        switch self {
        case .room: .room
        case .user: .user
        case .session: .session
        case .secret, .header: .secret
        case .token: .token
        case .statsID: .statsID
        case .machineID: .machineID
        case .displayName: .displayName
        case .email: .email
        case .avatar: .avatar
        case .userAgent: .userAgent
        case .port: .port
        case .phone: .phone
        case .message: .message
        case .referrer: .referrer
        case .jid, .party, .name, .id, .value, .variable, .heading, .attribute: nil
        }
    }
}

/// The keys whose values are personal data, in whatever syntax they stand: `key=value`, `key: value`, JSON, XML attributes, Lua tables.
///
/// Letters match in either case, `_` and `-` are the same. A key that is none of these as a whole is told by its last words (`KeyTail`):
/// `JICOFO_AUTH_PASSWORD`, `lobbyPassword`. Most keys of a log are neither, so that a glance at the last three letters, or at the length,
/// must do for them.
///
/// Sources: the context keys of Jitsi's components (`LogContext`), the attributes of their XML (colibri, jingle, rayo, jibri), the query
/// parameters of Prosody's `mod_jitsi_session`, the polls of jitsi-meet, coturn's `ns_turn_server.c`, and the claims of a person's name
/// (OpenID Connect Core 1.0, 5.1).
final class KeyTable: Sendable {
    private struct Entry {
        var hash: UInt64 = 0
        var meaning: KeyMeaning?
    }

    private static let longest = 32

    static let keys: [(KeyMeaning, [StaticString])] = [
        (
            .room,
            [
                "room", "conf-name", "conference-name", "conference", "callname", "room-name", "roomname",
                "jvbroomname", "tenant",
                "url-tenant", "token-tenant", "prefix", "x-room-name", "x-room", "room-jid", "roomjid", "meeting-name",
                "r",
            ]
        ),
        (
            .user,
            [
                "user", "username", "user-name", "user-id", "userid", "customusername", "login", "ruser", "logname",
                "remote-user",
                "clientusername", "auth-user", "uid", "requested-by",
                "sip-username", "preferred-username", "preferredusername", "usernames",
                "principal", "authc", "authcid", "authzid",
                "member-uid", "memberuid", "account-name", "accountname", "sam-account-name", "samaccountname",
                "principal-name", "principalname",
            ]
        ),
        (.session, ["sid", "sessionid", "session-id", "bosh-sid", "auth-sid"]),
        (
            .secret,
            [
                "pwd", "password", "passwd", "passcode", "previd", "jvbroompassword", "streamid", "stream-key",
                "streamkey", "secret",
                "credential", "api-key", "apikey", "ice-pwd", "resumption-token", "resume-token",
                "you-tube-broadcast-id",
                "youtube-broadcast-id", "playpath", "streamname", "resume", "resumption", "x-api-key", "room-password",
                "sip-password", "private-key", "roompassword", "auth", "session", "pin",
            ]
        ),
        (.header, ["cookie", "set-cookie", "authorization", "proxy-authorization"]),
        (.token, ["token", "jwt", "access-token", "id-token", "refresh-token", "auth-token", "bearer"]),
        (
            .statsID,
            ["stats-id", "statsid", "callstatsusernameoverride", "callstatsusername", "callstats-id", "stats-user-id"]
        ),
        (
            .machineID,
            [
                "muid", "machine-uid", "machineuid", "machine-id", "jitsimeetid", "billingid", "billing-id",
                "jitsi-meet-id", "deviceid",
            ]
        ),
        (
            .displayName,
            [
                "nick", "nickname", "displayname", "display-name", "full-name", "fullname", "given-name",
                "givenname", "family-name", "familyname", "first-name", "firstname", "last-name", "lastname",
                "real-name", "realname", "sender-name", "sendername", "voter-name", "votername", "caller-name",
                "callername", "participant-name", "participantname",
            ]
        ),
        (.email, ["email", "e-mail", "mail", "mail-owner", "user-email", "useremail"]),
        (.avatar, ["avatar", "avatar-url", "avatarurl", "avatar-id", "avatarid"]),
        (.userAgent, ["user-agent", "useragent"]),
        (.port, ["spt", "sport", "cport", "rport", "lport"]),
        (.phone, ["tel"]),
        (.message, ["subject"]),
        (.jid, ["jid", "real-jid", "realjid", "occupant", "actor", "owner", "as", "remotejid", "participant"]),
        (.party, ["to", "from"]),
        (.name, ["name"]),
        (.id, ["id"]),
        (.value, ["value"]),
        (.variable, ["var", "key"]),
        (
            .heading,
            ["account", "workstation", "port", "kontoname", "arbeitsstationsname", "quellarbeitsstation", "quellport"]
        ),
        (.attribute, ["cn", "sn", "gn"]),
    ]

    /// The one table; making it takes some microseconds. A class, so that asking copies nothing.
    static let shared = KeyTable()

    private let entries: ContiguousArray<Entry>
    /// For each last letter (its lowest five bits), which lengths there are.
    private let lengths: ContiguousArray<UInt64>
    /// A bit for each ending of three letters (the lowest five bits of each) that a key has.
    private let endings: ContiguousArray<UInt64>
    /// A bit for each ending of four letters, folded into the width of the others.
    private let longerEndings: ContiguousArray<UInt64>
    private let tails = KeyTail.table

    private init() {
        var entries = ContiguousArray(repeating: Entry(), count: 512)
        var lengths = ContiguousArray(repeating: UInt64(0), count: 32)
        var endings = ContiguousArray(repeating: UInt64(0), count: 512)
        var longerEndings = endings
        for (meaning, names) in Self.keys {
            for name in names {
                let hash = WordHash.hash(name, .keys)
                var slot = Int(truncatingIfNeeded: hash &>> 55)
                while entries[slot].meaning != nil { slot = (slot &+ 1) & 511 }
                entries[slot] = Entry(hash: hash, meaning: meaning)
                let last = WordHash.last(name)
                lengths[Int(last & 31)] |= 1 &<< UInt64(name.utf8CodeUnitCount)
                Self.insert(Self.endings(of: name), into: &endings)
                // Before a shorter key stands no letter.
                if name.utf8CodeUnitCount >= 4 { Self.insert(Self.fourLetters(of: name), into: &longerEndings) }
            }
        }
        for (_, tails) in KeyTail.words + KeyTail.syllables {
            for tail in tails {
                Self.insert(Self.fourLetters(of: tail), into: &longerEndings)
            }
        }
        for index in endings.indices { endings[index] |= KeyTail.table.endings[index] }
        self.entries = entries
        self.lengths = lengths
        self.endings = endings
        self.longerEndings = longerEndings
    }

    /// How a key ends; what stands before a shorter one may be anything.
    private static func endings(of name: StaticString) -> [Letters] {
        (0..<3).map { place in
            let index = name.utf8CodeUnitCount - 1 - place
            // Safe: a static string owns its bytes for the life of the program.
            return index < 0 ? Letters() : Letters(spellingsOf: unsafe name.utf8Start[index])
        }
    }

    /// How a key ends whose last four bytes are letters, whatever separates the words of its name.
    private static func fourLetters(of name: StaticString) -> [Letters] {
        // Safe: as above.
        let letters = (0..<name.utf8CodeUnitCount).map { unsafe name.utf8Start[$0] }.filter { $0 != ASCII.hyphen }
        return (0..<4).map { place in
            place < letters.count ? Letters(spellingsOf: letters[letters.count - 1 - place]) : Letters()
        }
    }

    /// Which letters may stand in one place of an ending, by their lowest five bits.
    private struct Letters {
        /// A bit for each; at first, any letter may stand there.
        var bits = ~UInt32(0)

        init() {}

        /// A letter, or one of the separators of words.
        init(spellingsOf byte: UInt8) {
            bits = 1 << UInt32(byte & 31)
            if byte == ASCII.hyphen { bits |= 1 << UInt32(ASCII.underscore & 31) }
        }
    }

    /// Sets a bit for each ending that is made of these letters, the last one first.
    private static func insert(
        _ letters: [Letters], at place: Int = 0, behind ending: Int = 0, into set: inout ContiguousArray<UInt64>
    ) {
        guard place < letters.count else {
            set[ending >> 6] |= 1 << UInt64(ending & 63)
            return
        }
        var rest = letters[place].bits
        while rest != 0 {
            let letter = rest.trailingZeroBitCount
            insert(letters, at: place + 1, behind: ending ^ folded(letter, place), into: &set)
            rest &= rest - 1
        }
    }

    /// What the lowest five bits of a letter make of an ending: that of the fourth letter lies over those of all others.
    @inline(__always)
    private static func folded(_ letter: Int, _ place: Int) -> Int {
        place < 3 ? letter &<< (5 &* place) : letter | letter &<< 5 | letter &<< 10
    }

    /// Whether no key ends at `end`, by the look of its last three letters.
    @inline(__always)
    func rulesOut(_ bytes: Span<UInt8>, endingAt end: Int) -> Bool {
        guard end >= 3 else { return false }
        if bytes[end &- 1].isDigit {
            guard let stop = Self.beforeNumber(bytes, end, floor: 0), stop >= 3 else { return false }
            return rulesOutWord(bytes, endingAt: stop)
        }
        return rulesOutWord(bytes, endingAt: end)
    }

    @inline(__always)
    private func rulesOutWord(_ bytes: Span<UInt8>, endingAt end: Int) -> Bool {
        let ending =
            Int(bytes[end &- 1] & 31) | Int(bytes[end &- 2] & 31) &<< 5 | Int(bytes[end &- 3] & 31) &<< 10
        return endings[ending &>> 6] &>> UInt64(truncatingIfNeeded: ending & 63) & 1 == 0
    }

    /// Whether no key ends at `end`, by the look of its last four bytes, if these are letters.
    ///
    /// A key of fewer letters may then only stand behind an escape or a color.
    ///
    /// - Precondition: A key may begin four bytes before `end`.
    @inline(__always)
    func rulesOutByFourLetters(_ bytes: Span<UInt8>, endingAt end: Int) -> Bool {
        guard end >= 16 else { return false }
        let vector = ByteVector(bytes, at: end &- 16)
        let escapes = vector.digits.union(vector.mask(of: ASCII.backslash)).union(
            vector.mask(from: ASCII.hash, count: 3))
        guard vector.letters.bits &>> 12 == 0xF, escapes.bits &>> 4 == 0 else { return false }
        var ending = 0
        for place in 0..<4 { ending ^= Self.folded(Int(bytes[end &- 1 &- place] & 31), place) }
        return longerEndings[ending &>> 6] &>> UInt64(truncatingIfNeeded: ending & 63) & 1 == 0
    }

    /// The meaning of the key that ends at `end`, and where it begins.
    ///
    /// - Parameter floor: The key begins no earlier.
    @inline(__always)
    func meaning(_ bytes: Span<UInt8>, endingAt end: Int, floor: Int) -> (meaning: KeyMeaning, start: Int)? {
        guard end > floor, !rulesOut(bytes, endingAt: end) || bytes[end &- 1] == ASCII.dot else { return nil }
        if bytes[end &- 1].isDigit || bytes[end &- 1] == ASCII.dot {
            return meaningOfNumbered(bytes, endingAt: end, floor: floor)
        }
        return meaningOfWord(bytes, endingAt: end, floor: floor)
    }

    /// The meaning of a key with a number behind it, `password2`, or with the dot of an abbreviation, `Telefon-Nr.`.
    @inline(never)
    private func meaningOfNumbered(
        _ bytes: Span<UInt8>, endingAt end: Int, floor: Int
    ) -> (meaning: KeyMeaning, start: Int)? {
        let isDot = bytes[end &- 1] == ASCII.dot
        guard let stop = isDot ? end &- 1 : Self.beforeNumber(bytes, end, floor: floor), stop > floor,
            bytes[stop &- 1].isLetter, stop < 3 || !rulesOutWord(bytes, endingAt: stop),
            let key = meaningOfWord(bytes, endingAt: stop, floor: floor)
        else { return nil }
        switch key.meaning {
        case .phone: return key
        case .user, .secret, .token, .displayName, .email: return isDot ? nil : key
        default: return nil
        }
    }

    /// Where a key ends before its number, which has two digits at the most: `password2`, `password_2`.
    @inline(__always)
    private static func beforeNumber(_ bytes: Span<UInt8>, _ end: Int, floor: Int) -> Int? {
        var at = end &- 1
        if at > floor, bytes[at &- 1].isDigit { at &-= 1 }
        if at > floor, bytes[at &- 1] == ASCII.underscore || bytes[at &- 1] == ASCII.hyphen { at &-= 1 }
        return at > floor ? at : nil
    }

    @inline(__always)
    private func meaningOfWord(
        _ bytes: Span<UInt8>, endingAt end: Int, floor: Int
    ) -> (meaning: KeyMeaning, start: Int)? {
        let allowed = lengths[Int(bytes[end &- 1] & 31)]
        var start = end
        if end &- 16 >= floor {
            start = end &- (~(ByteVector(bytes, at: end &- 16).keyBytes.bits &<< 16)).leadingZeroBitCount
        }
        if start == end || start == end &- 16 {
            while start > floor, end &- start <= Self.longest,
                bytes[start &- 1].isWord || bytes[start &- 1] == ASCII.hyphen
            {
                start &-= 1
            }
        }
        // `ESC[33muser=`
        if bytes[start].isDigit { start = behindColor(bytes, start, end, floor: floor) }
        // `--username=`, `_MACHINE_ID=`
        while start < end, bytes[start] == ASCII.hyphen || bytes[start] == ASCII.underscore { start &+= 1 }
        // `enduser.id`: what stands before the dot says more.
        if start > floor, bytes[start &- 1] == ASCII.dot, let key = tails.meaning(bytes, endingAt: end, floor: floor) {
            return key
        }
        if allowed &>> UInt64(end &- start) & 1 == 1, let meaning = find(bytes, start..<end) { return (meaning, start) }
        if start > floor, let key = behindEscape(bytes, start, end) {
            if let meaning = find(bytes, key..<end) { return (meaning, key) }
            if let tail = tails.meaning(bytes, endingAt: end, floor: key) { return tail }
        }
        return tails.meaning(bytes, endingAt: end, floor: floor)
    }

    /// The meaning of a key whose range is known: by all of it, or by its last words.
    func meaning(of key: Range<Int>, in bytes: Span<UInt8>) -> KeyMeaning? {
        guard !key.isEmpty else { return nil }
        // Most names of fields end like no key.
        if key.count >= 4, rulesOutByFourLetters(bytes, endingAt: key.upperBound) { return nil }
        return findOwn(bytes, key) ?? tails.meaning(bytes, endingAt: key.upperBound, floor: key.lowerBound)?.meaning
            ?? (bytes[key.upperBound &- 1].isDigit
                ? meaningOfNumbered(bytes, endingAt: key.upperBound, floor: key.lowerBound)?.meaning : nil)
    }

    /// Where a key begins that a line end or another sign stands before, escaped: `\nuser=`, `#012room=`, `\x0aroom=`, `%0Atoken=`.
    @inline(never)
    private func behindEscape(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        let key: Int
        switch bytes[start &- 1] {
        case ASCII.backslash:
            switch bytes[start] {
            case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): key = start &+ 1
            case UInt8(ascii: "x"): key = start &+ 3
            case UInt8(ascii: "u"): key = start &+ 5
            default: return nil
            }
        case ASCII.percent:
            // `%2526` is an escaped `%26`.
            var escape = start
            while bytes.has("25", at: escape, before: end), bytes[escape &+ 2].isHexDigit, bytes[escape &+ 3].isHexDigit
            {
                escape &+= 2
            }
            key = escape &+ 2
        case ASCII.hash: key = start &+ 3
        default: return nil
        }
        return key < end ? key : nil
    }

    /// Where a key begins that a color sequence stands before, of which the last digits were taken for its first letters.
    private func behindColor(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, floor: Int) -> Int {
        let color = bytes.endOfDigits(from: start, before: end) &+ 1
        return color <= end && PersonalDetector.beforeColor(bytes, color, floor: floor) < color ? color : start
    }

    /// The meaning of a key by itself: not what it means only because of what stands around it in a text.
    private func findOwn(_ bytes: Span<UInt8>, _ key: Range<Int>) -> KeyMeaning? {
        switch find(bytes, key) {
        case .heading?, .attribute?, .variable?: nil
        case let meaning: meaning
        }
    }

    /// The meaning of a key.
    func find(_ bytes: Span<UInt8>, _ key: Range<Int>) -> KeyMeaning? {
        let hash = WordHash.hash(bytes, key, .keys)
        var slot = Int(truncatingIfNeeded: hash &>> 55)
        while let meaning = entries[slot].meaning {
            if entries[slot].hash == hash { return meaning }
            slot = (slot &+ 1) & 511
        }
        return nil
    }
}
