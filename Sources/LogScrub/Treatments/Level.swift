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

    /// The table of the levels: this is the whole default policy.
    ///
    /// The reasons for the figures: 16 and 32 bits are what German practice and Jitsi's own servers keep; a /48 is one customer's
    /// site, a /32 one provider. 24 and 48 are the lengths of Google Analytics' `anonymizeIp`.
    func treatment(of kind: Kind) -> Treatment {
        switch (kind, self) {
        case (.address, .minimal): .truncate(PrefixLengths(uncheckedIPv4: 16, ipv6: 32))
        case (.address, .analytics): .truncate(PrefixLengths(uncheckedIPv4: 24, ipv6: 48))
        case (.address, .pseudonymous): .pseudonym
        case (.address, .none): .replace

        case (.port, .minimal): .replace
        case (.port, .analytics), (.port, .pseudonymous): .keep
        case (.port, .none): .replace

        case (.referrer, .minimal): .drop
        case (.referrer, .analytics), (.referrer, .pseudonymous): .reduce
        case (.referrer, .none): .drop

        case (.ownReferrer, .minimal), (.ownReferrer, .analytics), (.ownReferrer, .pseudonymous): .reduce
        case (.ownReferrer, .none): .drop

        case (.hostName, _): .replace
        case (.pattern, _): .replace

        case (.query, .minimal), (.query, .analytics), (.query, .pseudonymous): .reduce
        case (.query, .none): .drop

        case (.room, .none), (.user, .none), (.resource, .none), (.session, .none): .replace
        case (.room, _), (.user, _), (.resource, _), (.session, _): .pseudonym

        case (.token, _), (.secret, _), (.fingerprint, _): .replace
        case (.statsID, _), (.machineID, _), (.displayName, _), (.email, _), (.avatar, _): .replace
        case (.phone, _), (.sip, _), (.message, _): .replace

        case (.userAgent, .minimal): .reduce
        case (.userAgent, .analytics), (.userAgent, .pseudonymous): .keep
        case (.userAgent, .none): .drop
        }
    }
}
