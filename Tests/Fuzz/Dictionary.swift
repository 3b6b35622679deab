/// What inputs are made of: everything that some part of the scrubber looks for, and what may confuse it.
enum Dictionary {
    /// Bytes that mean something to a reader of log lines.
    static let signs =
        Array(" :.=@[]<>{}()\"'\\%-_/,;|&#+*?!~^$`\t".utf8) + [
            0, 0x0B, 0x0C, 0x0D, 0x1B, 0x1E, 0x7F, 0x80, 0xC3, 0xE2, 0xFF,
        ]

    /// Quotes and escapes, by themselves and of each other.
    static let escapes = [
        "\\\"", "\\\\", "\\\\\\\"", "\\'", "\\/", "\\n", "\\t", "\\u0022", "\\u005c", "\\u003c", "\\u003e", "\\u002e",
        "\\u003a", "\\u0000", "\\ud83d\\ude00",
        "\\ud83d", "\\u00", "\\u", "\\x22", "\\x27", "\\x3a", "\\x2e", "\\x40", "\\x5c", "\\x0a", "\\x", "\\072", "\\",
        "%22", "%3A", "%3a", "%2E", "%40",
        "%25", "%253A", "%2525", "%0A", "%00", "%", "%2", "%zz", "&quot;", "&apos;", "&lt;", "&gt;", "&amp;",
        "&amp;lt;", "&#58;", "&#x3A;", "&#", "&#x",
        "&", "#012", "#011", "#033", "#134", "\\\":{\"", "\":{\"", "\"}", "\"]", "],[", "}}", "{{", "[[", "]]", "''",
        "\"\"", "'''", "\"\"\"", "=\"", "='",
        ":\"", "\":\"", "\", \"", "', '", "\u{FEFF}", "\u{A0}", "\u{200B}", "\u{FF20}", "\u{E9}", "e\u{301}",
        "\u{2419}", "\u{240A}", "\u{201C}", "\u{1B}[31m",
        "\u{1B}[0m", "\u{1B}[", "\u{1B}",
    ]

    /// Keys of configurations, queries, attributes, objects and contexts.
    static let keys = [
        "user", "username", "userName", "login", "remote_user", "room", "roomName", "room_name", "conf_name", "tenant",
        "meeting_id", "id", "name", "value", "to",
        "from", "jid", "nick", "displayName", "display_name", "email", "mail", "password", "pwd", "passwd", "secret",
        "token", "jwt", "access_token", "api_key",
        "X-Api-Key", "authorization", "Authorization", "cookie", "Cookie", "Set-Cookie", "stats_id", "statsId",
        "machine_id", "avatar", "avatarURL", "user_agent",
        "User-Agent", "http_user_agent", "referer", "http_referer", "referrer", "request", "remote_addr", "client",
        "host", "server", "upstream", "ip", "port",
        "rel-addr", "rel-port", "addr", "fingerprint", "ufrag", "sid", "session", "previd", "resource", "tel", "phone",
        "sip", "subject", "body", "text", "status",
        "level", "lvl", "time", "@timestamp", "@version", "timestamp", "log", "stream", "message", "msg", "MESSAGE",
        "_PID", "_SYSTEMD_UNIT", "__CURSOR",
        "SYSLOG_IDENTIFIER", "_MACHINE_ID", "_COMM", "usage", "spt", "src", "dst", "endpoint_id", "accountId",
        "Passwort", "Benutzer", "JICOFO_AUTH_PASSWORD",
    ]

