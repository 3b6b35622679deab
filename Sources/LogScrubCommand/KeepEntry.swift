internal import LogScrub

extension KeepList {
    /// The lists of the table `[keep]`.
    static let lists = ["addresses", "users", "rooms", "words"]

    /// Reads the table `[keep]` of the policy file.
    init(_ table: TOMLValue) throws(ConfigurationProblem) {
        self.init()
        for (key, _, value) in try table.members(among: Self.lists) {
            switch key {
            case "addresses": addresses = try value.list { text throws(ScrubError) in try IPNetwork(text) }
            case "users": users = try value.list(keptName)
            case "rooms": rooms = try value.list(keptName)
            default: words = try value.list { text throws(ScrubError) in try Pattern(text) }
            }
        }
    }
}

private func keptName(_ text: String) throws(ScrubError) -> String {
    guard !text.isEmpty else { throw ConfigurationFile.error("a name that stays is not empty") }
    return text
}
