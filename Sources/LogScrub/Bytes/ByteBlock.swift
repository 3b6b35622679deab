/// Sixteen bytes: the vector that both x86-64 (SSE2) and arm64 (NEON) have without asking.
typealias ByteVector = SIMD16<UInt8>

/// Which bytes of a vector passed a test: 0xFF or 0x00 each.
typealias ByteVectorMask = SIMDMask<SIMD16<Int8>>

/// 64 bytes of input, from which class masks are made.
///
/// A *block mask* is a `UInt64` with one bit for each byte. To get it in few instructions without a movemask (which Swift
/// does not have), the eight words of eight bytes are laid over each other: bit `8 * i + 4 * h + k` stands for byte
/// `16 * k + 8 * h + i`. In this **interleaved** order a shift by one byte position is a shift by eight bits;
/// `following(_:_:)` supplies the bits that come in from the next word, and `inOrder(_:)` turns a mask into the natural
/// order, one bit after the other.
///
/// Both sides of each comparison and the mask carry explicit types on purpose: with a literal on one side the compiler
/// (6.3) emits a loop over the sixteen lanes instead of one instruction.
struct ByteBlock {
    static let count = 64

    let v0: ByteVector
    let v1: ByteVector
    let v2: ByteVector
    let v3: ByteVector

