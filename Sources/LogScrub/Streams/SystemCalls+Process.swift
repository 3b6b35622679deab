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

/// Who the program runs as, and what it was told by its environment.
extension SystemCalls {
    /// The user whose rights it has.
    static var user: UInt32 { geteuid() }

    /// The groups whose rights it has.
    static var groups: [UInt32] {
        let count = getgroups(0, nil)
        var groups = [gid_t](repeating: 0, count: Int(Swift.max(0, count)))
        // Safe: the kernel writes at most as many as there is room for, during the call.
        let filled = unsafe groups.withUnsafeMutableBufferPointer { unsafe getgroups(count, $0.baseAddress) }
        groups.removeLast(groups.count - Int(Swift.max(0, filled)))
        return groups + [getegid()]
    }

    /// What a variable of the environment says.
    static func environment(_ name: String) -> String? {
        // Safe: copied at once, and the environment is changed only before there are other threads (`setZone`).
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// Says which time zone the process is in.
    static func setZone(_ name: String) {
        // Safe: the C library copies both texts.
        _ = unsafe setenv("TZ", name, 1)
        tzset()
    }

    /// Whether names may be made and removed in a folder.
    static func requireWritable(_ folder: FileDescriptor) throws(Errno) {
        // Safe: the text lives as long as the call.
        try check { unsafe faccessat(folder.rawValue, ".", W_OK | X_OK, AT_EACCESS) }
    }

    /// Opens a file that takes all and keeps nothing.
    static func openNowhere() throws(Errno) -> FileDescriptor { try open(nil, "/dev/null", O_WRONLY) }
}
