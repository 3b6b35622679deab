internal import LogScrub

/// A record, and what must become of it; `{user}` stands for any pseudonym or placeholder of a user.
struct PolicySample {
    private let line: String
    private let becomes: String
    private let place: TOMLValue.Place

    /// Reads a list of samples.
    static func list(_ value: TOMLValue) throws(ConfigurationProblem) -> [PolicySample] {
        guard case .array(let tables) = value.content else {
            throw value.wrongType("a list of { line = …, becomes = … }")
        }
        var samples: [PolicySample] = []
        for table in tables {
            var texts: [String: String] = [:]
            for (key, _, text) in try table.members(among: ["line", "becomes"]) { texts[key] = try text.text() }
            guard let line = texts["line"], let becomes = texts["becomes"] else {
                throw ConfigurationProblem(place: table.place, message: "a sample has a line, and what it becomes")
            }
            samples.append(PolicySample(line: line, becomes: becomes, place: table.place))
        }
        return samples
    }

    /// Tries samples.
    ///
    /// - Parameter owner: What they are samples of, in words.
    /// - Throws: What became of one that must become something else.
    static func check(
        _ samples: [PolicySample], _ scrubber: Scrubber, of owner: String
    ) throws(ConfigurationProblem) {
        for sample in samples {
            let output = scrubber.scrub(sample.line)
            guard !matches(output, sample.becomes) else { continue }
            throw ConfigurationProblem(
                place: sample.place,
                message: """
                    the sample of the \(owner) becomes
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
