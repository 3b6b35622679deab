internal import ArgumentParser
internal import LogScrub

/// `logscrub pseudonym`: what values look like under a key.
struct PseudonymCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pseudonym",
        abstract: "Prints what a value looks like under a key.",
        usage:
            "logscrub pseudonym [--key-file <file> | --key-fd <number> | --keyring <folder>] [<options>] <value> ...",
        discussion: """
            One line for each value: its pseudonym in the period that it is now, or was at --at. It is computed; nothing lists who has \
            which. To find somebody's lines, search the log for what it prints. A JID, a path (/TeamSync) or a URL is scrubbed as in a log \
            at --level pseudonymous, and printed whole; a name alone needs --kind. A keyring makes no new key for a period that is over. \
            What no option says (the key, the period, the method and form of pseudonyms, prefixes) the policy file says, as for the filter.

            EXAMPLES
              An address, now: logscrub pseudonym --key-file k 203.0.113.7
              Some days ago:   logscrub pseudonym --key-file k --at 2026-11-21 203.0.113.7
              Rooms:           logscrub pseudonym --key-file k --kind room TeamSync Board
              As in the log:   logscrub pseudonym --key-file k teamsync@conference.meet.example.org /TeamSync

            EXIT STATUS
              0  all values were printed
              64 an option or argument is wrong, or nothing in a value has a pseudonym
              66 the key file or the key of the period is missing
              78 the key must not be used as it is
            """)

    @OptionGroup
    var keys: KeyOptions

    @OptionGroup
    var addresses: AddressOptions

    @OptionGroup
    var configuration: ConfigurationOptions

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp("When: 2026-11-21, or 2026-11-21T10:00:00Z. Now, if not given.", valueName: "date"),
        transform: { text in try usage { () throws(ScrubError) in try Period.seconds(at: text) } })
    var moment: Int64?

    @Option(
        help: ArgumentHelp(
            "What the values are: \(Self.kinds.map(\.rawValue).joined(separator: ", ")). If not given: addresses, and what shows itself, such as JIDs, paths and URLs.",
            valueName: "kind"),
        completion: .list(Self.kinds.map(\.rawValue)),
        transform: { try Self.kind(named: $0) })
    var kind: Kind?

    @Argument(help: ArgumentHelp("The values.", valueName: "value"))
    var values: [String]

    private static let kinds: [Kind] = [.address, .room, .user, .resource, .session]

    func run() throws {
        let said = try reported { () throws(ScrubError) in try configuration.read() }
        let keys = keys.taking(said)
        guard keys.isGiven else {
            throw ValidationError(
                "give the key: --key-file, --key-fd or --keyring (without one, pseudonyms differ from run to run)")
        }
        let method = addresses.givenMethod ?? said.method ?? .hmac
        try keys.validate(with: method)
        var policy = Policy(level: .pseudonymous)
        policy.period = keys.givenPeriod ?? said.period ?? .day
        let period = moment.map { policy.period.instance(at: $0) } ?? policy.period.current
        policy.addressPseudonym = try usage { () throws(ScrubError) in
            try AddressPseudonym(
                form: addresses.form ?? said.form, ipv4Prefix: addresses.ipv4Prefix ?? said.pseudonymPrefixes.ipv4,
                ipv6Prefix: addresses.ipv6Prefix ?? said.pseudonymPrefixes.ipv6)
        }
        try reported { () throws(ScrubError) in
            let source = try source(of: period, keys, method)
            policy.keys = source
            policy.addressCipher = try keys.makeCipher(method, source)
            if policy.addressCipher != nil { policy[.address] = .encrypt }
        }
        let lines = try reported { () throws(ScrubError) in
            var lines: [String] = []
            for value in values { lines.append(try policy.written(value, as: kind, in: period) + "\n") }
            return lines
        }
        print(lines.joined(), terminator: "")
    }

    /// The period's working key. What a value looked like in a period whose key is gone, nobody can tell; a new key would not, either.
    private func source(
        of period: Period.Instance, _ keys: KeyOptions, _ method: PseudonymMethod
    ) throws(ScrubError) -> any PeriodKeySource {
        let source = try keys.openKeys(for: method, creating: period >= period.period.current)
        if let keyring = source as? Keyring {
            let isOver = period < period.period.current
            _ = isOver ? try keyring.existingKey(for: period) : try keyring.plannedKey(for: period)
        }
        return source ?? MasterKey()
    }

    private static func kind(named name: String) throws -> Kind {
        guard let kind = kinds.first(where: { $0.rawValue == name }) else {
            throw ValidationError(
                ScrubError.unknownName("kind", among: kinds.map(\.rawValue), given: name).message)
        }
        return kind
    }
}
