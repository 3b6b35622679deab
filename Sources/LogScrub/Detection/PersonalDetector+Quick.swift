/// Candidates that are settled by a glance, before anybody looks for the ends of the record.
extension PersonalDetector {
    /// Whether a candidate may stand for something other than an address.
    @inline(__always)
    static func isSign(_ byte: UInt8) -> Bool { byte != ASCII.dot && byte != ASCII.comma }

    /// Whether nothing personal stands at a candidate, whatever stands further away.
    @inline(__always)
    static func passes(_ bytes: Span<UInt8>, _ candidate: Int, floor: Int, keys: KeyTable) -> Bool {
        guard candidate &- 8 >= floor else { return false }
        switch bytes[candidate] {
        case ASCII.equals:
            // Exim's subjects and users: `T="…"`, `U=ana`.
            if bytes[candidate &- 2] == ASCII.space, bytes[candidate &- 1] &- UInt8(ascii: "T") < 2 { return false }
            // A path may be the target of a request: `url.path=/room`.
            if bytes[candidate &+ 1] == UInt8(ascii: "a"),
                bytes.has("audit(", at: candidate &+ 1, before: candidate &+ 7)
            {
                return false
            }
            // uWSGI's ` => generated `, and the address of a socket in hexadecimal digits.
            if bytes[candidate &+ 1] == ASCII.greaterThan,
                bytes.has("> generated ", at: candidate &+ 1, before: candidate &+ 13)
                    || bytes[candidate &- 1] == UInt8(ascii: "r")
                        && bytes.has("sadd", at: candidate &- 5, before: candidate)
            {
                return false
            }
            // `Key (email)=(…)` of PostgreSQL.
            if bytes[candidate &+ 1] == ASCII.leftParenthesis, bytes[candidate &- 1] == ASCII.rightParenthesis {
                return false
            }
            return bytes[candidate &+ 1] != ASCII.slash && !isKey(bytes, candidate, floor: floor, keys: keys)
        case ASCII.colon:
            // URLs, and the pairs of fingerprints.
            if bytes[candidate &+ 1] == ASCII.slash || bytes[candidate &+ 1] == ASCII.backslash { return false }
            if bytes[candidate &+ 3] == ASCII.colon, bytes[candidate &+ 6] == ASCII.colon { return false }
            // `sshd[812]: ` and its like speak of users without a sign; other programs do not.
            if Self.mayEndTag(bytes, candidate), Self.loginProgram(bytes, candidate, floor: floor) != nil {
                return false
            }
            if bytes[candidate &- 1] == ASCII.space, bytes[candidate &+ 1] == ASCII.space { return false }
            // tcpdump's `host.example.net.51514 > www.example.org.https: Flags [S]`
            if bytes[candidate &+ 2] == UInt8(ascii: "F"),
                bytes.has(" Flags [", at: candidate &+ 1, before: candidate &+ 9)
            {
                return false
            }
            // FreeRADIUS's `Login OK: [ana/…]`, `Login incorrect (…): [ana/…]`
            if bytes[candidate &+ 2] == ASCII.leftBracket, bytes[candidate &+ 1] == ASCII.space,
                bytes.lastIndex(of: "Login ", in: Swift.max(floor, candidate &- 96)..<candidate) != nil
            {
                return false
            }
            if bytes[candidate &+ 1] == ASCII.space {
                if Self.mayBeginPhrase(bytes, candidate &+ 2) { return false }
                // `FATAL:  role "ana" does not exist`: a message of PostgreSQL.
                if bytes[candidate &+ 2] == ASCII.space, bytes[candidate &- 1] &- UInt8(ascii: "A") < 26 {
                    return false
                }
            }
            if bytes[candidate &- 1] == ASCII.quote, bytes[candidate &+ 2] == UInt8(ascii: "p") { return false }
            return !isKey(bytes, candidate, floor: floor, keys: keys)
        case ASCII.rightBracket:
            // Before a quote it may be that of a date, by which the record of an access log is known.
            return !endsSubsystem(bytes, candidate)
                && (bytes[candidate &+ 1] != ASCII.space || bytes[candidate &+ 2] != ASCII.quote)
        case ASCII.tab: return !Self.beginsPhrase(bytes, candidate &+ 1)
        case ASCII.at:
            let before = bytes[candidate &- 1]
            return !Self.isLocalByte(before) && before != ASCII.rightBracket && before != ASCII.quote
                && before != ASCII.apostrophe
                && before != ASCII.semicolon
                && !(bytes[candidate &+ 1].isWord && Self.mayBeMatrix(bytes, candidate &+ 1))
        case ASCII.lessThan:
            if bytes[candidate &+ 1].isDigit,
                Self.namedProgram(bytes, candidate, to: Swift.min(bytes.count, candidate &+ 256)) != nil
            {
                return false
            }
            return bytes[candidate &+ 1].isLetter
                ? isPlainElement(bytes, candidate) : bytes[candidate &- 1] != ASCII.space
        case ASCII.slash: return !bytes.has("/home/", at: candidate, before: candidate &+ 6)
        case UInt8(ascii: "J"):
            return bytes[candidate &- 1] != UInt8(ascii: "y") || bytes[candidate &- 2] != UInt8(ascii: "e")
        case ASCII.plus:
            return !bytes[candidate &+ 1].isDigit || Self.isGluedPlus(bytes, candidate)
        case ASCII.hyphen:
            if bytes[candidate &+ 3] == ASCII.hyphen, bytes[candidate &+ 6] == ASCII.hyphen { return false }
            return bytes[candidate &+ 1] != ASCII.hyphen && !Self.isSession(bytes, at: candidate &- 8)
        case ASCII.ampersand:
            return bytes[candidate &+ 1] != UInt8(ascii: "l")
                && !bytes.has("&quot;:", at: candidate, before: bytes.count)
        case ASCII.percent:
            // `%40`, `%2B`, `%3A`, `%3C`, and `%25`, which may be any of them; `%22` and `%3D` behind a key.
            let low = bytes[candidate &+ 2] | 0x20
            switch bytes[candidate &+ 1] {
            case UInt8(ascii: "4"): return bytes[candidate &+ 2] != ASCII.zero
            case UInt8(ascii: "2"):
                if low == UInt8(ascii: "2") { return keys.rulesOut(bytes, endingAt: candidate) }
                return low != UInt8(ascii: "b") && low != UInt8(ascii: "5") | 0x20
            case UInt8(ascii: "3"):
                if low == UInt8(ascii: "d") {
                    return keys.rulesOut(bytes, endingAt: candidate) && !mayEndEscapedBracket(bytes, candidate)
                        && bytes[candidate &- 1] != ASCII.rightBracket
                }
                return low != UInt8(ascii: "a") && low != UInt8(ascii: "c")
            default: return true
            }
        case ASCII.leftBrace: return !Self.mayBeginPair(bytes, candidate)
        case ASCII.backslash:
            // Samba's `[DOM]\[ana]`
            if bytes[candidate &- 1] == ASCII.rightBracket { return false }
            if bytes[candidate &+ 1] == ASCII.quote, bytes[candidate &- 1] == ASCII.space {
                return !endsUserWord(bytes, candidate &- 1)
            }
            return bytes[candidate &+ 1] != UInt8(ascii: "x") && bytes[candidate &+ 1] != UInt8(ascii: "u")
        case ASCII.hash:
            return bytes[candidate &- 1] != ASCII.ampersand
        case ASCII.space:
            // `GET /`: the target of a request, which a format knows.
            if bytes[candidate &+ 1] == ASCII.slash { return bytes[candidate &- 1] &- UInt8(ascii: "A") >= 26 }
            if bytes[candidate &+ 1] == ASCII.quote, bytes[candidate &+ 2] == ASCII.slash { return false }
            if Self.mayEndKeyOfPair(bytes, candidate) { return false }
            // Redis's `"AUTH" "…"`
            if bytes[candidate &- 1] == ASCII.quote, bytes[candidate &- 2].isLetter, isCommand(bytes, candidate &- 1) {
                return false
            }
            // Etherpad's `Pad "teamsync"`
            return !endsUserWord(bytes, candidate) && !bytes.has(" Pad \"", at: candidate &- 4, before: candidate &+ 2)
        default:
            return true
        }
    }