    /// Values, whole and broken.
    static let values = [
        "203.0.113.7", "203.0.113.7:51514", "198.51.100.7/32", "0.0.0.0", "127.0.0.1", "255.255.255.255", "256.1.1.1",
        "1.2.3", "1.2.3.4.5", "203.000.113.007",
        "2001:db8::7", "[2001:db8::7]:443", "2001:db8:1:2:3:4:5:6", "::", "::1", "::ffff:203.0.113.7", "fe80::1%eth0",
        "64:ff9b::cb00:7107", "2001:db8::7:51048",
        "1:2:3:4:5:6:203.0.113.7", "dead::beef::cafe", "ip-203-0-113-7", "7.113.0.203.in-addr.arpa", "203,0,113,7,4,1",
        "{203,0,113,7}", "203x0x113x7", "p5DCC1A2B.dip0.example",
        "[50,48,51,46,48,46,49,49,51,46,55]", "00:50:56:ab:cd:ef", "00-50-56-ab-cd-ef", "0050.56ab.cdef",
        "DC2626AF90D3", "ana@example.org",
        "teamsync@conference.meet.example.org/Ana", "ana@meet.example.org/abc/def", "focus@auth.meet.example.org", "@",
        "a@b", "@example.org", "ana@", "sip:ana@example.org",
        "+49 30 123456", "+4930123456", "tel:+4930123456", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", "eyJ",
        "eyJhbGciOi", "Basic YW5hOnB3", "Bearer abc.def.ghi",
        "Digest username=\"ana\", realm=\"x\"", "bosh910ad0ce-1111-4222-8333-444455556666",
        "910ad0ce-1111-4222-8333-444455556666", "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01",
        "sha-256", "https://meet.example.org/TeamSync?jwt=eyJ.e30.x#a=b",
        "https://ana:pw@portal.example.net:8443/a/b?id=7", "http://[2001:db8::7]:80/", "http:\\/\\/a.example\\/",
        "://", "http://]", "wss://x", "/TeamSync", "/http-bind?room=teamsync", "?room=a&jwt=b", "?", "GET / HTTP/1.1",
        "POST /http-bind?room=teamsync HTTP/2.0", "GET", "-", "--",
        "null", "true", "false", "0", "-1", "1e5", "[]", "{}", "\"\"", "n-abcdefghijklmno", "r-aaaaaaaaaaaaaaa",
        "[jwt]", "[email]", "[name]", "[secret]", "[", "[name", "[redacted]",
        "xx.xx.xx.xx", "2xxx::xxx", "Chrome/126.0.0.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "curl/8.5.0", "S-1-5-21-1-2-3-1001",
        "Ana Muster", "stats_id=Ana-1", "candidate:1 1 udp 1 203.0.113.7 26330 typ srflx raddr 192.0.2.9 rport 9",
        "a=ice-pwd:abcdef", "for invalid user ana from 203.0.113.7 port 1 ssh2",
    ]

    /// Elements, open and closed.
    static let elements = [
        "<nick>", "</nick>", "<nick ", "<nick/>", "<email>Ana</email>", "<user>", "<password>", "<body>", "</body>",
        "<body a='", "<html>", "<presence to='a@b/c'>", "</presence>",
        "<message", "<iq type='set'", "<stats-id>", "<display-name>", "<name>", "<id>",
        "<candidate ip='203.0.113.7' port='1' rel-addr='::1'/>", "<fingerprint hash='sha-256'>",
        "<header name=\"JvbRoomPassword\" value=\"s\"/>", "<![CDATA[", "]]>", "<!--", "-->", "<?xml", "<", ">", "/>",
        "</", "&lt;nick&gt;", "&lt;/nick&gt;", "\\u003cnick\\u003e", "<a:email>",
        "Promise<Response>", "List<String>", "{user={", "name={", "{ email", "{[\"name\"]=\"Ana\"", "user = {", "}",
        "map[", "Optional[", "Some(", "%{", "name: \"Ana\" }",
    ]

