/// A policy, made ready: what the hot path asks, answered in advance.
struct CompiledPolicy: Sendable {
    let lengths: PrefixLengths
    let address: Treatment
    let zeroesPorts: Bool
    let port: Treatment
    let thirdPartyReferrer: Treatment
    let ownReferrer: Treatment
    let hostName: Treatment
    let ownNetworks: [IPNetwork]
    let ownSites: [Site]
    let patterns: [PatternCode]

    init(_ policy: Policy) {
        address = policy[.address]
        lengths = if case .truncate(let lengths) = policy[.address] { lengths } else { PrefixLengths(uncheckedIPv4: 0, ipv6: 0) }
        port = policy[.port]
        zeroesPorts = policy[.port] != .keep
        thirdPartyReferrer = policy[.referrer]
        ownReferrer = policy[.ownReferrer]
        hostName = policy[.hostName]
        ownNetworks = policy.ownNetworks
        ownSites = policy.ownSites
        patterns = policy[.pattern] == .keep ? [] : policy.redactions.map(\.code)
    }

    /// What an address becomes, or `nil` if it stays.
    @inline(__always)
    func treated(_ candidate: IPAddress) -> IPAddress? {
        if candidate.isLocal || !ownNetworks.isEmpty && isOwn(candidate) { return nil }
        switch address {
        case .keep:
            return nil
        case .truncate:
            switch candidate {
            case .v4(let v4): return lengths.ipv4 == 32 ? nil : .v4(v4.truncated(toPrefix: lengths.ipv4))
            case .v6(let v6): return lengths.ipv6 == 128 && v6.embeddedIPv4 == nil ? nil : .v6(v6.truncated(to: lengths))
            }
        case .reduce, .replace, .drop:
            switch candidate {
            case .v4: return .v4(IPv4Address(rawValue: 0))
            case .v6: return .v6(IPv6Address(high: 0, low: 0))
            }
        }
    }

    @inline(never)
    private func isOwn(_ address: IPAddress) -> Bool {
        for network in ownNetworks where network.contains(address) { return true }
        return false
    }
}
