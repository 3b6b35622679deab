/// Values that identify a person: what becomes of them.
extension RecordScrubber {
    /// Looks for a personal value at a candidate, and writes what becomes of it.
    ///
    /// - Returns: Where the search goes on, or `nil` if there is none.
    @inline(never)
    mutating func settlePersonal(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, candidate: Int, role: Role,
        scanner: inout CandidateScanner
    ) -> Int? {
        let outcome = personal.examine(bytes, record: record, floor: floor, candidate: candidate)
        return settle(bytes, outcome, record: record, candidate: candidate, role: role, scanner: &scanner)
    }

    /// Writes what becomes of an outcome; the text between its values is searched for addresses.
    mutating func settle(
        _ bytes: Span<UInt8>, _ outcome: PersonalDetector.Outcome, record: Range<Int>, candidate: Int, role: Role,
        scanner: inout CandidateScanner
    ) -> Int? {
        switch outcome {
        case .nothing:
            return nil
        case .url(let range):
            // URLs within URLs within URLs: nobody needs to read that.
            if depth == 4 {
                writeValue(bytes, PersonalValue(kind: .query, range: range), role: role)
                return Swift.max(range.upperBound, copied)
            }
            depth &+= 1
            settleURL(bytes, range, role: role, scanner: &scanner)
            depth &-= 1
            return Swift.max(range.upperBound, copied)
        case .members(let members):
            return settleMembers(bytes, members, limit: record.upperBound, role: role, scanner: &scanner)
        case .values(let resume):
            let found = personal.values
            var at = candidate &+ 1
            var isTreated = found.count == 0
            for index in 0..<found.count {
                let value = found[index]
                if value.range.lowerBound > at {
                    scan(bytes, at..<value.range.lowerBound, in: record, role: role, scanner: &scanner)
                }
                let hasWritten: Bool
                if value.kind == .userAgent {
                    settleUserAgent(bytes, value.range, scanner: &scanner)
                    hasWritten = true
                } else {
                    hasWritten = writeValue(bytes, value, role: role)
                }
                isTreated = isTreated || hasWritten
                // What stays is searched with what follows it: the labels of a domain may be an address.
                if hasWritten { at = Swift.max(at, value.range.upperBound) }
            }
            return isTreated ? Swift.max(resume, copied) : Swift.max(candidate &+ 1, copied)
        }
    }

    /// Writes what becomes of each string and number in an array or object.
    ///
    /// - Returns: Where the search goes on, or `nil` if all of it stays.
    private mutating func settleMembers(
        _ bytes: Span<UInt8>, _ members: PersonalDetector.Members, limit: Int, role: Role,
        scanner: inout CandidateScanner
    ) -> Int? {
        guard policy[members.kind] != .keep else { return nil }
        var walk = JSONText.Walk(from: members.start, to: limit, escapes: members.escapes, isFlat: members.isFlat)
        while let member = walk.next(bytes) {
            if members.kind == .userAgent {
                if !member.isNumber { settleUserAgent(bytes, member.range, scanner: &scanner) }
                continue
            }
            var value = PersonalValue(kind: members.kind, range: member.range)
            if member.isNumber { value.escapes = members.escapes }
            writeValue(bytes, value, role: role)
        }
        return Swift.max(walk.at, copied)
    }

    /// Writes the users before the address that was found last, in a message of `sshd`.
    @inline(never)
    mutating func settleLogins(
        _ bytes: Span<UInt8>, record: Range<Int>, role: Role, scanner: inout CandidateScanner
    ) {
        let floor = Swift.max(record.lowerBound, copied)
        guard case .values = personal.loginBefore(bytes, floor: floor, address: detector.match.range.lowerBound) else {
            return
        }
        for index in 0..<personal.values.count { writeValue(bytes, personal.values[index], role: role) }
    }

    /// Writes what becomes of a value.
    ///
    /// - Returns: Whether nothing in it is left to be found: `false` if the policy keeps it.
    @discardableResult
    mutating func writeValue(_ bytes: Span<UInt8>, _ value: PersonalValue, role: Role) -> Bool {
        var kind = value.kind
        var range = value.range
        if range.lowerBound < copied {
            guard range.upperBound > copied else { return true }
            range = copied..<range.upperBound
        }
        guard !range.isEmpty, !Placeholder.isKept(bytes, range) else { return true }
        if document.isOn {
            range = document.aligned(bytes, range)
            range = Swift.max(range.lowerBound, copied)..<range.upperBound
        }
        if kind == .email, let domain = value.domain, policy.isOwn(bytes, domain),
            domain.lowerBound &- 1 > range.lowerBound
        {
            kind = .user
            range = range.lowerBound..<domain.lowerBound &- 1
        }
        if kind == .room, let domain = value.domain {
            // The labels before an own site.
            guard let site = policy.ownSite(bytes, in: domain), site > range.lowerBound &+ 1 else { return false }
            range = range.lowerBound..<site &- 1
            // `conference.meet.example.org` of the site `.example.org`: the server's own name.
            if KnownWords.userLabels.contains(bytes, range) { return false }
            if Placeholder.isKept(bytes, range) { return true }
        }
        if kind == .port {
            report(.port, role, range, policy.port)
            guard policy.zeroesPorts else { return false }
            skip(bytes, range)
            splices.texts.append(ASCII.zero)
            return true
        }
        let treatment = policy[kind]
        report(kind, role, range, treatment)
        guard treatment != .keep else { return false }
        copy(bytes, upTo: range.lowerBound)
        if kind == .mac {
            let kept = treatment == .reduce && range.lowerBound == value.range.lowerBound ? MACAddress.maker : 0
            MACText.write(bytes, range, keeping: kept, into: &splices.texts)
            copied = range.upperBound
            return true
        }
        // What takes the place of a number in JSON is a string.
        if let escapes = value.escapes { writeQuote(escapes) }
        writeName(kind, bytes, range, treatment)
        if let escapes = value.escapes { writeQuote(escapes) }
        copied = range.upperBound
        if Self.isTouched(bytes, value: range, kind) { isGlued = true }
        return true
    }

