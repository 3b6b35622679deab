/// What a scrubber has allocated: it goes from one to the next, so that a short text needs no memory of its own.
///
/// Nothing in it says anything of a record or a stream. What is remembered in it of values (their pseudonyms, what became of fields) is
/// what anybody would make of them again under the same policy.
struct WorkingMemory: ~Copyable {
    var fields: TreatedFields
    var agents: ReducedAgents
    var pseudonymizer: Pseudonymizer
    var splices: SpliceList
    var spliceOfCopy: SpliceList
    var output: ByteOutput
    var scratch: ByteOutput
    var structure: StructuralIndex
    var found: FlatBuffer<FoundValue>
    var addresses: ContiguousArray<AddressMatch>
    let findingCounts: CounterTable
    let recordCounts: CounterTable
    let keptCounts: CounterTable

    /// - Parameter policy: All scrubbers that use the memory have the same.
    init(_ policy: CompiledPolicy) {
        fields = TreatedFields(count: 8192)
        agents = ReducedAgents()
        pseudonymizer = Pseudonymizer(
            keys: policy.keys, period: policy.period.instance(at: SystemTime.now), cipher: policy.addressCipher)
        splices = SpliceList()
        spliceOfCopy = SpliceList()
        output = ByteOutput(capacity: 64 * 1024)
        scratch = ByteOutput(capacity: 256)
        structure = StructuralIndex()
        found = FlatBuffer(capacity: 64)
        addresses = []
        findingCounts = CounterTable(count: Statistics.findingCounters)
        recordCounts = CounterTable(count: Statistics.recordCounters)
        keptCounts = CounterTable(count: policy.keepList?.count ?? 0)
    }

    /// Takes back what a scrubber was given.
    init(of scrubber: consuming RecordScrubber) {
        fields = scrubber.fields
        agents = scrubber.agents
        pseudonymizer = scrubber.pseudonymizer
        splices = scrubber.splices
        spliceOfCopy = scrubber.spliceOfCopy
        output = scrubber.output
        scratch = scrubber.scratch
        structure = scrubber.layer.structure
        addresses = scrubber.finder.addresses
        found = scrubber.finder.found
        findingCounts = scrubber.findingCounts
        recordCounts = scrubber.recordCounts
        keptCounts = scrubber.keptCounts
        findingCounts.clear()
        recordCounts.clear()
        keptCounts.clear()
    }
}
