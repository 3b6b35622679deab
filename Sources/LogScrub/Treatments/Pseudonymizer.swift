internal import Crypto

/// The key of one run's pseudonyms.
struct PseudonymKey: Sendable {
    fileprivate let key: SymmetricKey

    /// A random key, which is gone when the last scrubber that uses it is.
    init() { key = SymmetricKey(size: .bits256) }

    /// A known key, for tests.
    init(bytes: [UInt8]) { key = SymmetricKey(data: bytes) }
}

/// Makes pseudonyms, and remembers those that it made last.
struct Pseudonymizer {
    /// HMAC-SHA-256 with the key taken in; copied for each value.
    private let prepared: HMAC<SHA256>
    private var cache = ValueCache<Pseudonym>(count: 32768, filler: Pseudonym(.room, hash: 0))
    private var name = NameText()
    /// The value, with its kind in front.
    private var message = ContiguousArray<UInt8>()

    init(key: PseudonymKey) {
        prepared = HMAC<SHA256>(key: key.key)
    }

    /// The pseudonym of a value in the input, or `nil` if values of its kind have none.
    ///
    /// - Complexity: some nanoseconds for a spelling that was seen lately, else one HMAC.
    /// - Precondition: Eight bytes can be read behind the value; checked.
    mutating func pseudonym(of kind: Kind, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Pseudonym? {
        let stand: Pseudonym.Kind
        switch kind {
        case .room: stand = .room
        case .user: stand = .user
        case .resource: stand = .resource
        case .session: stand = .session
        default: return nil
        }
        let tag = cache.tag(kind.index, bytes, range)
        if let pseudonym = cache[tag] { return pseudonym }
        name.normalize(kind, bytes, range)
        let pseudonym = make(stand)
        cache[tag] = pseudonym
        return pseudonym
    }

    /// The pseudonym of the normalized name.
    private mutating func make(_ kind: Pseudonym.Kind) -> Pseudonym {
        message.removeAll(keepingCapacity: true)
        message.append(kind.rawValue)
        message.append(contentsOf: name.bytes)
        var code = prepared
        code.update(data: message)
        var hash: UInt64 = 0
        for byte in code.finalize().prefix(8) { hash = hash &<< 8 | UInt64(byte) }
        return Pseudonym(kind, hash: hash)
    }
}
