/// Dotted quads: `203.0.113.7`, also with a port after a dot, and the reversed forms of DNS.
extension AddressDetector {
    /// Reads the chain of numbers and dots that `dot` is part of.
    @inline(__always)
    static func quad(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, dot: Int, into match: inout AddressMatch
    ) -> Verdict {
        // The border of a finding is one: what touches it is read as if nothing stood there.
        let end = record.upperBound
        let begin = record.lowerBound
        let record = Swift.min(Swift.max(begin, floor), dot)..<end
        if let (start, quad) = IPv4Text.parse(bytes, firstDot: dot, floor: floor),
            quad.end <= end, start == record.lowerBound || endsPlainly(bytes[start &- 1])
        {
            if VersionContext.isVersion(bytes, record: record, number: start..<quad.end, begin: begin) {
                return .nothing(resume: quad.end)
            }
            let port = PortMatch.after(bytes, address: quad.end, record: record)
            match = AddressMatch(range: start..<quad.end, address: .v4(quad.address), spelling: .dottedQuad, port: port)
            if bytes[quad.end] == ASCII.hyphen, isHostName(bytes, behind: quad.end, to: end) { match.isGarbled = true }
            return .match(resume: port?.range.upperBound ?? quad.end)
        }
        var start = dot
        while start > floor, bytes[start &- 1].isDigit { start &-= 1 }
        // A number does not begin within a pseudonym.
        if start > record.lowerBound, bytes[start &- 1].isWord,
            let kept = Pseudonym.end(bytes, reaching: start, floor: record.lowerBound), kept > start
        {
            guard kept < dot else { return .nothing(resume: dot &+ 1) }
            return quad(bytes, record: record, floor: kept, dot: dot, into: &match)
        }
        // A hexadecimal digit before the dot may be the nibble of an ip6.arpa name.
        if start == dot || bytes[dot &+ 2] == ASCII.dot && dot &- start == 1 {
            if let verdict = nibbles(bytes, record: record, floor: floor, dot: dot, into: &match) { return verdict }
            if start == dot { return .nothing(resume: dot &+ 1) }
        }
        // Numbers before this one belong to the chain too: 1.3.6.1.4.1.32473.1 is one thing.
        var chain = start
        while chain &- 2 >= floor, bytes[chain &- 1] == ASCII.dot, bytes[chain &- 2].isDigit, dot &- chain < 256 {
            chain &-= 2
            while chain > floor, bytes[chain &- 1].isDigit { chain &-= 1 }
        }
        start = skipEscape(bytes, record: record, start: chain, end: dot)
        guard let quad = IPv4Text.parse(bytes, start..<end) else {
            return laterQuad(bytes, record: record, start: start, dot: dot, into: &match)
        }
        var resume = quad.end
        let next = quad.end < end ? bytes[quad.end] : ASCII.space
        guard !next.isDigit else { return .nothing(resume: endOfChain(bytes, from: dot, to: end)) }
        var port: PortMatch?
        if next == ASCII.dot, isNibbles(bytes, from: quad.end &+ 1, to: end) { return .nothing(resume: dot &+ 1) }
        if next == ASCII.dot, quad.end &+ 1 < end {
            let after = bytes[quad.end &+ 1]
            if after.isDigit {
                let chainEnd = endOfChain(bytes, from: quad.end, to: end)
                resume = chainEnd
                // The digits of an ip6.arpa name, 32 at the most, are read from a later dot.
                if bytes.hasIgnoringCase("ip6.arpa", at: chainEnd &+ 1, before: end) {
                    return .nothing(resume: Swift.max(dot &+ 1, chainEnd &- 64))
                }
                let numberEnd = bytes.endOfDigits(from: quad.end &+ 1, before: end, atMost: 6)
                let isFifthLast = numberEnd == chainEnd
                let beginsGroup = PortMatch.beginsGroup(bytes, numberEnd, end)
                guard
                    beginsGroup
                        || isFifth(
                            bytes, record: record, start: start, quad: quad, number: numberEnd, isLast: isFifthLast)
                else { return .nothing(resume: chainEnd) }
                if beginsGroup {
                    resume = quad.end &+ 1  // the number begins an IPv6 address
                } else if isFifthLast {
                    port = PortMatch.read(bytes, quad.end &+ 1..<numberEnd)
                } else {
                    resume = quad.end  // more numbers may be another address
                }
            } else if bytes.hasIgnoringCase("in-addr.arpa", at: quad.end &+ 1, before: end) {
                let (a, b, c, d) = quad.address.octets
                match = AddressMatch(
                    range: start..<quad.end, address: .v4(IPv4Address(d, c, b, a)), spelling: .reversedQuad(numbers: 4))
                return .match(resume: quad.end)
            }
        }
        if VersionContext.isVersion(bytes, record: record, number: start..<quad.end, begin: begin) {
            return .nothing(resume: resume)
        }
        if port == nil, resume == quad.end, next != ASCII.dot {
            port = PortMatch.after(bytes, address: quad.end, record: record)
            if let port { resume = port.range.upperBound }
        }
        match = AddressMatch(range: start..<quad.end, address: .v4(quad.address), spelling: .dottedQuad, port: port)
        // `static.7.113.0.203.clients.example.net`: nobody knows the order.
        if next == ASCII.dot || next == ASCII.hyphen, isHostName(bytes, behind: quad.end, to: end) {
            match.isGarbled = true
        }
        return .match(resume: resume)
    }

