/// Finds the places at which an address could stand, 64 bytes at a time and without a branch for each byte.
///
/// A *candidate* is a byte that sits where a separator sits in some spelling of an address:
///
/// | byte | candidate when | spelling |
/// |---|---|---|
/// | `.` | a digit follows, the next dot is 2 to 4 bytes away, a digit follows that too, and there is a third | `203.0.113.7`, `…in-addr.arpa` |
/// | `.` | the next two dots are 2 and 4 bytes away | `…ip6.arpa` |
/// | `:` | another colon follows at once | `2001:db8::7` |
/// | `:` | the next colon is 2 to 5 bytes away, and there are three such colons | `2001:db8:0:0:0:0:0:7` |
/// | `:` | the next two colons are 3 and 6 bytes away | the date of an access log, so that its records are seen |
/// | `-` `,` | another of the two follows within five bytes, and there are two such bytes | `ip-192-0-2-7`, `2001-db8--7`, `192,0,2,7`, `50,48,51` |
/// | `:` | no digit stands before it, or a blank or a quote behind it | `room:`, `"email":`, `prosody[901]: c2s55d0: Tried to …`, `https://`; times have digits |
/// | `P` | a slash follows | `HTTP/`, so that records with a request are seen |
/// | `@` `=` `<` `+` `J` | always | JIDs, keys, elements, telephone numbers, `eyJ` |
/// | `-` | a dot is nine bytes away | `pool-cb007107.example.net` |
/// | `x` | a digit follows, and the next `x` is 2 to 4 bytes away | `203x0x113x7` |
/// | tab | always | the message of a Prosody record |
/// | `%` `\` `#` `&` | always, and `$` between them | `%3A`, `\x3a`, `\u003a`, `&#58;`, and `812#812` of nginx's error log |
/// | `.` | `d` follows (or a slash, which comes for free) | `p5DCC1A2B.dip0.example.net` |
///
/// Blocks of 64 bytes overlap by eight, so that a block sees what follows its own 56 bytes; of what stands around it only whether a digit
/// stands before it and a dot behind it is asked. *Two such* and *three such* are counted by block. Two that belong together are at most five bytes apart, so if they
/// lie in two blocks they lie at the border. An address in full form has six colons with a successor and spans at most 31 bytes
/// from the first colon to the last: it lies in two blocks at most, and one of them holds three. Times have one such colon, dates of
/// access logs two; dates one such hyphen; versions of three numbers one such dot.
///
/// Candidates are a superset: what they mean is decided by `AddressDetector`.
struct CandidateScanner {
    /// How many readable bytes must follow the scanned range.
    static let slack = 2 * ByteBlock.count
    /// How many bytes of a block are its own; the others are there to be looked at.
    private static let stride = 56

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
                // A jump (over a field that is decided, or a record without interest) goes on from there.
                if skipped >= 2 &* Self.stride { base = from &- Self.stride }
            }
            if pending != 0 {
                let candidate = base &+ pending.trailingZeroBitCount
                return candidate < end ? candidate : nil
            }
            if base &+ Self.stride >= end { return nil }
            advance(bytes, to: end)
        }
    }

    /// Whether a short text is sure to have no candidate: letters, digits, slashes, and hyphens and dots that stand far apart.
    ///
    /// What stands behind the text may make a candidate of its last hyphen, but no address begins in one field and ends in another.
    ///
    /// - Returns: `false` too if the text is not short.
    /// - Precondition: 64 bytes can be read from its beginning on; checked.
    @inline(__always)
    static func isFree(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        guard text.count < 56 else { return false }
        let block = ByteBlock(bytes, at: text.lowerBound)
        let inside: UInt64 = 1 &<< UInt64(truncatingIfNeeded: text.count) &- 1
        let hyphens = block.mask(of: ASCII.hyphen) & inside
        let dots = block.mask(of: ASCII.dot) & inside
        let slashes = block.mask(of: ASCII.slash)
        let words = block.mask { $0.wordBytes }
        // `eyJ` begins a token.
        guard inside & ~(words | slashes | hyphens | dots) == 0, inside & block.mask(of: UInt8(ascii: "J")) == 0,
            hyphens & ahead(hyphens, 1...5) == 0
        else { return false }
        let digits = block.mask { $0.digits } & inside
        // `x` may join the numbers of an address.
        if block.mask({ $0.mask(of: UInt8(ascii: "x"), ignoring: 0x20) }) & digits &>> 1 & inside != 0 { return false }
        // Behind the dots of an address stand digits, or the `d` or slash of a name.
        let ends = slashes | block.mask { $0.mask(of: UInt8(ascii: "d"), ignoring: 0x20) }
        if hyphens & dots &>> 9 != 0 || block.mask(of: UInt8(ascii: "P")) & ends &>> 1 & inside != 0 { return false }
        return dots & ((digits | ends) &>> 1 | dots &>> 2 & dots &>> 4) == 0
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
            let before: UInt64 = at > 0 && bytes[at &- 1].isDigit ? 1 : 0
            let behind: UInt64 = bytes[at &+ ByteBlock.count] == ASCII.dot ? 1 &<< 55 : 0
            hits = Self.candidates(ByteBlock(bytes, at: at), digitBefore: before, dotBehind: behind)
        } while hits == 0 && at &+ Self.stride < end
        base = at
        pending = hits
    }

    /// The candidates among the first 56 bytes of a block.
    ///
    /// - Parameters:
    ///   - carry: The lowest bit says whether a digit stands right before the block.
    ///   - dotBehind: The bit of the last byte of the block's own says whether a dot stands right behind the block.
    @inline(__always)
    private static func candidates(
        _ block: ByteBlock, digitBefore carry: UInt64, dotBehind: UInt64
    ) -> UInt64 {
        let dots = block.mask(of: ASCII.dot)
        let colons = block.mask(of: ASCII.colon)
        let digits = block.mask { $0.digits }
        let slashes = block.mask { $0.mask(of: ASCII.slash).union($0.mask(of: UInt8(ascii: "d"), ignoring: 0x20)) }
        // The comma and the hyphen are neighbors: 0x2C and 0x2D.
        let separators = block.mask { $0.mask(of: ASCII.comma, ignoring: 1) }
        // `<` and `=` are neighbors too: 0x3C and 0x3D; `#`, `$`, `%` and `&` are four of them.
        let signs = block.mask {
            $0.mask(from: ASCII.hash, count: 4).union($0.mask(of: ASCII.backslash)).union($0.mask(of: ASCII.at))
                .union($0.mask(of: ASCII.lessThan, ignoring: 1)).union($0.mask(of: ASCII.plus))
                .union($0.mask(of: ASCII.tab)).union($0.mask(of: UInt8(ascii: "J")))
        }

        // A chain of three dots, of which the first two stand before digits; or with one byte between each two.
        let linkedDots = dots & digits &>> 1 & ahead(dots, 2...4)
        let quads = linkedDots & ahead(linkedDots, 2...4) | dots & dots &>> 2 & dots &>> 4

        let doubled = colons & colons &>> 1
        let dates = colons & colons &>> 3 & colons &>> 6
        let groups = three(colons & ahead(colons, 2...5))
        let options = separators & separators &>> 1
        let lists = two(separators & ahead(separators, 1...5))
        let names = dots & slashes &>> 1
        // A blank and a quote differ in one bit.
        let framing = block.mask { $0.mask(of: ASCII.quote, ignoring: 2) }
        let labels = separators & (dots &>> 9 | dotBehind)
        let xs = block.mask { $0.mask(of: UInt8(ascii: "x"), ignoring: 0x20) }
        let crosses = xs & digits &>> 1 & ahead(xs, 2...4)
        let requests = block.mask(of: UInt8(ascii: "P")) & slashes &>> 1
        let keys = colons & (~(digits &<< 1 | carry) | framing &>> 1)
        return
            (quads | doubled | dates | groups | lists | names | options | signs | keys | requests | labels
            | crosses)
            & own
    }

    /// The bits of the bytes that are a block's own.
    private static let own: UInt64 = .max &>> 8

    /// The bytes that have a bit of `mask` one of `distances` further on.
    @inline(__always)
    private static func ahead(_ mask: UInt64, _ distances: ClosedRange<UInt64>) -> UInt64 {
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
