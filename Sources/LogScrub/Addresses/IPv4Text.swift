/// The dotted quad: reading and writing.
enum IPv4Text {
    /// What `parse` found at the start of its range.
    struct Parsed {
        var address: IPv4Address
        /// The position after the last digit.
        var end: Int
    }

    /// Reads four numbers of one to three digits and at most 255, separated by dots, at the start of `range`.
    ///
    /// Leading zeros are read as decimal. A fourth number that goes on for more than three digits is no octet.
    ///
    /// - Returns: `nil` if that is not what stands there.
    @inline(__always)
    static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>, separator: UInt8 = ASCII.dot) -> Parsed? {
        let end = range.upperBound
        var at = range.lowerBound
        var value: UInt32 = 0
        var octets = 0
        while true {
            var octet: UInt32 = 0
            let start = at
            while at < end {
                let digit = bytes[at] &- ASCII.zero
                guard digit < 10 else { break }
                octet = octet &* 10 &+ UInt32(digit)
                at &+= 1
                if at &- start > 3 { return nil }
            }
            guard at > start, octet <= 255 else { return nil }
            value = value &<< 8 | octet
            octets &+= 1
            if octets == 4 { return Parsed(address: IPv4Address(rawValue: value), end: at) }
            guard at < end, bytes[at] == separator else { return nil }
            at &+= 1
        }
    }

    /// Writes the quad without leading zeros.
    @inline(__always)
    static func write(_ address: IPv4Address, separator: UInt8 = ASCII.dot, into output: inout ByteOutput) {
        let (a, b, c, d) = address.octets
        output.append(decimal: a)
        output.append(separator)
        output.append(decimal: b)
        output.append(separator)
        output.append(decimal: c)
        output.append(separator)
        output.append(decimal: d)
    }
}
