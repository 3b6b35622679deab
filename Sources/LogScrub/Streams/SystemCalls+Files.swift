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

/// What the system says about an open file.
struct FileStatus {
    let isRegular: Bool
    let isFolder: Bool
    /// The nine bits of reading, writing and running, and the three beside them.
    let mode: UInt32
    let user: UInt32
    let group: UInt32
    /// Whether it belongs to the user that the program runs as, or to root.
    let isOwn: Bool
    /// Bytes.
    let size: Int64

    /// Whether its group or others may do anything with it. A list of access rights shows in the group's bits (POSIX.1e, 23.1.5).
    private var isOpenToOthers: Bool { mode & 0o077 != 0 }

    /// Refuses a file or folder of secrets that others than its owner can open.
    ///
    /// - Parameters:
    ///   - what: What it is: `the key file site.key`.
    ///   - advice: What can be done about it.
    func requirePrivate(_ what: String, advice: String) throws(ScrubError) {
        guard !isOpenToOthers else {
            throw ScrubError(.key, "\(what) is open to others than its owner (mode \(octalMode)); \(advice)")
        }
        try requireOwn(what, .key)
    }

    /// Refuses a file that says what to do if others than its owner can change it.
    ///
    /// - Parameter what: What it is: `the configuration retain.conf`.
    func requireTrusted(_ what: String) throws(ScrubError) {
        guard mode & 0o022 == 0 else {
            throw ScrubError(
                .configuration, "\(what) can be changed by others than its owner (mode \(octalMode)): chmod go-w")
        }
        try requireOwn(what, .configuration)
    }

    private func requireOwn(_ what: String, _ code: ScrubError.Code) throws(ScrubError) {
        guard isOwn else {
            throw ScrubError(
                code, "\(what) belongs to another user; it must belong to the one who uses it, or to root")
        }
    }

    private var octalMode: String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
    }
}

/// Files that are named relative to an open folder, so that nobody can put another folder in its place meanwhile.
extension SystemCalls {
    static func status(of descriptor: FileDescriptor) throws(Errno) -> FileStatus {
        var status = stat()
        try check { unsafe fstat(descriptor.rawValue, &status) }  // Safe: the kernel writes the entry during the call.
        return FileStatus(
            isRegular: status.st_mode & S_IFMT == S_IFREG, isFolder: status.st_mode & S_IFMT == S_IFDIR,
            mode: UInt32(status.st_mode & 0o7777), user: status.st_uid, group: status.st_gid,
            isOwn: status.st_uid == geteuid() || status.st_uid == 0, size: Int64(status.st_size))
    }

    /// Opens a file for reading. A pipe that nobody writes to does not hold it up.
    ///
    /// - Parameter followsLinks: Whether a symbolic link in the last place is followed.
    static func openForReading(_ path: FilePath, followsLinks: Bool) throws(Errno) -> FileDescriptor {
        try open(nil, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | (followsLinks ? 0 : O_NOFOLLOW))
    }

