import Foundation
import Subprocess
import SystemPackage
import Testing

/// The command in a live pipe: lines come out at once, signals end it between two records, memory stays where it is.
@Suite("Streaming", .timeLimit(.minutes(20)))
struct StreamingTests {
    init() {
        // A command that ends too early is a failed test and not the end of the test run. The processes that the tests
        // start are not touched by this: Subprocess gives them the default action for every signal.
        _ = Foundation.signal(SIGPIPE, SIG_IGN)
    }

    /// Starts the command with its standard input held open and hands over both ends. What would otherwise wait
    /// forever ends after a while: then the input is closed, and the expectations see what is missing.
    private func live(
        _ arguments: [String] = [],
        patience: Duration = .seconds(120),
        body: (inout LivePipe) async throws -> Void
    ) async throws -> TerminationStatus {
        await Turnstile.processes.enter()
        defer { Task { await Turnstile.processes.leave() } }
        let result = try await Subprocess.run(
            .path(try Command.built()),
            arguments: Arguments(arguments),
            input: .inputWriter,
            output: .sequence,
            error: .discarded
        ) { execution in
            let writer = execution.standardInputWriter
            let watchdog = Task {
                try await Task.sleep(for: patience)
                try await writer.finish()
            }
            defer { watchdog.cancel() }
            var pipe = LivePipe(
                writer: writer,
                output: execution.standardOutput.makeAsyncIterator(),
                process: execution.processIdentifier.value,
                send: { try execution.send(signal: $0) }
            )
            try await body(&pipe)
        }
        return result.terminationStatus
    }

    @Test("A line comes out while the input stays open", arguments: [[], ["--format", "prosody"], ["--stats"]])
    func lineAtOnce(_ arguments: [String]) async throws {
        let status = try await live(arguments) { pipe in
            for number in 1...20 {
                try await pipe.write("Nov 20 21:24:14 mod_bosh\tinfo\trequest \(number) from 203.0.113.\(number)\n")
                let line = try await pipe.readLine()
                #expect(line == "Nov 20 21:24:14 mod_bosh\tinfo\trequest \(number) from 203.0.0.0")
            }
            try await pipe.finish()
            #expect(try await pipe.readLine() == nil)
        }
        #expect(status == .success)
    }

    @Test("Half a line waits for its other half, and the whole lines before it do not")
    func halfALine() async throws {
        let status = try await live { pipe in
            try await pipe.write("one 203.0.113.1\ntwo 203.0.1")
            #expect(try await pipe.readLine() == "one 203.0.0.0")
            try await pipe.write("13.2\nthree")
            #expect(try await pipe.readLine() == "two 203.0.0.0")
            try await pipe.finish()
            #expect(try await pipe.readLine() == "three")
        }
        #expect(status == .success)
    }

    @Test("SIGTERM and SIGINT end it by that signal, after the last whole record", arguments: [SIGTERM, SIGINT])
    func signal(_ signal: CInt) async throws {
        let status = try await live { pipe in
            try await pipe.write("one 203.0.113.1\ntwo 203.0.113.2\nhalf a record from 203.0.113")
            #expect(try await pipe.readLine() == "one 203.0.0.0")
            #expect(try await pipe.readLine() == "two 203.0.0.0")
            try pipe.send(Signal(rawValue: signal))
            // Its end closes the output, although the input is still open.
            #expect(try await pipe.readLine() == nil)
        }
        #expect(status == .signaled(signal))
    }

