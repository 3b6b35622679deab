/// Where the bytes stand that give records their structure: quotes, backslashes and line feeds.
///
/// One pass without a branch over all records at hand; who reads a record after that reads positions.
struct StructuralIndex: ~Copyable {
    /// The end of a record and the six positions before it.
    typealias Positions = (Int, Int, Int, Int, Int, Int, Int)

    private var positions = FlatBuffer<UInt32>(capacity: 4096)
    /// The first position that may be asked for: what lies before is done.
    private var cursor = 0
    /// What the positions are of; nothing, if they are old.
    private var covered = 0..<0

    /// Forgets the positions: other bytes are coming.
    mutating func removeAll() { covered = 0..<0 }

    /// The first seven positions from `start` on, the last of which ends the record if it has six others.
    ///
    /// The end of the records counts as a line feed.
    ///
    /// - Parameters:
    ///   - start: Calls come with rising positions.
    ///   - end: Where the records end; the same each time until `removeAll`.
    /// - Returns: `nil` if there are fewer.
    /// - Complexity: O(*n*) for all calls together.
    /// - Precondition: 64 bytes can be read behind the end; checked.
    @inline(always)
    mutating func seven(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Positions? {
        if _slowPath(covered.upperBound != end) { build(bytes, start..<end) }
        while cursor < positions.count, positions[cursor] < start { cursor &+= 1 }
        guard cursor &+ 7 <= positions.count else { return nil }
        return positions.seven(at: cursor)
    }

    /// Goes on behind the positions that were given last.
    @inline(always)
    mutating func pass() { cursor &+= 7 }

    @inline(never)
    private mutating func build(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        positions.truncate(to: 0)
        cursor = 0
        covered = range
        var at = range.lowerBound
        while at < range.upperBound {
            let (bits, count) = ByteBlock(bytes, at: at).countedMask {
                $0.mask(of: ASCII.quote).union($0.mask(of: ASCII.lineFeed)).union($0.mask(of: ASCII.backslash))
            }
            positions.append(bits: bits, count: count, from: at)
            at &+= ByteBlock.count
        }
        while let last = positions.last, last >= range.upperBound { positions.truncate(to: positions.count &- 1) }
        if !range.isEmpty, bytes[range.upperBound &- 1] != ASCII.lineFeed {
            positions.append(UInt32(truncatingIfNeeded: range.upperBound))
        }
    }
}
