/// The journal's export format (`journalctl -o export`).
///
/// ```
/// __CURSOR=s=…
/// _HOSTNAME=meet
/// MESSAGE
/// <length, 8 bytes, least significant first><data>
///
/// ```
///
/// A field is a line `NAME=value`, or, if the value holds a line feed or is no text, the name in a line of its own, a length, the data
/// and a line feed. A blank line ends an entry. Source: systemd, *Journal Export Formats*.
enum JournalExport {
    /// The longest field that systemd takes (`journal-importer.c`, `DATA_SIZE_MAX`): what says it is longer is none.
    static let longest: UInt64 = 768 << 20
    /// How many bytes a length takes.
    static let lengthSize = 8

    /// Whether a line is the first of an entry.
    static func begins(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        bytes.has("__CURSOR=", at: line.lowerBound, before: line.upperBound)
            || bytes.has("__REALTIME_TIMESTAMP=", at: line.lowerBound, before: line.upperBound)
    }

    /// The length of a binary field.
    ///
    /// - Precondition: eight bytes can be read.
    static func length(_ bytes: Span<UInt8>, at start: Int) -> UInt64 {
        var length: UInt64 = 0
        for index in 0..<lengthSize { length |= UInt64(bytes[start + index]) << UInt64(8 * index) }
        return length
    }
}
