/// Scrubs one stream that arrives in pieces of any size.
///
/// The output does not depend on where the pieces end. An unfinished record is held back until the rest of it comes, or `finish`
/// is called; records are written as soon as they are complete.
///
/// A session holds one buffer of some 300 KiB, which grows to 1.3 MiB when a record is long, whatever the length of the stream.
/// Sessions share nothing; use one for each stream.
public struct ScrubSession: ~Copyable {
    /// How many bytes are read at once.
    static let readSize = 256 * 1024

    var engine: RecordScrubber
    private let format: LogFormat
    /// The input that has not been passed on, followed by zeros for the vector loads.
    var input: ContiguousArray<UInt8>
    /// How much of `input` is filled.
    var filled = 0
    /// How much of `input` has been passed on; what lies before is context for a long record.
    var passed = 0
    /// Whether the input has ended.
    var isAtEnd = false
    /// Whether something may be remembered of the text: it was more than quiet.
    private var isUsed = false
    /// Who is shown what becomes of the stream, if somebody wants to know.
    var witness: (any Witness)?
    /// The record of more than a window that is under way.
    private var long: LongRecord?

    /// - Parameter expected: How many bytes will come, if that is known: a short text needs no large buffer.
    init(policy: CompiledPolicy, format: LogFormat, expected: Int = readSize) {
        self.format = format
        engine = RecordScrubber(policy: policy, format: format, memory: WorkingMemory(policy))
        let capacity = Swift.min(expected, Self.readSize + 64 * 1024)
        input = ContiguousArray(repeating: 0, count: capacity + CandidateScanner.slack)
    }

    /// A new session that has the memory of one that is over. Nothing of its text stays in it.
    private init(after session: consuming ScrubSession) {
        let (policy, format) = (session.engine.policy, session.format)
        input = session.input
        input.clear(session.passed..<session.filled)
        self.format = format
        engine = RecordScrubber(policy: policy, format: format, memory: WorkingMemory(of: session.engine))
    }

    /// Becomes as a new session, but for its memory.
    mutating func startOver() {
        if isUsed { self = ScrubSession(after: self) } else { input.clear(passed..<filled) }
    }

    /// Scrubs a text that stands for itself, as the whole of the stream.
    ///
    /// - Returns: Whether something in it was changed; if so it stands in `engine.output` then.
    mutating func scrubWhole(_ text: Span<UInt8>) -> Bool {
        // Zeros before it, so that a quick look need not ask where it begins.
        let start = Self.margin
        let size = start + text.count + CandidateScanner.slack
        if input.count < size { input.append(contentsOf: repeatElement(0, count: size - input.count)) }
        input.replace(from: start, with: text)
        passed = start
        filled = start + text.count
        input.clear(filled..<filled + CandidateScanner.slack)
        if engine.home.timeResolution == nil, engine.isQuiet(input.span, start..<filled, floor: 0) { return false }
        isUsed = true
        engine.bytesIn = text.count
        scrubAvailable(isFinal: true)
        if isUnchanged { return false }
        completeOutput()
        return true
    }

    /// So many zeros stand before a text that stands for itself.
    private static var margin: Int { 16 }

    /// Takes the next piece of the stream.
    ///
    /// - Parameters:
    ///   - chunk: Any number of bytes; a record may begin or end anywhere in it.
    ///   - output: What can be written already is appended here. Reserve nothing: reuse the array.
    /// - Complexity: O(*n*) in the bytes of the chunk.
    public mutating func process(_ chunk: Span<UInt8>, into output: inout ContiguousArray<UInt8>) {
        var at = 0
        while at < chunk.count {
            let count = Swift.min(prepareToRead(atLeast: chunk.count - at), chunk.count - at)
            input.replace(from: filled, with: chunk.extracting(at..<at + count))
            at += count
            received(count)
            scrubAvailable(isFinal: false)
            passOn(into: &output)
        }
    }

    /// Ends the stream: what is left is scrubbed as the last record, with or without a line end.
    ///
    /// - Returns: What the session did.
    public consuming func finish(into output: inout ContiguousArray<UInt8>) -> Statistics {
        scrubAvailable(isFinal: true)
        passOn(into: &output)
        return engine.statistics
    }

    /// As `finish`, but the session stays, so that its findings can be read.
    mutating func finishObserving(into output: inout ContiguousArray<UInt8>) {
        scrubAvailable(isFinal: true)
        passOn(into: &output)
    }

    /// Makes room for the next read.
    ///
    /// - Parameter wanted: How many bytes would be useful; there may be fewer.
    /// - Returns: How many bytes may be put behind `filled`; at least one.
    mutating func prepareToRead(atLeast wanted: Int = readSize) -> Int {
        var room = input.count - CandidateScanner.slack - filled
        if room < Swift.min(wanted, Self.readSize / 4) {
            // A long record is coming. It ends, or the first window is full, before there is more than a window and two reads.
            let largest = RecordLimit.window + 2 * Self.readSize
            let count = Swift.min(Swift.max(input.count * 2, Self.readSize), largest)
            input.append(contentsOf: repeatElement(0, count: Swift.max(0, count - input.count)))
            room = input.count - CandidateScanner.slack - filled
        }
        return Swift.min(Self.readSize, room)
    }

