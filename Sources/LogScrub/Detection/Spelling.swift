/// How an address is spelled: what must be kept when it is written back.
enum Spelling: Equatable {
    /// `203.0.113.7`
    case dottedQuad
    /// `2001:db8::7`; `mixed` when the last 32 bits are a dotted quad.
    case groups(mixed: Bool)
    /// `203-0-113-7`, a part of a host name; `numbers` is four, or more where it is not clear which four are the address.
    case dashedQuad(numbers: UInt8)
    /// `2001-db8-0-0-0-0-0-7`, a part of a host name; `compressed` when it holds `--`.
    case dashedGroups(compressed: Bool)
    /// `7.113.0.203` before `in-addr.arpa`; fewer than four numbers name a zone.
    case reversedQuad(numbers: UInt8)
    /// Hexadecimal digits before `ip6.arpa`, the last one first; fewer than 32 name a zone.
    case reversedNibbles(digits: UInt8)
    /// `CB007107`, a part of a host name.
    case hexadecimal(uppercase: Bool)
    /// `203x0x113x7`, a part of a host name; the sign between the numbers is `x` or `X`.
    case crossedQuad(sign: UInt8)
    /// `203.0.113.x`, which another program has cut; the range ends before the last dot, and the last octet is 0.
    case maskedQuad
    /// `203,0,113,7` as a tuple or as FTP writes it; `blanks` spaces follow each comma.
    case list(blanks: UInt8)
    /// `8193,3512,0,0,0,0,0,7` as a tuple.
    case groupList(blanks: UInt8)
}

/// How the characters of an address are encoded in the record.
enum Encoding: Equatable {
    /// As they are.
    case plain
    /// Some of them escaped. The separators are written back with the same escape.
    case escaped(Escape)
    /// Each character as a number; the bytes between two numbers are `,` and `blanks` spaces.
    case byteArray(blanks: UInt8)
}

/// An escape for one character.
struct Escape: Equatable {
    enum Style: Equatable {
        /// `%3A`; `levels` counts how often the percent sign itself was escaped (`%253A` has one).
        case percent(levels: UInt8)
        /// `\x3A`
        case backslashX
        /// `\u003A`
        case backslashU
        /// `\072`
        case octal
        /// `&#58;`
        case entity
        /// `&#x3A;`
        case hexadecimalEntity
        /// `\:` or `\.`
        case backslash
    }

    var style: Style
    var uppercase: Bool

    /// Whether a string of JSON may not hold it (RFC 8259, section 7).
    var isForeignToJSON: Bool { style == .backslashX || style == .octal || style == .backslash }
}

/// An address that was found.
struct AddressMatch {
    var range: Range<Int>
    var address: IPAddress
    var spelling: Spelling
    var encoding: Encoding = .plain
    /// Whether digits are glued to the address, or nobody knows the order of its numbers, so that it cannot be said what it is.
    var isGarbled = false
    /// Whether another program has cut the address: what is left may be more than may stay, but it is nobody's whole address.
    var isMasked = false
    /// The port right behind the address.
    var port: PortMatch?
    /// The port in another attribute of the same XML element, before the address or behind it.
    var attributePort: PortMatch?

    /// Where a detector begins; never reported.
    static let none = AddressMatch(range: 0..<0, address: .v4(IPv4Address(rawValue: 0)), spelling: .dottedQuad)
}

/// The port beside an address.
struct PortMatch {
    var range: Range<Int>
    var value: Int
    /// Two numbers, as FTP writes a port (RFC 959): `4,1`.
    var isPair = false
}
