#if canImport(System)
    package import System
#else
    package import SystemPackage
#endif

/// How a review ended.
package struct ReviewEnd: Sendable {
    package let end: StreamEnd
    /// How many lines were read.
    package let lines: Int
    /// How many records scrubbing changes.
    package let changed: Int
}

extension Scrubber {
    /// Shows what scrubbing a log would change, record by record, by the same way that `scrub` goes; nothing is written.
    ///
    /// - Parameters:
    ///   - input: What to read, packed or not. It is not closed.
    ///   - wakeUp: Ends the work when it becomes readable.
    ///   - show: Called with each record that is changed, in their order. Says whether to go on.
    /// - Throws: As `scrub`, but for what is said of the output.
    /// - Complexity: O(*n*); memory as for streams.
    package func review(
        _ input: StreamInput, wakeUp: FileDescriptor? = nil, show: @escaping (ReviewedRecord) -> Bool
    ) throws(ScrubError) -> ReviewEnd {
        let nowhere: FileDescriptor
        do throws(Errno) {
            nowhere = try SystemCalls.openNowhere()
        } catch {
            throw ScrubError(.output, "/dev/null cannot be opened: \(error)")
        }
        defer { try? nowhere.close() }
        let output = StreamOutput(nowhere)
        let reviewer = Reviewer { record in
            if !output.isEnding, !show(record) { output.isEnding = true }
        }
        var statistics = Statistics()
        let end = try scrub(
            input, into: output, wakeUp: wakeUp, onWakeUp: { .end }, seenBy: reviewer, statistics: &statistics)
        return ReviewEnd(end: end, lines: reviewer.lines, changed: reviewer.changed)
    }
}
