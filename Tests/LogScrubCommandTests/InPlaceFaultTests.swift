import Foundation
import Subprocess
import SystemPackage
import Testing

/// Files rewritten in place where something else goes on: a full disk, another run, another program, somebody who means harm.
@Suite("In place, with faults", .timeLimit(.minutes(20)))
struct InPlaceFaultTests {
    private let raw = String(repeating: "quokka 203.0.113.7 came\n", count: 30_000)
    private let clean = String(repeating: "quokka 203.0.0.0 came\n", count: 30_000)

    #if os(Linux)
        /// Runs a script on a file system of its own, if the system lets it be mounted.
        private func mounted(_ size: String, _ script: String, in folder: TemporaryFolder) async throws -> Command
            .Outcome?
        {
            let outcome = try await Command.shell(
                """
                mkdir disk
                exec unshare --mount bash -c '
                    mount -t tmpfs -o size=\(size) tmpfs disk || exit 99
                    cd disk
                    \(script)'
                """, in: folder)
            if outcome.status == .exited(99) || outcome.errors.hasPrefix("unshare:") {
                print("no file system can be mounted here: not tested")
                return nil
            }
            return outcome
        }

        @Test("On a disk without room for a second file nothing is begun")
        func fullDisk() async throws {
            let folder = try TemporaryFolder()
            try folder.file("raw", raw)
            let outcome = try await mounted(
                "1200k",
                "cp ../raw access.log; \"$LOGSCRUB\" --in-place access.log; echo $?; cmp ../raw access.log; ls -A",
                in: folder)
            guard let outcome else { return }
            #expect(outcome.text == "74\naccess.log\n")
            #expect(outcome.errorLines.first?.contains("the disk is too full for a second file beside it") == true)
        }

        @Test("A disk that fills up on the way leaves the old file and nothing beside it")
        func fillingDisk() async throws {
            let folder = try TemporaryFolder()
            try folder.file("raw", raw)
            // There is room for a second file and the reserve of 1 MiB, and none for ten times as much.
            try folder.file("short", String(repeating: "xxxxxxxx\n", count: 60_000))
            let outcome = try await mounted(
                "2400k",
                """
                cp ../short access.log
                "$LOGSCRUB" --in-place --redact x access.log; echo $?
                cmp ../short access.log; ls -A
                """, in: folder)
            guard let outcome else { return }
            #expect(outcome.text == "74\naccess.log\n")
            #expect(outcome.errorLines.first?.contains("No space left on device") == true)
        }

        @Test("A limit to the size of files leaves the old file and nothing beside it")
        func fileSizeLimit() async throws {
            let folder = try TemporaryFolder()
            try folder.file("access.log", raw)
            let outcome = try await Command.shell("ulimit -f 16; \"$LOGSCRUB\" --in-place access.log", in: folder)
            #expect(outcome.status == .inputOutput)
            #expect(outcome.errorLines.first?.contains("File too large") == true)
            #expect(try folder.text("access.log") == raw)
            #expect(try folder.names() == ["access.log"])
        }

