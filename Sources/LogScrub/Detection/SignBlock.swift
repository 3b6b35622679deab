/// A block of 64 bytes, taken apart into the classes of bytes of which signs are made: one bit for each byte, that of the first byte lowest.
///
/// The first 56 bytes are the block's own; the eight behind them are there to be looked at, and the next block begins with them. So what a sign
/// asks of the eight bytes behind it is known. What it asks of others is carried into the block: of the byte before it whether it is a digit, of
/// the one behind it whether it is a dot.
struct SignBlock {
    /// How many bytes of a block are its own.
    static let stride = 56
    /// Their bits.
    private static let own: UInt64 = .max &>> 8

    private let bytes: ByteBlock
    /// The bytes behind each of them.
    private let next: ByteBlock
    private let dots: UInt64
    private let colons: UInt64
    private let digits: UInt64
    /// Commas and hyphens.
    private let separators: UInt64
    /// `x` in either case.
    private let crosses: UInt64
    /// The lowest bit says whether a digit stands right before the block.
    private let digitBefore: UInt64
    /// The bit of the last byte of the block's own says whether a dot stands right behind the block, nine bytes further on.
    private let dotBehind: UInt64

    /// Takes the 64 bytes from `offset` on apart.
    ///
    /// - Precondition: `offset + 64 < bytes.count`; checked.
    @inline(__always)
    init(_ bytes: Span<UInt8>, at offset: Int) {
        digitBefore = offset > 0 && bytes[offset &- 1].isDigit ? 1 : 0
        dotBehind = bytes[offset &+ ByteBlock.count] == ASCII.dot ? 1 &<< UInt64(Self.stride &- 1) : 0
        let block = ByteBlock(bytes, at: offset)
        self.bytes = block
        next = ByteBlock(bytes, at: offset &+ 1)
        dots = block.mask(of: ASCII.dot)
        colons = block.mask(of: ASCII.colon)
        digits = block.mask { $0.digits }
        // The comma and the hyphen are neighbors: 0x2C and 0x2D.
        separators = block.mask { $0.mask(of: ASCII.comma, ignoring: 1) }
        crosses = block.mask { $0.mask(of: UInt8(ascii: "x"), ignoring: 0x20) }
    }

    /// The block's own bytes at which one of some signs stands.
    ///
    /// Which signs those are must be known where it is compiled: then what is not among them costs nothing.
    @inline(__always)
    func candidates(_ signs: Signs) -> UInt64 {
        var mask = bytes.mask(with: next) { Self.singles($0, signs).union(Self.pairs($0, $1, signs)) }
        mask |= signs.contains(.numberDot) ? numberDots : 0
        mask |= signs.contains(.nibbleDot) ? dots & dots &>> 2 & dots &>> 4 : 0
        mask |= signs.contains(.doubledColon) ? colons & colons &>> 1 : 0
        mask |= signs.contains(.pairColon) ? colons & colons &>> 3 & colons &>> 6 : 0
        mask |= signs.contains(.groupColon) ? Self.three(colons & Self.ahead(colons, 2...5)) : 0
        mask |= signs.contains(.keyColon) ? colons & ~(digits &<< 1 | digitBefore) : 0
        mask |= signs.contains(.listSeparator) ? Self.two(separators & Self.ahead(separators, 1...5)) : 0
        mask |= signs.contains(.doubledHyphen) ? separators & separators &>> 1 : 0
        mask |= signs.contains(.labelHyphen) ? separators & (dots &>> 9 | dotBehind) : 0
        mask |= signs.contains(.cross) ? crosses & digits &>> 1 & Self.ahead(crosses, 2...4) : 0
        return mask & Self.own
    }

    /// A chain of three dots, of which the first two stand before digits.
    @inline(__always)
    private var numberDots: UInt64 {
        let linked = dots & digits &>> 1 & Self.ahead(dots, 2...4)
        return linked & Self.ahead(linked, 2...4)
    }

    /// The bytes that are a sign whatever stands around them.
    @inline(__always)
    private static func singles(_ vector: ByteVector, _ signs: Signs) -> ByteVectorMask {
        var mask = ByteVectorMask(repeating: false)
        if signs.contains(.escape) {
            // `#`, `$`, `%` and `&` are four neighbors.
            mask = mask.union(vector.mask(from: ASCII.hash, count: 4)).union(vector.mask(of: ASCII.backslash))
        }
        if signs.contains(.at) { mask = mask.union(vector.mask(of: ASCII.at)) }
        // `<` and `=` are neighbors too: 0x3C and 0x3D.
        if signs.contains(.equalsOrBracket) { mask = mask.union(vector.mask(of: ASCII.lessThan, ignoring: 1)) }
        if signs.contains(.plus) { mask = mask.union(vector.mask(of: ASCII.plus)) }
        if signs.contains(.tab) { mask = mask.union(vector.mask(of: ASCII.tab)) }
        if signs.contains(.letterJ) { mask = mask.union(vector.mask(of: UInt8(ascii: "J"))) }
        if signs.contains(.listBrace) { mask = mask.union(vector.mask(of: ASCII.leftBrace)) }
        return mask
    }

    /// The bytes that are a sign with the byte behind them.
    @inline(__always)
    private static func pairs(_ vector: ByteVector, _ next: ByteVector, _ signs: Signs) -> ByteVectorMask {
        var mask = ByteVectorMask(repeating: false)
        if signs.contains(.dialUpDot) { mask = mask.union(vector.mask(of: ASCII.dot)) }
        if signs.contains(.protocolSlash) { mask = mask.union(vector.mask(of: UInt8(ascii: "P"))) }
        let slashes = next.mask(of: ASCII.slash).union(next.mask(of: UInt8(ascii: "d"), ignoring: 0x20))
        mask = mask.intersection(slashes)
        // A blank and a quote differ in one bit.
        let framing = next.mask(of: ASCII.quote, ignoring: 2)
        if signs.contains(.keyColon) { mask = mask.union(vector.mask(of: ASCII.colon).intersection(framing)) }
        if signs.contains(.closedBracket) {
            mask = mask.union(vector.mask(of: ASCII.rightBracket).intersection(framing))
        }
        if signs.contains(.quoteBlank) {
            let signs = next.mask(of: ASCII.quote, ignoring: 5).union(next.mask(of: ASCII.slash))
            mask = mask.union(vector.mask(of: ASCII.space).intersection(signs))
        }
        if signs.contains(.homeSlash) {
            mask = mask.union(vector.mask(of: ASCII.slash).intersection(next.mask(of: UInt8(ascii: "h"))))
        }
        return mask
    }

    /// The bytes that have a bit of `mask` one of `distances` further on.
    @inline(__always)
    static func ahead(_ mask: UInt64, _ distances: ClosedRange<UInt64>) -> UInt64 {
        var union: UInt64 = 0
        for distance in distances.lowerBound...distances.upperBound { union |= mask &>> distance }
        return union
    }

    /// The mask itself if it holds two bits, or one that may have its fellow in the next block; else nothing.
    ///
    /// Whether bytes are followed by their fellow within five is known of all but the last five.
    @inline(__always)
    private static func two(_ mask: UInt64) -> UInt64 {
        let known = mask & .max &>> 5
        let atBorder: UInt64 = 0b11 &<< 54
        return (known & (known &- 1)) | (known & atBorder) == 0 ? 0 : mask
    }

    /// The mask itself if it holds three bits of the block's own bytes, else nothing.
    @inline(__always)
    private static func three(_ mask: UInt64) -> UInt64 {
        let mask = mask & own
        let second = mask & (mask &- 1)
        return second & (second &- 1) == 0 ? 0 : mask
    }
}
