import Foundation
import Subprocess
import SystemPackage
import Testing

/// `--dry-run`: it says what the real run does, with its words and its status, and changes nothing.
@Suite("Dry run", .timeLimit(.minutes(20)))
struct DryRunTests {
    /// What may happen to a run, in bash, in a folder with `access.log`, `clean.log` and a few more. `$mode` is `--in-place` or nothing.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        let arguments: String
        let status: Int

        init(_ name: String, _ script: String, _ arguments: String, _ status: Int) {
            testDescription = name
            self.script = script
            self.arguments = arguments
            self.status = status
        }

        /// For the filter and in place.
        static let both: [Case] = [
            Case("nothing odd", "true", "access.log clean.log", 0),
            Case("a missing file", "true", "gone access.log", 66),
            Case("a folder", "mkdir folder", "folder access.log", 66),
            Case("not a text", "cp /bin/true program", "program access.log", 65),
            Case("packed", "gzip access.log", "access.log.gz", 0),
            Case("packed and damaged", "gzip <access.log | head -c 30 >x.gz", "x.gz access.log", 65),
            Case("packed, and no text", "gzip -c /bin/true >x.gz", "x.gz access.log", 65),
            Case(
                "a program that is missing", "gzip access.log; mkdir none; export PATH=$PWD/none", "access.log.gz", 69),
            Case("forced", "cp /bin/true program", "--force text program", 0),
            Case("a missing key", "true", "--key-file gone access.log", 66),
            Case(
                "a key that is open to others", "\"$LOGSCRUB\" key new key; chmod 644 key", "--key-file key access.log",
                78),
            Case("a key", "\"$LOGSCRUB\" key new key", "--key-file key access.log", 0),
            Case("a descriptor that is not open", "true", "--key-fd 9 access.log", 66),
            Case("a keyring to be made", "true", "--keyring ring access.log", 0),
            Case("a keyring in a folder that is not there", "true", "--keyring no/ring access.log", 73),
            Case("a keyring that is open to others", "mkdir -m 755 ring", "--keyring ring access.log", 78),
            Case(
                "a keyring without the keys of its past",
                "mkdir -m 700 ring; echo x >ring/$(date -u +%F).key; chmod 600 ring/*", "--keyring ring access.log", 78),
            Case(
                "a policy file that others can write", "echo >p.toml; chmod 666 p.toml", "--config p.toml access.log",
                78),
            Case("a mistake in the policy file", "echo 'lvel = 1' >p.toml", "--config p.toml access.log", 78),
            Case("a file that others can write", "chmod 666 access.log", "access.log", 0),
            Case("a wrong option", "true", "--level most access.log", 64),
        ]

        static let inPlace: [Case] = [
            Case("a link", "ln -s access.log link", "link clean.log", 65),
            Case("several names", "ln access.log other", "access.log", 65),
            Case("several names, forced", "ln access.log other", "--force hard-links access.log", 0),
            Case("open by another process", "exec 5>>access.log", "access.log clean.log", 65),
            Case("open by another process, forced", "exec 5>>access.log", "--force open access.log", 0),
            Case("a pipe", "mkfifo pipe", "pipe access.log", 65),
            Case("a name as long as can be", "name=$(printf %0250d 0); mv access.log $name", "$name clean.log", 73),
            Case("a device", "true", "/dev/null", 65),
            Case("nobody's folder", "true", "no/access.log", 66),
            Case(
                "a method that cannot be run twice", "\"$LOGSCRUB\" key new --method cryptopan key",
                "--method cryptopan --key-file key access.log", 64),
        ]

