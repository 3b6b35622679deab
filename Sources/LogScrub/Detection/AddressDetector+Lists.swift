/// Addresses as lists of numbers: FTP's `192,0,2,7,4,1`, tuples `{192,0,2,7}`, and text as an array of bytes.
extension AddressDetector {
    /// Reads the list that `comma` is part of, or the part of a long one that can be an address.
    @inline(__always)
    mutating func list(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, comma: Int) -> Verdict {
        guard comma > floor, bytes[comma &- 1].isDigit else { return .nothing(resume: comma &+ 1) }
        let blanks = bytes[comma &+ 1] == ASCII.space ? 1 : 0
        guard comma &+ 1 &+ blanks < record.upperBound, bytes[comma &+ 1 &+ blanks].isDigit else {
            return .nothing(resume: comma &+ 1)
        }
        return readList(bytes, record: record, floor: floor, comma: comma, blanks: blanks)
    }

    @inline(never)
    private mutating func readList(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, comma: Int, blanks: Int
    ) -> Verdict {
        if let end = Self.tuple(bytes, record: record, floor: floor, comma: comma, blanks: blanks, into: &match) {
            return .match(resume: end)
        }
        return byteArray(bytes, record: record, floor: floor, comma: comma, blanks: blanks)
    }

    /// A tuple in braces, or the six numbers of FTP (RFC 959, section 4.1.2).
    ///
    /// - Returns: The end of the list, if it is one.
    private static func tuple(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, comma: Int, blanks: Int, into match: inout AddressMatch
    ) -> Int? {
        guard let start = previousNumber(bytes, end: comma, floor: floor) else { return nil }
        let isFirst =
            start == record.lowerBound || bytes[start &- 1] != ASCII.comma && bytes[start &- 1] != ASCII.space
            || start &- 1 > record.lowerBound && bytes[start &- 1] == ASCII.space && bytes[start &- 2] != ASCII.comma
        // The digits behind a dot are those of a fraction: `[0.23,1,6,4,7,1]`.
        guard isFirst, start &- 2 < floor || bytes[start &- 1] != ASCII.dot || !bytes[start &- 2].isDigit else {
            return nil
        }
        var numbers = 0
        var address = IPv6Address(high: 0, low: 0)
        var quad: UInt32 = 0
        var isOctets = true
        var quadEnd = start
        var portStart = start
        var at = start
        while numbers < 9 {
            let numberEnd = bytes.endOfDigits(from: at, before: record.upperBound, atMost: 6)
            guard numberEnd > at, numberEnd &- at <= 5 else { return nil }
            var value: UInt32 = 0
            for digit in at..<numberEnd { value = value &* 10 &+ UInt32(bytes[digit] &- ASCII.zero) }
            guard value <= 65535 else { return nil }
            if value > 255 || numberEnd &- at > 3 { isOctets = false }
            address.high = address.high &<< 16 | address.low &>> 48
            address.low = address.low &<< 16 | UInt64(value)
            numbers &+= 1
            if numbers <= 4 {
                quad = quad &<< 8 | value & 0xFF
                quadEnd = numberEnd
            }
            if numbers == 5 { portStart = at }
            at = numberEnd
            let next = at &+ 1 &+ blanks
            guard next < record.upperBound, bytes[at] == ASCII.comma, bytes[next].isDigit,
                blanks == 0 || bytes[at &+ 1] == ASCII.space
            else { break }
            at = next
        }
        let isInBraces =
            start > record.lowerBound && bytes[start &- 1] == ASCII.leftBrace && at < record.upperBound
            && bytes[at] == ASCII.rightBrace
        if isInBraces, numbers == 4, isOctets {
            match = AddressMatch(
                range: start..<at, address: .v4(IPv4Address(rawValue: quad)), spelling: .list(blanks: UInt8(blanks)),
                port: Self.portOfTuple(bytes, record: record, start..<at))
            return at
        }
        if isInBraces, numbers == 8 {
            match = AddressMatch(
                range: start..<at, address: .v6(address), spelling: .groupList(blanks: UInt8(blanks)),
                port: Self.portOfTuple(bytes, record: record, start..<at))
            return at
        }
        // Six small numbers are as likely a list of anything.
        let isBare = blanks == 0 && (start == record.lowerBound || bytes[start &- 1] != ASCII.leftBracket)
        let isAnnounced =
            bytes.has("PORT ", at: start &- 5, before: start)
            || start > record.lowerBound && bytes[start &- 1] == ASCII.leftParenthesis
        let first = quad &>> 24
        guard numbers == 6, isOctets, isBare, first >= (isAnnounced ? 1 : 10), first <= 223,
            at == record.upperBound || bytes[at] != ASCII.comma
        else { return nil }
        let port = PortMatch(
            range: portStart..<at, value: Int(address.low &>> 8 & 0xFF00 | address.low & 0xFF), isPair: true)
        // `203,0,113,7,4,1.2.3.4`: the last number is that of another address.
        let goesOn =
            at &+ 1 < record.upperBound
            && (bytes[at] == ASCII.dot && bytes[at &+ 1].isDigit || bytes[at].isHexDigit
                || bytes[at] == ASCII.colon && (bytes[at &+ 1] == ASCII.colon || bytes[at &+ 1].isHexDigit))
        match = AddressMatch(
            range: start..<quadEnd, address: .v4(IPv4Address(rawValue: quad)), spelling: .list(blanks: UInt8(blanks)),
            port: goesOn ? nil : port)
        return goesOn ? quadEnd : at
    }