    /// Whether what `phrase` and `turnUser` know may begin at a position behind a colon and a blank.
    @inline(__always)
    static func mayBeginPhrase(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        beginsPhrase(bytes, start) || bytes[start] == UInt8(ascii: "u") && bytes[start &+ 4] == ASCII.space
    }

    @inline(__always)
    private static func beginsPhrase(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        switch bytes[start] {
        case UInt8(ascii: "A"): Span.isEqual(bytes.word(at: start), "All reso")
        case UInt8(ascii: "F"): Span.isEqual(bytes.word(at: start), "Failing ")
        case UInt8(ascii: "T"): Span.isEqual(bytes.word(at: start), "Tried to")
        case UInt8(ascii: "r"): Span.isEqual(bytes.word(at: start), "resumpti")
        default: false
        }
    }

    /// Whether a bracket is that of a program whose messages name users without a sign: `13[IKE] `, `[conn1] Successfully …`, `[ana] OK LOGIN`.
    private static func endsSubsystem(_ bytes: Span<UInt8>, _ bracket: Int) -> Bool {
        if bytes.has("OK ", at: bracket &+ 2, before: bracket &+ 5)
            || bytes.has("FAIL ", at: bracket &+ 2, before: bracket &+ 7)
        {
            return true
        }
        if bytes[bracket &- 1].isDigit { return bytes[bracket &+ 2] == UInt8(ascii: "S") }
        return bytes.has("[IKE", at: bracket &- 4, before: bracket)
            || bytes.has("[CFG", at: bracket &- 4, before: bracket)
    }

