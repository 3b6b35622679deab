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

extension SystemCalls {
    /// The files whose names a pattern of the shell matches, in the order of their names.
    ///
    /// - Throws: `Errno` if a folder on the way cannot be read.
    static func expand(_ pattern: FilePath) throws(Errno) -> [FilePath] {
        var found = unsafe glob_t()
        defer { unsafe globfree(&found) }
        errno = 0
        // Safe: the C library fills it in, and frees it after the names are copied.
        let result = unsafe pattern.withPlatformString { unsafe glob($0, GLOB_ERR, nil, &found) }
        if result == GLOB_NOMATCH { return [] }
        guard result == 0 else { throw errno == 0 ? .noMemory : Errno(rawValue: errno) }
        var names: [FilePath] = []
        for index in 0..<Int(unsafe found.gl_pathc) {
            if let name = unsafe found.gl_pathv[index] { names.append(unsafe FilePath(platformString: name)) }
        }
        return names
    }

    /// A path without links and `..`; `nil` if there is no such file.
    static func resolved(_ path: FilePath) -> FilePath? {
        // Safe: the system allocates the text, which ends with a NUL, and it is freed once.
        guard let name = unsafe path.withPlatformString({ unsafe realpath($0, nil) }) else { return nil }
        defer { unsafe free(name) }
        return unsafe FilePath(platformString: name)
    }

    /// The working directory; `nil` if there is none any more.
    static var workingDirectory: FilePath? {
        // Safe: the system allocates the text, which ends with a NUL, and it is freed once.
        guard let name = unsafe getcwd(nil, 0) else { return nil }
        defer { unsafe free(name) }
        return unsafe FilePath(platformString: name)
    }

    /// Whether a pattern of the shell matches a name (fnmatch(3)).
    ///
    /// - Parameter isPath: Whether it is a path, which is matched part by part: `*` and `?` stand for no slash.
    static func matches(_ name: String, pattern: String, isPath: Bool = false) -> Bool {
        // Safe: both texts live as long as the call.
        unsafe fnmatch(pattern, name, isPath ? FNM_PATHNAME : 0) == 0
    }
}
