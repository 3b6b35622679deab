/// Where in a text something of the user's may be found: a rule's match, an entry of a keep-list, a site's name. All records in which nothing of it stands
/// go the way that they would go without.
///
/// A literal is a text that each match has in it. If there is something without one, all of a text is watched.
struct LiteralWatch: Sendable {
    /// A text to look for.
    struct Literal: Sendable, Equatable {
        /// In small letters, if case does not matter.
        let bytes: ContiguousArray<UInt8>
        let ignoresCase: Bool

        init(_ text: some Sequence<UInt8>, ignoresCase: Bool) {
            bytes = ContiguousArray(ignoresCase ? text.map(\.lowercased) : Array(text))
            self.ignoresCase = ignoresCase
        }
    }

    private let literals: ContiguousArray<Literal>
    /// Whether something has no literal.
    private let watchesAll: Bool
    /// Where each literal stands next, as far as it has been looked for.
    private var next: ContiguousArray<Int>
    /// Where what is known in `next` begins.
    private var start = Int.max

    /// - Parameter literals: Those of each thing that is looked for, of which one stands in each of its matches; `nil` if it has none.
    /// - Returns: `nil` if there is nothing to look for.
    init?(_ literals: [[Literal]?]) {
        if literals.isEmpty { return nil }
        watchesAll = literals.contains { $0 == nil }
        var all: ContiguousArray<Literal> = []
        for literal in literals.compactMap(\.self).joined() where !all.contains(literal) { all.append(literal) }
        self.literals = all
        next = ContiguousArray(repeating: 0, count: all.count)
    }

    /// Forgets what is known of a text: another one comes.
    mutating func begin() { start = .max }

    /// The first place from `start` on where a literal begins, or `end` if there is none before.
    ///
    /// - Complexity: For rising places of one text each byte is looked at once for each literal.
    mutating func first(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        if watchesAll { return start }
        if start < self.start {
            for index in next.indices { next[index] = -1 }
        }
        self.start = start
        var first = end
        for index in next.indices {
            if next[index] < start { next[index] = Self.find(literals[index], bytes, start..<end) ?? end }
            first = Swift.min(first, next[index])
        }
        return first
    }

    /// Whether a literal stands in a text that is looked at once.
    func occurs(_ bytes: Span<UInt8>, in text: Range<Int>) -> Bool {
        watchesAll || literals.contains { Self.find($0, bytes, text) != nil }
    }

    private static func find(_ literal: Literal, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let length = literal.bytes.count
        let first = literal.bytes[0]
        let other = literal.ignoresCase && first.isLetter ? first ^ 0x20 : first
        var at = range.lowerBound
        while at &+ length <= range.upperBound {
            let hits =
                at &+ ByteBlock.count <= bytes.count
                ? ByteBlock(bytes, at: at).mask(of: first) | ByteBlock(bytes, at: at).mask(of: other)
                : mask(bytes, at, first, other)
            var rest = hits
            while rest != 0 {
                let start = at &+ rest.trailingZeroBitCount
                guard start &+ length <= range.upperBound else { return nil }
                if stands(literal, bytes, at: start) { return start }
                rest &= rest &- 1
            }
            at &+= ByteBlock.count
        }
        return nil
    }

    /// The end of a text behind which no block can be read.
    private static func mask(_ bytes: Span<UInt8>, _ start: Int, _ first: UInt8, _ other: UInt8) -> UInt64 {
        var mask: UInt64 = 0
        for at in start..<Swift.min(bytes.count, start &+ ByteBlock.count)
        where bytes[at] == first || bytes[at] == other {
            mask |= 1 &<< UInt64(at &- start)
        }
        return mask
    }

    private static func stands(_ literal: Literal, _ bytes: Span<UInt8>, at start: Int) -> Bool {
        for index in literal.bytes.indices {
            let byte = bytes[start &+ index]
            if (literal.ignoresCase ? byte.lowercased : byte) != literal.bytes[index] { return false }
        }
        return true
    }
}
