/// Who is shown what becomes of a stream before it is forgotten. One for each stream; of a packed one, for what it holds.
protocol Witness: AnyObject {
    /// Begins a stream that goes through a policy. What was shown before is forgotten: it was the beginning of a packed one.
    func begin(_ policy: CompiledPolicy)

    /// Takes a stretch of whole records, or of a long one.
    ///
    /// - Parameters:
    ///   - stretch: Where it stands in `bytes`.
    ///   - offset: What is added to a position in `bytes` to get one of the stream.
    ///   - splices: What is replaced in it.
    ///   - findings: What was found in it.
    ///   - withheld: How many records have been withheld so far.
    func take(
        _ bytes: Span<UInt8>, _ stretch: Range<Int>, offset: Int, _ splices: borrowing SpliceList,
        _ findings: ContiguousArray<Observation>, withheld: Int)

    /// Ends the stream.
    func finish()
}