    /// What stands before and between fields.
    static let heads = [
        "Aug 25 10:11:12 ", "Aug  5 10:11:12 meet prosody[901]: ", "Aug 25 10:11:12 c2s5581e7a3a4d0\tinfo\t",
        "2026-08-25 10:11:12 mod_bosh\tdebug\t", "2026-08-25T10:11:12.123456+02:00 h p[1]: ",
        "2026-08-25T10:11:12.123456789Z ", "<190>1 2026-08-25T10:11:12Z h app 1 - - ", "<34>Oct 11 22:14:15 h su: ",
        "[  100.000000] kernel: ", "Tue 2026-08-25 10:11:12.000000 UTC [s=1;i=2;b=3]",
        "2026/08/25 10:11:12 [error] 812#812: *1 ", "[Tue Aug 25 10:11:12.123456 2026] [core:error] [pid 8:tid 1] ",
        "[client 203.0.113.7:51514] ", "JVB 2026-08-25 10:11:12.013 INFO: [42] ",
        "Jicofo 2026-08-25 10:11:12.013 WARNING: [1] [room=teamsync@conference.e.example meeting_id=a] ",
        "12: (900): INFO: ", "12: : session 001000000000000007: ", "usage: ", "INFO:     ",
        "203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] \"",
        " - ana [25/Aug/2026:10:11:12 +0200] \"GET /TeamSync HTTP/1.1\" 200 5 \"https://a.example/b\" \"Mozilla/5.0\"",
        "meet.example.org:443 ",
        "web-1  | ", "\u{1B}[32mweb-1  |\u{1B}[0m ", "{\"log\":\"",
        "\\n\",\"stream\":\"stdout\",\"time\":\"2026-08-25T10:11:12.1Z\"}", "{\"MESSAGE\":\"", "{\"MESSAGE\":[72,105]",
        "    MESSAGE=", "MESSAGE=",
        "data: {", "\u{1E}{", "__CURSOR=s=1\n", "MESSAGE\n\u{5}\0\0\0\0\0\0\0hello\n", "MESSAGE\n\u{7F}\0\0\0\0\0\0\0",
        "MESSAGE\n\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}", ", client: ", ", server: ",
        ", request: \"", ", upstream: \"", ", host: \"", ", referrer: \"", ", referer: ", "\tat org.jitsi.A.b(C.kt:1)",
        "Caused by: ", "sshd[812]: ", "Failed password for ", "session opened for user ",
        "check_stun_auth: user <", "realm <e> user <", "user \"", "\": password mismatch", "SMTP> ",
        "RTCPeerConnection ", "{ \n", "\n", "\r\n", "\r", "\n\n", "\0\0\0\0",
    ]

    /// Numbers at borders.
    static let numbers = [
        "0", "1", "9", "10", "99", "100", "127", "128", "255", "256", "999", "1023", "1024", "32767", "32768", "65535",
        "65536", "99999", "2147483647", "2147483648", "4294967295", "4294967296",
        "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
        "99999999999999999999999999", "00000000000000000000", "1788000000", "1788000000.123",
        "1788000000123456", "-9223372036854775808",
    ]

    /// What is repeated to make long runs.
    static let units = [
        "-", ".", ":", "7", "a", " ", "\\", "\"", "'", "%25", "%41", "[", "]", "{", "(", "@", "=", "<nick>", "<email>",
        "ip-1-2-3-4", "a:", "::", "00-50-56-", "QUJD", "&#", "\\x", "a%40", "/",
        "&", "\0", "\t", "\u{E9}", "\u{1B}[1m", "a.", "0:", "1.", "1,", "a=", "{\"a\":", "[1,", "\\\"", "&amp;", "eyJ",
        "+1 ",
    ]

    static let all: [[String]] = [escapes, keys, values, elements, heads, numbers]
}

extension SeededGenerator {
    /// A word of any kind.
    mutating func word() -> [UInt8] {
        switch number(0...9) {
        case 0: return [pick(Dictionary.signs)]
        case 1: return (0..<number(1...4)).map { _ in UInt8(number(0...255)) }
        case 2:
            return Array(
                (pick(Dictionary.keys) + pick(["=", ": ", "=\"", "\":\"", "='", ":", " "]) + pick(Dictionary.values))
                    .utf8)
        default: return Array(pick(pick(Dictionary.all)).utf8)
        }
    }

    /// One unit again and again, up to a length at which some search gives up.
    mutating func run(atMost most: Int) -> [UInt8] {
        let unit = Array(pick(Dictionary.units).utf8)
        let length = min(
            most,
            pick([
                3, 15, 16, 17, 31, 32, 33, 63, 64, 65, 70, 127, 128, 129, 255, 256, 257, 511, 512, 513, 1_023, 1_024,
                1_025, 4_096, 16_384,
            ]))
        return Array((0..<max(1, length / unit.count)).map { _ in unit }.joined())
    }
}
