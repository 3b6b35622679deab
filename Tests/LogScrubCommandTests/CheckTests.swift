import Foundation
import Subprocess
import SystemPackage
import Testing

/// `logscrub check`: what it says is what the filter does.
@Suite("Check", .timeLimit(.minutes(20)))
struct CheckTests {
    private static let fixtures = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().appending("Fixtures")

    @Test("Every fixture that the filter changes is beyond the policy, and what the filter writes is not")
    func fixtures() async throws {
        let outcome = try await Command.shell(
            """
            "$LOGSCRUB" key new key; mkdir raw out
            find '\(Self.fixtures.string)' -type f -name '*.log' | shuf -n 120 | while read -r file; do
                name=$(printf %s "${file#'\(Self.fixtures.string)'/}" | tr / _)
                if "$LOGSCRUB" --no-config --key-file key "$file" >"out/$name" 2>err; then cp "$file" "raw/$name"
                else rm "out/$name"; fi
            done
            "$LOGSCRUB" check --no-config raw >raw.txt; "$LOGSCRUB" check --no-config out >out.txt
            [ $(ls raw | wc -l) -gt 80 ] || echo 'where are the fixtures?'
            grep ' beyond level' out.txt | grep -v 'nothing beyond level'
            for name in $(ls raw); do
                verdict=$(grep -F "raw/$name: " raw.txt | grep -c -v 'nothing beyond level')
                cmp -s "raw/$name" "out/$name"; [ $verdict = $? ] || grep -F "raw/$name: " raw.txt
            done | grep -v 'some records cannot be scanned'
            """, in: try TemporaryFolder())
        #expect(outcome.text == "", "\(outcome.text)")
    }

    @Test("Files, packed ones, folders, patterns and standard input are told by kind, count and first line")
    func report() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            mkdir -p logs/old; printf 'nothing\\nuser=ana\\nfrom 203.0.113.7\\nuser=ben\\n' >logs/a.log
            printf 'nothing\\n' >logs/b.log; gzip -c logs/a.log >logs/old/a.log.2.gz; ln -s ../logs logs/loop; mkdir links empty; ln -s ../logs/a.log links/x
            "$LOGSCRUB" check --no-config logs; echo $?
            "$LOGSCRUB" check --no-config 'logs/b*'; echo $?
            "$LOGSCRUB" check --no-config links | tail -n 1; "$LOGSCRUB" check --no-config empty; echo $?
            "$LOGSCRUB" check --no-config <logs/b.log; echo $?
            "$LOGSCRUB" check --no-config --level none --keep user --keep address logs/a.log; echo $?
            """, in: folder)
        #expect(
            outcome.text
                == """
                FILE                  KIND     COUNT  FIRST LINE
                logs/a.log            address  1      3
                logs/a.log            user     2      2
                logs/old/a.log.2.gz   address  1      3
                logs/old/a.log.2.gz   user     2      2
                logs/a.log: 4 lines, 3 places are beyond level minimal
                logs/b.log: 1 line, nothing beyond level minimal
                logs/old/a.log.2.gz: 4 lines, 3 places are beyond level minimal
                1
                logs/b.log: 1 line, nothing beyond level minimal
                0
                links/x: 4 lines, 3 places are beyond level minimal
                2
                standard input: 1 line, nothing beyond level minimal
                0
                logs/a.log: 4 lines, nothing beyond level none
                0

