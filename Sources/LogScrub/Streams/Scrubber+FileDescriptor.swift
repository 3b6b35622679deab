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
    ///     handler writes to. Of a pipe, what is in it already is still read.
    ///   - statistics: What was done is added here, also when an error is thrown.
    /// - Throws: `ScrubError` with the code `input` if the input cannot be read or is the output itself, `output` if the output cannot
    ///   be written, or `key` if there was no key for some records: all is written then, with placeholders in them.
    public func scrub(
        _ input: FileDescriptor, into output: FileDescriptor, wakeUp: FileDescriptor? = nil,
        statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        try scrub(input, into: StreamOutput(output), wakeUp: wakeUp, statistics: &statistics)
    }

    /// Scrubs a descriptor into an output that may change meanwhile.
    ///
    /// As the other one, but for these:
    ///
    /// - Parameters:
    ///   - input: A file, pipe, socket or terminal. It is not closed.
    ///   - output: Where to write.
    ///   - wakeUp: Something has to be done when it becomes readable.
    ///   - onWakeUp: Says what. It is to read from the descriptor what made it readable, unless it answers with `end`.
    ///   - statistics: What was done is added here, also when an error is thrown.
    /// - Throws: `ScrubError` with the code `input` if the input cannot be read or is the output itself, or `output` if the output cannot
    ///   be written.
    public func scrub(
        _ input: FileDescriptor, into output: StreamOutput, wakeUp: FileDescriptor?,
        onWakeUp: () -> WakeUp = { .end }, statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        if SystemCalls.isFolder(input) { throw ScrubError(.input, "is a folder") }
        if SystemCalls.areSameFile(input, output.descriptor) {
            throw ScrubError(.input, "is also the output; write to another file")
        }
        SystemCalls.enlargePipe(input)
        SystemCalls.enlargePipe(output.descriptor)
        var session = makeSession()
        session.engine.clock.lastWritten = SystemCalls.lastWritten(input)
        // Not `defer`: a session is not copyable, and its numbers are wanted on each way out.
        do throws(ScrubError) {
            let end = try session.pump(from: input, to: output, wakeUp: wakeUp, onWakeUp: onWakeUp)
            statistics.add(session.engine.statistics)
            if end == .endOfInput, let failure = session.engine.keyFailure { throw failure }
            return end
        } catch {
            if error.code != .key { statistics.add(session.engine.statistics) }
            throw error
        }
    }
}

extension ScrubSession {
    fileprivate mutating func pump(
        from source: FileDescriptor, to target: StreamOutput, wakeUp: FileDescriptor?, onWakeUp: () -> WakeUp
    ) throws(ScrubError) -> StreamEnd {
        while true {
            if target.endsWithLine { target.reopenIfDue() }
            switch SystemCalls.waitForInput(source, orWakeUp: wakeUp, orFor: target.rawCopy?.timeUntilChange) {
            case .wokenUp: target.wokenUp(onWakeUp())
            case .timedOut: target.expireRawCopy()
            case .ready:
                if let end = try step(from: source, to: target, wakeUp, onWakeUp) { return end }
            }
            if target.isEnding { return try drain(source, to: target) }
        }
    }

    /// Reads once, and writes what is complete.
    ///
    /// - Returns: How the stream ended, if it did.
    private mutating func step(
        from source: FileDescriptor, to target: StreamOutput, _ wakeUp: FileDescriptor?, _ onWakeUp: () -> WakeUp
    ) throws(ScrubError) -> StreamEnd? {
        guard let count = try fill(from: source) else { return nil }
        received(count)
        scrubAvailable(isFinal: count == 0)
        guard try flush(to: target, wakeUp: wakeUp, onWakeUp: onWakeUp) else { return .outputClosed }
        guard count == 0 else { return nil }
        // The last record is complete without a line end, too.
        target.reopenIfDue()
        return .endOfInput
    }

    /// Passes on what is in the pipe already: who wrote it takes it for written. A server ends those that it pipes its log to with a signal.
    private mutating func drain(_ source: FileDescriptor, to target: StreamOutput) throws(ScrubError) -> StreamEnd {
        guard SystemCalls.isPipe(source) else { return .interrupted }
        let start = engine.bytesIn
        // Others may go on writing for ever.
        while engine.bytesIn - start < SystemCalls.largestPipe,
            SystemCalls.waitForInput(source, orWakeUp: nil, orFor: .zero) == .ready
        {
            if try step(from: source, to: target, nil, { .end }) != nil { break }
        }
        return .interrupted
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
        to target: StreamOutput, wakeUp: FileDescriptor?, onWakeUp: () -> WakeUp
    ) throws(ScrubError) -> Bool {
        let isOpen: Bool
        if target.rawCopy != nil {
            try unsafe withPassing { memory throws(ScrubError) in
                unsafe target.copyRaw(memory)
                return true
            }
        }
        if isUnchanged {
            isOpen = try unsafe withPassing { memory throws(ScrubError) in
                try unsafe Self.write(memory, to: target, wakeUp, onWakeUp)
            }
        } else {
            completeOutput()
            isOpen = try unsafe engine.output.withBytes { memory throws(ScrubError) in
                try unsafe Self.write(memory, to: target, wakeUp, onWakeUp)
            }
        }
        discardPassed()
        return isOpen
    }

