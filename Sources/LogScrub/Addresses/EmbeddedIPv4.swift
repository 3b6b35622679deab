/// An IPv4 address inside an IPv6 address.
///
/// Such an address stands for its IPv4 host, so it is truncated by the IPv4 rule: cutting 2002:cb00:7107::1 at 48 bits would
/// give away the whole of 203.0.113.7.
struct EmbeddedIPv4 {
    enum Kind: Sendable {
        /// `::ffff:a.b.c.d` (RFC 4291, section 2.5.5.2).
        case mapped
        /// `::a.b.c.d`, deprecated (RFC 4291, section 2.5.5.1).
        case compatible
        /// `::ffff:0:a.b.c.d` (RFC 2765, section 2.1).
        case translated
        /// `64:ff9b::a.b.c.d`, NAT64 (RFC 6052, section 2.1).
        case nat64
        /// `2002:aabb:ccdd::`, 6to4 (RFC 3056).
        case sixToFour
        /// `2001:0:server:flags:port:client`, the client inverted (RFC 4380, section 4).
        case teredo
    }

    var kind: Kind
    var address: IPv4Address
}

extension IPv6Address {
    /// Whether the address can be unspecified, loopback, or carry an IPv4 address. A quick test that says yes too often.
    @inline(__always)
    var isSpecial: Bool { high &>> 32 == 0x2001_0000 || high &>> 48 == 0x2002 || high &>> 48 <= 0x64 }

    /// The IPv4 address that this address carries, if it is of a kind that carries one.
    var embeddedIPv4: EmbeddedIPv4? {
        let lowest = IPv4Address(rawValue: UInt32(truncatingIfNeeded: low))
        if high == 0 {
            switch low &>> 32 {
            case 0x0000_FFFF: return EmbeddedIPv4(kind: .mapped, address: lowest)
            case 0xFFFF_0000: return EmbeddedIPv4(kind: .translated, address: lowest)
            // `::`, `::1` and their like are no IPv4 addresses; the first octet of a real one is not zero.
            case 0 where low > 0x00FF_FFFF: return EmbeddedIPv4(kind: .compatible, address: lowest)
            default: return nil
            }
        }
        if high == 0x0064_FF9B_0000_0000, low &>> 32 == 0 { return EmbeddedIPv4(kind: .nat64, address: lowest) }
        if high &>> 48 == 0x2002 {
            return EmbeddedIPv4(
                kind: .sixToFour, address: IPv4Address(rawValue: UInt32(truncatingIfNeeded: high &>> 16)))
        }
        // An all-zero client field is no Teredo address (the client would be 255.255.255.255) but a prefix that was cut short.
        if high &>> 32 == 0x2001_0000, low != 0 {
            return EmbeddedIPv4(kind: .teredo, address: IPv4Address(rawValue: ~lowest.rawValue))
        }
        return nil
    }
}
