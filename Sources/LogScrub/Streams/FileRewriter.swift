#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// Rewrites one file, so that at every moment either all of the old or all of the new content has its name.
struct FileRewriter {
    let scrubber: Scrubber
    let options: RewriteOptions
    let wakeUp: FileDescriptor?
    /// Told how many bytes of the file have been read.
    let progress: (@Sendable (Int64) -> Void)?

    /// - Parameter witness: Who is shown what becomes of the file.
    func rewrite(
        _ path: FilePath, seenBy witness: (any Witness)?, statistics: inout Statistics
    ) throws(ScrubError) -> RewriteOutcome {
        do throws(ScrubError) {
            return try rewriteUnlessRefused(path, witness, statistics: &statistics)
        } catch {
            // A wait for another run that was cut short is no refusal.
            if error.code == .refusal, isWokenUp { return .interrupted }
            throw error
        }
    }

    private var isWokenUp: Bool {
        wakeUp.map { SystemCalls.isReadable($0) } ?? false
    }

    private func rewriteUnlessRefused(
        _ path: FilePath, _ witness: (any Witness)?, statistics: inout Statistics
    ) throws(ScrubError) -> RewriteOutcome {
        let original = try OriginalFile.open(path, force: options.force, wakeUp: wakeUp)
        defer { original.close() }
        try original.requireSpace()
        if options.isRehearsal { return try rehearse(original, witness, statistics: &statistics) }
        let copy = try ReplacementFile.create(for: original.name, in: original.folder, wakeUp: wakeUp)
        defer { copy.close() }
        try copy.takeOwner(of: original.state)
        var isSame = true
        let end = try scrub(original, into: copy.descriptor, witness, isSame: &isSame, statistics: &statistics)
        guard end == .endOfInput else { return .interrupted }
        try original.requireUntouched()
        if isSame { return .unchanged }
        try copy.takeAttributes(of: original.descriptor, original.state, keepsTimes: options.keepsTimes)
        try copy.synchronize()
        if isWokenUp { return .interrupted }
        // As late as can be: a program may have come to write while the disk was busy.
        try original.requireUntouched()
        try copy.replace(original.name)
        return .rewritten
    }

    /// Does all but the writing, so that what comes of it, and what goes wrong, is what would.
    private func rehearse(
        _ original: OriginalFile, _ witness: (any Witness)?, statistics: inout Statistics
    ) throws(ScrubError) -> RewriteOutcome {
        try original.requireReplaceable()
        let nowhere: FileDescriptor
        do throws(Errno) {
            nowhere = try SystemCalls.openNowhere()
        } catch {
            throw ScrubError(.output, "/dev/null cannot be opened: \(error)")
        }
        defer { try? nowhere.close() }
        var isSame = true
        let end = try scrub(original, into: nowhere, witness, isSame: &isSame, statistics: &statistics)
        guard end == .endOfInput, !isWokenUp else { return .interrupted }
        try original.requireUntouched()
        return isSame ? .unchanged : .rewritten
    }

    private func scrub(
        _ original: OriginalFile, into copy: FileDescriptor, _ witness: (any Witness)?, isSame: inout Bool,
        statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        switch try content(of: original) {
        case .text:
            let output = StreamOutput(copy)
            // A hole must not become gigabytes of zeros.
            if original.state.allocated < original.state.size { output.holes = Holes() }
            let end = try pump(
                from: original.descriptor, to: output, witness, original: original, isSame: &isSame,
                statistics: &statistics)
            if let holes = output.holes { try setSize(of: copy, holes.position) }
            return end
        case .packed(let compression):
            return try scrub(original, compression, into: copy, witness, isSame: &isSame, statistics: &statistics)
        case .foreign(let name):
            throw Content.refusal(name)
        }
    }

    /// The end of the file may be a hole, which nobody has written.
    private func setSize(of copy: FileDescriptor, _ size: Int64) throws(ScrubError) {
        do throws(Errno) {
            try SystemCalls.setSize(of: copy, size)
        } catch {
            throw ScrubError(.output, "the output cannot be written: \(error)")
        }
    }

    private func content(of original: OriginalFile) throws(ScrubError) -> Content {
        if options.force.contains(.text) { return .text }
        do throws(Errno) {
            return try Content.of(original.descriptor, named: original.name.string)
        } catch {
            throw ScrubError(.input, "cannot be read: \(error)")
        }
    }

