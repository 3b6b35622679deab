internal import LogScrub

/// An entry `[[rule]]` of the policy file: where in any text a value of a kind stands.
struct RuleEntry {
    let pattern: Pattern
    /// The keys whose values it finds, if it was said so.
    let keys: [String]
    private let samples: [PolicySample]
    private let place: TOMLValue.Place

    /// Reads the entries of a list.
    static func entries(_ value: TOMLValue) throws(ConfigurationProblem) -> [RuleEntry] {
        try value.entries("rule") { table, _ throws(ConfigurationProblem) in try RuleEntry(table) }
    }

    private init(_ table: TOMLValue) throws(ConfigurationProblem) {
        var kind = Kind.pattern
        var source: TOMLValue?
        var keys: (place: TOMLValue.Place, value: TOMLValue)?
        var samples: [PolicySample] = []
        var formats: (place: TOMLValue.Place, formats: [LogFormat])?
        for (key, place, value) in try table.members(among: ["kind", "pattern", "keys", "formats", "samples"]) {
            switch key {
            case "kind":
                kind = try value.made { text throws(ScrubError) in try Kind(named: FileName.printable(text)) }
            case "pattern": source = value
            case "keys": keys = (place, value)
            case "formats":
                if case .array(let members) = value.content, members.isEmpty {
                    throw ConfigurationProblem(place: value.place, message: "name the formats, or leave them out")
                }
                let named = try value.list { text throws(ScrubError) in try LogFormat(named: FileName.printable(text)) }
                formats = (value.place, named)
            default: samples = try PolicySample.list(value)
            }
        }
        var pattern: Pattern
        switch (source, keys) {
        case (let source?, nil):
            pattern = try source.made { text throws(ScrubError) in try Pattern(text, kind: kind) }
            self.keys = []
        case (nil, let keys?):
            let names = try keys.value.list { text throws(ScrubError) in text }
            self.keys = names
            do {
                pattern = try Pattern(valuesOf: names, kind: kind)
            } catch {
                throw ConfigurationProblem(place: keys.value.place, message: error.message)
            }
        case (nil, nil):
            throw ConfigurationProblem(
                place: table.place, message: "a rule has a pattern, pattern = '…', or keys, keys = ['…']")
        case (_?, let keys?):
            throw ConfigurationProblem(place: keys.place, message: "a rule has a pattern or keys, not both")
        }
        if let formats {
            do {
                pattern = try pattern.limited(to: formats.formats)
            } catch {
                throw ConfigurationProblem(place: formats.place, message: error.message)
            }
        }
        self.pattern = pattern
        self.samples = samples
        place = table.place
    }

    /// Tries the samples.
    ///
    /// - Throws: What became of one that must become something else, or that the rule can never apply.
    func check(_ policy: Policy) throws(ConfigurationProblem) {
        if policy[pattern.kind] == .keep {
            throw ConfigurationProblem(
                place: place, message: "this rule can never apply: the treatment of the kind \(pattern.kind) is keep")
        }
        try PolicySample.check(samples, Scrubber(policy: policy), of: "rule")
    }
}
