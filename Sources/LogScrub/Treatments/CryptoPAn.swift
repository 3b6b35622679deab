/// Crypto-PAn: keeps prefixes, as Xu and Fan's program does it, with the reading of IPv6 that its successors share (yacryptopan,
/// Yawning/cryptopan, libanon).
///
/// The first half of the key is that of AES-128, the second one, encrypted with it, the padding behind the prefix. An IPv4 address is
/// encrypted as the first 32 bits of an IPv6 address are, and a mapped address is an IPv6 address like any other.
struct CryptoPAn: PrefixPreservingCipher {
    private let cipher: AES128
    private let padding: UInt128

    init(key: [UInt8]) {
        cipher = AES128(key: key[..<16])
        padding = cipher.encrypt(UInt128(bytes: key[16...]))
    }

    func flip(after prefix: UInt128, length: Int) -> UInt128 {
        // Shifting by all 128 bits leaves none.
        let padded = prefix << UInt128(128 &- length) | padding & (.max &>> UInt128(length))
        return cipher.encrypt(padded) &>> 127
    }

    /// - Complexity: 32 AES for an IPv4 address, 128 for an IPv6 address.
    func encrypt(_ address: IPAddress) -> IPAddress {
        switch address {
        case .v4(let address):
            .v4(IPv4Address(rawValue: UInt32(encrypt(UInt128(address.rawValue), length: 32))))
        case .v6(let address):
            .v6(IPv6Address(bits: encrypt(address.bits, length: 128)))
        }
    }

    /// - Complexity: 32 AES for an IPv4 address, 128 for an IPv6 address.
    func decrypt(_ address: IPAddress) -> IPAddress {
        switch address {
        case .v4(let address):
            .v4(IPv4Address(rawValue: UInt32(decrypt(UInt128(address.rawValue), length: 32))))
        case .v6(let address):
            .v6(IPv6Address(bits: decrypt(address.bits, length: 128)))
        }
    }
}
