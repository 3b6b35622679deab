internal import Crypto

/// HMAC with SHA-256 (RFC 2104, FIPS 198-1) under one key, for millions of short messages.
///
/// The two halves of the key have been hashed in advance, and each message begins with copies of that. swift-crypto's `HMAC` computes the
/// same, but through generic interfaces that take several times as long as the hash itself; the tests compare the two.
struct KeyedHash {
    private let inner: SHA256
    private let outer: SHA256

    init(_ key: SecretKey) {
        inner = Self.begun(key, padding: 0x36)
        outer = Self.begun(key, padding: 0x5C)
    }

    /// A hash that has taken in the padded key.
    private static func begun(_ key: SecretKey, padding: UInt8) -> SHA256 {
        var block = SecretBytes(count: SHA256.blockByteCount)
        // Safe: read during the call. A key longer than a block is hashed first.
        unsafe key.symmetric.withUnsafeBytes { bytes in
            guard bytes.count <= SHA256.blockByteCount else {
                for (index, byte) in unsafe SHA256.hash(data: bytes).enumerated() { block[index] = byte }
                return
            }
            for index in 0..<bytes.count { block[index] = unsafe bytes[index] }
        }
        for index in 0..<block.count { block[index] = block[index] ^ padding }
        var hash = SHA256()
        // Safe: read during the call.
        unsafe block.withBytes { unsafe hash.update(bufferPointer: $0) }
        return hash
    }

    /// The first 128 bits of the code of a message.
    ///
    /// - Complexity: O(*n*), and some tenths of a microsecond.
    func code(of message: borrowing ByteOutput) -> UInt128 {
        var first = inner
        unsafe message.withBytes { unsafe first.update(bufferPointer: $0) }  // Safe: read during the call.
        var second = outer
        // Safe: read during the call.
        unsafe first.finalize().withUnsafeBytes { unsafe second.update(bufferPointer: $0) }
        return unsafe second.finalize().withUnsafeBytes { bytes in
            // Safe: a digest has 32 bytes, and any sixteen of them are a number.
            UInt128(bigEndian: unsafe bytes.loadUnaligned(as: UInt128.self))
        }
    }
}
