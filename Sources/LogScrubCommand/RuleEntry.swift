internal import LogScrub

/// An entry `[[rule]]` of the policy file: where in any text a value of a kind stands.
struct RuleEntry {
    let pattern: Pattern
    private let samples: [PolicySample]
    private let place: TOMLValue.Place

    /// Reads the entries of a list.
    static func entries(_ value: TOMLValue) throws(ConfigurationProblem) -> [RuleEntry] {
        guard case .array(let tables) = value.content else { throw value.wrongType("written [[rule]]") }
        var entries: [RuleEntry] = []
        for table in tables { entries.append(try RuleEntry(table)) }
        return entries
    }

    private init(_ table: TOMLValue) throws(ConfigurationProblem) {
        var kind = Kind.pattern
        var source: TOMLValue?
        var samples: [PolicySample] = []
        for (key, _, value) in try table.members(among: ["kind", "pattern", "samples"]) {
            switch key {
            case "kind":
                kind = try value.made { text throws(ScrubError) in try Kind(named: FileName.printable(text)) }
            case "pattern": source = value
            default: samples = try PolicySample.list(value)
            }
        }
        guard let source else {
            throw ConfigurationProblem(place: table.place, message: "a rule has a pattern: pattern = '…'")
        }
        pattern = try source.made { text throws(ScrubError) in try Pattern(text, kind: kind) }
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
