#if canImport(_Builtin_intrinsics.intel.sse2)
    private import _Builtin_intrinsics.intel.sse2
#endif

/// Sixteen bytes: the vector that both x86-64 (SSE2) and arm64 (NEON) have without asking.
typealias ByteVector = SIMD16<UInt8>

/// Which bytes of a vector passed a test: 0xFF or 0x00 each.
typealias ByteVectorMask = SIMDMask<SIMD16<Int8>>

/// Tests of sixteen bytes at once.
///
/// Both sides of each comparison and the mask carry explicit types on purpose: with a literal on one side the compiler
/// (6.3) emits a loop over the sixteen lanes instead of one instruction.
extension ByteVector {
    /// Loads the sixteen bytes from `offset` on.
    ///
    /// - Precondition: `offset + 16 <= bytes.count`; checked.
    @inline(always)
    init(_ bytes: Span<UInt8>, at offset: Int) {
        self = unsafe bytes.load(at: offset, as: ByteVector.self)  // Safe: any sixteen bytes are a valid vector.
    }

    /// The bytes that are `byte`.
    @inline(always)
    func mask(of byte: UInt8) -> ByteVectorMask {
        let mask: ByteVectorMask = self .== ByteVector(repeating: byte)
        return mask
    }

    /// The bytes that are `byte` once the bits of `bit` are set in both: a letter in either case, or two neighbors.
    @inline(always)
    func mask(of byte: UInt8, ignoring bit: UInt8) -> ByteVectorMask {
        (self | ByteVector(repeating: bit)).mask(of: byte | bit)
    }

    /// The `count` byte values from `first` on.
    @inline(always)
    func mask(from first: UInt8, count: Int8) -> ByteVectorMask {
        // Flip into the signed order, where SSE2 can compare: `first` becomes the smallest value.
        let shifted = self &- ByteVector(repeating: first &+ 0x80)
        let signed = unsafe unsafeBitCast(shifted, to: SIMD16<Int8>.self)  // Safe: the same sixteen bytes.
        let mask: ByteVectorMask = signed .< SIMD16<Int8>(repeating: -128 &+ count)
        return mask
    }

    /// The bytes that lie in ranges of their own: each from the value in `first` on, and as many more as `others` says.
    @inline(always)
    func mask(from first: ByteVector, others: ByteVector) -> ByteVectorMask {
        let mask: ByteVectorMask = (self &- first) .<= others
        return mask
    }

    /// The decimal digits.
    @inline(always)
    var digits: ByteVectorMask { mask(from: ASCII.zero, count: 10) }

    /// The letters, in either case.
    @inline(always)
    var letters: ByteVectorMask { (self | ByteVector(repeating: 0x20)).mask(from: UInt8(ascii: "a"), count: 26) }

    /// Letters, digits and underscores.
    @inline(always)
    var wordBytes: ByteVectorMask { digits.union(letters).union(mask(of: ASCII.underscore)) }

    /// Those and hyphens: what keys are made of.
    @inline(always)
    var keyBytes: ByteVectorMask { wordBytes.union(mask(of: ASCII.hyphen)) }

    /// The hexadecimal digits.
    @inline(always)
    var hexDigits: ByteVectorMask {
        digits.union((self | ByteVector(repeating: 0x20)).mask(from: UInt8(ascii: "a"), count: 6))
    }
}

extension ByteVectorMask {
    /// What is in either.
    @inline(always)
    func union(_ other: Self) -> Self { self .| other }

    /// What is in both.
    @inline(always)
    func intersection(_ other: Self) -> Self { self .& other }

    /// One bit for each byte, that of the first byte lowest.
    @inline(always)
    var bits: UInt32 {
        #if canImport(_Builtin_intrinsics.intel.sse2)
            // Safe: a mask is sixteen bytes of 0x00 or 0xFF.
            UInt32(truncatingIfNeeded: unsafe _mm_movemask_epi8(unsafeBitCast(self, to: SIMD2<Int64>.self)))
        #else
            portableBits
        #endif
    }

    #if canImport(_Builtin_intrinsics.intel.sse2)
        /// How many bytes pass four tests together.
        @inline(always)
        static func count(_ m0: Self, _ m1: Self, _ m2: Self, _ m3: Self) -> Int {
            // Safe: a mask is sixteen bytes of 0x00 or 0xFF, which is minus one.
            let (a, b) = unsafe (unsafeBitCast(m0, to: ByteVector.self), unsafeBitCast(m1, to: ByteVector.self))
            let (c, d) = unsafe (unsafeBitCast(m2, to: ByteVector.self), unsafeBitCast(m3, to: ByteVector.self))
            let zero = ByteVector(repeating: 0)
            let counts = zero &- ((a &+ b) &+ (c &+ d))
            let sums = unsafe _mm_sad_epu8(
                unsafeBitCast(counts, to: SIMD2<Int64>.self), unsafeBitCast(zero, to: SIMD2<Int64>.self))
            return Int(truncatingIfNeeded: sums[0] &+ sums[1])
        }
    #endif

    /// `bits` for machines without an instruction for it: each byte keeps a bit of its own, and neighbors are added up.
    @inline(always)
    var portableBits: UInt32 {
        let weights = ByteVector(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
        let bytes = unsafe unsafeBitCast(self, to: ByteVector.self) & weights  // Safe: as above.
        let pairs = bytes.evenHalf &+ bytes.oddHalf
        let fours = pairs.evenHalf &+ pairs.oddHalf
        let eights = fours.evenHalf &+ fours.oddHalf
        return UInt32(eights[0]) | UInt32(eights[1]) &<< 8
    }
}
