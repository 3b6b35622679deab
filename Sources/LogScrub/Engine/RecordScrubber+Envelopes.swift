/// Records that are wrapped in another format. What is inside is decoded, scrubbed by a scrubber of its own, and what that changed is
/// written where it came from: all other bytes of the envelope stay as they are.
extension RecordScrubber {
    /// Finds the record in a line, and scrubs it if it cannot be scrubbed where it stands, because it is encoded.
    ///
    /// - Returns: The beginning of the record, or -1 if the line is done.
    @inline(never)
    mutating func unwrap(_ bytes: Span<UInt8>, _ line: Range<Int>, scanner: inout CandidateScanner) -> Int {
        if envelope.isOn { header = TextEnvelope(bytes, line) }
        if goesOn { goOn(bytes, line) }
        if openElement != nil || !envelope.isOn { return header.start }
        return scrubEncoded(bytes, line, scanner: &scanner) ? -1 : header.start
    }

    /// A record of Prosody that syslog has taken is known by its tag alone.
    @inline(never)
    mutating func recognizeTag(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        if grammar == .text, forced == nil, ProsodyLog.recognizes(bytes, line) { grammar = .prosody }
    }

    /// - Returns: Whether the line is done.
    private mutating func scrubEncoded(
        _ bytes: Span<UInt8>, _ line: Range<Int>, scanner: inout CandidateScanner
    ) -> Bool {
        switch header.kind {
        case .syslog: return scrubEscapedSyslog(bytes, line, from: header.start, scanner: &scanner)
        case .verboseField: return scrubMachineID(bytes, line)
        case .none, .docker: break
        }
        switch bytes[header.start] {
        case ASCII.leftBrace, 0x1E, UInt8(ascii: "d"):
            return scrubObject(bytes, line, from: header.start, scanner: &scanner)
        default: return false
        }
    }

    /// Scrubs the record of a line of syslog that has control characters, written `#012`.
    @inline(never)
    private mutating func scrubEscapedSyslog(
        _ bytes: Span<UInt8>, _ line: Range<Int>, from start: Int, scanner: inout CandidateScanner
    ) -> Bool {
        guard !isInner, !personal.table.isOpen, bytes.firstIndex(of: "#0", in: start..<line.upperBound) != nil else {
            return false
        }
        if policy.followsTime {
            recallTime(bytes, before: line.lowerBound)
            clock.enter(bytes, header: header)
        }
        scrubValue(bytes, line.lowerBound..<start, .plain, .text, scanner: &scanner)
        scrubValue(bytes, start..<line.upperBound, .octal, .record, isWhole: true, scanner: &scanner)
        // Once its characters are gone, the record is known here.
        if let inner, forced == nil { grammar = inner.parts.scrubber.grammar }
        return true
    }

    /// Replaces the id in a line `    _MACHINE_ID=…` of `journalctl -o verbose`.
    @inline(never)
    private mutating func scrubMachineID(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        guard let name = TextEnvelope.verboseField(bytes, line),
            JournalField.named(bytes, name) == .machineID
        else { return false }
        // Lines before it that nobody has looked at say when the next ones were written.
        if policy.followsTime { tellTime(bytes, line) }
        return replaceMachineID(bytes, name.upperBound &+ 1..<line.upperBound)
    }

    // MARK: JSON

    /// Scrubs the values of a JSON object of journalctl or Docker, if the record is one.
    @inline(never)
    private mutating func scrubObject(
        _ bytes: Span<UInt8>, _ record: Range<Int>, from start: Int, scanner: inout CandidateScanner
    ) -> Bool {
        let object = start..<record.upperBound
        guard !isInner, let brace = startOfObject(bytes, object) else { return false }
        envelope.looksAtAll = true
        if policy.followsTime {
            recallTime(bytes, before: record.lowerBound)
            clock.enter(bytes, object: brace..<record.upperBound)
        }
        if brace > record.lowerBound { scrubValue(bytes, record.lowerBound..<brace, .plain, .text, scanner: &scanner) }
        scrubValues(bytes, brace..<record.upperBound, scanner: &scanner)
        return true
    }

