/// Sequences that color what stands on a terminal (ECMA-48, `ESC [ … m`), between a key and its value.
extension PersonalDetector {
    /// The position before the color sequences that end at `end` (ECMA-48, SGR: `ESC[1;32m`).
    @inline(__always)
    static func beforeColor(_ bytes: Span<UInt8>, _ end: Int, floor: Int) -> Int {
        guard end > floor, bytes[end &- 1] == UInt8(ascii: "m") else { return end }
        var at = end &- 1
        while at > floor, bytes[at &- 1].isDigit || bytes[at &- 1] == ASCII.semicolon { at &-= 1 }
        guard at &- 2 >= floor, bytes[at &- 1] == ASCII.leftBracket, bytes[at &- 2] == ASCII.escape else { return end }
        return at &- 2
    }

    /// The position behind the color sequence that begins at `start`, if one does.
    @inline(__always)
    static func behindColor(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Int {
        guard start &+ 2 < end, bytes[start] == ASCII.escape, bytes[start &+ 1] == ASCII.leftBracket else {
            return start
        }
        var at = start &+ 2
        while at < end, bytes[at].isDigit || bytes[at] == ASCII.semicolon { at &+= 1 }
        return at < end && bytes[at] == UInt8(ascii: "m") ? at &+ 1 : start
    }
}
