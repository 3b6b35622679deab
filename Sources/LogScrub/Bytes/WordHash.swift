/// Hashes of short words, eight bytes at a time.
///
/// For tables of words that are known at compile time: two words with one hash are as likely as anything that never happens.
enum WordHash {
    enum Folding {
        /// Every byte counts.
        case none
        /// Letters match in either case.
        case letters
        /// And `_` is the same as `-`.
        case keys
    }

    /// The hash of a word; never 0.
    ///
    /// - Precondition: Eight bytes can be read behind the word; checked.
    @inline(__always)
    static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>, _ folding: Folding) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: range.count)
        var at = range.lowerBound
        while at &+ 8 < range.upperBound {
            hash = mixed(hash ^ folded(bytes.word(at: at), folding))
            at &+= 8
        }
        let rest = UInt64(truncatingIfNeeded: 8 &- (range.upperBound &- at))
        let last = rest == 8 ? 0 : bytes.word(at: at) &<< (8 &* rest)
        return mixed(hash ^ folded(last, folding)) | 1
    }

    /// The hash of a word in a program's text.
    static func hash(_ word: StaticString, _ folding: Folding) -> UInt64 {
        var bytes = ContiguousArray<UInt8>()
        // Safe: a static string owns its bytes for the life of the program.
        for index in 0..<word.utf8CodeUnitCount { bytes.append(unsafe word.utf8Start[index]) }
        bytes.append(contentsOf: repeatElement(0, count: 8))
        return hash(bytes.span, 0..<word.utf8CodeUnitCount, folding)
    }

    /// The first two bytes of a word in a program's text that has so many.
    static func beginning(_ word: StaticString) -> (UInt8, UInt8) {
        precondition(word.utf8CodeUnitCount > 1)
        return unsafe (word.utf8Start[0], word.utf8Start[1])  // Safe: as above.
    }

    /// The first byte of a word in a program's text.
    static func first(_ word: StaticString) -> UInt8 {
        unsafe word.utf8Start[0]  // Safe: as above; words are never empty.
    }

    /// The last byte of a word in a program's text.
    static func last(_ word: StaticString) -> UInt8 {
        unsafe word.utf8Start[word.utf8CodeUnitCount &- 1]  // Safe: as above; words are never empty.
    }

    @inline(__always)
    private static func folded(_ word: UInt64, _ folding: Folding) -> UInt64 {
        if folding == .none { return word }
        // Sets the bit that tells small letters from capitals; digits, dots and hyphens have it.
        let lower = word | 0x2020_2020_2020_2020
        if folding == .letters { return lower }
        // The underscore has become 0x7F, which nothing else of a key does: make it a hyphen.
        let underscores = ((lower &+ 0x0101_0101_0101_0101) & 0x8080_8080_8080_8080) &>> 7
        return lower ^ underscores &* UInt64(0x7F ^ ASCII.hyphen)
    }

    @inline(__always)
    private static func mixed(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
