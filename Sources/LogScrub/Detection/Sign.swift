/// What makes a byte a *candidate*: it stands where a separator stands in some spelling of what is looked for, or where a value may begin.
///
/// A recognizer declares the signs at which it is asked (`Recognizer`); where they stand is found for 64 bytes at a time (`SignBlock`).
///
/// A rule speaks of the byte itself and of the eight behind it. What else it asks for must be carried into the block. *Two such* and *three
/// such* are counted by block; beside it stands why that is enough.
enum Sign: UInt8, CaseIterable, Sendable {
    /// `.`: a digit follows, 2 to 4 bytes away is a dot that a digit follows too, and 2 to 4 bytes behind that another dot. Versions of three
    /// numbers have one dot too few.
    case numberDot
    /// `.`: the next two dots are 2 and 4 bytes away.
    case nibbleDot
    /// `.`: a `d` follows in either case, or a slash, which comes for free.
    case dialUpDot
    /// `:`: another colon follows at once.
    case doubledColon
    /// `:`: the next two colons are 3 and 6 bytes away. Times have one colon less.
    case pairColon
    /// `:`: the next colon is 2 to 5 bytes away, and there are three such.
    ///
    /// An address in full form has six colons with a successor and spans at most 31 bytes from the first to the last: it lies in two blocks
    /// at most, and one of them holds three. Times have one such colon, dates of access logs two.
    case groupColon
    /// `:`: no digit stands before it, or a blank or a quote behind it. Times have digits.
    case keyColon
    /// `-` or `,`: another of the two follows within five bytes, and there are two such, or one that may have its fellow in the next block.
    ///
    /// Two that belong together are at most five bytes apart, so if they lie in two blocks they lie at the border. Dates have one such hyphen.
    case listSeparator
    /// `{`. Groups of an IPv6 address in a tuple may have five digits, so that their commas are too far apart to be counted.
    case listBrace
    /// `-` or `,`: another of the two follows at once.
    case doubledHyphen
    /// `-` or `,`: a dot is nine bytes away.
    case labelHyphen
    /// `x` in either case: a digit follows, and the next `x` is 2 to 4 bytes away.
    case cross
    /// `/`: an `h` follows.
    case homeSlash
    /// `P`: a slash follows, or a `d` in either case, which comes for free.
    case protocolSlash
    /// A blank: a slash, a quote or an apostrophe follows, or one of the neighbors `#` and `&`.
    case quoteBlank
    /// `@`
    case at
    /// `=` or its neighbor `<`
    case equalsOrBracket
    /// `+`
    case plus
    /// `J`
    case letterJ
    /// `]`: a blank or a quote follows.
    case closedBracket
    /// A tab.
    case tab
    /// `%`, `\`, `#` or `&`, and `$` between them.
    case escape
}

/// A set of signs. What is asked of a literal is known where it is compiled.
struct Signs: Sendable, Hashable, ExpressibleByArrayLiteral {
    private var bits: UInt32

    @inline(__always)
    init(arrayLiteral signs: Sign...) { bits = signs.reduce(0) { $0 | Self.bit($1) } }

    @inline(__always)
    private static func bit(_ sign: Sign) -> UInt32 { 1 &<< UInt32(sign.rawValue) }

    @inline(__always)
    func contains(_ sign: Sign) -> Bool { bits & Self.bit(sign) != 0 }

    @inline(__always)
    mutating func formUnion(_ other: Signs) { bits |= other.bits }

    mutating func remove(_ sign: Sign) { bits &= ~Self.bit(sign) }
}
