/// Fields that the grammar has marked.
extension RecordScrubber {
    /// Does with a field what its meaning asks for.
    @inline(__always)
    mutating func settle(_ bytes: Span<UInt8>, _ field: FieldMark, scanner: inout CandidateScanner) {
        var mark = field
        if document.isOn {
            mark.value = document.aligned(bytes, field.value)
            mark.clause = document.aligned(bytes, field.clause)
        }
        // A finding in the free text before may reach into the field.
        guard mark.clause.lowerBound >= copied else {
            scan(bytes, mark.clause, in: mark.clause, role: .freeText, scanner: &scanner)
            return
        }
        switch mark.meaning {
        case .client:
            settleRepeating(bytes, mark.value, .client, scanner: &scanner) {
                $0.settleClient(bytes, mark.value, scanner: &$1)
            }
        case .clientPort:
            settlePort(bytes, mark.value, role: .client)
        case .peerPort:
            settlePort(bytes, mark.value, role: .freeText)
        case .referrer:
            // Without own sites, and where all referrers go, nobody needs to know what it says.
            if policy.ownSites.isEmpty, policy.thirdPartyReferrer == .drop {
                drop(bytes, mark, as: .referrer, .drop)
            } else {
                settleRepeating(
                    bytes, mark.clause, mark.hasPlaceholder ? .referrer : .referrerClause, scanner: &scanner
                ) {
                    $0.settleReferrer(bytes, mark, scanner: &$1)
                }
            }
        case .user:
            settleUser(bytes, mark.value, scanner: &scanner)
        case .secret:
            writeValue(bytes, PersonalValue(kind: .secret, range: mark.value), role: .freeText)
        case .plain:
            break
        case .target:
            settleRepeating(bytes, mark.value, .target, scanner: &scanner) {
                $0.settleTarget(bytes, mark.value, role: .freeText, scanner: &$1)
            }
        case .garbage:
            writeValue(bytes, PersonalValue(kind: .query, range: mark.value), role: .freeText)
        case .query:
            settleBareQuery(bytes, mark.value, scanner: &scanner)
        case .url:
            settleURL(bytes, mark.value, role: .freeText, scanner: &scanner)
        case .file:
            settlePath(bytes, mark.value, role: .freeText, scanner: &scanner)
        case .userAgent:
            settleUserAgent(bytes, mark.value, scanner: &scanner)
        }
    }

    /// Treats the client: an address, or a host name.
    @inline(never)
    private mutating func settleClient(_ bytes: Span<UInt8>, _ value: Range<Int>, scanner: inout CandidateScanner) {
        if settleWholeAddress(bytes, value) { return }
        // Of a name with a token in it, or with an address of which nobody knows the order, no part is worth keeping.
        if bytes.firstIndex(of: "eyJ", in: value) != nil || bytes.firstIndex(of: "bosh", in: value) != nil
            || HostName.isName(bytes, value) && hasGarbledAddress(bytes, value),
            settleHostName(bytes, value)
        {
            hasTreatedClient = true
            return
        }
        let found = scan(bytes, value, in: value, role: .client, scanner: &scanner)
        if found > 0, copied <= value.lowerBound { hasKeptClient = true } else { hasTreatedClient = true }
        if found == 0, copied <= value.lowerBound { settleHostName(bytes, value) }
    }

    /// Whether the first address in a client's name is one of which nobody knows what it is.
    private mutating func hasGarbledAddress(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var scanner = CandidateScanner(from: value.lowerBound)
        var at = value.lowerBound
        while let candidate = scanner.firstCandidate(bytes, from: at, to: value.upperBound) {
            let verdict = detector.examine(bytes, record: value, floor: value.lowerBound, candidate: candidate)
            if verdict.isMatch { return detector.match.isGarbled }
            at = Swift.max(verdict.resume, candidate &+ 1)
        }
        return false
    }

    /// Writes the client's address if it fills its field, as nearly all do.
    @inline(__always)
    private mutating func settleWholeAddress(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        let sign = bytes.firstIndex(from: value.lowerBound, to: value.upperBound) {
            $0.mask(of: ASCII.dot).union($0.mask(of: ASCII.colon))
        }
        guard sign < value.upperBound,
            detector.examine(bytes, record: value, floor: value.lowerBound, candidate: sign).isMatch,
            detector.match.range == value, detector.match.port == nil
        else { return false }
        writeMatch(bytes, role: .client)
        if copied <= value.lowerBound { hasKeptClient = true } else { hasTreatedClient = true }
        return true
    }

    /// A name in the field of a format: whatever it holds.
    private mutating func settleUser(_ bytes: Span<UInt8>, _ value: Range<Int>, scanner: inout CandidateScanner) {
        // Between brackets of its own a name would be taken for the date of an access log.
        let treatment = policy[.user]
        if treatment != .keep, treatment != .pseudonym, !Placeholder.isKept(bytes, value) {
            report(.user, .freeText, value, treatment)
            skip(bytes, value)
            splices.texts.append(ASCII.hyphen)
            return
        }
        if !writeValue(bytes, PersonalValue(kind: .user, range: value), role: .freeText) {
            scan(bytes, value, in: value, role: .freeText, scanner: &scanner)
        }
    }

