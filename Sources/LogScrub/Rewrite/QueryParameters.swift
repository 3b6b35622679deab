/// The parameters of a query, one after the other: 32 bytes at a time, each of which is looked at once.
///
/// `&` separates them, which XML writes `&amp;` and JSON `\u0026`, or `;`. A fragment ends them.
struct QueryParameters {
    struct Parameter {
        let start: Int
        /// The first `=`, or the end if there is none.
        let equals: Int
        let end: Int
    }

    /// Where the next one begins.
    private var position: Int
    /// Where the last one ends, as far as is known.
    private var limit: Int
    /// Where the block begins that the masks speak of.
    private var block: Int
    /// What ends a parameter, or may: `&`, `;`, `\` and `#`.
    private var ends: UInt32
    private var signs: UInt32

    /// - Parameter query: Without its question mark.
    /// - Precondition: 32 bytes can be read behind the query; checked.
    @inline(always)
    init(_ bytes: Span<UInt8>, _ query: Range<Int>) {
        (position, limit, block) = (query.lowerBound, query.upperBound, query.lowerBound)
        (ends, signs) = Self.masks(bytes, at: query.lowerBound)
    }

    @inline(always)
    mutating func next(_ bytes: Span<UInt8>) -> Parameter? {
        guard position < limit else { return nil }
        let start = position
        var (at, equals) = (start, Int.max)
        while at < limit {
            if at &- block >= ByteHalfBlock.count {
                block = at
                (ends, signs) = Self.masks(bytes, at: at)
            }
            let shift = UInt32(truncatingIfNeeded: at &- block)
            let (end, sign) = ((ends &>> shift).trailingZeroBitCount, (signs &>> shift).trailingZeroBitCount)
            if equals == .max, sign < ByteHalfBlock.count { equals = at &+ sign }
            if end == ByteHalfBlock.count {
                at = block &+ ByteHalfBlock.count
                continue
            }
            at &+= end
            guard at < limit else { break }
            if let following = endOfSeparator(bytes, at) {
                position = following
                return Parameter(start: start, equals: Swift.min(equals, at), end: at)
            }
            at &+= 1
        }
        position = limit
        return Parameter(start: start, equals: Swift.min(equals, limit), end: limit)
    }

    /// Where the separator ends that begins at a place; `nil` if none does, as behind the last parameter.
    @inline(always)
    private mutating func endOfSeparator(_ bytes: Span<UInt8>, _ place: Int) -> Int? {
        switch bytes.byte(at: place) {
        case ASCII.ampersand: return bytes.has("&amp;", at: place, before: limit) ? place &+ 5 : place &+ 1
        case ASCII.semicolon: return place &+ 1
        case ASCII.hash:
            limit = place
            return nil
        default: return bytes.has("\\u0026", at: place, before: limit) ? place &+ 6 : nil
        }
    }

    @inline(never)
    private static func masks(_ bytes: Span<UInt8>, at place: Int) -> (ends: UInt32, signs: UInt32) {
        let block = ByteHalfBlock(bytes, at: place)
        let ends = block.mask {
            $0.mask(of: ASCII.ampersand).union($0.mask(of: ASCII.semicolon)).union($0.mask(of: ASCII.backslash))
                .union($0.mask(of: ASCII.hash))
        }
        return (ends, block.mask { $0.mask(of: ASCII.equals) })
    }
}
