/// JIDs (RFC 7622), SIP URIs (RFC 3261) and e-mail addresses: what stands around an `@`.
extension PersonalDetector {
    /// Reads the local part before the sign, the domain behind it, and the resource.
    ///
    /// - Parameters:
    ///   - sign: The `@`, which may be escaped.
    ///   - local: Where the local part begins, if that is known.
    ///   - isRoom: Whether the key before it says that it is a room.
    @inline(never)
    mutating func jid(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, sign: Range<Int>, local known: Int? = nil,
        isRoom: Bool = false
    ) -> Outcome {
        let at = sign.lowerBound
        var start = known ?? at
        if known == nil {
            start = Self.startOfLocal(bytes, at, floor: floor)
            start = Self.skipEscape(bytes, start, at, floor: record.lowerBound)
            // Some write quotes so: `` `ana@example.org' ``
            if start < at, bytes[start] == UInt8(ascii: "`") { start &+= 1 }
            if start == at { start = Self.quotedLocal(bytes, floor: floor, sign: at) }
            if start > floor, bytes[start &- 1] == ASCII.equals {
                start = Self.startOfMailbox(bytes, start, floor: Swift.max(floor, at &- Self.longestMailbox))
            }
        }
        // What has been written for a local part is known by its end, whatever touches it in front.
        if let kept = Pseudonym.start(bytes, before: at, floor: start) { start = kept }
        // `[tenant]room@…`
        var tenant: Range<Int>?
        var hasTenant = false
        if start > floor, start < at, bytes[start &- 1] == ASCII.rightBracket {
            var open = start &- 1
            while open > floor, bytes[open &- 1] > ASCII.space, bytes[open &- 1] != ASCII.leftBracket { open &-= 1 }
            if open > floor, bytes[open &- 1] == ASCII.leftBracket {
                hasTenant = !Placeholder.isPlaceholder(bytes, open &- 1..<start)
                // `[[room]]room@…`: it has been replaced.
                if hasTenant, !Placeholder.isPlaceholder(bytes, open &- 1..<start &- 1) { tenant = open..<start &- 1 }
            }
        }
        // What a finding ends with that touches the sign is its local part: only the resource is left.
        if start == at, at == floor, at > record.lowerBound {
            let domain = Self.domain(bytes, from: sign.upperBound, to: record.upperBound)
            guard !domain.isEmpty else { return .nothing }
            addTenantsOfComponent(bytes, domain)
            addResource(bytes, Self.resource(bytes, record: record, local: at, domain: domain))
            return values.count > 0 ? .values(resume: sign.upperBound) : .nothing
        }
        // A placeholder that stands for a local part.
        if start == at, at &- 1 > floor, bytes[at &- 1] == ASCII.rightBracket {
            return placeholderLocal(bytes, record: record, floor: floor, sign: sign)
        }
        if start == at, let local = Self.matrixLocal(bytes, record: record, sign: sign) {
            values.add(.user, local)
            return .values(resume: local.upperBound)
        }
        // `room@conference.example@auth.example`: the domain of a JID is no user.
        guard start < at, !Self.isDomain(bytes, start, floor: record.lowerBound),
            !Self.isNoPerson(bytes, start..<at, sign: sign, end: record.upperBound),
            // `[unknown]@[unknown]` of PostgreSQL, `(?@203.0.113.7)` of Pure-FTPd
            bytes[start] != ASCII.leftBracket && bytes[start] != ASCII.question
                || !KnownWords.nobodies.contains(bytes, start..<at)
        else { return .nothing }
        let domain = Self.domain(bytes, from: sign.upperBound, to: record.upperBound)
        guard !domain.isEmpty else {
            // A record that was cut behind the sign.
            // One before a number that is dialed goes with it.
            let isDialed = bytes[sign.upperBound] == ASCII.plus && bytes[sign.upperBound &+ 1].isDigit
            guard
                isDialed
                    || sign.upperBound == record.upperBound && bytes[at] == ASCII.at && at &- start >= 3
                        && !AddressDetector.isAddress(bytes, start..<at)
            else { return .nothing }
            values.add(.user, start..<at)
            return .values(resume: sign.upperBound)
        }
        // A key of JSON with two signs, of which the first one ends no name: `"process@runtime@name":`
        if bytes[domain.upperBound] == ASCII.at, Self.isDottedKey(bytes, start, domain) { return .nothing }
        // `PCMU@8000h`, and `root@localhost`, `root@pam`, who is nobody in particular
        if bytes[domain.lowerBound].isDigit && !bytes[domain.upperBound &- 1].isDigit
            || bytes.has("root", at: start, before: at) && at &- start == 4,
            bytes.firstIndex(of: ASCII.dot, in: domain) == nil, bytes.firstIndex(of: ASCII.colon, in: domain) == nil
        {
            return .values(resume: Swift.max(sign.upperBound, domain.lowerBound))
        }
        let resource = Self.resource(bytes, record: record, local: start, domain: domain)
        let label = Self.firstLabel(bytes, domain)

        // `sip:user:password@`
        if let scheme = Self.sipScheme(bytes, floor: Swift.max(floor, record.lowerBound), local: start) {
            values.add(.sip, scheme..<at)
            return .values(resume: sign.upperBound)
        }
        // `sip:`, `mailto:`
        if start &- 4 >= record.lowerBound, bytes[start &- 1] == ASCII.colon {
            if Self.isSIP(bytes, floor: record.lowerBound, local: start) {
                values.add(Self.isNumber(bytes, start..<at) ? .phone : .sip, start..<at)
                return .values(resume: sign.upperBound)
            }
            if bytes.hasIgnoringCase("mailto", at: start &- 7, before: start) {
                var end = domain.upperBound
                if end < record.upperBound, bytes[end] == ASCII.question {
                    while end < record.upperBound, bytes[end] > ASCII.space, bytes[end] != ASCII.quote,
                        bytes[end] != ASCII.greaterThan,
                        bytes[end] != ASCII.apostrophe
                    {
                        end &+= 1
                    }
                }
                values.add(.email, start..<end)
                return .values(resume: end)
            }
        }
        if Self.isRoomLabel(bytes, label) || isRoom || hasTenant {
            guard !Self.isServiceRoom(bytes, start..<at) else { return .values(resume: sign.upperBound) }
            if let tenant { values.add(.room, tenant) }
            values.add(.room, start..<at)
            addTenants(bytes, domain, label)
            addResource(bytes, resource)
            return .values(resume: Swift.max(sign.upperBound, domain.lowerBound))
        }
        if Self.isServiceRoom(bytes, start..<at)
            || Self.isServiceLabel(bytes, label) && Self.isServiceName(bytes, start..<at)
        {
            return .values(resume: sign.upperBound)
        }
        guard
            let isJID = Self.isJID(
                bytes, record: record, local: start, domain: domain, label: label, resource: resource)
        else {
            return .nothing
        }
        if isJID {
            values.add(.user, start..<at)
            addTenants(bytes, domain, label)
            addResource(bytes, resource)
            return .values(resume: Swift.max(sign.upperBound, domain.lowerBound))
        }
        // A pseudonym was a user before.
        if Placeholder.isKept(bytes, start..<at) { return .values(resume: sign.upperBound) }
        values.add(.email, start..<domain.upperBound, domain: domain)
        return .values(resume: domain.upperBound)
    }

