/// Users who stand in a message without a key.
extension PersonalDetector {
    /// The programs of a host that speak of its users without a key.
    enum LoginProgram {
        case sshd, logind, cron, su, pam
        /// One whose messages are known to a format as a whole (`RecordFormat.tags`).
        case other
    }

    /// The program whose tag a colon ends: `sshd[812]:`, `systemd-logind[400]:`, `CRON[7]:`, `su:`, `pam_unix(su:session):`.
    static func loginProgram(_ bytes: Span<UInt8>, _ colon: Int, floor: Int) -> LoginProgram? {
        let last = bytes[colon &- 1]
        if last == ASCII.rightParenthesis {
            let limit = Swift.max(floor, colon &- 64)
            guard let open = bytes.lastIndex(of: ASCII.leftParenthesis, in: limit..<colon),
                isModule(bytes, before: open, floor: limit)
            else { return nil }
            return .pam
        }
        var at = colon
        if last == ASCII.rightBracket {
            at = colon &- 2
            while at > floor, bytes[at].isDigit { at &-= 1 }
            guard at > floor, bytes[at] == ASCII.leftBracket else { return nil }
            // `sshd(pam_unix)[30631]: `, as PAM wrote it once.
            if bytes.has("(pam_unix)", at: at &- 10, before: at) { return .pam }
            // fail2ban writes its parts in a column.
            if bytes[at &- 1] == ASCII.space {
                let end = bytes.startOfRun(before: at, from: Swift.max(floor, at &- 16)) { $0 == ASCII.space }
                let start = bytes.startOfRun(before: end, from: Swift.max(floor, end &- 24)) { $0 > ASCII.space }
                return bytes.has("fail2ban.", at: start, before: end) ? .other : nil
            }
        } else if last == UInt8(ascii: "t"), bytes.has("input_userauth_request", at: colon &- 22, before: colon) {
            return .sshd
        }
        var start = at
        while start > floor, at &- start < 24,
            bytes[start &- 1].isWord || bytes[start &- 1] == ASCII.hyphen || bytes[start &- 1] == ASCII.dot
        {
            start &-= 1
        }
        return program(bytes, start..<at)
    }

    private static func program(_ bytes: Span<UInt8>, _ name: Range<Int>) -> LoginProgram? {
        guard let index = programs.index(of: bytes, name) else {
            // Debian's unit of OpenVPN calls each by its configuration: `ovpn-office`.
            return name.count > 5 && bytes.has("ovpn-", at: name.lowerBound, before: name.upperBound) ? .other : nil
        }
        return index < 10 ? .sshd : index < 12 ? .logind : index < 17 ? .cron : index < 18 ? .su : .other
    }

    /// The program that a header of RFC 5424 names, `<37>1 2026-08-25T10:11:12Z host su 644 - - message`, and where the colon behind its tag
    /// would stand: a blank and the message follow.
    static func namedProgram(_ bytes: Span<UInt8>, _ bracket: Int, to end: Int) -> (LoginProgram, colon: Int)? {
        let priority = bytes.endOfDigits(from: bracket &+ 1, before: end, atMost: 3)
        guard bytes.has(">1 ", at: priority, before: end) else { return nil }
        var at = priority &+ 3
        var name = at..<at
        // The time, the host, the program, its process, the kind of message.
        for index in 0..<5 {
            guard let blank = bytes.firstIndex(of: ASCII.space, in: at..<end) else { return nil }
            if index == 2 { name = at..<blank }
            at = blank &+ 1
        }
        guard at < end, let program = program(bytes, name) else { return nil }
        if bytes[at] == ASCII.hyphen { return (program, at) }
        return bytes.firstIndex(of: "] ", in: at..<end).map { (program, $0) }
    }

    static let programs = WordSet(
        "sshd", "sshd-session", "sshd-auth", "sftp-server", "internal-sftp", "ftpd", "telnetd", "rlogind", "rshd",
        "klogind", "systemd-logind", "systemd", "CRON",
        "cron", "crond", "CROND", "crontab", "su",
        "useradd", "usermod", "userdel", "adduser", "deluser", "addgroup", "groupadd", "groupmod", "groupdel",
        "gpasswd", "newusers", "passwd",
        "chpasswd",
        "chage", "chfn", "chsh", "login", "vsftpd", "proftpd", "dovecot", "charon", "openvpn", "ovpn-server",
        "postgres",
        "nextcloud", "Nextcloud", "mysqld", "mariadbd", "dhcpd", "dnsmasq-dhcp", "newgrp", "sg", "exim", "exim4",
        "charon-systemd", "ipsec", "openvpn-server", "radiusd", "freeradius", "fail2ban.actions", "fail2ban.filter",
        "fail2ban.observer", "fail2ban.ipdns", "fail2ban-server", "tcpdump", "smbd_audit", "who", "last", "lastlog",
        "netstat", "ss")

