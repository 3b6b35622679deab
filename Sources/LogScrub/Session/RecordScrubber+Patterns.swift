/// What a pattern of the user's has found.
struct PatternMatch {
    let range: Range<Int>
    let kind: Kind
    /// If it is a number or a word of JSON, in whose place a string must stand: how many backslashes there are before the quotes of that.
    var quotes: Int?
    /// If it is the value of a key: where the key begins.
    var key: Int?
}

/// The user's own patterns.
extension RecordScrubber {
    /// Applies the patterns to a record. Where one matches, the record is scrubbed here, from a copy in which the placeholders
    /// stand; where one reaches its limit, the record is withheld.
    ///
    /// - Returns: Whether the record is done.
    @inline(never)
    mutating func applyPatterns(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        // The expression does not see the line end, whichever it is.
        var subject = record
        if !record.isEmpty, bytes[record.upperBound &- 1] == ASCII.carriageReturn {
            subject = record.lowerBound..<record.upperBound &- 1
        }
        var matches: [PatternMatch] = []
        collectDetected(bytes, subject, into: &matches)
        for pattern in policy.patterns where pattern.looks(at: layer.grammar.index) {
            guard collect(pattern.code, bytes, subject, into: &matches) else {
                // What stands there must be JSON, where the record is.
                let isJSON = JSONDocument(bytes, subject).isOn
                copy(bytes, upTo: subject.lowerBound)
                if isJSON { splices.texts.append(ASCII.quote) }
                withhold(bytes, subject, reason: "pattern limit")
                if isJSON { splices.texts.append(ASCII.quote) }
                return true
            }
        }
        guard !matches.isEmpty else { return false }
        let fitted = Self.fitted(bytes, subject, Self.merged(matches))
        guard !fitted.isEmpty else { return false }
        redact(bytes, record, Self.wholeCharacters(bytes, subject, fitted))
        return true
    }

    /// Replaces a record by a notice of its size and the reason.
    mutating func withhold(_ bytes: Span<UInt8>, _ record: Range<Int>, reason: StaticString) {
        withheld += 1
        if audience == .caller { observe(.pattern, .freeText, record, .replace) }
        skip(bytes, record)
        writeNotice(size: record.count, reason: reason)
    }

    mutating func writeNotice(size: Int, reason: StaticString) {
        splices.texts.append("[withheld: ")
        splices.texts.append(decimal: size)
        splices.texts.append(" bytes, ")
        splices.texts.append(reason)
        splices.texts.append(ASCII.rightBracket)
    }

    /// Finds all matches of a pattern.
    ///
    /// - Returns: `false` if the pattern reached its limit.
    private mutating func collect(
        _ pattern: PatternCode, _ bytes: Span<UInt8>, _ subject: Range<Int>, into matches: inout [PatternMatch]
    ) -> Bool {
        var at = subject.lowerBound
        while at <= subject.upperBound {
            guard let outcome = matcher?.next(pattern, bytes, record: subject, from: at) else { return true }
            switch outcome {
            case .none: return true
            case .limit: return false
            case .match(let range):
                for finding in matcher?.findings(pattern, in: range, record: subject) ?? [] {
                    // An empty match redacts nothing; one inside of what was written before has been redacted before.
                    guard !finding.range.isEmpty, policy[finding.kind] != .keep,
                        !Self.isWritten(bytes, finding.range, in: subject)
                    else { continue }
                    matches.append(
                        PatternMatch(
                            range: finding.range, kind: finding.kind,
                            key: pattern.findsValues ? range.lowerBound : nil))
                }
                at = range.isEmpty ? range.upperBound + 1 : range.upperBound
            }
        }
        return true
    }

    /// Asks the user's own detectors.
    private func collectDetected(_ bytes: Span<UInt8>, _ subject: Range<Int>, into matches: inout [PatternMatch]) {
        for detector in policy.detectors {
            detector.findValues(in: bytes.extracting(subject)) { range, kind in
                guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= subject.count, Pattern.canFind(kind),
                    policy[kind] != .keep
                else { return }
                let found = range.lowerBound + subject.lowerBound..<range.upperBound + subject.lowerBound
                guard !Self.isWritten(bytes, found, in: subject) else { return }
                matches.append(PatternMatch(range: found, kind: kind))
            }
        }
    }

