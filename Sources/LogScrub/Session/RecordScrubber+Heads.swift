/// Records that are taken apart in one pass; of the Java components and of Prosody only what speaks of a person is looked at in the head.
extension RecordScrubber {
    /// Scrubs the record that begins at `start`, if its grammar has a shape that is known to the byte and nothing special goes on.
    ///
    /// - Returns: The end of the record, or `nil` if it is left to `scrubRecord`.
    @inline(__always)
    mutating func scrubPlain(
        _ bytes: Span<UInt8>, from start: Int, to limit: Int
    ) -> Int? {
        guard layer.hasBegun, takesShortcuts, !isWatched, !layer.isTorn, !layer.endsTorn, !goesOn else { return nil }
        return switch layer.grammar {
        case .accessLog: scrubCombined(bytes, from: start, to: limit)
        case .java: scrubJava(bytes, from: start, to: limit)
        case .prosody: scrubProsody(bytes, from: start, to: limit)
        case .text, .nginxError, .apacheError, .json, .request, .listed, .own: nil
        }
    }

    /// Scrubs the record that begins at `start`, if its context is one that is known to the byte.
    ///
    /// What becomes of it is what the search in free text would do.
    ///
    /// - Returns: The end of the record, or `nil` if it is left to the search in free text.
    @inline(__always)
    private mutating func scrubJava(
        _ bytes: Span<UInt8>, from start: Int, to limit: Int
    ) -> Int? {
        guard remembersFields, policy.treatsContexts, TextEnvelope.isRuledOut(bytes, start..<limit),
            let context = JavaRecord(bytes, from: start, to: limit)
        else { return nil }
        let end = bytes.endOfLine(in: context.contextEnd..<limit)
        guard end &- start <= RecordLimit.window else { return nil }
        let record = start..<end
        let place = begin(bytes, record, date: context.date)
        add(bytes, context.first)
        if let second = context.second { add(bytes, second) }
        let message = JavaRecord.messageStart(bytes, behind: context.contextEnd, before: end)
        finish(bytes, record, from: place, message: message)
        return end
    }

    /// Scrubs the record of Prosody that begins at `start`, if its head is a plain one.
    ///
    /// - Returns: The end of the record, or `nil` if it is left to the search in free text.
    @inline(__always)
    private mutating func scrubProsody(
        _ bytes: Span<UInt8>, from start: Int, to limit: Int
    ) -> Int? {
        guard let search = ProsodyLog.search(bytes, from: start, to: limit) else { return nil }
        let end = bytes.endOfLine(in: search..<limit)
        guard end &- start <= RecordLimit.window else { return nil }
        let record = start..<end
        let place = begin(bytes, record, date: start)
        finish(bytes, record, from: place, message: search)
        return end
    }

    /// Begins a record without a header.
    @inline(__always)
    private mutating func begin(_ bytes: Span<UInt8>, _ record: Range<Int>, date: Int) -> RecordStart {
        layer.header = TextEnvelope(noneAt: record.lowerBound)
        layer.unread = record.lowerBound
        if policy.followsTime {
            if clock.read(bytes, at: date, before: record.upperBound) {
                followTime()
            } else {
                tellTime(bytes, record)
            }
        }
        countRecord(layer.grammar)
        return begin(at: record.lowerBound)
    }

    /// Searches what is left of a record, and ends it.
    @inline(__always)
    private mutating func finish(
        _ bytes: Span<UInt8>, _ record: Range<Int>, from place: RecordStart, message: Int
    ) {
        finder.scanMessage(bytes, message..<record.upperBound, in: record)
        write(bytes, from: .beginning)
        finish(bytes, record, from: place)
    }

    /// Adds what the context of a Java component says.
    @inline(__always)
    private mutating func add(_ bytes: Span<UInt8>, _ part: JavaRecord.Part) {
        switch part.meaning {
        case .room: finder.add(.room, .roomClause, part.range)
        case .statsID: finder.add(bytes, PersonalValue(kind: .statsID, range: part.range), role: .freeText)
        }
    }
}
