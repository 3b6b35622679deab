/// What the process was given by whoever started it.
package enum ProcessEnvironment {
    /// The value of a variable; `nil` if it is not set.
    package static func value(of name: String) -> String? { SystemCalls.environment(name) }
}
