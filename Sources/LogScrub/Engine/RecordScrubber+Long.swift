/// How much of a record is looked at in one piece.
enum RecordLimit {
    /// A record of up to 1 MiB is scanned whole.
    static let window = 1 << 20
    /// A longer one is scanned in windows that overlap by this many bytes, more than any finding is long.
    static let overlap = 4096
    /// From one window to the next.
    static let step = window - overlap
    /// Bytes before a window that are still looked at as neighbors.
    static let context = PersonalDetector.surroundings
}

/// What is known about a record of more than `RecordLimit.window` bytes while its windows pass.
struct LongRecord {
    /// Where in the input the next window begins.
    var start: Int
    /// Whether the record's grammar has referrers: then each URL in it is treated as one.
    var hasReferrers: Bool
    /// Whether the last window ended within a URL that goes.
    var isInsideURL = false
    /// The bytes that are withheld, because a pattern cannot be applied to a record in pieces.
    var withheld: Int?
}

/// Records that are longer than a window. What becomes of them depends on their bytes alone, not on how they arrive.
extension RecordScrubber {
    /// Goes through lines without a candidate for those that are longer than a window.
    ///
    /// - Returns: The end of the last line.
    @inline(never)
    mutating func scrubLongLines(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var at = range.lowerBound
        while let end = bytes.firstIndex(of: ASCII.lineFeed, in: at..<range.upperBound) {
            if end &- at > RecordLimit.window { scrubLongRecord(bytes, at..<end) }
            at = end &+ 1
        }
        return at
    }

    /// Scrubs a long record that is there as a whole.
    @inline(never)
    mutating func scrubLongRecord(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        var long = beginLong(bytes, at: record.lowerBound)
        while record.upperBound &- long.start > RecordLimit.window { scrubWindow(bytes, &long) }
        endLong(bytes, &long, at: record.upperBound)
    }

    /// Begins a record of which more than a window is there.
    mutating func beginLong(_ bytes: Span<UInt8>, at start: Int) -> LongRecord {
        marks.removeAll()
        personal.open = nil
        personal.table = PersonalDetector.OpenTable()
        hasBegun = true
        let window = start..<start &+ RecordLimit.window
        let kind = forced ?? LogFormat.Grammar.recognize(bytes, window, into: &marks)
        marks.removeAll()
        if policy.followsTime {
            let header = envelope.isOn ? TextEnvelope(bytes, window) : TextEnvelope(noneAt: start)
            clock.read(bytes, window, behind: header, kind)
            followTime()
        }
        countRecord(kind)
        return LongRecord(start: start, hasReferrers: kind.hasFields, withheld: matcher == nil ? nil : 0)
    }

    /// Scrubs one window that is not the last.
    mutating func scrubWindow(_ bytes: Span<UInt8>, _ long: inout LongRecord) {
        // A token is not torn apart: it belongs to the window in which it ends.
        let step = long.start &+ RecordLimit.step
        let next = bytes.lastIndex(of: ASCII.space, in: step &- 1024..<step).map { $0 &+ 1 } ?? step
        scrubPart(bytes, &long, window: long.start..<long.start &+ RecordLimit.window, next: next)
        long.start = next
    }

    /// Scrubs the last window, which ends with the record.
    mutating func endLong(_ bytes: Span<UInt8>, _ long: inout LongRecord, at end: Int) {
        scrubPart(bytes, &long, window: long.start..<end, next: end)
        guard let size = long.withheld else { return }
        withheld += 1
        writeNotice(size: size, reason: "too long for a pattern")
    }

    private mutating func scrubPart(_ bytes: Span<UInt8>, _ long: inout LongRecord, window: Range<Int>, next: Int) {
        if let size = long.withheld {
            long.withheld = size + next - window.lowerBound
            skip(bytes, window.lowerBound..<next)
            return
        }
        if copied < window.lowerBound { copy(bytes, upTo: window.lowerBound) }
        // What stands before the window has been written, but is still looked at: an address may have begun there.
        let context = Swift.max(window.lowerBound &- RecordLimit.context, 0)
        let seen = context..<window.upperBound
        var at = copied
        if long.isInsideURL {
            let end = URLText.end(bytes, from: at, to: window.upperBound)
            skip(bytes, at..<end)
            long.isInsideURL = end == window.upperBound
            at = end
        }
        marks.removeAll()
        if long.hasReferrers { URLText.mark(bytes, at..<window.upperBound, into: &marks) }
        var scanner = CandidateScanner(from: at)
        for index in 0..<marks.count {
            let mark = marks[index]
            if mark.clause.lowerBound >= next { break }
            scanWindow(bytes, Swift.max(at, copied)..<mark.clause.lowerBound, in: seen, next: next, scanner: &scanner)
            settle(bytes, mark, scanner: &scanner)
            at = mark.clause.upperBound
            long.isInsideURL = at == window.upperBound && next != window.upperBound
        }
        let searched = Swift.min(next &+ RecordLimit.context, window.upperBound)
        if at < searched {
            scanWindow(bytes, Swift.max(at, copied)..<searched, in: seen, next: next, scanner: &scanner)
        }
        if copied < next { copy(bytes, upTo: next) }
    }

    /// Looks for addresses that begin before the next window does.
    private mutating func scanWindow(
        _ bytes: Span<UInt8>, _ range: Range<Int>, in seen: Range<Int>, next: Int, scanner: inout CandidateScanner
    ) {
        guard !range.isEmpty else { return }
        var at = range.lowerBound
        var floor = seen.lowerBound
        while at < range.upperBound, let candidate = scanner.firstCandidate(bytes, from: at, to: range.upperBound) {
            if PersonalDetector.isSign(bytes[candidate]), candidate < next,
                let resume = settlePersonal(
                    bytes, record: seen, floor: Swift.max(floor, copied), candidate: candidate, role: .freeText,
                    scanner: &scanner)
            {
                at = Swift.max(resume, candidate &+ 1)
                floor = Swift.max(floor, copied)
                continue
            }
            let verdict = detector.examine(bytes, record: seen, floor: floor, candidate: candidate)
            at = Swift.max(verdict.resume, candidate &+ 1)  // whatever happens, go on
            let start = detector.match.range.lowerBound
            guard verdict.isMatch, start >= copied, start < next else { continue }
            writeMatch(bytes, role: .freeText)
            floor = Swift.max(detector.match.range.upperBound, copied)
        }
    }
}
