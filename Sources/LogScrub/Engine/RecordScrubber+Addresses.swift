/// Addresses and the ports beside them: what is written where they stood.
extension RecordScrubber {
    /// Writes the address that the detector has found, and the port beside it.
    @inline(__always)
    mutating func writeMatch(_ bytes: Span<UInt8>, role: Role) {
        if document.isOn {
            let range = document.aligned(bytes, detector.match.range)
            detector.match.range = Swift.max(range.lowerBound, copied)..<range.upperBound
            // Of the escapes with a backslash JSON knows only one.
            if case .escaped(let escape) = detector.match.encoding, escape.isForeignToJSON {
                detector.match.encoding = .plain
            }
        }
        // Of what another program has cut there is no pseudonym.
        let isLost = detector.match.isGarbled || detector.match.isMasked && policy.hasAddressPseudonyms
        if policy.hasAddressPseudonyms, !isLost {
            writePseudonym(bytes, role: role)
            return
        }
        var treated =
            isLost ? policy.treatedGarbled(detector.match.address) : policy.treated(detector.match.address)
        // What would stay the same keeps its escapes, too.
        if treated == detector.match.address, detector.match.encoding != .plain { treated = nil }
        report(.address, role, detector.match.range, treated == nil ? .keep : policy.address)
        guard let treated else { return }
        if detector.match.attributePort != nil { settleAttributePort(bytes, role: role) }
        copy(bytes, upTo: detector.match.range.lowerBound)
        let needsBrackets = needsBracketsForPort(bytes, treated, role: role)
        if needsBrackets { splices.texts.append(ASCII.leftBracket) }
        AddressText.write(treated, like: detector.match, into: &splices.texts, scratch: &scratch)
        if needsBrackets { splices.texts.append(ASCII.rightBracket) }
        finishMatch(bytes, written: needsBrackets ? nil : treated, role: role)
    }

    /// Goes on behind the address that was written: to the port beside it, and to whether neighbors touch it.
    ///
    /// - Parameter written: The address, or `nil` if brackets or letters keep it apart from what follows.
    @inline(__always)
    private mutating func finishMatch(_ bytes: Span<UInt8>, written: IPAddress?, role: Role) {
        copied = detector.match.range.upperBound
        if let port = detector.match.port {
            if let written, wouldMerge(bytes, port, written) {
                report(.port, role, copied..<port.range.upperBound, .drop)
                copied = port.range.upperBound
            } else {
                writePort(bytes, port, role: role)
            }
        }
        // A port that stays belongs to the finding.
        let end = Swift.max(copied, detector.match.port?.range.upperBound ?? 0)
        if isTouched(bytes, before: detector.match.range.lowerBound, after: end) { isGlued = true }
    }

    /// Writes the pseudonym of the address that the detector has found; the port stays as the policy says.
    @inline(never)
    private mutating func writePseudonym(_ bytes: Span<UInt8>, role: Role) {
        let range = detector.match.range
        let stays = policy.addressPseudonym.leaves(detector.match.address, own: policy.ownNetworks)
        report(.address, role, range, stays ? .keep : policy.address)
        guard !stays else { return }
        if detector.match.attributePort != nil { settleAttributePort(bytes, role: role) }
        copy(bytes, upTo: range.lowerBound)
        let written = policy.address == .encrypt ? writeEncrypted(bytes) : writeHashed(bytes)
        finishMatch(bytes, written: written, role: role)
    }

    /// - Returns: The address that was written, if what follows may merge with it.
    private mutating func writeEncrypted(_ bytes: Span<UInt8>) -> IPAddress? {
        switch pseudonymizer.encrypted(detector.match.address) {
        case .address(let address): return writeStandIn(bytes, address)
        case nil: return writeStandIn(bytes, nil)
        case let digits?:
            AddressText.write(as: detector.match.encoding, into: &splices.texts, scratch: &scratch) {
                digits.write(into: &$0)
            }
            return nil
        }
    }

    /// - Returns: As `writeEncrypted`.
    private mutating func writeHashed(_ bytes: Span<UInt8>) -> IPAddress? {
        switch pseudonymizer.pseudonym(of: detector.match.address, as: policy.addressPseudonym) {
        case .address(let address): return writeStandIn(bytes, address)
        case nil: return writeStandIn(bytes, nil)
        case .token(let token):
            AddressText.write(as: detector.match.encoding, into: &splices.texts, scratch: &scratch) {
                token.write(into: &$0)
            }
            return nil
        }
    }

    /// Writes an address, perhaps of the other family, in the place of the one that the detector has found.
    ///
    /// - Parameter address: `nil` where there is no key: then nothing is left.
    /// - Returns: The address, if what follows may merge with it.
    private mutating func writeStandIn(_ bytes: Span<UInt8>, _ address: IPAddress?) -> IPAddress? {
        let address = address ?? .v6(IPv6Address(high: 0, low: 0))
        // Its last bits are those of no IPv4 address.
        if detector.match.spelling == .groups(mixed: true) { detector.match.spelling = .groups(mixed: false) }
        let needsBrackets = needsBrackets(bytes, address)
        if needsBrackets { splices.texts.append(ASCII.leftBracket) }
        AddressText.write(address, like: detector.match, into: &splices.texts, scratch: &scratch)
        if needsBrackets { splices.texts.append(ASCII.rightBracket) }
        return needsBrackets ? nil : address
    }

