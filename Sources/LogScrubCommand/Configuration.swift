internal import LogScrub

/// What somebody has said of a policy, in a file or by options; what nobody has said is `nil` or empty.
struct Configuration {
    var level: Level?
    var ipv4Prefix: Int?
    var ipv6Prefix: Int?
    var method: PseudonymMethod?
    var form: AddressPseudonym.Form?
    var period: Period?
    var keyFile: String?
    var keyring: String?
    var ownNetworks: [IPNetwork] = []
    var sites: [Site] = []
    var paths: Paths?
    var queryKeys: [String] = []
    var patterns: [Pattern] = []
    var secretKeys: [String] = []
    var secretHeaders: [String] = []
    /// What finds the values of both.
    var secretPatterns: [Pattern] = []
    var keepList = KeepList()
    var format: LogFormat?
    var timeResolution: TimeResolution?
    /// The zone of times that do not say theirs.
    var timeZone: String?
    /// Formats of one's own.
    var formats: [FormatEntry] = []
    /// Sites, and what their records become.
    var siteEntries: [SiteEntry] = []
    /// What rotated files come to at which age.
    var retained: [RetainEntry] = []
    /// What is written into some files.
    var sources: [SourceEntry] = []
    /// Kinds of one's own.
    var kinds: [KindEntry] = []
    /// Rules of one's own.
    var rules: [RuleEntry] = []
    /// Those that options say.
    var givenFormats: [LogFormat] = []
    var treatments: [KindTreatment] = []
    /// Where each setting comes from, by its name in the file.
    var origins: [String: String] = [:]

    /// The bits of addresses that stay beside their pseudonyms: where addresses are truncated, the prefixes say something else.
    var pseudonymPrefixes: (ipv4: Int?, ipv6: Int?) { level == .pseudonymous ? (ipv4Prefix, ipv6Prefix) : (nil, nil) }

    /// What is said by options wins; lists are put together.
    func overlaid(by options: Configuration) -> Configuration {
        var all = self
        all.level = options.level ?? level
        all.ipv4Prefix = options.ipv4Prefix ?? ipv4Prefix
        all.ipv6Prefix = options.ipv6Prefix ?? ipv6Prefix
        all.method = options.method ?? method
        all.form = options.form ?? form
        all.period = options.period ?? period
        all.paths = options.paths ?? paths
        all.format = options.format ?? format
        all.timeResolution = options.timeResolution ?? timeResolution
        all.givenFormats = options.givenFormats
        all.ownNetworks += options.ownNetworks
        all.sites += options.sites
        all.queryKeys += options.queryKeys
        all.patterns += options.patterns
        let (hasLevel, hasPaths) = (options.level != nil, options.paths != nil)
        all.siteEntries = siteEntries.map { $0.without(level: hasLevel, paths: hasPaths) }
        all.sources = sources.map { $0.without(level: hasLevel, paths: hasPaths) }
        let kinds = options.treatments.map(\.kind)
        all.treatments = treatments.filter { !kinds.contains($0.kind) } + options.treatments
        all.origins.merge(options.origins) { $1 }
        return all
    }

    /// The format of the records: that which was ordered, else those of one's own, first those of the options.
    ///
    /// - Throws: Where both were ordered.
    func makeFormat() throws(ScrubError) -> LogFormat {
        if let format {
            if !givenFormats.isEmpty { throw .contradiction("give --format or --log-format, not both") }
            return format
        }
        let own = givenFormats + formats.map(\.format)
        return own.isEmpty ? .auto : LogFormat(firstOf: own)
    }

    /// What is in force for other records than most: those of a site, or of a source.
    func other(level: Level?, paths: Paths?) -> Configuration {
        var other = self
        other.paths = paths ?? self.paths
        guard let level, level != self.level ?? .minimal else { return other }
        other.level = level
        // What was said for the level of the others means something else at this one, or nothing.
        (other.ipv4Prefix, other.ipv6Prefix, other.form, other.method) = (nil, nil, nil, nil)
        return other
    }

    /// The policy, but for its keys.
    ///
    /// - Throws: What contradicts something else.
    func makePolicy() throws(ScrubError) -> Policy {
        var policy = try makePolicyOfOne()
        for entry in siteEntries where entry.level != nil || entry.paths != nil {
            let other = try other(level: entry.level, paths: entry.paths).makePolicyOfOne()
            policy.sitePolicies.append(SitePolicy(sites: [entry.host], policy: other))
        }
        return policy
    }

    /// The policy of records whose site says nothing else.
    private func makePolicyOfOne() throws(ScrubError) -> Policy {
        var policy = Policy(level: level ?? .minimal)
        policy.ownNetworks = ownNetworks
        policy.ownSites = sites + siteEntries.map(\.host)
        policy.redactions = patterns + rules.map(\.pattern) + secretPatterns
        policy.keepList = keepList
        for entry in kinds where entry.hasPseudonyms && policy.level != .none { policy[entry.kind] = .pseudonym }
        policy.queryKeys = queryKeys
        policy.paths = paths ?? .jitsi
        policy.period = period ?? .day
        policy.timeResolution = timeResolution
        for each in treatments {
            try policy.treat(each.kind, as: each.treatment)
        }
        if keyFile != nil, keyring != nil { throw .contradiction("give key-file or keyring, not both") }
        let method = method ?? .hmac
        let hasPrefix = ipv4Prefix != nil || ipv6Prefix != nil
        guard policy[.address] == .pseudonym else {
            if method != .hmac || form != nil {
                throw .contradiction("--method and --pseudonym-form need --level pseudonymous")
            }
            guard hasPrefix else { return policy }
            if let said = treatments.first(where: { $0.kind == .address }), said.treatment != "truncate" {
                throw .contradiction("the prefixes are for addresses that are truncated, not for \(said.treatment)")
            }
            var lengths = (ipv4: 0, ipv6: 0)
            if case .truncate(let those) = policy[.address] { lengths = (Int(those.ipv4), Int(those.ipv6)) }
            policy[.address] = .truncate(
                try PrefixLengths(ipv4: ipv4Prefix ?? lengths.ipv4, ipv6: ipv6Prefix ?? lengths.ipv6))
            return policy
        }
        try method.requireFit(form: form, hasPrefix: hasPrefix)
        policy.addressPseudonym = try AddressPseudonym(form: form, ipv4Prefix: ipv4Prefix, ipv6Prefix: ipv6Prefix)
        return policy
    }
}

extension AddressPseudonym {
    /// How pseudonyms of addresses are to be written, from what has been said of it.
    init(form: Form?, ipv4Prefix: Int?, ipv6Prefix: Int?) throws(ScrubError) {
        let hasPrefix = ipv4Prefix != nil || ipv6Prefix != nil
        let kept = hasPrefix ? try PrefixLengths(ipv4: ipv4Prefix ?? 0, ipv6: ipv6Prefix ?? 0) : nil
        try self.init(form: form ?? .ipv6, keeping: kept)
    }
}

extension PseudonymMethod {
    /// - Throws: If something is said of the pseudonyms that only those of `hmac` have.
    func requireFit(form: AddressPseudonym.Form?, hasPrefix: Bool) throws(ScrubError) {
        if self != .hmac, form != nil || hasPrefix {
            throw .contradiction("--pseudonym-form and the prefixes are for the method hmac, not for \(rawValue)")
        }
    }
}

extension ScrubError {
    /// What is said twice, in two ways.
    fileprivate static func contradiction(_ message: String) -> ScrubError { ConfigurationFile.error(message) }
}
