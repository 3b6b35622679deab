import Foundation
import Subprocess
import SystemPackage
import Testing

/// A signal ends the filter whatever it is doing, and a crash leaves nothing of the log on the disk.
@Suite("Ends", .timeLimit(.minutes(20)))
struct EndTests {
    /// Each is ended by SIGKILL where it would go on for ever, which shows in its status. `$log` is made to grow by what it does.
    @Test(
        "SIGTERM and SIGINT end it while it opens a pipe, within a line without an end, and while nobody takes its output",
        arguments: [("TERM", "143"), ("INT", "130")],
        [
            "logscrub pipe", "logscrub --output pipe log", "logscrub --output pipe pipe",
            "logscrub --tee-raw $raw/x pipe",
            "logscrub /dev/zero >out", "yes | tr -d '\\n' | logscrub >out",
            "yes '<nick>--' | tr -d '\\n' | logscrub >out",
            "exec 5<>pipe; yes 'x 203.0.113.7' | logscrub >pipe",
            "exec 5<>pipe; logscrub --output pipe <(yes 'x 203.0.113.7')",
            "exec 5<>pipe; yes 'x 203.0.113.7' | logscrub --tee-raw $raw/x >pipe",
            "yes 'x 203.0.113.7' | gzip -c | logscrub >out",
            "{ printf '\\037\\213\\010'; sleep 100; } | logscrub",
        ])
    func signals(_ signal: (name: String, status: String), _ work: String) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            mkfifo pipe; echo 'x 203.0.113.7' >log
            raw=$(mktemp -d /dev/shm/logscrub-tests.XXXXXX); trap 'rm -rf $raw' EXIT
            logscrub() {
                # A shell in the background ignores SIGINT, and has its programs do so.
                python3 -c '
            import os, signal, sys
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            open("process", "w").write(str(os.getpid()))
            os.execv(os.environ["LOGSCRUB"], ["logscrub"] + sys.argv[1:])' "$@"
                echo $? >status
            }
            { \(work); } &
            until [ -s process ]; do sleep 0.05; done
            sleep 0.7
            process=$(cat process)
            kill -s \(signal.name) $process
            (for try in $(seq 300); do sleep 0.1; kill -0 $process 2>/dev/null || exit; done; kill -s KILL $process) &
            until [ -s status ]; do sleep 0.05; done
            cat status; ls -A $raw
            pkill -P $$ 2>/dev/null
            exit 0
            """, in: folder)
        #expect(outcome.text == signal.status + "\n")
    }

    #if os(Linux)
        @Test(
            "Neither it nor what it starts may leave an image of its memory, and a crash leaves none",
            arguments: ["SEGV", "ABRT"])
        func dumps(_ signal: String) async throws {
            let folder = try TemporaryFolder()
            let outcome = try await Command.shell(
                """
                ulimit -c unlimited 2>/dev/null
                mkfifo pipe; exec 5<>pipe
                "$LOGSCRUB" <pipe >out 5>&- & command=$!
                printf 'quokka 203.0.113.7\\nhalf' >&5
                until [ -s out ]; do sleep 0.05; done
                grep 'Max core file size' /proc/$command/limits | tr -s ' '
                # What is not dumpable belongs to root.
                [ "$(id -u)" = 0 ] || stat -c %u /proc/$command/mem
                kill -s \(signal) $command; wait $command; echo $?
                ls -A | grep -v -x -e pipe -e out
                """, in: folder)
            let lines = outcome.text.split(separator: "\n")
            #expect(lines.first == "Max core file size 0 0 bytes ")
            #expect(lines.last == (signal == "SEGV" ? "139" : "134"))
        }

        @Test("Without the right to be dumped, a user who is not root can do all that root can with files of its own")
        func otherUser() async throws {
            let outcome = try await Command.shell(
                """
                [ "$(id -u)" = 0 ] || { echo skipped; exit; }
                home=$(mktemp -d /dev/shm/logscrub-tests.XXXXXX); trap 'rm -rf $home' EXIT
                cp "$LOGSCRUB" $home/logscrub; chmod 755 $home; mkdir $home/own; mkdir -m 700 $home/raw; cd $home/own
                for library in $(ldd "$LOGSCRUB" | grep -o '/[^ ]*'); do [ -r $library ] || echo $library; done
                echo 'x 203.0.113.7' | gzip -c >a.log.gz; echo 'x 203.0.113.7' >b.log; chown -R 4242:4242 $home/own $home/raw
                as() { setpriv --reuid 4242 --regid 4242 --clear-groups "$@" 2>&1; }
                as $home/logscrub a.log.gz b.log
                as sh -c 'cat a.log.gz | ../logscrub'
                as $home/logscrub --in-place a.log.gz b.log; gzip -dc a.log.gz; cat b.log
                as $home/logscrub key new key; as $home/logscrub --keyring keys --stats=json b.log >/dev/null; ls keys | wc -l
                mkfifo pipe; exec 5<>pipe; as $home/logscrub --tee-raw $home/raw/x <pipe >out 5>&- & echo 'y 203.0.113.7' >&5
                until [ -s out ]; do sleep 0.05; done; cat $home/raw/x; exec 5>&-; wait; cat out
                # The file is its own writer's, which is told by looking through the running programs.
                exec 6>>b.log; as $home/logscrub --in-place b.log | grep -c 'open for writing'
                """, in: try TemporaryFolder())
            let clean = "x 203.0.0.0\n"
            #expect(
                outcome.text == clean + clean + clean
                    + "logscrub: 2 files rewritten, 0 unchanged, 0 refused\n" + clean + clean
                    + "1\ny 203.0.113.7\ny 203.0.0.0\n1\n"
                    || outcome.text == "skipped\n", "\(outcome.errors)")
        }
    #endif
}
