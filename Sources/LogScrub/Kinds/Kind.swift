/// What a finding is.
///
/// A kind is known here by its place in ``KindTable``, which says everything else about it.
public struct Kind: Sendable, Hashable {
    /// The row of the table, or a place behind it (``CustomKinds``).
    let index: Int

    @inline(__always)
    init(_ index: Int) { self.index = index }

    /// Whether two are the same. Said here, as what has a raw value would be compared by its name.
    @inline(__always)
    public static func == (first: Kind, second: Kind) -> Bool { first.index == second.index }

    /// Hashes the kind.
    public func hash(into hasher: inout Hasher) { hasher.combine(index) }

    /// An IP address, in whatever spelling.
    public static var address: Kind { Kind(0) }
    /// The port beside an address.
    public static var port: Kind { Kind(1) }
    /// The URL of the page that sent the visitor, on a site that is not one's own.
    public static var referrer: Kind { Kind(2) }
    /// The URL of the page that sent the visitor, on one of the own sites.
    public static var ownReferrer: Kind { Kind(3) }
    /// A client's host name that carries no address.
    public static var hostName: Kind { Kind(4) }
    /// A match of one of the user's own patterns.
    public static var pattern: Kind { Kind(5) }
    /// The query of a URL, and its fragment.
    public static var query: Kind { Kind(6) }
    /// The name of a room, or of the tenant that it belongs to.
    public static var room: Kind { Kind(7) }
    /// Who it is: a login, the local part of a JID, a TURN user.
    public static var user: Kind { Kind(8) }
    /// The resource of a JID, or the nick in a room.
    public static var resource: Kind { Kind(9) }
    /// The id of a BOSH or websocket session, or of a login.
    public static var session: Kind { Kind(10) }
    /// A JSON Web Token.
    public static var token: Kind { Kind(11) }
    /// A password, or what serves as one: ICE passwords, SASL exchanges, stream keys, cookies.
    public static var secret: Kind { Kind(12) }
    /// The fingerprint of a certificate.
    public static var fingerprint: Kind { Kind(13) }
    /// The id by which statistics know a browser, for years.
    public static var statsID: Kind { Kind(14) }
    /// The id of a device.
    public static var machineID: Kind { Kind(15) }
    /// The name that a participant has given.
    public static var displayName: Kind { Kind(16) }
    /// An e-mail address.
    public static var email: Kind { Kind(17) }
    /// The picture of a participant, which is known by a hash of the e-mail address.
    public static var avatar: Kind { Kind(18) }
    /// A telephone number.
    public static var phone: Kind { Kind(19) }
    /// The user of a SIP address.
    public static var sip: Kind { Kind(20) }
    /// What somebody has written.
    public static var message: Kind { Kind(21) }
    /// The name and version of a browser or client.
    public static var userAgent: Kind { Kind(22) }
    /// The MAC address of a device.
    public static var mac: Kind { Kind(23) }
}

extension Kind {
    /// A kind of one's own: something else that a person can be told by, such as the number of a customer. Rules and formats find it (`Pattern`, `LogFormat`);
    /// statistics know it by its name.
    ///
    /// Its values become a placeholder, `[customer]`, at every level, unless a policy says that they get pseudonyms:
    ///
    /// ```swift
    /// let customer = try Kind(custom: "customer")
    /// var policy = Policy()
    /// policy[customer] = .pseudonym
    /// policy.redactions = [try Pattern(#"\bK-[0-9]{5}\b"#, kind: customer)]
    /// ```
    ///
    /// - Parameter name: Up to sixteen small letters, digits and hyphens. Who gives the same name gets the same kind.
    /// - Throws: `ScrubError` with the code `name` if it is no such name, or a built-in kind's; or if the process has twelve others.
    public init(custom name: String) throws(ScrubError) { self.init(CustomKinds.first + (try CustomKinds.add(name))) }

    /// Those of one's own that were named so far.
    public static var customCases: [Kind] { CustomKinds.all.indices.map { Kind(CustomKinds.first + $0) } }

    /// The place among those of one's own.
    var customPlace: Int? { index < CustomKinds.first ? nil : index - CustomKinds.first }
}

extension Kind: CaseIterable {
    /// All kinds that are built in, in the order of the table.
    public static var allCases: [Kind] { KindTable.rows.indices.map { Kind($0) } }
}

extension Kind: RawRepresentable, CustomStringConvertible {
    /// What the table says of it.
    var row: KindTable.Row { index < KindTable.rows.count ? KindTable.rows[index] : KindTable.custom }

    /// The name: `address`, `host-name`.
    public var rawValue: String { customPlace.map(CustomKinds.name) ?? row.name.description }

    /// The kind of a name, or `nil` if there is none.
    public init?(rawValue: String) {
        let index =
            KindTable.rows.firstIndex { $0.name.description == rawValue }
            ?? CustomKinds.place(of: rawValue).map { CustomKinds.first + $0 }
        guard let index else { return nil }
        self.init(index)
    }

    /// The name.
    public var description: String { rawValue }

    /// One sentence that says what it is, for people: `An IP address, in whatever spelling.`
    public var sentence: String { row.sentence.description }

    /// What stands in the place of its values where there is no pseudonym: `[user]`.
    package var placeholder: String { customPlace == nil ? row.placeholder.description : "[\(rawValue)]" }

    /// The letter with which its pseudonyms begin, if it has any.
    package var letter: Character? { row.letter.map { Character(Unicode.Scalar($0)) } }

    /// Whether its values can have pseudonyms, so that equal ones are known again.
    public var hasPseudonyms: Bool { row.letter != nil }
}
