/// An address of either family.
public enum IPAddress: Sendable, Hashable {
    case v4(IPv4Address)
    case v6(IPv6Address)

    /// Loopback and unspecified addresses name no host but the one that writes the log.
    @inline(__always)
    var isLocal: Bool {
        switch self {
        case .v4(let address): address.isLoopback || address.isUnspecified
        case .v6(let address): address.isUnspecified || address.isLoopback
        }
    }

    /// The address reduced to a prefix by the rule of its family.
    @inline(__always)
    func truncated(to lengths: PrefixLengths) -> IPAddress {
        switch self {
        case .v4(let address): .v4(address.truncated(toPrefix: lengths.ipv4))
        case .v6(let address): .v6(address.truncated(to: lengths))
        }
    }
}

extension IPAddress: LosslessStringConvertible {
    /// Reads a dotted quad or any textual form of IPv6.
    public init?(_ description: String) {
        if let address = IPv4Address(description) {
            self = .v4(address)
        } else if let address = IPv6Address(description) {
            self = .v6(address)
        } else {
            return nil
        }
    }

    /// The dotted quad, or the text of RFC 5952.
    public var description: String {
        switch self {
        case .v4(let address): address.description
        case .v6(let address): address.description
        }
    }
}
