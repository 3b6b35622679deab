/// Addresses inside host names: `dhcp-192-0-2-66.example.net`, `2001-db8--7.example.net`, `p5DCC1A2B.dip0.example.net`.
extension AddressDetector {
    @inline(__always)
    static func dashed(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, hyphen: Int, into match: inout AddressMatch
    ) -> Verdict {
        if let end = passesHyphen(bytes, hyphen, floor: floor) { return .nothing(resume: end) }
        return readDashed(bytes, record: record, floor: floor, hyphen: hyphen, into: &match)
    }

    @inline(never)
    private static func readDashed(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, hyphen: Int, into match: inout AddressMatch
    ) -> Verdict {
        var start = hyphen
        while start > floor, hyphen &- start < 64, bytes[start &- 1].isHexDigit != (bytes[start &- 1] == ASCII.hyphen) {
            start &-= 1
        }
        var end = hyphen
        while end < record.upperBound, bytes[end].isHexDigit != (bytes[end] == ASCII.hyphen) { end &+= 1 }
        // First the longer reading: the last groups of an IPv6 address may look like an IPv4 address.
        if dashedGroups(bytes, record: record, start: start, end: end, into: &match) { return .match(resume: end) }
        if dashedQuad(bytes, record: record, start: start, end: end, hyphen: hyphen, into: &match) {
            return .match(resume: Swift.max(match.range.upperBound, end))
        }
        return .nothing(resume: end)
    }

    private static func dashedQuad(
        _ bytes: Span<UInt8>, record: Range<Int>, start runStart: Int, end runEnd: Int, hyphen: Int,
        into match: inout AddressMatch
    ) -> Bool {
        // The first number is the one before the hyphen, or one further to the front as long as only digits lie between.
        var start = hyphen
        while start > runStart, bytes[start &- 1].isDigit { start &-= 1 }
        // `dhcp-192-0-2-66`: the first hyphen belongs to the word.
        if start == hyphen { start &+= 1 }
        while start &- 2 >= runStart, bytes[start &- 1] == ASCII.hyphen, bytes[start &- 2].isDigit {
            start &-= 2
            while start > runStart, bytes[start &- 1].isDigit { start &-= 1 }
        }
        if start < hyphen { start = skipEscape(bytes, record: record, start: start, end: hyphen) }
        var numbers = count(bytes, from: start, to: runEnd)
        // `dsl-1234-203-0-113-7`: a number that is no octet stands before.
        for _ in 0..<3 where numbers.count < 4 {
            let next = bytes.endOfDigits(from: start, before: runEnd) &+ 1
            guard next < runEnd, bytes[next].isDigit, !isDate(bytes, start: start, next: next) else { break }
            start = next
            numbers = count(bytes, from: start, to: runEnd)
        }
        // `host2-192-0-2-66`: the first number belongs to the word before it.
        if numbers.count == 5, start > record.lowerBound, bytes[start &- 1].isLetter {
            start = bytes.endOfDigits(from: start, before: runEnd) &+ 1
            numbers = count(bytes, from: start, to: runEnd)
        }
        guard numbers.count >= 4, numbers.count <= 8,
            let quad = IPv4Text.parse(bytes, start..<numbers.end, separator: ASCII.hyphen)
                ?? IPv4Text.parse(bytes, start..<runEnd, separator: ASCII.hyphen)
        else { return false }
        guard isHostName(bytes, record: record, start: start, end: numbers.end, count: numbers.count) else {
            return false
        }
        match = AddressMatch(
            range: start..<numbers.end, address: .v4(quad.address),
            spelling: .dashedQuad(numbers: UInt8(numbers.count)))
        return true
    }

    /// Whether numbers begin as a date does, `2026-08-25`.
    private static func isDate(_ bytes: Span<UInt8>, start: Int, next: Int) -> Bool {
        next &- start == 5 && bytes[next &+ 2] == ASCII.hyphen
            && bytes[next &+ 5].isDigit != (bytes[next &+ 5] == ASCII.hyphen)
    }

