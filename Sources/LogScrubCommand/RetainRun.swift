internal import ArgumentParser
internal import LogScrub
internal import Synchronization

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// One run that brings files to what their age demands.
struct RetainRun {
    /// What is to become of some files.
    struct Plan {
        let entry: RetainEntry
        let scrubbers: [Level: FileScrubbers]
    }

    let plans: [Plan]
    let isDryRun: Bool
    let isQuiet: Bool

    /// What became of all files.
    struct Result: Sendable {
        /// In the order of the files; `nil` for those that were not come to.
        fileprivate var slots: [RetainReport.Line?] = []
        fileprivate(set) var exitCode = ExitCode.success
        fileprivate(set) var wasInterrupted = false

        var lines: [RetainReport.Line] { slots.compactMap(\.self) }
    }

    /// A file, and which plan is its own.
    private struct Item {
        let path: FilePath
        let plan: Int
    }

    /// What the threads share.
    private final class Work: Sendable {
        let items: [Item]
        let wakeUp: FileDescriptor?
        let progress: ProgressLine
        let result: Mutex<Result>

        init(items: [Item], result: Result, wakeUp: FileDescriptor?, progress: ProgressLine) {
            self.items = items
            self.wakeUp = wakeUp
            self.progress = progress
            self.result = Mutex(result)
        }
    }

    /// Brings the files to what their age demands. One that something is wrong with is named, and the others are still done.
    func retain(jobs: Int) -> Result {
        Signals.ignoreFileSizeLimit()
        var result = Result()
        let items = expand(&result)
        result.slots = items.map { _ in nil }
        let wakeUp = Signals.descriptorForWakeUps(.everyEnd)
        if !isDryRun { Scrubber.removeUnfinished(beside: items.map(\.path)) }
        let isShown = !isQuiet && Terminal.isTerminal(.standardError)
        let work = Work(
            items: items, result: result, wakeUp: wakeUp,
            progress: ProgressLine(items.map { FileName.text($0.path) }, isOn: isShown))
        SideBySide.run(items.count, jobs: jobs, while: { work.result.withLock { !$0.wasInterrupted } }) { index in
            await retain(index, of: work)
        }
        work.progress.end()
        return work.result.withLock { $0 }
    }

    /// The files, each once.
    private func expand(_ result: inout Result) -> [Item] {
        var items: [Item] = []
        var seen: Set<FilePath> = []
        for (index, plan) in plans.enumerated() {
            for pattern in plan.entry.files {
                do {
                    let paths = try RetainedFile.paths(matching: FileName.path(pattern))
                    if paths.isEmpty, !isQuiet {
                        StandardError.write("logscrub: \(FileName.printable(pattern)): matches no file\n")
                    }
                    for path in paths where seen.insert(path).inserted { items.append(Item(path: path, plan: index)) }
                } catch {
                    StandardError.write("logscrub: \(FileName.printable(pattern)): \(error.message)\n")
                    result.exitCode.add(ExitCode(for: error))
                }
            }
        }
        return items
    }

    private func retain(_ index: Int, of work: Work) async {
        let item = work.items[index]
        let rules = plans[item.plan].entry.rules
        var line = RetainReport.Line(file: item.path)
        do throws(ScrubError) {
            let file = try await RetainedFile(
                item.path, rotated: plans[item.plan].entry.rotated, enough: rules.rules.last?.age, wakeUp: work.wakeUp)
            let step = rules.step(at: file.age)
            line.age = file.age
            line.source = file.source.rawValue
            line.demand = step?.description
            switch try await take(step, file, index, work, &line.examination) {
            case .some(let deed): line.deed = deed
            case .none:
                work.result.withLock { $0.wasInterrupted = true }
                return
            }
        } catch {
            work.progress.message("logscrub: \(FileName.printable(item.path)): \(error.message)\n")
            work.result.withLock { $0.exitCode.add(ExitCode(for: error)) }
            line.deed = error.code == .refusal ? .refused : .failed
            line.reason = error.message
        }
        work.progress.finish(index)
        work.result.withLock { [line] in $0.slots[index] = line }
    }

    /// - Returns: What was done, or would be; `nil` if it was interrupted.
    private func take(
        _ step: RetentionRules.Step?, _ file: RetainedFile, _ index: Int, _ work: Work,
        _ examination: inout Examination?
    ) async throws(ScrubError) -> RetainReport.Deed? {
        switch step {
        case nil: return .left
        case .delete:
            try file.delete(isRehearsal: isDryRun)
            return .deleted
        case .level(let level):
            guard let scrubbers = plans[work.items[index].plan].scrubbers[level] else { return .left }
            let scrubber = scrubbers.scrubber(for: FileName.text(work.items[index].path))
            var options = RewriteOptions()
            // Else it would be young again.
            options.keepsTimes = true
            options.isRehearsal = isDryRun
            var statistics = Statistics()
            let progress: @Sendable (Int64) -> Void = { work.progress.update(index, $0) }
            let outcome: RewriteOutcome
            if isDryRun {
                (outcome, examination) = try await scrubber.rehearse(
                    file.path, options: options, wakeUp: work.wakeUp, statistics: &statistics, progress: progress)
            } else {
                outcome = try await scrubber.rewrite(
                    file.path, options: options, wakeUp: work.wakeUp, statistics: &statistics, progress: progress)
            }
            switch outcome {
            case .rewritten: return .rewritten
            case .unchanged: return .unchanged
            case .interrupted: return nil
            }
        }
    }
}