    /// Whether the name of a command of Redis in quotes ends before a position.
    private static func isCommand(_ bytes: Span<UInt8>, _ quote: Int) -> Bool {
        let start = bytes.startOfRun(before: quote, from: Swift.max(0, quote &- 8)) { $0.isLetter }
        return start > 0 && bytes[start &- 1] == ASCII.quote && redisWriters.contains(bytes, start..<quote)
    }

    /// Commands of Redis that hold somebody's data often enough to be worth a look without the head of `MONITOR`.
    static let redisWriters = WordSet(
        "AUTH", "HELLO", "ACL", "CONFIG", "MIGRATE", "SET", "SETEX", "HSET", "HMSET", "HSETNX", "XADD",
        ignoresCase: true)

    /// Whether a key that means something stands before a separator.
    @inline(__always)
    private static func isKey(_ bytes: Span<UInt8>, _ separator: Int, floor: Int, keys: KeyTable) -> Bool {
        // Nearly all keys stand right before their separator, and mean nothing.
        let last = bytes[separator &- 1]
        // The last letter of a color has none before it.
        if last.isWord, last != UInt8(ascii: "m") || bytes[separator &- 2].isLetter,
            !mayEndEscapedBracket(bytes, separator),
            keys.rulesOut(bytes, endingAt: separator) || keys.rulesOutByFourLetters(bytes, endingAt: separator)
        {
            return false
        }
        return isKnownKey(bytes, separator, floor: floor, keys: keys)
    }

    @inline(never)
    private static func isKnownKey(_ bytes: Span<UInt8>, _ separator: Int, floor: Int, keys: KeyTable) -> Bool {
        let end = Self.endOfKey(bytes, separator: separator, floor: floor)
        // A JID behind a key is found by its sign.
        guard let meaning = keys.meaning(bytes, endingAt: end, floor: floor)?.meaning else { return false }
        return meaning != .jid && (meaning != .party || mayBeNumber(bytes, behind: separator))
    }

    /// Whether a colon may end the tag of a program that speaks of users: a bracket stands before it, or the last letter of `su` or of
    /// `input_userauth_request`.
    @inline(__always)
    static func mayEndTag(_ bytes: Span<UInt8>, _ colon: Int) -> Bool {
        switch bytes[colon &- 1] {
        case ASCII.rightBracket, ASCII.rightParenthesis: true
        case UInt8(ascii: "u"): bytes.has(" su", at: colon &- 3, before: colon)
        case UInt8(ascii: "t"):
            bytes.has("userauth_request", at: colon &- 16, before: colon)
                || bytes.has(" dovecot", at: colon &- 8, before: colon)
        // Without the number of a process.
        case UInt8(ascii: "d"):
            bytes.has(" sshd", at: colon &- 5, before: colon) || bytes.has("-logind", at: colon &- 7, before: colon)
                || bytes.has(" passwd", at: colon &- 7, before: colon)
                || bytes.has(" useradd", at: colon &- 8, before: colon)
                || bytes.has(" radiusd", at: colon &- 8, before: colon)
                || bytes.has(" charon-systemd", at: colon &- 15, before: colon)
        case UInt8(ascii: "s"): bytes.has(" freeradius", at: colon &- 11, before: colon)
        case UInt8(ascii: "n"):
            bytes.has(" openvpn", at: colon &- 8, before: colon) || bytes.has(" charon", at: colon &- 7, before: colon)
        case UInt8(ascii: "N"): bytes.has(" CRON", at: colon &- 5, before: colon)
        default: false
        }
    }
}
