/// How a pseudonym comes from a value and a key.
public enum PseudonymMethod: String, Sendable, Hashable, CaseIterable {
    /// HMAC with SHA-256 (RFC 2104), cut short: nobody gets back to the value, not even with the key, except by trying values. The
    /// default.
    case hmac
    /// An address for an address, the same each time; the key gives it back (draft-denis-ipcrypt).
    case ipcryptDeterministic = "ipcrypt-deterministic"
    /// As `ipcryptDeterministic`, and addresses of one network stay in one network (draft-denis-ipcrypt).
    case ipcryptPfx = "ipcrypt-pfx"
    /// Another result each time; the key gives the address back (draft-denis-ipcrypt).
    case ipcryptNd = "ipcrypt-nd"
    /// As `ipcryptNd`, for more addresses under one key (draft-denis-ipcrypt).
    case ipcryptNdx = "ipcrypt-ndx"
    /// Crypto-PAn: addresses of one network stay in one network (Xu, Fan, Ammar, Moon 2002).
    case cryptopan

    /// The method that encrypts addresses and nothing else, if it is one.
    public var encryption: EncryptionMethod? { EncryptionMethod(rawValue: rawValue) }

    /// How many bytes its key has.
    public var keyLength: Int { encryption?.keyLength ?? 32 }

    /// A method of encryption.
    public init(_ encryption: EncryptionMethod) {
        self =
            switch encryption {
            case .deterministic: .ipcryptDeterministic
            case .pfx: .ipcryptPfx
            case .nd: .ipcryptNd
            case .ndx: .ipcryptNdx
            case .cryptoPAn: .cryptopan
            }
    }

    /// Finds a method by its name.
    ///
    /// - Throws: `ScrubError` with the code `name`, naming the nearest method there is.
    public init(named name: String) throws(ScrubError) {
        self = try .named(name, "method")
    }
}
