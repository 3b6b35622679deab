/// Records of the combined format: found as a whole, decided, and written.
extension RecordScrubber {
    /// Scrubs the record that begins at `start`, if it is of the combined format to the byte.
    ///
    /// What becomes of it is what `scrubFields` would do with the marks of `AccessLog`.
    ///
    /// - Returns: The end of the record, or `nil` if it is left to `scrubRecord`.
    @inline(__always)
    mutating func scrubCombined(
        _ bytes: Span<UInt8>, from start: Int, to limit: Int
    ) -> Int? {
        guard remembersFields, TextEnvelope.isRuledOut(bytes, start..<limit),
            let marks = layer.structure.seven(bytes, from: start, to: limit),
            let record = CombinedRecord(bytes, from: start, marks, to: limit),
            CombinedFinder.find(bytes, record, into: &finder.found)
        else { return nil }
        layer.structure.pass()
        if policy.followsTime {
            guard clock.readAccess(bytes, inBracketAt: record.date, before: record.end) else {
                finder.found.truncate(to: 0)
                return nil
            }
            followTime()
        }
        countRecord(.accessLog)
        layer.header = TextEnvelope(noneAt: start)
        let place = begin(at: start)
        write(bytes, from: .beginning)
        finish(bytes, start..<record.end, from: place)
        return record.end
    }

    /// Writes the client. Of an IPv4 address that is cut at a dot, what stays is copied.
    @inline(__always)
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
        let end = client.lowerBound &+ address.lengthOfText(octets: kept)
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
    @inline(__always)
    mutating func writeClient(_ bytes: Span<UInt8>, _ client: Range<Int>, head: UInt32) {
        report(.address, .client, client, policy.address)
        hasTreatedClient = true
        skip(bytes, client)
        IPv6Text.write(
            IPv6Address(high: UInt64(head) &<< 32 & policy.ipv6Mask.high, low: 0), mixed: false, into: &splices.texts)
    }

    /// Writes the room or tenant that a segment of a path names: nothing beside it can be read together with what is written.
    @inline(__always)
    mutating func writeRoom(_ bytes: Span<UInt8>, _ segment: Range<Int>) {
        let treatment = policy[.room]
        report(.room, .freeText, segment, treatment)
        if treatment == .keep { return }
        skip(bytes, segment)
        writeName(.room, bytes, segment, treatment)
    }
}