    static func openForReading(_ name: FilePath, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
        try open(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
    }

    /// Opens a file to write over what is in it.
    static func openForOverwriting(_ name: FilePath, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
        try open(folder, name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
    }

    /// Creates a file that only its owner may read and write, whatever the mask says. It must not be there yet.
    static func createPrivateFile(_ name: FilePath, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
        let file = try open(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        do throws(Errno) {
            try check { fchmod(file.rawValue, 0o600) }
        } catch {
            try? file.close()
            try? unlink(name, in: folder)
            throw error
        }
        return file
    }

    /// Opens a file to append to it, or makes it: its owner may write, its group read, as far as the mask allows. Links are not followed.
    ///
    /// - Parameter waiting: Whether to wait for the reader of a pipe; without one there is an error otherwise.
    static func openForAppending(
        _ name: FilePath, in folder: FileDescriptor, waiting: Bool
    ) throws(Errno) -> FileDescriptor {
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOCTTY | O_NOFOLLOW
        let file = try open(folder, name, waiting ? flags : flags | O_NONBLOCK, mode: 0o640)
        if !waiting { makeBlocking(file) }
        return file
    }

    /// Opens what a program is to read from. A pipe that nobody writes to yet does not hold it up on Linux: there it can be waited for with
    /// `waitForInput`, as it is not at its end until somebody has written to it.
    static func openInput(_ path: FilePath) throws(Errno) -> FileDescriptor {
        #if os(Linux)
            let file = try open(nil, path, O_RDONLY | O_NOCTTY | O_NONBLOCK)
            makeBlocking(file)
            return file
        #else
            return try open(nil, path, O_RDONLY | O_NOCTTY)
        #endif
    }

    private static func makeBlocking(_ file: FileDescriptor) {
        _ = fcntl(file.rawValue, F_SETFL, fcntl(file.rawValue, F_GETFL) & ~O_NONBLOCK)
    }

    /// Whether a regular file that can be read ends in half a line.
    static func endsWithinLine(
        _ file: FileDescriptor, _ name: FilePath, in folder: FileDescriptor
    ) throws(Errno) -> Bool {
        let status = try status(of: file)
        guard status.isRegular, status.size > 0 else { return false }
        // It is open for writing only. Whoever may not read it does without.
        guard let reader = try? openForReading(name, in: folder) else { return false }
        defer { try? reader.close() }
        guard areSameFile(file, reader) else { return false }
        var last: UInt8 = 0
        // Safe: the kernel writes the byte during the call.
        guard try check({ Int32(unsafe pread(reader.rawValue, &last, 1, off_t(status.size - 1))) }) == 1 else {
            return false
        }
        return last != ASCII.lineFeed
    }

    static func openFolder(_ path: FilePath, followsLinks: Bool = true) throws(Errno) -> FileDescriptor {
        try open(nil, path, O_RDONLY | O_DIRECTORY | (followsLinks ? 0 : O_NOFOLLOW))
    }

    /// Makes a folder that only its owner may enter, whatever the mask says.
    static func makePrivateFolder(_ path: FilePath) throws(Errno) {
        // Safe, here and below: the path lives as long as the call.
        try check { unsafe path.withPlatformString { unsafe mkdir($0, 0o700) } }
        try check { unsafe path.withPlatformString { unsafe chmod($0, 0o700) } }
    }

    /// Gives a file a second name, which must not be there yet.
    static func link(_ name: FilePath, to other: FilePath, in folder: FileDescriptor) throws(Errno) {
        try check {
            unsafe name.withPlatformString { from in
                unsafe other.withPlatformString { to in
                    unsafe linkat(folder.rawValue, from, folder.rawValue, to, 0)
                }
            }
        }
    }

    /// Gives a file another name; what had that name is gone.
    static func rename(_ name: FilePath, to other: FilePath, in folder: FileDescriptor) throws(Errno) {
        try check {
            unsafe name.withPlatformString { from in
                unsafe other.withPlatformString { to in
                    unsafe renameat(folder.rawValue, from, folder.rawValue, to)
                }
            }
        }
    }

    static func unlink(_ name: FilePath, in folder: FileDescriptor) throws(Errno) {
        try check { unsafe name.withPlatformString { unsafe unlinkat(folder.rawValue, $0, 0) } }
    }

    /// The names in a folder, in no order.
    static func names(in folder: FileDescriptor) throws(Errno) -> [FilePath] {
        // A descriptor of its own: it is closed with the stream, and has a position of its own.
        let copy = try open(folder, ".", O_RDONLY | O_DIRECTORY)
        guard let stream = unsafe fdopendir(copy.rawValue) else {
            let error = Errno(rawValue: errno)
            try? copy.close()
            throw error
        }
        defer { unsafe _ = closedir(stream) }
        var names: [FilePath] = []
        errno = 0
        // Safe: the entry is copied before the next one is read.
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe FilePath(platformString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        if errno != 0 { throw Errno(rawValue: errno) }
        return names
    }

    /// Reads the beginning of a file. Where the next `read` begins does not change.
    static func beginning(of descriptor: FileDescriptor, count: Int) throws(Errno) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read: Int
        do {
            // Safe: the kernel writes into the array during the call.
            read = try unsafe bytes.withUnsafeMutableBytes {
                unsafe try descriptor.read(fromAbsoluteOffset: 0, into: $0)
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
        return Array(bytes[..<read])
    }

    /// Appends what the next read gives.
    ///
    /// - Parameter count: The most that is read, in bytes.
    /// - Returns: How many bytes came; 0 at the end of the input.
    static func read(
        from descriptor: FileDescriptor, to bytes: inout ContiguousArray<UInt8>, atMost count: Int
    ) throws(Errno) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        var filled = 0
        defer { bytes.removeLast(count - filled) }
        do {
            // Safe: the kernel writes into the array during the call.
            filled = try unsafe bytes.withUnsafeMutableBytes {
                unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
        return filled
    }

    /// Returns when what has been written is on the disk, as far as the system can tell.
    static func synchronize(_ descriptor: FileDescriptor) throws(Errno) {
        #if canImport(Darwin)
            // There `fsync` leaves it in the cache of the disk. Not every file system has the other one.
            if fcntl(descriptor.rawValue, F_FULLFSYNC) == 0 { return }
        #endif
        do throws(Errno) {
            try check { fsync(descriptor.rawValue) }
        } catch {
            // Some file systems have nothing to do for a folder.
            if error != .invalidArgument { throw error }
        }
    }

    /// Waits until nobody else has locked the file or folder; `exclusive` also waits for those who share it.
    ///
    /// The lock goes with the descriptor, however the program ends. A file system that knows no locks gives none.
    static func lock(_ descriptor: FileDescriptor, exclusive: Bool) throws(Errno) {
        do throws(Errno) {
            try check { flock(descriptor.rawValue, exclusive ? LOCK_EX : LOCK_SH) }
        } catch .noLocks, .notSupported, .noFunction {}
    }

    /// Locks a file for this process alone. A file system that knows no locks gives none.
    ///
    /// - Throws: `Errno.resourceTemporarilyUnavailable` if another process has it.
    static func lockAtOnce(_ descriptor: FileDescriptor) throws(Errno) {
        do throws(Errno) {
            try check { flock(descriptor.rawValue, LOCK_EX | LOCK_NB) }
        } catch .noLocks, .notSupported, .noFunction {}
    }

    static func unlock(_ descriptor: FileDescriptor) {
        _ = flock(descriptor.rawValue, LOCK_UN)
    }

    static func open(
        _ folder: FileDescriptor?, _ path: FilePath, _ flags: Int32, mode: mode_t = 0o600
    ) throws(Errno) -> FileDescriptor {
        let number = try check {
            unsafe path.withPlatformString { name in
                unsafe openat(folder?.rawValue ?? AT_FDCWD, name, flags | O_CLOEXEC, mode)
            }
        }
        return FileDescriptor(rawValue: number)
    }

    /// Repeats a call that a signal has interrupted.
    @discardableResult
    static func check(_ call: () -> Int32) throws(Errno) -> Int32 {
        while true {
            let result = call()
            if result != -1 { return result }
            let error = Errno(rawValue: errno)
            if error != .interrupted { throw error }
        }
    }
}
