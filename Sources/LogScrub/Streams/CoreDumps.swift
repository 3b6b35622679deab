internal import CAttributes

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Images of a process's memory, which systems write to the disk when a program crashes: here they would hold keys and raw records.
public enum CoreDumps {
    /// Makes sure that there is none of this process and of the programs that it starts, which see the same records.
    ///
    /// Two ways, as either can be undone from outside: the limit of size (`RLIMIT_CORE`), which programs that are started inherit, but which
    /// systems that hand core files to a program pass over (core(5)); and on Linux the process's mark (`PR_SET_DUMPABLE`), which such
    /// programs heed, and which also closes `/proc/PID/mem` and `ptrace` to other processes of the same user.
    ///
    /// Swift's backtraces are switched off, too. To be called before anything secret is read. Costs some system calls.
    public static func forbid() {
        #if os(Linux)
            _ = logscrub_forbid_dumps()
        #endif
        // Swift's own handlers print what the registers point at, and wait for ever for a program that must not look.
        for number in [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGQUIT] { _ = signal(number, SIG_DFL) }
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // Safe: the kernel reads the two numbers during the call.
        #if canImport(Glibc)
            _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        #else
            _ = unsafe setrlimit(RLIMIT_CORE, &none)
        #endif
    }
}
