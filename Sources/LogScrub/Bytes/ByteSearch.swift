/// Searches for single bytes, sixteen at a time.
extension Span where Element == UInt8 {
    /// The first position of `byte` in `range`, or `nil`.
    ///
    /// - Complexity: O(distance to the hit).
    @inline(__always)
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        var at = range.lowerBound
        let needle = ByteVector(repeating: byte)
        while at &+ 16 <= count {
            let (low, high) = words(ByteBlock.equal(vector(at: at), needle))
            if low | high != 0 {
                let index = at &+ (low != 0 ? low.trailingZeroBitCount &>> 3 : 8 &+ high.trailingZeroBitCount &>> 3)
                return index < range.upperBound ? index : nil
            }
            at &+= 16
            if at >= range.upperBound { return nil }
        }
        while at < range.upperBound {
            if self[at] == byte { return at }
            at &+= 1
        }
        return nil
    }

    /// The last position of `byte` in `range`, or `nil`.
    ///
    /// - Complexity: O(distance from the end to the hit).
    @inline(__always)
    func lastIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        var at = range.upperBound
        let needle = ByteVector(repeating: byte)
        while at &- 16 >= range.lowerBound {
            let (low, high) = words(ByteBlock.equal(vector(at: at &- 16), needle))
            if low | high != 0 {
                return high != 0
                    ? at &- 1 &- high.leadingZeroBitCount &>> 3 : at &- 9 &- low.leadingZeroBitCount &>> 3
            }
            at &-= 16
        }
        while at > range.lowerBound {
            at &-= 1
            if self[at] == byte { return at }
        }
        return nil
    }

    /// Whether `word` stands at `offset`, the whole of it before `end`.
    @inline(__always)
    func has(_ word: StaticString, at offset: Int, before end: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard offset >= 0, offset &+ length <= end, end <= count else { return false }
        // Safe: a static string of ASCII letters owns `length` bytes for the life of the program.
        let start = unsafe word.utf8Start
        for i in 0..<length where unsafe self[offset &+ i] != start[i] { return false }
        return true
    }

    /// As `has`, but ASCII letters match in either case; `word` must be in lower case.
    @inline(__always)
    func hasIgnoringCase(_ word: StaticString, at offset: Int, before end: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard offset >= 0, offset &+ length <= end, end <= count else { return false }
        let start = unsafe word.utf8Start  // Safe: as above.
        for i in 0..<length where unsafe self[offset &+ i].lowercased != start[i] { return false }
        return true
    }

    /// The first position of `word` in `range`, or `nil`.
    ///
    /// - Complexity: O(*n*), with a candidate for each occurrence of the word's first byte.
    func firstIndex(of word: StaticString, in range: Range<Int>) -> Int? {
        let first = unsafe word.utf8Start[0]  // Safe: words are never empty.
        var at = range.lowerBound
        while let hit = firstIndex(of: first, in: at..<range.upperBound) {
            if has(word, at: hit, before: range.upperBound) { return hit }
            at = hit &+ 1
        }
        return nil
    }

    /// The end of the run of digits that begins at `offset`, at most `limit` of them and before `end`.
    @inline(__always)
    func endOfDigits(from offset: Int, before end: Int, atMost limit: Int = .max) -> Int {
        var at = offset
        while at < end, at &- offset < limit, self[at].isDigit { at &+= 1 }
        return at
    }

    @inline(__always)
    private func vector(at offset: Int) -> ByteVector {
        // Safe: every byte is initialized, the load is bounds-checked, and any sixteen bytes are a valid vector.
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: ByteVector.self)
    }

    /// The two halves of a vector mask, eight bits for each byte.
    @inline(__always)
    private func words(_ mask: ByteVector) -> (low: UInt64, high: UInt64) {
        let words = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)  // Safe: sixteen bytes either way.
        return (words[0], words[1])
    }
}
