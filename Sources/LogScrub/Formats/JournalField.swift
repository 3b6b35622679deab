/// What the name of a field says about its value, in the journal's own formats and in Docker's.
///
/// Every field is scrubbed: those not named here as free text.
enum JournalField {
    /// The value is free text.
    case text
    /// The value holds records of another format, one on each line.
    case record
    /// The value is the id of the machine.
    case machineID

    /// The meaning of a field by its name, wherever it stands.
    static func named(_ bytes: Span<UInt8>, _ name: Range<Int>) -> JournalField {
        let (start, end) = (name.lowerBound, name.upperBound)
        switch name.count {
        case 3: return bytes.has("log", at: start, before: end) ? .record : .text
        case 7: return bytes.has("MESSAGE", at: start, before: end) ? .record : .text
        case 10: return bytes.has("SYSLOG_RAW", at: start, before: end) ? .record : .text
        case 11: return bytes.has("_MACHINE_ID", at: start, before: end) ? .machineID : .text
        default: return .text
        }
    }

    /// The end of a field's name: capital letters, digits and underscores, at most 64 of them, the first no digit
    /// (systemd `journal-importer.c`, `journal_field_valid`).
    static func endOfName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        let start = range.lowerBound
        guard start < range.upperBound, !bytes[start].isDigit else { return start }
        let names = ByteBlock(bytes, at: start).mask {
            $0.digits.union($0.mask(from: UInt8(ascii: "A"), count: 26)).union($0.mask(of: ASCII.underscore))
        }
        let end = Swift.min(start &+ (~names).trailingZeroBitCount, range.upperBound)
        // Of 64 bytes nobody knows whether there is one more.
        return end &- start < 64 || end == range.upperBound || !isName(bytes[end]) ? end : start
    }

    @inline(__always)
    static func isName(_ byte: UInt8) -> Bool {
        byte == ASCII.underscore || byte.isDigit || byte &- UInt8(ascii: "A") < 26
    }
}
