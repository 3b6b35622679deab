/// What an ``AddressCipher`` makes of an address.
public enum EncryptedAddress: Sendable, Hashable {
    /// Another address, of ipcrypt-deterministic, ipcrypt-pfx and Crypto-PAn.
    case address(IPAddress)
    /// The tweak and the block of ipcrypt-nd: 24 bytes.
    case nd(tweak: UInt64, block: UInt128)
    /// The tweak and the block of ipcrypt-ndx: 32 bytes.
    case ndx(tweak: UInt128, block: UInt128)
}

extension EncryptedAddress {
    /// Writes the address, or the bytes as lower-case hexadecimal digits, the tweak first.
    func write(into output: inout ByteOutput) {
        switch self {
        case .address(.v4(let address)):
            IPv4Text.write(address, into: &output)
        case .address(.v6(let address)):
            IPv6Text.write(address, mixed: address.bits &>> 32 == IPAddress.mappedPrefix, into: &output)
        case .nd(let tweak, let block):
            Self.write(UInt128(tweak), digits: 16, into: &output)
            Self.write(block, digits: 32, into: &output)
        case .ndx(let tweak, let block):
            Self.write(tweak, digits: 32, into: &output)
            Self.write(block, digits: 32, into: &output)
        }
    }

    @inline(__always)
    private static func write(_ number: UInt128, digits: Int, into output: inout ByteOutput) {
        for place in (0..<digits).reversed() {
            output.append(.hexDigit(UInt8(truncatingIfNeeded: number &>> UInt128(4 &* place)) & 0xF))
        }
    }
}

extension EncryptedAddress: LosslessStringConvertible {
    /// Reads an address, or 48 or 64 hexadecimal digits in either case.
    public init?(_ description: String) {
        let digits = description.utf8
        switch digits.count {
        case 48:
            guard let tweak = Self.number(digits.prefix(16)), let block = Self.number(digits.dropFirst(16)) else {
                return nil
            }
            self = .nd(tweak: UInt64(tweak), block: block)
        case 64:
            guard let tweak = Self.number(digits.prefix(32)), let block = Self.number(digits.dropFirst(32)) else {
                return nil
            }
            self = .ndx(tweak: tweak, block: block)
        default:
            guard let address = IPAddress(description) else { return nil }
            self = .address(address)
        }
    }

    /// The address, or 48 or 64 lower-case hexadecimal digits.
    public var description: String {
        var output = ByteOutput(capacity: 64)
        write(into: &output)
        var bytes = ContiguousArray<UInt8>()
        output.append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func number(_ digits: Substring.UTF8View) -> UInt128? {
        var number: UInt128 = 0
        for digit in digits {
            guard digit.isHexDigit else { return nil }
            number = number &<< 4 | UInt128(digit.hexValue)
        }
        return number
    }
}
