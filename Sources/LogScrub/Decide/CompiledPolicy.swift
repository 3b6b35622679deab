/// A policy, made ready: what the hot path asks, answered in advance.
///
/// A class, so that asking copies nothing.
final class CompiledPolicy: Sendable {
    let lengths: PrefixLengths
    /// What is kept of an address, as masks.
    let ipv4Mask: UInt32
    let ipv6Mask: IPv6Address
    /// How many octets of an IPv4 address stay, if it is cut at a dot.
    let keptOctets: Int?
    /// Whether of an IPv6 address that is nobody's own at most the first 32 bits stay.
    let cutsHeads: Bool
    let address: Treatment
    let zeroesPorts: Bool
    let port: Treatment
    let thirdPartyReferrer: Treatment
    let ownReferrer: Treatment
    /// Whether all referrers go, whatever they say.
    let dropsReferrers: Bool
    let reducesQueries: Bool
    /// Parameters that stay beside Jitsi's own.
    let queryKeys: [ContiguousArray<UInt8>]
    let reducesUserAgents: Bool
    let hostName: Treatment
    let machineID: Treatment
    let ownNetworks: [IPNetwork]
    let ownSites: OwnSites
    let paths: Paths
    let startTime: Int64?
    let patterns: [Pattern]
    let detectors: [any ValueDetector]
    let ownTreatments: OwnTreatments?
    /// Whether records are searched by patterns or detectors of one's own.
    let hasRules: Bool
    /// What stays although its kind does not; `nil` if nothing does.
    let keepList: CompiledKeepList?
    let timeResolution: TimeResolution?
    /// What stands in records that rules, keep-list or sites may have to do with; `nil` if there are none of these.
    let watch: LiteralWatch?
    /// Sites with another policy.
    let sites: ContiguousArray<(sites: OwnSites, policy: CompiledPolicy)>
    let keys: any PeriodKeySource
    let period: Period
    /// Whether it matters when a record was written: pseudonyms change with the period.
    let followsTime: Bool
    /// Whether addresses get pseudonyms, or are encrypted.
    let hasAddressPseudonyms: Bool
    let addressPseudonym: AddressPseudonym
    let addressCipher: AddressCipher?
    private let treatments: ContiguousArray<Treatment>

    init(_ policy: Policy) {
        keys = policy.keys
        period = policy.period
        treatments = ContiguousArray((0..<CustomKinds.mostKinds).map { policy[Kind($0)] })
        address = policy[.address]
        followsTime = period != .none && treatments.contains(.pseudonym)
        hasAddressPseudonyms =
            address == .pseudonym || address == .encrypt && policy.addressCipher != nil
        addressPseudonym = policy.addressPseudonym
        addressCipher = policy.addressCipher
        lengths =
            if case .truncate(let lengths) = policy[.address] { lengths } else {
                PrefixLengths(uncheckedIPv4: 0, ipv6: 0)
            }
        keptOctets =
            !hasAddressPseudonyms && lengths.ipv4 < 32 && lengths.ipv4 % 8 == 0 ? Int(lengths.ipv4 / 8) : nil
        cutsHeads =
            if case .truncate = address { lengths.ipv6 <= 32 && policy.ownNetworks.isEmpty } else { false }
        ipv4Mask = IPv4Address(rawValue: .max).truncated(toPrefix: lengths.ipv4).rawValue
        ipv6Mask = IPv6Address(high: .max, low: .max).truncated(toPrefix: lengths.ipv6)
        port = policy[.port]
        zeroesPorts = policy[.port] != .keep
        thirdPartyReferrer = policy[.referrer]
        ownReferrer = policy[.ownReferrer]
        hostName = policy[.hostName]
        machineID = policy[.machineID]
        ownNetworks = policy.ownNetworks
        ownSites = OwnSites(sites: policy.ownSites)
        paths = policy.paths
        startTime = policy.startTime
        dropsReferrers = ownSites.isEmpty && policy[.referrer] == .drop
        reducesQueries = policy[.query] == .reduce
        queryKeys = policy.queryKeys.map { ContiguousArray($0.utf8) }
        reducesUserAgents = policy[.userAgent] == .reduce
        patterns = policy.redactions
        detectors = policy.detectors
        hasRules = !patterns.isEmpty || !detectors.isEmpty
        ownTreatments = OwnTreatments(policy.ownTreatments)
        keepList = CompiledKeepList(policy.keepList)
        let hosts = policy.sitePolicies.flatMap(\.sites).map { [LiteralWatch.Literal($0.host, ignoresCase: true)] }
        let named = policy.detectors.map { $0.literals?.map { LiteralWatch.Literal($0.utf8, ignoresCase: false) } }
        watch = LiteralWatch(patterns.map(\.code.literals) + named + (keepList?.literals ?? []) + hosts)
        timeResolution = policy.timeResolution
        sites = ContiguousArray(
            policy.sitePolicies.map { other in
                var inner = other.policy
                (inner.keys, inner.period) = (policy.keys, policy.period)
                (inner.addressPseudonym, inner.addressCipher) = (policy.addressPseudonym, policy.addressCipher)
                if policy.addressCipher != nil, inner[.address] == .pseudonym { inner[.address] = .encrypt }
                (inner.ownNetworks, inner.ownSites) = (policy.ownNetworks, policy.ownSites)
                (inner.redactions, inner.keepList) = (policy.redactions, policy.keepList)
                inner.detectors = policy.detectors
                (inner.startTime, inner.sitePolicies) = (policy.startTime, [])
                return (OwnSites(sites: other.sites), CompiledPolicy(inner))
            })
    }

