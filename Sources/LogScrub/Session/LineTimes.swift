/// Tells of lines whether their records were written before a time, by what they say themselves.
///
/// A line that says no time is of the record before it if it is indented, as those of a stack trace are, or a field of an entry of the journal's export
/// format. The time of any other is not known, and it is not before.
struct LineTimes {
    private let start: Int64
    private let clock: RecordClock
    private var stretch = 0..<0
    /// The line that was asked for last, and the answer.
    private var last: (line: Int, isBefore: Bool)?

    /// So many lines a record may have before the one that is asked for.
    private static let longest = 1000

    /// - Parameters:
    ///   - start: Records of before it do not count; in seconds since 1970.
    ///   - lastWritten: When the file was written to last, which says the year where records do not.
    init(start: Int64, lastWritten: Int64?) {
        self.start = start
        var clock = RecordClock(now: SystemTime.now)
        clock.tell(lastWritten: lastWritten)
        self.clock = clock
    }

    /// Begins a stretch of whole records.
    mutating func begin(_ stretch: Range<Int>) {
        self.stretch = stretch
        last = nil
    }

    /// Whether the record at a place was written before the time.
    ///
    /// - Precondition: 64 bytes can be read behind the stretch.
    mutating func isBefore(_ place: Int, _ bytes: Span<UInt8>) -> Bool {
        let place = Swift.min(place, Swift.max(stretch.lowerBound, stretch.upperBound - 1))
        let line = begin(ofLineAt: place, bytes)
        if let last, last.line == line { return last.isBefore }
        let isBefore = time(line, bytes).map { $0 < start } ?? false
        last = (line, isBefore)
        return isBefore
    }

    private func begin(ofLineAt place: Int, _ bytes: Span<UInt8>) -> Int {
        bytes.lastIndex(of: ASCII.lineFeed, in: stretch.lowerBound..<place).map { $0 + 1 } ?? stretch.lowerBound
    }

    private func time(_ line: Int, _ bytes: Span<UInt8>) -> Int64? {
        var line = line
        for _ in 0..<Self.longest {
            let end = bytes.endOfLine(in: line..<stretch.upperBound)
            let start = bytes.endOfHole(in: line..<end)
            guard start < end else { return nil }
            // A copy: what one line says is nothing to another one that was asked for.
            var clock = clock
            if let time = clock.newest(bytes, start..<end, limit: .max) { return time }
            guard line > stretch.lowerBound, bytes[start].isBlank || isField(bytes, start..<end) else { return nil }
            line = begin(ofLineAt: line - 1, bytes)
        }
        return nil
    }

    /// Whether a line is `NAME=value`, as fields of the journal are called.
    private func isField(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        var at = line.lowerBound
        while at < line.upperBound, (65...90).contains(bytes[at]) || bytes[at].isDigit || bytes[at] == ASCII.underscore
        {
            at += 1
        }
        return at > line.lowerBound && at < line.upperBound && bytes[at] == ASCII.equals
    }
}
