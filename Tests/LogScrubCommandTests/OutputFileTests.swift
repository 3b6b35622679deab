import Foundation
import Subprocess
import Testing

/// `--output`: a log file that is appended to, and that others may move away.
@Suite("A log file as the output", .timeLimit(.minutes(20)))
struct OutputFileTests {
    /// Runs a script in a folder. What it starts with `logscrub … &` reads what goes to descriptor 3.
    private func run(_ script: String, in folder: TemporaryFolder) async throws -> Command.Outcome {
        let head = """
            set -eu
            umask 022
            mkfifo input
            exec 3<>input
            # The descriptor is the script's alone, so that the end of the script's is the end of the input.
            logscrub() { exec "$LOGSCRUB" "$@" <input 3>&-; }
            await() { for try in $(seq 9000); do if eval "$1"; then return 0; fi; sleep 0.01; done; echo "in vain: $1" >&2; exit 1; }

            """
        return try await Command.shell(head + script, in: folder)
    }

    @Test("100,000 lines under 100 rotations are all there once, in order, and no file ends within a line")
    func rotation() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await run(
            """
            logscrub --output app.log & command=$!
            exec 4>input 3>&-
            await '[ -e app.log ]'
            for round in $(seq 0 99); do
                # Blocks that end anywhere in a line, while the file moves.
                seq -f 'line %06g from 203.0.113.7' $((round * 1000 + 1)) $((round * 1000 + 1000)) >&4 & writer=$!
                mv app.log app.log.$round
                kill -HUP $command
                wait $writer
                await '[ -e app.log ]'
            done
            exec 4>&-
            wait $command
            for round in $(seq 0 99); do cat app.log.$round; done | cat - app.log >all
            seq -f 'line %06g from 203.0.0.0' 100000 | cmp - all
            for file in app.log*; do
                if [ -s $file ] && [ -n "$(tail -c 1 $file)" ]; then echo "$file ends within a line"; fi
            done
            ls app.log* | wc -l
            """, in: folder)
        #expect(outcome.status == .success, "\(outcome.errors)")
        #expect(outcome.errors == "")
        #expect(outcome.text == "101\n")
    }

    @Test("A record that is under way is finished in the old file, however long it is")
    func recordUnderWay() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await run(
            """
            logscrub --output app.log & command=$!
            exec 4>input 3>&-
            # Longer than what is held back: its beginning is written before its end comes.
            head -c 3000000 /dev/zero | tr '\\0' 'a' >&4
            await '[ -s app.log ]'
            mv app.log old.log
            kill -HUP $command
            echo ' from 203.0.113.7' >&4
            await '[ -e app.log ]'
            echo 'next from 203.0.113.8' >&4
            exec 4>&-
            wait $command
            wc -c <old.log
            tail -c 16 old.log
            cat app.log
            """, in: folder)
        #expect(outcome.status == .success, "\(outcome.errors)")
        #expect(outcome.text == "3000016\n from 203.0.0.0\nnext from 203.0.0.0\n")
    }

    @Test("Where the file cannot be opened anew, it says so and goes on with the one it has")
    func folderGone() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await run(
            """
            mkdir logs
            logscrub --output logs/app.log 2>errors & command=$!
            exec 4>input 3>&-
            echo 'one from 203.0.113.7' >&4
            await '[ -s logs/app.log ]'
            mv logs moved
            kill -HUP $command
            await '[ -s errors ]'
            echo 'two from 203.0.113.8' >&4
            await 'grep -q two moved/app.log'
            mv moved logs
            mv logs/app.log logs/old.log
            kill -HUP $command
            await '[ -e logs/app.log ]'
            echo 'three from 203.0.113.9' >&4
            exec 4>&-
            wait $command
            cat logs/old.log logs/app.log
            wc -l <errors
            """, in: folder)
        #expect(outcome.status == .success, "\(outcome.errors)")
        #expect(outcome.text == "one from 203.0.0.0\ntwo from 203.0.0.0\nthree from 203.0.0.0\n1\n")
        #expect(String(decoding: try folder.contents("errors"), as: UTF8.self).contains("logs/app.log"))
    }

    @Test(
        "SIGTERM and SIGINT end it, and without --output SIGHUP does, too",
        arguments: [("--output app.log", "TERM", 143), ("--output app.log", "INT", 130), ("", "HUP", 129)])
    func end(_ options: String, _ signal: String, _ status: Int) async throws {
        let outcome = try await run(
            """
            set -m
            logscrub \(options) >out.log & command=$!
            exec 4>input 3>&-
            echo 'one from 203.0.113.7' >&4
            await 'grep -q one *.log'
            kill -s \(signal) $command
            wait $command || echo $?
            """, in: try TemporaryFolder())
        #expect(outcome.text == "\(status)\n", "\(outcome.errors)")
    }

    @Test("What is in the pipe when a signal ends it is still written")
    func drained() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await run(
            """
            logscrub --output app.log & command=$!
            exec 4>input 3>&-
            echo 'first' >&4
            await '[ -s app.log ]'
            # While it is stopped, so that all of it is there before the signal is.
            kill -STOP $command
            seq -f 'line %05g from 203.0.113.7' 2000 >&4
            kill -TERM $command
            kill -CONT $command
            wait $command || echo $?
            { echo first; seq -f 'line %05g from 203.0.0.0' 2000; } | cmp - app.log
            """, in: folder)
        #expect(outcome.text == "143\n", "\(outcome.errors)")
    }

    @Test("It appends, several do at a time, and the mask says who may read a new file")
    func appending() async throws {
        let outcome = try await Command.shell(
            """
            set -eu
            umask 022
            echo 'one 203.0.113.1' | "$LOGSCRUB" --output app.log
            stat -c %a app.log
            umask 077
            echo 'one 203.0.113.1' | "$LOGSCRUB" --output private.log
            stat -c %a private.log
            for letter in a b c d; do
                yes "$letter from 203.0.113.7, a line of some length" | head -n 20000 | "$LOGSCRUB" --output app.log &
            done
            wait
            sort app.log | uniq -c | sed 's/^ *//'
            """, in: try TemporaryFolder())
        #expect(outcome.errors == "")
        let counts = ["a", "b", "c", "d"].map { "20000 \($0) from 203.0.0.0, a line of some length\n" }.joined()
        #expect(outcome.text == "640\n600\n" + counts + "1 one 203.0.0.0\n")
    }

    @Test("A file that ends in half a line gets its end first")
    func halfLine() async throws {
        let folder = try TemporaryFolder()
        try folder.file("app.log", "half a li")
        let outcome = try await Command.shell(
            #"for n in 1 2; do printf "$n from 203.0.113.7\n" | "$LOGSCRUB" --output app.log; done"#, in: folder)
        #expect(outcome.status == .success)
        #expect(
            String(decoding: try folder.contents("app.log"), as: UTF8.self)
                == "half a li\n1 from 203.0.0.0\n2 from 203.0.0.0\n")
    }

    @Test(
        "What cannot be the output is refused before anything is read",
        arguments: [
            ("link.log", TerminationStatus.cannotCreate, "symbolic link"),
            ("no-such-folder/app.log", .cannotCreate, "no-such-folder/app.log"),
            (".", .cannotCreate, "directory"),
        ])
    func refused(_ file: String, _ status: TerminationStatus, _ message: String) async throws {
        let folder = try TemporaryFolder()
        try folder.file("target.log", "")
        let outcome = try await Command.shell(
            #"ln -s target.log link.log; echo 203.0.113.7 >in; "$LOGSCRUB" --output \#(file) in"#, in: folder)
        #expect(outcome.status == status)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorLines.count == 1 && outcome.errors.contains(message), "\(outcome.errors)")
        #expect(try folder.contents("target.log").isEmpty)
    }

    @Test("A file is not scrubbed into itself")
    func itself() async throws {
        let folder = try TemporaryFolder()
        try folder.file("app.log", "from 203.0.113.7\n")
        let outcome = try await Command.shell(#""$LOGSCRUB" --output app.log app.log"#, in: folder)
        #expect(outcome.status == .noInput)
        #expect(try folder.contents("app.log") == Array("from 203.0.113.7\n".utf8))
    }

    #if os(Linux)
        @Test("A full disk is exit code 74")
        func fullDisk() async throws {
            let outcome = try await Command.run(["--output", "/dev/full"], input: "quokka 203.0.113.1\n")
            #expect(outcome.status == .inputOutput)
            #expect(outcome.errorLines.count == 1 && !outcome.errors.contains("quokka"))
        }
    #endif
}
