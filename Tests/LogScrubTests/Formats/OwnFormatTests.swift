import Testing

@testable import LogScrub

/// Formats as servers' configurations say them. Lines are what the servers write (with other names).
@Suite("Formats of one's own")
struct OwnFormatTests {
    private static var policy: Policy {
        var policy = Policy()
        for kind in [Kind.user, .room, .session] { policy[kind] = .replace }
        return policy
    }

    private func scrubbed(_ format: LogFormat, _ line: String) -> String {
        let scrubber = Scrubber(policy: Self.policy, format: format)
        let output = scrubber.scrub(line)
        #expect(scrubber.scrub(output) == output)
        return output
    }

    @Test(
        "nginx: what a variable holds is known by its name",
        arguments: [
            (
                #"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_x_forwarded_for""#,
                #"203.0.113.7 - ana holm [25/Aug/2026:10:11:12 +0200] "GET /TeamSync?x=1 HTTP/2.0" 200 5 "https://a.example/b" "curl/8.5.0" "198.51.100.3, 203.0.113.7""#,
                #"203.0.0.0 - - [25/Aug/2026:10:11:12 +0200] "GET /[room] HTTP/2.0" 200 5 "-" "curl/8" "198.51.0.0, 203.0.0.0""#
            ),
            (
                "$time_iso8601|$remote_addr|$remote_port|$request_method|$uri|$args|$cookie_sid|$http_x_api_key|$status",
                "2026-08-25T10:11:12+02:00|203.0.113.7|51514|GET|/TeamSync|a=b&c=d|0a1b2c|k3y|200",
                "2026-08-25T10:11:12+02:00|203.0.0.0|0|GET|/[room]|-|[secret]|[secret]|200"
            ),
            (
                "$msec $remote_addr $arg_room $arg_lang $ssl_client_s_dn_legacy!$upstream_http_set_cookie!",
                "1789412531.123 2001:db8::7 TeamSync de CN=Ana,O=Example!sid=1; Path=/!",
                "1789412531.123 2001:db8:: [room] - -![secret]!"
            ),
            (
                #"{"a":"$remote_addr","u":"${remote_user}","r":"$request","up":"$upstream_addr"}"#,
                #"{"a":"203.0.113.7","u":"a\"na","r":"GET /TeamSync HTTP/1.1","up":"10.0.0.9:8080"}"#,
                #"{"a":"203.0.0.0","u":"-","r":"GET /[room] HTTP/1.1","up":"10.0.0.0:8080"}"#
            ),
            (
                "$scheme://$host$request_uri $uri$is_args$args $host",
                "https://meet.example.org/TeamSync?jwt=x /TeamSync?jwt=x meet.example.org",
                "https://meet.example.org/[room] /[room] meet.example.org"
            ),
            (
                // Without quotes, a number says where a request ends.
                #"[$time_local] $remote_addr - $request $status rt $request_time"#,
                "[25/Aug/2026:10:11:12 +0200] 203.0.113.7 - GET /TeamSync x HTTP/1.1 200 rt 0.003",
                "[25/Aug/2026:10:11:12 +0200] 203.0.0.0 - GET /[room] HTTP/1.1 200 rt 0.003"
            ),
            (
                // What a visitor has sent may hold what stands between fields.
                "$remote_addr|$request_uri|$http_cookie|$status", "203.0.113.7|/TeamSync|x|sid=1|200",
                "203.0.0.0|[secret]|200"
            ),
            (
                #"$remote_addr "$request_method $uri $server_protocol" $status"#,
                #"203.0.113.7 "GET /Team Sync/x HTTP/1.1" 200"#, #"203.0.0.0 "GET /[room]/[room] HTTP/1.1" 200"#
            ),
            (
                #"$remote_addr "$request" "$http_user_agent" "$http_cookie" $status"#,
                #"203.0.113.7 "GET /TeamSync?name=ana HTTP/1.1" "evil" "agent "GET /x" 200" "sid="q";x=y" 200"#,
                #"203.0.0.0 "GET /[room]" "other" "[secret]" 200"#
            ),
            (
                // An agent that holds what stands between fields.
                "$remote_addr;$http_user_agent;$http_x_user;$status",
                "203.0.113.7;Mozilla/5.0 (X11; Linux; rv:128.0) Gecko/20100101 Firefox/128.0;ana;200",
                "203.0.0.0;[secret];200"
            ),
            (
                "$remote_addr:$remote_port $request_uri $host$request_uri $remote_addr$remote_user",
                "2001:db8:1::7:51514 /TeamSync meet.example.org/TeamSync?u=https://x.example/ 203.0.113.7ana",
                "2001:db8:: /[room] meet.example.org/[room] [secret]"
            ),
            (
                #"{"a":"$remote_addr","uid":$cookie_uid,"st":$status}"#, #"{"a":"203.0.113.7","uid":77123,"st":200}"#,
                #"{"a":"203.0.0.0","uid":"[secret]","st":200}"#
            ),
            (
                // Nothing escapes quotes here.
                #"$remote_addr "$http_user_agent" "$http_cookie" $status"#, #"203.0.113.7 "\" "sid=0a1b" 200"#,
                #"203.0.0.0 "other" "[secret]" 200"#
            ),
            (
                "$sent_http_location $uid_got $jwt_claim_name [$time_local]",
                "/TeamSync?a=b uid=0B01 Ana [25/Aug/2026:10:11:12 +0200]",
                "/[room] [secret] [name] [25/Aug/2026:10:11:12 +0200]"
            ),
            (
                "log_format x '$remote_user' 'bytes $status';", "anabytes 200", "-bytes 200"
            ),
            (
                "log_format  x escape=none  '$remote_addr \"$request\" '\n   '$status';",
                #"laptop.example.net "GET /TeamSync HTTP/1.1" 200"#, #"0.0.0.0 "GET /[room] HTTP/1.1" 200"#
            ),
        ])
    func nginx(format: String, line: String, becomes: String) throws {
        #expect(scrubbed(try LogFormat(nginx: format), line) == becomes)
    }

