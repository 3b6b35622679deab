internal import Dispatch

#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

extension Scrubber {
    /// Rewrites a file in place.
    ///
    /// At every moment, whatever stops the program or the machine, its name stands for all of the old or all of the new content: that is
    /// written to a file beside it (`.NAME.logscrub-new`, for its owner's eyes only until it is complete), brought to the disk, and given
    /// the name. Owner, group, mode, access control list and extended attributes are kept. A file with nothing to change is not touched.
    ///
    /// Refused, and left as they are: what is no text, unpacked or not; symbolic links, also of others on the way to it; files with several
    /// names, devices, pipes and folders; files that a program has open for
    /// writing, or that change meanwhile; files that another run is rewriting. On Linux a lease makes sure of it; for files of other users
    /// there is none for anybody but root, and what can be seen of running programs has to do.
    ///
    /// The old content is not overwritten on the disk, and a program that has the file open still reads it.
    ///
    /// - Parameters:
    ///   - path: The file. Links on the way to its folder are followed if they are root's, the file's owner's, or of the user of the program.
    ///   - options: What else is to be kept or to be forced.
    ///   - wakeUp: Ends the work when it becomes readable, for example a pipe that a signal handler writes to.
    ///   - statistics: What was done is added here, also when an error is thrown.
    ///   - progress: Called with the number of bytes read so far, from another thread, after each 256 KiB or less.
    /// - Returns: What became of it.
    /// - Complexity: O(*n*), on a thread of its own; memory as for streams. Free space for a second file of its size and 1 MiB is needed.
    /// - Throws: `ScrubError` with the code `refusal` if it must not be rewritten; `input` if it is missing or cannot be read; `creation` if no
    ///   file can be made beside it; `output` if that cannot be written. The message is to be read after the file's name.
    public func rewrite(
        _ path: FilePath, options: RewriteOptions = RewriteOptions(), wakeUp: FileDescriptor? = nil,
        statistics: inout Statistics, progress: (@Sendable (Int64) -> Void)? = nil
    ) async throws(ScrubError) -> RewriteOutcome {
        try await rewrite(
            path, options: options, isExamined: false, wakeUp: wakeUp, statistics: &statistics, progress: progress
        ).outcome
    }

    /// Says what `rewrite` would do with a file, and what it would change, without writing anything.
    ///
    /// The file is read and scrubbed all the same, so that each refusal and error is what it would be.
    ///
    /// - Parameters: Those of `rewrite`.
    /// - Returns: What would become of it, and what would be changed; of a work that was interrupted, as far as it came.
    /// - Complexity: That of `rewrite`, but for the space.
    /// - Throws: What `rewrite` would.
    public func rehearse(
        _ path: FilePath, options: RewriteOptions = RewriteOptions(), wakeUp: FileDescriptor? = nil,
        statistics: inout Statistics, progress: (@Sendable (Int64) -> Void)? = nil
    ) async throws(ScrubError) -> (outcome: RewriteOutcome, examination: Examination) {
        var options = options
        options.isRehearsal = true
        return try await rewrite(
            path, options: options, isExamined: true, wakeUp: wakeUp, statistics: &statistics, progress: progress)
    }

    private func rewrite(
        _ path: FilePath, options: RewriteOptions, isExamined: Bool, wakeUp: FileDescriptor?,
        statistics: inout Statistics, progress: (@Sendable (Int64) -> Void)?
    ) async throws(ScrubError) -> (outcome: RewriteOutcome, examination: Examination) {
        let rewriter = FileRewriter(scrubber: self, options: options, wakeUp: wakeUp, progress: progress)
        // A thread of its own: files block, and the threads of tasks must not.
        let (result, done) = await withCheckedContinuation { continuation in
            DispatchQueue(label: "logscrub.rewrite").async {
                var statistics = Statistics()
                let inspection = isExamined ? Inspection() : nil
                let result = Result { () throws(ScrubError) in
                    let outcome = try rewriter.rewrite(path, seenBy: inspection, statistics: &statistics)
                    return (outcome, inspection?.examination ?? Examination())
                }
                continuation.resume(returning: (result, statistics))
            }
        }
        statistics.add(done)
        return try result.get()
    }

    /// Removes the unfinished files that runs that were killed have left in a folder. Those that are in use stay.
    ///
    /// `rewrite` does so itself for the file that it is given.
    ///
    /// - Throws: `ScrubError` with the code `input` if the folder cannot be read, `refusal` if a link of somebody else leads there.
    public static func removeUnfinished(in folder: FilePath) throws(ScrubError) {
        do {
            let way = try WayToFile(to: folder)
            defer { way.close() }
            try way.requireTrusted(by: try SystemCalls.state(of: way.folder).user)
            try ReplacementFile.removeLeftovers(in: way.folder)
        } catch let error as ScrubError {
            throw error
        } catch {
            throw ScrubError(.input, "the folder \(FileName.printable(folder)) cannot be read: \(error)")
        }
    }
}
