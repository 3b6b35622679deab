/// A cipher that keeps prefixes: what two addresses have in common at their beginning, their encrypted forms have in common too, and not
/// a bit more.
///
/// Each bit is flipped or not; a key and the bits in front of it decide (Xu, Fan, Ammar, Moon, "Prefix-Preserving IP Address
/// Anonymization", ICNP 2002, theorem 1).
protocol PrefixPreservingCipher: Sendable {
    /// Whether the bit behind a prefix is flipped: 1 if so, else 0.
    ///
    /// - Parameters:
    ///   - prefix: The bits in front, in the lowest places.
    ///   - length: How many they are, 0 to 127.
    func flip(after prefix: UInt128, length: Int) -> UInt128
}

extension PrefixPreservingCipher {
    /// Encrypts the last bits of a number.
    ///
    /// - Parameters:
    ///   - bits: The number, in the lowest places.
    ///   - kept: How many bits stay as they are.
    ///   - length: How many bits it has.
    /// - Complexity: one `flip` for each bit that does not stay.
    @inline(__always)
    func encrypt(_ bits: UInt128, keeping kept: Int = 0, length: Int) -> UInt128 {
        var encrypted: UInt128 = 0
        for position in kept..<length {
            let behind = UInt128(length &- position)
            // Shifting by all 128 bits leaves none.
            let flip = flip(after: bits >> behind, length: position)
            encrypted = encrypted &<< 1 | flip
        }
        return bits ^ encrypted
    }

    /// Decrypts what `encrypt` made: each bit that is known again tells about the next one.
    ///
    /// - Complexity: one `flip` for each bit that does not stay.
    @inline(__always)
    func decrypt(_ bits: UInt128, keeping kept: Int = 0, length: Int) -> UInt128 {
        var decrypted = bits >> UInt128(length &- kept)
        for position in kept..<length {
            let bit = bits &>> UInt128(length &- 1 &- position) & 1
            decrypted = decrypted &<< 1 | (bit ^ flip(after: decrypted, length: position))
        }
        return decrypted
    }
}
