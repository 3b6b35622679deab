/// A small set of words that are known at compile time, asked for millions of times.
///
/// A class, so that asking copies nothing.
final class WordSet: Sendable {
    /// Which lengths there are: most texts are told by theirs.
    private let lengths: UInt64
    /// Their hashes.
    private let slots: ContiguousArray<UInt64>
    private let ignoresCase: Bool

    /// - Parameters:
    ///   - words: At most eighty words of ASCII, none longer than 63 bytes.
    ///   - ignoresCase: Whether letters match in either case.
    init(_ words: StaticString..., ignoresCase: Bool = false) {
        precondition(words.count <= 80)
        var lengths: UInt64 = 0
        var slots = ContiguousArray<UInt64>(repeating: 0, count: 128)
        for word in words {
            let hash = WordHash.hash(word, ignoresCase ? .letters : .none)
            lengths |= 1 &<< UInt64(word.utf8CodeUnitCount)
            var slot = Int(truncatingIfNeeded: hash &>> 57)
            while slots[slot] != 0 { slot = (slot &+ 1) & 127 }
            slots[slot] = hash
        }
        self.ignoresCase = ignoresCase
        self.lengths = lengths
        self.slots = slots
    }

    /// Whether a range of the input is one of the words.
    ///
    /// - Precondition: Eight bytes can be read behind the range; checked.
    @inline(__always)
    func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count < 64, lengths &>> UInt64(range.count) & 1 == 1 else { return false }
        return find(bytes, range)
    }

    @inline(never)
    private func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let hash = ignoresCase ? WordHash.hash(bytes, range, .letters) : WordHash.hash(bytes, range, .none)
        var slot = Int(truncatingIfNeeded: hash &>> 57)
        while slots[slot] != 0 {
            if slots[slot] == hash { return true }
            slot = (slot &+ 1) & 127
        }
        return false
    }
}
