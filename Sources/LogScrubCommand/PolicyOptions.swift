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

    @OptionGroup
    var content: ContentOptions

    func validate() throws {
        if level != .pseudonymous, addresses.method != .hmac || addresses.form != nil {
            throw ValidationError("--method and --pseudonym-form need --level pseudonymous")
        }
    }

    func makePolicy() throws -> Policy {
        var policy = Policy(level: level)
        content.apply(to: &policy)
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
