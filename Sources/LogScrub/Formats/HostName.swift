/// Host names in the client's field.
enum HostName {
    /// Whether a value is a name with a domain, not something that stands for an address already: `-`, `unix:`, `localhost`,
    /// `203.0.X.X`, `xx.xx.xx.xx`.
    static func isName(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var value = value
        if value.count > 1, bytes[value.upperBound &- 1] == ASCII.dot {
            value = value.lowerBound..<value.upperBound &- 1
        }
        let isLocal = bytes.has("localhost.localdomain", at: value.lowerBound, before: value.upperBound)
        guard !isLocal, let dot = bytes.lastIndex(of: ASCII.dot, in: value) else { return false }
        for at in value {
            let byte = bytes[at]
            guard byte.isWord || byte == ASCII.hyphen || byte == ASCII.dot else { return false }
        }
        // A top-level domain has two letters at least; `X.X` and `xx.xx` have been scrubbed by somebody else.
        guard value.upperBound &- dot > 2 else { return false }
        var isRedacted = true
        for at in dot &+ 1..<value.upperBound {
            guard bytes[at].isWord || bytes[at] == ASCII.hyphen else { return false }
            if bytes[at] | 0x20 != UInt8(ascii: "x") { isRedacted = false }
        }
        return !isRedacted && bytes[dot &+ 1].isLetter
    }

    /// Whether a value is a name that only hosts have: of three labels or more, the last one of letters.
    static func hasThreeLabels(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard isName(bytes, value), let dot = bytes.lastIndex(of: ASCII.dot, in: value),
            let other = bytes.lastIndex(of: ASCII.dot, in: value.lowerBound..<dot), other > value.lowerBound
        else { return false }
        return (dot &+ 1..<value.upperBound).allSatisfy { bytes[$0].isLetter }
    }
}
