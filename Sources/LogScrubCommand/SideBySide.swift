internal import Dispatch
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// Work on many files, several at a time.
enum SideBySide {
    /// Does the work for each index below `count`, and returns when all of it is done.
    ///
    /// - Parameters:
    ///   - jobs: How many are worked on at a time.
    ///   - goesOn: Whether to begin with another one.
    static func run(
        _ count: Int, jobs: Int, while goesOn: @escaping @Sendable () -> Bool,
        _ work: @escaping @Sendable (Int) async -> Void
    ) {
        let done = DispatchSemaphore(value: 0)
        // This thread has nothing else to do; the work is done on others.
        Task.detached {
            await withTaskGroup(of: Void.self) { group in
                var indices = (0..<count).makeIterator()
                func begin() {
                    guard goesOn(), let index = indices.next() else { return }
                    group.addTask { await work(index) }
                }
                for _ in 0..<jobs { begin() }
                while await group.next() != nil { begin() }
            }
            done.signal()
        }
        done.wait()
    }
}

extension Scrubber {
    /// Removes what killed runs have left in the folders of files, each once. That of a file that cannot be rewritten is of no interest.
    static func removeUnfinished(beside files: [FilePath]) {
        for folder in Set(files.map { $0.removingLastComponent() }) { try? removeUnfinished(in: folder) }
    }
}
