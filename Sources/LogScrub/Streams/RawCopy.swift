#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// A file with what has been read, unscrubbed, for programs that act on full addresses within minutes, such as fail2ban. It exists in
/// memory only, for its owner only, and no byte of it for longer than its time to live.
///
/// There are two generations: the file, and beside it one with `.old` added. After half the time to live, or at 32 MiB, the file becomes the old one,
/// and the old one before it is gone. Programs that follow a log know that from logrotate. The file is there from the beginning to the end
/// of the work, but for the moment in which it is replaced.
///
/// The folder must be on a file system in memory (tmpfs or ramfs; only Linux can tell), must belong to the user or to root, and be closed
/// to everybody else. What a killed program leaves behind is removed by the next one with the same path.
public final class RawCopy {
    /// Bytes of one generation. A flood of requests must not fill the machine's memory.
    static let largestGeneration = 32 << 20

    private let path: FilePath
    private let name: FilePath
    private let folder: PrivateFolder
    private let halfLife: Duration
    private let clock = ContinuousClock()

    private var current: Generation?
    private var old: Generation?
    private var isRemoved = false
    /// When a file that could not be written is made again.
    private var retry: ContinuousClock.Instant?

    /// A file. Its lock says that it is in use.
    private struct Generation {
        let file: FileDescriptor
        var size = 0
        /// When it becomes the old one or, as the old one, is removed.
        var end: ContinuousClock.Instant?
    }

    /// Makes the file.
    ///
    /// - Parameters:
    ///   - path: Where. The folder must be there.
    ///   - timeToLive: How long a byte stays at most, while the program runs.
    /// - Throws: `ScrubError` with the code `key` if the folder is not private, or `creation` if the file cannot be made there.
    public init(_ path: FilePath, timeToLive: Duration) throws(ScrubError) {
        guard let name = path.lastName else {
            throw ScrubError(.creation, "'\(FileName.printable(path))' is no name for a file")
        }
        self.path = path
        self.name = name
        halfLife = timeToLive / 2
        folder = try Self.openFolder(path.removingLastComponent())
        do {
            for leftover in [self.name, oldName] { try removeLeftover(leftover) }
            current = try makeGeneration()
        } catch {
            throw Self.failure(error, path)
        }
    }

    /// Finds out whether the file could be made, without making or removing anything.
    ///
    /// - Throws: What `init` would.
    public static func rehearse(_ path: FilePath) throws(ScrubError) {
        guard let name = path.lastName else {
            throw ScrubError(.creation, "'\(FileName.printable(path))' is no name for a file")
        }
        let folder = try openFolder(path.removingLastComponent())
        do {
            try SystemCalls.requireWritable(folder.descriptor)
            for leftover in [name, oldName(of: name)] {
                do throws(Errno) {
                    let file = try SystemCalls.openForReading(leftover, in: folder.descriptor)
                    defer { try? file.close() }
                    if try SystemCalls.state(of: file).kind == .folder { throw .isDirectory }
                    try SystemCalls.lockAtOnce(file)
                } catch .noSuchFileOrDirectory, .tooManySymbolicLinkLevels {}
            }
        } catch {
            throw failure(error, path)
        }
    }

    private static func failure(_ error: Errno, _ path: FilePath) -> ScrubError {
        let shown = FileName.printable(path)
        return switch error {
        case .resourceTemporarilyUnavailable: ScrubError(.creation, "\(shown) is in use by another logscrub")
        case .isDirectory: ScrubError(.creation, "\(shown) is a folder, or \(shown).old beside it is one")
        default: ScrubError(.creation, "\(shown): cannot be created: \(error)")
        }
    }

    /// Its files: the current one, and the one before. Who ends the program without `remove` has to remove them.
    public var paths: [FilePath] {
        [path, FilePath(root: path.root, path.components.dropLast()).pushing(oldName)]
    }

    deinit { remove() }

    /// How long nothing has to be done; `nil` as long as nothing is written.
    var timeUntilChange: Duration? {
        [current?.end, old?.end].compactMap { $0 }.min().map { Swift.max(.zero, clock.now.duration(to: $0)) }
    }

    /// Removes what has become too old.
    ///
    /// - Throws: `ScrubError` with the code `output` if there is a next file to make and that fails. What was too old is gone anyway.
    func expire() throws(ScrubError) {
        let now = clock.now
        if let end = old?.end, end <= now { removeOld() }
        if let end = current?.end, end <= now { try change() }
    }

