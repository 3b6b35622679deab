/// Finds the rooms and tenants in the target of a request to a Jitsi server, and its query: one walk over a path's segments as runs of bits.
///
/// Of which segments name a room, `JitsiPath` knows more.
struct RequestPath {
    /// Whether there are any: paths may be those of a website.
    private let hasRooms: Bool
    /// Segments that are no rooms.
    private let endpoints = JitsiPath.endpoints
    /// What stands where a room has been.
    private let placeholders = Placeholder.words

    init(hasRooms: Bool) { self.hasRooms = hasRooms }

    /// Adds the findings of a target.
    ///
    /// - Returns: `false` if the target holds what this way cannot read; some may have been added then.
    /// - Precondition: 64 bytes can be read from any place in the target on; checked.
    @inline(always)
    func find(_ bytes: Span<UInt8>, _ target: Range<Int>, into findings: inout FlatBuffer<FoundValue>) -> Bool {
        let start = target.lowerBound
        let count = target.upperBound &- start
        let block = ByteBlock(bytes, at: start)
        let known = Swift.min(count, ByteBlock.count)
        let marks = block.mask { $0.mask(of: ASCII.question).union($0.mask(of: ASCII.hash)) } & Self.lowBits(known)
        guard marks != 0 || count <= ByteBlock.count, bytes.byte(at: start) == ASCII.slash else { return false }
        let length = Swift.min(marks.trailingZeroBitCount, count)
        let end = start &+ length
        if !hasRooms, !CandidateScanner.isFree(bytes, start..<end) { return false }
        // The segments are the runs of ones; the first bit is a slash's.
        var segments = hasRooms ? ~block.mask(of: ASCII.slash) & Self.lowBits(length) : 0
        var depth = 0
        while segments != 0 {
            let first = segments.trailingZeroBitCount
            let run = (~(segments &>> UInt64(truncatingIfNeeded: first))).trailingZeroBitCount
            let segment = start &+ first..<start &+ first &+ run
            if depth < 2, endpoints.contains(bytes, segment) {
                guard Self.endsPath(bytes, segment, to: end) else { return false }
                break
            }
            let own = Self.lowBits(run) &<< UInt64(truncatingIfNeeded: first)
            if block.mask(of: ASCII.dot) & own != 0, JitsiPath.isFile(bytes, segment) {
                // What stands behind the name of a program names no room.
                guard CandidateScanner.isFree(bytes, segment), segment.upperBound == end else { return false }
            } else if !Placeholder.isKept(bytes, segment, words: placeholders) {
                findings.append(FoundValue(.room, .path, segment))
            }
            depth &+= 1
            // The carry goes through the run and clears it.
            segments &= segments &+ (1 &<< UInt64(truncatingIfNeeded: first))
        }
        if length < count {
            // A fragment has no place in a request.
            guard bytes.byte(at: end) == ASCII.question else { return false }
            if Self.isRedacted(bytes, end..<target.upperBound) { return true }
            findings.append(FoundValue(.query, .query, end..<target.upperBound, detail: 1))
        }
        return true
    }

    /// Whether what stands behind an endpoint has no candidate and does not go up again, so that nothing of it is a room's or anybody's.
    @inline(always)
    private static func endsPath(_ bytes: Span<UInt8>, _ endpoint: Range<Int>, to end: Int) -> Bool {
        if endpoint.upperBound == end { return true }
        let rest = ByteBlock(bytes, at: endpoint.upperBound).mask(of: ASCII.dot)
        let dots = rest & lowBits(end &- endpoint.upperBound)
        return dots & dots &>> 1 == 0 && JitsiPath.room(bytes, behind: endpoint, to: end) == nil
            && CandidateScanner.isFree(bytes, endpoint.upperBound..<end)
    }

    /// Whether a query is what the format of Jitsi's own nginx configuration writes in the place of one with a token.
    @inline(always)
    static func isRedacted(_ bytes: Span<UInt8>, _ query: Range<Int>) -> Bool {
        query.upperBound &- query.lowerBound == 18
            && bytes.has("?[params_redacted]", at: query.lowerBound, before: query.upperBound)
    }

    /// A mask of the lowest `count` bits: from one to all of them.
    @inline(always)
    private static func lowBits(_ count: Int) -> UInt64 { .max &>> UInt64(truncatingIfNeeded: 64 &- count) }
}
