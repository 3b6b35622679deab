/// How the pseudonym of an address is written.
///
/// The bits come from HMAC with SHA-256 under the working key of the period; see `AddressPseudonym.Form` for where they stand. Both
/// families have pseudonyms of their own: an IPv4 address and an IPv6 address with the same bits in it do not meet. An IPv4 address that an IPv6
/// address only wraps (`::ffff:203.0.113.7`, NAT64) is that IPv4 address.
public struct AddressPseudonym: Sendable, Hashable {
    /// With which the messages of addresses, and their pseudonyms as words, begin.
    static let letter = Kind.address.row.letter ?? ASCII.zero

    /// What it looks like.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// A unique local IPv6 address (RFC 4193) of networks that are this program's own: every reader of logs takes it, no machine on
        /// the Internet has it, and it is known again. The default.
        ///
        /// - `fdb6:49ce:2040::/48`: 80 bits of the hash. Of a billion addresses two share a pseudonym with a chance of 1 in 2 million.
        /// - `fdb6:49ce:2044::/48`, `fdb6:49ce:2046::/48`: the kept first bits of an IPv4 or IPv6 address, then as many bits of the hash as
        ///   there is room for: 64 behind 16 kept bits, 48 behind 32.
        ///
        /// The three differ in one digit: 36 random bits, and what it is.
        case ipv6
        /// An IPv4 address in 240.0.0.0/4, which is reserved (RFC 1112, section 4): for readers that know no IPv6.
        ///
        /// It has room for 28 bits. Of 2,300 addresses two share a pseudonym with a chance of 1 in 100, of 19,300 with a chance of 1 in 2. It is known
        /// again only by a program that writes this form itself: some networks use these addresses for machines.
        case ipv4
        /// A word such as `a-3k5wz…`: fifteen characters with 64 bits of the hash and a check sum, like those of rooms. It is no address to
        /// any reader.
        case token

        /// Finds a form by its name.
        ///
        /// - Throws: `ScrubError` with the code `name`, naming the nearest form there is.
        public init(named name: String) throws(ScrubError) {
            self = try .named(name, "form")
        }
    }

    /// What it looks like.
    public let form: Form
    /// How many first bits of the address it shows; none unless said otherwise.
    public let kept: PrefixLengths

    /// Creates a way to write pseudonyms.
    ///
    /// - Parameters:
    ///   - form: What it looks like.
    ///   - keeping: How many first bits it shows: up to 24 of an IPv4 address, up to 48 of an IPv6 address. They stand *inside* an address
    ///     of one's own networks and not at its beginning: there they would make a real address, that of somebody else.
    /// - Throws: `ScrubError` with the code `prefixLength` if that is too many, or the form has no room for them.
    public init(form: Form = .ipv6, keeping: PrefixLengths? = nil) throws(ScrubError) {
        let kept = keeping ?? PrefixLengths(uncheckedIPv4: 0, ipv6: 0)
        guard kept.ipv4 <= 24, kept.ipv6 <= 48 else {
            throw ScrubError(
                .prefixLength, "a pseudonym keeps at most 24 bits of an IPv4 address and 48 of an IPv6 address")
        }
        guard form == .ipv6 || kept.ipv4 == 0 && kept.ipv6 == 0 else {
            throw ScrubError(.prefixLength, "only pseudonyms of the form ipv6 have room for kept bits")
        }
        self.form = form
        self.kept = kept
    }

    /// Writes whole pseudonyms as IPv6 addresses.
    public init() {
        form = .ipv6
        kept = PrefixLengths(uncheckedIPv4: 0, ipv6: 0)
    }
}

// MARK: Known again

extension AddressPseudonym {
    /// fdb6:49ce:204 and one more digit: a random global ID (RFC 4193, section 3.2).
    private static let network: UInt64 = 0xFDB6_49CE_2040
    /// What the last digit says.
    private static let (plain, ipv4Kept, ipv6Kept): (UInt64, UInt64, UInt64) = (0, 4, 6)

    /// Whether an address is a pseudonym of the form `ipv6`, whatever the key and the kept bits.
    @inline(__always)
    public static func isPseudonym(_ address: IPAddress) -> Bool {
        guard case .v6(let v6) = address else { return false }
        let digit = (v6.high &>> 16) ^ network
        return digit == plain || digit == ipv4Kept || digit == ipv6Kept
    }

