import Testing

@testable import LogScrub

@Suite("Users in home folders, in quotes and before addresses")
struct UserTests {
    private let scrubber = Scrubber(policy: Policy(level: .none))

    @Test(
        "A home folder is called as its user is",
        arguments: [
            ("open /home/ana/x failed", "open /home/[user]/x failed"), ("cwd=/home/ana", "cwd=/home/[user]"),
            ("in /home/ana.holm.", "in /home/[user]."), (#"{"f":"/home/ana/x"}"#, #"{"f":"/home/[user]/x"}"#),
            ("/home/ana", "/home/[user]"), ("/var/home/ana:rw", "/var/home/[user]:rw"),
            ("(/home/ana)", "(/home/[user])"),
        ])
    func homes(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "Pages that are called so, and homes of nobody, stay",
        arguments: [
            "see https://www.example.org/home/news now", "docs/home/ana/x", "/home/", "/home/$USER/x", "/home/root/x",
            "/home/www-data/x", "/homes/ana", "/home", "a/home/ana",
        ])
    func others(_ line: String) { #expect(scrubber.scrub(line) == line) }

    @Test(
        "A name in quotes is one behind the word for a user",
        arguments: [
            ("no user 'ana' here", "no user '[user]' here"), (#"for username "ana holm""#, #"for username "[user]""#),
            (#"{"m":"user \"ana\" left"}"#, #"{"m":"user \"[user]\" left"}"#),
            ("by user 'testuser1': user not found", "by user '[user]': user not found"),
        ])
    func quotes(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "Other words before quotes name nobody, and neither do other words in them",
        arguments: [
            "superuser 'x' y", "user 'root' y", "user '' y", "user 'www-data' y", "for 'ana' y", "user '%s' y",
            "user 'ana", #" "pw":"#, #" "authorization":"#, #"{"user \"",""}"#, #" user"#,
            #"ALTER TABLE "user" ADD"#, "the user's 'x'",
        ])
    func nobody(_ line: String) { #expect(scrubber.scrub(line) == line) }

    @Test(
        "The word before an address is a user where the sentence is one of a login",
        arguments: [
            ("Failed login attempt for ana.k from 203.0.113.7", "Failed login attempt for [user] from 0.0.0.0"),
            ("login: user ana from 2001:db8::7 ok", "login: user [user] from :: ok"),
            ("failure for user ana rhost=203.0.113.7", "failure for user [user] rhost=0.0.0.0"),
            ("password check failed for ana from 127.0.0.1", "password check failed for [user] from 127.0.0.1"),
        ])
    func sentences(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "Other sentences speak of nobody",
        arguments: [
            "waiting for peer from 127.0.0.1", "lookup for host from 127.0.0.1 failed", "connection from 127.0.0.1",
            "no password for service from 127.0.0.1", "login for root from 127.0.0.1", "user logged in from 127.0.0.1",
        ])
    func otherSentences(_ line: String) { #expect(scrubber.scrub(line) == line) }

    @Test(
        "Programs of a host are known without the number of their process",
        arguments: [
            ("Sep 14 19:02:11 h CRON: (ana) CMD (x)", "Sep 14 19:02:11 h CRON: ([user]) CMD (x)"),
            (
                "Sep 14 19:02:11 h dovecot: imap(ana)<7><SzGmBBrAFGUVFQAAUi6ngw>: Logged out",
                "Sep 14 19:02:11 h dovecot: imap([user])<7><[secret]>: Logged out"
            ),
            (
                "Sep 14 19:02:11 h systemd-logind: New session 12 of user ana.",
                "Sep 14 19:02:11 h systemd-logind: New session 12 of user [user]."
            ),
            (
                "Sep 14 19:02:11 h passwd: password for 'ana' changed by 'root'",
                "Sep 14 19:02:11 h passwd: password for '[user]' changed by 'root'"
            ),
        ])
    func tags(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "A header of RFC 5424 names a program as a tag does",
        arguments: [
            (
                "<37>1 2026-03-15T10:00:00Z h su 644 - -  (to ana) root on none",
                "<37>1 2026-03-15T10:00:00Z h su 644 - -  (to [user]) root on none"
            ),
            (
                "<78>1 2026-03-15T10:00:00Z h CRON 9 - - (ana) CMD (x)",
                "<78>1 2026-03-15T10:00:00Z h CRON 9 - - ([user]) CMD (x)"
            ),
            (
                "<38>1 2026-03-15T10:00:00Z h sshd 9 - [x@1 a=\"b\"] Access denied for user ana by PAM",
                "<38>1 2026-03-15T10:00:00Z h sshd 9 - [x@1 a=\"b\"] Access denied for user [user] by PAM"
            ),
            (
                "<86>1 2026-03-15T10:00:00Z h useradd 816 - -  new user: name=ana, UID=1003",
                "<86>1 2026-03-15T10:00:00Z h useradd 816 - -  new user: name=[user], UID=1003"
            ),
            (
                "<22>1 2026-03-15T10:00:00Z h postfix/smtpd 1598 - -  connect from pc7.example.net[203.0.113.7]",
                "<22>1 2026-03-15T10:00:00Z h postfix/smtpd 1598 - -  connect from 0.0.0.0[0.0.0.0]"
            ),
            (
                "<85>1 2026-03-15T10:00:00Z h sudo - - -       ana : PWD=/tmp ; USER=root ; COMMAND=/bin/id",
                "<85>1 2026-03-15T10:00:00Z h sudo - - -       [user] : PWD=/tmp ; USER=root ; COMMAND=/bin/id"
            ),
        ])
    func names(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "The name of a host before its address in brackets is the client's",
        arguments: [
            ("connect from pc7.example.net (203.0.113.7)", "connect from 0.0.0.0 (0.0.0.0)"),
            ("login: host=pc7.example.net [203.0.113.7]", "login: host=0.0.0.0 [0.0.0.0]"),
            ("sent to mx.example.net [203.0.113.7]", "sent to mx.example.net [0.0.0.0]"),
            ("from unknown [203.0.113.7]", "from unknown [0.0.0.0]"),
            ("from localhost.localdomain [127.0.0.1]", "from localhost.localdomain [127.0.0.1]"),
        ])
    func hosts(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "Ports stand beside an address in many ways",
        arguments: [
            ("203.0.113.7 on port 51514", "0.0.0.0 on port 0"), ("203.0.113.7, port 51514", "0.0.0.0, port 0"),
            ("203.0.113.7 (port 51514)", "0.0.0.0 (port 0)"), ("203.0.113.7 port: 51514", "0.0.0.0 port: 0"),
            ("peer=('203.0.113.7', 51514)", "peer=('0.0.0.0', 0)"),
        ])
    func ports(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "A value is closed by what opens it, in whatever language",
        arguments: [
            ("{u'email': u'ana@example.org', 'token': b'abc9f'}", "{u'email': u'[email]', 'token': b'[jwt]'}"),
            (#"user: Some("ana.holm"), password: Some("x1")"#, #"user: Some("[user]"), password: Some("[secret]")"#),
            ("ALTER USER a WITH PASSWORD 'x1';", "ALTER USER a WITH PASSWORD '[secret]';"),
            ("level=info method=GET path=/TeamSync status=200", "level=info method=GET path=/[room] status=200"),
            (#"{"MESSAGE":"New session 3 of user ana.holm."}"#, #"{"MESSAGE":"New session 3 of user [user]."}"#),
            ("x|http_user_agent:curl/8.5.0|status:200", "x|http_user_agent:-|status:200"),
        ])
    func closings(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test("The name of an own site before an address is the server's")
    func ownHosts() throws {
        var policy = Policy(level: .none)
        policy.ownSites = [try Site("meet.example.org")]
        #expect(
            Scrubber(policy: policy).scrub("from meet.example.org (203.0.113.7)") == "from meet.example.org (0.0.0.0)")
    }

    @Test(
        "What looks like a user, a version of an address or a secret, and is none, stays",
        arguments: [
            "user=root@pam x", "from=<root@localhost>", #"{"user_id":"root"}"#, #"{"UserID":"S-1-5-18"}"#, "user=??? x",
            "user = '[UNDEF]'", #"{"cpu":{"user": 28657198,"nice":0}}"#, "x/PCMU@8000h", "sid=50e01514 584127fc x",
            #"[junos@2636.1.1.1.2.129 a="b"]"#, "rv:1.9.2.15 x", #"{"activityDisplayName":"Update user"}"#,
            #"{"authorization":{"action":"Microsoft.X/write","scope":"/s"}}"#, "@media:print x",
            "Sep 14 19:02:11 h sshd[1]: pam_env(sshd:session): deprecated reading of user environment enabled",
            "Sep 14 19:02:11 h sudo: pam_limits(sudo:session): Could not set limit for 'core' to soft=0, hard=-1",
            "Sep 14 19:02:11 h passwd[7]: pam_pwquality(passwd:chauthtok): user aborted password change",
            "Sep 14 19:02:11 h runuser: pam_unix(runuser:session): session opened for user root(uid=0) by (uid=0)",
            "[Mon Nov 30 13:05:37.137311 2026] [authz_user:debug] [pid 7:tid 9] x", "sasl_username=(unavailable)",
            "=INFO REPORT==== 15-Mar-2026::10:00:00 ===", #"{"from":1726340531,"to":1726344131}"#,
            "user = User.objects.get(pk=1)", "token = self.get_token(request)",
            #"password = os.environ.get("DB_PASSWORD")"#,
            "h systemd[1]: Finished systemd-fsck@dev-disk-by\\x2duuid-1234.service",
            "ehlo=1 user=1 auth=0/1 commands=2/9",
            "Sep 14 19:02:11 h cron[1]: (*system*popularity-contest) RELOAD (/etc/cron.d/popularity-contest)",
            "127.0.0.1 - - [15/Mar/2026:10:00:00 +0000] \"GET /.git/config HTTP/1.1\" 404 5",
            "127.0.0.1 - - [15/Mar/2026:10:00:00 +0000] \"GET /wp-admin/setup-config.php HTTP/1.1\" 404 5",
        ])
    func nothing(_ line: String) { #expect(scrubber.scrub(line) == line) }
}
