#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// Files that say what a program is to do, perhaps as root: nobody but their owner may change them.
public enum ConfigurationFile {
    /// The longest text, in bytes.
    static let longest = 1 << 20

    /// Reads such a file. Symbolic links are followed: what counts is the file that is opened.
    ///
    /// - Throws: `ScrubError` with the code `input` if the file is missing or cannot be read, or `configuration` if it must not be used: its
    ///   group or others may write it, it belongs to another user than this one or root, is no regular file, is longer than a megabyte,
    ///   or is not UTF-8.
    public static func text(of path: FilePath) throws(ScrubError) -> String { try text(of: path, mustBeTrusted: true) }

    /// The files whose names a pattern of the shell matches, in the order of their names; none where a folder cannot be read.
    package static func paths(matching pattern: FilePath) -> [FilePath] { (try? SystemCalls.expand(pattern)) ?? [] }

    /// The regular files in a folder and the folders in it, in the order of their names; `nil` if it is no folder. Links to files are followed, and those to
    /// folders are not.
    package static func files(in folder: FilePath) -> [FilePath]? { files(in: folder, depth: 0) }

    private static func files(in folder: FilePath, depth: Int) -> [FilePath]? {
        guard depth < 32, let opened = try? SystemCalls.openFolder(folder, followsLinks: depth == 0) else { return nil }
        defer { try? opened.close() }
        guard let names = try? SystemCalls.names(in: opened) else { return nil }
        return names.sorted { $0.string < $1.string }.flatMap { name -> [FilePath] in
            let path = folder.pushing(name)
            if let inside = files(in: path, depth: depth + 1) { return inside }
            do throws(Errno) {
                let file = try SystemCalls.openForReading(path, followsLinks: true)
                defer { try? file.close() }
                return try SystemCalls.status(of: file).isRegular ? [path] : []
            } catch {
                // What cannot be read is to be told.
                return [path]
            }
        }
    }

    /// Whether there is something of that name, as far as that can be found out.
    package static func isThere(_ path: FilePath) -> Bool {
        switch lookedFor(path) {
        case .some(.noSuchFileOrDirectory), .some(.notDirectory): false
        default: true
        }
    }

    /// Says that an input cannot be read.
    package static func unreadable(_ message: String) -> ScrubError { ScrubError(.input, message) }

    /// Reads a file as one text.
    ///
    /// - Parameter mustBeTrusted: Whether nobody but its owner may be able to change it.
    package static func text(of path: FilePath, mustBeTrusted: Bool) throws(ScrubError) -> String {
        let what = "the configuration \(FileName.printable(path))"
        var bytes = ContiguousArray<UInt8>()
        let status: FileStatus
        do throws(Errno) {
            let file = try SystemCalls.openForReading(path, followsLinks: true)
            defer { try? file.close() }
            status = try SystemCalls.status(of: file)
            // A pipe may have no end.
            while status.isRegular, bytes.count <= longest,
                try SystemCalls.read(from: file, to: &bytes, atMost: 64 * 1024) > 0
            {}
        } catch {
            throw ScrubError(.input, "\(what) cannot be read: \(error)")
        }
        guard status.isRegular else { throw ScrubError(.configuration, "\(what) is no regular file") }
        if mustBeTrusted { try status.requireTrusted(what) }
        guard bytes.count <= longest, let text = String(validating: bytes, as: UTF8.self) else {
            throw ScrubError(.configuration, "\(what) is no text in UTF-8, or longer than a megabyte")
        }
        return text
    }

    /// The places where a file of settings is looked for, first that of the system, then that of a user who is not root (XDG Base Directory
    /// Specification).
    ///
    /// - Parameter name: The file's name from the folder on: `logscrub/config.toml`.
    package static func places(of name: String) -> [FilePath] {
        let system = FilePath("/etc").pushing(FilePath(name))
        guard SystemCalls.user != 0 else { return [system] }
        let home = SystemCalls.environment("HOME").map { FilePath($0).appending(".config") }
        let given = SystemCalls.environment("XDG_CONFIG_HOME").map { FilePath($0) }
        guard let folder = given ?? home, folder.isAbsolute else { return [system] }
        return [system, folder.pushing(FilePath(name))]
    }

    /// The file of settings that counts if none is named, if there is one.
    ///
    /// That of the system counts also if it cannot be looked at: reading it says why. A folder that is closed to the user is not the user's own, as
    /// where a program runs with the environment of root.
    package static func found(_ name: String) -> FilePath? {
        let places = places(of: name)
        return places.first { path in
            switch lookedFor(path) {
            case nil: true
            case .noSuchFileOrDirectory, .notDirectory: false
            case .permissionDenied: path == places.first
            default: true
            }
        }
    }

    /// Why a file cannot be opened; `nil` if it can.
    private static func lookedFor(_ path: FilePath) -> Errno? {
        do throws(Errno) {
            let file = try SystemCalls.openForReading(path, followsLinks: true)
            try? file.close()
            return nil
        } catch {
            return error
        }
    }

    /// An error about what stands in a file.
    package static func error(_ message: String) -> ScrubError { ScrubError(.configuration, message) }
}
