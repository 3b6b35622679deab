#if os(Linux)
    import Foundation
    import Subprocess
    import SystemPackage
    import Testing

    /// `--tee-raw`: what is read, unscrubbed, in memory, for its owner, and for a short time only.
    @Suite(
        "The raw copy", .timeLimit(.minutes(20)),
        .enabled(
            if: FileManager.default.isWritableFile(atPath: "/dev/shm"),
            "there is no /dev/shm, a folder in memory, to write to"))
    struct RawCopyTests {
        /// Runs a script in a folder. `$raw` is a path in a private folder in memory, which is gone afterwards.
        private func run(_ script: String, in folder: TemporaryFolder) async throws -> Command.Outcome {
            let head = """
                set -eu
                umask 022
                private=$(mktemp -d /dev/shm/logscrub-tests.XXXXXX)
                trap 'rm -rf "$private"' EXIT
                raw=$private/raw
                mkfifo input
                exec 3<>input
                logscrub() { exec "$LOGSCRUB" "$@" <input 3>&-; }
                await() { for try in $(seq 9000); do if eval "$1"; then return 0; fi; sleep 0.01; done; echo "in vain: $1" >&2; exit 1; }

                """
            return try await Command.shell(head + script, in: folder)
        }

        @Test("It has what came in, byte for byte, is its owner's alone, and is gone at the end")
        func content() async throws {
            let outcome = try await run(
                """
                logscrub --tee-raw $raw --tee-ttl 1d >out.log & command=$!
                exec 4>input 3>&-
                printf 'one 203.0.113.7\\r\\ntwo \\377 203.0.113.8\\nhalf 203.0' >&4
                await 'grep -q -a two out.log'
                stat -c '%a %h' $raw
                # Whole records.
                printf 'one 203.0.113.7\\r\\ntwo \\377 203.0.113.8\\n' | cmp - $raw
                printf '.113.9' >&4
                exec 4>&-
                wait $command
                ls -A $private
                cat out.log | tr -d '\\r\\377'
                """, in: try TemporaryFolder())
            #expect(outcome.status == .success, "\(outcome.errors)")
            #expect(outcome.text == "600 1\none 203.0.0.0\ntwo  203.0.0.0\nhalf 203.0.0.0")
        }

        @Test("While nothing comes in, what is too old goes by itself")
        func idle() async throws {
            let outcome = try await run(
                """
                logscrub --tee-raw $raw --tee-ttl 1s >out.log & command=$!
                exec 4>input 3>&-
                echo 'one 203.0.113.7' >&4
                # The copy comes first.
                await 'grep -q one out.log'
                await '! cat $raw $raw.old 2>/dev/null | grep -q one'
                ls -A $private
                echo 'two 203.0.113.7' >&4
                await 'grep -q two out.log'
                exec 4>&-
                wait $command
                ls -A $private
                """, in: try TemporaryFolder())
            #expect(outcome.status == .success, "\(outcome.errors)")
            #expect(outcome.text == "raw\n")
        }

        @Test("While nobody reads the output, what is too old goes by itself, too")
        func stalled() async throws {
            let outcome = try await run(
                """
                mkfifo output
                exec 5<>output
                yes 'a line from 203.0.113.7' | head -n 200000 >input.log
                "$LOGSCRUB" --tee-raw $raw --tee-ttl 1s input.log >output 3>&- 5>&- & command=$!
                # The copy comes before the first byte.
                head -c 1 <output >/dev/null
                await '! [ -s $raw ] && ! [ -e $raw.old ]'
                kill -0 $command
                # And the end comes without a reader: a second signal is not waited for.
                kill -TERM $command
                await '[ -z "$(ls -A $private)" ]'
                cat <output >out.log 5>&- & reader=$!
                exec 5>&-
                wait $command || echo $?
                wait $reader
                tail -n +2 out.log | sort -u
                """, in: try TemporaryFolder())
            #expect(outcome.status == .success, "\(outcome.errors)")
            #expect(outcome.text == "143\na line from 203.0.0.0\n")
        }

        @Test(
            "Every signal that ends it takes the copy along",
            arguments: [("HUP", 129), ("INT", 130), ("QUIT", 131), ("USR1", 138), ("ALRM", 142), ("TERM", 143)])
        func signals(_ signal: String, _ status: Int) async throws {
            let outcome = try await run(
                """
                set -m
                ulimit -c 0
                logscrub --tee-raw $raw >out.log & command=$!
                exec 4>input 3>&-
                echo 'one 203.0.113.7' >&4
                await '[ -s $raw ]'
                kill -s \(signal) $command
                wait $command || echo $?
                ls -A $private
                """, in: try TemporaryFolder())
            #expect(outcome.text == "\(status)\n", "\(outcome.errors)")
        }

        @Test("With --output, SIGHUP opens that file anew, and the copy stays")
        func reopening() async throws {
            let outcome = try await run(
                """
                logscrub --output app.log --tee-raw $raw & command=$!
                exec 4>input 3>&-
                echo 'one 203.0.113.7' >&4
                await '[ -s app.log ]'
                mv app.log app.log.1
                kill -HUP $command
                await '[ -e app.log ]'
                echo 'two 203.0.113.8' >&4
                await '[ -s app.log ]'
                cat app.log.1 app.log $raw
                exec 4>&-
                wait $command
                ls -A $private
                """, in: try TemporaryFolder())
            #expect(outcome.status == .success, "\(outcome.errors)")
            #expect(outcome.text == "one 203.0.0.0\ntwo 203.0.0.0\none 203.0.113.7\ntwo 203.0.113.8\n")
        }

        @Test("What a killed program leaves is removed by the next one, and two do not share a path")
        func killed() async throws {
            let outcome = try await run(
                """
                logscrub --tee-raw $raw >out.log & command=$!
                exec 4>input 3>&-
                echo 'one 203.0.113.7' >&4
                await '[ -s $raw ]'
                : >$raw.old
                if "$LOGSCRUB" --tee-raw $raw </dev/null 2>errors; then echo shared; else echo $?; fi
                cat $raw
                kill -KILL $command
                wait $command || echo $?
                ls -A $private
                # A link is removed, what it points at is not.
                rm $raw.old
                ln -s $PWD/out.log $raw.old
                "$LOGSCRUB" --tee-raw $raw </dev/null
                ls -A $private
                cat out.log
                """, in: try TemporaryFolder())
            #expect(outcome.status == .success, "\(outcome.errors)")
            #expect(outcome.text == "73\none 203.0.113.7\n137\nraw\nraw.old\none 203.0.0.0\n")
        }

        @Test(
            "A place that is not private, not in memory or not there is refused before anything is read",
            arguments: [
                ("chmod 0710 $private", "$raw", TerminationStatus.configuration, "chmod 700"),
                ("chmod 0705 $private", "$raw", .configuration, "chmod 700"),
                ("mkdir -m 700 disk", "disk/raw", .configuration, "/run"),
                (":", "$private/missing/raw", .cannotCreate, "missing"),
                (":", "$private/..", .cannotCreate, "no name"),
                ("mkdir $raw", "$raw", .cannotCreate, "folder"),
                (":", "$raw --tee-ttl 2d", .usage, "1s to 1d"),
                (":", "$raw --tee-ttl 0s", .usage, "1s to 1d"),
                (":", "$raw --tee-ttl 10", .usage, "1s to 1d"),
                (":", "$raw --output $raw", .usage, "two files"),
            ])
        func refused(_ preparation: String, _ arguments: String, _ status: TerminationStatus, _ message: String)
            async throws
        {
            let outcome = try await run(
                #"\#(preparation); echo 203.0.113.7 >in; "$LOGSCRUB" --tee-raw \#(arguments) in"#,
                in: try TemporaryFolder())
            #expect(outcome.status == status)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
        }

        @Test(
            "A folder of somebody else is refused",
            .enabled(if: geteuid() == 0, "only root can make a folder of somebody else"))
        func foreign() async throws {
            let outcome = try await run(
                """
                chown 65534 $private
                "$LOGSCRUB" --tee-raw $raw </dev/null || echo $?
                """, in: try TemporaryFolder())
            #expect(outcome.text == "78\n", "\(outcome.errors)")
        }

        @Test("A full file system ends the copy, not the log; and the message holds nothing of it")
        func fullMemory() async throws {
            let outcome = try await run(
                #"""
                # A limit on files' sizes stands for the full file system: the log goes into a pipe.
                yes 'quokka from 203.0.113.7' | head -n 20000 >input.log
                (ulimit -f 16; trap '' XFSZ; "$LOGSCRUB" --tee-raw $raw input.log 2>errors) | sort | uniq -c | sed 's/^ *//'
                wc -l <errors
                if grep quokka errors; then exit 1; fi
                ls -A $private
                """#, in: try TemporaryFolder())
            #expect(outcome.status == .success, "\(outcome.errors)")
            #expect(outcome.text == "20000 quokka from 203.0.0.0\n1\n")
        }

        @Test("However much comes in, the copy stays below 64 MiB, and has the latest")
        func flood() async throws {
            let outcome = try await run(
                #"""
                (head -c 70000000 /dev/zero | tr '\0' 'a' | fold -w 999; echo; echo last; cat input) 3>&- |
                    "$LOGSCRUB" --tee-raw $raw >out.log 3>&- &
                exec 4>input 3>&-
                await 'tail -n 1 $raw 2>/dev/null | grep -q last'
                cat $raw.old $raw | wc -c
                exec 4>&-
                wait
                """#, in: try TemporaryFolder())
            #expect(outcome.status == .success, "\(outcome.errors)")
            let size = Int(outcome.text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
            #expect(size > 32 << 20 && size <= 64 << 20)
        }

        @Test(
            "fail2ban bans by it, also when it has become another file",
            .enabled(if: Tools.has("fail2ban-server"), "fail2ban is not installed; `make test` installs it"))
        func fail2ban() async throws {
            let project = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            let outcome = try await run(
                #"""
                examples='\#(project.string)/Sources/LogScrubCommand/Examples'
                mkdir -p conf/action.d $private/raw
                chmod 700 $private/raw
                ln -s /etc/fail2ban/filter.d conf/filter.d
                # The example's jail, with an action that only notes what it is asked for.
                sed "s|/run/logscrub/|$private/|" "$examples/fail2ban/jail.local" >conf/jail.local
                cat >conf/jail.conf <<EOF
                [DEFAULT]
                filter = %(__name__)s
                action = note
                mode = normal
                maxretry = 2
                findtime = 10m
                bantime = 10m
                ignoreip =
                ignoreself = false
                usedns = no
                logencoding = utf-8
                EOF
                printf '[Definition]\nactionban = echo <ip> >>%s/banned\n' "$PWD" >conf/action.d/note.conf
                cat >conf/fail2ban.conf <<EOF
                [Definition]
                loglevel = INFO
                logtarget = STDOUT
                syslogsocket = auto
                dbfile = None
                dbpurgeage = 1d
                dbmaxmatches = 10
                allowipv6 = auto
                EOF
                raw=$private/raw/nginx.log
                logscrub --output app.log --tee-raw $raw --tee-ttl 20s & command=$!
                exec 4>input 3>&-
                await '[ -e $raw ]'
                fail2ban-server -f -x -c conf -s $PWD/socket -p $PWD/pid start >fail2ban.txt 2>&1 4>&- & server=$!
                trap 'kill $server $command 2>/dev/null || true; wait; rm -rf "$private"' EXIT
                await 'grep -q "Server ready" fail2ban.txt'
                # attempts ADDRESS: of somebody who looks for what is not there
                attempts() { for try in 1 2 3; do
                    echo "$1 - - [$(LC_ALL=C date '+%d/%b/%Y:%H:%M:%S %z')] \"GET /wp-login.php HTTP/1.1\" 404 146 \"-\" \"x\"" >&4
                done; }
                touch banned
                attempts 203.0.113.7
                await 'grep -qxF 203.0.113.7 banned'
                await '[ -e $raw.old ] && ! [ -s $raw ]'
                attempts 203.0.113.8
                await 'grep -qxF 203.0.113.8 banned'
                exec 4>&-
                wait $command
                kill $server
                wait $server || true
                ls -A $private/raw
                cat banned
                if grep -F 203.0.113 app.log; then exit 1; fi
                wc -l <app.log
                """#, in: try TemporaryFolder())
            #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
            #expect(outcome.text == "203.0.113.7\n203.0.113.8\n6\n", "\(outcome.errors)")
        }
    }
#endif
