import Foundation
import Subprocess
import SystemPackage
import Testing

/// Rotated files that keep the less, the older they are.
@Suite("Retain", .timeLimit(.minutes(3)))
struct RetainTests {
    private let raw = "quokka 203.0.113.7 came\n"
    private static let rules = "--after 3d=analytics --after 7d=minimal --after 30d=delete"
    /// Files of each age, by name and by time of modification.
    private static let files = """
        date=$(date -u -d '10 days ago' +%Y%m%d)
        for name in young.log.1 old.log.1 older.log.2 oldest.log.3 access.log-$date; do cp raw $name; done
        gzip -c raw >packed.log.4.gz
        touch -d '1 day ago' young.log.1; touch -d '4 days ago' old.log.1
        touch -d '8 days ago' older.log.2 packed.log.4.gz; touch -d '31 days ago' oldest.log.3
        run() { "$LOGSCRUB" retain "$@" '*.log.[1-9]*' '*.log-*' | sed "s/$date/DATE/; s/  */ /g"; }

        """

    private func shell(_ script: String, rawNames: [String] = ["raw"]) async throws -> (
        Command.Outcome, TemporaryFolder
    ) {
        let folder = try TemporaryFolder()
        for name in rawNames { try folder.file(name, raw) }
        return (try await Command.shell(script, in: folder), folder)
    }

