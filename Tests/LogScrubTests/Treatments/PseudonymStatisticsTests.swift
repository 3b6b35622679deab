import Testing

@testable import LogScrub

/// What counting can see: nothing. The key is fixed, so that each run counts the same; the limits are so wide that a good function
/// passes them under any key but one in a billion.
@Suite("Pseudonyms look random")
struct PseudonymStatisticsTests {
    private static let key = "a5f0c3e1b2d49687786950413223140ffedcba98765432100123456789abcdef"

    private func maker() throws -> Pseudonymizer {
        Pseudonymizer(
            keys: MasterKey(try SecretKey(bytes: bytes(Self.key))), period: Period.day.instance(at: 1_795_255_200))
    }

    /// The bits of a pseudonym that come from the hash: 80, the first one highest.
    private func bits(_ address: IPAddress, _ maker: inout Pseudonymizer) throws -> UInt128 {
        guard case .address(.v6(let v6)) = maker.pseudonym(of: address, as: AddressPseudonym()) else {
            throw ScrubError(.key, "no pseudonym")
        }
        return UInt128(v6.high & 0xFFFF) << 64 | UInt128(v6.low)
    }

    @Test("Each bit is set as often as not, and each byte is as frequent as the others, for inputs that only count up")
    func uniform() throws {
        var maker = try maker()
        let count = 20_000
        var set = Array(repeating: 0, count: 80)
        var byteCounts = Array(repeating: 0, count: 256)
        var seen: Set<UInt128> = []
        for number in 0..<count {
            let hash = try bits(.v4(IPv4Address(rawValue: 0xCB00_0000 + UInt32(number))), &maker)
            seen.insert(hash)
            for bit in 0..<80 where hash >> UInt128(bit) & 1 == 1 { set[bit] += 1 }
            for byte in 0..<10 { byteCounts[Int(truncatingIfNeeded: hash >> UInt128(8 * byte) & 0xFF)] += 1 }
        }
        #expect(seen.count == count)
        for (bit, ones) in set.enumerated() {
            // One degree of freedom: above 50 once in 10^12.
            let excess = Double(2 * ones - count)
            #expect(
                excess * excess / Double(count) < 50, "bit \(bit) is set \(ones) times in \(count); key \(Self.key)")
        }
        // 255 degrees of freedom: mean 255, standard deviation 22.6.
        let expected = Double(10 * count) / 256
        let chiSquare = byteCounts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        #expect((100...450).contains(chiSquare), "chi-square of the bytes is \(chiSquare); key \(Self.key)")
    }

    @Test("Each bit of the address changes about half of the pseudonym, and each bit of it about every second time")
    func avalanche() throws {
        var maker = try maker()
        var generator = SeededGenerator(seed: 20_261_121)
        let rounds = 200
        for width in [32, 128] {
            for input in stride(from: 0, to: width, by: width == 32 ? 1 : 3) {
                var flips = Array(repeating: 0, count: 80)
                for _ in 0..<rounds {
                    let (one, two) = addresses(width, flipping: input, &generator)
                    let difference = try bits(one, &maker) ^ bits(two, &maker)
                    for bit in 0..<80 where difference >> UInt128(bit) & 1 == 1 { flips[bit] += 1 }
                }
                // Of 16,000 bits half: standard deviation 63. Of 200: 7.1.
                let note: Comment = "bit \(input) of \(width); seed 20261121, key \(Self.key)"
                #expect((7_500...8_500).contains(flips.reduce(0, +)), note)
                #expect(flips.allSatisfy { (40...160).contains($0) }, note)
            }
        }
    }

    @Test("Other letters, other kinds and other periods change about half of a name's pseudonym")
    func names() throws {
        let keys = MasterKey(try SecretKey(bytes: bytes(Self.key)))
        var total = 0
        let count = 500
        for number in 0..<count {
            let today = try value("room-\(number)", .room, keys, day: 0)
            for other in [
                try value("room-\(number)", .room, keys, day: 1), try value("room-\(number)", .user, keys, day: 0),
                try value("room-\(number + 1)", .room, keys, day: 0),
            ] { total += (today ^ other).nonzeroBitCount }
        }
        // 96,000 bits: standard deviation 155.
        #expect((46_500...49_500).contains(total), "\(total) of 96000; key \(Self.key)")
    }

    private func addresses(
        _ width: Int, flipping bit: Int, _ generator: inout SeededGenerator
    ) -> (IPAddress, IPAddress) {
        if width == 32 {
            let number = UInt32(truncatingIfNeeded: generator.next())
            return (.v4(IPv4Address(rawValue: number)), .v4(IPv4Address(rawValue: number ^ 1 << UInt32(bit))))
        }
        let one = IPv6Address(high: generator.next(), low: generator.next())
        var two = one
        if bit < 64 { two.low ^= 1 << UInt64(bit) } else { two.high ^= 1 << UInt64(bit - 64) }
        return (.v6(one), .v6(two))
    }

    /// The 64 bits of the thirteen characters behind the hyphen; the first one has four of them.
    private func value(_ name: String, _ kind: Kind, _ keys: MasterKey, day: Int64) throws -> UInt64 {
        var maker = Pseudonymizer(keys: keys, period: Period.day.instance(at: day * 86_400))
        let text = maker.pseudonym(of: kind, name).utf8.dropFirst(2).prefix(13)
        let digits = text.map {
            UInt128($0 >= UInt8(ascii: "a") ? $0 - UInt8(ascii: "a") : $0 - UInt8(ascii: "2") + 26)
        }
        return UInt64(truncatingIfNeeded: digits.reduce(UInt128(0)) { $0 << 5 | $1 })
    }
}