    private func startOfObject(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int? {
        switch envelope.ordered {
        case .dockerJSON, .journalJSON: EnvelopeJSON.brace(bytes, record)
        case nil: EnvelopeJSON.start(of: bytes, record)
        case .syslog, .dockerCompose, .journalExport: nil
        }
    }

    mutating func scrubValues(_ bytes: Span<UInt8>, _ object: Range<Int>, scanner: inout CandidateScanner) {
        var json = EnvelopeJSON(object)
        // Who has written the entry matters only where one has left something open.
        inner?.parts.begin(inner?.parts.goesOn == true ? RecordSource(bytes, object: object) : .unnamed)
        while true {
            if matcher == nil { json.passWords(bytes) }
            guard let value = json.next(bytes) else { break }
            if value.isWord, value.meaning == .text, matcher == nil { continue }
            if value.meaning == .keyed {
                scrubMember(bytes, value.range, scanner: &scanner)
                continue
            }
            scrubValue(bytes, value.range, value.spelling, value.meaning, scanner: &scanner)
        }
        if let inner, inner.parts.goesOn { inner.parts.end(RecordSource(bytes, object: object)) }
    }

    /// Scrubs a member of an object, or a field of an entry, with its name.
    private mutating func scrubMember(_ bytes: Span<UInt8>, _ member: Range<Int>, scanner: inout CandidateScanner) {
        let place = begin(at: member.lowerBound)
        scan(bytes, member, in: member, role: .freeText, scanner: &scanner)
        finish(bytes, member, from: place)
    }

    /// Scrubs a field whose name says what its value is.
    mutating func scrubField(
        _ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>, scanner: inout CandidateScanner
    ) {
        let field = name.lowerBound..<value.upperBound
        let place = begin(at: field.lowerBound)
        let outcome = personal.field(bytes, name: name, value: value)
        let end = settle(
            bytes, outcome, record: field, candidate: name.upperBound, role: .freeText, scanner: &scanner)
        let rest = Swift.min(Swift.max(end ?? value.lowerBound, value.lowerBound), value.upperBound)
        scan(bytes, rest..<value.upperBound, in: field, role: .freeText, scanner: &scanner)
        finish(bytes, field, from: place)
    }

    // MARK: Values

    /// Scrubs one value of an envelope.
    ///
    /// - Parameters:
    ///   - isWhole: Whether the value is one record, even if it holds line ends.
    ///   - lengthField: Eight bytes that say how long the value is, least significant byte first, to be corrected.
    ///   - scanner: That of the outer record; values come in order.
    mutating func scrubValue(
        _ bytes: Span<UInt8>, _ value: Range<Int>, _ spelling: EnvelopeText.Spelling, _ meaning: JournalField,
        isWhole: Bool = false, lengthField: Range<Int>? = nil, scanner: inout CandidateScanner
    ) {
        guard !value.isEmpty else { return }
        if meaning == .machineID, replaceMachineID(bytes, value) { return }
        // Free text without a candidate has no finding, however it is spelled: escapes are candidates.
        if meaning == .text, spelling != .numbers, matcher == nil, spelling != .octal,
            CandidateScanner.isFree(bytes, value)
                || scanner.firstCandidate(bytes, from: value.lowerBound, to: value.upperBound) == nil
        {
            return
        }
        let inner = innerScrubber()
        let difference = inner.parts.scrub(bytes, value, spelling, meaning, isWhole: isWhole, within: clock)
        if isObserving { takeFindings(inner) }
        guard let difference else { return }
        if let lengthField, difference != 0 { writeLength(bytes, lengthField, adding: difference) }
        writeChanges(bytes, inner.parts)
    }

    private mutating func innerScrubber() -> InnerScrubber {
        if let inner { return inner }
        let made = InnerScrubber(policy: policy, isObserving: isObserving)
        inner = made
        return made
    }

    /// Replaces the id of a machine by zeros, which the journal reads as an id too.
    ///
    /// - Returns: Whether the value is such an id.
    fileprivate mutating func replaceMachineID(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard value.count == 32 else { return false }
        var isZero = true
        for index in value {
            guard bytes[index].isHexDigit else { return false }
            if bytes[index] != ASCII.zero { isZero = false }
        }
        if isZero { return true }
        report(.machineID, .freeText, value, policy.machineID)
        if policy.machineID == .keep { return true }
        skip(bytes, value)
        output.append("00000000000000000000000000000000")
        return true
    }

    private mutating func takeFindings(_ inner: InnerScrubber) {
        for finding in inner.parts.scrubber.observed {
            observe(finding.kind, finding.role, inner.parts.text.source(of: finding.range, isRemoved: false))
        }
        inner.parts.scrubber.observed.removeAll(keepingCapacity: true)
    }

    // MARK: Writing back

    /// Writes what the inner scrubber has changed, in the spelling of the envelope.
    private mutating func writeChanges(_ bytes: Span<UInt8>, _ inner: borrowing InnerScrubber.Parts) {
        var input = 0
        var written = 0
        let count = inner.scrubber.segments.count
        for index in 0...count {
            var segment =
                index < count
                ? inner.scrubber.segments[index]
                : CopiedSegment(input: inner.text.count, output: inner.scrubber.output.count, count: 0)
            // An escape that stands for several bytes is copied as a whole or not at all.
            while segment.count > 0, inner.text.isWithinEscape(segment.input) {
                segment.input += 1
                segment.output += 1
                segment.count -= 1
            }
            while segment.count > 0, inner.text.isWithinEscape(segment.input + segment.count) { segment.count -= 1 }
            if segment.count == 0, index < count { continue }
            if segment.input > input || segment.output > written {
                writeChange(bytes, inner.text, inner.scrubber, input..<segment.input, written..<segment.output)
            }
            input = segment.input + segment.count
            written = segment.output + segment.count
        }
    }

    /// Writes one change.
    ///
    /// - Parameters:
    ///   - input: What goes, in the decoded text.
    ///   - replacement: What comes, in the output of the inner scrubber.
    private mutating func writeChange(
        _ bytes: Span<UInt8>, _ text: borrowing EnvelopeText, _ inner: borrowing RecordScrubber, _ input: Range<Int>,
        _ replacement: Range<Int>
    ) {
        skip(bytes, text.source(of: input, isRemoved: replacement.isEmpty))
        switch text.spelling {
        case .plain:
            output.append(inner.output, replacement)
        case .string:
            var at = replacement.lowerBound
            while at < replacement.upperBound {
                let escape = inner.output.end(of: at..<replacement.upperBound) {
                    $0 >= ASCII.space && $0 != ASCII.quote && $0 != ASCII.backslash
                }
                output.append(inner.output, at..<escape)
                if escape < replacement.upperBound { output.append(jsonEscaped: inner.output[escape]) }
                at = escape &+ 1
            }
        case .octal:
            for index in replacement { output.append(octalEscaped: inner.output[index]) }
        case .numbers:
            // Something that is only put in needs commas at both its ends.
            if input.isEmpty, input.lowerBound > 0, input.lowerBound == text.count {
                writeSeparator(bytes, text)
            }
            for index in replacement {
                if index > replacement.lowerBound { writeSeparator(bytes, text) }
                output.append(decimal: Int(inner.output[index]))
            }
            if input.isEmpty, input.lowerBound < text.count { writeSeparator(bytes, text) }
        }
    }

    private mutating func writeSeparator(_ bytes: Span<UInt8>, _ text: borrowing EnvelopeText) {
        if let separator = text.separator { output.append(bytes, separator) } else { output.append(ASCII.comma) }
    }

    /// Corrects the length before a binary field of the journal's export format.
    mutating func writeLength(_ bytes: Span<UInt8>, _ field: Range<Int>, adding difference: Int) {
        let length = JournalExport.length(bytes, at: field.lowerBound) &+ UInt64(bitPattern: Int64(difference))
        skip(bytes, field)
        output.append(word: length, length: 8)
    }
}

// MARK: - Inside of an envelope

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
            if source == .unnamed { scrubber.personal.table = PersonalDetector.OpenTable() }
        }
        if cut == .unnamed { cut = source == .unnamed ? nil : source }
        scrubber.entry = .unnamed
    }

    /// Decodes a value of an envelope, and scrubs it.
    ///
    /// - Returns: By how much it has grown, or `nil` if nothing was found.
    fileprivate mutating func scrub(
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
    /// Scrubs a text that stands in an envelope. Then `output` holds what was written, and `segments` what of it was copied.
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
        output.removeAll()
        segments.removeAll(keepingCapacity: true)
        copied = 0
        if policy.followsTime {
            clock.enter(outer)
            followTime()
        }
        // Only records go on, and not those of syslog; other fields stand for themselves.
        mayGoOn = meaning == .record && !isWhole
        let table = personal.table
        if !mayGoOn { personal.table = PersonalDetector.OpenTable() }
        defer { if !mayGoOn { personal.table = table } }
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
        guard output.count > 0 || copied > 0 else { return nil }
        copy(text, upTo: count)
        return output.count
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
            let end = isWhole ? range.upperBound : text.endOfLine(in: at..<range.upperBound)
            if asRecords {
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

    // MARK: Following what is copied

    /// Remembers what is about to be copied.
    @inline(never)
    mutating func track(upTo end: Int) {
        guard end > copied, !isSettling else { return }
        segments.append(CopiedSegment(input: copied, output: output.count, count: end - copied))
    }

    /// Forgets what is known about the output from `start` on: it was written anew.
    mutating func forgetSegments(from start: Int) {
        while let last = segments.last, last.output + last.count > start {
            segments.removeLast()
            if last.output < start {
                segments.append(CopiedSegment(input: last.input, output: last.output, count: start - last.output))
            }
        }
    }

    /// Turns segments of a copy of a record, in which placeholders stand, into those of the record.
    ///
    /// - Parameters:
    ///   - first: The first of these segments.
    ///   - record: The place of the record.
    ///   - matches: What the placeholders stand for.
    ///   - placeholder: The length of a placeholder.
    mutating func translateSegments(from first: Int, _ record: Range<Int>, _ matches: [Range<Int>], placeholder: Int) {
        let copies = segments[first...]
        segments.removeSubrange(first...)
        for copy in copies {
            var start = record.lowerBound  // of a stretch between placeholders, in the record
            var place = 0  // and in the copy
            for index in 0...matches.count {
                let end = index < matches.count ? matches[index].lowerBound : record.upperBound
                let low = Swift.max(copy.input, place)
                let high = Swift.min(copy.input + copy.count, place + end - start)
                if low < high {
                    segments.append(
                        CopiedSegment(
                            input: start + low - place, output: copy.output + low - copy.input, count: high - low))
                }
                place += end - start + placeholder
                if index < matches.count { start = matches[index].upperBound }
            }
        }
    }
}

extension ByteOutput {
    /// Appends a byte of a JSON string (RFC 8259, section 7).
    mutating func append(jsonEscaped byte: UInt8) {
        switch byte {
        case ASCII.quote: append("\\\"")
        case ASCII.backslash: append("\\\\")
        case ASCII.lineFeed: append("\\n")
        case ASCII.carriageReturn: append("\\r")
        case ASCII.tab: append("\\t")
        case 0x08: append("\\b")
        case 0x0C: append("\\f")
        case 0..<ASCII.space:
            append("\\u00")
            append(UInt8.hexDigit(byte >> 4))
            append(UInt8.hexDigit(byte & 0xF))
        default: append(byte)
        }
    }

    /// Appends a byte as rsyslog does.
    mutating func append(octalEscaped byte: UInt8) {
        guard byte < ASCII.space || byte == 0x7F else { return append(byte) }
        append(ASCII.hash)
        append(ASCII.zero + byte >> 6)
        append(ASCII.zero + byte >> 3 & 7)
        append(ASCII.zero + byte & 7)
    }
}
