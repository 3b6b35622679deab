/// What became of the values that were seen last: logs repeat themselves.
///
/// A value is known by 128 bits of a hash with a random seed, so that none is kept in memory and nobody can choose two that meet. Of
/// two values with the same place the later one stays: the size never changes.
struct ValueCache<Result> {
    private struct Entry {
        var tag: (UInt64, UInt64)
        var result: Result
    }

    /// Empty until the first value comes, and larger the more there are: a short text needs no large table.
    private var entries = ContiguousArray<Entry?>()
    /// How many values have come since the table was made.
    private var arrivals = 0
    private let most: Int
    private let seeds: (UInt64, UInt64)

    /// - Parameter count: How many values are remembered at most: a power of two.
    init(count: Int) {
        precondition(count & (count - 1) == 0)
        most = count
        seeds = (.random(in: .min ... .max), .random(in: .min ... .max))
    }

    /// What a value is known by.
    ///
    /// - Parameter kind: Values of different kinds are different values.
    /// - Precondition: Eight bytes can be read behind the value; checked.
    @inline(__always)
    func tag(_ kind: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> (UInt64, UInt64) {
        var first = seeds.0 ^ UInt64(truncatingIfNeeded: kind)
        var second = seeds.1 ^ UInt64(truncatingIfNeeded: range.count)
        var at = range.lowerBound
        while at &+ 8 <= range.upperBound {
            let word = bytes.word(at: at)
            first = Self.mixed(first ^ word, 0x9E37_79B9_7F4A_7C15)
            second = Self.mixed(second ^ word, 0xD6E8_FEB8_6659_FD93)
            at &+= 8
        }
        let rest = UInt64(range.upperBound &- at)
        let word = rest == 0 ? 0 : bytes.word(at: at) & (1 &<< (8 &* rest) &- 1)
        return (Self.mixed(first ^ word, 0xA076_1D64_78BD_642F), Self.mixed(second ^ word, 0xE703_7ED1_A0B4_28DB))
    }

    /// What a value of two words is known by.
    @inline(__always)
    func tag(_ kind: Int, _ high: UInt64, _ low: UInt64) -> (UInt64, UInt64) {
        let first = Self.mixed(seeds.0 ^ UInt64(truncatingIfNeeded: kind) ^ high, 0x9E37_79B9_7F4A_7C15)
        let second = Self.mixed(seeds.1 ^ high, 0xD6E8_FEB8_6659_FD93)
        return (Self.mixed(first ^ low, 0xA076_1D64_78BD_642F), Self.mixed(second ^ low, 0xE703_7ED1_A0B4_28DB))
    }

    /// The result for a value, if it is remembered.
    @inline(__always)
    subscript(tag: (UInt64, UInt64)) -> Result? {
        get {
            guard !entries.isEmpty, let entry = entries[place(tag)], entry.tag == tag else { return nil }
            return entry.result
        }
        set {
            arrivals &+= 1
            if arrivals > entries.count, entries.count < most { grow() }
            entries[place(tag)] = newValue.map { Entry(tag: tag, result: $0) }
        }
    }

    /// Makes a larger table; what was remembered is forgotten.
    @inline(never)
    private mutating func grow() {
        arrivals = 0
        entries = ContiguousArray(repeating: nil, count: Swift.min(Swift.max(entries.count * 4, 64), most))
    }

    @inline(__always)
    private func place(_ tag: (UInt64, UInt64)) -> Int { Int(truncatingIfNeeded: tag.0) & (entries.count &- 1) }

    @inline(__always)
    private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