    /// A query in a field of its own, without its question mark.
    private mutating func settleBareQuery(_ bytes: Span<UInt8>, _ value: Range<Int>, scanner: inout CandidateScanner) {
        guard policy[.query] != .keep else {
            scan(bytes, value, in: value, role: .freeText, scanner: &scanner)
            return
        }
        report(.query, .freeText, value, policy[.query])
        skip(bytes, value)
    }

    private mutating func settlePort(_ bytes: Span<UInt8>, _ value: Range<Int>, role: Role) {
        guard !hasKeptClient || hasTreatedClient, let port = PortMatch.read(bytes, value), port.value != 0 else {
            return
        }
        let isKept = keeps(port, role: role)
        report(.port, role, value, isKept ? .keep : policy.port)
        guard !isKept else { return }
        skip(bytes, value)
        splices.texts.append(ASCII.zero)
    }

    private mutating func settleReferrer(_ bytes: Span<UInt8>, _ mark: FieldMark, scanner: inout CandidateScanner) {
        let url = ReferrerText(bytes, mark.value)
        let isOwn = url?.isOwn(bytes, sites: policy.ownSites) ?? false
        let kind: Kind = isOwn ? .ownReferrer : .referrer
        var treatment = isOwn ? policy.ownReferrer : policy.thirdPartyReferrer
        // What cannot be taken apart cannot be reduced.
        if treatment == .reduce, url == nil || url?.hasUserInformation == true { treatment = .drop }
        switch treatment {
        case .keep:
            scan(bytes, mark.value, in: mark.value, role: .referrer, scanner: &scanner)
        case .reduce:
            guard let url else { return }
            let end = isOwn ? url.pathEnd : url.origin.upperBound
            let kept = mark.value.lowerBound..<end
            if isOwn {
                let path = url.origin.upperBound..<end
                scan(bytes, mark.value.lowerBound..<path.lowerBound, in: kept, role: .referrer, scanner: &scanner)
                settlePath(bytes, path, role: .referrer, scanner: &scanner)
            } else {
                scan(bytes, kept, in: kept, role: .referrer, scanner: &scanner)
            }
            let rest = Swift.max(end, copied)..<mark.value.upperBound
            guard !rest.isEmpty else { return }
            report(kind, .referrer, rest, treatment)
            skip(bytes, rest)
        case .truncate, .pseudonym, .encrypt, .replace, .drop:
            drop(bytes, mark, as: kind, treatment)
        }
    }

    /// Leaves a referrer out.
    @inline(__always)
    private mutating func drop(_ bytes: Span<UInt8>, _ mark: FieldMark, as kind: Kind, _ treatment: Treatment) {
        report(kind, .referrer, mark.clause, treatment)
        skip(bytes, mark.clause)
        if mark.hasPlaceholder { splices.texts.append(ASCII.hyphen) }
    }

    /// Replaces a client's host name: a name is as good as an address, and mostly better.
    ///
    /// - Returns: Whether it is one, and does not stay.
    @inline(never)
    @discardableResult
    private mutating func settleHostName(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard policy.hostName != .keep, HostName.isName(bytes, value) else { return false }
        if policy.hostName == .pseudonym {
            writeValue(bytes, PersonalValue(kind: .hostName, range: value), role: .client)
            return true
        }
        report(.hostName, .client, value, policy.hostName)
        skip(bytes, value)
        splices.texts.append("0.0.0.0")
        return true
    }
}

/// Host names in the client's field.
enum HostName {
    /// Whether a value is a name with a domain, not something that stands for an address already: `-`, `unix:`, `localhost`,
    /// `203.0.X.X`, `xx.xx.xx.xx`.
    static func isName(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var value = value
        if value.count > 1, bytes[value.upperBound &- 1] == ASCII.dot {
            value = value.lowerBound..<value.upperBound &- 1
        }
        let isLocal = bytes.has("localhost.localdomain", at: value.lowerBound, before: value.upperBound)
        guard !isLocal, let dot = bytes.lastIndex(of: ASCII.dot, in: value) else { return false }
        for at in value {
            let byte = bytes[at]
            guard byte.isWord || byte == ASCII.hyphen || byte == ASCII.dot else { return false }
        }
        // A top-level domain has two letters at least; `X.X` and `xx.xx` have been scrubbed by somebody else.
        guard value.upperBound &- dot > 2 else { return false }
        var isRedacted = true
        for at in dot &+ 1..<value.upperBound {
            guard bytes[at].isWord || bytes[at] == ASCII.hyphen else { return false }
            if bytes[at] | 0x20 != UInt8(ascii: "x") { isRedacted = false }
        }
        return !isRedacted && bytes[dot &+ 1].isLetter
    }
}
