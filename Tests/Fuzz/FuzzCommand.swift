import Foundation
import LogScrub
import SystemPackage

/// `make fuzz`: tries inputs for a time, and says what it read and what it found.
///
///     Fuzz SECONDS FOLDER [SEED [LEVEL]]    try inputs, and keep what was found in FOLDER
///     Fuzz neighbors                        what comes out otherwise behind another record than alone
///     Fuzz replay FILE...                   try what was found again; prints input and output
@main
enum FuzzCommand {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "worker": try worker(arguments)
        case "try": exit(try one(arguments[1]).isEmpty ? 0 : 1)
        case "neighbors": try neighbors()
        case "replay": for file in arguments.dropFirst() { try replay(file) }
        default: exit(try Campaign(arguments).run() ? 0 : 1)
        }
    }

    /// Prints what comes out otherwise behind another record than alone.
    private static func neighbors() throws {
        let neighbors = Neighbors(try Corpus())
        print("\(Neighbors.predecessors.count) x \(neighbors.count) records")
        for first in Neighbors.predecessors {
            let differences = neighbors.differences(behind: first)
            guard !differences.isEmpty else { continue }
            print("\(differences.count) behind \(Failure.show(first.utf8))")
            for difference in differences.prefix(40) {
                print("  before \(Failure.show(difference.before.prefix(400)))")
                print("  records \(Failure.show(difference.records.prefix(600)))")
                print("  alone  \(Failure.show(difference.alone.prefix(600)))")
                print("  behind \(Failure.show(difference.behind.prefix(600)))")
            }
        }
    }

    private static func worker(_ arguments: [String]) throws {
        try Worker(
            folder: FilePath(arguments[1]), seed: UInt64(arguments[2]) ?? 0, seconds: Double(arguments[3]) ?? 0,
            level: arguments.count > 4 ? try Level(named: arguments[4]) : nil
        ).run()
    }

    private static func read(_ file: String) throws -> FuzzCase {
        guard let input = FuzzCase(record: try Array(Data(contentsOf: URL(fileURLWithPath: file)))) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return input
    }

    private static func one(_ file: String) throws -> [Property] {
        alarm(Worker.longestSeconds)
        return try read(file).broken()
    }

    private static func replay(_ file: String) throws {
        let input = try read(file)
        print("\(file): \(input.level) \(input.format.name) variant \(input.variant)")
        print("  in    \(Failure.show(input.bytes.prefix(2_000)))")
        let output = try input.scrubber().output(of: input.bytes)
        print("  out   \(Failure.show(output.prefix(2_000)))")
        for property in try input.broken() {
            switch property {
            case .twice:
                print("  twice \(Failure.show(try input.scrubber().output(of: output).prefix(2_000)))")
            case .pieces:
                let pieces = try input.scrubber().output(of: input.bytes, cuts: input.cuts)
                print("  cut   \(Failure.show(pieces.prefix(2_000))) at \(input.cuts.prefix(20))")
            case .lines, .json: print("  \(property) is broken")
            }
        }
    }
}

/// Runs workers, one after the other when one ends early, until the time is over.
struct Campaign {
    private let seconds: Double
    private let folder: FilePath
    private let seed: UInt64
    private let level: String?

    init(_ arguments: [String]) {
        seconds = arguments.first.flatMap { Double($0) } ?? 60
        folder = FilePath(arguments.count > 1 ? arguments[1] : "fuzz")
        seed =
            arguments.count > 2 && !arguments[2].isEmpty
            ? UInt64(arguments[2]) ?? 0 : UInt64.random(in: 0...0xffff_ffff)
        level = arguments.count > 3 && !arguments[3].isEmpty ? arguments[3] : nil
    }

    /// - Returns: Whether nothing was found that fails the run.
    func run() throws -> Bool {
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        // A core file would hold much, and nobody needs it: the input is known.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        let start = Date()
        var ends = 0
        var attempt: UInt64 = 0
        while true {
            let left = seconds - Date().timeIntervalSince(start)
            guard left > 0 else { break }
            let status = try spawn(
                ["worker", folder.string, String(seed &+ attempt &* 1_000_003), String(left)]
                    + (level.map { [$0] } ?? []))
            attempt += 1
            guard status != 0 else { continue }
            ends += 1
            try keepEnd()
        }
        try report(start, ends)
        let found = try findings()
        return ends == 0 && found.allSatisfy { $0.hasPrefix("slow") || $0.hasPrefix(Property.twice.rawValue) }
    }

    private func spawn(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
            ? 128 + process.terminationStatus : process.terminationStatus
    }

    /// Keeps the input that ended a worker, made small.
    private func keepEnd() throws {
        let current = try Array(Data(contentsOf: URL(fileURLWithPath: folder.appending("current").string)))
        guard let input = FuzzCase(record: current) else { return }
        try input.save(as: "whole", in: folder)
        let file = folder.appending("candidate")
        let deadline = Date().addingTimeInterval(60)
        let smallest = input.shrunk { candidate in
            guard Date() < deadline else { return false }
            try? Data(candidate.record).write(to: URL(fileURLWithPath: file.string))
            // 0 and 1 are the statuses of a program that reached its end.
            return (try? spawn(["try", file.string])).map { $0 > 1 } ?? false
        }
        try smallest.save(as: "end", in: folder)
        print("ended early: \(Failure.show(smallest.bytes.prefix(300)))")
    }

    private func findings() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.string).filter { $0.hasSuffix(".case") }.sorted()
    }

    private func report(_ start: Date, _ ends: Int) throws {
        var tally = Tally()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.string) where name.hasPrefix("tally-") {
            let file = folder.appending(name).string
            tally.add(String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self))
            try FileManager.default.removeItem(atPath: file)
        }
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        let spent = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        print(tally.description, terminator: "")
        print(
            "\(tally.inputs) inputs, \(tally.bytes) bytes, \(spent) s of a core, seed \(seed): \(ends) ended the program"
        )
        for name in try findings() { print("  \(folder.appending(name))") }
    }
}
