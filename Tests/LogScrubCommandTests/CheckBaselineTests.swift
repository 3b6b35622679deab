import Foundation
import Subprocess
import SystemPackage
import Testing

/// `logscrub check` of what is known already, and of what is new.
@Suite("Check: baselines, times and names", .timeLimit(.minutes(20)))
struct CheckBaselineTests {
    @Test("Against a baseline only what is more is told, by file and kind, and ends with 1; else it ends with 0")
    func baseline() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            check() { "$LOGSCRUB" check --no-config "$@"; echo $?; }
            mkdir logs; printf 'user=ana\\nuser=ben\\nfrom 203.0.113.7\\n' >logs/a.log; echo '[withheld: 9 bytes, too long]' >logs/w.log
            "$LOGSCRUB" check --no-config --write-baseline known.toml logs >/dev/null; echo $?; cat known.toml; stat -c %a known.toml
            check --baseline known.toml logs
            echo 'user=eva mail quokka@example.net' >>logs/a.log; echo 'from 203.0.113.8' >logs/b.log
            check --baseline known.toml logs
            "$LOGSCRUB" check --no-config --baseline known.toml --format json logs/a.log | grep -o '"kind":[^}]*'
            "$LOGSCRUB" check --no-config --baseline known.toml --format sarif logs/a.log | grep -o '"baselineState":"[a-z]*"'
            """, in: folder)
        #expect(
            outcome.text == """
                0
                # What logscrub check --write-baseline has found: how often, by file and kind. Nothing of the logs is here.
                # logscrub check --baseline of this file tells only of what is more.

                [files."logs/a.log"]
                "address" = 1
                "user" = 2

                [files."logs/w.log"]
                "withheld-before" = 1
                644
                logs/a.log: 3 lines, nothing beyond level minimal and new; 3 are in the baseline
                logs/w.log: 1 line, nothing beyond level minimal and new; 1 is in the baseline
                0
                FILE        KIND     NEW  COUNT  FIRST LINE
                logs/a.log  user     1    3      1
                logs/a.log  email    1    1      4
                logs/b.log  address  1    1      1
                logs/a.log: 4 lines, 2 places are beyond level minimal and new; 3 are in the baseline
                logs/b.log: 1 line, 1 place is beyond level minimal and new
                logs/w.log: 1 line, nothing beyond level minimal and new; 1 is in the baseline
                1
                "kind":"address","count":1,"new":0,"first_line":3
                "kind":"user","count":3,"new":1,"first_line":1
                "kind":"email","count":1,"new":1,"first_line":4
                "baselineState":"unchanged"
                "baselineState":"new"
                "baselineState":"new"

