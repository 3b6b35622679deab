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
        guard let date = date(bytes, record) else { return false }
        marks.date = date.lowerBound
        let end = record.upperBound
        // Servers escape quotes: what has some is no client and no user.
        if let (client, user) = client(bytes, record, bracket: date.lowerBound),
            bytes.firstIndex(of: ASCII.quote, in: client.lowerBound..<Swift.max(client.lowerBound, user.upperBound))
                == nil
        {
            marks.add(.client, client)
            markUsers(bytes, user, behind: client, into: &marks)
        }
        if isExact(bytes, date) { marks.add(.plain, date) }
        // Within JSON (Docker's log files) the quotes are escaped.
        let isEscaped = bytes.has(" \\\"", at: date.upperBound, before: end)
        let width = isEscaped ? 2 : 1
        guard isEscaped || bytes.has(" \"", at: date.upperBound, before: end) else { return true }
        let request = date.upperBound &+ 1 &+ width
        let requestEnd = endOfRequest(bytes, from: request, to: end, escaped: isEscaped)
        let lineEnd = requestEnd ?? QuotedText.close(bytes, escapes: width &- 1, from: request, to: end)
        let line = request..<(lineEnd?.end ?? end)
        if let target = target(bytes, line) {
            if bytes[line.lowerBound] > ASCII.space { marks.add(.plain, line.lowerBound..<target.lowerBound) }
            marks.add(.target, target)
            if isProtocol(bytes, target.upperBound..<line.upperBound) {
                marks.add(.plain, target.upperBound..<line.upperBound)
            }
        } else if requestEnd != nil, !isEmptyRequest(bytes, line),
            !bytes.has("CONNECT ", at: line.lowerBound, before: end)
        {
            marks.add(.garbage, line)
        }
        var at = lineEnd.map { $0.quote &+ 1 } ?? end
        // Where the status is not in its place, neither is the referrer: then it is known by its looks.
        var index = requestEnd == nil || hasBareReferrer(bytes, from: at, to: end) ? 1 : 0
        var isHAProxy = false
        while at < end, let quote = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            let closing = QuotedText.close(bytes, escapes: width &- 1, from: quote &+ 1, to: end)
            let close = closing?.quote
            let value = quote &+ 1..<(closing?.end ?? end)
            // The first quoted field is the referrer; any other that begins like a URL (an Origin header) says as much.
            if index == 0, let close, bytes.firstIndex(of: ASCII.quote, in: close &+ 1..<end) == nil,
                looksLikeAgent(bytes, value)
            {
                // A log without referrers.
                marks.add(.userAgent, value)
            } else if index == 0 || isURL(bytes, value) && !isServiceURL(bytes, close: close, to: end) {
                marks.addReferrer(bytes, value)
            } else if index == 1, requestEnd != nil {
                // With nginx's `escape=none` an agent may hold quotes: what follows its end says so. Not in a string, which has others behind it.
                if !isEscaped, let close, close &+ 1 < end, bytes[close &+ 1].isWord,
                    let last = bytes.lastIndex(of: ASCII.quote, in: close &+ 1..<end)
                {
                    marks.add(.userAgent, value.lowerBound..<last)
                    at = last &+ 1
                    index &+= 1
                    continue
                }
                marks.add(.userAgent, value)
                if value.isEmpty, let close { isHAProxy = markPort(bytes, behind: close, to: end, into: &marks) }
            } else if isHAProxy, index == 5 || index == 6 {
                // Behind the names of frontend, backend and server: the cookies, and then headers.
                if let equals = bytes.firstIndex(of: ASCII.equals, in: value) {
                    marks.add(.secret, equals &+ 1..<value.upperBound)
                }
            } else if isHAProxy, index > 6, looksLikeAgent(bytes, value) {
                marks.add(.userAgent, value)
            }
            if requestEnd == nil, index > 0, looksLikeAgent(bytes, value) { marks.add(.userAgent, value) }
            guard let close else { break }
            at = close &+ 1
            index &+= 1
        }
        return true
    }

    /// Whether a port stands behind the name or address of a host: `192.0.2.10:8201`.
    private static func hasPort(_ bytes: Span<UInt8>, _ host: Range<Int>) -> Bool {
        guard let colon = bytes.lastIndex(of: ASCII.colon, in: host), colon &+ 1 < host.upperBound,
            bytes.firstIndex(of: ASCII.dot, in: host.lowerBound..<colon) != nil
        else { return false }
        return bytes.endOfDigits(from: colon &+ 1, before: host.upperBound) == host.upperBound
    }

    /// Marks the user, and the identity (RFC 1413) if one stands between the client and the user: that is one word.
    @inline(__always)
    private static func markUsers(
        _ bytes: Span<UInt8>, _ user: Range<Int>, behind client: Range<Int>, into marks: inout FieldMarks
    ) {
        guard let somebody = somebody(bytes, user) else { return }
        if user.lowerBound == client.upperBound &+ 1, let blank = bytes.firstIndex(of: ASCII.space, in: somebody) {
            marks.add(.user, somebody.lowerBound..<blank)
            marks.add(.user, blank &+ 1..<somebody.upperBound)
        } else {
            marks.add(.user, somebody)
        }
    }

    /// Whether behind status and size a hyphen without quotes stands for the referrer, as some versions of Traefik write it.
    private static func hasBareReferrer(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard let quote = bytes.firstIndex(of: ASCII.quote, in: start..<Swift.min(end, start &+ 40)),
            bytes.has(" - ", at: quote &- 3, before: quote)
        else { return false }
        var blanks = 0
        for at in start..<quote where bytes[at] == ASCII.space { blanks &+= 1 }
        return blanks == 4
    }

    /// Whom a user's field names: what stands before the blanks and the hyphens on their own at its end. Nobody, if there are only those.
    @inline(__always)
    private static func somebody(_ bytes: Span<UInt8>, _ user: Range<Int>) -> Range<Int>? {
        guard user.contains(where: { bytes[$0] != ASCII.space && bytes[$0] != ASCII.hyphen }) else { return nil }
        var end = user.upperBound
        while bytes[end &- 1] == ASCII.space || bytes[end &- 1] == ASCII.hyphen && bytes[end &- 2] == ASCII.space {
            end &-= 1
        }
        return user.lowerBound..<end
    }

    /// The target of a request line: `GET /room HTTP/1.1`.
    ///
    /// - Returns: `nil` if the text is no request.
    static func target(_ bytes: Span<UInt8>, _ request: Range<Int>) -> Range<Int>? {
        var start = request.lowerBound
        while start < request.upperBound, bytes[start] == ASCII.space { start &+= 1 }
        guard start < request.upperBound else { return nil }
        if bytes[start] != ASCII.slash, !bytes.has("\\/", at: start, before: request.upperBound) {
            let method = start
            guard bytes[start].isLetter, !bytes.has("CONNECT ", at: start, before: request.upperBound) else {
                return nil
            }
            while start < request.upperBound,
                bytes[start].isLetter && bytes[start] & 0x20 == 0 || bytes[start] == ASCII.hyphen
                    || bytes[start] == ASCII.underscore
            {
                start &+= 1
            }
            guard start > method, start &- method <= 20, start &+ 1 < request.upperBound, bytes[start] == ASCII.space
            else {
                return nil
            }
            start &+= 1
        }
        // Whatever stands before the protocol, blanks included, is the target.
        var end = request.upperBound
        if let space = bytes.lastIndex(of: ASCII.space, in: start..<end),
            bytes.has("HTTP/", at: space &+ 1, before: end) || bytes.has("HTTP\\/", at: space &+ 1, before: end)
        {
            end = space
        }
        return start < end ? start..<end : nil
    }

    /// Whether what stands behind a target is ` HTTP/1.1`.
    @inline(__always)
    private static func isProtocol(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> Bool {
        rest.count == 9 && bytes.has(" HTTP/", at: rest.lowerBound, before: rest.upperBound)
            && bytes[rest.lowerBound &+ 6].isDigit && bytes[rest.lowerBound &+ 7] == ASCII.dot
            && bytes[rest.lowerBound &+ 8].isDigit
    }

    /// Whether a request says nothing: `-`, `-  -`, or bytes that nginx has escaped, as when somebody speaks TLS to a plain port. Groups of
    /// IPv6 addresses are no words.
    static func isEmptyRequest(_ bytes: Span<UInt8>, _ request: Range<Int>) -> Bool {
        // What HAProxy writes in the place of a request that it did not understand.
        if request.count == 8, bytes.has("<BADREQ>", at: request.lowerBound, before: request.upperBound) { return true }
        // A method, and a target that was nothing but a query that went.
        if let blanks = bytes.firstIndex(of: "  HTTP/", in: request),
            bytes.endOfRun(from: request.lowerBound, to: blanks, { $0.letters }) == blanks
        {
            return true
        }
        var letters = 0
        var at = request.lowerBound
        while at < request.upperBound {
            if bytes[at] == ASCII.backslash, at &+ 4 <= request.upperBound, bytes[at &+ 1] == UInt8(ascii: "x") {
                at &+= 4
                letters = 0
                continue
            }
            letters = bytes[at].isWord ? letters &+ 1 : 0
            if letters > 3, !isGroup(bytes, at &- 3..<at &+ 1) { return false }
            at &+= 1
        }
        return true
    }

    private static func isGroup(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for at in range where !bytes[at].isHexDigit { return false }
        let (before, after) = (bytes[range.lowerBound &- 1], bytes[range.upperBound])
        return !before.isWord && !after.isWord && (before == ASCII.colon || after == ASCII.colon)
    }

    /// The client's field, two fields before the date, and the user's, right before it.
    ///
    /// A user name may have blanks, so that the fields are counted from the left where an address or the hyphen of an unknown identity
    /// (RFC 1413) tells which is which. Where there is an identity, it goes with the user.
    private static func client(
        _ bytes: Span<UInt8>, _ record: Range<Int>, bracket: Int
    ) -> (client: Range<Int>, user: Range<Int>)? {
        let last = Swift.max(bracket &- 1, record.lowerBound)
        if let (first, second) = firstWords(bytes, record.lowerBound..<last) {
            if AddressDetector.isAddress(bytes, second) {
                let rest = second.upperBound &+ 1..<last
                return (second, bytes.has("- ", at: rest.lowerBound, before: last) ? rest.lowerBound &+ 2..<last : rest)
            }
            let isNobody = second.count == 1 && bytes[second.lowerBound] == ASCII.hyphen
            if !isNobody, AddressDetector.isAddress(bytes, first) {
                // Where the name of the site stands behind the client, as Lighttpd writes it, what follows is the user.
                let isSite =
                    second.upperBound < last && (HostName.hasThreeLabels(bytes, second) || hasPort(bytes, second))
                return (first, (isSite ? second.upperBound &+ 1 : second.lowerBound)..<last)
            }
        }
        if let fields = aroundHyphen(bytes, record.lowerBound..<last) {
            return (fields.client, behindForwarded(bytes, fields.user))
        }
        var end = last
        var user = end..<end
        for _ in 0..<2 {
            guard end > record.lowerBound, bytes[end] == ASCII.space,
                let space = bytes.lastIndex(of: ASCII.space, in: record.lowerBound..<end)
            else { return nil }
            // The identity before the user is mostly nobody's; if it is somebody's, both go.
            let isNobody = end &- space == 1 || end &- space == 2 && bytes[space &+ 1] == ASCII.hyphen
            // What has been written for a user stands for the identity, too.
            if user.isEmpty || !isNobody && !Placeholder.isKept(bytes, user) { user = space &+ 1..<last }
            end = space
        }
        guard end > record.lowerBound else { return nil }
        let start = bytes.lastIndex(of: ASCII.space, in: record.lowerBound..<end).map { $0 &+ 1 } ?? record.lowerBound
        return start < end ? (start..<end, user) : nil
    }

    /// What is left of a user behind the client's addresses in brackets, as ingress-nginx once wrote them: `[203.0.113.7] - -`.
    private static func behindForwarded(_ bytes: Span<UInt8>, _ user: Range<Int>) -> Range<Int> {
        guard let first = user.first, bytes[first] == ASCII.leftBracket,
            let close = bytes.firstIndex(of: "] - ", in: user),
            IPv4Text.parse(bytes, first &+ 1..<close) != nil || IPv6Text.parse(bytes, first &+ 1..<close) != nil
        else { return user }
        return close &+ 4..<user.upperBound
    }

    /// The client and the user around the hyphen of an unknown identity: it stands behind one word or two, else behind an address, else
    /// anywhere.
    private static func aroundHyphen(
        _ bytes: Span<UInt8>, _ text: Range<Int>
    ) -> (client: Range<Int>, user: Range<Int>)? {
        // At most the server's name stands before the client.
        let second = bytes.firstIndex(of: ASCII.space, in: text).map { $0 &+ 1 } ?? text.upperBound
        var first: (client: Range<Int>, user: Range<Int>)?
        var at = text.lowerBound &+ 1
        while at < text.upperBound, let hyphen = bytes.firstIndex(of: " - ", in: at..<text.upperBound) {
            let space = bytes.lastIndex(of: ASCII.space, in: text.lowerBound..<hyphen)
            let client = (space.map { $0 &+ 1 } ?? text.lowerBound)..<hyphen
            let fields = (client, hyphen &+ 3..<text.upperBound)
            if client.lowerBound <= second || AddressDetector.isAddress(bytes, client) { return fields }
            first = first ?? fields
            at = hyphen &+ 1
        }
        return first
    }

    /// The first two words of a text that has more.
    private static func firstWords(_ bytes: Span<UInt8>, _ text: Range<Int>) -> (Range<Int>, Range<Int>)? {
        guard let space = bytes.firstIndex(of: ASCII.space, in: text),
            let next = bytes.firstIndex(of: ASCII.space, in: space &+ 1..<text.upperBound)
        else { return nil }
        return (text.lowerBound..<space, space &+ 1..<next)
    }

    /// The quote that ends the request: the first one that the status follows. With nginx's `escape=none` a request may hold
    /// quotes of its own.
    private static func endOfRequest(_ bytes: Span<UInt8>, from start: Int, to end: Int, escaped: Bool) -> (
        quote: Int, end: Int
    )? {
        var at = start
        while let closing = QuotedText.close(bytes, escapes: escaped ? 1 : 0, from: at, to: end) {
            let quote = closing.quote
            if quote &+ 4 < end, bytes[quote &+ 1] == ASCII.space, bytes[quote &+ 2].isDigit, bytes[quote &+ 3].isDigit,
                bytes[quote &+ 4].isDigit
            {
                return closing
            }
            // Where nothing was answered there is no status: `"GET /room HTTP/1.1" - - "-"`.
            if bytes.has(" - - \"", at: quote &+ 1, before: end) { return closing }
            at = quote &+ 1
        }
        return nil
    }

    /// HAProxy's `option httplog clf` has neither referrer nor agent, but the port of the client, a fraction of a second, and a name in quotes:
    /// `"" "" 48632 315 "frontend"` (configuration manual, section 8.2.3).
    ///
    /// - Returns: Whether it is such a record.
    private static func markPort(_ bytes: Span<UInt8>, behind quote: Int, to end: Int, into marks: inout FieldMarks)
        -> Bool
    {
        guard bytes.has("\"\" \"\" ", at: quote &- 4, before: end) else { return false }
        let port = quote &+ 2..<bytes.endOfDigits(from: quote &+ 2, before: end, atMost: 5)
        guard !port.isEmpty, bytes.has(" ", at: port.upperBound, before: end) || port.upperBound == end else {
            return false
        }
        let fraction = bytes.endOfDigits(from: port.upperBound &+ 1, before: end, atMost: 4)
        // Or the record was cut off.
        guard fraction >= end || fraction > port.upperBound &+ 1 && bytes.has(" \"", at: fraction, before: end) else {
            return false
        }
        marks.add(.clientPort, port)
        return true
    }

    /// Whether a value begins with a product and a version, `Mozilla/5.0`, or is what has been written for one.
    static func looksLikeAgent(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        if value.count == 5, bytes.has("other", at: value.lowerBound, before: value.upperBound) { return true }
        var at = value.lowerBound
        while at < value.upperBound, bytes[at].isWord || bytes[at] == ASCII.hyphen || bytes[at] == ASCII.percent {
            at &+= 1
        }
        return at > value.lowerBound && at &+ 1 < value.upperBound && bytes[at] == ASCII.slash && bytes[at &+ 1].isDigit
    }

    /// Whether a value begins with a scheme and two slashes.
    static func isURL(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        if bytes.has("//", at: value.lowerBound, before: value.upperBound) { return true }
        // Most values have no colon where one would have to be.
        let limit = Swift.min(value.upperBound, value.lowerBound &+ 17)
        guard let colon = bytes.firstIndex(of: ASCII.colon, in: value.lowerBound..<limit), colon > value.lowerBound
        else { return false }
        for at in value.lowerBound..<colon where !bytes[at].isLetter && bytes[at] != ASCII.hyphen { return false }
        return bytes.has("://", at: colon, before: value.upperBound)
            || bytes.has(":\\/\\/", at: colon, before: value.upperBound)
    }

    /// Traefik ends its records with the URL of the service that answered, and how long that took: `"http://192.0.2.20:80" 3ms`.
    private static func isServiceURL(_ bytes: Span<UInt8>, close: Int?, to end: Int) -> Bool {
        guard let close, close &+ 1 < end, bytes[close &+ 1] == ASCII.space else { return false }
        let digits = bytes.endOfDigits(from: close &+ 2, before: end)
        return digits > close &+ 2 && bytes.has("ms", at: digits, before: end) && digits &+ 2 == end
    }
}
