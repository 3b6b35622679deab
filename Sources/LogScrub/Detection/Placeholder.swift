/// What stands in the place of a value that goes: short, and legal in every format.
enum Placeholder {
    static func text(for kind: Kind) -> StaticString { kind.row.placeholder }

    /// Those of the kinds, and what other programs write, or who has no value.
    private static let words = WordSet(
        KindTable.rows.filter { $0.placeholder.description != "[redacted]" }.map(\.placeholder) + [
            "[redacted]", "[params_redacted]", "REDACTED", "redacted", "null", "nil", "(nil)", "-",
        ])

    /// Whether a value says nothing any more: a placeholder, of this program or of another one, or no value at all.
    static func isPlaceholder(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard let first = value.first else { return true }
        if bytes[first] == UInt8(ascii: "*") {
            for at in value where bytes[at] != UInt8(ascii: "*") { return false }
            return true
        }
        return words.contains(bytes, value)
    }

    /// Whether a value has been treated before.
    static func isKept(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        isPlaceholder(bytes, value) || Pseudonym.isPseudonym(bytes, value)
    }

    /// The end of the placeholder that begins at `start`, or `nil`.
    static func end(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        #if DEBUG
            // It is asked at each byte of a value.
            StepCounter.step()
        #endif
        guard start < end, bytes[start] == ASCII.leftBracket else { return nil }
        var at = start &+ 1
        while at < end, at &- start < 18, bytes[at].isWord || bytes[at] == ASCII.hyphen { at &+= 1 }
        guard at < end, bytes[at] == ASCII.rightBracket, words.contains(bytes, start..<at &+ 1) else { return nil }
        return at &+ 1
    }
}
