internal import ArgumentParser
internal import LogScrub

/// The switches for single kinds of findings.
struct TreatmentOptions: ParsableArguments {
    @Option(
        name: .customLong("keep"),
        help: ArgumentHelp(
            "A kind of finding that stays as it is, whatever the level says: user, query, user-agent. Repeatable.",
            valueName: "kind"),
        completion: .list(Kind.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Kind(named: text) } })
    var kept: [Kind] = []

    @Option(
        name: .customLong("drop"),
        help: ArgumentHelp(
            "A kind of which nothing is left: its placeholder or a hyphen stands in its place. Repeatable.",
            valueName: "kind"),
        completion: .list(Kind.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Kind(named: text) } })
    var dropped: [Kind] = []

    @Option(
        name: .customLong("treat"),
        help: ArgumentHelp(
            "What a kind becomes: keep, truncate, reduce, pseudonym, replace or drop, of which some fit each kind. Repeatable.",
            valueName: "kind=treatment"),
        transform: { text in try usage { () throws(ScrubError) in try KindTreatment(text) } })
    var treated: [KindTreatment] = []

    func validate() throws {
        var kinds: Set<Kind> = []
        for kind in kept + dropped + treated.map(\.kind) where !kinds.insert(kind).inserted {
            throw ValidationError("--keep, --drop and --treat say twice what becomes of \(kind.rawValue)")
        }
    }

    /// What becomes of each kind that was named.
    func all() throws -> [KindTreatment] {
        try usage { () throws(ScrubError) in
            var all = treated
            for kind in kept { all.append(try KindTreatment(kind, "keep")) }
            for kind in dropped { all.append(try KindTreatment(kind, Policy.strictest(of: kind))) }
            return all
        }
    }
}
