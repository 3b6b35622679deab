/// What goes on from one record to the next: the text of an element, and a table that speaks of a person.
///
/// Only a record of the same source goes on with what another one has begun. A record that has a time, a level or a format of its own never
/// does: what somebody has written into one record must not change what becomes of another one.
extension RecordScrubber {
    /// Whether an earlier record has left something open.
    @inline(__always)
    var goesOn: Bool { !continuations.isEmpty || personal.table.isOpen }

    /// Finds out whether a record goes on with what an earlier one has begun; `openElement` then says so.
    @inline(never)
    mutating func goOn(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        guard mayGoOn else { return }
        let inside = header.start..<line.upperBound
        let isIndented = inside.first.map { bytes[$0].isBlank } ?? false
        var source = RecordSource(bytes, line, header)
        if source == .stream, isIndented { source = lastSource } else { lastSource = source }
        source = entry.wrapping(source)
        continuations.age()
        if personal.table.isOpen { personal.table.enter(bytes, inside, isOfSource: source == tableSource) }
        guard let element = continuations.take(of: source) else { return }
        guard isIndented || element.isInStanza, !LogFormat.Grammar.looksLikeRecord(bytes, inside) else { return }
        let own = LogFormat.Grammar.recognize(bytes, inside, into: &marks)
        marks.removeAll()
        guard own == .text || own == .request, !JavaLog.isFrame(bytes, inside),
            !ProsodyLog.beginsWithSource(bytes, inside)
        else { return }
        openElement = element.kind
        opened = element
    }

    /// Forgets what earlier records have left open.
    mutating func forgetContinuations() {
        continuations.removeAll()
        personal.table = PersonalDetector.OpenTable()
        personal.open = nil
    }

    /// Remembers the element that a record has left open.
    @inline(never)
    mutating func leaveOpen(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        guard let kind = personal.open else { return }
        personal.open = nil
        guard mayGoOn else { return }
        // What Prosody logs of elements is out of stanzas, whole or in parts.
        let isOfXMPP = grammar == .prosody || grammar == .java && personal.isInStanza
        var element = Continuations.Element(kind: kind, source: source(bytes, record), isInStanza: isOfXMPP)
        if openElement != nil, let opened {
            element.isInStanza = opened.isInStanza
            element.age = opened.age
        }
        // A tag at the end of a line may be anything, `Promise<Response>` in the midst of a stack trace; a line that begins with it is XML.
        var start = record.lowerBound
        while start < record.upperBound, bytes[start].isBlank { start &+= 1 }
        let isXML = start < record.upperBound && bytes[start] == ASCII.lessThan
        if element.isInStanza || personal.hasText || isXML { continuations.add(element) }
    }

    /// Counts the brackets of a line of a table, or of one that begins it.
    ///
    /// - Parameter start: Where the record begins behind its header.
    @inline(never)
    mutating func leaveTable(_ bytes: Span<UInt8>, _ line: Range<Int>, inside start: Int, isInElement: Bool) {
        let wasOpen = personal.table.isOpen
        personal.table.leave(bytes, start..<line.upperBound, isInElement: isInElement)
        guard !wasOpen, personal.table.isOpen else { return }
        if mayGoOn { tableSource = source(bytes, line) } else { personal.table = PersonalDetector.OpenTable() }
    }

    /// The source of the record at hand.
    private mutating func source(_ bytes: Span<UInt8>, _ record: Range<Int>) -> RecordSource {
        let isIndented = record.first.map { bytes[$0].isBlank } ?? false
        var own = RecordSource(bytes, record, header)
        if own == .stream, isIndented, goesOn { own = lastSource } else { lastSource = own }
        return entry.wrapping(own)
    }

    /// Goes on with the text of an element that an earlier record did not end.
    ///
    /// - Returns: Where the search goes on.
    @inline(never)
    mutating func settleOpenElement(
        _ bytes: Span<UInt8>, _ record: Range<Int>, scanner: inout CandidateScanner
    ) -> Int {
        guard let kind = openElement else { return record.lowerBound }
        personal.hasText = true
        // Whether the next line goes on with the element is told by what is written, as it will be the next time.
        isGlued = true
        var start = record.lowerBound
        while start < record.upperBound, bytes[start].isBlank { start &+= 1 }
        // Of a tag that began before, the attributes are searched.
        let stop = bytes.firstIndex(of: ASCII.lessThan, in: start..<record.upperBound)
        if let close = bytes.firstIndex(of: ASCII.greaterThan, in: start..<(stop ?? record.upperBound)) {
            scan(bytes, record.lowerBound..<close, in: record, role: .freeText, scanner: &scanner)
            start = close &+ 1
        }
        var end = stop ?? record.upperBound
        if stop == nil, end > start, bytes[end &- 1] == ASCII.carriageReturn { end &-= 1 }
        if start < end { writeValue(bytes, PersonalValue(kind: kind, range: start..<end), role: .freeText) }
        if stop == nil { personal.open = kind }
        return Swift.max(end, copied)
    }
}
