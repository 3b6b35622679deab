internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The file in which a policy is written down, in TOML 1.0: `/etc/logscrub/config.toml`, or that of a user.
enum PolicyFile {
    private static let name = "logscrub/config.toml"

    /// Where the file is looked for if none is named.
    static var places: [String] { ConfigurationFile.places(of: name).map { FileName.text($0) } }

    /// The file that is read if none is named, if there is one.
    static var found: String? { ConfigurationFile.found(name).map { FileName.text($0) } }

    /// Reads a file.
    ///
    /// - Throws: What is wrong with it, and in which line and column.
    static func read(_ name: String) throws(ScrubError) -> Configuration {
        try read(ConfigurationFile.text(of: FileName.path(name)), named: name)
    }

    /// Reads the text of a file.
    static func read(_ text: String, named name: String) throws(ScrubError) -> Configuration {
        let printable = FileName.printable(name)
        var configuration = Configuration()
        do {
            let members = try members(of: text)
            // The others may name them.
            for member in members where member.key == ConfigurationSetting.kinds {
                configuration.kinds = try KindEntry.entries(member.value)
                configuration.origins[member.key] = "\(printable):\(member.place.line)"
            }
            for member in members where member.key != ConfigurationSetting.kinds {
                try take(member, of: printable, into: &configuration)
            }
        } catch {
            throw ConfigurationFile.error("\(printable):\(error.place): \(error.message)")
        }
        let folder = FileName.path(name).removingLastComponent()
        configuration.keyFile = configuration.keyFile.map { text in
            let path = FileName.path(text)
            // What systemd hands over stands in a folder that only a variable names.
            return KeyFile.isCredential(path) ? text : FileName.text(folder.pushing(path))
        }
        configuration.keyring = configuration.keyring.map { FileName.text(folder.pushing(FileName.path($0))) }
        let policy: Policy
        do {
            policy = try configuration.makePolicy()
        } catch {
            throw ConfigurationFile.error("\(printable): \(error.message)")
        }
        do {
            for source in configuration.sources { _ = try source.format(among: configuration.formats) }
            for format in configuration.formats { try format.check(policy) }
            for rule in configuration.rules { try rule.check(policy) }
        } catch {
            throw ConfigurationFile.error("\(printable):\(error.place): \(error.message)")
        }
        return configuration
    }

    /// What stands at the top of a file, in the order of its lines.
    private static func members(of text: String) throws(ConfigurationProblem) -> [TOMLValue.Member] {
        guard case .table(let members) = try TOMLValue.read(text).content else { return [] }
        return members.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
    }

    private static func take(
        _ member: TOMLValue.Member, of file: String, into configuration: inout Configuration
    ) throws(ConfigurationProblem) {
        if member.key == ConfigurationSetting.treatments {
            guard case .table(let kinds) = member.value.content else { throw member.value.wrongType("a table") }
            for kind in kinds {
                try take(kind, into: &configuration)
                configuration.origins["treatments.\(kind.key)"] = "\(file):\(kind.place.line)"
            }
            return
        }
        if try takeTable(member, into: &configuration) {
            configuration.origins[member.key] = "\(file):\(member.place.line)"
            return
        }
        guard let setting = ConfigurationSetting.all.first(where: { $0.name == member.key }) else {
            let names = ConfigurationSetting.names
            throw ConfigurationProblem(
                place: member.place,
                message: ScrubError.unknownName("setting", among: names, given: FileName.printable(member.key)).message)
        }
        try setting.read(member.value, &configuration)
        configuration.origins[setting.name] = "\(file):\(member.place.line)"
    }

    /// Takes a table, or a list of tables.
    ///
    /// - Returns: Whether it is one.
    private static func takeTable(
        _ member: TOMLValue.Member, into configuration: inout Configuration
    ) throws(ConfigurationProblem) -> Bool {
        switch member.key {
        case ConfigurationSetting.keep: configuration.keepList = try KeepList(member.value)
        case ConfigurationSetting.sites: configuration.siteEntries = try SiteEntry.entries(member.value)
        case ConfigurationSetting.sources: configuration.sources = try SourceEntry.entries(member.value)
        case ConfigurationSetting.rules: configuration.rules = try RuleEntry.entries(member.value)
        case ConfigurationSetting.retained: configuration.retained = try RetainEntry.entries(member.value)
        case ConfigurationSetting.formats:
            // The name of a format, or formats of one's own.
            guard case .array = member.value.content else { return false }
            configuration.formats = try FormatEntry.entries(member.value)
        default: return false
        }
        return true
    }

    /// Takes what becomes of a kind.
    private static func take(
        _ member: TOMLValue.Member, into configuration: inout Configuration
    ) throws(ConfigurationProblem) {
        let kind: Kind
        do {
            kind = try Kind(named: FileName.printable(member.key))
        } catch {
            throw ConfigurationProblem(place: member.place, message: error.message)
        }
        configuration.treatments.append(
            try member.value.made { text throws(ScrubError) in try KindTreatment(kind, FileName.printable(text)) })
    }
}
