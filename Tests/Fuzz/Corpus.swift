import Foundation

/// The lines that inputs are made from: what real programs wrote, and what was made to attack the scrubber.
struct Corpus: Sendable {
    /// Files whole, because some records take several lines.
    let files: [[UInt8]]
    let lines: [[UInt8]]
    /// The records of the fixtures and of the attacks, each once: lines, but for those of formats whose records take several.
    let records: [[UInt8]]

    /// Reads `Fixtures` and the raw inputs of `Tests/Attacks`.
    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var files: [[UInt8]] = []
        var records: Set<[UInt8]> = []
        for folder in ["Fixtures", "Tests/Attacks/raw"] {
            let folder = root.appendingPathComponent(folder)
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
            // What should come out at the level none is text that has been scrubbed before; the others are templates.
            where name.hasSuffix(".log") && !name.contains(/\.(minimal|analytics)\.log$/) {
                let file = try Array(Data(contentsOf: folder.appendingPathComponent(name)))
                files.append(file)
                if folder.lastPathComponent == "Fixtures" { records.formUnion(Self.records(of: file, named: name)) }
            }
        }
        // What was made to attack the scrubber are records too.
        let attacks = root.appendingPathComponent("Tests/Attacks")
        for name in try FileManager.default.contentsOfDirectory(atPath: attacks.path) where name.hasSuffix(".txt") {
            let lines = try Array(Data(contentsOf: attacks.appendingPathComponent(name))).split(
                separator: UInt8(ascii: "\n"))
            records.formUnion(lines.filter { $0.starts(with: "> ".utf8) }.map { Array($0.dropFirst(2)) })
        }
        self.records = records.sorted { $0.lexicographicallyPrecedes($1) }
        self.files = files.filter { !$0.isEmpty }
        lines = Set(files.flatMap { $0.split(separator: UInt8(ascii: "\n")).map(Array.init) }).sorted {
            $0.lexicographicallyPrecedes($1)
        }
    }

    /// The records of a file, without line ends.
    private static func records(of file: [UInt8], named name: String) -> [[UInt8]] {
        // Entries of many lines cannot be told apart as lines are; other tests read them.
        let isOfManyLines = ["export", "json-pretty", "verbose", "stack-trace"].contains { name.contains($0) }
        return isOfManyLines ? [] : file.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }
}
