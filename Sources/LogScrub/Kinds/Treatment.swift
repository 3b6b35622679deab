/// What becomes of a finding.
public enum Treatment: Sendable, Hashable {
    /// It stays as it is.
    case keep
    /// An address keeps its first bits; the rest becomes zero.
    case truncate(PrefixLengths)
    /// What identifies goes, the rest stays: of a third-party referrer its origin (`https://example.net`), of an own one scheme, host
    /// and path, of a query the parameters that name no person, of a user agent the product and its major version, of a MAC address the
    /// maker's half.
    case reduce
    /// A keyed stand-in: equal values give equal pseudonyms in one period, and nothing without the key (``Policy/keys``). Ports, and what
    /// stands in URLs, have none; they are replaced, or dropped.
    case pseudonym
    /// An address is encrypted (``Policy/addressCipher``): who has the key gets it back.
    case encrypt
    /// Something neutral of the same kind stands in its place: `0.0.0.0`, `::`, port `0`, `[redacted]`, `[email]`.
    case replace
    /// It goes; where the format needs something, `-` stands for it.
    case drop

    /// The name used in statistics: the case, without its values.
    public var name: String {
        switch self {
        case .keep: "keep"
        case .truncate: "truncate"
        case .reduce: "reduce"
        case .pseudonym: "pseudonym"
        case .encrypt: "encrypt"
        case .replace: "replace"
        case .drop: "drop"
        }
    }
}
