/// Tells when each record of a stream was written, by what the record says itself.
///
/// Each stamp stands for its own record, in whatever order they come. A record without one (a line of a stack trace) belongs to the
/// one before it. Where nothing says a time, the wall clock does.
///
/// A stamp without a zone is local time, one without a year of the year that puts it nearest to now, or to the time of its envelope,
/// but not more than a day later.
struct RecordClock {
    /// The wall clock, in seconds since 1970: to be set whenever bytes come in.
    var now: Int64
    /// When the stream was written to last, if that is long ago: it says the year where a stamp does not.
    var lastWritten: Int64?
    /// The stamp of the entry that the records stand in.
    private(set) var entry: RecordStamp?

    private var reader: StampReader
    /// Whether the records stand in an entry that has been entered.
    private var isInner = false
    /// Whether the user has said when the first records were written.
    private let hasStart: Bool
    private var last: Int64?
    /// What the wall clock said at the last stamp.
    private var lastNow: Int64 = 0

    /// For how long records may go on without a stamp until the wall clock knows better than the last one.
    private static let patience: Int64 = 3600

    /// - Parameters:
    ///   - now: The wall clock.
    ///   - start: When the first records were written, if that is known.
    ///   - zone: The zone of the stamps that do not say one.
    init(now: Int64, start: Int64? = nil, zone: LocalTime = .system) {
        self.now = now
        (lastWritten, last, lastNow, hasStart) = (start, start, now, start != nil)
        reader = StampReader(zone: zone)
    }

    /// When the record that was read last was written, in seconds since 1970.
    var time: Int64 {
        guard let last, now &- lastNow < Self.patience else { return now }
        return last
    }

    /// Tells when the stream was written to last, unless that is not known, or the user has said when it begins.
    mutating func tell(lastWritten: Int64?) {
        if !hasStart { self.lastWritten = lastWritten }
    }

    // MARK: Records

    /// Reads the stamp of a record.
    ///
    /// - Parameters:
    ///   - line: The record with its header.
    ///   - header: What stands before the record.
    ///   - grammar: That of the record.
    ///   - date: The bracket before the date of an access log, if it has been found already.
    /// - Returns: When it was written, or `nil` if it does not say; `time` then stays as it was.
    /// - Precondition: 64 bytes can be read behind the line.
    @inline(__always)
    @discardableResult
    mutating func read(
        _ bytes: Span<UInt8>, _ line: Range<Int>, behind header: TextEnvelope, _ grammar: LogFormat.Grammar,
        date: Int? = nil
    ) -> Int64? {
        let isWithin = isInner || header.kind == .verboseField
        let reference = (isWithin ? entry?.seconds : nil) ?? lastWritten ?? now
        var outer: RecordStamp?
        if let stamp = header.stamp {
            outer = reader.read(bytes, at: stamp, before: header.start, reference: reference)
        }
        if isWithin { outer = RecordStamp.decide(outer, in: entry) }
        let own = stamp(
            bytes, header.start..<line.upperBound, grammar, date: date, reference: outer?.seconds ?? reference)
        if own == nil, header.stamp == nil || outer == nil { return nil }
        guard let stamp = RecordStamp.decide(own, in: outer) else { return nil }
        if !isWithin { entry = Self.beginsEntry(bytes, line, grammar) ? stamp : nil }
        take(stamp.seconds)
        return stamp.seconds
    }

    /// As `read`, for a record of an access log without a header, whose date is exact.
    ///
    /// - Returns: Whether it is the time of a moment that was.
    @inline(__always)
    mutating func readAccess(_ bytes: Span<UInt8>, inBracketAt bracket: Int, before end: Int) -> Bool {
        guard let stamp = reader.readAccess(bytes, inBracketAt: bracket, before: end) else { return false }
        if !isInner { entry = nil }
        take(stamp.seconds)
        return true
    }

    /// As `read`, for a record without a header of which it is known where its date stands.
    ///
    /// - Returns: Whether it is the time of a moment that was, and no entry around the record says more.
    @inline(__always)
    mutating func read(_ bytes: Span<UInt8>, at date: Int, before end: Int) -> Bool {
        guard !isInner, let stamp = reader.read(bytes, at: date, before: end, reference: lastWritten ?? now) else {
            return false
        }
        entry = nil
        take(stamp.seconds)
        return true
    }

