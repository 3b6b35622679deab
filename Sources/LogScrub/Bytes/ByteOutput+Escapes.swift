/// Bytes as layers write them.
extension ByteOutput {
    /// Appends a byte of a JSON string (RFC 8259, section 7).
    mutating func append(jsonEscaped byte: UInt8) {
        switch byte {
        case ASCII.quote: append("\\\"")
        case ASCII.backslash: append("\\\\")
        case ASCII.lineFeed: append("\\n")
        case ASCII.carriageReturn: append("\\r")
        case ASCII.tab: append("\\t")
        case 0x08: append("\\b")
        case 0x0C: append("\\f")
        case 0..<ASCII.space:
            append("\\u00")
            append(UInt8.hexDigit(byte >> 4))
            append(UInt8.hexDigit(byte & 0xF))
        default: append(byte)
        }
    }

    /// Appends a byte as rsyslog does.
    mutating func append(octalEscaped byte: UInt8) {
        guard byte < ASCII.space || byte == 0x7F else { return append(byte) }
        append(ASCII.hash)
        append(ASCII.zero + byte >> 6)
        append(ASCII.zero + byte >> 3 & 7)
        append(ASCII.zero + byte & 7)
    }
}
