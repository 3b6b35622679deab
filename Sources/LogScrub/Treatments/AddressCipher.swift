/// Encrypts addresses with a key, and decrypts them with the same one.
///
/// A cipher never shows its key: not in its description, not in a debugger's mirror, not in an error.
public struct AddressCipher: Sendable {
    private enum Cipher {
        case deterministic(IPCryptDeterministic)
        case nd(IPCryptND)
        case ndx(IPCryptNDX)
        case pfx(IPCryptPFX)
        case cryptoPAn(CryptoPAn)
    }

    /// The method.
    public let method: EncryptionMethod
    private let cipher: Cipher

    /// Makes a cipher.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - key: As many bytes as its ``EncryptionMethod/keyLength``, from a good random source. One key serves one method: two with the
    ///     same key may tell about each other.
    /// - Throws: `ScrubError` with the code `key` if the length is another one, or if the halves are equal where they must differ.
    public init(_ method: EncryptionMethod, key: [UInt8]) throws(ScrubError) {
        guard key.count == method.keyLength else {
            throw ScrubError(.key, "the key of \(method.rawValue) has \(method.keyLength) bytes, not \(key.count)")
        }
        guard !method.needsTwoKeys || key[..<16] != key[16...] else {
            throw ScrubError(.key, "the two halves of the key of \(method.rawValue) must differ")
        }
        self.method = method
        cipher =
            switch method {
            case .deterministic: .deterministic(IPCryptDeterministic(key: key))
            case .nd: .nd(IPCryptND(key: key))
            case .ndx: .ndx(IPCryptNDX(key: key))
            case .pfx: .pfx(IPCryptPFX(key: key))
            case .cryptoPAn: .cryptoPAn(CryptoPAn(key: key))
            }
    }

    /// Makes a cipher.
    ///
    /// - Throws: As the other initializer.
    public init(_ method: EncryptionMethod, key: SecretKey) throws(ScrubError) {
        try self.init(method, key: key.bytes)
    }

    /// Encrypts an address, with a tweak from the system's random generator if the method has one.
    ///
    /// ipcrypt makes no difference between an IPv4 address and its mapped form (`::ffff:a.b.c.d`); Crypto-PAn does.
    ///
    /// - Complexity: in AES-128 with its key schedule: 1 for ipcrypt-deterministic and ipcrypt-nd, 2 for ipcrypt-ndx; for IPv4 and IPv6, 64
    ///   and 256 for ipcrypt-pfx, 32 and 128 for Crypto-PAn. Nothing is allocated.
    public func encrypt(_ address: IPAddress) -> EncryptedAddress {
        var generator = SystemRandomNumberGenerator()
        return encrypt(address, using: &generator)
    }

    /// Encrypts an address, with a tweak from a generator if the method has one.
    ///
    /// - Parameters:
    ///   - address: The address.
    ///   - generator: Must be random enough for a key.
    @inline(__always)
    func encrypt(_ address: IPAddress, using generator: inout some RandomNumberGenerator) -> EncryptedAddress {
        switch cipher {
        case .deterministic(let cipher):
            return .address(cipher.encrypt(address))
        case .pfx(let cipher):
            return .address(cipher.encrypt(address))
        case .cryptoPAn(let cipher):
            return .address(cipher.encrypt(address))
        case .nd(let cipher):
            let tweak = generator.next()
            return .nd(tweak: tweak, block: cipher.encrypt(address, tweak: tweak))
        case .ndx(let cipher):
            let tweak = UInt128(generator.next()) &<< 64 | UInt128(generator.next())
            return .ndx(tweak: tweak, block: cipher.encrypt(address, tweak: tweak))
        }
    }

    /// Decrypts what ``encrypt(_:)`` made with the same method and key.
    ///
    /// With another key the result is another address: none of the methods can tell.
    ///
    /// - Throws: `ScrubError` with the code `ciphertext` if another method has made it.
    public func decrypt(_ encrypted: EncryptedAddress) throws(ScrubError) -> IPAddress {
        switch (cipher, encrypted) {
        case (.deterministic(let cipher), .address(let address)): return cipher.decrypt(address)
        case (.pfx(let cipher), .address(let address)): return cipher.decrypt(address)
        case (.cryptoPAn(let cipher), .address(let address)): return cipher.decrypt(address)
        case (.nd(let cipher), .nd(let tweak, let block)): return cipher.decrypt(block, tweak: tweak)
        case (.ndx(let cipher), .ndx(let tweak, let block)): return cipher.decrypt(block, tweak: tweak)
        default: throw malformed
        }
    }

    /// Decrypts the text of an encrypted address: an address, or hexadecimal digits in either case.
    ///
    /// - Throws: `ScrubError` with the code `ciphertext` if the text is none that the method makes. The error does not repeat the text.
    public func decrypt(_ text: String) throws(ScrubError) -> IPAddress {
        guard let encrypted = EncryptedAddress(text) else { throw malformed }
        return try decrypt(encrypted)
    }

    private var malformed: ScrubError {
        let form =
            switch method {
            case .deterministic, .pfx, .cryptoPAn: "an address"
            case .nd: "48 hexadecimal digits"
            case .ndx: "64 hexadecimal digits"
            }
        return ScrubError(.ciphertext, "what \(method.rawValue) has encrypted is \(form)")
    }
}

extension AddressCipher: CustomStringConvertible, CustomReflectable {
    /// The name of the method.
    public var description: String { method.rawValue }

    /// The method, without the key.
    public var customMirror: Mirror { Mirror(self, children: ["method": method]) }
}