    /// The port behind an address of Erlang's in a tuple: `{{203,0,113,7},51514}`.
    private static func portOfTuple(_ bytes: Span<UInt8>, record: Range<Int>, _ numbers: Range<Int>) -> PortMatch? {
        guard bytes.has("{{", at: numbers.lowerBound &- 2, before: numbers.lowerBound),
            bytes.has("},", at: numbers.upperBound, before: record.upperBound)
        else { return nil }
        var start = numbers.upperBound &+ 2
        if start < record.upperBound, bytes[start] == ASCII.space { start &+= 1 }
        let end = bytes.endOfDigits(from: start, before: record.upperBound, atMost: 6)
        guard bytes.has("}", at: end, before: record.upperBound) else { return nil }
        return PortMatch.read(bytes, start..<end)
    }

    /// Text as an array of byte values, the way `journalctl -o json` writes what is not printable.
    private mutating func byteArray(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, comma: Int, blanks: Int
    ) -> Verdict {
        guard let first = Self.number(bytes, end: comma, floor: floor), Self.isAddressCharacter(first.value) else {
            return .nothing(resume: comma &+ 1)
        }
        // To the front as long as the values are characters of an address, and one value more as a neighbor.
        var start = first.start
        var characters = 1
        while characters < 48, start &- 1 &- blanks > floor, bytes[start &- 1 &- blanks] == ASCII.comma,
            blanks == 0 || bytes[start &- 1] == ASCII.space,
            let previous = Self.number(bytes, end: start &- 1 &- blanks, floor: floor)
        {
            start = previous.start
            characters &+= 1
            guard Self.isAddressCharacter(previous.value) else { break }
        }
        scratch.reset(at: start)
        var at = start
        var numberEnd = start
        while !scratch.isFull, at < record.upperBound, bytes[at].isDigit {
            numberEnd = bytes.endOfDigits(from: at, before: record.upperBound, atMost: 4)
            guard let number = Self.number(bytes, end: numberEnd, floor: at) else { break }
            let isLast =
                numberEnd &+ 1 &+ blanks >= record.upperBound || bytes[numberEnd] != ASCII.comma
                || blanks == 1 && bytes[numberEnd &+ 1] != ASCII.space
            // The separator belongs to the character before it, so that a range of characters has none at its end.
            at = isLast ? numberEnd : numberEnd &+ 1 &+ blanks
            scratch.append(number.value, end: at)
            if isLast
                || scratch.characters.count > 1 && !Self.isAddressCharacter(number.value)
                    && number.value != ASCII.rightBracket
            {
                break
            }
        }
        let resume = Swift.max(comma &+ 1, scratch.isFull ? at &- 256 : numberEnd)
        guard let found = scratch.firstAddress() else { return .nothing(resume: resume) }
        func source(_ range: Range<Int>) -> Range<Int> {
            let whole = scratch.source(of: range)
            var end = whole.upperBound
            while !bytes[end &- 1].isDigit { end &-= 1 }
            return whole.lowerBound..<end
        }
        match = found
        match.range = source(found.range)
        match.encoding = .byteArray(blanks: UInt8(blanks))
        if let port = found.port { match.port?.range = source(port.range) }
        return .match(resume: match.port?.range.upperBound ?? match.range.upperBound)
    }

    private static func previousNumber(_ bytes: Span<UInt8>, end: Int, floor: Int) -> Int? {
        var start = end
        while start > floor, end &- start < 6, bytes[start &- 1].isDigit { start &-= 1 }
        return start < end ? start : nil
    }

    /// The byte value whose digits end at `end`.
    private static func number(_ bytes: Span<UInt8>, end: Int, floor: Int) -> (start: Int, value: UInt8)? {
        guard let start = previousNumber(bytes, end: end, floor: floor), end &- start <= 3 else { return nil }
        var value = 0
        for at in start..<end { value = value &* 10 &+ Int(bytes[at] &- ASCII.zero) }
        return value <= 255 ? (start, UInt8(value)) : nil
    }
}
