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
                    curl -sf -o /dev/null -H "X-Forwarded-For: 203.0.113.$number" -A "$agent" "http://127.0.0.1:$port/libs/n$number.js?jwt=x"
                done
            }
            agent='Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
            mkdir -p www/libs
            for number in $(seq 99); do echo >www/libs/n$number.js; done
            # What is left of the requests in logs: address and number.
            seen() { sed -nE 's|^(.* )?([0-9.]+) - - \[[^]]*\] "GET /libs/n([0-9]+)\.js HTTP/1.1" 200 .* "Firefox/128"$|\2 \3|p' "$@"; }
            no_secrets() { if grep -rE '203\.0\.113|jwt=' var www console.txt >&2; then exit 1; fi; }
            # rsyslog EXAMPLE: starts it with two sockets, as Debian's configuration would.
            rsyslog() {
                mkdir work
                install "rsyslog/$1" >example.conf
                {
                    echo "global(workDirectory=\"$PWD/work\")"
                    echo "module(load=\"imuxsock\" SysSock.Name=\"$PWD/run/logscrub/log.sock\")"
                    echo "include(file=\"$PWD/example.conf\")"
                    echo "*.* action(type=\"omfile\" file=\"$PWD/rest.log\")"
                } >rsyslog.conf
                rsyslogd -N 1 -f "$PWD/rsyslog.conf" 2>errors || { cat errors; exit 1; }
                rsyslogd -n -i "$PWD/rsyslogd.pid" -f "$PWD/rsyslog.conf" >rsyslog.txt 2>&1 &
                syslog=$!
                wait_for "rsyslog's socket" test -S run/logscrub/log.sock
            }
            nginx_conf() {
                if [[ $EUID -eq 0 ]]; then echo 'user www-data;'; fi
                echo "daemon off; worker_processes 1; pid $PWD/nginx.pid; error_log $PWD/nginx-console.txt;"
                echo "events { worker_connections 64; }"
                echo "http { server { listen 127.0.0.1:$port; root $PWD/www; }"
                for place in client_body proxy fastcgi uwsgi scgi; do echo "${place}_temp_path $PWD/$place;"; done
                echo "set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;"
                echo "include $PWD/logscrub.conf; }"
            }

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
        "nginx writes into a pipe: rotation, reopening, reloading and the end lose no line", needs("nginx"),
        needs("curl"),
        needs("pkill"))
    func nginxPipe() async throws {
        let outcome = try await run(
            #"""
            free_port port
            install nginx/fifo.conf >logscrub.conf
            nginx_conf >nginx.conf
            # As the unit does it, by its own lines.
            unit() { install systemd/logscrub-nginx.service | sed -nE "s/^$1=//p"; }
            log=var/log/scrubbed/nginx.log
            eval "$(unit ExecStartPre)"
            eval "$(unit ExecStart) &"
            scrubber=$!
            wait_for "logscrub's file" test -e $log
            nginx -e nginx-console.txt -p "$PWD" -c "$PWD/nginx.conf" >console.txt 2>&1 &
            server=$!
            wait_for "nginx listens" listens 127.0.0.1 "$port"
            requests 1 5
            wait_for "the first lines" has $log 5
            rename $log
            pkill -HUP -f "^$PWD/bin/logscrub .*--output $PWD/var/log/scrubbed/"
            wait_for "a new file" test -e $log
            requests 6 10
            kill -USR1 $server
            requests 11 15
            kill -HUP $server
            requests 16 20
            stop_server QUIT
            pkill -TERM -f "^$PWD/bin/logscrub"
            wait $scrubber || echo "$?" >status
            [ "$(cat status)" = 143 ]
            test -p run/logscrub/nginx.fifo
            no_secrets
            seen $log.1 $log
            """#, in: try TemporaryFolder())
        expectRequests(outcome, upTo: 20)
    }

    @Test(
        "nginx writes to rsyslog, and rsyslog to logscrub: SIGHUP goes the same way", needs("nginx"), needs("rsyslogd"),
        needs("curl"), needs("pkill"))
    func nginxSyslog() async throws {
        let outcome = try await run(
            #"""
            free_port port
            install nginx/syslog.conf >logscrub.conf
            nginx_conf >nginx.conf
            rsyslog nginx.conf
            log=var/log/scrubbed/nginx.log
            nginx -e nginx-console.txt -p "$PWD" -c "$PWD/nginx.conf" >console.txt 2>&1 &
            server=$!
            wait_for "nginx listens" listens 127.0.0.1 "$port"
            requests 1 5
            wait_for "the first lines" has $log 5
            rename $log
            kill -HUP $syslog
            wait_for "a new file" test -e $log
            requests 6 10
            # One that is refused is in the error log.
            curl -s -o /dev/null -H 'X-Forwarded-For: 203.0.113.99' "http://127.0.0.1:$port/no-such-room"
            wait_for "the other lines" has $log 11
            stop_server QUIT
            kill -TERM $syslog
            wait $syslog
            no_secrets
            seen $log.1 $log
            """#, in: try TemporaryFolder())
        expectRequests(outcome, upTo: 10)
    }

    @Test(
        "What Prosody and coturn write to syslog goes through logscrub and nowhere else", needs("rsyslogd"),
        needs("logger"))
    func jitsiSyslog() async throws {
        let outcome = try await run(
            #"""
            rsyslog jitsi.conf
            say() { logger --socket "$PWD/run/logscrub/log.sock" --tag "$@"; }
            say prosody 'c2s55d1 info Client connected from 203.0.113.7'
            say turnserver 'session 001: closed, peer 203.0.113.8:40112'
            say other 'of no interest'
            wait_for "the lines" has var/log/scrubbed/jitsi.log 2
            wait_for "the other line" has rest.log 1
            kill -TERM $syslog
            wait $syslog
            sed -E 's/^\S+ \S+ //' var/log/scrubbed/jitsi.log rest.log
            """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(
            outcome.text == """
                prosody: c2s55d1 info Client connected from 203.0.0.0
                turnserver: session 001: closed, peer 203.0.0.0:0
                other: of no interest

                """)
    }

    /// `pipe NAME`: starts what the unit for a pipe starts; then `$log` is what it writes, and `end_pipe` ends it.
    private static let pipe = #"""
        pipe() {
            unit() { install systemd/logscrub-fifo@.service | sed -nE "s/^$2=//p" | sed "s/%i/$1/g"; }
            log=var/log/scrubbed/$1.log
            eval "$(unit "$1" ExecStartPre | grep -v chgrp)"
            eval "$(unit "$1" ExecStart) &"
            scrubber=$!
            wait_for "logscrub's file" test -e "$log"
            # The server may be another user.
            chmod 666 "run/logscrub/$1.fifo"
        }
        rotate() {
            rename "$log"
            pkill -HUP -f "^$PWD/bin/logscrub .*--output $PWD/var/log/scrubbed/"
            wait_for "a new file" test -e "$log"
        }
        end_pipe() {
            pkill -TERM -f "^$PWD/bin/logscrub"
            wait $scrubber || echo "$?" >status
            [ "$(cat status)" = 143 ]
            if grep -rE '203\.0\.113|alice' var run >&2; then exit 1; fi
        }

        """#

    @Test(
        "Prosody writes into a pipe: rotation, reloading and the end lose no line", needs("prosody"), needs("curl"),
        needs("pkill"))
    func prosodyPipe() async throws {
        let outcome = try await run(
            Self.pipe + #"""
                free_port port
                pipe prosody
                {
                    echo "run_as_root = true; pidfile = '$PWD/prosody.pid'; data_path = '$PWD'; interfaces = { '127.0.0.1' }"
                    echo "http_ports = { $port }; https_ports = { }; c2s_ports = { }; modules_enabled = { 'bosh'; 'posix' }"
                    echo "modules_disabled = { 's2s'; 'tls'; 'c2s' }; trusted_proxies = { '127.0.0.1' }; consider_bosh_secure = true"
                    install prosody/fifo.cfg.lua | sed 's/info =/debug =/'
                    echo "VirtualHost 'meet.example.org' authentication = 'anonymous'"
                } >prosody.cfg.lua
                prosody --config "$PWD/prosody.cfg.lua" -F >console.txt 2>&1 </dev/null &
                server=$!
                wait_for "Prosody listens" listens 127.0.0.1 "$port"
                sessions() { for number in $(seq "$1" "$2"); do
                    curl -sf -o /dev/null -H 'Host: meet.example.org' -H "X-Forwarded-For: 203.0.113.$number" \
                        -d "<body rid='$number' to='meet.example.org' wait='1' hold='1' ver='1.6' xmlns='http://jabber.org/protocol/httpbind'/>" \
                        "http://127.0.0.1:$port/http-bind"
                done; }
                created() { [ "$(cat $log $log.1 2>/dev/null | grep -c 'BOSH session created')" -ge "$1" ]; }
                sessions 1 5
                wait_for "the first lines" created 5
                rotate
                sessions 6 10
                kill -HUP $server
                wait_for "the next lines" created 10
                sessions 11 15
                wait_for "the last lines" created 15
                stop_server TERM
                end_pipe
                grep -h -o 'BOSH session created for request from.*' $log.1 $log
                """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(
            outcome.text == String(repeating: "BOSH session created for request from 203.0.0.0\n", count: 15),
            "\(outcome.errors)")
    }

    @Test(
        "coturn writes into a pipe: rotation, its own SIGHUP and the end lose no line", needs("turnserver"),
        needs("pkill"))
    func coturnPipe() async throws {
        let outcome = try await run(
            Self.pipe + #"""
                free_port port
                pipe turnserver
                {
                    install coturn/fifo.conf
                    echo "listening-ip=127.0.0.1
                listening-port=$port
                relay-ip=127.0.0.1
                realm=meet.example.org
                lt-cred-mech
                user=alice:corr3ct
                verbose
                no-tls
                no-dtls
                no-cli
                allow-loopback-peers
                pidfile=$PWD/turn.pid
                userdb=$PWD/turn.db"
                } >turnserver.conf
                turnserver -c turnserver.conf >console.txt 2>&1 </dev/null &
                server=$!
                wait_for "coturn listens" listens 127.0.0.1 "$port"
                client() { timeout 10 turnutils_uclient -t -p $port -n 2 -m 1 -y -u alice -w corr3ct 127.0.0.1 >client.txt 2>&1 || true; }
                closed() { [ "$(cat $log $log.1 2>/dev/null | grep -c 'closed (2nd stage)')" -ge "$1" ]; }
                client
                wait_for "the first sessions" closed 1
                rotate
                kill -HUP $server
                before=$(cat $log $log.1 | grep -c 'closed (2nd stage)')
                client
                wait_for "the next sessions" closed $((before + 1))
                stop_server TERM
                end_pipe
                # What is not in the log is on the console, which has nothing.
                if grep -q session console.txt; then cat console.txt; fi
                cat $log.1 $log | grep -oE 'username=<u-[a-z2-7]{15}>' | sort -u | wc -l
                """#, in: try TemporaryFolder())
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == "1\n", "\(outcome.errors)")
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

    @Test("systemd understands the units, and what fail2ban adds to one", needs("systemd-analyze"))
    func units() async throws {
        let outcome = try await run(
            #"""
            mkdir -p units/logscrub-nginx.service.d
            install systemd/logscrub-nginx.service >units/logscrub-nginx.service
            install systemd/logscrub-journal.service >units/logscrub-journal.service
            install systemd/logscrub-fifo@.service >units/logscrub-fifo@prosody.service
            install systemd/logscrub-retain.service >units/logscrub-retain.service
            install systemd/logscrub-retain.timer >units/logscrub-retain.timer
            install fail2ban/logscrub-nginx.conf >units/logscrub-nginx.service.d/fail2ban.conf
            systemd-analyze verify --man=no units/*.{service,timer}
            # That it says something when there is something to say, in each of the files.
            for file in $(find units -type f | sort); do
                sed -i 's/^ExecStart=$/&\nNonsense=yes/; s/^\(NoNewPrivileges\|Persistent\)/&AtAll/' $file
                (systemd-analyze verify --man=no units/*.{service,timer} 2>&1 | grep -q "$file.*Unknown key") || echo "$file is not read"
                sed -i '/^Nonsense/d; s/AtAll//' $file
            done
            """#, in: try TemporaryFolder())
        #expect(outcome.status == .success)
        #expect(outcome.text == "" && outcome.errors == "", "\(outcome.text)\(outcome.errors)")
    }
}
