import Testing

/// The examples in which servers write through logscrub, on Debian's packages as they come, with nothing changed but what the examples
/// say: nothing unscrubbed is ever in a file, and no line is lost when the log is rotated, or the server ends.
@Suite("Stock installations", .timeLimit(.minutes(20)))
struct StockInstallationTests {
    /// `site`: what stands beside Debian's default on a Jitsi server, with a log of its own, and nobody behind the proxy; so that there are
    /// errors. `requests FIRST LAST`: one from each address; `seen LOG...`: what is left of them, address and number.
    private static let web = #"""
        cat >/etc/nginx/sites-available/meet <<'SITE'
        server {
            listen 81;
            server_name meet.example.org;
            access_log /var/log/nginx/meet.access.log combined;
            error_log /var/log/nginx/meet.error.log warn;
            location = /http-bind { proxy_pass http://127.0.0.1:5280; }
        }
        SITE
        ln -s ../sites-available/meet /etc/nginx/sites-enabled/meet
        get() { curl -s -o /dev/null -A 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' --interface "203.0.113.$1" "http://127.0.0.1$2"; }
        requests() { for number in $(seq "$1" "$2"); do get "$number" "/libs/n$number.js?jwt=x"; done; }
        seen() { sed -nE 's|^(.* )?([0-9.]+) - - \[[^]]*\] "GET /libs/n([0-9]+)\.js HTTP/1.1" 404 .* "Firefox/128"$|\2 \3|p' "$@"; }
        # The log in which nginx would tell what is wrong with its configuration: nothing is.
        no_logs_of_nginx() { find /var/log/nginx -type f -size +0; }

        """#

    private func expectRequests(_ outcome: Command.Outcome, upTo last: Int) {
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == (1...last).map { "203.0.0.0 \($0)\n" }.joined(), "\(outcome.errors)")
    }

    @Test(
        "Debian's nginx writes into pipes only: rotation, reopening, reloading and the end lose no line",
        StockSystem.needs("nginx", "curl", "pkill"))
    func nginxPipe() async throws {
        let outcome = try await StockSystem.run(
            Self.web + #"""
                for kind in access error; do start_unit logscrub-nginx@.service $kind; done
                log=/var/log/scrubbed/nginx-access.log
                errors=/var/log/scrubbed/nginx-error.log
                wait_for "logscrub's files" test -e $log -a -e $errors
                steps nginx/fifo.sed
                nginx
                requests 1 5
                wait_for "the first lines" has $log 5
                rotate nginx-access.log
                requests 6 10
                # logrotate's way of telling nginx; its workers open the pipe as www-data.
                invoke-rc.d nginx rotate >console.txt
                requests 11 15
                nginx -s reload
                requests 16 20
                get 21 ':81/http-bind?room=teamsync'
                wait_for "the error" grep -q 'Connection refused' $errors
                nginx -s quit
                wait_for "the last lines" has $log 21
                # A second start finds pipes that are nginx's by now.
                pkill -TERM -f '^/usr/local/bin/logscrub'
                for kind in access error; do start_unit logscrub-nginx@.service $kind; done
                nginx
                requests 22 22
                wait_for "another line" has $log 22
                no_logs_of_nginx
                no_raw jwt= teamsync
                grep -c 'client: 203.0.0.0, .*"GET /http-bind?room=r-' $errors >count
                [ "$(cat count)" = 1 ]
                seen $log.1 $log | sed 's/ 22$/ 21/'
                """#)
        expectRequests(outcome, upTo: 21)
    }

    @Test(
        "Debian's nginx writes to Debian's rsyslog, and that to logscrub: SIGHUP goes the same way",
        StockSystem.needs("nginx", "rsyslogd", "curl", "pkill"))
    func nginxSyslog() async throws {
        let outcome = try await StockSystem.run(
            Self.web + #"""
                install -d -m 0755 /var/log/scrubbed
                install -d -m 0750 -g www-data /run/logscrub
                cp $examples/rsyslog/nginx.conf /etc/rsyslog.d/10-nginx.conf
                log=/var/log/scrubbed/nginx.log
                rsyslogd -n >console.txt 2>&1 &
                wait_for "rsyslog's socket" test -S /run/logscrub/nginx.sock
                steps nginx/syslog.sed
                nginx
                requests 1 5
                wait_for "the first lines" has $log 5
                mv $log $log.1
                kill -HUP "$(cat /run/rsyslogd.pid)"
                wait_for "a new file" test -e $log
                requests 6 10
                get 11 ':81/http-bind?room=teamsync'
                # In the access log and in the error log.
                wait_for "the other lines" has $log 12
                nginx -s quit
                no_logs_of_nginx
                no_raw jwt= teamsync
                grep -q 'client: 203.0.0.0, .*"GET /http-bind?room=r-' $log
                seen $log.1 $log
                """#)
        expectRequests(outcome, upTo: 10)
    }

    @Test(
        "What Prosody and coturn write to Debian's syslog goes through logscrub and nowhere else",
        StockSystem.needs("rsyslogd", "logger"))
    func jitsiSyslog() async throws {
        let outcome = try await StockSystem.run(
            #"""
            install -d -m 0755 /var/log/scrubbed
            cp $examples/rsyslog/jitsi.conf /etc/rsyslog.d/10-jitsi.conf
            rsyslogd -n >console.txt 2>&1 &
            wait_for "rsyslog's socket" test -S /dev/log
            say() { logger --socket /dev/log --tag "$@"; }
            say prosody 'c2s55d1 info Client connected from 203.0.113.7'
            say turnserver 'session 001: closed, peer 203.0.113.8:40112'
            say other 'of no interest'
            wait_for "the lines" has /var/log/scrubbed/jitsi.log 2
            wait_for "the other line" grep -q 'of no interest' /var/log/syslog
            no_raw
            grep -h interest /var/log/syslog | cat /var/log/scrubbed/jitsi.log - | sed -E 's/^.*(prosody|turnserver|other)/\1/'
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(
            outcome.text == """
                prosody: c2s55d1 info Client connected from 203.0.0.0
                turnserver: session 001: closed, peer 203.0.0.0:0
                other: of no interest

                """)
    }

    @Test(
        "Prosody, as its own user, writes into a pipe only: rotation, reloading and the end lose no line",
        StockSystem.needs("prosody", "curl", "pkill"))
    func prosodyPipe() async throws {
        let outcome = try await StockSystem.run(
            #"""
            start_unit logscrub-fifo@.service prosody
            log=/var/log/scrubbed/prosody.log
            wait_for "logscrub's file" test -e $log
            # At level debug, as addresses come with it; and what a Jitsi server has of its own.
            sed 's/info =/debug =/' $examples/prosody/fifo.cfg.lua >/etc/prosody/conf.d/logscrub.cfg.lua
            cat >/etc/prosody/conf.d/meet.cfg.lua <<'HOST'
            VirtualHost "meet.example.org"
                authentication = "anonymous"
                modules_enabled = { "bosh" }
            consider_bosh_secure = true
            HOST
            # As the package's unit.
            install -d -o prosody -g prosody /run/prosody
            cd /var/lib/prosody
            serve prosody prosody -F
            cd "$OLDPWD"
            wait_for "Prosody listens" listens 127.0.0.1 5280
            sessions() { for number in $(seq "$1" "$2"); do
                curl -sf -o /dev/null -H 'Host: meet.example.org' --interface "203.0.113.$number" \
                    -d "<body rid='$number' to='meet.example.org' wait='1' hold='1' ver='1.6' xmlns='http://jabber.org/protocol/httpbind'/>" \
                    "http://127.0.0.1:5280/http-bind"
            done; }
            created() { [ "$(cat $log $log.1 2>/dev/null | grep -c 'BOSH session created')" -ge "$1" ]; }
            sessions 1 5
            wait_for "the first lines" created 5
            rotate prosody.log
            sessions 6 10
            kill -HUP $server
            wait_for "the next lines" created 10
            sessions 11 15
            wait_for "the last lines" created 15
            stop_server TERM
            wait_for "the end" grep -q 'Shutdown complete' $log
            # Neither Debian's files nor the console, which is in the journal, have anything (but a hint of what is not installed).
            find /var/log/prosody -type f -size +0
            if grep -E 'info|debug|203' console.txt; then exit 1; fi
            no_raw
            grep -h -o 'BOSH session created for request from.*' $log.1 $log
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(
            outcome.text == String(repeating: "BOSH session created for request from 203.0.0.0\n", count: 15),
            "\(outcome.errors)")
    }

    @Test(
        "coturn, as its own user, writes into a pipe only: rotation, its own SIGHUP and the end lose no line",
        StockSystem.needs("turnserver", "turnutils_uclient", "pkill"))
    func coturnPipe() async throws {
        let outcome = try await StockSystem.run(
            #"""
            start_unit logscrub-fifo@.service turnserver
            log=/var/log/scrubbed/turnserver.log
            wait_for "logscrub's file" test -e $log
            # In the place of the line `syslog`; and what a Jitsi server has of its own.
            grep -qx syslog /etc/turnserver.conf
            sed -i "/^syslog\$/{
                r $examples/coturn/fifo.conf
                d
            }" /etc/turnserver.conf
            printf '%s\n' realm=meet.example.org lt-cred-mech user=alice:corr3ct verbose no-tls no-dtls no-cli \
                allow-loopback-peers listening-ip=127.0.0.1 relay-ip=127.0.0.1 >>/etc/turnserver.conf
            # As the package's unit.
            serve turnserver turnserver -c /etc/turnserver.conf --pidfile=
            wait_for "coturn listens" listens 127.0.0.1 3478
            client() { timeout 10 turnutils_uclient -L "$1" -t -n 2 -m 1 -y -u alice -w corr3ct 127.0.0.1 >client.txt 2>&1 || true; }
            closed() { [ "$(cat $log $log.1 2>/dev/null | grep -c 'closed (2nd stage)')" -ge "$1" ]; }
            client 203.0.113.7
            wait_for "the first sessions" closed 1
            rotate turnserver.log
            kill -HUP $server
            before=$(cat $log $log.1 | grep -c 'closed (2nd stage)')
            client 203.0.113.8
            wait_for "the next sessions" closed $((before + 1))
            stop_server TERM
            # What is not in the log is on the console, which has nothing.
            if grep -q session console.txt; then cat console.txt; fi
            # Other folders of /tmp come and go meanwhile.
            find /var/log /var/tmp /tmp / -maxdepth 1 -name 'turn*.log' -newer script.sh 2>/dev/null || true
            no_raw alice
            cat $log.1 $log | grep -oE 'username=<u-[a-z2-7]{15}>' | sort -u | wc -l
            cat $log.1 $log | grep -c 'remote 203.0.0.0:0' >count
            [ "$(cat count)" -ge 2 ]
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == "1\n", "\(outcome.errors)")
    }

    @Test(
        "Debian's journal is on the disk, raw; with the example for journald it is in memory only",
        StockSystem.needs("journalctl", "logger"))
    func journald() async throws {
        let outcome = try await StockSystem.run(
            #"""
            PATH=$PATH:/usr/lib/systemd:/lib/systemd
            holds() { journalctl --quiet --directory "$1" 2>/dev/null | grep -q '203\.0\.113\.7'; }
            # journal PLACE: starts journald, has it write a line, and tells where the line is.
            journal() {
                rm -rf /run/systemd /run/log /var/log/journal
                # The second is what the package makes.
                mkdir -p /run/systemd/journal /var/log/journal
                systemd-journald >console.txt 2>&1 &
                server=$!
                wait_for "journald's socket" test -S /run/systemd/journal/dev-log
                logger --socket /run/systemd/journal/dev-log --tag prosody 'from 203.0.113.7'
                wait_for "the line" holds /run/log/journal
                # As systemd-journal-flush.service says when /var is there. What journald has been told it has done when it ends.
                kill -USR1 $server
                if [[ $1 == disk ]]; then wait_for "the line on the disk" holds /var/log/journal; fi
                stop_server TERM
                if holds /var/log/journal; then echo "on the disk"; else echo "in memory"; fi
            }
            journal disk
            install -D -m 0644 $examples/journald/logscrub.conf /etc/systemd/journald.conf.d/logscrub.conf
            journal memory
            # The other way, which the example tells: only names that journald knows.
            sed -i 's/^#\([A-Z][A-Za-z]*=\)/\1/' /etc/systemd/journald.conf.d/logscrub.conf
            journal disk
            if grep -iE 'unknown|failed to parse' console.txt; then exit 1; fi
            grep -cE '^(Storage=persistent|MaxFileSec=|MaxRetentionSec=)' /etc/systemd/journald.conf.d/logscrub.conf
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == "on the disk\nin memory\non the disk\n3\n", "\(outcome.errors)")
    }

    /// What the units of Jitsi's packages do, in their own words: the videobridge's unit appends to `$LOGFILE`, Jicofo's init script to a name.
    @Test(
        "The videobridge and Jicofo, as their own users, write into pipes and leave nothing in /var/log/jitsi",
        StockSystem.needs("pkill"))
    func jitsiPipes() async throws {
        let outcome = try await StockSystem.run(
            #"""
            groupadd --system jitsi
            for user in jvb jicofo; do useradd --system --gid jitsi $user; done
            install -d -o jvb -g jitsi -m 0770 /var/log/jitsi
            as jicofo sh -c 'umask 027; : >/var/log/jitsi/jicofo.log'
            printf '#!/bin/bash\nfor number in 1 2 3; do echo "$1: client 203.0.113.$number"; done\necho error >&2\n' >/usr/local/bin/program
            chmod 755 /usr/local/bin/program
            for user in jvb jicofo; do start_unit logscrub-fifo@.service $user; done
            wait_for "logscrub's files" test -e /var/log/scrubbed/jvb.log -a -e /var/log/scrubbed/jicofo.log
            # The package's Environment=, and that of the drop-in, which comes later.
            Environment() { sed -nE 's/^Environment=//p' "$@"; }
            as jvb env LOGFILE=/var/log/jitsi/jvb.log $(Environment $examples/systemd/jitsi-videobridge2-logscrub.conf) \
                bash -c 'exec program jvb </dev/null >>${LOGFILE} 2>&1'
            # What BindPaths= does, in a view of the files that nobody else has.
            paths=$(sed -nE 's/^BindPaths=//p' $examples/systemd/jicofo-logscrub.conf)
            unshare --mount bash -c "mount --bind ${paths%%:*} ${paths#*:}"'
                exec setpriv --reuid jicofo --regid jitsi --init-groups bash -c "exec program jicofo </dev/null >>/var/log/jitsi/jicofo.log 2>&1"'
            for program in jvb jicofo; do wait_for "$program's lines" has /var/log/scrubbed/$program.log 4; done
            # Without the pipe neither writes anywhere.
            rm /run/logscrub/jvb.fifo
            if as jvb bash -c ': >>/run/logscrub/jvb.fifo' 2>/dev/null; then echo "a file was made"; fi
            find /var/log/jitsi -type f -size +0
            no_raw
            cat /var/log/scrubbed/{jvb,jicofo}.log
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        let expected = ["jvb", "jicofo"].map { String(repeating: "\($0): client 203.0.0.0\n", count: 3) + "error\n" }
        #expect(outcome.text == expected.joined(), "\(outcome.errors)")
    }
}
