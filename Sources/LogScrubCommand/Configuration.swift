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
    var format: LogFormat?
    /// Formats of one's own.
    var formats: [FormatEntry] = []
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
        all.givenFormats = options.givenFormats
        all.ownNetworks += options.ownNetworks
        all.sites += options.sites
        all.queryKeys += options.queryKeys
        all.patterns += options.patterns
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

    /// The policy, but for its keys.
    ///
    /// - Throws: What contradicts something else.
    func makePolicy() throws(ScrubError) -> Policy {
        var policy = Policy(level: level ?? .minimal)
        policy.ownNetworks = ownNetworks
        policy.ownSites = sites
        policy.redactions = patterns + rules.map(\.pattern)
        policy.queryKeys = queryKeys
        policy.paths = paths ?? .jitsi
        policy.period = period ?? .day
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
