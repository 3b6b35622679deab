internal import LogScrub
internal import Synchronization

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The files that a command reads which only looks at them: folders and patterns stand for the files in them.
enum InputFiles {
    /// What a message calls an input.
    static func printable(_ name: String) -> String {
        name == "-" ? "standard input" : FileName.printable(name)
    }

    /// The files that names mean: those of a folder, those that a pattern matches, or the one of that name. Without a name, standard input.
    static func expanded(_ names: [String]) -> [String] {
        names.isEmpty ? ["-"] : names.flatMap(expanded)
    }

    private static func expanded(_ name: String) -> [String] {
        let path = FileName.path(name)
        if let inside = ConfigurationFile.files(in: path) { return inside.map { FileName.text($0) } }
        guard name.contains(where: { "*?[".contains($0) }) else { return [name] }
        let matches = ConfigurationFile.paths(matching: path)
        return matches.isEmpty
            ? [name]
            : matches.flatMap { match in (ConfigurationFile.files(in: match) ?? [match]).map { FileName.text($0) } }
    }

    /// Opens an input, and closes it when the work is done.
    ///
    /// A pipe that has a name is refused: what is read here would be missing where it is meant to go, and a pipe that nobody writes to has no end.
    static func reading<Result>(
        _ name: String, _ work: (StreamInput) throws(ScrubError) -> Result
    ) throws(ScrubError) -> Result {
        if name == "-" {
            guard Terminal.isOpen(.standardInput) else {
                throw ConfigurationFile.unreadable("is closed; redirect a file or a pipe to it, or name a file")
            }
            let note = WaitingNote(StreamInput(.standardInput))
            defer { note?.end() }
            return try work(StreamInput(.standardInput))
        }
        let path = FileName.path(name)
        if StreamInput.isNamedPipe(path) {
            throw ConfigurationFile.unreadable(
                "is a pipe: what is read from it is missing where it was meant to go, and it may have no end; if that is what you want, redirect it: < PIPE"
            )
        }
        let input: StreamInput
        do throws(Errno) {
            input = try StreamInput(opening: path)
        } catch {
            throw ConfigurationFile.unreadable("cannot be opened: \(error)")
        }
        defer { try? input.descriptor.close() }
        return try work(input)
    }
}

/// Says after some seconds that standard input has not ended, as who waits for a result may not know why there is none.
final class WaitingNote: Sendable {
    private let isOver = Mutex(false)

    /// Nothing needs to be said of a file.
    init?(_ input: StreamInput) {
        if input.isFile { return nil }
        Task.detached { [self] in
            try? await Task.sleep(for: .seconds(5))
            isOver.withLock { isOver in
                if !isOver {
                    StandardError.write(
                        "logscrub: still reading standard input, which has not ended; the result comes at its end\n")
                }
            }
        }
    }

    func end() { isOver.withLock { $0 = true } }
}