    /// Whether the labels of a host name stand behind a dot or hyphen: two of them at least, as `203.0.113.7.log` is a file, or one that no
    /// file ends with.
    static func isHostName(_ bytes: Span<UInt8>, behind joint: Int, to end: Int) -> Bool {
        var at = joint &+ 1
        guard at < end, bytes[at].isLetter else { return false }
        let label = at
        while at < end, bytes[at].isWord || bytes[at] == ASCII.hyphen { at &+= 1 }
        if bytes[joint] == ASCII.dot, KnownWords.localDomains.contains(bytes, label..<at) { return true }
        guard at &+ 2 < end, bytes[at] == ASCII.dot, bytes[at &+ 1].isLetter, bytes[at &+ 2].isLetter else {
            return false
        }
        // The last label says whether it is a file.
        var last = at &+ 1
        at = last
        while at < end,
            bytes[at].isWord || bytes[at] == ASCII.hyphen
                || bytes[at] == ASCII.dot && at &+ 1 < end && bytes[at &+ 1].isWord
        {
            if bytes[at] == ASCII.dot { last = at &+ 1 }
            at &+= 1
        }
        return !KnownWords.fileEndings.contains(bytes, last..<at)
    }

    /// Whether a byte before a number has nothing to do with it: no part of a word, an escape or another number.
    @inline(__always)
    private static func endsPlainly(_ byte: UInt8) -> Bool {
        switch byte {
        case ASCII.space, ASCII.quote, ASCII.leftBracket, ASCII.leftParenthesis, ASCII.equals, ASCII.slash, ASCII.comma,
            ASCII.apostrophe:
            true
        default: false
        }
    }

    /// Whether the number after a quad makes it an address with a port (tcpdump, Suricata) or a network-management index,
    /// rather than a version or an object identifier.
    ///
    /// Object identifiers begin with 0, 1 or 2 (ITU-T X.660), so a first number above that leaves only versions, which
    /// follow a name: `pkg-1.2.3.4.5`.
    private static func isFifth(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, quad: IPv4Text.Parsed, number: Int, isLast: Bool
    ) -> Bool {
        let port = isLast ? PortMatch.read(bytes, quad.end &+ 1..<number) : nil
        let isPort = port.map { $0.value >= 1024 || PortMatch.isService($0.value) } ?? false
        let first = quad.address.rawValue &>> 24
        // tcpdump's `2.16.113.7.179 > 203.0.113.9.42741:`
        if isLast, port != nil,
            bytes.has(" > ", at: number, before: record.upperBound)
                || start &- 3 >= record.lowerBound && bytes.has(" > ", at: start &- 3, before: start)
        {
            return true
        }
        if start > record.lowerBound {
            let before = bytes[start &- 1]
            let isJoined = before == ASCII.hyphen && start &- 1 > record.lowerBound && bytes[start &- 2].isWord
            if before.isLetter || isJoined { return first > 2 && isPort }
            if bytes.has("iso.", at: start &- 4, before: start) { return false }
        }
        return first > 2 || isPort
    }

