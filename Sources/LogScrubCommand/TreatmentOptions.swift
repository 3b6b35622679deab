internal import ArgumentParser
internal import LogScrub

/// The switches for single kinds of findings.
struct TreatmentOptions: ParsableArguments {
    @Option(
        name: .customLong("keep"),
        help: ArgumentHelp(
            "A kind of finding that stays as it is, whatever the level says: user, query, user-agent. Repeatable.",
            valueName: "kind"),
        completion: .list(Kind.allCases.map(\.rawValue)))
    var kept: [String] = []

    @Option(
        name: .customLong("drop"),
        help: ArgumentHelp(
            "A kind of which nothing is left: its placeholder or a hyphen stands in its place. Repeatable.",
            valueName: "kind"),
        completion: .list(Kind.allCases.map(\.rawValue)))
    var dropped: [String] = []

    @Option(
        name: .customLong("treat"),
        help: ArgumentHelp(
            "What a kind becomes: keep, truncate, reduce, pseudonym, replace or drop, of which some fit each kind. Repeatable.",
            valueName: "kind=treatment"))
    var treated: [String] = []

    /// What becomes of each kind that was named.
    ///
    /// The names are looked up here: those of kinds of one's own are known when the policy file has been read.
    func all() throws -> [KindTreatment] {
        var all: [KindTreatment] = []
        for text in treated {
            all.append(try Self.read("--treat", text) { text throws(ScrubError) in try KindTreatment(text) })
        }
        for name in kept {
            all.append(
                try Self.read("--keep", name) { name throws(ScrubError) in
                    try KindTreatment(Kind(named: name), "keep")
                })
        }
        for name in dropped {
            all.append(
                try Self.read("--drop", name) { name throws(ScrubError) in
                    let kind = try Kind(named: name)
                    return try KindTreatment(kind, Policy.strictest(of: kind))
                })
        }
        var kinds: Set<Kind> = []
        for each in all where !kinds.insert(each.kind).inserted {
            throw ValidationError("--keep, --drop and --treat say twice what becomes of \(each.kind.rawValue)")
        }
        return all
    }

    private static func read(
        _ option: String, _ text: String, _ make: (String) throws(ScrubError) -> KindTreatment
    ) throws -> KindTreatment {
        do {
            return try make(text)
        } catch {
            throw ValidationError("\(option) \(FileName.printable(text)): \(error.message)")
        }
    }
}
