internal import LogScrub

/// A setting of the policy file: its name, what it says, and how it is read. All that knows the file's settings is made from these.
struct ConfigurationSetting {
    let name: String
    let sentence: String
    /// How it is written, with the value of the built-in policy or, where that has none, with an example.
    let example: String
    /// Whether the built-in policy has a value.
    let hasDefault: Bool
    let read: @Sendable (TOMLValue, inout Configuration) throws(ConfigurationProblem) -> Void

    private init(
        _ name: String, _ example: String, hasDefault: Bool = false, _ sentence: String,
        read: @escaping @Sendable (TOMLValue, inout Configuration) throws(ConfigurationProblem) -> Void
    ) {
        (self.name, self.example, self.hasDefault, self.sentence, self.read) = (
            name, example, hasDefault, sentence, read
        )
    }

    static let all: [ConfigurationSetting] = [
        ConfigurationSetting("level", #""minimal""#, hasDefault: true, "minimal, analytics, pseudonymous or none") {
            value, configuration throws(ConfigurationProblem) in
            configuration.level = try value.made { text throws(ScrubError) in try Level(named: text) }
        },
        ConfigurationSetting("ipv4-prefix", "16", "Bits of an IPv4 address to keep; if not given, as the level says") {
            value, configuration throws(ConfigurationProblem) in
            configuration.ipv4Prefix = try value.number(in: 0...32)
        },
        ConfigurationSetting("ipv6-prefix", "32", "Bits of an IPv6 address to keep; if not given, as the level says") {
            value, configuration throws(ConfigurationProblem) in
            configuration.ipv6Prefix = try value.number(in: 0...128)
        },
        ConfigurationSetting(
            "paths", #""jitsi""#, hasDefault: true, "What the paths of requests name: jitsi, rooms; keep, pages"
        ) {
            value, configuration throws(ConfigurationProblem) in
            configuration.paths = try value.made { text throws(ScrubError) in try Paths(named: text) }
        },
        ConfigurationSetting(
            "sites", #"[".example.org"]"#,
            "Hosts of yours, whose referrers stay; a dot in front stands for all subdomains too"
        ) {
            value, configuration throws(ConfigurationProblem) in
            configuration.sites = try value.list { text throws(ScrubError) in try Site(text) }
        },
        ConfigurationSetting("own-networks", #"["192.0.2.0/24"]"#, "Networks whose addresses stay: your servers") {
            value, configuration throws(ConfigurationProblem) in
            configuration.ownNetworks = try value.list { text throws(ScrubError) in try IPNetwork(text) }
        },
        ConfigurationSetting(
            "query-keys", #"["lang", "page"]"#,
            "Parameters of queries that stay beside Jitsi's own, if the value is a plain word or number"
        ) { value, configuration throws(ConfigurationProblem) in
            configuration.queryKeys = try value.list { text throws(ScrubError) in try queryKey(text) }
        },
        ConfigurationSetting("redact", #"['\bT-[0-9]{5}\b']"#, "PCRE2 patterns, of which each match becomes [redacted]")
        {
            value, configuration throws(ConfigurationProblem) in
            configuration.patterns = try value.list { text throws(ScrubError) in try Pattern(text) }
        },
        ConfigurationSetting(
            "secret-keys", #"["shop_token", "psid"]"#,
            "Keys of yours whose values are secrets, in texts, JSON, queries and attributes: they become [secret]"
        ) { value, configuration throws(ConfigurationProblem) in
            configuration.secretKeys = try value.list { text throws(ScrubError) in try secretKey(text) }
            try configuration.compile(configuration.secretKeys, areHeaders: false, at: value.place)
        },
        ConfigurationSetting(
            "secret-headers", #"["X-Shop-Customer"]"#,
            "Headers of yours whose values are secrets; in text such a value goes on to the next quote, or the end of the line"
        ) { value, configuration throws(ConfigurationProblem) in
            configuration.secretHeaders = try value.list { text throws(ScrubError) in try secretKey(text) }
            try configuration.compile(configuration.secretHeaders, areHeaders: true, at: value.place)
        },
        ConfigurationSetting(
            "format", #""auto""#, "The format of the records; recognized, if not given. Not beside [[format]]"
        ) {
            value, configuration throws(ConfigurationProblem) in
            configuration.format = try value.made { text throws(ScrubError) in try LogFormat(named: text) }
        },
        ConfigurationSetting(
            "time-zone", #""Europe/Berlin""#,
            "The zone of times that do not say theirs; that of the system, if not given"
        ) { value, configuration throws(ConfigurationProblem) in
            configuration.timeZone = try value.made { text throws(ScrubError) in try ProcessZone.named(text) }
        },
        ConfigurationSetting(
            "time-resolution", #""hour""#, "How exactly times are written: hour or day; as they are, if not given"
        ) { value, configuration throws(ConfigurationProblem) in
            configuration.timeResolution = try value.made { text throws(ScrubError) in
                try TimeResolution(named: text)
            }
        },
        ConfigurationSetting(
            "key-file", #""/etc/logscrub/site.key""#,
            "The key of pseudonyms (logscrub key new FILE); from this file's folder on, if it begins with no slash"
        ) {
            value, configuration throws(ConfigurationProblem) in
            configuration.keyFile = try value.text()
        },
        ConfigurationSetting(
            "keyring", #""/var/lib/logscrub/keys""#, "Instead: a folder with a random key for each period"
        ) {
            value, configuration throws(ConfigurationProblem) in
            configuration.keyring = try value.text()
        },
        ConfigurationSetting(
            "period", #""day""#, hasDefault: true,
            "How long a value keeps its pseudonym: day, week, month or none; in UTC"
        ) {
            value, configuration throws(ConfigurationProblem) in
            configuration.period = try value.made { text throws(ScrubError) in try Period(named: text) }
        },
        ConfigurationSetting(
            "method", #""hmac""#, hasDefault: true,
            "How pseudonyms of addresses are made; the others than hmac need the level pseudonymous"
        ) {
            value, configuration throws(ConfigurationProblem) in
            configuration.method = try value.made { text throws(ScrubError) in try PseudonymMethod(named: text) }
        },
        ConfigurationSetting(
            "pseudonym-form", #""ipv6""#, "What pseudonyms of addresses look like: ipv6, ipv4 or token"
        ) {
            value, configuration throws(ConfigurationProblem) in
            configuration.form = try value.made { text throws(ScrubError) in try AddressPseudonym.Form(named: text) }
        },
    ]

    /// The table with what becomes of each kind.
    static let treatments = "treatments"
    /// The table of values that stay.
    static let keep = "keep"
    /// The list of formats of one's own.
    static let formats = "format"
    /// The list of kinds of one's own.
    static let kinds = "kind"
    /// The list of sites with what their records become.
    static let sites = "site"
    /// The list of what rotated files come to.
    static let retained = "retain"
    /// The list of what is written into some files.
    static let sources = "source"
    /// The list of rules of one's own.
    static let rules = "rule"

    /// The names that may stand at the top of the file.
    static var names: [String] { all.map(\.name) + [treatments, keep, sites, sources, kinds, rules, retained] }
}

extension TOMLValue {
    func text() throws(ConfigurationProblem) -> String {
        guard case .string(let text) = content else { throw wrongType("text in quotes") }
        return text
    }

