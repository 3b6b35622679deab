/// An IPv4 address: 32 bits, the first octet in the highest ones.
public struct IPv4Address: Sendable, Hashable {
    /// The address as one number in host byte order; `203.0.113.7` is `0xCB00_7107`.
    public var rawValue: UInt32

    /// Creates an address from its number.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inline(__always)
    init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
        rawValue = UInt32(a) &<< 24 | UInt32(b) &<< 16 | UInt32(c) &<< 8 | UInt32(d)
    }

    /// The four octets in the order in which they are written.
    @inline(__always)
    var octets: (UInt8, UInt8, UInt8, UInt8) {
        (
            UInt8(truncatingIfNeeded: rawValue &>> 24), UInt8(truncatingIfNeeded: rawValue &>> 16),
            UInt8(truncatingIfNeeded: rawValue &>> 8), UInt8(truncatingIfNeeded: rawValue)
        )
    }

    /// The address with all bits after the first `length` set to zero.
    ///
    /// - Parameter length: The prefix length in bits, 0 to 32.
    @inlinable
    public func truncated(toPrefix length: Int) -> IPv4Address {
        IPv4Address(rawValue: rawValue & (length <= 0 ? 0 : UInt32.max << UInt32(32 - min(length, 32))))
    }

    /// 127.0.0.0/8 (RFC 1122, section 3.2.1.3).
    @inlinable
    public var isLoopback: Bool { rawValue >> 24 == 127 }

    /// The mask of a network, from `255.0.0.0` to `255.255.255.255`, which is also everybody on a link: nobody's address.
    @inline(__always)
    var isNetmask: Bool { rawValue >= 0xFF00_0000 && (~rawValue &+ 1) & ~rawValue == 0 }

    /// `0.0.0.0`: no address at all.
    @inlinable
    public var isUnspecified: Bool { rawValue == 0 }
}

extension IPv4Address: LosslessStringConvertible {
    /// Reads a dotted quad; leading zeros are read as decimal, as log writers mean them.
    ///
    /// - Returns: `nil` unless `description` is four numbers of one to three digits, each at most 255.
    public init?(_ description: String) {
        var value: UInt32 = 0
        var octets = 0
        for part in description.utf8.split(separator: ASCII.dot, omittingEmptySubsequences: false) {
            guard (1...3).contains(part.count), part.allSatisfy(\.isDigit) else { return nil }
            let octet = part.reduce(UInt32(0)) { $0 * 10 + UInt32($1 - ASCII.zero) }
            guard octet <= 255 else { return nil }
            value = value << 8 | octet
            octets += 1
        }
        guard octets == 4 else { return nil }
        rawValue = value
    }

    /// The dotted quad.
    public var description: String {
        let (a, b, c, d) = octets
        return "\(a).\(b).\(c).\(d)"
    }
}