                """.replacing("logs/old/a.log.2.gz   ", with: "logs/old/a.log.2.gz  ").replacing(
                    "FILE                  ", with: "FILE                 "
                ).replacing("logs/a.log            ", with: "logs/a.log           "), "\(outcome.errors)")
    }

    @Test("What cannot be read or proved ends with 2, and with --strict with 1")
    func unproved() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            check() { "$LOGSCRUB" check --no-config "$@"; echo $?; }
            echo '[withheld: 1048720 bytes, too long]' >withheld.log; printf 'status installed libfoo:amd64 2.4.1.12\\n' >version.log
            head -c 1200000 /dev/zero | tr '\\0' x >long; { printf '{"MESSAGE":"'; cat long; printf '"}\\n'; } >long.log
            cp /bin/true program
            check withheld.log; check version.log; check long.log; check program; check gone.log; check --strict version.log
            check --strict withheld.log
            """, in: folder)
        let codes: [String] = outcome.text.split(separator: "\n").filter { $0.count == 1 }.map { String($0) }
        #expect(codes == ["2", "2", "2", "2", "2", "1", "1"], "\(outcome.text)")
        #expect(outcome.text.contains("not proved: something reads as an address, and was taken for something else"))
        #expect(outcome.text.contains("not proved: an earlier run has withheld something"))
        #expect(outcome.text.contains("gone.log: cannot be opened: No such file or directory"))
        #expect(!outcome.text.contains("2.4.1.12"))
    }

    @Test("Programs get JSON, or SARIF, with the same numbers and no byte of the log", arguments: ["json", "sarif"])
    func machines(style: String) async throws {
        let outcome = try await Command.run(
            ["check", "--no-config", "--format", style], input: "user=quokka\nfrom 203.0.113.7\n")
        #expect(outcome.status == .exited(1))
        #expect(!outcome.text.contains("quokka") && !outcome.text.contains("203.0"))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.text.utf8)) as? [String: Any])
        if style == "json" {
            #expect(object["verdict"] as? String == "beyond")
            let file = try #require((object["files"] as? [[String: Any]])?.first)
            #expect(file["lines"] as? Int == 2 && file["level"] as? String == "minimal")
            let findings = try #require(file["findings"] as? [[String: Any]])
            #expect(findings.map { $0["kind"] as? String } == ["address", "user"])
            #expect(findings.map { $0["first_line"] as? Int } == [2, 1])
        } else {
            #expect(object["version"] as? String == "2.1.0")
            let run = try #require((object["runs"] as? [[String: Any]])?.first)
            #expect((run["results"] as? [[String: Any]])?.count == 2)
        }
    }

    @Test("The policy is the filter's: of the policy file, of its sources, and of the options")
    func policy() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            printf 'from 203.0.113.0\\n' | tee a.log >b.log
            printf '[[source]]\\nfiles = ["%s/b.log"]\\nlevel = "analytics"\\n' "$PWD" >c.toml
            "$LOGSCRUB" check --config c.toml a.log b.log; echo $?
            "$LOGSCRUB" check --config c.toml --level none b.log | tail -n 1
            printf '[[site]]\\nhost = "shop.example.org"\\nlevel = "analytics"\\n' >s.toml
            echo '{"remote_addr":"203.0.113.0","host":"shop.example.org","status":200}' | "$LOGSCRUB" check --config s.toml
            "$LOGSCRUB" check --config gone.toml b.log; echo $?; "$LOGSCRUB" check --frmat json; echo $?
            """, in: folder)
        #expect(
            outcome.text.hasSuffix(
                """
                a.log: 1 line, 1 place is beyond level minimal
                b.log: 1 line, nothing beyond level analytics
                1
                b.log: 1 line, 1 place is beyond level none
                standard input: 1 line, nothing beyond level minimal
                66
                64

                """), "\(outcome.text)")
    }

    @Test("Of values that are planted in clean lines none is missed, and their first lines are right")
    func planted() async throws {
        let seed = UInt64.random(in: 0...0xffff_ffff)
        var random = SeededNumbers(seed: seed)
        let values = [
            ("address", "from 203.0.113.7 it came"), ("user", "user=quokka did"),
            ("email", "mail to quokka@example.net"),
            ("secret", "password=hunter2xyz"), ("phone", "call +49 30 5550100"),
            ("token", "jwt=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"),
            ("address", "[2001:db8:1:2::7]:443 went"), ("user", "{\"user\":\"quokka\"}"),
        ]
        for _ in 0..<15 {
            let value = values[random.number(values.count)]
            let lines = 1 + random.number(60)
            let place = 1 + random.number(lines)
            let text = (1...lines).map { $0 == place ? value.1 : "nothing of anybody in line \($0)" }.joined(
                separator: "\n")
            let outcome = try await Command.run(["check", "--no-config"], input: text + "\n")
            let row = "standard input  \(value.0)"
            let found = outcome.text.split(separator: "\n").first { $0.hasPrefix(row) }
            #expect(
                outcome.status == .exited(1) && found?.hasSuffix(" \(place)") == true,
                "seed \(seed): \(text)\n\(outcome.text)")
        }
    }
}

/// Numbers from a seed.
private struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed | 1 }

    mutating func number(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
