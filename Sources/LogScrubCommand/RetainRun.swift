internal import ArgumentParser
internal import Dispatch
internal import LogScrub
internal import Synchronization

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// One run that brings files to what their age demands, one after the other.
struct RetainRun {
    let rules: RetentionRules
    let scrubbers: [Level: Scrubber]
    let isDryRun: Bool
    let isQuiet: Bool

    /// What became of all files.
    struct Result: Sendable {
        fileprivate(set) var lines: [RetainReport.Line] = []
        fileprivate(set) var exitCode = ExitCode.success
        fileprivate(set) var wasInterrupted = false

        /// Names a file, or a pattern, that something is wrong with.
        fileprivate mutating func count(_ error: ScrubError, _ name: String) {
            StandardError.write("logscrub: \(RetainReport.printable(name)): \(error.message)\n")
            let code = ExitCode(for: error)
            if exitCode == .success || code == .ioError { exitCode = code }
        }
    }

    func retain(_ patterns: [String]) -> Result {
        Signals.ignoreFileSizeLimit()
        var result = Result()
        let files = expand(patterns, &result)
        let wakeUp = isDryRun ? nil : Signals.descriptorForWakeUps(.everyEnd)
        if !isDryRun {
            for folder in Set(files.map { $0.removingLastComponent() }) { try? Scrubber.removeUnfinished(in: folder) }
        }
        let begun = result
        let work = Mutex(begun)
        let done = DispatchSemaphore(value: 0)
        // This thread has nothing else to do; the work is done on others.
        Task.detached {
            var result = begun
            for file in files where !result.wasInterrupted { await retain(file, wakeUp, &result) }
            let end = result
            work.withLock { $0 = end }
            done.signal()
        }
        done.wait()
        return work.withLock { $0 }
    }

    /// The files, each once.
    private func expand(_ patterns: [String], _ result: inout Result) -> [FilePath] {
        var files: [FilePath] = []
        var seen: Set<FilePath> = []
        for pattern in patterns {
            do {
                let paths = try RetainedFile.paths(matching: pattern)
                if paths.isEmpty, !isQuiet {
                    StandardError.write("logscrub: \(RetainReport.printable(pattern)): matches no file\n")
                }
                for path in paths where seen.insert(path).inserted { files.append(path) }
            } catch {
                result.count(error, pattern)
            }
        }
        return files
    }

    private func retain(_ path: FilePath, _ wakeUp: FileDescriptor?, _ result: inout Result) async {
        var line = RetainReport.Line(file: path.string)
        do throws(ScrubError) {
            let file = try RetainedFile(path)
            let step = rules.step(at: file.age)
            line.age = file.age
            line.source = file.source.rawValue
            line.demand = step?.description ?? "as written"
            switch try await take(step, file, wakeUp) {
            case .some(let deed): line.deed = deed
            case .none:
                result.wasInterrupted = true
                return
            }
        } catch {
            result.count(error, path.string)
            line.deed = error.code == .refusal ? "refused" : "failed"
        }
        result.lines.append(line)
    }

    /// - Returns: What was done, or would be; `nil` if it was interrupted.
    private func take(
        _ step: RetentionRules.Step?, _ file: RetainedFile, _ wakeUp: FileDescriptor?
    ) async throws(ScrubError) -> String? {
        switch step {
        case nil: return "left"
        case .delete:
            if isDryRun { return "would be deleted" }
            try file.delete()
            return "deleted"
        case .level(let level):
            if isDryRun { return "would be scrubbed" }
            guard let scrubber = scrubbers[level] else { return "left" }
            var options = RewriteOptions()
            // Else it would be young again.
            options.keepsTimes = true
            var statistics = Statistics()
            switch try await scrubber.rewrite(file.path, options: options, wakeUp: wakeUp, statistics: &statistics) {
            case .rewritten: return "rewritten"
            case .unchanged: return "unchanged"
            case .interrupted: return nil
            }
        }
    }
}