    @Test("A dry run says what would be done, and changes nothing")
    func dryRun() async throws {
        let (outcome, _) = try await shell(
            Self.files + """
                stat -c '%n %i %s %y %z' * >"$PWD.before"; run --dry-run --keyring ring \(Self.rules)
                stat -c '%n %i %s %y %z' * | cmp - "$PWD.before"; rm "$PWD.before"
                """)
        #expect(outcome.errors == "")
        #expect(
            outcome.text == """
                old.log.1 4d mtime analytics would be scrubbed
                older.log.2 8d mtime minimal would be scrubbed
                oldest.log.3 31d mtime delete would be deleted
                packed.log.4.gz 8d mtime minimal would be scrubbed
                young.log.1 1d mtime as written left
                access.log-DATE 10d name minimal would be scrubbed

                """)
    }

    @Test("Each file comes to what its age demands, and a second run has nothing to do")
    func ages() async throws {
        let (outcome, folder) = try await shell(
            Self.files + """
                run \(Self.rules); mv access.log-$date access.log-DATE
                gzip -d -c packed.log.4.gz >unpacked; stat -c '%n %i %s %y %z' *.log* >before
                mv access.log-DATE access.log-$date; run \(Self.rules); mv access.log-$date access.log-DATE
                stat -c '%n %i %s %y' *.log* | cmp - <(sed -E 's/ [^ ]+ [^ ]+ [^ ]+$//' before)
                """)
        #expect(outcome.errors == "")
        #expect(
            outcome.text == """
                old.log.1 4d mtime analytics rewritten
                older.log.2 8d mtime minimal rewritten
                oldest.log.3 31d mtime delete deleted
                packed.log.4.gz 8d mtime minimal rewritten
                young.log.1 1d mtime as written left
                access.log-DATE 10d name minimal rewritten
                old.log.1 4d mtime analytics unchanged
                older.log.2 8d mtime minimal unchanged
                packed.log.4.gz 8d mtime minimal unchanged
                young.log.1 1d mtime as written left
                access.log-DATE 10d name minimal unchanged

                """)
        #expect(try folder.text("young.log.1") == raw)
        #expect(try folder.text("old.log.1") == "quokka 203.0.113.0 came\n")
        for name in ["older.log.2", "unpacked", "access.log-DATE"] {
            #expect(try folder.text(name) == "quokka 203.0.0.0 came\n")
        }
    }

    @Test("From level to level as it ages: each step keeps less, and a weaker rule brings nothing back")
    func aging() async throws {
        let (outcome, _) = try await shell(
            """
            "$LOGSCRUB" key new key
            for days in 3 7 20 7 3; do
                touch -d "$days days ago" access.log.1
                "$LOGSCRUB" retain --quiet --key-file key --after 2d=pseudonymous --after 6d=minimal --after 14d=none \
                    access.log.1 && sed -E 's/fdb6:49ce:204[^ ]{6,}/PSEUDONYM/' access.log.1
            done
            """, rawNames: ["access.log.1"])
        #expect(outcome.status == .success)
        let lines = outcome.text.split(separator: "\n")
        try #require(lines.count == 5)
        #expect(lines[0] == "quokka PSEUDONYM came")
        #expect(lines[1] == "quokka fdb6:49ce:2040:: came")
        #expect(!lines[2].contains("fdb6") && lines[3] == lines[2] && lines[4] == lines[2])
    }

    @Test("Links, folders, files of several names and the live log are refused, whether scrubbed or deleted")
    func refused() async throws {
        for rule in ["0h=minimal", "0h=delete"] {
            let (outcome, folder) = try await shell(
                """
                ln -s raw link.log.1; ln two.log.1 other; mkdir folder.log.1
                "$LOGSCRUB" retain --after \(rule) link.log.1 two.log.1 folder.log.1 access.log good.log.1 | sed 's/.* //'
                echo ${PIPESTATUS[0]}
                """, rawNames: ["raw", "two.log.1", "access.log", "good.log.1"])
            let deed = rule == "0h=delete" ? "deleted" : "rewritten"
            #expect(outcome.text == "refused\nrefused\nrefused\nrefused\n\(deed)\n65\n")
            let reasons = ["link.log.1: is a symbolic link", "two.log.1: has 2 names", "folder.log.1: is a folder"]
            for reason in reasons + ["access.log: may be the live log"] {
                #expect(outcome.errors.contains("logscrub: \(reason)"))
            }
            for name in ["raw", "two.log.1", "access.log"] { #expect(try folder.text(name) == raw) }
        }
    }

    #if os(Linux)
        @Test("A file that a program has open for writing is not deleted")
        func open() async throws {
            let (outcome, folder) = try await shell(
                "exec 3>>access.log.1; \"$LOGSCRUB\" retain --quiet --after 0h=delete access.log.1",
                rawNames: ["access.log.1"])
            #expect(outcome.status == .exited(65))
            #expect(outcome.errors.contains("has it open for writing"))
            #expect(try folder.text("access.log.1") == raw)
        }
    #endif

    @Test("A missing file is 66, a pattern without files is fine, and a file that looks like a pattern is itself")
    func missing() async throws {
        let (outcome, folder) = try await shell(
            """
            "$LOGSCRUB" retain --quiet --after 0d=minimal gone.log.1 'a[1].log.1'; echo $?
            "$LOGSCRUB" retain --after 0d=minimal '*.gone.1'; echo $?
            """, rawNames: ["a[1].log.1"])
        #expect(outcome.text == "66\n0\n")
        #expect(outcome.errorLines.last == "logscrub: *.gone.1: matches no file")
        #expect(try folder.text("a[1].log.1") == "quokka 203.0.0.0 came\n")
    }

    @Test(
        "Rules that make no sense are errors of usage",
        arguments: [
            "access.log.1", "--after 7d=minmal access.log.1", "--after 7d=minimal", "--after 7m=minimal access.log.1",
            "--after 3d=minimal --after 7d=pseudonymous access.log.1", "--after 7d=delete --after 9d=none access.log.1",
            "--after 7d=minimal -", "--after 7d=minimal --level none access.log.1",
        ])
    func usage(_ arguments: String) async throws {
        let (outcome, folder) = try await shell("\"$LOGSCRUB\" retain \(arguments)", rawNames: ["access.log.1"])
        #expect(outcome.status == .usage)
        #expect(try folder.text("access.log.1") == raw)
    }
}