    /// Says that `count` bytes have been put behind `filled`.
    mutating func received(_ count: Int) {
        filled += count
        engine.bytesIn += count
        engine.clock.now = SystemTime.now
    }

    /// Scrubs all records that are complete, and windows of a long one; `passed..<available` are then done.
    mutating func scrubAvailable(isFinal: Bool) {
        // What stood behind the input before must not be taken for a part of it.
        input.clear(filled..<filled + CandidateScanner.slack)
        // A second reference, so that the compiler sees that the engine cannot touch what it reads.
        let buffer = input
        let bytes = buffer.span
        engine.splices.removeAll(from: passed)
        var at = long?.start ?? passed
        while at < filled || isFinal && long != nil {
            if var record = long {
                let limit = Swift.min(filled, at + RecordLimit.window + 1)
                let lineFeed = bytes.firstIndex(of: ASCII.lineFeed, in: at..<limit)
                if lineFeed != nil || isFinal && filled - at <= RecordLimit.window {
                    engine.endLong(bytes, &record, at: lineFeed ?? filled)
                    long = nil
                    at = lineFeed.map { $0 + 1 } ?? filled
                } else if filled - at > RecordLimit.window {
                    engine.scrubWindow(bytes, &record)
                    long = record
                    at = record.start
                } else {
                    break
                }
            } else if engine.layer.envelope.isSpanning {
                let end = engine.scrubSpanning(bytes, at..<filled, isFinal: isFinal)
                if end == at {
                    // Only a line that is none of such a stream becomes that long.
                    guard filled - at > RecordLimit.window + RecordLimit.context else { break }
                    long = engine.beginLong(bytes, at: at)
                }
                at = end
            } else if bytes[at] == ASCII.null, bytes.endOfHole(in: at..<filled) > at {
                // A hole of `copytruncate` is no part of the record behind it, however long it is.
                at = bytes.endOfHole(in: at..<filled)
            } else {
                let lineFeed = bytes.lastIndex(of: ASCII.lineFeed, in: at..<filled)
                guard let end = isFinal ? filled : lineFeed.map({ $0 + 1 }) else {
                    guard filled - at > RecordLimit.window else { break }
                    long = engine.beginLong(bytes, at: at)
                    continue
                }
                engine.openStream(bytes, at..<end)
                if engine.layer.envelope.isSpanning { continue }
                engine.scrub(bytes, at..<end)
                at = end
            }
        }
        available = Swift.max(at, engine.copied)
        if witness != nil { show() }
    }

    /// The end of what has been scrubbed.
    var available = 0

    /// Whether what has been scrubbed is the input itself, so that it can be passed on without a copy.
    var isUnchanged: Bool { engine.splices.isEmpty && engine.home.timeResolution == nil }

    /// Writes what has been scrubbed to the output.
    mutating func completeOutput() {
        let buffer = input
        engine.copy(buffer.span, upTo: available)
        engine.splices.close()
        engine.output.removeAll()
        if !engine.splices.giveTexts(of: passed..<available, to: &engine.output) {
            engine.splices.write(buffer.span, passed..<available, into: &engine.output)
        }
        if let resolution = engine.home.timeResolution {
            CoarseTimes(resolution: resolution).apply(to: &engine.output)
        }
    }

    /// Forgets what has been passed on and moves the rest to the front.
    mutating func discardPassed() {
        engine.bytesOut += isUnchanged ? available - passed : engine.output.count
        engine.output.removeAll()
        engine.splices.removeAll(from: available)
        passed = available
        // A long record keeps a little of what is done, so that its next window knows its neighbors.
        let keep = long.map { Swift.min($0.start, passed) - RecordLimit.context } ?? passed
        guard keep > 0 else { return }
        let count = filled - keep
        if count > 0 { input.moveToFront(from: keep, count: count) }
        engine.layer.offset += keep
        passed -= keep
        filled = count
        available = passed
        long?.start -= keep
    }

    private mutating func show() {
        let buffer = input
        engine.copy(buffer.span, upTo: available)
        engine.splices.close()
        witness?.take(
            buffer.span, passed..<available, offset: engine.layer.offset, engine.splices, engine.observed,
            withheld: engine.withheld)
        engine.observed.removeAll(keepingCapacity: true)
    }

    private mutating func passOn(into output: inout ContiguousArray<UInt8>) {
        if isUnchanged {
            output.append(contentsOf: input[passed..<available])
        } else {
            completeOutput()
            engine.output.append(to: &output)
        }
        discardPassed()
    }
}
