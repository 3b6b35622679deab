import Foundation
import Subprocess
import SystemPackage
import Testing

/// Folders of keys: made on demand, the same for all who ask, and destroyed for good.
@Suite("Keyrings", .timeLimit(.minutes(20)))
struct KeyringTests {
    private func names(_ folder: TemporaryFolder, _ name: String = "ring") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path.appending(name).string).sorted()
    }

    private func mode(_ path: FilePath) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path.string)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test(
        "A keyring is made on demand, for its owner alone, with a key for the period that is asked for",
        arguments: ["000", "077", "777"])
    func made(mask: String) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            umask \(mask)
            for period in day week month none; do
                "$LOGSCRUB" pseudonym --keyring ring --period $period --at 2199-11-21 --kind room x
            done
            """, in: folder)
        #expect(outcome.errors == "" && outcome.status == .success)
        #expect(Set(outcome.text.split(separator: "\n")).count == 4)
        #expect(try names(folder) == ["2199-11-21.key", "2199-11.key", "2199-W47.key", "always.key"])
        #expect(try mode(folder.path.appending("ring")) == 0o700)
        for name in try names(folder) {
            #expect(try mode(folder.path.appending("ring").appending(name)) == 0o600)
            #expect(
                String(decoding: try folder.contents("ring/" + name), as: UTF8.self).wholeMatch(of: /[0-9a-f]{64}\n/)
                    != nil)
        }
        #expect(try Set(names(folder).map { try folder.contents("ring/" + $0) }).count == 4)
    }

    @Test("Twenty processes that meet a fresh keyring at once get the same key", arguments: 0..<3)
    func race(round: Int) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            mkfifo start
            for i in $(seq 20); do
                { read -r _ < start; "$LOGSCRUB" pseudonym --keyring ring --kind room --at 2199-0\(round + 1)-01 x; } &
            done
            sleep 0.3
            exec 3<>start
            for i in $(seq 20); do echo go >&3; done
            wait
            """, in: folder)
        let lines = outcome.text.split(separator: "\n")
        #expect(lines.count == 20 && Set(lines).count == 1, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.errors == "")
        #expect(try names(folder) == ["2199-0\(round + 1)-01.key"])
    }

    @Test("Processes that make keys while others destroy them never see half of one, and leave nothing behind")
    func raceWithExpiry() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            mkdir -m 700 ring
            for i in $(seq 6); do
                for day in 01 02 03 04 05; do "$LOGSCRUB" pseudonym --keyring ring --kind room --at 2199-01-$day x || echo bad; done &
                for n in 1 2 3; do "$LOGSCRUB" key expire --keyring ring --keep $i >/dev/null || echo bad; done &
            done
            wait
            """, in: folder)
        let lines = outcome.text.split(separator: "\n")
        #expect(lines.count == 30 && lines.allSatisfy { $0.hasPrefix("r-") }, "\(outcome.text)\(outcome.errors)")
        #expect(try names(folder).allSatisfy { $0.wholeMatch(of: /2199-01-0[1-5]\.key/) != nil })
    }

    @Test("Copies of a keyring agree; two keyrings do not; a master key and its periods neither")
    func copies() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            ask() { "$LOGSCRUB" pseudonym --at "$2" --kind room --keyring "$1" x; }
            ask ring 2199-01-01; ask ring 2199-01-02; cp -a ring copy; ask copy 2199-01-01; ask copy 2199-01-02; ask other 2199-01-01
            """, in: folder)
        let lines = outcome.text.split(separator: "\n")
        try #require(lines.count == 5)
        #expect(lines[0] == lines[2] && lines[1] == lines[3])
        #expect(Set(lines).count == 3)
    }

    @Test("The filter writes what pseudonym prints, with a keyring and with a key file, for each period")
    func filter() async throws {
        let folder = try TemporaryFolder()
        try folder.file("in.log", "joined teamsync@conference.meet.example.org\n")
        for source in ["--keyring ring", "--key-file key"] {
            for period in ["day", "week", "month", "none"] {
                let outcome = try await Command.shell(
                    """
                    test -e key || "$LOGSCRUB" key new key
                    "$LOGSCRUB" \(source) --period \(period) in.log
                    "$LOGSCRUB" \(source) --period \(period) < in.log
                    "$LOGSCRUB" pseudonym \(source) --period \(period) --kind room TeamSync
                    """, in: folder)
                #expect(outcome.errors == "" && outcome.status == .success)
                let lines = outcome.text.split(separator: "\n")
                #expect(lines.count == 3 && lines[0] == lines[1])
                #expect(lines[0] == "joined \(lines.last ?? "")@conference.meet.example.org")
            }
        }
    }

    @Test("expire keeps the newest and destroys the others: their bytes are gone from every name they have")
    func expire() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            for day in 03 01 05 02 04; do "$LOGSCRUB" pseudonym --keyring ring --at 2199-01-$day --kind room x; done >/dev/null
            mkdir old; cp ring/* old; mkdir linked; ln ring/* linked/
            exec 3<ring/2199-01-02.key
            touch ring/notes.txt
            "$LOGSCRUB" key expire --keyring ring --keep 2; echo $?
            cat <&3 | cmp -s - old/2199-01-02.key || echo overwritten
            "$LOGSCRUB" key expire --keyring ring --keep 2; echo $?
            """, in: folder)
        #expect(outcome.errors == "")
        #expect(
            outcome.text == """
                destroyed the key of 2199-01-01
                destroyed the key of 2199-01-02
                destroyed the key of 2199-01-03
                0
                overwritten
                0

                """)
        #expect(try names(folder) == ["2199-01-04.key", "2199-01-05.key", "notes.txt"])
        for day in 1...5 {
            let name = "2199-01-0\(day).key"
            let old = try folder.contents("old/" + name)
            let now = try folder.contents("linked/" + name)
            #expect((now == old) == (day > 3))
            if day <= 3 {
                // Nothing of it is left, in no place: of 64 random bytes few are equal by chance.
                #expect(now.count >= old.count && zip(now, old).filter { $0.0 == $0.1 }.count < 12)
            }
        }
    }

    @Test("expire counts what ends last as newest, whatever the lengths; 0 keeps none")
    func expireOrder() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            ask() { "$LOGSCRUB" pseudonym --keyring ring --at 2199-11-21 --period $1 --kind room x >/dev/null; }
            ask day; ask none; ask month; ask week
            for keep in 9 4 3 2 1 0 0; do echo $keep; "$LOGSCRUB" key expire --keyring ring --keep $keep; done
            """, in: folder)
        #expect(
            outcome.text.replacing("destroyed the key of ", with: "")
                == "9\n4\n3\n2199-11-21\n2\n2199-W47\n1\n2199-11\n0\nalways\n0\n")
        #expect(try names(folder) == [])
    }

    @Test("What a program that was killed has left goes when the next key is made, or one expires; finished keys stay")
    func leftovers() async throws {
        let folder = try TemporaryFolder()
        for command in ["pseudonym --keyring ring --at 2199-01-02 --kind room x", "key expire --keyring ring --keep 1"]
        {
            // One was stopped between giving the finished key its name and taking the other away, one amid a new key, one amid an old.
            let outcome = try await Command.shell(
                """
                rm -rf ring linked; "$LOGSCRUB" pseudonym --keyring ring --at 2199-01-01 --kind room x >/dev/null
                cp ring/2199-01-01.key copy
                ln ring/2199-01-01.key ring/.2199-01-01.key.3q.new
                printf abc > ring/.2199-01-01.key.4r.new
                cp copy ring/.2198-01-01.key.5s.old; ln ring/.*.old linked
                "$LOGSCRUB" \(command) >/dev/null
                cmp -s copy ring/2199-01-01.key && echo same
                cmp -s copy linked || echo overwritten
                ls -A ring | grep -v '^2199'
                """, in: folder)
            #expect(outcome.text == "same\noverwritten\n", "\(outcome.text)\(outcome.errors)")
            #expect(outcome.errors == "")
        }
    }

    @Test("A key that was destroyed is not made again to look something up; the filter gets a new one")
    func destroyed() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            "$LOGSCRUB" pseudonym --keyring ring --at 2001-01-01 --kind room x; echo $?
            "$LOGSCRUB" pseudonym --keyring none --at 2001-01-01 --kind room x; echo $?
            "$LOGSCRUB" key expire --keyring none --keep 1; echo $?
            test -e none; echo $?
            """, in: folder)
        #expect(outcome.text == "66\n66\n66\n1\n", "\(outcome.text)")
        #expect(outcome.errors.contains("never used, or has been destroyed") || outcome.errors.contains("No such file"))
        let twice = try await Command.shell(
            """
            ask() { "$LOGSCRUB" pseudonym --keyring new --at 2199-01-01 --kind room x; }
            ask; "$LOGSCRUB" key expire --keyring new --keep 0 >/dev/null; ask
            """, in: folder)
        #expect(Set(twice.text.split(separator: "\n")).count == 2)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        let status: TerminationStatus
        let message: String

        static let all: [Fault] = [
            Fault(
                testDescription: "a folder that the group may list", script: "chmod 740 ring", status: .configuration,
                message: "chmod 700 ring"),
            Fault(
                testDescription: "a folder that others may enter", script: "chmod 701 ring", status: .configuration,
                message: "chmod 700 ring"),
            Fault(
                testDescription: "a file", script: "rm -r ring; touch ring; chmod 600 ring", status: .configuration,
                message: "folder"),
            Fault(
                testDescription: "a key that others may read", script: "chmod 644 ring/*", status: .configuration,
                message: "chmod 600 ring/2199-01-01.key"),
            Fault(
                testDescription: "an empty key", script: ": > ring/2199-01-01.key", status: .configuration,
                message: "empty"),
            Fault(
                testDescription: "a key of other text", script: "echo no > ring/2199-01-01.key", status: .configuration,
                message: "hexadecimal"),
            Fault(
                testDescription: "a key that is a link", script: "mv ring/* k; ln -s ../k ring/2199-01-01.key",
                status: .configuration, message: "link"),
            Fault(
                testDescription: "a key that is a folder", script: "rm ring/*; mkdir -m 700 ring/2199-01-01.key",
                status: .configuration, message: "regular"),
            Fault(
                testDescription: "a folder in a folder that is not there", script: "rm -r ring; ln -s no/ring ring",
                status: .noInput, message: "No such file"),
        ]
    }

    @Test("A keyring that must not be used is refused with the reason, and nothing is written", arguments: Fault.all)
    func refused(_ fault: Fault) async throws {
        let outcome = try await Command.shell(
            """
            ask() { "$LOGSCRUB" pseudonym --keyring ring --at 2199-01-01 --kind room teamsync; }
            ask >/dev/null
            \(fault.script)
            ask
            """, in: try TemporaryFolder())
        #expect(outcome.status == fault.status, "\(outcome.errors)")
        #expect(outcome.output.isEmpty && outcome.errorLines.count == 1)
        #expect(outcome.errors.contains(fault.message), "\(outcome.errors)")
        #expect(!outcome.errors.contains("teamsync"))
    }

    @Test("A keyring that cannot take a key stops the filter before it reads")
    func full() async throws {
        let folder = try TemporaryFolder()
        try folder.file("in.log", "joined teamsync@conference.meet.example.org\n")
        let outcome = try await Command.shell(#""$LOGSCRUB" --keyring missing/ring in.log"#, in: folder)
        #expect(outcome.status == .cannotCreate)
        #expect(outcome.output.isEmpty && outcome.errorLines.count == 1)
    }
}
