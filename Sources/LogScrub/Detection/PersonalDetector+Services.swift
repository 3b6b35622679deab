/// Names that are no person's: those that Jitsi gives to its components, versions, units of systemd.
extension PersonalDetector {
    /// Whether what stands around a sign is nobody's address by its form: a version, a unit of systemd, the digest of an image, an algorithm.
    static func isNoPerson(_ bytes: Span<UInt8>, _ local: Range<Int>, sign: Range<Int>, end: Int) -> Bool {
        // An instance of a unit of systemd's own: `systemd-fsck@dev-disk-by\x2duuid-1234.service`.
        if bytes.has("systemd-", at: local.lowerBound, before: local.upperBound) { return true }
        if isMessageID(bytes, local) { return true }
        let start = sign.upperBound
        guard start < end else { return false }
        // `router@v1.4.5`, `checkout@v4`, `lodash@4.17.21`: an address has four numbers and no letter.
        let number = bytes[start] | 0x20 == UInt8(ascii: "v") ? start &+ 1 : start
        if bytes[number].isDigit {
            // `m4096@0xfd5ee000`
            if bytes[start] == ASCII.zero, bytes[start &+ 1] | 0x20 == UInt8(ascii: "x") { return true }
            var at = bytes.endOfDigits(from: number, before: end)
            var numbers = 1
            while at &+ 1 < end, bytes[at] == ASCII.dot, bytes[at &+ 1].isDigit {
                at = bytes.endOfDigits(from: at &+ 1, before: end)
                numbers &+= 1
            }
            let ends =
                at == end || !bytes[at].isWord && bytes[at] != ASCII.hyphen && bytes[at] != ASCII.dot
                || bytes[at] == ASCII.dot && !bytes[at &+ 1].isWord
            if number > start, ends || bytes[at] == ASCII.hyphen && numbers > 1 { return true }
            if numbers > 1, numbers != 4, ends || isReleaseSuffix(bytes, at, end) { return true }
            // ntpd's `4.2.8p15@1.3728-o`
            if numbers == 2, bytes[at] == ASCII.hyphen, bytes[local.lowerBound].isDigit,
                bytes.firstIndex(of: ASCII.dot, in: local) != nil
            {
                return true
            }
            // `sshd@5-203.0.113.7:22-198.51.100.9:51514.service`
            if bytes[at] == ASCII.hyphen || numbers == 1, isUnit(bytes, at, end) { return true }
        }
        // `image@sha256:…`
        if bytes.has("sha256:", at: start, before: end) || bytes.has("sha512:", at: start, before: end)
            || bytes.has("sha1:", at: start, before: end) || bytes.has("md5:", at: start, before: end)
        {
            return true
        }
        var stop = start
        while stop < end, bytes[stop].isWord || bytes[stop] == ASCII.hyphen || bytes[stop] == ASCII.dot { stop &+= 1 }
        while stop > start, bytes[stop &- 1] == ASCII.dot { stop &-= 1 }
        if isMachine(bytes, local, domain: start..<stop) { return true }
        // Erlang's nodes: `nonode@nohost`, `rabbit@host1`, and the objects of Java: `SelectChannelConnector@0.0.0.0:62267`.
        if bytes.has("nohost", at: start, before: stop) && stop == start &+ 6
            || KnownWords.nodes.contains(bytes, local) || isObject(bytes, local, behind: start..<stop)
        {
            return true
        }
        // Algorithms and extensions of SSH (RFC 4251, section 6) are named after who made them up; a person has a name with a dot, or
        // another provider.
        if KnownWords.algorithmDomains.contains(bytes, start..<stop) {
            for at in local where bytes[at] == ASCII.dot { return false }
            return true
        }
        // `npm install quux@latest`
        if KnownWords.releaseTags.contains(bytes, start..<stop) { return true }
        // `# User@Host: `
        return KnownWords.hostTemplates.contains(bytes, start..<stop) && KnownWords.userTemplates.contains(bytes, local)
    }

    /// Whether a domain is one that no server has, or a local part one of an account of the system's on a host without a domain:
    /// `XaCAfP1v4@1xpI` is an id, `-50m@m` a time, `www-data@host1` nobody in particular.
    private static func isMachine(_ bytes: Span<UInt8>, _ local: Range<Int>, domain: Range<Int>) -> Bool {
        if bytes.firstIndex(of: ASCII.dot, in: domain) != nil { return false }
        if domain.count == 1 { return true }
        if KnownWords.systemAccounts.contains(bytes, local) { return true }
        var (hasDigit, hasCapital, hasSmall) = (false, false, false)
        for at in domain {
            if bytes[at].isDigit { hasDigit = true }
            if bytes[at] &- UInt8(ascii: "A") < 26 { hasCapital = true }
            if bytes[at] &- UInt8(ascii: "a") < 26 { hasSmall = true }
        }
        return hasDigit && hasCapital && (hasSmall || bytes[domain.lowerBound].isDigit)
    }

