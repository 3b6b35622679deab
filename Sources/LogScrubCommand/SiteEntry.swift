internal import LogScrub

/// An entry `[[site]]` of the policy file: a host of one's own, and what its records become.
struct SiteEntry {
    let host: Site
    private(set) var paths: Paths?
    private(set) var level: Level?

    /// Reads the entries of a list.
    static func entries(_ value: TOMLValue) throws(ConfigurationProblem) -> [SiteEntry] {
        try value.entries("site") { table, entries throws(ConfigurationProblem) in
            let entry = try SiteEntry(table)
            if entries.contains(where: { $0.host == entry.host }) {
                throw ConfigurationProblem(
                    place: table.place, message: "two sites have the host '\(entry.host)'")
            }
            if let wider = entries.first(where: { $0.covers(entry) }) {
                throw ConfigurationProblem(
                    place: table.place,
                    message:
                        "this site can never apply: '\(wider.host)' before it has '\(entry.host)' in it. Put the narrower one first"
                )
            }
            return entry
        }
    }

    private init(_ table: TOMLValue) throws(ConfigurationProblem) {
        var host: Site?
        var (paths, level): (Paths?, Level?)
        for (key, _, value) in try table.members(among: ["host", "paths", "level"]) {
            switch key {
            case "host": host = try value.made { text throws(ScrubError) in try Site(text) }
            case "paths": paths = try value.made { text throws(ScrubError) in try Paths(named: text) }
            default: level = try value.made { text throws(ScrubError) in try Level(named: text) }
            }
        }
        guard let host else { throw ConfigurationProblem(place: table.place, message: "a site has a host") }
        (self.host, self.paths, self.level) = (host, paths, level)
    }

    /// Whether all hosts of another entry are hosts of this one.
    private func covers(_ other: SiteEntry) -> Bool {
        let (wide, narrow) = (host.description, other.host.description)
        return wide.hasPrefix(".") && (narrow == wide.dropFirst() || narrow.hasSuffix(wide))
    }

    /// What is left of it if options say what becomes of all records.
    func without(level: Bool, paths: Bool) -> SiteEntry {
        var rest = self
        if level { rest.level = nil }
        if paths { rest.paths = nil }
        return rest
    }
}
