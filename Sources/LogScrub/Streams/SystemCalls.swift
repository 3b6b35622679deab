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
    /// What a wait saw.
    enum Readiness {
        case ready, wokenUp, timedOut
    }

    /// Waits until a descriptor can be read (or is at its end), until the other one becomes readable, or for so long.
    static func waitForInput(
        _ descriptor: FileDescriptor, orWakeUp wakeUp: FileDescriptor?, orFor time: Duration? = nil
    ) -> Readiness {
        wait(for: Int16(POLLIN), descriptor, wakeUp, time)
    }

    /// Waits until a descriptor can be written: somebody has made it non-blocking, or other things happen meanwhile. A pipe that can be written
    /// takes `pipeBuffer` bytes at once.
    @discardableResult
    static func waitForOutput(
        _ descriptor: FileDescriptor, orWakeUp wakeUp: FileDescriptor? = nil, orFor time: Duration? = nil
    ) -> Readiness {
        wait(for: Int16(POLLOUT), descriptor, wakeUp, time)
    }

    /// `PIPE_BUF` of Linux; smaller elsewhere, where a longer write then may wait.
    static let pipeBuffer = 4096

    private static func wait(
        for events: Int16, _ descriptor: FileDescriptor, _ wakeUp: FileDescriptor?, _ time: Duration?
    ) -> Readiness {
        var descriptors = [
            pollfd(fd: descriptor.rawValue, events: events, revents: 0),
            pollfd(fd: wakeUp?.rawValue ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let clock = ContinuousClock()
        let end = time.map { clock.now.advanced(by: $0) }
        while true {
            // Rounded up, so that it is not too early when the time is over; an hour at most, so that the number fits.
            let left = end.map { Swift.max(.zero, Swift.min(.seconds(3600), clock.now.duration(to: $0))) }
            let milliseconds = left.map { Int32($0 / .milliseconds(1)) + ($0 > .zero ? 1 : 0) }
            // Safe: the kernel writes the two entries during the call.
            let ready = unsafe descriptors.withUnsafeMutableBufferPointer {
                unsafe poll($0.baseAddress, 2, milliseconds ?? -1)
            }
            if descriptors[1].revents != 0 { return .wokenUp }
            if ready == 0 { return .timedOut }
            // An error is the business of the read or write that follows.
            if ready > 0 || Errno(rawValue: errno) != .interrupted { return .ready }
        }
    }

    /// How many bytes `enlargePipe` asks for.
    static let largestPipe = 1 << 20

    /// Asks for a pipe of 1 MiB instead of 64 KiB, so that its two ends take turns less often. Systems may refuse; other files do.
    static func enlargePipe(_ descriptor: FileDescriptor) {
        #if os(Linux)
            let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ, which Swift does not import
            _ = fcntl(descriptor.rawValue, setPipeSize, Int32(largestPipe))
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

    /// Whether a descriptor is a pipe or a socket.
    static func isPipe(_ descriptor: FileDescriptor) -> Bool {
        var status = stat()
        guard unsafe fstat(descriptor.rawValue, &status) == 0 else { return false }
        return [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    static func isRegular(_ descriptor: FileDescriptor) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor.rawValue, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether a descriptor is a folder.
    static func isFolder(_ descriptor: FileDescriptor) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor.rawValue, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a descriptor can be read now, or within some milliseconds.
    static func isReadable(_ descriptor: FileDescriptor, within milliseconds: Int32 = 0) -> Bool {
        var entry = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, milliseconds) > 0  // Safe: the kernel writes the entry during the call.
    }

    /// Waits for a while.
    ///
    /// - Returns: Whether the wait was ended by the descriptor.
    static func wait(milliseconds: Int32, orWakeUp wakeUp: FileDescriptor?) -> Bool {
        isReadable(wakeUp ?? FileDescriptor(rawValue: -1), within: milliseconds)
    }

    /// Where in a file the next read begins, also if another program does it with the same descriptor.
    static func position(in descriptor: FileDescriptor) -> Int64 {
        (try? descriptor.seek(offset: 0, from: .current)) ?? 0
    }

    /// A pipe whose ends other programs that are started do not get.
    static func makePipe() throws(Errno) -> (readEnd: FileDescriptor, writeEnd: FileDescriptor) {
        var ends: (Int32, Int32) = (-1, -1)
        // Safe: the kernel writes the two numbers during the call.
        let result = unsafe withUnsafeMutableBytes(of: &ends) { memory in
            unsafe pipe(memory.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        if result != 0 { throw Errno(rawValue: errno) }
        _ = fcntl(ends.0, F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends.1, F_SETFD, FD_CLOEXEC)
        return (FileDescriptor(rawValue: ends.0), FileDescriptor(rawValue: ends.1))
    }
}
