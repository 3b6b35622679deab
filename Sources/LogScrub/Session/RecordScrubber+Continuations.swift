/// What goes on from one record to the next: the text of an element, and a table that speaks of a person.
///
/// Only a record of the same source goes on with what another one has begun. A record that has a time, a level or a format of its own never
/// does: what somebody has written into one record must not change what becomes of another one.
extension RecordScrubber {
    /// Whether an earlier record has left something open.
    @inline(__always)
    var goesOn: Bool { !layer.continuations.isEmpty || finder.personal.table.isOpen }

    /// Finds out whether a record goes on with what an earlier one has begun; `openElement` then says so.
    @inline(never)
    mutating func goOn(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        guard layer.mayGoOn else { return }
        let inside = layer.header.start..<line.upperBound
        let isIndented = inside.first.map { bytes[$0].isBlank } ?? false
        var source = RecordSource(bytes, line, layer.header)
        if source == .stream, isIndented { source = layer.lastSource } else { layer.lastSource = source }
        source = layer.entry.wrapping(source)
        layer.continuations.age()
        if finder.personal.table.isOpen {
            finder.personal.table.enter(bytes, inside, isOfSource: source == layer.tableSource)
        }
        guard let element = layer.continuations.take(of: source) else { return }
        guard isIndented || element.isInStanza, !LogFormat.Grammar.looksLikeRecord(bytes, inside) else { return }
        let own = LogFormat.Grammar.recognize(bytes, inside, hasTag: false, into: &layer.marks)
        layer.marks.removeAll()
        guard own == .text || own == .request, !JavaLog.isFrame(bytes, inside),
            !ProsodyLog.beginsWithSource(bytes, inside)
        else { return }
        layer.openElement = element.kind
        layer.opened = element
    }

    /// Marks a record by the columns that a line before has named, or reads that line.
    ///
    /// Such lines count at the beginning of a stream, and where columns have been named already: nobody names them by a request.
    ///
    /// - Returns: Whether the record has these columns.
    @inline(never)
    mutating func markColumns(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        guard layer.forced == nil else { return false }
        if W3CColumns.isDirective(bytes, record) {
            layer.isInHead = layer.isInHead || !layer.hasBegun || layer.columns != nil
            if layer.isInHead, let columns = W3CColumns(bytes, record) { layer.columns = columns }
            return false
        }
        layer.isInHead = false
        return layer.columns?.mark(bytes, record, into: &layer.marks) ?? false
    }

    /// Forgets what earlier records have left open.
    mutating func forgetContinuations() {
        layer.continuations.removeAll()
        finder.personal.table = PersonalDetector.OpenTable()
        finder.personal.open = nil
    }

    /// Remembers the element that a record has left open.
    @inline(never)
    mutating func leaveOpen(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        guard let kind = finder.personal.open else { return }
        finder.personal.open = nil
        guard layer.mayGoOn else { return }
        // What Prosody logs of elements is out of stanzas, whole or in parts.
        let isOfXMPP = layer.grammar == .prosody || layer.grammar == .java && finder.personal.isInStanza
        var element = Continuations.Element(kind: kind, source: source(bytes, record), isInStanza: isOfXMPP)
        if layer.openElement != nil, let opened = layer.opened {
            element.isInStanza = opened.isInStanza
            element.age = opened.age
        }
        // A tag at the end of a line may be anything, `Promise<Response>` in the midst of a stack trace; a line that begins with it is XML.
        var start = record.lowerBound
        while start < record.upperBound, bytes[start].isBlank { start &+= 1 }
        let isXML = start < record.upperBound && bytes[start] == ASCII.lessThan
        if element.isInStanza || finder.personal.hasText || isXML { layer.continuations.add(element) }
    }

    /// Counts the brackets of a line of a table, or of one that begins it.
    ///
    /// - Parameter start: Where the record begins behind its header.
    @inline(never)
    mutating func leaveTable(_ bytes: Span<UInt8>, _ line: Range<Int>, inside start: Int, isInElement: Bool) {
        let wasOpen = finder.personal.table.isOpen
        finder.personal.table.leave(bytes, start..<line.upperBound, isInElement: isInElement)
        guard !wasOpen, finder.personal.table.isOpen else { return }
        if layer.mayGoOn {
            layer.tableSource = source(bytes, line)
        } else {
            finder.personal.table = PersonalDetector.OpenTable()
        }
    }

    /// The source of the record at hand.
    private mutating func source(_ bytes: Span<UInt8>, _ record: Range<Int>) -> RecordSource {
        let isIndented = record.first.map { bytes[$0].isBlank } ?? false
        var own = RecordSource(bytes, record, layer.header)
        if own == .stream, isIndented, goesOn { own = layer.lastSource } else { layer.lastSource = own }
        return layer.entry.wrapping(own)
    }
}
