/// An address as plain numbers, read and written one rule at a time.
///
/// It exists to disagree with the library: nothing here is fast, and nothing is shared with it.
enum NaiveAddress: Hashable, Sendable {
    /// Four octets.
    case ipv4([Int])
    /// Eight groups of 16 bits.
    case ipv6([Int])
}

// MARK: - Reading

extension NaiveAddress {
    /// Four decimal numbers of one to three digits, 0 to 255 each, with dots between them; leading zeros are decimal.
    static func octets(of text: [UInt8]) -> [Int]? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [Int] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy(isDigit) else { return nil }
            var value = 0
            for byte in part {
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            guard value <= 255 else { return nil }
            octets.append(value)
        }
        return octets
    }

    /// RFC 4291, section 2.2: eight groups; or `::` once for one group or more; the last two may be a dotted quad.
    static func groups(of text: [UInt8]) -> [Int]? {
        let colon = UInt8(ascii: ":")
        var doubles: [Int] = []
        for index in text.indices.dropLast() where text[index] == colon && text[index + 1] == colon {
            doubles.append(index)
        }
        guard let double = doubles.first else {
            let groups = plainGroups(of: text, mayEndInQuad: true)
            return groups?.count == 8 ? groups : nil
        }
        guard doubles.count == 1 else { return nil }
        let left = Array(text[..<double])
        let right = Array(text[(double + 2)...])
        guard let leading = left.isEmpty ? [] : plainGroups(of: left, mayEndInQuad: false),
            let trailing = right.isEmpty ? [] : plainGroups(of: right, mayEndInQuad: true),
            leading.count + trailing.count <= 7
        else { return nil }
        return leading + Array(repeating: 0, count: 8 - leading.count - trailing.count) + trailing
    }

    private static func plainGroups(of text: [UInt8], mayEndInQuad: Bool) -> [Int]? {
        var groups: [Int] = []
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Array.init)
        for (index, part) in parts.enumerated() {
            if mayEndInQuad, index == parts.count - 1, let octets = octets(of: part) {
                groups.append(octets[0] * 256 + octets[1])
                groups.append(octets[2] * 256 + octets[3])
                continue
            }
            guard (1...4).contains(part.count), part.allSatisfy(isHexDigit) else { return nil }
            groups.append(Int(String(decoding: part, as: UTF8.self), radix: 16)!)
        }
        return groups
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}

// MARK: - Writing

extension NaiveAddress {
    /// Dotted decimal, or RFC 5952: lower case, no leading zeros, the first of the longest runs of two or more zero
    /// groups shortened.
    var text: String {
        switch self {
        case .ipv4(let octets):
            return octets.map(String.init).joined(separator: ".")
        case .ipv6(let groups):
            let digits = groups.map { String($0, radix: 16) }
            for length in stride(from: 8, through: 2, by: -1) {
                for start in 0...(8 - length) where groups[start..<(start + length)].allSatisfy({ $0 == 0 }) {
                    let leading = digits[..<start].joined(separator: ":")
                    let trailing = digits[(start + length)...].joined(separator: ":")
                    return leading + "::" + trailing
                }
            }
            return digits.joined(separator: ":")
        }
    }

    /// All eight groups, with as many digits as each needs, the way Java writes them; IPv4 as it is.
    var uncompressedText: String {
        guard case .ipv6(let groups) = self else { return text }
        return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// All eight groups with four digits each, the way the Linux kernel's packet filter writes them.
    var paddedText: String {
        switch self {
        case .ipv4(let octets):
            return octets.map { NaiveAddress.padded(String($0), to: 3) }.joined(separator: ".")
        case .ipv6(let groups):
            return groups.map { NaiveAddress.padded(String($0, radix: 16), to: 4) }.joined(separator: ":")
        }
    }

    static func padded(_ text: String, to width: Int) -> String {
        String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

// MARK: - Bits

extension NaiveAddress {
    /// Zeros and ones, the most significant first.
    var bits: [Int] {
        let (numbers, width) =
            switch self {
            case .ipv4(let octets): (octets, 8)
            case .ipv6(let groups): (groups, 16)
            }
        return numbers.flatMap { number in
            (0..<width).map { position in (number >> (width - 1 - position)) & 1 }
        }
    }

    init(bits: [Int]) {
        let width = bits.count == 32 ? 8 : 16
        let numbers = stride(from: 0, to: bits.count, by: width).map { start in
            bits[start..<(start + width)].reduce(0) { $0 * 2 + $1 }
        }
        self = bits.count == 32 ? .ipv4(numbers) : .ipv6(numbers)
    }

    func isInside(_ network: NaiveAddress, length: Int) -> Bool {
        bits.count == network.bits.count && Array(bits.prefix(length)) == Array(network.bits.prefix(length))
    }
}
