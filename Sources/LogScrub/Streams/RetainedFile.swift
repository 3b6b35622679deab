internal import Dispatch

#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// A rotated file, and how old it is.
public struct RetainedFile: Sendable, Hashable {
    /// Where the age is from.
    public enum Source: String, Sendable, Hashable {
        /// The date in the name.
        case name
        /// The newest record.
        case record
        /// The time of modification.
        case modification = "mtime"
    }

    /// The file.
    public let path: FilePath
    /// Seconds; negative for a time to come.
    public let age: Int64
    /// Where the age is from.
    public let source: Source

    /// Looks at a file.
    ///
    /// The age counts from the date in the name, else from the newest record, else from the last modification. A file that is compressed
    /// is unpacked for that, into memory; one that says no time, is damaged, or cannot be read has its modification.
    ///
    /// - Parameters:
    ///   - path: The file. Links on the way to its folder are followed if they are root's, the file's owner's, or of the user of the program.
    ///   - patterns: Which names are of rotated files beside those that `RotationName` knows: patterns of the shell (fnmatch(3)) for the
    ///     name without its folder.
    ///   - now: Seconds since 1970, UTC; the present, if not given.
    ///   - enough: An age that is as good as any higher one: of a file that was modified so long ago no record is read.
    ///   - wakeUp: Ends the reading when it becomes readable.
    /// - Throws: `ScrubError` with the code `refusal` for what is no plain file, and for a name that no rotation gives; `input` if it is
    ///   missing. The message is to be read after the file's name.
    /// - Complexity: of a file without a date in its name, the last megabyte is read; of a compressed one, all.
    public init(
        _ path: FilePath, rotated patterns: [String] = [], now: Int64? = nil, enough: Int64? = nil,
        wakeUp: FileDescriptor? = nil
    ) async throws(ScrubError) {
        self.path = path
        let now = now ?? SystemTime.now
        let modified = try OriginalFile.modified(path)
        guard let name = path.lastComponent.flatMap({ Self.rotation($0.string, patterns) }) else {
            throw ScrubError(
                .refusal,
                "may be the live log: its name is none that a rotation gives (a date, a number, .old or a suffix of compression at its end; --rotated says which others are); it is left as it is"
            )
        }
        // A date to come is none. One day is what zones can make.
        if case .dated(let date) = name, date <= now + Self.day {
            age = now - date
            source = .name
            return
        }
        if now - modified < enough ?? .max, let newest = await Self.newestRecord(path, modified, wakeUp) {
            age = now - newest
            source = .record
        } else {
            age = now - modified
            source = .modification
        }
    }

    private static let day: Int64 = 86_400

    private static func rotation(_ name: String, _ patterns: [String]) -> RotationName? {
        RotationName(name) ?? (patterns.contains { SystemCalls.matches(name, pattern: $0) } ? .undated : nil)
    }

    /// When its newest record was written, if that can be found out. A record that is newer than the file says nothing: a clock was wrong.
    private static func newestRecord(_ path: FilePath, _ modified: Int64, _ wakeUp: FileDescriptor?) async -> Int64? {
        // A thread of its own: files block, and the threads of tasks must not.
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "logscrub.record").async {
                continuation.resume(returning: readNewestRecord(path, modified, wakeUp))
            }
        }
    }

    private static func readNewestRecord(_ path: FilePath, _ modified: Int64, _ wakeUp: FileDescriptor?) -> Int64? {
        guard let file = try? SystemCalls.openForReading(path, followsLinks: false) else { return nil }
        defer { try? file.close() }
        guard SystemCalls.isRegular(file) else { return nil }
        return NewestRecord(file: file, modified: modified, wakeUp: wakeUp).time(limit: modified)
    }

    /// Removes the file. One that is gone already is as it should be.
    ///
    /// Refused as in `Scrubber.rewrite`: symbolic links, all that is no plain file, files with several names, and those that a program has
    /// open for writing or another run rewrites. Its bytes on the disk are not overwritten.
    ///
    /// - Parameter isRehearsal: Whether it stays, and is only looked at: what would go wrong is thrown.
    /// - Throws: `ScrubError` with the code `refusal` if it must not be removed, `input` if it cannot be opened, `output` if the system does
    ///   not let it be removed.
    public func delete(isRehearsal: Bool = false) throws(ScrubError) {
        guard let original = try OriginalFile.openIfPresent(path) else { return }
        defer { original.close() }
        try original.requireUntouched()
        if isRehearsal { return try original.requireRemovable() }
        do throws(Errno) {
            try SystemCalls.unlink(original.name, in: original.folder)
        } catch {
            if error == .noSuchFileOrDirectory { return }
            throw ScrubError(.output, "cannot be removed: \(error)")
        }
        // Not every file system can; then it is removed a moment later.
        try? SystemCalls.synchronize(original.folder)
    }
}

extension OriginalFile {
    /// When a plain file was modified last, in seconds since 1970.
    fileprivate static func modified(_ path: FilePath) throws(ScrubError) -> Int64 {
        guard let name = path.lastName else {
            throw ScrubError(.refusal, "is no name of a file")
        }
        let state: FileState
        do {
            let way = try WayToFile(to: path.removingLastComponent())
            defer { way.close() }
            state = try SystemCalls.state(of: name, in: way.folder)
            try requireRegular(state)
            try way.requireTrusted(by: state.user)
        } catch let error as ScrubError {
            throw error
        } catch {
            throw ScrubError(.input, "cannot be looked at: \(error)")
        }
        return state.modified.seconds
    }

    /// - Returns: `nil` if there is no such file.
    fileprivate static func openIfPresent(_ path: FilePath) throws(ScrubError) -> OriginalFile? {
        do throws(ScrubError) {
            return try open(path, force: [], wakeUp: nil)
        } catch {
            let parent = path.removingLastComponent()
            if error.code == .input, let name = path.lastName,
                let folder = try? SystemCalls.openFolder(parent.isEmpty ? "." : parent)
            {
                defer { try? folder.close() }
                do throws(Errno) {
                    _ = try SystemCalls.state(of: name, in: folder)
                } catch .noSuchFileOrDirectory {
                    return nil
                } catch {}
            }
            throw error
        }
    }
}

extension RetainedFile {
    /// The files that a name or a pattern of the shell (glob(7): `*`, `?`, `[`) stands for. The name of a file that is there is no pattern.
    ///
    /// - Returns: Their paths; the name itself if it is no pattern; nothing if no file matches.
    /// - Throws: `ScrubError` with the code `input` if a folder cannot be read.
    public static func paths(matching pattern: FilePath) throws(ScrubError) -> [FilePath] {
        guard pattern.bytes.contains(where: { $0 == 0x2a || $0 == 0x3f || $0 == 0x5b }) else { return [pattern] }
        if let name = pattern.lastName {
            let parent = pattern.removingLastComponent()
            if let folder = try? SystemCalls.openFolder(parent.isEmpty ? "." : parent) {
                defer { try? folder.close() }
                if (try? SystemCalls.state(of: name, in: folder)) != nil { return [pattern] }
            }
        }
        do throws(Errno) {
            return try SystemCalls.expand(pattern)
        } catch {
            throw ScrubError(.input, "cannot be searched: \(error)")
        }
    }
}
