/// Records of the combined format, without a detour over marks.
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
            let fields = CombinedRecord(bytes, from: start, to: limit)
        else { return nil }
        let record = start..<fields.end
        if policy.followsTime {
            guard clock.readAccess(bytes, inBracketAt: fields.date, before: record.upperBound) else { return nil }
            followTime()
        }
        countRecord(.accessLog)
        header = TextEnvelope(noneAt: start)
        let place = begin(at: record.lowerBound)
        settleClient(bytes, combined: fields.client, scanner: &scanner)
        settle(bytes, .target, fields.target, scanner: &scanner)
        var at = fields.requestEnd
        if !FieldMarks.isAbsent(bytes, fields.referrer) {
            scanGap(bytes, at..<fields.referrer.lowerBound, in: record, scanner: &scanner)
            settle(bytes, .referrer, fields.referrer, scanner: &scanner)
            at = fields.referrer.upperBound
        }
        scanGap(bytes, at..<fields.userAgent.lowerBound, in: record, scanner: &scanner)
        settle(bytes, .userAgent, fields.userAgent, scanner: &scanner)
        finish(bytes, record, from: place)
        return record.upperBound
    }

    /// Treats the client. Of an IPv4 address that is cut at a dot, what stays is copied.
    @inline(__always)
    private mutating func settleClient(
        _ bytes: Span<UInt8>, combined client: Range<Int>, scanner: inout CandidateScanner
    ) {
        guard let kept = policy.keptOctets, let quad = IPv4Text.parse(bytes, filling: client) else {
            settle(bytes, .client, client, scanner: &scanner)
            return
        }
        guard policy.treated(.v4(quad.address)) != nil else {
            report(.address, .client, client, .keep)
            hasKeptClient = true
            return
        }
        report(.address, .client, client, policy.address)
        hasTreatedClient = true
        copy(bytes, upTo: client.lowerBound &+ quad.starts[kept])
        // `0.0.0.0`, from the octet on that goes first.
        splices.texts.append(word: 0x30_2E30_2E30_2E30, length: 7 &- 2 &* kept)
        copied = client.upperBound
    }

    @inline(__always)
    private mutating func settle(
        _ bytes: Span<UInt8>, _ meaning: FieldMark.Meaning, _ value: Range<Int>, scanner: inout CandidateScanner
    ) {
        settle(bytes, FieldMark(meaning: meaning, value: value, clause: value), scanner: &scanner)
    }
}
