/// What is asked of a record for each address in it, and found out once.
struct RecordFacts {
    /// Bytes of which local parts are made, behind the last address.
    private var localRun = 0..<0
    /// Where the record begins of which `isLogin` speaks.
    private var loginStart = -1
    private var isLogin = false

    /// How far behind an address an `@` may stand that makes it part of a local part, in bytes. RFC 5321 allows 64, RFC 7622 1,023.
    private static let longestLocal = 256

    /// The `@` behind an address that is part of a local part, or `nil`.
    ///
    /// - Complexity: for rising places each byte is looked at once.
    @inline(__always)
    mutating func signBehind(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Int? {
        let isKnown = localRun.contains(start)
        var at = isKnown ? localRun.upperBound : start
        let limit = Swift.min(end, start &+ Self.longestLocal)
        while at < limit, PersonalDetector.isLocalByte(bytes[at]) { at &+= 1 }
        if at > start { localRun = (isKnown ? localRun.lowerBound : start)..<at }
        return at <= limit && at < end && bytes[at] == ASCII.at ? at : nil
    }

    /// Whether the record is a message of sshd's about a user; found out once for each record.
    @inline(__always)
    mutating func beginsLogin(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        if record.lowerBound != loginStart {
            loginStart = record.lowerBound
            isLogin = PersonalDetector.beginsLogin(bytes, record.lowerBound, to: record.upperBound)
        }
        return isLogin
    }
}
