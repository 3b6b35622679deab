/// KIASU-BC: AES-128 with a tweak of eight bytes, which is added to each round key (Jean, Nikolić, Peyrin, "Tweaks and Keys for Block
/// Ciphers: the TWEAKEY Framework", ASIACRYPT 2014; draft-denis-ipcrypt, section 9.9).
///
/// Everything else here leaves AES to swift-crypto. That offers whole blocks only, and this tweak goes in between the rounds, so the
/// rounds stand below. With the tweak zero it is AES-128: the tests compare the two.
///
/// The rounds are bitsliced, so that neither a table nor a branch is chosen by a byte of the key or of the address: how long it takes
/// tells nothing about either.
struct KiasuBC: Sendable {
    /// The eleven round keys.
    private let roundKeys: ContiguousArray<Rounds>

    /// Expands the key (FIPS 197, section 5.2).
    init(key: UInt128) {
        var word = UInt32(truncatingIfNeeded: key)
        var roundKey = key
        var constant: UInt32 = 1
        var roundKeys: ContiguousArray = [Rounds(key)]
        for _ in 1...10 {
            var substituted = Rounds(UInt128(word &<< 8 | word &>> 24))
            substituted.substitute()
            let change = UInt32(truncatingIfNeeded: substituted.block) ^ constant &<< 24
            // Each of the four words is added to all that come behind it.
            roundKey ^= roundKey &>> 32
            roundKey ^= roundKey &>> 64
            roundKey ^= UInt128(change) &* 0x0000_0001_0000_0001_0000_0001_0000_0001
            roundKeys.append(Rounds(roundKey))
            word = UInt32(truncatingIfNeeded: roundKey)
            constant = constant &<< 1 ^ (constant &>> 7) &* 0x11B
        }
        self.roundKeys = roundKeys
    }

    /// - Complexity: eleven rounds, nothing allocated.
    func encrypt(_ block: UInt128, tweak: UInt64) -> UInt128 {
        let tweak = Rounds(Self.padded(tweak))
        var state = Rounds(block)
        state.add(roundKeys[0], tweak)
        for round in 1...9 {
            state.substitute()
            state.shiftRows()
            state.mixColumns()
            state.add(roundKeys[round], tweak)
        }
        state.substitute()
        state.shiftRows()
        state.add(roundKeys[10], tweak)
        return state.block
    }

    /// - Complexity: eleven rounds, nothing allocated.
    func decrypt(_ block: UInt128, tweak: UInt64) -> UInt128 {
        let tweak = Rounds(Self.padded(tweak))
        var state = Rounds(block)
        state.add(roundKeys[10], tweak)
        for round in (1...9).reversed() {
            state.unshiftRows()
            state.unsubstitute()
            state.add(roundKeys[round], tweak)
            state.unmixColumns()
        }
        state.unshiftRows()
        state.unsubstitute()
        state.add(roundKeys[0], tweak)
        return state.block
    }

    /// The tweak in the first two rows of the state (section 9.9.2 of the draft).
    static func padded(_ tweak: UInt64) -> UInt128 {
        var padded: UInt128 = 0
        for column in 0..<4 {
            padded |= UInt128(tweak &>> UInt64(48 &- 16 &* column) & 0xFFFF) &<< UInt128(112 &- 32 &* column)
        }
        return padded
    }
}

/// The state of AES, with the functions that make up a round (FIPS 197, sections 5.1 and 5.3).
///
/// Bits `16 * i` to `16 * i + 15` are plane `i`: the bits `i` of all sixteen bytes, that of the byte in row `r` and column `c` at place
/// `4 * c + r`.
private struct Rounds: Sendable {
    private var planes: UInt128

    // MARK: Bytes to planes and back

    @inline(__always)
    init(_ block: UInt128) {
        let first = Self.transposed(UInt64(truncatingIfNeeded: block &>> 64).byteSwapped)
        let second = Self.transposed(UInt64(truncatingIfNeeded: block).byteSwapped)
        planes = Self.spread(first) | Self.spread(second) &<< 8
    }

    @inline(__always)
    var block: UInt128 {
        let first = Self.transposed(Self.gathered(planes)).byteSwapped
        let second = Self.transposed(Self.gathered(planes &>> 8)).byteSwapped
        return UInt128(first) &<< 64 | UInt128(second)
    }

    /// Eight bytes as a matrix of eight by eight bits, mirrored: by blocks of one, two and four.
    @inline(__always)
    private static func transposed(_ matrix: UInt64) -> UInt64 {
        var matrix = matrix
        var exchanged = (matrix ^ matrix &>> 7) & 0x00AA_00AA_00AA_00AA
        matrix ^= exchanged ^ exchanged &<< 7
        exchanged = (matrix ^ matrix &>> 14) & 0x0000_CCCC_0000_CCCC
        matrix ^= exchanged ^ exchanged &<< 14
        exchanged = (matrix ^ matrix &>> 28) & 0x0000_0000_F0F0_F0F0
        return matrix ^ exchanged ^ exchanged &<< 28
    }

