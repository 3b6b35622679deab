import Foundation
import Subprocess
import SystemPackage
import Testing

/// Rotated files that keep the less, the older they are.
@Suite("Retain", .timeLimit(.minutes(20)))
struct RetainTests {
    private let raw = "quokka 203.0.113.7 came\n"
    private static let rules = "--after 3d=analytics --after 7d=minimal --after 30d=delete"
    /// Files of each age, by name and by time of modification.
    private static let files = """
        date=$(date -u -d '10 days ago' +%Y%m%d)
        for name in young.log.1 old.log.1 older.log.2 oldest.log.3 access.log-$date; do cp raw $name; done
        gzip -c raw >packed.log.4.gz
        touch -d '1 day ago' young.log.1; touch -d '4 days ago' old.log.1
        touch -d '8 days ago' older.log.2 packed.log.4.gz; touch -d '31 days ago' oldest.log.3
        run() { "$LOGSCRUB" retain "$@" '*.log.[1-9]*' '*.log-*' | sed "s/$date/DATE/; s/  */ /g"; }

        """

    private func shell(_ script: String, rawNames: [String] = ["raw"]) async throws -> (
        Command.Outcome, TemporaryFolder
    ) {
        let folder = try TemporaryFolder()
        for name in rawNames { try folder.file(name, raw) }
        return (try await Command.shell(script, in: folder), folder)
    }

    /// What a dry run says of files, without the table of kinds behind it.
    private static func plan(_ text: String) -> String {
        String(text[..<(text.firstRange(of: "FILE KIND")?.lowerBound ?? text.endIndex)])
    }

