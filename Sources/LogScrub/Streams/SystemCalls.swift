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

/// The system calls that swift-system does not offer. This file and `Bytes/` are the only places that use C directly.
enum SystemCalls {
    /// What `waitForInput` saw.
    enum Readiness {
        case readable, wokenUp
    }

    /// Waits until a descriptor can be read (or is at its end), or until the other one becomes readable.
    static func waitForInput(_ descriptor: FileDescriptor, orWakeUp wakeUp: FileDescriptor?) -> Readiness {
        var descriptors = [
            pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeUp?.rawValue ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            // Safe: the kernel writes the two entries during the call.
            let ready = unsafe descriptors.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, 2, -1) }
            if descriptors[1].revents != 0 { return .wokenUp }
            // An error is the business of the read that follows.
            if ready > 0 || ready < 0 && Errno(rawValue: errno) != .interrupted { return .readable }
        }
    }

    /// Waits until a descriptor can be written: somebody has made it non-blocking.
    static func waitForOutput(_ descriptor: FileDescriptor) {
        var entry = pollfd(fd: descriptor.rawValue, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&entry, 1, -1)  // Safe: the kernel writes the entry during the call.
    }

    /// Asks for a pipe of 1 MiB instead of 64 KiB, so that its two ends take turns less often. Systems may refuse; other files do.
    static func enlargePipe(_ descriptor: FileDescriptor) {
        #if os(Linux)
            let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ, which Swift does not import
            _ = fcntl(descriptor.rawValue, setPipeSize, 1 << 20)
        #endif
    }

    /// Whether two descriptors are the same regular file, so that a program would read what it writes.
    static func areSameFile(_ a: FileDescriptor, _ b: FileDescriptor) -> Bool {
        var first = stat()
        var second = stat()
        guard unsafe fstat(a.rawValue, &first) == 0, unsafe fstat(b.rawValue, &second) == 0 else { return false }
        return first.st_mode & S_IFMT == S_IFREG && first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// When a file was written to last, in seconds since 1970; `nil` for what is no file.
    static func lastWritten(_ descriptor: FileDescriptor) -> Int64? {
        var status = stat()
        guard unsafe fstat(descriptor.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        #if canImport(Darwin)
            return Int64(status.st_mtimespec.tv_sec)
        #else
            return Int64(status.st_mtim.tv_sec)
        #endif
    }

    /// Whether a descriptor is a folder.
    static func isFolder(_ descriptor: FileDescriptor) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor.rawValue, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
