/// Finds the places at which an address could stand, 64 bytes at a time and without a branch for each byte.
///
/// A *candidate* is a byte that sits where a separator sits in some spelling of an address:
///
/// | byte | candidate when | spelling |
/// |---|---|---|
/// | `.` | a digit follows, the next dot is 2 to 4 bytes away, and there are two such dots | `203.0.113.7`, `…in-addr.arpa`, `…ip6.arpa` |
/// | `:` | another colon follows at once | `2001:db8::7` |
/// | `:` | the next colon is 2 to 5 bytes away, and there are three such colons | `2001:db8:0:0:0:0:0:7` |
/// | `:` | the next two colons are 3 and 6 bytes away | the date of an access log, so that its records are seen |
/// | `:` | a slash follows | the scheme of a URL, so that records with a referrer are seen |
/// | `-` `,` | another of the two follows within five bytes, and there are two such bytes | `ip-192-0-2-7`, `2001-db8--7`, `192,0,2,7`, `50,48,51` |
/// | `%` `\` `#` | always | `%3A`, `\x3a`, `\u003a`, `&#58;`, and `812#812` of nginx's error log |
/// | `.` | `d` follows | `p5DCC1A2B.dip0.example.net` |
///
/// *Two such* and *three such* are counted by block. Two that belong together are at most five bytes apart, so if they lie in two
/// blocks they lie at the border. An address in full form has six colons with a successor and spans at most 31 bytes from the
/// first colon to the last: it lies in two blocks at most, and one of them holds three. Times have one such colon, dates of
/// access logs two; dates one such hyphen; versions of three numbers one such dot.
///
/// Candidates are a superset: what they mean is decided by `AddressDetector`.
struct CandidateScanner {
    /// How many readable bytes must follow the scanned range.
    static let slack = 3 * ByteBlock.count

    private struct ClassMasks {
        var dot: UInt64
        var colon: UInt64
        var separator: UInt64
        var escape: UInt64
        var digit: UInt64
        var letterD: UInt64
        var slash: UInt64

        @inline(__always)
        init(_ block: ByteBlock) {
            dot = block.mask(of: ASCII.dot)
            colon = block.mask(of: ASCII.colon)
            separator = block.mask(of: ASCII.hyphen, ASCII.comma)
            escape = block.mask(of: ASCII.percent, ASCII.backslash, ASCII.hash)
            digit = block.digitMask()
            letterD = block.mask(ofLetter: UInt8(ascii: "d"))
            slash = block.mask(of: ASCII.slash)
        }
    }

    /// The block that `pending` speaks of, and the class masks of the one after it.
    private var base = 0
    private var next: ClassMasks
    /// Candidates of the block that have not been reported, in natural order.
    private var pending: UInt64 = 0

    /// Begins at `start`.
    @inline(__always)
    init(_ bytes: Span<UInt8>, from start: Int) {
        next = ClassMasks(ByteBlock(bytes, at: start))
        base = start &- ByteBlock.count
    }

    /// The first candidate in `from..<end` that has not been passed yet, or `nil`.
    ///
    /// - Precondition: `end + CandidateScanner.slack <= bytes.count`, and calls come with rising positions.
    @inline(__always)
    mutating func firstCandidate(_ bytes: Span<UInt8>, from: Int, to end: Int) -> Int? {
        // A jump far ahead (over a field that is decided, or a record without interest) starts afresh.
        if from &- base >= 4 &* ByteBlock.count {
            self = CandidateScanner(bytes, from: from)
        }
        while true {
            let skipped = from &- base
            if skipped > 0 {
                pending = skipped < ByteBlock.count ? pending & (UInt64.max &<< UInt64(skipped)) : 0
            }
            if pending != 0 {
                let candidate = base &+ pending.trailingZeroBitCount
                return candidate < end ? candidate : nil
            }
            if base &+ ByteBlock.count >= end { return nil }
            advance(bytes, to: end)
        }
    }

    /// Moves on by blocks until one has candidates or the range is at its end.
    @inline(never)
    private mutating func advance(_ bytes: Span<UInt8>, to end: Int) {
        var following = next
        var at = base
        var hits: UInt64
        repeat {
            let current = following
            at &+= ByteBlock.count
            following = ClassMasks(ByteBlock(bytes, at: at &+ ByteBlock.count))
            hits = Self.candidates(current, following)
        } while hits == 0 && at &+ ByteBlock.count < end
        base = at
        next = following
        pending = ByteBlock.inOrder(hits)
    }

    /// The interleaved mask of the candidates of a block.
    @inline(__always)
    private static func candidates(_ block: ClassMasks, _ next: ClassMasks) -> UInt64 {
        let dotNext = ByteBlock.following(block.dot, next.dot)
        let colonNext = ByteBlock.following(block.colon, next.colon)
        let separatorNext = ByteBlock.following(block.separator, next.separator)
        let digitNext = ByteBlock.following(block.digit, next.digit)
        let letterNext = ByteBlock.following(block.letterD, next.letterD)

        let slashNext = ByteBlock.following(block.slash, next.slash)

        let digit1 = ByteBlock.ahead(block.digit, digitNext, by: 1)
        let linkedDots = block.dot & digit1 & ByteBlock.ahead(block.dot, dotNext, by: 2...4)
        let hexadecimalNames = block.dot & ByteBlock.ahead(block.letterD, letterNext, by: 1)

        let linkedColons = block.colon & ByteBlock.ahead(block.colon, colonNext, by: 2...5)
        let doubled = block.colon & ByteBlock.ahead(block.colon, colonNext, by: 1)
        let dates =
            linkedColons & ByteBlock.ahead(block.colon, colonNext, by: 3)
            & ByteBlock.ahead(block.colon, colonNext, by: 6)

        let linkedSeparators =
            block.separator & ByteBlock.ahead(block.separator, separatorNext, by: 1...5)
        let schemes = block.colon & ByteBlock.ahead(block.slash, slashNext, by: 1)

        return several(linkedDots) | several(linkedSeparators) | many(linkedColons) | hexadecimalNames | doubled | dates
            | schemes | block.escape
    }

    /// The mask itself if it holds two bits, or one that may have its fellow in a neighboring block; else nothing.
    @inline(__always)
    private static func several(_ mask: UInt64) -> UInt64 {
        // Bits 0 and 7 of each byte stand for the first and the last eight bytes of the block.
        (mask & (mask &- 1)) | (mask & 0x8181_8181_8181_8181) == 0 ? 0 : mask
    }

    /// The mask itself if it holds three bits, else nothing.
    @inline(__always)
    private static func many(_ mask: UInt64) -> UInt64 {
        let second = mask & (mask &- 1)
        return second & (second &- 1) == 0 ? 0 : mask
    }
}
