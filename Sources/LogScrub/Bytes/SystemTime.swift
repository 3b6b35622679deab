#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The system's clock, and the zone of the process (`TZ`, or what the system is set to).
enum SystemTime {
    /// Seconds since 1970, UTC.
    static var now: Int64 { Int64(time(nil)) }

    /// How many seconds local time is ahead of UTC at a moment, given in seconds since 1970.
    ///
    /// It takes a lock and a search in the zone's table: some hundred nanoseconds.
    static func offset(at moment: Int64) -> Int64 {
        _ = zoneIsRead
        var moment = time_t(truncatingIfNeeded: moment)
        // Safe: the C library fills in the parts during the call; the name of the zone, a pointer, is not looked at.
        var parts = unsafe tm()
        guard unsafe localtime_r(&moment, &parts) != nil else { return 0 }
        return Int64(unsafe parts.tm_gmtoff)
    }

    /// Unlike `localtime`, `localtime_r` need not read `TZ` by itself (POSIX).
    private static let zoneIsRead: Void = tzset()
}
