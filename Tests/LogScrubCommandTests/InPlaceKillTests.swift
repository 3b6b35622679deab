import Foundation
import Subprocess
import SystemPackage
import Testing

/// Whatever stops the program, and whenever: the file is all old or all new, and the next run cleans up.
@Suite("In place, stopped", .serialized, .timeLimit(.minutes(20)))
struct InPlaceKillTests {
    private let raw = String(repeating: "quokka 203.0.113.7 came\n", count: 30_000)
    private let clean = String(repeating: "quokka 203.0.0.0 came\n", count: 30_000)
    private static let unfinished = ".access.log.logscrub-new"

    @Test("Killed at a thousand moments it leaves a complete file, and at most one other, which the next run removes")
    func killed() async throws {
        let seed = UInt64.random(in: 0...0xffff_ffff)
        print("In place, killed: seed \(seed)")
        var random = Moments(state: seed)
        let folder = try TemporaryFolder()
        let clock = ContinuousClock()
        // A slow machine has less of them.
        let end = clock.now + .seconds(150)
        var rounds = 0
        // A shorter file, of which each run takes less time.
        let raw = String(self.raw.prefix(self.raw.count / 6))
        let clean = String(self.clean.prefix(self.clean.count / 6))
        // How long one run takes is measured, so that the moments lie in it on every machine.
        try folder.file("access.log", raw)
        let whole = try await clock.measure { try await run(in: folder, killAfter: nil) }
        while rounds < 1000, clock.now < end {
            rounds += 1
            try folder.file("access.log", raw)
            try await run(in: folder, killAfter: whole * Double.random(in: 0...1.1, using: &random))
            let text = try folder.text("access.log")
            #expect(text == raw || text == clean, "seed \(seed), round \(rounds): \(text.utf8.count) bytes")
            #expect(Set(try folder.names()).isSubset(of: ["access.log", Self.unfinished]))
        }
        print("In place, killed: \(rounds) moments")
        try await run(in: folder, killAfter: nil)
        #expect(try folder.text("access.log") == clean)
        #expect(try folder.names() == ["access.log"])
    }

    @Test("SIGTERM, SIGINT and SIGHUP at any moment end it by that signal, and leave nothing beside the file")
    func signaled() async throws {
        let seed = UInt64.random(in: 0...0xffff_ffff)
        print("In place, signaled: seed \(seed)")
        var random = Moments(state: seed)
        let folder = try TemporaryFolder()
        let clock = ContinuousClock()
        let end = clock.now + .seconds(20)
        var rounds = 0
        try folder.file("access.log", raw)
        let whole = try await clock.measure { try await run(in: folder, killAfter: nil) }
        while rounds < 100, clock.now < end {
            rounds += 1
            let signal = [SIGTERM, SIGINT, SIGHUP][rounds % 3]
            try folder.file("access.log", raw)
            let delay = whole * Double.random(in: 0...1.1, using: &random)
            let status = try await run(in: folder, killAfter: delay, signal: Signal(rawValue: signal))
            try requireComplete(folder, "seed \(seed), round \(rounds)")
            #expect(status == .signaled(signal) || status == .success)
            #expect(try folder.names() == ["access.log"], "seed \(seed), round \(rounds)")
        }
    }

    @discardableResult
    private func run(
        in folder: TemporaryFolder, killAfter delay: Duration?, signal: Signal = .kill
    ) async throws -> TerminationStatus {
        try await Subprocess.run(
            .path(try Command.built()),
            arguments: ["--in-place", "--quiet", folder.path.appending("access.log").string],
            input: .none, output: .discarded, error: .discarded
        ) { execution in
            guard let delay else { return }
            try await Task.sleep(for: delay)
            // It may have ended.
            try? execution.send(signal: signal)
        }.terminationStatus
    }

