/// A record of the combined format to the byte, as nearly every access log holds nothing else:
///
/// ```
/// 203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /room HTTP/1.1" 200 512 "https://…" "Mozilla/5.0 …"
/// ```
///
/// `AccessLog` marks the same fields in it. Here one pass over the record finds all its quotes, and anything out of the ordinary (a
/// user, an escape, a field more or less) is left to `AccessLog`.
struct CombinedRecord {
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
    /// - Parameter limit: What is behind it belongs to no record.
    /// - Returns: `nil` if the record is none of this format, or may be none.
    /// - Precondition: 64 bytes can be read behind the limit; checked.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, from start: Int, to limit: Int) {
        // The first of these must be the blank behind the client.
        let signs = ByteBlock(bytes, at: start).mask { $0.mask(of: ASCII.space).union(Self.signs($0)) }
        let space = start &+ signs.trailingZeroBitCount
        date = space &+ 5
        let request = date &+ 30
        guard space > start, request < limit, bytes.word(at: space) & 0xFFFF_FFFF_FFFF == Self.nobody,
            AccessLog.isExact(bytes, date..<date &+ 28), bytes.has("] \"", at: date &+ 27, before: limit)
        else { return nil }
        client = start..<space
        guard let quotes = Quotes(bytes, from: request, to: limit) else { return nil }
        end = quotes.end
        requestEnd = request &+ quotes[0]
        referrer = request &+ quotes[1] &+ 1..<request &+ quotes[2]
        userAgent = request &+ quotes[3] &+ 1..<request &+ quotes[4]
        let version = requestEnd &- 9
        let blanks = ByteVector(bytes, at: request).mask(of: ASCII.space).bits
        let letters = ByteVector(bytes, at: request).mask(from: UInt8(ascii: "A"), count: 26).bits
        // The bytes before the first blank; none, if there is no blank among them.
        let method = 1 &<< UInt32(truncatingIfNeeded: blanks.trailingZeroBitCount) &- 1 as UInt32
        let path = request &+ blanks.trailingZeroBitCount &+ 1
        guard method != 0, letters & method == method, path < version,
            bytes.word(at: request) != Self.connect,
            bytes.word(at: version) & ~Self.digit == Self.version, bytes[version &+ 6].isDigit,
            bytes[version &+ 8].isDigit,
            bytes[requestEnd &+ 1] == ASCII.space, bytes[requestEnd &+ 2].isDigit, bytes[requestEnd &+ 3].isDigit,
            bytes[requestEnd &+ 4].isDigit, !Self.mayBeURL(bytes, userAgent)
        else { return nil }
        target = path..<version
    }

    /// The five quotes from the end of the request to the end of the record.
    private struct Quotes {
        /// The distances from the beginning of the request, twelve bits each, the last one lowest.
        private var distances: UInt64 = 0
        /// The end of the record: right behind the last quote.
        let end: Int

        /// - Returns: `nil` if there are more or fewer, or a backslash, which may be part of a quote, or the record is long.
        @inline(__always)
        init?(_ bytes: Span<UInt8>, from start: Int, to limit: Int) {
            var count = 0
            var at = start
            while at < limit {
                var signs = ByteBlock(bytes, at: at).mask(CombinedRecord.signs)
                while signs != 0 {
                    let sign = at &+ signs.trailingZeroBitCount
                    let distance = UInt64(truncatingIfNeeded: sign &- start)
                    if bytes[sign] != ASCII.quote {
                        guard bytes[sign] == ASCII.lineFeed, count == 5, distances & 0xFFF == distance &- 1,
                            sign < limit
                        else { return nil }
                        end = sign
                        return
                    }
                    distances = distances &<< 12 | distance
                    count &+= 1
                    signs &= signs &- 1
                }
                at &+= ByteBlock.count
                guard count <= 5, at &- start < 4096 else { return nil }
            }
            // The last record of a stream may lack its line feed.
            guard count == 5, start &+ Int(truncatingIfNeeded: distances & 0xFFF) &+ 1 == limit else { return nil }
            end = limit
        }

        @inline(__always)
        subscript(index: Int) -> Int { Int(truncatingIfNeeded: distances &>> UInt64(48 &- 12 &* index) & 0xFFF) }
    }

    /// Whether a user agent may be a URL: it has a colon where one would have to be, or begins with a slash.
    @inline(__always)
    private static func mayBeURL(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        let colons = ByteVector(bytes, at: value.lowerBound).mask(of: ASCII.colon).bits
        guard colons != 0 || bytes[value.lowerBound &+ 16] == ASCII.colon || bytes[value.lowerBound] == ASCII.slash
        else { return false }
        return AccessLog.isURL(bytes, value)
    }

    /// Quotes, and what else says where fields end.
    @inline(__always)
    private static func signs(_ vector: ByteVector) -> ByteVectorMask {
        vector.mask(of: ASCII.quote).union(vector.mask(of: ASCII.backslash)).union(vector.mask(of: ASCII.lineFeed))
    }

    /// ` - - [`
    private static let nobody: UInt64 = 0x5B20_2D20_2D20
    /// `CONNECT `
    private static let connect: UInt64 = 0x2054_4345_4E4E_4F43
    /// ` HTTP/n.` without its digit.
    private static let version: UInt64 = 0x2E00_2F50_5454_4820
    private static let digit: UInt64 = 0x00FF_0000_0000_0000
}