    /// What is left of a pseudonym of the form `ipv6` where addresses are cut: the network of pseudonyms, and behind it as many of the kept
    /// bits as of an address itself. Where fewer were kept, the first bits of the hash stand there.
    ///
    /// - Returns: `nil` if the address is no such pseudonym.
    @inline(__always)
    static func truncated(_ address: IPv6Address, to lengths: PrefixLengths) -> IPv6Address? {
        let digit = (address.high &>> 16) ^ network
        guard digit <= ipv6Kept else { return nil }
        switch digit {
        case plain: return address.truncated(toPrefix: 48)
        case ipv4Kept: return address.truncated(toPrefix: 48 + Swift.min(lengths.ipv4, 24))
        case ipv6Kept: return address.truncated(toPrefix: 48 + Swift.min(lengths.ipv6, 48))
        default: return nil
        }
    }

    /// Whether an address is a pseudonym to who writes them in this way: those of the form `ipv6` always, those of the form `ipv4` if it is
    /// this one. Such an address stays as it is.
    @inline(__always)
    public func isPseudonym(_ address: IPAddress) -> Bool {
        if form == .ipv4, case .v4(let v4) = address { return v4.rawValue &>> 28 == 0xF && v4.rawValue != .max }
        return Self.isPseudonym(address)
    }
}

extension AddressPseudonym {
    /// Whether an address stays although addresses get pseudonyms: it is local, one's own, or a pseudonym already.
    @inline(__always)
    func leaves(_ address: IPAddress, own: [IPNetwork]) -> Bool {
        if address.isLocal || isPseudonym(address) { return true }
        for network in own where network.contains(address) { return true }
        return false
    }
}

// MARK: Written

extension AddressPseudonym {
    /// A pseudonym, ready to be written.
    enum Written: Equatable {
        case address(IPAddress)
        case token(Pseudonym)
    }

    /// The address that an address stands for: itself, or the IPv4 address that it wraps.
    ///
    /// 6to4 and Teredo addresses are hosts of their own behind an IPv4 address.
    static func subject(_ address: IPAddress) -> IPAddress {
        guard case .v6(let v6) = address, v6.isSpecial, let embedded = v6.embeddedIPv4 else { return address }
        switch embedded.kind {
        case .mapped, .compatible, .translated, .nat64: return .v4(embedded.address)
        case .sixToFour, .teredo: return address
        }
    }

    /// Appends what is hashed for an address: the letter of addresses, the family, and all of its bytes. Those two say how many bytes follow, and
    /// no other kind begins with that letter, so that no message is the beginning of another one of addresses, nor equal to one of a name.
    static func appendMessage(of subject: IPAddress, to message: inout ByteOutput) {
        message.append(letter)
        switch subject {
        case .v4(let v4):
            message.append(4)
            message.append(word: UInt64(v4.rawValue.byteSwapped), length: 4)
        case .v6(let v6):
            message.append(6)
            message.append(word: v6.high.byteSwapped, length: 8)
            message.append(word: v6.low.byteSwapped, length: 8)
        }
    }

    /// Lays out a hash.
    ///
    /// - Parameters:
    ///   - subject: The address that it is the hash of.
    ///   - hash: 128 bits, of which the first ones are used.
    func written(_ subject: IPAddress, hash: UInt128) -> Written {
        switch form {
        case .ipv6: .address(.v6(local(subject, hash)))
        case .ipv4: .address(.v4(Self.reserved(hash)))
        case .token: .token(Pseudonym(Self.letter, hash: UInt64(truncatingIfNeeded: hash &>> 64)))
        }
    }

    /// An address of the own networks: 48 bits of network, the kept bits, and the hash.
    private func local(_ subject: IPAddress, _ hash: UInt128) -> IPv6Address {
        var network = Self.network
        var shown: UInt128 = 0
        var length = 0
        if kept != PrefixLengths(uncheckedIPv4: 0, ipv6: 0) {
            switch subject {
            case .v4(let v4):
                network |= Self.ipv4Kept
                length = kept.ipv4
                shown = UInt128(v4.truncated(toPrefix: length).rawValue) &<< 96
            case .v6(let v6):
                network |= Self.ipv6Kept
                length = kept.ipv6
                // What carries an IPv4 address shows no more of it than that address would.
                let first = v6.truncated(to: kept).truncated(toPrefix: length)
                shown = UInt128(first.high) &<< 64 | UInt128(first.low)
            }
        }
        let bits = UInt128(network) &<< 80 | (shown | hash &>> UInt128(length)) &>> 48
        return IPv6Address(high: UInt64(truncatingIfNeeded: bits &>> 64), low: UInt64(truncatingIfNeeded: bits))
    }

    /// 240.0.0.0 to 255.255.255.254: the last one is everybody's (RFC 919, section 7).
    private static func reserved(_ hash: UInt128) -> IPv4Address {
        var rest = hash
        for _ in 0..<4 {
            let address = 0xF000_0000 | UInt32(truncatingIfNeeded: rest &>> 100)
            if address != .max { return IPv4Address(rawValue: address) }
            rest &<<= 28
        }
        return IPv4Address(rawValue: 0xF000_0000)
    }
}
