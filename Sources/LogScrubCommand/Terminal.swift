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

/// What a descriptor is connected to.
enum Terminal {
    static func isTerminal(_ descriptor: FileDescriptor) -> Bool {
        isatty(descriptor.rawValue) == 1
    }

    /// Whether colors are welcome there: on a terminal that knows them, unless `NO_COLOR` says otherwise (https://no-color.org).
    static func takesColors(_ descriptor: FileDescriptor) -> Bool {
        guard isTerminal(descriptor) else { return false }
        let isUnwanted = ProcessEnvironment.value(of: "NO_COLOR")?.isEmpty == false
        return !isUnwanted && ProcessEnvironment.value(of: "TERM") != "dumb"
    }

    static func isOpen(_ descriptor: FileDescriptor) -> Bool {
        fcntl(descriptor.rawValue, F_GETFD) != -1
    }

    /// Columns and rows of a terminal; `nil` if it is none, or does not say.
    static func size(of descriptor: FileDescriptor) -> (columns: Int, rows: Int)? {
        var size = winsize()
        // Safe: the kernel writes the size during the call.
        guard unsafe ioctl(descriptor.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Keeps a descriptor from programs that are started.
    static func closeOnExecution(_ descriptor: FileDescriptor) {
        _ = fcntl(descriptor.rawValue, F_SETFD, FD_CLOEXEC)
    }

    /// What a variable of the environment says.
    static func environment(_ name: String) -> String? {
        // Safe: copied at once, and nobody changes the environment meanwhile.
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}

/// Messages for people. Nothing from a log is ever written here.
enum StandardError {
    static func write(_ text: String) {
        // Where even this fails there is nobody left to tell.
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }
}
