/// Searches for single bytes, sixteen at a time.
extension Span where Element == UInt8 {
    /// The first position of `byte` in `range`, or `nil`.
    ///
    /// - Complexity: O(distance to the hit).
    @inline(__always)
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while at &+ 16 <= count {
            let hits = ByteVector(self, at: at).mask(of: byte).bits
            if hits != 0 {
                let index = at &+ hits.trailingZeroBitCount
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

    /// The first line feed in `range`, or the end of the range: as `firstIndex`, for a hit that is some way off.
    ///
    /// - Precondition: `range.upperBound + 64 <= count`; checked.
    @inline(__always)
    func endOfLine(in range: Range<Int>) -> Int {
        var at = range.lowerBound
        while at < range.upperBound {
            let hits = ByteBlock(self, at: at).mask(of: ASCII.lineFeed)
            if hits != 0 { return Swift.min(at &+ hits.trailingZeroBitCount, range.upperBound) }
            at &+= ByteBlock.count
        }
        return range.upperBound
    }

    /// A record without the line end of Windows, which is part of no field.
    @inline(__always)
    func withoutReturn(_ record: Range<Int>) -> Range<Int> {
        let hasReturn = !record.isEmpty && self[record.upperBound &- 1] == ASCII.carriageReturn
        return record.lowerBound..<(hasReturn ? record.upperBound &- 1 : record.upperBound)
    }

    /// Where a line begins in which `copytruncate` has left a hole: behind the zeros at its beginning.
    ///
    /// The program that writes the log goes on where it was, and what was cut off reads as zeros.
    @inline(__always)
    func endOfHole(in line: Range<Int>) -> Int {
        guard line.lowerBound < line.upperBound, self[line.lowerBound] == ASCII.null else { return line.lowerBound }
        return firstIndex(from: line.lowerBound, to: line.upperBound) { .!$0.mask(of: ASCII.null) }
    }

    /// The last position of `byte` in `range`, or `nil`.
    ///
    /// - Complexity: O(distance from the end to the hit).
    @inline(__always)
    func lastIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        var at = range.upperBound
        while at &- 16 >= range.lowerBound {
            let hits = ByteVector(self, at: at &- 16).mask(of: byte).bits
            if hits != 0 { return at &- 16 &+ (31 &- hits.leadingZeroBitCount) }
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
        // Safe: a static string of ASCII letters owns `length` bytes for the life of the program, and so many stand at `offset`, as was
        // just checked. Without a check for each byte the compiler compares eight at once.
        let start = unsafe word.utf8Start
        for i in 0..<length where unsafe self[unchecked: offset &+ i] != start[i] { return false }
        return true
    }

    /// Whether a word of at most eight bytes stands at `offset`, if `word` holds what stands there; where it ends does not matter.
    ///
    /// For words that are looked for one after the other at one place: it is read once.
    @inline(__always)
    static func isEqual(_ word: UInt64, _ text: StaticString) -> Bool {
        var letters: UInt64 = 0
        // Safe: a static string owns its bytes for the life of the program. The compiler makes one number of them.
        for index in 0..<text.utf8CodeUnitCount {
            letters |= unsafe UInt64(text.utf8Start[index]) &<< UInt64(8 &* index)
        }
        return (word ^ letters) & UInt64.max &>> UInt64(64 &- 8 &* text.utf8CodeUnitCount) == 0
    }

    /// Whether what stands between two places is the beginning of a word, and not all of it.
    func hasBeginning(of word: StaticString, at start: Int, before end: Int) -> Bool {
        guard start >= 0, start <= end, end <= count, end &- start < word.utf8CodeUnitCount else { return false }
        for offset in 0..<end &- start {
            let letter = unsafe word.utf8Start[offset]  // Safe: as above.
            if self[start &+ offset] != letter { return false }
        }
        return true
    }

    /// Whether digits, letters and other bytes stand at `start` where a model has them: `25/Aug/2026` as `01/Jan/2020`. In the place of the first digit of a
    /// number may be a blank: `Sep  8` as `Sep 14`.
    func isLike(_ model: StaticString, at start: Int, before end: Int) -> Bool {
        guard start >= 0, start &+ model.utf8CodeUnitCount <= Swift.min(end, count) else { return false }
        for offset in 0..<model.utf8CodeUnitCount {
            let wanted = unsafe model.utf8Start[offset]  // Safe: as above.
            let byte = self[start &+ offset]
            if wanted.isDigit, byte == ASCII.space, Self.mayBePadded(model, offset) { continue }
            guard wanted.isDigit ? byte.isDigit : wanted.isLetter ? byte.isLetter : byte == wanted else { return false }
        }
        return true
    }

    /// Whether a blank may stand in the place of a digit of a model: of the first of several, behind a blank.
    static func mayBePadded(_ model: StaticString, _ offset: Int) -> Bool {
        guard offset > 0, offset &+ 1 < model.utf8CodeUnitCount else { return false }
        // Safe: both are within the text.
        return unsafe model.utf8Start[offset &- 1] == ASCII.space && model.utf8Start[offset &+ 1].isDigit
    }

    /// Where a text ends that stands at `start`, if it does.
    ///
    /// - Parameter escapes: How many backslashes stand before each quote, as in a string of JSON.
    @inline(__always)
    func end(of text: StaticString, at start: Int, before end: Int, escapes: Int) -> Int? {
        if escapes > 0 { return self.end(ofEscaped: text, at: start, before: end, escapes: escapes) }
        return has(text, at: start, before: end) ? start &+ text.utf8CodeUnitCount : nil
    }

    @inline(never)
    private func end(ofEscaped text: StaticString, at start: Int, before end: Int, escapes: Int) -> Int? {
        var at = start
        for offset in 0..<text.utf8CodeUnitCount {
            let wanted = unsafe text.utf8Start[offset]  // Safe: as above.
            for _ in 0..<(wanted == ASCII.quote ? escapes : 0) {
                guard at < end, self[at] == ASCII.backslash else { return nil }
                at &+= 1
            }
            guard at < end, self[at] == wanted else { return nil }
            at &+= 1
        }
        return at
    }

    /// The last position of `word` in `range`, or `nil`.
    func lastIndex(of word: StaticString, in range: Range<Int>) -> Int? {
        var end = range.upperBound
        let first = unsafe word.utf8Start[0]  // Safe: as above; words are not empty.
        while let hit = lastIndex(of: first, in: range.lowerBound..<end) {
            if has(word, at: hit, before: range.upperBound) { return hit }
            end = hit
        }
        return nil
    }

    /// Where the bytes begin right before `end` that all pass a test.
    ///
    /// - Parameter floor: They begin no earlier.
    @inline(__always)
    func startOfRun(before end: Int, from floor: Int, _ test: (UInt8) -> Bool) -> Int {
        var start = end
        while start > floor, test(self[start &- 1]) { start &-= 1 }
        return start
    }

    /// The first position of a text in `range`, or `nil`.
    ///
    /// - Parameter escapes: How many backslashes stand before each quote, as in a string of JSON.
    func firstIndex(of text: StaticString, in range: Range<Int>, escapes: Int) -> Int? {
        guard escapes > 0 else { return firstIndex(of: text, in: range) }
        let first = unsafe text.utf8Start[0]  // Safe: as above; texts are not empty.
        let before = first == ASCII.quote ? escapes : 0
        var at = range.lowerBound
        while let hit = firstIndex(of: first, in: at..<range.upperBound) {
            let start = hit &- before
            if start >= range.lowerBound,
                end(ofEscaped: text, at: start, before: range.upperBound, escapes: escapes) != nil
            {
                return start
            }
            at = hit &+ 1
        }
        return nil
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
    /// - Complexity: O(*n*), with a candidate for each occurrence of the word's first two bytes.
    func firstIndex(of word: StaticString, in range: Range<Int>) -> Int? {
        // Safe: words are never empty, and a zero follows the last byte.
        let (first, second) = unsafe (word.utf8Start[0], word.utf8Start[1])
        var at = range.lowerBound
        while word.utf8CodeUnitCount > 1, at &+ 17 <= count, at < range.upperBound {
            var hits =
                ByteVector(self, at: at).mask(of: first).bits & ByteVector(self, at: at &+ 1).mask(of: second).bits
            while hits != 0 {
                let hit = at &+ hits.trailingZeroBitCount
                if has(word, at: hit, before: range.upperBound) { return hit }
                hits &= hits &- 1
            }
            at &+= 16
        }
        while at < range.upperBound, let hit = firstIndex(of: first, in: at..<range.upperBound) {
            if has(word, at: hit, before: range.upperBound) { return hit }
            at = hit &+ 1
        }
        return nil
    }

    /// The first position in `range` of what stands at `word`, or `nil`.
    ///
    /// - Complexity: O(*n*), with a candidate for each occurrence of the word's first byte.
    func firstIndex(of word: Range<Int>, in range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while let hit = firstIndex(of: self[word.lowerBound], in: at..<range.upperBound) {
            at = hit &+ 1
            guard hit &+ word.count <= range.upperBound else { return nil }
            var length = 0
            while length < word.count, self[hit &+ length] == self[word.lowerBound &+ length] { length &+= 1 }
            if length == word.count { return hit }
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

    /// The byte at `offset`: the subscript, which the compiler calls where a function is large.
    ///
    /// - Precondition: `0 <= offset < count`; checked.
    @inline(always)
    func byte(at offset: Int) -> UInt8 { unsafe load(at: offset, as: UInt8.self) }  // Safe: any byte is valid.

    /// The eight bytes from `offset` on, the first of them lowest.
    ///
    /// - Precondition: `offset + 8 <= count`; checked.
    @inline(always)
    func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: unsafe load(at: offset, as: UInt64.self))  // Safe: any eight bytes are a number.
    }

    /// The number that `length` digits from `offset` on make.
    ///
    /// - Parameter length: From 1 to 8.
    /// - Precondition: `offset + 8 <= count`; checked.
    @inline(__always)
    func decimal(at offset: Int, length: Int) -> Int {
        // Zeros take the places before the first digit. Then neighbors are joined: two digits, four, eight.
        let digits = (word(at: offset) & 0x0F0F_0F0F_0F0F_0F0F) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* length)
        let pairs = (digits &* (10 &<< 8 | 1)) &>> 8 & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* (100 &<< 16 | 1)) &>> 16 & 0x0000_FFFF_0000_FFFF
        return Int(truncatingIfNeeded: (fours &* (10_000 &<< 32 | 1)) &>> 32)
    }

    /// The sixteen bytes from `offset` on, as two words.
    ///
    /// - Precondition: `offset + 16 <= count`; checked.
    @inline(always)
    func pair(at offset: Int) -> (UInt64, UInt64) {
        let pair = unsafe load(at: offset, as: (UInt64, UInt64).self)  // Safe: any bytes are numbers.
        return (UInt64(littleEndian: pair.0), UInt64(littleEndian: pair.1))
    }

    /// The thirty-two bytes from `offset` on, as four words.
    ///
    /// - Precondition: `offset + 32 <= count`; checked.
    @inline(always)
    func four(at offset: Int) -> (UInt64, UInt64, UInt64, UInt64) {
        let four = unsafe load(at: offset, as: (UInt64, UInt64, UInt64, UInt64).self)  // Safe: any bytes are numbers.
        return (
            UInt64(littleEndian: four.0), UInt64(littleEndian: four.1), UInt64(littleEndian: four.2),
            UInt64(littleEndian: four.3)
        )
    }

    /// Loads a value of which all bytes are valid, from any offset.
    ///
    /// With one comparison: the library's own load makes two.
    ///
    /// - Precondition: `0 <= offset <= count - size`; checked.
    @unsafe
    @inline(always)
    func load<Value: BitwiseCopyable>(at offset: Int, as type: Value.Type) -> Value {
        #if DEBUG
            StepCounter.step()
        #endif
        // A negative offset is a large number.
        let offsets = UInt(bitPattern: Swift.max(count &- (MemoryLayout<Value>.size &- 1), 0))
        precondition(UInt(bitPattern: offset) < offsets)
        return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: type)
    }