    /// Looks for a quad further on in a chain whose first number is too large: `1693400000.203.0.113.7`.
    @inline(never)
    private static func laterQuad(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, dot: Int, into match: inout AddressMatch
    ) -> Verdict {
        let chainEnd = endOfChain(bytes, from: dot, to: record.upperBound)
        // What stands behind the sign in the name of an element of syslog is an object identifier (RFC 5424, section 7.2.2).
        if start > record.lowerBound, bytes[start &- 1] == ASCII.at { return .nothing(resume: chainEnd) }
        var at = start
        for _ in 0..<4 {
            at = bytes.endOfDigits(from: at, before: chainEnd) &+ 1
            guard at < chainEnd else { break }
            guard let quad = IPv4Text.parse(bytes, at..<record.upperBound),
                quad.end == chainEnd || bytes.endOfDigits(from: start, before: dot) &- start > 5
            else { continue }
            match = AddressMatch(range: at..<quad.end, address: .v4(quad.address), spelling: .dottedQuad)
            return .match(resume: quad.end)
        }
        if let verdict = masked(bytes, record: record, start: start, end: chainEnd, into: &match) { return verdict }
        return zone(bytes, record: record, start: start, dot: dot, into: &match)
    }

    /// Reads three octets whose fourth another program has taken out: `203.0.113.x`, `203.0.113.xxx`, `203.0.113.***`.
    ///
    /// `3.1.4.x` in a text is as likely a version: there the first number must be higher than theirs are.
    private static func masked(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, end: Int, into match: inout AddressMatch
    ) -> Verdict? {
        guard end &+ 1 < record.upperBound, bytes[end] == ASCII.dot else { return nil }
        let sign = bytes[end &+ 1]
        guard sign | 0x20 == UInt8(ascii: "x") || sign == UInt8(ascii: "*") || sign == ASCII.hash else { return nil }
        var stop = end &+ 1
        while stop < record.upperBound, stop &- end <= 3, bytes[stop] == sign { stop &+= 1 }
        let isJoined = stop < record.upperBound && (bytes[stop].isWord || bytes[stop] == ASCII.hyphen)
        let isGlued = start > record.lowerBound && (bytes[start &- 1].isWord || bytes[start &- 1] == ASCII.hyphen)
        guard !isJoined, !isGlued, let octets = threeOctets(bytes, start: start, end: end) else { return nil }
        let isField = start == record.lowerBound
        guard octets.0 >= 20 || isField && octets.0 > 0,
            !VersionContext.isVersion(bytes, record: record, number: start..<end)
        else { return nil }
        match = AddressMatch(
            range: start..<end, address: .v4(IPv4Address(octets.0, octets.1, octets.2, 0)), spelling: .maskedQuad)
        match.isMasked = true
        match.port = PortMatch.after(bytes, address: stop, record: record)
        return .match(resume: match.port?.range.upperBound ?? stop)
    }

    /// Three numbers of at most 255 with dots between them that fill a range.
    private static func threeOctets(_ bytes: Span<UInt8>, start: Int, end: Int) -> (UInt8, UInt8, UInt8)? {
        var octets: (UInt8, UInt8, UInt8) = (0, 0, 0)
        var at = start
        for _ in 0..<3 {
            let numberEnd = bytes.endOfDigits(from: at, before: end, atMost: 4)
            guard let number = PortMatch.read(bytes, at..<numberEnd), number.value <= 255 else { return nil }
            octets = (octets.1, octets.2, UInt8(number.value))
            guard numberEnd == end || bytes[numberEnd] == ASCII.dot else { return nil }
            at = numberEnd &+ 1
        }
        return at &- 1 == end ? octets : nil
    }

