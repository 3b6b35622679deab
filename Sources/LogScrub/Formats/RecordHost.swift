/// Which host a record says that it is of.
enum RecordHost {
    /// The keys whose values are the host that was asked: those of nginx's and Apache's variables, Caddy, Traefik, Envoy, the Elastic Common Schema and
    /// OpenTelemetry's conventions. The longer ones that end with one of them (`http_host`, `RequestHost`, `url.domain`) are found by it.
    private static let keys: [StaticString] = [
        "host", "server_name", "vhost", "virtual_host", "authority", "domain", "server",
    ]

    /// The first host that a record names and `isSite` knows.
    ///
    /// - Complexity: O(*n*).
    static func find(
        _ bytes: Span<UInt8>, _ record: Range<Int>, behind header: Int, isSite: (Range<Int>) -> Bool
    ) -> Range<Int>? {
        // `meet.example.org:443 203.0.113.7 - - […`
        let first = host(bytes, from: header, to: record.upperBound)
        if !first.isEmpty, isSite(first) {
            let port = first.upperBound &+ 1
            let end =
                first.upperBound < record.upperBound && bytes[first.upperBound] == ASCII.colon
                ? bytes.endOfDigits(from: port, before: record.upperBound) : first.upperBound
            if end < record.upperBound, bytes[end] == ASCII.space { return first }
        }
        for at in record where bytes[at] == ASCII.colon || bytes[at] == ASCII.equals {
            guard isKey(bytes, endingAt: at, floor: record.lowerBound) else { continue }
            let value = value(bytes, behind: at &+ 1, before: record.upperBound)
            if !value.isEmpty, isSite(value) { return value }
        }
        return nil
    }

    /// Whether one of the keys ends before a separator, or before the quote in front of it.
    private static func isKey(_ bytes: Span<UInt8>, endingAt separator: Int, floor: Int) -> Bool {
        var end = separator
        if end > floor, bytes[end &- 1] == ASCII.quote { end &-= 1 }
        for key in keys {
            let start = end &- key.utf8CodeUnitCount
            guard start >= floor, bytes.hasIgnoringCase(key, at: start, before: end) else { continue }
            guard start > floor else { return true }
            let before = bytes[start &- 1]
            // `RequestHost`
            if before.isLetter { return before.lowercased == before && bytes[start].lowercased != bytes[start] }
            // In a string the quote before a key has a backslash before it.
            return !before.isDigit
                && (before != ASCII.quote || start < floor &+ 2 || bytes[start &- 2] != ASCII.backslash)
        }
        return false
    }

    /// The host behind the separator of a key: `host: "…"`, `"host":"…"`, `host=…`, `Host: …`; empty if there is none.
    private static func value(_ bytes: Span<UInt8>, behind separator: Int, before limit: Int) -> Range<Int> {
        var at = separator
        while at < limit, bytes[at].isBlank { at &+= 1 }
        if at < limit, bytes[at] == ASCII.quote { at &+= 1 }
        return host(bytes, from: at, to: limit)
    }

    private static func host(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Range<Int> {
        start..<bytes.endOfRun(from: start, to: limit) {
            $0.wordBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.hyphen))
        }
    }
}
