/// How much of a record is looked at in one piece.
enum RecordLimit {
    /// A record of up to 1 MiB is scanned whole.
    static let window = 1 << 20
    /// A longer one is scanned in windows that overlap by this many bytes, more than any finding is long that is not withheld.
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
    /// The bytes that are withheld, and why.
    var withheld: (size: Int, reason: StaticString)?
    /// What stands before the notice of what was withheld, and behind it, so that a record of JSON is still one.
    var notice: (before: StaticString, behind: StaticString) = ("", "")
}

/// Records that are longer than a window. What becomes of them depends on their bytes alone, not on how they arrive.
///
/// Such a record gives no byte that a short one would not give. Free text is searched window by window; where a value does not end within
/// its window, the rest of the record is withheld. So is all of a record with fields or layers: what a field means, a window cannot tell.
extension RecordScrubber {
    /// Goes through lines without a candidate for those that are longer than a window.
    ///
    /// - Returns: The end of the last line.
    @inline(never)
    mutating func scrubLongLines(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var at = range.lowerBound
        while let end = bytes.firstIndex(of: ASCII.lineFeed, in: at..<range.upperBound) {
            let start = bytes.endOfHole(in: at..<end)
            if end &- start > RecordLimit.window { scrubLongRecord(bytes, start..<end) }
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
        forgetContinuations()
        layer.hasBegun = true
        let window = start..<start &+ RecordLimit.window
        layer.header = layer.envelope.isOn ? TextEnvelope(bytes, window) : TextEnvelope(noneAt: start)
        layer.marks.removeAll()
        let inside = layer.header.start..<window.upperBound
        let kind = layer.forced ?? LogFormat.Grammar.recognize(bytes, inside, hasTag: false, into: &layer.marks)
        layer.marks.removeAll()
        if policy.followsTime {
            clock.read(bytes, window, behind: layer.header, kind)
            followTime()
        }
        countRecord(kind)
        var long = LongRecord(start: start)
        if matcher != nil {
            long.withheld = (0, "too long for a pattern")
        } else if kind.hasFields || layer.header.kind == .syslog || EnvelopeJSON.brace(bytes, inside) != nil {
            long.withheld = (0, "too long")
        }
        if EnvelopeJSON.brace(bytes, window) != nil {
            let isDocker = bytes.has("{\"log\":", at: start, before: window.upperBound)
            long.notice = isDocker ? ("{\"log\":\"", "\"}") : ("{\"MESSAGE\":\"", "\"}")
        }
        return long
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
        finder.begin(at: end)
        guard let (size, reason) = long.withheld else { return }
        withheld += 1
        splices.texts.append(long.notice.before)
        writeNotice(size: size, reason: reason)
        splices.texts.append(long.notice.behind)
    }

    private mutating func scrubPart(_ bytes: Span<UInt8>, _ long: inout LongRecord, window: Range<Int>, next: Int) {
        if long.withheld == nil, layer.forced == nil {
            // A request in the midst of a text, or the record of an access log.
            if LogFormat.Grammar.recognize(bytes, window, hasTag: false, into: &layer.marks).hasFields {
                long.withheld = (0, "too long")
            }
            layer.marks.removeAll()
        }
        if let (size, reason) = long.withheld {
            let start = Swift.max(window.lowerBound, copied)
            guard start < next else { return }
            long.withheld = (size &+ next &- start, reason)
            skip(bytes, start..<next)
            return
        }
        if copied < window.lowerBound { copy(bytes, upTo: window.lowerBound) }
        // What stands before the window has been written, but is still looked at: an address may have begun there.
        let context = Swift.max(window.lowerBound &- RecordLimit.context, 0)
        let seen = context..<window.upperBound
        // What was found before stands somewhere else now.
        finder.begin(at: context)
        recordStart = context
        let searched = Swift.min(next &+ RecordLimit.context, window.upperBound)
        let mark = finder.mark
        let end = finder.scanWindow(bytes, copied..<Swift.max(copied, searched), in: seen, next: next)
        write(bytes, from: mark)
        if copied < next { copy(bytes, upTo: next) }
        // A value that reaches to the end of its window goes on, nobody knows how far.
        if end >= window.upperBound, next < window.upperBound { long.withheld = (0, "too long") }
    }
}
