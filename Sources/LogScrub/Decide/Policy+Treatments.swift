extension Policy {
    /// The names of the treatments that fit a kind of finding, besides that an address may be encrypted, for which a key is needed.
    ///
    /// They are those that some level has for the kind, and `pseudonym` where it can have one.
    public static func treatments(of kind: Kind) -> [String] {
        var names = Set(Level.allCases.map { kind.row.treatment(at: $0).name })
        names.insert("keep")
        if kind.hasPseudonyms { names.insert("pseudonym") }
        return ["keep", "truncate", "reduce", "pseudonym", "replace", "drop"].filter(names.contains)
    }

    /// The treatment by which nothing of a value is left.
    public static func strictest(of kind: Kind) -> String { treatments(of: kind).contains("drop") ? "drop" : "replace" }

    /// Gives a kind of finding another treatment than its level does.
    ///
    /// An address that is truncated keeps as many bits as at the policy's level, or as at `minimal`.
    ///
    /// - Throws: `ScrubError` with the code `name` if the treatment does not fit the kind, naming those that do.
    public mutating func treat(_ kind: Kind, as name: String) throws(ScrubError) {
        let names = Self.treatments(of: kind)
        guard names.contains(name) else {
            throw .unknownName("treatment of the kind \(kind.rawValue)", among: names, given: name)
        }
        switch name {
        case "truncate":
            if case .truncate = self[kind] { return }
            self[kind] = kind.row.minimal
        case "reduce": self[kind] = .reduce
        case "pseudonym": self[kind] = .pseudonym
        case "replace": self[kind] = .replace
        case "drop": self[kind] = .drop
        default: self[kind] = .keep
        }
    }

    /// Gives the values of a kind a treatment of one's own.
    ///
    /// Statistics count it as `replace`. Giving the kind another treatment afterwards takes it away.
    ///
    /// - Throws: `ScrubError` with the code `name` if the kind's values are no names, such as addresses and ports.
    public mutating func treat(_ kind: Kind, with treatment: any ValueTreatment) throws(ScrubError) {
        guard Pattern.canFind(kind) else {
            throw ScrubError(.name, "values of the kind \(kind) have no treatment of one's own; they are no names")
        }
        self[kind] = .replace
        ownTreatments[kind] = treatment
    }
}
