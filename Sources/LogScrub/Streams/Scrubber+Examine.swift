#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

extension Scrubber {
    /// Finds out whether a log is as the policy demands: what scrubbing it would change.
    ///
    /// - Parameters:
    ///   - input: What to read, packed or not. It is not closed.
    ///   - wakeUp: Ends the work when it becomes readable.
    /// - Returns: What would be changed, and what cannot be proved; `nil` if the work was ended before the input.
    /// - Throws: As `scrub`, but for what is said of the output.
    public func examine(_ input: StreamInput, wakeUp: FileDescriptor? = nil) throws(ScrubError) -> Examination? {
        var statistics = Statistics()
        return try examine(input, wakeUp: wakeUp, statistics: &statistics)
    }

    /// As the one above.
    ///
    /// - Parameter statistics: What scrubbing would have done is added here, also when an error is thrown.
    public func examine(
        _ input: StreamInput, wakeUp: FileDescriptor? = nil, statistics: inout Statistics
    ) throws(ScrubError) -> Examination? {
        let nowhere: FileDescriptor
        do throws(Errno) {
            nowhere = try SystemCalls.openNowhere()
        } catch {
            throw ScrubError(.output, "/dev/null cannot be opened: \(error)")
        }
        defer { try? nowhere.close() }
        let inspection = Inspection()
        let end = try scrub(
            input, into: StreamOutput(nowhere), wakeUp: wakeUp, onWakeUp: { .end }, seenBy: inspection,
            statistics: &statistics)
        return end == .endOfInput ? inspection.examination : nil
    }
}

/// Examines a stream.
final class Inspection: Witness {
    private var examiner: Examiner?

    /// What was found so far.
    var examination: Examination { examiner?.examination ?? Examination() }

    func begin(_ policy: CompiledPolicy) { examiner = Examiner(policy) }

    func take(
        _ bytes: Span<UInt8>, _ stretch: Range<Int>, offset: Int, _ splices: borrowing SpliceList,
        _ findings: ContiguousArray<Observation>, withheld: Int
    ) {
        examiner?.take(bytes, stretch, offset: offset, splices, findings, withheld: withheld)
    }

    func finish() { examiner?.finish() }
}