    @Test(
        "Apache: what a directive holds is known by its letter and argument",
        arguments: [
            (
                #"%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\" %{SSL_PROTOCOL}x"#,
                #"www.example.org:443 203.0.113.7 - ana [25/Aug/2026:10:11:12 +0200] "GET /TeamSync HTTP/1.1" 200 5 "https://a.example/" "curl/8.5.0" TLSv1.3"#,
                #"www.example.org:443 203.0.0.0 - - [25/Aug/2026:10:11:12 +0200] "GET /[room] HTTP/1.1" 200 5 "-" "curl/8" TLSv1.3"#
            ),
            (
                #"%a %{remote}p %t %m %U%q %s %{sid}C %{X-Api-Key}i 100%%"#,
                "203.0.113.7 51514 [25/Aug/2026:10:11:12 +0200] GET /TeamSync?jwt=x 200 0a1b k3y 100%",
                "203.0.0.0 0 [25/Aug/2026:10:11:12 +0200] GET /[room] 200 [secret] [secret] 100%"
            ),
            (
                "%{SSL_CLIENT_S_DN_CN}x|%{OIDC_CLAIM_sub}e|%{hextid}P|%H", "Ana Holm|sub77|7f3a|HTTP/1.1",
                "-|-|7f3a|HTTP/1.1"
            ),
            (
                // A path that holds what stands behind it.
                "%h %m %U%q %H %>s", "203.0.113.7 GET /x HTTP/1.1 TeamSync HTTP/1.1 404",
                "203.0.0.0 [secret] HTTP/1.1 404"
            ),
            (
                "%h %{Authorization}i %{remote}p %s", "203.0.113.7 Basic YW5hOmh1bnRlcjI= 51514 200",
                "203.0.0.0 [secret] 0 200"
            ),
            (
                #"LogFormat "%!200,304{Referer}i -> %U" referer"#, "https://a.example/b -> /TeamSync", "- -> /[room]"
            ),
        ])
    func apache(format: String, line: String, becomes: String) throws {
        #expect(scrubbed(try LogFormat(apache: format), line) == becomes)
    }

    @Test(
        "HAProxy: what a variable or an expression holds is known by its name",
        arguments: [
            (
                "%ci:%cp [%tr] %ft %b/%s %ST %B %CC %CS %{+Q}r",
                #"203.0.113.7:51514 [25/Aug/2026:10:11:12.262] web app/s1 200 512 sid=0a1b - "GET /TeamSync HTTP/1.1""#,
                #"203.0.0.0:0 [25/Aug/2026:10:11:12.262] web app/s1 200 512 [secret] - "GET /[room] HTTP/1.1""#
            ),
            (
                "%{+Q}o %ci %cp %HU %ST %[var(txn.user)] %[ssl_c_s_dn,lower] %rc",
                #""203.0.113.7" 51514 "/TeamSync?a=b" 200 "ana" "/CN=ana" +1"#,
                #""203.0.0.0" 0 "/[room]" 200 "[user]" "-" +1"#
            ),
            (
                "%ci:%cp %hr %ST %{+X}ci %[capture.req.hdr(0)]",
                "2001:db8:1::7:51514 {www.example.org|https://a.example/b|curl/8.5.0} 200 CB007107 https://a.example/b",
                "2001:db8:: {www.example.org|-|curl/8} 200 [secret] -"
            ),
            (
                "log-format \"%[src] %[req.hdr(Referer)] %[capture.req.hdr(0)] %HP %[url_param(room)]\"",
                "203.0.113.7 https://a.example/ www.example.org /TeamSync TeamSync",
                "203.0.0.0 - www.example.org /[room] [room]"
            ),
        ])
    func haproxy(format: String, line: String, becomes: String) throws {
        #expect(scrubbed(try LogFormat(haproxy: format), line) == becomes)
    }