    /// Loads the 64 bytes from `offset` on.
    ///
    /// - Precondition: `offset + 64 <= bytes.count`; checked by each load.
    @inline(__always)
    init(_ bytes: Span<UInt8>, at offset: Int) {
        // Safe: every byte is initialized, the loads are bounds-checked, and any sixteen bytes are a valid vector.
        let bytes = unsafe bytes.bytes
        unsafe v0 = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: ByteVector.self)
        unsafe v1 = bytes.unsafeLoadUnaligned(fromByteOffset: offset &+ 16, as: ByteVector.self)
        unsafe v2 = bytes.unsafeLoadUnaligned(fromByteOffset: offset &+ 32, as: ByteVector.self)
        unsafe v3 = bytes.unsafeLoadUnaligned(fromByteOffset: offset &+ 48, as: ByteVector.self)
    }

    /// The block mask of one byte value.
    @inline(__always)
    func mask(of byte: UInt8) -> UInt64 {
        let b = ByteVector(repeating: byte)
        return Self.interleave(
            Self.equal(v0, b), Self.equal(v1, b), Self.equal(v2, b), Self.equal(v3, b)
        )
    }

    /// The block mask of a letter in either case; given in lower case.
    @inline(__always)
    func mask(ofLetter letter: UInt8) -> UInt64 {
        let b = ByteVector(repeating: letter)
        let bit = ByteVector(repeating: 0x20)
        return Self.interleave(
            Self.equal(v0 | bit, b), Self.equal(v1 | bit, b), Self.equal(v2 | bit, b), Self.equal(v3 | bit, b)
        )
    }

    /// The block mask of two byte values.
    @inline(__always)
    func mask(of a: UInt8, _ b: UInt8) -> UInt64 {
        let a = ByteVector(repeating: a)
        let b = ByteVector(repeating: b)
        return Self.interleave(
            Self.equal(v0, a) | Self.equal(v0, b), Self.equal(v1, a) | Self.equal(v1, b),
            Self.equal(v2, a) | Self.equal(v2, b), Self.equal(v3, a) | Self.equal(v3, b)
        )
    }

    /// The block mask of three byte values.
    @inline(__always)
    func mask(of a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt64 {
        let a = ByteVector(repeating: a)
        let b = ByteVector(repeating: b)
        let c = ByteVector(repeating: c)
        return Self.interleave(
            Self.equal(v0, a) | Self.equal(v0, b) | Self.equal(v0, c),
            Self.equal(v1, a) | Self.equal(v1, b) | Self.equal(v1, c),
            Self.equal(v2, a) | Self.equal(v2, b) | Self.equal(v2, c),
            Self.equal(v3, a) | Self.equal(v3, b) | Self.equal(v3, c)
        )
    }

    /// The block mask of the decimal digits.
    @inline(__always)
    func digitMask() -> UInt64 {
        Self.interleave(Self.digits(v0), Self.digits(v1), Self.digits(v2), Self.digits(v3))
    }

    @inline(__always)
    static func equal(_ a: ByteVector, _ b: ByteVector) -> ByteVector {
        let mask: ByteVectorMask = a .== b
        return unsafe unsafeBitCast(mask, to: ByteVector.self)  // Safe: a mask is sixteen bytes of 0x00 or 0xFF.
    }

    @inline(__always)
    static func digits(_ vector: ByteVector) -> ByteVector {
        // Flip into the signed order, where SSE2 can compare: '0'...'9' becomes the ten smallest values.
        let shifted = vector &- ByteVector(repeating: 0x30 &+ 0x80)
        let signed = unsafe unsafeBitCast(shifted, to: SIMD16<Int8>.self)  // Safe: the same sixteen bytes.
        let limit = SIMD16<Int8>(repeating: -128 + 10)
        let mask: ByteVectorMask = signed .< limit
        return unsafe unsafeBitCast(mask, to: ByteVector.self)
    }

    /// Lays four vector masks over each other; see the type's comment for the order of the bits.
    @inline(__always)
    static func interleave(_ a: ByteVector, _ b: ByteVector, _ c: ByteVector, _ d: ByteVector) -> UInt64 {
        let w0 = a & ByteVector(repeating: 0x11)
        let w1 = b & ByteVector(repeating: 0x22)
        let w2 = c & ByteVector(repeating: 0x44)
        let w3 = d & ByteVector(repeating: 0x88)
        let combined: ByteVector = (w0 | w1) | (w2 | w3)
        // Both nibbles of each byte are alike; keep the low ones of the first word and the high ones of the second.
        let words = unsafe unsafeBitCast(combined, to: SIMD2<UInt64>.self)  // Safe: sixteen bytes either way.
        return (words[0] & 0x0F0F_0F0F_0F0F_0F0F) | (words[1] & 0xF0F0_F0F0_F0F0_F0F0)
    }

    /// The mask moved on by eight bytes: what `ahead` takes the incoming bits from.
    ///
    /// - Parameters:
    ///   - mask: An interleaved mask of this block.
    ///   - next: The same class in the block that follows.
    @inline(__always)
    static func following(_ mask: UInt64, _ next: UInt64) -> UInt64 {
        ((mask &>> 4) & 0x0F0F_0F0F_0F0F_0F0F) | ((mask &<< 3) & 0x7070_7070_7070_7070)
            | ((next & 0x0101_0101_0101_0101) &<< 7)
    }

    /// The mask of the bytes `distance` further on.
    ///
    /// - Parameters:
    ///   - following: `following(_:_:)` of the same mask.
    ///   - distance: 1 to 7.
    @inline(__always)
    static func ahead(_ mask: UInt64, _ following: UInt64, by distance: UInt64) -> UInt64 {
        (mask &>> (8 &* distance)) | (following &<< (64 &- 8 &* distance))
    }

    /// The union of the masks of the bytes that are a number of `distances` further on.
    ///
    /// All shifts to the right come first, then all to the left: paired, the compiler would make one double-precision shift
    /// (`shld`) of each two, which takes six times as long on current processors.
    @inline(__always)
    static func ahead(_ mask: UInt64, _ following: UInt64, by distances: ClosedRange<UInt64>) -> UInt64 {
        var right: UInt64 = 0
        var left: UInt64 = 0
        for distance in distances.lowerBound...distances.upperBound {
            right |= mask &>> (8 &* distance)
            left |= following &<< (64 &- 8 &* distance)
        }
        return right | left
    }

    /// Turns an interleaved mask into natural order: bit `n` stands for byte `n`.
    @inline(__always)
    static func inOrder(_ mask: UInt64) -> UInt64 {
        // A word's eight bits stand in the eight bytes, at the same place; a multiplication gathers them in the highest byte.
        @inline(__always)
        func word(_ place: UInt64) -> UInt64 {
            (((mask &>> place) & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
        }
        let low = word(0) | word(4) &<< 8 | word(1) &<< 16 | word(5) &<< 24
        let high = word(2) | word(6) &<< 8 | word(3) &<< 16 | word(7) &<< 24
        return low | high &<< 32
    }
}
