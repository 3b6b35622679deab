/// How exactly the output says when something happened.
public enum TimeResolution: String, Sendable, Hashable, CaseIterable {
    /// The hour: minutes and seconds become zero.
    case hour
    /// The day: hours become zero, too.
    case day

    /// Finds one by its name.
    ///
    /// - Throws: `ScrubError` with the code `name`, naming the nearest one there is.
    public init(named name: String) throws(ScrubError) {
        self = try .named(name, "resolution of times")
    }

    /// How many seconds become one.
    var seconds: Int64 { self == .hour ? 3600 : 86_400 }
}
