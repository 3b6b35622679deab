import Foundation
import Subprocess
import SystemPackage
import Testing

/// Formats of one's own: `--log-format`, entries of the policy file, and `logscrub formats`.
@Suite("Formats of one's own, as the command takes them", .timeLimit(.minutes(20)))
struct OwnFormatCommandTests {
    @Test("A format is given as the server's configuration says it, several of them in turns with others")
    func option() async throws {
        let outcome = try await Command.run(
            [
                "--drop", "user", "--log-format", "nginx:$remote_user|$cookie_sid|$remote_addr", "--log-format",
                "apache:%u!%h",
            ],
            input: "ana|0a1b|203.0.113.7\nana!203.0.113.7\nclient 203.0.113.7\n")
        #expect(outcome.errors == "")
        #expect(outcome.text == "-|[secret]|203.0.0.0\n-!203.0.0.0\nclient 203.0.0.0\n")
    }

    @Test(
        "What is no format is an error of usage that says what one is",
        arguments: [
            (["--log-format", "ngnix:$a"], "did you mean 'nginx'?"),
            (["--log-format", "$remote_addr"], "begins with the server's name"),
            (["--log-format", "nginx:a $"], "begins the name of a variable"),
            (["--log-format", "nginx:$a", "--format", "text"], "give --format or --log-format, not both"),
        ])
    func mistakes(arguments: [String], message: String) async throws {
        let outcome = try await Command.run(["--no-config"] + arguments, input: "x\n")
        #expect(outcome.status == .exited(64))
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.text == "")
    }

    private static let policy = #"""
        [[format]]
        name = "shop"
        nginx = '$remote_addr [$time_iso8601] "$request" $status $http_x_customer "$http_referer"'
        fields = { http_x_customer = "user" }
        samples = [
          { line = '203.0.113.7 [2026-09-14T19:02:11+00:00] "GET /TeamSync HTTP/1.1" 200 K-1 "https://a.example/"', becomes = '203.0.0.0 [2026-09-14T19:02:11+00:00] "GET /{room} HTTP/1.1" 200 {user} "-"' },
        ]
        """#

    @Test("An entry of the policy file is a format, and its samples are tried before anything is read")
    func entry() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("config.toml", Self.policy)
        let record = #"203.0.113.7 [2026-09-14T19:02:11+00:00] "GET / HTTP/1.1" 200 K-12345 "https://a.example/""#
        let outcome = try await Command.run(["--config", "\(file)", "--drop", "user"], input: record + "\n")
        #expect(outcome.errors == "")
        #expect(outcome.text == #"203.0.0.0 [2026-09-14T19:02:11+00:00] "GET / HTTP/1.1" 200 - "-""# + "\n")
        let wrong = try folder.file("wrong.toml", Self.policy.replacing("{user}", with: "K-1"))
        let refused = try await Command.run(["--config", "\(wrong)"], input: record + "\n")
        #expect(refused.status == .exited(78))
        #expect(refused.text == "")
        #expect(refused.errors.contains("wrong.toml:6:3: the sample of the format 'shop' becomes"), "\(refused.errors)")
    }

    @Test("Each built-in format is listed, and nearly each with a record of it")
    func list() async throws {
        let formats = try await Command.run(["formats"])
        #expect(formats.status == .success)
        let names = formats.text.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
        for name in names {
            let outcome = try await Command.run(["--no-config", "--format", name], input: "x\n")
            #expect(outcome.status == .success, "\(name)")
        }
        #expect(names.count > 40)
        #expect(formats.text.split(separator: "\n").filter { !$0.contains(" ") } == ["auto", "text"])
    }

    @Test("The formats of an nginx.conf are printed for the policy file, with what includes hold")
    func fromConfiguration() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file(
            "nginx.conf",
            #"""
            # log_format none '$a';
            http {
                log_format main '$remote_addr [$time_local] '   # the client
                                "\"$request\" $status";
                log_format tabs escape=json "a:$remote_addr\tb:$cookie_sid";
                map $http_upgrade $connection { default upgrade; '' close; }
                include conf.d/*.conf;
                include nginx.conf;
            }
            """#)
        _ = try await Command.shell("mkdir conf.d", in: folder)
        try folder.file(
            "conf.d/site.conf",
            #"server { location ~ "^/[a-z]{2}/" { access_log /var/log/nginx/a.log main buffer=32k; } access_log off; }"#
        )
        let outcome = try await Command.run(["formats", "--from", "\(file)"])
        #expect(outcome.errors == "")
        #expect(
            outcome.text == #"""
                # /var/log/nginx/a.log
                [[format]]
                name = 'main'
                nginx = '$remote_addr [$time_local] "$request" $status'

                # nothing uses it
                [[format]]
                name = 'tabs'
                nginx = "a:$remote_addr\tb:$cookie_sid"


                """#)
        let policy = try folder.file("config.toml", outcome.text)
        #expect(try await Command.run(["config", "check", "\(policy)"]).status == .success)
        #expect(try await Command.run(["formats", "--from", "/nonexistent/nginx.conf"]).status == .exited(66))
    }

    /// Formats as administrators write them, with traces of what their authors wanted to know.
    private static let formats = [
        #"'$remote_addr - $remote_user [$time_local] $request "$status" $body_bytes_sent "$http_referer" "$http_user_agent"'"#,
        #""time:$time_local\thost:$host\taddr:$remote_addr\tuser:$remote_user\tpath:$uri\tquery:$args\tua:$http_user_agent\t""#,
        #"'$http_x_forwarded_for - $remote_user [$time_local] "$request" $status $bytes_sent $http_referer $http_user_agent'"#,
        #"'[$time_local] $remote_addr:$remote_port - $remote_user - $server_name to: $upstream_addr: $request $status in $request_time'"#,
        #"'$msec|$remote_addr|$request_method|$scheme://$host$request_uri|$http_cookie|$http_authorization|$cookie_sid|$arg_room|$status'"#,
        #"escape=json '{"t":"$time_iso8601","s":$status,"a":"$remote_addr","u":"$remote_user","r":"$request_uri","c":"$http_cookie","f":"$http_referer","b":"$http_user_agent"}'"#,
        #"escape=none '$time_iso8601 $remote_addr "$request" "$http_user_agent" "$http_cookie" $status'"#,
        #"'$host $remote_addr - $remote_user "$request_method $uri $server_protocol" $status "$http_referer" "$http_user_agent" uid=$cookie_sid'"#,
    ]

    @Test(
        "Of what the real nginx writes in such formats nobody's name, room, token or address is left",
        arguments: formats.indices)
    func realServer(index: Int) async throws {
        let folder = try TemporaryFolder()
        try folder.file(
            "nginx.conf",
            """
            daemon off; pid nginx.pid; error_log error.log; events {}
            http { log_format own \(Self.formats[index]); server { listen unix:nginx.sock; set_real_ip_from unix:;
              real_ip_header X-Real-IP; access_log access.log own; location / { return 200 "ok\\n"; } } }
            """)
        let outcome = try await Command.shell(
            #"""
            PATH="$PATH:/usr/sbin"
            chmod 755 . ; touch access.log; chmod 666 access.log
            nginx -p "$PWD" -c nginx.conf 2>nginx.txt & server=$!
            for _ in $(seq 100); do [ -S nginx.sock ] && break; sleep 0.1; done
            get() { curl --silent --output /dev/null --unix-socket nginx.sock -H 'X-Real-IP: 203.0.113.77' "$@"; }
            get --user ana.holm:hunter2 --referer https://portal.example.net/secret/page --cookie 'sid=0a1b2c3d; x=zz9' \
                -H 'X-Forwarded-For: 198.51.100.77, 203.0.113.9' 'http://meet.example.org/TeamSyncRoom?room=OtherRoom&jwt=eyJx'
            get --user-agent 'ev"il" "agent \ x' --cookie 'sid="quoted";x=0a1b2c3d' --referer 'a" "portal.example.net' \
                'http://meet.example.org/TeamSync%20Room/x|y?name=ana.holm'
            sleep 0.2; kill -QUIT $server; wait
            "$LOGSCRUB" formats --from nginx.conf >own.toml
            "$LOGSCRUB" --config "$PWD/own.toml" --stats access.log 2>stats
            grep 'looked at' stats; wc -l <access.log
            """#, in: folder)
        #expect(outcome.text.hasSuffix("records looked at: own 2\n2\n"), "\(outcome.text) \(outcome.errors)")
        for secret in [
            "203.0.113", "198.51.100", "ana.holm", "TeamSync", "OtherRoom", "eyJx", "0a1b2c3d", "portal.example.net",
            "evil", "hunter2", "YW5h",
        ] {
            #expect(!outcome.text.contains(secret), "\(secret) in \(outcome.text)")
        }
    }
}
