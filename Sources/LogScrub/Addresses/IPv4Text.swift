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
    /// - Precondition: Sixteen bytes can be read from the beginning on; checked.
    @inline(__always)
    static func parse(_ bytes: Span<UInt8>, filling range: Range<Int>) -> IPv4Address? {
        let text = ByteVector(bytes, at: range.lowerBound)
        guard let quad = quad(text, bytes, at: range.lowerBound),
            quad.length == range.upperBound &- range.lowerBound
        else { return nil }
        let leading = quad.starts & text.mask(of: ASCII.zero).bits
        return leading & quad.digits &>> 1 == 0 ? quad.address : nil
    }

    /// What stands at the beginning of sixteen bytes, if it is a quad.
    ///
    /// - Returns: The address, where octets begin, where digits stand, and how long the text is.
    @inline(__always)
    private static func quad(
        _ text: ByteVector, _ bytes: Span<UInt8>, at start: Int
    ) -> (address: IPv4Address, starts: UInt32, digits: UInt32, length: Int)? {
        let digits = text.digits.bits
        let signs = text.mask(of: ASCII.dot).bits
        let length = (~(signs | digits)).trailingZeroBitCount
        let inside: UInt32 = 1 &<< UInt32(truncatingIfNeeded: length) &- 1
        let dots = signs & inside
        let second = dots & (dots &- 1)
        let third = second & (second &- 1)
        let starts = dots &<< 1 | 1
        let pairs = digits & digits &>> 1
        // Three dots, a digit behind each of them and in front, and no four digits side by side.
        guard length < 16, third != 0, third & (third &- 1) == 0, starts & ~digits == 0,
            pairs & pairs &>> 2 & inside == 0
        else { return nil }
        let ends = (dots.trailingZeroBitCount, second.trailingZeroBitCount, third.trailingZeroBitCount)
        let a = bytes.word(at: start, length: ends.0) & octetDigits
        let b = bytes.word(at: start &+ ends.0 &+ 1, length: ends.1 &- ends.0 &- 1) & octetDigits
        let c = bytes.word(at: start &+ ends.1 &+ 1, length: ends.2 &- ends.1 &- 1) & octetDigits
        let d = bytes.word(at: start &+ ends.2 &+ 1, length: length &- ends.2 &- 1) & octetDigits
        // The digits in their order are in that of the numbers: at most `255`.
        let most: UInt32 = 0x0002_0505
        guard a.byteSwapped <= most, b.byteSwapped <= most, c.byteSwapped <= most, d.byteSwapped <= most
        else { return nil }
        let value = octet(a) &<< 24 | octet(b) &<< 16 | octet(c) &<< 8 | octet(d)
        return (IPv4Address(rawValue: value), starts, digits, length)
    }

    /// The values of three digits, of which the last stands in the highest byte.
    private static var octetDigits: UInt32 { 0x0F0F_0F00 }

    /// The number that three digits make, if it is at most 255: each comes to the highest byte with its weight.
    @inline(__always)
    private static func octet(_ digits: UInt32) -> UInt32 { (digits &* (100 &<< 16 | 10 &<< 8 | 1)) &>> 24 }

    /// Where the first octets of a quad end, each with the dot behind it.
    ///
    /// - Parameter count: Three at most.
    /// - Precondition: Sixteen bytes can be read from its beginning on; checked.
    @inline(always)
    static func end(_ bytes: Span<UInt8>, of count: Int, from start: Int) -> Int {
        guard count > 0 else { return start }
        var dots = ByteVector(bytes, at: start).mask(of: ASCII.dot).bits
        for _ in 1..<count { dots &= dots &- 1 }
        return start &+ dots.trailingZeroBitCount &+ 1
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
