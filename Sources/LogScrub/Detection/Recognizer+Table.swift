/// The rows: a name, the signs, and samples, each with what must be found in it. All addresses and names are invented.
// swift-format-ignore
extension Recognizer {
    /// What takes one row after the other.
    typealias Visitor = (_ name: StaticString, _ signs: Signs, _ samples: [Sample]) -> Void

    /// What `AddressDetector` finds.
    @inline(__always)
    static func addresses(_ row: Visitor) {
        row("dotted quad", [.numberDot], [
            Sample("client 203.0.113.7 connected", .address, "203.0.113.7"),
            Sample("peer (198.51.100.123:51514)", .address, "198.51.100.123"),
            Sample("seen 203.0.113.x twice", .address, "203.0.113"),
        ])
        row("reversed quad", [.numberDot], [
            Sample("query 7.113.0.203.in-addr.arpa IN PTR", .address, "7.113.0.203"),
            Sample("zone 113.0.203.in-addr.arpa", .address, "113.0.203"),
        ])
        row("reversed nibbles", [.nibbleDot], [
            Sample("query 7.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", .address, "7.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2"),
            Sample("zone b.a.8.b.d.0.1.0.0.2.ip6.arpa", .address, "b.a.8.b.d.0.1.0.0.2"),
        ])
        row("dial-up name", [.dialUpDot], [
            Sample("from pCB007107.dip0.example.net", .address, "CB007107"),
            Sample("from host-cb007107.dyn.example.net", .address, "cb007107"),
        ])
        row("groups", [.doubledColon, .groupColon], [
            Sample("client 2001:db8::7 connected", .address, "2001:db8::7"),
            Sample("peer [2001:db8:85a3::8a2e:7334]:51514", .address, "2001:db8:85a3::8a2e:7334"),
            Sample("from 2001:db8:0:0:0:0:0:7 port 51514", .address, "2001:db8:0:0:0:0:0:7"),
            Sample("from 2001:0db8:85a3:0000:0000:8a2e:0370:7334", .address, "2001:0db8:85a3:0000:0000:8a2e:0370:7334"),
            Sample("from 0:0:0:0:0:ffff:203.0.113.7", .address, "0:0:0:0:0:ffff:203.0.113.7"),
        ])
        row("dashed name", [.listSeparator], [
            Sample("from dhcp-192-0-2-66.example.net", .address, "192-0-2-66"),
            Sample("from 2001-db8--7.example.net", .address, "2001-db8--7"),
            Sample("from ip-203-0-113-123", .address, "203-0-113-123"),
        ])
        row("hexadecimal label", [.labelHyphen], [
            Sample("from pool-cb007107.example.net", .address, "cb007107"),
            Sample("from dsl-CB007163.users.example.net", .address, "CB007163"),
        ])
        row("crossed name", [.cross], [
            Sample("from 203x0x113x7.example.net", .address, "203x0x113x7"),
            Sample("from 198X51X100X123", .address, "198X51X100X123"),
        ])
        row("list of numbers", [.listSeparator, .listBrace], [
            Sample("PORT 192,0,2,7,200,21", .address, "192,0,2,7"),
            Sample("from {203,0,113,7} on", .address, "203,0,113,7"),
            Sample("from {8193,3512,34211,4660,22136,39612,57072,4660}", .address,
                "8193,3512,34211,4660,22136,39612,57072,4660"),
            Sample("from {64512,34211,35374,32512,22136,39612,57072,46600}", .address,
                "64512,34211,35374,32512,22136,39612,57072,46600"),
            Sample("from {8193, 3512, 34211, 0, 0, 35374, 880, 29492}", .address,
                "8193, 3512, 34211, 0, 0, 35374, 880, 29492"),
            Sample("[32,50,48,51,46,48,46,49,49,51,46,55,32]", .address, "50,48,51,46,48,46,49,49,51,46,55"),
        ])
        row("escaped address", [.escape], [
            Sample("from=2001%3Adb8%3A%3A7&", .address, "2001%3Adb8%3A%3A7"),
            Sample(#"from 203\x2E0\x2e113\x2e7"#, .address, #"203\x2E0\x2e113\x2e7"#),
            Sample("from 2001&#58;db8&#58;&#58;7", .address, "2001&#58;db8&#58;&#58;7"),
            Sample(#"from 203\.0\.113\.7"#, .address, #"203\.0\.113\.7"#),
        ])
    }

    /// What `PersonalDetector` finds.
    @inline(__always)
    static func persons(_ row: Visitor) {
        row("JID or mail address", [.at], [
            Sample("mail ana@example.net bounced", .email, "ana@example.net"),
            Sample("joined teamsync@conference.meet.example.org/Ana", .room, "teamsync"),
            Sample("call sip:ana@example.net", .sip, "ana"),
            Sample("for @ana.k:example.org in", .user, "ana.k"),
            Sample("from=<bounces+ana=example.org@lists.example.net>", .email,
                "bounces+ana=example.org@lists.example.net"),
        ])
        row("keyed value", [.equalsOrBracket, .keyColon], [
            Sample("user=ana id=7", .user, "ana"),
            Sample("password: Zm9vYmFy", .secret, "Zm9vYmFy"),
            Sample(#"{"displayName":"Ana"}"#, .displayName, "Ana"),
            Sample(#"{"l2":"a","password2":"Zm9vYmFy"}"#, .secret, "Zm9vYmFy"),
            Sample("    [password] => Zm9vYmFy", .secret, "Zm9vYmFy"),
            Sample("DATABASE USER:[3] 'ana' PRIVILEGE", .user, "ana"),
            Sample("id=7&user[password]=Zm9vYmFy&x=y", .secret, "Zm9vYmFy"),
            Sample("Key (email, n)=(ana, 7) already exists.", .email, "ana"),
            Sample("GET / Referer: https://other.example/x ok", .referrer, "https://other.example/x"),
        ])
        row("pair", [.listBrace, .quoteBlank], [
            Sample(#"got {user,<<"ana">>} from"#, .user, "ana"),
            Sample(#"{:password, "Zm9v"}"#, .secret, "Zm9v"),
            Sample("form ('user', 'ana.holm')", .user, "ana.holm"),
        ])
        row("attribute of a directory", [.equalsOrBracket], [
            Sample(#"BIND dn="cn=Ana Holm,ou=people,dc=example,dc=org""#, .displayName, "Ana Holm"),
            Sample(#"filter="(&(uid=ana)(x=1))""#, .user, "ana"),
        ])
        row("account behind its domain", [.escape], [
            Sample(#"Auth: [SMB2,(null)] user [DOM]\[ana] at [x]"#, .user, "ana"),
            Sample(#"Auth: user [DOM]\[root] at [x] workstation [ANAS-PC] remote"#, .hostName, "ANAS-PC"),
        ])
        row("heading", [.keyColon], [
            Sample("Account Name:  ana  Account Domain:  DOM", .user, "ana"),
            Sample("Logon Account: ana Source Workstation: ANAS-PC", .hostName, "ANAS-PC"),
        ])
        row("source of data", [.at], [
            Sample("open ana:Zm9v@tcp(db:3306)/x", .secret, "ana:Zm9v"),
            Sample("to jdbc:oracle:thin:ana/Zm9v@db:1521:x", .secret, "ana/Zm9v"),
        ])
        row("URL", [.keyColon], [
            Sample("see https://meet.example.org/TeamSync?jwt=x now", .query, "?jwt=x"),
            Sample("see wss://ana:Zm9v@meet.example.org/ now", .secret, "ana:Zm9v"),
            Sample(#"{"page":"https:\/\/meet.example.org\/TeamSync?jwt=x"}"#, .query, "?jwt=x"),
        ])
        row("MAC address", [.pairColon, .listSeparator], [
            Sample("device 52:54:00:12:34:56 is up", .mac, "52:54:00:12:34:56"),
            Sample("device 52-54-00-12-34-56 is up", .mac, "52-54-00-12-34-56"),
            Sample("IN=eth0 MAC=52:54:00:12:34:56:52:54:00:65:43:21:08:00 SRC", .mac, "52:54:00:65:43:21"),
        ])
        row("fingerprint", [.pairColon], [
            Sample("sha-1 7C:1E:90:33:44:55:66:77:88:99:00:11:22:33:44:55:66:77:88:99", .fingerprint,
                "7C:1E:90:33:44:55:66:77:88:99:00:11:22:33:44:55:66:77:88:99"),
            Sample("md5 7c:1e:90:33:44:55:66:77:88:99:00:11:22:33:44:55", .fingerprint,
                "7c:1e:90:33:44:55:66:77:88:99:00:11:22:33:44:55"),
        ])
        row("phrase", [.keyColon, .tab], [
            Sample("prosody[901]: All resources of ana are now offline", .user, "ana"),
            Sample("c2s55d0\tinfo\tTried to resume non-existent session with id Zm9v", .secret, "Zm9v"),
            Sample("check_ntlm_password:  Authentication for user [ana] -> [ana] FAILED", .user, "ana"),
        ])
        row("login", [.keyColon], [
            Sample("sshd[812]: Connection closed by authenticating user ana port 22", .user, "ana"),
            Sample("pam_unix(su:session): session opened for user ana(uid=1000) by (uid=0)", .user, "ana"),
            Sample("CRON[7]: (ana) CMD (backup)", .user, "ana"),
            Sample("CRON[7]: (root) CMD (mysqldump -u ana -p'Zm9v' shop)", .secret, "Zm9v"),
            Sample("CRON[7]: (root) CMD (cd /x && curl -u bo:Zm9v https://example.org/)", .secret, "bo:Zm9v"),
            Sample("systemd-logind[400]: New session 12 of user ana.", .user, "ana"),
            Sample("host su: (to root) ana on pts/0", .user, "ana"),
        ])
        row("sudo", [.keyColon], [
            Sample("sudo:     ana : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/bin/true", .user, "ana"),
            Sample("sudo:     bea : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/mysql -pZm9v shop", .secret, "Zm9v"),
            Sample("sudo:     ana : user NOT in sudoers ; TTY=pts/0 ; PWD=/srv/files", .user, "ana"),
        ])
        row("name in quotes", [.quoteBlank, .escape], [
            Sample("attempt by user 'ana.holm' from somewhere", .user, "ana.holm"),
            Sample(#"no such user "ana holm" here"#, .user, "ana holm"),
            Sample(#"{"m":"no such user \"ana\" here"}"#, .user, "ana"),
            Sample("for username 'ana'", .user, "ana"),
            Sample(#"failed for user ""ana"",,,"#, .user, "ana"),
            Sample(#"login from host "laptop.example.net" ok"#, .hostName, "laptop.example.net"),
        ])
        row("quoted user", [.keyColon], [
            Sample(#"*5 user "ana": password mismatch, server: x"#, .user, "ana"),
            Sample(#"*5 user "ana muster": password mismatch"#, .user, "ana muster"),
        ])
        row("TURN user", [.keyColon], [
            Sample("check_stun_auth: user ana credentials are incorrect", .user, "ana"),
            Sample("session 7: user 1787739072:ana credentials are incorrect", .user, "1787739072:ana"),
        ])
        row("element", [.equalsOrBracket, .escape], [
            Sample("got <nick>Ana</nick>", .displayName, "Ana"),
            Sample("realm <example.org> user <ana>", .user, "ana"),
            Sample(#"From: "Ana Muster" <sip:7@example.net>"#, .displayName, "Ana Muster"),
            Sample("got <user>ana</user>", .user, "ana"),
            Sample("got &lt;nick&gt;Ana&lt;/nick&gt;", .displayName, "Ana"),
            Sample(#"got \u003Cnick\u003EAna\u003C/nick\u003E"#, .displayName, "Ana"),
        ])
        row("telephone number", [.plus], [
            Sample("dialing +4930123456 now", .phone, "+4930123456"),
            Sample("dialing +49 30 123456", .phone, "+49 30 123456"),
        ])
        row("home folder", [.homeSlash], [
            Sample("open /home/ana.holm/x failed", .user, "ana.holm"),
            Sample("cwd=\"/var/home/ana\"", .user, "ana"),
            Sample("in /home/ana.", .user, "ana"),
        ])
        row("web token", [.letterJ], [
            Sample("got eyJhbGciOiJIUzI1NiJ9.e30.Zm9v from x", .token, "eyJhbGciOiJIUzI1NiJ9.e30.Zm9v"),
            Sample("Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9", .token, "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9"),
        ])
        row("option", [.doubledHyphen], [
            Sample("run tool --password Zm9vYmFy now", .secret, "Zm9vYmFy"),
            Sample("run tool --token Zm9vYmFy", .token, "Zm9vYmFy"),
        ])
        row("session", [.listSeparator], [
            Sample("sid '910ad0ce-5b0a-4a1c-9d3e-0123456789ab' closed", .session, "910ad0ce-5b0a-4a1c-9d3e-0123456789ab"),
            Sample("bosh910ad0ce-5b0a-4a1c-9d3e-0123456789ab info", .session, "910ad0ce-5b0a-4a1c-9d3e-0123456789ab"),
        ])
        row("escaped key", [.escape], [
            Sample("to %2Flogin%3Fa%3Db%26password%3DZm9vYmFy%26x%3Dy", .secret, "Zm9vYmFy"),
            Sample(#"body {\x22password\x22:\x22Zm9vYmFy\x22} sent"#, .secret, "Zm9vYmFy"),
            Sample("body %7B%22password%22%3A%22Zm9vYmFy%22%7D sent", .secret, "Zm9vYmFy"),
        ])
        row("escaped sign", [.escape], [
            Sample("to ana%40example.net", .email, "ana%40example.net"),
            Sample(#"to ana\x40example.net"#, .email, #"ana\x40example.net"#),
            Sample("to ana&#64;example.net", .email, "ana&#64;example.net"),
            Sample("to %2B4930123456", .phone, "%2B4930123456"),
            Sample("to 7C%3A1E%3A90%3A33%3A44%3A55%3A66%3A77%3A88%3A99%3A00%3A11%3A22%3A33%3A44%3A55", .fingerprint,
                "7C%3A1E%3A90%3A33%3A44%3A55%3A66%3A77%3A88%3A99%3A00%3A11%3A22%3A33%3A44%3A55"),
            Sample("to https%3A%2F%2Fmeet.example.org%2FTeamSync", .query, "%2FTeamSync"),
        ])
    }

    /// What formats need: a record with fields must be looked at, whatever its text.
    @inline(__always)
    static func records(_ row: Visitor) {
        row("date of an access log", [.pairColon], [
            Sample("client.example.net - ana [25/Aug/2026:10:11:12 +0200]", .user, "ana"),
            Sample(#"client.example.net - - [25/Aug/2026:10:11:12 +0200] "-" 408 0"#, .hostName, "client.example.net"),
        ])
        row("request", [.protocolSlash], [
            Sample(#"x "GET /TeamSync HTTP/2" 200"#, .room, "TeamSync"),
            Sample(#"x "GET /TeamSync HTTP/1.1" 200"#, .room, "TeamSync"),
        ])
        row("request without a protocol", [.quoteBlank], [
            Sample("GET /TeamSync 200 3.123 ms - 15", .room, "TeamSync"),
            Sample("DELETE /TeamSync 200 - ms - -", .room, "TeamSync"),
            Sample(#"[2026-03-15 10:00:00.123] [INFO] access - [LEAVE] Pad "teamsync": left"#, .room, "teamsync"),
        ])
        row("subsystem", [.closedBracket], [
            Sample("13[IKE] authentication of 'ana.holm' with EAP successful", .user, "ana.holm"),
            Sample("2026-09-14T19:02:11.083+0000 I ACCESS   [conn1] Successfully authenticated as principal ana.holm on admin",
                .user, "ana.holm"),
        ])
        row("nginx's process", [.escape], [
            Sample(#"2026/08/25 10:11:12 [error] 812#812: *5 open() "/TeamSync" failed"#, .room, "TeamSync"),
            Sample(#"2026/08/25 10:11:12 [error] 812#812: *5 open() "/usr/share/jitsi-meet/TeamSync" failed"#, .room,
                "TeamSync"),
        ])
    }
}
