import Foundation
import Subprocess
import SystemPackage
import Testing

/// The texts of `logscrub explain`, as they stand in `Tests/Explanations`.
///
/// Where a sentence has been changed on purpose, `LOGSCRUB_WRITE_TEXTS=1` writes them anew; read them then as those would who get them.
@Suite("Explanations", .timeLimit(.minutes(20)))
struct ExplainTests {
    private static let project = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent()
    private static let folder = project.appending("Tests/Explanations")

    /// A text, and how it is made. `logscrub explain` stands before the options.
    struct Text: Sendable, CustomTestStringConvertible {
        let name: String
        let options: String
        var style = "text"

        var testDescription: String { name }

        static let all = [
            Text(name: "minimal", options: "--no-config"),
            Text(name: "analytics", options: "--no-config --level analytics --paths keep --site meet.example.org"),
            Text(
                name: "pseudonymous",
                options: "--no-config --level pseudonymous --key-file site.key --period week --ipv4-prefix 16"),
            Text(name: "none", options: "--no-config --level none"),
            Text(
                name: "words",
                options: "--no-config --level pseudonymous --pseudonym-form token --keyring ring --period month"),
            Text(
                name: "reserved",
                options: "--no-config --level pseudonymous --pseudonym-form ipv4 --period none --key-fd 3 3<site.key"),
            Text(
                name: "whole", options: "--no-config --ipv4-prefix 32 --ipv6-prefix 128 --time-resolution day"),
            Text(name: "ports", options: "--no-config --ipv4-prefix 32 --keep user"),
            Text(name: "hosts", options: "--no-config --ipv6-prefix 128 --keep host-name --keep referrer"),
            Text(name: "nothing", options: "--no-config --ipv4-prefix 0 --ipv6-prefix 0 --key-file gone.key"),
            Text(
                name: "encrypted",
                options: "--no-config --level pseudonymous --method ipcrypt-nd --key-file group.key"),
            Text(
                name: "networks",
                options: "--no-config --level pseudonymous --method cryptopan --key-file site.key --as record"),
            Text(
                name: "equals",
                options: "--no-config --level pseudonymous --method ipcrypt-deterministic --key-file site.key"),
            Text(name: "ring", options: "--no-config --keyring ring --as record"),
            Text(name: "policy", options: "--config policy.toml"),
            Text(name: "record", options: "--config policy.toml --as record"),
            Text(name: "logrotate", options: "--no-config --level none --logrotate logrotate.conf"),
            Text(
                name: "unknown", options: "--no-config --level none --logrotate logrotate.conf /nonexistent/other.log"),
            Text(name: "page", options: "--config policy.toml --as record", style: "html"),
            Text(name: "marks", options: "--config policy.toml", style: "markdown"),
        ]

        /// Where it stands.
        func path(_ language: String) -> FilePath {
            let suffix = ["text": "txt", "markdown": "md", "html": "html"][style] ?? ""
            return ExplainTests.folder.appending("\(name).\(language).\(suffix)")
        }
    }

    /// Runs a script beside the policy and its keys. Who runs the tests is `root` in the texts, of a group `root`.
    private static func run(_ script: String) async throws -> Command.Outcome {
        try await Command.shell(
            """
            cp '\(folder)/policy.toml' '\(folder)/logrotate.conf' .
            for key in site.key group.key; do (umask 077; printf '%064d\\n' 4711 >$key); done
            chgrp "$(id -gn)" group.key; chmod 640 group.key; mkdir -m 700 ring
            explain() { "$LOGSCRUB" explain "$@" | sed -E "s/account $(id -un)\\b/account root/; s/Konto $(id -un)\\b/Konto root/
                s/group $(id -gn)\\b/group root/; s/Gruppe $(id -gn)\\b/Gruppe root/"; }
            \(script)
            """, in: try TemporaryFolder())
    }

    @Test("Each text is the one that has been read by people", arguments: Text.all, ["en", "de"])
    func snapshot(_ text: Text, language: String) async throws {
        let outcome = try await Self.run("explain --lang \(language) --format \(text.style) \(text.options)")
        try #require(outcome.status == .success && outcome.errors == "", "\(outcome.errors)")
        let file = URL(fileURLWithPath: text.path(language).string)
        if ProcessInfo.processInfo.environment["LOGSCRUB_WRITE_TEXTS"] != nil {
            try Data(outcome.output).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == outcome.text)
    }

