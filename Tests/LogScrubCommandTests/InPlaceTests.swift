import Foundation
import Subprocess
import SystemPackage
import Testing

/// Files rewritten in place: what stays, what is refused, and what is said.
@Suite("In place", .timeLimit(.minutes(20)))
struct InPlaceTests {
    private let raw = "quokka 203.0.113.7 came\n"
    private let clean = "quokka 203.0.0.0 came\n"

    @Test("A file gets its new content, and nothing is written to standard output")
    func rewrites() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("access.log", raw)
        let outcome = try await Command.run(["--in-place", file.string])
        #expect(outcome.status == .success)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors == "logscrub: 1 file rewritten, 0 unchanged, 0 refused\n")
        #expect(try folder.text("access.log") == clean)
        #expect(try folder.names() == ["access.log"])
    }

    @Test("A file of which every line is changed gets the content that the filter would write, and then stays as it is")
    func everyLine() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            for i in $(seq 3000); do
                echo "203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] \\"GET /Room$i HTTP/2.0\\" 200 5 \\"-\\" \\"curl/8.5.0\\""
            done >access.log
            "$LOGSCRUB" --drop room access.log >clean.log; "$LOGSCRUB" --in-place --drop room access.log; cmp access.log clean.log
            "$LOGSCRUB" --in-place --drop room access.log
            """, in: folder)
        #expect(outcome.text == "")
        #expect(
            outcome.errorLines == [
                "logscrub: 1 file rewritten, 0 unchanged, 0 refused",
                "logscrub: 0 files rewritten, 1 unchanged, 0 refused",
            ])
    }

    @Test("A file with nothing to change is not touched, however often it is scrubbed")
    func unchanged() async throws {
        let folder = try TemporaryFolder()
        try folder.file("raw.log", String(repeating: raw, count: 50_000))
        try folder.file("empty.log", "")
        let outcome = try await Command.shell(
            """
            "$LOGSCRUB" --in-place raw.log
            touch -d '2026-11-01 10:00:00.123456789 UTC' raw.log empty.log
            stat -c '%n %i %s %y %z' raw.log empty.log >before
            "$LOGSCRUB" --in-place raw.log empty.log
            stat -c '%n %i %s %y %z' raw.log empty.log >after
            cmp before after && ls -A
            """, in: folder)
        #expect(outcome.text == "after\nbefore\nempty.log\nraw.log\n")
        #expect(outcome.errorLines.last == "logscrub: 0 files rewritten, 2 unchanged, 0 refused")
    }

    @Test("Mode and extended attributes stay, an owner as well, and times if they are asked for")
    func attributes() async throws {
        let folder = try TemporaryFolder()
        try folder.file("access.log", raw)
        let outcome = try await Command.shell(
            """
            chmod 2741 access.log
            python3 -c 'import os; os.setxattr("access.log", "user.origin", b"host\\0one")' 2>errors || echo skipped
            if [ "$(id -u)" = 0 ]; then chown 33:4 access.log; chmod 2741 access.log; fi
            touch -d '2026-11-01 10:00:00.123456789 UTC' access.log
            stat -c '%a %u:%g %y' access.log >before
            "$LOGSCRUB" --in-place --quiet --keep-times access.log || exit
            stat -c '%a %u:%g %y' access.log >after
            cmp before after
            if [ ! -s errors ]; then python3 -c 'import os; print(os.getxattr("access.log", "user.origin"))'; fi
            """, in: folder)
        #expect(outcome.status == .success)
        #expect(outcome.text == "b'host\\x00one'\n" || outcome.text == "skipped\n")
        #expect(outcome.errors == "")
        #expect(try folder.text("access.log") == clean)
    }

    @Test("An access control list stays, and one that the folder would give does not come")
    func accessControlLists() async throws {
        let folder = try TemporaryFolder()
        try folder.file("with.log", raw)
        try folder.file("without.log", raw)
        // The list as Linux stores it (acl(5)): user 33 may read.
        let outcome = try await Command.shell(
            """
            cat >acl.py <<'END'
            import os, struct, sys
            name = "system.posix_acl_access"
            def entry(tag, rights, who=0xffffffff): return struct.pack("<HHI", tag, rights, who)
            text = struct.pack("<I", 2) + entry(1, 6) + entry(2, 4, 33) + entry(4, 4) + entry(16, 4) + entry(32, 0)
            def shown(file): return os.getxattr(file, name) if name in os.listxattr(file) else None
            if sys.argv[1] == "set":
                try:
                    os.setxattr("with.log", name, text)
                    os.setxattr(".", "system.posix_acl_default", text)
                except OSError:
                    sys.exit(1)
            else:
                print(shown("with.log") == text, shown("without.log"))
            END
            python3 acl.py set || { echo skipped; exit 0; }
            "$LOGSCRUB" --in-place --quiet with.log without.log && python3 acl.py show
            """, in: folder)
        #expect(outcome.status == .success)
        #expect(outcome.text == "True None\n" || outcome.text == "skipped\n")
    }

    @Test("What is no plain file of one name is refused with the reason; the others are done, and the exit code is 65")
    func refused() async throws {
        let folder = try TemporaryFolder()
        for name in ["good.log", "target.log", "one.log"] { try folder.file(name, raw) }
        let outcome = try await Command.shell(
            """
            ln -s target.log link.log; ln one.log two.log; mkfifo pipe.log; mkdir folder.log
            "$LOGSCRUB" --in-place link.log one.log pipe.log folder.log /dev/null good.log
            """, in: folder)
        #expect(outcome.status == .exited(65))
        let reasons = ["symbolic link", "2 names (hard links)", "a pipe", "a folder", "a device"]
        #expect(outcome.errorLines.count == reasons.count + 1)
        for (line, reason) in zip(outcome.errorLines, reasons) { #expect(line.contains(reason)) }
        #expect(outcome.errorLines.last == "logscrub: 1 file rewritten, 0 unchanged, 5 refused")
        #expect(!outcome.errors.contains("quokka"))
        #expect(try folder.text("good.log") == clean)
        for name in ["target.log", "one.log", "two.log"] { #expect(try folder.text(name) == raw) }
    }

    @Test("A file of several names is rewritten by force; the other names keep the old content")
    func forcedHardLink() async throws {
        let folder = try TemporaryFolder()
        try folder.file("one.log", raw)
        let outcome = try await Command.shell(
            "ln one.log two.log; \"$LOGSCRUB\" --in-place --force hard-links one.log", in: folder)
        #expect(outcome.status == .success)
        #expect(try folder.text("one.log") == clean)
        #expect(try folder.text("two.log") == raw)
    }

    @Test("A missing file is exit code 66, a missing folder too")
    func missing() async throws {
        let folder = try TemporaryFolder()
        for name in ["missing.log", "missing/access.log"] {
            let outcome = try await Command.run(["--in-place", folder.path.appending(name).string])
            #expect(outcome.status == .noInput)
            #expect(outcome.errors.contains(name))
            #expect(outcome.errorLines.last == "logscrub: 0 files rewritten, 0 unchanged, 0 refused, 1 failed")
        }
    }

    @Test(
        "What makes no sense is exit code 64 and says why",
        arguments: [
            (["--in-place"], "needs the names of files"), (["--in-place", "-"], "standard input"),
            (["--in-place", "--backup", ".bak", "x"], "personal data"), (["--keep-times", "x"], "needs --in-place"),
            (["--in-place", "--jobs", "0", "x"], "1 to 64"),
            (["--in-place", "--force", "all", "x"], "hard-links, open"),
        ])
    func usage(_ arguments: [String], _ reason: String) async throws {
        let outcome = try await Command.run(arguments)
        #expect(outcome.status == .usage)
        #expect(outcome.errors.contains(reason))
    }

    @Test("Many files side by side are all done, each as it would be alone")
    func jobs() async throws {
        let folder = try TemporaryFolder()
        for number in 0..<40 { try folder.file("\(number).log", String(repeating: raw, count: number)) }
        let outcome = try await Command.shell("\"$LOGSCRUB\" --in-place --jobs 4 --stats *.log", in: folder)
        #expect(outcome.status == .success)
        #expect(outcome.errorLines.first == "logscrub: 39 files rewritten, 1 unchanged, 0 refused")
        #expect(outcome.errors.contains("findings: address 780\n"))
        for number in 0..<40 { #expect(try folder.text("\(number).log") == String(repeating: clean, count: number)) }
        #expect(try folder.names().count == 40)
    }

    #if os(Linux)
        @Test("A file that a program has open for writing is refused, and the program named")
        func openForWriting() async throws {
            let folder = try TemporaryFolder()
            try folder.file("access.log", raw)
            let outcome = try await Command.shell(
                "exec 3>>access.log; \"$LOGSCRUB\" --in-place access.log; echo $?; echo 'a line more' >&3", in: folder)
            #expect(outcome.text == "65\n")
            #expect(outcome.errors.contains("bash (process "))
            #expect(try folder.text("access.log") == raw + "a line more\n")
        }

        @Test("By force it is rewritten all the same; a program that reads it is no obstacle")
        func forcedOpen() async throws {
            let folder = try TemporaryFolder()
            try folder.file("access.log", raw)
            try folder.file("read.log", raw)
            let outcome = try await Command.shell(
                """
                exec 3>>access.log 4<read.log
                "$LOGSCRUB" --in-place --quiet --force open access.log && "$LOGSCRUB" --in-place --quiet read.log
                """, in: folder)
            #expect(outcome.status == .success)
            #expect(try folder.text("access.log") == clean)
            #expect(try folder.text("read.log") == clean)
        }

        @Test("Without the right to a lease, what the running programs have open is looked through")
        func openForWritingWithoutLease() async throws {
            let folder = try TemporaryFolder()
            try folder.file("access.log", raw)
            // For a file of somebody else a lease takes CAP_LEASE.
            let outcome = try await Command.shell(
                """
                if [ "$(id -u)" != 0 ]; then echo 65; exit; fi
                chown 33:4 access.log; exec 3>>access.log
                setpriv --bounding-set -lease "$LOGSCRUB" --in-place access.log; echo $?
                exec 3>&-
                setpriv --bounding-set -lease "$LOGSCRUB" --in-place access.log
                """, in: folder)
            #expect(outcome.text == "65\n")
            #expect(outcome.errors.isEmpty || outcome.errorLines.last?.contains("1 file rewritten") == true)
        }
    #endif

    @Test("On a terminal a long work shows how far it is; a pipe gets the summary only")
    func progress() async throws {
        let folder = try TemporaryFolder()
        // Dense, so that a debug build needs a few seconds.
        try folder.file("access.log", String(repeating: "203.0.113.7 2001:db8::7 203.0.113.8\n", count: 300_000))
        try folder.file("other.log", raw)
        let outcome = try await Command.shell(
            """
            script --quiet --return --command '"$LOGSCRUB" --in-place access.log' /dev/null </dev/null >terminal
            "$LOGSCRUB" --in-place other.log
            """, in: folder)
        let terminal = try folder.text("terminal")
        #expect(terminal.contains(/\d+ %  .* of .*iB  .*\/s  .* left  access\.log/))
        #expect(!terminal.contains("\u{1b}"))
        #expect(terminal.hasSuffix("logscrub: 1 file rewritten, 0 unchanged, 0 refused\r\n"))
        #expect(outcome.errors == "logscrub: 1 file rewritten, 0 unchanged, 0 refused\n")
    }
}

extension TemporaryFolder {
    /// The text of a file.
    func text(_ name: String) throws -> String {
        String(decoding: try contents(name), as: UTF8.self)
    }

    /// The names of all that is in it, hidden files included.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path.string).sorted()
    }
}
