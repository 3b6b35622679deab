import Foundation
import Subprocess
import SystemPackage
import Testing

/// What `retain` says of files, before and after, and which files it takes for rotated ones.
@Suite("Retain: rehearsal, report and names", .timeLimit(.minutes(20)))
struct RetainReportTests {
    private let raw = "quokka 203.0.113.7 came\n"

    private struct Report: Decodable {
        struct File: Decodable {
            let file: String
            let age: Int?
            let ageFrom: String?
            let demands: String?
            let result: String
            let reason: String?
        }

        let dryRun: Bool
        let files: [File]
        let totals: [String: Int]
    }

    private func report(_ text: some StringProtocol) throws -> Report {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Report.self, from: Data(text.utf8))
    }

    // MARK: - The rehearsal

    /// What may happen to a run, in bash. Each is one folder with `access.log.1`, `clean.log.1` and `old.log.1`.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        let options: String
        let status: Int
        let results: [String]

        init(_ name: String, _ script: String, with options: String = "", _ status: Int, _ results: String...) {
            testDescription = name
            self.script = script
            self.options = options
            self.status = status
            self.results = results
        }

        static let all: [Case] = [
            Case("nothing odd", "true", 0, "rewritten", "unchanged", "deleted"),
            Case("a key", "\"$LOGSCRUB\" key new key", with: "--key-file key", 0, "rewritten", "unchanged", "deleted"),
            Case("a keyring to be made", "true", with: "--keyring ring", 0, "rewritten", "unchanged", "deleted"),
            Case(
                "a keyring that is there", "mkdir -m 700 ring", with: "--keyring ring", 0, "rewritten", "unchanged",
                "deleted"),
            Case("a missing key", "true", with: "--key-file key", 66),
            Case(
                "a key that is open to others", "\"$LOGSCRUB\" key new key; chmod 644 key", with: "--key-file key", 78),
            Case("a keyring that is open to others", "mkdir -m 755 ring", with: "--keyring ring", 78),
            Case("a keyring in a folder that is not there", "true", with: "--keyring no/ring", 73),
            Case("a keyring that is a file", "echo >ring", with: "--keyring ring", 78),
            Case(
                "a wrong key in the keyring", "mkdir -m 700 ring; echo x >ring/$(date -u +%F).key; chmod 600 ring/*",
                with: "--keyring ring", 78),
            Case("a descriptor that is not open", "true", with: "--key-fd 9", 66),
            Case("several names", "ln access.log.1 a; ln old.log.1 b", 65, "refused", "unchanged", "refused"),
            Case("open for writing", "exec 5>>access.log.1 6>>old.log.1", 65, "refused", "unchanged", "refused"),
            Case("a link", "mv access.log.1 x; ln -s x access.log.1", 65, "refused", "unchanged", "deleted"),
            Case("a folder", "rm old.log.1; mkdir old.log.1", 65, "rewritten", "unchanged", "refused"),
            Case("a pipe", "rm access.log.1; mkfifo access.log.1", 65, "refused", "unchanged", "deleted"),
            Case(
                "a damaged archive", "gzip <access.log.1 | head -c 30 >x; cp x access.log.1", 65, "refused",
                "unchanged", "deleted"),
            Case("an archive", "gzip -c access.log.1 >x; mv x access.log.1", 0, "rewritten", "unchanged", "deleted"),
            Case(
                "a clean archive", "gzip -c clean.log.1 >x; mv x access.log.1", 0, "unchanged", "unchanged", "deleted"),
            Case("already gone", "rm access.log.1", 66, "failed", "unchanged", "deleted"),
            Case("empty", ": >access.log.1", 0, "unchanged", "unchanged", "deleted"),
        ]
    }

    @Test("A dry run foretells the results, the messages and the status, and changes nothing", arguments: Case.all)
    func foretold(_ item: Case) async throws {
        let folder = try TemporaryFolder()
        for name in ["access.log.1", "old.log.1"] { try folder.file(name, raw) }
        try folder.file("clean.log.1", "quokka 203.0.0.0 came\n")
        let outcome = try await Command.shell(
            """
            \(item.script); touch -c -d '8 days ago' access.log.1 clean.log.1; touch -d '40 days ago' old.log.1
            state() { find . -mindepth 1 -printf '%p %i %s %T@ %C@ %m\\n' | grep -v log.errors | sort; }
            run() {
                "$LOGSCRUB" retain "$@" \(item.options) --after 7d=minimal --after 30d=delete --format json \
                    access.log.1 clean.log.1 old.log.1 2>log.errors.$#
                echo "status $?"
            }
            before=$(state); run --dry-run; if [ "$(state)" != "$before" ]; then echo changed; fi
            run
            cmp log.errors.0 log.errors.1
            """, in: folder)
        let parts = outcome.text.split(separator: "\n").map(String.init)
        let reports = try parts.filter { $0.hasPrefix("{") }.map { try report($0) }
        #expect(
            parts.filter { !$0.hasPrefix("{") } == ["status \(item.status)", "status \(item.status)"], "\(outcome.text)"
        )
        guard !item.results.isEmpty else {
            #expect(reports.isEmpty)
            return
        }
        try #require(reports.count == 2, "\(outcome.text)\(outcome.errors)")
        #expect(reports[0].dryRun && !reports[1].dryRun)
        for report in reports {
            #expect(report.files.map(\.result) == item.results)
            for file in report.files {
                #expect((file.reason != nil) == ["refused", "failed"].contains(file.result))
            }
        }
        #expect(reports[0].files.map(\.reason) == reports[1].files.map(\.reason))
        #expect(reports[0].totals == reports[1].totals)
    }

    @Test(
        "Where the folder cannot be written, or a file is another user's, a dry run says so as the run does",
        .enabled(if: getuid() == 0, "only root can be other users"))
    func rights() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            chmod 755 .; cp "$LOGSCRUB" program; mkdir closed sticky theirs ours
            for place in closed sticky theirs ours; do for name in access.log.1 old.log.1; do
                echo 'quokka 203.0.113.7 came' >$place/$name
            done; done
            chown -R 61001:61001 closed ours; chmod 555 closed
            chown 61001:61001 theirs; chmod 1777 sticky
            touch -d '8 days ago' */access.log.1; touch -d '40 days ago' */old.log.1
            run() {
                setpriv --reuid 61001 --regid 61001 --clear-groups ./program retain "$@" --after 7d=minimal --after 30d=delete \
                    --format json */*.log.1 2>errors.$# >report.$#; echo $?
            }
            run --dry-run; run; cmp errors.0 errors.1
            for report in report.1 report.0; do cat $report; done
            """, in: folder)
        let lines = outcome.text.split(separator: "\n")
        try #require(lines.count == 4, "\(outcome.text)\(outcome.errors)")
        #expect(lines[0] == lines[1] && lines[0] != "0")
        let reports = try lines[2...].map { try report($0) }
        #expect(reports[0].files.map(\.result) == reports[1].files.map(\.result))
        #expect(
            reports[1].files.map { "\($0.file) \($0.result)" } == [
                "closed/access.log.1 failed", "closed/old.log.1 failed", "ours/access.log.1 rewritten",
                "ours/old.log.1 deleted", "sticky/access.log.1 refused", "sticky/old.log.1 failed",
                "theirs/access.log.1 refused", "theirs/old.log.1 deleted",
            ])
    }

    @Test(
        "A keyring that cannot be made, or takes no new key, is foretold",
        .enabled(if: getuid() == 0, "only root can be other users"), arguments: ["closed/ring", "ring"])
    func keyring(_ ring: String) async throws {
        let outcome = try await Command.shell(
            """
            chmod 755 .; cp "$LOGSCRUB" program; mkdir closed ours; mkdir -m 500 ring; chown 61001:61001 ring ours
            echo 'quokka 203.0.113.7 came' >ours/access.log.1; chown 61001:61001 ours/*
            for option in --dry-run --quiet; do
                setpriv --reuid 61001 --regid 61001 --clear-groups ./program retain $option --after 0h=minimal \
                    --keyring \(ring) ours/access.log.1 2>errors$option; echo $?
            done
            cmp errors--dry-run errors--quiet; cat errors--quiet >&2
            """, in: try TemporaryFolder())
        #expect(outcome.text == "73\n73\n", "\(outcome.text)")
        #expect(outcome.errorLines.count == 1 && outcome.errors.contains("the keyring \(ring) cannot"))
    }

    // MARK: - The report

    @Test("The table has a head and totals, and says nothing of files where there are none")
    func table() async throws {
        let folder = try TemporaryFolder()
        for name in ["a.log.1", "long name.log.1"] { try folder.file(name, raw) }
        let outcome = try await Command.shell(
            """
            touch -d '8 days ago' *.1; "$LOGSCRUB" retain --after 7d=minimal *.log.1; "$LOGSCRUB" retain --quiet --after 7d=minimal *.log.1
            "$LOGSCRUB" retain --after 7d=minimal 'no*'; "$LOGSCRUB" retain --after 7d=minimal a.log.1
            """, in: folder)
        #expect(
            outcome.text == """
                FILE             AGE  FROM   DEMANDS  RESULT
                a.log.1          8d   mtime  minimal  rewritten
                long name.log.1  8d   mtime  minimal  rewritten
                2 files: 2 rewritten
                0 files
                FILE     AGE  FROM   DEMANDS  RESULT
                a.log.1  8d   mtime  minimal  unchanged
                1 file: 1 unchanged

                """)
    }

    @Test("JSON is one line, whatever the files are called, and holds no byte of a log")
    func json() async throws {
        let folder = try TemporaryFolder()
        let names = ["a\"b\\c\n\u{1b}[2J\u{7f}\u{85}.log.1", "ünïcode 🐨.log.1", "live.log"]
        for name in names { try folder.file(name, raw) }
        let outcome = try await Command.shell(
            """
            touch -d '8 days ago' *; "$LOGSCRUB" retain --quiet --format json --after 7d=minimal *
            "$LOGSCRUB" retain --format=json --after 7d=minimal 'no*'
            "$LOGSCRUB" retain --format jsn --after 7d=minimal *; echo $?
            """, in: folder)
        let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
        try #require(lines.count == 4, "\(outcome.text)")
        #expect(lines[2] == "64" && outcome.errors.contains("'json'"))
        #expect(!outcome.text.contains("203.0.113") && !outcome.text.contains("quokka"))
        #expect(lines[0].unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        let first = try report(lines[0])
        #expect(Set(first.files.map(\.file)) == Set(names))
        let rewritten = try #require(first.files.first { $0.file == names[0] })
        #expect(
            rewritten.age.map { $0 / 86_400 } == 8 && rewritten.ageFrom == "mtime" && rewritten.demands == "minimal")
        let live = try #require(first.files.first { $0.file == "live.log" })
        #expect(live.age == nil && live.demands == nil && live.reason?.contains("live log") == true)
        #expect(first.totals["files"] == 3 && first.totals["rewritten"] == 2 && first.totals["refused"] == 1)
        #expect(first.totals["deleted"] == 0)
        #expect(try report(lines[1]).files.isEmpty)
    }

    // MARK: - Names

    @Test("Names of rotatelogs, Tomcat, coturn, IIS and .old are known, and dated by what they say")
    func names() async throws {
        let outcome = try await Command.shell(
            """
            at() { date -u -d '9 days ago' "+$1"; }
            for name in access.log.$(date -u -d "$(at %F)" +%s) localhost_access_log.$(at %F).txt catalina.$(at %F).log \
                turn_1234_$(at %F).log u_ex$(at %y%m%d).log u_ex$(at %y%m%d%H).log access.log.old access.log; do
                echo 'from 203.0.113.7' >$name
            done
            "$LOGSCRUB" retain --after 8d=minimal * | sed -E '1d; s/ +/ /g; s/^[^ ]+ //' | sort | uniq -c | sed 's/^ *//'
            grep -c 203.0.0.0 * | grep -c ':1'
            """, in: try TemporaryFolder())
        #expect(
            outcome.text == """
                1 - - - refused
                1 0d mtime as written left
                6 9d name minimal rewritten
                1 files: 6 rewritten, 1 left, 1 refused
                6

                """)
        #expect(outcome.errors.contains("access.log: may be the live log") && outcome.errors.contains("--rotated"))
    }

    @Test("--rotated says of other names that they are, by a pattern for the name, also in a configuration")
    func rotated() async throws {
        let folder = try TemporaryFolder()
        for name in ["trace-7.out", "trace-x.out", "other.out", "live.log"] { try folder.file(name, raw) }
        let outcome = try await Command.shell(
            """
            results() { sed -E '1d; /^[0-9]+ files/,$d; s/^([^ ]+) .* /\\1 /'; }
            "$LOGSCRUB" retain --dry-run --after 0h=minimal --rotated 'trace-[0-9].out' --rotated 'o?her.*' * 2>/dev/null | results
            printf '%s\\n' '[[retain]]' "rotated = ['trace-*']" "after = ['0h=minimal']" "files = ['$PWD/*.out']" >conf
            "$LOGSCRUB" retain --config conf 2>/dev/null | sed "s#$PWD/##" | results
            for wrong in '' 'log/*.out'; do "$LOGSCRUB" retain --after 0h=minimal --rotated "$wrong" *; echo $?; done
            """, in: folder)
        #expect(
            outcome.text == """
                live.log refused
                other.out scrubbed
                trace-7.out scrubbed
                trace-x.out refused
                other.out refused
                trace-7.out rewritten
                trace-x.out rewritten
                64
                64

                """)
    }
}
