/// A second opinion on addresses: it reads the texts about which there can be no two opinions, one rule at a time, and shares no code with the search that
/// decides what is scrubbed. What it finds and the search has left is not proved to be nobody's.
///
/// An address stands alone: what touches it can be part of no address, name, version, escape or path. Four numbers of up to three digits with dots between them are
/// one (RFC 791), and eight groups of hexadecimal digits with colons between them, or fewer with one `::` (RFC 4291, section 2.2).
struct PlainAddressReader {
    /// So many bits of an address may be left.
    let ipv4Bits: Int
    let ipv6Bits: Int

    /// The first byte of each address in a text of which more bits are set than may be left.
    ///
    /// - Complexity: O(*n*).
    func search(_ text: Span<UInt8>, _ range: Range<Int>, found: (Range<Int>) -> Void) {
        var start = range.lowerBound
        while start < range.upperBound {
            guard isPart(text[start]) else {
                start += 1
                continue
            }
            var end = start
            var (dots, colons) = (0, 0)
            while end < range.upperBound, isPart(text[end]) {
                if text[end] == 0x2E { dots += 1 }
                if text[end] == 0x3A { colons += 1 }
                end += 1
            }
            let isOver =
                dots == 3 && colons == 0
                ? isIPv4(text, start..<end) : colons > 1 && end - start < 46 && isIPv6(text, start..<end)
            if isOver { found(start..<end) }
            start = end
        }
    }

    /// Whether a byte beside an address makes its reading a matter of opinion.
    private func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        // . : - _ % \ / @ +
        case 0x2E, 0x3A, 0x2D, 0x5F, 0x25, 0x5C, 0x2F, 0x40, 0x2B: true
        default: false
        }
    }

    /// Whether a text is an IPv4 address that says more than it may.
    private func isIPv4(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var address: UInt32 = 0
        var (value, digits, numbers) = (0, 0, 0)
        for at in range.lowerBound...range.upperBound {
            if at < range.upperBound, text[at] != 0x2E {
                guard text[at] >= 0x30, text[at] <= 0x39 else { return false }
                (value, digits) = (value * 10 + Int(text[at] - 0x30), digits + 1)
                if digits > 3 { return false }
            } else {
                guard digits > 0, value <= 255 else { return false }
                (address, numbers) = (address << 8 | UInt32(value), numbers + 1)
                (value, digits) = (0, 0)
            }
        }
        guard numbers == 4 else { return false }
        return isOver(address) && !isNobody(address)
    }

    private func isOver(_ address: UInt32) -> Bool { ipv4Bits < 32 && address << UInt32(ipv4Bits) != 0 }

    /// Loopback, nobody, everybody, and masks of networks.
    private func isNobody(_ address: UInt32) -> Bool {
        address >> 24 == 127 || address == 0 || (~address &+ 1) & ~address == 0
    }

    /// Whether a text is an IPv6 address that says more than it may. One that carries an IPv4 address is left to the first opinion.
    private func isIPv6(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var groups: [UInt16] = []
        var gap: Int?
        var at = range.lowerBound
        while at < range.upperBound {
            if text[at] == 0x3A {
                guard at + 1 < range.upperBound, text[at + 1] == 0x3A, gap == nil else { return false }
                gap = groups.count
                at += 2
                continue
            }
            var (value, digits) = (0, 0)
            while at < range.upperBound, let digit = hexadecimal(text[at]) {
                (value, digits) = (value << 4 | digit, digits + 1)
                at += 1
            }
            guard (1...4).contains(digits), groups.count < 8 else { return false }
            groups.append(UInt16(value))
            guard at < range.upperBound else { break }
            guard text[at] == 0x3A else { return false }
            // One colon goes before the next group, two are the gap.
            if at + 1 < range.upperBound, text[at + 1] != 0x3A {
                at += 1
            } else if at + 1 == range.upperBound {
                return false
            }
        }
        guard gap == nil ? groups.count == 8 : groups.count < 8 else { return false }
        // Pairs without a gap are the address of a device; a short beginning is the name of something in a program.
        guard let gap else { return range.count > 23 && isOver(groups) }
        guard gap > 0, groups[0] > 0xFF else { return false }
        let zeros = [UInt16](repeating: 0, count: 8 - groups.count)
        return isOver(Array(groups[..<gap]) + zeros + Array(groups[gap...]))
    }

    /// Addresses of the networks that are given out (2000::/3), but for those that carry another one: 6to4 and Teredo.
    private func isOver(_ groups: [UInt16]) -> Bool {
        guard groups[0] >> 13 == 1, groups[0] != 0x2002, groups[0] != 0x2001 || groups[1] != 0 else { return false }
        for (place, group) in groups.enumerated() {
            let kept = Swift.min(Swift.max(ipv6Bits - place * 16, 0), 16)
            if kept < 16, group << UInt16(kept) != 0 { return true }
        }
        return false
    }

    private func hexadecimal(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte - 0x30)
        case 0x41...0x46: Int(byte - 0x37)
        case 0x61...0x66: Int(byte - 0x57)
        default: nil
        }
    }
}
