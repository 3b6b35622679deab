import Foundation
import SystemPackage
import Testing

/// The examples in which servers write through logscrub, with the real servers: nothing unscrubbed is ever in a file, and no line is lost when
/// the log is rotated, or the server ends.
@Suite("Live recipes", .timeLimit(.minutes(3)))
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
            install() {
                sed "s|/usr/local/bin/|$PWD/bin/|g; s|/var/log/|$PWD/var/log/|g; s|/run/logscrub|$PWD/run/logscrub|g" \
                    '\#(project.string)/Sources/LogScrubCommand/Examples/'"$1"
            }
            server=
            trap 'if [[ -n $server ]]; then stop_server TERM; fi; pkill -f "^$PWD/bin/logscrub" || true' EXIT
            # rename FILE: as logrotate does; the signal is sent by the script.
            rename() { mv "$1" "$1.1"; }
            has() { [ "$(cat "$1" "$1.1" 2>/dev/null | wc -l)" -ge "$2" ]; }
            # requests FIRST LAST: each from an address of its own
            requests() {
                for number in $(seq "$1" "$2"); do
                    curl -sf -o /dev/null -H "X-Forwarded-For: 203.0.113.$number" -A "$agent" "http://127.0.0.1:$port/n$number?jwt=x"
                done
            }
            agent='Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
            mkdir www
            for number in $(seq 99); do echo >www/n$number; done

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
            if grep -rE '203\.0\.113|jwt=' var www console.txt; then exit 1; fi
            sed -E 's|^(\S+) .*"GET /([^ ]*) HTTP/1.1" 200 .* "Firefox/128"$|\1 \2|' $access.1 $access | sort -V
            """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        let lines = outcome.text.split(separator: "\n")
        #expect(lines.count == 20)
        // The path is a room, as far as anybody can tell.
        #expect(lines.allSatisfy { $0.wholeMatch(of: /203\.0\.0\.0 r-[a-z2-7]{15}/) != nil }, "\(outcome.text)")
    }
}
