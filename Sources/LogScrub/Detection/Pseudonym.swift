/// A stand-in for a value: a letter that says what it is, a hyphen, and fifteen characters of base 32 (RFC 4648, in lower case).
///
/// The first thirteen are 64 bits of a keyed hash, the last two a check sum, by which a pseudonym is known again: it is left alone
/// when a log is scrubbed once more. Every format and every URL can hold it.
struct Pseudonym: Equatable, CustomStringConvertible {
    /// How many bytes the text has.
    static let length = 17

    /// The text but for its last character: the first one is the lowest byte of the first word.
    private let words: (UInt64, UInt64)
    private let last: UInt8

    /// Makes the text of a hash.
    ///
    /// - Parameter letter: That of the kind: values of different kinds never share a pseudonym.
    init(_ letter: UInt8, hash: UInt64) {
        let first = Self.groups(hash &>> 25)
        let second = Self.groups(hash & 0x1FF_FFFF)
        let ones: UInt64 = 0x0101_0101_0101_0101
        // As `summed` for eight values, and for five: the first three groups of the second half are none.
        var check = (UInt64(letter) &* 3_512_479_453_921 &+ Self.number(first &+ ones)) % Self.modulus
        check = (check &* 69_343_957 &+ Self.number(second &+ ones &<< 24)) % Self.modulus
        let head = Self.characters(first)
        let tail = Self.characters(second &>> 24 | (check &>> 5) &<< 40 | (check & 31) &<< 48)
        let beginning = UInt64(letter) | UInt64(ASCII.hyphen) &<< 8
        words = (beginning | head &<< 16, head &>> 48 | tail &<< 16)
        last = UInt8(truncatingIfNeeded: tail &>> 48)
    }

    static func == (first: Pseudonym, second: Pseudonym) -> Bool {
        first.words == second.words && first.last == second.last
    }

    /// The lowest forty bits as eight groups of five, each in a byte of its own, the highest in the lowest byte.
    @inline(__always)
    private static func groups(_ bits: UInt64) -> UInt64 {
        let halves = bits & 0xF_FFFF | (bits &>> 20 & 0xF_FFFF) &<< 32
        let quarters = halves & 0x3FF_0000_03FF | (halves & 0xF_FC00_000F_FC00) &<< 6
        let bytes = quarters & 0x1F_001F_001F_001F | (quarters & 0x3E0_03E0_03E0_03E0) &<< 3
        return bytes.byteSwapped
    }

    /// The number whose digits to base 37 the bytes are, the first of them in the lowest byte.
    @inline(__always)
    private static func number(_ digits: UInt64) -> UInt64 {
        let pairs = (digits & 0xFF_00FF_00FF_00FF) &* 37 &+ (digits &>> 8 & 0xFF_00FF_00FF_00FF)
        let fours = (pairs & 0xFFFF_0000_FFFF) &* 1369 &+ (pairs &>> 16 & 0xFFFF_0000_FFFF)
        return (fours & 0xFFFF_FFFF) &* 1_874_161 &+ fours &>> 32
    }

    /// The characters of eight values below 32, a byte each.
    @inline(__always)
    private static func characters(_ values: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // The highest bit of each byte is set by 26 and more, which are digits.
        let digits = (values &+ ones &* (0x80 &- 26)) &>> 7 & ones
        return values &+ ones &* UInt64(UInt8(ascii: "a")) &- digits
            &* UInt64(UInt8(ascii: "a") &+ 26 &- UInt8(ascii: "2"))
    }

    @inline(always)
    func write(into output: inout ByteOutput) {
        output.append(words: (words.0, words.1, UInt64(last)), length: Self.length)
    }

    /// The text.
    var description: String {
        let bytes = [words.0, words.1, UInt64(last)].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word &>> UInt64(8 * $0)) }
        }
        return String(decoding: bytes.prefix(Self.length), as: UTF8.self)
    }

    /// Whether a whole range is a pseudonym.
    static func isPseudonym(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == length, bytes[range.lowerBound &+ 1] == ASCII.hyphen,
            bytes[range.lowerBound] &- UInt8(ascii: "a") < 26,
            KindTable.letters &>> UInt32(bytes[range.lowerBound] & 31) & 1 != 0
        else { return false }
        var check = UInt64(bytes[range.lowerBound])
        let start = range.lowerBound &+ 2
        for at in start..<start &+ 13 {
            guard let value = value(of: bytes[at]) else { return false }
            check = summed(check, UInt64(value)) % modulus
        }
        return value(of: bytes[start &+ 13]).map(UInt64.init) == check &>> 5
            && value(of: bytes[start &+ 14]).map(UInt64.init) == check & 31
    }

    /// The end of the pseudonym that begins at `start`, or `nil`.
    static func end(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        guard start &+ length <= end, isPseudonym(bytes, start..<start &+ length) else { return nil }
        return start &+ length
    }

    /// The end of the pseudonym in which a position lies, or `nil`.
    static func end(_ bytes: Span<UInt8>, reaching at: Int, floor: Int) -> Int? {
        guard at > floor, value(of: bytes[at &- 1]) != nil,
            let hyphen = bytes.lastIndex(of: ASCII.hyphen, in: Swift.max(floor &+ 1, at &- length &+ 1)..<at),
            hyphen > floor
        else { return nil }
        return isPseudonym(bytes, hyphen &- 1..<hyphen &- 1 &+ length) ? hyphen &- 1 &+ length : nil
    }

    /// Where the pseudonym begins that ends at a position, or `nil`.
    @inline(__always)
    static func start(_ bytes: Span<UInt8>, before end: Int, floor: Int) -> Int? {
        let start = end &- length
        return start >= floor && isPseudonym(bytes, start..<end) ? start : nil
    }

    /// The check sum with one more value: its remainder sees every single wrong character and every pair that was exchanged.
    @inline(__always)
    private static func summed(_ sum: UInt64, _ value: UInt64) -> UInt64 { sum &* 37 &+ value &+ 1 }

    /// The largest prime of ten bits.
    private static var modulus: UInt64 { 1021 }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character &- UInt8(ascii: "a")
        case UInt8(ascii: "2")...UInt8(ascii: "7"): character &- UInt8(ascii: "2") &+ 26
        default: nil
        }
    }
}
