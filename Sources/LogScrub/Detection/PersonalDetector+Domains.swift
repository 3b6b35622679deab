/// What stands behind the `@` of a JID: a domain, the tenants in it, a resource.
extension PersonalDetector {
    /// The host name or address behind an `@`; empty if there is none.
    static func domain(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Range<Int> {
        if start < limit, bytes[start] == ASCII.leftBracket {
            if bytes.has("[fingerprint]", at: start, before: limit) { return start..<start }
            let close = bytes.firstIndex(of: ASCII.rightBracket, in: start..<Swift.min(limit, start &+ 64))
            // `@[[email]`: what stands in the bracket is no address.
            guard let close, bytes.firstIndex(of: ASCII.leftBracket, in: start &+ 1..<close) == nil else {
                return start..<start
            }
            return start..<close &+ 1
        }
        var end = bytes.endOfRun(from: start, to: limit) {
            $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(from: 0x80, count: 127)).union($0.mask(of: 0xFF))
        }
        while end > start, bytes[end &- 1] == ASCII.dot || bytes[end &- 1] == ASCII.hyphen { end &-= 1 }
        guard let lastDot = bytes.lastIndex(of: ASCII.dot, in: start..<end) else {
            if end < limit, bytes[end] == ASCII.colon {
                var groups = bytes.endOfRun(from: end, to: limit) { $0.hexDigits.union($0.mask(of: ASCII.colon)) }
                // A single colon is the sentence's.
                if bytes[groups &- 1] == ASCII.colon, bytes[groups &- 2] != ASCII.colon { groups &-= 1 }
                if groups > end, bytes.firstIndex(of: ASCII.colon, in: end &+ 1..<groups) != nil {
                    return start..<groups
                }
            }
            // `Server@701bc94e{STARTING}`: the hash of an object.
            let digits = bytes.endOfRun(from: start, to: end) { $0.hexDigits }
            return digits == end || end < limit && bytes[end] == ASCII.leftBrace ? start..<start : start..<end
        }
        // `getty@tty1.service`
        if KnownWords.unitSuffixes.contains(bytes, lastDot &+ 1..<end) { return start..<start }
        // `logo@2x.png`
        if KnownWords.fileEndings.contains(bytes, lastDot &+ 1..<end) { return start..<start }
        return start..<end
    }

    /// The tenants in the domain of a component, whoever stands before it: `conference.TENANT.example.org`.
    mutating func addTenantsOfComponent(_ bytes: Span<UInt8>, _ domain: Range<Int>) {
        let label = Self.firstLabel(bytes, domain)
        if Self.isRoomLabel(bytes, label) || Self.isUserLabel(bytes, label) { addTenants(bytes, domain, label) }
    }

    static func firstLabel(_ bytes: Span<UInt8>, _ domain: Range<Int>) -> Range<Int> {
        domain.lowerBound..<(bytes.firstIndex(of: ASCII.dot, in: domain) ?? domain.upperBound)
    }

    /// The labels of a domain that stand before an own site name a tenant: `conference.verein.meet.example.org`. Which sites are own the
    /// policy knows.
    mutating func addTenants(_ bytes: Span<UInt8>, _ domain: Range<Int>, _ label: Range<Int>) {
        let isComponent = Self.isRoomLabel(bytes, label) || Self.isUserLabel(bytes, label)
        let rest =
            (isComponent ? Swift.min(label.upperBound &+ 1, domain.upperBound) : domain.lowerBound)..<domain.upperBound
        guard let dot = bytes.firstIndex(of: ASCII.dot, in: rest),
            bytes.firstIndex(of: ASCII.dot, in: dot &+ 1..<rest.upperBound) != nil
        else { return }
        values.add(.room, rest, domain: rest)
    }

    /// The resource behind a domain, or `nil`.
    static func resource(
        _ bytes: Span<UInt8>, record: Range<Int>, local: Int, domain: Range<Int>
    ) -> Range<Int>? {
        let slash = domain.upperBound
        guard slash &+ 1 < record.upperBound, bytes[slash] == ASCII.slash else { return nil }
        let start = slash &+ 1
        if let end = Placeholder.endOfKept(bytes, from: start, to: record.upperBound) { return start..<end }
        // Within quotes a nick may hold anything.
        if local > record.lowerBound, bytes[local &- 1] == ASCII.quote || bytes[local &- 1] == ASCII.apostrophe,
            let close = bytes.firstIndex(of: bytes[local &- 1], in: start..<Swift.min(record.upperBound, start &+ 1024))
        {
            return start..<(close > start && bytes[close &- 1] == ASCII.backslash ? close &- 1 : close)
        }
        // What most of them are made of ends none.
        var end = bytes.endOfRun(from: start, to: record.upperBound) { $0.keyBytes.union($0.mask(of: ASCII.dot)) }
        while end < record.upperBound {
            if let next = Placeholder.end(bytes, from: end, to: record.upperBound) {
                end = next
                continue
            }
            if Self.endsResource(bytes, end, record.upperBound) { break }
            end &+= 1
        }
        while end > start, bytes[end &- 1] == ASCII.dot || bytes[end &- 1] == ASCII.colon { end &-= 1 }
        return start < end ? start..<end : nil
    }

    private static func endsResource(_ bytes: Span<UInt8>, _ at: Int, _ limit: Int) -> Bool {
        switch bytes[at] {
        case 0...ASCII.space, 0x7F, ASCII.quote, ASCII.apostrophe, ASCII.lessThan, ASCII.greaterThan, ASCII.comma,
            ASCII.semicolon,
            ASCII.rightParenthesis, ASCII.leftParenthesis, ASCII.rightBrace, ASCII.rightBracket, UInt8(ascii: "|"),
            ASCII.ampersand, ASCII.leftBracket, ASCII.backslash:
            return true
        case ASCII.hash: return AddressDetector.isControlOctal(bytes, at &+ 1, limit)
        default: return false
        }
    }
}
