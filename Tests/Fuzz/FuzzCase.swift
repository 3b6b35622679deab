import LogScrub

/// An input with the settings under which it is read. It is written to a file before it is tried, so that whatever ends the program
/// leaves its cause behind.
struct FuzzCase: Equatable {
    var level = Level.minimal
    var format = LogFormat.auto
    /// Sites, networks, patterns and the form of pseudonyms, by number.
    var variant = 0
    /// Where the input is cut into pieces, by the seed of the places.
    var cutSeed: UInt64 = 0
    var bytes: [UInt8] = []

    static let variants = 6

    /// As it is written to a file: a line of settings, and the bytes.
    var record: [UInt8] {
        Array("\(bytes.count) \(level.rawValue) \(format.name) \(variant) \(cutSeed)\n".utf8) + bytes
    }

    init(level: Level = .minimal, format: LogFormat = .auto, variant: Int = 0, cutSeed: UInt64 = 0, bytes: [UInt8] = [])
    {
        self.level = level
        self.format = format
        self.variant = variant
        self.cutSeed = cutSeed
        self.bytes = bytes
    }

    /// Reads what `record` wrote; more bytes may follow.
    init?(record: [UInt8]) {
        guard let end = record.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let words = String(decoding: record[..<end], as: UTF8.self).split(separator: " ").map(String.init)
        guard words.count == 5, let count = Int(words[0]), let level = Level(rawValue: words[1]),
            let format = try? LogFormat(named: words[2]), let variant = Int(words[3]), let cutSeed = UInt64(words[4]),
            record.count > end + count
        else { return nil }
        self.init(
            level: level, format: format, variant: variant, cutSeed: cutSeed,
            bytes: Array(record[(end + 1)..<(end + 1 + count)]))
    }

    /// The scrubber of these settings. The key is always the same, so that a case can be tried again.
    func scrubber() throws -> Scrubber {
        var policy = Policy(level: level)
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        if variant & 1 == 1 {
            policy.ownSites = try ["meet.example.org", ".example.org"].map { try Site($0) }
            policy.ownNetworks = try ["192.0.2.0/24", "2001:db8:1::/48"].map { try IPNetwork($0) }
        }
        switch variant {
        case 2: policy.addressPseudonym = try AddressPseudonym(form: .token)
        case 3: policy.addressPseudonym = try AddressPseudonym(form: .ipv4)
        case 4: policy.addressPseudonym = try AddressPseudonym(keeping: PrefixLengths(ipv4: 16, ipv6: 32))
        case 5: policy.period = .none
        default: break
        }
        return Scrubber(policy: policy, format: format)
    }

    /// Ascending places at which the input is cut; at times after every byte, or twice at one place.
    var cuts: [Int] {
        var random = SeededGenerator(seed: cutSeed)
        guard bytes.count > 1 else { return [] }
        if bytes.count < 600, random.onceIn(8) { return Array(1..<bytes.count) }
        let step = random.pick([3, 16, 64, 700, 4_000])
        var cuts: [Int] = []
        var place = 0
        while true {
            place += random.number(0...step)
            guard place < bytes.count else { return cuts }
            cuts.append(place)
        }
    }
}
