/// Records of sites that have a policy of their own.
extension RecordScrubber {
    /// Takes the policy of the site that a record says it is of.
    ///
    /// - Returns: The policy to go back to behind the record, or `nil` if it stays.
    @inline(never)
    mutating func takePolicyOfSite(_ bytes: Span<UInt8>, _ record: Range<Int>) -> CompiledPolicy? {
        let header = layer.envelope.isOn ? TextEnvelope(bytes, record).start : record.lowerBound
        var place: Int?
        let found = RecordHost.find(bytes, record, behind: header) { host in
            place = home.sites.firstIndex { $0.sites.contain(bytes, host) }
            return place != nil
        }
        guard found != nil, let place else { return nil }
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