    /// The end of a chain of numbers and dots; a final dot is not part of it.
    @inline(__always)
    private static func endOfChain(_ bytes: Span<UInt8>, from dot: Int, to end: Int) -> Int {
        var at = dot
        while at &+ 1 < end, bytes[at] == ASCII.dot, bytes[at &+ 1].isDigit {
            at = bytes.endOfDigits(from: at &+ 1, before: end)
        }
        return Swift.max(at, dot &+ 1)
    }

    /// Whether single digits and dots stand before `ip6.arpa`.
    private static func isNibbles(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var at = start
        while at &+ 1 < end, at &- start < 64, bytes[at].isHexDigit, bytes[at &+ 1] == ASCII.dot { at &+= 2 }
        return at > start && bytes.hasIgnoringCase("ip6.arpa", at: at, before: end)
    }

    /// Reads the three numbers of a reversed zone, `113.0.203.in-addr.arpa`, which name a /24.
    @inline(never)
    private static func zone(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, dot: Int, into match: inout AddressMatch
    ) -> Verdict {
        let end = endOfChain(bytes, from: dot, to: record.upperBound)
        guard bytes.hasIgnoringCase(".in-addr.arpa", at: end, before: record.upperBound) else {
            return .nothing(resume: end)
        }
        guard let octets = threeOctets(bytes, start: start, end: end) else { return .nothing(resume: end) }
        let address = IPv4Address(octets.2, octets.1, octets.0, 0)
        match = AddressMatch(range: start..<end, address: .v4(address), spelling: .reversedQuad(numbers: 3))
        return .match(resume: end)
    }

    /// Reads the reversed hexadecimal digits of an `ip6.arpa` name, or the three numbers of an `in-addr.arpa` zone.
    ///
    /// - Returns: `nil` if the text is neither.
    static func nibbles(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, dot: Int, into match: inout AddressMatch
    ) -> Verdict? {
        var start = dot &- 1
        guard start >= floor, bytes[start].isHexDigit else { return nil }
        while start &- 2 >= floor, bytes[start &- 1] == ASCII.dot, bytes[start &- 2].isHexDigit, dot &- start < 64 {
            start &-= 2
        }
        // A label of two digits is none of them.
        if start > record.lowerBound, bytes[start &- 1].isHexDigit { start &+= 2 }
        var address = IPv6Address(high: 0, low: 0)
        var digits = 0
        var at = start
        while digits < 32, at &+ 1 < record.upperBound, bytes[at].isHexDigit, bytes[at &+ 1] == ASCII.dot {
            // The first digit written is the lowest one.
            let digit = UInt64(bytes[at].hexValue)
            if digits < 16 {
                address.low |= digit &<< UInt64(4 &* digits)
            } else {
                address.high |= digit &<< UInt64(4 &* (digits &- 16))
            }
            digits &+= 1
            at &+= 2
        }
        guard digits >= 4, bytes.hasIgnoringCase("ip6.arpa", at: at, before: record.upperBound) else { return nil }
        // A zone has fewer digits; what it lacks are the lowest ones.
        let missing = UInt64(4 &* (32 &- digits))
        if missing >= 64 {
            address = IPv6Address(high: address.low &<< (missing &- 64), low: 0)
        } else if missing > 0 {
            address = IPv6Address(
                high: address.high &<< missing | address.low &>> (64 &- missing), low: address.low &<< missing)
        }
        match = AddressMatch(
            range: start..<at &- 1, address: .v6(address), spelling: .reversedNibbles(digits: UInt8(digits)))
        return .match(resume: at)
    }
}
