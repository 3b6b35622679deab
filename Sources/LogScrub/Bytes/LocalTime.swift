/// The rules of a time zone: what a clock on the wall shows, and when.
struct LocalTime: Sendable {
    /// How many seconds the wall clock is ahead of UTC at a moment, given in seconds since 1970.
    private let offset: @Sendable (_ moment: Int64) -> Int64

    init(offset: @escaping @Sendable (_ moment: Int64) -> Int64) {
        self.offset = offset
    }

    /// The zone of the process.
    static let system = LocalTime(offset: SystemTime.offset)

    /// The moment, in seconds since 1970, at which the clock on the wall shows a time.
    ///
    /// In autumn it shows an hour twice: the first one is taken. In spring it skips an hour: what is in it is counted on from before.
    /// (`mktime` would do as well, but glibc's answer depends on the calls before.)
    ///
    /// - Parameter wall: What the clock shows, counted in seconds as if that were UTC.
    /// - Precondition: at least a day from the ends of `Int64`.
    func moment(_ wall: Int64) -> Int64 {
        let before = offset(wall - 86_400)
        let after = offset(wall + 86_400)
        if before == after || offset(wall - before) == before { return wall - before }
        return offset(wall - after) == after ? wall - after : wall - before
    }
}
