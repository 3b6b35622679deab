internal import LogScrub

/// An entry `[[format]]` of the policy file: a format of one's own, as a server's configuration says it.
struct FormatEntry {
    let name: String
    let format: LogFormat
    private let samples: [Sample]

    /// A record, and what must become of it; `{user}` stands for any pseudonym or placeholder of a user.
    private struct Sample {
        let line: String
        let becomes: String
        let place: TOMLValue.Place
    }

    /// The servers whose notations are known.
    static let servers = ["nginx", "apache", "haproxy"]

    /// Reads the entries of a list.
    static func entries(_ value: TOMLValue) throws(ConfigurationProblem) -> [FormatEntry] {
        guard case .array(let tables) = value.content else { throw value.wrongType("written [[format]]") }
        var entries: [FormatEntry] = []
        for table in tables {
            let entry = try FormatEntry(table)
            if entries.contains(where: { $0.name == entry.name }) {
                throw ConfigurationProblem(
                    place: table.place, message: "two formats are called '\(FileName.printable(entry.name))'")
            }
            entries.append(entry)
        }
        return entries
    }

    private init(_ table: TOMLValue) throws(ConfigurationProblem) {
        var name: String?
        var notation: (server: String, text: TOMLValue)?
        var fields: [String: Kind] = [:]
        var samples: [Sample] = []
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
            case "samples": samples = try Self.samples(value)
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

    private static func samples(_ value: TOMLValue) throws(ConfigurationProblem) -> [Sample] {
        guard case .array(let tables) = value.content else {
            throw value.wrongType("a list of { line = …, becomes = … }")
        }
        var samples: [Sample] = []
        for table in tables {
            var texts: [String: String] = [:]
            for (key, _, text) in try table.members(among: ["line", "becomes"]) { texts[key] = try text.text() }
            guard let line = texts["line"], let becomes = texts["becomes"] else {
                throw ConfigurationProblem(place: table.place, message: "a sample has a line, and what it becomes")
            }
            samples.append(Sample(line: line, becomes: becomes, place: table.place))
        }
        return samples
    }

    /// Tries the samples.
    ///
    /// - Throws: What became of one that must become something else.
    func check(_ policy: Policy) throws(ConfigurationProblem) {
        guard !samples.isEmpty else { return }
        let scrubber = Scrubber(policy: policy, format: format)
        for sample in samples {
            let output = scrubber.scrub(sample.line)
            guard !Self.matches(output, sample.becomes) else { continue }
            throw ConfigurationProblem(
                place: sample.place,
                message: """
                    the sample of the format '\(FileName.printable(name))' becomes
                      \(FileName.printable(output))
                    and not
                      \(FileName.printable(sample.becomes))
                    """)
        }
    }

    /// Whether a text is another one, in which names of kinds in braces stand for what is written for a value of the kind.
    private static func matches(_ text: String, _ model: String) -> Bool {
        var text = text[...]
        var model = model[...]
        while let next = model.first {
            if next == "{", let close = model.firstIndex(of: "}"),
                let kind = Kind(rawValue: String(model[model.index(after: model.startIndex)..<close]))
            {
                guard let length = kind.lengthOfStandIn(in: text) else { return false }
                text = text.dropFirst(length)
                model = model[model.index(after: close)...]
            } else {
                guard text.first == next else { return false }
                text = text.dropFirst()
                model = model.dropFirst()
            }
        }
        return text.isEmpty
    }
}

extension Kind {
    /// How long the pseudonym or placeholder of this kind is with which a text begins; `nil` if it begins otherwise.
    fileprivate func lengthOfStandIn(in text: Substring) -> Int? {
        if text.hasPrefix(placeholder) { return placeholder.count }
        guard let letter, text.hasPrefix("\(letter)-") else { return nil }
        let token = text.dropFirst(2).prefix { $0.isASCII && ($0.isLowercase || $0.isNumber) }
        return token.count == 15 ? 17 : nil
    }
}

extension TOMLValue {
    /// The members of a table, in the order of the file.
    ///
    /// - Parameter names: Those that there may be; any, if not given.
    func members(
        among names: [String]? = nil
    ) throws(ConfigurationProblem) -> [(key: String, place: Place, value: TOMLValue)] {
        guard case .table(let unordered) = content else { throw wrongType("a table") }
        let members = unordered.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
        if let names, let other = members.first(where: { !names.contains($0.key) }) {
            throw ConfigurationProblem(
                place: other.place,
                message: ScrubError.unknownName("setting", among: names, given: FileName.printable(other.key)).message)
        }
        return members.map { ($0.key, $0.place, $0.value) }
    }
}