    @Test("A variable is of the kind that somebody has said")
    func fields() throws {
        let format = try LogFormat(nginx: "$http_x_customer $status", fields: ["http_x_customer": .user])
        #expect(scrubbed(format, "K-12345 200") == "- 200")
        #expect(scrubbed(try LogFormat(nginx: "$http_x_customer $status"), "K-12345 200") == "K-12345 200")
        #expect(scrubbed(try LogFormat(nginx: "$a $status", fields: ["a": .session]), "kunde-7 200") == "[session] 200")
        #expect(throws: ScrubError.self) { try LogFormat(nginx: "$http_x_customer", fields: ["http_x_customr": .user]) }
    }

    @Test("Records of other formats are recognized, and those behind headers and in JSON are of the format")
    func others() throws {
        let format = try LogFormat(nginx: #"$remote_addr|$cookie_sid|"$http_user_agent""#)
        let record = #"203.0.113.7|0a1b2c|"curl/8.5.0""#
        let becomes = #"203.0.0.0|[secret]|"curl/8""#
        let access = #"203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] "GET / HTTP/1.1" 200 5 "-" "curl/8.5.0""#
        let accessBecomes = #"203.0.0.0 - - [14/Sep/2026:19:02:11 +0200] "GET / HTTP/1.1" 200 5 "-" "curl/8""#
        #expect(
            scrubbed(format, "\(access)\n\(record)\nplain\n\(record)\n\(access)\n")
                == "\(accessBecomes)\n\(becomes)\nplain\n\(becomes)\n\(accessBecomes)\n")
        #expect(
            scrubbed(format, "Aug 25 10:11:12 web nginx: \(record)\n") == "Aug 25 10:11:12 web nginx: \(becomes)\n")
        func docker(_ text: String) -> String {
            #"{"log":"\#(text.replacing("\"", with: "\\\""))\n","stream":"stdout","time":"2026-08-25T10:11:12.655Z"}"#
        }
        #expect(scrubbed(format, docker(record)) == docker(becomes))
        let both = LogFormat(firstOf: [try LogFormat(apache: "%h!%{sid}C"), format])
        #expect(scrubbed(both, "203.0.113.7!0a1b\n\(record)\n") == "203.0.0.0![secret]\n\(becomes)\n")
    }

    @Test("A record tells its day wherever its format has the time")
    func day() throws {
        let key = MasterKey(try SecretKey(bytes: Array(0..<32)))
        var policy = Policy()
        policy.keys = key
        let scrubber = Scrubber(
            policy: policy, format: try LogFormat(nginx: "$remote_user $status $time_iso8601 [$time_local] $msec"))
        for (line, seconds) in [
            ("ana 200 2026-08-25T10:11:12+00:00 [25/Aug/2026:10:11:12 +0000] 1787652672.1", Int64(1_787_652_672))
        ] {
            let pseudonym = try policy.pseudonym(of: .user, "ana", in: Period.day.instance(at: seconds))
            #expect(scrubber.scrub(line).hasPrefix("\(pseudonym) "))
        }
    }

    @Test(
        "What is no format is an error that says what one is",
        arguments: ["$", "a $ b", "${a", "x $-"])
    func errors(text: String) {
        #expect(throws: ScrubError.self) { try LogFormat(nginx: text) }
        #expect(throws: ScrubError.self) { try LogFormat(apache: text.replacing("$", with: "%")) }
        #expect(throws: ScrubError.self) { try LogFormat(haproxy: text.replacing("$", with: "%")) }
    }

    @Test("A secret, a client and a referrer of random records do not come out, and all else does")
    func randomRecords() throws {
        let variables = [
            "remote_addr", "remote_user", "time_local", "request", "status", "http_referer", "http_user_agent",
            "http_cookie",
            "request_time", "host",
        ]
        rounds: for round in TestSeed.rounds(300) {
            var random = SeededGenerator("own format", round: round)
            let chosen = (0..<random.number(1...8)).map { _ in random.pick(variables) }
            let separator = random.pick([" ", "|", "\t", "\" \"", "; "])
            let format = try LogFormat(nginx: chosen.map { "$\($0)" }.joined(separator: separator) + "!")
            var line: [String] = []
            var becomes: [String] = []
            for name in chosen {
                let (value, expected) =
                    switch name {
                    case "remote_addr": ("203.0.113.7", "203.0.0.0")
                    case "remote_user": ("ana", "-")
                    case "time_local": ("25/Aug/2026:10:11:12 +0200", "25/Aug/2026:10:11:12 +0200")
                    case "request": ("GET /TeamSync?a=b HTTP/1.1", "GET /[room] HTTP/1.1")
                    case "status": ("200", "200")
                    case "http_referer": ("https://a.example/b", "-")
                    case "http_user_agent": ("curl/8.5.0", "curl/8")
                    case "http_cookie": ("sid=0a1b2c", "[secret]")
                    case "request_time": ("0.003", "0.003")
                    default: ("meet.example.org", "meet.example.org")
                    }
                // A field with a blank is not told from two where a blank stands between fields.
                if separator == " ", value.contains(" ") { continue rounds }
                line.append(value)
                becomes.append(expected)
            }
            let text = line.joined(separator: separator) + "!"
            let expected = becomes.joined(separator: separator) + "!"
            #expect(
                Scrubber(policy: Self.policy, format: format).scrub(text) == expected, "\(Failure.note(round, text))")
        }
    }
}
