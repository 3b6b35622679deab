/// Access logs of nginx, Apache, Traefik and their relatives: one grammar around the date in brackets.
///
/// ```
/// … client ident user [25/Aug/2026:10:11:12 +0200] "request" status bytes ["referrer" "user agent" …]
/// ```
///
/// Sources: nginx `ngx_http_log_module` (`combined`; quotes inside of fields are written `\x22`), Apache `mod_log_config`
/// (`\"`), Jitsi Meet's `jitsi_log` (an absent referrer is `""`). Whatever stands before the client (a virtual host, a syslog
/// header) and after the user agent does not matter.
enum AccessLog {
    static func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        guard let bracket = date(bytes, record) else { return false }
        let end = record.upperBound
        if let client = client(bytes, record, bracket: bracket) { marks.add(.client, client) }
        // The date and its bracket are 28 bytes long.
        let request = bracket &+ 28
        guard bytes.has(" \"", at: request, before: end) else { return true }
        guard let requestEnd = endOfRequest(bytes, from: request &+ 2, to: end) else { return true }
        var at = requestEnd &+ 1
        var index = 0
        while let quote = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            let close = closingQuote(bytes, from: quote &+ 1, to: end)
            let value = quote &+ 1..<(close ?? end)
            // The first quoted field is the referrer; any other that begins like a URL (an Origin header) says as much.
            if index == 0 || isURL(bytes, value) && !isServiceURL(bytes, close: close, to: end) {
                marks.addReferrer(bytes, value)
            }
            guard let close else { break }
            at = close &+ 1
            index &+= 1
        }
        return true
    }

    /// The position of the bracket before `dd/Mon/yyyy:HH:MM:SS ±HHMM]`.
    private static func date(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int? {
        var at = record.lowerBound
        // User names come before the date and may be long, but not endless.
        let limit = Swift.min(record.upperBound, record.lowerBound &+ 4096)
        while let bracket = bytes.firstIndex(of: ASCII.leftBracket, in: at..<limit) {
            if bracket &+ 28 <= record.upperBound, bytes[bracket &+ 3] == ASCII.slash, bytes[bracket &+ 7] == ASCII.slash,
                bytes[bracket &+ 12] == ASCII.colon, bytes[bracket &+ 15] == ASCII.colon,
                bytes[bracket &+ 18] == ASCII.colon, bytes[bracket &+ 21] == ASCII.space,
                bytes[bracket &+ 27] == ASCII.rightBracket, bytes[bracket &+ 1].isDigit, bytes[bracket &+ 20].isDigit
            {
                return bracket
            }
            at = bracket &+ 1
        }
        return nil
    }

    /// The client's field: two fields before the date.
    private static func client(_ bytes: Span<UInt8>, _ record: Range<Int>, bracket: Int) -> Range<Int>? {
        // Nearly always the record begins with it, and neither identity nor user is known.
        if let space = bytes.firstIndex(of: ASCII.space, in: record.lowerBound..<bracket), space &+ 5 == bracket,
            bytes[space &+ 1] == ASCII.hyphen, bytes[space &+ 3] == ASCII.hyphen
        {
            return record.lowerBound..<space
        }
        var end = bracket &- 1
        for _ in 0..<2 {
            guard end > record.lowerBound, bytes[end] == ASCII.space,
                let space = bytes.lastIndex(of: ASCII.space, in: record.lowerBound..<end)
            else { return nil }
            end = space
        }
        guard end > record.lowerBound else { return nil }
        let start = bytes.lastIndex(of: ASCII.space, in: record.lowerBound..<end).map { $0 &+ 1 } ?? record.lowerBound
        return start < end ? start..<end : nil
    }

    /// The quote that ends the request: the first one that the status follows. With nginx's `escape=none` a request may hold
    /// quotes of its own.
    private static func endOfRequest(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var at = start
        while let quote = closingQuote(bytes, from: at, to: end) {
            if quote &+ 4 < end, bytes[quote &+ 1] == ASCII.space, bytes[quote &+ 2].isDigit, bytes[quote &+ 3].isDigit,
                bytes[quote &+ 4].isDigit
            {
                return quote
            }
            at = quote &+ 1
        }
        return nil
    }

    /// The next quote that no backslash escapes.
    @inline(__always)
    private static func closingQuote(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var at = start
        while let quote = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            var backslashes = 0
            while quote &- backslashes > start, bytes[quote &- backslashes &- 1] == ASCII.backslash { backslashes &+= 1 }
            if backslashes & 1 == 0 { return quote }
            at = quote &+ 1
        }
        return nil
    }

    /// Whether a value begins with a scheme and two slashes.
    private static func isURL(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var at = value.lowerBound
        while at < value.upperBound, at &- value.lowerBound < 16, bytes[at].isLetter || bytes[at] == ASCII.hyphen { at &+= 1 }
        return at > value.lowerBound && bytes.has("://", at: at, before: value.upperBound)
    }

    /// Traefik ends its records with the URL of the service that answered, and how long that took: `"http://192.0.2.20:80" 3ms`.
    private static func isServiceURL(_ bytes: Span<UInt8>, close: Int?, to end: Int) -> Bool {
        guard let close, close &+ 1 < end, bytes[close &+ 1] == ASCII.space else { return false }
        let digits = bytes.endOfDigits(from: close &+ 2, before: end)
        return digits > close &+ 2 && bytes.has("ms", at: digits, before: end) && digits &+ 2 == end
    }
}
