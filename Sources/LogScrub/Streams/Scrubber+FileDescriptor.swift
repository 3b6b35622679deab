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
    /// What gzip, xz, zstd or bzip2 have packed is unpacked on the way, by those programs, whatever it is called; what is no text, packed or not, is
    /// refused before anything is written. See `StreamInput`.
    ///
    /// A program should ignore `SIGPIPE`, or a reader that goes away ends it.
    ///
    /// - Parameters:
    ///   - input: A file, pipe, socket or terminal. It is not closed.
    ///   - output: Where to write. It is not closed.
    ///   - wakeUp: Ends the work after the last whole record when it becomes readable, for example a pipe that a signal
    ///     handler writes to. Of a pipe, what is in it already is still read, for 0.6 seconds at most.
    ///   - statistics: What was done is added here, also when an error is thrown.
    /// - Throws: `ScrubError` with the code `input` if the input cannot be read or is the output itself, `output` if the output cannot
    ///   be written, `refusal` if the input is no text, or packed and damaged, `program` if what unpacks it is missing, or `key` if there
    ///   was no key for some records: all is written then, with placeholders in them.
    public func scrub(
        _ input: FileDescriptor, into output: FileDescriptor, wakeUp: FileDescriptor? = nil,
        statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        try scrub(StreamInput(input), into: StreamOutput(output), wakeUp: wakeUp, statistics: &statistics)
    }

    /// Scrubs a descriptor into an output that may change meanwhile.
    ///
    /// As the other one, but for these:
    ///
    /// - Parameters:
    ///   - input: What to read. It is not closed.
    ///   - output: Where to write.
    ///   - wakeUp: Something has to be done when it becomes readable.
    ///   - onWakeUp: Says what. It is to read from the descriptor what made it readable, unless it answers with `end`.
    ///   - statistics: What was done is added here, also when an error is thrown.
    public func scrub(
        _ input: StreamInput, into output: StreamOutput, wakeUp: FileDescriptor?,
        onWakeUp: @escaping () -> WakeUp = { .end }, statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        try scrub(
            input, into: output, wakeUp: wakeUp, onWakeUp: onWakeUp, seenBy: nil, statistics: &statistics)
    }

    /// As the one above.
    ///
    /// - Parameter witness: Who is shown what becomes of the input.
    func scrub(
        _ input: StreamInput, into output: StreamOutput, wakeUp: FileDescriptor?,
        onWakeUp: @escaping () -> WakeUp, seenBy witness: (any Witness)?, statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        let source = input.descriptor
        if SystemCalls.isFolder(source) { throw ScrubError(.input, "is a folder") }
        if SystemCalls.areSameFile(source, output.descriptor) {
            throw ScrubError(.input, "is also the output; write to another file")
        }
        SystemCalls.enlargePipe(source)
        SystemCalls.enlargePipe(output.descriptor)
        let events = StreamEvents(output: output, wakeUp: wakeUp, onWakeUp: onWakeUp)
        var session = makeSession(for: witness)
        session.engine.clock.tell(lastWritten: SystemCalls.lastWritten(source))
        if !input.isTakenForText {
            switch try session.readHead(of: source, named: input.name, events) {
            case .text: break
            case .foreign(let name):
                // Of what was cut short it is not certain.
                if output.isEnding { return .interrupted }
                throw Content.refusal(name)
            case .packed(let compression):
                let head = session.takeHead()
                return try unpack(source, compression, head: head, witness, events, &statistics)
            }
        }
        return try pump(&session, from: source, witness, events, &statistics) { () throws(ScrubError) in }
    }

    /// Scrubs what a packed stream holds.
    private func unpack(
        _ source: FileDescriptor, _ compression: Compression, head: [UInt8], _ witness: (any Witness)?,
        _ events: StreamEvents, _ statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        if events.output.isEnding { return .interrupted }
        let start = SystemCalls.isRegular(source) ? SystemCalls.position(in: source) - Int64(head.count) : nil
        // Sums stand at the end. What is unpacked from damaged data may hold pieces of addresses that nobody would know.
        if start != nil {
            let whole = try UnpackedStream(compression, from: source, at: start, head: [])
            defer { whole.close() }
            guard try whole.check(events) else { return .interrupted }
        }
        let unpacked = try UnpackedStream(compression, from: source, at: start, head: head)
        defer { unpacked.close() }
        var session = makeSession(for: witness)
        session.engine.clock.tell(lastWritten: SystemCalls.lastWritten(source))
        switch try session.readHead(of: unpacked.text, named: "", events) {
        case .text: break
        case _ where events.output.isEnding: return .interrupted
        case .foreign(let name): throw Content.refusal(name, packedWith: compression)
        case .packed(let inner): throw Content.refusal("a file of \(inner.program)", packedWith: compression)
        }
        return try pump(&session, from: unpacked.text, isPacked: true, witness, events, &statistics) {
            () throws(ScrubError) in
            try unpacked.finish()
        }
    }

    private func pump(
        _ session: inout ScrubSession, from source: FileDescriptor, isPacked: Bool = false, _ witness: (any Witness)?,
        _ events: StreamEvents, _ statistics: inout Statistics, atEnd: () throws(ScrubError) -> Void
    ) throws(ScrubError) -> StreamEnd {
        // Not `defer`: a session is not copyable, and its numbers are wanted on each way out.
        do throws(ScrubError) {
            let end = try session.pump(from: source, events, isDrained: !isPacked, atEnd: atEnd)
            statistics.add(session.engine.statistics)
            witness?.finish()
            if end == .endOfInput, let failure = session.engine.keyFailure { throw failure }
            return end
        } catch {
            if error.code != .key { statistics.add(session.engine.statistics) }
            throw error
        }
    }
}

