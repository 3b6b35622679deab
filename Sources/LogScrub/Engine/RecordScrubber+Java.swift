/// Records of the Java components with a context, of which only what speaks of a person is looked at.
extension RecordScrubber {
    /// Scrubs the record that begins at `start`, if its context is one that is known to the byte and nothing special goes on.
    ///
    /// What becomes of it is what the search in free text would do.
    ///
    /// - Returns: The end of the record, or `nil` if it is left to the search in free text.
    @inline(__always)
    mutating func scrubJava(
        _ bytes: Span<UInt8>, from start: Int, to limit: Int, scanner: inout CandidateScanner
    ) -> Int? {
        guard hasBegun, remembersFields, policy.treatsContexts, !isTorn, !endsTorn, personal.open == nil,
            TextEnvelope.isRuledOut(bytes, start..<limit), let context = JavaRecord(bytes, from: start, to: limit)
        else { return nil }
        let end = bytes.endOfLine(in: context.contextEnd..<limit)
        guard end &- start <= RecordLimit.window else { return nil }
        let record = start..<end
        header = TextEnvelope(noneAt: start)
        unread = start
        if policy.followsTime {
            if clock.readISO(bytes, at: context.date, before: end) { followTime() } else { tellTime(bytes, record) }
        }
        countRecord(.java)
        let place = begin(at: start)
        settle(bytes, context.first, in: record, scanner: &scanner)
        if let second = context.second { settle(bytes, second, in: record, scanner: &scanner) }
        let message = JavaRecord.messageStart(bytes, behind: context.contextEnd, before: end)
        scan(bytes, message..<end, in: record, role: .freeText, scanner: &scanner)
        if !portsLater.isEmpty { writePortsLater(bytes, before: end) }
        finish(bytes, record, from: place)
        return end
    }

    @inline(__always)
    private mutating func settle(
        _ bytes: Span<UInt8>, _ part: JavaRecord.Part, in record: Range<Int>, scanner: inout CandidateScanner
    ) {
        switch part.meaning {
        case .room:
            settleRepeating(bytes, part.range, .room, scanner: &scanner) {
                $0.scan(bytes, part.range, in: record, role: .freeText, scanner: &$1)
            }
        case .statsID:
            writeValue(bytes, PersonalValue(kind: .statsID, range: part.range), role: .freeText)
        }
    }
}
