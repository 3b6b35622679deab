/// Records that are wrapped in another format. What is inside is decoded, scrubbed by a scrubber of its own, and what that changed is
/// written where it came from: all other bytes of the envelope stay as they are.
extension RecordScrubber {
    /// Finds the record in a line, and scrubs it if it cannot be scrubbed where it stands, because it is encoded.
    ///
    /// - Returns: The beginning of the record, or -1 if the line is done.
    @inline(never)
    mutating func unwrap(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
        if layer.envelope.isOn { layer.header = TextEnvelope(bytes, line) }
        if goesOn { goOn(bytes, line) }
        if layer.openElement != nil || !layer.envelope.isOn { return layer.header.start }
        return scrubEncoded(bytes, line) ? -1 : layer.header.start
    }

    /// A record of Prosody that syslog has taken is known by its tag alone.
    @inline(never)
    mutating func recognizeTag(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        if layer.grammar == .text, layer.forced == nil, ProsodyLog.recognizes(bytes, line) { layer.grammar = .prosody }
    }

    /// - Returns: Whether the line is done.
    private mutating func scrubEncoded(
        _ bytes: Span<UInt8>, _ line: Range<Int>
    ) -> Bool {
        switch layer.header.kind {
        case .syslog: if scrubEscapedSyslog(bytes, line, from: layer.header.start) { return true }
        case .verboseField: return scrubMachineID(bytes, line)
        case .none, .docker: break
        }
        switch bytes[layer.header.start] {
        case ASCII.leftBrace, 0x1E, UInt8(ascii: "d"):
            guard scrubObject(bytes, line, from: layer.header.start) else { return false }
            // What stands behind it is no row of the table before it.
            if layer.grammar.isOfRows { layer.grammar = .text }
            return true
        default: return false
        }
    }

    /// Scrubs the record of a line of syslog that has control characters, written `#012`.
    @inline(never)
    private mutating func scrubEscapedSyslog(
        _ bytes: Span<UInt8>, _ line: Range<Int>, from start: Int
    ) -> Bool {
        guard layer.depth < Layer.deepest, !finder.personal.table.isOpen,
            bytes.firstIndex(of: "#0", in: start..<line.upperBound) != nil
        else {
            return false
        }
        if policy.followsTime {
            recallTime(bytes, before: line.lowerBound)
            clock.enter(bytes, header: layer.header)
        }
        scrubValue(bytes, line.lowerBound..<start, .plain, .text)
        scrubValue(bytes, start..<line.upperBound, .octal, .record, isWhole: true)
        // Once its characters are gone, the record is known here.
        if let within, layer.forced == nil { layer.grammar = within.parts.layer.grammar }
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
        _ bytes: Span<UInt8>, _ record: Range<Int>, from start: Int
    ) -> Bool {
        let object = start..<record.upperBound
        guard let brace = startOfObject(bytes, object) else { return false }
        if layer.depth == Layer.deepest {
            withhold(bytes, object, reason: "too deep")
            return true
        }
        layer.envelope.looksAtAll = true
        if policy.followsTime {
            recallTime(bytes, before: record.lowerBound)
            clock.enter(bytes, object: brace..<record.upperBound)
        }
        if brace > record.lowerBound { scrubValue(bytes, record.lowerBound..<brace, .plain, .text) }
        scrubValues(bytes, brace..<record.upperBound)
        return true
    }

    private func startOfObject(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int? {
        switch layer.envelope.ordered {
        case .dockerJSON, .journalJSON: EnvelopeJSON.brace(bytes, record)
        case nil: EnvelopeJSON.start(of: bytes, record)
        case .syslog, .dockerCompose, .journalExport: nil
        }
    }

    mutating func scrubValues(_ bytes: Span<UInt8>, _ object: Range<Int>) {
        var json = EnvelopeJSON(object)
        // Who has written the entry matters only where one has left something open.
        let within = within
        within?.parts.begin(within?.parts.goesOn == true ? RecordSource(bytes, object: object) : .unnamed)
        while true {
            if !isWatched { json.passWords(bytes) }
            guard let value = json.next(bytes) else { break }
            if value.isWord, value.meaning == .text, !isWatched { continue }
            if value.meaning == .keyed {
                scrubMember(bytes, value.range)
                continue
            }
            scrubValue(bytes, value.range, value.spelling, value.meaning)
        }
        if let within = self.within, within.parts.goesOn { within.parts.end(RecordSource(bytes, object: object)) }
    }

    /// Scrubs a member of an object, or a field of an entry, with its name.
    private mutating func scrubMember(_ bytes: Span<UInt8>, _ member: Range<Int>) {
        let context = standApart()
        let place = begin(at: member.lowerBound)
        write(bytes) { $0.findMember(bytes, member) }
        finish(bytes, member, from: place)
        rejoin(context)
    }

    /// What goes on from record to record, put aside while a text is scrubbed that stands for itself.
    private mutating func standApart() -> (mayGoOn: Bool, table: PersonalDetector.OpenTable) {
        let context = (layer.mayGoOn, finder.personal.table)
        layer.mayGoOn = false
        finder.personal.table = PersonalDetector.OpenTable()
        return context
    }

    private mutating func rejoin(_ context: (mayGoOn: Bool, table: PersonalDetector.OpenTable)) {
        (layer.mayGoOn, finder.personal.table) = context
    }

    /// Scrubs a field whose name says what its value is.
    mutating func scrubField(
        _ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>
    ) {
        let field = name.lowerBound..<value.upperBound
        let context = standApart()
        let place = begin(at: field.lowerBound)
        write(bytes) { $0.findField(bytes, name: name, value: value) }
        finish(bytes, field, from: place)
        rejoin(context)
    }

    // MARK: Values

    /// Scrubs one value of an envelope.
    ///
    /// - Parameters:
    ///   - isWhole: Whether the value is one record, even if it holds line ends.
    ///   - lengthField: Eight bytes that say how long the value is, least significant byte first, to be corrected.
    mutating func scrubValue(
        _ bytes: Span<UInt8>, _ value: Range<Int>, _ spelling: EnvelopeText.Spelling, _ meaning: JournalField,
        isWhole: Bool = false, lengthField: Range<Int>? = nil
    ) {
        guard !value.isEmpty else { return }
        if meaning == .machineID, replaceMachineID(bytes, value) { return }
        // Free text without a candidate has no finding, however it is spelled: escapes are candidates.
        if meaning == .text, spelling != .numbers, spelling != .octal,
            watch == nil || !isWatched && bytes.firstIndex(of: ASCII.backslash, in: value) == nil,
            CandidateScanner.isFree(bytes, value)
                || Self.hasNoCandidate(bytes, value)
        {
            return
        }
        scrubLayer(bytes, value, spelling, meaning, isWhole: isWhole, lengthField: lengthField)
    }

    private static func hasNoCandidate(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var scanner = CandidateScanner(from: value.lowerBound)
        return scanner.firstCandidate(bytes, from: value.lowerBound, to: value.upperBound) == nil
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
}
