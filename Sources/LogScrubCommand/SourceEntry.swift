internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// An entry `[[source]]` of the policy file: what is written into some files.
struct SourceEntry {
    /// Patterns of the shell, for whole paths.
    let files: [String]
    /// The name of a format, built in or of one's own, and where it stands.
    let format: String?
    private(set) var paths: Paths?
    private(set) var level: Level?
    let place: TOMLValue.Place

    /// Reads the entries of a list.
    static func entries(_ value: TOMLValue) throws(ConfigurationProblem) -> [SourceEntry] {
        try value.entries("source") { table, others throws(ConfigurationProblem) in
            try SourceEntry(table, behind: others)
        }
    }

    private init(_ table: TOMLValue, behind others: [SourceEntry]) throws(ConfigurationProblem) {
        var files: [String] = []
        var format: String?
        var place = table.place
        var (paths, level): (Paths?, Level?)
        for (key, _, value) in try table.members(among: ["files", "format", "paths", "level"]) {
            switch key {
            case "files":
                files = try value.list { text throws(ScrubError) in
                    guard text.hasPrefix("/") else {
                        throw ConfigurationFile.error(
                            "a source's files are whole paths, such as /var/log/nginx/shop.log*")
                    }
                    if others.contains(where: { $0.files.contains(text) }) {
                        throw ConfigurationFile.error("two sources have the files '\(FileName.printable(text))'")
                    }
                    return text
                }
            case "format":
                format = try value.text()
                place = value.place
            case "paths": paths = try value.made { text throws(ScrubError) in try Paths(named: text) }
            default: level = try value.made { text throws(ScrubError) in try Level(named: text) }
            }
        }
        guard !files.isEmpty else {
            throw ConfigurationProblem(place: table.place, message: "a source has files: files = [\"/var/log/…\"]")
        }
        guard format != nil || paths != nil || level != nil else {
            throw ConfigurationProblem(
                place: table.place, message: "a source says what its files hold: format, paths or level")
        }
        (self.files, self.format, self.paths, self.level, self.place) = (files, format, paths, level, place)
    }

    /// What is left of it if options say what becomes of all records.
    func without(level: Bool, paths: Bool) -> SourceEntry {
        var rest = self
        if level { rest.level = nil }
        if paths { rest.paths = nil }
        return rest
    }

    /// Whether a file is one of its own.
    func contains(_ file: FilePath) -> Bool { files.contains { FileName.matches(file, pattern: $0) } }

    /// The format of its records.
    ///
    /// - Throws: If there is none of that name.
    func format(among own: [FormatEntry]) throws(ConfigurationProblem) -> LogFormat? {
        guard let format else { return nil }
        if let entry = own.first(where: { $0.name == format }) { return LogFormat(firstOf: [entry.format]) }
        guard let builtIn = LogFormat.all.first(where: { $0.name == format }) else {
            throw ConfigurationProblem(
                place: place,
                message: ScrubError.unknownName(
                    "format", among: own.map(\.name) + LogFormat.all.map(\.name), given: FileName.printable(format)
                ).message)
        }
        return builtIn
    }
}