    /// What a function makes of a text.
    func made<Value>(_ make: (String) throws(ScrubError) -> Value) throws(ConfigurationProblem) -> Value {
        let text = try text()
        do {
            return try make(text)
        } catch {
            throw ConfigurationProblem(place: place, message: error.message)
        }
    }

    func number(in range: ClosedRange<Int>) throws(ConfigurationProblem) -> Int {
        guard case .integer(let number) = content else { throw wrongType("a number") }
        guard range.contains(number) else {
            throw ConfigurationProblem(
                place: place, message: "\(number) is not from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag() throws(ConfigurationProblem) -> Bool {
        guard case .boolean(let flag) = content else { throw wrongType("true or false") }
        return flag
    }

    /// What a function makes of the texts of a list.
    func list<Value>(_ make: (String) throws(ScrubError) -> Value) throws(ConfigurationProblem) -> [Value] {
        guard case .array(let members) = content else { throw wrongType("a list of texts") }
        var values: [Value] = []
        for member in members { values.append(try member.made(make)) }
        return values
    }

    func wrongType(_ wanted: String) -> ConfigurationProblem {
        ConfigurationProblem(place: place, message: "this is \(type); it must be \(wanted)")
    }
}

extension Configuration {
    /// Makes the pattern that finds the values of secret keys, once for all policies that are made of this.
    fileprivate mutating func compile(
        _ keys: [String], areHeaders: Bool, at place: TOMLValue.Place
    ) throws(ConfigurationProblem) {
        if keys.isEmpty { return }
        do {
            secretPatterns.append(try Pattern(valuesOf: keys, areHeaders: areHeaders))
        } catch {
            throw ConfigurationProblem(place: place, message: error.message)
        }
    }
}

/// Checks the name of a key.
private func secretKey(_ text: String) throws(ScrubError) -> String {
    try Pattern.requireKey(text)
    return text
}

/// What is wrong in a policy file, and where.
struct ConfigurationProblem: Error {
    let place: TOMLValue.Place
    let message: String
}
