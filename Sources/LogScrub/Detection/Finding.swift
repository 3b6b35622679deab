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
    /// The query of a URL, and its fragment.
    case query
    /// The name of a room, or of the tenant that it belongs to.
    case room
    /// Who it is: a login, the local part of a JID, a TURN user.
    case user
    /// The resource of a JID, or the nick in a room.
    case resource
    /// The id of a BOSH or websocket session, or of a login.
    case session
    /// A JSON Web Token.
    case token
    /// A password, or what serves as one: ICE passwords, SASL exchanges, stream keys, cookies.
    case secret
    /// The fingerprint of a certificate.
    case fingerprint
    /// The id by which statistics know a browser, for years.
    case statsID = "stats-id"
    /// The id of a device.
    case machineID = "machine-id"
    /// The name that a participant has given.
    case displayName = "display-name"
    /// An e-mail address.
    case email
    /// The picture of a participant, which is known by a hash of the e-mail address.
    case avatar
    /// A telephone number.
    case phone
    /// The user of a SIP address.
    case sip
    /// What somebody has written.
    case message
    /// The name and version of a browser or client.
    case userAgent = "user-agent"
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