    private mutating func writeQuote(_ escapes: Int) {
        for _ in 0..<escapes { splices.texts.append(ASCII.backslash) }
        splices.texts.append(ASCII.quote)
    }

    /// Whether what stands beside a value may be read as something else once the value is gone: `2001:db8::ana@example` as an address,
    /// `version 1.2.3.4` too.
    @inline(__always)
    private static func isTouched(_ bytes: Span<UInt8>, value: Range<Int>, _ kind: Kind) -> Bool {
        if value.lowerBound > 1 {
            let second = bytes[value.lowerBound &- 2]
            switch bytes[value.lowerBound &- 1] {
            case ASCII.space, ASCII.equals, ASCII.quote, ASCII.apostrophe, ASCII.slash, ASCII.lessThan,
                ASCII.greaterThan,
                ASCII.leftParenthesis, ASCII.comma, ASCII.tab, ASCII.lineFeed:
                break
            case ASCII.colon: if second == ASCII.colon || second.isHexDigit { return true }
            case ASCII.leftBracket: if second == ASCII.at || second == ASCII.leftBracket { return true }
            // Prosody writes `bosh` before the session's id.
            case UInt8(ascii: "h") where kind == .session: break
            default: return true
            }
        }
        let next = bytes[value.upperBound &+ 1]
        switch bytes[value.upperBound] {
        case ASCII.at:
            // Without a domain, the sign is part of a value the next time.
            return kind != .user && kind != .room && kind != .sip && kind != .phone || !next.isWord
        case ASCII.rightBracket: return next.isWord
        case ASCII.quote, ASCII.apostrophe, ASCII.slash, ASCII.comma, ASCII.rightParenthesis, ASCII.lessThan,
            ASCII.greaterThan,
            ASCII.question, ASCII.rightBrace, ASCII.semicolon, ASCII.lineFeed, ASCII.null, ASCII.carriageReturn:
            return false
        case ASCII.space, ASCII.tab, ASCII.equals: return next.isDigit
        case ASCII.colon:
            return next.isHexDigit || next == ASCII.colon || next == ASCII.ampersand || next == ASCII.percent
                || next == ASCII.backslash || next == ASCII.slash
        case ASCII.ampersand: return next == ASCII.hash
        default: return true
        }
    }

    /// Writes the pseudonym of a value, or what stands in its place.
    @inline(__always)
    mutating func writeName(_ kind: Kind, _ bytes: Span<UInt8>, _ range: Range<Int>, _ treatment: Treatment) {
        guard treatment == .pseudonym, let pseudonym = pseudonymizer.pseudonym(of: kind, bytes, range) else {
            splices.texts.append(Placeholder.text(for: kind))
            return
        }
        pseudonym.write(into: &splices.texts)
    }

    /// Writes what becomes of a user agent.
    @inline(__always)
    mutating func settleUserAgent(_ bytes: Span<UInt8>, _ agent: Range<Int>, scanner: inout CandidateScanner) {
        let treatment = policy[.userAgent]
        guard treatment == .reduce, !document.isOn, agent.lowerBound >= copied else {
            return settleOddUserAgent(bytes, agent, treatment, scanner: &scanner)
        }
        writeReduced(bytes, agent)
    }

    /// Reduces a user agent to its product and major version.
    @inline(__always)
    private mutating func writeReduced(_ bytes: Span<UInt8>, _ agent: Range<Int>) {
        let text = agents.text(bytes, agent, &scratch)
        if text.isNone { return }
        report(.userAgent, .freeText, agent, .reduce)
        skip(bytes, agent)
        text.write(into: &splices.texts)
    }

    @inline(never)
    private mutating func settleOddUserAgent(
        _ bytes: Span<UInt8>, _ agent: Range<Int>, _ treatment: Treatment, scanner: inout CandidateScanner
    ) {
        var value = document.isOn ? document.aligned(bytes, agent) : agent
        value = Swift.max(value.lowerBound, Swift.min(copied, value.upperBound))..<value.upperBound
        guard !value.isEmpty, !Placeholder.isKept(bytes, value) else { return }
        switch treatment {
        case .keep:
            report(.userAgent, .freeText, value, .keep)
            scan(bytes, value, in: value, role: .freeText, scanner: &scanner)
        case .pseudonym:
            writeValue(bytes, PersonalValue(kind: .userAgent, range: value), role: .freeText)
        case .drop:
            report(.userAgent, .freeText, value, .drop)
            skip(bytes, value)
            splices.texts.append(ASCII.hyphen)
        default:
            writeReduced(bytes, value)
        }
    }

    /// Replaces the rest of a word that the record before began: nobody knows what it was.
    ///
    /// - Returns: Where the search goes on.
    @inline(never)
    mutating func settleTorn(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int {
        isTorn = false
        var end = record.lowerBound
        while end < record.upperBound, bytes[end] > ASCII.space, bytes[end] != ASCII.quote,
            bytes[end] != ASCII.apostrophe,
            bytes[end] != ASCII.lessThan
        {
            end &+= 1
        }
        if end > record.lowerBound {
            writeValue(bytes, PersonalValue(kind: .secret, range: record.lowerBound..<end), role: .freeText)
        }
        return Swift.max(end, copied)
    }
}
