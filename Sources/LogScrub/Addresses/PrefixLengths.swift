/// How many leading bits of an address are kept: one number for each family.
public struct PrefixLengths: Sendable, Hashable {
    /// Bits kept of an IPv4 address, 0 to 32.
    public let ipv4: Int
    /// Bits kept of an IPv6 address, 0 to 128.
    public let ipv6: Int

    /// Creates a pair of prefix lengths.
    ///
    /// - Throws: `ScrubError` with the code `prefixLength` if a length does not exist in its family.
    public init(ipv4: Int, ipv6: Int) throws(ScrubError) {
        guard (0...32).contains(ipv4) else {
            throw ScrubError(.prefixLength, "an IPv4 prefix length is a number from 0 to 32")
        }
        guard (0...128).contains(ipv6) else {
            throw ScrubError(.prefixLength, "an IPv6 prefix length is a number from 0 to 128")
        }
        self.init(uncheckedIPv4: ipv4, ipv6: ipv6)
    }

    init(uncheckedIPv4 ipv4: Int, ipv6: Int) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }
}

extension IPv6Address {
    /// The address reduced to a prefix: by the IPv6 length, or, where it carries an IPv4 address, that one by the IPv4 length.
    func truncated(to lengths: PrefixLengths) -> IPv6Address {
        guard let embedded = embeddedIPv4 else { return truncated(toPrefix: lengths.ipv6) }
        let kept = UInt64(embedded.address.truncated(toPrefix: lengths.ipv4).rawValue)
        switch embedded.kind {
        case .mapped, .compatible, .translated, .nat64:
            return IPv6Address(high: high, low: low & 0xFFFF_FFFF_0000_0000 | kept)
        case .sixToFour:
            // The rest of the address is the customer's own network and host.
            let rest: (high: UInt64, low: UInt64) =
                lengths.ipv4 == 32 && lengths.ipv6 == 128 ? (high & 0xFFFF, low) : (0, 0)
            return IPv6Address(high: 0x2002 &<< 48 | kept &<< 16 | rest.high, low: rest.low)
        case .teredo:
            guard lengths.ipv4 < 32 || lengths.ipv6 < 128 else { return self }
            let server = IPv4Address(rawValue: UInt32(truncatingIfNeeded: high)).truncated(toPrefix: lengths.ipv4)
            return IPv6Address(high: 0x2001_0000 &<< 32 | UInt64(server.rawValue), low: ~kept & 0xFFFF_FFFF)
        }
    }
}
