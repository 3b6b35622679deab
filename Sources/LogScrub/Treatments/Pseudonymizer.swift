internal import Crypto

/// The key of one run's pseudonyms.
struct PseudonymKey: Sendable {
    fileprivate let key: SymmetricKey

    /// A random key, which is gone when the last scrubber that uses it is.
    init() { key = SymmetricKey(size: .bits256) }

    /// A known key, for tests.
    init(bytes: [UInt8]) { key = SymmetricKey(data: bytes) }
}

/// Makes pseudonyms, and remembers those that it made last: in a log, the same rooms and users come again and again.
struct Pseudonymizer {
    private struct Entry {
        var tag: (UInt64, UInt64) = (0, 0)
        var pseudonym: Pseudonym?
    }

    /// HMAC-SHA-256 with the key taken in; copied for each value.
    private let prepared: HMAC<SHA256>
    private var cache: ContiguousArray<Entry>
    /// So that nobody can choose values that meet in the cache.
    private let seeds: (UInt64, UInt64)
    private var name = NameText()
    /// The value, with its kind in front.
    private var message = ContiguousArray<UInt8>()

    init(key: PseudonymKey, cached: Int = 1024) {
        prepared = HMAC<SHA256>(key: key.key)
        cache = ContiguousArray(repeating: Entry(), count: cached)
        seeds = (.random(in: .min ... .max), .random(in: .min ... .max))
    }

    /// The pseudonym of a value in the input, or `nil` if values of its kind have none.
    mutating func pseudonym(of kind: Kind, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Pseudonym? {
        let stand: Pseudonym.Kind
        switch kind {
        case .room: stand = .room
        case .user: stand = .user
        case .resource: stand = .resource
        case .session: stand = .session
        default: return nil
        }
        name.normalize(kind, bytes, range)
        let normalized = name.bytes
        return pseudonym(stand, of: normalized.span)
    }

    /// The pseudonym of a normalized value.
    ///
    /// - Complexity: some nanoseconds for a value that was seen lately, else one HMAC.
    mutating func pseudonym(_ kind: Pseudonym.Kind, of value: Span<UInt8>) -> Pseudonym {
        let tag = tag(kind, value)
        let slot = Int(truncatingIfNeeded: tag.0 % UInt64(cache.count))
        if cache[slot].tag == tag, let pseudonym = cache[slot].pseudonym { return pseudonym }
        let pseudonym = make(kind, value)
        cache[slot] = Entry(tag: tag, pseudonym: pseudonym)
        return pseudonym
    }

    private mutating func make(_ kind: Pseudonym.Kind, _ value: Span<UInt8>) -> Pseudonym {
        message.removeAll(keepingCapacity: true)
        message.append(kind.rawValue)
        for index in value.indices { message.append(value[index]) }
        var code = prepared
        code.update(data: message)
        var hash: UInt64 = 0
        for byte in code.finalize().prefix(8) { hash = hash &<< 8 | UInt64(byte) }
        return Pseudonym(kind, hash: hash)
    }

    private func tag(_ kind: Pseudonym.Kind, _ value: Span<UInt8>) -> (UInt64, UInt64) {
        var first = seeds.0 ^ UInt64(kind.rawValue)
        var second = seeds.1 ^ UInt64(value.count)
        var word: UInt64 = 0
        for index in value.indices {
            word = word &<< 8 | UInt64(value[index])
            if index & 7 == 7 || index == value.count &- 1 {
                first = Self.mixed(first ^ word, 0x9E37_79B9_7F4A_7C15)
                second = Self.mixed(second ^ word, 0xD6E8_FEB8_6659_FD93)
                word = 0
            }
        }
        return (first, second)
    }

    @inline(__always)
    private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
