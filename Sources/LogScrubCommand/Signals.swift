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

/// Signals that end the program in good order.
enum Signals {
    /// Makes a write to a closed pipe an error instead of a death.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Makes a write beyond the largest allowed size of a file an error instead of a death.
    static func ignoreFileSizeLimit() {
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// Catches SIGINT and SIGTERM once; a second one ends the program at once.
    ///
    /// The handler writes the signal's number into a pipe, which wakes up a waiting `poll` without a race.
    ///
    /// - Parameter hangUp: Whether to catch SIGHUP too, which comes when a terminal is closed.
    /// - Returns: The end to wait for, or `nil` if there is no pipe to be had; signals then keep their default.
    static func descriptorForTermination(hangUp: Bool = false) -> FileDescriptor? {
        guard let pipe = try? FileDescriptor.pipe() else { return nil }
        unsafe received = 0
        unsafe writeEnd = pipe.writeEnd.rawValue
        for number in [SIGINT, SIGTERM] + (hangUp ? [SIGHUP] : []) {
            // A program that was started with a signal ignored (nohup, background jobs) leaves it ignored.
            let previous = signal(number, SIG_DFL)
            if unsafe unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                _ = signal(number, SIG_IGN)
                continue
            }
            _ = signal(number, handle)
        }
        return pipe.readEnd
    }

    /// Ends the program by the signal that was caught, so that the shell sees what happened.
    static func endByReceivedSignal() -> Never {
        let number = unsafe received
        _ = signal(number, SIG_DFL)
        raise(number)
        exit(128 + number)
    }

    /// Safe: written by the handler only, read after the pipe has told that it ran.
    nonisolated(unsafe) private static var received: Int32 = 0
    /// Safe: written once, before the handler is installed.
    nonisolated(unsafe) private static var writeEnd: Int32 = -1

    private static let handle: @convention(c) (Int32) -> Void = { number in
        unsafe received = number
        _ = signal(number, SIG_DFL)
        var byte: UInt8 = 0
        _ = unsafe write(writeEnd, &byte, 1)  // `write` and `signal` may be called in a handler (POSIX.1-2017, 2.4.3).
    }
}
