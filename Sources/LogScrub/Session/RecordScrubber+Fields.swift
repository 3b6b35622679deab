/// Fields that the grammar has marked: what becomes of them.
extension RecordScrubber {
    /// Writes what becomes of the client.
    @inline(never)
    mutating func writeClient(_ bytes: Span<UInt8>, _ client: Range<Int>) {
        let mark = finder.mark
        finder.findClient(bytes, client)
        let hasAddress = finder.found.count > mark.count && finder.found[mark.count].kind == .address
        write(bytes, from: mark)
        if hasAddress, copied <= client.lowerBound { hasKeptClient = true } else { hasTreatedClient = true }
    }

    /// Writes what becomes of the client's host name: a name is as good as an address, and mostly better.
    @inline(never)
    mutating func writeHostName(_ bytes: Span<UInt8>, _ value: FoundValue) {
        switch policy.hostName {
        case .keep:
            writeInside(bytes, value)
        case .pseudonym:
            writeValue(bytes, value)
        case let treatment:
            report(.hostName, .client, value.range, treatment)
            skip(bytes, value.range)
            splices.texts.append("0.0.0.0")
        }
    }

    /// Writes what becomes of a name in the field of a format: whatever it holds.
    @inline(never)
    mutating func writeUserField(_ bytes: Span<UInt8>, _ value: FoundValue) {
        let treatment = policy[.user]
        guard treatment != .keep, treatment != .pseudonym else { return writeValue(bytes, value) }
        // In a sentence somebody is missed; in a column a hyphen stands for nobody, and between brackets of its own a name would be taken for
        // the date of an access log.
        if case .listed = layer.grammar { return writeValue(bytes, value) }
        report(.user, .freeText, value.range, treatment)
        skip(bytes, value.range)
        splices.texts.append(ASCII.hyphen)
    }

    /// Writes what becomes of a query in a field of its own, without its question mark.
    @inline(never)
    mutating func writeBareQuery(_ bytes: Span<UInt8>, _ value: FoundValue) {
        guard policy[.query] != .keep else { return writeInside(bytes, value) }
        report(.query, .freeText, value.range, policy[.query])
        skip(bytes, value.range)
        if value.detail == 1 { splices.texts.append(ASCII.hyphen) }
    }

    /// Writes what becomes of a port in a field of its own.
    @inline(never)
    mutating func writePortField(_ bytes: Span<UInt8>, _ value: FoundValue) {
        guard !hasKeptClient || hasTreatedClient, let port = PortMatch.read(bytes, value.range) else { return }
        let isKept = keeps(port, role: value.role)
        report(.port, value.role, value.range, isKept ? .keep : policy.port)
        guard !isKept else { return }
        skip(bytes, value.range)
        splices.texts.append(ASCII.zero)
    }

    /// Writes what becomes of a referrer.
    @inline(always)
    mutating func writeReferrer(_ bytes: Span<UInt8>, _ value: FoundValue) {
        let clause = value.range
        let url =
            clause.lowerBound &+ Int(value.detail &>> 16)..<clause.upperBound &- Int(value.detail & 0xFFFF)
        // Without own sites, and where all referrers go, nobody needs to know what it says.
        if policy.dropsReferrers {
            drop(bytes, clause, of: url, as: .referrer, .drop)
        } else {
            writeRepeating(bytes, clause, url == clause ? .referrer : .referrerClause) {
                $0.writeReferrer(bytes, url, in: clause)
            }
        }
    }

    @inline(never)
    private mutating func writeReferrer(_ bytes: Span<UInt8>, _ value: Range<Int>, in clause: Range<Int>) {
        let url = ReferrerText(bytes, value)
        let isOwn = url.map { policy.ownSites.contain(bytes, $0.host) } ?? false
        let kind: Kind = isOwn ? .ownReferrer : .referrer
        var treatment = isOwn ? policy.ownReferrer : policy.thirdPartyReferrer
        // What cannot be taken apart cannot be reduced.
        if treatment == .reduce, url == nil || url?.hasUserInformation == true { treatment = .drop }
        switch treatment {
        case .keep:
            writeInside(bytes, value, role: .referrer)
        case .reduce:
            guard let url else { return }
            let end = isOwn ? url.pathEnd : url.origin.upperBound
            if isOwn {
                writeInside(bytes, url.origin, role: .referrer)
                write(bytes) { $0.findPath(bytes, url.origin.upperBound..<end, role: .referrer) }
            } else {
                writeInside(bytes, value.lowerBound..<end, role: .referrer)
            }
            let rest = Swift.max(end, copied)..<value.upperBound
            guard !rest.isEmpty else { return }
            report(kind, .referrer, rest, treatment)
            skip(bytes, rest)
        case .truncate, .pseudonym, .encrypt, .replace, .drop:
            drop(bytes, clause, of: value, as: kind, treatment)
        }
    }

    /// Leaves a referrer out.
    @inline(__always)
    private mutating func drop(
        _ bytes: Span<UInt8>, _ clause: Range<Int>, of value: Range<Int>, as kind: Kind, _ treatment: Treatment
    ) {
        report(kind, .referrer, clause, treatment)
        skip(bytes, clause)
        if clause == value { splices.texts.append(ASCII.hyphen) }
    }
}
