// ipcrypt: draft-denis-ipcrypt-13, "Methods for IP Address Encryption and Obfuscation". The methods that hide the whole address.

extension IPv6Address {
    /// The address as one number.
    @inline(__always)
    var bits: UInt128 { UInt128(high) &<< 64 | UInt128(low) }

    @inline(__always)
    init(bits: UInt128) {
        self.init(high: UInt64(truncatingIfNeeded: bits &>> 64), low: UInt64(truncatingIfNeeded: bits))
    }
}

extension IPAddress {
    /// What stands before the address in `::ffff:a.b.c.d`.
    static let mappedPrefix: UInt128 = 0xFFFF

    /// The sixteen bytes that ipcrypt encrypts: an IPv4 address is mapped into IPv6 (section 3.1), so that it and its mapped form are
    /// one.
    @inline(__always)
    var block: UInt128 {
        switch self {
        case .v4(let address): Self.mappedPrefix &<< 32 | UInt128(address.rawValue)
        case .v6(let address): address.bits
        }
    }

    /// The address that sixteen bytes stand for: IPv4 if they are mapped (section 3.2).
    @inline(__always)
    init(block: UInt128) {
        self =
            block &>> 32 == Self.mappedPrefix
            ? .v4(IPv4Address(rawValue: UInt32(truncatingIfNeeded: block))) : .v6(IPv6Address(bits: block))
    }
}

/// ipcrypt-deterministic (section 5): one AES-128. Equal addresses stay equal; nothing else is left of them.
///
/// An IPv4 address becomes an IPv6 address, but for one in 2^96.
struct IPCryptDeterministic: Sendable {
    private let cipher: AES128

    init(key: [UInt8]) { cipher = AES128(key: key[...]) }

    func encrypt(_ address: IPAddress) -> IPAddress { IPAddress(block: cipher.encrypt(address.block)) }

    func decrypt(_ address: IPAddress) -> IPAddress { IPAddress(block: cipher.decrypt(address.block)) }
}

/// ipcrypt-nd (section 7.4.1): KIASU-BC with a random tweak. Equal addresses differ, but for one pair in 2^64.
struct IPCryptND: Sendable {
    private let cipher: KiasuBC

    init(key: [UInt8]) { cipher = KiasuBC(key: UInt128(bytes: key[...])) }

    func encrypt(_ address: IPAddress, tweak: UInt64) -> UInt128 { cipher.encrypt(address.block, tweak: tweak) }

    func decrypt(_ block: UInt128, tweak: UInt64) -> IPAddress {
        IPAddress(block: cipher.decrypt(block, tweak: tweak))
    }
}

/// ipcrypt-ndx (section 7.4.2): one block of AES-XTS with a random tweak. Equal addresses differ.
struct IPCryptNDX: Sendable {
    private let cipher: AES128
    private let tweakCipher: AES128

    init(key: [UInt8]) {
        cipher = AES128(key: key[..<16])
        tweakCipher = AES128(key: key[16...])
    }

    func encrypt(_ address: IPAddress, tweak: UInt128) -> UInt128 {
        let mask = tweakCipher.encrypt(tweak)
        return cipher.encrypt(address.block ^ mask) ^ mask
    }

    func decrypt(_ block: UInt128, tweak: UInt128) -> IPAddress {
        let mask = tweakCipher.encrypt(tweak)
        return IPAddress(block: cipher.decrypt(block ^ mask) ^ mask)
    }
}

extension UInt128 {
    /// Sixteen bytes as a number, the first one the highest.
    init(bytes: ArraySlice<UInt8>) { self = bytes.reduce(0) { $0 &<< 8 | UInt128($1) } }
}
