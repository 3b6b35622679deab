#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// Files that systemd hands to a service (systemd.exec(5), `LoadCredential=`): in a folder of the service's own, which its environment names.
///
/// There they are root's, and an access list or their group lets the service's user read them; or they belong to that user. Which it is depends
/// on the version of systemd and on the file system. All of them have in common that nobody else gets through the folder.
enum Credential {
    /// The variable that names the folder.
    static let variable = "CREDENTIALS_DIRECTORY"

    /// Whether a path begins with the folder's variable.
    static func names(_ path: FilePath) -> Bool {
        guard path.isRelative, let first = path.components.first?.string, path.components.count > 1 else {
            return false
        }
        return first == "$\(variable)" || first == "${\(variable)}"
    }

    /// A path with the folder's name in the place of its variable: a configuration knows no other way to name it.
    ///
    /// - Throws: `ScrubError` with the code `input` if the variable is not set.
    static func resolve(_ path: FilePath) throws(ScrubError) -> FilePath {
        guard names(path) else { return path }
        guard let folder = SystemCalls.environment(variable), FilePath(folder).isAbsolute else {
            throw ScrubError(
                .input, "\(variable) is not set: only a service of systemd with LoadCredential= has that folder")
        }
        var resolved = FilePath(folder)
        for component in path.components.dropFirst() { resolved.append(component) }
        return resolved
    }

    /// Opens a file in the folder. No link is followed: there are none.
    ///
    /// - Returns: `nil` if the path leads somewhere else, or the folder is not as systemd makes it: root's or the user's own, and closed to all
    ///   whom no access list names.
    static func open(_ path: FilePath) throws(Errno) -> FileDescriptor? {
        guard let name = path.lastComponent, name.kind == .regular,
            let variable = SystemCalls.environment(variable), FilePath(variable).isAbsolute,
            let folder = try? SystemCalls.openFolder(FilePath(variable))
        else { return nil }
        defer { try? folder.close() }
        let parent = path.removingLastComponent()
        guard let around = try? SystemCalls.openFolder(parent.isEmpty ? "." : parent) else { return nil }
        defer { try? around.close() }
        guard try SystemCalls.state(of: folder).isSameFile(as: SystemCalls.state(of: around)) else { return nil }
        let status = try SystemCalls.status(of: folder)
        guard status.isOwn, status.mode & 0o027 == 0 else { return nil }
        return try SystemCalls.openForReading(FilePath(root: nil, [name]), in: folder)
    }
}
