/// Values that hold records, or text, in an encoding: what they hold is a layer of its own. It is decoded, goes the way of any record, and what was found
/// in it is mapped to the value and written as the value is spelled.
extension RecordScrubber {
    /// The layer within that at hand, if one has been.
    var within: OtherLayer? { layers.count > layer.depth ? layers[layer.depth] : nil }

    /// Scrubs what a value holds.
    ///
    /// - Parameters:
    ///   - isWhole: Whether it is one record, even if it holds line ends.
    ///   - lengthField: Eight bytes that say how long the value is, least significant byte first, to be corrected.
    mutating func scrubLayer(
        _ bytes: Span<UInt8>, _ value: Range<Int>, _ spelling: EnvelopeText.Spelling, _ meaning: JournalField,
        isWhole: Bool, lengthField: Range<Int>?
    ) {
        assert(finder.found.count == 0, "the findings around a value are decided before the value is looked into")
        if layers.count == layer.depth { layers.append(OtherLayer(depth: layer.depth + 1)) }
        let other = layers[layer.depth]
        other.parts.text.decode(bytes, value, spelling)
        // A second reference, so that the compiler sees that what is read is not touched.
        let (text, count) = (other.parts.text.bytes, other.parts.text.count)
        let time = clock.enterLayer()
        let first = observed.count
        let wasWatched = isWatched
        // What is decoded may have something in it that was spelled in another way around it.
        if let watch { isWatched = watch.occurs(text.span, in: 0..<count) }
        change(places: &other.parts)
        scrubInside(text.span, count, meaning, isWhole: isWhole)
        change(places: &other.parts)
        isWatched = wasWatched
        clock.leaveLayer(to: time)
        if policy.followsTime { followTime() }
        write(bytes, other.parts, firstObserved: first, lengthField: lengthField)
    }

    private mutating func change(places other: inout OtherLayer.Parts) {
        swap(&layer, &other.layer)
        swap(&splices, &other.splices)
        swap(&finder.personal.table, &other.table)
    }

    /// Takes what was found in a layer for the text that is around it.
    private mutating func write(
        _ bytes: Span<UInt8>, _ inner: borrowing OtherLayer.Parts, firstObserved first: Int, lengthField: Range<Int>?
    ) {
        if observed.count > first {
            let found = observed[first...]
            observed.removeSubrange(first...)
            for finding in found {
                observe(finding, at: inner.text.source(of: finding.finding.range, isRemoved: false))
            }
        }
        if inner.splices.isEmpty { return }
        if let lengthField, inner.splices.growth != 0 { writeLength(bytes, lengthField, adding: inner.splices.growth) }
        writeChanges(bytes, inner)
    }

    /// Scrubs the text of the layer at hand; `splices` then holds what is replaced.
    ///
    /// - Parameters:
    ///   - text: The text; `CandidateScanner.slack` more bytes can be read.
    ///   - isWhole: Whether the text is one record, even if it holds line ends.
    @inline(never)
    private mutating func scrubInside(
        _ text: Span<UInt8>, _ count: Int, _ meaning: JournalField, isWhole: Bool
    ) {
        splices.removeAll(from: 0)
        layer.structure.removeAll()
        layer.unread = .max
        if policy.followsTime { followTime() }
        // Only records go on, and not those of syslog; other fields stand for themselves.
        layer.mayGoOn = meaning == .record && !isWhole
        let table = finder.personal.table
        if !layer.mayGoOn { finder.personal.table = PersonalDetector.OpenTable() }
        defer { if !layer.mayGoOn { finder.personal.table = table } }
        let whole = 0..<count
        if meaning == .record {
            // Docker cuts a line after 16 KiB; only its last piece ends with a line feed.
            layer.isTorn = layer.cut == layer.entry
            if layer.isTorn { layer.cut = nil }
            if count == 16 * 1024, text[count - 1] != ASCII.lineFeed { layer.cut = layer.entry }
            layer.endsTorn = layer.cut == layer.entry && text.firstIndex(of: ASCII.lineFeed, in: whole) == nil
        }
        if meaning != .machineID || !replaceMachineID(text, whole) {
            scrubText(text, whole, asRecords: meaning == .record, isWhole: isWhole)
        }
        copy(text, upTo: count)
        splices.close()
    }

    /// Scrubs the text of the layer at hand.
    ///
    /// - Parameters:
    ///   - range: The text; `CandidateScanner.slack` more bytes can be read.
    ///   - asRecords: Whether each line is a record with a grammar of its own, or all of it is free text.
    ///   - isWhole: Whether the text is one record, even if it holds line ends.
    private mutating func scrubText(_ text: Span<UInt8>, _ range: Range<Int>, asRecords: Bool, isWhole: Bool) {
        var at = range.lowerBound
        while at < range.upperBound {
            if asRecords, !isWhole, let end = scrubPlain(text, from: at, to: range.upperBound) {
                at = end &+ 1
                continue
            }
            let end = isWhole ? range.upperBound : text.endOfLine(in: at..<range.upperBound)
            if asRecords {
                layer.hasBegun = true
                scrubRecordApart(text, at..<end)
            } else {
                scrubFreeText(text, at..<end)
            }
            at = end &+ 1
        }
    }

    /// Scrubs text that is no record.
    private mutating func scrubFreeText(_ text: Span<UInt8>, _ range: Range<Int>) {
        layer.marks.removeAll()
        layer.openElement = nil
        layer.header = TextEnvelope(noneAt: range.lowerBound)
        let last = layer.grammar
        layer.grammar = .text
        let place = begin(at: range.lowerBound)
        if matcher == nil || !isWatched || !applyPatterns(text, range) { scrubFields(text, range) }
        finish(text, range, from: place)
        layer.grammar = last
    }

    // MARK: Writing back

    /// Writes what was changed in a layer, in the spelling of the value that holds it.
    private mutating func writeChanges(_ bytes: Span<UInt8>, _ inner: borrowing OtherLayer.Parts) {
        var index = 0
        while index < inner.splices.count {
            let first = inner.splices[index]
            // An escape that stands for several bytes is kept as a whole or not at all.
            var start = first.start
            while inner.text.isWithinEscape(start) { start -= 1 }
            scratch.removeAll()
            inner.text.append(start..<first.start, to: &scratch)
            scratch.append(inner.splices.texts, first.text)
            var end = first.end
            index += 1
            while true {
                var whole = end
                while inner.text.isWithinEscape(whole) { whole += 1 }
                guard index < inner.splices.count,
                    inner.splices[index].start < whole || inner.splices[index].start == end
                else {
                    inner.text.append(end..<whole, to: &scratch)
                    end = whole
                    break
                }
                let next = inner.splices[index]
                inner.text.append(end..<next.start, to: &scratch)
                scratch.append(inner.splices.texts, next.text)
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
