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
    var level: Level?

    @OptionGroup
    var addresses: AddressOptions

    @OptionGroup
    var content: ContentOptions

    @OptionGroup
    var treatments: TreatmentOptions

    /// What the options say.
    func configuration() throws -> Configuration {
        var configuration = Configuration()
        configuration.level = level
        configuration.ipv4Prefix = addresses.ipv4Prefix
        configuration.ipv6Prefix = addresses.ipv6Prefix
        configuration.method = addresses.givenMethod
        configuration.form = addresses.form
        content.add(to: &configuration)
        configuration.treatments = try treatments.all()
        let given: [(String, Bool)] = [
            ("level", level != nil), ("ipv4-prefix", addresses.ipv4Prefix != nil),
            ("ipv6-prefix", addresses.ipv6Prefix != nil), ("method", addresses.givenMethod != nil),
            ("pseudonym-form", addresses.form != nil),
        ]
        for (name, isGiven) in given where isGiven { configuration.origins[name] = "an option" }
        for each in configuration.treatments { configuration.origins["treatments.\(each.kind.rawValue)"] = "an option" }
        return configuration
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
