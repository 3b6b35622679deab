/// Records of sites that have a policy of their own.
extension RecordScrubber {
    /// Takes the policy of the site that a record says it is of.
    ///
    /// - Parameter record: The record behind its header, whose grammar is known.
    /// - Returns: The policy to go back to behind the record, or `nil` if it stays.
    @inline(never)
    mutating func takePolicyOfSite(_ bytes: Span<UInt8>, _ record: Range<Int>) -> CompiledPolicy? {
        guard let host = RecordHost.find(bytes, record, layer.grammar),
            let place = home.sites.firstIndex(where: { $0.sites.contain(bytes, host) })
        else { return nil }
        let outer = policy
        takePolicy(home.sites[place].policy)
        return outer
    }

    /// Takes another policy, or goes back to that around a site's record.
    mutating func takePolicy(_ other: CompiledPolicy) {
        policy = other
        finder.read(other.paths)
    }
}