    /// The users in a message of one of those programs.
    mutating func login(_ bytes: Span<UInt8>, record: Range<Int>, colon: Int, program: LoginProgram) -> Outcome {
        switch program {
        case .sshd, .pam: return login(bytes, record: record, colon: colon)
        case .logind: return loginOfSession(bytes, record: record, colon: colon)
        case .cron: return loginInBrackets(bytes, record: record, colon: colon)
        case .su: return loginOfSu(bytes, record: record, colon: colon)
        case .other: return .nothing
        }
    }

    /// The users of `sshd` and of PAM: `for invalid user ana from`, `authenticating user ana `, `opened for user ana(uid=1000) by bea(uid=0)`.
    ///
    /// - Parameter colon: The one behind `sshd[812]`.
    mutating func login(_ bytes: Span<UInt8>, record: Range<Int>, colon: Int) -> Outcome {
        var at = colon
        while let space = bytes.firstIndex(of: ASCII.space, in: at..<record.upperBound) {
            at = space &+ 1
            var start = at
            let isBy = bytes.has("by ", at: at, before: record.upperBound)
            if let host = clientHost(bytes, record: record, at: at) {
                at = host
                continue
            } else if bytes.hasIgnoringCase("user ", at: at, before: record.upperBound),
                // `Closed due to user request.`
                !bytes.has("due to ", at: at &- 7, before: at)
            {
                start = at &+ 5
            } else if bytes.has("for ", at: at, before: record.upperBound),
                !Self.isNoLogin(bytes, before: space, floor: colon)
            {
                start = at &+ 4
            } else if isBy {
                start = at &+ 3
            } else {
                continue
            }
            var end = start
            while end < record.upperBound, bytes[end] > ASCII.space, bytes[end] != ASCII.leftParenthesis,
                bytes[end] != ASCII.comma
            {
                end &+= 1
            }
            // PAM's `password for [ana]`, `not met by user "ana"`, ``for user `ana' from``
            if end > start, bytes[end &- 1] == ASCII.colon { end &-= 1 }
            if end &- start > 2, Self.isFrame(bytes[start], bytes[end &- 1]), !Placeholder.isKept(bytes, start..<end),
                !bytes.has("[preauth]", at: start, before: end)
            {
                start &+= 1
                end &-= 1
            }
            let word = start..<end
            if word.isEmpty || bytes[start] == ASCII.lessThan || KnownWords.loginWords.contains(bytes, word)
                || KnownWords.functionWords.contains(bytes, word) || Self.isNobody(bytes, word)
                || isBy && !bytes.has("(uid=", at: end, before: record.upperBound)
                || AddressDetector.isAddress(bytes, word) || Placeholder.isKept(bytes, word)
            {
                at = start &- 1
                continue
            }
            // A name may have blanks: it ends where the address is. Of a name that sshd does not know it writes 100 bytes.
            if end < record.upperBound, bytes[end] == ASCII.space,
                !bytes.has(" with correct key", at: end, before: record.upperBound),
                let from = bytes.firstIndex(
                    of: " from ", in: end..<Swift.min(record.upperBound, end &+ Self.surroundings))
            {
                end = from
            }
            values.add(.user, start..<end)
            at = end
        }
        return values.count == 0 ? .nothing : .values(resume: colon &+ 1)
    }

