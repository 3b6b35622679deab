import Foundation
import Testing

/// The examples for logrotate, and what README says of it, in Debian's own `/etc/logrotate.conf` and beside the packages' own files.
@Suite("logrotate on stock installations", .timeLimit(.minutes(20)), StockSystem.needs("logrotate", "nginx", "prosody"))
struct StockLogrotateTests {
    /// The directives of the files that come with Jitsi's packages, which are not Debian's; `jitsi_packages` installs them, with users and logs.
    /// `log NAME COUNT` writes lines as the owner would, `rotate_all` runs logrotate as Debian does, but now, and `yesterday` tells it
    /// that the last rotation was yesterday.
    private static let head = #"""
        jitsi_packages() {
            groupadd --system jitsi
            for user in jvb jicofo; do useradd --system --gid jitsi $user; done
            install -d -o jvb -g jitsi -m 0770 /var/log/jitsi
            printf '/var/log/jitsi/jvb.log {\n  hourly\n  size 100M\n  missingok\n  rotate 24\n  compress\n  delaycompress\n  notifempty\n  copytruncate\n  su jvb jitsi\n}\n' \
                >/etc/logrotate.d/jitsi-videobridge
            printf '/var/log/jitsi/jicofo.log {\n  daily\n  missingok\n  rotate 7\n  compress\n  delaycompress\n  notifempty\n  copytruncate\n  su jicofo jitsi\n}\n' \
                >/etc/logrotate.d/jicofo
        }
        lines() { for number in $(seq "$2"); do echo "$1 client 203.0.113.$number"; done; }
        # log FILE USER:GROUP TEXT
        log() { lines "$3" 5 >>"$1"; chown "$2" "$1"; chmod 0640 "$1"; }
        rotate_all() { logrotate -v -f -s /var/lib/logrotate/status /etc/logrotate.conf >report 2>&1; }
        yesterday() { sed -i -E "s/^(\".*\") .*/\1 $(date -d '25 hours ago' +%Y-%-m-%-d-%-H:0:0)/" /var/lib/logrotate/status; }
        readme() { awk -v from="$1" '$0 ~ from { on = 1 } on && /^    / { block = 1; print } block && !/^    / { exit }' "$project/README.md"; }

