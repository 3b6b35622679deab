/// Streams whose records may go over several lines: the objects of `journalctl -o json-pretty`, and the journal's export format.
///
/// A record is held until it is complete, and at most for a window: what is longer is withheld while it passes.
extension RecordScrubber {
    /// Finds out from the first line of a stream whether it is such a stream.
    mutating func openStream(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !layer.hasBegun, layer.envelope.isOn, layer.envelope.ordered == nil, !range.isEmpty else { return }
        let line = range.lowerBound..<bytes.endOfLine(in: range)
        if JournalExport.begins(bytes, line) {
            layer.envelope.span = .export(isInside: true)
        } else if bytes.has("{", at: line.lowerBound, before: line.upperBound), line.count == 1 {
            layer.envelope.span = .objects
            layer.envelope.looksAtAll = true
        } else if TextEnvelope.isVerboseHead(bytes, line) {
            layer.envelope.looksAtAll = true
        }
    }

    /// Scrubs what is complete of such a stream.
    ///
    /// - Parameter isFinal: Whether nothing more will come.
    /// - Returns: The end of what is done: at least all of it if `isFinal`.
    /// - Precondition: `CandidateScanner.slack` more bytes can be read behind the range.
    mutating func scrubSpanning(_ bytes: Span<UInt8>, _ range: Range<Int>, isFinal: Bool) -> Int {
        isWatched = watch != nil
        var at = range.lowerBound
        while at < range.upperBound {
            let rest = at..<range.upperBound
            let next: Int?
            if layer.envelope.withheld != nil {
                next = passWithheld(bytes, rest, isFinal: isFinal)
            } else if case .export(let isInside) = layer.envelope.span {
                next = scrubExport(bytes, rest, isInside: isInside, isFinal: isFinal)
            } else {
                next = scrubPretty(bytes, rest, isFinal: isFinal)
            }
            guard let next else { break }
            layer.hasBegun = true
            at = next
        }
        if isFinal { endWithheld() }
        return at
    }

    /// As `scrubRecord`, but not made part of each caller.
    @inline(never)
    mutating func scrubRecordApart(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        scrubRecord(bytes, record)
    }

    /// Scrubs the first line as a record of its own.
    ///
    /// - Returns: The beginning of the next line, or `nil` if it is not complete.
    private mutating func scrubLine(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isFinal: Bool
    ) -> Int? {
        let end = bytes.endOfLine(in: range)
        guard end < range.upperBound || isFinal else { return nil }
        if end &- range.lowerBound > RecordLimit.window {
            scrubLongRecord(bytes, range.lowerBound..<end)
        } else {
            scrubRecordApart(bytes, range.lowerBound..<end)
        }
        return Swift.min(end &+ 1, range.upperBound)
    }

    // MARK: Objects over several lines

    private mutating func scrubPretty(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isFinal: Bool
    ) -> Int? {
        let start = range.lowerBound
        // Whether it is `{` on a line of its own is known with the next byte.
        guard bytes[start] == ASCII.leftBrace, start &+ 1 == range.upperBound || bytes[start &+ 1] == ASCII.lineFeed
        else {
            return scrubLine(bytes, range, isFinal: isFinal)
        }
        guard let end = endOfObject(bytes, range, isFinal: isFinal) else {
            // One byte more tells whether the line after a window ends it.
            guard range.count > RecordLimit.window &+ 1 else { return nil }
            return withholdObject(bytes, range)
        }
        layer.envelope.verified = 0
        if end &- start > RecordLimit.window { return withholdObject(bytes, range) }
        guard layer.envelope.ordered != nil || EnvelopeJSON.start(of: bytes, start..<end) != nil else {
            return scrubLine(bytes, range, isFinal: isFinal)
        }
        if policy.followsTime { clock.enter(bytes, object: start..<end) }
        scrubValues(bytes, start..<end)
        return Swift.min(end &+ 1, range.upperBound)
    }

    /// The end of an object: of the line `}`, or of the last line that begins with a tab. `nil` if it has not come yet.
    private mutating func endOfObject(_ bytes: Span<UInt8>, _ range: Range<Int>, isFinal: Bool) -> Int? {
        var at = Swift.min(range.lowerBound &+ Swift.max(layer.envelope.verified, 2), range.upperBound)
        while at < range.upperBound {
            guard bytes[at] == ASCII.tab || bytes[at] == ASCII.rightBrace else { return at &- 1 }
            let end = bytes.endOfLine(in: at..<range.upperBound)
            guard end < range.upperBound else { break }
            if bytes[at] == ASCII.rightBrace { return end }
            at = end &+ 1
        }
        layer.envelope.verified = at &- range.lowerBound
        return isFinal ? range.upperBound : nil
    }

