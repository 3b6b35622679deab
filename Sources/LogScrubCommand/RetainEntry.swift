internal import ArgumentParser
internal import LogScrub

/// Which files come to what at which age: an entry `[[retain]]` of the policy file, or what the arguments of `logscrub retain` say.
struct RetainEntry {
    /// Names, and patterns of names.
    let files: [String]
    let rules: RetentionRules
    /// Patterns for the names of rotated files, beside those that are known.
    let rotated: [String]

    /// Reads the entries of a list.
    static func entries(_ value: TOMLValue) throws(ConfigurationProblem) -> [RetainEntry] {
        try value.entries("retain") { table, _ throws(ConfigurationProblem) in try RetainEntry(table) }
    }

    init(files: [String], after rules: [RetentionRules.Rule], rotated: [String]) throws(ScrubError) {
        if rules.isEmpty { throw ConfigurationFile.error("say what is to be done: --after 7d=minimal") }
        if files.isEmpty { throw ConfigurationFile.error("name files: '/var/log/nginx/*.log-*'") }
        if files.contains("-") { throw ConfigurationFile.error("standard input has no age; - is no file") }
        (self.files, self.rotated) = (files, rotated)
        self.rules = try RetentionRules(rules)
    }

    private init(_ table: TOMLValue) throws(ConfigurationProblem) {
        var (files, rotated): ([String], [String]) = ([], [])
        var rules: [RetentionRules.Rule] = []
        var place = table.place
        for (key, _, value) in try table.members(among: ["files", "after", "rotated"]) {
            switch key {
            case "files":
                files = try value.list { text throws(ScrubError) in
                    guard text.hasPrefix("/") else {
                        throw ConfigurationFile.error(
                            "files are named by whole paths, such as /var/log/nginx/*.log-*: a service runs in another folder"
                        )
                    }
                    return text
                }
            case "after":
                place = value.place
                rules = try value.list { text throws(ScrubError) in try RetentionRules.Rule(text) }
            default: rotated = try value.list(Self.namePattern)
            }
        }
        do {
            try self.init(files: files, after: rules, rotated: rotated)
        } catch {
            let hint = rules.isEmpty ? "say what is to be done: after = [\"7d=minimal\"]" : nil
            let other = files.isEmpty ? "name files: files = [\"/var/log/nginx/*.log-*\"]" : nil
            throw ConfigurationProblem(place: place, message: hint ?? other ?? error.message)
        }
    }

    /// Reads a pattern for the names of rotated files.
    static func namePattern(_ text: String) throws(ScrubError) -> String {
        if text.isEmpty { throw ConfigurationFile.error("the pattern of --rotated is empty") }
        if text.contains("/") {
            throw ConfigurationFile.error(
                "--rotated is a pattern for the name of a file, without its folder: 'app-*.txt'")
        }
        return text
    }
}