    @Test("A signal under load cuts no record", arguments: ["TERM", "INT"])
    func signalUnderLoad(_ signal: String) async throws {
        let folder = try TemporaryFolder()
        let record = "a record of some length that came from 203.0.113.77 and has an end"
        try folder.file("input.log", String(repeating: record + "\n", count: 200_000))
        // The reader takes one line and then a rest, so that the signal finds the command in the middle of a write.
        let outcome = try await Command.shell(
            """
            set -m
            mkfifo pipe
            (exec <pipe; IFS= read -r line; printf '%s\\n' "$line" >out.log; : >started; sleep 1; cat >>out.log) &
            reader=$!
            "$LOGSCRUB" input.log >pipe &
            command=$!
            until [ -e started ]; do sleep 0.05; done
            sleep 0.2
            kill -s \(signal) "$command"
            wait "$command" 2>/dev/null
            echo "$?"
            wait "$reader"
            """, in: folder)
        #expect(outcome.text == (signal == "TERM" ? "143\n" : "130\n"))
        let newline = UInt8(ascii: "\n")
        let lines = try folder.contents("out.log").split(separator: newline, omittingEmptySubsequences: false)
        let expected = Array(record.replacing("203.0.113.77", with: "203.0.0.0").utf8)
        #expect(lines.count > 1 && lines.count < 200_000)
        #expect(lines.last?.isEmpty == true, "the output does not end with a whole record")
        #expect(lines.dropLast().allSatisfy { $0.elementsEqual(expected) })
    }

    #if os(Linux)
        @Test("A line of 32 MiB passes whole and takes no memory for it")
        func longLine() async throws {
            let block = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20) + Array(" 203.0.113.7 ".utf8)
            let scrubbed = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20) + Array(" 203.0.0.0 ".utf8)
            let blocks = 32
            let status = try await live(patience: .seconds(900)) { pipe in
                let writer = pipe.writer
                let writing = Task {
                    for _ in 0..<blocks { _ = try await writer.write(block) }
                    try await writer.finish()
                }
                var received = 0
                var wrong = 0
                var memory: Int?
                var seen = 0
                while let piece = try await pipe.read() {
                    wrong += differences(piece, from: scrubbed, at: received)
                    received += piece.count
                    // A peak only grows: the last one that was seen counts. The process may be gone before its last bytes
                    // are read here.
                    if received >= seen {
                        memory = try peakMemory(of: pipe.process) ?? memory
                        seen += scrubbed.count
                    }
                }
                try await writing.value
                #expect(received == blocks * scrubbed.count)
                #expect(wrong == 0)
                let bytes = try #require(memory)
                // The benchmark holds the release build to 20 MB; a debug build is larger itself.
                #expect(bytes < 28_000_000)
            }
            #expect(status == .success)
        }

        /// How many bytes of a piece are not what a repeated block has in their place.
        private func differences(_ piece: [UInt8], from block: [UInt8], at position: Int) -> Int {
            var position = position % block.count
            var rest = piece[...]
            var different = 0
            while !rest.isEmpty {
                let count = min(rest.count, block.count - position)
                if !rest.prefix(count).elementsEqual(block[position..<(position + count)]) { different += 1 }
                rest = rest.dropFirst(count)
                position = 0
            }
            return different
        }

        /// The largest amount of memory that a process has had resident, in bytes (proc(5), VmHWM): nothing if it has ended.
        private func peakMemory(of process: pid_t) throws -> Int? {
            let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
            guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else { return nil }
            return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }) * 1024
        }
    #endif
}

/// Both ends of a running command.
struct LivePipe: ~Copyable {
    let writer: StandardInputWriter
    var output: SubprocessOutputSequence.Iterator
    let process: pid_t
    let send: (Signal) throws -> Void
    private var carried: [UInt8] = []

    init(
        writer: StandardInputWriter,
        output: SubprocessOutputSequence.Iterator,
        process: pid_t,
        send: @escaping (Signal) throws -> Void
    ) {
        self.writer = writer
        self.output = output
        self.process = process
        self.send = send
    }

    func write(_ text: String) async throws {
        _ = try await writer.write(text)
    }

    func finish() async throws {
        try await writer.finish()
    }

    /// The next bytes, `nil` at the end.
    mutating func read() async throws -> [UInt8]? {
        if !carried.isEmpty {
            defer { carried = [] }
            return carried
        }
        return try await output.next()?.withUnsafeBytes { Array($0) }
    }

    /// The next line without its end, or what is left of one at the end of the output; `nil` when there is nothing.
    mutating func readLine() async throws -> String? {
        var line: [UInt8] = []
        while let piece = try await read() {
            if let end = piece.firstIndex(of: UInt8(ascii: "\n")) {
                line += piece[..<end]
                carried = Array(piece[(end + 1)...])
                return String(decoding: line, as: UTF8.self)
            }
            line += piece
        }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }
}
