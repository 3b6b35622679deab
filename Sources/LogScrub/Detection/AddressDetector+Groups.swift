/// IPv6 text: `2001:db8::7`, with eight groups or with `::`, glued to words, with ports and without.
extension AddressDetector {
    @inline(__always)
    static func groups(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, colon: Int, into match: inout AddressMatch
    ) -> Verdict {
        // The border of a finding is one: what touches it is read as if nothing stood there.
        let end = record.upperBound
        let isBehindFinding = floor > record.lowerBound
        var record = Swift.min(Swift.max(record.lowerBound, floor), colon)..<end
        // The date of an access log, `/2026:10:11:12 `: four groups are no address.
        if colon &- 5 >= record.lowerBound, bytes[colon &- 5] == ASCII.slash, bytes[colon &+ 3] == ASCII.colon,
            bytes[colon &+ 6] == ASCII.colon, bytes[colon &+ 9] == ASCII.space
        {
            return .nothing(resume: colon &+ 9)
        }
        // The time of Erlang's reports, `15-Mar-2026::10:00:00`.
        if colon &- 9 >= record.lowerBound, bytes[colon &- 5] == ASCII.hyphen, bytes[colon &- 9] == ASCII.hyphen,
            bytes[colon &- 8].isLetter, bytes[colon &- 6].isLetter, bytes[colon &+ 1] == ASCII.colon,
            bytes[colon &+ 4] == ASCII.colon, bytes[colon &+ 7] == ASCII.colon
        {
            return .nothing(resume: colon &+ 10)
        }
        var start = colon
        if colon &- 16 >= 0 {
            let run = GroupRun(bytes, around: colon, separator: ASCII.colon)
            if run.hasTooFewColons, run.end <= end { return .nothing(resume: run.end) }
            start = Swift.max(run.start, floor)
        }
        if start == colon || start == colon &- 16 {
            // A long run of digits is cut where it does not matter at which of the colons the search began.
            start = colon
            var digits = 0
            while start > floor, colon &- start < 64, digits < longestGroup {
                if bytes[start &- 1] == ASCII.colon {
                    digits = 0
                } else if bytes[start &- 1].isHexDigit {
                    digits &+= 1
                } else {
                    break
                }
                start &-= 1
            }
        }
        if bytes[start] == ASCII.colon, start < colon, bytes[start &+ 1] != ASCII.colon { start &+= 1 }
        // Nearly always the address begins where the run does.
        if start == record.lowerBound || !isGlue(bytes[start &- 1]),
            let parsed = parse(bytes, record: record, start: start)
        {
            return report(bytes, record: record, start: start, parsed: parsed, into: &match)
        }
        let runEnd = endOfRun(bytes, from: colon, to: end)
        // A run does not begin within a pseudonym that stands before it.
        if let kept = Pseudonym.end(bytes, reaching: start, floor: record.lowerBound) {
            start = Swift.min(Swift.max(start, kept), colon)
            record = start..<end
        }
        guard let verdict = gluedGroups(bytes, record: record, start: start, runEnd: runEnd, into: &match) else {
            return .nothing(resume: runEnd)
        }
        if bytes[start] == ASCII.colon, bytes[start &+ 1] != ASCII.colon { start &+= 1 }
        return widened(verdict, bytes, record: record, from: start, isBehindFinding: isBehindFinding, into: &match)
    }

    /// How many digits before a colon may belong to what goes, should nobody know which of them are the address.
    static let longestGroup = 32

    /// Bytes that may make the first digits of a run part of something else: a word, or an escape.
    @inline(__always)
    private static func isGlue(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.percent || byte == ASCII.hash || byte == ASCII.backslash
    }

    /// Reads one address at `start` and judges it.
    ///
    /// - Returns: `nil` if there is none, or none that is to be believed.
    @inline(__always)
    private static func parse(_ bytes: Span<UInt8>, record: Range<Int>, start: Int) -> IPv6Text.Parsed? {
        guard let parsed = IPv6Text.parse(bytes, start..<record.upperBound) else { return nil }
        if parsed.isCompressed, parsed.end < record.upperBound, bytes[parsed.end].isWord {
            // `fd00::Class`: the last letters begin a word.
            var group = parsed.end
            while group > start, bytes[group &- 1].isHexDigit, !bytes[group &- 1].isDigit { group &-= 1 }
            if group < parsed.end, parsed.end &- group < 4, bytes[group &- 1] == ASCII.colon, bytes[parsed.end].isLetter
            {
                guard let shorter = IPv6Text.parse(bytes, start..<group) else { return nil }
                return isBelievable(bytes, record: record, start: start, parsed: shorter) ? shorter : nil
            }
        }
        return isBelievable(bytes, record: record, start: start, parsed: parsed) ? parsed : nil
    }

