/// Access logs of JSON objects, one on a line: nginx with `escape=json`, Caddy, Traefik.
///
/// Keys are known by name at any depth; values are strings, or arrays of strings. nginx copies bytes above 0x7F as they come,
/// so that a record may be no valid UTF-8 and no valid JSON: it is read as bytes, and nothing but the quotes matters.
enum JSONLog {
    static func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        guard let start = object(bytes, record) else { return false }
        let end = record.upperBound
        var at = start
        while let open = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            let close = endOfString(bytes, from: open &+ 1, to: end)
            at = Swift.min(close &+ 1, end)
            while at < end, bytes[at].isBlank { at &+= 1 }
            guard at < end, bytes[at] == ASCII.colon else { continue }
            let key = open &+ 1..<close
            at &+= 1
            while at < end, bytes[at].isBlank { at &+= 1 }
            guard at < end else { break }
            if let meaning = meaning(bytes, key) {
                at = markValue(bytes, from: at, to: end, meaning: meaning, into: &marks)
            } else if bytes[at] == ASCII.quote {
                at = Swift.min(endOfString(bytes, from: at &+ 1, to: end) &+ 1, end)
            }
        }
        return true
    }

    /// Marks a value, or each of an array of values.
    ///
    /// - Returns: The position after it.
    private static func markValue(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, meaning: FieldMark.Meaning, into marks: inout FieldMarks
    ) -> Int {
        var at = start
        if bytes[at] == ASCII.leftBracket {
            at &+= 1
            while at < end, bytes[at] != ASCII.rightBracket {
                if bytes[at] == ASCII.quote { at = markString(bytes, from: at, to: end, meaning: meaning, into: &marks) }
                else { at &+= 1 }
            }
            return at
        }
        if bytes[at] == ASCII.quote { return markString(bytes, from: at, to: end, meaning: meaning, into: &marks) }
        let digits = bytes.endOfDigits(from: at, before: end)
        if digits > at, meaning == .clientPort { marks.add(.clientPort, at..<digits) }
        return digits
    }

    private static func markString(
        _ bytes: Span<UInt8>, from quote: Int, to end: Int, meaning: FieldMark.Meaning, into marks: inout FieldMarks
    ) -> Int {
        let close = endOfString(bytes, from: quote &+ 1, to: end)
        let value = quote &+ 1..<close
        if meaning == .referrer {
            marks.addReferrer(bytes, value)
        } else if !value.isEmpty {
            marks.add(meaning, value)
        }
        return Swift.min(close &+ 1, end)
    }

    /// The quote that ends a string, or the end of the record.
    @inline(__always)
    private static func endOfString(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var at = start
        while let quote = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            var backslashes = 0
            while quote &- backslashes > start, bytes[quote &- backslashes &- 1] == ASCII.backslash { backslashes &+= 1 }
            if backslashes & 1 == 0 { return quote }
            at = quote &+ 1
        }
        return end
    }

    /// Where the object begins: at the first byte, or behind a header that ends with a space.
    private static func object(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int? {
        let limit = Swift.min(record.upperBound, record.lowerBound &+ 128)
        guard let brace = bytes.firstIndex(of: ASCII.leftBrace, in: record.lowerBound..<limit),
            brace == record.lowerBound || bytes[brace &- 1].isBlank
        else { return nil }
        var at = brace &+ 1
        while at < record.upperBound, bytes[at].isBlank { at &+= 1 }
        return at < record.upperBound && bytes[at] == ASCII.quote ? at : nil
    }

    @inline(__always)
    private static func meaning(_ bytes: Span<UInt8>, _ key: Range<Int>) -> FieldMark.Meaning? {
        guard key.count >= 6, key.count <= 20 else { return nil }
        func named(_ names: [StaticString]) -> Bool {
            for name in names where name.utf8CodeUnitCount == key.count {
                if bytes.hasIgnoringCase(name, at: key.lowerBound, before: key.upperBound) { return true }
            }
            return false
        }
        switch bytes[key.upperBound &- 1].lowercased {
        case UInt8(ascii: "r"), UInt8(ascii: "n"):
            if named(["http_referer", "referer", "referrer", "http_referrer", "request_referer", "http_origin", "origin"]) {
                return .referrer
            }
            if named(["remote_addr", "clientaddr"]) { return .client }
        case UInt8(ascii: "t"):
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