    /// The treatment of a kind.
    @inline(__always)
    subscript(kind: Kind) -> Treatment { treatments[kind.index] }

    /// Whether nothing that the context of a Java component says of a person stays.
    @inline(__always)
    var treatsContexts: Bool { self[.room] != .keep && self[.statsID] != .keep }

    /// What an address becomes, or `nil` if it stays.
    @inline(__always)
    func treated(_ candidate: IPAddress) -> IPAddress? {
        if !ownNetworks.isEmpty, isOwn(candidate) { return nil }
        switch candidate {
        case .v4(let v4):
            if v4.isLoopback || v4.isUnspecified || v4.isNetmask { return nil }
            guard case .truncate = address else { return replaced(candidate) }
            return lengths.ipv4 == 32 ? nil : .v4(IPv4Address(rawValue: v4.rawValue & ipv4Mask))
        case .v6(let v6):
            // Addresses that may carry an IPv4 address, be loopback or unspecified are seen to apart.
            guard !v6.isSpecial, case .truncate = address else { return treatedSpecial(v6) }
            if let rest = AddressPseudonym.truncated(v6, to: lengths) { return rest == v6 ? nil : .v6(rest) }
            return lengths.ipv6 == 128
                ? nil : .v6(IPv6Address(high: v6.high & ipv6Mask.high, low: v6.low & ipv6Mask.low))
        }
    }

    /// What an address becomes that cannot be told from the digits around it: nothing is left but its family.
    func treatedGarbled(_ candidate: IPAddress) -> IPAddress? { replaced(candidate) }

    @inline(never)
    private func treatedSpecial(_ candidate: IPv6Address) -> IPAddress? {
        if IPAddress.v6(candidate).isLocal { return nil }
        guard case .truncate = address else { return replaced(.v6(candidate)) }
        let result = candidate.truncated(to: lengths)
        return result == candidate && (lengths.ipv6 == 128 || lengths.ipv4 == 32) ? nil : .v6(result)
    }

    @inline(never)
    private func replaced(_ candidate: IPAddress) -> IPAddress? {
        if address == .keep { return nil }
        switch candidate {
        case .v4: return .v4(IPv4Address(rawValue: 0))
        case .v6: return .v6(IPv6Address(high: 0, low: 0))
        }
    }

    @inline(never)
    private func isOwn(_ address: IPAddress) -> Bool {
        for network in ownNetworks where network.contains(address) { return true }
        return false
    }
}