    /// Begins to withhold an object that is larger than a window.
    private mutating func withholdObject(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        layer.envelope.verified = 0
        layer.envelope.withheld = .object(2, isWithinLine: false)
        skip(bytes, range.lowerBound..<range.lowerBound &+ 2)
        return range.lowerBound &+ 2
    }

    // MARK: The export format

    private mutating func scrubExport(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isInside: Bool, isFinal: Bool
    ) -> Int? {
        let start = range.lowerBound
        let end = bytes.endOfLine(in: range)
        let line = start..<end
        let isComplete = end < range.upperBound
        if !isInside {
            guard isComplete || isFinal, JournalExport.begins(bytes, line) else {
                return scrubLine(bytes, range, isFinal: isFinal)
            }
            layer.envelope.span = .export(isInside: true)
        }
        if isComplete, line.isEmpty {
            endEntry()
            return end &+ 1
        }
        let name = JournalField.endOfName(bytes, line)
        if name > start, name < end, bytes[name] == ASCII.equals {
            if line.count > RecordLimit.window { return withholdLine(bytes, from: name &+ 1) }
            guard isComplete || isFinal else { return nil }
            if policy.followsTime { clock.enter(bytes, exportField: line) }
            let next = Swift.min(end &+ 1, range.upperBound)
            let meaning = JournalField.named(bytes, start..<name)
            if meaning == .text { layer.envelope.entry.add(bytes, name: start..<name, value: name &+ 1..<end) }
            guard meaning != .record || knowsEntry(bytes, next..<range.upperBound, isFinal: isFinal) else { return nil }
            // `USER_ID=1000` is a number of the system's, and says less than the login beside it.
            if meaning == .keyed, bytes.endOfDigits(from: name &+ 1, before: end) < end {
                scrubField(bytes, name: start..<name, value: name &+ 1..<end)
            } else {
                scrubValue(bytes, name &+ 1..<end, .plain, meaning)
            }
            return next
        }
        guard isComplete || isFinal else {
            // A line without a name is of interest only when it has ended, or is long.
            return nil
        }
        let data = end &+ 1 &+ JournalExport.lengthSize
        if name > start, name == end, isComplete {
            if data <= range.upperBound {
                let length = JournalExport.length(bytes, at: end &+ 1)
                if length <= JournalExport.longest {
                    return scrubData(
                        bytes, range, name: start..<name, data: data, length: Int(length), isFinal: isFinal)
                }
            } else if !isFinal {
                return nil
            }
        }
        leaveExport()
        return scrubLine(bytes, range, isFinal: isFinal)
    }

    /// Finds out who has written the entry before its record is scrubbed, if an entry before has left something open.
    ///
    /// - Parameter rest: What follows the record's field.
    /// - Returns: `false` if the entry has not come to its end.
    private mutating func knowsEntry(_ bytes: Span<UInt8>, _ rest: Range<Int>, isFinal: Bool) -> Bool {
        guard let within else { return true }
        guard within.parts.goesOn else {
            within.parts.begin(.unnamed)
            return true
        }
        var source = layer.envelope.entry
        var at = rest.lowerBound
        while at < rest.upperBound {
            let end = bytes.endOfLine(in: at..<rest.upperBound)
            if end == at || end == rest.upperBound { break }
            let name = JournalField.endOfName(bytes, at..<end)
            if name < end, bytes[name] == ASCII.equals {
                source.add(bytes, name: at..<name, value: name &+ 1..<end)
            } else if name == end {
                // Of a binary field the next bytes say how long it is.
                guard end &+ 1 &+ JournalExport.lengthSize <= rest.upperBound else { break }
                let length = JournalExport.length(bytes, at: end &+ 1)
                guard length <= UInt64(rest.upperBound &- end) else { break }
                at = end &+ 1 &+ JournalExport.lengthSize &+ Int(length) &+ 1
                continue
            }
            at = end &+ 1
        }
        let isWhole = at < rest.upperBound && bytes[at] == ASCII.lineFeed
        guard isWhole || isFinal || rest.count > RecordLimit.window / 2 else { return false }
        // An entry that is too long for that is nobody's.
        within.parts.begin(isWhole || isFinal ? source : .unnamed)
        return true
    }