        @Test("On a disk that is mounted read-only, or in a folder that may not be written, the exit code is 73")
        func readOnly() async throws {
            let folder = try TemporaryFolder()
            try folder.file("raw", raw)
            let outcome = try await Command.shell(
                """
                mkdir folder; cp raw folder/access.log; chmod 555 folder
                if [ "$(id -u)" = 0 ]; then
                    setpriv --bounding-set -dac_override "$LOGSCRUB" --in-place folder/access.log
                else
                    "$LOGSCRUB" --in-place folder/access.log
                fi
                echo $?; cmp raw folder/access.log; chmod 755 folder
                """, in: folder)
            #expect(outcome.text == "73\n")
            #expect(outcome.errorLines.first?.contains("no file can be created beside it: Permission denied") == true)
            let mounted = try await mounted(
                "4m",
                """
                cp ../raw access.log; mount -o remount,ro . || exit 99
                "$LOGSCRUB" --in-place access.log; echo $?; cmp ../raw access.log; ls -A
                """, in: folder)
            if let mounted { #expect(mounted.text == "73\naccess.log\n") }
        }

        @Test("What happens to a file while it is read makes it stay as it is then")
        func changedMeanwhile() async throws {
            // strace holds the command in the middle of the file until the change is made.
            let changes = [
                ("rm access.log; ln -s other access.log", "was replaced"), ("rm access.log", "was removed"),
                ("mv access.log access.log.1", "was removed"), ("cp other new; mv new access.log", "was replaced"),
                ("chmod 600 access.log; chmod 644 access.log", "was changed"),
                ("exec 3>>access.log; echo more >&3", "wants to write"),
                ("truncate -s 100 access.log", "wants to write"), ("touch access.log", "wants to write"),
            ]
            for (change, reason) in changes {
                let folder = try TemporaryFolder()
                try folder.file("access.log", raw)
                try folder.file("other", "other 203.0.113.9\n")
                let outcome = try await Command.shell(
                    """
                    strace -f -o trace -P "$PWD/.access.log.logscrub-new" -e inject=write:delay_exit=1000000:when=1 \
                        "$LOGSCRUB" --in-place access.log &
                    for wait in {1..100}; do
                        if grep -qs 'write(' trace; then break; fi
                        sleep 0.05
                    done
                    \(change)
                    cp -P access.log expected 2>/dev/null
                    wait $!
                    echo $?
                    if [ -e expected ]; then cmp access.log expected; fi
                    readlink access.log
                    cat other
                    """, in: folder)
                guard try folder.names().contains("trace") else { return print("strace cannot trace here: not tested") }
                let link = change.contains("ln -s") ? "other\n" : ""
                #expect(outcome.text == "65\n" + link + "other 203.0.113.9\n", "\(change)")
                #expect(outcome.errors.contains(reason), "\(change): \(outcome.errors)")
                #expect(try !folder.names().contains(".access.log.logscrub-new"), "\(change)")
            }
        }
    #endif

    @Test("Runs on one file at once do not disturb each other: one does it, the others wait a while or refuse")
    func runsAtOnce() async throws {
        let folder = try TemporaryFolder()
        try folder.file("raw", raw)
        let outcome = try await Command.shell(
            """
            for round in {1..10}; do
                cp raw access.log
                for run in 1 2 3 4; do "$LOGSCRUB" --in-place --jobs 2 access.log access.log 2>"errors.$run" & done
                wait
                cat errors.*
                sort access.log | uniq -c
                ls -A | grep logscrub-new
            done
            """, in: folder)
        let errors = outcome.text.split(separator: "\n")
        #expect(errors.count(where: { $0.hasSuffix(" 30000 quokka 203.0.0.0 came") }) == 10)
        // Ten rounds of four runs with two files each: every one says what became of it, and in each round one has done it.
        #expect(errors.count(where: { $0.contains("rewritten, ") }) == 40)
        let others = errors.filter { !$0.contains("rewritten, ") && !$0.contains("quokka") }
        #expect(others.allSatisfy { $0.contains("another run") || $0.contains("was replaced") }, "\(others)")
    }

    @Test("What lies in the place of the new file is a leftover: it goes, and a link leads nowhere")
    func leftovers() async throws {
        let folder = try TemporaryFolder()
        for name in ["access.log", "victim", ".access.log.logscrub-new", ".older.log.logscrub-new", "linked.log"] {
            try folder.file(name, raw)
        }
        let outcome = try await Command.shell(
            """
            ln -s victim .linked.log.logscrub-new
            "$LOGSCRUB" --in-place --quiet access.log linked.log && ls -A
            """, in: folder)
        #expect(outcome.status == .success)
        #expect(outcome.text == "access.log\nlinked.log\nvictim\n")
        #expect(try folder.text("victim") == raw)
        #expect(try folder.text("access.log") == clean)
        #expect(try folder.text("linked.log") == clean)
    }

    @Test("A leftover that somebody still writes to is waited for, and not taken away")
    func leftoverInUse() async throws {
        let folder = try TemporaryFolder()
        try folder.file("access.log", raw)
        let outcome = try await Command.shell(
            """
            flock .access.log.logscrub-new sleep 60 & holder=$!
            for wait in {1..100}; do if [ -e .access.log.logscrub-new ]; then break; fi; sleep 0.05; done
            sleep 0.2
            "$LOGSCRUB" --in-place access.log; echo $?
            ls -A; kill -- "$(pgrep -P $holder)"; kill $holder
            """, in: folder)
        #expect(outcome.text == "65\n.access.log.logscrub-new\naccess.log\n")
        #expect(outcome.errors.contains("is being rewritten by another run"))
        #expect(try folder.text("access.log") == raw)
    }
}
