extension Policy {
    /// What a value becomes in a period where it stands in a log: as `pseudonym(of:_:in:)`, also for values that are more than a name, such as
    /// a JID (`teamsync@conference.meet.example.org/Ana`), a path (`/TeamSync`), a URL, or an address with its port.
    ///
    /// These are put into a record and scrubbed, so that what comes back is what is in the log, and can be searched for there.
    ///
    /// - Parameters:
    ///   - value: The value, without blanks or quotes if it is more than a name.
    ///   - kind: What it is, or what in it is looked for. `nil` for an address and for what the value shows itself.
    ///   - period: When. Values have other pseudonyms in other periods.
    /// - Throws: `ScrubError` with the code `name` if nothing in the value has a pseudonym, or what the source of the keys throws.
    /// - Complexity: O(*n*); a scrubber is made for each record that is tried, at most three.
    public func written(_ value: String, as kind: Kind? = nil, in period: Period.Instance) throws(ScrubError) -> String
    {
        if kind == .address || kind == nil && IPAddress(value) != nil {
            return try pseudonym(of: .address, value, in: period)
        }
        if let kind, !Self.isMoreThanName(value, kind) { return try pseudonym(of: kind, value, in: period) }
        var policy = self
        policy.keys = KeyOfPeriod(keys: keys, period: period)
        for record in Self.records(with: value, kind) {
            if let written = try policy.written(record, kind) { return written }
        }
        if let kind { throw ScrubError(.name, "nothing in '\(value)' has the pseudonym of a \(kind.rawValue)") }
        throw ScrubError(
            .name,
            "nothing in '\(value)' has a pseudonym: it is no IP address, JID, path or URL that would get one. If it is a name, or a JID that looks like an address of mail, say whose: --kind room, --kind user"
        )
    }

    /// Whether a value has a syntax of its own. Nicks and ids of sessions may have any signs in them.
    private static func isMoreThanName(_ value: String, _ kind: Kind) -> Bool {
        let hasHost = value.utf8.contains(UInt8(ascii: "@"))
        let hasPath = value.utf8.contains(UInt8(ascii: "/"))
        return switch kind {
        case .session: false
        case .resource: hasHost && hasPath
        default: hasHost || hasPath
        }
    }

    /// A record, and where in it the value stands.
    private struct Sample {
        let before: String
        let value: String
        let after: String
    }

    /// Records that a value of this syntax stands in.
    private static func records(with value: String, _ kind: Kind?) -> [Sample] {
        // It must not end the place where it stands.
        guard value.utf8.allSatisfy({ $0 > ASCII.space && $0 != 0x7F && !#""'<>"#.utf8.contains($0) }) else {
            return []
        }
        if value.utf8.first == UInt8(ascii: "/") {
            return [
                Sample(
                    before: #"127.0.0.1 - - [21/Nov/2026:10:00:00 +0000] "GET "#, value: value,
                    after: #" HTTP/1.1" 200 5 "-" "-""#)
            ]
        }
        var samples = [Sample(before: "joined ", value: value, after: "")]
        // In a text an address of mail looks the same.
        if kind != nil { samples.append(Sample(before: "<presence from='", value: value, after: "'/>")) }
        return samples
    }

    /// Whether values of a kind get pseudonyms, or something else that the key gives.
    private func givesStandIn(_ kind: Kind) -> Bool {
        switch self[kind] {
        case .pseudonym: kind.hasPseudonyms
        case .encrypt: true
        default: false
        }
    }

    /// What becomes of the value in a record, if anything of the kind in it gets a pseudonym.
    private func written(_ sample: Sample, _ kind: Kind?) throws(ScrubError) -> String? {
        let scrubber = Scrubber(policy: self)
        let after = sample.after + "\n"
        let record = ContiguousArray((sample.before + sample.value + after).utf8)
        let place = sample.before.utf8.count..<record.count - after.utf8.count
        let hasKind = scrubber.findings(in: record.span).contains { finding in
            place.contains(finding.range.lowerBound)
                && (kind.map { finding.kind == $0 } ?? givesStandIn(finding.kind))
        }
        guard hasKind else { return nil }
        var session = scrubber.makeSession()
        var output = ContiguousArray<UInt8>()
        session.process(record.span, into: &output)
        // Its end is in it: nothing is held back.
        let failure = session.engine.keyFailure
        _ = session.finish(into: &output)
        if let failure { throw failure }
        guard output.starts(with: sample.before.utf8), output.reversed().starts(with: after.utf8.reversed())
        else { return nil }
        let text = output.dropFirst(sample.before.utf8.count).dropLast(after.utf8.count)
        return String(decoding: text, as: UTF8.self)
    }
}

/// One period's key, whenever a record says that it was written.
private struct KeyOfPeriod: PeriodKeySource {
    let keys: any PeriodKeySource
    let period: Period.Instance

    func key(for _: Period.Instance) throws(ScrubError) -> SecretKey { try keys.key(for: period) }
}
