internal import LogScrub

/// What a kind of finding becomes, whatever the level says: `--treat user=replace`.
struct KindTreatment: Equatable {
    let kind: Kind
    let treatment: String

    init(_ kind: Kind, _ treatment: String) throws(ScrubError) {
        // It throws if the two do not fit.
        var policy = Policy()
        try policy.treat(kind, as: treatment)
        self.kind = kind
        self.treatment = treatment
    }

    /// Reads `KIND=TREATMENT`.
    init(_ text: String) throws(ScrubError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        try self.init(Kind(named: parts[0]), parts.count > 1 ? parts[1] : "")
    }
}

extension Kind {
    /// The kind of a name.
    init(named name: String) throws(ScrubError) {
        guard let kind = Kind(rawValue: name) else {
            throw .unknownName("kind", among: (Kind.allCases + Kind.customCases).map(\.rawValue), given: name)
        }
        self = kind
    }
}
