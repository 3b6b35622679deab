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
    /// No blank stands in it if it is an address, or else if `isWord` says so.
    let client: Range<Int>
    /// The bracket before the date.
    let date: Int
    /// Whether the date is to the byte that of the record before.
    let hasLastDate: Bool
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
    ///   - lastDate: That of the record before; afterwards that of this one.
    /// - Returns: `nil` if the record is none of this format, or may be none.
    /// - Precondition: 64 bytes can be read behind the end; checked.
    @inline(always)
    init?(
        _ bytes: Span<UInt8>, from start: Int, _ marks: StructuralIndex.Positions, to limit: Int,
        lastDate: inout CombinedDate
    ) {
        let (q0, q1, q2, q3, q4, q5, lineEnd) = marks
        // The date is as long in each record: the blank behind the client stands where it must.
        date = q0 &- 29
        let space = date &- 5
        let version = q1 &- 9
        guard space > start, lineEnd == q5 &+ 1, lineEnd &- start < Self.longest, q4 == q3 &+ 2,
            bytes.byte(at: space) == ASCII.space, bytes.word(at: q0 &- 1) & 0xFFFF == Self.beforeQuoted
        else { return nil }
        hasLastDate = lastDate.isEqual(bytes, to: date)
        let edition = bytes.word(at: version)
        guard hasLastDate || lastDate.read(bytes, at: date), edition & ~Self.digit == Self.version,
            UInt8(truncatingIfNeeded: edition &>> 48).isDigit,
            Self.endsRequest(bytes.word(at: q1 &- 1)), bytes.word(at: q2 &- 1) & 0xFFFF == Self.beforeQuoted,
            bytes.word(at: q3) & 0xFF_FFFF == Self.beforeAgent,
            bytes.word(at: q5) & 0xFFFF == Self.closing || lineEnd == limit && bytes.byte(at: q5) == ASCII.quote
        else { return nil }
        client = start..<space
        end = lineEnd
        requestEnd = q1
        referrer = q2 &+ 1..<q3
        userAgent = q4 &+ 1..<q5
        let request = q0 &+ 1
        let method = ByteVector(bytes, at: request)
        let letters = method.mask(from: UInt8(ascii: "A"), count: 26).bits
        // The bytes before the first blank; none, if there is no blank among them.
        let blank = method.mask(of: ASCII.space).bits.trailingZeroBitCount
        let word = 1 &<< UInt32(truncatingIfNeeded: blank) &- 1 as UInt32
        let path = request &+ blank &+ 1
        guard word != 0, letters & word == word, path < version, bytes.word(at: request) != Self.connect,
            !Self.mayBeURL(bytes, userAgent)
        else { return nil }
        target = path..<version
    }

    /// Whether a text that a blank follows has none itself, and 64 bytes at most.
    @inline(always)
    static func isWord(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        let length = text.upperBound &- text.lowerBound
        if length < 32 {
            return ByteHalfBlock(bytes, at: text.lowerBound).mask { $0.mask(of: ASCII.space) }.trailingZeroBitCount
                == length
        }
        return ByteBlock(bytes, at: text.lowerBound).mask(of: ASCII.space).trailingZeroBitCount == length
    }

    /// Whether eight bytes begin with the last digit of a version, the quote, a blank, and the three digits of a status: `1" 200`.
    @inline(always)
    private static func endsRequest(_ word: UInt64) -> Bool {
        let mask: UInt64 = 0xF0_F0F0_FFFF_F0
        let digits: UInt64 = 0x30_3030_2022_30
        // With six more, what was a digit still has the high half of one, and a colon does not.
        return word & mask == digits && (word &+ 0x06_0606_0000_06) & mask == digits
    }

    /// Whether a user agent may be a URL: it has a colon where one would have to be, or begins with a slash.
    @inline(always)
    private static func mayBeURL(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        // As nearly all begin: no scheme has a slash.
        if bytes.word(at: value.lowerBound) == mozilla { return false }
        let colons = ByteVector(bytes, at: value.lowerBound).mask(of: ASCII.colon).bits
        guard
            colons != 0 || bytes.byte(at: value.lowerBound &+ 16) == ASCII.colon
                || bytes.byte(at: value.lowerBound) == ASCII.slash
        else { return false }
        return AccessLog.isURL(bytes, value)
    }

    /// ` "`
    private static let beforeQuoted: UInt64 = 0x2220
    /// `" "`
    private static let beforeAgent: UInt64 = 0x22_2022
    /// The last quote, and a line feed.
    private static let closing: UInt64 = 0x0A22
    /// `Mozilla/`
    private static let mozilla: UInt64 = 0x2F61_6C6C_697A_6F4D
    /// `CONNECT `
    private static let connect: UInt64 = 0x2054_4345_4E4E_4F43
    /// ` HTTP/n.` without its digit.
    private static let version: UInt64 = 0x2E00_2F50_5454_4820
    private static let digit: UInt64 = 0x00FF_0000_0000_0000
}

/// What stands around the date of a record of the combined format, as most records have that of the record before.
struct CombinedDate {
    /// `- - [25/Aug/2026:10:11:12 +0200]`; no text, before the first.
    private var text: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// Whether it stands around a bracket.
    ///
    /// - Precondition: 32 bytes can be read from four before the bracket on; checked.
    @inline(always)
    func isEqual(_ bytes: Span<UInt8>, to bracket: Int) -> Bool {
        let other = bytes.four(at: bracket &- 4)
        return (text.0 ^ other.0) | (text.1 ^ other.1) | (text.2 ^ other.2) | (text.3 ^ other.3) == 0
    }

    /// Reads what stands around a bracket.
    ///
    /// - Returns: `false` if it is not exact, or if the record names a user; then it is still what it was.
    @inline(always)
    mutating func read(_ bytes: Span<UInt8>, at bracket: Int) -> Bool {
        let other = bytes.four(at: bracket &- 4)
        guard other.0 & 0xFF_FFFF_FFFF == Self.nobody, other.3 &>> 56 == UInt64(ASCII.rightBracket),
            AccessLog.isExact(bytes, bracket..<bracket &+ 28)
        else { return false }
        text = other
        return true
    }

    /// `- - [`
    private static let nobody: UInt64 = 0x5B_202D_202D
}