    /// Whether an IPv6 address needs brackets where the one that was found needed none: it takes the place of an IPv4 address beside a port or as
    /// the host of a URL (RFC 3986, section 3.2.2), stands behind a backslash, with which its first letter would be an escape, or
    /// behind a word.
    private mutating func needsBrackets(_ bytes: Span<UInt8>, _ address: IPAddress) -> Bool {
        guard case .v6 = address else { return false }
        let start = detector.match.range.lowerBound
        // `focus_::f:0`: without its colons in front, an address needs something else that keeps it apart from a word.
        if case .groups = detector.match.spelling, start > 0, bytes[start &- 1].isWord, !bytes[start].isWord {
            return true
        }
        guard detector.match.encoding == .plain else { return false }
        switch detector.match.spelling {
        case .groups: return bytes.has("\\", at: start &- 1, before: start)
        case .dottedQuad:
            return bytes[detector.match.range.upperBound] == ASCII.colon && detector.match.port != nil
                || bytes.has("//", at: start &- 2, before: start) || bytes.has("\\", at: start &- 1, before: start)
        default: return false
        }
    }

    /// Whether what stands beside a finding might be read together with what is written in its place.
    @inline(__always)
    private func isTouched(_ bytes: Span<UInt8>, before start: Int, after end: Int) -> Bool {
        if detector.match.encoding != .plain || detector.match.isGarbled { return true }
        if start > 0 {
            switch bytes[start &- 1] {
            case ASCII.dot, ASCII.colon, ASCII.hyphen, ASCII.percent, ASCII.hash, ASCII.semicolon, ASCII.underscore:
                return true
            case ASCII.quote, ASCII.apostrophe:
                // `user"2001::`: what begins with a colon makes it a key.
                if start > 1, bytes[start &- 2].isWord { return true }
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

    /// Whether a port that stays, behind an IPv6 address without brackets that ends with `::` now, needs them: `2001:db8:::51514` is none.
    @inline(__always)
    private func needsBracketsForPort(_ bytes: Span<UInt8>, _ treated: IPAddress, role: Role) -> Bool {
        guard let port = detector.match.port, case .v6(let address) = treated,
            port.range.lowerBound == detector.match.range.upperBound &+ 1,
            bytes[detector.match.range.upperBound] == ASCII.colon, detector.match.encoding == .plain,
            detector.match.spelling == .groups(mixed: false)
        else { return false }
        return keeps(port, role: role) && Self.endsInGap(address)
    }

    /// Whether the text of an address ends with `::`.
    private static func endsInGap(_ address: IPv6Address) -> Bool {
        address.low & 0xFFFF_FFFF == 0 && address.zeroRun().upperBound == 8
    }

    /// Whether a port behind an IPv6 address without brackets would be read as its last group the next time, or as none behind `::`; then
    /// it is left out.
    @inline(__always)
    private func wouldMerge(_ bytes: Span<UInt8>, _ port: PortMatch, _ treated: IPAddress) -> Bool {
        guard case .v6(let address) = treated, port.range.lowerBound == copied &+ 1, bytes[copied] == ASCII.colon,
            detector.match.encoding == .plain
        else { return false }
        if Self.endsInGap(address) { return true }
        // Behind a dotted quad nothing merges.
        if detector.match.spelling == .groups(mixed: true) { return false }
        return policy.zeroesPorts || port.range.count <= 4
    }

    /// Writes the port beside the address that was found last.
    @inline(__always)
    mutating func writePort(_ bytes: Span<UInt8>, _ port: PortMatch, role: Role) {
        guard port.value != 0 else { return }
        let isKept = keeps(port, role: role)
        report(.port, role, port.range, isKept ? .keep : policy.port)
        guard !isKept else { return }
        copy(bytes, upTo: port.range.lowerBound)
        AddressText.writeZeroPort(port, beside: detector.match, into: &splices.texts)
        copied = port.range.upperBound
    }

    /// Whether a port stays: the policy says so, or it names a service rather than a client.
    @inline(__always)
    func keeps(_ port: PortMatch, role: Role) -> Bool {
        !policy.zeroesPorts || role != .client && PortMatch.isService(port.value) && !port.isPair
    }

    /// Writes the port attribute of an element, or leaves it for when the copy gets there.
    @inline(never)
    private mutating func settleAttributePort(_ bytes: Span<UInt8>, role: Role) {
        guard let port = detector.match.attributePort else { return }
        if port.range.lowerBound > detector.match.range.lowerBound {
            let place = portsLater.firstIndex { $0.port.range.lowerBound > port.range.lowerBound } ?? portsLater.count
            portsLater.insert((port, role), at: place)
        } else if port.range.lowerBound >= copied {
            writePort(bytes, port, role: role)
        }
    }
}
