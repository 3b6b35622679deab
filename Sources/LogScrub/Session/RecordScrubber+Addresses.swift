/// Addresses and the ports beside them: what is written where they stood.
extension RecordScrubber {
    /// Writes what becomes of an address, and of the port beside it.
    @inline(__always)
    mutating func writeAddress(_ bytes: Span<UInt8>, _ match: AddressMatch, role: Role) {
        guard !usesPseudonym(match) else { return writePseudonym(bytes, match, role: role) }
        let treated = treated(match)
        report(.address, role, match.range, treated == nil ? .keep : policy.address)
        guard let treated else { return }
        copy(bytes, upTo: match.range.lowerBound)
        let needsBrackets =
            needsBracketsForPort(bytes, match, treated, role: role) || makesKey(bytes, match, treated)
        if needsBrackets { splices.texts.append(ASCII.leftBracket) }
        AddressText.write(treated, like: match, into: &splices.texts, scratch: &scratch)
        if needsBrackets { splices.texts.append(ASCII.rightBracket) }
        finishAddress(bytes, match, written: needsBrackets ? nil : treated, role: role)
    }

    /// Of what another program has cut, or what cannot be told from its neighbors, there is no pseudonym, unless it is one.
    @inline(__always)
    private func usesPseudonym(_ match: AddressMatch) -> Bool {
        policy.hasAddressPseudonyms
            && (!match.isGarbled && !match.isMasked || AddressPseudonym.isPseudonym(match.address))
    }

    /// What an address becomes that has no pseudonym, or `nil` if it stays.
    @inline(__always)
    private func treated(_ match: AddressMatch) -> IPAddress? {
        let isLost = match.isGarbled || match.isMasked && policy.hasAddressPseudonyms
        let treated = isLost ? policy.treatedGarbled(match.address) : policy.treated(match.address)
        // What would stay the same keeps its escapes, too.
        return match.encoding != .plain && treated == match.address ? nil : treated
    }

    /// Whether an address stays.
    private func stays(_ match: AddressMatch) -> Bool {
        usesPseudonym(match)
            ? policy.addressPseudonym.leaves(match.address, own: policy.ownNetworks) : treated(match) == nil
    }

    /// Goes on behind the address that was written: to the port beside it, and to whether neighbors touch it.
    ///
    /// - Parameter written: The address, or `nil` if brackets or letters keep it apart from what follows.
    @inline(__always)
    private mutating func finishAddress(
        _ bytes: Span<UInt8>, _ match: AddressMatch, written: IPAddress?, role: Role
    ) {
        copied = match.range.upperBound
        if let port = match.port {
            if let written, wouldMerge(bytes, match, port, written) {
                report(.port, role, copied..<port.range.upperBound, .drop)
                copied = port.range.upperBound
            } else {
                writePort(bytes, port, beside: match, role: role)
            }
        }
        // A port that stays belongs to the finding.
        let end = Swift.max(copied, match.port?.range.upperBound ?? 0)
        if isTouched(bytes, match, after: end) { isGlued = true }
    }

    /// Writes the pseudonym of an address; the port stays as the policy says.
    @inline(never)
    private mutating func writePseudonym(_ bytes: Span<UInt8>, _ match: AddressMatch, role: Role) {
        let range = match.range
        let stays = policy.addressPseudonym.leaves(match.address, own: policy.ownNetworks)
        report(.address, role, range, stays ? .keep : policy.address)
        guard !stays else { return }
        copy(bytes, upTo: range.lowerBound)
        let written = policy.address == .encrypt ? writeEncrypted(bytes, match, role) : writeHashed(bytes, match, role)
        finishAddress(bytes, match, written: written, role: role)
    }

    /// - Returns: The address that was written, if what follows may merge with it.
    private mutating func writeEncrypted(_ bytes: Span<UInt8>, _ match: AddressMatch, _ role: Role) -> IPAddress? {
        switch pseudonymizer.encrypted(match.address) {
        case .address(let address): return writeStandIn(bytes, match, address, role)
        case nil: return writeStandIn(bytes, match, nil, role)
        case let digits?:
            AddressText.write(as: match.encoding, into: &splices.texts, scratch: &scratch) {
                digits.write(into: &$0)
            }
            return nil
        }
    }

    /// - Returns: As `writeEncrypted`.
    private mutating func writeHashed(_ bytes: Span<UInt8>, _ match: AddressMatch, _ role: Role) -> IPAddress? {
        switch pseudonymizer.pseudonym(of: match.address, as: policy.addressPseudonym) {
        case .address(let address): return writeStandIn(bytes, match, address, role)
        case nil: return writeStandIn(bytes, match, nil, role)
        case .token(let token):
            AddressText.write(as: match.encoding, into: &splices.texts, scratch: &scratch) {
                token.write(into: &$0)
            }
            return nil
        }
    }

