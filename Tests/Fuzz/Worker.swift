import Foundation
import LogScrub
import SystemPackage

/// Tries inputs, one after the other, in a process of its own: what ends it is in the file `current`.
struct Worker {
    let folder: FilePath
    let seed: UInt64
    let seconds: Double
    let level: Level?
    /// No input may take longer: the alarm ends the process, which is a finding as any other end is.
    static let longestSeconds: UInt32 = 20
    /// How many findings of a kind are kept.
    static let most = 40

    func run() throws {
        var mutator = Mutator(corpus: try Corpus(), random: SeededGenerator(seed: seed))
        let current = try FileDescriptor.open(
            folder.appending("current"), .readWrite, options: [.create], permissions: [.ownerReadWrite])
        var tally = Tally()
        var pace = Pace()
        let start = Date()
        var written = start
        while true {
            let now = Date()
            if now.timeIntervalSince(written) > 1 {
                try write(tally)
                written = now
            }
            if now.timeIntervalSince(start) >= seconds { break }
            // Few are long, as what is slow in a long line is slow in one of a few thousand bytes.
            mutator.longest = mutator.random.onceIn(400) ? 1 << 21 : mutator.random.onceIn(20) ? 100_000 : 6_000
            let input = mutator.next(level: level)
            try current.writeAll(toAbsoluteOffset: 0, input.record)
            alarm(Self.longestSeconds)
            let began = pace.now
            let broken = try input.broken()
            pace.note(input, pace.now - began, folder)
            alarm(0)
            for property in broken { try keep(input, property.rawValue) }
            tally.add(input)
        }
        try write(tally)
    }

    private func write(_ tally: Tally) throws {
        try Data(tally.description.utf8).write(to: URL(fileURLWithPath: folder.appending("tally-\(seed)").string))
    }

    /// Keeps an input for which something is not true, made small.
    private func keep(_ input: FuzzCase, _ name: String) throws {
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder.string).filter {
            $0.hasPrefix(name + "-")
        }
        guard kept.count < Self.most else { return }
        alarm(120)
        let smallest = input.shrunk { candidate in
            (try? candidate.broken().contains { $0.rawValue == name }) ?? false
        }
        try smallest.save(as: name, in: folder)
    }
}

/// How long inputs take, measured against each other: said, never judged.
struct Pace {
    private var bytes = 1.0
    private var nanoseconds = 1.0

    /// The time that this thread has worked, in nanoseconds.
    var now: Double { Double(processorTime()) }

    /// Writes down an input that takes many times longer for a byte than most do.
    mutating func note(_ input: FuzzCase, _ spent: Double, _ folder: FilePath) {
        let each = nanoseconds / bytes
        if bytes > 1_000_000, input.bytes.count > 2_000, spent > Double(input.bytes.count) * each * 20 {
            let factor = Int(spent / Double(input.bytes.count) / each)
            // Another process may have had the core: once more, or it does not count.
            let began = now
            _ = try? input.broken()
            if (now - began) > spent / 2 { try? input.save(as: "slow-\(factor)x", in: folder) }
            return
        }
        bytes += Double(input.bytes.count)
        nanoseconds += spent
    }

    private func processorTime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

extension FuzzCase {
    /// The smallest part of the input, by leaving out pieces, for which something is still so.
    func shrunk(while fails: (FuzzCase) -> Bool) -> FuzzCase {
        var smallest = self
        for simpler in [
            FuzzCase(level: level, format: .auto, variant: 0), FuzzCase(format: .auto), FuzzCase(format: format),
        ] {
            var candidate = simpler
            candidate.cutSeed = cutSeed
            candidate.bytes = bytes
            if fails(candidate) { smallest = candidate }
        }
        smallest.bytes = Failure.shrink(smallest.bytes) { bytes in
            var candidate = smallest
            candidate.bytes = bytes
            return fails(candidate)
        }
        return smallest
    }

    /// Writes the case into a file whose name says what it is of, and from which it can be tried again.
    func save(as name: String, in folder: FilePath) throws {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in record { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let file = folder.appending("\(name)-\(String(hash, radix: 16)).case")
        try Data(record).write(to: URL(fileURLWithPath: file.string))
    }
}