    /// Eight bytes, each in the lower half of a plane.
    @inline(__always)
    private static func spread(_ bytes: UInt64) -> UInt128 {
        var spread = UInt128(bytes)
        spread = (spread | spread &<< 32) & 0x0000_0000_FFFF_FFFF_0000_0000_FFFF_FFFF
        spread = (spread | spread &<< 16) & 0x0000_FFFF_0000_FFFF_0000_FFFF_0000_FFFF
        return (spread | spread &<< 8) & 0x00FF_00FF_00FF_00FF_00FF_00FF_00FF_00FF
    }

    /// The lower halves of the planes.
    @inline(__always)
    private static func gathered(_ planes: UInt128) -> UInt64 {
        var bytes = planes & 0x00FF_00FF_00FF_00FF_00FF_00FF_00FF_00FF
        bytes = (bytes | bytes &>> 8) & 0x0000_FFFF_0000_FFFF_0000_FFFF_0000_FFFF
        bytes = (bytes | bytes &>> 16) & 0x0000_0000_FFFF_FFFF_0000_0000_FFFF_FFFF
        return UInt64(truncatingIfNeeded: bytes | bytes &>> 32)
    }

    // MARK: AddRoundKey

    @inline(__always)
    mutating func add(_ roundKey: Rounds, _ tweak: Rounds) { planes ^= roundKey.planes ^ tweak.planes }

    // MARK: ShiftRows

    /// Each row takes its bytes from as many columns to the right as its number is.
    @inline(__always)
    mutating func shiftRows() { permuteRows(columns: (1, 2, 3)) }

    @inline(__always)
    mutating func unshiftRows() { permuteRows(columns: (3, 2, 1)) }

    @inline(__always)
    private mutating func permuteRows(columns: (UInt16, UInt16, UInt16)) {
        var permuted = planes & Self.inAll(0x1111)
        permuted |= rotated(4 &* columns.0) & Self.inAll(0x2222)
        permuted |= rotated(4 &* columns.1) & Self.inAll(0x4444)
        permuted |= rotated(4 &* columns.2) & Self.inAll(0x8888)
        planes = permuted
    }

    /// All planes, rotated to the right.
    @inline(__always)
    private func rotated(_ distance: UInt16) -> UInt128 {
        let kept = UInt16.max &>> distance
        let right = planes &>> UInt128(distance) & Self.inAll(kept)
        let left = planes &<< UInt128(16 &- distance) & Self.inAll(~kept)
        return right | left
    }

    /// The same bits in all planes.
    @inline(__always)
    private static func inAll(_ plane: UInt16) -> UInt128 {
        UInt128(plane) &* 0x0001_0001_0001_0001_0001_0001_0001_0001
    }

    // MARK: MixColumns

    /// Each byte becomes `2 a ^ 3 b ^ c ^ d`, with `b`, `c`, `d` the bytes below it in its column.
    @inline(__always)
    mutating func mixColumns() {
        let below = Self.oneBelow(planes)
        let both = planes ^ below
        planes = Self.doubled(both) ^ below ^ Self.twoBelow(both)
    }

    /// The inverse is the same with `5 a ^ 4 c` in front, as `(0e 0b 0d 09) = (02 03 01 01) (05 00 04 00)`.
    @inline(__always)
    mutating func unmixColumns() {
        planes ^= Self.doubled(Self.doubled(planes ^ Self.twoBelow(planes)))
        mixColumns()
    }

    @inline(__always)
    private static func oneBelow(_ planes: UInt128) -> UInt128 {
        let above = planes &>> 1 & inAll(0x7777)
        let around = planes &<< 3 & inAll(0x8888)
        return above | around
    }

    @inline(__always)
    private static func twoBelow(_ planes: UInt128) -> UInt128 {
        let above = planes &>> 2 & inAll(0x3333)
        let around = planes &<< 2 & inAll(0xCCCC)
        return above | around
    }

    /// Times `x` in GF(2^8), modulo `x^8 + x^4 + x^3 + x + 1`: each plane becomes the next one, and the last one is added to those of
    /// the modulus.
    @inline(__always)
    private static func doubled(_ planes: UInt128) -> UInt128 {
        let last = planes &>> 112
        var doubled = planes &<< 16 | last
        doubled ^= last &<< 16
        doubled ^= last &<< 48
        doubled ^= last &<< 64
        return doubled
    }

    // MARK: SubBytes

