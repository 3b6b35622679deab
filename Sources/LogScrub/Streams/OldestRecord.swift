#if canImport(System)
    package import System
#else
    package import SystemPackage
#endif

/// Finds out when the oldest record of a log was written, from what the records say.
///
/// Logs grow at their end: the oldest record stands at the beginning.
package enum OldestRecord {
    /// How much of the beginning is looked at, in bytes.
    private static let window = 1 << 20

    /// The time of the oldest record of a file, packed or not, in seconds since 1970.
    ///
    /// - Returns: `nil` if no record says it, or if the file is no text or cannot be unpacked.
    /// - Throws: Why the file cannot be read.
    package static func time(in path: FilePath) throws(ScrubError) -> Int64? {
        let file: FileDescriptor
        do throws(Errno) {
            file = try SystemCalls.openForReading(path, followsLinks: true)
        } catch {
            throw ScrubError(.input, "\(FileName.printable(path)) cannot be opened: \(error)")
        }
        defer { try? file.close() }
        guard SystemCalls.isRegular(file), var text = try? beginning(of: file), !text.isEmpty else { return nil }
        let lines = 0..<text.count
        text.append(contentsOf: repeatElement(ASCII.null, count: CandidateScanner.slack))
        var clock = RecordClock(now: SystemTime.now)
        return clock.oldest(text.span, lines, limit: SystemTime.now)
    }

    /// How many seconds ago a time was.
    package static func age(of time: Int64) -> Int64 { SystemTime.now - time }

    /// The first lines, unpacked.
    private static func beginning(of file: FileDescriptor) throws -> ContiguousArray<UInt8> {
        guard case .packed(let compression) = try Content.of(file, named: "") else {
            try file.seek(offset: 0, from: .start)
            return try beginning(readFrom: file)
        }
        try file.seek(offset: 0, from: .start)
        let pipe = try SystemCalls.makePipe()
        defer { try? pipe.readEnd.close() }
        let decoder = CompressionProgram(
            compression, decoding: true, input: file, closesInput: false, output: pipe.writeEnd, closesOutput: true)
        // The rest of the file is of no interest.
        defer { decoder.stop() }
        return try beginning(readFrom: pipe.readEnd)
    }

    private static func beginning(readFrom input: FileDescriptor) throws(Errno) -> ContiguousArray<UInt8> {
        var text = ContiguousArray<UInt8>()
        while text.count < window {
            if try SystemCalls.read(from: input, to: &text, atMost: 256 * 1024) == 0 { return text }
        }
        // The last line is cut.
        if let end = text.lastIndex(of: ASCII.lineFeed) { text.removeSubrange((end + 1)...) }
        return text
    }
}