    @inline(__always)
    static func endOfRun(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var at = start
        while at < end, bytes[at].isHexDigit != (bytes[at] == ASCII.colon) { at &+= 1 }
        return at
    }

    /// Looks for an address whose beginning is glued to a word or an escape.
    @inline(never)
    private static func gluedGroups(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, runEnd: Int, into match: inout AddressMatch
    ) -> Verdict? {
        var start = start
        // The run may hold several readings, each of them one group shorter at the front than the last.
        while start < runEnd {
            // Of many colons only the last ones may be part of one.
            if start > record.lowerBound, bytes[start &- 1] == ASCII.colon {
                let colons = (~ByteVector(bytes, at: start).mask(of: ASCII.colon).bits).trailingZeroBitCount
                if colons > 5 {
                    start &+= (colons &- 3) & ~1
                    continue
                }
            }
            if bytes[start] == ASCII.colon, start &+ 1 < runEnd, bytes[start &+ 1] != ASCII.colon { start &+= 1 }
            let escape = start
            var beginning = skipEscape(bytes, record: record, start: start, end: runEnd)
            start = lastDigits(bytes, start: beginning, end: runEnd)
            beginning = Swift.max(beginning, start &+ 4 &- longestGroup)
            guard start < runEnd else { break }
            let isLonger = beginning == start && isLonger(bytes, record: record, start: start, runEnd: runEnd)
            if isLonger, !bytes.hasIgnoringCase("ipv", at: start &- 3, before: start) {
                // Eight groups of nine or more: nobody knows which ones.
                var end = runEnd
                while bytes[end &- 1] == ASCII.colon { end &-= 1 }
                match = garbled(start..<end)
                return .match(resume: runEnd)
            }
            if !isLonger,
                let verdict = address(bytes, record: record, start: start, into: &match)
            {
                // Where the first group has more than four digits, nobody knows which of them are the address: all of it goes.
                if beginning < start {
                    match.range = beginning..<match.range.upperBound
                    match.isGarbled = true
                }
                return verdict
            }
            // `100%2001:db8::7`: a sign that escapes nothing.
            if escape < beginning {
                start = lastDigits(bytes, start: escape, end: runEnd)
                if let verdict = address(bytes, record: record, start: start, into: &match) { return verdict }
            }
            if let end = endOfLongGroup(bytes, from: start, to: runEnd) {
                match = garbled(start..<end)
                return .match(resume: end)
            }
            // What the first group was the end of (`IPv6:2001:db8::1`, `node:2001:db8::1`), or what cannot be part of an address
            // (`12:1f2e3d4c:2001:db8::1`), is dropped.
            while start < runEnd, bytes[start].isHexDigit { start &+= 1 }
            if start &+ 1 < runEnd, bytes[start] == ASCII.colon, bytes[start &+ 1] == ASCII.colon {
                if let verdict = address(bytes, record: record, start: start, into: &match) { return verdict }
                // `client::2001:db8::7`
                start &+= 2
            } else {
                start &+= 1
            }
        }
        return nil
    }

    /// The port as tcpdump writes it, `2001:db8::7.51514`.
    @inline(__always)
    static func portAfterDot(_ bytes: Span<UInt8>, _ dot: Int, _ end: Int) -> PortMatch? {
        guard dot &+ 1 < end, bytes[dot] == ASCII.dot, bytes[dot &+ 1].isDigit else { return nil }
        let numberEnd = bytes.endOfDigits(from: dot &+ 1, before: end, atMost: 6)
        if numberEnd < end, bytes[numberEnd].isWord { return nil }
        if numberEnd &+ 1 < end, bytes[numberEnd] == ASCII.dot || bytes[numberEnd] == ASCII.colon {
            if bytes[numberEnd &+ 1].isWord || bytes[numberEnd &+ 1] == ASCII.colon { return nil }
        }
        return PortMatch.read(bytes, dot &+ 1..<numberEnd)
    }

    /// Whether what follows a `::` are the first letters of a word.
    @inline(__always)
    private static func isWord(_ bytes: Span<UInt8>, _ rest: Range<Int>, to end: Int) -> Bool {
        guard rest.upperBound < end, bytes[rest.upperBound].isWord, bytes[rest.lowerBound &- 1] == ASCII.colon else {
            return false
        }
        for at in rest where !bytes[at].isLetter { return false }
        return rest.count < 4 && bytes[rest.upperBound].isLetter
    }

