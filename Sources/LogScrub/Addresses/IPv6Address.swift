/// An IPv6 address: 128 bits in two halves.
public struct IPv6Address: Sendable, Hashable {
    /// The first 64 bits; the network, in most allocations.
    public var high: UInt64
    /// The last 64 bits; the interface, in most allocations.
    public var low: UInt64

    /// Creates an address from its two halves.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// `::`: no address at all.
    @inlinable
    public var isUnspecified: Bool { high == 0 && low == 0 }

    /// `::1`, or a mapped address of 127.0.0.0/8.
    public var isLoopback: Bool {
        if high == 0 && low == 1 { return true }
        if let embedded = embeddedIPv4, embedded.kind == .mapped || embedded.kind == .translated {
            return embedded.address.isLoopback
        }
        return false
    }

    /// The address with all bits after the first `length` set to zero.
    ///
    /// - Parameter length: The prefix length in bits, 0 to 128.
    @inlinable
    public func truncated(toPrefix length: Int) -> IPv6Address {
        let length = max(0, min(length, 128))
        return IPv6Address(
            high: length == 0 ? 0 : high & (UInt64.max << UInt64(max(0, 64 - length))),
            low: length <= 64 ? 0 : low & (UInt64.max << UInt64(128 - length))
        )
    }

    /// One of the eight 16-bit groups, counted from the left.
    @inline(__always)
    func group(_ index: Int) -> UInt16 {
        index < 4
            ? UInt16(truncatingIfNeeded: high &>> UInt64(48 &- 16 &* index))
            : UInt16(truncatingIfNeeded: low &>> UInt64(48 &- 16 &* (index &- 4)))
    }

    /// The run of zero groups that `::` stands for, by RFC 5952, section 4.2: the longest one, the first of equals, and
    /// never a single group. Empty if there is none.
    func zeroRun(amongFirst groups: Int = 8) -> Range<Int> {
        var best = 0..<0
        var start = 0
        while start < groups {
            guard group(start) == 0 else {
                start &+= 1
                continue
            }
            var end = start &+ 1
            while end < groups, group(end) == 0 { end &+= 1 }
            if end &- start > Swift.max(best.count, 1) { best = start..<end }
            start = end
        }
        return best
    }
}

extension IPv6Address: LosslessStringConvertible {
    /// Reads any textual form of RFC 4291, section 2.2, without zone, brackets or prefix length.
    public init?(_ description: String) {
        let bytes = ContiguousArray(description.utf8)
        let count = bytes.count
        let padded = bytes + ContiguousArray(repeating: ASCII.null, count: ByteBlock.count)
        guard count > 0, let parsed = IPv6Text.parse(padded.span, 0..<count), parsed.end == count else {
            return nil
        }
        self = parsed.address
    }

    /// The canonical text of RFC 5952; mapped addresses carry their IPv4 part as a dotted quad.
    public var description: String {
        var output = ByteOutput(capacity: 64)
        let mapped = embeddedIPv4?.kind == .mapped
        IPv6Text.write(self, mixed: mapped, into: &output)
        var bytes = ContiguousArray<UInt8>()
        output.append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
