/// What the last words of a key say, whatever stands before them and in whatever style it is written: `JICOFO_AUTH_PASSWORD`,
/// `turn-password`, `lobbyPassword`, `request_Authorization`, `user_agent.original`, `muc#roomconfig_roomsecret`.
///
/// A key is read from its last letter to the front; hyphens, underscores and dots between its words count for nothing. Where a word
/// begins (behind one of those, or at a capital) what was read so far is looked up, and the longest match counts.
struct KeyTail: Sendable {
    /// Words that mean something at the end of a key only as whole words: `chat_room`, not `mushroom`.
    static let words: [(KeyMeaning, [StaticString])] = [
        (
            .room,
            ["room", "room-name", "conference-name", "meeting-name", "tenant", "raum", "raumname", "konferenzname"]
        ),
        (
            .user,
            [
                "benutzer", "nutzer", "benutzerkennung", "benutzer-id", "nutzer-id", "anwender", "anwender-id",
                "anwender-name", "anwenderkennung",
            ]
        ),
        (.session, ["session-id"]),
        (
            .displayName,
            [
                "nick", "nickname", "display-name", "full-name", "given-name", "family-name", "first-name", "last-name",
                "real-name", "sender-name", "caller-name", "participant-name", "vorname", "nachname", "familienname",
                "surname", "forename",
                "zuname", "anzeigename", "spitzname", "klarname", "teilnehmername",
            ]
        ),
        (
            .email,
            [
                "email", "email-address", "mail-address", "email-adresse", "mailadresse",
            ]
        ),
        (.avatar, ["avatar", "avatar-url", "avatar-id"]),
        (.userAgent, ["user-agent", "user-agent-header", "user-agent-original", "user-agent-string"]),
        (.statsID, ["stats-id"]),
        (.machineID, ["machine-uid", "machine-id", "device-id"]),
        (
            .secret,
            [
                "pw", "pass", "psk", "otp", "totp", "pin-code", "user-pin", "sip-pin", "room-pin", "conference-pin",
                "meeting-pin", "lobby-pin", "private-key", "access-key", "secret-key", "encryption-key", "signing-key",
                "session-key", "stream-key", "auth-key", "shared-key", "credentials", "zugangscode", "geheimnis",
                "geheimzahl", "schlüssel", "schluessel",
            ]
        ),
        (.header, ["cookie", "cookies", "cookie-header", "authorization", "authorization-header"]),
        (
            .port,
            [
                "remote-port", "client-port", "src-port", "source-port", "peer-port", "rem-port", "foreign-port",
                "downstream-port",
            ]
        ),
        (
            .phone,
            [
                "phone", "phone-number", "telephone", "telephone-number", "mobile", "mobile-number", "fax",
                "fax-number", "msisdn", "caller-number", "callee-number", "dialed-number", "telefon", "telefonnummer",
                "telefonnr", "mobil", "mobilnummer", "mobiltelefon", "handy", "handynummer", "rufnummer", "faxnummer",
                "durchwahl", "tel-nr", "handy-nr", "mobil-nr", "fax-nr", "telefon-privat", "telefon-mobil",
                "telefon-dienstlich", "telefon-geschäftlich", "telefon-geschaeftlich", "handy-privat", "mobil-privat",
                "phone-home", "phone-work", "phone-mobile", "festnetz", "festnetznummer",
            ]
        ),
    ]

    /// What means the same glued to any word: `dbpassword`, `PGUSER`, `authtoken`.
    static let syllables: [(KeyMeaning, [StaticString])] = [
        (
            .user,
            [
                "user", "username", "user-id", "login-name", "login-id", "benutzername", "benutzerkonto", "nutzername",
                "anmeldename",
            ]
        ),
        (
            .secret,
            [
                "password", "passwd", "pwd", "passwort", "kennwort", "passphrase", "passcode", "secret", "api-key",
                "password-hash", "sessid", "jsessionid", "password-confirmation", "password-confirm",
                "password-repeat", "password-again", "password-retype", "password-verify", "password-new",
                "password-old", "passwort-neu", "passwort-alt", "passwort-wiederholung", "passwort-wiederholen",
                "passwort-bestätigung", "passwort-bestaetigung", "kennwort-neu", "kennwort-alt",
            ]
        ),
        (.token, ["token", "token-header"]),
    ]

    private struct Entry {
        var hash: UInt64 = 0
        var meaning: KeyMeaning?
        var isSyllable = false
    }

    private static let longest = 40

    private let entries: ContiguousArray<Entry>
    /// For each last letter (its lowest five bits), how many letters and digits there may be.
    private let lengths: ContiguousArray<UInt64>

