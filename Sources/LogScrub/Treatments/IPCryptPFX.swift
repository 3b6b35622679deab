/// ipcrypt-pfx (draft-denis-ipcrypt-13, section 6): keeps prefixes, by the sum of two AES-128.
///
/// IPv4 stays IPv4, and a mapped address is the IPv4 address that it carries. The bits of the mapped prefix count, so that an IPv4
/// address tells nothing about the IPv6 address with the same first bits.
struct IPCryptPFX: PrefixPreservingCipher {
    private let first: AES128
    private let second: AES128

    /// - Precondition: The two halves differ: the sum of equal ones is zero, and no bit would be flipped (section 6.2.2).
    init(key: [UInt8]) {
        precondition(key[..<16] != key[16...])
        first = AES128(key: key[..<16])
        second = AES128(key: key[16...])
    }

    func flip(after prefix: UInt128, length: Int) -> UInt128 {
        // A single bit in front of the prefix tells its length.
        let padded = 1 &<< UInt128(length) | prefix
        return (first.encrypt(padded) ^ second.encrypt(padded)) & 1
    }

    /// - Complexity: 64 AES for an IPv4 address, 256 for an IPv6 address.
    func encrypt(_ address: IPAddress) -> IPAddress {
        let block = address.block
        return IPAddress(block: encrypt(block, keeping: Self.kept(block), length: 128))
    }

    /// - Complexity: 64 AES for an IPv4 address, 256 for an IPv6 address.
    func decrypt(_ address: IPAddress) -> IPAddress {
        let block = address.block
        return IPAddress(block: decrypt(block, keeping: Self.kept(block), length: 128))
    }

    private static func kept(_ block: UInt128) -> Int { block &>> 32 == IPAddress.mappedPrefix ? 96 : 0 }
}
