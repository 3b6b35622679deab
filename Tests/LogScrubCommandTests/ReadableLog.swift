import LogScrub
import Testing

/// A log to be read, raw and scrubbed.
struct ReadableLog: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    var testDescription: String { name }
    var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count }

    /// A folder with the log as `raw`, and scrubbed as `clean`.
    func folder(_ level: Level) async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.file("raw", text + "\n")
        let outcome = try await Command.shell(
            #""$LOGSCRUB" --level \#(level.rawValue) --site meet.example.org <raw >clean; ! cmp --silent raw clean"#,
            in: folder)
        try #require(outcome.status == .success, "not scrubbed: \(outcome.errors)")
        return folder
    }
}

extension ReadableLog {
    static let jwt =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJjb250ZXh0Ijp7InVzZXIiOnsibmFtZSI6IlJvc2EifX19.c2lnbmF0dXJlLW5vdC1yZWFs"
    static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    static let chrome =
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.122 Mobile Safari/537.36"
    static let edge =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"

    /// nginx's own format.
    static let combined = ReadableLog(
        name: "nginx combined",
        text: #"""
            203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] "GET /TeamSync?jwt=\#(jwt) HTTP/2.0" 200 18525 "https://search.example.net/?q=us" "\#(firefox)"
            203.0.113.7 - - [14/Sep/2026:19:02:12 +0200] "GET /libs/app.bundle.min.js?v=8615 HTTP/2.0" 200 554321 "https://meet.example.org/TeamSync?jwt=\#(jwt)" "\#(firefox)"
            2001:db8:85a3::8a2e:370:7334 - - [14/Sep/2026:19:02:14 +0200] "POST /acme/http-bind?room=teamsync HTTP/2.0" 502 157 "https://meet.example.org/acme/TeamSync#config.startWithAudioMuted=true" "\#(chrome)"
            ::ffff:203.0.113.9 - - [14/Sep/2026:19:02:15 +0200] "GET /xmpp-websocket?room=teamsync&previd=Zm9vYmFyLXByZXZpZA HTTP/1.1" 101 53926 "-" "-"
            198.51.100.77 - - [14/Sep/2026:19:02:16 +0200] "\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03" 400 157 "-" "-"
            198.51.100.77 - - [14/Sep/2026:19:02:16 +0200] "" 400 0 "-" "-"
            203.0.113.7 - - [14/Sep/2026:19:02:17 +0200] "GET /Caf%C3%A9-Runde HTTP/2.0" 200 18525 "-" "Evil \x22quoted\x22 agent \x5C of Rosa"
            2001:db8:feed:1::c0de - - [14/Sep/2026:19:02:18 +0200] "GET /colibri-ws/default-id/282f7e91722abba0/6b17a0f5?pwd=2d29rvjdk8ko9d481fifo6t7to HTTP/1.1" 101 1025 "-" "\#(edge)"
            203.0.113.200 - - [14/Sep/2026:19:02:19 +0200] "GET / HTTP/1.1" 200 18525 "https://lms.example.com:8443/course/12?sid=abc" "curl/8.5.0"
            198.51.100.9 - - [14/Sep/2026:19:02:20 +0200] "GET http://203.0.113.50/check?ip=198.51.100.9 HTTP/1.0" 404 153 "-" "Go-http-client/1.1"
            203.0.113.7 - - [14/Sep/2026:19:05:00 +0200] "GET /TeamSync/logo.png HTTP/2.0" 304 0 "https://meet.example.org/" "\#(firefox)"
            """#)

    /// The format `jitsi_log` of Jitsi Meet: no hyphen for a referrer that is not there, nor for a request.
    static let jitsi = ReadableLog(
        name: "nginx jitsi_log",
        text: #"""
            203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] "GET /TeamSync?[params_redacted] HTTP/2.0" 200 18525 "https://lms.example.net/course/12?[params_redacted]" "\#(firefox)"
            203.0.113.7 - - [14/Sep/2026:19:02:12 +0200] "GET /xmpp-websocket?room=teamsync&previd=Zm9vYmFyLXByZXZpZA HTTP/1.1" 101 53926 "" "\#(firefox)"
            2001:db8:85a3::8a2e:370:7334 - - [14/Sep/2026:19:02:14 +0200] "POST /http-bind?room=caf%C3%A9-runde HTTP/2.0" 502 157 "https://meet.example.org/Caf%C3%A9-Runde" "\#(chrome)"
            2001:db8:feed:1::c0de - - [14/Sep/2026:19:02:18 +0200] "GET /colibri-ws/default-id/282f7e91722abba0/6b17a0f5?pwd=2d29rvjdk8ko9d481fifo6t7to HTTP/1.1" 101 1025 "" "\#(edge)"
            203.0.113.9 - - [14/Sep/2026:19:02:19 +0200] "GET /acme/TeamSync HTTP/2.0" 200 18525 "" "Evil \x22quoted\x22 agent \x5C of Rosa"
            198.51.100.77 - - [14/Sep/2026:19:02:20 +0200] "-  -" 400 157 "" "-"
            """#)

    /// A log of somebody who logs in.
    static let login = ReadableLog(
        name: "nginx combined with a login",
        text: #"""
            198.51.100.23 - - [14/Sep/2026:19:02:12 +0200] "GET /rtc-visualizer/ HTTP/1.1" 401 381 "-" "\#(firefox)"
            198.51.100.23 - lena.holm [14/Sep/2026:19:02:13 +0200] "GET /rtc-visualizer/ HTTP/1.1" 200 381 "-" "\#(firefox)"
            """#)

    static let json: [ReadableLog] = [
        ReadableLog(
            name: "nginx escape=json",
            text: #"""
                {"time_local":"14/Sep/2026:19:02:11 +0200","remote_addr":"203.0.113.7","remote_port":"51514","remote_user":"","request":"GET /TeamSync?jwt=\#(jwt) HTTP/2.0","status":200,"body_bytes_sent":18525,"http_referer":"https://search.example.net/?q=us","http_user_agent":"Mozilla/5.0 \"quoted\" \\ back","request_time":0.004,"upstream_addr":""}
                {"time_local":"14/Sep/2026:19:02:12 +0200","remote_addr":"2001:db8:85a3::8a2e:370:7334","remote_port":"61048","remote_user":"lena.holm","request":"POST /http-bind?room=teamsync HTTP/1.1","status":502,"body_bytes_sent":157,"http_referer":"https://meet.example.org/TeamSync","http_user_agent":"\#(chrome)","request_time":0.004,"upstream_addr":"127.0.0.1:5280, 127.0.0.1:5281"}
                {"time_local":"14/Sep/2026:19:02:13 +0200","remote_addr":"::ffff:203.0.113.9","remote_port":"7","remote_user":"","request":"\u0016\u0003\u0001\u0002\u0000","status":400,"body_bytes_sent":157,"http_referer":"","http_user_agent":"","request_time":0.000,"upstream_addr":""}
                {"time_local":"14/Sep/2026:19:02:14 +0200","remote_addr":"198.51.100.77","remote_port":"51515","remote_user":"","request":"GET /Café-Runde?a=\"b\" HTTP/1.1","status":200,"body_bytes_sent":157,"http_referer":"https://x.example.com/\\\"","http_user_agent":"curl\\","request_time":0.000,"upstream_addr":""}
                """#),
        ReadableLog(
            name: "Caddy",
            text: #"""
                {"level":"info","ts":1789405331.123,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"203.0.113.7","remote_port":"51514","client_ip":"203.0.113.7","proto":"HTTP/2.0","method":"GET","host":"meet.example.org","uri":"/TeamSync?jwt=\#(jwt)","headers":{"User-Agent":["\#(firefox)"],"Referer":["https://lms.example.net/course/12"],"Cookie":["REDACTED"],"X-Forwarded-For":["203.0.113.7, 198.51.100.23"]},"tls":{"resumed":false,"version":772,"cipher_suite":4865,"proto":"h2","server_name":"meet.example.org"}},"bytes_read":0,"user_id":"","duration":0.0021,"size":18525,"status":200,"resp_headers":{"Server":["Caddy"]}}
                {"level":"info","ts":1789405332.5,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"2001:db8:85a3::8a2e:370:7334","remote_port":"51515","client_ip":"2001:db8:85a3::8a2e:370:7334","proto":"HTTP/1.1","method":"GET","host":"meet.example.org","uri":"/xmpp-websocket?room=teamsync&previd=Zm9vYmFy","headers":{"User-Agent":["\#(chrome)","second \"agent\""],"Authorization":["REDACTED"],"Empty":[]},"tls":{"resumed":true,"version":771,"cipher_suite":49199,"proto":"http/1.1","server_name":"meet.example.org"}},"bytes_read":0,"user_id":"lena.holm","duration":12.25,"size":0,"status":101,"resp_headers":{}}
                """#),
        ReadableLog(
            name: "Traefik",
            text: #"""
                {"ClientAddr":"203.0.113.7:51514","ClientHost":"203.0.113.7","ClientPort":"51514","ClientUsername":"-","DownstreamContentSize":18525,"DownstreamStatus":200,"Duration":3000000,"RequestAddr":"meet.example.org","RequestHost":"meet.example.org","RequestMethod":"GET","RequestPath":"/TeamSync?jwt=\#(jwt)","RequestProtocol":"HTTP/2.0","ServiceAddr":"192.0.2.20:80","TLSVersion":"1.3","level":"info","msg":"","request_Referer":"https://lms.example.net/course/12","request_User-Agent":"\#(firefox)","time":"2026-09-14T17:02:11Z"}
                {"ClientAddr":"[2001:db8:85a3::8a2e:370:7334]:51514","ClientHost":"2001:db8:85a3::8a2e:370:7334","ClientPort":"51514","ClientUsername":"lena.holm","RequestPath":"/http-bind?room=teamsync","TLSVersion":"1.2","level":"info","msg":"","time":"2026-09-14T17:02:12Z"}
                """#),
        ReadableLog(
            name: "Docker json-file",
            text: #"""
                {"log":"JVB 2026-09-14 19:02:11.000 INFO: [61] [confId=282f7e91722abba0 conf_name=teamsync@conference.meet.example.org epId=6b17a0f5 stats_id=Rosa-7Kd] Component.addUpdateRemoteCandidates#369: Update remote candidate for stream.RTP: 203.0.113.7:46862/udp\n","stream":"stdout","time":"2026-09-14T17:02:11.000123456Z"}
                {"log":"203.0.113.7 - - [14/Sep/2026:19:02:12 +0200] \"GET /TeamSync?jwt=\#(jwt) HTTP/2.0\" 200 18525 \"https://lms.example.net/course/12\" \"\#(firefox)\"\n","stream":"stdout","attrs":{"tag":"web","env":"x"},"time":"2026-09-14T17:02:12.000123456Z"}
                {"log":"java.net.ConnectException: Connection refused\r\n","stream":"stderr","time":"2026-09-14T17:02:13.000123456Z"}
                {"log":"\tat \u001b[32m/203.0.113.7:5222\u001b[0m\n","stream":"stderr","time":"2026-09-14T17:02:13.000123456Z"}
                """#),
        journal,
    ]

    static let journal = ReadableLog(
        name: "journalctl -o json",
        text: #"""
            {"PRIORITY":"6","__CURSOR":"s=19511dd180764cf4b274793b0db8255a;i=1;b=6c7c6013a26343b29e964691ff25d04c;m=5f5e100;t=659dc527f1000;x=6f40824a33a30757","_SYSTEMD_UNIT":"coturn.service","_TRANSPORT":"stdout","_PID":"812","_BOOT_ID":"6c7c6013a26343b29e964691ff25d04c","MESSAGE":"session 001000000000000001: realm <meet.example.org> user <1789491731>: incoming packet ALLOCATE processed, success","_MACHINE_ID":"a91663387a90b89f185d4e860000001a","SYSLOG_IDENTIFIER":"turnserver","__REALTIME_TIMESTAMP":"1789405331000000","_CMDLINE":"/usr/bin/x --turn 203.0.113.9","_HOSTNAME":"meet","_COMM":"turnserver","__MONOTONIC_TIMESTAMP":"100000000"}
            {"_BOOT_ID":"6c7c6013a26343b29e964691ff25d04c","SYSLOG_IDENTIFIER":"jvb","_PID":"900","_HOSTNAME":"meet","__MONOTONIC_TIMESTAMP":"101000000","PRIORITY":"3","__REALTIME_TIMESTAMP":"1789405332000000","_SYSTEMD_UNIT":"jitsi-videobridge2.service","MESSAGE":"java.net.ConnectException: Connection refused\n\tat org.example.Foo.bar(Foo.java:10)\n\tat /203.0.113.7:5222"}
            {"_PID":"901","_COMM":"prosody","_HOSTNAME":"meet","__REALTIME_TIMESTAMP":"1789405333000000","SYSLOG_IDENTIFIER":"prosody","PRIORITY":"4","MESSAGE":[112,114,111,115,111,100,121,58,32,99,97,102,233,32,255,32,50,48,51,46,48,46,49,49,51,46,55],"_SYSTEMD_UNIT":"prosody.service"}
            {"_PID":"77","_SYSTEMD_UNIT":"ssh.service","_COMM":"sshd","_HOSTNAME":"meet","PRIORITY":"6","SYSLOG_IDENTIFIER":"sshd","__REALTIME_TIMESTAMP":"1789405334000000","MESSAGE":["Connection from 203.0.113.5 port 50312","Authenticated as lena.holm@meet.example.org",null],"_CMDLINE":null}
            {"_PID":"78","_HOSTNAME":"meet","PRIORITY":"6","SYSLOG_IDENTIFIER":"nginx","__REALTIME_TIMESTAMP":"1789405335000000","MESSAGE":"203.0.113.7 - - [14/Sep/2026:19:02:15 +0200] \"GET /TeamSync?jwt=\#(jwt) HTTP/2.0\" 200 18525 \"-\" \"\#(firefox)\""}
            """#)

    static let syslog = ReadableLog(
        name: "syslog",
        text: #"""
            Sep 14 19:02:11 meet prosody[901]: c2s5581e7a3a4d0: Authenticated as lena.holm@meet.example.org
            Sep 14 19:02:11 meet sshd[77]: Accepted publickey for lena from 203.0.113.5 port 50312 ssh2: ED25519 SHA256:abc
            Sep 14 19:02:12 meet nginx: 203.0.113.7 - - [14/Sep/2026:19:02:12 +0200] "GET /TeamSync HTTP/2.0" 200 18525 "-" "curl/8.5.0"
            Sep 14 19:02:12 meet turnserver[812]: 12: : session 001000000000000001: peer 198.51.100.23:40011 lifetime updated: 600
            Sep 14 19:02:13 meet jvb[900]: java.net.ConnectException: Connection refused#012#011at /203.0.113.7:5222
            Sep 14 19:02:15 meet kernel: [UFW BLOCK] IN=eth0 OUT= MAC=00:00:5e:00:53:01:00:00:5e:00:53:02:08:00 SRC=203.0.113.7 DST=192.0.2.10 LEN=40 PROTO=TCP SPT=51514 DPT=22
            Sep 14 19:02:16 meet sshd[78]: error: invalid user rosa from 2001:db8:85a3::8a2e:370:7334 port 50313
            """#)
}