    /// The end of the run of bytes from `start` on that pass a test, at most `end`.
    ///
    /// - Precondition: `end + 16 <= count`; checked.
    @inline(__always)
    func endOfRun(from start: Int, to end: Int, _ test: (ByteVector) -> ByteVectorMask) -> Int {
        var at = start
        while at < end {
            let length = (~test(ByteVector(self, at: at)).bits).trailingZeroBitCount
            at &+= length
            if length < 16 { break }
        }
        return Swift.min(at, end)
    }

    /// The first position from `start` on whose byte passes a test, at most `end`.
    ///
    /// - Complexity: O(distance to the hit).
    /// - Precondition: `end + 16 <= count`; checked.
    @inline(__always)
    func firstIndex(from start: Int, to end: Int, where test: (ByteVector) -> ByteVectorMask) -> Int {
        var at = start
        while at < end {
            let hits = test(ByteVector(self, at: at)).bits
            if hits != 0 { return Swift.min(at &+ hits.trailingZeroBitCount, end) }
            at &+= 16
        }
        return Swift.max(start, end)
    }

    /// How many digits stand right before `offset`, at most sixteen.
    ///
    /// - Precondition: `offset >= 16`; checked.
    @inline(__always)
    func digits(before offset: Int) -> Int {
        (~(ByteVector(self, at: offset &- 16).digits.bits &<< 16)).leadingZeroBitCount
    }

    /// The first `length` bytes from `offset` on as a number, moved to the upper end: the last of them is the highest byte, and what
    /// they leave free is zero.
    ///
    /// - Parameter length: From 1 to 4.
    /// - Precondition: `offset + 4 <= count`; checked.
    @inline(always)
    func word(at offset: Int, length: Int) -> UInt32 {
        let word = unsafe load(at: offset, as: UInt32.self)  // Safe: any four bytes are a number.
        return UInt32(littleEndian: word) &<< UInt32(truncatingIfNeeded: 32 &- 8 &* length)
    }
}