    /// The host of a client whose address was not asked for, or stands before it: `from laptop.example.net port 51514 ssh2`, `rhost=laptop.example.net`,
    /// `from 203.0.113.7 (laptop.example.net)`.
    ///
    /// - Returns: Where what stands there ends, or `nil` if it is something else.
    private mutating func clientHost(_ bytes: Span<UInt8>, record: Range<Int>, at: Int) -> Int? {
        var start = at
        if bytes.has("from ", at: at, before: record.upperBound) {
            start = at &+ 5
        } else if bytes.has("rhost=", at: at, before: record.upperBound) {
            start = at &+ 6
        } else {
            return nil
        }
        func endOfName(_ start: Int) -> Int {
            bytes.endOfRun(from: start, to: record.upperBound) { $0.keyBytes.union($0.mask(of: ASCII.dot)) }
        }
        var end = endOfName(start)
        if end < record.upperBound, AddressDetector.isAddress(bytes, start..<end),
            bytes.has(" (", at: end, before: record.upperBound)
        {
            start = end &+ 2
            end = endOfName(start)
        }
        if end > start, bytes[end &- 1] == ASCII.dot { end &-= 1 }
        guard let dot = bytes.lastIndex(of: ASCII.dot, in: start..<end), dot &+ 1 < end, bytes[dot &+ 1].isLetter,
            // Elsewhere a dot ends a sentence or stands in the name of a file.
            end == record.upperBound || bytes[end] <= ASCII.space || ":,.)".utf8.contains(bytes[end])
        else { return start > at &+ 6 ? end : nil }
        values.add(.hostName, start..<end)
        if bytes.has(" port ", at: end, before: record.upperBound) {
            let port = end &+ 6..<bytes.endOfDigits(from: end &+ 6, before: record.upperBound, atMost: 6)
            if PortMatch.read(bytes, port) != nil {
                values.add(.port, port)
                end = port.upperBound
            }
        }
        return end
    }

    /// Whether two bytes may stand around a name.
    static func isFrame(_ first: UInt8, _ last: UInt8) -> Bool {
        switch first {
        case ASCII.leftBracket: last == ASCII.rightBracket
        case ASCII.quote, ASCII.apostrophe: last == first
        case UInt8(ascii: "`"): last == first || last == ASCII.apostrophe
        default: false
        }
    }

    /// Whether `for` stands behind a word with which it speaks of nobody: `Thank you for playing`.
    private static func isNoLogin(_ bytes: Span<UInt8>, before space: Int, floor: Int) -> Bool {
        var start = space
        while start > floor, bytes[start &- 1] > ASCII.space { start &-= 1 }
        return start < space && KnownWords.noLoginBefore.contains(bytes, start..<space)
    }

    /// systemd's `New session 12 of user ana.`, `Session 12 of User ana`, `User Slice of ana`.
    private mutating func loginOfSession(_ bytes: Span<UInt8>, record: Range<Int>, colon: Int) -> Outcome {
        var start = colon
        for words: StaticString in [" of user ", " of User ", "User Slice of "] {
            if let hit = bytes.firstIndex(of: words, in: colon..<record.upperBound) {
                start = hit &+ words.utf8CodeUnitCount
                break
            }
        }
        guard start > colon else { return .nothing }
        var end = start
        while end < record.upperBound, bytes[end] > ASCII.space { end &+= 1 }
        if end > start, bytes[end &- 1] == ASCII.dot { end &-= 1 }
        return addLogin(bytes, start..<end) ? .values(resume: end) : .nothing
    }

    /// Those of cron: `(ana) CMD (backup)`, `(ana) LIST (ana)`.
    private mutating func loginInBrackets(_ bytes: Span<UInt8>, record: Range<Int>, colon: Int) -> Outcome {
        var open = colon &+ 1
        while open < record.upperBound, bytes[open] == ASCII.space { open &+= 1 }
        guard open > colon &+ 1, bytes.has("(", at: open, before: record.upperBound),
            let close = bytes.firstIndex(
                of: ASCII.rightParenthesis, in: open..<Swift.min(record.upperBound, open &+ 64))
        else { return .nothing }
        let name = open &+ 1..<close
        guard !bytes.hasIgnoringCase("cron", at: name.lowerBound, before: name.upperBound),
            bytes[close &+ 1] == ASCII.space
        else { return .nothing }
        let isSomebody = addLogin(bytes, name)
        if bytes.has(" CMD (", at: close &+ 1, before: record.upperBound) {
            addCredentials(bytes, close &+ 7..<record.upperBound)
        }
        if !isSomebody { return values.count == 0 ? .nothing : .values(resume: close) }
        var at = close
        // The whole message may be the name again; that of `CMD` is a command.
        if let again = bytes.firstIndex(of: ASCII.leftParenthesis, in: close..<record.upperBound),
            !bytes.has(" CMD ", at: again &- 5, before: again), again &+ 1 &+ name.count < record.upperBound,
            bytes[again &+ 1 &+ name.count] == ASCII.rightParenthesis
        {
            at = again &+ 1 &+ name.count
            _ = addLogin(bytes, again &+ 1..<at)
        }
        return .values(resume: at)
    }

