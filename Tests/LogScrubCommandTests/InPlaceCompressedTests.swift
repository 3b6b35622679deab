import Foundation
import Subprocess
import SystemPackage
import Testing

/// Compressed files rewritten in place, through the programs of the system.
@Suite("In place, compressed", .timeLimit(.minutes(20)))
struct InPlaceCompressedTests {
    private let raw = String(repeating: "quokka 203.0.113.7 came\n", count: 60_000)
    private let clean = String(repeating: "quokka 203.0.0.0 came\n", count: 60_000)

    @Test("A compressed file stays one of its kind, whatever it is called", arguments: ["gzip", "xz", "zstd", "bzip2"])
    func rewrites(_ program: String) async throws {
        let folder = try TemporaryFolder()
        try folder.file("raw", raw)
        let outcome = try await Command.shell(
            """
            \(program) -c raw >access.log && chmod 640 access.log
            "$LOGSCRUB" --in-place access.log || exit
            \(program) -d -c access.log >clean || exit
            stat -c '%i %y %a' access.log >before
            "$LOGSCRUB" --in-place access.log || exit
            stat -c '%i %y %a' access.log >after
            cmp before after; cut -d ' ' -f 5 after; ls -A
            """, in: folder)
        #expect(outcome.status == .success)
        #expect(outcome.text == "640\naccess.log\nafter\nbefore\nclean\nraw\n")
        #expect(
            outcome.errors == """
                logscrub: 1 file rewritten, 0 unchanged, 0 refused
                logscrub: 0 files rewritten, 1 unchanged, 0 refused

                """)
        #expect(try folder.text("clean") == clean)
    }

    @Test("A file that was packed in parts is rewritten as a whole", arguments: ["gzip", "xz", "zstd", "bzip2"])
    func parts(_ program: String) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            (echo one 203.0.113.1 | \(program) -c; echo two 203.0.113.2 | \(program) -c) >access.log
            "$LOGSCRUB" --in-place --quiet access.log && \(program) -d -c access.log
            """, in: folder)
        #expect(outcome.text == "one 203.0.0.0\ntwo 203.0.0.0\n")
    }

    @Test(
        "A damaged file, or one that is cut off or followed by something else, is refused and stays",
        arguments: ["gzip", "xz", "zstd", "bzip2"],
        ["head -c 200 packed", "cat packed trailer", "head -c 60 packed; head -c 40 /dev/zero; tail -c +101 packed"])
    func damaged(_ program: String, _ damage: String) async throws {
        let folder = try TemporaryFolder()
        try folder.file("trailer", "something else from 203.0.113.9\n")
        let outcome = try await Command.shell(
            """
            for number in {1..20000}; do echo "$number $RANDOM 203.0.113.7"; done | \(program) -c >packed
            { \(damage); } >access.log; cp access.log before
            "$LOGSCRUB" --in-place access.log; echo $?
            cmp access.log before; ls -A
            """, in: folder)
        #expect(outcome.text == "65\naccess.log\nbefore\npacked\ntrailer\n")
        #expect(
            outcome.errorLines.first
                == "logscrub: access.log: its \(program) data are damaged or cut off; it is left as it is")
    }

    @Test("Where the program is missing, it and its package are named, and the exit code is 69")
    func missingProgram() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            echo 203.0.113.7 | xz -c >access.log.xz; cp access.log.xz before
            PATH=/nonexistent "$LOGSCRUB" --in-place access.log.xz; echo $?
            cmp access.log.xz before; ls -A
            """, in: folder)
        #expect(outcome.text == "69\naccess.log.xz\nbefore\n")
        #expect(outcome.errorLines.first?.contains("the program xz is missing; install the package xz-utils") == true)
    }

    @Test("What is packed in another way, or is no log at all, is refused")
    func foreign() async throws {
        let folder = try TemporaryFolder()
        try folder.file("a.lz4", [0x04, 0x22, 0x4d, 0x18] + Array("203.0.113.7".utf8))
        try folder.file("a.zip", Array("PK\u{3}\u{4}\u{14}\0 203.0.113.7".utf8))
        try folder.file("system.journal", Array("LPKSHHRH\u{1}\0\0\0 203.0.113.7".utf8))
        let outcome = try await Command.shell("\"$LOGSCRUB\" --in-place a.lz4 a.zip system.journal", in: folder)
        #expect(outcome.status == .exited(65))
        #expect(outcome.errorLines.last == "logscrub: 0 files rewritten, 0 unchanged, 3 refused")
        #expect(try folder.text("a.zip").hasSuffix("203.0.113.7"))
    }

    @Test("An interrupt from a terminal, which ends its programs as well, is no damage of the file")
    func interruptedGroup() async throws {
        let folder = try TemporaryFolder()
        try folder.file("raw", raw)
        let outcome = try await Command.shell(
            """
            set -m
            xz -0 -c raw >packed
            for round in {1..20}; do
                cp packed access.log
                "$LOGSCRUB" --in-place access.log &
                sleep "0.$((RANDOM % 2))$((RANDOM % 10))"
                kill -s INT -- -$! 2>/dev/null
                wait $! 2>/dev/null
                echo "$?"
                cmp -s access.log packed && [ -e .access.log.logscrub-new ] && echo left over
            done
            """, in: folder)
        #expect(Set(outcome.text.split(separator: "\n")).isSubset(of: ["0", "130"]))
        #expect(!outcome.errors.contains("damaged"))
    }

    @Test("SIGTERM and SIGKILL leave the whole old or new file; its programs end too, and the next run cleans up")
    func stopped() async throws {
        let seed = UInt64.random(in: 0...0xffff_ffff)
        print("In place, compressed, stopped: seed \(seed)")
        let folder = try TemporaryFolder()
        try folder.file("raw", raw)
        try folder.file("clean", clean)
        let outcome = try await Command.shell(
            """
            RANDOM=\(seed % 32768)
            xz -0 -c raw >packed
            for round in {1..60}; do
                cp packed access.log
                # What the last one left: this one may be stopped before it looks.
                if ((round % 2)); then rm -f .access.log.logscrub-new; fi
                "$LOGSCRUB" --in-place --quiet access.log &
                sleep "0.$((RANDOM % 4))$((RANDOM % 10))$((RANDOM % 10))"
                if ((round % 2)); then signal=TERM; else signal=KILL; fi
                kill -s $signal $! 2>/dev/null
                wait $! 2>/dev/null
                xz -d -c access.log >result || exit
                cmp -s result raw || cmp -s result clean || { echo "round $round: neither"; exit 1; }
                if [ $signal = TERM ] && [ -e .access.log.logscrub-new ]; then echo "round $round: left over"; exit 1; fi
            done
            cp packed access.log
            "$LOGSCRUB" --in-place --quiet access.log && xz -d -c access.log | cmp - clean && ls -A
            """, in: folder)
        #expect(outcome.text == "access.log\nclean\npacked\nraw\nresult\n", "seed \(seed)")
        #expect(!outcome.errors.contains("logscrub:"))
    }
}
