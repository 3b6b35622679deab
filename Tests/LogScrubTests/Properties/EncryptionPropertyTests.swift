import Testing

@testable import LogScrub

@Suite("Encryption of addresses: properties")
struct EncryptionPropertyTests {
    @Test("decrypting undoes encrypting, through the text as well", arguments: EncryptionMethod.allCases)
    func roundTrip(_ method: EncryptionMethod) throws {
        for round in TestSeed.rounds(60) {
            var random = SeededGenerator("round trip of \(method.rawValue)", round: round)
            let cipher = try random.cipher(method)
            for address in [random.ipv4(), random.ipv6()] {
                let encrypted = cipher.encrypt(address, using: &random)
                #expect(try cipher.decrypt(encrypted) == address, "\(Failure.note(round))")
                #expect(try cipher.decrypt(encrypted.description) == address, "\(Failure.note(round))")
                #expect(EncryptedAddress(encrypted.description) == encrypted, "\(Failure.note(round))")
            }
        }
    }

    @Test("every address is the encrypted form of one", arguments: EncryptionMethod.allCases.filter(\.givesAddress))
    func onto(_ method: EncryptionMethod) throws {
        for round in TestSeed.rounds(30) {
            var random = SeededGenerator("onto with \(method.rawValue)", round: round)
            let cipher = try random.cipher(method)
            for address in [random.ipv4(), random.ipv6()] {
                let decrypted = try cipher.decrypt(.address(address))
                #expect(cipher.encrypt(decrypted) == .address(address), "\(Failure.note(round))")
            }
        }
    }

    @Test(
        "what two addresses have in common at their beginning, their encrypted forms have in common, and no bit more",
        arguments: [EncryptionMethod.pfx, .cryptoPAn])
    func prefixes(_ method: EncryptionMethod) throws {
        for round in TestSeed.rounds(2) {
            var random = SeededGenerator("prefixes with \(method.rawValue)", round: round)
            let cipher = try random.cipher(method)
            for length in 0...32 {
                let address = UInt32.random(in: .min ... .max, using: &random)
                let (other, shared) = random.sibling(of: address, sharing: length)
                let encrypted = (cipher.encrypted(address), cipher.encrypted(other))
                #expect((encrypted.0 ^ encrypted.1).leadingZeroBitCount == shared, "\(Failure.note(round))")
            }
            for length in 0...128 where round % 8 == length % 8 || length % 16 == 0 {
                // Outside of the mapped addresses, of which ipcrypt-pfx takes the IPv4 part.
                let address = UInt128.random(in: 1 << 64 ... .max, using: &random)
                let (other, shared) = random.sibling(of: address, sharing: length)
                let encrypted = (cipher.encrypted(address), cipher.encrypted(other))
                #expect((encrypted.0 ^ encrypted.1).leadingZeroBitCount == shared, "\(Failure.note(round))")
            }
        }
    }

    @Test(
        "a network is encrypted to a whole network, each of its addresses to another one",
        arguments: [EncryptionMethod.pfx, .cryptoPAn])
    func networks(_ method: EncryptionMethod) throws {
        var random = SeededGenerator("networks with \(method.rawValue)")
        let cipher = try random.cipher(method)
        let network = UInt32.random(in: .min ... .max, using: &random) & ~0xFF
        let encrypted = (network...network + 0xFF).map { cipher.encrypted($0) }
        #expect(Set(encrypted.map { $0 & 0xFF }).count == 256)
        #expect(Set(encrypted.map { $0 >> 8 }).count == 1)
    }

    @Test("different addresses are encrypted to different ones by ipcrypt-deterministic")
    func different() throws {
        var random = SeededGenerator("different")
        let cipher = try random.cipher(.deterministic)
        let network = UInt32.random(in: .min ... .max, using: &random) & ~0xFFF
        let encrypted = (network...network + 0xFFF).map { cipher.encrypt(.v4(IPv4Address(rawValue: $0))) }
        #expect(Set(encrypted).count == 4_096)
    }

    // MARK: - KIASU-BC