    @Test("A dry run says what would be done, and changes nothing")
    func dryRun() async throws {
        let (outcome, _) = try await shell(
            Self.files + """
                stat -c '%n %i %s %y %z' * >"$PWD.before"; run --dry-run --keyring ring \(Self.rules)
                stat -c '%n %i %s %y %z' * | cmp - "$PWD.before"; rm "$PWD.before"
                """)
        #expect(outcome.errors == "")
        #expect(
            Self.plan(outcome.text) == """
                FILE AGE FROM DEMANDS RESULT
                old.log.1 4d mtime analytics would be scrubbed
                older.log.2 8d mtime minimal would be scrubbed
                oldest.log.3 31d mtime delete would be deleted
                packed.log.4.gz 8d mtime minimal would be scrubbed
                young.log.1 1d mtime as written left
                access.log-DATE 10d name minimal would be scrubbed
                6 files: 4 would be scrubbed, 1 would be deleted, 1 left

                """)
    }

    @Test("Each file comes to what its age demands, and a second run has nothing to do")
    func ages() async throws {
        let (outcome, folder) = try await shell(
            Self.files + """
                run \(Self.rules); mv access.log-$date access.log-DATE
                gzip -d -c packed.log.4.gz >unpacked; stat -c '%n %i %s %y %z' *.log* >before
                mv access.log-DATE access.log-$date; run \(Self.rules); mv access.log-$date access.log-DATE
                stat -c '%n %i %s %y' *.log* | cmp - <(sed -E 's/ [^ ]+ [^ ]+ [^ ]+$//' before)
                """)
        #expect(outcome.errors == "")
        #expect(
            outcome.text == """
                FILE AGE FROM DEMANDS RESULT
                old.log.1 4d mtime analytics rewritten
                older.log.2 8d mtime minimal rewritten
                oldest.log.3 31d mtime delete deleted
                packed.log.4.gz 8d mtime minimal rewritten
                young.log.1 1d mtime as written left
                access.log-DATE 10d name minimal rewritten
                6 files: 4 rewritten, 1 deleted, 1 left
                FILE AGE FROM DEMANDS RESULT
                old.log.1 4d mtime analytics unchanged
                older.log.2 8d mtime minimal unchanged
                packed.log.4.gz 8d mtime minimal unchanged
                young.log.1 1d mtime as written left
                access.log-DATE 10d name minimal unchanged
                5 files: 4 unchanged, 1 left

                """)
        #expect(try folder.text("young.log.1") == raw)
        #expect(try folder.text("old.log.1") == "quokka 203.0.113.0 came\n")
        for name in ["older.log.2", "unpacked", "access.log-DATE"] {
            #expect(try folder.text(name) == "quokka 203.0.0.0 came\n")
        }
    }

    @Test("From level to level as it ages: each step keeps less, and a weaker rule brings nothing back")
    func aging() async throws {
        let (outcome, _) = try await shell(
            """
            "$LOGSCRUB" key new key
            for days in 3 7 20 7 3; do
                touch -d "$days days ago" access.log.1
                "$LOGSCRUB" retain --quiet --key-file key --after 2d=pseudonymous --after 6d=minimal --after 14d=none \
                    access.log.1 && sed -E 's/fdb6:49ce:204[^ ]{6,}/PSEUDONYM/' access.log.1
            done
            """, rawNames: ["access.log.1"])
        #expect(outcome.status == .success)
        let lines = outcome.text.split(separator: "\n")
        try #require(lines.count == 5)
        #expect(lines[0] == "quokka PSEUDONYM came")
        #expect(lines[1] == "quokka fdb6:49ce:2040:: came")
        #expect(!lines[2].contains("fdb6") && lines[3] == lines[2] && lines[4] == lines[2])
    }

    @Test("Links, folders, files of several names and the live log are refused, whether scrubbed or deleted")
    func refused() async throws {
        for rule in ["0h=minimal", "0h=delete"] {
            let (outcome, folder) = try await shell(
                """
                ln -s raw link.log.1; ln two.log.1 other; mkdir folder.log.1
                "$LOGSCRUB" retain --after \(rule) link.log.1 two.log.1 folder.log.1 access.log good.log.1 | sed '1d; $d; s/.* //'
                echo ${PIPESTATUS[0]}
                """, rawNames: ["raw", "two.log.1", "access.log", "good.log.1"])
            let deed = rule == "0h=delete" ? "deleted" : "rewritten"
            #expect(outcome.text == "refused\nrefused\nrefused\nrefused\n\(deed)\n65\n")
            let reasons = ["link.log.1: is a symbolic link", "two.log.1: has 2 names", "folder.log.1: is a folder"]
            for reason in reasons + ["access.log: may be the live log"] {
                #expect(outcome.errors.contains("logscrub: \(reason)"))
            }
            for name in ["raw", "two.log.1", "access.log"] { #expect(try folder.text(name) == raw) }
        }
    }

    #if os(Linux)
        @Test("A file that a program has open for writing is not deleted")
        func open() async throws {
            let (outcome, folder) = try await shell(
                "exec 3>>access.log.1; \"$LOGSCRUB\" retain --quiet --after 0h=delete access.log.1",
                rawNames: ["access.log.1"])
            #expect(outcome.status == .exited(65))
            #expect(outcome.errors.contains("has it open for writing"))
            #expect(try folder.text("access.log.1") == raw)
        }
    #endif

    @Test("A missing file is 66, a pattern without files is fine, and a file that looks like a pattern is itself")
    func missing() async throws {
        let (outcome, folder) = try await shell(
            """
            "$LOGSCRUB" retain --quiet --after 0d=minimal gone.log.1 'a[1].log.1'; echo $?
            "$LOGSCRUB" retain --after 0d=minimal '*.gone.1'; echo $?
            """, rawNames: ["a[1].log.1"])
        #expect(outcome.text == "66\n0 files\n0\n")
        #expect(outcome.errorLines.last == "logscrub: *.gone.1: matches no file")
        #expect(try folder.text("a[1].log.1") == "quokka 203.0.0.0 came\n")
    }

    @Test(
        "Rules that make no sense are errors of usage",
        arguments: [
            "access.log.1", "--after 7d=minmal access.log.1", "--after 7d=minimal", "--after 7m=minimal access.log.1",
            "--after 3d=minimal --after 7d=pseudonymous access.log.1", "--after 7d=delete --after 9d=none access.log.1",
            "--after 7d=minimal -", "--after 7d=minimal --level none access.log.1",
        ])
    func usage(_ arguments: String) async throws {
        let (outcome, folder) = try await shell("\"$LOGSCRUB\" retain \(arguments)", rawNames: ["access.log.1"])
        #expect(outcome.status == .usage)
        #expect(try folder.text("access.log.1") == raw)
    }

    // MARK: - Ages from records

    /// Files whose names say nothing, modified just now, with records of nine days ago.
    private static let recorded = #"""
        at() { LC_ALL=C TZ=UTC date -d '-228 hours' "+$1"; }
        write() { printf '%s\n' "$2" >"$1"; }
        write access.log.1 "203.0.113.7 - - [$(at %d/%b/%Y:%T) +0000] \"GET / HTTP/2.0\" 200 5 \"-\" \"-\""
        write error.log.1 "$(at '%Y/%m/%d %T') [error] 7#7: *9 x, client: 203.0.113.7, server: m"
        write jicofo.log.1 "Jicofo $(at '%F %T.000') INFO: [22] from 203.0.113.7"
        write prosody.log.1 "$(at '%b %d %T') mod_bosh	info	from 203.0.113.7"
        write syslog.1 "$(at '%b %d %T') meet prosody[7]: from 203.0.113.7"
        write new.syslog.1 "<30>1 $(at %FT%TZ) meet prosody 7 - - from 203.0.113.7"
        write docker.log.1 "{\"log\":\"from 203.0.113.7\\n\",\"stream\":\"stdout\",\"time\":\"$(at %FT%T.1Z)\"}"
        write journal.json.1 "{\"__REALTIME_TIMESTAMP\":\"$(at %s000000)\",\"MESSAGE\":\"from 203.0.113.7\"}"
        write export.1 "__CURSOR=x
        __REALTIME_TIMESTAMP=$(at %s000000)
        MESSAGE=from 203.0.113.7
        "
        (cat jicofo.log.1; printf '	at a.b.C(C.java:7)\n'; head -c 2200000 /dev/zero | tr '\0' ' ' | fold) >long.log.1
        (head -c 2200000 /dev/zero | tr '\0' ' ' | fold; echo; cat jicofo.log.1) >late.log.1
        gzip -k jicofo.log.1; xz -k jicofo.log.1; gzip -c late.log.1 >late.log.2.gz

        """#

    @Test("Without a date in the name the age is that of the newest record, in every format, packed or not")
    func records() async throws {
        let (outcome, _) = try await shell(
            Self.recorded + """
                TZ=UTC "$LOGSCRUB" retain --dry-run --after 9d=minimal --after 30d=delete ./*.[12] ./*.gz ./*.xz |
                    sed 's/  */ /g'
                """)
        #expect(outcome.errors == "")
        let names = [
            "access.log.1", "docker.log.1", "error.log.1", "export.1", "jicofo.log.1", "jicofo.log.1.gz",
            "jicofo.log.1.xz",
            "journal.json.1", "late.log.1", "late.log.2.gz", "new.syslog.1", "prosody.log.1", "syslog.1",
        ]
        var lines = names.map { "./\($0) 9d record minimal would be scrubbed" }
        // Its record is further from the end than anybody looks.
        lines.append("./long.log.1 0d mtime as written left")
        lines += ["FILE AGE FROM DEMANDS RESULT", "14 files: 13 would be scrubbed, 1 left"]
        #expect(Self.plan(outcome.text).split(separator: "\n").map(String.init).sorted() == lines.sorted())
    }

    @Test("Neither an old record among new ones nor a record of the future, nor a damaged file, changes an age")
    func forgedRecords() async throws {
        let (outcome, _) = try await shell(
            Self.recorded + """
                (echo 'Jicofo 2021-01-01 10:00:00.000 INFO: [22] x'; cat jicofo.log.1
                    echo 'Jicofo 2021-01-01 10:00:00.000 INFO: [22] x') >old.log.1
                (echo 'Jicofo 2099-01-01 10:00:00.000 INFO: [22] x'; cat jicofo.log.1) >future.log.1
                head -c 40 jicofo.log.1.gz >cut.log.1.gz; echo '~~ 203.0.113.7 ~~' >noise.log.1; : >empty.log.1
                touch -d '12 days ago' syslog.1; touch -d '2 days ago' cut.log.1.gz noise.log.1 empty.log.1
                mkfifo pipe.log.1; ln -s jicofo.log.1 link.log.1
                TZ=UTC "$LOGSCRUB" retain --dry-run --after 1d=minimal --after 10d=delete {old,future,cut,noise,empty}.log.1* \
                    syslog.1 {pipe,link}.log.1 | sed 's/  */ /g'
                """)
        #expect(
            Self.plan(outcome.text) == """
                FILE AGE FROM DEMANDS RESULT
                old.log.1 9d record minimal would be scrubbed
                future.log.1 9d record minimal would be scrubbed
                cut.log.1.gz 2d mtime minimal refused
                noise.log.1 2d mtime minimal would be scrubbed
                empty.log.1 2d mtime minimal unchanged
                syslog.1 12d mtime delete would be deleted
                pipe.log.1 - - - refused
                link.log.1 - - - refused
                8 files: 3 would be scrubbed, 1 would be deleted, 1 unchanged, 3 refused

                """)
    }

    // MARK: - Configuration

    @Test("The policy file says what the options say; of two that name a file, the first one counts")
    func configuration() async throws {
        let (outcome, folder) = try await shell(
            Self.files + """
                printf '%s\\n' '# nginx' "redact = ['a  b']" '[[retain]]' "files = ['$PWD/o*.log.[1-9]*', '$PWD/my log.1']" \
                    "after = ['3d=analytics', '7d=minimal']" >one.toml
                printf '%s\\n' "pseudonym-form = 'token'" 'level = "pseudonymous"' '[[retain]]' "files = ['$PWD/*.log.[1-9]*']" \
                    "after = ['0h=delete']" >two.toml
                echo 'a  b 203.0.113.7' >'my log.1'; touch -d '4 days ago' 'my log.1'
                "$LOGSCRUB" retain --jobs 3 --config one.toml --config two.toml | sed "s#$PWD/##; s/  */ /g"
                """)
        #expect(outcome.errors == "")
        #expect(
            outcome.text == """
                FILE AGE FROM DEMANDS RESULT
                old.log.1 4d mtime analytics rewritten
                older.log.2 8d mtime minimal rewritten
                oldest.log.3 31d mtime minimal rewritten
                my log.1 4d mtime analytics rewritten
                packed.log.4.gz 8d mtime delete deleted
                young.log.1 1d mtime delete deleted
                6 files: 4 rewritten, 2 deleted

                """)
        #expect(try folder.text("my log.1") == "[redacted] 203.0.113.0\n")
    }

    @Test("Files on the command line get the policy of the file, what it says of a source too; options win over it")
    func policy() async throws {
        let (outcome, folder) = try await shell(
            """
            printf '%s\\n' 'own-networks = ["203.0.113.0/24"]' '[[source]]' "files = ['$PWD/b.log*']" 'paths = "keep"' >c.toml
            echo '203.0.113.7 198.51.100.7 GET /TeamSync HTTP/1.1' | tee a.log.1 >b.log.1; touch -d '8 days ago' *.log.1
            "$LOGSCRUB" retain --quiet --config c.toml --after 7d=none --own-network 192.0.2.0/24 a.log.1 b.log.1
            """)
        #expect(outcome.errors == "")
        #expect(try folder.text("a.log.1") == "203.0.113.7 0.0.0.0 GET /[room] HTTP/1.1\n")
        #expect(try folder.text("b.log.1") == "203.0.113.7 0.0.0.0 GET /TeamSync HTTP/1.1\n")
    }

    @Test(
        "What is wrong with a policy file is said with its line and column, before anything is done",
        arguments: [
            ("[[retain]]\nafter = ['7d=minimal']\nfiles = ['/raw.log.1']\nsitr = 1", "c:4:1: unknown setting 'sitr'"),
            ("[[retain]]\nafter = ['7d=minmal']\nfiles = ['/raw.log.1']", "c:2:10: "),
            (
                "[[retain]]\nafter = ['7d=minimal', '9d=analytics']\nfiles = ['/raw.log.1']",
                "c:2:9: an older file must keep less"
            ),
            ("[[retain]]\nafter = ['7d=minimal']", "c:2:9: name files"),
            ("[[retain]]\nfiles = ['/raw.log.1']", "c:1:1: say what is to be done"),
            ("[[retain]]\nafter = ['7d=minimal']\nfiles = ['raw.log.1']", "c:3:10: files are named by whole paths"),
            ("[[retain]]\nrotated = ['a/b']\nfiles = ['/raw.log.1']", "c:2:12: --rotated is a pattern for the name"),
            ("[retain]\nfiles = ['/raw.log.1']", "c:1:1: this is a table; it must be written [[retain]]"),
            ("retian = 3", "c:1:1: unknown setting 'retian'; did you mean 'retain'?"),
        ])
    func wrongConfiguration(_ text: String, _ message: String) async throws {
        let (outcome, folder) = try await shell(
            "printf -- \"\(text.replacing("\n", with: "\\n"))\" >c; touch -d '8 days ago' raw.log.1; \"$LOGSCRUB\" retain --config c",
            rawNames: ["raw.log.1"])
        #expect(outcome.status == .exited(78))
        #expect(outcome.errors.hasPrefix("logscrub: \(message)"), "\(outcome.errors)")
        #expect(try folder.text("raw.log.1") == raw)
    }

    @Test("A configuration that others can change, that is missing or that is no text is not used")
    func untrustedConfiguration() async throws {
        let (outcome, folder) = try await shell(
            """
            printf -- "[[retain]]\\nafter = ['0h=delete']\\nfiles = ['$PWD/raw.log.1']\\n" >c; try() { "$LOGSCRUB" retain "$@"; echo $?; }
            chmod 664 c; try --config c; chmod 646 c; try --config c; chmod 644 c
            try --config gone; try --config .; printf '\\xff' >n; try --config n; mkfifo p; try --config p
            try --config c --after 7d=minimal; try --config c raw.log.1; try --no-config
            try --config c --config c --after 7d=minimal raw.log.1; try --config c --no-config
            if [ "$(id -u)" = 0 ]; then chown 12345 c; try --config c; fi
            """, rawNames: ["raw.log.1"])
        #expect(outcome.text.hasPrefix("78\n78\n66\n78\n78\n78\n64\n64\n64\n64\n64\n"))
        if getuid() == 0 { #expect(outcome.text.hasSuffix("64\n78\n")) }
        #expect(
            outcome.errorLines.first
                == "logscrub: the configuration c can be changed by others than its owner (mode 0664): chmod go-w")
        #expect(try folder.text("raw.log.1") == raw)
    }

    @Test(
        "The example configuration finds the files of Debian's logrotate, and the examples for cron and systemd use it")
    func example() async throws {
        let project = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        let (outcome, _) = try await shell(
            """
            examples='\(project.string)/Sources/LogScrubCommand/Examples'
            "$LOGSCRUB" key new key; mkdir -p var/log/{nginx,prosody,jitsi}; cd var/log
            cp ../../raw nginx/access.log; cp ../../raw nginx/error.log.1; gzip -c ../../raw >nginx/access.log.2.gz
            cp ../../raw prosody/prosody.log.1; cp ../../raw prosody/prosody.err.1; cp ../../raw jitsi/jvb.log.1
            touch -d '8 days ago' nginx/access.log*; touch -d '4 days ago' jitsi/*; touch -d '31 days ago' prosody/*; cd ../..
            sed "s#/etc/logscrub/key#key#; s#\\"/var/log#\\"$PWD/var/log#" "$examples/config.toml" >config.toml
            "$LOGSCRUB" retain --config config.toml | sed "s#$PWD/##; s/  */ /g"
            grep -ho 'logscrub retain.*' "$examples"/{cron/logscrub-retain,systemd/logscrub-retain.service}
            """)
        #expect(
            outcome.text == """
                FILE AGE FROM DEMANDS RESULT
                var/log/nginx/access.log.2.gz 8d mtime minimal rewritten
                var/log/nginx/error.log.1 0d mtime as written left
                var/log/prosody/prosody.log.1 31d mtime delete deleted
                var/log/prosody/prosody.err.1 31d mtime delete deleted
                var/log/jitsi/jvb.log.1 4d mtime pseudonymous rewritten
                5 files: 2 rewritten, 2 deleted, 1 left
                logscrub retain --quiet
                logscrub retain

                """)
    }

    // MARK: - Signals

    @Test("Stopped at any moment, each file is the old or the new one, and the next run does the rest")
    func stopped() async throws {
        let seed = UInt64.random(in: 0...0xffff_ffff)
        print("Retain, stopped: seed \(seed)")
        let (outcome, folder) = try await shell(
            """
            RANDOM=\(seed % 32768); old=$(for i in {1..3000}; do echo quokka 203.0.113.7 came; done)
            new=${old//203.0.113.7/203.0.0.0}
            for round in {1..15}; do
                for i in {1..8}; do echo "$old" >access.log.$i; done; gzip access.log.8; cp access.log.7 dead.log-20200101
                "$LOGSCRUB" retain --jobs 2 --quiet --after 0h=minimal --after 100w=delete '*.log*[0-9]' '*.gz' & id=$!
                sleep 0.0$((RANDOM % 90 + 10)); kill -s $([ $((round % 2)) = 0 ] && echo TERM || echo INT) $id 2>/dev/null
                wait $id; status=$?
                case $status in 0 | 130 | 143) ;; *) echo "round $round: status $status" ;; esac
                for i in {1..7}; do
                    case $(cat access.log.$i) in "$old" | "$new") ;; *) echo "round $round: file $i is neither" ;; esac
                done
                case $(zcat access.log.8.gz) in "$old" | "$new") ;; *) echo "round $round: gz is neither" ;; esac
                if [ "$(find . -name '.*' -type f | wc -l)" != 0 ]; then echo "round $round: something is left"; fi
                "$LOGSCRUB" retain --quiet --after 0h=minimal --after 100w=delete '*.log*[0-9]' '*.gz' || echo again $?
                for i in {1..7}; do [ "$(cat access.log.$i)" = "$new" ] || echo "round $round: file $i is not done"; done
                [ "$(zcat access.log.8.gz)" = "$new" ] || echo "round $round: gz is not done"
                rm access.log.8.gz; [ ! -e dead.log-20200101 ] || echo "round $round: not deleted"
            done
            """)
        _ = folder
        #expect(outcome.text == "", "seed \(seed)")
    }
}
