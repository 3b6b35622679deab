/// The textual forms of IPv6 addresses: reading (RFC 4291, section 2.2) and writing (RFC 5952).
enum IPv6Text {
    /// What `parse` found at the start of its range.
    struct Parsed {
        var address: IPv6Address
        /// The position after the last byte that belongs to the address.
        var end: Int
        /// How many groups were written out; a dotted quad counts as two.
        var groups: Int
        /// Whether `::` occurs.
        var isCompressed: Bool
        /// Whether the last 32 bits were written as a dotted quad.
        var isMixed: Bool
        /// Whether each group that was written has exactly two digits: a hardware address rather than a network one.
        var hasOnlyPairs: Bool
    }

    /// Reads the longest address that begins at `range.lowerBound`.
    ///
    /// A single trailing colon, a group of more than four digits and everything after the eighth group are not part of the
    /// address. Neighbors are the caller's business. Host names write the groups with hyphens, hence `separator`.
    ///
    /// - Returns: `nil` if neither eight groups nor a `::` can be read.
    static func parse(
        _ bytes: Span<UInt8>, _ range: Range<Int>, separator: UInt8 = ASCII.colon
    ) -> Parsed? {
        let end = range.upperBound
        var at = range.lowerBound
        var high: UInt64 = 0
        var low: UInt64 = 0
        var tailHigh: UInt64 = 0
        var tailLow: UInt64 = 0
        var groups = 0
        var gap = -1  // how many groups stand before `::`
        var isMixed = false
        var hasOnlyPairs = true
        // The last position at which the text read so far is a whole address (or would be, with eight groups).
        var complete = at

        @inline(__always)
        func push(_ value: UInt64) {
            if gap < 0 {
                high = high &<< 16 | low &>> 48
                low = low &<< 16 | value
            } else {
                tailHigh = tailHigh &<< 16 | tailLow &>> 48
                tailLow = tailLow &<< 16 | value
            }
            groups &+= 1
        }

        if at &+ 1 < end, bytes[at] == separator {
            guard bytes[at &+ 1] == separator else { return nil }
            gap = 0
            at &+= 2
            complete = at
        }
        while groups < 8, at < end {
            var value: UInt64 = 0
            var digit = at
            while digit < end, digit &- at < 5, bytes[digit].isHexDigit {
                value = value &<< 4 | UInt64(bytes[digit].hexValue)
                digit &+= 1
            }
            let length = digit &- at
            guard length >= 1, length <= 4 else { break }
            if digit < end, bytes[digit] == ASCII.dot, separator == ASCII.colon, groups <= 6, gap >= 0 || groups == 6,
                let quad = IPv4Text.parse(bytes, at..<end)
            {
                push(UInt64(quad.address.rawValue &>> 16))
                push(UInt64(quad.address.rawValue & 0xFFFF))
                isMixed = true
                hasOnlyPairs = false
                at = quad.end
                complete = at
                break
            }
            if length != 2 { hasOnlyPairs = false }
            push(value)
            at = digit
            complete = at
            guard at &+ 1 < end, bytes[at] == separator else { break }
            if bytes[at &+ 1] == separator {
                guard gap < 0, groups < 8 else { break }
                gap = groups
                at &+= 2
                complete = at
            } else {
                at &+= 1
            }
        }
        if gap < 0 {
            guard groups == 8 else { return nil }
            return Parsed(
                address: IPv6Address(high: high, low: low), end: complete, groups: 8, isCompressed: false,
                isMixed: isMixed, hasOnlyPairs: hasOnlyPairs)
        }
        // Move the groups before the gap to the left; those after it are already at the right.
        let shift = UInt64(16 &* (8 &- gap))
        let headHigh: UInt64
        let headLow: UInt64
        if shift >= 128 {
            (headHigh, headLow) = (0, 0)
        } else if shift >= 64 {
            (headHigh, headLow) = (low &<< (shift &- 64), 0)
            // More than four groups cannot be shifted by 64 or more, so `high` is empty here.
        } else {
            (headHigh, headLow) = (shift == 0 ? high : high &<< shift | low &>> (64 &- shift), low &<< shift)
        }
        return Parsed(
            address: IPv6Address(high: headHigh | tailHigh, low: headLow | tailLow), end: complete, groups: groups,
            isCompressed: true, isMixed: isMixed, hasOnlyPairs: hasOnlyPairs)
    }

    /// Writes the address as RFC 5952 wants it: lower case, no leading zeros, the longest run of zero groups as `::`.
    ///
    /// - Parameter mixed: Whether the last 32 bits are written as a dotted quad (section 5).
    static func write(_ address: IPv6Address, mixed: Bool, into output: inout ByteOutput) {
        // What truncation to 32 bits leaves.
        if address.low == 0, address.high & 0xFFFF_FFFF == 0, address.group(0) != 0, address.group(1) != 0, !mixed {
            writeGroup(address.group(0), into: &output)
            output.append(ASCII.colon)
            writeGroup(address.group(1), into: &output)
            output.append("::")
            return
        }
        let groups = mixed ? 6 : 8
        let run = address.zeroRun(amongFirst: groups)
        var index = 0
        while index < groups {
            if !run.isEmpty, index == run.lowerBound {
                output.append("::")
                index = run.upperBound
                continue
            }
            if index > 0, index != run.upperBound || run.isEmpty { output.append(ASCII.colon) }
            writeGroup(address.group(index), into: &output)
            index &+= 1
        }
        guard mixed else { return }
        if run.isEmpty || run.upperBound != 6 { output.append(ASCII.colon) }
        IPv4Text.write(IPv4Address(rawValue: UInt32(truncatingIfNeeded: address.low)), into: &output)
    }

    @inline(__always)
    static func writeGroup(_ group: UInt16, into output: inout ByteOutput) {
        if group > 0xFFF { output.append(.hexDigit(UInt8(group &>> 12))) }
        if group > 0xFF { output.append(.hexDigit(UInt8(group &>> 8 & 0xF))) }
        if group > 0xF { output.append(.hexDigit(UInt8(group &>> 4 & 0xF))) }
        output.append(.hexDigit(UInt8(group & 0xF)))
    }
}
