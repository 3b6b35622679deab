internal import Crypto

/// A secret key: bytes that only who makes or resolves pseudonyms may know.
///
/// Its memory is wiped when the last copy of it is gone. Two keys are compared in a time that does not depend on what is in them. It
/// is never part of an error or a description.
public struct SecretKey: Sendable, Equatable {
    /// The least that a key has, in bytes.
    public static let shortest = 16

    let symmetric: SymmetricKey

    /// Draws a key of 32 bytes that is in memory only.
    public init() { self.init(length: 32) }

    /// Draws a key that is in memory only.
    ///
    /// - Parameter length: How many bytes it has; at least 16.
    public init(length: Int) {
        precondition(length >= SecretKey.shortest)
        symmetric = SymmetricKey(size: SymmetricKeySize(bitCount: 8 * length))
    }

    /// Takes a key from elsewhere.
    ///
    /// - Throws: `ScrubError` with the code `key` if there are fewer than 16 bytes.
    public init(bytes: [UInt8]) throws(ScrubError) {
        guard bytes.count >= SecretKey.shortest else {
            throw ScrubError(.key, "a key has at least \(SecretKey.shortest) bytes")
        }
        symmetric = SymmetricKey(data: bytes)
    }

    init(_ symmetric: SymmetricKey) { self.symmetric = symmetric }

    /// Reads hexadecimal digits in either case.
    ///
    /// - Returns: `nil` unless the whole range is pairs of them.
    init?(hexadecimal text: borrowing SecretBytes, _ range: Range<Int>) {
        guard range.count.isMultiple(of: 2) else { return nil }
        var bytes = SecretBytes(count: range.count / 2)
        for index in 0..<bytes.count {
            let (first, second) = (text[range.lowerBound + 2 * index], text[range.lowerBound + 2 * index + 1])
            guard first.isHexDigit, second.isHexDigit else { return nil }
            bytes[index] = first.hexValue &<< 4 | second.hexValue
        }
        // Safe: copied during the call.
        symmetric = unsafe bytes.withBytes { unsafe SymmetricKey(data: $0) }
    }

    /// How many bytes it has.
    public var count: Int { symmetric.bitCount / 8 }

    /// The key in lower-case hexadecimal digits, with a line end.
    var hexadecimalLine: SecretBytes {
        var text = SecretBytes(count: 2 * count + 1)
        // Safe: read during the call, within the buffer.
        unsafe symmetric.withUnsafeBytes { bytes in
            for index in 0..<bytes.count {
                let byte = unsafe bytes[index]
                text[2 * index] = .hexDigit(byte &>> 4)
                text[2 * index + 1] = .hexDigit(byte & 0xF)
            }
        }
        text[text.count - 1] = ASCII.lineFeed
        return text
    }

    /// The bytes, for a cipher that takes no other form. The copy is not wiped.
    var bytes: [UInt8] {
        unsafe symmetric.withUnsafeBytes { unsafe Array($0) }  // Safe: copied during the call.
    }

    /// A key that is made from this one and tells nothing about it: HKDF with SHA-256 (RFC 5869).
    ///
    /// - Parameters:
    ///   - info: What the new key is for.
    ///   - salt: None, unless said otherwise: the key is uniformly random already (RFC 5869, section 3.1).
    ///   - count: How many bytes it has.
    func derived(info: [UInt8], salt: [UInt8] = [], count: Int = 32) -> SecretKey {
        SecretKey(HKDF<SHA256>.deriveKey(inputKeyMaterial: symmetric, salt: salt, info: info, outputByteCount: count))
    }
}

extension SecretKey: CustomStringConvertible, CustomReflectable {
    /// Says only that it is a key.
    public var description: String { "[key]" }

    /// Shows nothing to debuggers' printers and to `dump`.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
