/// A method of encrypting addresses, by name. <doc:Encryption> says what each one gives away.
public enum EncryptionMethod: String, Sendable, Hashable, CaseIterable {
    /// One AES-128: equal addresses stay equal. IPv4 becomes IPv6.
    case deterministic = "ipcrypt-deterministic"
    /// KIASU-BC with a random tweak of eight bytes: nothing is left. 48 hexadecimal digits.
    case nd = "ipcrypt-nd"
    /// AES-XTS with a random tweak of sixteen bytes: nothing is left. 64 hexadecimal digits.
    case ndx = "ipcrypt-ndx"
    /// The sum of two AES-128: prefixes stay prefixes, and each family its own.
    case pfx = "ipcrypt-pfx"
    /// Crypto-PAn: prefixes stay prefixes, and each family its own. For what other tools have encrypted, or will decrypt.
    case cryptoPAn = "cryptopan"

    /// Finds a method by its name.
    ///
    /// - Throws: `ScrubError` with the code `name`, naming the nearest method there is.
    public init(named name: String) throws(ScrubError) {
        self = try .named(name, "encryption method")
    }

    /// The length of the key in bytes.
    public var keyLength: Int {
        switch self {
        case .deterministic, .nd: 16
        case .ndx, .pfx, .cryptoPAn: 32
        }
    }

    /// Whether an address becomes an address, the same one each time; otherwise digits, and others each time.
    public var givesAddress: Bool {
        switch self {
        case .deterministic, .pfx, .cryptoPAn: true
        case .nd, .ndx: false
        }
    }

    /// Whether the two halves of the key must differ: with equal ones ipcrypt-pfx changes nothing (draft-denis-ipcrypt-13, section
    /// 6.2.2), and AES-XTS is not approved (NIST, "Implementation Guidance for FIPS 140-3", C.I).
    var needsTwoKeys: Bool { self == .pfx || self == .ndx }
}
