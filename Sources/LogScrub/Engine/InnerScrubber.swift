/// The scrubber for what is inside of envelopes: made once for a stream that has any, and reused for each field.
///
/// A class, so that a scrubber can hold another one. What it has is in one place: each use is one access.
final class InnerScrubber {
    struct Parts: ~Copyable {
        var scrubber: RecordScrubber
        var text = EnvelopeText()
        /// Whose last record Docker has cut, so that the next one begins in the middle of a word.
        var cut: RecordSource?
    }

    var parts: Parts

    init(policy: CompiledPolicy, isObserving: Bool, takesShortcuts: Bool) {
        var scrubber = RecordScrubber(
            policy: policy, format: .auto, isInner: true, memory: WorkingMemory(policy))
        scrubber.isObserving = isObserving
        scrubber.takesShortcuts = takesShortcuts
        scrubber.entry = .unnamed
        parts = Parts(scrubber: scrubber)
    }
}

extension InnerScrubber.Parts {
    /// Whether an entry has left something open.
    var goesOn: Bool { scrubber.goesOn || cut != nil }

    /// Begins an entry.
    ///
    /// - Parameter source: Who has written it; `unnamed` if nobody has asked.
    mutating func begin(_ source: RecordSource) { scrubber.entry = source }

    /// Ends an entry: what it has left open is that of its source, and goes with an entry that says nothing of who has written it.
    mutating func end(_ source: RecordSource) {
        let source = source == .entry ? .unnamed : source
        scrubber.continuations.name(source)
        if scrubber.tableSource == .unnamed {
            scrubber.tableSource = source
            if source == .unnamed { scrubber.finder.personal.table = PersonalDetector.OpenTable() }
        }
        if cut == .unnamed { cut = source == .unnamed ? nil : source }
        scrubber.entry = .unnamed
    }

    /// Decodes a value of an envelope, and scrubs it.
    ///
    /// - Returns: By how much it has grown, or `nil` if nothing was found.
    mutating func scrub(
        _ bytes: Span<UInt8>, _ value: Range<Int>, _ spelling: EnvelopeText.Spelling, _ meaning: JournalField,
        isWhole: Bool, within clock: RecordClock
    ) -> Int? {
        text.decode(bytes, value, spelling)
        // A second reference, so that the compiler sees that the scrubber cannot touch what it reads.
        let decoded = text.bytes
        let count = text.count
        let changed = scrubber.scrubInside(
            decoded.span, count, meaning, isWhole: isWhole, within: clock, cut: &cut)
        return changed.map { $0 - count }
    }
}

extension RecordScrubber {
    /// Scrubs a text that stands in an envelope. Then `splices` holds what is replaced.
    ///
    /// - Parameters:
    ///   - text: The text; `CandidateScanner.slack` more bytes can be read.
    ///   - isWhole: Whether the text is one record, even if it holds line ends.
    ///   - outer: The clock of the envelope.
    ///   - cut: Who has written the record before, if Docker has cut it, and then who has written this one.
    /// - Returns: The new length, or `nil` if nothing was found.
    @inline(never)
    fileprivate mutating func scrubInside(
        _ text: Span<UInt8>, _ count: Int, _ meaning: JournalField, isWhole: Bool, within outer: RecordClock,
        cut: inout RecordSource?
    ) -> Int? {
        splices.removeAll(from: 0)
        if policy.followsTime {
            clock.enter(outer)
            followTime()
        }
        // Only records go on, and not those of syslog; other fields stand for themselves.
        mayGoOn = meaning == .record && !isWhole
        let table = finder.personal.table
        if !mayGoOn { finder.personal.table = PersonalDetector.OpenTable() }
        defer { if !mayGoOn { finder.personal.table = table } }
        let whole = 0..<count
        if meaning == .record {
            // Docker cuts a line after 16 KiB; only its last piece ends with a line feed.
            isTorn = cut == entry
            if isTorn { cut = nil }
            if count == 16 * 1024, text[count - 1] != ASCII.lineFeed { cut = entry }
            endsTorn = cut == entry && text.firstIndex(of: ASCII.lineFeed, in: whole) == nil
        }
        if meaning != .machineID || !replaceMachineID(text, whole) {
            scrubText(text, whole, asRecords: meaning == .record, isWhole: isWhole)
        }
        copy(text, upTo: count)
        splices.close()
        if splices.isEmpty { return nil }
        var length = count
        for index in 0..<splices.count { length += splices[index].text.count - splices[index].source.count }
        return length
    }

    /// Scrubs a text that stands in an envelope.
    ///
    /// - Parameters:
    ///   - range: The text; `CandidateScanner.slack` more bytes can be read.
    ///   - asRecords: Whether each line is a record with a grammar of its own, or all of it is free text.
    ///   - isWhole: Whether the text is one record, even if it holds line ends.
    private mutating func scrubText(_ text: Span<UInt8>, _ range: Range<Int>, asRecords: Bool, isWhole: Bool) {
        var scanner = CandidateScanner(from: 0)
        var at = range.lowerBound
        while at < range.upperBound {
            if asRecords, !isWhole, let end = scrubPlain(text, from: at, to: range.upperBound, scanner: &scanner) {
                at = end &+ 1
                continue
            }
            let end = isWhole ? range.upperBound : text.endOfLine(in: at..<range.upperBound)
            if asRecords {
                hasBegun = true
                scrubRecordApart(text, at..<end, scanner: &scanner)
            } else {
                scrubFreeText(text, at..<end, scanner: &scanner)
            }
            at = end &+ 1
        }
    }

    /// Scrubs text that is no record.
    private mutating func scrubFreeText(_ text: Span<UInt8>, _ range: Range<Int>, scanner: inout CandidateScanner) {
        marks.removeAll()
        openElement = nil
        header = TextEnvelope(noneAt: range.lowerBound)
        let last = grammar
        grammar = .text
        let place = begin(at: range.lowerBound)
        if matcher == nil || !applyPatterns(text, range) { scrubFields(text, range, scanner: &scanner) }
        finish(text, range, from: place)
        grammar = last
    }
}
