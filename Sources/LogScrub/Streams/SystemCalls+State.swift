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

/// A moment as file systems count it.
struct FileTime: Hashable {
    let seconds: Int64
    let nanoseconds: Int64
}

/// What the system says about a file at one moment.
struct FileState {
    enum Kind {
        case regular, folder, link, pipe, socket, device
    }

    let kind: Kind
    let device: UInt64
    let inode: UInt64
    /// The nine bits of reading, writing and running, and the three beside them.
    let mode: UInt32
    let user: UInt32
    let group: UInt32
    /// How many names it has.
    let links: UInt64
    /// Bytes.
    let size: Int64
    /// Bytes on the disk: fewer than its size if there are holes in it.
    let allocated: Int64
    let accessed: FileTime
    let modified: FileTime
    /// When anything about it was changed last: its bytes, its names, its rights. Nobody can set it.
    let changed: FileTime

    func isSameFile(as other: FileState) -> Bool {
        device == other.device && inode == other.inode
    }

    /// Whether nothing has happened to it since but reading.
    func isUntouched(since earlier: FileState) -> Bool {
        isSameFile(as: earlier) && size == earlier.size && modified == earlier.modified && changed == earlier.changed
    }
}

extension FileState {
    fileprivate init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            default: .device
            }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(status.st_ino)
        mode = UInt32(status.st_mode & 0o7777)
        user = status.st_uid
        group = status.st_gid
        links = UInt64(status.st_nlink)
        size = Int64(status.st_size)
        allocated = Int64(status.st_blocks) * 512  // POSIX leaves the unit open; it is this one on Linux and macOS.
        #if canImport(Darwin)
            accessed = FileTime(status.st_atimespec)
            modified = FileTime(status.st_mtimespec)
            changed = FileTime(status.st_ctimespec)
        #else
            accessed = FileTime(status.st_atim)
            modified = FileTime(status.st_mtim)
            changed = FileTime(status.st_ctim)
        #endif
    }
}

extension FileTime {
    fileprivate init(_ time: timespec) {
        seconds = Int64(time.tv_sec)
        nanoseconds = Int64(time.tv_nsec)
    }

    fileprivate var value: timespec {
        var time = timespec()
        time.tv_sec = numericCast(seconds)
        time.tv_nsec = numericCast(nanoseconds)
        return time
    }
}

/// What belongs to a file beside its bytes.
extension SystemCalls {
    static func state(of descriptor: FileDescriptor) throws(Errno) -> FileState {
        var status = stat()
        // Safe, here and below: the kernel writes during the call.
        try check { unsafe fstat(descriptor.rawValue, &status) }
        return FileState(status)
    }

    /// What has a name in a folder. A link there is itself what is looked at, unless it is to be followed.
    static func state(
        of name: FilePath, in folder: FileDescriptor, followsLinks: Bool = false
    ) throws(Errno) -> FileState {
        let flags = followsLinks ? 0 : AT_SYMLINK_NOFOLLOW
        return try unsafe name.withPlatformString { name in
            Result { () throws(Errno) in
                var status = stat()
                try check { unsafe fstatat(folder.rawValue, name, &status, flags) }
                return FileState(status)
            }
        }.get()
    }

    static func setOwner(of descriptor: FileDescriptor, user: UInt32, group: UInt32) throws(Errno) {
        try check { fchown(descriptor.rawValue, user, group) }
    }

    static func setMode(of descriptor: FileDescriptor, _ mode: UInt32) throws(Errno) {
        try check { fchmod(descriptor.rawValue, mode_t(mode)) }
    }

    static func setSize(of descriptor: FileDescriptor, _ size: Int64) throws(Errno) {
        try check { ftruncate(descriptor.rawValue, off_t(size)) }
    }

    static func setTimes(of descriptor: FileDescriptor, accessed: FileTime, modified: FileTime) throws(Errno) {
        let times = [accessed.value, modified.value]
        // Safe: there are two, and they live as long as the call.
        try check { unsafe times.withUnsafeBufferPointer { unsafe futimens(descriptor.rawValue, $0.baseAddress) } }
    }

    /// How many bytes the user of the program may still write to the file system of a folder, or `nil` if it does not tell.
    static func freeSpace(in folder: FileDescriptor) -> UInt64? {
        var system = statvfs()
        guard unsafe fstatvfs(folder.rawValue, &system) == 0, system.f_blocks > 0 else { return nil }
        let blocks = geteuid() == 0 ? system.f_bfree : system.f_bavail
        return UInt64(blocks).multipliedReportingOverflow(by: UInt64(system.f_frsize)).partialValue
    }
}