    /// Unpacks, scrubs and packs, all at once: nothing that is unpacked is ever in a file.
    private func scrub(
        _ original: OriginalFile, _ compression: Compression, into copy: FileDescriptor, _ witness: (any Witness)?,
        isSame: inout Bool, statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        let ((unpacked, toUnpack), (toPack, scrubbed)) = try makePipes()
        let decoder = CompressionProgram(
            compression, decoding: true, input: original.descriptor, closesInput: false, output: toUnpack,
            closesOutput: true)
        let encoder = CompressionProgram(
            compression, decoding: false, input: toPack, closesInput: true, output: copy, closesOutput: false)
        let end: StreamEnd
        do throws(ScrubError) {
            end = try pump(
                from: unpacked, packedWith: compression, to: StreamOutput(scrubbed), witness, original: original,
                isSame: &isSame, statistics: &statistics)
        } catch {
            // What is no text may be nothing but damaged.
            let isAboutContent = error.code == .refusal && (try? original.requireUntouched()) != nil
            let isDamaged = isAboutContent && (try? isAtEnd(unpacked)) == true && (try? decoder.wait()) == false
            stop(decoder, encoder, unpacked, scrubbed)
            throw isDamaged ? Self.damage(compression) : error
        }
        guard end != .interrupted else {
            stop(decoder, encoder, unpacked, scrubbed)
            return end
        }
        // With these ends closed, both programs come to theirs.
        try? unpacked.close()
        try? scrubbed.close()
        let isUnpacked = Result { () throws(ScrubError) in try decoder.wait() }
        let isPacked = Result { () throws(ScrubError) in try encoder.wait() }
        // A key that is pressed on a terminal ends all three programs, in any order.
        if isWokenUp { return .interrupted }
        // Whoever is missing is to be named first; a packer that is gone also stops the unpacker.
        let isWritten = try isPacked.get()
        let isRead = try isUnpacked.get()
        guard end == .endOfInput, isWritten else {
            throw ScrubError(.output, "\(compression.program) could not write the new file")
        }
        guard isRead else {
            throw Self.damage(compression)
        }
        return .endOfInput
    }

    private static func damage(_ compression: Compression) -> ScrubError {
        ScrubError(.refusal, "its \(compression.program) data are damaged or cut off; it is left as it is")
    }

    /// Reads the rest of a pipe to nowhere.
    ///
    /// - Returns: `false` if it was woken up before the end.
    private func isAtEnd(_ pipe: FileDescriptor) throws(Errno) -> Bool {
        var bytes = ContiguousArray<UInt8>()
        while SystemCalls.waitForInput(pipe, orWakeUp: wakeUp) == .ready {
            bytes.removeAll(keepingCapacity: true)
            if try SystemCalls.read(from: pipe, to: &bytes, atMost: ScrubSession.readSize) == 0 { return true }
        }
        return false
    }

    private func stop(
        _ decoder: CompressionProgram, _ encoder: CompressionProgram, _ input: FileDescriptor, _ output: FileDescriptor
    ) {
        decoder.stop()
        encoder.stop()
        try? input.close()
        try? output.close()
    }

    private typealias Pipe = (readEnd: FileDescriptor, writeEnd: FileDescriptor)

    private func makePipes() throws(ScrubError) -> (Pipe, Pipe) {
        do throws(Errno) {
            let first = try SystemCalls.makePipe()
            do throws(Errno) {
                return (first, try SystemCalls.makePipe())
            } catch {
                try? first.readEnd.close()
                try? first.writeEnd.close()
                throw error
            }
        } catch {
            throw ScrubError(.output, "no pipe can be made: \(error)")
        }
    }

    private func pump(
        from source: FileDescriptor, packedWith compression: Compression? = nil, to target: StreamOutput,
        _ witness: (any Witness)?, original: OriginalFile, isSame: inout Bool, statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        var session = scrubber.makeSession(for: witness)
        session.engine.clock.tell(lastWritten: SystemCalls.lastWritten(original.descriptor))
        let end: StreamEnd
        do throws(ScrubError) {
            if let compression {
                let events = StreamEvents(output: target, wakeUp: wakeUp, onWakeUp: { .end })
                switch try session.readHead(of: source, named: "", events) {
                case .text: break
                case .foreign(let name): throw Content.refusal(name, packedWith: compression)
                case .packed(let inner): throw Content.refusal("a file of \(inner.program)", packedWith: compression)
                }
            }
            end = try session.pump(from: source, to: target, wakeUp: wakeUp, comparing: isSame) {
                isChunkSame throws(ScrubError) in
                if !isChunkSame { isSame = false }
                try original.requireQuiet()
                progress?(SystemCalls.position(in: original.descriptor))
            }
        } catch {
            statistics.add(session.engine.statistics)
            throw error
        }
        statistics.add(session.engine.statistics)
        witness?.finish()
        // What has no key in it now may have one when it is tried again.
        if let failure = session.engine.keyFailure { throw failure }
        return end
    }
}
