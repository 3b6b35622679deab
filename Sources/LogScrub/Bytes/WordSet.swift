/// A small set of words that are known at compile time, asked for millions of times.
///
/// The words are kept as 64-bit hashes; a class, so that asking copies nothing. Two words of one length with
/// the same hash are as likely as anything that never happens; what follows from it would be a wrong guess at a word.
final class WordSet: Sendable {
    /// Which lengths there are: most texts are told by theirs.
    private let lengths: UInt64
    private let slots: ContiguousArray<UInt64>
    private let ignoresCase: Bool

    /// - Parameters:
    ///   - words: At most eighty words of ASCII, none longer than 63 bytes.
    ///   - ignoresCase: Whether letters match in either case; then the words must be in lower case.
    init(_ words: StaticString..., ignoresCase: Bool = false) {
        self.ignoresCase = ignoresCase
        precondition(words.count <= 80)
        var lengths: UInt64 = 0
        var slots = ContiguousArray<UInt64>(repeating: 0, count: 128)
        for word in words {
            var hash = Self.seed
            // Safe: a static string owns its bytes for the life of the program.
            for index in 0..<word.utf8CodeUnitCount { hash = Self.mixed(hash, unsafe word.utf8Start[index]) }
            lengths |= 1 &<< UInt64(word.utf8CodeUnitCount)
            var slot = Int(truncatingIfNeeded: hash &>> 57)
            while slots[slot] != 0 { slot = (slot &+ 1) & 127 }
            slots[slot] = hash | 1
        }
        self.lengths = lengths
        self.slots = slots
    }

    /// Whether a range of the input is one of the words.
    @inline(__always)
    func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count < 64, lengths &>> UInt64(range.count) & 1 == 1 else { return false }
        return find(bytes, range)
    }

    @inline(never)
    private func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var hash = Self.seed
        for at in range { hash = Self.mixed(hash, ignoresCase ? bytes[at].lowercased : bytes[at]) }
        var slot = Int(truncatingIfNeeded: hash &>> 57)
        while slots[slot] != 0 {
            if slots[slot] == hash | 1 { return true }
            slot = (slot &+ 1) & 127
        }
        return false
    }

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// FNV-1a (Fowler, Noll, Vo), with its high bits folded in.
    @inline(__always)
    static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        let product = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        return product ^ product &>> 29
    }
}
