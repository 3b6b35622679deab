internal import ArgumentParser
internal import LogScrub

/// The options that make up a policy.
struct PolicyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "minimal: /16 and /32, ports and referrers gone. analytics: /24 and /48; ports, user agents and the origin of referrers stay. pseudonymous: as analytics, but each address becomes a pseudonym. none: no address, pseudonym, query or user agent at all.",
            valueName: "name"),
        completion: .list(Level.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Level(named: text) } })
    var level: Level = .minimal

    @OptionGroup
    var addresses: AddressOptions

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

    func validate() throws {
        if level != .pseudonymous, addresses.method != .hmac || addresses.form != nil {
            throw ValidationError("--method and --pseudonym-form need --level pseudonymous")
        }
    }

    func makePolicy() throws -> Policy {
        var policy = Policy(level: level)
        policy.ownNetworks = ownNetworks
        policy.ownSites = sites
        policy.redactions = patterns
        if level == .pseudonymous {
            policy.addressPseudonym = try addresses.makePseudonym()
        } else {
            var lengths: PrefixLengths?
            if case .truncate(let those) = policy[.address] { lengths = those }
            if let lengths = try addresses.makeLengths(else: lengths) { policy[.address] = .truncate(lengths) }
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