    /// Whether a text in quotes before a colon goes on behind a second sign.
    private static func isDottedKey(_ bytes: Span<UInt8>, _ start: Int, _ domain: Range<Int>) -> Bool {
        guard start > 0, bytes[start &- 1] == ASCII.quote, bytes.firstIndex(of: ASCII.dot, in: domain) == nil else {
            return false
        }
        let end = bytes.endOfRun(from: domain.upperBound &+ 1, to: Swift.min(bytes.count, domain.upperBound &+ 64)) {
            $0.keyBytes
        }
        return bytes.has("\":", at: end, before: bytes.count)
    }

    /// Where a local part with equals signs begins, as senders have it whose bounces tell for whom they were: `<bounces+ana=example.org@lists.example.net>`.
    /// It stands in angle brackets.
    private static func startOfMailbox(_ bytes: Span<UInt8>, _ start: Int, floor: Int) -> Int {
        var at = start
        while at > floor, isLocalByte(bytes[at &- 1]) || bytes[at &- 1] == ASCII.equals { at &-= 1 }
        return at > floor && bytes[at &- 1] == ASCII.lessThan ? at : start
    }

    /// RFC 5321, section 4.5.3.1.1, allows 64; with the address of the recipient in it, senders use more.
    private static let longestMailbox = 256