    /// Those of su: `(to root) ana on pts/0`, `FAILED su for root by ana`.
    private mutating func loginOfSu(_ bytes: Span<UInt8>, record: Range<Int>, colon: Int) -> Outcome {
        if let to = bytes.firstIndex(of: "(to ", in: colon..<record.upperBound),
            let close = bytes.firstIndex(of: ASCII.rightParenthesis, in: to..<Swift.min(record.upperBound, to &+ 64))
        {
            _ = addLogin(bytes, to &+ 4..<close)
            let start = close &+ 2
            if let end = bytes.firstIndex(of: " on ", in: close &+ 1..<record.upperBound), end > start {
                _ = addLogin(bytes, start..<end)
            }
        } else if let target = bytes.firstIndex(of: "su for ", in: colon..<record.upperBound),
            let by = bytes.firstIndex(of: " by ", in: target &+ 7..<record.upperBound)
        {
            _ = addLogin(bytes, target &+ 7..<by)
            _ = addLogin(
                bytes,
                by &+ 4..<(bytes.firstIndex(of: ASCII.space, in: by &+ 4..<record.upperBound) ?? record.upperBound))
        }
        return values.count == 0 ? .nothing : .values(resume: colon &+ 1)
    }

    /// What sudo writes: `     ana : TTY=pts/0 ; PWD=/srv/ana ; USER=root ; COMMAND=…`, `ana : user NOT in sudoers ; TTY=…`.
    ///
    /// - Parameter colon: The one between two blanks.
    mutating func sudo(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, colon: Int) -> Outcome {
        let end = colon &- 1
        var start = end
        while start > floor, bytes[start &- 1] > ASCII.space, end &- start < 64 { start &-= 1 }
        // In front of the name stands nothing but blanks, or the tag.
        var before = start
        while before > record.lowerBound, bytes[before &- 1] == ASCII.space { before &-= 1 }
        let limit = Swift.min(record.upperBound, colon &+ 256)
        guard
            bytes.firstIndex(of: ASCII.equals, in: start..<end) == nil,
            before == record.lowerBound || bytes[before &- 1] == ASCII.colon
                || bytes.has(" -", at: before &- 2, before: before),
            // Without a terminal, it begins with the folder.
            let terminal = bytes.firstIndex(of: " HOST=", in: colon..<limit) ?? bytes.firstIndex(
                of: " TTY=", in: colon..<limit) ?? bytes.firstIndex(
                    of: " PWD=", in: colon..<limit)
                ?? bytes.firstIndex(of: " /etc/sudoers", in: colon..<limit)
                ?? bytes.firstIndex(of: " (command continued)", in: colon..<limit)
        else { return .nothing }
        var resume = colon &+ 1
        if addLogin(bytes, start..<end) { resume = terminal }
        let words: StaticString = " COMMAND="
        if let command = bytes.firstIndex(of: words, in: terminal..<record.upperBound) {
            addCredentials(bytes, command &+ words.utf8CodeUnitCount..<record.upperBound)
        }
        return values.count == 0 ? .nothing : .values(resume: resume)
    }

    /// - Returns: Whether it is somebody's.
    mutating func addLogin(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        // `(*system*popularity-contest)` of cron is a file.
        guard !name.isEmpty, bytes[name.lowerBound] != UInt8(ascii: "*"),
            !KnownWords.loginWords.contains(bytes, name), !Self.isNobody(bytes, name),
            !Placeholder.isKept(bytes, name)
        else { return false }
        values.add(.user, name)
        return true
    }

