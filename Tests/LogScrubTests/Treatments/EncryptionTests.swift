import Testing

@testable import LogScrub

@Suite("Encryption of addresses")
struct EncryptionTests {
    @Test("there are vectors of every method")
    func count() {
        #expect(Set(EncryptionVectors.all.map(\.method)) == Set(EncryptionMethod.allCases.map(\.rawValue)))
        #expect(EncryptionVectors.all.map(\.addresses.count).reduce(0, +) >= 170)
    }

    @Test("addresses are encrypted as others have published, and decrypted again", arguments: EncryptionVectors.all)
    func vectors(_ vectors: EncryptionVectors) throws {
        let cipher = try vectors.cipher
        for pair in vectors.addresses {
            let address = try #require(IPAddress(pair.address))
            var tweak = KnownTweak(of: pair.encrypted)
            #expect(cipher.encrypt(address, using: &tweak).description == pair.encrypted)
            #expect(try cipher.decrypt(pair.encrypted) == address)
            #expect(try cipher.decrypt(pair.encrypted).description == pair.address)
            #expect(try cipher.decrypt(pair.encrypted.uppercased()) == address)
        }
    }

    @Test("a method is found by its name, and a misspelled one by the nearest")
    func names() throws {
        for method in EncryptionMethod.allCases {
            #expect(try EncryptionMethod(named: method.rawValue) == method)
        }
        let error = #expect(throws: ScrubError.self) { try EncryptionMethod(named: "ipcrypt-pdx") }
        #expect(error?.code == .name)
        #expect(error?.message.contains("did you mean 'ipcrypt-ndx'") == true)
    }

    // MARK: - What comes out

    @Test("ipcrypt takes a mapped address for the IPv4 address it carries")
    func mapped() throws {
        let plain = try #require(IPAddress("192.0.2.1"))
        let mapped = try #require(IPAddress("::ffff:192.0.2.1"))
        for method in EncryptionMethod.allCases where method != .cryptoPAn {
            let cipher = try AddressCipher(method, key: Self.key(method))
            #expect(try cipher.decrypt(cipher.encrypt(mapped)) == plain)
            if method.givesAddress { #expect(cipher.encrypt(mapped) == cipher.encrypt(plain)) }
        }
        let cipher = try AddressCipher(.cryptoPAn, key: Self.key(.cryptoPAn))
        #expect(try cipher.decrypt(cipher.encrypt(mapped)) == mapped)
    }

    @Test("ipcrypt-pfx and Crypto-PAn leave each address in its family")
    func families() throws {
        for method in [EncryptionMethod.pfx, .cryptoPAn] {
            let cipher = try AddressCipher(method, key: Self.key(method))
            guard case .address(.v4) = cipher.encrypt(.v4(IPv4Address(203, 0, 113, 7))),
                case .address(.v6) = cipher.encrypt(.v6(IPv6Address(high: 0x2001_0db8 << 32, low: 7)))
            else {
                Issue.record("\(method.rawValue) changes the family")
                continue
            }
        }
    }

    @Test("with a tweak, equal addresses differ each time")
    func tweaks() throws {
        for (method, length) in [(EncryptionMethod.nd, 48), (.ndx, 64)] {
            let cipher = try AddressCipher(method, key: Self.key(method))
            let texts = Set((0..<1_000).map { _ in cipher.encrypt(.v4(IPv4Address(203, 0, 113, 7))).description })
            #expect(texts.count == 1_000)
            #expect(texts.allSatisfy { $0.utf8.count == length })
        }
    }

    // MARK: - What is refused

    @Test("a key of another length is refused, in so many bytes and without one of them")
    func keyLengths() {
        for method in EncryptionMethod.allCases {
            for length in 0...64 where length != method.keyLength {
                let key = [UInt8](repeating: 0xA7, count: length)
                let error = #expect(throws: ScrubError.self) { try AddressCipher(method, key: key) }
                #expect(error?.code == .key)
                #expect(
                    error?.message == "the key of \(method.rawValue) has \(method.keyLength) bytes, not \(length)")
            }
        }
    }

    @Test("two equal halves of a key are refused where they undo each other, and only there")
    func equalHalves() throws {
        let key = [UInt8](repeating: 0xA7, count: 32)
        for method in [EncryptionMethod.pfx, .ndx] {
            let error = #expect(throws: ScrubError.self) { try AddressCipher(method, key: key) }
            #expect(error?.code == .key)
            #expect(error?.message == "the two halves of the key of \(method.rawValue) must differ")
        }
        _ = try AddressCipher(.cryptoPAn, key: key)
    }

    @Test("a text that the method cannot have made is refused, and not repeated")
    func malformed() throws {
        func digits(_ count: Int) -> String { String(repeating: "c", count: count) }
        let texts = [
            "", " ", "xyzzy", "192.0.2", "192.0.2.256", "2001:db8::g", "192.0.2.1/32", digits(46), digits(47),
            digits(49), digits(65), digits(66), "\(digits(47))g", "\(digits(62))\u{e9}", "0x\(digits(46))",
            " \(digits(47))", "-\(digits(63))",
        ]
        for method in EncryptionMethod.allCases {
            let cipher = try AddressCipher(method, key: Self.key(method))
            var wrong = texts
            if method != .nd { wrong.append(digits(48)) }
            if method != .ndx { wrong.append(digits(64)) }
            if !method.givesAddress { wrong += ["192.0.2.1", "2001:db8::1"] }
            var messages: Set<String> = []
            for text in wrong {
                let error = #expect(throws: ScrubError.self, "\(method.rawValue): \(text)") {
                    try cipher.decrypt(text)
                }
                #expect(error?.code == .ciphertext)
                messages.insert(error?.message ?? "")
            }
            // One message for all of them holds nothing of any.
            #expect(messages.count == 1)
        }
    }

    @Test("a cipher does not show its key")
    func description() throws {
        for method in EncryptionMethod.allCases {
            let cipher = try AddressCipher(method, key: Self.key(method))
            var dumped = ""
            dump(cipher, to: &dumped)
            #expect("\(cipher)" == method.rawValue)
            #expect(Mirror(reflecting: cipher).children.count == 1)
            #expect(!dumped.contains("cipher:") && !dumped.contains("roundKeys"))
        }
    }

    /// A key whose halves differ.
    private static func key(_ method: EncryptionMethod) -> [UInt8] { Array(1...UInt8(method.keyLength)) }
}