    /// The record's own stamp, as its grammar has it.
    @inline(__always)
    private mutating func stamp(
        _ bytes: Span<UInt8>, _ record: Range<Int>, _ grammar: LogFormat.Grammar, date: Int?, reference: Int64
    ) -> RecordStamp? {
        let (start, end) = (record.lowerBound, record.upperBound)
        switch grammar {
        case .accessLog:
            guard let bracket = date ?? AccessLog.date(bytes, record)?.lowerBound else { return nil }
            return reader.readAccess(bytes, inBracketAt: bracket, before: end)
        case .json:
            return object(bytes, record, reference: reference)
        case .listed:
            return reader.read(bytes, at: date ?? start, before: end, reference: reference)
        case .own:
            guard let date else { return nil }
            // `25/Aug/2026:…` stands in brackets elsewhere.
            return bytes[date &+ 2] == ASCII.slash && date > start
                ? reader.readAccess(bytes, inBracketAt: date &- 1, before: end)
                : reader.read(bytes, at: date, before: end, reference: reference)
        case .text, .nginxError, .apacheError, .java, .prosody, .request:
            if start < end, bytes[start] == ASCII.leftBrace { return object(bytes, record, reference: reference) }
            return reader.read(bytes, at: start, before: end, reference: reference)
        }
    }

    /// Goes back to the last record with a stamp among lines whose stamps nobody has read: what follows them may belong to it.
    ///
    /// - Parameters:
    ///   - lines: Whole lines of any grammar.
    ///   - isWrapped: Whether records may have headers.
    /// - Complexity: O(*n*) in the bytes behind that record.
    mutating func recall(_ bytes: Span<UInt8>, _ lines: Range<Int>, isWrapped: Bool) {
        var end = lines.upperBound
        while end > lines.lowerBound {
            if bytes[end &- 1] == ASCII.lineFeed { end &-= 1 }
            let rest = lines.lowerBound..<end
            let start = bytes.lastIndex(of: ASCII.lineFeed, in: rest).map { $0 &+ 1 } ?? lines.lowerBound
            // Where a hole is, the record behind it is one of its own.
            let line = bytes.endOfHole(in: start..<end)..<end
            end = start
            if !line.isEmpty, readUnknown(bytes, line, isWrapped: isWrapped) != nil { return }
        }
    }

    /// The time of the newest record among lines of any grammar, or `nil` if no line says one.
    ///
    /// - Parameters:
    ///   - lines: Whole lines.
    ///   - limit: What is said to be later is not believed; in seconds since 1970.
    /// - Precondition: 64 bytes can be read behind the lines.
    mutating func newest(_ bytes: Span<UInt8>, _ lines: Range<Int>, limit: Int64) -> Int64? {
        extreme(bytes, lines, limit: limit) { $0 > $1 }
    }

    /// The time of the oldest record, as `newest`.
    mutating func oldest(_ bytes: Span<UInt8>, _ lines: Range<Int>, limit: Int64) -> Int64? {
        extreme(bytes, lines, limit: limit) { $0 < $1 }
    }

    private mutating func extreme(
        _ bytes: Span<UInt8>, _ lines: Range<Int>, limit: Int64, _ isMore: (Int64, Int64) -> Bool
    ) -> Int64? {
        var extreme: Int64?
        var start = lines.lowerBound
        while start < lines.upperBound {
            let line = start..<bytes.endOfLine(in: start..<lines.upperBound)
            start = line.upperBound &+ 1
            guard !line.isEmpty else { continue }
            let entry =
                bytes[line.lowerBound] == ASCII.leftBrace ? objectTime(bytes, line) : exportTime(bytes, line)
            guard let time = entry?.seconds ?? readUnknown(bytes, line, isWrapped: true), time <= limit else {
                continue
            }
            if extreme.map({ isMore(time, $0) }) ?? true { extreme = time }
        }
        return extreme
    }

    /// Reads the stamp of a line of which nothing is known.
    private mutating func readUnknown(_ bytes: Span<UInt8>, _ line: Range<Int>, isWrapped: Bool) -> Int64? {
        let header = isWrapped ? TextEnvelope(bytes, line) : TextEnvelope(noneAt: line.lowerBound)
        let date = AccessLog.date(bytes, header.start..<line.upperBound)?.lowerBound
        let grammar: LogFormat.Grammar = date == nil ? .text : .accessLog
        return read(bytes, line, behind: header, grammar, date: date)
    }