    /// Writes an address, perhaps of the other family, in the place of another one.
    ///
    /// - Parameter address: `nil` where there is no key: then nothing is left.
    /// - Returns: The address, if what follows may merge with it.
    private mutating func writeStandIn(
        _ bytes: Span<UInt8>, _ match: AddressMatch, _ address: IPAddress?, _ role: Role
    ) -> IPAddress? {
        let address = address ?? .v6(IPv6Address(high: 0, low: 0))
        var match = match
        // Its last bits are those of no IPv4 address.
        if match.spelling == .groups(mixed: true) { match.spelling = .groups(mixed: false) }
        let needsBrackets = needsBrackets(bytes, match, address, role)
        if needsBrackets { splices.texts.append(ASCII.leftBracket) }
        AddressText.write(address, like: match, into: &splices.texts, scratch: &scratch)
        if needsBrackets { splices.texts.append(ASCII.rightBracket) }
        return needsBrackets ? nil : address
    }

    /// Whether what stands beside a finding might be read together with what is written in its place.
    @inline(__always)
    private func isTouched(_ bytes: Span<UInt8>, _ match: AddressMatch, after end: Int) -> Bool {
        let start = match.range.lowerBound
        if match.encoding != .plain || match.isGarbled { return true }
        if start > recordStart {
            switch bytes[start &- 1] {
            case ASCII.dot, ASCII.colon, ASCII.hyphen, ASCII.percent, ASCII.hash, ASCII.semicolon, ASCII.underscore,
                ASCII.at:
                return true
            case ASCII.quote, ASCII.apostrophe:
                // `user"2001::`: what begins with a colon makes it a key.
                // `user=''2001::`: it is what stands between quotes that nothing ends.
                if start &- 1 > recordStart, bytes[start &- 2].isWord || bytes[start &- 2] == bytes[start &- 1] {
                    return true
                }
            case let byte: if byte.isWord { return true }
            }
        }
        switch bytes[end] {
        case ASCII.dot, ASCII.colon, ASCII.hyphen, ASCII.hash, ASCII.rightBracket:
            let next = bytes[end &+ 1]
            return next.isWord || next == ASCII.colon || next == ASCII.dot || next == ASCII.percent
                || next == ASCII.backslash || next == ASCII.ampersand
        case ASCII.percent, ASCII.backslash, ASCII.ampersand, ASCII.plus, ASCII.at: return true
        case let byte: return byte.isWord
        }
    }

    /// Whether a port behind an IPv6 address without brackets would be read as its last group the next time, or as none behind `::`; then
    /// it is left out.
    @inline(__always)
    private func wouldMerge(
        _ bytes: Span<UInt8>, _ match: AddressMatch, _ port: PortMatch, _ treated: IPAddress
    ) -> Bool {
        guard case .v6(let address) = treated, port.range.lowerBound == copied &+ 1, bytes[copied] == ASCII.colon,
            match.encoding == .plain
        else { return false }
        if Self.endsInGap(address) { return true }
        // Behind a dotted quad nothing merges.
        if match.spelling == .groups(mixed: true) { return false }
        return policy.zeroesPorts || port.range.count <= 4
    }

    /// Writes what becomes of the port of an address.
    @inline(__always)
    private mutating func writePort(
        _ bytes: Span<UInt8>, _ port: PortMatch, beside match: AddressMatch, role: Role
    ) {
        guard port.value != 0 else { return }
        let isKept = keeps(port, role: role)
        report(.port, role, port.range, isKept ? .keep : policy.port)
        guard !isKept else { return }
        copy(bytes, upTo: port.range.lowerBound)
        AddressText.writeZeroPort(port, beside: match, into: &splices.texts)
        copied = port.range.upperBound
    }

    /// Whether a port stays: the policy says so, or it names a service rather than a client.
    @inline(__always)
    func keeps(_ port: PortMatch, role: Role) -> Bool {
        !policy.zeroesPorts || role != .client && PortMatch.isService(port.value) && !port.isPair
    }

    /// Writes what becomes of the port attribute of an element: it stays where the address does.
    @inline(never)
    mutating func writeAttributePort(_ bytes: Span<UInt8>, _ value: FoundValue) {
        let match = finder.addresses[Int(value.detail)]
        guard !stays(match), let port = PortMatch.read(bytes, value.range) else { return }
        writePort(bytes, port, beside: match, role: value.role)
    }
}
