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
    /// - Parameters:
    ///   - since: Records of before it do not count, in seconds since 1970. One that does not say its time counts.
    ///   - statistics: What scrubbing would have done is added here, also when an error is thrown.
    public func examine(
        _ input: StreamInput, since: Int64? = nil, wakeUp: FileDescriptor? = nil, statistics: inout Statistics
    ) throws(ScrubError) -> Examination? {
        let nowhere: FileDescriptor
        do throws(Errno) {
            nowhere = try SystemCalls.openNowhere()
        } catch {
            throw ScrubError(.output, "/dev/null cannot be opened: \(error)")
        }
        defer { try? nowhere.close() }
        let times = since.map { LineTimes(start: $0, lastWritten: SystemCalls.lastWritten(input.descriptor)) }
        let inspection = Inspection(times)
        let end = try scrub(
            input, into: StreamOutput(nowhere), wakeUp: wakeUp, onWakeUp: { .end }, seenBy: inspection,
            statistics: &statistics)
        return end == .endOfInput ? inspection.examination : nil
    }
}

/// Examines a stream.
final class Inspection: Witness {
    private var examiner: Examiner?
    private let times: LineTimes?

    init(_ times: LineTimes? = nil) { self.times = times }

    /// What was found so far.
    var examination: Examination { examiner?.examination ?? Examination() }

    func begin(_ policy: CompiledPolicy) { examiner = Examiner(policy, times) }

    func take(
        _ bytes: Span<UInt8>, _ stretch: Range<Int>, offset: Int, _ splices: borrowing SpliceList,
        _ findings: ContiguousArray<Observation>, withheld: Int
    ) {
        examiner?.take(bytes, stretch, offset: offset, splices, findings, withheld: withheld)
    }

    func finish() { examiner?.finish() }
}
