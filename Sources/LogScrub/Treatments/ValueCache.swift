/// What became of the values that were seen last: logs repeat themselves.
///
/// A value is known by a hash with random seeds, of which the place in the table takes some bits and the entry keeps 64 others: no value
/// is kept in memory, and nobody can choose two that meet. Of two values with the same place (three, if values are paired) the later one
/// stays: the size never changes.
struct ValueCache<Result> {
    /// What a value is known by.
    struct Tag {
        fileprivate let place: UInt64
        /// Never zero, which an empty entry has.
        fileprivate let word: UInt64
    }

    private struct Entry {
        var word: UInt64
        var result: Result
    }

    /// Empty until the first value comes, and larger the more there are: a short text needs no large table.
    private var entries = ContiguousArray<Entry>()
    /// How many values have come since the table was made.
    private var arrivals = 0
    let most: Int
    private let filler: Result
    /// Whether each two places belong together: of values that meet in them two stay, so those that come once do not push out those that come often.
    private let isPaired: Bool
    private let seeds: (UInt64, UInt64, UInt64)

    /// - Parameters:
    ///   - count: How many values are remembered at most: a power of two, and 64 or more.
    ///   - filler: Any result, for entries that have none.
    init(count: Int, filler: Result, isPaired: Bool = false) {
        self.isPaired = isPaired
        precondition(count & (count - 1) == 0 && count >= Self.least)
        most = count
        self.filler = filler
        seeds = (.random(in: .min ... .max), .random(in: .min ... .max), .random(in: .min ... .max))
    }

    private static var least: Int { 64 }

    /// The memory that the table takes once it has its full size, in bytes.
    var mostMemory: Int { most * MemoryLayout<Entry>.stride }

    /// What a value is known by.
    ///
    /// - Parameter kind: Values of different kinds are different values.
    /// - Precondition: Sixteen bytes can be read from its beginning on; checked.
    @inline(__always)
    func tag(_ kind: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Tag {
        var hash =
            seeds.0 ^ UInt64(truncatingIfNeeded: kind) &* 0x9E37_79B9_7F4A_7C15
            ^ UInt64(truncatingIfNeeded: range.count)
        guard range.count >= 16 else {
            let count = UInt64(truncatingIfNeeded: range.count)
            let first = bytes.word(at: range.lowerBound)
            guard count > 8 else {
                return tag(of: Self.mixed(seeds.1 ^ (count == 8 ? first : first & (1 &<< (8 &* count) &- 1)), hash))
            }
            let second = bytes.word(at: range.lowerBound &+ 8) & (1 &<< (8 &* count &- 64) &- 1)
            return tag(of: Self.mixed(first ^ seeds.1, second ^ hash))
        }
        var at = range.lowerBound
        let last = range.upperBound &- 16
        while at < last {
            let pair = bytes.pair(at: at)
            hash = Self.mixed(pair.0 ^ seeds.1, pair.1 ^ hash)
            at &+= 16
        }
        // The last sixteen bytes, of which some may have been read before: the length tells what they are.
        let pair = bytes.pair(at: last)
        return tag(of: Self.mixed(pair.0 ^ seeds.1, pair.1 ^ hash))
    }

    /// What a value of two words is known by.
    @inline(__always)
    func tag(_ kind: Int, _ high: UInt64, _ low: UInt64) -> Tag {
        tag(of: Self.mixed(high ^ seeds.1, low ^ seeds.0 ^ UInt64(truncatingIfNeeded: kind) &* 0x9E37_79B9_7F4A_7C15))
    }

    /// What an address is known by. The families differ, whatever the bits.
    @inline(__always)
    func tag(_ kind: Int, _ address: IPAddress) -> Tag {
        switch address {
        case .v4(let v4): tag(kind, UInt64(v4.rawValue), 4)
        case .v6(let v6): tag(kind ^ 1 &<< 62, v6.high, v6.low)
        }
    }

    @inline(__always)
    private func tag(of hash: UInt64) -> Tag {
        Tag(place: Self.mixed(hash, seeds.2 | 1), word: Self.mixed(hash ^ seeds.2, 0xA076_1D64_78BD_642F) | 1)
    }

    /// The result for a value, if it is remembered.
    @inline(__always)
    subscript(tag: Tag) -> Result? {
        get {
            guard !entries.isEmpty else { return nil }
            let place = place(of: tag)
            if entries[place].word == tag.word { return entries[place].result }
            guard isPaired, entries[place | 1].word == tag.word else { return nil }
            return entries[place | 1].result
        }
        set {
            guard let newValue else { return }
            arrivals &+= 1
            if arrivals &* 4 > entries.count, entries.count < most { grow() }
            let place = place(of: tag)
            // The one that came last is the first of the two.
            if isPaired { entries[place | 1] = entries[place] }
            entries[place] = Entry(word: tag.word, result: newValue)
        }
    }

    /// How many values there is room for now.
    var count: Int { entries.count }

    /// Where the result for a value goes, below `count`: it stays there as long as it is remembered, if values are not paired.
    @inline(__always)
    func place(of tag: Tag) -> Int { Int(truncatingIfNeeded: tag.place) & (entries.count &- 1) & (isPaired ? ~1 : ~0) }

    /// Forgets everything.
    mutating func removeAll() {
        entries.removeAll()
        arrivals = 0
    }

    /// Makes a larger table; what was remembered is forgotten, so this happens seldom, and long before the table is full.
    @inline(never)
    private mutating func grow() {
        arrivals = 0
        entries = ContiguousArray(
            repeating: Entry(word: 0, result: filler), count: Swift.min(Swift.max(entries.count * 16, 128), most))
    }

    @inline(__always)
    private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
