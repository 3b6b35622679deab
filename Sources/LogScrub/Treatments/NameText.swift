@_spi(_Unicode) import Swift

/// The form in which a name gets its pseudonym, so that all spellings of one name get the same.
///
/// Rooms as Jitsi Meet normalizes them (`getBackendSafeRoomName`): percent-decoded, NFKC, lower case. Users in lower case (RFC 7622
/// maps the local part so), and e-mail addresses. Everything else as it is.
struct NameText {
    private(set) var bytes = ContiguousArray<UInt8>()

    init() { bytes.reserveCapacity(256) }

    /// Reads a value.
    mutating func normalize(_ kind: Kind, _ input: Span<UInt8>, _ range: Range<Int>) {
        bytes.removeAll(keepingCapacity: true)
        let isFolded = kind == .room || kind == .user || kind == .email
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
        if isFolded, !isASCII { fold() }
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
