/// A policy by name.
public enum Level: String, Sendable, Hashable, CaseIterable {
    /// The least that still serves operations: 16 bits of an IPv4 address, 32 of an IPv6 address. The default.
    case minimal
    /// Enough for visitor statistics by network: 24 and 48 bits, ports, and the origin of third-party referrers.
    case analytics
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

    /// The table of the levels: this is the whole default policy.
    ///
    /// The reasons for the figures: 16 and 32 bits are what German practice and Jitsi's own servers keep; a /48 is one customer's
    /// site, a /32 one provider. 24 and 48 are the lengths of Google Analytics' `anonymizeIp`.
    func treatment(of kind: Kind) -> Treatment {
        switch (kind, self) {
        case (.address, .minimal): .truncate(PrefixLengths(uncheckedIPv4: 16, ipv6: 32))
        case (.address, .analytics): .truncate(PrefixLengths(uncheckedIPv4: 24, ipv6: 48))
        case (.address, .none): .replace

        case (.port, .minimal): .replace
        case (.port, .analytics): .keep
        case (.port, .none): .replace

        case (.referrer, .minimal): .drop
        case (.referrer, .analytics): .reduce
        case (.referrer, .none): .drop

        case (.ownReferrer, .minimal): .reduce
        case (.ownReferrer, .analytics): .reduce
        case (.ownReferrer, .none): .drop

        case (.hostName, _): .replace
        case (.pattern, _): .replace
        case (.machineID, _): .replace
        }
    }
}
