internal import LogScrub

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

/// Signals that end the program in good order, or have it open its output anew.
enum Signals {
    /// What is caught.
    struct Caught: OptionSet {
        let rawValue: Int
        /// SIGHUP opens the output anew, as often as it comes.
        static let reopening = Caught(rawValue: 1)
        /// All that would end the program, as something has to be removed before.
        static let everyEnd = Caught(rawValue: 2)
        /// One that ends the program does so within `longestEnd`, whatever the program is doing.
        static let inTime = Caught(rawValue: 4)
    }

    /// Makes a write to a closed pipe an error instead of a death.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Makes a write beyond the largest allowed size of a file an error instead of a death.
    static func ignoreFileSizeLimit() {
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// Leaves the keys that would end the program to one that it has started, and that has the terminal.
    static func ignoreInterrupts() {
        _ = signal(SIGINT, SIG_IGN)
        _ = signal(SIGQUIT, SIG_IGN)
    }

    /// How long the work may go on after a signal that is to end it, in microseconds: until then it should have come to the end of a record. What
    /// stands still is ended where it is: a reader that takes nothing, the opening of a pipe, a record that takes long.
    private static let longestEnd: Int = 800_000

    /// Catches SIGINT and SIGTERM once, and what else is asked for; a second one ends the program at once.
    ///
    /// The handler writes the signal's number into a pipe, which wakes up a waiting `poll` without a race.
    ///
    /// - Returns: The end to wait for, or `nil` if there is no pipe to be had; signals then keep their default.
    static func descriptorForWakeUps(_ caught: Caught = []) -> FileDescriptor? {
        guard let pipe = try? FileDescriptor.pipe() else { return nil }
        unsafe received = 0
        unsafe isInTime = caught.contains(.inTime)
        // Made now: within a handler nothing can be.
        _ = (handleEnd, handleTimeout, longestEnd)
        unsafe writeEnd = pipe.writeEnd.rawValue
        // The handler must never wait: a full pipe has enough to wake up for.
        _ = fcntl(pipe.writeEnd.rawValue, F_SETFL, fcntl(pipe.writeEnd.rawValue, F_GETFL) | O_NONBLOCK)
        for end in [pipe.readEnd, pipe.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        var ending = [SIGINT, SIGTERM]
        if caught.contains(.everyEnd) { ending += [SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2] }
        for number in ending where !(number == SIGHUP && caught.contains(.reopening)) {
            // A program that was started with a signal ignored (nohup, background jobs) leaves it ignored.
            let previous = signal(number, SIG_DFL)
            if unsafe unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                _ = signal(number, SIG_IGN)
                continue
            }
            _ = signal(number, handleEnd)
        }
        // Here it means something else, so that it does not matter what it was.
        if caught.contains(.reopening) { _ = signal(SIGHUP, handleReopening) }
        return pipe.readEnd
    }

    /// Reads what has woken up the program.
    static func wakeUp(from descriptor: FileDescriptor?) -> WakeUp {
        guard let descriptor, unsafe received == 0 else { return .end }
        var byte: [UInt8] = [0]
        // Safe: the kernel writes within the array during the call.
        let count = unsafe byte.withUnsafeMutableBytes { memory in try? unsafe descriptor.read(into: memory) }
        // The end may have come meanwhile.
        if unsafe received != 0 { return .end }
        return count == 1 && Int32(byte[0]) == SIGHUP ? .reopenOutput : .end
    }

    /// Wakes up a work that waits, as a signal would that ends it.
    static func wakeUp() { tell(0) }

    /// Whether a signal came that is to end the program.
    static var wasReceived: Bool { unsafe received != 0 }

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

    /// Safe: written once, before the handler is installed.
    nonisolated(unsafe) private static var isInTime = false

    private static let handleEnd: @convention(c) (Int32) -> Void = { number in
        let error = errno
        if unsafe isInTime, unsafe received == 0 { setTimer() }
        unsafe received = number
        _ = signal(number, SIG_DFL)
        tell(number)
        errno = error
    }

    /// What is removed if the program ends by `handleTimeout`: raw copies, which must not stay.
    ///
    /// Safe: written before the output is opened, and only read afterwards; the texts are never freed.
    nonisolated(unsafe) private static var doomed: (UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?) = (
        nil, nil
    )

    /// Has up to two files removed should the work not end in time.
    static func removeAtTimeout(_ paths: [FilePath]) {
        // Safe: `strdup` copies the text while it is lent.
        let texts = unsafe paths.map { path in unsafe path.withPlatformString { unsafe strdup($0) } }
        unsafe doomed = (texts.first ?? nil, texts.count > 1 ? texts[1] : nil)
    }

    /// The work has not ended in time, so the program ends here: by the signal that it was sent.
    private static let handleTimeout: @convention(c) (Int32) -> Void = { _ in
        // `unlink` may be called in a handler (POSIX.1-2017, 2.4.3).
        if let path = unsafe doomed.0 { _ = unsafe unlink(path) }
        if let path = unsafe doomed.1 { _ = unsafe unlink(path) }
        let number = unsafe received
        _ = signal(number, SIG_DFL)
        raise(number)
    }

    /// Has `handleTimeout` called. `setitimer` only sets a timer of the kernel, as `alarm` does, which counts whole seconds.
    private static func setTimer() {
        var timer = itimerval()
        timer.it_value.tv_usec = numericCast(longestEnd)
        _ = signal(SIGALRM, handleTimeout)
        #if canImport(Glibc)
            _ = unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
        #else
            _ = unsafe setitimer(ITIMER_REAL, &timer, nil)
        #endif
    }

    /// The interrupted work goes on afterwards, so that its `errno` has to be as it was.
    private static let handleReopening: @convention(c) (Int32) -> Void = { number in
        let error = errno
        tell(number)
        errno = error
    }

    private static func tell(_ number: Int32) {
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(writeEnd, &byte, 1)  // `write` and `signal` may be called in a handler (POSIX.1-2017, 2.4.3).
    }
}
