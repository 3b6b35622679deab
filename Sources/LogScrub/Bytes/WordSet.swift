/// A small set of words that are known at compile time, asked for millions of times.
///
/// A class, so that asking copies nothing.
final class WordSet: Sendable {
    /// Which lengths there are: most texts are told by theirs.
    private let lengths: UInt64
    /// With which bytes they begin, by the lowest five bits, which are the same for a letter in either case.
    private let beginnings: UInt32
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
        var lengths: UInt64 = 0
        var beginnings: UInt32 = 0
        var slots = ContiguousArray<UInt64>(repeating: 0, count: 128)
        var ordinals = ContiguousArray<UInt8>(repeating: 0, count: 128)
        for (ordinal, word) in words.enumerated() {
            let hash = WordHash.hash(word, ignoresCase ? .letters : .none)
            lengths |= 1 &<< UInt64(word.utf8CodeUnitCount)
            beginnings |= 1 &<< UInt32(WordHash.first(word) & 31)
            var slot = Int(truncatingIfNeeded: hash &>> 57)
            while slots[slot] != 0 { slot = (slot &+ 1) & 127 }
            slots[slot] = hash
            ordinals[slot] = UInt8(ordinal)
        }
        self.ignoresCase = ignoresCase
        self.lengths = lengths
        self.beginnings = beginnings
        self.slots = slots
        self.ordinals = ordinals
        count = words.count
    }

    /// Whether a range of the input is one of the words.
    ///
    /// - Precondition: Eight bytes can be read behind the range; checked.
    @inline(__always)
    func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        index(of: bytes, range) != nil
    }

    /// Which of the words a range of the input is, or `nil`.
    ///
    /// - Precondition: Eight bytes can be read behind the range; checked.
    @inline(__always)
    func index(of bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard range.count < 64, lengths &>> UInt64(range.count) & 1 == 1,
            beginnings &>> UInt32(bytes[range.lowerBound] & 31) & 1 == 1
        else { return nil }
        return find(bytes, range)
    }

    @inline(never)
    private func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let hash = ignoresCase ? WordHash.hash(bytes, range, .letters) : WordHash.hash(bytes, range, .none)
        var slot = Int(truncatingIfNeeded: hash &>> 57)
        while slots[slot] != 0 {
            if slots[slot] == hash { return Int(ordinals[slot]) }
            slot = (slot &+ 1) & 127
        }
        return nil
    }
}