    /// Lends the bytes of the input that are done but not forgotten.
    @discardableResult
    private func withPassing(
        _ body: (UnsafeRawBufferPointer) throws(ScrubError) -> Bool
    ) throws(ScrubError) -> Bool {
        let range = passed..<available
        // The array's closure rethrows any error; a result keeps the type.
        let result = unsafe input.withUnsafeBytes { memory in
            Result { () throws(ScrubError) in
                try unsafe body(UnsafeRawBufferPointer(rebasing: memory[range]))
            }
        }
        return try result.get()
    }

    private static func write(
        _ bytes: UnsafeRawBufferPointer, to target: StreamOutput, _ wakeUp: FileDescriptor?, _ onWakeUp: () -> WakeUp
    ) throws(ScrubError) -> Bool {
        // A raw copy has to go in time, also while nobody reads the output.
        let isWatched = target.rawCopy != nil && !SystemCalls.isRegular(target.descriptor)
        var written = 0
        while written < bytes.count {
            var rest = unsafe bytes[written...]
            if isWatched {
                guard target.isReady(wakeUp, onWakeUp) else { continue }
                unsafe rest = rest.prefix(SystemCalls.pipeBuffer)
            }
            do {
                // Safe: the range lies in the buffer, which the caller lends for the duration of the call.
                written += try unsafe target.descriptor.write(UnsafeRawBufferPointer(rebasing: rest))
            } catch let error as Errno {
                if error == .brokenPipe { return false }
                if error == .resourceTemporarilyUnavailable {
                    SystemCalls.waitForOutput(target.descriptor)
                    continue
                }
                throw ScrubError(.output, "the output cannot be written: \(error)")
            } catch {
                throw ScrubError(.output, "the output cannot be written")
            }
        }
        if let last = unsafe bytes.last { target.endsWithLine = last == ASCII.lineFeed }
        return true
    }
}

// MARK: Files

extension ScrubSession {
    /// Reads, scrubs and writes until the input ends.
    ///
    /// - Parameters:
    ///   - comparing: Whether to find out if what is written is what was read.
    ///   - watch: Called after each write, with the answer (`false` if nobody asked). What it throws ends the work.
    mutating func pump(
        from source: FileDescriptor, to target: FileDescriptor, wakeUp: FileDescriptor?,
        comparing: Bool, watch: (_ isSame: Bool) throws(ScrubError) -> Void
    ) throws(ScrubError) -> StreamEnd {
        let target = StreamOutput(target)
        while true {
            if SystemCalls.waitForInput(source, orWakeUp: wakeUp) == .wokenUp { return .interrupted }
            guard let count = try fill(from: source) else { continue }
            received(count)
            scrubAvailable(isFinal: count == 0)
            var isSame = comparing
            if comparing, !isUnchanged {
                completeOutput()
                isSame = engine.output.isEqual(to: input.span, passed..<available)
            }
            guard try flush(to: target, wakeUp: nil, onWakeUp: { .end }) else { return .outputClosed }
            try watch(isSame)
            if count == 0 { return .endOfInput }
        }
    }
}

extension StreamOutput {
    /// Notes what a wake-up asks for. What is raw goes at once when the work ends, as it may still have to wait for its reader.
    fileprivate func wokenUp(_ wakeUp: WakeUp) {
        switch wakeUp {
        case .end:
            isEnding = true
            rawCopy?.remove()
        case .reopenOutput: isReopenDue = true
        }
    }

    /// Waits until something can be written, or something else has been done.
    fileprivate func isReady(_ wakeUp: FileDescriptor?, _ onWakeUp: () -> WakeUp) -> Bool {
        // After the one that ends the work none is waited for: nobody reads it any more.
        let wakeUp = isEnding ? nil : wakeUp
        switch SystemCalls.waitForOutput(descriptor, orWakeUp: wakeUp, orFor: rawCopy?.timeUntilChange) {
        case .ready: return true
        case .wokenUp: wokenUp(onWakeUp())
        case .timedOut: expireRawCopy()
        }
        return false
    }

    fileprivate func expireRawCopy() {
        do throws(ScrubError) {
            try rawCopy?.expire()
        } catch {
            onProblem(error)
        }
    }

    fileprivate func copyRaw(_ bytes: UnsafeRawBufferPointer) {
        do throws(ScrubError) {
            try unsafe rawCopy?.write(bytes)
        } catch {
            onProblem(error)
        }
    }
}
