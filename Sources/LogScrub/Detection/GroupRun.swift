/// The hexadecimal digits and separators around a separator, as far as sixteen bytes on either side show.
struct GroupRun {
    let start: Int
    let end: Int
    /// Whether both its ends are seen.
    private let isWhole: Bool
    /// One bit for each of its separators.
    private let separators: UInt32

    /// - Precondition: `place >= 16`, and sixteen bytes can be read from there on; checked.
    @inline(__always)
    init(_ bytes: Span<UInt8>, around place: Int, separator: UInt8) {
        let before = ByteVector(bytes, at: place &- 16)
        let after = ByteVector(bytes, at: place)
        let all = before.mask(of: separator).bits | after.mask(of: separator).bits &<< 16
        let others = ~(all | before.hexDigits.bits | after.hexDigits.bits &<< 16)
        let back = Swift.min((others &<< 16).leadingZeroBitCount, 16)
        let ahead = (others &>> 16 | 1 &<< 16).trailingZeroBitCount
        start = place &- back
        end = place &+ ahead
        isWhole = back < 16 && ahead < 16
        // Bit 16 is that of the separator itself.
        separators =
            all & (.max &<< UInt32(truncatingIfNeeded: 16 &- back)) & (.max &>> UInt32(truncatingIfNeeded: 16 &- ahead))
    }

    /// Whether it has fewer colons than any address: seven, six before an IPv4 address, two beside each other.
    @inline(__always)
    var hasTooFewColons: Bool { isWhole && separators & separators &>> 1 == 0 && separators.nonzeroBitCount < 6 }

    /// Whether it has fewer hyphens than any address in a host name: three, or two beside each other.
    @inline(__always)
    var hasTooFewHyphens: Bool {
        let others = separators & (separators &- 1)
        return isWhole && separators & separators &>> 1 == 0 && others & (others &- 1) == 0
    }
}
