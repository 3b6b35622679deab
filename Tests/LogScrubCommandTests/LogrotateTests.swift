import Foundation
import SystemPackage
import Testing

/// The examples for logrotate, run by the real one: rotated logs are scrubbed when they are compressed.
@Suite(
    "logrotate", .timeLimit(.minutes(20)),
    .enabled(if: Tools.has("logrotate"), "logrotate is not installed; `make test` installs it"))
struct LogrotateTests {
    /// Runs a script in a folder that stands for the system: `var/log` for its logs, `bin` for what is installed and for the service
    /// commands that the examples call, and functions:
    ///
    /// - `example NAME [LINE ...]` copies an example to `conf`, with more lines in it, and makes its logs. The users of the programs are there as
    ///   www-data; without root, logrotate works as the user that the tests run as.
    /// - `day N` writes ten lines to each log.
    /// - `rotate` runs logrotate as Debian does, but now, and keeps what it says in `report`.
    /// - `scrubbed N` prints what has to become of such a day.
    private func run(_ script: String, in folder: TemporaryFolder) async throws -> Command.Outcome {
        let sources = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .appending("Sources/LogScrubCommand")
        let head = #"""
            set -euo pipefail
            umask 022
            PATH=$PATH:/usr/sbin:/sbin
            sources='\#(sources.string)'
            mkdir -p bin var/log run/prosody
            chmod 755 .
            cp "$LOGSCRUB" bin/logscrub
            cp "$sources/logscrub-gzip.sh" bin/logscrub-gzip
            for command in invoke-rc.d service systemctl rsyslog-rotate pkill; do
                printf '#!/bin/sh\necho "%s $*" >>"%s/called"\n' $command "$PWD" >bin/$command
                chmod 755 bin/$command
            done
            : >run/prosody/prosody.pid
            PATH="$PWD/bin:$PATH"
            example() {
                local name=$1 line folder
                shift
                sed -E "s|/var/log|$PWD/var/log|g; s|/run/prosody|$PWD/run/prosody|g; s|/usr/lib/rsyslog/|$PWD/bin/|" \
                    "$sources/Examples/logrotate/$name" >conf
                if [[ $EUID -eq 0 ]]; then
                    sed -i -E 's/^( *su ).*/\1www-data www-data/; s/^( *create \S+ ).*/\1www-data www-data/' conf
                else
                    sed -i -E '/^ *su /d; s/^( *create \S+).*/\1/' conf
                fi
                for line; do sed -i "s|^    daily|    $line\n&|" conf; done
                # What is not indented: the paths. The system's own logs must not be among them.
                if sed "s|$PWD/var/log||g; /^ *#/d" conf | grep /var/log >&2; then exit 1; fi
                logs=()
                set -f
                for word in $(sed -E '/^#/d; /^ /d; s/[{}]//' conf); do
                    case $word in
                    *'*'*) logs+=("${word/\*/access}" "${word/\*/error}") ;;
                    *) logs+=("$word") ;;
                    esac
                done
                set +f
                for log in "${logs[@]}"; do
                    folder=${log%/*}
                    mkdir -p "$folder"
                    : >>"$log"
                    if [[ $EUID -eq 0 ]] && grep -q '^ *su ' conf; then chown www-data:www-data "$folder" "$log"; fi
                done
                # Nobody else may write to a folder in which logrotate works as root.
                chmod 755 var var/log "${logs[0]%/*}"
            }
            day() { for log in "${logs[@]}"; do
                for number in $(seq 0 9); do echo "day $1 line $number from 203.0.113.$number ACME-47$number"; done >>"$log"
            done; }
            scrubbed() { for number in $(seq 0 9); do echo "day $1 line $number from 203.0.0.0 ACME-47$number"; done; }
            rotate() { logrotate -v -f -s "$PWD/state" conf >report 2>&1; }
            break_logscrub() {
                mv bin/logscrub bin/good
                printf '#!/bin/sh\necho half a li\nexit 74\n' >bin/logscrub
                chmod 755 bin/logscrub
            }
            repair_logscrub() { mv bin/good bin/logscrub; }

            """#
        return try await Command.shell(head + script, in: folder)
    }

    static let examples = ["nginx", "prosody", "jitsi-videobridge", "jicofo", "coturn", "rsyslog"]

    @Test(
        "What is compressed is scrubbed, and keeps its owner, mode and time", arguments: examples,
        ["", "dateext dateformat", "olddir"])
    func compressing(_ example: String, _ variant: String) async throws {
        let lines =
            switch variant {
            case "olddir": #""olddir old" "createolddir 0755""#
            // A name for each second, so that a day need not pass.
            case "dateext dateformat": #""dateext" "dateformat -%Y%m%d-%s""#
            default: ""
            }
        let outcome = try await run(
            #"""
            example \#(example) \#(lines)
            day 1
            chmod 0604 "${logs[@]}"
            owner=$(stat -c '%u %g %a' "${logs[0]}")
            for round in 2 3 4; do
                rotate || { cat report; exit 1; }
                if [ $round = 2 ]; then
                    # What is compressed next. Where it is a copy, its time is that of the copy.
                    first=$(find ${logs[0]%/*} -name "${logs[0]##*/}?*" -exec stat -c '%u %g %a %Y' {} +)
                    [ "${first% *}" = "$owner" ]
                fi
                day $round
                if [[ '\#(variant)' == dateext* ]]; then sleep 1.1; fi
            done
            if grep '^error:' report; then exit 1; fi
            for log in "${logs[@]}"; do
                folder=${log%/*}
                if [ -d $folder/old ]; then folder=$folder/old; fi
                # The current one is raw, and the one that is compressed next.
                for file in $(ls $folder/${log##*/}*.gz | sort -r -V); do zcat $file; done >compressed
                \#(variant.hasPrefix("dateext") ? #"sort compressed >sorted; mv sorted compressed"# : "")
                { scrubbed 1; scrubbed 2; } | cmp compressed -
                grep -c '^day 4 .*203\.0\.113' $log
                find $folder -name "${log##*/}*" ! -name '*.gz' -exec cat {} + | grep -c '^day 3 .*203\.0\.113'
                [ "$(ls $folder/${log##*/}*.gz | wc -l)" = 2 ]
            done
            last=$(find ${logs[0]%/*} -name "${logs[0]##*/}*.gz" | sort -V |
                if [[ '\#(variant)' == dateext* ]]; then head -n 1; else tail -n 1; fi)
            [ "$(stat -c '%u %g %a %Y' "$last")" = "$first" ] || { stat "$last"; echo "$first"; }
            if grep -q 'postrotate' conf; then sort -u called | wc -l; fi
            """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.errors == "")
        #expect(outcome.text.split(separator: "\n").allSatisfy { ["10", "1"].contains($0) }, "\(outcome.text)")
    }

    @Test(
        "When scrubbing fails, logrotate says so, and nothing is lost, overwritten or left behind", arguments: examples)
    func failing(_ example: String) async throws {
        let outcome = try await run(
            #"""
            example \#(example)
            day 1
            rotate
            day 2
            break_logscrub
            for round in 3 4; do
                if rotate; then echo "logrotate ended with success"; fi
                for log in "${logs[@]}"; do grep -c "failed to compress log $log.1" report; done
                grep -q 'logscrub 74' report
                ls ${logs[0]%/*} | grep -c gz || true
                day $round
            done
            repair_logscrub
            rotate || cat report
            day 5
            rotate || cat report
            for log in "${logs[@]}"; do
                { scrubbed 1; for round in 2 3 4; do scrubbed $round; done; } >expected
                zcat $log.3.gz $log.2.gz | cmp - expected
                [ "$(grep -c 'day 5 .*203\.0\.113' $log.1)" = 10 ]
            done
            """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.errors == "")
        #expect(outcome.text.split(separator: "\n").allSatisfy { ["0", "1"].contains($0) }, "\(outcome.text)")
    }

    @Test("Without delaycompress a failure costs a log: that is why each example has it")
    func delay() async throws {
        let outcome = try await run(
            #"""
            for name in \#(Self.examples.joined(separator: " ")) in-place/{sharedscripts-nginx,postrotate-coturn,copytruncate-jvb}; do
                for line in compress delaycompress 'compresscmd logscrub-gzip'; do
                    grep -qx "    $line" "$sources/Examples/logrotate/$name" || echo "$name: $line"
                done
            done
            example prosody
            sed -i '/delaycompress/d' conf
            break_logscrub
            for round in 1 2; do day $round; if rotate; then echo "logrotate ended with success"; fi; done
            grep -c 'day 2' "${logs[0]}.1"
            grep -r 'day 1' var | wc -l
            """#, in: try TemporaryFolder())
        // Should logrotate do better one day, this says so.
        #expect(outcome.text == "10\n0\n", "\(outcome.errors)")
    }

    @Test("logscrub-gzip succeeds only if both programs do", arguments: ["logscrub", "gzip"])
    func script(_ broken: String) async throws {
        let outcome = try await run(
            #"""
            printf '#!/bin/sh\ncat\nkill -s KILL $$\n' >bin/\#(broken)
            chmod 755 bin/\#(broken)
            echo 'from 203.0.113.7' | logscrub-gzip >out 2>errors || echo "status $?"
            grep -c '^logscrub-gzip: failed.*\#(broken) 137' errors
            rm bin/\#(broken)
            cp "$LOGSCRUB" bin/logscrub
            echo 'proxy 192.0.2.10 for 203.0.113.7' | bin/logscrub-gzip --own-network 192.0.2.0/24 | zcat
            head -c 3000000 /dev/zero | bin/logscrub-gzip | zcat | wc -c
            """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.errors)")
        #expect(outcome.text == "status 1\n1\nproxy 192.0.2.10 for 203.0.0.0\n3000000\n")
    }

    /// The examples that need `--in-place`, and a program that fails when it is told to.
    @Test(
        "In-place hooks: the rotated log is scrubbed at once, and what failed is still scrubbed when it is compressed",
        arguments: ["sharedscripts-nginx", "postrotate-coturn", "copytruncate-jvb"])
    func inPlace(_ example: String) async throws {
        let outcome = try await run(
            #"""
            example in-place/\#(example)
            mv bin/logscrub bin/filter
            cat >bin/logscrub <<SCRIPT
            #!/bin/sh
            set -eu
            [ "\${1:-}" != --in-place ] || [ ! -e $PWD/broken ]
            exec $PWD/bin/filter "\$@"
            SCRIPT
            chmod 755 bin/logscrub
            for round in 1 2; do day $round; rotate || cat report; done
            for log in "${logs[@]}"; do
                scrubbed 2 | cmp - $log.1
                scrubbed 1 | cmp - <(zcat $log.2.gz)
            done
            : >broken
            day 3
            if rotate; then echo "logrotate ended with success"; fi
            rm broken
            day 4
            rotate || cat report
            for log in "${logs[@]}"; do
                scrubbed 4 | cmp - $log.1
                { scrubbed 1; scrubbed 2; scrubbed 3; } | cmp - <(zcat $log.4.gz $log.3.gz $log.2.gz)
            done
            """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == "" && outcome.errors == "", "\(outcome.text)\(outcome.errors)")
    }

    #if os(Linux)
        @Test(
            "Where memory cannot be made executable and the system's folders are read-only, the result is the same",
            .enabled(
                if: Tools.canRefuseExecutableMemory, "this kernel has no PR_SET_MDWE (6.3), or there is no perl"))
        func hardened() async throws {
            let outcome = try await run(
                #"""
                # As logrotate.service: MemoryDenyWriteExecute=, and with root ProtectSystem=full.
                cat >harden <<'SCRIPT'
                use strict;
                # PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN
                syscall(\#(Tools.prctl), 65, 1, 0, 0, 0) == 0 or die "prctl: $!";
                exec @ARGV or die;
                SCRIPT
                example nginx
                sed -i 's|compressoptions.*|& --redact [A-Z]+-[0-9]+|' conf
                cp conf usual
                day 1
                rotate
                cp -a var before
                cp state before.state
                day 2
                cp -a var again
                rotate || cat report
                zcat var/log/nginx/access.log.2.gz >first
                rm -rf var state
                mv again var
                cp before.state state
                isolated() { "$@"; }
                if [[ $EUID -eq 0 ]] && unshare --mount true 2>/dev/null; then
                    isolated() { unshare --mount sh -ec 'for folder in /usr /etc; do
                        mount --bind $folder $folder; mount -o remount,bind,ro $folder; done; exec "$@"' sh "$@"; }
                fi
                isolated perl harden logrotate -v -f -s "$PWD/state" conf >report 2>&1 || cat report
                zcat var/log/nginx/access.log.2.gz >second
                cmp first second
                cat second
                """#, in: try TemporaryFolder())
            #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
            let expected = (0...9).map { "day 1 line \($0) from 203.0.0.0 [redacted]\n" }.joined()
            #expect(outcome.text == expected)
        }
    #endif

    @Test("A log that logscrub writes itself is rotated without losing a line")
    func ownOutput() async throws {
        let outcome = try await run(
            #"""
            example logscrub
            rm var/log/scrubbed/* bin/pkill
            mkfifo input
            (exec "$LOGSCRUB" --output "$PWD/var/log/scrubbed/app.log" <input) &
            exec 4>input
            for round in $(seq 9); do
                for try in $(seq 9000); do if [ -e var/log/scrubbed/app.log ]; then break; fi; sleep 0.01; done
                seq -f "round $round line %04g from 203.0.113.7" 2000 >&4
                # `notifempty`
                for try in $(seq 9000); do if [ -s var/log/scrubbed/app.log ]; then break; fi; sleep 0.01; done
                rotate || cat report
            done
            # The last signal, too, is to be heard before the input ends.
            for try in $(seq 9000); do if [ -e var/log/scrubbed/app.log ]; then break; fi; sleep 0.01; done
            exec 4>&-
            wait
            cd var/log/scrubbed
            { for number in $(seq 9 -1 2); do zcat app.log.$number.gz; done; cat app.log.1 app.log; } >all
            for round in $(seq 9); do seq -f "round $round line %04g from 203.0.0.0" 2000; done | cmp - all
            wc -l <all
            """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == "18000\n", "\(outcome.errors)")
    }
}

/// What the machine has.
enum Tools {
    /// Whether a program is installed. Debian keeps servers in the sbin folders, which are not in the PATH of everybody.
    static func has(_ name: String) -> Bool {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/local/sbin:/usr/sbin:/sbin"
        return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    /// Where systemd-journal-remote is.
    static let journalRemote = ["/usr/lib/systemd", "/lib/systemd"].map { $0 + "/systemd-journal-remote" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    #if arch(x86_64)
        /// The number of the system call `prctl`.
        static let prctl = 157
    #else
        /// The number of the system call `prctl`.
        static let prctl = 167
    #endif

    static let canRefuseExecutableMemory: Bool = {
        guard has("perl") else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["perl", "-e", "exit(syscall(\(prctl), 65, 1, 0, 0, 0) != 0)"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}
