internal import LogScrub

/// An entry `[[kind]]` of the policy file: something of one's own that a person can be told by.
struct KindEntry {
    let kind: Kind
    let hasPseudonyms: Bool

    /// Reads the entries of a list. From then on the names are known as those of kinds.
    static func entries(_ value: TOMLValue) throws(ConfigurationProblem) -> [KindEntry] {
        try value.entries("kind") { table, entries throws(ConfigurationProblem) in
            let entry = try KindEntry(table)
            if entries.contains(where: { $0.kind == entry.kind }) {
                throw ConfigurationProblem(place: table.place, message: "two kinds are called '\(entry.kind)'")
            }
            return entry
        }
    }

    private init(_ table: TOMLValue) throws(ConfigurationProblem) {
        var kind: Kind?
        var hasPseudonyms = false
        for (key, _, value) in try table.members(among: ["name", "pseudonym"]) {
            if key == "name" {
                kind = try value.made { text throws(ScrubError) in try Kind(custom: FileName.printable(text)) }
            } else {
                hasPseudonyms = try value.flag()
            }
        }
        guard let kind else { throw ConfigurationProblem(place: table.place, message: "a kind has a name") }
        self.kind = kind
        self.hasPseudonyms = hasPseudonyms
    }
}
