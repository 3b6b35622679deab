internal import ArgumentParser
internal import LogScrub

/// The options that make up a policy.
struct PolicyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "minimal: /16 and /32, ports and referrers gone. analytics: /24 and /48; ports, user agents and the origin of referrers stay. none: no address, pseudonym, query or user agent at all.",
            valueName: "name"),
        completion: .list(Level.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Level(named: text) } })
    var level: Level = .minimal

    @Option(
        name: .customLong("ipv4-prefix"),
        help: ArgumentHelp("Bits of an IPv4 address to keep, 0 to 32.", valueName: "bits"),
        transform: { try prefixLength($0, longest: 32) })
    var ipv4Prefix: Int?

    @Option(
        name: .customLong("ipv6-prefix"),
        help: ArgumentHelp("Bits of an IPv6 address to keep, 0 to 128.", valueName: "bits"),
        transform: { try prefixLength($0, longest: 128) })
    var ipv6Prefix: Int?

    @Option(
        name: .customLong("own-network"),
        help: ArgumentHelp("A network whose addresses stay: your servers. Repeatable.", valueName: "cidr"),
        transform: { text in try usage { () throws(ScrubError) in try IPNetwork(text) } })
    var ownNetworks: [IPNetwork] = []

    @Option(
        name: .customLong("site"),
        help: ArgumentHelp(
            "A host of yours: its referrers stay, with pseudonyms for rooms. .example.org stands for all subdomains too. Repeatable.",
            valueName: "host"),
        transform: { text in try usage { () throws(ScrubError) in try Site(text) } })
    var sites: [Site] = []

    @Option(
        name: .customLong("redact"),
        help: ArgumentHelp(
            "A PCRE2 pattern: each match becomes [redacted]. Repeatable.", valueName: "pattern"),
        transform: { text in try usage { () throws(ScrubError) in try Pattern(text) } })
    var patterns: [Pattern] = []

    func makePolicy() throws -> Policy {
        var policy = Policy(level: level)
        policy.ownNetworks = ownNetworks
        policy.ownSites = sites
        policy.redactions = patterns
        if ipv4Prefix != nil || ipv6Prefix != nil {
            var lengths: (ipv4: Int, ipv6: Int) = (0, 0)
            if case .truncate(let level) = policy[.address] { lengths = (level.ipv4, level.ipv6) }
            policy[.address] = .truncate(
                try PrefixLengths(ipv4: ipv4Prefix ?? lengths.ipv4, ipv6: ipv6Prefix ?? lengths.ipv6))
        }
        return policy
    }
}

/// Turns the library's error into one of usage.
func usage<Value>(_ make: () throws(ScrubError) -> Value) throws -> Value {
    do {
        return try make()
    } catch {
        throw ValidationError(error.message)
    }
}

private func prefixLength(_ text: String, longest: Int) throws -> Int {
    guard let bits = Int(text.hasPrefix("/") ? String(text.dropFirst()) : text), (0...longest).contains(bits) else {
        throw ValidationError("a prefix length is a number from 0 to \(longest)")
    }
    return bits
}
