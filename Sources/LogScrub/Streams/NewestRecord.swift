#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// Finds out when the newest record of a log was written, from what the records say.
///
/// Logs grow at their end: that is where it is looked for.
struct NewestRecord {
    let file: FileDescriptor
    /// When the file was written last, which says the year where stamps do not. Seconds since 1970.
    let modified: Int64
    /// Ends the unpacking when it becomes readable.
    let wakeUp: FileDescriptor?

    /// How much of the end is looked at, in bytes.
    static let window = 1 << 20

    /// The time of the newest record, in seconds since 1970.
    ///
    /// - Parameter limit: What is said to be later is not believed.
    /// - Returns: `nil` if no record says it, or if the file cannot be read or unpacked.
    func time(limit: Int64) -> Int64? {
        guard var text = end(), !text.isEmpty else { return nil }
        let lines = 0..<text.count
        text.append(contentsOf: repeatElement(ASCII.null, count: CandidateScanner.slack))
        var clock = RecordClock(now: SystemTime.now)
        clock.lastWritten = modified
        return clock.newest(text.span, lines, limit: limit)
    }

    /// The last lines, unpacked.
    private func end() -> ContiguousArray<UInt8>? {
        do {
            guard case .packed(let compression) = try Content.of(file, named: "") else {
                let size = try file.seek(offset: 0, from: .end)
                let start = Swift.max(0, size - Int64(Self.window))
                try file.seek(offset: start, from: .start)
                return try end(of: file, isCut: start > 0)
            }
            try file.seek(offset: 0, from: .start)
            return try unpackedEnd(compression)
        } catch {
            return nil
        }
    }

    private func unpackedEnd(_ compression: Compression) throws -> ContiguousArray<UInt8>? {
        let pipe = try SystemCalls.makePipe()
        defer { try? pipe.readEnd.close() }
        let decoder = CompressionProgram(
            compression, decoding: true, input: file, closesInput: false, output: pipe.writeEnd, closesOutput: true)
        guard let text = try? end(of: pipe.readEnd, isCut: false) else {
            decoder.stop()
            return nil
        }
        return try decoder.wait() ? text : nil
    }

    /// Reads to the end, and keeps the whole lines of the window.
    ///
    /// - Parameter isCut: Whether the input begins within a line.
    /// - Throws: `Errno.interrupted` if it was woken up.
    private func end(of input: FileDescriptor, isCut: Bool) throws(Errno) -> ContiguousArray<UInt8> {
        var text = ContiguousArray<UInt8>()
        var isCut = isCut
        while true {
            guard SystemCalls.waitForInput(input, orWakeUp: wakeUp) == .ready else { throw .interrupted }
            if try SystemCalls.read(from: input, to: &text, atMost: 256 * 1024) == 0 { break }
            if text.count > 2 * Self.window {
                text.removeFirst(text.count - Self.window)
                isCut = true
            }
        }
        if isCut { text.removeFirst(text.firstIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? text.count) }
        return text
    }
}
