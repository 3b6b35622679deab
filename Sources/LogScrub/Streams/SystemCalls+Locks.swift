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

/// Locks that do not wait, and leases.
extension SystemCalls {
    /// Locks a file or folder, if nobody else has.
    ///
    /// - Returns: `false` if somebody else has. Where the file system knows no locks, nobody has.
    static func lockNow(_ descriptor: FileDescriptor) throws(Errno) -> Bool {
        do throws(Errno) {
            try check { flock(descriptor.rawValue, LOCK_EX | LOCK_NB) }
        } catch .wouldBlock {
            return false
        } catch .noLocks, .notSupported, .noFunction, .badFileDescriptor, .invalidArgument {
            // NFS wants a descriptor for writing.
        }
        return true
    }

    /// What became of the wish to hear of writers.
    enum Lease {
        /// Nobody has the file open for writing, and who wants to has to wait until the lease is given back.
        case taken
        /// Somebody has the file open for writing.
        case isWritten
        /// The system gives none: the file belongs to somebody else, or the file system has none.
        case unavailable
    }

    /// Takes a read lease (fcntl_locking(2), `F_SETLEASE`): the only exact way to know that nobody writes.
    static func takeLease(on descriptor: FileDescriptor) -> Lease {
        #if os(Linux)
            // The kernel tells of a waiting writer by a signal. This one does nothing unless somebody handles it; the usual one kills.
            guard fcntl(descriptor.rawValue, setLeaseSignal, SIGURG) == 0 else { return .unavailable }
            if fcntl(descriptor.rawValue, setLease, Int32(F_RDLCK)) == 0 { return .taken }
            return Errno(rawValue: errno) == .resourceTemporarilyUnavailable ? .isWritten : .unavailable
        #else
            return .unavailable
        #endif
    }

    /// Whether a lease is held and nobody waits for its end.
    static func isLeaseQuiet(on descriptor: FileDescriptor) -> Bool {
        #if os(Linux)
            fcntl(descriptor.rawValue, getLease) == Int32(F_RDLCK)
        #else
            true
        #endif
    }

    // Linux's numbers, which Swift does not import.
    private static let (setLease, getLease, setLeaseSignal): (Int32, Int32, Int32) = (1024, 1025, 10)
}
