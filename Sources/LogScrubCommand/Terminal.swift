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
}

/// Messages for people. Nothing from a log is ever written here.
enum StandardError {
    static func write(_ text: String) {
        // Where even this fails there is nobody left to tell.
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }
}
