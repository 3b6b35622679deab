/// nginx's error log.
///
/// ```
/// 2026/08/25 10:11:12 [error] 812#812: *42 message, client: …, server: …, request: "…", host: "…", referrer: "…"
/// ```
///
/// Source: nginx `ngx_log.c`, `ngx_http_request.c`. Nothing in it is escaped, so a request can hold what looks like a key, and
/// a record is cut at 2,048 bytes, so the closing quote of the referrer, which comes last, may be missing.
enum NginxErrorLog {
    static func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        guard isError(bytes, record) else { return false }
        let end = record.upperBound
        var at = record.lowerBound
        while let comma = bytes.firstIndex(of: ASCII.comma, in: at..<end) {
            at = comma &+ 1
            if bytes.has(", client: ", at: comma, before: end) {
                let start = comma &+ 10
                let stop = bytes.firstIndex(of: ASCII.comma, in: start..<end) ?? end
                // Streams write the port too (`203.0.113.7:51514`); the search behind the mark finds it.
                marks.add(.client, start..<stop)
            } else if bytes.has(", referrer: ", at: comma, before: end) {
                at = markReferrer(bytes, comma, end, into: &marks)
            }
        }
        return true
    }

    /// Marks a referrer and the clause it stands in.
    ///
    /// - Returns: The end of the value.
    private static func markReferrer(_ bytes: Span<UInt8>, _ comma: Int, _ end: Int, into marks: inout FieldMarks)
        -> Int
    {
        var start = comma &+ 12
        // Within JSON the quotes are escaped.
        let isEscaped = bytes.has("\\\"", at: start, before: end)
        guard isEscaped || bytes.has("\"", at: start, before: end) else { return start }
        start &+= isEscaped ? 2 : 1
        let next = bytes.firstIndex(of: ASCII.quote, in: start..<end)
        // The last one goes on to the end of the record: whatever stands in it, quotes included, was sent by the client. So does
        // one whose next quote is that of another such key.
        var isLast = bytes.firstIndex(of: ", referrer: ", in: start..<end) == nil
        if let next, bytes.has(", referrer: ", at: next &- 12, before: next) { isLast = true }
        var quote = next
        if isLast, !isEscaped {
            quote = bytes.lastIndex(of: ASCII.quote, in: start..<end).flatMap { isEnd(bytes, $0 &+ 1, end) ? $0 : nil }
        }
        guard let quote else {
            marks.addReferrer(bytes, start..<end, clause: comma..<end)
            return end
        }
        marks.addReferrer(bytes, start..<(isEscaped ? quote &- 1 : quote), clause: comma..<quote &+ 1)
        return quote
    }

    private static func isEnd(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
        at == end || at &+ 1 == end && bytes[at] == ASCII.carriageReturn
    }

    /// Whether `[level] pid#tid: ` stands near the beginning, behind a time.
    private static func isError(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let limit = Swift.min(record.upperBound, record.lowerBound &+ 256)
        var at = record.lowerBound
        while let bracket = bytes.firstIndex(of: ASCII.leftBracket, in: at..<limit) {
            at = bracket &+ 1
            guard bracket &- 9 >= record.lowerBound, bytes[bracket &- 1] == ASCII.space,
                bytes[bracket &- 4] == ASCII.colon,
                bytes[bracket &- 7] == ASCII.colon
            else { continue }
            var letter = at
            while letter < record.upperBound, bytes[letter].isLetter { letter &+= 1 }
            guard letter > at, bytes.has("] ", at: letter, before: record.upperBound) else { continue }
            let process = bytes.endOfDigits(from: letter &+ 2, before: record.upperBound)
            guard process > letter &+ 2, process < record.upperBound, bytes[process] == ASCII.hash else { continue }
            let thread = bytes.endOfDigits(from: process &+ 1, before: record.upperBound)
            if thread > process &+ 1, bytes.has(":", at: thread, before: record.upperBound) { return true }
        }
        return false
    }
}
