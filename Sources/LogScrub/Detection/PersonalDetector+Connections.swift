/// Credentials before an at sign, where no URL is around them.
extension PersonalDetector {
    /// `ana:secret@tcp(203.0.113.7:3306)/db` of Go's driver for MySQL, `jdbc:oracle:thin:ana/secret@host:1521:x`: all before the sign is a secret.
    mutating func dataSource(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, sign: Int) -> Outcome? {
        let limit = Swift.max(floor, sign &- 128)
        let start = bytes.startOfRun(before: sign, from: limit) {
            $0 > ASCII.space && $0 != ASCII.quote && $0 != ASCII.apostrophe && $0 != ASCII.equals
        }
        if Self.isTransport(bytes, sign &+ 1, to: record.upperBound) {
            guard start < sign, bytes.firstIndex(of: ASCII.colon, in: start..<sign) != nil else { return nil }
            return secret(bytes, start..<sign)
        }
        guard let scheme = bytes.lastIndex(of: "jdbc:oracle:", in: start..<sign),
            let colon = bytes.firstIndex(of: ASCII.colon, in: scheme &+ 12..<sign),
            bytes.firstIndex(of: ASCII.slash, in: colon..<sign) != nil
        else { return nil }
        return secret(bytes, colon &+ 1..<sign)
    }

    private mutating func secret(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Outcome? {
        guard !value.isEmpty, !Placeholder.isKept(bytes, value) else { return nil }
        values.add(.secret, value)
        return .values(resume: value.upperBound)
    }

    /// Whether the name of a network and a parenthesis stand at a position: `tcp(`.
    @inline(__always)
    static func isTransport(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Bool {
        for word: StaticString in ["tcp(", "tcp4(", "tcp6(", "unix("] where bytes.has(word, at: start, before: end) {
            return true
        }
        return false
    }
}
