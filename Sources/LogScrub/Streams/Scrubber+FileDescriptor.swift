#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// How a stream ended.
public enum StreamEnd: Sendable, Hashable {
    /// All input was read, scrubbed and written.
    case endOfInput
    /// The wake-up descriptor became readable; whole records have been written.
    case interrupted
    /// The reader of the output has gone (`EPIPE`): the rest is of no interest.
    case outputClosed
}

extension Scrubber {
    /// Scrubs one descriptor into another until the input ends.
    ///
    /// Each read is scrubbed and written before the next one, so that a record comes out as soon as it is complete, even if the
    /// input then pauses for hours. Reads take up to 256 KiB. Memory stays below 4 MiB, whatever comes.
    ///
    /// A program should ignore `SIGPIPE`, or a reader that goes away ends it.
    ///
    /// - Parameters:
    ///   - input: A file, pipe, socket or terminal. It is not closed.
    ///   - output: Where to write. It is not closed.
    ///   - wakeUp: Ends the work after the last whole record when it becomes readable, for example a pipe that a signal
    ///     handler writes to.
    ///   - statistics: What was done is added here, also when an error is thrown.
    /// - Throws: `ScrubError` with the code `input` if the input cannot be read or is the output itself, or `output` if the output cannot
    ///   be written.
    public func scrub(
        _ input: FileDescriptor, into output: FileDescriptor, wakeUp: FileDescriptor? = nil,
        statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        if SystemCalls.isFolder(input) { throw ScrubError(.input, "is a folder") }
        if SystemCalls.areSameFile(input, output) {
            throw ScrubError(.input, "is also the output; write to another file")
        }
        SystemCalls.enlargePipe(input)
        SystemCalls.enlargePipe(output)
        var session = makeSession()
        // Not `defer`: a session is not copyable, and its numbers are wanted on each way out.
        do throws(ScrubError) {
            let end = try session.pump(from: input, to: output, wakeUp: wakeUp)
            statistics.add(session.engine.statistics)
            return end
        } catch {
            statistics.add(session.engine.statistics)
            throw error
        }
    }
}

extension ScrubSession {
    /// Reads, scrubs and writes until the input ends.
    ///
    /// - Parameters:
    ///   - comparing: Whether to find out if what is written is what was read.
    ///   - watch: Called after each write, with the answer (`false` if nobody asked). What it throws ends the work.
    mutating func pump(
        from source: FileDescriptor, to target: FileDescriptor, wakeUp: FileDescriptor?,
        comparing: Bool = false, watch: (_ isSame: Bool) throws(ScrubError) -> Void = { _ in }
    ) throws(ScrubError) -> StreamEnd {
        while true {
            if SystemCalls.waitForInput(source, orWakeUp: wakeUp) == .wokenUp { return .interrupted }
            let count = try fill(from: source)
            guard let count else { continue }
            received(count)
            scrubAvailable(isFinal: count == 0)
            guard try flush(to: target, comparing: comparing, watch: watch) else { return .outputClosed }
            if count == 0 { return .endOfInput }
        }
    }

    /// Reads once.
    ///
    /// - Returns: How many bytes came, 0 at the end, or `nil` if the call is to be repeated.
    private mutating func fill(from source: FileDescriptor) throws(ScrubError) -> Int? {
        let room = prepareToRead()
        let offset = filled
        do {
            // Safe: `prepareToRead` made room for that many bytes.
            return try unsafe input.withUnsafeMutableBytes { memory in
                let target = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[offset..<offset + room])
                return try unsafe source.read(into: target, retryOnInterrupt: false)
            }
        } catch let error as Errno {
            // The caller waits again, and sees a signal if that was the reason.
            if error == .interrupted || error == .resourceTemporarilyUnavailable { return nil }
            throw ScrubError(.input, "cannot be read: \(error)")
        } catch {
            throw ScrubError(.input, "cannot be read")
        }
    }

    /// Writes all that has been scrubbed.
    ///
    /// - Returns: `false` if nobody reads the output any more.
    private mutating func flush(
        to target: FileDescriptor, comparing: Bool, watch: (_ isSame: Bool) throws(ScrubError) -> Void
    ) throws(ScrubError) -> Bool {
        let isOpen: Bool
        var isSame = comparing
        if isUnchanged {
            let range = passed..<available
            // The array's closure rethrows any error; a result keeps the type.
            let result = unsafe input.withUnsafeBytes { memory in
                Result { () throws(ScrubError) in
                    try unsafe Self.write(UnsafeRawBufferPointer(rebasing: memory[range]), to: target)
                }
            }
            isOpen = try result.get()
        } else {
            completeOutput()
            if comparing { isSame = engine.output.isEqual(to: input.span, passed..<available) }
            isOpen = try unsafe engine.output.withBytes { memory throws(ScrubError) in
                try unsafe Self.write(memory, to: target)
            }
        }
        discardPassed()
        try watch(isSame)
        return isOpen
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to target: FileDescriptor) throws(ScrubError) -> Bool {
        var written = 0
        while written < bytes.count {
            do {
                // Safe: the range lies in the buffer, which the caller lends for the duration of the call.
                written += try unsafe target.write(UnsafeRawBufferPointer(rebasing: bytes[written...]))
            } catch let error as Errno {
                if error == .brokenPipe { return false }
                if error == .resourceTemporarilyUnavailable {
                    SystemCalls.waitForOutput(target)
                    continue
                }
                throw ScrubError(.output, "the output cannot be written: \(error)")
            } catch {
                throw ScrubError(.output, "the output cannot be written")
            }
        }
        return true
    }
}