        """#

    private func run(_ script: String) async throws -> Command.Outcome {
        try await StockSystem.run(Self.head + script)
    }

    @Test("Installed where their heads say, the examples are no duplicates, and scrub each log within two days")
    func examples() async throws {
        let outcome = try await run(
            #"""
            jitsi_packages
            install -d -o turnserver -g adm -m 0750 /var/log/turnserver
            printf '#!/bin/sh\n' >/usr/local/sbin/systemctl
            chmod 755 /usr/local/sbin/systemctl
            for file in nginx prosody jitsi-videobridge jicofo coturn rsyslog; do
                # The first path in the head.
                place=$(grep -m 1 -oE '/etc/logrotate\.d/[a-z-]+' $examples/logrotate/$file)
                cp $examples/logrotate/$file "$place"
            done
            write() {
                log /var/log/nginx/access.log www-data:adm "$1"
                log /var/log/prosody/prosody.log prosody:adm "$1"
                log /var/log/jitsi/jvb.log jvb:jitsi "$1"
                log /var/log/jitsi/jicofo.log jicofo:jitsi "$1"
                log /var/log/turnserver/turnserver.log turnserver:turnserver "$1"
                log /var/log/syslog root:adm "$1"
            }
            nginx
            write first
            rotate_all || { cat report; exit 1; }
            # Nothing is written any more, and the clock does it, not -f: the log of yesterday is scrubbed all the same.
            for round in 1 2; do
                yesterday
                logrotate -v -s /var/lib/logrotate/status /etc/logrotate.conf >report 2>&1 || { cat report; exit 1; }
            done
            if grep -iE 'duplicate|^error' report; then exit 1; fi
            no_raw
            find /var/log -name '*.gz' -exec zcat {} + | sort | uniq -c | sed 's/^ *//'
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == "30 first client 203.0.0.0\n", "\(outcome.errors)")
    }

    @Test("Lines added to the videobridge's own file do nothing below 100 MB: the example stands in its place")
    func videobridge() async throws {
        let outcome = try await run(
            #"""
            jitsi_packages
            sed -i 's/^  compress$/&\n  compresscmd logscrub-gzip/' /etc/logrotate.d/jitsi-videobridge
            log /var/log/jitsi/jvb.log jvb:jitsi first
            days() { for day in 1 2 3; do
                logrotate -s /var/lib/logrotate/status /etc/logrotate.conf
                yesterday
            done; }
            days
            ls /var/log/jitsi
            # Under another name.
            cp $examples/logrotate/jitsi-videobridge /etc/logrotate.d/logscrub-videobridge
            { logrotate -s /var/lib/logrotate/status /etc/logrotate.conf 2>&1 || true; } | grep -oE 'duplicate log entry for /var/log/jitsi/jvb.log' | sort -u
            ls /var/log/jitsi
            # In its place.
            mv /etc/logrotate.d/logscrub-videobridge /etc/logrotate.d/jitsi-videobridge
            days
            find /var/log/jitsi -name "*.gz" -exec zcat {} + | sort -u
            no_raw
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(
            outcome.text
                == "jvb.log\nduplicate log entry for /var/log/jitsi/jvb.log\njvb.log\nfirst client 203.0.0.0\n",
            "\(outcome.errors)")
    }

    @Test("README's lines, and README's hook, work in Debian's own file for nginx")
    func readme() async throws {
        let outcome = try await run(
            #"""
            # What README shows goes before the closing bracket.
            add() { { sed '$d' /etc/logrotate.d/nginx; cat; echo '}'; } >new && cat new >/etc/logrotate.d/nginx; }
            grep -q sharedscripts /etc/logrotate.d/nginx
            readme 'logrotate\.\*\*' >lines
            grep -q compresscmd lines
            add <lines
            nginx
            log /var/log/nginx/access.log www-data:adm first
            rotate_all
            log /var/log/nginx/access.log www-data:adm second
            rotate_all || { cat report; exit 1; }
            zcat /var/log/nginx/access.log.2.gz | sort -u
            cat /var/log/nginx/access.log.1 | sort -u | wc -l
            # The hook.
            readme 'In a hook' >hook
            grep -q -- --in-place hook
            add <hook
            log /var/log/nginx/access.log www-data:adm third
            rotate_all || { cat report; exit 1; }
            sort -u /var/log/nginx/access.log.1
            no_raw
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == "first client 203.0.0.0\n5\nthird client 203.0.0.0\n", "\(outcome.errors)")
    }

    @Test(
        "What /etc/logrotate.conf says to the packing program for all logs, logscrub-gzip passes on",
        arguments: [
            ("compressoptions -9", "gz", "gzip"), ("compressoptions -9n", "gz", "gzip"),
            ("compressoptions --rsyncable --best", "gz", "gzip"), ("", "gz", "gzip"),
            ("compressext .xz\ncompressoptions -T 2 -9", "xz", "xz"),
            ("compressext .zst\ncompressoptions -19 --long=20", "zst", "zstd"),
            ("compressext .bz2\ncompressoptions --small -9", "bz2", "bzip2"),
        ])
    func globalOptions(_ lines: String, _ suffix: String, _ program: String) async throws {
        let outcome = try await run(
            #"""
            { printf '%s\n' '\#(lines)'; cat /etc/logrotate.conf; } >new && cat new >/etc/logrotate.conf
            # Prosody's has no options of its own; that of nginx has options for logscrub.
            cp $examples/logrotate/{nginx,prosody} /etc/logrotate.d
            printf '#!/bin/sh\necho "$@" >>/used.tmp\nexec /usr/bin/\#(program) "$@"\n' | sed "s|/used.tmp|$PWD/used|" >/usr/local/sbin/\#(program)
            chmod 755 /usr/local/sbin/\#(program)
            : >used
            chmod 666 used
            nginx
            for day in first second; do
                log /var/log/nginx/access.log www-data:adm $day
                log /var/log/prosody/prosody.log prosody:adm $day
                rotate_all || { cat report; exit 1; }
            done
            for log in /var/log/nginx/access.log /var/log/prosody/prosody.log; do \#(program) -dc $log.2.\#(suffix) | sort -u; done
            # What the program was told.
            options=$(sed -n 's/^compressoptions //p' /etc/logrotate.conf)
            grep -qx -- "-c${options:+ $options}" used || cat used
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text == "first client 203.0.0.0\nfirst client 203.0.0.0\n", "\(outcome.errors)")
    }

    @Test(
        "What would write something else than the log, or cannot be packed as its name says, fails, and the log stays",
        arguments: [
            "--version", "--help", "-V", "-9l", "-d", "--in-place", "--dry-run", "/etc/hostname", "--output=/dev/null",
        ])
    func refusals(_ option: String) async throws {
        let outcome = try await run(
            #"""
            cp $examples/logrotate/prosody /etc/logrotate.d
            sed -i 's|compresscmd.*|&\n    compressoptions \#(option)|' /etc/logrotate.d/prosody
            for day in first second; do
                log /var/log/prosody/prosody.log prosody:adm $day
                rotate_all || echo "status $?"
            done
            ls /var/log/prosody
            sort -u /var/log/prosody/prosody.log.1 | head -n 1
            """#)
        #expect(outcome.text.hasPrefix("status 1\n"), "\(outcome.text)\(outcome.errors)")
        #expect(!outcome.text.contains(".gz") && outcome.text.contains("first client 203.0.113.1"), "\(outcome.text)")
    }

    @Test("One key, root's and for one group, is read where logrotate works as another user (`su`), and by nobody else")
    func key() async throws {
        let outcome = try await run(
            #"""
            steps systemd/logrotate-key.conf
            stat -c '%U %G %a' /etc/logscrub/key
            cp $examples/logrotate/prosody /etc/logrotate.d
            sed -i 's|compresscmd.*|&\n    compressoptions --key-file /etc/logscrub/key|' /etc/logrotate.d/prosody
            # What the step can read, whatever logscrub thinks of the file.
            printf '#!/bin/sh\ncat >/dev/null\nid -un\nwc -l <"$2" || exit 1\n' >/usr/local/bin/logscrub
            group=$(sed -n 's/^SupplementaryGroups=//p' $examples/systemd/logrotate-key.conf)
            for day in first second; do
                log /var/log/prosody/prosody.log prosody:adm $day
                # As systemd starts it.
                setpriv --groups "$(getent group "$group" | cut -d: -f3)" logrotate -f -s /var/lib/logrotate/status /etc/logrotate.conf
            done
            zcat /var/log/prosody/prosody.log.2.gz
            as prosody cat /etc/logscrub/key 2>/dev/null || echo refused
            """#)
        #expect(outcome.status == .success, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text.hasPrefix("root logscrub 640\nprosody\n"), "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text.hasSuffix("\nrefused\n"), "\(outcome.text)\(outcome.errors)")
    }
}
