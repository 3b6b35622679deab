/// A network in CIDR notation, such as `192.0.2.0/24` or `2001:db8::/32`.
public struct IPNetwork: Sendable, Hashable {
    /// The network's address; its host bits are zero.
    public let address: IPAddress
    /// The number of leading bits that all addresses of the network share.
    public let prefixLength: Int

    /// Reads `ADDRESS/LENGTH`; an address alone means that one host.
    ///
    /// - Throws: `ScrubError` with the code `network` if the text is no network, or has host bits set: `192.0.2.7/24` may mean
    ///   the host or the network, and a wrong guess would keep addresses that should go.
    public init(_ cidr: String) throws(ScrubError) {
        let parts = cidr.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress(String($0)) }) else {
            throw ScrubError(
                .network, "a network is written as ADDRESS/LENGTH, for example 192.0.2.0/24 or 2001:db8::/32")
        }
        let longest = if case .v4 = address { 32 } else { 128 }
        var length = longest
        if parts.count == 2 {
            guard let number = Int(parts[1]), parts[1].utf8.allSatisfy(\.isDigit), number <= longest else {
                throw ScrubError(.network, "the length after the slash is a number from 0 to \(longest)")
            }
            length = number
        }
        let network: IPAddress =
            switch address {
            case .v4(let v4): .v4(v4.truncated(toPrefix: length))
            case .v6(let v6): .v6(v6.truncated(toPrefix: length))
            }
        guard network == address else {
            throw ScrubError(
                .network, "the address has bits after its first \(length); did you mean \(network)/\(length)?")
        }
        self.address = network
        self.prefixLength = length
    }

    /// Whether `candidate` lies in the network. An IPv4 address that is carried by an IPv6 address (mapped, NAT64) counts as itself.
    public func contains(_ candidate: IPAddress) -> Bool {
        switch (address, candidate) {
        case (.v4(let network), .v4(let host)):
            return host.truncated(toPrefix: prefixLength) == network
        case (.v6(let network), .v6(let host)):
            return host.truncated(toPrefix: prefixLength) == network
        case (.v4(let network), .v6(let host)):
            guard let embedded = host.embeddedIPv4 else { return false }
            switch embedded.kind {
            case .mapped, .compatible, .translated, .nat64:
                return embedded.address.truncated(toPrefix: prefixLength) == network
            case .sixToFour, .teredo:
                return false
            }
        case (.v6, .v4):
            return false
        }
    }
}

extension IPNetwork: CustomStringConvertible {
    /// The network in CIDR notation.
    public var description: String { "\(address)/\(prefixLength)" }
}
