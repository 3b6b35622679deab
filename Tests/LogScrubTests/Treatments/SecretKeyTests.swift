import Crypto
import Testing

@testable import LogScrub

@Suite("Keys")
struct SecretKeyTests {
    /// A key as bytes, which the program itself never needs.
    private func reveal(_ key: SecretKey) -> [UInt8] {
        let line = key.hexadecimalLine
        return bytes(String(decoding: (0..<line.count).map { line[$0] }, as: UTF8.self))
    }

    @Test("HKDF is that of RFC 5869, appendix A")
    func rfc5869() throws {
        let first = try SecretKey(bytes: Array(repeating: 0x0B, count: 22))
        #expect(
            reveal(
                first.derived(info: bytes("f0f1f2f3f4f5f6f7f8f9"), salt: bytes("000102030405060708090a0b0c"), count: 42)
            )
                == bytes("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"))
        let second = try SecretKey(bytes: Array(0x00...0x4F))
        #expect(
            reveal(second.derived(info: Array(0xB0...0xFF), salt: Array(0x60...0xAF), count: 82))
                == bytes(
                    "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
                ))
        #expect(
            reveal(first.derived(info: [], count: 42))
                == bytes("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"))
    }

    @Test("The working keys of a master key are those that other programs compute", arguments: PeriodVectors.all.keys)
    func workingKeys(_ vector: [String: String]) throws {
        let master = MasterKey(try SecretKey(bytes: bytes(vector["master"] ?? "")))
        let period = try #require(Period.Instance(named: vector["period"] ?? ""))
        #expect(reveal(try master.key(for: period)) == bytes(vector["key"] ?? ""))
        var policy = Policy()
        policy.keys = master
        #expect(try policy.pseudonym(of: .room, "TeamSync", in: period) == vector["room teamsync"])
        #expect(try policy.pseudonym(of: .user, "ana", in: period) == vector["user ana"])
        #expect(try policy.pseudonym(of: .resource, "Ana", in: period) == vector["resource Ana"])
        #expect(try policy.pseudonym(of: .session, "a1B2", in: period) == vector["session a1B2"])
        for address in ["203.0.113.7", "2001:db8::7"] {
            for form in AddressPseudonym.Form.allCases {
                policy.addressPseudonym = try AddressPseudonym(form: form)
                #expect(
                    try policy.pseudonym(of: .address, address, in: period) == vector["\(form.rawValue) \(address)"])
            }
            policy.addressPseudonym = try AddressPseudonym(keeping: PrefixLengths(ipv4: 16, ipv6: 32))
            #expect(try policy.pseudonym(of: .address, address, in: period) == vector["kept \(address)"])
        }
    }

    @Test("Every period has a key of its own, also those whose names begin alike")
    func periods() throws {
        let master = MasterKey()
        var seen: Set<[UInt8]> = []
        for period in Period.allCases {
            for seconds: Int64 in [-864_000, 0, 1_795_219_200, 1_795_219_200 + 40 * 86_400] {
                seen.insert(reveal(try master.key(for: period.instance(at: seconds))))
            }
        }
        // Three lengths of four periods each, and one without an end.
        #expect(seen.count == 13)
        #expect(!seen.contains(reveal(master.secret)))
    }

    @Test("Random keys differ, have the length that was asked for, and equal themselves")
    func random() throws {
        #expect(SecretKey() != SecretKey())
        #expect(SecretKey().count == 32 && SecretKey(length: 16).count == 16)
        let key = try SecretKey(bytes: Array(0..<32))
        #expect(key == (try SecretKey(bytes: Array(0..<32))))
        for index in 0..<32 {
            var other = [UInt8](0..<32)
            other[index] ^= 0x80
            #expect(key != (try SecretKey(bytes: other)))
        }
        #expect(key != (try SecretKey(bytes: Array(0..<31))))
        let error = #expect(throws: ScrubError.self) { try SecretKey(bytes: Array(0..<15)) }
        #expect(error?.code == .key)
    }

    @Test("No way of printing a key shows it")
    func hidden() throws {
        let key = try SecretKey(bytes: Array(repeating: 0xAB, count: 32))
        var dumped = ""
        dump(key, to: &dumped)
        dump(MasterKey(key), to: &dumped)
        var policy = Policy()
        policy.keys = MasterKey(key)
        for text in [
            "\(key)", String(reflecting: key), "\(MasterKey(key))", String(reflecting: policy), "\(policy)", dumped,
        ] {
            #expect(!text.lowercased().contains("abab") && !text.contains("171"), "\(text)")
        }
    }

    @Test("Secret bytes are zero at first and random when asked for")
    func secretBytes() {
        let empty = SecretBytes(count: 64)
        #expect((0..<64).allSatisfy { empty[$0] == 0 })
        let random = SecretBytes(random: 64)
        #expect(Set((0..<64).map { random[$0] }).count > 16)
    }

    @Test("The keyed hash is HMAC with SHA-256, whatever the lengths of key and message")
    func keyedHash() throws {
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("keyed hash", round: round)
            let key = try SecretKey(bytes: (0..<random.number(16...130)).map { _ in UInt8(random.number(0...255)) })
            let message = ContiguousArray((0..<random.number(0...200)).map { _ in UInt8(random.number(0...255)) })
            var expected: UInt128 = 0
            for byte in HMAC<SHA256>.authenticationCode(for: message, using: key.symmetric).prefix(16) {
                expected = expected << 8 | UInt128(byte)
            }
            var text = ByteOutput(capacity: 16)
            message.forEach { text.append($0) }
            let code = KeyedHash(key).code(of: text)
            #expect(code == expected, "\(Failure.note(round))")
        }
    }
}
