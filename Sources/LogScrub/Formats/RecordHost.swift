/// Which host a record says that it is of: only where its format has a place for that. What stands inside of values (a target, a referrer, an agent) is a
/// visitor's, or somebody's whose link a visitor has followed.
enum RecordHost {
    /// The host that a record of a grammar names, if it names one and not several.
    ///
    /// - Complexity: O(*n*).
    static func find(_ bytes: Span<UInt8>, _ record: Range<Int>, _ grammar: LogFormat.Grammar) -> Range<Int>? {
        switch grammar {
        case .accessLog: return firstColumn(bytes, record)
        case .nginxError: return clause(bytes, record)
        case .json: return member(bytes, record)
        case .listed(let index):
            let name = RecordFormat.all[Int(index)].name
            return name == "logfmt" || name == "ltsv" ? pair(bytes, record) : nil
        case .text, .apacheError, .java, .prosody, .request, .own: return nil
        }
    }

    /// `meet.example.org:443 203.0.113.7 - - […`: a name with a letter and a dot, perhaps with a port.
    private static func firstColumn(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Range<Int>? {
        let name = host(bytes, from: record.lowerBound, to: record.upperBound)
        guard name.contains(where: { bytes[$0].isLetter }), bytes.firstIndex(of: ASCII.dot, in: name) != nil else {
            return nil
        }
        var end = name.upperBound
        if end < record.upperBound, bytes[end] == ASCII.colon {
            end = bytes.endOfDigits(from: end &+ 1, before: record.upperBound)
        }
        return end < record.upperBound && bytes[end] == ASCII.space ? name : nil
    }

    /// `, client: 203.0.113.7, server: meet.example.org, request: "…"`. What is before and behind may hold such a clause too, as somebody has sent it: then nobody knows.
    private static func clause(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Range<Int>? {
        let word: StaticString = ", server: "
        guard let first = bytes.firstIndex(of: word, in: record) else { return nil }
        let start = first &+ word.utf8CodeUnitCount
        guard bytes.firstIndex(of: word, in: start..<record.upperBound) == nil else { return nil }
        let name = host(bytes, from: start, to: record.upperBound)
        return name.isEmpty ? nil : name
    }

    // MARK: Keys

    /// Keys of the host that was asked, at the top of an object or in a line of pairs: the variables of nginx and Apache, Traefik's and Envoy's fields.
    private static let keys = WordSet(
        "host", "http_host", "server_name", "vhost", "virtual_host", "requesthost", "authority", ":authority",
        "url.domain",
        "server.address", ignoresCase: true)

    /// Objects that hold such a key: Caddy's `request`, the `url` of the Elastic Common Schema.
    private static let parents = WordSet("request", "req", "url", "http", ignoresCase: true)
    private static let innerKeys = WordSet("host", "domain", ignoresCase: true)

    /// The first member of the object that is called as a host: at the top, or in an object that speaks of the request.
    private static func member(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Range<Int>? {
        guard let open = bytes.firstIndex(of: ASCII.leftBrace, in: record) else { return nil }
        var at = open &+ 1
        var depth = 1
        /// The key whose object is open.
        var parent: Range<Int>?
        var key: Range<Int>?
        while at < record.upperBound, depth > 0 {
            switch bytes[at] {
            case ASCII.quote:
                let end = QuotedText.end(bytes, escapes: 0, from: at &+ 1, to: record.upperBound)
                let text = at &+ 1..<end
                at = Swift.min(end &+ 1, record.upperBound)
                var next = at
                while next < record.upperBound, bytes[next].isBlank { next &+= 1 }
                if next < record.upperBound, bytes[next] == ASCII.colon {
                    key = text
                    at = next &+ 1
                } else if let name = key {
                    key = nil
                    let isHost =
                        depth == 1
                        ? keys.contains(bytes, name)
                        : depth == 2 && parent.map { parents.contains(bytes, $0) } == true
                            && innerKeys.contains(bytes, name)
                    if isHost { return host(bytes, from: text.lowerBound, to: text.upperBound) }
                }
                continue
            case ASCII.leftBrace, ASCII.leftBracket:
                if depth == 1 { parent = bytes[at] == ASCII.leftBrace ? key : nil }
                key = nil
                depth &+= 1
            case ASCII.rightBrace, ASCII.rightBracket: depth &-= 1
            case ASCII.comma: key = nil
            default: break
            }
            at &+= 1
        }
        return nil
    }

    /// `host=meet.example.org` or `vhost:meet.example.org`, between tabs; in LTSV `host` is the client's.
    private static func pair(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Range<Int>? {
        var at = record.lowerBound
        while at < record.upperBound {
            while at < record.upperBound, bytes[at].isBlank { at &+= 1 }
            let start = at
            while at < record.upperBound, bytes[at].isWord || bytes[at] == ASCII.dot || bytes[at] == ASCII.hyphen {
                at &+= 1
            }
            guard at < record.upperBound else { return nil }
            let (key, sign) = (start..<at, bytes[at])
            var value = at &+ 1
            if sign == ASCII.equals || sign == ASCII.colon, !key.isEmpty {
                if value < record.upperBound, bytes[value] == ASCII.quote { value &+= 1 }
                let isLabel = sign == ASCII.colon
                if keys.contains(bytes, key),
                    !isLabel || !bytes.hasIgnoringCase("host", at: key.lowerBound, before: key.upperBound)
                {
                    return host(bytes, from: value, to: record.upperBound)
                }
            }
            // To the end of the value: its quotes, or the next blank; of LTSV the next tab.
            if sign == ASCII.equals, at &+ 1 < record.upperBound, bytes[at &+ 1] == ASCII.quote {
                at = QuotedText.end(bytes, escapes: 0, from: at &+ 2, to: record.upperBound)
            }
            while at < record.upperBound, sign == ASCII.colon ? bytes[at] != ASCII.tab : !bytes[at].isBlank { at &+= 1 }
        }
        return nil
    }

    private static func host(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Range<Int> {
        start..<bytes.endOfRun(from: start, to: limit) {
            $0.wordBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.hyphen))
        }
    }
}
