import Foundation
import LogScrub
import Subprocess
import SystemPackage
import Testing

/// `logscrub preview`: what it shows is what the filter does, and nothing of it goes where it should not.
@Suite("Preview", .timeLimit(.minutes(20)))
struct PreviewTests {
    // MARK: What it shows

    /// A record as `--plain` shows it.
    private struct Shown {
        let file: String
        let line: Int
        let format: String
        let labels: String
        var before: [Substring] = []
        var after: [Substring] = []
    }

    private func records(_ text: String) throws -> [Shown] {
        var records: [Shown] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("- ") {
                records[records.count - 1].before.append(line.dropFirst(2))
            } else if line.hasPrefix("+ ") {
                records[records.count - 1].after.append(line.dropFirst(2))
            } else if let head = line.wholeMatch(of: /(\S+):(\d+) (\S+): (.*)/), let number = Int(head.2) {
                records.append(
                    Shown(file: String(head.1), line: number, format: String(head.3), labels: String(head.4)))
            }
        }
        return records
    }

    /// The lines of a log, as they are shown.
    private func lines(_ bytes: [UInt8]) -> [Substring] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Substring(FileName.printable(FileName.text($0))) }
    }

    @Test(
        "Of every fixture, the lines after are what the filter writes, byte for byte, and all others are as they were",
        arguments: [
            "--level minimal", "--level pseudonymous", "--level none --time-resolution day",
            "--redact 'conference\\.[a-z]+' --site .example.org",
        ])
    func fixtures(options: String) async throws {
        let folder = try TemporaryFolder()
        let fixtures = Fixture.all
        let names = fixtures.map { "'\($0.path(".log").string)'" }.joined(separator: " ")
        let outcome = try await Command.shell(
            """
            "$LOGSCRUB" key new key; index=0
            for file in \(names); do
                "$LOGSCRUB" --no-config --key-file key \(options) "$file" >out.$index 2>/dev/null; echo $?; index=$((index + 1))
            done >codes
            "$LOGSCRUB" preview --no-config --key-file key \(options) --plain --yes-raw \(names) 2>/dev/null
            """, in: folder)
        let shown = Dictionary(grouping: try records(outcome.text), by: \.file)
        let codes = String(decoding: try folder.contents("codes"), as: UTF8.self).split(separator: "\n")
        var count = 0
        for (index, fixture) in fixtures.enumerated() where codes[index] == "0" {
            var expected = lines(try fixture.contents(".log"))
            // From the last on, so that the numbers of those before stay.
            for record in (shown[fixture.path(".log").string] ?? []).reversed() {
                let place = record.line - 1..<record.line - 1 + record.before.count
                #expect(Array(expected[place]) == record.before, "\(fixture) \(record.line)")
                expected.replaceSubrange(place, with: record.after)
                count += 1
            }
            let written = lines(try folder.contents("out.\(index)"))
            #expect(expected == written, "\(fixture), \(options)")
        }
        #expect(count > 300, "\(count)")
    }

    @Test(
        "Kind, treatment, format and line are said, in the margin or above, and standard input and packed files are read"
    )
    func labels() async throws {
        let outcome = try await Command.shell(
            """
            printf 'nothing\\nuser=ana from 203.0.113.7\\n' >a.log; gzip -k a.log
            "$LOGSCRUB" preview --no-config --plain --yes-raw a.log.gz - <a.log; "$LOGSCRUB" preview --no-config --yes-raw --drop user a.log
            "$LOGSCRUB" preview --no-config --plain --yes-raw --level none --keep address --keep user a.log
            """, in: try TemporaryFolder())
        #expect(
            outcome.text.replacing(/u-[a-z2-7]{15}/, with: "u-") == """
                a.log.gz:2 text: user pseudonym, address truncate
                - user=ana from 203.0.113.7
                       ^^^      ^^^^^^^^^^^
                + user=u- from 203.0.0.0
                       ^^^^^^^^^^^^^^^^^      ^^^^^^^^^
                standard input:2 text: user pseudonym, address truncate
                - user=ana from 203.0.113.7
                       ^^^      ^^^^^^^^^^^
                + user=u- from 203.0.0.0
                       ^^^^^^^^^^^^^^^^^      ^^^^^^^^^
                a.log.gz: 2 lines, 1 record would be changed
                standard input: 2 lines, 1 record would be changed
                a.log:2 (text)
                user replace          - user=ana from 203.0.113.7
                address truncate             ^^^      ^^^^^^^^^^^
                                      + user=[user] from 203.0.0.0
                                             ^^^^^^      ^^^^^^^^^

                a.log: 2 lines, 1 record would be changed
                a.log: 2 lines, 0 records would be changed

                """, "\(outcome.text)")
    }

    @Test(
        "No row is wider than the terminal, none is broken within an escape, and nothing that a terminal obeys is sent to it"
    )
    func width() async throws {
        let outcome = try await Command.shell(
            #"""
            for i in $(seq 60); do
                head -c $i /dev/zero | tr '\0' x
                printf '\033[31m\a\xff\u202e\u2028\xc2\x9b日本語 from 203.0.113.%s user=a\033]0;evil\a \x7f\t end of it\r\n' $i
            done >a.log
            COLUMNS=50 "$LOGSCRUB" preview --no-config --yes-raw a.log | sed '$d'
            """#, in: try TemporaryFolder())
        let rows = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(rows.count > 500)
        for row in rows {
            #expect(
                row.unicodeScalars.allSatisfy {
                    $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
                })
            let wide = row.unicodeScalars.count { $0.value > 0x3000 }
            #expect(row.unicodeScalars.count + wide <= 50, "\(row)")
            #expect(row.wholeMatch(of: /.*\\(x[0-9a-f]?)?/) == nil, "\(row)")
        }
    }

    // MARK: Where it goes

    @Test("Into a file or a pipe it writes nothing unless that is said, and says then what it is")
    func refusal() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            echo 'from 203.0.113.7' >a.log; "$LOGSCRUB" preview --no-config a.log >out; echo $?; wc -c <out
            "$LOGSCRUB" preview --no-config a.log | wc -c
            "$LOGSCRUB" preview --no-config --yes-raw --plain a.log 2>errors; cat errors
            """, in: folder)
        #expect(outcome.text.hasPrefix("64\n0\n0\na.log:1 text: address truncate\n- from 203.0.113.7\n"))
        #expect(
            outcome.text.hasSuffix(
                "logscrub: This is the log itself, with all that is personal in it: for your eyes only, and to be kept nowhere.\n"
            ))
        #expect(outcome.errors.contains("--yes-raw") && !outcome.errors.contains("203.0"))
    }

    #if os(Linux)
        @Test("On a terminal it is in color unless NO_COLOR is set, and goes through the pager when it is long")
        func terminal() async throws {
            let outcome = try await Command.shell(
                #"""
                export TERM=xterm; unset NO_COLOR PAGER LESS
                echo 'from 203.0.113.7' >a.log; for i in $(seq 100); do echo "from 203.0.113.$i"; done >long.log
                run() { script --quiet --return --command "stty rows 24 cols 60; $*" /dev/null </dev/null; echo $?; }
                run '"$LOGSCRUB" preview --no-config a.log' >color
                NO_COLOR=1 run '"$LOGSCRUB" preview --no-config a.log' >plain
                PAGER='sed s/^/paged:/' run '"$LOGSCRUB" preview --no-config long.log' >paged
                PAGER='sed s/^/paged:/' run '"$LOGSCRUB" preview --no-config a.log' >short
                PAGER='head -n 1' run '"$LOGSCRUB" preview --no-config long.log' >left
                PAGER='sed s/^/paged:/' run 'echo from 203.0.113.7 | "$LOGSCRUB" preview --no-config' >live
                grep -c $'\e' color; grep -c $'\e' plain; grep -c '^paged:.*203.0.113' paged; grep -c paged: short; wc -l <left
                grep -c '^paged:' live; grep -c 'the log itself' color; tail -qn 1 color plain paged short left live
                """#, in: try TemporaryFolder())
            let lines = outcome.text.split(separator: "\n").map(String.init)
            try #require(lines.count == 13, "\(outcome.text)\(outcome.errors)")
            #expect(lines[0] == "5" && lines[1] == "0", "\(lines)")
            #expect(lines[2] == "100" && lines[3] == "0" && lines[4] == "2", "\(lines)")
            #expect(Int(lines[5]) ?? 0 > 5 && lines[6] == "1", "\(lines)")
            #expect(lines[7...].allSatisfy { $0 == "0" }, "\(lines)")
        }
    #endif

    // MARK: What is chosen

    @Test("A sample has some of each kind and format, however rare, in their order and no more than asked for")
    func sample() async throws {
        let outcome = try await Command.shell(
            """
            for i in $(seq 2000); do echo "from 203.0.113.$((i % 250))"; done >a.log; echo user=ana >>a.log
            echo '203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] "GET / HTTP/2.0" 200 5 "-" "-"' >>a.log
            for i in $(seq 2000); do echo "call +49 30 5550$i"; done >>a.log
            "$LOGSCRUB" preview --no-config --plain --yes-raw --sample 10 a.log
            """, in: try TemporaryFolder())
        let records = try records(outcome.text)
        #expect(records.count == 10)
        #expect(records.map(\.line) == records.map(\.line).sorted())
        #expect(records.contains { $0.labels.contains("user") })
        #expect(records.contains { $0.format == "access" })
        #expect(records.count { $0.labels.contains("phone") } >= 3)
        #expect(records.count { $0.format == "text" && $0.labels.contains("address") } >= 3)
    }

    @Test("With --kind, only records with something of that kind are shown; a kind that there is not is an error")
    func kinds() async throws {
        let outcome = try await Command.shell(
            """
            printf 'from 203.0.113.7\\nuser=ana from 203.0.113.7\\nmail a.b@example.net\\n' >a.log
            preview() { "$LOGSCRUB" preview --no-config --plain --yes-raw "$@" a.log | grep -v '^ '; }
            preview --kind user | grep -c '^- '; preview --kind user --kind email | grep -c '^- '
            preview --kind user --sample 5 | tail -n 1; "$LOGSCRUB" preview --no-config --yes-raw --kind usr a.log; echo $?
            """, in: try TemporaryFolder())
        #expect(
            outcome.text == "1\n2\na.log: 3 lines, 3 records would be changed, 1 in what was asked for\n64\n",
            "\(outcome.text)")
        #expect(outcome.errors.contains("did you mean"), "\(outcome.errors)")
    }

    // MARK: What cannot be shown

    @Test(
        "Keyrings are not made, pipes with names are not emptied, and what cannot be read is told with the filter's status"
    )
    func odd() async throws {
        let outcome = try await Command.shell(
            """
            echo user=ana >a.log; mkfifo fifo; cp /bin/true program
            preview() { "$LOGSCRUB" preview --no-config --plain --yes-raw "$@" 2>/dev/null | tail -n 1; echo "${PIPESTATUS[0]}"; }
            preview --keyring ring a.log; ls -d ring 2>&1 | grep -c 'No such'
            timeout 10 "$LOGSCRUB" preview --no-config --yes-raw fifo 2>&1 | grep -o 'is a pipe'
            preview program | cut -d, -f1; preview gone; preview --key-file gone a.log
            """, in: try TemporaryFolder())
        #expect(
            outcome.text == """
                a.log: 1 line, 1 record would be changed
                0
                1
                is a pipe
                is a pipe
                program: is a program (ELF)
                65
                gone: cannot be opened: No such file or directory
                66
                66

                """, "\(outcome.text)\(outcome.errors)")
    }

    @Test(
        "A log of any length takes little memory, with a sample and without",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc")))
    func memory() async throws {
        let outcome = try await Command.shell(
            """
            text=$(head -c 2000 /dev/zero | tr '\\0' x); for i in $(seq 500); do echo "203.0.113.7 user=ana$i and $text"; done >part
            for option in '--sample 20' '--kind port' ''; do
                if [ -z "$option" ]; then head -n 50 part >few; mv few part; fi
                for i in $(seq 8); do cat part; done | (
                    "$LOGSCRUB" preview --no-config --yes-raw $option 2>/dev/null >out & process=$!
                    while sleep 0.05; do grep VmHWM /proc/$process/status 2>/dev/null || break; done | tail -n 1 | tr -cd '0-9\\n'
                    wait $process; echo $?
                ) </dev/stdin
            done
            """, in: try TemporaryFolder())
        let numbers = outcome.text.split(separator: "\n").compactMap { Int($0) }
        try #require(numbers.count == 6, "\(outcome.text)\(outcome.errors)")
        for index in [0, 2, 4] {
            #expect(numbers[index] < 120_000 && numbers[index + 1] == 0, "kilobytes and status: \(numbers)")
        }
    }
}
