/// Lists of headers in which names and values stand by turns: `["Cookie","sid=…","Host","…"]`, and the pairs in `[["Cookie","sid=…"],["Host","…"]]`, which
/// are such lists of two.
///
/// Sources: Node.js (`rawHeaders`), the scopes of ASGI and Rack, HTTP/2's pseudo-headers (RFC 9113, section 8.3).
enum HeaderList {
    /// Whether an array is such a list.
    ///
    /// - Parameters:
    ///   - start: Its first element.
    ///   - escapes: How many backslashes stand before each quote.
    ///   - key: The key of the array, or of the one around it.
    ///   - isElement: Whether it stands in an array.
    /// - Complexity: O(*n*), and O(1) for an array that begins otherwise.
    static func begins(
        _ bytes: Span<UInt8>, at start: Int, to limit: Int, escapes: Int, key: Range<Int>, isElement: Bool
    ) -> Bool {
        guard bytes[start] == ASCII.quote || bytes[start] == ASCII.backslash,
            case .string(let first) = JSONText.value(bytes, at: start, to: limit, escapes: escapes),
            isName(bytes, first)
        else { return false }
        let isHeaders = keys.meaning(bytes, key, in: nil) != nil
        guard isHeaders || isHeader(bytes, first) else { return false }
        var tally = Tally()
        var at = start
        while at < limit, let value = JSONText.value(bytes, at: at, to: limit, escapes: escapes) {
            switch value {
            case .string(let text):
                guard tally.add(bytes, text) else { return false }
                at = Swift.min(text.upperBound &+ escapes &+ 1, limit)
            case .number(let number):
                guard tally.count & 1 == 1 else { return false }
                tally.count &+= 1
                at = number.upperBound
            // `["Cookie",["a=b","c=d"]]`
            case .structure(let bracket):
                return tally.count == 1 && bytes[bracket] == ASCII.leftBracket && (isHeaders || isElement)
                    && tally.names == 1
            case .word: return false
            }
            while at < limit, bytes[at].isBlank { at &+= 1 }
            // What was cut off may go on with anything.
            guard at < limit, bytes[at] == ASCII.comma else { break }
            at &+= 1
        }
        let isWhole = at < limit && bytes[at] == ASCII.rightBracket
        guard tally.count & 1 == 0 || !isWhole, tally.names > tally.values else { return false }
        return isHeaders || isElement || key.isEmpty || tally.names > 1
    }

    /// How many headers stand where names stand, and where values do: in a list of names alone there are as many of both.
    private struct Tally {
        var count = 0
        var names = 0
        var values = 0

        /// - Returns: Whether what stands in the place of a name may be one.
        mutating func add(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
            let isName = HeaderList.isName(bytes, text)
            let isKnown = isName && HeaderList.isKnown(bytes, text)
            defer { count &+= 1 }
            guard count & 1 == 0 else {
                if isKnown { values &+= 1 }
                return true
            }
            if isKnown { names &+= 1 }
            return isName
        }
    }

    /// Whether a text may be the name of a header: letters, digits and hyphens, behind a colon in HTTP/2.
    private static func isName(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        guard let first = text.first, text.count < 64 else { return false }
        let start = bytes[first] == ASCII.colon ? first &+ 1 : first
        return start < text.upperBound && bytes[start].isLetter
            && bytes.endOfRun(from: start, to: text.upperBound) { $0.keyBytes } == text.upperBound
    }

    private static func isKnown(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        isHeader(bytes, name) || KeyTable.shared.meaning(of: name, in: bytes)?.kind != nil
    }

    /// Whether a name is that of a header and of nothing else.
    private static func isHeader(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        bytes[name.lowerBound] == ASCII.colon
            || bytes.hasIgnoringCase("x-", at: name.lowerBound, before: name.upperBound)
            || bytes.hasIgnoringCase("sec-", at: name.lowerBound, before: name.upperBound)
            || headers.contains(bytes, name)
    }

    /// The keys of headers.
    private static let keys = TailTable<Bool>(
        words: [(true, ["headers", "raw-headers", "rawheaders", "header", "trailers", "raw-trailers"])])

    private static let headers = WordSet(
        "host", "connection", "cookie", "set-cookie", "authorization", "proxy-authorization", "user-agent", "referer",
        "origin", "accept", "accept-encoding", "accept-language", "accept-charset", "accept-ranges", "cache-control",
        "pragma", "content-type", "content-length", "content-encoding", "content-disposition", "transfer-encoding",
        "upgrade", "upgrade-insecure-requests", "if-none-match", "if-modified-since", "if-match", "etag", "expect",
        "forwarded", "via", "te", "dnt", "range", "location", "server", "date", "vary", "expires", "last-modified",
        "keep-alive", "cf-connecting-ip", "cf-ray", "true-client-ip", "traceparent", "tracestate", "priority",
        "strict-transport-security", "www-authenticate", "access-control-request-method",
        "access-control-request-headers", ignoresCase: true)
}