    // MARK: Entries

    /// What the clock says of the text that is left for a layer in it.
    struct Place {
        fileprivate let isInner: Bool
        fileprivate let entry: RecordStamp?
        fileprivate let last: Int64?
        fileprivate let lastNow: Int64
    }

    /// Enters a layer: its records, if they do not say more, are of the time that the text around has come to.
    ///
    /// - Returns: What to go back to.
    mutating func enterLayer() -> Place {
        defer { isInner = true }
        return Place(isInner: isInner, entry: entry, last: last, lastNow: lastNow)
    }

    /// Leaves a layer: the text around it goes on with its own time.
    mutating func leaveLayer(to place: Place) {
        (isInner, entry, last, lastNow) = (place.isInner, place.entry, place.last, place.lastNow)
    }

    private mutating func enter(_ stamp: RecordStamp?) {
        entry = stamp
        if let stamp { take(stamp.seconds) }
    }

    /// Begins an entry that is a line with a header, whose record is to be decoded.
    mutating func enter(_ bytes: Span<UInt8>, header: TextEnvelope) {
        guard let start = header.stamp else { return enter(nil) }
        enter(reader.read(bytes, at: start, before: header.start, reference: lastWritten ?? now))
    }

    /// Begins an entry that is a JSON object of Docker or the journal.
    mutating func enter(_ bytes: Span<UInt8>, object: Range<Int>) {
        enter(objectTime(bytes, object))
    }

    private mutating func objectTime(_ bytes: Span<UInt8>, _ object: Range<Int>) -> RecordStamp? {
        let value =
            bytes.has("{\"log\":", at: object.lowerBound, before: object.upperBound)
            ? JSONTime.dockerValue(bytes, object) : JSONTime.journalValue(bytes, object)
        return value.flatMap {
            stamp(bytes, jsonValue: $0, before: object.upperBound, reference: lastWritten ?? now)
        }
    }

    /// Reads a field of the journal's export format; that of the time comes before those with text.
    mutating func enter(_ bytes: Span<UInt8>, exportField line: Range<Int>) {
        if bytes.has("__REALTIME_TIMESTAMP=", at: line.lowerBound, before: line.upperBound) {
            enter(exportTime(bytes, line))
        }
    }

    private func exportTime(_ bytes: Span<UInt8>, _ line: Range<Int>) -> RecordStamp? {
        guard bytes.has("__REALTIME_TIMESTAMP=", at: line.lowerBound, before: line.upperBound) else { return nil }
        return StampText.epoch(bytes, line.lowerBound &+ 21, line.upperBound, needsFraction: false)
    }

    /// Whether a line begins an entry of `journalctl -o verbose`.
    @inline(__always)
    private static func beginsEntry(_ bytes: Span<UInt8>, _ line: Range<Int>, _ grammar: LogFormat.Grammar) -> Bool {
        grammar == .text && bytes[line.lowerBound].isLetter && TextEnvelope.isVerboseHead(bytes, line)
    }

    // MARK: JSON

    /// The first time in a record of JSON.
    @inline(never)
    private mutating func object(_ bytes: Span<UInt8>, _ record: Range<Int>, reference: Int64) -> RecordStamp? {
        let head = record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ JSONTime.head)
        let tail = Swift.max(head.upperBound, record.upperBound &- JSONTime.tail)..<record.upperBound
        for var range in [head, tail] {
            while let value = JSONTime.value(bytes, range) {
                if let stamp = stamp(bytes, jsonValue: value, before: record.upperBound, reference: reference) {
                    return stamp
                }
                range = value..<range.upperBound
            }
        }
        return nil
    }

    private mutating func stamp(
        _ bytes: Span<UInt8>, jsonValue value: Int, before end: Int, reference: Int64
    ) -> RecordStamp? {
        let start = bytes[value] == ASCII.quote ? value &+ 1 : value
        return StampText.epoch(bytes, start, end, needsFraction: false)
            ?? reader.read(bytes, at: start, before: end, reference: reference)
    }

    @inline(__always)
    private mutating func take(_ seconds: Int64) {
        last = seconds
        lastNow = now
    }
}
