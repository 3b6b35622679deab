internal import ArgumentParser
internal import LogScrub

/// What the arguments of `logscrub retain` say.
struct RetainOptions: ParsableArguments {
    @Option(
        name: .customLong("after"),
        help: ArgumentHelp(
            "From this age on (in h, d or w) a file is brought to a level, or is deleted: 3d=pseudonymous, 7d=minimal, 30d=delete. Older files must keep less; the order is analytics, pseudonymous, minimal, none, delete. Repeatable.",
            valueName: "age=level"),
        transform: { text in try usage { () throws(ScrubError) in try RetentionRules.Rule(text) } })
    var after: [RetentionRules.Rule] = []

    @Option(
        help: ArgumentHelp(
            "What pseudonyms of addresses look like: ipv6 (in fdb6:49ce:2040::/44), ipv4 (in 240.0.0.0/4) or token (a word).",
            valueName: "name"),
        completion: .list(AddressPseudonym.Form.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try AddressPseudonym.Form(named: text) } })
    var pseudonymForm: AddressPseudonym.Form?

    @Option(
        name: .customLong("rotated"),
        help: ArgumentHelp(
            "Files of such a name are rotated ones too, beside those whose names say so: a pattern of the shell (*, ?, [) for the name without its folder, in quotes. Repeatable.",
            valueName: "pattern"),
        transform: { text in try usage { () throws(ScrubError) in try RetainEntry.namePattern(text) } })
    var rotated: [String] = []

    @OptionGroup(title: "What becomes of the data")
    var content: ContentOptions

    @OptionGroup(title: "Keys of pseudonyms")
    var keys: KeyOptions

    @Argument(
        help: ArgumentHelp(
            "Rotated files, or patterns of such names (*, ?, [) in quotes. A pattern that nothing matches is fine. None: those of the policy file.",
            valueName: "file"),
        completion: .file())
    var files: [String] = []

    /// What is to become of which files, if that is said here.
    func entry() throws -> RetainEntry? {
        if after.isEmpty, files.isEmpty, rotated.isEmpty { return nil }
        return try usage { () throws(ScrubError) in try RetainEntry(files: files, after: after, rotated: rotated) }
    }

    /// What is said of the policy.
    var configuration: Configuration {
        var configuration = Configuration()
        content.add(to: &configuration)
        configuration.form = pseudonymForm
        configuration.period = keys.givenPeriod
        return configuration
    }
}

extension Configuration {
    /// Reads the keys, and makes what some entries need.
    ///
    /// - Parameters:
    ///   - options: Keys that options name.
    ///   - isDryRun: Whether no key and no keyring are to be made.
    func makePlans(
        _ entries: [RetainEntry], keys options: KeyOptions, isDryRun: Bool
    ) throws -> [RetainRun.Plan] {
        if let method, method != .hmac {
            throw ValidationError(
                "retain makes pseudonyms by the method hmac, and the policy file says \(method.rawValue): give retain a file of its own, --config FILE"
            )
        }
        let keys = options.taking(self)
        let period = self.period ?? .day
        let source: any PeriodKeySource =
            try reported { () throws(ScrubError) in
                guard let source = try keys.openKeys(for: .hmac, creating: true, isRehearsal: isDryRun) else {
                    return nil
                }
                _ = try source.key(for: period.current)
                return source
            } ?? MasterKey()
        var scrubbers: [Level: FileScrubbers] = [:]
        let form = self.form ?? .ipv6
        let pseudonym = try usage { () throws(ScrubError) in try AddressPseudonym(form: form, keeping: nil) }
        for level in Level.allCases {
            scrubbers[level] = try usage { () throws(ScrubError) in
                try FileScrubbers(atLevel(level)) { policy in
                    policy.keys = source
                    policy.addressPseudonym = pseudonym
                }
            }
        }
        return entries.map { RetainRun.Plan(entry: $0, scrubbers: scrubbers) }
    }

    /// The same at a level that a file's age demands: no site or source is another one's.
    func atLevel(_ level: Level) -> Configuration {
        var all = other(level: level, paths: nil)
        (all.form, all.method) = (nil, nil)
        all.siteEntries = siteEntries.map { $0.without(level: true, paths: false) }
        all.sources = sources.map { $0.without(level: true, paths: false) }
        return all
    }
}