        static let filter: [Case] = [
            Case("an output in a folder that is not there", "true", "--output no/out access.log", 73),
            Case("an output that is a folder", "mkdir out", "--output out access.log", 73),
            Case("an output that is a link", "ln -s x out", "--output out access.log", 73),
            Case("an output to be made", "true", "--output out access.log", 0),
            Case("an output that is there", "printf half >out", "--output out access.log", 0),
            Case("an output that is the input", "true", "--output access.log access.log", 66),
            Case("a raw copy on a disk", "mkdir -m 700 raw", "--tee-raw raw/x access.log", 78),
            Case("a raw copy in a folder of all", "mkdir -m 755 raw", "--tee-raw raw/x access.log", 78),
            Case("a raw copy in no folder", "true", "--tee-raw raw/x access.log", 73),
            Case("a link to a log", "ln -s access.log link", "link", 0),
            Case("no standard input", "exec <&-", "-", 66),
        ]
    }

    /// Runs a case twice, and compares: the folder before and after the dry run, the status, and all messages but the summary.
    private func compare(_ item: Case, mode: String) async throws {
        let folder = try TemporaryFolder()
        try folder.file("access.log", "quokka 203.0.113.7 came\nuser=quokka\n")
        try folder.file("clean.log", "203.0.0.0 came\n")
        let outcome = try await Command.shell(
            """
            bash=$(command -v bash) find=$(command -v find) sort=$(command -v sort) cmp=$(command -v cmp) sed=$(command -v sed)
            \(item.script)
            state() { "$find" . -mindepth 1 ! -name 'errors*' ! -name report ! -name written -printf '%p %i %s %T@ %C@ %m\\n' | "$sort"; }
            config=--no-config; case '\(item.arguments)' in *--config*) config= ;; esac
            before=$(PATH=$PATH:${sort%/*} state)
            "$LOGSCRUB" $config \(mode) --dry-run \(item.arguments) >report 2>errors.dry; echo $?
            if [ "$(state)" != "$before" ]; then echo changed; fi
            "$LOGSCRUB" $config \(mode) \(item.arguments) >written 2>errors.real; echo $?
            for run in dry real; do "$sed" -i '/^logscrub: [0-9]* files\\? /d' errors.$run; done
            "$cmp" errors.dry errors.real || "$sed" s/^/:/ errors.dry errors.real
            """, in: folder)
        #expect(outcome.text == "\(item.status)\n\(item.status)\n", "\(item), \(mode): \(outcome.errors)")
        let report = String(decoding: try folder.contents("report"), as: UTF8.self)
        #expect(!report.contains("quokka") && !report.contains("203.0"))
    }

    @Test(
        "The filter's dry run ends with the status and the messages of the run, and writes nothing",
        arguments: Case.both + Case.filter)
    func filter(_ item: Case) async throws { try await compare(item, mode: "") }

    @Test(
        "A dry run in place ends with the status and the messages of the run, and changes nothing",
        arguments: Case.both + Case.inPlace)
    func inPlace(_ item: Case) async throws {
        // There a folder is refused, and not only passed over.
        let item = item.testDescription == "a folder" ? Case("a folder", item.script, item.arguments, 65) : item
        try await compare(item, mode: "--in-place")
    }

    @Test("By file and kind, it says what would be changed, of the filter, in place and with retain")
    func report() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            printf 'nothing\\nuser=ana from 203.0.113.7\\nuser=ben\\n' >a.log; echo nothing >b.log
            "$LOGSCRUB" --no-config --dry-run a.log b.log - <a.log; "$LOGSCRUB" --no-config --in-place --dry-run a.log b.log gone
            mv a.log a.log.1; touch -d '9 days ago' a.log.1
            "$LOGSCRUB" retain --no-config --dry-run --after 7d=minimal a.log.1
            "$LOGSCRUB" retain --no-config --dry-run --format json --after 7d=minimal a.log.1 | grep -o '"changes":{[^}]*}'
            """, in: folder)
        #expect(
            outcome.text == """
                FILE            KIND     COUNT  FIRST LINE
                a.log           address  1      2
                a.log           user     2      2
                standard input  address  1      2
                standard input  user     2      2
                a.log: 3 lines, 3 places would be changed
                b.log: 1 line, nothing would be changed
                standard input: 3 lines, 3 places would be changed
                FILE   KIND     COUNT  FIRST LINE
                a.log  address  1      2
                a.log  user     2      2
                a.log: would be rewritten: 3 lines, 3 places would be changed
                b.log: would stay as it is: 1 line, nothing would be changed
                FILE     AGE  FROM   DEMANDS  RESULT
                a.log.1  9d   mtime  minimal  would be scrubbed
                1 file: 1 would be scrubbed
                FILE     KIND     COUNT  FIRST LINE
                a.log.1  address  1      2
                a.log.1  user     2      2
                "changes":{"address":1,"user":2}

                """, "\(outcome.text)")
        #expect(
            outcome.errors == """
                logscrub: gone: cannot be opened: No such file or directory
                logscrub: 1 file would be rewritten, 1 unchanged, 0 refused, 1 failed

                """)
    }

    @Test("What it says of a log is what the run then changes, kind by kind")
    func counts() async throws {
        let folder = try TemporaryFolder()
        let fixtures = Fixture.all.map { "'\($0.path(".log").string)'" }.joined(separator: " ")
        let outcome = try await Command.shell(
            """
            index=0; for file in \(fixtures); do cp "$file" $index.log; chmod 644 $index.log; index=$((index + 1)); done
            "$LOGSCRUB" --no-config --in-place --quiet --dry-run *.log 2>refused.dry | grep -c 'would be rewritten'
            md5sum *.log >before; "$LOGSCRUB" --no-config --in-place --quiet *.log 2>refused.real
            md5sum --quiet -c before 2>/dev/null | wc -l; cmp refused.dry refused.real
            """, in: folder)
        let numbers = outcome.text.split(separator: "\n").compactMap { Int($0) }
        try #require(numbers.count == 2, "\(outcome.text)\(outcome.errors)")
        #expect(numbers[0] == numbers[1] && numbers[0] > 50)
    }

    #if os(Linux)
        @Test("A full disk and a folder that may not be written are foretold, in place and with retain")
        func places() async throws {
            let folder = try TemporaryFolder()
            try folder.file("raw", Array(repeating: "quokka 203.0.113.7 came\n", count: 10_000).joined())
            let outcome = try await Command.shell(
                """
                cp raw access.log.1; touch -d '9 days ago' access.log.1; mkdir closed; cp -p access.log.1 closed; chmod 555 closed
                unwritable() { if [ "$(id -u)" = 0 ]; then setpriv --bounding-set -dac_override "$@"; else "$@"; fi; }
                both() {
                    run=$1; shift
                    unwritable "$LOGSCRUB" "$@" --dry-run >/dev/null 2>dry; echo $?; unwritable "$LOGSCRUB" "$@" >/dev/null 2>real; echo $?
                    grep -v 'files\\? ' dry >dry.1; grep -v 'files\\? ' real >real.1; cmp dry.1 real.1
                }
                both closed --no-config --in-place closed/access.log.1
                both retain retain --no-config --after 7d=minimal closed/access.log.1
                both output --no-config --output closed/out access.log.1
                chmod 755 closed; mkdir disk
                export -f both unwritable
                unshare --mount bash -c '
                    mount -t tmpfs -o size=1300k tmpfs disk || exit 99
                    cd disk; cp -p ../access.log.1 .; head -c 200000 /dev/zero >fill
                    both full --no-config --in-place access.log.1
                    both full retain --no-config --after 7d=minimal access.log.1
                ' 2>/dev/null
                """, in: folder)
            let codes = outcome.text.split(separator: "\n").map(String.init)
            #expect(Array(codes.prefix(6)) == Array(repeating: "73", count: 6), "\(outcome.text)\(outcome.errors)")
            if codes.count > 6 { #expect(Array(codes[6...]) == ["74", "74", "74", "74"], "\(outcome.text)") }
        }
    #endif
}
