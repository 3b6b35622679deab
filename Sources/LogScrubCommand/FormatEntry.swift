internal import LogScrub

/// An entry `[[format]]` of the policy file: a format of one's own, as a server's configuration says it.
struct FormatEntry {
    let name: String
    let format: LogFormat
    /// The server in whose notation it is written, and how.
    let server: String
    let text: String
    private let samples: [PolicySample]

    /// The servers whose notations are known.
    static let servers = ["nginx", "apache", "haproxy"]

    /// Reads the entries of a list.
    static func entries(_ value: TOMLValue) throws(ConfigurationProblem) -> [FormatEntry] {
        try value.entries("format") { table, entries throws(ConfigurationProblem) in
            let entry = try FormatEntry(table)
            if entries.contains(where: { $0.name == entry.name }) {
                throw ConfigurationProblem(
                    place: table.place, message: "two formats are called '\(FileName.printable(entry.name))'")
            }
            return entry
        }
    }

    private init(_ table: TOMLValue) throws(ConfigurationProblem) {
        var name: String?
        var notation: (server: String, text: TOMLValue)?
        var fields: [String: Kind] = [:]
        var samples: [PolicySample] = []
        for (key, place, value) in try table.members(among: ["name"] + Self.servers + ["fields", "samples"]) {
            switch key {
            case "name":
                name = try value.text()
                if LogFormat.all.contains(where: { $0.name == name }) {
                    throw ConfigurationProblem(
                        place: value.place,
                        message: "'\(FileName.printable(name ?? ""))' is the name of a built-in format")
                }
            case "fields":
                for (variable, _, kind) in try value.members() {
                    fields[variable] = try kind.made { text throws(ScrubError) in
                        try Kind(named: FileName.printable(text))
                    }
                }
            case "samples": samples = try PolicySample.list(value)
            default:
                if notation != nil {
                    throw ConfigurationProblem(
                        place: place, message: "a format is one server's: nginx, apache or haproxy, not two of them")
                }
                notation = (key, value)
            }
        }
        guard let name else { throw ConfigurationProblem(place: table.place, message: "a format has a name") }
        guard let notation else {
            throw ConfigurationProblem(
                place: table.place,
                message: "a format says what stands in a record: nginx = '…', apache = '…' or haproxy = '…'")
        }
        self.name = name
        self.samples = samples
        server = notation.server
        text = try notation.text.text()
        format = try notation.text.made { text throws(ScrubError) in
            try Self.format(notation.server, text, fields: fields)
        }
    }

    /// A format in the notation of a server.
    static func format(_ server: String, _ text: String, fields: [String: Kind] = [:]) throws(ScrubError) -> LogFormat {
        switch server {
        case "nginx": try LogFormat(nginx: text, fields: fields)
        case "apache": try LogFormat(apache: text, fields: fields)
        case "haproxy": try LogFormat(haproxy: text, fields: fields)
        default: throw ScrubError.unknownName("server", among: servers, given: FileName.printable(server))
        }
    }

    /// Tries the samples.
    ///
    /// - Throws: What became of one that must become something else.
    func check(_ policy: Policy) throws(ConfigurationProblem) {
        try PolicySample.check(
            samples, Scrubber(policy: policy, format: format), of: "format '\(FileName.printable(name))'")
    }
}
