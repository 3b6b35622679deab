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
        var at = markMessage(bytes, record, into: &marks)
        while let comma = bytes.firstIndex(of: ASCII.comma, in: at..<end) {
            at = comma &+ 1
            if bytes.has(", client: ", at: comma, before: end) {
                let start = comma &+ 10
                let stop = bytes.firstIndex(of: ASCII.comma, in: start..<end) ?? end
                // Streams write the port too (`203.0.113.7:51514`); the search behind the mark finds it.
                marks.add(.client, start..<stop)
            } else if bytes.has(", referrer: ", at: comma, before: end) {
                at = markReferrer(bytes, comma, end, into: &marks)
            } else if bytes.has(", request: ", at: comma, before: end) {
                at = markQuoted(bytes, comma &+ 11, end, isRequest: true, into: &marks) {
                    AccessLog.target(bytes, $0).map { (.target, $0) }
                        ?? (AccessLog.isEmptyRequest(bytes, $0) ? nil : (.garbage, $0))
                }
            } else if bytes.has(", subrequest: ", at: comma, before: end) {
                at = markQuoted(bytes, comma &+ 14, end, into: &marks) { (.target, $0) }
            } else if bytes.has(", upstream: ", at: comma, before: end) {
                at = markQuoted(bytes, comma &+ 12, end, into: &marks) { upstream(bytes, $0) }
            }
        }
        return true
    }

    /// Marks what the message before the keys says of a request: the file that was looked for, the user.
    ///
    /// - Returns: The end of what was marked.
    private static func markMessage(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Int {
        let end = record.upperBound
        var at = record.lowerBound
        let limit = bytes.firstIndex(of: ", client: ", in: record) ?? end
        while let quote = bytes.firstIndex(of: ASCII.quote, in: at..<limit) {
            at = quote &+ 1
            let closing = closingQuote(bytes, from: at, to: limit)
            var close = closing
            // In a string of JSON the quotes are escaped.
            if quote > record.lowerBound, bytes[quote &- 1] == ASCII.backslash {
                while close > at, bytes[close &- 1] == ASCII.backslash { close &-= 1 }
            }
            if bytes.has("user ", at: quote &- 5, before: quote) {
                marks.add(.user, at..<close)
            } else if bytes.has("args: ", at: quote &- 6, before: quote) {
                marks.add(.query, at..<close)
            } else if bytes.has("/", at: at, before: close), let path = clientsPart(bytes, record, at..<close) {
                marks.add(path.lowerBound == at ? .target : .file, path)
            }
            at = Swift.min(closing &+ 1, limit)
        }
        return at
    }

    /// The quote that ends a value: one within it is followed by more of the value.
    private static func closingQuote(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var at = start
        while let quote = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            let next = quote &+ 1
            if next >= end || !bytes[next].isWord && bytes[next] != ASCII.slash { return quote }
            at = next
        }
        return end
    }

    /// The part of a path that was sent by the client: what follows the folder from which the server serves, or all of it if it is none of
    /// the server's own.
    private static func clientsPart(_ bytes: Span<UInt8>, _ record: Range<Int>, _ path: Range<Int>) -> Range<Int>? {
        for root: StaticString in [
            "/usr/share/jitsi-meet/", "/var/www/html/", "/srv/jitsi-meet/", "/usr/share/nginx/html/", "/var/www/",
        ]
        where bytes.has(root, at: path.lowerBound, before: path.upperBound) {
            return path.lowerBound &+ root.utf8CodeUnitCount &- 1..<path.upperBound
        }
        // Under a root of the administrator's own the path of the request tells where the client's part begins.
        if let target = requestPath(bytes, record), let hit = bytes.firstIndex(of: target, in: path) {
            return hit..<path.upperBound
        }
        for folder: StaticString in [
            "/usr/", "/var/", "/etc/", "/run/", "/srv/", "/opt/", "/home/", "/tmp/", "/dev/", "/proc/", "/lib",
            "/root/", "/mnt/", "/data/",
        ] where bytes.has(folder, at: path.lowerBound, before: path.upperBound) {
            return nil
        }
        return path
    }

    /// The path of the request, if it says more than the root.
    private static func requestPath(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Range<Int>? {
        guard let key = bytes.firstIndex(of: ", request: \"", in: record),
            let target = AccessLog.target(
                bytes, key &+ 12..<(endOfRequest(bytes, from: key &+ 12, to: record.upperBound) ?? record.upperBound)),
            bytes[target.lowerBound] == ASCII.slash
        else { return nil }
        var end = target.lowerBound
        while end < target.upperBound, bytes[end] != ASCII.question { end &+= 1 }
        return end &- target.lowerBound > 1 ? target.lowerBound..<end : nil
    }

    /// Marks a value in quotes. A quote within the value cannot be told from its end but by what follows; what is left over then is
    /// searched as free text.
    ///
    /// - Returns: The end of the value.
    private static func markQuoted(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, isRequest: Bool = false, into marks: inout FieldMarks,
        meaning: (Range<Int>) -> (FieldMark.Meaning, Range<Int>)?
    ) -> Int {
        let isEscaped = bytes.has("\\\"", at: start, before: end)
        guard isEscaped || bytes.has("\"", at: start, before: end) else { return start }
        let first = start &+ (isEscaped ? 2 : 1)
        var at = first
        var stop = end
        // What was written for all of it.
        if let kept = Placeholder.end(bytes, from: first, to: end),
            bytes.has(isEscaped ? "\\\"" : "\"", at: kept, before: end)
        {
            return kept
        }
        // A request ends with its protocol; another quote before that is part of it.
        if isRequest, let last = endOfRequest(bytes, from: first, to: end) {
            if let (meaning, range) = meaning(first..<last), !range.isEmpty { marks.add(meaning, range) }
            return last
        }
        while let quote = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            at = quote &+ 1
            if at == end || bytes[at] == ASCII.comma || isEnd(bytes, at, end) || isEscaped {
                stop = isEscaped ? Swift.max(quote &- 1, first) : quote
                break
            }
        }
        if let (meaning, range) = meaning(first..<stop), !range.isEmpty { marks.add(meaning, range) }
        if stop == end { marks.isBroken = true }
        return stop
    }

    /// The quote behind the first ` HTTP/1.1`, or `nil`.
    private static func endOfRequest(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        guard let protocolStart = bytes.firstIndex(of: " HTTP/", in: start..<end) else { return nil }
        var at = protocolStart &+ 6
        while at < end, bytes[at].isDigit || bytes[at] == ASCII.dot { at &+= 1 }
        return at < end && bytes[at] == ASCII.quote ? at : nil
    }

    /// The URL to which a request was passed on; that of a socket is a path behind a path: `http://unix:/run/prosody.sock:/http-bind`.
    private static func upstream(_ bytes: Span<UInt8>, _ value: Range<Int>) -> (FieldMark.Meaning, Range<Int>)? {
        if let socket = bytes.firstIndex(of: "://unix:", in: value) {
            guard let colon = bytes.firstIndex(of: ":/", in: socket &+ 8..<value.upperBound) else { return nil }
            return (.target, colon &+ 1..<value.upperBound)
        }
        guard let scheme = bytes.firstIndex(of: "://", in: value),
            let slash = bytes.firstIndex(of: ASCII.slash, in: scheme &+ 3..<value.upperBound)
        else { return nil }
        return (.target, slash..<value.upperBound)
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
        if next != quote { marks.isBroken = true }
        // `referrer: \""`: what stands right behind an escaped quote need not be escaped.
        marks.addReferrer(
            bytes, start..<(isEscaped ? Swift.max(quote &- 1, start) : quote), clause: comma..<quote &+ 1)
        return quote
    }

    private static func isEnd(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
        at == end || at &+ 1 == end && bytes[at] == ASCII.carriageReturn
    }

    /// Whether `[level] pid#tid: ` stands behind a time.
    private static func isError(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        var at = record.lowerBound
        while let bracket = bytes.firstIndex(of: ASCII.leftBracket, in: at..<record.upperBound) {
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