    /// How many numbers of at most 255 follow one another from `start` on, with one hyphen between them.
    private static func count(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> (count: Int, end: Int) {
        var count = 0
        var at = start
        while true {
            let numberEnd = bytes.endOfDigits(from: at, before: end)
            var value = 0
            for digit in at..<Swift.min(numberEnd, at &+ 4) { value = value &* 10 &+ Int(bytes[digit] &- ASCII.zero) }
            // What is no octet ends the list.
            guard numberEnd > at, numberEnd &- at <= 3, value <= 255 else { return (count, at &- 1) }
            count &+= 1
            guard numberEnd &+ 1 < end, bytes[numberEnd] == ASCII.hyphen, bytes[numberEnd &+ 1].isDigit else {
                return (count, numberEnd)
            }
            at = numberEnd &+ 1
        }
    }

    /// Whether numbers with hyphens are part of a host name rather than a range, a date or a telephone number: a word is
    /// joined to them, or one of the numbers has three digits.
    private static func isHostName(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, end: Int, count: Int
    ) -> Bool {
        if start > record.lowerBound {
            let before = bytes[start &- 1]
            if before.isLetter { return true }
            if before == ASCII.hyphen || before == ASCII.dot || before == ASCII.underscore,
                start &- 1 > record.lowerBound, bytes[start &- 2].isWord
            {
                return true
            }
        }
        if end &+ 1 < record.upperBound {
            let next = bytes[end]
            if next.isLetter || next == ASCII.underscore { return true }
            if next == ASCII.dot || next == ASCII.hyphen, bytes[end &+ 1].isLetter { return true }
        }
        // Five numbers or a plus sign are as likely a telephone's.
        guard count == 4, start == record.lowerBound || bytes[start &- 1] != UInt8(ascii: "+") else { return false }
        var digits = 0
        for at in start..<end {
            digits = bytes[at].isDigit ? digits &+ 1 : 0
            if digits == 3 { return true }
        }
        return false
    }

    private static func dashedGroups(
        _ bytes: Span<UInt8>, record: Range<Int>, start runStart: Int, end: Int, into match: inout AddressMatch
    ) -> Bool {
        var start = runStart
        while start < end {
            while start < end, bytes[start] == ASCII.hyphen { start &+= 1 }
            var groupEnd = start
            while groupEnd < end, bytes[groupEnd].isHexDigit { groupEnd &+= 1 }
            let first = groupEnd &- start > 4 && start > record.lowerBound ? groupEnd &- 4 : start
            if let parsed = IPv6Text.parse(bytes, first..<end, separator: ASCII.hyphen), parsed.end &+ 1 >= end {
                var hasLetter = false
                for at in first..<parsed.end where bytes[at].isHexDigit && !bytes[at].isDigit { hasLetter = true }
                let isAllocated =
                    switch parsed.address.group(0) {
                    case 0x2000...0x3FFF: hasLetter || !parsed.isCompressed
                    case 0xFC00...0xFDFF, 0xFE80...0xFEBF: true
                    default: false
                    }
                // With fewer hyphens it is only sometimes a candidate, and must never be an address then.
                var hyphens = 0
                for at in first..<parsed.end where bytes[at] == ASCII.hyphen { hyphens &+= 1 }
                if isAllocated, hyphens >= 3 {
                    match = AddressMatch(
                        range: first..<parsed.end, address: .v6(parsed.address),
                        spelling: .dashedGroups(compressed: parsed.isCompressed))
                    return true
                }
            }
            // Only a word that is joined to the first group may be dropped from the front (`ip6-2001-db8-…`).
            guard start > record.lowerBound, bytes[start &- 1].isLetter else { return false }
            start = groupEnd
        }
        return false
    }

    /// Reads eight hexadecimal digits before a dot as the address of a dial-up host.
    ///
    /// The label after the dot must be one that providers use for dynamic addresses; eight digits alone are as likely an
    /// endpoint of a conference or a commit.
    @inline(__always)
    static func hexadecimalName(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, dot: Int, into match: inout AddressMatch
    ) -> Verdict {
        let start = dot &- 8
        guard start >= floor, bytes[dot &- 1].isHexDigit else { return .nothing(resume: dot &+ 1) }
        return hexadecimalLabel(bytes, record: record, start: start, dot: dot, into: &match)
    }

    private static func hexadecimalLabel(
        _ bytes: Span<UInt8>, record: Range<Int>, start: Int, dot: Int, into match: inout AddressMatch
    ) -> Verdict {
        var value: UInt32 = 0
        var isUppercase = false
        for at in start..<dot {
            let byte = bytes[at]
            guard byte.isHexDigit else { return .nothing(resume: dot &+ 1) }
            if !byte.isDigit, byte & 0x20 == 0 { isUppercase = true }
            value = value &<< 4 | UInt32(byte.hexValue)
        }
        let isLonger = start > record.lowerBound && bytes[start &- 1].isHexDigit
        guard !isLonger, hasDynamicLabel(bytes, at: dot &+ 1, to: record.upperBound) else {
            return .nothing(resume: dot &+ 1)
        }
        match = AddressMatch(
            range: start..<dot, address: .v4(IPv4Address(rawValue: value)),
            spelling: .hexadecimal(uppercase: isUppercase))
        return .match(resume: dot &+ 1)
    }

    private static func hasDynamicLabel(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> Bool {
        bytes.hasIgnoringCase("dip", at: start, before: end) || bytes.hasIgnoringCase("dyn", at: start, before: end)
            || bytes.hasIgnoringCase("dsl", at: start, before: end)
            || bytes.hasIgnoringCase("dial", at: start, before: end)
            || bytes.hasIgnoringCase("dhcp", at: start, before: end)
    }
}
