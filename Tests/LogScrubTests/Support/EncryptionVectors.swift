import Foundation
import SystemPackage
import Testing

@testable import LogScrub

/// Addresses and what they are encrypted to, as others have published it: `Fixtures/vectors`.
struct EncryptionVectors: Decodable, Sendable, CustomTestStringConvertible {
    struct Pair: Decodable, Sendable {
        var address: String
        var encrypted: String
    }

    var method: String
    /// Where they were published.
    var source: String
    /// In hexadecimal.
    var key: String
    var addresses: [Pair]

    var testDescription: String { "\(method): \(source)" }

    var cipher: AddressCipher {
        get throws { try AddressCipher(EncryptionMethod(named: method), key: Self.bytes(key)) }
    }

    private static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().removingLastComponent().appending("Fixtures/vectors")

    static let all: [EncryptionVectors] = ["ipcrypt.json", "cryptopan.json"].flatMap { name in
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: folder.appending(name).string))
            return try JSONDecoder().decode([EncryptionVectors].self, from: data)
        } catch {
            fatalError("Fixtures/vectors/\(name): \(error)")
        }
    }

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16)! }
    }
}

/// A generator that has nothing random: it gives the tweak of a vector.
struct KnownTweak: RandomNumberGenerator {
    private var words: ArraySlice<UInt64>

    /// The tweak in front of the ciphertext, in hexadecimal.
    init(of encrypted: String) {
        let bytes = encrypted.contains(where: { $0 == ":" || $0 == "." }) ? [] : EncryptionVectors.bytes(encrypted)
        let tweak = bytes.dropLast(16)
        words =
            stride(from: 0, to: tweak.count, by: 8).map { start in
                tweak[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
            }[...]
    }

    mutating func next() -> UInt64 { words.removeFirst() }
}
