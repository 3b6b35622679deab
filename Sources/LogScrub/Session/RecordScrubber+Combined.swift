/// Records of the combined format: found as a whole, decided, and written.
extension RecordScrubber {
    /// Scrubs the records from `start` on that are of the combined format to the byte.
    ///
    /// What becomes of them is what `scrubFields` would do with the marks of `AccessLog`.
    ///
    /// - Returns: The end of the last of them, or `nil` if the first is left to `scrubRecord`.
    @inline(never)
    mutating func scrubCombined(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int? {
        guard remembersFields else { return nil }
        var last: Int?
        var at = start
        var date = CombinedDate()
        while at < limit, let record = findCombined(bytes, from: at, to: limit, lastDate: &date) {
            if policy.followsTime, !record.hasLastDate {
                guard clock.readAccess(bytes, inBracketAt: record.date, before: record.end) else {
                    finder.found.truncate(to: 0)
                    break
                }
                followTime()
            }
            layer.structure.pass()
            countRecord(.accessLog)
            layer.header = TextEnvelope(noneAt: at)
            forgetRecord(at: at)
            // In a layer, what stays keeps its spelling.
            if last == nil, !layer.isInner { splices.beginJoining(bytes, &scratch) }
            splices.beginRecord(at: at)
            writeFields(bytes)
            // Which splice is the record's first matters only if it is scrubbed again.
            let first = isGlued ? splices.firstOfRecord(bytes) : 0
            finish(bytes, at..<record.end, from: RecordStart(splice: first, observed: observed.count))
            // A field that is remembered, or a record that was scrubbed again, has splices of its own.
            if splices.joins, splices.count > 0 { splices.beginJoining(bytes, &scratch) }
            last = record.end
            at = record.end &+ 1
            if goesOn { break }
        }
        if splices.joins { splices.endJoining(bytes, upTo: Swift.min(at, limit)) }
        return last
    }

    /// Finds what is personal in the record that begins at `start`, if it is of the format.
    ///
    /// One of three functions, and not part of a larger one: the compiler inlines only so much into one.
    ///
    /// - Returns: Where the record ends, the bracket before its date, and whether that is the date of the record before; or `nil`, and nothing
    ///   has been found.
    @inline(never)
    private mutating func findCombined(
        _ bytes: Span<UInt8>, from start: Int, to limit: Int, lastDate: inout CombinedDate
    ) -> (end: Int, date: Int, hasLastDate: Bool)? {
        guard TextEnvelope.isRuledOut(bytes, start..<limit),
            let marks = layer.structure.seven(bytes, from: start, to: limit),
            let record = CombinedRecord(bytes, from: start, marks, to: limit, lastDate: &lastDate),
            finder.combined.find(bytes, record, into: &finder.found)
        else { return nil }
        return (record.end, record.date, record.hasLastDate)
    }

    /// Writes what becomes of the findings of a record, and forgets them.
    @inline(never)
    private mutating func writeFields(_ bytes: Span<UInt8>) {
        var index = 0
        while index < finder.found.count {
            let value = finder.found[index]
            index &+= 1
            switch value.place {
            case .client4:
                if let kept = policy.keptOctets {
                    writeClient(bytes, value.range, IPv4Address(rawValue: value.detail), keeping: kept)
                } else {
                    writeClientField(bytes, value.range)
                }
            case .path: writeRoom(bytes, value.range)
            case .query: writeQuery(bytes, finder.found[index &- 1])
            case .referrer: writeReferrer(bytes, value)
            case .userAgent: writeUserAgent(bytes, value)
            default: write(bytes, finder.found[index &- 1])
            }
        }
        finder.truncate(to: .beginning)
    }

    /// Writes the client. Of an IPv4 address that is cut at a dot, what stays is copied.
    @inline(always)
    mutating func writeClient(
        _ bytes: Span<UInt8>, _ client: Range<Int>, _ address: IPv4Address, keeping kept: Int
    ) {
        guard policy.treated(.v4(address)) != nil else {
            report(.address, .client, client, .keep)
            hasKeptClient = true
            return
        }
        report(.address, .client, client, policy.address)
        hasTreatedClient = true
        let end = IPv4Text.end(bytes, of: kept, from: client.lowerBound)
        if layer.isInner {
            // What is written for an address is written whole, however the value that holds it is spelled.
            copy(bytes, upTo: client.lowerBound)
            splices.texts.append(bytes, client.lowerBound..<end)
        } else {
            copy(bytes, upTo: end)
        }
        // `0.0.0.0`, from the octet on that goes first.
        splices.texts.append(word: 0x30_2E30_2E30_2E30, length: 7 &- 2 &* kept)
        copied = client.upperBound
    }

    /// Writes the client, of which at most the first 32 bits stay.
    @inline(always)
    mutating func writeClient(_ bytes: Span<UInt8>, _ client: Range<Int>, head: UInt32) {
        report(.address, .client, client, policy.address)
        hasTreatedClient = true
        skip(bytes, client)
        IPv6Text.write(
            IPv6Address(high: UInt64(head) &<< 32 & policy.ipv6Mask.high, low: 0), mixed: false, into: &splices.texts)
    }

    /// Writes the room or tenant that a segment of a path names: nothing beside it can be read together with what is written.
    @inline(always)
    mutating func writeRoom(_ bytes: Span<UInt8>, _ segment: Range<Int>) {
        let treatment = policy[.room]
        report(.room, .freeText, segment, treatment)
        if treatment == .keep { return }
        skip(bytes, segment)
        writeName(.room, bytes, segment, treatment)
    }
}