/// What may happen to a stream beside its bytes.
struct StreamEvents {
    let output: StreamOutput
    let wakeUp: FileDescriptor?
    let onWakeUp: () -> WakeUp
}

extension ScrubSession {
    /// Scrubs until the input ends, beginning with what has been read already.
    ///
    /// - Parameters:
    ///   - isDrained: Whether what is in a pipe already is still wanted when the work is to end.
    ///   - atEnd: Called at the end of the input. If it throws, the last record may be cut, and is not written.
    fileprivate mutating func pump(
        from source: FileDescriptor, _ events: StreamEvents, isDrained: Bool, atEnd: () throws(ScrubError) -> Void
    ) throws(ScrubError) -> StreamEnd {
        let target = events.output
        if let end = try pass(events, atEnd: atEnd) { return end }
        while true {
            if target.endsWithLine { target.reopenIfDue() }
            if target.isEnding { return isDrained ? try drain(source, events) : .interrupted }
            switch SystemCalls.waitForInput(source, orWakeUp: events.wakeUp, orFor: target.rawCopy?.timeUntilChange) {
            case .wokenUp: target.wokenUp(events.onWakeUp())
            case .timedOut: target.expireRawCopy()
            case .ready:
                if let end = try step(from: source, events, atEnd: atEnd) { return end }
            }
        }
    }

    /// Reads once, and writes what is complete.
    ///
    /// - Returns: How the stream ended, if it did.
    private mutating func step(
        from source: FileDescriptor, _ events: StreamEvents, atEnd: () throws(ScrubError) -> Void
    ) throws(ScrubError) -> StreamEnd? {
        guard let count = try fill(from: source) else { return nil }
        if count == 0 { isAtEnd = true } else { received(count) }
        return try pass(events, atEnd: atEnd)
    }

