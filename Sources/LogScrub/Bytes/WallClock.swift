#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The time of day, which Swift has in Foundation only.
enum WallClock {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    static var seconds: Int64 { Int64(time(nil)) }
}
