/// A record of the combined format to the byte, as nearly every access log holds nothing else:
///
/// ```
/// 203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /room HTTP/1.1" 200 512 "https://…" "Mozilla/5.0 …"
/// ```
///
/// `AccessLog` marks the same fields in it. Here they are told by the seven positions of a `StructuralIndex`, and anything out of the ordinary
/// (a user, an escape, a field more or less) is left to `AccessLog`.
struct CombinedRecord {
    /// So long a record may be at most, in bytes: eight times what nginx takes of a request line (`large_client_header_buffers`).
    static let longest = 64 * 1024

    /// Its line feed, or the end of what there is.
    let end: Int
    let client: Range<Int>
    /// The bracket before the date.
    let date: Int
    let target: Range<Int>
    /// The quote behind the protocol.
    let requestEnd: Int
    /// Perhaps `-`, or empty.
    let referrer: Range<Int>
    let userAgent: Range<Int>

    /// Reads the record that begins at `start`.
    ///
    /// - Parameters:
    ///   - marks: Where its six quotes and its end must be.
    /// - Returns: `nil` if the record is none of this format, or may be none.
    /// - Precondition: 64 bytes can be read behind the end; checked.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, from start: Int, _ marks: StructuralIndex.Positions, to limit: Int) {
        let (q0, q1, q2, q3, q4, q5, lineEnd) = marks
        guard bytes[q0] == ASCII.quote, bytes[q1] == ASCII.quote, bytes[q2] == ASCII.quote, bytes[q3] == ASCII.quote,
            bytes[q4] == ASCII.quote, bytes[q5] == ASCII.quote,
            lineEnd == q5 &+ 1, lineEnd == limit || bytes[lineEnd] == ASCII.lineFeed,
            lineEnd &- start < Self.longest
        else { return nil }
        // The first of these must be the blank behind the client.
        let spaces = ByteBlock(bytes, at: start).mask(of: ASCII.space)
        let space = start &+ spaces.trailingZeroBitCount
        date = space &+ 5
        let request = q0 &+ 1
        guard space > start, request == date &+ 30, bytes.word(at: space) & 0xFFFF_FFFF_FFFF == Self.nobody,
            AccessLog.isExact(bytes, date..<date &+ 28), bytes[date &+ 27] == ASCII.rightBracket,
            bytes[date &+ 28] == ASCII.space
        else { return nil }
        client = start..<space
        end = lineEnd
        requestEnd = q1
        referrer = q2 &+ 1..<q3
        userAgent = q4 &+ 1..<q5
        let version = requestEnd &- 9
        let method = ByteVector(bytes, at: request)
        let letters = method.mask(from: UInt8(ascii: "A"), count: 26).bits
        // The bytes before the first blank; none, if there is no blank among them.
        let blank = method.mask(of: ASCII.space).bits.trailingZeroBitCount
        let word = 1 &<< UInt32(truncatingIfNeeded: blank) &- 1 as UInt32
        let path = request &+ blank &+ 1
        guard word != 0, letters & word == word, path < version, bytes.word(at: request) != Self.connect,
            bytes.word(at: version) & ~Self.digit == Self.version, bytes[version &+ 6].isDigit,
            bytes[version &+ 8].isDigit, bytes[requestEnd &+ 1] == ASCII.space, bytes[requestEnd &+ 2].isDigit,
            bytes[requestEnd &+ 3].isDigit, bytes[requestEnd &+ 4].isDigit, !Self.mayBeURL(bytes, userAgent)
        else { return nil }
        target = path..<version
    }

    /// Whether a user agent may be a URL: it has a colon where one would have to be, or begins with a slash.
    @inline(__always)
    private static func mayBeURL(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        let colons = ByteVector(bytes, at: value.lowerBound).mask(of: ASCII.colon).bits
        guard colons != 0 || bytes[value.lowerBound &+ 16] == ASCII.colon || bytes[value.lowerBound] == ASCII.slash
        else { return false }
        return AccessLog.isURL(bytes, value)
    }

    /// ` - - [`
    private static let nobody: UInt64 = 0x5B20_2D20_2D20
    /// `CONNECT `
    private static let connect: UInt64 = 0x2054_4345_4E4E_4F43
    /// ` HTTP/n.` without its digit.
    private static let version: UInt64 = 0x2E00_2F50_5454_4820
    private static let digit: UInt64 = 0x00FF_0000_0000_0000
}