                """, "\(outcome.text)\(outcome.errors)")
    }

    @Test(
        "A baseline that is missing, no such file, or one that others can write is an error, and so is one that cannot be written"
    )
    func wrongBaselines() async throws {
        let outcome = try await Command.shell(
            """
            check() { "$LOGSCRUB" check --no-config "$@" a.log >/dev/null 2>errors; echo $? $(sed 's/^[^:]*: //' errors | cut -c1-60); }
            echo 'user=ana' >a.log; echo 'files = 7' >wrong; echo >open; chmod 666 open; ln -s target link
            check --baseline gone; check --baseline wrong; check --baseline open
            check --write-baseline no/known; check --write-baseline .; check --write-baseline link; cat target 2>&1 | grep -c 'No such'
            check --baseline link --write-baseline link; "$LOGSCRUB" check --no-config --write-baseline k a.log gone >/dev/null; echo $?; ls -A
            """, in: try TemporaryFolder())
        let codes = outcome.text.split(separator: "\n").compactMap { $0.split(separator: " ").first }.prefix(9)
        #expect(codes == ["66", "78", "78", "73", "73", "0", "1", "64", "2"], "\(outcome.text)")
        #expect(!outcome.text.contains("logscrub-new"))
    }

    @Test(
        "With --since only records of that time or later count, those with an unknown time too, and lines of a trace go with their record"
    )
    func since() async throws {
        let outcome = try await Command.shell(
            """
            old=$(date -u -d '9 days ago' +%Y-%m-%dT%H:%M:%SZ); new=$(date -u -d '2 days ago' +%Y-%m-%dT%H:%M:%SZ)
            check() { "$LOGSCRUB" check --no-config "$@" | tail -n 1; }
            printf '%s from 203.0.113.7\\n\\tat user=ana\\n' "$old" >old.log
            printf '%s user=ana\\n' "$new" >new.log; echo 'user=ana says no time' >none.log
            for file in old new none; do check --since 7d $file.log; check --since 10d $file.log; done
            date -u -d '9 days ago' '+203.0.113.7 - - [%d/%b/%Y:%H:%M:%S +0000] "GET / HTTP/2.0" 200 5 "-" "-"' | check --since 7d
            date -u -d '9 days ago' '+{"time":"%Y-%m-%dT%H:%M:%SZ","user":"ana"}' | check --since 7d
            date -u -d '9 days ago' '+%b %e %H:%M:%S host app: user=ana' | check --since "$(date -u -d '7 days ago' +%F)"
            printf '__REALTIME_TIMESTAMP=%s000000\\n_PID=7\\nMESSAGE=user=ana\\n\\n' $(date -d '9 days ago' +%s) | check --since 7d
            "$LOGSCRUB" check --since yesterday none.log; echo $?
            """, in: try TemporaryFolder())
        #expect(
            outcome.text == """
                old.log: 2 lines, nothing beyond level minimal; 2 places are in older records, and not counted
                old.log: 2 lines, 2 places are beyond level minimal
                new.log: 1 line, 1 place is beyond level minimal
                new.log: 1 line, 1 place is beyond level minimal
                none.log: 1 line, 1 place is beyond level minimal
                none.log: 1 line, 1 place is beyond level minimal
                standard input: 1 line, nothing beyond level minimal; 1 place is in older records, and not counted
                standard input: 1 line, nothing beyond level minimal; 1 place is in older records, and not counted
                standard input: 1 line, nothing beyond level minimal; 1 place is in older records, and not counted
                standard input: 4 lines, nothing beyond level minimal; 1 place is in older records, and not counted
                64

                """, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.errors.contains("7d"))
    }

    @Test("In SARIF, names of files are references: what is no plain letter is percent-encoded")
    func names() async throws {
        let outcome = try await Command.shell(
            #"""
            name=$(printf 'a b#?%%:é\xff.log'); echo user=ana >"$name"; mkdir -p 'log-1_~'; echo user=ana >'log-1_~/x'
            "$LOGSCRUB" check --no-config --format sarif "$name" 'log-1_~' | grep -o '"uri":"[^"]*"'
            """#, in: try TemporaryFolder())
        #expect(
            outcome.text == #"""
                "uri":"a%20b%23%3F%25%3A%C3%A9%FF.log"
                "uri":"log-1_~/x"

                """#, "\(outcome.text)")
    }

    @Test(
        "A pipe with a name is refused and not emptied, one of a shell is read, and standard input that does not end is told of"
    )
    func pipes() async throws {
        let outcome = try await Command.shell(
            """
            mkfifo fifo; ln -s fifo link; (sleep 20; echo late) >fifo & writer=$!
            for name in fifo link; do timeout 10 "$LOGSCRUB" check --no-config $name | grep -o 'is a pipe'; echo ${PIPESTATUS[0]}; done
            kill $writer; "$LOGSCRUB" check --no-config <(echo user=ana) | tail -n 1 | sed 's/.*: //'
            (sleep 7; echo user=ana) | "$LOGSCRUB" check --no-config | tail -n 1
            """, in: try TemporaryFolder())
        #expect(
            outcome.text == """
                is a pipe
                2
                is a pipe
                2
                1 line, 1 place is beyond level minimal
                standard input: 1 line, 1 place is beyond level minimal

                """, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.errors.contains("still reading standard input"), "\(outcome.errors)")
    }
}
