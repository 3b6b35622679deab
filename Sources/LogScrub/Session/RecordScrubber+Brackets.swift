/// Brackets around an IPv6 address: where without them what is written would be read together with what stands beside it.
extension RecordScrubber {
    /// Whether an IPv6 address needs brackets where the one that was found needed none: it takes the place of an IPv4 address beside a port or as
    /// the host of a URL (RFC 3986, section 3.2.2), or would be read together with what stands beside it.
    func needsBrackets(_ bytes: Span<UInt8>, _ match: AddressMatch, _ address: IPAddress, _ role: Role)
        -> Bool
    {
        let floor = Swift.min(recordStart, match.range.lowerBound)
        guard case .v6 = address else { return Self.needsBrackets(bytes, match, floor: floor) }
        switch match.spelling {
        case .dottedQuad:
            if match.encoding == .plain,
                bytes[match.range.upperBound] == ASCII.colon && match.port != nil
                    || bytes.has("//", at: match.range.lowerBound &- 2, before: match.range.lowerBound)
            {
                return true
            }
        case .groups, .list: break
        default: return false
        }
        if case .byteArray = match.encoding { return false }
        if match.port != nil, match.spelling != .dottedQuad, match.range.lowerBound > floor,
            bytes[match.range.lowerBound &- 1].isWord
        {
            return true
        }
        return Self.joins(bytes, before: match.range.lowerBound, floor: floor)
            || Self.joins(bytes, behind: match.port == nil ? match.range.upperBound : nil, role)
    }

    /// Whether a reserved IPv4 address needs brackets: its first digits, 24 or 25, would make an escape (`%24`), a number that is dialed, or a chain
    /// of numbers.
    private static func needsBrackets(_ bytes: Span<UInt8>, _ match: AddressMatch, floor: Int) -> Bool {
        let start = match.range.lowerBound
        guard match.encoding == .plain || match.spelling == .dottedQuad else { return false }
        // `242.80.113.242.f.example` would be the name of a host.
        let next = bytes[match.range.upperBound]
        if case .groups = match.spelling, next == ASCII.dot || next == ASCII.hyphen,
            bytes[match.range.upperBound &+ 1].isWord
        {
            return true
        }
        guard start > floor else { return false }
        let before = start &- 2 >= floor ? bytes[start &- 2] : ASCII.space
        switch bytes[start &- 1] {
        case ASCII.percent, ASCII.backslash, ASCII.plus: return true
        case UInt8(ascii: "x"), UInt8(ascii: "u"): return before == ASCII.backslash
        case ASCII.dot: return before.isDigit
        case ASCII.colon: return before == ASCII.colon
        default: return false
        }
    }

    /// Whether what stands before an address would be read as its first digits, or make an escape of them.
    private static func joins(_ bytes: Span<UInt8>, before start: Int, floor: Int) -> Bool {
        guard start > floor else { return false }
        switch bytes[start &- 1] {
        case ASCII.colon:
            // `client:203.0.113.7`: a word that ends with a letter of no number, or nothing before it.
            return start &- 2 >= floor && (bytes[start &- 2].isHexDigit || bytes[start &- 2] == ASCII.colon)
                && !(start &- 5 >= floor && bytes.hasIgnoringCase("ipv6:", at: start &- 5, before: start))
        case ASCII.percent, ASCII.backslash, ASCII.hash: return true
        case ASCII.dot: return start &- 2 >= floor && bytes[start &- 2] == ASCII.at
        // `focus_::f:0`: without its colons in front, an address needs something else that keeps it apart from a word.
        case let byte:
            if byte.isWord, !bytes[start].isWord { return true }
            // `\x203.0.113.7`
            if byte == UInt8(ascii: "x") || byte == UInt8(ascii: "u") {
                return start &- 2 >= floor && bytes.has("\\", at: start &- 2, before: start)
            }
            guard byte.isHexDigit || byte == ASCII.semicolon else { return false }
            guard let character = AddressDetector.character(bytes, escapedBefore: start, floor: floor) else {
                return byte != ASCII.semicolon
            }
            return AddressDetector.isAddressCharacter(character.value) && character.start > floor
                && AddressDetector.isAddressCharacter(bytes[character.start &- 1])
        }
    }

    /// Whether what stands behind an address would be read as its last digits, or as a port.
    private static func joins(_ bytes: Span<UInt8>, behind end: Int?, _ role: Role) -> Bool {
        guard let end else { return false }
        let next = bytes[end &+ 1]
        switch bytes[end] {
        // Behind a client, the format knows the port.
        case ASCII.colon: return next == ASCII.colon || next.isHexDigit && (role != .client || !next.isDigit)
        case ASCII.dot: return AddressDetector.portAfterDot(bytes, end, end &+ 16) != nil
        case ASCII.percent, ASCII.backslash, ASCII.ampersand:
            // What decides is the character that is escaped.
            guard let character = AddressDetector.character(bytes, at: end, to: end &+ 24) else { return false }
            return character.escape != nil && AddressDetector.isAddressCharacter(character.value)
        case let byte: return byte.isHexDigit
        }
    }

    /// Whether a port that stays, behind an IPv6 address without brackets that ends with `::` now, needs them: `2001:db8:::51514` is none.
    @inline(__always)
    func needsBracketsForPort(
        _ bytes: Span<UInt8>, _ match: AddressMatch, _ treated: IPAddress, role: Role
    ) -> Bool {
        guard let port = match.port, case .v6(let address) = treated,
            port.range.lowerBound == match.range.upperBound &+ 1,
            bytes[match.range.upperBound] == ASCII.colon, match.encoding == .plain,
            match.spelling == .groups(mixed: false)
        else { return false }
        return keeps(port, role: role) && Self.endsInGap(address)
    }

    /// Whether the colons of an address of which nothing is left would make a key of the word before it: `user::`.
    func makesKey(_ bytes: Span<UInt8>, _ match: AddressMatch, _ treated: IPAddress) -> Bool {
        let start = match.range.lowerBound
        guard case .v6(let address) = treated, case .groups = match.spelling, address.group(0) == 0,
            start > recordStart,
            bytes[start] != ASCII.colon
        else { return false }
        return bytes[start &- 1].isLetter
            && KeyTable.shared.meaning(bytes, endingAt: start, floor: recordStart) != nil
    }

    /// Whether the text of an address ends with `::`.
    static func endsInGap(_ address: IPv6Address) -> Bool {
        address.low & 0xFFFF_FFFF == 0 && address.zeroRun().upperBound == 8
    }
}
