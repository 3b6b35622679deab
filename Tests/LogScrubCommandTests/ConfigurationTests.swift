import Foundation
import Subprocess
import SystemPackage
import Testing

/// The policy file, the switches for single kinds, and `logscrub config`.
@Suite("Policy files", .timeLimit(.minutes(20)))
struct ConfigurationTests {
    private static let record =
        #"203.0.113.7 - ana [15/Mar/2026:10:00:00 +0000] "GET /a.html?x=1 HTTP/1.1" 200 5 "https://meet.example.org/" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0""#

    /// What becomes of the record with a policy file.
    private func scrubbed(_ policy: String, _ arguments: [String] = []) async throws -> Command.Outcome {
        let folder = try TemporaryFolder()
        let file = try folder.file("config.toml", policy)
        return try await Command.run(["--config", "\(file)"] + arguments, input: Self.record + "\n")
    }

    struct Setting: Sendable, CustomTestStringConvertible {
        let policy: String
        let arguments: [String]
        let becomes: String

        init(_ policy: String, _ arguments: String..., becomes: String) {
            (self.policy, self.arguments, self.becomes) = (policy, arguments, becomes)
        }

        var testDescription: String { "\(policy) \(arguments.joined(separator: " "))" }
    }

    static let settings = [
        Setting(
            #"level = "none""#,
            becomes: #"0.0.0.0 - - [15/Mar/2026:10:00:00 +0000] "GET /a.html HTTP/1.1" 200 5 "-" "-""#),
        Setting(
            #"level = "none""#, "--level", "minimal", "--drop", "user",
            becomes: #"203.0.0.0 - - [15/Mar/2026:10:00:00 +0000] "GET /a.html HTTP/1.1" 200 5 "-" "Firefox/128""#),
        Setting(
            "ipv4-prefix = 8\nsites = [\".example.org\"]\n[treatments]\nuser = \"replace\"",
            becomes:
                #"203.0.0.0 - - [15/Mar/2026:10:00:00 +0000] "GET /a.html HTTP/1.1" 200 5 "https://meet.example.org/" "Firefox/128""#
        ),
        Setting(
            "own-networks = [\"203.0.113.0/24\"]\n[treatments]\nuser = \"replace\"\nquery = \"keep\"\nuser-agent = \"drop\"",
            becomes: #"203.0.113.7 - - [15/Mar/2026:10:00:00 +0000] "GET /a.html?x=1 HTTP/1.1" 200 5 "-" "-""#),
        Setting(
            "[treatments]\nuser = \"replace\"", "--keep", "user", "--treat", "query=keep", "--keep", "address",
            becomes:
                #"203.0.113.7 - ana [15/Mar/2026:10:00:00 +0000] "GET /a.html?x=1 HTTP/1.1" 200 5 "-" "Firefox/128""#),
        Setting(
            "query-keys = [\"x\"]\n[treatments]\nuser = \"replace\"",
            becomes: #"203.0.0.0 - - [15/Mar/2026:10:00:00 +0000] "GET /a.html?x=1 HTTP/1.1" 200 5 "-" "Firefox/128""#),
        Setting(
            "secret-keys = ['ana']\ntime-resolution = 'hour'\n[keep]\nusers = ['ana']\naddresses = ['203.0.113.7']",
            becomes:
                #"203.0.113.7 - ana [15/Mar/2026:10:00:00 +0000] "GET /a.html HTTP/1.1" 200 5 "-" "Firefox/128""#),
        Setting(
            "[[kind]]\nname = 'page'\n[[rule]]\nkind = 'page'\npattern = '\\w+\\.html'\n[treatments]\nuser = \"keep\"",
            becomes: #"203.0.0.0 - ana [15/Mar/2026:10:00:00 +0000] "GET /[page] HTTP/1.1" 200 5 "-" "Firefox/128""#),
        Setting(
            "[[kind]]\nname = 'page'\n[[rule]]\nkind = 'page'\npattern = '\\w+\\.html'\n[treatments]\nuser = \"keep\"",
            "--keep", "page",
            becomes: #"203.0.0.0 - ana [15/Mar/2026:10:00:00 +0000] "GET /a.html HTTP/1.1" 200 5 "-" "Firefox/128""#),
        Setting(
            "redact = ['a\\.html']\n[treatments]\nuser = \"keep\"",
            becomes: #"203.0.0.0 - ana [15/Mar/2026:10:00:00 +0000] "GET /[redacted] HTTP/1.1" 200 5 "-" "Firefox/128""#
        ),
    ]

    @Test("A setting does what the option of its name does, and an option wins", arguments: settings)
    func setting(_ setting: Setting) async throws {
        let outcome = try await scrubbed(setting.policy, setting.arguments)
        #expect(outcome.errors == "")
        #expect(outcome.text == setting.becomes + "\n")
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let policy: String
        let message: String

        init(_ policy: String, _ message: String) { (self.policy, self.message) = (policy, message) }

        var testDescription: String { policy }
    }

    static let mistakes = [
        Mistake(#"levle = "none""#, ":1:1: unknown setting 'levle'; did you mean 'level'? There are level, "),
        Mistake("\nlevel = 3", ":2:9: this is a number; it must be text in quotes"),
        Mistake(#"level = "minimla""#, ":1:9: unknown level 'minimla'; did you mean 'minimal'?"),
        Mistake("ipv4-prefix = 40", ":1:15: 40 is not from 0 to 32"),
        Mistake("ipv4-prefix = 1.5", ":1:15: this is a fraction, a date or a time; it must be a number"),
        Mistake("sites = [\".example.org\",\n \"a b\"]", ":2:2: a site is a host name such as"),
        Mistake(#"sites = ".example.org""#, ":1:9: this is text; it must be a list of texts"),
        Mistake(#"own-networks = ["192.0.2.7/24"]"#, "did you mean 192.0.2.0/24?"),
        Mistake(#"redact = ["("]"#, ":1:11: missing closing parenthesis at position 1"),
        Mistake("treatments = true", ":1:14: this is true or false; it must be a table"),
        Mistake("[treatments]\nusr = \"keep\"", ":2:1: unknown kind 'usr'; did you mean 'user'?"),
        Mistake(
            "[treatments]\nport = \"pseudonym\"",
            ":2:8: unknown treatment of the kind port 'pseudonym'; there are keep, "),
        Mistake(
            "ipv6-prefix = 64\n[treatments]\naddress = \"keep\"", "the prefixes are for addresses that are truncated"),
        Mistake("key-file = \"a\"\nkeyring = \"b\"", "give key-file or keyring, not both"),
        Mistake(#"method = "cryptopan""#, "need --level pseudonymous"),
        Mistake("level = \"none\"\nlevel = \"minimal\"", ":2:9: "),
        Mistake("[[format]]\nnginx = '$a'", ":1:1: a format has a name"),
        Mistake("[[format]]\nname = 'a'", "a format says what stands in a record: nginx = '…'"),
        Mistake("[[format]]\nname = 'a'\nngnix = '$a'", ":3:1: unknown setting 'ngnix'; did you mean 'nginx'?"),
        Mistake("[[format]]\nname = 'a'\nnginx = '$'", ":3:9: a dollar sign in nginx's log_format begins"),
        Mistake("[[format]]\nname = 'a'\nnginx = '$a'\napache = '%h'", ":4:1: a format is one server's"),
        Mistake("[[format]]\nname = 'combined'\nnginx = '$a'", ":2:8: 'combined' is the name of a built-in format"),
        Mistake(
            "[[format]]\nname = 'a'\nnginx = '$a'\nfields = { a = 'usr' }",
            ":4:16: unknown kind 'usr'; did you mean 'user'?"),
        Mistake(
            "[[format]]\nname = 'a'\nnginx = '$a'\n[[format]]\nname = 'a'\nnginx = '$b'", "two formats are called 'a'"),
        Mistake("[[rule]]\nkind = 'user'", ":1:1: a rule has a pattern, pattern = '…', or keys"),
        Mistake("[[rule]]\nkind = 'usr'\npattern = 'a'", ":2:8: unknown kind 'usr'; did you mean 'user'?"),
        Mistake("[[rule]]\nkind = 'port'\npattern = 'a'", ":3:11: a pattern cannot find the kind port"),
        Mistake("[[rule]]\npattern = '('", ":2:11: missing closing parenthesis"),
        Mistake("[[rule]]\npatern = 'a'", ":2:1: unknown setting 'patern'; did you mean 'pattern'?"),
        Mistake(
            "[treatments]\nuser = 'keep'\n[[rule]]\nkind = 'user'\npattern = 'a'", ":3:1: this rule can never apply"),
        Mistake(
            "[[rule]]\npattern = 'a'\nsamples = [ { line = 'a' } ]", ":3:13: a sample has a line, and what it becomes"),
        Mistake(
            "[[rule]]\nkind = 'user'\npattern = 'K-(?<value>[0-9]+)'\nsamples = [ { line = 'K-1', becomes = '{user}' } ]",
            ":4:13: the sample of the rule becomes"),
        Mistake("[[kind]]\nname = 'user'", ":2:8: 'user' is a built-in kind"),
        Mistake("[[kind]]\nname = 'Page'", ":2:8: a kind's name has 16 small letters, digits and hyphens"),
        Mistake("[[kind]]\nname = 'page'\n[[kind]]\nname = 'page'", ":3:1: two kinds are called 'page'"),
        Mistake("[[kind]]\nname = 'page'\npseudonym = 1", ":3:13: this is a number; it must be true or false"),
        Mistake("[[kind]]\npseudonym = true", ":1:1: a kind has a name"),
        Mistake("[[rule]]\npattern = 'a'\nkeys = ['b']", ":3:1: a rule has a pattern or keys, not both"),
        Mistake("[[rule]]\nkeys = ['a b']", ":2:8: the name of a key has letters, digits"),
        Mistake("[[rule]]\nkeys = []", ":2:8: give the names of keys"),
        Mistake("[[rule]]\npattern = ''", ":2:11: the pattern is empty"),
        Mistake("[[rule]]\nkeys = ['a']\nformats = []", ":3:11: name the formats, or leave them out"),
        Mistake("[[rule]]\nkeys = ['a']\nformats = ['syslog']", ":3:11: records are of no format 'syslog'"),
        Mistake(
            "[[rule]]\nkeys = ['a']\nformats = ['ngnix-error']",
            ":3:12: unknown format 'ngnix-error'; did you mean 'nginx-error'?"),
        Mistake("secret-keys = ['a=']", ":1:16: the name of a key has letters"),
        Mistake("[keep]\nuser = ['a']", ":2:1: unknown setting 'user'; did you mean 'users'?"),
        Mistake("[keep]\naddresses = ['203.0.113.7/8']", ":2:14: the address has bits after its first 8"),
        Mistake("[keep]\nwords = ['(']", ":2:10: missing closing parenthesis"),
        Mistake("[keep]\nusers = ['']", ":2:10: a name that stays is not empty"),
        Mistake("[[site]]\npaths = 'keep'", ":1:1: a site has a host"),
        Mistake("[[site]]\nhost = 'a b'", ":2:8: a site is a host name"),
        Mistake(
            "[[site]]\nhost = 'a.example'\npaths = 'kept'",
            ":3:9: unknown way to read paths 'kept'; did you mean 'keep'?"),
        Mistake("[[site]]\nhost = '.example'\n[[site]]\nhost = 'a.example'", ":3:1: this site can never apply"),
        Mistake("[[site]]\nhost = 'a.example'\n[[site]]\nhost = 'a.example'", ":3:1: two sites have the host"),
        Mistake("[[source]]\nformat = 'nginx-json'", ":1:1: a source has files"),
        Mistake("[[source]]\nfiles = ['a.log']\nformat = 'text'", ":2:10: a source's files are whole paths"),
        Mistake("[[source]]\nfiles = ['/a.log']", ":1:1: a source says what its files hold"),
        Mistake("[[source]]\nfiles = ['/a.log']\nformat = 'shop'", ":3:10: unknown format 'shop'; "),
        Mistake(
            "[[source]]\nfiles = ['/a']\nlevel = 'none'\n[[source]]\nfiles = ['/a']\nlevel = 'none'",
            ":5:10: two sources have the files '/a'"),
        Mistake("time-resolution = 'minute'", ":1:19: unknown resolution of times 'minute'; there are hour, day"),
        Mistake("time-zone = 'Europe/Berln'", ":1:13: this system has no time zone 'Europe/Berln'"),
        Mistake("time-zone = '../../etc/passwd'", ":1:13: this system has no time zone"),
        Mistake("[format]\nname = 'a'", "this is a table; it must be"),
        Mistake("level = ", ":1:"),
        Mistake("[", ":1:"), Mistake("[[..", ":1:3: "), Mistake("[,,", ":1:2: "), Mistake("[[[", ":1:3: "),
    ]

    @Test("A mistake is named with its line and column before anything is read", arguments: mistakes)
    func mistake(_ mistake: Mistake) async throws {
        let outcome = try await scrubbed(mistake.policy)
        #expect(outcome.status == .exited(78))
        #expect(outcome.text == "")
        #expect(outcome.errors.contains("config.toml"))
        #expect(outcome.errors.contains(mistake.message), "\(outcome.errors)")
    }

    @Test("A file that others may change is refused, and one that is missing is an error")
    func trust() async throws {
        let folder = try TemporaryFolder()
        try folder.file("config.toml", "level = \"none\"")
        let open = try await Command.shell(
            #"chmod g+w config.toml; "$LOGSCRUB" --config config.toml </dev/null"#, in: folder)
        #expect(open.status == .exited(78))
        #expect(open.errors.contains("chmod go-w"))
        let missing = try await Command.run(["--config", "/nonexistent/config.toml"], input: "")
        #expect(missing.status == .exited(66))
    }

    @Test("A user's own file is found, and --no-config reads none")
    func places() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            mkdir -p home/logscrub; chmod 755 . home home/logscrub; printf 'level = "none"' >home/logscrub/config.toml
            chmod 644 home/logscrub/config.toml
            cp "$LOGSCRUB" program; chmod 755 program
            run() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
            if [ "$(id -u)" = 0 ]; then chown -R 65534 home; fi
            echo 203.0.113.7 | run env XDG_CONFIG_HOME="$PWD/home" ./program
            echo 203.0.113.7 | run env XDG_CONFIG_HOME="$PWD/home" ./program --no-config
            mkdir closed; chmod 700 closed
            if [ "$(id -u)" = 0 ]; then echo 203.0.113.7 | run env XDG_CONFIG_HOME="$PWD/closed" ./program; else echo 203.0.0.0; fi
            """, in: folder)
        #expect(outcome.errors == "")
        // A folder that is closed to the user is root's.
        #expect(outcome.text == "0.0.0.0\n203.0.0.0\n203.0.0.0\n")
    }

    @Test("A key stands beside the file")
    func key() async throws {
        let folder = try TemporaryFolder()
        try folder.file("config.toml", "key-file = \"site.key\"\nperiod = \"none\"\n")
        let outcome = try await Command.shell(
            """
            "$LOGSCRUB" key new site.key; chmod 700 .; cd /
            echo 'user=ana' | "$LOGSCRUB" --config "$OLDPWD/config.toml"
            "$LOGSCRUB" pseudonym --key-file "$OLDPWD/site.key" --period none --kind user ana
            """, in: folder)
        let lines = outcome.text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first.map(String.init) == lines.last.map { "user=\($0)" })
    }

    @Test("A rule says where a value of a kind stands, and its samples are tried")
    func rule() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file(
            "config.toml",
            #"""
            [[rule]]
            kind = "user"
            pattern = '\bK-(?<value>[0-9]{5})\b'
            samples = [ { line = "order of K-12345 paid", becomes = "order of K-{user} paid" } ]
            [[rule]]
            pattern = 'pin \d+'
            """#)
        let outcome = try await Command.run(
            ["--config", "\(file)", "--drop", "user", "--stats"], input: "K-54321 has pin 4711 at 203.0.113.7\n")
        #expect(outcome.text == "K-[user] has [redacted] at 203.0.0.0\n")
        #expect(outcome.errors.contains("findings: address 1, pattern 1, user 1"))
        let shown = try await Command.run(["config", "show", "--config", "\(file)"])
        #expect(
            shown.text.contains("[[rule]]\nkind = \"user\"\npattern = '\\bK-(?<value>[0-9]{5})\\b'"), "\(shown.text)")
    }

    @Test("pseudonym and decrypt take the key, the period and the method from the file, and options win")
    func commands() async throws {
        let folder = try TemporaryFolder()
        try folder.file(
            "config.toml",
            "level = \"pseudonymous\"\nkey-file = \"site.key\"\nperiod = \"none\"\nmethod = \"ipcrypt-pfx\"\n")
        try folder.file(
            "other.toml", "level = \"pseudonymous\"\nkey-file = \"other.key\"\nperiod = \"none\"\nipv4-prefix = 8\n")
        let outcome = try await Command.shell(
            """
            "$LOGSCRUB" key new --method ipcrypt-pfx site.key; "$LOGSCRUB" key new other.key; chmod 700 .
            written=$(echo 'client 203.0.113.7' | "$LOGSCRUB" --config config.toml)
            [ "client $("$LOGSCRUB" pseudonym --config config.toml 203.0.113.7)" = "$written" ] && echo same
            "$LOGSCRUB" decrypt --config config.toml "${written#client }"
            written=$(echo 'user=ana client 203.0.113.7' | "$LOGSCRUB" --config other.toml)
            found=$("$LOGSCRUB" pseudonym --config other.toml 203.0.113.7)
            user=$("$LOGSCRUB" pseudonym --config other.toml --kind user ana)
            [ "user=$user client $found" = "$written" ] && echo same
            [ "$("$LOGSCRUB" pseudonym --config other.toml --period day --kind user ana)" != "$user" ] && echo other
            "$LOGSCRUB" decrypt --config other.toml 203.0.113.7 || echo $?
            "$LOGSCRUB" pseudonym --no-config 203.0.113.7 || echo $?
            """, in: folder)
        #expect(outcome.text == "same\n203.0.113.7\nsame\nother\n64\n64\n", "\(outcome.errors)")
        #expect(outcome.errors.contains("give the method by which the values were encrypted"))
        #expect(outcome.errors.contains("give the key: --key-file, --key-fd or --keyring"))
    }

    @Test(
        "The built-in policy as a file changes nothing, and so does what is shown as in force",
        arguments: ["default", "show"])
    func roundTrip(_ command: String) async throws {
        let file = try await Command.run(["config", command] + (command == "show" ? ["--no-config"] : []))
        #expect(file.status == .success)
        let policy = file.text
        let plain = try await Command.run(["config", "show", "--no-config"])
        let folder = try TemporaryFolder()
        let path = try folder.file("config.toml", policy)
        let read = try await Command.run(["config", "show", "--config", "\(path)"])
        func settings(_ text: String) -> [Substring] {
            text.split(separator: "\n").map { $0.prefix { $0 != "#" } }.filter { !$0.isEmpty }
        }
        #expect(settings(plain.text) == settings(read.text))
        // Every setting that stands there as an example can be read, too.
        let others = ["key-file", "keyring", "method", "pseudonym-form", "time-zone", "format"]
        let all = policy.split(separator: "\n").map { line in
            let isExample =
                line.starts(with: /# (\[|[a-z0-9-]+ = )/) && !others.contains { line.hasPrefix("# \($0) = ") }
            return isExample ? line.dropFirst(2) : line
        }
        let checked = try folder.file("all.toml", all.joined(separator: "\n"))
        let outcome = try await Command.run(["config", "check", "\(checked)"])
        #expect(outcome.status == .success, "\(outcome.errors)")
    }

    @Test("A key file is one from the policy file's folder on, or what systemd hands over")
    func keyFile() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            mkdir policy handed; chmod 755 policy; chmod 700 handed; "$LOGSCRUB" key new policy/key; cp -p policy/key handed/site
            printf 'key-file = "key"\n' >policy/a.toml
            printf 'key-file = "${CREDENTIALS_DIRECTORY}/site"\n' >policy/b.toml
            for file in a b; do
                echo 'user=ana' | CREDENTIALS_DIRECTORY=$PWD/handed "$LOGSCRUB" --config policy/$file.toml
            done | uniq | wc -l
            """, in: folder)
        #expect(outcome.text == "1\n", "\(outcome.errors)")
        #expect(outcome.errors == "")
    }

    @Test("What is in force is shown with where it comes from")
    func origins() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("config.toml", "level = \"analytics\"\n\n[treatments]\nuser = \"replace\"\n")
        let outcome = try await Command.run(["config", "show", "--config", "\(path)", "--keep", "session"])
        #expect(outcome.text.contains(/level = "analytics" +# .*config\.toml:1\n/))
        #expect(outcome.text.contains(/user = "replace" +# .*config\.toml:4\n/))
        #expect(outcome.text.contains(/session = "keep" +# an option\n/))
        #expect(outcome.text.contains(/ipv4-prefix = 24 +# the level\n/))
        #expect(outcome.text.contains(/paths = "jitsi" +# built in\n/))
    }

    @Test(
        "Switches that make no sense are usage errors",
        arguments: [
            (["--keep", "uesr"], "did you mean 'user'?"),
            (["--treat", "user=drp"], "there are keep, pseudonym, replace"),
            (["--treat", "user"], "there are keep"), (["--keep", "user", "--drop", "user"], "say twice"),
            (["--treat", "port=pseudonym"], "there are keep, replace"),
            (["--config", "a", "--no-config"], "not both"),
        ] as [([String], String)])
    func switches(_ arguments: [String], _ message: String) async throws {
        let outcome = try await Command.run(arguments, input: Self.record)
        #expect(outcome.status == .exited(64))
        #expect(outcome.text == "")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test("No text ends the program, whatever stands in it")
    func anything() async throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["LOGSCRUB_SEED"] ?? "") ?? .random(in: 0 ... .max)
        var generator = Moments(state: seed)
        let folder = try TemporaryFolder()
        let pieces = [
            "level", "=", "\"minimal\"", "[", "]", "[[", "]]", "treatments", "user", ".", "\n", " ", "#", "\"", "'",
            "\\",
            "\u{FEFF}", "1", "true", "{", "}", ",", "\u{0}", "é", "sites", "2026-03-15", "nan", "\"\"\"", "keep",
        ]
        for round in 0..<60 {
            let text = (0..<Int.random(in: 0..<30, using: &generator)).map { _ in
                pieces.randomElement(using: &generator)!
            }
            let path = try folder.file("random-\(round).toml", text.joined())
            let outcome = try await Command.run(["config", "check", "\(path)"])
            #expect(outcome.status == .success || outcome.status == .exited(78), "LOGSCRUB_SEED=\(seed): \(text)")
        }
    }
}
