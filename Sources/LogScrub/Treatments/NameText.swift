@_spi(_Unicode) import Swift

/// The form in which a name gets its pseudonym, so that all spellings of one name get the same.
///
/// Rooms as Jitsi Meet normalizes them (`getBackendSafeRoomName`): percent-decoded, NFKC, lower case. Users in lower case (RFC 7622
/// maps the local part so), and e-mail addresses. Everything else as it is.
struct NameText {
    private(set) var bytes = ContiguousArray<UInt8>()

    init() { bytes.reserveCapacity(256) }

    /// Appends a value in its form, as `normalize` gives it, if it is ASCII without escapes, as most values are.
    ///
    /// - Returns: Whether it is; if not, some of it may have been appended.
    /// - Precondition: Eight bytes can be read behind the value; checked.
    static func appendPlain(
        _ kind: Kind, _ input: Span<UInt8>, _ range: Range<Int>, to output: inout ByteOutput
    ) -> Bool {
        guard isFolded(kind) else {
            output.append(input, range)
            return true
        }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highest = ones &<< 7
        /// The highest bit of each byte that is `byte`, and perhaps of others above one that is.
        func mask(of byte: UInt8, in word: UInt64) -> UInt64 {
            let difference = word ^ ones &* UInt64(byte)
            return (difference &- ones) & ~difference & highest
        }
        var at = range.lowerBound
        while at < range.upperBound {
            let length = Swift.min(range.upperBound &- at, 8)
            let word = input.word(at: at) & UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* length)
            guard word & highest | mask(of: ASCII.percent, in: word) | mask(of: ASCII.backslash, in: word) == 0 else {
                return false
            }
            // 0x3F lifts `A` to 0x80, and 0x25 what follows `Z`.
            let capitals = (word &+ ones &* 0x3F) & ~(word &+ ones &* 0x25) & highest
            output.append(word: word | capitals &>> 2, length: length)
            at &+= length
        }
        return true
    }

    private static func isFolded(_ kind: Kind) -> Bool { kind == .room || kind == .user || kind == .email }

    /// Reads a value.
    mutating func normalize(_ kind: Kind, _ input: Span<UInt8>, _ range: Range<Int>) {
        bytes.removeAll(keepingCapacity: true)
        let isFolded = Self.isFolded(kind)
        var isASCII = true
        var at = range.lowerBound
        while at < range.upperBound {
            var byte = input[at]
            at &+= 1
            if kind == .room || kind == .user {
                // `%C3%A9` of URLs and JIDs, `\xC3\xA9` of nginx.
                let isPercent = byte == ASCII.percent
                let start = isPercent ? at : at &+ 1
                let isEscape =
                    isPercent || byte == ASCII.backslash && at < range.upperBound && input[at] == UInt8(ascii: "x")
                if isEscape, start &+ 2 <= range.upperBound, input[start].isHexDigit, input[start &+ 1].isHexDigit {
                    byte = input[start].hexValue &<< 4 | input[start &+ 1].hexValue
                    at = start &+ 2
                }
            }
            if byte >= 0x80 { isASCII = false }
            bytes.append(isFolded ? byte.lowercased : byte)
        }
        if isFolded, !isASCII, !lowerLatin() { fold() }
    }

    /// Lowers the letters of western Europe (U+00C0 to U+00FF), which need no composing, if nothing else is there.
    private mutating func lowerLatin() -> Bool {
        var at = 0
        while at < bytes.count {
            if bytes[at] >= 0x80 {
                guard bytes[at] == 0xC3, at &+ 1 < bytes.count, bytes[at &+ 1] & 0xC0 == 0x80 else { return false }
                at &+= 1
            }
            at &+= 1
        }
        // U+00D7 is a sign, and U+00DF is small.
        for at in bytes.indices.dropFirst() where bytes[at &- 1] == 0xC3 {
            if bytes[at] < 0x9F, bytes[at] != 0x97 { bytes[at] &+= 0x20 }
        }
        return true
    }

    /// Composes and lowers what is not ASCII. Full-width letters are the compatibility forms that keyboards make; others stay.
    private mutating func fold() {
        let text = String(decoding: bytes, as: UTF8.self)
        var narrow = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: narrow.append(Unicode.Scalar(UInt8(scalar.value &- 0xFEE0)))
            case 0x3000, 0xA0: narrow.append(" ")
            default: narrow.append(scalar)
            }
        }
        bytes.removeAll(keepingCapacity: true)
        var composed = String.UnicodeScalarView()
        for scalar in String(narrow).lowercased()._nfc { composed.append(scalar) }
        bytes.append(contentsOf: String(composed).utf8)
    }
}
