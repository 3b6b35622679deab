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
        return text + examples
    }

    /// What the built-in policy has none of.
    private static let examples = #"""

        # Hosts whose records become something else, where records say their host. Their referrers are own ones, as with 'sites'.
        # [[site]]
        # host = "shop.example.org"
        # paths = "keep"
        # level = "analytics"

        # What is written into some files: patterns of the shell, for whole paths.
        # [[source]]
        # files = ["/var/log/nginx/shop.log*"]
        # format = "shop"
        # paths = "keep"

        # What rotated files come to at which age: logscrub retain.
        # [[retain]]
        # files = ["/var/log/nginx/*.log-*", "/var/log/nginx/*.log.*"]
        # after = ["3d=pseudonymous", "7d=minimal", "30d=delete"]

        # Values that stay although their kind does not; --stats counts what each entry lets pass.
        # [keep]
        # addresses = ["192.0.2.7", "2001:db8:1::/48"]
        # users = ["monitoring"]
        # rooms = ["test"]
        # words = ['LibreOffice/[0-9.]+']

        # Something of your own that a person can be told by: it becomes [customer], or a pseudonym.
        # [[kind]]
        # name = "customer"
        # pseudonym = true

        # Where it stands in text: what a PCRE2 pattern matches, or its group 'value'; or what stands behind keys. Samples are tried when the file is read.
        # [[rule]]
        # kind = "customer"
        # pattern = '\bK-(?<value>[0-9]{5})\b'
        # samples = [ { line = "order of K-12345 paid", becomes = "order of K-{customer} paid" } ]
        # [[rule]]
        # kind = "customer"
        # keys = ["customer_id", "kdnr"]

        # A format of your own, as it stands in the server's configuration: nginx, apache or haproxy (logscrub formats --from /etc/nginx/nginx.conf).
        # [[format]]
        # name = "shop"
        # nginx = '$remote_addr [$time_iso8601] "$request" $status $http_x_customer'
        # fields = { http_x_customer = "customer" }

        """#

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
        lines.append(("redact = \(list(said.patterns.map(\.source)))", said.origin("redact")))
        lines.append(("secret-keys = \(list(said.secretKeys))", said.origin("secret-keys")))
        lines.append(("secret-headers = \(list(said.secretHeaders))", said.origin("secret-headers")))
        if said.formats.isEmpty {
            lines.append(("format = \(TOMLText.basic((said.format ?? .auto).name))", said.origin("format")))
        }
        if let file = said.keyFile { lines.append(("key-file = \(TOMLText.basic(file))", said.origin("key-file"))) }
        if let folder = said.keyring { lines.append(("keyring = \(TOMLText.basic(folder))", said.origin("keyring"))) }
        lines.append(("period = \(TOMLText.basic(policy.period.rawValue))", said.origin("period")))
        if policy[.address] == .pseudonym {
            lines.append(("method = \(TOMLText.basic((said.method ?? .hmac).rawValue))", said.origin("method")))
        }
        if !said.keepList.isEmpty {
            lines += [("", ""), ("[\(ConfigurationSetting.keep)]", said.origin(ConfigurationSetting.keep))]
            let entries = said.keepList.entries
            for name in KeepList.lists where entries.contains(where: { $0.list == name }) {
                lines.append(("\(name) = \(list(entries.filter { $0.list == name }.map(\.text)))", ""))
            }
        }
        if let zone = said.timeZone {
            lines.append(("time-zone = \(TOMLText.basic(zone))", said.origin("time-zone")))
        }
        if let resolution = policy.timeResolution {
            lines.append(("time-resolution = \(TOMLText.basic(resolution.rawValue))", said.origin("time-resolution")))
        }
        lines.append(("", ""))
        lines.append(("[\(ConfigurationSetting.treatments)]", ""))
        for kind in Kind.allCases + said.kinds.map(\.kind) {
            let name = "\(ConfigurationSetting.treatments).\(kind.rawValue)"
            lines.append(
                ("\(kind.rawValue) = \(TOMLText.basic(policy[kind].name))", said.origin(name, else: "the level")))
        }
        for entry in said.formats {
            lines += [("", ""), ("[[format]]", ""), ("name = \(TOMLText.quoted(entry.name))", "")]
            lines.append(("\(entry.server) = \(TOMLText.quoted(entry.text))", said.origin("format")))
        }
        for entry in said.kinds {
            lines += [
                ("", ""), ("[[kind]]", ""), ("name = \(TOMLText.basic(entry.kind.rawValue))", said.origin("kind")),
            ]
            lines.append(("pseudonym = \(entry.hasPseudonyms)", ""))
        }
        for entry in said.rules {
            lines += [("", ""), ("[[rule]]", ""), ("kind = \(TOMLText.basic(entry.pattern.kind.rawValue))", "")]
            let text =
                entry.keys.isEmpty
                ? "pattern = \(TOMLText.quoted(entry.pattern.source))" : "keys = \(list(entry.keys))"
            lines.append((text, said.origin("rule")))
            if !entry.pattern.formats.isEmpty {
                lines.append(("formats = \(list(entry.pattern.formats))", ""))
            }
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