    /// Whether a local part is the name of a class, and its domain a number: of an object, or an address.
    private static func isObject(_ bytes: Span<UInt8>, _ local: Range<Int>, behind domain: Range<Int>) -> Bool {
        var capitals = 0
        for at in local {
            guard bytes[at].isLetter || bytes[at] == ASCII.dot || bytes[at] == UInt8(ascii: "$") else { return false }
            if bytes[at] &- UInt8(ascii: "A") < 26 { capitals &+= 1 }
        }
        guard capitals > 1,
            bytes[local.lowerBound] &- UInt8(ascii: "A") < 26 || bytes.firstIndex(of: ASCII.dot, in: local) != nil
        else { return false }
        var hasDigit = false
        for at in domain {
            guard bytes[at].isHexDigit || bytes[at] == ASCII.dot else { return false }
            hasDigit = hasDigit || bytes[at].isDigit
        }
        return hasDigit
    }

    /// `-rc.1`, `-beta`, `-alpha2`, `-SNAPSHOT` behind a version.
    private static func isReleaseSuffix(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for word: StaticString in ["-rc", "-beta", "-alpha", "-snapshot", "-next", "-canary", "-dev", "-pre", "+"]
        where bytes.hasIgnoringCase(word, at: start, before: end) { return true }
        return false
    }

    /// Whether a word that goes on at a position ends as the name of a unit of systemd does.
    private static func isUnit(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, at &- start < 256,
            bytes[at].isWord || bytes[at] == ASCII.hyphen || bytes[at] == ASCII.dot
                || bytes[at] == ASCII.colon || bytes[at] == ASCII.leftBracket || bytes[at] == ASCII.rightBracket
                || bytes[at] == ASCII.backslash
        {
            at &+= 1
        }
        while at > start, bytes[at &- 1] == ASCII.dot || bytes[at &- 1] == ASCII.colon { at &-= 1 }
        guard let dot = bytes.lastIndex(of: ASCII.dot, in: start..<at) else { return false }
        return KnownWords.unitSuffixes.contains(bytes, dot &+ 1..<at)
    }

    // MARK: The names that Jitsi gives to its components

    /// The first label of a component that holds rooms.
    static func isRoomLabel(_ bytes: Span<UInt8>, _ label: Range<Int>) -> Bool {
        KnownWords.roomLabels.contains(bytes, label)
            || bytes.hasIgnoringCase("conference-", at: label.lowerBound, before: label.upperBound)
            || bytes.hasIgnoringCase("muc-", at: label.lowerBound, before: label.upperBound)
    }

    /// The first label of a domain with users.
    static func isUserLabel(_ bytes: Span<UInt8>, _ label: Range<Int>) -> Bool {
        KnownWords.userLabels.contains(bytes, label)
            || bytes.hasIgnoringCase("meet-", at: label.lowerBound, before: label.upperBound)
    }

    /// The first label of a domain whose users are programs.
    static func isServiceLabel(_ bytes: Span<UInt8>, _ label: Range<Int>) -> Bool {
        KnownWords.serviceLabels.contains(bytes, label)
    }

    /// The rooms in which bridges, gateways and recorders meet, and that of Jicofo's health check.
    static func isServiceRoom(_ bytes: Span<UInt8>, _ local: Range<Int>) -> Bool {
        bytes.hasIgnoringCase("brewery", at: local.upperBound &- 7, before: local.upperBound)
            && KnownWords.breweries.contains(bytes, local)
            || bytes.hasIgnoringCase("__jicofo-health-check", at: local.lowerBound, before: local.upperBound)
    }

    /// The users that the components log in as: `focus`, `jvb-eu1`.
    static func isServiceName(_ bytes: Span<UInt8>, _ local: Range<Int>) -> Bool {
        isComponent(bytes, local)
    }

    /// Resources that are no names: endpoint ids (eight hexadecimal digits) and Jicofo's.
    static func isEndpoint(_ bytes: Span<UInt8>, _ resource: Range<Int>) -> Bool {
        if resource.count == 8, ByteVector(bytes, at: resource.lowerBound).hexDigits.bits & 0xFF == 0xFF { return true }
        return resource.count == 5
            && bytes.hasIgnoringCase("focus", at: resource.lowerBound, before: resource.upperBound)
    }
}