    /// The S-box as the circuit of 115 gates in Boyar, Peralta, "A new combinational logic minimization technique with applications to
    /// cryptology" (ePrint 2009/191); `x`, `y`, `t`, `z` and `s` are its names, which count bits from the highest.
    @inline(__always)
    mutating func substitute() {
        let (x0, x1, x2, x3) = (plane(7), plane(6), plane(5), plane(4))
        let (x4, x5, x6, x7) = (plane(3), plane(2), plane(1), plane(0))

        let y14 = x3 ^ x5
        let y13 = x0 ^ x6
        let y9 = x0 ^ x3
        let y8 = x0 ^ x5
        let t0 = x1 ^ x2
        let y1 = t0 ^ x7
        let y4 = y1 ^ x3
        let y12 = y13 ^ y14
        let y2 = y1 ^ x0
        let y5 = y1 ^ x6
        let y3 = y5 ^ y8
        let t1 = x4 ^ y12
        let y15 = t1 ^ x5
        let y20 = t1 ^ x1
        let y6 = y15 ^ x7
        let y10 = y15 ^ t0
        let y11 = y20 ^ y9
        let y7 = x7 ^ y11
        let y17 = y10 ^ y11
        let y19 = y10 ^ y8
        let y16 = t0 ^ y11
        let y21 = y13 ^ y16
        let y18 = x0 ^ y16

        let t2 = y12 & y15
        let t4 = y3 & y6 ^ t2
        let t6 = y4 & x7 ^ t2
        let t7 = y13 & y16
        let t9 = y5 & y1 ^ t7
        let t11 = y2 & y7 ^ t7
        let t12 = y9 & y11
        let t14 = y14 & y17 ^ t12
        let t16 = y8 & y10 ^ t12
        let t21 = t4 ^ t14 ^ y20
        let t22 = t6 ^ t16 ^ y19
        let t23 = t9 ^ t14 ^ y21
        let t24 = t11 ^ t16 ^ y18
        let t25 = t21 ^ t22
        let t26 = t21 & t23
        let t27 = t24 ^ t26
        let t29 = t25 & t27 ^ t22
        let t33 = (t22 ^ t26) & (t23 ^ t24) ^ t24
        let t36 = t24 & (t27 ^ t33)
        let t37 = t36 ^ t23 ^ t33
        let t40 = t25 ^ t29 & (t27 ^ t36)
        let t41 = t40 ^ t37
        let t42 = t29 ^ t33
        let t43 = t29 ^ t40
        let t44 = t33 ^ t37
        let t45 = t42 ^ t41
        let z0 = t44 & y15
        let z1 = t37 & y6
        let z2 = t33 & x7
        let z3 = t43 & y16
        let z4 = t40 & y1
        let z5 = t29 & y7
        let z6 = t42 & y11
        let z7 = t45 & y17
        let z8 = t41 & y10
        let z9 = t44 & y12
        let z10 = t37 & y3
        let z11 = t33 & y4
        let z12 = t43 & y13
        let z13 = t40 & y5
        let z14 = t29 & y2
        let z15 = t42 & y9
        let z16 = t45 & y14
        let z17 = t41 & y8

        let t46 = z15 ^ z16
        let t48 = z5 ^ z13
        let t53 = z0 ^ z3
        let t57 = z2 ^ z12 ^ t53
        let t58 = z4 ^ t46
        let t59 = z3 ^ z6 ^ z7
        let t62 = z7 ^ z8 ^ t58
        let t63 = z9 ^ z10 ^ t58
        let t64 = z4 ^ t59
        let t65 = z14 ^ t57 ^ t62
        let t66 = z1 ^ t63
        let s0 = t59 ^ t63
        let s3 = t53 ^ t66
        let s4 = z2 ^ z5 ^ t66
        let s5 = z10 ^ z11 ^ t65
        let s1 = ~(t64 ^ s3)
        let s2 = ~(z16 ^ z17 ^ t64 ^ t65)
        let s6 = ~(z12 ^ t48 ^ t62)
        let s7 = ~(t48 ^ t46 ^ t57)
        planes = UInt128(Self.joined(s0, s1, s2, s3)) &<< 64
        planes |= UInt128(Self.joined(s4, s5, s6, s7))
    }

    @inline(__always)
    private func plane(_ index: Int) -> UInt16 { UInt16(truncatingIfNeeded: planes &>> UInt128(16 &* index)) }

    @inline(__always)
    private static func joined(_ a: UInt16, _ b: UInt16, _ c: UInt16, _ d: UInt16) -> UInt64 {
        let upper = UInt32(a) &<< 16 | UInt32(b)
        let lower = UInt32(c) &<< 16 | UInt32(d)
        return UInt64(upper) &<< 32 | UInt64(lower)
    }

    /// The S-box inverts in GF(2^8), which undoes itself, and then applies an affine map. So its inverse is: that map undone, the S-box,
    /// the map undone once more.
    @inline(__always)
    mutating func unsubstitute() {
        undoAffineMap()
        substitute()
        undoAffineMap()
    }

    /// Adds `63`, and makes of each bit `i` the sum of the bits `i + 2`, `i + 5` and `i + 7`.
    @inline(__always)
    private mutating func undoAffineMap() {
        let sum = planes ^ 0x0000_FFFF_FFFF_0000_0000_0000_FFFF_FFFF
        planes = sum &>> 32 | sum &<< 96
        planes ^= sum &>> 80 | sum &<< 48
        planes ^= sum &>> 112 | sum &<< 16
    }
}
