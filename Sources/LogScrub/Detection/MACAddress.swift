/// MAC addresses (IEEE 802): six pairs of hexadecimal digits with colons or hyphens between them, of which the first three name the maker;
/// or eight (EUI-64).
///
/// The kernel writes the head of an Ethernet frame in fourteen: two addresses, and the type of what the frame holds. A client of DHCP is
/// known by an id (DUID, RFC 8415, section 11) of which the last six are mostly an address.
enum MACAddress {
    /// How many bytes of the text name the maker: `00:00:5e`.
    static let maker = 8
    private static let pairsOfAddress = 6
    private static let pairsOfEUI64 = 8
    private static let pairsOfDUID = 10
    private static let pairsOfFrame = 14

    /// The addresses in a run of pairs: empty ranges for those of nobody.
    struct Found {
        var first: Range<Int>
        var second: Range<Int>
        /// Where the run ends, of which nothing is anything else.
        let end: Int
    }

    /// The addresses in the run of pairs around a separator.
    ///
    /// - Parameters:
    ///   - separator: A colon or a hyphen, of whichever pair.
    ///   - floor: What stands before it is looked at as a neighbor only.
    /// - Returns: `nil` if the pairs are something else.
    /// - Complexity: O(1): longer runs are none.
    static func addresses(
        _ bytes: Span<UInt8>, around separator: Int, floor: Int, to end: Int
    ) -> Found? {
        let sign = bytes[separator]
        var start = separator
        var pairs = 0
        while pairs <= pairsOfFrame, start &- 2 >= floor, bytes[start] == sign, isPair(bytes, start &- 2),
            !isEndOfWord(bytes, start &- 2)
        {
            pairs &+= 1
            start &-= 3
        }
        start &+= 1
        var last = separator
        while pairs <= pairsOfFrame, last &+ 3 <= end, bytes[last] == sign, isPair(bytes, last &+ 1) {
            pairs &+= 1
            last &+= 3
        }
        guard start >= floor, !goesOn(bytes, before: start), !goesOn(bytes, behind: last, sign) else { return nil }
        switch pairs {
        case pairsOfAddress, pairsOfEUI64:
            return Found(first: personal(bytes, start..<last), second: last..<last, end: last)
        case pairsOfDUID where isDUID(bytes, start, 0x03), pairsOfFrame where isDUID(bytes, start, 0x01):
            return Found(first: personal(bytes, last &- 17..<last), second: last..<last, end: last)
        case pairsOfFrame where sign == ASCII.colon:
            return Found(
                first: personal(bytes, start..<start &+ 17), second: personal(bytes, start &+ 18..<start &+ 35),
                end: last)
        default: return nil
        }
    }

    /// Whether a text begins with an address.
    static func begins(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Bool {
        guard start &+ 17 <= end, isPair(bytes, start) else { return false }
        switch bytes[start &+ 2] {
        case ASCII.colon, ASCII.hyphen: return addresses(bytes, around: start &+ 2, floor: start, to: end) != nil
        default: return false
        }
    }

    /// Whether an id of DHCP begins here, whose type says that it ends with an address of Ethernet: `00:01:00:01:…`, `00:03:00:01:…`.
    private static func isDUID(_ bytes: Span<UInt8>, _ start: Int, _ type: UInt8) -> Bool {
        for (pair, value) in [0, type, 0, 1].enumerated() {
            let at = start &+ 3 &* pair
            if bytes[at].hexValue &<< 4 | bytes[at &+ 1].hexValue != value { return false }
        }
        return true
    }

    private static func isPair(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        bytes[at].isHexDigit && bytes[at &+ 1].isHexDigit
    }

    /// Whether two letters belong to the word before them: `mac:52:54:…`.
    private static func isEndOfWord(_ bytes: Span<UInt8>, _ pair: Int) -> Bool {
        pair > 0 && bytes[pair].isLetter && bytes[pair &+ 1].isLetter && bytes[pair &- 1].isLetter
    }

    /// Whether digits stand right before the pairs, or another group of them: they are part of a longer run. `mac:` is a word.
    private static func goesOn(_ bytes: Span<UInt8>, before start: Int) -> Bool {
        guard start > 0 else { return false }
        if bytes[start &- 1] != ASCII.colon { return bytes[start &- 1].isHexDigit }
        var at = start &- 1
        while at > 0, start &- at < 6, bytes[at &- 1].isHexDigit { at &-= 1 }
        return at < start &- 1 && (at == 0 || !bytes[at &- 1].isWord)
    }

    /// Whether digits stand right behind the pairs, or another group of them.
    private static func goesOn(_ bytes: Span<UInt8>, behind end: Int, _ sign: UInt8) -> Bool {
        bytes[end].isHexDigit && !bytes.has("eyJ", at: end, before: end &+ 3)
            || (bytes[end] == sign || bytes[end] == ASCII.colon) && bytes[end &+ 1].isHexDigit
    }

    /// The range itself; an empty one if the address is that of nobody: all ones, a group of the standards, or one without a device.
    private static func personal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        let nobody = range.lowerBound..<range.lowerBound
        var (isZero, isOnes) = (true, true)
        for at in range.lowerBound &+ maker..<range.upperBound where bytes[at].isHexDigit {
            if bytes[at] != ASCII.zero { isZero = false }
        }
        for at in range where bytes[at].isHexDigit && bytes[at].lowercased != UInt8(ascii: "f") { isOnes = false }
        // 01-00-5E and 01-80-C2 (RFC 7042, section 2.1; IEEE 802.1Q).
        let word = bytes.word(at: range.lowerBound) | 0x2020_0020_2000_2020
        let isGroup =
            word & 0xFFFF_00FF_FF00_FFFF == 0x6535_0030_3000_3130
            || word & 0xFFFF_00FF_FF00_FFFF == 0x3263_0030_3800_3130
        return isZero || isOnes || isGroup ? nobody : range
    }
}
