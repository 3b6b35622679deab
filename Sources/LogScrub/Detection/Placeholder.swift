/// What stands in the place of a value that goes: short, and legal in every format.
enum Placeholder {
    /// Writes what stands for a value of a kind.
    @inline(__always)
    static func write(for kind: Kind, into output: inout ByteOutput) {
        if kind.customPlace == nil { output.append(kind.row.placeholder) } else { writeCustom(kind, into: &output) }
    }

    @inline(never)
    private static func writeCustom(_ kind: Kind, into output: inout ByteOutput) {
        for byte in kind.placeholder.utf8 { output.append(byte) }
    }

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
        return words.contains(bytes, value) || CustomKinds.isPlaceholder(bytes, value)
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
            || first == UInt8(ascii: "*") || first == ASCII.leftBracket) && isKept(bytes, value)
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
        guard at < end, bytes[at] == ASCII.rightBracket,
            words.contains(bytes, start..<at &+ 1) || CustomKinds.isPlaceholder(bytes, start..<at &+ 1)
        else { return nil }
        return at &+ 1
    }

    /// The end of what has been written for a value that begins at `start`, or `nil`: what stands behind it is not part of it.
    static func endOfKept(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        self.end(bytes, from: start, to: end) ?? Pseudonym.end(bytes, from: start, to: end)
    }

    /// Whether a value is one that has been treated before, with nothing but punctuation behind it: `[email],`.
    static func isKeptWithPunctuation(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard let end = endOfKept(bytes, from: value.lowerBound, to: value.upperBound) else { return false }
        for at in end..<value.upperBound where bytes[at].isWord || bytes[at] >= 0x80 { return false }
        return true
    }

    /// Whether a placeholder ends at a position. It stands for a word, and what touches it is glued to that.
    @inline(__always)
    static func ends(_ bytes: Span<UInt8>, at end: Int) -> Bool {
        end > 2 && bytes[end &- 1] == ASCII.rightBracket && start(bytes, before: end) != nil
    }

    /// Where the placeholder begins that ends at a position, or `nil`.
    @inline(never)
    static func start(_ bytes: Span<UInt8>, before end: Int, floor: Int = 0) -> Int? {
        guard let open = bytes.lastIndex(of: ASCII.leftBracket, in: Swift.max(floor, end &- 20)..<end),
            self.end(bytes, from: open, to: end) == end
        else { return nil }
        return open
    }
}