    /// The local part of a user of Matrix, `@ana:example.org` (Matrix specification, "User Identifiers").
    private static func matrixLocal(_ bytes: Span<UInt8>, record: Range<Int>, sign: Range<Int>) -> Range<Int>? {
        let at = sign.lowerBound
        guard at == record.lowerBound || !isLocalByte(bytes[at &- 1]) && bytes[at &- 1] != ASCII.at else { return nil }
        let limit = Swift.min(record.upperBound, sign.upperBound &+ surroundings)
        let colon = endOfMatrixLocal(bytes, sign.upperBound, to: limit)
        let local = sign.upperBound..<colon
        guard colon < limit, !local.isEmpty, bytes[colon] == ASCII.colon, !Placeholder.isKept(bytes, local) else {
            return nil
        }
        let host = domain(bytes, from: colon &+ 1, to: record.upperBound)
        guard let dot = bytes.lastIndex(of: ASCII.dot, in: host), dot &+ 1 < host.upperBound,
            bytes[dot &+ 1].isLetter, bytes[host.lowerBound].isWord
        else { return nil }
        return local
    }

    private static func endOfMatrixLocal(_ bytes: Span<UInt8>, _ start: Int, to limit: Int) -> Int {
        bytes.endOfRun(from: start, to: limit) {
            $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.equals)).union($0.mask(of: ASCII.slash))
                .union($0.mask(of: ASCII.plus))
        }
    }

    /// Whether a colon stands behind what may be the local part of a user of Matrix, or nothing else for some time.
    @inline(never)
    static func mayBeMatrix(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        let limit = Swift.min(bytes.count, start &+ 64)
        let end = endOfMatrixLocal(bytes, start, to: limit)
        return end == limit || bytes[end] == ASCII.colon
    }

    /// Whether what begins at `start` is the domain of another JID.
    private static func isDomain(_ bytes: Span<UInt8>, _ start: Int, floor: Int) -> Bool {
        if start &- 4 >= floor, bytes.has("%40", at: start &- 3, before: start) {
            return isLocalByte(bytes[start &- 4])
        }
        guard start &- 2 >= floor, bytes[start &- 1] == ASCII.at else { return false }
        return isLocalByte(bytes[start &- 2]) || bytes[start &- 2] == ASCII.rightBracket
    }

    /// Where a local part in quotes begins (RFC 5321, section 4.1.2): `"ana muster"@example.org`.
    private static func quotedLocal(_ bytes: Span<UInt8>, floor: Int, sign: Int) -> Int {
        // A quote behind a comma opens: `…","@timestamp"`.
        guard sign &- 2 > floor, bytes[sign &- 1] == ASCII.quote || bytes[sign &- 1] == ASCII.apostrophe,
            bytes[sign &- 2].isWord || bytes[sign &- 2] >= 0x80 || bytes[sign &- 2] == ASCII.rightBracket
                || bytes[sign &- 2] == ASCII.dot,
            let open = bytes.lastIndex(
                of: bytes[sign &- 1], in: Swift.max(floor, sign &- Self.surroundings)..<sign &- 1)
        else { return sign }
        return Placeholder.isKept(bytes, open &+ 1..<sign &- 1) ? sign : open
    }

    /// Where the user of a SIP address with a password begins, or `nil`.
    private static func sipScheme(_ bytes: Span<UInt8>, floor: Int, local: Int) -> Int? {
        guard local > floor, bytes[local &- 1] == ASCII.colon else { return nil }
        var start = local &- 1
        while start > floor, Self.isLocalByte(bytes[start &- 1]) { start &-= 1 }
        guard start < local &- 1, start > floor, bytes[start &- 1] == ASCII.colon,
            bytes.hasIgnoringCase("sip", at: start &- 4, before: start)
                || bytes.hasIgnoringCase("sips", at: start &- 5, before: start)
        else { return nil }
        return start
    }

    /// Whether a local part is that of a SIP address: `sip:`, `sips:`.
    static func isSIP(_ bytes: Span<UInt8>, floor: Int, local start: Int) -> Bool {
        start &- 4 >= floor && bytes[start &- 1] == ASCII.colon
            && (bytes.hasIgnoringCase("sip", at: start &- 4, before: start)
                || bytes.hasIgnoringCase("sips", at: start &- 5, before: start))
    }

    /// What stands behind a local part that is a placeholder already: only the resource is left.
    private mutating func placeholderLocal(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, sign: Range<Int>
    ) -> Outcome {
        guard
            let open = bytes.lastIndex(
                of: ASCII.leftBracket, in: Swift.max(floor, sign.lowerBound &- 24)..<sign.lowerBound),
            open < sign.lowerBound &- 2,
            // `[email]]@`, `[secret]&]@`, `[room=r-…]@`: what stands before the bracket is known.
            !Placeholder.ends(bytes, at: sign.lowerBound &- 1),
            Placeholder.end(bytes, from: open, to: sign.lowerBound) ?? sign.lowerBound == sign.lowerBound,
            Pseudonym.start(bytes, before: sign.lowerBound &- 1, floor: open) == nil
        else { return .nothing }
        let domain = Self.domain(bytes, from: sign.upperBound, to: record.upperBound)
        guard !domain.isEmpty else { return .nothing }
        if !Placeholder.isKept(bytes, open..<sign.lowerBound),
            !KnownWords.nobodies.contains(bytes, open..<sign.lowerBound)
        {
            // `[ana]@meet.example.org`: whatever it is, it is no tenant without a room.
            values.add(.user, open..<sign.lowerBound)
        }
        // A SIP address has no resource.
        if Self.isSIP(bytes, floor: record.lowerBound, local: open) { return .values(resume: sign.upperBound) }
        addTenantsOfComponent(bytes, domain)
        addResource(bytes, Self.resource(bytes, record: record, local: open, domain: domain))
        return .values(resume: sign.upperBound)
    }

    private mutating func addResource(_ bytes: Span<UInt8>, _ resource: Range<Int>?) {
        guard let resource, !Self.isEndpoint(bytes, resource) else { return }
        values.add(.resource, resource)
    }

    /// Bytes that may stand in a local part. RFC 7622 forbids `"&'/:<>@` and blanks; what else ends one here is punctuation of logs.
    @inline(__always)
    static func isLocalByte(_ byte: UInt8) -> Bool {
        if byte.isWord || byte >= 0x80 { return true }
        switch byte {
        case ASCII.dot, ASCII.hyphen, ASCII.percent, ASCII.plus, UInt8(ascii: "!"), UInt8(ascii: "$"),
            UInt8(ascii: "*"),
            UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "~"), ASCII.backslash, ASCII.hash:
            return true
        default: return false
        }
    }

    /// Whether the text is a JID rather than an e-mail address.
    ///
    /// - Returns: `nil` if it is neither: `jitsi@docker`.
    private static func isJID(
        _ bytes: Span<UInt8>, record: Range<Int>, local: Int, domain: Range<Int>, label: Range<Int>,
        resource: Range<Int>?
    ) -> Bool? {
        // Traefik's names for what provides a router.
        if resource == nil, label.upperBound == domain.upperBound, KnownWords.providers.contains(bytes, domain) {
            return nil
        }
        if resource != nil || Self.isUserLabel(bytes, label) { return true }
        if bytes[domain.lowerBound] == ASCII.leftBracket || Self.isDigitsAndDots(bytes, domain) {
            return IPv4Text.parse(bytes, domain) == nil && bytes[domain.lowerBound] != ASCII.leftBracket ? nil : true
        }
        if label.upperBound == domain.upperBound {
            return true
        }
        guard local > record.lowerBound else { return false }
        var before = local
        if bytes[before &- 1] == ASCII.quote || bytes[before &- 1] == ASCII.apostrophe { before &-= 1 }
        if before > record.lowerBound, bytes[before &- 1] == ASCII.space { before &-= 1 }
        if bytes.hasIgnoringCase("authenticated as", at: before &- 16, before: before) { return true }
        guard before > record.lowerBound, bytes[before &- 1] == ASCII.equals || bytes[before &- 1] == ASCII.colon else {
            return false
        }
        switch KeyTable.shared.meaning(bytes, endingAt: before &- 1, floor: record.lowerBound)?.meaning {
        case .jid?, .party?, .id?, .user?: return true
        default: return bytes.hasIgnoringCase("authenticated as", at: before &- 17, before: before &- 1)
        }
    }

    private static func isDigitsAndDots(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for at in range where !bytes[at].isDigit && bytes[at] != ASCII.dot { return false }
        return true
    }

    static func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var digits = 0
        for at in range { if bytes[at].isDigit { digits &+= 1 } }
        return digits >= 5 && digits &+ 3 >= range.count
    }
}
