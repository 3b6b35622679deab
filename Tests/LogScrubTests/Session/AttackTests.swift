import Foundation
import SystemPackage
import Testing

@testable import LogScrub

/// `Tests/Attacks`: lines that were made so that something passes. The format of the files is told there.
@Suite("Attacks", .timeLimit(.minutes(20)))
struct AttackTests {
    /// What fails, with the first line of its block: the only place where that may be said.
    ///
    /// - `LINE ! TEXT`: the text comes out. `LINE = TEXT`: it does not. `LINE twice`: scrubbing once more changes the output.
    static let known: Set<String> = [
        // A full-width @.
        "raw:utf8-fullwidth-at.log ! berta.klein",
        "raw:utf8-fullwidth-at.log ! tanzrunde",
        // Docker cuts a record at 16 KiB: what stands before the cut is in another record.
        "raw:docker-16k-query.log ! portal.example",
        // A value in a line of its own.
        "raw:pretty-json.log ! abcdefghijklmnop",
        // Spellings.
        "people.txt:185 ! 5d41402abc4b",
    ]

    @Test("Nothing passes, nothing else goes, and scrubbing once more changes nothing", arguments: Attack.files)
    func file(_ name: String) throws {
        let failures = Set(try Attack.all(in: name).flatMap { $0.failures() })
        let known = Self.known.filter { $0.hasPrefix(name + ":") }
        for failure in failures.subtracting(known).sorted() { Issue.record("\(failure)") }
        for failure in known.subtracting(failures).sorted() {
            Issue.record("\(failure) does not fail any more: it must leave the list of known failures")
        }
    }

    @Test("What must not come out is there before, so that the test above can fail", arguments: Attack.files)
    func evidence(_ name: String) throws {
        let attacks = try Attack.all(in: name)
        #expect(!attacks.isEmpty)
        var policy = Policy()
        for kind in Kind.allCases { policy[kind] = .keep }
        for attack in attacks {
            let forbidden = attack.forbidden + attack.forbiddenButAtAnalytics
            #expect(!(forbidden + attack.kept).isEmpty, "\(attack.name) checks nothing")
            #expect(Set(attack.leaks(policy)) == Set(forbidden), "\(attack.name)")
        }
    }

    @Test("Every known failure belongs to a file")
    func knownFiles() {
        for failure in Self.known {
            #expect(Attack.files.contains { failure.hasPrefix($0 + ":") }, "\(failure)")
        }
    }
}

/// One block of a file, or one raw input.
struct Attack: Sendable {
    /// The file and the first line of the block.
    let name: String
    private(set) var input: [UInt8] = []
    private(set) var forbidden: [String] = []
    private(set) var forbiddenButAtAnalytics: [String] = []
    private(set) var kept: [String] = []

    private static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().appending("Attacks")

    /// The names of the files, with that of the raw inputs.
    static let files: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted() + ["raw"]
    }()

    static func all(in file: String) throws -> [Attack] {
        guard file == "raw" else { return try blocks(of: bytes(file), named: file) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending("raw").string)
        return try names.filter { $0.hasSuffix(".log") }.sorted().flatMap { name in
            let checks = try blocks(of: bytes("raw/\(name.dropLast(4)).txt"), named: "raw")
            let input = try bytes("raw/\(name)")
            return checks.map { block in
                var attack = Attack(name: "raw:\(name)")
                attack.input = input
                attack.forbidden = block.forbidden
                attack.forbiddenButAtAnalytics = block.forbiddenButAtAnalytics
                attack.kept = block.kept
                return attack
            }
        }
    }

    /// A recognizer's sample: what must be found in it must not come out.
    init(_ sample: Recognizer.Sample) {
        name = sample.text.description
        input = Array("\(sample.text)\n".utf8)
        forbidden = [sample.value.description]
    }

    private init(name: String) { self.name = name }

    private static func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: folder.appending(name).string)))
    }

    private static func blocks(of bytes: [UInt8], named file: String) -> [Attack] {
        var blocks: [Attack] = []
        var isInside = false
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            guard !line.isEmpty else {
                isInside = false
                continue
            }
            if !isInside { blocks.append(Attack(name: "\(file):\(number + 1)")) }
            isInside = true
            let text = line.dropFirst(2)
            let string = String(decoding: text, as: UTF8.self)
            switch line.first {
            case UInt8(ascii: ">"): blocks[blocks.count - 1].input += text + [UInt8(ascii: "\n")]
            case UInt8(ascii: "!"): blocks[blocks.count - 1].forbidden.append(string)
            case UInt8(ascii: "~"): blocks[blocks.count - 1].forbiddenButAtAnalytics.append(string)
            case UInt8(ascii: "="): blocks[blocks.count - 1].kept.append(string)
            default: break
            }
        }
        return blocks
    }

    /// What goes wrong, as `AttackTests.known` names it.
    func failures() -> [String] {
        var failures: [String] = []
        for level in Level.allCases {
            let policy = Policy(level: level)
            let scrubber = Scrubber(policy: policy)
            let once = scrubber.scrubbedBytes(input)
            let leaks = leaks(policy).filter {
                level != .analytics && level != .pseudonymous || !forbiddenButAtAnalytics.contains($0)
            }
            failures += leaks.map { "\(name) ! \($0)" }
            if level == .minimal {
                let text = String(decoding: once, as: UTF8.self)
                failures += kept.filter { !text.contains($0) }.map { "\(name) = \($0)" }
            }
            if scrubber.scrubbedBytes(once) != once { failures.append("\(name) twice") }
        }
        return failures
    }

    /// What comes out although it must not. Pseudonyms are left out of the search: some word may stand in them by accident.
    func leaks(_ policy: Policy) -> [String] {
        let output = String(decoding: Scrubber(policy: policy).scrubbedBytes(input), as: UTF8.self)
            .replacing(/[runs]-[a-z2-7]{15}(?![a-z2-7])/, with: "").lowercased()
        return (forbidden + forbiddenButAtAnalytics).filter { output.contains($0.lowercased()) }
    }
}