    init() {
        var entries = ContiguousArray(repeating: Entry(), count: 512)
        var lengths = ContiguousArray(repeating: UInt64(0), count: 32)
        func add(_ meaning: KeyMeaning, _ name: StaticString, isSyllable: Bool) {
            var hash = Self.seed
            var length: UInt64 = 0
            for index in stride(from: name.utf8CodeUnitCount - 1, through: 0, by: -1) {
                // Safe: a static string owns its bytes for the life of the program.
                let byte = unsafe name.utf8Start[index]
                guard byte != ASCII.hyphen else { continue }
                hash = Self.mixed(hash, Self.folded(byte))
                length += 1
            }
            var slot = Self.slot(hash)
            while entries[slot].meaning != nil { slot = (slot &+ 1) & 511 }
            entries[slot] = Entry(hash: hash, meaning: meaning, isSyllable: isSyllable)
            lengths[Int(WordHash.last(name) & 31)] |= 1 &<< length
        }
        for (meaning, names) in Self.words { for name in names { add(meaning, name, isSyllable: false) } }
        for (meaning, names) in Self.syllables { for name in names { add(meaning, name, isSyllable: true) } }
        self.entries = entries
        self.lengths = lengths
    }

    /// How keys with this end may end, in three letters of which only the lowest five bits count (`KeyTable.rulesOut`): the third one from the
    /// end of `user-id` may be any separator, or the letter before it; that of `pw` is anything.
    static func endings(of name: StaticString) -> [Int] {
        // Safe: a static string owns its bytes for the life of the program; no word has fewer than two letters.
        let text = (0..<name.utf8CodeUnitCount).map { unsafe name.utf8Start[$0] }
        let count = text.count
        let last = Int(text[count - 1] & 31) | Int(text[count - 2] & 31) << 5
        guard count > 2 else { return (0..<32).map { last | $0 << 10 } }
        let third =
            text[count - 3] == ASCII.hyphen
            ? [ASCII.hyphen, ASCII.underscore, ASCII.dot, text[count - 4]] : [text[count - 3]]
        return third.map { last | Int($0 & 31) << 10 }
    }

    /// The meaning of the key that ends at `end` by its last words, and where these begin.
    ///
    /// - Parameter floor: The key begins no earlier.
    @inline(never)
    func meaning(_ bytes: Span<UInt8>, endingAt end: Int, floor: Int) -> (meaning: KeyMeaning, start: Int)? {
        let allowed = lengths[Int(bytes[end &- 1] & 31)]
        guard allowed != 0 else { return nil }
        var found: (meaning: KeyMeaning, start: Int)?
        var hash = Self.seed
        var length: UInt64 = 0
        var at = end
        let limit = Swift.max(floor, end &- Self.longest)
        while at > limit {
            let byte = bytes[at &- 1]
            at &-= 1
            if Self.isSeparator(byte) { continue }
            guard byte.isWord || byte >= 0x80 else { break }
            hash = Self.mixed(hash, Self.folded(byte))
            length &+= 1
            if allowed &>> length & 1 == 1, let entry = entry(hash),
                entry.isSyllable || Self.beginsWord(bytes, at, floor: floor), let meaning = entry.meaning
            {
                found = (meaning, at)
            }
        }
        return found
    }

    /// Whether a word begins at a letter of a key.
    private static func beginsWord(_ bytes: Span<UInt8>, _ at: Int, floor: Int) -> Bool {
        guard at > floor else { return true }
        let before = bytes[at &- 1]
        if !before.isWord || before == ASCII.underscore { return true }
        guard isCapital(bytes[at]) else { return false }
        // `lobbyPassword`, and the last capital of `XMLPassword`.
        return !isCapital(before) || bytes[at &+ 1].isLetter && !isCapital(bytes[at &+ 1])
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

    /// A letter in lower case; of those of Latin-1 in UTF-8, the second byte tells the case as ASCII does: `ü` is C3 BC, `Ü` C3 9C.
    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x80 ? byte | 0x20 : byte.lowercased }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == ASCII.underscore || byte == ASCII.hyphen || byte == ASCII.dot
    }

    private func entry(_ hash: UInt64) -> Entry? {
        var slot = Self.slot(hash)
        while entries[slot].meaning != nil {
            if entries[slot].hash == hash { return entries[slot] }
            slot = (slot &+ 1) & 511
        }
        return nil
    }

    // FNV-1a, by which a text can be read letter by letter.
    private static var seed: UInt64 { 0xCBF2_9CE4_8422_2325 }

    private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    private static func slot(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) &>> 55)
    }
}
