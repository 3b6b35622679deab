/// Records of the combined format: found as a whole, decided, and written.
extension RecordScrubber {
    /// Scrubs the record that begins at `start`, if it is of the combined format to the byte.
    ///
    /// What becomes of it is what `scrubFields` would do with the marks of `AccessLog`.
    ///
    /// - Returns: The end of the record, or `nil` if it is left to `scrubRecord`.
    @inline(__always)
    mutating func scrubCombined(
        _ bytes: Span<UInt8>, from start: Int, to limit: Int, scanner: inout CandidateScanner
    ) -> Int? {
        guard remembersFields, !isInner, TextEnvelope.isRuledOut(bytes, start..<limit),
            let marks = structure.seven(bytes, from: start, to: limit),
            let record = CombinedRecord(bytes, from: start, marks, to: limit),
            CombinedFinder.find(bytes, record, into: &found)
        else { return nil }
        defer { found.truncate(to: 0) }
        structure.pass()
        if policy.followsTime {
            guard clock.readAccess(bytes, inBracketAt: record.date, before: record.end) else { return nil }
            followTime()
        }
        countRecord(.accessLog)
        header = TextEnvelope(noneAt: start)
        let place = begin(at: start)
        for index in 0..<found.count { write(bytes, found[index], scanner: &scanner) }
        finish(bytes, start..<record.end, from: place)
        return record.end
    }

    /// Writes what becomes of a finding.
    @inline(__always)
    private mutating func write(_ bytes: Span<UInt8>, _ value: FoundValue, scanner: inout CandidateScanner) {
        switch value.place {
        case .client4:
            guard policy.keptOctets != nil else { return settle(bytes, .client, value.range, scanner: &scanner) }
            writeClient(bytes, value.range, IPv4Address(rawValue: value.detail))
        case .client6:
            guard policy.cutsHeads else { return settle(bytes, .client, value.range, scanner: &scanner) }
            report(.address, .client, value.range, policy.address)
            hasTreatedClient = true
            skip(bytes, value.range)
            IPv6Text.write(
                IPv6Address(high: UInt64(value.detail) &<< 32 & policy.ipv6Mask.high, low: 0), mixed: false,
                into: &splices.texts)
        case .client:
            settle(bytes, .client, value.range, scanner: &scanner)
        case .path:
            writeRoom(bytes, value.range)
        case .query:
            settleQuery(bytes, value.range, isOurs: true, role: .freeText)
        case .referrer:
            settle(bytes, .referrer, value.range, scanner: &scanner)
        case .userAgent:
            settleUserAgent(bytes, value.range, scanner: &scanner)
        }
    }

    /// Writes the client. Of an IPv4 address that is cut at a dot, what stays is copied.
    @inline(__always)
    private mutating func writeClient(_ bytes: Span<UInt8>, _ client: Range<Int>, _ address: IPv4Address) {
        guard let kept = policy.keptOctets, policy.treated(.v4(address)) != nil else {
            report(.address, .client, client, .keep)
            hasKeptClient = true
            return
        }
        report(.address, .client, client, policy.address)
        hasTreatedClient = true
        copy(bytes, upTo: client.lowerBound &+ address.lengthOfText(octets: kept))
        // `0.0.0.0`, from the octet on that goes first.
        splices.texts.append(word: 0x30_2E30_2E30_2E30, length: 7 &- 2 &* kept)
        copied = client.upperBound
    }

    /// Writes the room or tenant that a segment of a path names: nothing beside it can be read together with what is written.
    @inline(__always)
    private mutating func writeRoom(_ bytes: Span<UInt8>, _ segment: Range<Int>) {
        let treatment = policy[.room]
        report(.room, .freeText, segment, treatment)
        if treatment == .keep { return }
        skip(bytes, segment)
        writeName(.room, bytes, segment, treatment)
    }

    @inline(__always)
    private mutating func settle(
        _ bytes: Span<UInt8>, _ meaning: FieldMark.Meaning, _ value: Range<Int>, scanner: inout CandidateScanner
    ) {
        settle(bytes, FieldMark(meaning: meaning, value: value, clause: value), scanner: &scanner)
    }
}
