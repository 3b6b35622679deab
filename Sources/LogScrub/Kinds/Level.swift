/// A policy by name.
public enum Level: String, Sendable, Hashable, CaseIterable {
    /// The least that still serves operations: 16 bits of an IPv4 address, 32 of an IPv6 address. The default.
    case minimal
    /// Enough for visitor statistics by network: 24 and 48 bits, ports, and the origin of third-party referrers.
    case analytics
    /// Whether it is the same client again, but not which: a pseudonym for each address, in each period another one.
    case pseudonymous
    /// No address at all.
    case none

    /// Finds a level by its name.
    ///
    /// - Throws: `ScrubError` with the code `level`, naming the nearest level there is.
    public init(named name: String) throws(ScrubError) {
        guard let level = Level(rawValue: name) else {
            throw ScrubError(.level, Suggestion.unknown("level", among: Level.allCases.map(\.rawValue), given: name))
        }
        self = level
    }
}
