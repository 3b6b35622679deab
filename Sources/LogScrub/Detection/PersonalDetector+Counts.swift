/// Keys of users behind which numbers count something.
extension PersonalDetector {
    /// Whether a key speaks of several users: in JSON it holds them, or counts them; elsewhere it counts them.
    static func isOfSeveral(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Bool {
        let end = key.upperBound
        return bytes[end &- 1].lowercased == UInt8(ascii: "s")
            && (isCounting(bytes, key) || bytes.hasIgnoringCase("ids", at: end &- 3, before: end))
    }

    /// Whether a number behind a key says how many there are: `"users":5`, `"maxUsers":"75"`.
    static func isCounting(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Bool {
        bytes.hasIgnoringCase("users", at: key.upperBound &- 5, before: key.upperBound)
            || bytes.hasIgnoringCase("logins", at: key.upperBound &- 6, before: key.upperBound)
    }

    /// Whether a number is the time that a processor has spent for programs: `"cpu":{"user":28657198,"nice":0}`.
    static func isTime(_ bytes: Span<UInt8>, key: Range<Int>, number: Range<Int>) -> Bool {
        guard key.count == 4 || key.count == 3 else { return false }
        let before = Swift.max(0, key.lowerBound &- 12)..<key.lowerBound
        let behind = number.upperBound..<Swift.min(bytes.count, number.upperBound &+ 24)
        return bytes.firstIndex(of: "cpu", in: before) != nil || bytes.firstIndex(of: "\"nice", in: behind) != nil
            || bytes.firstIndex(of: "\"sys", in: behind) != nil
    }
}
