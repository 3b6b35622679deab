extension RecordFormat {
    /// HAProxy: `option httplog`, `option httpslog`, `option tcplog`, and errors of connections.
    ///
    /// An IPv6 client stands without brackets before its port. Captured headers have no names in the log; in them quotes, braces and bars are
    /// written `#22`, `#7B`, `#7D` and `#7C`.
    ///
    /// Source: HAProxy configuration manual, sections 8.2 and 8.3; the samples are what HAProxy 2.6.12 has written, with other addresses and
    /// names.
    static let haproxy = RecordFormat(
        name: "haproxy",
        needsDate: true,
        lines: [
            // … %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r
            start + [
                .word, " ", .word, " ", .numbers, " ", .numbers, " ", .numbers, " ", .own(markCookies),
                .own(markCaptures), "\"",
                .request,
                "\"",
            ],
            // … %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq
            start + [
                .word, " ", .word, " ", .numbers, " ", .numbers, " ", .word, " ", .numbers, " ", .numbers, .end,
            ],
            // … %ft/%bi: message
            start + [.any, ": ", .rest],
        ],
        samples: [
            Sample(
                #"203.0.113.7:39226 [25/Aug/2026:10:11:12.262] web app/s1 0/0/-1/-1/3005 503 217 JSESSIONID=0a1b2c3d4e5f - SC-- 1/1/0/0/3 0/0 {meet.example.org|curl/7.88.1|https://portal.example.net/a} {} "GET /TeamSync?jwt=x HTTP/1.1""#,
                becomes:
                    #"203.0.0.0:0 [25/Aug/2026:10:11:12.262] web app/s1 0/0/-1/-1/3005 503 217 JSESSIONID=[secret] - SC-- 1/1/0/0/3 0/0 {meet.example.org|curl/7|-} {} "GET /{{r:teamsync}} HTTP/1.1""#
            ),
            Sample(
                #"2001:db8::7:51514 [25/Aug/2026:10:11:12.279] web app/s1 0/0/-1/-1/3006 503 217 - - SC-- 1/1/0/0/3 0/0 {[2001:db8::1]:443|Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0|} {} "GET /http-bind?room=teamsync HTTP/1.1""#,
                becomes:
                    #"2001:db8:::0 [25/Aug/2026:10:11:12.279] web app/s1 0/0/-1/-1/3006 503 217 - - SC-- 1/1/0/0/3 0/0 {[2001:db8::]:443|Firefox/126|} {} "GET /http-bind?room={{r:teamsync}} HTTP/1.1""#
            ),
            Sample(
                #"203.0.113.7:51514 [25/Aug/2026:10:11:12.655] https~ jitsi/web1 0/0/0/2/2 101 350 - - ---- 3/3/2/2/0 0/0 "GET /xmpp-websocket?room=teamsync&token=eyJhbGciOiJIUzI1NiJ9.e30.x HTTP/1.1" 0/00000000/0/0/0 meet.example.org/TLSv1.3/TLS_AES_256_GCM_SHA384"#,
                becomes:
                    #"203.0.0.0:0 [25/Aug/2026:10:11:12.655] https~ jitsi/web1 0/0/0/2/2 101 350 - - ---- 3/3/2/2/0 0/0 "GET /xmpp-websocket?room={{r:teamsync}} HTTP/1.1" 0/00000000/0/0/0 meet.example.org/TLSv1.3/TLS_AES_256_GCM_SHA384"#
            ),
            Sample(
                #"203.0.113.7:54136 [25/Aug/2026:10:11:12.697] plain plain/<NOSRV> -1/-1/-1/-1/0 400 0 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>""#,
                becomes:
                    #"203.0.0.0:0 [25/Aug/2026:10:11:12.697] plain plain/<NOSRV> -1/-1/-1/-1/0 400 0 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>""#
            ),
            Sample(
                #"203.0.113.7:51514 [25/Aug/2026:10:11:12.655] web app/s1 0/1/4/5/6 200 153 SESS=a b ---- 1/1/1/1/1 0/0 "c SESS=2 ---- 1/1/0/0/0 0/0 {Basic YW5hOnB3|a=1; b=2|for=#22203.0.113.77:51514#22;proto=https} {nginx/1.22.1|SESS=3; path=/} "GET /TeamSync HTTP/1.1""#,
                becomes:
                    #"203.0.0.0:0 [25/Aug/2026:10:11:12.655] web app/s1 0/1/4/5/6 200 153 SESS=[secret] ---- 1/1/0/0/0 0/0 {Basic [secret]|a=[secret]; b=[secret]|for=#22203.0.0.0:0#22;proto=https} {nginx/1.22.1|SESS=[secret]; path=/} "GET /{{r:teamsync}} HTTP/1.1""#
            ),
            Sample(
                "203.0.113.7:35998 [25/Aug/2026:10:11:12.329] tcp tcpb/s1 1/0/3 66 -- 1/1/0/0/0 0/0",
                becomes: "203.0.0.0:0 [25/Aug/2026:10:11:12.329] tcp tcpb/s1 1/0/3 66 -- 1/1/0/0/0 0/0"),
            Sample(
                "2001:db8::7:44210 [25/Aug/2026:10:11:12.696] proxy/1: Truncated PROXY protocol header received",
                becomes: "2001:db8:::0 [25/Aug/2026:10:11:12.696] proxy/1: Truncated PROXY protocol header received"),
        ]
    )

    /// HAProxy's lines where no format was ordered.
    static let haproxyConnections = RecordFormat(
        name: "haproxy-connections",
        lines: [["Connect from ", .clientAndPort, " to ", .peerAndPort, " (", .rest]],
        samples: [
            Sample(
                "Connect from 2001:db8:85a3::7334:5151 to 2001:db8::1:443 (f5/HTTP)",
                becomes: "Connect from 2001:db8:::0 to 2001:db8:::443 (f5/HTTP)")
        ]
    )

    /// %ci:%cp [%tr]
    private static let start: [Part] = [.clientAndPort, " [", .time("25/Aug/2026:10:11:12.262"), "] "]

    /// Marks the values of two cookies, whatever is in them, before the flags and counts: `---- 1/1/0/0/0 0/0 `.
    ///
    /// - Returns: Where the counts end, with the blank behind them.
    private static func markCookies(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) -> Int? {
        var counts: (start: Int, end: Int)?
        var at = range.lowerBound
        while let blank = bytes.firstIndex(of: ASCII.space, in: at..<range.upperBound) {
            at = blank &+ 1
            if let end = endOfCounts(bytes, from: at, to: range.upperBound) { counts = (blank, end) }
        }
        let (stop, end) = counts ?? (range.upperBound, range.upperBound)
        guard let equals = bytes.firstIndex(of: ASCII.equals, in: range.lowerBound..<stop) else { return end }
        // As nearly always: two words.
        let blank = bytes.firstIndex(of: ASCII.space, in: range.lowerBound..<stop) ?? stop
        let isPlain = blank < stop && bytes.firstIndex(of: ASCII.space, in: blank &+ 1..<stop) == nil
        if isPlain {
            for word in [range.lowerBound..<blank, blank &+ 1..<stop] {
                if let sign = bytes.firstIndex(of: ASCII.equals, in: word) {
                    marks.add(.secret, sign &+ 1..<word.upperBound)
                }
            }
        } else {
            marks.add(.secret, equals &+ 1..<stop)
        }
        return end
    }

    /// The end of `---- 1/1/0/0/0 0/0 `, or `nil`.
    private static func endOfCounts(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        for at in start..<start &+ 4 where !bytes[at].isLetter && bytes[at] != ASCII.hyphen { return nil }
        guard start &+ 5 < end, bytes[start &+ 4] == ASCII.space else { return nil }
        var at = start &+ 5
        for count in [5, 2] {
            for number in 0..<count {
                let digits = bytes.has("+", at: at, before: end) ? at &+ 1 : at
                at = bytes.endOfDigits(from: digits, before: end)
                let sign = number == count - 1 ? ASCII.space : ASCII.slash
                guard at > digits, at < end, bytes[at] == sign else { return nil }
                at &+= 1
            }
        }
        return at
    }

    /// Marks values of headers, of which nobody knows which ones: a URL is a referrer, a product with its version a user agent, and what looks like
    /// credentials or cookies holds secrets. No value goes on in the next one.
    ///
    /// - Returns: Where they end, and the blanks behind them.
    static func markCaptures(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) -> Int? {
        var at = range.lowerBound
        var isResponse = false
        while at < range.upperBound, bytes[at] == ASCII.leftBrace {
            let close = bytes.firstIndex(of: ASCII.rightBrace, in: at..<range.upperBound) ?? range.upperBound
            at &+= 1
            while at < close {
                let end = bytes.firstIndex(of: UInt8(ascii: "|"), in: at..<close) ?? close
                let value = at..<end
                if AccessLog.isURL(bytes, value) {
                    marks.add(.referrer, value)
                } else if !isResponse, AccessLog.looksLikeAgent(bytes, value) {
                    marks.add(.userAgent, value)
                } else if !markCredentials(bytes, value, into: &marks), !value.isEmpty {
                    marks.add(.text, value)
                }
                at = end &+ 1
            }
            at = Swift.min(close &+ 1, range.upperBound)
            if at < range.upperBound, bytes[at] == ASCII.space { at &+= 1 }
            isResponse = true
        }
        return at
    }

    /// Marks the secrets in `Basic YW5hOnB3`, `Bearer abc`, or in cookies: `a=1; b=2; path=/`.
    ///
    /// - Returns: Whether the value is of that kind.
    private static func markCredentials(_ bytes: Span<UInt8>, _ value: Range<Int>, into marks: inout FieldMarks) -> Bool
    {
        for scheme: StaticString in ["basic ", "bearer ", "digest ", "negotiate "]
        where bytes.hasIgnoringCase(scheme, at: value.lowerBound, before: value.upperBound) {
            marks.add(.secret, value.lowerBound &+ scheme.utf8CodeUnitCount..<value.upperBound)
            return true
        }
        let name = bytes.endOfRun(from: value.lowerBound, to: value.upperBound) {
            $0.keyBytes.union($0.mask(of: ASCII.dot))
        }
        guard name > value.lowerBound, name < value.upperBound, bytes[name] == ASCII.equals,
            !attributes.contains(bytes, value.lowerBound..<name)
        else { return false }
        var at = value.lowerBound
        while at < value.upperBound {
            let end = bytes.firstIndex(of: ASCII.semicolon, in: at..<value.upperBound) ?? value.upperBound
            if let equals = bytes.firstIndex(of: ASCII.equals, in: at..<end), equals &+ 1 < end,
                !attributes.contains(bytes, at..<equals)
            {
                marks.add(.secret, equals &+ 1..<end)
            }
            at = end &+ 1
            while at < value.upperBound, bytes[at].isBlank { at &+= 1 }
        }
        return true
    }

    /// Names before an equals sign that are none of a cookie: its attributes (RFC 6265, section 4.1), and parts of other headers.
    private static let attributes = WordSet(
        "path", "domain", "expires", "max-age", "samesite", "for", "by", "proto", "host", "q", "charset", "boundary",
        "s-maxage", "timeout", "max", ignoresCase: true)
}
