/// Finds addresses straight from their textual definition: slow, plain, and written apart from the scanner.
enum NaiveDetector {
    struct Hit: Hashable, Sendable {
        var range: Range<Int>
        var address: NaiveAddress
    }

    // MARK: - Input

    /// The addresses about which there can be no two opinions: each stands alone between bytes that cannot belong to
    /// an address, a name, a version or an escape.
    static func unambiguousAddresses(in bytes: [UInt8]) -> [Hit] {
        var hits: [Hit] = []
        var start = 0
        while start < bytes.count {
            guard isAddressLike(bytes[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < bytes.count, isAddressLike(bytes[end]) {
                end += 1
            }
            let text = Array(bytes[start..<end])
            if let octets = NaiveAddress.octets(of: text) {
                hits.append(Hit(range: start..<end, address: .ipv4(octets)))
            } else if let groups = NaiveAddress.groups(of: text), isUnmistakable(text, groups) {
                hits.append(Hit(range: start..<end, address: .ipv6(groups)))
            }
            start = end
        }
        return hits
    }

    /// Bytes that make the reading of an address beside them a matter of opinion.
    private static func isAddressLike(_ byte: UInt8) -> Bool {
        NaiveAddress.isDigit(byte) || NaiveAddress.isLetter(byte) || Array(".:-_%\\/".utf8).contains(byte)
    }

    /// Some texts are IPv6 by the grammar and something else by all experience: `a::b`, a 64-bit hardware address.
    private static func isUnmistakable(_ text: [UInt8], _ groups: [Int]) -> Bool {
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        if text.contains(UInt8(ascii: ".")) { return true }
        guard parts.contains(where: \.isEmpty) else {
            return !parts.allSatisfy { $0.count == 2 }
        }
        if Array(groups[0..<6]) == [0x64, 0xff9b, 0, 0, 0, 0] { return true }
        if Array(groups[0..<6]) == [0, 0, 0, 0, 0, 0xffff] { return true }
        return parts[0].count >= 3 && text.contains(where: NaiveAddress.isDigit)
    }

    // MARK: - Output

    /// The addresses that still say more than the limit allows.
    ///
    /// Wider than the search in the input: letters, hyphens and slashes may stand beside an address, because a leak
    /// is a leak wherever it stands. What is left out is what reads as a version or as part of a longer number.
    static func leaks(
        in bytes: [UInt8], beyond limit: NaiveLimit, except isExempt: (NaiveAddress) -> Bool = { _ in false }
    ) -> [Hit] {
        (dottedQuads(in: bytes) + colonAddresses(in: bytes)).filter { hit in
            !hit.address.isWithin(limit) && !hit.address.isLoopbackOrUnspecified && !isExempt(hit.address)
        }
    }

    /// Four numbers with dots, or five of which the last is too long for anything but a port.
    private static func dottedQuads(in bytes: [UInt8]) -> [Hit] {
        var hits: [Hit] = []
        for start in bytes.indices where NaiveAddress.isDigit(bytes[start]) {
            // A dot in front belongs to a sentence, unless a digit precedes it.
            if start > 0, NaiveAddress.isDigit(bytes[start - 1]) { continue }
            if start > 1, bytes[start - 1] == UInt8(ascii: "."), NaiveAddress.isDigit(bytes[start - 2]) { continue }
            var end = start
            while end < bytes.count, isDigitOrDot(bytes[end]) {
                end += 1
            }
            if start > 0, [UInt8(ascii: "v"), UInt8(ascii: "V"), UInt8(ascii: ":")].contains(bytes[start - 1]) {
                continue
            }
            if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "-"), NaiveAddress.isLetter(bytes[end + 1]) {
                continue
            }
            var parts = bytes[start..<end].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            while parts.last?.isEmpty == true {
                parts.removeLast()
            }
            if parts.count == 5, parts[4].count == 5 {
                parts.removeLast()
            }
            let text = Array(parts.joined(separator: [UInt8(ascii: ".")]))
            if let octets = NaiveAddress.octets(of: text) {
                hits.append(Hit(range: start..<(start + text.count), address: .ipv4(octets)))
            }
        }
        return hits
    }

    private static func colonAddresses(in bytes: [UInt8]) -> [Hit] {
        var hits: [Hit] = []
        var start = 0
        while start < bytes.count {
            guard isColonAddressByte(bytes[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < bytes.count, isColonAddressByte(bytes[end]) {
                end += 1
            }
            let isGluedInFront = start > 0 && isWordByte(bytes[start - 1])
            let isGluedBehind = end < bytes.count && isWordByte(bytes[end])
            if !isGluedInFront, !isGluedBehind, let hit = longestAddress(in: bytes, start..<end) {
                hits.append(hit)
            }
            start = end
        }
        return hits
    }

    /// The run as a whole, or without the punctuation or the port at its end.
    private static func longestAddress(in bytes: [UInt8], _ run: Range<Int>) -> Hit? {
        var (start, end) = (run.lowerBound, run.upperBound)
        while start < end, bytes[start] == UInt8(ascii: ".") {
            start += 1
        }
        while start < end, bytes[end - 1] == UInt8(ascii: ".") {
            end -= 1
        }
        // The whole, without one colon at the end, without five digits after a colon.
        for length in [0, 1, 6] where length < end - start {
            let rest = bytes[(end - length)..<end]
            guard length == 0 || rest.first == UInt8(ascii: ":") else { continue }
            guard rest.dropFirst().allSatisfy(NaiveAddress.isDigit) else { continue }
            let text = Array(bytes[start..<(end - length)])
            if let groups = NaiveAddress.groups(of: text), isUnmistakable(text, groups) {
                return Hit(range: start..<(end - length), address: .ipv6(groups))
            }
        }
        return nil
    }

    private static func isDigitOrDot(_ byte: UInt8) -> Bool {
        NaiveAddress.isDigit(byte) || byte == UInt8(ascii: ".")
    }

    private static func isColonAddressByte(_ byte: UInt8) -> Bool {
        NaiveAddress.isHexDigit(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        NaiveAddress.isLetter(byte) || NaiveAddress.isDigit(byte) || byte == UInt8(ascii: "_")
    }
}
