internal import ArgumentParser
internal import LogScrub

/// The options of a policy that go with every level.
struct ContentOptions: ParsableArguments {
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
        name: .customLong("paths"),
        help: ArgumentHelp(
            "What the paths of requests name: jitsi, rooms, which get pseudonyms; keep, pages of a website, which stay.",
            valueName: "name"),
        completion: .list(Paths.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Paths(named: text) } })
    var paths: Paths?

    @Option(
        name: .customLong("query-key"),
        help: ArgumentHelp(
            "A parameter of queries that stays, if its value is a plain word or number: lang, page. Repeatable.",
            valueName: "key"),
        transform: { text in try usage { () throws(ScrubError) in try queryKey(text) } })
    var queryKeys: [String] = []

    @Option(
        name: .customLong("redact"),
        help: ArgumentHelp(
            "A PCRE2 pattern: each match becomes [redacted]. Repeatable.", valueName: "pattern"),
        transform: { text in try usage { () throws(ScrubError) in try Pattern(text) } })
    var patterns: [Pattern] = []

    @Option(
        name: .customLong("time-resolution"),
        help: ArgumentHelp(
            "How exactly times are written: hour makes minutes and seconds zero, day the hours too. As they are, if not given.",
            valueName: "name"),
        completion: .list(TimeResolution.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try TimeResolution(named: text) } })
    var timeResolution: TimeResolution?

    /// Adds what is said here.
    func add(to configuration: inout Configuration) {
        configuration.ownNetworks = ownNetworks
        configuration.sites = sites
        configuration.paths = paths
        configuration.timeResolution = timeResolution
        configuration.patterns = patterns
        configuration.queryKeys = queryKeys
        let given: [(String, Bool)] = [
            ("own-networks", !ownNetworks.isEmpty), ("sites", !sites.isEmpty), ("paths", paths != nil),
            ("time-resolution", timeResolution != nil), ("query-keys", !queryKeys.isEmpty),
            ("redact", !patterns.isEmpty),
        ]
        for (name, isGiven) in given where isGiven { configuration.origins[name] = "an option" }
    }
}

/// Reads the name of a parameter.
func queryKey(_ text: String) throws(ScrubError) -> String {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"=&;?#".utf8.contains($0) }) else {
        throw ConfigurationFile.error("a parameter of a query is a word such as lang, without = and &")
    }
    return text
}
