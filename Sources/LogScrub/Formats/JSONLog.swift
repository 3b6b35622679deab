/// Access logs of JSON objects, one on a line: nginx with `escape=json`, Caddy, Traefik.
///
/// Keys are known by name at any depth; values are strings, or arrays of strings. nginx copies bytes above 0x7F as they come,
/// so that a record may be no valid UTF-8 and no valid JSON: it is read as bytes, and nothing but the quotes matters.
enum JSONLog {
    static func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        guard isObject(bytes, record) else { return false }
        let end = record.upperBound
        var at = record.lowerBound
        var lastQuote = record.lowerBound
        // Each quote before a colon ends a key. Strings are not followed from one to the next: a raw quote in a value (nginx with
        // `escape=none`) would put all of them out of step.
        while let quote = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            at = quote &+ 1
            let open = lastQuote
            lastQuote = quote
            var value = quote &+ 1
            while value < end, bytes[value].isBlank { value &+= 1 }
            // A record that begins with a quote has no key before it.
            guard value < end, bytes[value] == ASCII.colon, quote > record.lowerBound else { continue }
            // JSON within JSON (Docker's log files) has escaped quotes.
            let isEscaped = bytes[quote &- 1] == ASCII.backslash
            // `\":`, where nothing stands between the last quote and the backslash.
            let keyEnd = isEscaped ? quote &- 1 : quote
            guard open &+ 1 < keyEnd, let meaning = meaning(bytes, open &+ 1..<keyEnd) else { continue }
            value &+= 1
            while value < end, bytes[value].isBlank { value &+= 1 }
            guard value < end else { break }
            at = markValue(bytes, from: value, to: end, meaning: meaning, escaped: isEscaped, into: &marks)
            lastQuote = at &- 1
        }
        // Docker's log files hold the record of another format as a string.
        if marks.isEmpty, !AccessLog.mark(bytes, record, into: &marks) {
            _ = NginxErrorLog.mark(bytes, record, into: &marks)
        }
        return true
    }

    /// Marks a value, or each of an array of values.
    ///
    /// - Returns: The position after it.
    private static func markValue(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, meaning: FieldMark.Meaning, escaped: Bool,
        into marks: inout FieldMarks
    ) -> Int {
        var at = start
        // Caddy's `request` is an object with keys of its own.
        if bytes[at] == ASCII.leftBrace, meaning != .referrer { return start }
        if bytes[at] == ASCII.leftBracket || bytes[at] == ASCII.leftBrace {
            while at < end, bytes[at] != ASCII.rightBracket, bytes[at] != ASCII.rightBrace {
                guard bytes[at] == ASCII.quote else {
                    at &+= 1
                    continue
                }
                at = markString(bytes, from: at, to: end, meaning: meaning, escaped: escaped, into: &marks)
            }
            return at
        }
        if escaped, at &+ 1 < end, bytes[at] == ASCII.backslash { at &+= 1 }
        if bytes[at] == ASCII.quote {
            return markString(bytes, from: at, to: end, meaning: meaning, escaped: escaped, into: &marks)
        }
        let digits = bytes.endOfDigits(from: at, before: end)
        if digits > at, meaning == .clientPort { marks.add(.clientPort, at..<digits) }
        return Swift.max(digits, start)
    }

    private static func markString(
        _ bytes: Span<UInt8>, from quote: Int, to end: Int, meaning: FieldMark.Meaning, escaped: Bool,
        into marks: inout FieldMarks
    ) -> Int {
        var close = endOfString(bytes, from: quote &+ 1, to: end, escaped: escaped)
        let next = Swift.min(close &+ 1, end)
        if escaped, close < end { close &-= 1 }
        let value = quote &+ 1..<Swift.max(close, quote &+ 1)
        if meaning == .referrer {
            marks.addReferrer(bytes, value)
        } else if meaning == .target {
            let target = AccessLog.target(bytes, value)
            if let target { marks.add(.target, target) }
        } else if !value.isEmpty {
            marks.add(meaning, value)
        }
        return next
    }

    /// The quote that ends a string, or the end of the record.
    @inline(__always)
    private static func endOfString(_ bytes: Span<UInt8>, from start: Int, to end: Int, escaped: Bool) -> Int {
        var at = start
        while let quote = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            var backslashes = 0
            while quote &- backslashes > start, bytes[quote &- backslashes &- 1] == ASCII.backslash {
                backslashes &+= 1
            }
            if escaped ? backslashes <= 1 : backslashes & 1 == 0 { return quote }
            at = quote &+ 1
        }
        return end
    }

    /// Whether an object with a key begins in the first bytes: headers, `@cee:` and arrays may stand before it.
    private static func isObject(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let limit = Swift.min(record.upperBound, record.lowerBound &+ 128)
        guard let brace = bytes.firstIndex(of: ASCII.leftBrace, in: record.lowerBound..<limit) else { return false }
        var at = brace &+ 1
        while at < record.upperBound, bytes[at].isBlank { at &+= 1 }
        return at < record.upperBound && bytes[at] == ASCII.quote
    }

    @inline(__always)
    private static func meaning(_ bytes: Span<UInt8>, _ key: Range<Int>) -> FieldMark.Meaning? {
        guard key.count >= 2, key.count <= 20 else { return nil }
        func named(_ names: [StaticString]) -> Bool {
            for name in names where name.utf8CodeUnitCount == key.count {
                if bytes.hasIgnoringCase(name, at: key.lowerBound, before: key.upperBound) { return true }
            }
            return false
        }
        switch bytes[key.upperBound &- 1].lowercased {
        case UInt8(ascii: "r"), UInt8(ascii: "n"):
            if named([
                "http_referer", "referer", "referrer", "http_referrer", "request_referer", "http_origin", "origin",
            ]) {
                return .referrer
            }
            if named(["remote_addr", "clientaddr"]) { return .client }
            if named(["authorization", "http_authorization", "proxy-authorization"]) { return .secret }
            if named(["remote_user"]) { return .user }
        case UInt8(ascii: "a"):
            if named(["ua"]) { return .userAgent }
        case UInt8(ascii: "i"):
            if named(["uri", "request_uri", "document_uri"]) { return .target }
        case UInt8(ascii: "h"):
            if named(["requestpath"]) { return .target }
        case UInt8(ascii: "s"):
            if named(["args"]) { return .query }
        case UInt8(ascii: "g"):
            if named(["query_string"]) { return .query }
        case UInt8(ascii: "d"):
            if named(["user_id"]) { return .user }
        case UInt8(ascii: "e"):
            if named(["cookie", "set-cookie", "http_cookie"]) { return .secret }
            if named(["clientusername"]) { return .user }
        case UInt8(ascii: "t"):
            if named(["request", "original_request"]) { return .target }
            if named(["http_user_agent", "user_agent", "user-agent", "request_user-agent", "useragent", "agent"]) {
                return .userAgent
            }
            if named(["remote_port", "client_port", "clientport"]) { return .clientPort }
            if named(["clienthost"]) { return .client }
        case UInt8(ascii: "p"):
            if named(["client_ip", "remote_ip", "clientip"]) { return .client }
        default:
            break
        }
        return nil
    }
}
