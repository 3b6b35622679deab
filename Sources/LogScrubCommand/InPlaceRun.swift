internal import ArgumentParser
internal import LogScrub
internal import Synchronization

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// One run that rewrites the named files in place.
struct InPlaceRun {
    let scrubbers: FileScrubbers
    let options: RewriteOptions
    let isQuiet: Bool

    /// What became of all files.
    struct Result: Sendable {
        fileprivate(set) var statistics = Statistics()
        fileprivate(set) var exitCode = ExitCode.success
        fileprivate(set) var wasInterrupted = false
        fileprivate var rewritten = 0
        fileprivate var unchanged = 0
        fileprivate var refused = 0
        fileprivate var failed = 0
        /// Of a dry run, what would be changed in each file that would not be refused.
        fileprivate var examinations: [Int: DryRunReport.File] = [:]

        /// The same in the order of the files.
        var foretold: [DryRunReport.File] { examinations.sorted { $0.key < $1.key }.map(\.value) }

        /// The last line on standard error.
        fileprivate func summary(of count: Int, isDryRun: Bool) -> String {
            var parts = [
                "\(rewritten) \(rewritten == 1 ? "file" : "files") \(isDryRun ? "would be rewritten" : "rewritten")",
                "\(unchanged) unchanged",
            ]
            parts.append("\(refused) refused")
            if failed > 0 { parts.append("\(failed) failed") }
            let left = count - rewritten - unchanged - refused - failed
            if left > 0 { parts.append("\(left) not rewritten, as they were") }
            return "logscrub: \(parts.joined(separator: ", "))\n"
        }
    }

    /// Rewrites the files. One that cannot be rewritten is named, and the others are still done.
    func rewrite(_ files: [String], jobs: Int) -> Result {
        Signals.ignoreFileSizeLimit()
        let work = Work(
            files: files, wakeUp: Signals.descriptorForWakeUps(.everyEnd),
            progress: ProgressLine(files, isOn: !isQuiet && Terminal.isTerminal(.standardError)))
        if !options.isRehearsal { Scrubber.removeUnfinished(beside: files.map(FileName.path)) }
        SideBySide.run(files.count, jobs: jobs, while: { work.result.withLock { !$0.wasInterrupted } }) { index in
            await rewrite(index, of: work)
        }
        work.progress.end()
        let result = work.result.withLock { $0 }
        if !isQuiet { StandardError.write(result.summary(of: files.count, isDryRun: options.isRehearsal)) }
        return result
    }

    /// What the threads share.
    private final class Work: Sendable {
        let files: [String]
        let wakeUp: FileDescriptor?
        let progress: ProgressLine
        let result = Mutex(Result())

        init(files: [String], wakeUp: FileDescriptor?, progress: ProgressLine) {
            self.files = files
            self.wakeUp = wakeUp
            self.progress = progress
        }
    }

    /// Rewrites a file or, in a dry run, keeps what would be changed.
    private func rewrite(
        _ index: Int, of work: Work, _ statistics: inout Statistics
    ) async throws(ScrubError) -> RewriteOutcome {
        let scrubber = scrubbers.scrubber(for: work.files[index])
        let path = FileName.path(work.files[index])
        let progress: @Sendable (Int64) -> Void = { work.progress.update(index, $0) }
        guard options.isRehearsal else {
            return try await scrubber.rewrite(
                path, options: options, wakeUp: work.wakeUp, statistics: &statistics, progress: progress)
        }
        let (outcome, examination) = try await scrubber.rehearse(
            path, options: options, wakeUp: work.wakeUp, statistics: &statistics, progress: progress)
        let file = DryRunReport.File(
            name: FileName.printable(path), examination: examination,
            verdict: outcome == .rewritten ? "would be rewritten: " : "would stay as it is: ")
        if outcome != .interrupted { work.result.withLock { $0.examinations[index] = file } }
        return outcome
    }

    private func rewrite(_ index: Int, of work: Work) async {
        var statistics = Statistics()
        do {
            let outcome = try await rewrite(index, of: work, &statistics)
            work.result.withLock { result in
                switch outcome {
                case .rewritten: result.rewritten += 1
                case .unchanged: result.unchanged += 1
                case .interrupted: result.wasInterrupted = true
                }
            }
        } catch {
            work.progress.message("logscrub: \(FileName.printable(work.files[index])): \(error.message)\n")
            work.result.withLock { $0.count(error) }
        }
        work.progress.finish(index)
        work.result.withLock { $0.statistics.add(statistics) }
    }
}

extension InPlaceRun.Result {
    fileprivate mutating func count(_ error: ScrubError) {
        if error.code == .refusal { refused += 1 } else { failed += 1 }
        exitCode.add(ExitCode(for: error))
    }
}
