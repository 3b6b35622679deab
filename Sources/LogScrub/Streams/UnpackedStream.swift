internal import Dispatch
internal import Synchronization

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// What is in a packed file or stream, as a pipe to read from while it is unpacked. Nothing unpacked is ever in a file.
final class UnpackedStream {
    let compression: Compression
    /// Where to read.
    let text: FileDescriptor
    private let isFile: Bool
    private let program: CompressionProgram
    private let feeder: Feeder?

    /// Starts the unpacking.
    ///
    /// - Parameters:
    ///   - compression: What it is packed with.
    ///   - source: Where it comes from. It is not closed.
    ///   - start: Where in a file it begins; `nil` for what can be read only once.
    ///   - head: What has been read from it already.
    init(
        _ compression: Compression, from source: FileDescriptor, at start: Int64?, head: [UInt8]
    ) throws(ScrubError) {
        self.compression = compression
        isFile = start != nil
        let (readEnd, writeEnd) = try Self.makePipe()
        text = readEnd
        // A program of its own reads a file faster than anything can be handed to it.
        if let start, (try? source.seek(offset: start, from: .start)) != nil {
            feeder = nil
            program = CompressionProgram(
                compression, decoding: true, input: source, closesInput: false, output: writeEnd, closesOutput: true)
            return
        }
        let packed: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
        let end: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
        do throws(ScrubError) {
            packed = try Self.makePipe()
            end = try Self.makePipe()
        } catch {
            try? readEnd.close()
            try? writeEnd.close()
            throw error
        }
        program = CompressionProgram(
            compression, decoding: true, input: packed.readEnd, closesInput: true, output: writeEnd, closesOutput: true)
        feeder = Feeder(source, head, to: packed.writeEnd, until: end)
    }

    /// Waits for the end of the unpacking, when all has been read from `text`.
    ///
    /// - Throws: `ScrubError` with the code `refusal` if the data are damaged, `input` if they could not be read, `program` if nothing unpacks them.
    func finish() throws(ScrubError) {
        let isRead = try program.wait()
        if let error = feeder?.stop() { throw ScrubError(.input, "cannot be read: \(error)") }
        guard isRead else {
            let written = isFile ? "nothing of it is written" : "the whole records before that are written"
            throw ScrubError(.refusal, "its \(compression.program) data are damaged or cut off; \(written)")
        }
    }

    /// Unpacks all of it to nowhere, to see whether it is whole.
    ///
    /// - Returns: `false` if it was woken up to end before.
    /// - Throws: As `finish`.
    func check(_ events: StreamEvents) throws(ScrubError) -> Bool {
        var bytes = ContiguousArray<UInt8>()
        while true {
            switch SystemCalls.waitForInput(
                text, orWakeUp: events.wakeUp, orFor: events.output.rawCopy?.timeUntilChange)
            {
            case .wokenUp:
                events.output.wokenUp(events.onWakeUp())
                if events.output.isEnding { return false }
            case .timedOut: events.output.expireRawCopy()
            case .ready:
                bytes.removeAll(keepingCapacity: true)
                // An error is an end, and what the program says of it counts.
                if (try? SystemCalls.read(from: text, to: &bytes, atMost: ScrubSession.readSize)) ?? 0 == 0 {
                    try finish()
                    return true
                }
            }
        }
    }

    /// Ends it, done or not.
    func close() {
        program.stop()
        _ = feeder?.stop()
        try? text.close()
    }

    private static func makePipe() throws(ScrubError) -> (readEnd: FileDescriptor, writeEnd: FileDescriptor) {
        do {
            return try SystemCalls.makePipe()
        } catch {
            throw ScrubError(.input, "no pipe can be made to unpack it: \(error)")
        }
    }
}

/// Hands a stream to the program that unpacks it, on a thread of its own.
private final class Feeder: Sendable {
    private typealias Pipe = (readEnd: FileDescriptor, writeEnd: FileDescriptor)

    private let end: FileDescriptor
    private let done = DispatchSemaphore(value: 0)
    private let state = Mutex<(isStopped: Bool, error: Errno?)>((false, nil))

    /// - Parameters:
    ///   - target: It is closed at the end of the stream.
    ///   - end: A pipe; when its writing end is closed, the thread ends.
    init(
        _ source: FileDescriptor, _ head: [UInt8], to target: FileDescriptor,
        until end: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
    ) {
        self.end = end.writeEnd
        DispatchQueue(label: "logscrub.unpack").async { [self] in
            do throws(Errno) {
                try Self.feed(source, head, to: target, until: end.readEnd)
            } catch {
                // The program has ended; what it says about that counts.
                if error != .brokenPipe { state.withLock { $0.error = error } }
            }
            try? target.close()
            try? end.readEnd.close()
            done.signal()
        }
    }

    private static func feed(
        _ source: FileDescriptor, _ head: [UInt8], to target: FileDescriptor, until end: FileDescriptor
    ) throws(Errno) {
        var bytes = ContiguousArray(head)
        repeat {
            do {
                _ = try target.writeAll(bytes)
            } catch {
                throw error as? Errno ?? .ioError
            }
            bytes.removeAll(keepingCapacity: true)
            guard SystemCalls.waitForInput(source, orWakeUp: end) == .ready else { return }
        } while try SystemCalls.read(from: source, to: &bytes, atMost: ScrubSession.readSize) > 0
    }

    /// Ends the thread, and waits for that. Its program must have ended.
    ///
    /// - Returns: Why the stream could not be read.
    func stop() -> Errno? {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        if isFirst {
            try? end.close()
            done.wait()
        }
        return state.withLock { $0.error }
    }
}
