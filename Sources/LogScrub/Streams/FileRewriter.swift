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

    func rewrite(_ path: FilePath, statistics: inout Statistics) throws(ScrubError) -> RewriteOutcome {
        let original = try OriginalFile.open(path, force: options.force, wakeUp: wakeUp)
        defer { original.close() }
        try original.requireSpace()
        let copy = try ReplacementFile.create(for: original.name, in: original.folder, wakeUp: wakeUp)
        defer { copy.close() }
        try copy.takeOwner(of: original.state)
        var isSame = true
        let end = try scrub(original, into: copy.descriptor, isSame: &isSame, statistics: &statistics)
        guard end == .endOfInput else { return .interrupted }
        try original.requireUntouched()
        if isSame { return .unchanged }
        try copy.takeAttributes(of: original.descriptor, original.state, keepsTimes: options.keepsTimes)
        try copy.synchronize()
        if let wakeUp, SystemCalls.isReadable(wakeUp) { return .interrupted }
        // As late as can be: a program may have come to write while the disk was busy.
        try original.requireUntouched()
        try copy.replace(original.name)
        return .rewritten
    }

    private func scrub(
        _ original: OriginalFile, into copy: FileDescriptor, isSame: inout Bool,
        statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        try pump(
            from: original.descriptor, to: copy, original: original, isSame: &isSame, statistics: &statistics)
    }

    private func pump(
        from source: FileDescriptor, to target: FileDescriptor, original: OriginalFile,
        isSame: inout Bool, statistics: inout Statistics
    ) throws(ScrubError) -> StreamEnd {
        var session = scrubber.makeSession()
        let end: StreamEnd
        do throws(ScrubError) {
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
        return end
    }
}
