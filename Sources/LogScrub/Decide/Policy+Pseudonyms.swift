extension Policy {
    /// What a value becomes in a period, as a scrubber with this policy writes it: to find somebody's lines, or a room's, without a table that
    /// lists everybody.
    ///
    /// What such a scrubber leaves as it is (loopback, own networks, what is a pseudonym already) comes back unchanged.
    ///
    /// - Parameters:
    ///   - kind: `address`, `room`, `user`, or another kind that has pseudonyms.
    ///   - value: An address; or a name in any of its spellings, without the domain of a JID.
    ///   - period: When. Values have other pseudonyms in other periods.
    /// - Throws: `ScrubError` with the code `name` if values of the kind have no pseudonyms, or the value is no address; or what the
    ///   source of the keys throws.
    public func pseudonym(of kind: Kind, _ value: String, in period: Period.Instance) throws(ScrubError) -> String {
        var maker = Pseudonymizer(keys: keys, period: period, cipher: addressCipher)
        if kind == .address {
            guard let address = IPAddress(value) else { throw ScrubError(.name, "'\(value)' is no IP address") }
            return try pseudonym(of: address, by: &maker)
        }
        let count = value.utf8.count
        let bytes = ContiguousArray(value.utf8) + ContiguousArray(repeating: ASCII.null, count: ByteBlock.count)
        guard !Placeholder.isKept(bytes.span, 0..<count) else { return value }
        guard let pseudonym = maker.pseudonym(of: kind, bytes.span, 0..<count) else {
            throw maker.failure ?? ScrubError(.name, "values of the kind \(kind.rawValue) have no pseudonyms")
        }
        return pseudonym.description
    }

    private func pseudonym(of address: IPAddress, by maker: inout Pseudonymizer) throws(ScrubError) -> String {
        if addressPseudonym.leaves(address, own: ownNetworks) { return address.description }
        if let encrypted = maker.encrypted(address) { return encrypted.description }
        switch maker.pseudonym(of: address, as: addressPseudonym) {
        case .address(let address): return address.description
        case .token(let token): return token.description
        case nil: throw maker.failure ?? ScrubError(.key, "there is no key")
        }
    }
}
