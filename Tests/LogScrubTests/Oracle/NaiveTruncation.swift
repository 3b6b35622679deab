/// What may be left of an address, bit by bit.
struct NaiveLimit: Hashable, Sendable, CustomStringConvertible {
    var ipv4: Int
    var ipv6: Int

    var description: String {
        "/\(ipv4) and /\(ipv6)"
    }
}

extension NaiveAddress {
    /// The places in which an IPv6 address carries an IPv4 address.
    private enum Embedding {
        /// Mapped, IPv4-compatible, IPv4-translated and NAT64 addresses: the last 32 bits.
        case atTheEnd
        /// 6to4: the 32 bits after `2002:`.
        case sixToFour
        /// Teredo: the server after `2001:0:`, the client inverted at the end, flags and port between them.
        case teredo
    }

    private var embedding: Embedding? {
        guard case .ipv6(let groups) = self else { return nil }
        if Array(groups[0..<6]) == [0x64, 0xff9b, 0, 0, 0, 0] { return .atTheEnd }
        if groups[0] == 0x2002 { return .sixToFour }
        if groups[0] == 0x2001, groups[1] == 0 {
            // A shorter prefix of any 2001:… address ends here too; it carries nothing.
            return groups[2...].allSatisfy { $0 == 0 } ? nil : .teredo
        }
        let inFront = Array(groups[0..<6])
        let forms = [[0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0xffff], [0, 0, 0, 0, 0xffff, 0]]
        return forms.contains(inFront) ? .atTheEnd : nil
    }

    /// The address with every bit outside the limit cleared.
    func truncated(to limit: NaiveLimit) -> NaiveAddress {
        var result = bits
        func clear(_ range: Range<Int>, to value: Int = 0) {
            for position in range {
                result[position] = value
            }
        }
        switch (self, embedding) {
        case (.ipv4, _):
            clear(limit.ipv4..<32)
        case (.ipv6, nil):
            clear(limit.ipv6..<128)
        case (.ipv6, .atTheEnd):
            clear((96 + limit.ipv4)..<128)
        case (.ipv6, .sixToFour):
            clear((16 + limit.ipv4)..<128)
        case (.ipv6, .teredo):
            clear((32 + limit.ipv4)..<96)
            clear((96 + limit.ipv4)..<128, to: 1)
        }
        return NaiveAddress(bits: result)
    }

    /// Nothing of the address stands outside the limit.
    func isWithin(_ limit: NaiveLimit) -> Bool {
        // The full length says "leave it", so what stands beside an embedded address may stay as well.
        truncated(to: limit) == self || (embedding != nil && limit.ipv4 == 32 && limit.ipv6 == 128)
    }

    /// Ones, and behind the first zero nothing but zeros; the first octet is all ones.
    private func isMask(_ octets: [Int]) -> Bool {
        let digits = octets.map { octet in
            let text = String(octet, radix: 2)
            return String(repeating: "0", count: 8 - text.count) + text
        }.joined()
        return octets[0] == 255 && !digits.contains("01")
    }

    /// Loopback and unspecified addresses, masks of networks, IPv4 ones in mapped form too: they name nobody.
    var isLoopbackOrUnspecified: Bool {
        switch self {
        case .ipv4(let octets):
            return octets[0] == 127 || octets == [0, 0, 0, 0] || isMask(octets)
        case .ipv6(let groups):
            if groups.dropLast().allSatisfy({ $0 == 0 }), groups[7] <= 1 { return true }
            guard Array(groups[0..<6]) == [0, 0, 0, 0, 0, 0xffff] else { return false }
            return groups[6] >> 8 == 127 || (groups[6] == 0 && groups[7] == 0)
        }
    }
}