    @Test("Every sentence that there is stands in one of the texts, and in the other language in the other one")
    func everySentence() async throws {
        var texts: [String] = []
        for language in ["en", "de"] {
            for text in Text.all where text.style == "text" {
                texts.append(try String(contentsOfFile: text.path(language).string, encoding: .utf8))
            }
        }
        // What is said of files on the disk changes from day to day.
        let logs = try await Self.run(
            """
            \(Self.logs)
            for lang in en de; do "$LOGSCRUB" explain --lang $lang --no-config --logrotate conf; done
            """)
        texts.append(logs.text)
        let all = ExplainText.unwrapped(texts.joined(separator: "\n")).replacing(" - ", with: " ")
        let sources = Self.project.appending("Sources/LogScrubCommand/Explain")
        var count = 0
        for file in try FileManager.default.contentsOfDirectory(atPath: sources.string)
        where file.hasPrefix("Sentence+") {
            let source = try String(contentsOfFile: sources.appending(file).string, encoding: .utf8)
            for match in source.matches(of: /Sentence\(\s*"([^"]*)",\s*"([^"]*)"\s*\)/) {
                for sentence in [match.1, match.2] {
                    let plain = sentence.replacing("`", with: "").replacing("^", with: "").replacing(
                        "~", with: "\u{a0}")
                    // Values are short, and those at the ends do not matter.
                    let pattern = plain.replacing(/^\{[a-z0-9]+\}|\{[a-z0-9]+\}$/, with: "").split(
                        separator: /\{[a-z0-9]+\}/
                    ).map { NSRegularExpression.escapedPattern(for: String($0)) }.joined(separator: ".{0,400}?")
                    #expect(all.range(of: pattern, options: .regularExpression) != nil, "\(sentence)")
                    count += 1
                }
            }
            #expect(
                source.matches(of: /Sentence\(/).count == source.matches(of: /Sentence\(\s*"[^"]*",\s*"/).count,
                "\(file)")
        }
        #expect(count > 200)
    }

    /// Logs with an old record in a packed file, one without a time, and one that cannot be read.
    private static let logs = """
        mkdir log; printf '203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] "GET /quokka HTTP/2.0" 200 5\\n' >log/a.log
        sed 's/14.Sep/02\\/Jan/' log/a.log | gzip -c >log/a.log.2.gz; sed 's/14.Sep/20\\/May/' log/a.log >log/a.log-20260521
        printf 'no time at all\\n' >log/b.log; ln -s c.log log/c.log
        printf '%s {\\n daily\\n maxage 1\\n}\\n' "$PWD/log/a.log" "$PWD/log/b.log" "$PWD/log/c.log" "$PWD/log/d.log" >conf
        """

