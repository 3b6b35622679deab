import Foundation
import Subprocess
import SystemPackage
import Testing

/// What happens when a file cannot be read or the output cannot be written: what can be done is done, one clear line
/// says what was not, and the exit code says so as well.
@Suite("Failures", .timeLimit(.minutes(20)))
struct FailureTests {
    @Test("A missing file is named, the others are still done, and the exit code is 66")
    func missingFile() async throws {
        let folder = try TemporaryFolder()
        let one = try folder.file("one.log", "one 203.0.113.1\n")
        let two = try folder.file("two.log", "two 203.0.113.2\n")
        let missing = folder.path.appending("missing.log")
        let outcome = try await Command.run([one.string, missing.string, two.string])
        #expect(outcome.text == "one 203.0.0.0\ntwo 203.0.0.0\n")
        #expect(outcome.status == .noInput)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.contains(missing.string))
    }

    @Test("Two missing files are two lines")
    func twoMissingFiles() async throws {
        let outcome = try await Command.run(["/nonexistent/a.log", "/nonexistent/b.log"])
        #expect(outcome.output.isEmpty)
        #expect(outcome.status == .noInput)
        #expect(outcome.errorLines.count == 2)
        #expect(outcome.errors.contains("/nonexistent/a.log") && outcome.errors.contains("/nonexistent/b.log"))
    }

    @Test("A folder in the place of a file is named, the others are still done, and the exit code is 66")
    func folderAsFile() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("one.log", "one 203.0.113.1\n")
        let outcome = try await Command.run([folder.path.string, file.string])
        #expect(outcome.text == "one 203.0.0.0\n")
        #expect(outcome.status == .noInput)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.contains(folder.path.string))
    }

    @Test("A file without read permission is named, the others are still done, and the exit code is 66")
    func unreadableFile() async throws {
        let folder = try TemporaryFolder()
        try folder.file("secret.log", "secret 203.0.113.1\n")
        try folder.file("open.log", "open 203.0.113.2\n")
        // Permissions do not bind root. setpriv (util-linux) takes just that privilege away, so that the folders on the
        // way to the command stay open to it.
        let outcome = try await Command.shell(
            """
            chmod 000 secret.log
            if [ "$(id -u)" = 0 ]; then
                exec setpriv --bounding-set -dac_override,-dac_read_search "$LOGSCRUB" secret.log open.log
            fi
            exec "$LOGSCRUB" secret.log open.log
            """, in: folder)
        #expect(outcome.text == "open 203.0.0.0\n")
        #expect(outcome.status == .noInput)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.contains("secret.log"))
    }

    @Test("A closed standard output is exit code 74 and one clear line", arguments: ["", "input.log"])
    func closedOutput(_ file: String) async throws {
        let folder = try TemporaryFolder()
        let original = "quokka 203.0.113.1\n"
        try folder.file("input.log", original)
        // With descriptor 1 closed, the next file that is opened becomes descriptor 1.
        let outcome = try await Command.shell(#""$LOGSCRUB" \#(file) <input.log >&-"#, in: folder)
        #expect(outcome.status == .inputOutput)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.contains("standard output"))
        #expect(!outcome.errors.contains("quokka"))
        #expect(try folder.contents("input.log") == Array(original.utf8))
    }

    @Test("A closed standard input is an error, not an empty log")
    func closedInput() async throws {
        let outcome = try await Command.shell(#""$LOGSCRUB" <&-"#, in: try TemporaryFolder())
        #expect(outcome.status == .inputOutput || outcome.status == .noInput)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.contains("standard input"))
    }

    @Test("With every standard descriptor closed it still ends with an error")
    func everythingClosed() async throws {
        let folder = try TemporaryFolder()
        try folder.file("input.log", "quokka 203.0.113.1\n")
        let outcome = try await Command.shell(#""$LOGSCRUB" input.log <&- >&- 2>&-"#, in: folder)
        #expect(outcome.status == .inputOutput)
        #expect(try folder.contents("input.log") == Array("quokka 203.0.113.1\n".utf8))
    }

    #if os(Linux)
        @Test("A full disk is exit code 74 and one clear line", arguments: [1, 100_000])
        func fullDisk(_ lines: Int) async throws {
            let folder = try TemporaryFolder()
            try folder.file("input.log", String(repeating: "quokka 203.0.113.1 wrote a line\n", count: lines))
            let outcome = try await Command.shell(#""$LOGSCRUB" input.log >/dev/full"#, in: folder)
            #expect(outcome.status == .inputOutput)
            #expect(outcome.errorLines.count == 1)
            #expect(outcome.errors.contains("No space left on device"))
            #expect(!outcome.errors.contains("quokka"))
        }

        @Test("An output that is cut off at a size is exit code 74, and what was written is scrubbed")
        func fileSizeLimit() async throws {
            let folder = try TemporaryFolder()
            try folder.file("input.log", String(repeating: "quokka 203.0.113.1 wrote a line\n", count: 10_000))
            // Units of 1024 bytes. With SIGXFSZ ignored, the write beyond the limit fails with EFBIG.
            let outcome = try await Command.shell(
                "ulimit -f 16; trap '' XFSZ; \"$LOGSCRUB\" input.log >out.log", in: folder)
            #expect(outcome.status == .inputOutput)
            #expect(outcome.errorLines.count == 1)
            let written = String(decoding: try folder.contents("out.log"), as: UTF8.self)
            #expect(written.hasPrefix("quokka 203.0.0.0 wrote a line\n"))
            #expect(!written.contains("203.0.113"))
        }
    #endif

    @Test("A reader that has seen enough ends the command quietly with exit code 0", arguments: ["input.log", "-", ""])
    func brokenPipe(_ file: String) async throws {
        let folder = try TemporaryFolder()
        try folder.file("input.log", String(repeating: "a 203.0.113.1 line among many\n", count: 200_000))
        let outcome = try await Command.shell(
            #""$LOGSCRUB" \#(file) <input.log | head -n 1; exit "${PIPESTATUS[0]}""#, in: folder)
        #expect(outcome.text == "a 203.0.0.0 line among many\n")
        #expect(outcome.errors == "")
        #expect(outcome.status == .success)
    }

    @Test("A closed pipe ends the command quietly also where SIGPIPE is ignored")
    func brokenPipeIgnored() async throws {
        let folder = try TemporaryFolder()
        try folder.file("input.log", String(repeating: "a 203.0.113.1 line among many\n", count: 200_000))
        let outcome = try await Command.shell(
            #"trap '' PIPE; "$LOGSCRUB" input.log | head -n 1; exit "${PIPESTATUS[0]}""#, in: folder)
        #expect(outcome.text == "a 203.0.0.0 line among many\n")
        #expect(outcome.errors == "")
        #expect(outcome.status == .success)
    }
}
