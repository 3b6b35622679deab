/// Sixteen bytes: the vector that both x86-64 (SSE2) and arm64 (NEON) have without asking.
typealias ByteVector = SIMD16<UInt8>

/// Which bytes of a vector passed a test: 0xFF or 0x00 each.
typealias ByteVectorMask = SIMDMask<SIMD16<Int8>>

/// Two block masks.
typealias MaskPair = SIMD2<UInt64>

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

    // What follows makes a *layer* of each class of bytes: the four vector masks of the block laid over each other.

    /// One byte value.
    @inline(__always)
    func layer(of byte: UInt8) -> ByteVector {
        let b = ByteVector(repeating: byte)
        return Self.layer(Self.equal(v0, b), Self.equal(v1, b), Self.equal(v2, b), Self.equal(v3, b))
    }

    /// The byte values that are `byte` once the bits of `bit` are set: a letter in either case, or two neighbors.
    @inline(__always)
    func layer(of byte: UInt8, ignoring bit: UInt8) -> ByteVector {
        let b = ByteVector(repeating: byte | bit)
        let bit = ByteVector(repeating: bit)
        return Self.layer(
            Self.equal(v0 | bit, b), Self.equal(v1 | bit, b), Self.equal(v2 | bit, b), Self.equal(v3 | bit, b))
    }

    /// Three byte values.
    @inline(__always)
    func layer(of a: UInt8, _ b: UInt8, _ c: UInt8) -> ByteVector {
        let a = ByteVector(repeating: a)
        let b = ByteVector(repeating: b)
        let c = ByteVector(repeating: c)
        return Self.layer(
            Self.equal(v0, a) | Self.equal(v0, b) | Self.equal(v0, c),
            Self.equal(v1, a) | Self.equal(v1, b) | Self.equal(v1, c),
            Self.equal(v2, a) | Self.equal(v2, b) | Self.equal(v2, c),
            Self.equal(v3, a) | Self.equal(v3, b) | Self.equal(v3, c))
    }

    /// The decimal digits.
    @inline(__always)
    func digitLayer() -> ByteVector {
        Self.layer(Self.digits(v0), Self.digits(v1), Self.digits(v2), Self.digits(v3))
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

    /// Lays four vector masks over each other: bits `k` and `4 + k` of each byte say what mask `k` has there.
    @inline(__always)
    static func layer(_ a: ByteVector, _ b: ByteVector, _ c: ByteVector, _ d: ByteVector) -> ByteVector {
        let w0 = a & ByteVector(repeating: 0x11)
        let w1 = b & ByteVector(repeating: 0x22)
        let w2 = c & ByteVector(repeating: 0x44)
        let w3 = d & ByteVector(repeating: 0x88)
        return (w0 | w1) | (w2 | w3)
    }

    /// The block masks of two layers, side by side: what is done with them is done for both at once.
    @inline(__always)
    static func masks(_ a: ByteVector, _ b: ByteVector) -> MaskPair {
        // Safe: sixteen bytes either way.
        let first = unsafe unsafeBitCast(a, to: MaskPair.self)
        let second = unsafe unsafeBitCast(b, to: MaskPair.self)
        // Of each byte's two nibbles, which are alike, the low one of the first word and the high one of the second.
        let low = MaskPair(first[0], second[0]) & MaskPair(repeating: 0x0F0F_0F0F_0F0F_0F0F)
        let high = MaskPair(first[1], second[1]) & MaskPair(repeating: 0xF0F0_F0F0_F0F0_F0F0)
        return low | high
    }

    /// The block mask of one layer.
    @inline(__always)
    static func mask(_ layer: ByteVector) -> UInt64 {
        let words = unsafe unsafeBitCast(layer, to: MaskPair.self)  // Safe: sixteen bytes either way.
        return (words[0] & 0x0F0F_0F0F_0F0F_0F0F) | (words[1] & 0xF0F0_F0F0_F0F0_F0F0)
    }

    /// The masks moved on by eight bytes: what `ahead` takes the incoming bits from.
    ///
    /// - Parameters:
    ///   - masks: Interleaved masks of this block.
    ///   - next: The same classes in the block that follows.
    @inline(__always)
    static func following(_ masks: MaskPair, _ next: MaskPair) -> MaskPair {
        let right: MaskPair = (masks &>> MaskPair(repeating: 4)) & MaskPair(repeating: 0x0F0F_0F0F_0F0F_0F0F)
        let left: MaskPair = (masks &<< MaskPair(repeating: 3)) & MaskPair(repeating: 0x7070_7070_7070_7070)
        let incoming: MaskPair = (next & MaskPair(repeating: 0x0101_0101_0101_0101)) &<< MaskPair(repeating: 7)
        return right | left | incoming
    }

    /// The masks of the bytes `distance` further on.
    ///
    /// - Parameters:
    ///   - following: `following(_:_:)` of the same masks.
    ///   - distance: From 1 to 7.
    @inline(__always)
    static func ahead(_ masks: MaskPair, _ following: MaskPair, by distance: UInt64) -> MaskPair {
        let right: MaskPair = masks &>> MaskPair(repeating: 8 &* distance)
        let left: MaskPair = following &<< MaskPair(repeating: 64 &- 8 &* distance)
        return right | left
    }

    /// The union of the masks of the bytes that are one of `distances` further on.
    ///
    /// All shifts to the right come first, then all to the left: of each pair of one and the other the compiler would make a
    /// double-precision shift (`shld`), which takes longer than its parts.
    @inline(__always)
    static func ahead(_ masks: MaskPair, _ following: MaskPair, by distances: ClosedRange<UInt64>) -> MaskPair {
        var right = MaskPair(repeating: 0)
        var left = MaskPair(repeating: 0)
        for distance in distances.lowerBound...distances.upperBound {
            right |= masks &>> MaskPair(repeating: 8 &* distance)
            left |= following &<< MaskPair(repeating: 64 &- 8 &* distance)
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
