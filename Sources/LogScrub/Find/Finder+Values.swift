/// Values and addresses: what a candidate has shown.
extension Finder {
    /// Looks for a personal value at a candidate.
    ///
    /// - Returns: Where the search goes on, or `nil` if there is none.
    @inline(never)
    mutating func findPersonal(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, candidate: Int, role: Role,
        scanner: inout CandidateScanner
    ) -> Int? {
        let outcome = personal.examine(bytes, record: record, floor: floor, candidate: candidate)
        return add(bytes, outcome, record: record, candidate: candidate, role: role, scanner: &scanner)
    }

    /// Adds what a candidate has shown; the text between its values is searched.
    mutating func add(
        _ bytes: Span<UInt8>, _ outcome: PersonalDetector.Outcome, record: Range<Int>, candidate: Int, role: Role,
        scanner: inout CandidateScanner
    ) -> Int? {
        switch outcome {
        case .nothing:
            return nil
        case .url(let range):
            if depth == Self.deepest {
                add(bytes, PersonalValue(kind: .query, range: range), role: role)
            } else {
                depth &+= 1
                findURL(bytes, range, role: role, scanner: &scanner)
                depth &-= 1
            }
            return Swift.max(range.upperBound, position)
        case .members(let members):
            return findMembers(bytes, members, limit: record.upperBound, role: role)
        case .values(let resume):
            let values = personal.values
            var at = candidate &+ 1
            var isFound = values.count == 0
            for index in 0..<values.count {
                let value = values[index]
                if value.range.lowerBound > at {
                    scan(bytes, at..<value.range.lowerBound, in: record, role: role, scanner: &scanner)
                }
                if value.kind == .userAgent {
                    addUserAgent(bytes, value.range)
                } else if value.kind == .referrer {
                    addReferrer(bytes, value.range)
                } else if !add(bytes, value, role: role) {
                    // What is no value is searched with what follows it: the labels of a domain may be an address.
                    continue
                }
                isFound = true
                at = Swift.max(at, value.range.upperBound)
                // The labels of a domain that stays may be the disguise of an address.
                if let domain = value.domain, domain.lowerBound > position, domain.upperBound <= resume {
                    scan(bytes, domain, in: record, role: role, scanner: &scanner)
                    at = Swift.max(at, domain.upperBound)
                }
            }
            return Swift.max(isFound ? resume : candidate &+ 1, position)
        }
    }

    /// Adds each string and number in an array or object.
    ///
    /// - Returns: Where the search goes on.
    private mutating func findMembers(
        _ bytes: Span<UInt8>, _ members: PersonalDetector.Members, limit: Int, role: Role
    ) -> Int {
        var walk = JSONText.Walk(from: members.start, to: limit, escapes: members.escapes, isFlat: members.isFlat)
        while let member = walk.next(bytes) {
            if members.kind == .userAgent {
                if !member.isNumber { addUserAgent(bytes, member.range) }
                continue
            }
            // Of an object, a number says how long the token is valid.
            if members.kind == .token, member.isNumber, bytes[members.start] == ASCII.leftBrace { continue }
            if members.kind == .referrer {
                if !member.isNumber { addReferrer(bytes, member.range) }
                continue
            }
            if members.kind == .user, PersonalDetector.isNobody(bytes, member.range) { continue }
            var value = PersonalValue(kind: members.kind, range: member.range)
            if member.isNumber { value.escapes = members.escapes }
            add(bytes, value, role: role)
        }
        return Swift.max(walk.at, position)
    }

    /// Adds a user agent in text.
    mutating func addUserAgent(_ bytes: Span<UInt8>, _ agent: Range<Int>) {
        let value = rest(bytes, of: agent)
        if !value.isEmpty { add(.userAgent, .userAgent, value) }
    }

    /// Adds a referrer in text.
    mutating func addReferrer(_ bytes: Span<UInt8>, _ referrer: Range<Int>) {
        let value = rest(bytes, of: referrer)
        if !value.isEmpty, !Placeholder.isKept(bytes, value) { add(.referrer, .referrer, value, role: .referrer) }
    }

    /// What of a value stands behind the last finding.
    private func rest(_ bytes: Span<UInt8>, of value: Range<Int>) -> Range<Int> {
        let rest = Swift.max(value.lowerBound, Swift.min(position, value.upperBound))..<value.upperBound
        return document.aligned(bytes, rest, from: position)
    }

    /// Finds who stands before the address that the detector has found last: a user, or the host that has the address.
    @inline(__always)
    mutating func findNames(_ bytes: Span<UInt8>, record: Range<Int>, role: Role) {
        let address = detector.match.range
        if bytes.has(" port ", at: address.upperBound, before: record.upperBound) || facts.beginsLogin(bytes, record) {
            findLogins(bytes, record: record, role: role)
        }
        let floor = Swift.max(record.lowerBound, position)
        if personal.hasUser(bytes, floor: floor, before: address.lowerBound) {
            add(bytes, personal.values[0], role: role)
        } else if personal.hasHost(bytes, floor: floor, before: address.lowerBound), !detector.match.address.isLocal,
            !sites.contain(bytes, personal.values[0].range)
        {
            add(bytes, personal.values[0], role: role)
        }
    }

    /// Adds the users before the address that was found last, in a message of `sshd`.
    @inline(never)
    private mutating func findLogins(_ bytes: Span<UInt8>, record: Range<Int>, role: Role) {
        let floor = Swift.max(record.lowerBound, position)
        guard case .values = personal.loginBefore(bytes, floor: floor, address: detector.match.range.lowerBound) else {
            return
        }
        for index in 0..<personal.values.count { add(bytes, personal.values[index], role: role) }
    }

    /// Adds the address that fills the field of a client, as nearly all do.
    ///
    /// - Returns: Whether there is one.
    @inline(__always)
    mutating func findWholeAddress(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        let sign = bytes.firstIndex(from: value.lowerBound, to: value.upperBound) {
            $0.mask(of: ASCII.dot).union($0.mask(of: ASCII.colon))
        }
        guard sign < value.upperBound,
            detector.examine(bytes, record: value, floor: value.lowerBound, candidate: sign).isMatch,
            detector.match.range == value, detector.match.port == nil
        else { return false }
        addMatch(bytes, role: .client)
        return true
    }
}
