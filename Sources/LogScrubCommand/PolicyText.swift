internal import LogScrub

/// Policies written down as policy files.
enum PolicyText {
    /// The built-in policy, with what each setting means. Reading it changes nothing.
    static var builtIn: String {
        var text = """
            # The policy of logscrub, as it is built in: TOML 1.0. Where a line begins with '#', the setting has no value, and an example
            # stands there. Options win over this file. A mistake in it is an error before anything is read: logscrub config check

            """
        for setting in ConfigurationSetting.all {
            text += "\n# \(setting.sentence).\n\(setting.hasDefault ? "" : "# ")\(setting.name) = \(setting.example)\n"
        }
        text +=
            "\n# What becomes of each kind of finding, whatever the level says: take the '#' away.\n[\(ConfigurationSetting.treatments)]\n"
        let policy = Policy()
        for kind in Kind.allCases {
            let names = Policy.treatments(of: kind).joined(separator: ", ")
            text += "# \(kind.sentence): \(names).\n# \(kind.rawValue) = \"\(policy[kind].name)\"\n"
        }
        return text
    }

    /// A policy, and where each part of it comes from.
    static func text(of policy: Policy, _ said: Configuration) -> String {
        var lines: [(String, String)] = [("level = \(TOMLText.basic(policy.level.rawValue))", said.origin("level"))]
        if case .truncate(let lengths) = policy[.address] {
            lines.append(("ipv4-prefix = \(lengths.ipv4)", said.origin("ipv4-prefix", else: "the level")))
            lines.append(("ipv6-prefix = \(lengths.ipv6)", said.origin("ipv6-prefix", else: "the level")))
        }
        lines.append(("paths = \(TOMLText.basic(policy.paths.rawValue))", said.origin("paths")))
        lines.append(("sites = \(list(policy.ownSites.map(\.description)))", said.origin("sites")))
        lines.append(("own-networks = \(list(policy.ownNetworks.map(\.description)))", said.origin("own-networks")))
        lines.append(("query-keys = \(list(policy.queryKeys))", said.origin("query-keys")))
        let redactions = policy.redactions.filter { $0.kind == .pattern }
        lines.append(("redact = \(list(redactions.map(\.source)))", said.origin("redact")))
        if said.formats.isEmpty {
            lines.append(("format = \(TOMLText.basic((said.format ?? .auto).name))", said.origin("format")))
        }
        if let file = said.keyFile { lines.append(("key-file = \(TOMLText.basic(file))", said.origin("key-file"))) }
        if let folder = said.keyring { lines.append(("keyring = \(TOMLText.basic(folder))", said.origin("keyring"))) }
        lines.append(("period = \(TOMLText.basic(policy.period.rawValue))", said.origin("period")))
        if policy[.address] == .pseudonym {
            lines.append(("method = \(TOMLText.basic((said.method ?? .hmac).rawValue))", said.origin("method")))
        }
        lines.append(("", ""))
        lines.append(("[\(ConfigurationSetting.treatments)]", ""))
        for kind in Kind.allCases {
            let name = "\(ConfigurationSetting.treatments).\(kind.rawValue)"
            lines.append(
                ("\(kind.rawValue) = \(TOMLText.basic(policy[kind].name))", said.origin(name, else: "the level")))
        }
        for entry in said.formats {
            lines += [("", ""), ("[[format]]", ""), ("name = \(TOMLText.quoted(entry.name))", "")]
            lines.append(("\(entry.server) = \(TOMLText.quoted(entry.text))", said.origin("format")))
        }
        for pattern in policy.redactions where pattern.kind != .pattern {
            lines += [("", ""), ("[[rule]]", ""), ("kind = \(TOMLText.basic(pattern.kind.rawValue))", "")]
            lines.append(("pattern = \(TOMLText.quoted(pattern.source))", said.origin("rule")))
        }
        return lines.map { line, origin in origin.isEmpty ? "\(line)\n" : "\(padded(line)) # \(origin)\n" }.joined()
    }

    private static func padded(_ line: String) -> String {
        line + String(repeating: " ", count: max(0, 36 - line.count))
    }

    private static func list(_ texts: [String]) -> String { "[\(texts.map(TOMLText.basic).joined(separator: ", "))]" }
}

extension Configuration {
    /// Where a setting comes from.
    fileprivate func origin(_ name: String, else other: String = "built in") -> String { origins[name] ?? other }
}
