/// What becomes of a finding.
public enum Treatment: Sendable, Hashable {
    /// It stays as it is.
    case keep
    /// An address keeps its first bits; the rest becomes zero.
    case truncate(PrefixLengths)
    /// A referrer is reduced: a third-party one to its origin (`https://example.net`), an own one to scheme, host and path.
    case reduce
    /// Something neutral of the same kind stands in its place: `0.0.0.0`, `::`, port `0`, `[redacted]`.
    case replace
    /// It goes; where the format needs something, `-` stands for it.
    case drop

    /// The name used in statistics: the case, without its values.
    public var name: String {
        switch self {
        case .keep: "keep"
        case .truncate: "truncate"
        case .reduce: "reduce"
        case .replace: "replace"
        case .drop: "drop"
        }
    }
}
