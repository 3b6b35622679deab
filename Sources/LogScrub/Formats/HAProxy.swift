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
        lines: [
            // … %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r
            start + [
                .word, " ", .word, " ", .numbers, " ", .numbers, " ", .numbers, " ", .cookies, .captures, "\"",
                .request,
                "\"",
            ],
            // … %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq
            start + [
                .word, " ", .word, " ", .numbers, " ", .numbers, " ", .word, " ", .numbers, " ", .numbers, .end,
            ],
            // … %ft/%bi: message
            start + [.any, ": ", .rest],
            // Connect from %ci:%cp to %fi:%fp (%ft/%mode), where no format was ordered
            ["Connect from ", .clientAndPort, " to ", .peerAndPort, " (", .rest],
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
                "Connect from 2001:db8:85a3::7334:5151 to 2001:db8::1:443 (f5/HTTP)",
                becomes: "Connect from 2001:db8:::0 to 2001:db8:::443 (f5/HTTP)"),
            Sample(
                "203.0.113.7:35998 [25/Aug/2026:10:11:12.329] tcp tcpb/s1 1/0/3 66 -- 1/1/0/0/0 0/0",
                becomes: "203.0.0.0:0 [25/Aug/2026:10:11:12.329] tcp tcpb/s1 1/0/3 66 -- 1/1/0/0/0 0/0"),
            Sample(
                "2001:db8::7:44210 [25/Aug/2026:10:11:12.696] proxy/1: Truncated PROXY protocol header received",
                becomes: "2001:db8:::0 [25/Aug/2026:10:11:12.696] proxy/1: Truncated PROXY protocol header received"),
        ]
    )

    /// %ci:%cp [%tr]
    private static let start: [Part] = [.clientAndPort, " [", .time("25/Aug/2026:10:11:12.262"), "] "]
}
