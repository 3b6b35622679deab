/// Finds the places at which a recognizer is to be asked, 64 bytes at a time and without a branch for each byte.
///
/// A *candidate* is a byte at which one of the recognizers' signs stands (`Sign`). Which signs those are is not written down here: the rows of
/// `Recognizer` declare them. Candidates are a superset: what they mean is decided by `AddressDetector` and `PersonalDetector`.
struct CandidateScanner {
    /// How many readable bytes must follow the scanned range.
    static let slack = 2 * ByteBlock.count
    /// How far it moves on at a time.
    private static let stride = SignBlock.stride

    /// The block that `pending` speaks of.
    private var base: Int
    /// Candidates of the block that have not been reported.
    private var pending: UInt64 = 0

    /// Begins at `start`.
    @inline(__always)
    init(from start: Int) {
        base = start &- Self.stride
    }

    /// The first candidate in `from..<end` that has not been passed yet, or `nil`.
    ///
    /// - Precondition: `end + CandidateScanner.slack <= bytes.count`, and calls come with rising positions.
    @inline(__always)
    mutating func firstCandidate(_ bytes: Span<UInt8>, from: Int, to end: Int) -> Int? {
        while true {
            let skipped = from &- base
            if skipped > 0 {
                pending = skipped < Self.stride ? pending & (UInt64.max &<< UInt64(skipped)) : 0
                // A jump (over a field that is decided, or a record without interest) goes on from the block that lies there.
                if skipped >= 2 &* Self.stride { base &+= (skipped / Self.stride &- 1) &* Self.stride }
            }
            if pending != 0 {
                let candidate = base &+ pending.trailingZeroBitCount
                return candidate < end ? candidate : nil
            }
            if base &+ Self.stride >= end { return nil }
            advance(bytes, to: end)
        }
    }

    /// Whether a short text is sure to have no candidate: letters, digits, slashes (without an `h` behind them), and hyphens and dots that stand far apart.
    ///
    /// What stands behind the text may make a candidate of its last hyphen, but no address begins in one field and ends in another.
    ///
    /// - Returns: `false` too if the text is not short.
    /// - Precondition: 64 bytes can be read from its beginning on; checked.
    @inline(always)
    static func isFree(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        let count = text.upperBound &- text.lowerBound
        // Most are as short as the name of a file.
        if count < 24 {
            let block = ByteHalfBlock(bytes, at: text.lowerBound)
            return isFree(count) { UInt64(block.mask($0)) }
        }
        return isFreeLong(bytes, text)
    }

    @inline(never)
    private static func isFreeLong(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        guard text.count < 56 else { return false }
        let block = ByteBlock(bytes, at: text.lowerBound)
        return isFree(text.count) { block.mask($0) }
    }

    /// As above, for a text with so many bytes.
    ///
    /// - Parameter mask: The bytes that pass a test: of the text, and of what stands behind it.
    @inline(always)
    private static func isFree(_ count: Int, _ mask: ((ByteVector) -> ByteVectorMask) -> UInt64) -> Bool {
        let inside: UInt64 = 1 &<< UInt64(truncatingIfNeeded: count) &- 1
        let hyphens = mask { $0.mask(of: ASCII.hyphen) } & inside
        let dots = mask { $0.mask(of: ASCII.dot) } & inside
        let slashes = mask { $0.mask(of: ASCII.slash) }
        let words = mask { $0.wordBytes }
        // `eyJ` begins a token.
        guard inside & ~(words | slashes | hyphens | dots) == 0,
            inside & mask({ $0.mask(of: UInt8(ascii: "J")) }) == 0,
            inside & slashes & mask({ $0.mask(of: UInt8(ascii: "h")) }) &>> 1 == 0,
            hyphens & SignBlock.ahead(hyphens, 1...5) == 0
        else { return false }
        let digits = mask { $0.digits } & inside
        // `x` may join the numbers of an address.
        if mask({ $0.mask(of: UInt8(ascii: "x"), ignoring: 0x20) }) & digits &>> 1 & inside != 0 { return false }
        // Behind the dots of an address stand a digit, and a dot not far away; or the `d` or slash of a name.
        let numbers = digits &>> 1 & SignBlock.ahead(dots, 2...4)
        let ends = slashes | mask { $0.mask(of: UInt8(ascii: "d"), ignoring: 0x20) }
        if hyphens & dots &>> 9 != 0 || mask({ $0.mask(of: UInt8(ascii: "P")) }) & ends &>> 1 & inside != 0 {
            return false
        }
        return dots & (numbers | ends &>> 1 | dots &>> 2 & dots &>> 4) == 0
    }

    /// Whether what stands between two fields is too short for a finding, or is made of bytes that make none: ` - - `, `" 200 512 "-" "`.
    ///
    /// - Precondition: 32 bytes can be read from its beginning on; checked.
    @inline(__always)
    static func isPlain(_ bytes: Span<UInt8>, _ gap: Range<Int>) -> Bool {
        if gap.count <= 2 { return true }
        guard gap.count <= 24 else { return false }
        let block = ByteHalfBlock(bytes, at: gap.lowerBound)
        // A blank and a quote differ in one bit: 0x20 and 0x22.
        let framing = block.mask { $0.mask(of: ASCII.quote, ignoring: 2) }
        // A hyphen on its own stands for nothing; others may join numbers.
        let hyphens = block.mask { $0.mask(of: ASCII.hyphen) } & framing &<< 1 & framing &>> 1
        let others = ~(framing | hyphens | block.mask { $0.digits })
        return others & (1 &<< UInt32(truncatingIfNeeded: gap.count) &- 1) == 0
    }

    /// Moves on by blocks until one has candidates or the range is at its end.
    @inline(never)
    private mutating func advance(_ bytes: Span<UInt8>, to end: Int) {
        var at = base
        var hits: UInt64
        repeat {
            at &+= Self.stride
            hits = SignBlock(bytes, at: at).candidates(Recognizer.signs)
        } while hits == 0 && at &+ Self.stride < end
        base = at
        pending = hits
    }
}