    @Test("Beside what is guaranteed stands the oldest record that is there, without a byte of it")
    func oldest() async throws {
        let outcome = try await Self.run(
            """
            \(Self.logs)
            "$LOGSCRUB" explain --no-config --logrotate conf
            printf '[[retain]]\\nfiles = ["%s/log/a.log-*"]\\nafter = ["1d=delete"]\\n' "$PWD" >retain.toml
            "$LOGSCRUB" explain --config retain.toml
            echo $(( ($(date +%s) - $(date -d '2026-01-02T17:02:11Z' +%s)) / 86400 ))
            """)
        let text = ExplainText.unwrapped(outcome.text)
        let age = text.split(separator: " ").last ?? ""
        #expect(
            text.firstMatch(of: /age of ([0-9]+)\u{a0}days \(2026-01-02 UTC, in \S+\/log\/a.log.2.gz\)/)?.1 == age,
            "\(text)")
        #expect(text.contains(/\(2026-05-20 UTC, in \S+\/log\/a.log-20260521\)/))
        #expect(text.contains("No record with a time was found on the disk."))
        #expect(text.contains(/could not be read here: \S+\/log\/c.log\./))
        #expect(!text.contains("quokka") && !text.contains("203.0.113.7 -") && !text.contains("no time at all"))
    }

    @Test(
        "Text has at most 80 columns, in both languages", arguments: Text.all.filter { $0.style == "text" },
        ["en", "de"])
    func columns(_ text: Text, language: String) throws {
        for line in try String(contentsOfFile: text.path(language).string, encoding: .utf8).split(separator: "\n") {
            #expect(line.count <= 80 && !line.hasSuffix(" ") || !line.trimmingPrefix("- ").contains(" "), "\(line)")
        }
    }

    @Test("HTML has a language, its own style and nothing from elsewhere, and what users write stays text")
    func html() async throws {
        let page = try String(contentsOfFile: Text.all.first { $0.style == "html" }!.path("de").string, encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"de\">"))
        #expect(page.contains("&lt;b&gt; &amp; `c`_*.log-*") && !page.contains("<b>"))
        for foreign in ["http:", "src=", "href=", "url(", "@import", "<script"] { #expect(!page.contains(foreign)) }
        for media in ["prefers-color-scheme: dark", "@media print"] { #expect(page.contains(media)) }
        let marks = try String(
            contentsOfFile: Text.all.first { $0.style == "markdown" }!.path("en").string, encoding: .utf8)
        #expect(marks.contains("`` /nonexistent/<b> & `c`_*.log-* ``"))
    }

    @Test(
        "A real browser shows the page: light, dark and on paper",
        .enabled(if: Tools.has("chromium"), "chromium is not installed: apt-get install chromium"))
    func browser() async throws {
        let outcome = try await Self.run(
            """
            cp '\(Self.folder)/page.de.html' page.html
            browse() { timeout 120 chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$PWD/profile" \
                --window-size=800,1200 "$@" "file://$PWD/page.html" 2>>browser; }
            export HOME=$PWD
            browse --dump-dom >dom; grep -c '<li>' dom; grep -o '<html lang="de">' dom
            browse --screenshot=light.png >/dev/null; browse --blink-settings=preferredColorScheme=0 --screenshot=dark.png >/dev/null
            browse --print-to-pdf=page.pdf >/dev/null
            # A page without text packs to nearly nothing.
            for file in light.png dark.png page.pdf; do test $(stat -c %s $file) -gt 30000 && echo $file; done
            cmp -s light.png dark.png || echo different
            test -d "${KEEP_SCREENSHOTS:-/nonexistent}" && cp *.png page.pdf "$KEEP_SCREENSHOTS"; true
            """)
        let items = try String(contentsOfFile: "\(Self.folder)/page.de.html", encoding: .utf8).components(
            separatedBy: "<li>")
        #expect(
            outcome.text == "\(items.count - 1)\n<html lang=\"de\">\nlight.png\ndark.png\npage.pdf\ndifferent\n",
            "\(outcome.errors)")
    }

    #if os(Linux)
        @Test("Only on a terminal are headings bold, and not with NO_COLOR or on a dumb one")
        func colors() async throws {
            let outcome = try await Command.shell(
                #"""
                unset NO_COLOR
                show() { script --quiet --return --command '"$LOGSCRUB" explain --no-config' /dev/null </dev/null | tr -d '\r'; }
                TERM=xterm show | grep -c $'\e\[1mServer logs\e\[0m'; TERM=xterm show | grep -c $'\e\[33m'
                TERM=xterm show | grep -c '====='
                TERM=xterm NO_COLOR=1 show >plain; TERM=dumb show | cmp plain -
                "$LOGSCRUB" explain --no-config | cmp plain - && grep -c $'\e' plain
                """#, in: try TemporaryFolder())
            #expect(outcome.text == "1\n3\n0\n0\n", "\(outcome.errors)")
        }
    #endif

    @Test("Neither keys nor patterns stand in any text, and no text claims that something is lawful")
    func secrets() throws {
        for text in Text.all {
            for language in ["en", "de"] {
                let shown = try String(contentsOfFile: text.path(language).string, encoding: .utf8)
                for word in ["4711", "LibreOffice", "K-", "[0-9]", "\\b", "shop_token"] {
                    #expect(!shown.contains(word), "\(text.name): \(word)")
                }
                let claims = shown.lowercased().matches(of: /(rechtmäßig|lawful|zulässig|compliant|konform)/).count
                #expect(claims == 1, "\(text.name)")
            }
        }
    }

    @Test("Mistakes are told with what to do, and the policy file's are the filter's")
    func mistakes() async throws {
        let outcome = try await Self.run(
            """
            try() { "$LOGSCRUB" explain "$@" >out 2>err; echo "$? $(wc -c <out) $(head -n 1 err | sed 's/There are level.*//; s/ *$//')"; }
            try --no-config --lang fr; try --no-config --as notise; try --no-config --format pdf
            try --no-config a.log; try --no-config --logrotate gone.conf; try --config gone.toml
            try --no-config --level pseudonymous --method cryptopan
            printf 'levle = "none"\\n' >wrong.toml; try --config wrong.toml
            printf 'include %s/gone\\n' "$PWD" >gone.conf; try --no-config --logrotate gone.conf | sed "s|$PWD/||"
            """)
        #expect(
            outcome.text == """
                64 0 Error: The value 'fr' is invalid for '--lang <name>': unknown language 'fr'; did you mean 'en'? There are en, de
                64 0 Error: The value 'notise' is invalid for '--as <name>': unknown purpose 'notise'; did you mean 'notice'? There are notice, record
                64 0 Error: The value 'pdf' is invalid for '--format <style>': unknown format 'pdf'; there are text, markdown, html
                64 0 Error: logs are named for --logrotate, which says what is done to them: --logrotate /etc/logrotate.conf
                66 0 logscrub: the configuration gone.conf cannot be read: No such file or directory
                66 0 logscrub: the configuration gone.toml cannot be read: No such file or directory
                64 0 Error: --method cryptopan needs --key-file or --key-fd
                78 0 logscrub: wrong.toml:1:1: unknown setting 'levle'; did you mean 'level'?
                66 0 logscrub: the configuration gone cannot be read: No such file or directory

                """, "\(outcome.text)")
    }
}
