#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Folders and links on the way to a file.
extension SystemCalls {
    /// Linux's `O_PATH`, which Swift does not import: what is opened is only passed through, which takes no right to read it.
    private static let passOnly: Int32 = {
        #if os(Linux)
            0o10000000
        #else
            O_RDONLY
        #endif
    }()

    /// Opens a folder to go on from there. Links are not followed.
    static func openToPass(_ name: FilePath, in folder: FileDescriptor?) throws(Errno) -> FileDescriptor {
        try open(folder, name, passOnly | O_DIRECTORY | O_NOFOLLOW)
    }

    /// Opens a folder to read its names, and to bring it to the disk. Links are not followed.
    static func openFolder(_ name: FilePath, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
        try open(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }

    /// Where a symbolic link leads, and whose it is.
    ///
    /// - Returns: `nil` if it is none.
    static func readLink(_ name: FilePath, in folder: FileDescriptor) throws(Errno) -> (FilePath, owner: UInt32)? {
        #if os(Linux)
            // Both are asked of the same open link, which nobody can replace meanwhile.
            let link = try open(folder, name, passOnly | O_NOFOLLOW)
            defer { try? link.close() }
            let state = try state(of: link)
            guard state.kind == .link else { return nil }
            return (try target(of: "", in: link), state.user)
        #else
            let state = try state(of: name, in: folder)
            guard state.kind == .link else { return nil }
            return (try target(of: name, in: folder), state.user)
        #endif
    }

    private static func target(of name: FilePath, in folder: FileDescriptor) throws(Errno) -> FilePath {
        var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe bytes.withUnsafeMutableBytes { memory in
            // Safe: the kernel writes at most as many bytes as there is room for.
            unsafe name.withPlatformString { name in
                guard let start = unsafe memory.bindMemory(to: CChar.self).baseAddress else { return -1 }
                return unsafe readlinkat(folder.rawValue, name, start, memory.count)
            }
        }
        guard count >= 0 else { throw Errno(rawValue: errno) }
        return FilePath(bytes: bytes[..<count])
    }
}
