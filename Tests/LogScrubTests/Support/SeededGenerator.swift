#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same test on every machine.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A stream of its own for each property and round, so that tests may run side by side and in any order.
    init(_ property: String, round: Int = 0) {
        var seed = TestSeed.value &+ UInt64(truncatingIfNeeded: round) &* 0xd134_2543_de82_ef95
        for byte in property.utf8 {
            seed = (seed ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// True once in `count` times.
    mutating func onceIn(_ count: Int) -> Bool {
        number(1...count) == 1
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[number(0...(choices.count - 1))]
    }
}

/// The seed of this run: `LOGSCRUB_SEED`, or a random one. Printed once, and part of each failure.
enum TestSeed {
    static let value: UInt64 = {
        let seed = environment("LOGSCRUB_SEED").flatMap { UInt64($0) } ?? UInt64.random(in: 0...0xffff_ffff)
        print("Property tests: repeat this run with LOGSCRUB_SEED=\(seed)")
        return seed
    }()

    /// How often a property is tried; `LOGSCRUB_ROUNDS=10` multiplies it by ten.
    static func rounds(_ count: Int) -> Range<Int> {
        0..<(count * max(1, environment("LOGSCRUB_ROUNDS").flatMap { Int($0) } ?? 1))
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