    /// Ends an entry.
    private mutating func endEntry() {
        if let within, within.parts.goesOn { within.parts.end(layer.envelope.entry) }
        layer.envelope.entry = .entry
    }

    /// Goes on line by line: what has come is no field.
    private mutating func leaveExport() {
        endEntry()
        if layer.envelope.ordered == nil { layer.envelope.span = .export(isInside: false) }
    }

    /// Scrubs a binary field.
    private mutating func scrubData(
        _ bytes: Span<UInt8>, _ range: Range<Int>, name: Range<Int>, data: Int, length: Int, isFinal: Bool
    ) -> Int? {
        if length > RecordLimit.window {
            withheld += 1
            skip(bytes, name.upperBound..<data)
            splices.texts.append(ASCII.equals)
            writeNotice(size: length, reason: "too long")
            layer.envelope.withheld = .data(length)
            return data
        }
        let end = data &+ length
        guard end < range.upperBound || isFinal else { return nil }
        let value = data..<Swift.min(end, range.upperBound)
        let next = Swift.min(end &+ 1, range.upperBound)
        guard
            JournalField.named(bytes, name) != .record
                || knowsEntry(bytes, next..<range.upperBound, isFinal: isFinal)
        else { return nil }
        let lengthField = data &- JournalExport.lengthSize..<data
        let meaning = JournalField.named(bytes, name)
        if meaning == .keyed, let kind = KeyTable.shared.meaning(of: name, in: bytes)?.kind, policy[kind] != .keep,
            !Placeholder.isKept(bytes, value)
        {
            let text = kind.row.placeholder
            report(kind, .freeText, value, policy[kind])
            if length != text.utf8CodeUnitCount {
                writeLength(bytes, lengthField, adding: text.utf8CodeUnitCount - length)
            }
            skip(bytes, value)
            splices.texts.append(text)
        } else {
            scrubValue(bytes, value, .plain, meaning, lengthField: lengthField)
        }
        guard value.upperBound < range.upperBound else { return range.upperBound }
        if bytes[end] == ASCII.lineFeed { return end &+ 1 }
        leaveExport()
        return end
    }

    /// Begins to withhold the value of a field that is larger than a window.
    private mutating func withholdLine(_ bytes: Span<UInt8>, from start: Int) -> Int {
        copy(bytes, upTo: start)
        layer.envelope.withheld = .line(0)
        return start
    }

    // MARK: Withholding

    /// Passes over bytes of something that is withheld.
    private mutating func passWithheld(_ bytes: Span<UInt8>, _ range: Range<Int>, isFinal: Bool) -> Int? {
        let start = range.lowerBound
        switch layer.envelope.withheld {
        case .data(let left):
            let count = Swift.min(left, range.count)
            skip(bytes, start..<start &+ count)
            layer.envelope.withheld = count == left ? nil : .data(left &- count)
            return start &+ count
        case .line(let passed):
            let end = bytes.endOfLine(in: range)
            skip(bytes, range.lowerBound..<end)
            layer.envelope.withheld = .line(passed &+ end &- start)
            if end < range.upperBound { endWithheld() }
            return Swift.min(end &+ 1, range.upperBound)
        case .object(let passed, let isWithinLine):
            if !isWithinLine, bytes[start] != ASCII.tab {
                let isEnd = bytes[start] == ASCII.rightBrace
                if isEnd {
                    skip(bytes, start..<start &+ 1)
                    layer.envelope.withheld = .object(passed &+ 1, isWithinLine: true)
                }
                endWithheld()
                return isEnd ? start &+ 1 : start
            }
            let end = bytes.endOfLine(in: range)
            let isComplete = end < range.upperBound
            let next = isComplete ? end &+ 1 : end
            skip(bytes, start..<next)
            layer.envelope.withheld = .object(passed &+ next &- start, isWithinLine: !isComplete)
            return next
        case nil:
            return nil
        }
    }

    /// Writes the notice for what was passed over.
    private mutating func endWithheld() {
        switch layer.envelope.withheld {
        case .line(let passed):
            withheld += 1
            writeNotice(size: passed, reason: "too long")
        case .object(let passed, let isWithinLine):
            withheld += 1
            splices.texts.append("{\n\t\"MESSAGE\" : \"")
            writeNotice(size: passed, reason: "too long")
            splices.texts.append("\"\n}")
            if !isWithinLine { splices.texts.append(ASCII.lineFeed) }
        case .data, nil:
            break
        }
        layer.envelope.withheld = nil
    }
}
