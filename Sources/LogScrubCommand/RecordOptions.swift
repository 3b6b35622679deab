internal import ArgumentParser
internal import LogScrub

/// The options that say what the records are.
struct RecordOptions: ParsableArguments {
    @Option(
        name: .customLong("format"),
        help: ArgumentHelp("The format of the records; recognized if not given.", valueName: "name"),
        completion: .list(LogFormat.all.map(\.name)),
        transform: { text in try usage { () throws(ScrubError) in try LogFormat(named: text) } })
    var format: LogFormat?

    @Option(
        name: .customLong("log-format"),
        help: ArgumentHelp(
            "A format of your own, as the server's configuration says it: nginx:'$remote_addr \"$request\"', apache:…, haproxy:…. Repeatable.",
            valueName: "server:format"),
        transform: { text in try usage { () throws(ScrubError) in try ownFormat(text) } })
    var ownFormats: [LogFormat] = []

    @Option(
        name: .customLong("start-time"),
        help: ArgumentHelp(
            "When the first records were written, if they do not say it: 2026-11-21, or 2026-11-21T10:00:00Z. Now, if not given.",
            valueName: "date"),
        transform: { text in try usage { () throws(ScrubError) in try Period.seconds(at: text) } })
    var startTime: Int64?
}

/// What the filter's scrubbers are made of. Whoever makes them in this way does with a log what the filter does.
struct FilterPolicy {
    let policy: PolicyOptions
    let keys: KeyOptions
    let configuration: ConfigurationOptions
    let records: RecordOptions

    /// Reads the policy file and the keys.
    ///
    /// - Parameters:
    ///   - isRehearsal: Whether nothing is made, neither a keyring nor a key.
    ///   - check: Throws if a method does not fit what is to be done.
    func makeScrubbers(
        isRehearsal: Bool, checking check: (PseudonymMethod) throws -> Void = { _ in }
    ) throws -> FileScrubbers {
        let file = try reported { () throws(ScrubError) in try configuration.read() }
        let said = try said(over: file)
        if let zone = said.timeZone { ProcessZone.use(zone) }
        let keys = keys.taking(said)
        let method = said.method ?? .hmac
        try keys.validate(with: method)
        try check(method)
        let policy = try usage { () throws(ScrubError) in try said.makePolicy() }
        let source = try reported { () throws(ScrubError) in
            try openKeys(keys, for: method, in: policy.period, isRehearsal)
        }
        let cipher = try reported { () throws(ScrubError) in
            try source.flatMap { source throws(ScrubError) in try keys.makeCipher(method, source) }
        }
        return try usage { () throws(ScrubError) in
            try FileScrubbers(said) { policy in
                policy.startTime = records.startTime
                guard let source else { return }
                policy.keys = source
                policy.addressCipher = cipher
                if cipher != nil, policy[.address] == .pseudonym { policy[.address] = .encrypt }
            }
        }
    }

    /// What the options say, and where they say nothing the file.
    private func said(over file: Configuration) throws -> Configuration {
        var options = try policy.configuration()
        options.period = keys.givenPeriod
        options.format = records.format
        options.givenFormats = records.ownFormats
        if keys.givenPeriod != nil { options.origins["period"] = "an option" }
        if records.format != nil { options.origins["format"] = "an option" }
        return file.overlaid(by: options)
    }

    /// Opens what the keys come from, and asks for the first one: what is wrong with it shows before anything is written.
    private func openKeys(
        _ keys: KeyOptions, for method: PseudonymMethod, in period: Period, _ isRehearsal: Bool
    ) throws(ScrubError) -> (any PeriodKeySource)? {
        guard let source = try keys.openKeys(for: method, creating: true, isRehearsal: isRehearsal) else { return nil }
        _ = try source.key(for: period.current)
        return source
    }
}

/// Reads a format with the name of its server before it: `nginx:$remote_addr "$request"`.
private func ownFormat(_ text: String) throws(ScrubError) -> LogFormat {
    guard let colon = text.firstIndex(of: ":") else {
        throw ConfigurationFile.error(
            "a format of one's own begins with the server's name: nginx:…, apache:… or haproxy:…")
    }
    return try FormatEntry.format(String(text[..<colon]), String(text[text.index(after: colon)...]))
}
