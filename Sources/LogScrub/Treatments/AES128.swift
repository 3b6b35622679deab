internal import Crypto
private import CryptoExtras

/// AES-128 on single blocks (FIPS 197), as swift-crypto does it.
///
/// A block by itself is no encryption of a text. It is one of an address, which is no longer than a block.
struct AES128: Sendable {
    private let key: SymmetricKey

    /// - Precondition: The key has sixteen bytes.
    init(key bytes: ArraySlice<UInt8>) {
        precondition(bytes.count == 16)
        key = SymmetricKey(data: bytes)
    }

    /// - Complexity: one AES with its key schedule.
    func encrypt(_ block: UInt128) -> UInt128 {
        var block = Block(block)
        do { try AES.permute(&block, key: key) } catch { preconditionFailure("key and block have sixteen bytes") }
        return block.value
    }

    /// - Complexity: one AES with its key schedule.
    func decrypt(_ block: UInt128) -> UInt128 {
        var block = Block(block)
        do { try AES.inversePermute(&block, key: key) } catch {
            preconditionFailure("key and block have sixteen bytes")
        }
        return block.value
    }
}
