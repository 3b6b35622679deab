import Foundation
import Subprocess
import SystemPackage
import Testing

/// What `make install` puts where, and the manual pages.
@Suite("Manual and installation", .timeLimit(.minutes(20)))
struct ManualTests {
    private static let project = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent()

    @Test("make install of a program that is there compiles nothing, and make uninstall takes all away")
    func install() async throws {
        let outcome = try await CompletionTests.install(
            """
            cd ../root/usr/local; find . -type f | grep -v '/doc/' | sort
            test -x bin/logscrub && test -x bin/logscrub-gzip && cmp bin/logscrub ../../../bin/logscrub
            ls share/doc/logscrub; cd ../../..
            # As root after `make build`: nothing is made at all.
            installed install PREFIX=/usr; find root/usr/bin root/usr/share/man -type f | sort; grep -c /usr/local root/usr/share/man/man1/*
            installed uninstall; installed uninstall PREFIX=/usr; find root -type f; test -e compiled && cat compiled
            """)
        #expect(outcome.errors == "")
        #expect(
            outcome.text == """
                ./bin/logscrub
                ./bin/logscrub-gzip
                ./share/bash-completion/completions/logscrub
                ./share/fish/vendor_completions.d/logscrub.fish
                ./share/man/man1/logscrub-gzip.1
                ./share/man/man1/logscrub.1
                ./share/zsh/site-functions/_logscrub
                CHANGELOG.md
                LICENSE
                README.md
                SECURITY.md
                examples
                root/usr/bin/logscrub
                root/usr/bin/logscrub-gzip
                root/usr/share/man/man1/logscrub-gzip.1
                root/usr/share/man/man1/logscrub.1
                root/usr/share/man/man1/logscrub-gzip.1:0
                root/usr/share/man/man1/logscrub.1:0

                """)
    }

    @Test("The program that is installed has no names for debuggers in it, works, and says where it ended by a mistake")
    func stripped() async throws {
        let outcome = try await Command.shell(
            """
            mkdir -p project/Tests/Tools bin; cp '\(Self.project.string)/Tests/Tools/release.sh' project/Tests/Tools
            cat >bin/swift <<'SWIFT'
            #!/bin/sh
            mkdir -p .build/release; cp "$LOGSCRUB" .build/release/logscrub
            SWIFT
            chmod 755 bin/swift; export PATH=$PWD/bin:$PATH
            project/Tests/Tools/release.sh .build/bin/logscrub >/dev/null 2>&1 || echo "release.sh $?"
            cd project/.build; nm bin/logscrub 2>&1 | grep -c 'no symbols'; test "$(nm release/logscrub | wc -l)" -gt 1000 || echo few
            echo 'from 203.0.113.7' | bin/logscrub
            """, in: try TemporaryFolder())
        #expect(outcome.text == "1\nfrom 203.0.0.0\n", "\(outcome.text)\(outcome.errors)")
    }

    /// The page as the reader of manuals shows it, without marks for bold.
    private static let shown =
        "MANWIDTH=100 man --warnings -P cat -l \"$share/man/man1/logscrub.1\" 2>warnings | col -b -x"

    @Test("The pages have no fault that man or mandoc would name")
    func faults() async throws {
        let outcome = try await CompletionTests.install(
            """
            for page in "$share"/man/man1/*; do
                # That other pages are not in an index of mandoc's own is no fault.
                mandoc -T lint -W warning "$page" | grep -v 'mandoc.db'
                LC_ALL=C.UTF-8 MANROFFSEQ= man --warnings -P cat -l "$page" 2>&1 >/dev/null
            done
            """)
        #expect(outcome.text == "" && outcome.errors == "")
    }

    @Test("The manual is one page: each section once, and all that --help has")
    func complete() async throws {
        let outcome = try await CompletionTests.install(Self.shown + "; cat warnings >&2")
        #expect(outcome.errors == "")
        let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
        let sections = lines.filter { $0.first?.isUppercase == true }.dropFirst().filter {
            !$0.hasPrefix("Debian") && !$0.hasPrefix("BSD")
        }
        #expect(
            sections.map(String.init) == [
                "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "WHAT IS KEPT", "FORMATS", "ENVIRONMENT",
                "FILES", "EXIT STATUS", "EXAMPLES", "SEE ALSO", "STANDARDS",
            ])
        let page = Self.words(outcome.text)
        var commands: [[String]] = [[]]
        while let command = commands.popLast() {
            let help = try await Command.run(command + ["--help"])
            try #require(help.status == .success)
            let name = command.joined(separator: " ")
            for option in help.text.matches(of: /^  (?:-h, )?(--[a-z0-9-]+)/.anchorsMatchLineEndings()) {
                #expect(page.contains(String(option.1)), "\(name): \(option.1)")
            }
            for code in help.text.matches(of: /^  (\d+) +\S/.anchorsMatchLineEndings()) {
                #expect(lines.contains { $0.hasPrefix("     \(code.1) ") }, "\(name): status \(code.1)")
            }
            // Examples stand alone, as they are to be copied.
            for example in help.text.matches(of: /^  \S[^:\n]*: +(.*logscrub .*)$/.anchorsMatchLineEndings()) {
                let text = Self.words(String(example.1))
                #expect(page.contains(text), "\(name): \(text)")
            }
            let names = help.text.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first?
                .matches(of: /^  ([a-z]+)\s/.anchorsMatchLineEndings()).map { String($0.1) }
            for name in names ?? [] where name != "help" { commands.append(command + [name]) }
        }
        for level in ["minimal", "analytics", "pseudonymous", "none"] { #expect(page.contains(level)) }
        for text in ["IPv4 address 203.0.113.7", "telephone number", "logrotate(8)", "logscrub-gzip(1)"] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test("The page of logscrub-gzip is found and says what logrotate needs")
    func gzip() async throws {
        let outcome = try await CompletionTests.install(
            "MANPATH=$share/man man -P cat logscrub-gzip 2>&1 | col -b -x")
        for text in ["compresscmd", "compressoptions", "--site", "gzip(1)", "EXIT STATUS"] {
            #expect(outcome.text.contains(text), "\(text)")
        }
    }

    /// Words with one blank between them, however the lines were filled.
    private static func words(_ text: String) -> String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }
}