    /// Writes what is complete of what has been read.
    private mutating func pass(
        _ events: StreamEvents, atEnd: () throws(ScrubError) -> Void
    ) throws(ScrubError) -> StreamEnd? {
        if isAtEnd { try atEnd() }
        scrubAvailable(isFinal: isAtEnd)
        guard try flush(to: events.output, wakeUp: events.wakeUp, onWakeUp: events.onWakeUp) else {
            return .outputClosed
        }
        guard isAtEnd else { return nil }
        // The last record is complete without a line end, too.
        events.output.reopenIfDue()
        return .endOfInput
    }

    /// How long what is in a pipe is passed on when the work is to end. A program that is told to end is expected to do so within a second.
    private static let longestDrain = Duration.milliseconds(600)

    /// Passes on what is in the pipe already: who wrote it takes it for written. A server ends those that it pipes its log to with a signal.
    private mutating func drain(_ source: FileDescriptor, _ events: StreamEvents) throws(ScrubError) -> StreamEnd {
        guard SystemCalls.isPipe(source) else { return .interrupted }
        let start = engine.bytesIn
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: Self.longestDrain)
        let events = StreamEvents(output: events.output, wakeUp: nil, onWakeUp: { .end })
        // Others may go on writing for ever.
        while engine.bytesIn - start < SystemCalls.largestPipe, clock.now < end,
            SystemCalls.waitForInput(source, orWakeUp: nil, orFor: .zero) == .ready
        {
            if try step(from: source, events, atEnd: { () throws(ScrubError) in }) != nil { break }
        }
        return .interrupted
    }

    /// Reads once.
    ///
    /// - Returns: How many bytes came, 0 at the end, or `nil` if the call is to be repeated.
    mutating func fill(from source: FileDescriptor) throws(ScrubError) -> Int? {
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
    /// - Parameter isComplete: Whether the output is complete already: a second time there may be nothing left to make it of.
    /// - Returns: `false` if nobody reads the output any more.
    private mutating func flush(
        to target: StreamOutput, isComplete: Bool = false, wakeUp: FileDescriptor?, onWakeUp: () -> WakeUp
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
            if !isComplete { completeOutput() }
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
            let piece = unsafe target.holes?.next(rest)
            if let piece { unsafe rest = rest.prefix(piece.count) }
            do {
                let count: Int
                if let piece, piece.isHole {
                    _ = try target.descriptor.seek(offset: Int64(piece.count), from: .current)
                    count = piece.count
                } else {
                    // Safe: the range lies in the buffer, which the caller lends for the duration of the call.
                    count = try unsafe target.descriptor.write(UnsafeRawBufferPointer(rebasing: rest))
                }
                written += count
                target.holes?.passed(count)
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
        from source: FileDescriptor, to target: StreamOutput, wakeUp: FileDescriptor?,
        comparing: Bool, watch: (_ isSame: Bool) throws(ScrubError) -> Void
    ) throws(ScrubError) -> StreamEnd {
        // What has been read to see what it is comes first.
        var hasRead = filled > 0 || isAtEnd
        while true {
            if !hasRead {
                if SystemCalls.waitForInput(source, orWakeUp: wakeUp) == .wokenUp { return .interrupted }
                guard let count = try fill(from: source) else { continue }
                if count == 0 { isAtEnd = true } else { received(count) }
            }
            hasRead = false
            scrubAvailable(isFinal: isAtEnd)
            var isSame = comparing
            let isComplete = comparing && !isUnchanged
            if isComplete {
                completeOutput()
                isSame = engine.output.isEqual(to: input.span, passed..<available)
            }
            guard try flush(to: target, isComplete: isComplete, wakeUp: nil, onWakeUp: { .end }) else {
                return .outputClosed
            }
            try watch(isSame)
            if isAtEnd { return .endOfInput }
        }
    }
}

extension StreamOutput {
    /// Notes what a wake-up asks for. What is raw goes at once when the work ends, as it may still have to wait for its reader.
    func wokenUp(_ wakeUp: WakeUp) {
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

    func expireRawCopy() {
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
