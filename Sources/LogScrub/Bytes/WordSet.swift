/// A small set of words that are known at compile time, asked for millions of times.
///
/// A class, so that asking copies nothing.
final class WordSet: Sendable {
    /// Which lengths those have that begin with a byte, one bit for each: most texts are told by these two.
    ///
    /// By the lowest five bits of the byte, which are the same for a letter in either case.
    private let lengths: ContiguousArray<UInt64>
    /// Their hashes.
    private let slots: ContiguousArray<UInt64>
    /// Which of the words each is.
    private let ordinals: ContiguousArray<UInt8>
    private let ignoresCase: Bool
    /// How many words there are.
    let count: Int

    /// - Parameters:
    ///   - words: At most eighty words of ASCII, none longer than 63 bytes.
    ///   - ignoresCase: Whether letters match in either case.
    convenience init(_ words: StaticString..., ignoresCase: Bool = false) {
        self.init(words, ignoresCase: ignoresCase)
    }

    /// As above, for words that stand in an array.
    init(_ words: [StaticString], ignoresCase: Bool = false) {
        precondition(words.count <= 80)
        var lengths = ContiguousArray<UInt64>(repeating: 0, count: 32)
        var slots = ContiguousArray<UInt64>(repeating: 0, count: 128)
        var ordinals = ContiguousArray<UInt8>(repeating: 0, count: 128)
        for (ordinal, word) in words.enumerated() {
            let hash = WordHash.hash(word, ignoresCase ? .letters : .none)
            lengths[Int(WordHash.first(word) & 31)] |= 1 &<< UInt64(word.utf8CodeUnitCount)
            var slot = Int(truncatingIfNeeded: hash &>> 57)
            while slots[slot] != 0 { slot = (slot &+ 1) & 127 }
            slots[slot] = hash
            ordinals[slot] = UInt8(ordinal)
        }
        self.ignoresCase = ignoresCase
        self.lengths = lengths
        self.slots = slots
        self.ordinals = ordinals
        count = words.count
    }

    /// Whether a range of the input is one of the words.
    ///
    /// - Precondition: Eight bytes can be read behind the range; checked.
    @inline(always)
    func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        index(of: bytes, range) != nil
    }

    /// Which of the words a range of the input is, or `nil`.
    ///
    /// - Precondition: Eight bytes can be read behind the range; checked.
    @inline(always)
    func index(of bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let length = range.upperBound &- range.lowerBound
        return mayContain(beginning: bytes.byte(at: range.lowerBound), length: length) ? find(bytes, range) : nil
    }

    /// Whether one of the words has a length and begins with a byte, or with one that has the same lowest five bits.
    @inline(always)
    func mayContain(beginning first: UInt8, length: Int) -> Bool {
        length < 64 && lengths[Int(first & 31)] &>> UInt64(truncatingIfNeeded: length) & 1 == 1
    }

    @inline(never)
    private func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let hash = ignoresCase ? WordHash.hash(bytes, range, .letters) : WordHash.hash(bytes, range, .none)
        var slot = Int(truncatingIfNeeded: hash &>> 57)
        while true {
            let other = slots[slot]
            if other == hash { return Int(ordinals[slot]) }
            if other == 0 { return nil }
            slot = (slot &+ 1) & 127
        }
    }
}
