/// Writes a treated address in the spelling and encoding in which it was found.
enum AddressText {
    /// - Parameters:
    ///   - address: What to write.
    ///   - match: Where it goes: its spelling and encoding.
    ///   - scratch: Room for the text before it is escaped.
    @inline(__always)
    static func write(
        _ address: IPAddress, like match: AddressMatch, into output: inout ByteOutput, scratch: inout ByteOutput
    ) {
        write(as: match.encoding, into: &output, scratch: &scratch) { output in
            write(address, spelling: match.spelling, into: &output)
        }
    }

    /// Writes a word in the place of an address, in the encoding of what stood there.
    @inline(__always)
    static func write(
        as encoding: Encoding, into output: inout ByteOutput, scratch: inout ByteOutput,
        _ word: (inout ByteOutput) -> Void
    ) {
        if encoding == .plain {
            word(&output)
        } else {
            scratch.removeAll()
            word(&scratch)
            encode(scratch, as: encoding, into: &output)
        }
    }

    /// Writes port 0 in the form in which a port was found.
    static func writeZeroPort(_ port: PortMatch, beside match: AddressMatch?, into output: inout ByteOutput) {
        if case .byteArray? = match?.encoding {
            output.append("48")
            return
        }
        output.append(ASCII.zero)
        guard port.isPair else { return }
        output.append(ASCII.comma)
        if case .list(let blanks)? = match?.spelling, blanks > 0 { output.append(ASCII.space) }
        output.append(ASCII.zero)
    }

    @inline(__always)
    private static func write(_ address: IPAddress, spelling: Spelling, into output: inout ByteOutput) {
        switch address {
        case .v4(let address):
            if spelling == .dottedQuad {
                IPv4Text.write(address, into: &output)
            } else {
                write(address, spelling: spelling, into: &output)
            }
        case .v6(let address):
            if case .groups(let mixed) = spelling {
                // `::0.0.0.0` says no more than `::`.
                IPv6Text.write(address, mixed: mixed && !address.isUnspecified, into: &output)
            } else {
                write(address, spelling: spelling, into: &output)
            }
        }
    }

    @inline(never)
    private static func write(_ address: IPv4Address, spelling: Spelling, into output: inout ByteOutput) {
        let (a, b, c, d) = address.octets
        switch spelling {
        case .dashedQuad(let numbers):
            IPv4Text.write(address, separator: ASCII.hyphen, into: &output)
            for _ in 4..<Swift.max(numbers, 4) { output.append("-0") }
        case .crossedQuad(let sign):
            IPv4Text.write(address, separator: sign, into: &output)
        case .maskedQuad:
            writeZone(c, b, a, into: &output)
        case .reversedQuad(let numbers):
            let reversed = IPv4Address(d, c, b, a)
            if numbers == 4 {
                IPv4Text.write(reversed, into: &output)
            } else {
                writeZone(a, b, c, into: &output)
            }
        case .hexadecimal(let uppercase):
            for shift in stride(from: UInt32(28), through: 0, by: -4) {
                let digit = UInt8.hexDigit(UInt8(address.rawValue &>> shift & 0xF))
                output.append(uppercase && digit.isLetter ? digit & 0xDF : digit)
            }
        case .dashedGroups:
            IPv4Text.write(address, separator: ASCII.hyphen, into: &output)
        case .list(let blanks), .groupList(let blanks):
            for (index, octet) in [a, b, c, d].enumerated() {
                if index > 0 { separate(blanks, into: &output) }
                output.append(decimal: octet)
            }
        default:
            IPv4Text.write(address, into: &output)
        }
    }

    private static func writeZone(_ a: UInt8, _ b: UInt8, _ c: UInt8, into output: inout ByteOutput) {
        output.append(decimal: c)
        output.append(ASCII.dot)
        output.append(decimal: b)
        output.append(ASCII.dot)
        output.append(decimal: a)
    }

    @inline(never)
    private static func write(_ address: IPv6Address, spelling: Spelling, into output: inout ByteOutput) {
        switch spelling {
        case .dashedGroups(let compressed):
            let run = compressed ? address.zeroRun() : 0..<0
            var index = 0
            while index < 8 {
                if !run.isEmpty, index == run.lowerBound {
                    output.append("--")
                    index = run.upperBound
                    // A label must not end with a hyphen (RFC 1123, section 2.1).
                    if index == 8 { output.append(ASCII.zero) }
                    continue
                }
                if index > 0, run.isEmpty || index != run.upperBound { output.append(ASCII.hyphen) }
                IPv6Text.writeGroup(address.group(index), into: &output)
                index &+= 1
            }
        case .reversedNibbles(let digits):
            for index in (32 - Int(digits))..<32 {
                let half = index < 16 ? address.low : address.high
                if index > 32 - Int(digits) { output.append(ASCII.dot) }
                output.append(.hexDigit(UInt8(half &>> UInt64(4 &* (index & 15)) & 0xF)))
            }
        case .dashedQuad, .reversedQuad, .hexadecimal, .crossedQuad:
            // A pseudonym in the place of an IPv4 address: in a host name there are no colons.
            write(address, spelling: .dashedGroups(compressed: false), into: &output)
        case .groupList(let blanks):
            for index in 0..<8 {
                if index > 0 { separate(blanks, into: &output) }
                output.append(decimal: Int(address.group(index)))
            }
        default:
            IPv6Text.write(address, mixed: false, into: &output)
        }
    }

    private static func separate(_ blanks: UInt8, into output: inout ByteOutput) {
        output.append(ASCII.comma)
        for _ in 0..<blanks { output.append(ASCII.space) }
    }

    private static func encode(_ text: borrowing ByteOutput, as encoding: Encoding, into output: inout ByteOutput) {
        var isFirst = true
        text.forEach { byte in
            switch encoding {
            case .plain:
                output.append(byte)
            case .escaped(let escape):
                if byte == ASCII.dot || byte == ASCII.colon {
                    write(byte, as: escape, into: &output)
                } else {
                    output.append(byte)
                }
            case .byteArray(let blanks):
                if !isFirst { separate(blanks, into: &output) }
                output.append(decimal: byte)
            }
            isFirst = false
        }
    }

    private static func write(_ byte: UInt8, as escape: Escape, into output: inout ByteOutput) {
        func hexadecimal() {
            for nibble in [byte >> 4, byte & 0xF] {
                let digit = UInt8.hexDigit(nibble)
                output.append(escape.uppercase && digit.isLetter ? digit & 0xDF : digit)
            }
        }
        switch escape.style {
        case .percent(let levels):
            output.append(ASCII.percent)
            for _ in 0..<levels { output.append("25") }
            hexadecimal()
        case .backslashX:
            output.append("\\x")
            hexadecimal()
        case .backslashU:
            output.append("\\u00")
            hexadecimal()
        case .octal:
            output.append(ASCII.backslash)
            output.append(ASCII.zero &+ (byte >> 6))
            output.append(ASCII.zero &+ (byte >> 3 & 7))
            output.append(ASCII.zero &+ (byte & 7))
        case .entity:
            output.append("&#")
            output.append(decimal: byte)
            output.append(ASCII.semicolon)
        case .hexadecimalEntity:
            output.append("&#x")
            hexadecimal()
            output.append(ASCII.semicolon)
        case .backslash:
            output.append(ASCII.backslash)
            output.append(byte)
        }
    }
}