    /// Whether a run that is glued to a word has more than eight groups, so that the first one belongs to the word.
    private static func isLonger(_ bytes: Span<UInt8>, record: Range<Int>, start: Int, runEnd: Int) -> Bool {
        guard start > record.lowerBound, bytes[start &- 1].isWord, let parsed = IPv6Text.parse(bytes, start..<runEnd),
            !parsed.isCompressed, parsed.end &+ 1 < runEnd
        else { return false }
        return bytes[parsed.end] == ASCII.colon && bytes[parsed.end &+ 1].isHexDigit
    }

    /// Where the last four digits of the first group begin.
    private static func lastDigits(_ bytes: Span<UInt8>, start: Int, end: Int) -> Int {
        var digits = start
        while digits < end, bytes[digits].isHexDigit { digits &+= 1 }
        return digits &- start > 4 ? digits &- 4 : start
    }

    private static func address(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, into match: inout AddressMatch
    ) -> Verdict? {
        guard let parsed = parse(bytes, record: record, start: start) else { return nil }
        return report(bytes, record: record, start: start, parsed: parsed, into: &match)
    }

    /// Reports an address, with what follows it.
    @inline(__always)
    static func report(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, parsed: IPv6Text.Parsed, into match: inout AddressMatch
    ) -> Verdict {
        let end = record.upperBound
        let runEnd = endOfRun(bytes, from: parsed.end, to: end)
        var rangeEnd = parsed.end
        var port: PortMatch?
        // `2001:db8:85a3::xxx` has been cut by somebody else, perhaps not by enough.
        if bytes[parsed.end &- 1] == ASCII.colon, isMask(bytes, parsed.end, to: end) {
            match = AddressMatch(
                range: start..<parsed.end, address: .v6(parsed.address), spelling: .groups(mixed: false))
            match.isMasked = true
            return .match(resume: parsed.end &+ 1)
        }
        if parsed.isMixed {
            port = PortMatch.after(bytes, address: parsed.end, record: record)
            if port == nil { port = portAfterDot(bytes, parsed.end, end) }
            match = AddressMatch(
                range: start..<parsed.end, address: .v6(parsed.address), spelling: .groups(mixed: true), port: port)
            return .match(resume: port?.range.upperBound ?? parsed.end)
        } else if parsed.end < runEnd {
            // What goes on is a port, or so glued that it cannot be told from the address.
            let rest = runEnd &- parsed.end
            if isWord(bytes, parsed.end..<runEnd, to: end) {
                // `fd00::Class`
            } else if bytes[parsed.end] == ASCII.colon, rest <= 5, runEnd &+ 1 < end, bytes[runEnd] == ASCII.dot,
                bytes[runEnd &+ 1].isDigit
            {
                // Another address follows, of the other family.
                match = AddressMatch(
                    range: start..<parsed.end, address: .v6(parsed.address), spelling: .groups(mixed: parsed.isMixed))
                return .match(resume: parsed.end &+ 1)
            } else if bytes[parsed.end] == ASCII.colon {
                let numberEnd = bytes.endOfDigits(from: parsed.end &+ 1, before: end, atMost: 6)
                // Another group behind it, and it is none.
                if numberEnd &+ 1 >= runEnd, numberEnd == runEnd || bytes[numberEnd] == ASCII.colon {
                    port = PortMatch.read(bytes, parsed.end &+ 1..<numberEnd)
                }
                if port == nil, rest > 1, bytes[parsed.end &+ 1] != ASCII.colon || rest > 2 { rangeEnd = runEnd }
            } else {
                rangeEnd = runEnd
            }
            if let first = port, let second = PortMatch.after(bytes, address: first.range.upperBound, record: record) {
                // Of two ports the first belongs to the address.
                (rangeEnd, port) = (first.range.upperBound, second)
            } else if rangeEnd == runEnd {
                // A port stands behind all that goes.
                port = PortMatch.after(bytes, address: rangeEnd, record: record) ?? portAfterDot(bytes, rangeEnd, end)
                while rangeEnd > parsed.end, port == nil, bytes[rangeEnd &- 1] == ASCII.colon { rangeEnd &-= 1 }
            }
        } else {
            port = PortMatch.after(bytes, address: parsed.end, record: record) ?? portAfterDot(bytes, parsed.end, end)
        }
        match = AddressMatch(
            range: start..<rangeEnd, address: .v6(parsed.address), spelling: .groups(mixed: parsed.isMixed), port: port)
        // `::f:256.0.113.7`: what is left of the address and what follows would be another one.
        if port == nil, rangeEnd &+ 1 < end, bytes[rangeEnd] == ASCII.dot, bytes[rangeEnd &+ 1].isDigit,
            bytes[rangeEnd &- 1].isDigit, !PortMatch.beginsGroup(bytes, rangeEnd &+ 1, end)
        {
            while rangeEnd < end, bytes[rangeEnd].isDigit || bytes[rangeEnd] == ASCII.dot { rangeEnd &+= 1 }
            while bytes[rangeEnd &- 1] == ASCII.dot { rangeEnd &-= 1 }
            match.range = start..<rangeEnd
            match.isGarbled = true
        }
        // `::` before eight groups stands for nothing.
        if parsed.groups == 8, bytes[start] == ASCII.colon { match.isGarbled = true }
        return .match(
            resume: port?.range.upperBound ?? Swift.max(rangeEnd, runEnd))
    }