    @Test("KIASU-BC with the tweak zero is AES-128, in both directions")
    func zeroTweak() {
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("tweak zero", round: round)
            let key = random.bytes(16)
            let block = UInt128.random(in: .min ... .max, using: &random)
            let kiasu = KiasuBC(key: UInt128(bytes: key[...]))
            let aes = AES128(key: key[...])
            #expect(kiasu.encrypt(block, tweak: 0) == aes.encrypt(block), "\(Failure.note(round))")
            #expect(kiasu.decrypt(block, tweak: 0) == aes.decrypt(block), "\(Failure.note(round))")
        }
    }

    @Test("KIASU-BC with a tweak has an inverse, and another tweak gives another block")
    func tweaks() {
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("tweaks", round: round)
            let kiasu = KiasuBC(key: UInt128.random(in: .min ... .max, using: &random))
            let block = UInt128.random(in: .min ... .max, using: &random)
            let tweak = random.next()
            let encrypted = kiasu.encrypt(block, tweak: tweak)
            #expect(kiasu.decrypt(encrypted, tweak: tweak) == block, "\(Failure.note(round))")
            let other = tweak ^ 1 << UInt64(random.number(0...63))
            #expect(kiasu.encrypt(block, tweak: other) != encrypted, "\(Failure.note(round))")
        }
    }

    @Test("a tweak stands in the first two bytes of each column")
    func paddedTweak() {
        #expect(KiasuBC.padded(0x0011_2233_4455_6677) == 0x0011_0000_2233_0000_4455_0000_6677_0000)
    }

    // MARK: - Tweaks

    @Test("tweaks do not repeat, and each of their bits is one half of the time")
    func generator() {
        var generators = (TweakGenerator(), TweakGenerator())
        var tweaks: [UInt64] = []
        for _ in 0..<4_096 { tweaks += [generators.0.next(), generators.1.next()] }
        #expect(Set(tweaks).count == 8_192)
        for bit in UInt64(0)..<64 {
            let ones = tweaks.count { $0 >> bit & 1 == 1 }
            // Eight times the standard deviation.
            #expect((3_734...4_458).contains(ones), "bit \(bit)")
        }
    }

    // MARK: - Blocks

    @Test("a block reads and writes the same bytes one by one as in its memory")
    func blocks() {
        var block = Block(0x0001_0203_0405_0607_0809_0A0B_0C0D_0E0F)
        #expect(Array(block) == Array(0...15))
        for (index, byte) in (0x10...0x1F).enumerated() { block[index] = UInt8(byte) }
        #expect(block.value == 0x1011_1213_1415_1617_1819_1A1B_1C1D_1E1F)
    }
}

extension SeededGenerator {
    fileprivate mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(number(0...255)) } }

    fileprivate mutating func cipher(_ method: EncryptionMethod) throws -> AddressCipher {
        try AddressCipher(method, key: bytes(method.keyLength))
    }

    fileprivate mutating func ipv4() -> IPAddress { .v4(IPv4Address(rawValue: UInt32(truncatingIfNeeded: next()))) }

    fileprivate mutating func ipv6() -> IPAddress { .v6(IPv6Address(high: next(), low: next())) }

    /// Another number, or for the full length the same, with just so many bits in common at the beginning.
    fileprivate mutating func sibling<Number: FixedWidthInteger & UnsignedInteger>(
        of number: Number, sharing length: Int
    ) -> (Number, Int) {
        guard length < Number.bitWidth else { return (number, length) }
        let behind = Number.bitWidth - length - 1
        let rest = Number.random(in: .min ... .max, using: &self) & (1 << Number(behind) - 1)
        return ((number ^ 1 << Number(behind)) & ~(1 << Number(behind) - 1) | rest, length)
    }
}

extension AddressCipher {
    fileprivate func encrypted(_ address: UInt32) -> UInt32 {
        guard case .address(.v4(let encrypted)) = encrypt(.v4(IPv4Address(rawValue: address))) else {
            preconditionFailure("an IPv4 address becomes another one")
        }
        return encrypted.rawValue
    }

    fileprivate func encrypted(_ address: UInt128) -> UInt128 {
        guard case .address(.v6(let encrypted)) = encrypt(.v6(IPv6Address(bits: address))) else {
            preconditionFailure("an IPv6 address becomes another one")
        }
        return encrypted.bits
    }
}
