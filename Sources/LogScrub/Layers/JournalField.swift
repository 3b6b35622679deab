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
    /// The name says what the value is, as it does in any text: `PASSWORD`, `USER_NAME`. The value goes with its name.
    case keyed

    /// The meaning of a field by its name, wherever it stands.
    static func named(_ bytes: Span<UInt8>, _ name: Range<Int>) -> JournalField {
        let (start, end) = (name.lowerBound, name.upperBound)
        switch name.count {
        case 3: if bytes.has("log", at: start, before: end) { return .record }
        case 7: if bytes.has("MESSAGE", at: start, before: end) { return .record }
        case 10: if bytes.has("SYSLOG_RAW", at: start, before: end) { return .record }
        case 11: if bytes.has("_MACHINE_ID", at: start, before: end) { return .machineID }
        default: break
        }
        // What a name such as `NAME` means depends on what stands around it: nothing, here.
        if KeyTable.shared.rulesOut(bytes, endingAt: end) { return .text }
        return KeyTable.shared.meaning(of: name, in: bytes)?.kind == nil ? .text : .keyed
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
