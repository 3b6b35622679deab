/// 64 bytes of input, from which block masks are made: a `UInt64` with one bit for each byte, that of the first byte lowest.
///
/// Shifting a block mask to the right by *n* lays the byte *n* places further on over each byte.
struct ByteBlock {
    static let count = 64

    private let v0: ByteVector
    private let v1: ByteVector
    private let v2: ByteVector
    private let v3: ByteVector

    /// Loads the 64 bytes from `offset` on.
    ///
    /// - Precondition: `offset + 64 <= bytes.count`; checked.
    @inline(always)
    init(_ bytes: Span<UInt8>, at offset: Int) {
        // Safe: any 64 bytes are four valid vectors.
        (v0, v1, v2, v3) = unsafe bytes.load(at: offset, as: (ByteVector, ByteVector, ByteVector, ByteVector).self)
    }

    /// The bytes that pass a test.
    @inline(always)
    func mask(_ test: (ByteVector) -> ByteVectorMask) -> UInt64 {
        let low = UInt64(test(v0).bits | test(v1).bits &<< 16)
        let high = UInt64(test(v2).bits | test(v3).bits &<< 16)
        return low | high &<< 32
    }

    /// The bytes that pass a test together with the one at their place in another block.
    @inline(always)
    func mask(with other: ByteBlock, _ test: (ByteVector, ByteVector) -> ByteVectorMask) -> UInt64 {
        let low = UInt64(test(v0, other.v0).bits | test(v1, other.v1).bits &<< 16)
        let high = UInt64(test(v2, other.v2).bits | test(v3, other.v3).bits &<< 16)
        return low | high &<< 32
    }

    /// The bytes that pass a test, and how many do.
    @inline(always)
    func countedMask(_ test: (ByteVector) -> ByteVectorMask) -> (mask: UInt64, count: Int) {
        let (m0, m1, m2, m3) = (test(v0), test(v1), test(v2), test(v3))
        let low = UInt64(m0.bits | m1.bits &<< 16)
        let high = UInt64(m2.bits | m3.bits &<< 16)
        #if canImport(_Builtin_intrinsics.intel.sse2)
            // x86-64 has no instruction to count bits without asking; it can add up bytes.
            return (low | high &<< 32, ByteVectorMask.count(m0, m1, m2, m3))
        #else
            return (low | high &<< 32, (low | high &<< 32).nonzeroBitCount)
        #endif
    }

    /// The bytes that are `byte`.
    @inline(always)
    func mask(of byte: UInt8) -> UInt64 { mask { $0.mask(of: byte) } }
}

/// 32 bytes of input: half of a block, for short texts.
struct ByteHalfBlock {
    static let count = 32

    private let v0: ByteVector
    private let v1: ByteVector

    /// Loads the 32 bytes from `offset` on.
    ///
    /// - Precondition: `offset + 32 <= bytes.count`; checked.
    @inline(always)
    init(_ bytes: Span<UInt8>, at offset: Int) {
        // Safe: any 32 bytes are two valid vectors.
        (v0, v1) = unsafe bytes.load(at: offset, as: (ByteVector, ByteVector).self)
    }

    /// The bytes that pass a test.
    @inline(always)
    func mask(_ test: (ByteVector) -> ByteVectorMask) -> UInt32 { test(v0).bits | test(v1).bits &<< 16 }
}