    private func requireComplete(_ folder: TemporaryFolder, _ moment: String) throws {
        let text = try folder.text("access.log")
        #expect(
            text == raw || text == clean, "\(moment): \(text.utf8.count) bytes that are neither the old nor the new")
    }

    #if os(Linux)
        /// The system calls of a run that have to do with the file, its folder or the new file, each with how many there are.
        private func calls(in folder: TemporaryFolder) async throws -> [String: Int]? {
            try folder.file("access.log", raw)
            let outcome = try await traced([], in: folder)
            guard outcome.status == .success else { return nil }
            var counts: [String: [Substring: Int]] = [:]
            for line in try folder.text("trace").split(separator: "\n") {
                let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
                guard words.count == 2, let name = words[1].firstIndex(of: "(").map({ words[1][..<$0] }) else {
                    continue
                }
                counts[name.trimmingCharacters(in: .whitespaces), default: [:]][words[0], default: 0] += 1
            }
            // A fault counts the calls of one thread.
            return counts.mapValues { $0.values.max() ?? 0 }
        }

        /// Runs the command below strace, which makes calls fail or sends signals at them (strace(1), "Tampering").
        private func traced(_ faults: [String], in folder: TemporaryFolder) async throws -> Command.Outcome {
            try await Command.shell(
                """
                exec strace -f -o trace -P "$PWD" -P "$PWD/access.log" -P "$PWD/\(Self.unfinished)" \
                \(faults.map { "-e inject=\($0)" }.joined(separator: " ")) \
                "$LOGSCRUB" --in-place --quiet --keep-times "$PWD/access.log"
                """, in: folder)
        }

        @Test("Killed at each of its system calls it leaves a complete file, and the next run the new one alone")
        func killedAtEachCall() async throws {
            let folder = try TemporaryFolder()
            guard let calls = try await calls(in: folder) else { return print("strace cannot trace here: not tested") }
            #expect(calls["renameat"] == 1 && calls["fsync"] == 2, "\(calls)")
            for (call, count) in calls {
                for number in 1...count {
                    try folder.file("access.log", raw)
                    _ = try await traced(["\(call):signal=KILL:when=\(number)"], in: folder)
                    try requireComplete(folder, "\(call) \(number)")
                    #expect(Set(try folder.names()).isSubset(of: ["access.log", "trace", Self.unfinished]))
                }
            }
            try await run(in: folder, killAfter: nil)
            #expect(try folder.text("access.log") == clean)
            #expect(try folder.names() == ["access.log", "trace"])
        }

        @Test(
            "SIGTERM in any phase ends it by that signal, with the old or the new file and nothing beside it",
            arguments: ["flock", "fstatfs", "read", "write", "flistxattr", "fchmod", "utimensat", "fsync", "renameat"])
        func signaledDuring(_ call: String) async throws {
            let folder = try TemporaryFolder()
            try folder.file("access.log", raw)
            // The call takes a second, and the signal comes as soon as strace has noted that it has begun.
            let outcome = try await Command.shell(
                """
                strace -f -o trace -P "$PWD/access.log" -P "$PWD/\(Self.unfinished)" -P "$PWD" \
                    -e inject=\(call):delay_exit=1000000:when=1 "$LOGSCRUB" --in-place --quiet --keep-times "$PWD/access.log" &
                tracer=$!
                for wait in {1..100}; do
                    if grep -qs '\(call)(' trace; then break; fi
                    sleep 0.05
                done
                kill -TERM "$(pgrep -P "$tracer")"
                wait "$tracer"
                echo "$?"
                """, in: folder)
            guard try folder.names().contains("trace") else { return print("strace cannot trace here: not tested") }
            #expect(outcome.text == "143\n" || outcome.text == "0\n")
            try requireComplete(folder, call)
            if outcome.text == "143\n", call != "renameat" { #expect(try folder.text("access.log") == raw) }
            #expect(try folder.names() == ["access.log", "trace"])
        }

        @Test(
            "When a system call fails, the old file is there, nothing beside it, and the exit code says so",
            arguments: [
                "read:error=EIO:when=1", "read:error=EIO:when=3", "write:error=EIO:when=1", "write:error=EIO:when=2",
                "write:error=ENOSPC:when=3", "write:error=EDQUOT:when=1", "fsync:error=EIO:when=1",
                "fsync:error=ENOSPC:when=1", "fchmod:error=EIO:when=1", "fchmod:error=EPERM:when=2",
                "flistxattr:error=EIO:when=1", "utimensat:error=EIO:when=1", "renameat:error=EIO:when=1",
                "renameat:error=EACCES:when=1", "renameat:error=ENOSPC:when=1", "flock:error=EIO:when=1",
                "flock:error=EIO:when=2",
            ])
        func failingCall(_ fault: String) async throws {
            let folder = try TemporaryFolder()
            try folder.file("access.log", raw)
            let outcome = try await traced([fault], in: folder)
            guard try folder.names().contains("trace") else { return print("strace cannot trace here: not tested") }
            #expect(try folder.text("trace").contains("(INJECTED)"))
            #expect(outcome.status != .success)
            #expect(outcome.errorLines.count == 1)
            #expect(!outcome.errors.contains("quokka"))
            #expect(try folder.text("access.log") == raw)
            #expect(try folder.names() == ["access.log", "trace"])
        }

        @Test("When only the folder cannot be brought to the disk, the new file is there and the exit code is 74")
        func failingFolder() async throws {
            let folder = try TemporaryFolder()
            try folder.file("access.log", raw)
            let outcome = try await traced(["fsync:error=EIO:when=2"], in: folder)
            guard try folder.names().contains("trace") else { return print("strace cannot trace here: not tested") }
            #expect(outcome.status == .inputOutput)
            #expect(try folder.text("access.log") == clean)
        }
    #endif
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same moments.
struct Moments: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
