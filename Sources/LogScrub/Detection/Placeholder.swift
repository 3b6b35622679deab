/// What stands in the place of a value that goes: short, and legal in every format.
enum Placeholder {
    static func text(for kind: Kind) -> StaticString { kind.row.placeholder }

    /// Those of the kinds, and what other programs write, or who has no value.
    ///
    /// Who asks for each record holds them: a static property is looked after at each use.
    static let words = WordSet(
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

    /// As above, for those who hold the words and ask for each record: nearly all values are told by length and first byte.
    ///
    /// - Precondition: The value is not empty.
    @inline(always)
    static func isKept(_ bytes: Span<UInt8>, _ value: Range<Int>, words: WordSet) -> Bool {
        let (first, length) = (bytes.byte(at: value.lowerBound), value.upperBound &- value.lowerBound)
        return
            (words.mayContain(beginning: first, length: length) || length == Pseudonym.length
            || first == UInt8(ascii: "*")) && isKept(bytes, value)
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
