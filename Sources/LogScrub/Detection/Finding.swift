/// What a finding is.
public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// An IP address, in whatever spelling.
    case address
    /// The port beside an address.
    case port
    /// The URL of the page that sent the visitor, on a site that is not one's own.
    case referrer
    /// The URL of the page that sent the visitor, on one of the own sites.
    case ownReferrer = "own-referrer"
    /// A client's host name that carries no address.
    case hostName = "host-name"
    /// A match of one of the user's own patterns.
    case pattern
    /// The id of a device.
    case machineID = "machine-id"
}

/// What a finding's place in the record says about it.
public enum Role: String, Sendable, Hashable, CaseIterable {
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
