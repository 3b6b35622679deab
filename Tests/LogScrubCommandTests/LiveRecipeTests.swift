import Foundation
import SystemPackage
import Testing

/// The examples in which servers write through logscrub, with the real servers: nothing unscrubbed is ever in a file, and no line is lost when
/// the log is rotated, or the server ends.
@Suite("Live recipes", .timeLimit(.minutes(20)))
struct LiveRecipeTests {
    private static func needs(_ name: String) -> some TestTrait {
        .enabled(if: Tools.has(name), "\(name) is not installed; `make test` installs it")
    }

    /// Runs a script in a folder that stands for the system: `var/log/scrubbed`, `run/logscrub`, and `install FILE`, which copies an example there
    /// with the paths in it changed. What it starts is ended with it.
    private func run(_ script: String, in folder: TemporaryFolder) async throws -> Command.Outcome {
        let project = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        let head = #"""
            set -euo pipefail
            umask 022
            source '\#(project.string)/Tests/Servers/loopback.sh'
            mkdir -p var/log/scrubbed run/logscrub bin
            chmod 755 . # for the workers of servers that were started by root
            cp "$LOGSCRUB" bin/logscrub
            examples='\#(project.string)/Sources/LogScrubCommand/Examples'
            install() {
                sed "s|/usr/local/bin/|$PWD/bin/|g; s|/var/log/|$PWD/var/log/|g; s|/run/logscrub|$PWD/run/logscrub|g" \
                    "$examples/$1"
            }
            server=
            trap 'if [[ -n $server ]]; then stop_server TERM; fi; pkill -f "^$PWD/bin/logscrub" || true' EXIT
            # rename FILE: as logrotate does; the signal is sent by the script.
            rename() { mv "$1" "$1.1"; }
            has() { [ "$(cat "$1" "$1.1" 2>/dev/null | wc -l)" -ge "$2" ]; }
            # requests FIRST LAST: each from an address of its own
            requests() {
                for number in $(seq "$1" "$2"); do
                    curl -sf -o /dev/null -H "X-Forwarded-For: 203.0.113.$number" -A "$agent" "http://127.0.0.1:$port/libs/n$number.js?jwt=x"
                done
            }
            agent='Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
            mkdir -p www/libs
            for number in $(seq 99); do echo >www/libs/n$number.js; done
            # What is left of the requests in logs: address and number.
            seen() { sed -nE 's|^(.* )?([0-9.]+) - - \[[^]]*\] "GET /libs/n([0-9]+)\.js HTTP/1.1" 200 .* "Firefox/128"$|\2 \3|p' "$@"; }
            no_secrets() { if grep -rE '203\.0\.113|jwt=' var www console.txt >&2; then exit 1; fi; }

            """#
        return try await Command.shell(head + script, in: folder)
    }

    /// One line for each request: its number, and what is left of the address.
    private func expectRequests(_ outcome: Command.Outcome, upTo last: Int) {
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == (1...last).map { "203.0.0.0 \($0)\n" }.joined(), "\(outcome.errors)")
    }

    @Test(
        "Apache pipes its logs: rotation, a graceful restart and the end lose no line", needs("apache2"), needs("curl"),
        needs("pkill"))
    func apache() async throws {
        let outcome = try await run(
            #"""
            free_port port
            install apache2/logscrub.conf >logscrub.conf
            modules=$(dirname "$(find /usr/lib/apache2 /usr/lib64/httpd /usr/libexec -name mod_remoteip.so 2>/dev/null | head -n 1)")
            {
                echo "ServerRoot $PWD"
                echo "ServerName meet.example.org"
                echo "PidFile $PWD/apache.pid"
                echo "Listen 127.0.0.1:$port"
                echo "DocumentRoot $PWD/www"
                echo "LogLevel info"
                for module in mpm_event authz_core remoteip; do
                    echo "LoadModule ${module}_module $modules/mod_$module.so"
                done
                if [[ $EUID -eq 0 ]]; then printf 'User www-data\nGroup www-data\n'; fi
                echo 'RemoteIPHeader X-Forwarded-For'
                echo 'LogFormat "%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" combined'
                echo 'Include logscrub.conf'
            } >apache.conf
            access=var/log/scrubbed/apache-access.log
            error=var/log/scrubbed/apache-error.log
            apache2 -D FOREGROUND -f "$PWD/apache.conf" >console.txt 2>&1 &
            server=$!
            wait_for "Apache listens" listens 127.0.0.1 "$port"
            requests 1 5
            wait_for "the first lines" has $access 5
            rename $access
            rename $error
            pkill -HUP -f "^$PWD/bin/logscrub .*--output $PWD/var/log/scrubbed/"
            wait_for "a new file" test -e $access
            requests 6 10
            kill -USR1 $server
            wait_for "the restart" grep -q 'AH00493\|resuming normal operations' $error
            wait_for "Apache listens again" listens 127.0.0.1 "$port"
            requests 11 20
            stop_server TERM
            wait_for "the last lines" has $access 20
            # Apache's own messages have the loopback address, which stays.
            grep -h 'resuming normal operations' $error.1 | head -n 1 | grep -q 'mpm_event'
            no_secrets
            # A graceful restart has two servers write side by side for a moment.
            seen $access.1 $access | sort -V
            """#, in: try TemporaryFolder())
        expectRequests(outcome, upTo: 20)
    }

    @Test(
        "journalctl --follow writes through logscrub", needs("journalctl"), needs("pkill"),
        .enabled(if: Tools.journalRemote != nil, "systemd-journal-remote is not installed; `make test` installs it"))
    func journal() async throws {
        let outcome = try await run(
            #"""
            # With --follow, journalctl shows the entries of this boot.
            boot=$(tr -d - </proc/sys/kernel/random/boot_id)
            add() { for number in $(seq "$1" "$2"); do
                printf '__REALTIME_TIMESTAMP=%s\n__MONOTONIC_TIMESTAMP=%s\n_BOOT_ID=%s\n' \
                    $((1789412530000000 + number)) $((1000000 + number)) $boot
                printf 'MESSAGE=from 203.0.113.%s\n_SYSTEMD_UNIT=prosody.service\nSYSLOG_IDENTIFIER=prosody\n\n' $number
            done | '\#(Tools.journalRemote ?? "")' -o live.journal - 2>/dev/null; }
            add 1 3
            # The unit's own line; the journal is a file, and its entries are there from the first.
            line=$(install systemd/logscrub-journal.service | sed -nE "s/^ExecStart=//p" |
                sed "s|--lines=0|--lines=all --quiet --file $PWD/live.journal|")
            log=var/log/scrubbed/jitsi-journal.log
            eval "$line" 2>errors &
            wait_for "the first lines" has $log 3
            add 4 6
            wait_for "the next lines" has $log 6
            rename $log
            pkill -HUP -f "^$PWD/bin/logscrub .*--output $PWD/var/log/scrubbed/"
            wait_for "a new file" test -e $log
            add 7 9
            wait_for "the last lines" has $log 9
            pkill -f "^journalctl .*--file $PWD/live.journal"
            wait
            cat $log.1 $log | sed -E 's/^\S+ //'
            """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == String(repeating: "prosody: from 203.0.0.0\n", count: 9), "\(outcome.errors)")
    }

    /// `units`: all examples of units, and what they add to others' units, as systemd would find them.
    private static let units = #"""
        mkdir -p units
        for file in $(ls "$examples/systemd" | grep -E '\.(service|timer)$'); do
            install "systemd/$file" >"units/${file/@./@access.}"
        done
        addition() { mkdir -p "units/$2.d"; install "$1" >"units/$2.d/logscrub.conf"; }
        addition fail2ban/logscrub-nginx.conf logscrub-nginx@access.service
        # In the place of the others' units, whatever is installed here.
        for name in jitsi-videobridge2 jicofo logrotate; do printf '[Service]\nExecStart=/bin/true\n' >units/$name.service; done
        addition systemd/jitsi-videobridge2-logscrub.conf jitsi-videobridge2.service
        addition systemd/jicofo-logscrub.conf jicofo.service
        addition systemd/logrotate-key.conf logrotate.service

        """#

    @Test("systemd understands the units, and what is added to others", needs("systemd-analyze"))
    func verification() async throws {
        let outcome = try await run(
            Self.units + #"""
                systemd-analyze verify --man=no units/*.{service,timer}
                # That it says something when there is something to say, in each of the files.
                for file in $(find units -type f | xargs grep -l 'logscrub' | sort); do
                    sed -i 's/^ExecStart=$/&\nNonsense=yes/; s/^\(NoNewPrivileges\|Persistent\|Environment\|BindPaths\|SupplementaryGroups\)/&AtAll/' $file
                    (systemd-analyze verify --man=no units/*.{service,timer} 2>&1 | grep -q "$file.*Unknown key") || echo "$file is not read"
                    sed -i '/^Nonsense/d; s/AtAll//' $file
                done
                """#, in: try TemporaryFolder())
        #expect(outcome.status == .success)
        #expect(outcome.text == "" && outcome.errors == "", "\(outcome.text)\(outcome.errors)")
    }

    @Test("Each unit scores under 3 of 10 in `systemd-analyze security`", needs("systemd-analyze"))
    func exposure() async throws {
        let outcome = try await run(
            Self.units + #"""
                for unit in units/logscrub-*.service; do
                    echo "$(basename $unit) $(systemd-analyze security --offline=true "$PWD/$unit" | sed -nE 's/.*exposure level for .*: ([0-9.]+) .*/\1/p')"
                done
                """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.errors)")
        let scores = outcome.text.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(scores.count >= 4 && scores.allSatisfy { $0.count == 2 }, "\(outcome.text)")
        for score in scores {
            #expect(Double(score[1]) ?? 10 < 3, "\(score)")
        }
    }
}
