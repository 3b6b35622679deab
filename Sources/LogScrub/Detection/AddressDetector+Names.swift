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
        if isSecurityID(bytes, record: record, start: start) || isHardware(bytes, record: record, start: start, end: end) {
            return .nothing(resume: end)
        }
        if let verdict = joinedHexadecimal(bytes, record: record, hyphen: hyphen, into: &match) { return verdict }
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
        // Providers write addresses in either order; behind some words it is always the usual one.
        let joint = numbers.end
        let isName = joint < record.upperBound && (bytes[joint] == ASCII.dot || bytes[joint] == ASCII.hyphen)
        if isName, isHostName(bytes, behind: joint, to: record.upperBound),
            !followsOrderedWord(bytes, record: record, start: start)
        {
            match.isGarbled = true
        }
        return true
    }

    /// Whether a word stands before an address in a host name behind which it is written in the usual order.
    private static func followsOrderedWord(_ bytes: Span<UInt8>, record: Range<Int>, start: Int) -> Bool {
        guard start > record.lowerBound, bytes[start &- 1] == ASCII.hyphen else { return false }
        var word = start &- 1
        while word > record.lowerBound, bytes[word &- 1].isWord { word &-= 1 }
        return KnownWords.orderedNames.contains(bytes, word..<start &- 1)
    }

    /// Windows' `S-1-5-21-…`.
    private static func isSecurityID(_ bytes: Span<UInt8>, record: Range<Int>, start: Int) -> Bool {
        start > record.lowerBound && bytes[start &- 1] | 0x20 == UInt8(ascii: "s")
            && bytes.has("-1-", at: start, before: record.upperBound)
            && (start &- 1 == record.lowerBound || !bytes[start &- 2].isWord && bytes[start &- 2] != ASCII.hyphen)
    }

    /// Whether a run of digits and hyphens is six pairs of hexadecimal digits or more: a hardware address, an EUI-64, a DUID of DHCP. Six
    /// pairs of decimal digits that are part of a name are not sure to be one.
    private static func isHardware(_ bytes: Span<UInt8>, record: Range<Int>, start: Int, end: Int) -> Bool {
        let first = bytes[start] == ASCII.hyphen ? start &+ 1 : start
        guard end &- first >= 17, (end &- first) % 3 == 2 else { return false }
        var hasLetter = bytes[first] == ASCII.zero
        for at in first..<end {
            if (at &- first) % 3 == 2 {
                guard bytes[at] == ASCII.hyphen else { return false }
            } else {
                guard bytes[at].isHexDigit else { return false }
                if !bytes[at].isDigit { hasLetter = true }
            }
        }
        let isJoined =
            first > start || start > record.lowerBound && (bytes[start &- 1].isWord || bytes[start &- 1] == ASCII.dot)
            || end < record.upperBound && (bytes[end].isWord || bytes[end] == ASCII.dot)
        return hasLetter || !isJoined
    }

    /// Whether eight hexadecimal digits and a dot stand behind a hyphen.
    @inline(__always)
    static func isJoinedLabel(_ bytes: Span<UInt8>, _ hyphen: Int) -> Bool {
        bytes[hyphen &+ 9] == ASCII.dot && ByteVector(bytes, at: hyphen &+ 1).hexDigits.bits & 0xFF == 0xFF
    }

    /// Reads eight hexadecimal digits behind a hyphen as the address of a host: `pool-cb007107.example.net`.
    ///
    /// The name must go on with a domain; files (`app-1f2e3d4c.min.js`) and dates are none.
    private static func joinedHexadecimal(
        _ bytes: Span<UInt8>, record: Range<Int>, hyphen: Int, into match: inout AddressMatch
    ) -> Verdict? {
        let (start, dot) = (hyphen &+ 1, hyphen &+ 9)
        guard hyphen > record.lowerBound, bytes[hyphen &- 1].isWord, dot < record.upperBound, isJoinedLabel(bytes, hyphen),
            isHostName(bytes, behind: dot, to: record.upperBound)
        else { return nil }
        let isDecimal = bytes.endOfDigits(from: start, before: dot) == dot
        if isDecimal, bytes.has("20", at: start, before: dot) || bytes.has("19", at: start, before: dot) { return nil }
        var value: UInt32 = 0
        var isUppercase = false
        for at in start..<dot {
            if !bytes[at].isDigit, bytes[at] & 0x20 == 0 { isUppercase = true }
            value = value &<< 4 | UInt32(bytes[at].hexValue)
        }
        match = AddressMatch(
            range: start..<dot, address: .v4(IPv4Address(rawValue: value)),
            spelling: .hexadecimal(uppercase: isUppercase))
        return .match(resume: dot &+ 1)
    }

    /// Reads four numbers with an `x` between each two: `203x0x113x7.example.net`.
    @inline(never)
    static func crossed(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, sign: Int, into match: inout AddressMatch
    ) -> Verdict {
        var start = sign
        while start > floor, sign &- start < 4, bytes[start &- 1].isDigit { start &-= 1 }
        guard start < sign,
            let quad = IPv4Text.parse(bytes, start..<record.upperBound, separator: bytes[sign])
        else { return .nothing(resume: sign &+ 1) }
        let joint = quad.end
        let next = joint < record.upperBound ? bytes[joint] : ASCII.space
        let isName = (next == ASCII.dot || next == ASCII.hyphen) && isHostName(bytes, behind: joint, to: record.upperBound)
        let before = start > record.lowerBound ? bytes[start &- 1] : ASCII.space
        // `64x3x7x7` is the shape of a matrix: on its own, an address begins with three digits.
        guard !next.isWord, !before.isDigit, isName || before == ASCII.hyphen || before.isLetter || sign &- start == 3 else {
            return .nothing(resume: sign &+ 1)
        }
        match = AddressMatch(
            range: start..<quad.end, address: .v4(quad.address), spelling: .crossedQuad(sign: bytes[sign]))
        match.isGarbled = isName && !followsOrderedWord(bytes, record: record, start: start)
        return .match(resume: quad.end)
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
            // `host62001-db8-…`: the digits before the last four belong to the word.
            let isGlued = start > record.lowerBound && bytes[start &- 1].isLetter
            let first = groupEnd &- start > 4 && isGlued ? groupEnd &- 4 : start
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
