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

    /// Reads the quad around its first dot, all of it at once: what stands in logs most of the time. `parse` reads the others.
    ///
    /// - Returns: `nil` unless the text is four numbers and three dots with no digit and no dot beside them, and each is at most 255;
    ///   or if it stands too near to the beginning.
    /// - Precondition: Sixteen bytes can be read behind the dot.
    @inline(__always)
    static func parse(_ bytes: Span<UInt8>, firstDot dot: Int, floor: Int) -> (start: Int, quad: Parsed)? {
        guard dot &- 16 >= 0 else { return nil }
        let start = dot &- bytes.digits(before: dot)
        guard start < dot, start >= floor, start == floor || bytes[start &- 1] != ASCII.dot else { return nil }
        guard let quad = quad(ByteVector(bytes, at: start), bytes, at: start) else { return nil }
        return (start, Parsed(address: quad.address, end: start &+ quad.length))
    }

    /// Reads a quad that fills its range, without a zero in front of another digit: what stands in a client's field most of the time.
    ///
    /// - Returns: The address, and where each octet begins, counted from the beginning of the range.
    /// - Precondition: Sixteen bytes can be read from the beginning on; checked.
    @inline(__always)
    static func parse(_ bytes: Span<UInt8>, filling range: Range<Int>) -> (address: IPv4Address, starts: SIMD4<Int>)? {
        let text = ByteVector(bytes, at: range.lowerBound)
        guard let quad = quad(text, bytes, at: range.lowerBound), quad.length == range.count else { return nil }
        let leading = (quad.dots &<< 1 | 1) & text.mask(of: ASCII.zero).bits
        return leading & text.digits.bits &>> 1 == 0 ? (quad.address, quad.starts) : nil
    }

    /// What stands at the beginning of sixteen bytes, if it is a quad.
    @inline(__always)
    private static func quad(
        _ text: ByteVector, _ bytes: Span<UInt8>, at start: Int
    ) -> (address: IPv4Address, starts: SIMD4<Int>, dots: UInt32, length: Int)? {
        let dots = text.mask(of: ASCII.dot).bits
        let length = (~(dots | text.digits.bits)).trailingZeroBitCount
        let inside = dots & (1 &<< UInt32(truncatingIfNeeded: length) &- 1)
        let second = inside & (inside &- 1)
        let third = second & (second &- 1)
        guard length < 16, third != 0, third & (third &- 1) == 0 else { return nil }
        let ends = (inside.trailingZeroBitCount, second.trailingZeroBitCount, third.trailingZeroBitCount)
        let lengths = (
            UInt32(truncatingIfNeeded: ends.0), UInt32(truncatingIfNeeded: ends.1 &- ends.0 &- 1),
            UInt32(truncatingIfNeeded: ends.2 &- ends.1 &- 1), UInt32(truncatingIfNeeded: length &- ends.2 &- 1)
        )
        // Each is one, two or three: places of the bits that are set.
        let allowed: UInt32 = 0b1110
        guard allowed &>> lengths.0 & allowed &>> lengths.1 & allowed &>> lengths.2 & allowed &>> lengths.3 & 1 == 1
        else { return nil }
        let starts = SIMD4<Int>(0, ends.0 &+ 1, ends.1 &+ 1, ends.2 &+ 1)
        let a = octet(bytes, at: start, length: Int(lengths.0))
        let b = octet(bytes, at: start &+ starts[1], length: Int(lengths.1))
        let c = octet(bytes, at: start &+ starts[2], length: Int(lengths.2))
        let d = octet(bytes, at: start &+ starts[3], length: Int(lengths.3))
        guard a | b | c | d < 256 else { return nil }
        return (IPv4Address(rawValue: a &<< 24 | b &<< 16 | c &<< 8 | d), starts, inside, length)
    }

    /// The value of one to three digits.
    @inline(__always)
    private static func octet(_ bytes: Span<UInt8>, at start: Int, length: Int) -> UInt32 {
        let digits = bytes.word(at: start, length: length) & 0x0F0F_0F00
        return (digits &>> 8 & 0xF) &* 100 &+ (digits &>> 16 & 0xF) &* 10 &+ digits &>> 24
    }

    /// Writes the quad without leading zeros.
    @inline(__always)
    static func write(_ address: IPv4Address, separator: UInt8 = ASCII.dot, into output: inout ByteOutput) {
        let (a, b, c, d) = address.octets
        write(a, separator, into: &output)
        if address.rawValue & 0xFFFF == 0 {
            // Half of it has been cut off, as nearly always.
            let (word, length) = ByteOutput.decimal(b)
            output.append(word: word, length: length)
            output.append(word: UInt64(separator) &* 0x1_0001 | 0x3000_3000, length: 4)
            return
        }
        write(b, separator, into: &output)
        write(c, separator, into: &output)
        output.append(decimal: d)
    }

    @inline(__always)
    private static func write(_ octet: UInt8, _ separator: UInt8, into output: inout ByteOutput) {
        let (word, length) = ByteOutput.decimal(octet)
        output.append(word: word | UInt64(separator) &<< UInt64(8 &* length), length: length &+ 1)
    }
}