    /// Whether a message is one of sshd's about a user, whose header is somewhere else: `Invalid user ana from 203.0.113.7`.
    static func beginsLogin(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Bool {
        func begins(_ words: StaticString) -> Bool { bytes.has(words, at: start, before: end) }
        guard start < end else { return false }
        // Nearly all records begin with something else.
        return switch bytes[start] {
        case UInt8(ascii: "I"): begins("Invalid user ") || begins("Illegal user ")
        case UInt8(ascii: "F"):
            begins("Failed password for ") || begins("Failed publickey for ") || begins("Failed none for ")
                || begins("Failed keyboard-interactive")
        case UInt8(ascii: "A"):
            begins("Accepted password for ") || begins("Accepted publickey for ") || begins("Accepted keyboard-inter")
                || begins("Accepted gssapi") || begins("Accepted hostbased")
        case UInt8(ascii: "P"): begins("Postponed ")
        case UInt8(ascii: "U"): begins("User ")
        case UInt8(ascii: "m"): begins("maximum authentication attempts exceeded for ")
        case UInt8(ascii: "e"): begins("error: maximum authentication attempts") || begins("error: PAM: ")
        case UInt8(ascii: "D"): begins("Disconnected from user ")
        case UInt8(ascii: "C"): begins("Close session: user ")
        default: false
        }
    }

    /// What Prosody says of a user or a session without a key: `All resources of ana are now offline`,
    /// `Tried to resume non-existent session with id Zm9v`, `resumption token Zm9v`.
    mutating func phrase(_ bytes: Span<UInt8>, record: Range<Int>, start: Int) -> Outcome {
        if bytes[start] | 0x20 == UInt8(ascii: "a") || bytes[start] == ASCII.space {
            let outcome = sambaUsers(bytes, record: record, start: start)
            if case .values = outcome { return outcome }
        }
        if let row = Self.failingRow(bytes, record: record, start: start) {
            values.add(.secret, row)
            return .values(resume: row.upperBound)
        }
        var from = start
        var kind = Kind.user
        if bytes.has("All resources of ", at: start, before: record.upperBound) {
            from = start &+ 17
        } else if bytes.has("Tried to resume ", at: start, before: record.upperBound),
            let id = bytes.firstIndex(of: " with id ", in: start..<Swift.min(record.upperBound, start &+ 128))
        {
            from = id &+ 9
            kind = .secret
        } else if bytes.has("resumption token ", at: start, before: record.upperBound) {
            from = start &+ 17
            kind = .secret
        } else {
            return .nothing
        }
        let end = bytes.firstIndex(of: ASCII.space, in: from..<record.upperBound) ?? record.upperBound
        guard from < end, !Placeholder.isKept(bytes, from..<end), bytes.firstIndex(of: ASCII.at, in: from..<end) == nil
        else {
            return .nothing
        }
        values.add(kind, from..<end)
        return .values(resume: end)
    }

    /// The users that stand before an address in a message of `sshd`, when its header is somewhere else.
    mutating func loginBefore(_ bytes: Span<UInt8>, floor: Int, address: Int) -> Outcome {
        values.removeAll()
        let start = Swift.max(floor, address &- Self.surroundings)
        return login(bytes, record: start..<address, colon: start)
    }

    /// A TURN user without brackets: `check_stun_auth: user 1787739072:ana credentials are incorrect`. Its first part is the second at
    /// which it expires.
    mutating func turnUser(_ bytes: Span<UInt8>, record: Range<Int>, start: Int, isKnown: Bool) -> Outcome {
        var end = start
        while end < record.upperBound, bytes[end] > ASCII.space { end &+= 1 }
        let digits = bytes.endOfDigits(from: start, before: end)
        guard end > start, isKnown || digits &- start >= 9, bytes[start] != ASCII.lessThan,
            !Placeholder.isKept(bytes, start..<end)
        else { return .nothing }
        values.add(.user, start..<end)
        return .values(resume: end)
    }

    /// nginx's `user "ana": password mismatch`, wherever it stands. Its records have 2,048 bytes at most.
    mutating func quotedUser(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, colon: Int) -> Outcome {
        let close = colon &- 1
        guard close > floor,
            let open = bytes.firstIndex(of: "user \"", in: Swift.max(floor, close &- 2048)..<close), open &+ 6 < close,
            Placeholder.endOfKept(bytes, from: open &+ 6, to: colon) == nil
        else { return .nothing }
        values.add(.user, open &+ 6..<close)
        return .values(resume: close)
    }

    /// Whether a nick or user is one of Jitsi's components: `jigasi-1`.
    static func isComponent(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        for component: StaticString in ["jigasi", "jibri", "jvb", "focus", "recorder", "transcriber"]
        where bytes.hasIgnoringCase(component, at: name.lowerBound, before: name.upperBound) {
            var at = name.lowerBound &+ component.utf8CodeUnitCount
            guard at < name.upperBound else { return true }
            if bytes.endOfDigits(from: at, before: name.upperBound) == name.upperBound { return true }
            // `jvb-eu1`
            guard bytes[at] == ASCII.hyphen, name.upperBound &- at <= 12 else { return false }
            at &+= 1
            while at < name.upperBound, bytes[at].isWord || bytes[at] == ASCII.hyphen { at &+= 1 }
            return at == name.upperBound
        }
        return false
    }
}
