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
        guard !isInner, !finder.personal.table.isOpen, bytes.firstIndex(of: "#0", in: start..<line.upperBound) != nil
        else {
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
        let context = standApart()
        let place = begin(at: member.lowerBound)
        write(bytes) { $0.findMember(bytes, member, scanner: &scanner) }
        finish(bytes, member, from: place)
        rejoin(context)
    }

    /// What goes on from record to record, put aside while a text is scrubbed that stands for itself.
    private mutating func standApart() -> (mayGoOn: Bool, table: PersonalDetector.OpenTable) {
        let context = (mayGoOn, finder.personal.table)
        mayGoOn = false
        finder.personal.table = PersonalDetector.OpenTable()
        return context
    }

    private mutating func rejoin(_ context: (mayGoOn: Bool, table: PersonalDetector.OpenTable)) {
        (mayGoOn, finder.personal.table) = context
    }

    /// Scrubs a field whose name says what its value is.
    mutating func scrubField(
        _ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>, scanner: inout CandidateScanner
    ) {
        let field = name.lowerBound..<value.upperBound
        let context = standApart()
        let place = begin(at: field.lowerBound)
        write(bytes) { $0.findField(bytes, name: name, value: value, scanner: &scanner) }
        finish(bytes, field, from: place)
        rejoin(context)
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
        let made = InnerScrubber(policy: policy, isObserving: isObserving, takesShortcuts: takesShortcuts)
        inner = made
        return made
    }

    /// Replaces the id of a machine by zeros, which the journal reads as an id too.
    ///
    /// - Returns: Whether the value is such an id.
    mutating func replaceMachineID(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
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
        splices.texts.append("00000000000000000000000000000000")
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
        var index = 0
        while index < inner.scrubber.splices.count {
            let first = inner.scrubber.splices[index]
            // An escape that stands for several bytes is kept as a whole or not at all.
            var start = first.start
            while inner.text.isWithinEscape(start) { start -= 1 }
            scratch.removeAll()
            inner.text.append(start..<first.start, to: &scratch)
            scratch.append(inner.scrubber.splices.texts, first.text)
            var end = first.end
            index += 1
            while true {
                var whole = end
                while inner.text.isWithinEscape(whole) { whole += 1 }
                guard index < inner.scrubber.splices.count,
                    inner.scrubber.splices[index].start < whole || inner.scrubber.splices[index].start == end
                else {
                    inner.text.append(end..<whole, to: &scratch)
                    end = whole
                    break
                }
                let next = inner.scrubber.splices[index]
                inner.text.append(end..<next.start, to: &scratch)
                scratch.append(inner.scrubber.splices.texts, next.text)
                end = next.end
                index += 1
            }
            writeChange(bytes, inner.text, start..<end)
        }
    }

    /// Writes one change, of which the text is in `scratch`.
    ///
    /// - Parameter input: What goes, in the decoded text.
    private mutating func writeChange(
        _ bytes: Span<UInt8>, _ text: borrowing EnvelopeText, _ input: Range<Int>
    ) {
        let replacement = 0..<scratch.count
        skip(bytes, text.source(of: input, isRemoved: replacement.isEmpty))
        switch text.spelling {
        case .plain:
            splices.texts.append(scratch, replacement)
        case .string:
            var at = replacement.lowerBound
            while at < replacement.upperBound {
                let escape = scratch.end(of: at..<replacement.upperBound) {
                    $0 >= ASCII.space && $0 != ASCII.quote && $0 != ASCII.backslash
                }
                splices.texts.append(scratch, at..<escape)
                if escape < replacement.upperBound { splices.texts.append(jsonEscaped: scratch[escape]) }
                at = escape &+ 1
            }
        case .octal:
            for index in replacement { splices.texts.append(octalEscaped: scratch[index]) }
        case .numbers:
            // Something that is only put in needs commas at both its ends.
            if input.isEmpty, input.lowerBound > 0, input.lowerBound == text.count {
                writeSeparator(bytes, text)
            }
            for index in replacement {
                if index > replacement.lowerBound { writeSeparator(bytes, text) }
                splices.texts.append(decimal: Int(scratch[index]))
            }
            if input.isEmpty, input.lowerBound < text.count { writeSeparator(bytes, text) }
        }
    }

    private mutating func writeSeparator(_ bytes: Span<UInt8>, _ text: borrowing EnvelopeText) {
        if let separator = text.separator {
            splices.texts.append(bytes, separator)
        } else {
            splices.texts.append(ASCII.comma)
        }
    }

    /// Corrects the length before a binary field of the journal's export format.
    mutating func writeLength(_ bytes: Span<UInt8>, _ field: Range<Int>, adding difference: Int) {
        let length = JournalExport.length(bytes, at: field.lowerBound) &+ UInt64(bitPattern: Int64(difference))
        skip(bytes, field)
        splices.texts.append(word: length, length: 8)
    }
}
