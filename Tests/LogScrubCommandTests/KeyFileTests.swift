import Foundation
import Subprocess
import SystemPackage
import Testing

/// Files with one key: how they are made, and which are refused.
@Suite("Key files", .timeLimit(.minutes(20)))
struct KeyFileTests {
    private static let key = "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef"
    private static let line = "joined teamsync@conference.meet.example.org\n"

    private func mode(_ path: FilePath) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path.string)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    // MARK: - Made

    @Test(
        "key new makes a file with a random key of the length that is wanted, for its owner alone, whatever the mask",
        arguments: [
            ([], 32), (["--length", "16"], 16), (["--length", "32"], 32), (["--method", "hmac"], 32),
            (["--method", "ipcrypt-deterministic"], 16), (["--method=ipcrypt-nd"], 16), (["--method=cryptopan"], 32),
            (["--method=ipcrypt-pfx", "--length=32"], 32), (["--method=ipcrypt-ndx"], 32),
        ] as [([String], Int)])
    func new(options: [String], length: Int) async throws {
        let folder = try TemporaryFolder()
        for (name, mask) in [("one", "000"), ("two", "777")] {
            let outcome = try await Command.shell(
                "umask \(mask); \"$LOGSCRUB\" key new \(options.joined(separator: " ")) \(name)", in: folder)
            #expect(outcome.status == .success)
            #expect(outcome.text == "" && outcome.errors == "")
            #expect(try mode(folder.path.appending(name)) == 0o600)
        }
        let texts = try ["one", "two"].map { String(decoding: try folder.contents($0), as: UTF8.self) }
        for text in texts { #expect(text.wholeMatch(of: /[0-9a-f]+\n/) != nil && text.count == 2 * length + 1) }
        #expect(texts[0] != texts[1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string).sorted() == ["one", "two"])
    }

    @Test("A file that is there stays; --force replaces it at once, and what a link points at stays")
    func force() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path.appending("key")
        for content in ["", Self.key + "\n", "notes"] {
            try folder.file("key", content)
            let outcome = try await Command.run(["key", "new", file.string])
            #expect(outcome.status == .cannotCreate)
            #expect(outcome.errorLines.count == 1 && outcome.errors.contains("--force"))
            #expect(try folder.contents("key") == Array(content.utf8))
        }
        try folder.file("target", "notes")
        let links = try await Command.shell(
            #"ln -s target link; ln -s nowhere broken; "$LOGSCRUB" key new link; echo $?; "$LOGSCRUB" key new broken; echo $?; ls"#,
            in: folder)
        #expect(links.text == "73\n73\nbroken\nkey\nlink\ntarget\n")

        let replaced = try await Command.shell(
            #"exec 3<key; "$LOGSCRUB" key new --force key && cat <&3; "$LOGSCRUB" key new link --force; ls -A"#,
            in: folder)
        #expect(replaced.text == "notes" + "broken\nkey\nlink\ntarget\n")
        for name in ["key", "link"] {
            #expect(try folder.contents(name).count == 65)
            #expect(try mode(folder.path.appending(name)) == 0o600)
        }
        #expect(try folder.contents("target") == Array("notes".utf8))
    }

    @Test("What is no file is never replaced, and a folder that is not there not made")
    func impossible() async throws {
        let folder = try TemporaryFolder()
        let script = #"""
            mkdir folder; mkfifo pipe
            for name in folder pipe /dev/null . .. / missing/key pipe/key; do
                "$LOGSCRUB" key new --force "$name"; echo "$name $?"
            done
            test -p pipe && test -c /dev/null && ls -A . folder
            """#
        let outcome = try await Command.shell(script, in: folder)
        #expect(outcome.text.split(separator: "\n").filter { $0.hasSuffix(" 73") }.count == 8, "\(outcome.text)")
        #expect(outcome.text.hasSuffix(".:\nfolder\npipe\n\nfolder:\n"))
        #expect(outcome.errorLines.count == 8)
    }

    @Test("Of many that make the same file at once one does, and its key stays")
    func race() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            """
            for i in 1 2 3 4 5 6 7 8 9 10; do { "$LOGSCRUB" key new key 2>/dev/null; echo $?; } & done
            wait
            """, in: folder)
        let codes = outcome.text.split(separator: "\n").sorted()
        #expect(codes == ["0"] + Array(repeating: "73", count: 9))
        #expect(try folder.contents("key").count == 65)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string) == ["key"])
    }

    // MARK: - Refused

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What makes the file `key`, in bash.
        let script: String
        let status: TerminationStatus
        let message: [String]

        init(_ name: String, _ script: String, _ status: TerminationStatus, _ message: String...) {
            testDescription = name
            self.script = script
            self.status = status
            self.message = message
        }

        static let all: [Fault] = [
            Fault("missing", "true", .noInput, "No such file"),
            Fault("a broken link", "ln -s nowhere key", .noInput, "No such file"),
            Fault("below a file", "rm -f key; touch x; chmod 600 x; ln -s x/key key", .noInput, "key"),
            // Of root's, a group's may be: see `SharedKeyTests`.
            Fault(
                "readable by the group of a user", "write 640 $KEY; [ $(id -u) != 0 ] || chown 12345 key",
                .configuration,
                "0640", "chmod 600 key"),
            Fault("readable by others", "write 604 $KEY", .configuration, "0604", "chmod 600 key"),
            Fault("writable by the group", "write 620 $KEY", .configuration, "chmod 600 key"),
            Fault("runnable by others", "write 601 $KEY", .configuration, "chmod 600 key"),
            Fault("a link to a readable one", "write 644 $KEY; mv key k; ln -s k key", .configuration, "chmod 600 key"),
            Fault("a folder", "mkdir key; chmod 700 key", .configuration, "regular"),
            Fault("a pipe", "mkfifo key; chmod 600 key", .configuration, "regular"),
            Fault("a device", "ln -s /dev/zero key", .configuration, "regular"),
            Fault("empty", "write 600", .configuration, "empty", "key new"),
            Fault("a line end alone", "echo > key; chmod 600 key", .configuration, "short", "key new"),
            Fault("too short", "write 600 ${KEY:0:62}", .configuration, "short", "32 bytes"),
            Fault("an odd number of digits", "write 600 ${KEY:0:63}", .configuration, "short"),
            Fault("16 bytes", "write 600 ${KEY:0:32}", .configuration, "short", "32 bytes"),
            Fault("too long by one digit", "write 600 ${KEY}0", .configuration, "long"),
            Fault("too long", "write 600 $KEY$KEY", .configuration, "long", "32 bytes"),
            Fault("far too long", "{ yes $KEY | head -n 9999; } > key; chmod 600 key", .configuration, "hexadecimal"),
            Fault("two lines", "printf '%s\\n\\n' $KEY > key; chmod 600 key", .configuration, "hexadecimal"),
            Fault("no digit", "write 600 ${KEY:0:63}g", .configuration, "hexadecimal"),
            Fault("a prefix", "write 600 0x${KEY:2}", .configuration, "hexadecimal"),
            Fault("blanks", "write 600 \"${KEY:0:30} ${KEY:31}\"", .configuration, "hexadecimal"),
            Fault("bytes", "head -c 32 /dev/zero > key; chmod 600 key", .configuration, "hexadecimal"),
        ]
    }

    private func run(_ script: String, _ arguments: String) async throws -> Command.Outcome {
        try await Command.shell(
            """
            KEY=\(Self.key)
            write() { printf %s "${2-}" > key; chmod "$1" key; }
            \(script)
            printf '\(Self.line.dropLast())\\n' > in.log
            "$LOGSCRUB" \(arguments)
            """, in: try TemporaryFolder())
    }

    @Test(
        "A key file that must not be used is refused with the reason, before anything is written", arguments: Fault.all,
        ["--key-file key in.log", "pseudonym --key-file key --kind room teamsync"])
    func refused(_ fault: Fault, by arguments: String) async throws {
        let outcome = try await run(fault.script, arguments)
        #expect(outcome.status == fault.status, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorLines.count == 1)
        for word in fault.message { #expect(outcome.errors.contains(word), "no '\(word)' in: \(outcome.errors)") }
        #expect(!outcome.errors.contains(Self.key.prefix(12)) && !outcome.errors.contains("teamsync"))
    }

    @Test("A key file of another user is refused, also by root")
    func owner() async throws {
        // Only root can give files away.
        guard getuid() == 0 else { return }
        let script = "write 600 $KEY; chown 12345 key"
        let foreign = try await run(script, "--key-file key in.log")
        #expect(foreign.status == .configuration)
        #expect(foreign.output.isEmpty && foreign.errors.contains("another user"))
    }

    @Test(
        "A key file is read with and without a line end, through a link, and in upper case",
        arguments: [
            "write 600 $KEY", "write 400 $KEY", "echo $KEY > key; chmod 600 key",
            "printf '%s\\r\\n' $KEY > key; chmod 600 key",
            "write 600 ${KEY^^}", "write 600 $KEY; mv key k; ln -s k key",
        ])
    func accepted(_ script: String) async throws {
        let outcome = try await run(
            script, "--key-file key in.log; \"$LOGSCRUB\" pseudonym --key-file key --kind room TeamSync")
        let plain = try await run("write 600 $KEY", "pseudonym --key-file key --kind room TeamSync")
        #expect(outcome.errors == "" && outcome.status == .success)
        let room = plain.text.dropLast()
        #expect(room.wholeMatch(of: /r-[a-z2-7]{15}/) != nil)
        #expect(outcome.text == Self.line.replacing("teamsync", with: room) + room + "\n")
    }

    @Test("A key in the place of the name of its file is not repeated in the error")
    func keyAsName() async throws {
        for key in [Self.key, Self.key.uppercased(), String(Self.key.prefix(32)), "./" + Self.key] {
            for arguments in [
                ["--key-file", key], ["pseudonym", "--key-file", key, "x"], ["key", "new", "/nonexistent/" + key],
            ] {
                let outcome = try await Command.run(arguments, input: Self.line)
                #expect(outcome.output.isEmpty && outcome.errorLines.count == 1)
                #expect(!outcome.errors.lowercased().contains(key.lowercased().suffix(16)))
            }
        }
    }
}
