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

    /// The classes of a block's bytes, two in a pair: `dotColon[0]` is the mask of the dots.
    private struct ClassMasks {
        var dotColon: MaskPair
        var digitSlash: MaskPair
        var letterSeparator: MaskPair
        var escape: UInt64

        @inline(__always)
        init(_ block: ByteBlock) {
            dotColon = ByteBlock.masks(block.layer(of: ASCII.dot), block.layer(of: ASCII.colon))
            digitSlash = ByteBlock.masks(block.digitLayer(), block.layer(of: ASCII.slash))
            // The comma and the hyphen are neighbors: 0x2C and 0x2D.
            letterSeparator = ByteBlock.masks(
                block.layer(of: UInt8(ascii: "d"), ignoring: 0x20), block.layer(of: ASCII.comma, ignoring: 1))
            escape = ByteBlock.mask(block.layer(of: ASCII.percent, ASCII.backslash, ASCII.hash))
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
        let dotColon = block.dotColon
        let letterSeparator = block.letterSeparator
        let dotColonNext = ByteBlock.following(dotColon, next.dotColon)
        let digitSlashNext = ByteBlock.following(block.digitSlash, next.digitSlash)
        let letterSeparatorNext = ByteBlock.following(letterSeparator, next.letterSeparator)

        // Dots before a digit, and colons before a slash: the scheme of a URL.
        let before: MaskPair = dotColon & ByteBlock.ahead(block.digitSlash, digitSlashNext, by: 1)
        let linked: MaskPair = before & ByteBlock.ahead(dotColon, dotColonNext, by: 2...4)
        let linkedDots = linked[0]
        let schemes = before[1]

        let colons: MaskPair = dotColon & ByteBlock.ahead(dotColon, dotColonNext, by: 2...5)
        let doubled: MaskPair = dotColon & ByteBlock.ahead(dotColon, dotColonNext, by: 1)
        let dates: MaskPair =
            dotColon & ByteBlock.ahead(dotColon, dotColonNext, by: 3) & ByteBlock.ahead(dotColon, dotColonNext, by: 6)
        let linkedColons = colons[1]

        let letters = ByteBlock.ahead(letterSeparator, letterSeparatorNext, by: 1)
        let hexadecimalNames = dotColon[0] & letters[0]
        let separators: MaskPair = letterSeparator & ByteBlock.ahead(letterSeparator, letterSeparatorNext, by: 1...5)
        let linkedSeparators = separators[1]

        return several(linkedDots) | several(linkedSeparators) | many(linkedColons) | hexadecimalNames | doubled[1]
            | dates[1] | schemes | block.escape
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