    /// Whether nothing but `x` stands in the place of a group.
    private static func isMask(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Bool {
        var at = start
        while at < end, bytes[at] | 0x20 == UInt8(ascii: "x") { at &+= 1 }
        return at > start && (at == end || !bytes[at].isWord)
    }

    /// Whether a text stands where an address must: in brackets before a port, behind `client:`, or alone in its field.
    private static func isPlaceOfAddress(
        _ bytes: Span<UInt8>, record: Range<Int>, _ text: Range<Int>, hasDigit: Bool
    ) -> Bool {
        let (start, end) = (text.lowerBound, text.upperBound)
        if start == record.lowerBound, end == record.upperBound { return hasDigit }
        guard start > record.lowerBound else { return false }
        if bytes[start &- 1] == ASCII.leftBracket {
            return bytes.has("]:", at: end, before: record.upperBound) && bytes[end &+ 2].isDigit
        }
        return bytes.has("client: ", at: start &- 8, before: start) && (end == record.upperBound || !bytes[end].isWord)
    }

    /// Tells addresses from times, hardware addresses, fingerprints, and the `::` of programming languages.
    private static func isBelievable(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, parsed: IPv6Text.Parsed
    ) -> Bool {
        // Eight pairs are an EUI-64, sixteen or thirty-two a fingerprint.
        guard parsed.isCompressed else { return !parsed.hasOnlyPairs }
        let isGluedLeft =
            start > record.lowerBound && bytes[start &- 1].isWord
            && (!bytes[start &- 1].isHexDigit
                || character(bytes, escapedBefore: start, floor: record.lowerBound) == nil)
        let next = parsed.end < record.upperBound ? bytes[parsed.end] : ASCII.space
        // `2001:db8::xerces` is none, `2001:db8::xxx` has been cut by somebody else.
        if bytes[parsed.end &- 1] == ASCII.colon, next | 0x20 == UInt8(ascii: "x"),
            !isMask(bytes, parsed.end, to: record.upperBound)
        {
            return false
        }
        var hasDigit: Bool {
            for at in start..<parsed.end where bytes[at].isDigit { return true }
            return false
        }
        switch parsed.address.group(0) {
        case 0x2000...0x3FFF: return true  // global unicast (RFC 4291, section 2.4)
        case 0xFC00...0xFDFF, 0xFE80...0xFEBF, 0xFF00...0xFFFF: return hasDigit  // local, link-local, multicast
        case 0x0064 where parsed.address.group(1) == 0xFF9B: return true  // NAT64
        case 0 where parsed.isMixed || parsed.address.embeddedIPv4?.kind == .mapped: return true
        default: break
        }
        // `[1234::5678]:443`, `client: 1234::5678`, and the whole of a field: there nothing else can stand.
        if isPlaceOfAddress(bytes, record: record, start..<parsed.end, hasDigit: hasDigit) { return true }
        // Names of programs have fewer groups.
        let isJoined = isGluedLeft || start > record.lowerBound && bytes[start &- 1] == ASCII.colon
        if hasDigit, !isJoined, parsed.groups >= (parsed.isMixed ? 3 : 5), !parsed.hasOnlyPairs { return true }
        // Anything else is as likely a name in a program (`a::b:c`, `std::dec`, `login::106`) as an address.
        let isGluedRight =
            next.isWord
            || next == ASCII.colon && parsed.end &+ 1 < record.upperBound
                && (bytes[parsed.end &+ 1].isHexDigit || bytes[parsed.end &+ 1] == ASCII.colon)
        if isGluedLeft || isGluedRight { return false }
        if parsed.address.isLoopback || parsed.address.isUnspecified { return true }
        return hasDigit && parsed.groups >= (bytes[start] == ASCII.colon ? 2 : 3)
    }
}
