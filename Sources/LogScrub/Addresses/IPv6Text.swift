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
    /// - Precondition: 64 bytes can be read from `range.lowerBound` on; checked.
    static func parse(
        _ bytes: Span<UInt8>, _ range: Range<Int>, separator: UInt8 = ASCII.colon
    ) -> Parsed? {
        let start = range.lowerBound
        // No address is longer than 45 bytes; bits are asked rather than bytes.
        let block = ByteBlock(bytes, at: start)
        let inside: UInt64 = range.count < ByteBlock.count ? 1 &<< UInt64(range.count) &- 1 : .max
        let digits = block.mask { $0.hexDigits } & inside
        let separators = block.mask(of: separator) & inside
        var at = 0
        var high: UInt64 = 0
        var low: UInt64 = 0
        var tailHigh: UInt64 = 0
        var tailLow: UInt64 = 0
        var groups = 0
        var gap = -1  // how many groups stand before `::`
        var isMixed = false
        var hasOnlyPairs = true
        // The last position at which the text read so far is a whole address (or would be, with eight groups).
        var complete = 0

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

        if separators & 1 != 0 {
            guard separators & 2 != 0 else { return nil }
            gap = 0
            at = 2
            complete = 2
        }
        while groups < 8 {
            let length = (~(digits &>> UInt64(at))).trailingZeroBitCount
            guard length >= 1, length <= 4 else { break }
            let next = at &+ length
            if separators &>> UInt64(next) & 1 == 0, separator == ASCII.colon, groups <= 6, gap >= 0 || groups == 6,
                start &+ next < range.upperBound, bytes[start &+ next] == ASCII.dot,
                let quad = IPv4Text.parse(bytes, start &+ at..<range.upperBound)
            {
                push(UInt64(quad.address.rawValue &>> 16))
                push(UInt64(quad.address.rawValue & 0xFFFF))
                isMixed = true
                hasOnlyPairs = false
                complete = quad.end &- start
                break
            }
            if length != 2 { hasOnlyPairs = false }
            push(UInt64(group(bytes.word(at: start &+ at, length: length))))
            complete = next
            // What follows the separator: nothing, a second one, or a group.
            let following = separators &>> UInt64(next)
            guard following & 1 != 0, next &+ 1 < range.count else { break }
            at = next &+ 1
            if following & 2 != 0 {
                guard gap < 0, groups < 8 else { break }
                gap = groups
                at = next &+ 2
                complete = at
            }
        }
        complete &+= start
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

    /// The first 32 bits of an address that fills its range, if it is one of global unicast (RFC 4291, section 2.4) in which no IPv4 address can be,
    /// and has no dots: what stands in a client's field most of the time.
    ///
    /// - Precondition: 64 bytes can be read from the beginning of the range on; checked.
    @inline(__always)
    static func head(_ bytes: Span<UInt8>, filling range: Range<Int>) -> UInt32? {
        let count = range.count
        guard count <= 39, count >= 6, bytes[range.lowerBound &+ 4] == ASCII.colon else { return nil }
        let block = ByteBlock(bytes, at: range.lowerBound)
        let inside: UInt64 = 1 &<< UInt64(count) &- 1
        let digits = block.mask { $0.hexDigits } & inside
        let colons = block.mask(of: ASCII.colon) & inside
        let double = colons & colons &>> 1
        let endsWithOne = colons &>> UInt64(count &- 1) & 1 != 0
        let long = digits & digits &>> 1 & digits &>> 2 & digits &>> 3 & digits &>> 4
        let number = colons.nonzeroBitCount
        // One gap at most, and no single colon at the end.
        guard digits | colons == inside, long == 0, double & (double &- 1) == 0, colons & 1 == 0,
            double != 0
                ? number <= 7 && endsWithOne == (double &>> UInt64(count &- 2) & 1 != 0) : number == 7 && !endsWithOne
        else { return nil }
        let behind = ((colons & ~0x1F | 1 &<< 63) &>> 5).trailingZeroBitCount
        let first = group(bytes.word(at: range.lowerBound, length: 4))
        let second =
            behind == 0 ? 0 : group(bytes.word(at: range.lowerBound &+ 5, length: Swift.min(behind, count &- 5)))
        // 6to4 and Teredo carry an IPv4 address.
        guard first &>> 13 == 1, first != 0x2002, first != 0x2001 || second != 0 else { return nil }
        return first &<< 16 | second
    }

    /// The value of one to four hexadecimal digits, the last of them in the highest byte.
    @inline(__always)
    private static func group(_ digits: UInt32) -> UInt32 {
        let values = (digits & 0x0F0F_0F0F) &+ (digits &>> 6 & 0x0101_0101) &* 9
        // Two digits in the lowest byte, two in the third.
        let pairs = (values &<< 4 | values &>> 8) & 0x00FF_00FF
        return (pairs &<< 8 | pairs &>> 16) & 0xFFFF
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
        // Spread the four digits over four bytes, the highest in the lowest, and make them characters all at once.
        let pairs = UInt32(group &>> 8) | UInt32(group & 0xFF) &<< 16
        let values = (pairs &>> 4 | pairs &<< 8) & 0x0F0F_0F0F
        let letters = (values &+ 0x7676_7676) &>> 7 & 0x0101_0101  // 1 for each digit above 9
        let text = values &+ 0x3030_3030 &+ letters &* 39
        let length = 4 &- (group | 1).leadingZeroBitCount &>> 2
        output.append(word: UInt64(text &>> UInt32(truncatingIfNeeded: 8 &* (4 &- length))), length: length)
    }
}