    /// Adds whole records.
    ///
    /// - Throws: `ScrubError` with the code `output` if that fails. Both files are then gone, which makes room, and the next one is made when half the time
    ///   to live has passed.
    func write(_ bytes: UnsafeRawBufferPointer) throws(ScrubError) {
        guard !isRemoved, bytes.count > 0 else { return }
        try expire()
        if let generation = current, generation.size > 0, generation.size + bytes.count > Self.largestGeneration {
            try change()
        }
        do {
            guard let file = try fileToWrite() else { return }
            var written = 0
            while written < bytes.count {
                // Safe: the range lies in the buffer, which the caller lends for the duration of the call.
                written += try unsafe file.write(UnsafeRawBufferPointer(rebasing: bytes[written...]))
            }
        } catch {
            throw giveUp("written", error)
        }
        current?.size += bytes.count
    }

    /// The file, from now on one with something in it; `nil` if it is too early for another one.
    private func fileToWrite() throws(Errno) -> FileDescriptor? {
        if current == nil {
            guard let retry, retry <= clock.now else { return nil }
            current = try makeGeneration()
        }
        if current?.end == nil { current?.end = clock.now.advanced(by: halfLife) }
        return current?.file
    }

    /// Removes both files for a while.
    private func giveUp(_ what: String, _ error: any Error) -> ScrubError {
        removeFiles()
        retry = clock.now.advanced(by: halfLife)
        return ScrubError(
            .output,
            "the raw copy \(FileName.printable(path)) cannot be \(what), and is gone until it is tried again: \(error)")
    }

    /// Removes all of it. Nothing is written any more.
    public func remove() {
        isRemoved = true
        removeFiles()
    }

    private func removeFiles() {
        if let generation = current {
            current = nil
            try? SystemCalls.unlink(name, in: folder.descriptor)
            try? generation.file.close()
        }
        removeOld()
    }

    private var oldName: FilePath { Self.oldName(of: name) }

    private static func oldName(of name: FilePath) -> FilePath {
        FilePath(bytes: name.bytes + Array(".old".utf8))
    }

    /// Makes the file the old one, and a new one in its place.
    private func change() throws(ScrubError) {
        removeOld()
        guard var generation = current else { return }
        do {
            try SystemCalls.rename(name, to: oldName, in: folder.descriptor)
            generation.end = clock.now.advanced(by: halfLife)
            old = generation
            current = nil
            current = try makeGeneration()
        } catch {
            throw giveUp("replaced", error)
        }
    }

    private func removeOld() {
        guard let generation = old else { return }
        old = nil
        try? SystemCalls.unlink(oldName, in: folder.descriptor)
        try? generation.file.close()
    }

    private func makeGeneration() throws(Errno) -> Generation {
        let file = try SystemCalls.createPrivateFile(name, in: folder.descriptor)
        do throws(Errno) {
            try SystemCalls.lockAtOnce(file)
        } catch {
            try? file.close()
            throw error
        }
        return Generation(file: file)
    }

    /// Removes the file of a program that was killed.
    private func removeLeftover(_ name: FilePath) throws(Errno) {
        let file: FileDescriptor
        do throws(Errno) {
            file = try SystemCalls.openForReading(name, in: folder.descriptor)
        } catch .noSuchFileOrDirectory {
            return
        } catch .tooManySymbolicLinkLevels {
            return try SystemCalls.unlink(name, in: folder.descriptor)
        }
        defer { try? file.close() }
        try SystemCalls.lockAtOnce(file)
        try SystemCalls.unlink(name, in: folder.descriptor)
    }

    private static func openFolder(_ path: FilePath) throws(ScrubError) -> PrivateFolder {
        let name = path.isEmpty ? "." : FileName.printable(path)
        let folder = try opened(path, named: name)
        let status: FileStatus
        do {
            status = try SystemCalls.status(of: folder.descriptor)
        } catch {
            throw ScrubError(.creation, "the folder \(name) cannot be looked at: \(error)")
        }
        try status.requirePrivate("the folder \(name)", advice: "a raw copy needs one of its own: chmod 700")
        guard SystemCalls.isInMemory(folder.descriptor) else {
            throw ScrubError(
                .key, "the folder \(name) is on a disk, which keeps what was deleted; use one in memory, below /run")
        }
        return folder
    }

    private static func opened(_ path: FilePath, named name: String) throws(ScrubError) -> PrivateFolder {
        do {
            return try PrivateFolder(path)
        } catch {
            throw ScrubError(.creation, "the folder \(name) cannot be opened: \(error)")
        }
    }
}
