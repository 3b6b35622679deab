internal import LogScrub
internal import Synchronization

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The line on a terminal that says how far a long work is.
///
/// It has neither color nor any other escape sequence, so that there is nothing for `NO_COLOR` to take away.
final class ProgressLine: Sendable {
    private struct State {
        /// How many bytes of each file there are, and have been read.
        var sizes: [Int64]
        var read: [Int64]
        var drawn: ContinuousClock.Instant
        /// How many characters stand on the line.
        var width = 0
    }

    private let names: [String]
    private let isOn: Bool
    private let start = ContinuousClock.now
    private let state: Mutex<State>

    /// How long a work is to take before anybody is told, and how long a line stands at least.
    private static let (patience, pause) = (Duration.milliseconds(500), Duration.milliseconds(100))

    init(_ files: [String], isOn: Bool) {
        names = files
        self.isOn = isOn
        let sizes = isOn ? files.map { FileSize.of(FileName.path($0)) } : []
        state = Mutex(State(sizes: sizes, read: sizes.map { _ in 0 }, drawn: start + Self.patience))
    }

    /// Says how much of a file has been read.
    func update(_ index: Int, _ bytes: Int64) {
        guard isOn else { return }
        state.withLock { state in
            state.read[index] = min(bytes, state.sizes[index])
            let now = ContinuousClock.now
            guard now >= state.drawn else { return }
            state.drawn = now + Self.pause
            let text = Self.text(
                read: state.read.reduce(0, +), of: state.sizes.reduce(0, +), after: now - start, name: names[index])
            draw(text, &state)
        }
    }

    /// Says that a file is done, one way or another.
    func finish(_ index: Int) {
        guard isOn else { return }
        state.withLock { $0.read[index] = $0.sizes[index] }
    }

    /// Writes a message on a line of its own.
    func message(_ text: String) {
        state.withLock { state in
            draw("", &state)
            StandardError.write(text)
        }
    }

    /// Takes the line away.
    func end() {
        state.withLock { draw("", &$0) }
    }

    private func draw(_ text: String, _ state: inout State) {
        if text.isEmpty, state.width == 0 { return }
        let blanks = String(repeating: " ", count: max(0, state.width - text.count))
        // An empty line leaves the cursor at its beginning.
        StandardError.write("\r" + text + blanks + (text.isEmpty ? "\r" : ""))
        state.width = text.count
    }

    /// The line: at most 79 characters.
    static func text(read: Int64, of total: Int64, after time: Duration, name: String) -> String {
        let seconds = max(0.001, Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
        let rate = Double(read) / seconds
        let percent = total == 0 ? 100 : read * 100 / total
        let left = rate > 0 ? Int64((Double(total - read) / rate).rounded(.up)) : 0
        let numbers = "\(percent) %  \(size(read)) of \(size(total))  \(size(Int64(rate)))/s  \(duration(left)) left"
        let visible = FileName.printable(name)
        let room = max(0, 79 - numbers.count - 2)
        return numbers + "  " + String(visible.suffix(room))
    }

    private static func size(_ bytes: Int64) -> String {
        var value = Double(bytes)
        var units = ["B", "KiB", "MiB", "GiB", "TiB"][...]
        while value >= 1024, units.count > 1 {
            value /= 1024
            units.removeFirst()
        }
        let tenths = Int64((value * 10).rounded())
        let isWhole = units.first == "B" || tenths >= 1000
        return (isWhole ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)") + " " + (units.first ?? "")
    }

    private static func duration(_ seconds: Int64) -> String {
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
}

/// How large files are, for people: 0 if that cannot be found out.
private enum FileSize {
    static func of(_ path: FilePath) -> Int64 {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .noFollow]) else { return 0 }
        defer { try? file.close() }
        return (try? file.seek(offset: 0, from: .end)) ?? 0
    }
}
