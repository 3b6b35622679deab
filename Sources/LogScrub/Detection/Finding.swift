/// What a finding's place in the record says about it.
public enum Role: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    /// The one who made the request: the format has a field for it.
    case client
    /// Part of a referrer.
    case referrer
    /// Anywhere else.
    case freeText = "free-text"
}

/// A range of bytes that holds personal data.
public struct Finding: Sendable, Hashable {
    /// What it is.
    public let kind: Kind
    /// What its place says about it.
    public let role: Role
    /// Where it is: offsets in bytes from the beginning of the input.
    public let range: Range<Int>
}