    /// Whether a range lies inside of a placeholder, a pseudonym, or a withheld record's notice.
    static func isWritten(_ bytes: Span<UInt8>, _ range: Range<Int>, in subject: Range<Int>) -> Bool {
        if let end = Pseudonym.end(bytes, reaching: range.lowerBound + 1, floor: subject.lowerBound),
            end >= range.upperBound
        {
            return true
        }
        if let end = Placeholder.endOfKept(bytes, from: range.lowerBound, to: subject.upperBound),
            end >= range.upperBound
        {
            return true
        }
        if Placeholder.isKept(bytes, range) { return true }
        for start in subject.prefix(2) where bytes.has("[withheld: ", at: start, before: subject.upperBound) {
            return true
        }
        let first = Swift.max(subject.lowerBound, range.lowerBound - 18)
        for start in first...range.lowerBound {
            if let end = Placeholder.end(bytes, from: start, to: subject.upperBound), end >= range.upperBound {
                return true
            }
        }
        return false
    }

    /// Ranges in order, those that overlap joined.
    static func merged(_ matches: [PatternMatch]) -> [PatternMatch] {
        var result: [PatternMatch] = []
        for match in matches.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if let last = result.last, last.range.upperBound > match.range.lowerBound {
                // Of two kinds nobody knows which.
                result[result.count - 1] = PatternMatch(
                    range: last.range.lowerBound..<Swift.max(last.range.upperBound, match.range.upperBound),
                    kind: last.kind == match.kind ? last.kind : .pattern, quotes: last.quotes ?? match.quotes,
                    key: last.key)
            } else {
                result.append(match)
            }
        }
        return result
    }

    /// What takes the place of a match.
    private mutating func text(for match: PatternMatch, _ bytes: Span<UInt8>) -> ContiguousArray<UInt8> {
        scratch.removeAll()
        if let quotes = match.quotes { Self.writeQuote(quotes, into: &scratch) }
        if let own = policy.ownTreatments, own.write(for: match.kind, bytes, match.range, into: &scratch) {
            // It stands there.
        } else if policy[match.kind] != .pseudonym
            || !pseudonymizer.writePseudonym(of: match.kind, bytes, match.range, into: &scratch)
        {
            Placeholder.write(for: match.kind, into: &scratch)
        }
        if let quotes = match.quotes { Self.writeQuote(quotes, into: &scratch) }
        return scratch.suffix(from: 0)
    }

    /// Scrubs a copy of the record in which the matches are replaced, so that what surrounds them is still found.
    private mutating func redact(_ bytes: Span<UInt8>, _ record: Range<Int>, _ matches: [PatternMatch]) {
        copy(bytes, upTo: record.lowerBound)
        let texts = matches.map { text(for: $0, bytes) }
        var redacted = ContiguousArray<UInt8>()
        var at = record.lowerBound
        for (match, text) in zip(matches, texts) {
            if audience != .caller { report(match.kind, .freeText, match.range, policy[match.kind]) }
            for index in at..<match.range.lowerBound { redacted.append(bytes[index]) }
            redacted.append(contentsOf: text)
            at = match.range.upperBound
        }
        for index in at..<record.upperBound { redacted.append(bytes[index]) }
        let count = redacted.count
        redacted.append(contentsOf: repeatElement(ASCII.null, count: CandidateScanner.slack))
        let first = observed.count
        scrubCopy(redacted, count: count)
        if audience == .caller { observeCopy(from: first, record, matches, texts) }
        takeSplices(of: redacted, count: count, record, matches.map(\.range), texts)
    }

    /// Tells of the findings in a copy where they stand in the record, and of the matches between them.
    ///
    /// - Parameter first: The first finding in the copy; what it has to do with a placeholder is no finding of the record.
    private mutating func observeCopy(
        from first: Int, _ record: Range<Int>, _ matches: [PatternMatch], _ texts: [ContiguousArray<UInt8>]
    ) {
        let found = observed[first...]
        observed.removeSubrange(first...)
        var rest = found
        /// What must be added to a place of the copy to get that of the record.
        var difference = record.lowerBound
        func source(_ finding: Observation) -> Range<Int> {
            let range = finding.finding.range
            return range.lowerBound - layer.offset + difference..<range.upperBound - layer.offset + difference
        }
        for (match, text) in zip(matches, texts) {
            while let finding = rest.first, source(finding).upperBound <= match.range.lowerBound {
                observe(finding, at: source(finding))
                rest.removeFirst()
            }
            if policy[match.kind] != .keep { observe(match.kind, .freeText, match.range, policy[match.kind]) }
            let end = match.range.lowerBound - difference + text.count
            while let first = rest.first, first.finding.range.lowerBound - layer.offset < end { rest.removeFirst() }
            difference = match.range.upperBound - end
        }
        for finding in rest { observe(finding, at: source(finding)) }
    }

    /// Replaces in a record what was replaced in the copy of it, and the matches, for which placeholders stand in the copy.
    private mutating func takeSplices(
        of redacted: ContiguousArray<UInt8>, count: Int, _ record: Range<Int>, _ matches: [Range<Int>],
        _ texts: [ContiguousArray<UInt8>]
    ) {
        /// What must be added to a place of the copy to get that of the record.
        var difference = record.lowerBound
        var index = 0
        let mark = splices.mark
        for (match, text) in zip(matches, texts) {
            let start = match.lowerBound - difference
            while index < spliceOfCopy.count, spliceOfCopy[index].end <= start {
                take(spliceOfCopy[index], difference)
                index += 1
            }
            if index < spliceOfCopy.count, spliceOfCopy[index].start < start + text.count {
                // Something reaches into a placeholder: nobody knows which part of its text stands for what.
                splices.go(backTo: mark)
                splices.keep(upTo: record.lowerBound)
                spliceOfCopy.write(redacted.span, 0..<count, into: &splices.texts)
                copied = record.upperBound
                return
            }
            splices.keep(upTo: match.lowerBound)
            for byte in text { splices.texts.append(byte) }
            copied = match.upperBound
            difference = match.upperBound - start - text.count
        }
        while index < spliceOfCopy.count {
            take(spliceOfCopy[index], difference)
            index += 1
        }
        splices.keep(upTo: record.upperBound)
    }

    private mutating func take(_ splice: SpliceList.Splice, _ difference: Int) {
        splices.replace(
            splice.start + difference..<splice.end + difference, with: splice.text, of: spliceOfCopy)
    }

    /// Scrubs a record that is not part of the input. Then `spliceOfCopy` holds what is replaced in it.
    ///
    /// - Parameters:
    ///   - copy: The record, and `CandidateScanner.slack` bytes more.
    ///   - count: The length of the record.
    mutating func scrubCopy(_ copy: ContiguousArray<UInt8>, count: Int) {
        swap(&splices, &spliceOfCopy)
        splices.removeAll(from: 0)
        finder.begin(at: 0)
        let text = copy.span
        let ownHeader = layer.header
        let ownStart = recordStart
        recordStart = 0
        layer.header = layer.envelope.isOn ? TextEnvelope(text, 0..<count) : TextEnvelope(noneAt: 0)
        layer.marks.removeAll()
        let inside = text.withoutReturn(layer.header.start..<count)
        let grammar = layer.grammar
        if grammar != .columns || layer.columns?.mark(text, inside, into: &layer.marks) != true {
            if layer.forced == nil {
                recognize(text, inside)
            } else {
                _ = grammar.mark(text, inside, into: &layer.marks)
            }
        }
        scrubFields(text, 0..<count)
        self.copy(text, upTo: count)
        splices.close()
        layer.header = ownHeader
        layer.grammar = grammar
        recordStart = ownStart
        swap(&splices, &spliceOfCopy)
    }

    /// Scrubs the output of a record again until nothing changes any more.
    ///
    /// Where a finding touches a number or a word, what is written for it may together with that read as another address:
    /// `1.2.3.4.2001:db8::7`. Such text is rare and means nothing, but scrubbing it twice must not change it.
    @inline(never)
    mutating func settleGlued(
        _ bytes: Span<UInt8>, _ record: Range<Int>, firstSplice: Int, firstObserved: Int
    ) {
        isGlued = false
        // What is encrypted cannot be told from an address: the second look would encrypt it again.
        if policy.address == .encrypt { return }
        copy(bytes, upTo: record.upperBound)
        splices.close()
        guard splices.count > firstSplice else { return }
        let caller = audience
        audience = .nobody
        scratch.removeAll()
        splices.write(bytes, record, from: firstSplice, into: &scratch)
        var last = scratch.suffix(from: 0)
        var hasChanged = false
        for _ in 0..<8 {
            let count = last.count
            last.append(contentsOf: repeatElement(ASCII.null, count: CandidateScanner.slack))
            scrubCopy(last, count: count)
            scratch.removeAll()
            spliceOfCopy.write(last.span, 0..<count, into: &scratch)
            last.removeLast(CandidateScanner.slack)
            let next = scratch.suffix(from: 0)
            if next == last { break }
            last = next
            hasChanged = true
        }
        isGlued = false
        audience = caller
        if hasChanged {
            splices.truncate(to: firstSplice, from: record.lowerBound)
            for byte in last { splices.texts.append(byte) }
            copied = record.upperBound
        }
        guard hasChanged, audience == .caller else { return }
        // What the second look found has no place in the input: all of the record is one finding.
        observed.removeLast(observed.count - firstObserved)
        observe(.address, .freeText, record, policy.address)
    }
}
