internal import Dispatch
internal import Subprocess

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// Rows on their way to a terminal: at once, or through the user's pager as soon as there are more than fit on it.
final class PagedOutput {
    private let height: Int?
    private let command: String
    private var held: [String] = []
    private var pager: Pager?
    /// Whether nothing more can be written.
    private(set) var isClosed = false
    /// Why, if it is not that nobody reads any more.
    private(set) var failure: (any Error)?

    /// - Parameters:
    ///   - height: How many rows fit on the terminal; `nil` if nothing is paged.
    ///   - isLive: Whether nobody knows when the next row will come, so that none is held back.
    init(height: Int?, isLive: Bool) {
        command = Pager.command
        // Nobody pages with `cat`, and an empty text says the same (as for Git).
        let isPaged = height != nil && !["", "cat"].contains(command)
        self.height = isPaged ? height : nil
        if isPaged, isLive { pager = Pager(command) }
    }

    /// Writes rows, unless nobody reads any more.
    func write(_ rows: [String]) {
        guard pager == nil, let height else { return put(rows) }
        held += rows
        guard held.count >= height else { return }
        pager = Pager(command)
        flush()
    }

    /// Writes what is held back, and waits until the pager is left.
    func finish() {
        flush()
        pager?.wait()
    }

    private func flush() {
        let rows = held
        held = []
        put(rows)
    }

    private func put(_ rows: [String]) {
        if isClosed || rows.isEmpty { return }
        let text = rows.map { $0 + "\n" }.joined()
        do {
            try (pager?.input ?? .standardOutput).writeAll(text.utf8)
        } catch {
            isClosed = true
            if error as? Errno != .brokenPipe { failure = error }
        }
    }
}

/// A running pager: `$PAGER`, else less or more.
private final class Pager {
    let input: FileDescriptor
    private let done = DispatchSemaphore(value: 0)

    static var command: String {
        Terminal.environment("PAGER")
            ?? "for pager in less more cat; do command -v $pager >/dev/null && exec $pager; done"
    }

    /// Starts it; `nil` if there is no pipe to be had.
    init?(_ command: String) {
        guard let pipe = try? FileDescriptor.pipe() else { return nil }
        Terminal.closeOnExecution(pipe.writeEnd)
        input = pipe.writeEnd
        // Keys that would end the program are the pager's while it runs.
        Signals.ignoreInterrupts()
        var settings: [Environment.Key: String?] = ["LESSHISTFILE": "-"]
        // Colors pass; what fits on a page stays on the terminal.
        if Terminal.environment("LESS") == nil { settings["LESS"] = "FRX" }
        let environment = Environment.inherit.updating(settings)
        let done = done
        Task.detached {
            _ = try? await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", command], environment: environment,
                input: .fileDescriptor(pipe.readEnd, closeAfterSpawningProcess: true),
                output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
                error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
            // Who reads from a pipe that is quiet would not notice.
            Signals.wakeUp()
            done.signal()
        }
    }

    /// Ends its input, and waits until it is left.
    func wait() {
        try? input.close()
        done.wait()
    }
}
