import Foundation
import Subprocess
import SystemPackage
import Testing

/// One log in `Fixtures/`, and what the command makes of it:
///
///     <source>/<name>.log               the log
///     <source>/<name>.<level>.log       what comes out at that level, for every level
///     <source>/<name>.options           more arguments, one per line (optional)
///
/// Pseudonyms differ from run to run. Where one is expected stands `{{r:teamsync}}`, with the letter of its kind and the value that it
/// stands for: equal markers must have equal pseudonyms, and different ones different ones.
struct Fixture: Sendable, CustomTestStringConvertible {
    let source: String
    let name: String

    static let levels = ["minimal", "analytics", "none"]
    static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        .appending("Fixtures")

    /// Every file in the folders of `Fixtures/`, as source and file name; `vectors` holds no logs.
    static let files: [(source: String, file: String)] = {
        let manager = FileManager.default
        let sources = (try? manager.contentsOfDirectory(atPath: folder.string)) ?? []
        return sources.sorted().filter { $0 != "vectors" }.flatMap { source in
            let files = (try? manager.contentsOfDirectory(atPath: folder.appending(source).string)) ?? []
            return files.sorted().map { (source, $0) }
        }
    }()

    /// Every fixture: the logs that are not themselves the expected output of a level.
    static let all: [Fixture] = files.compactMap { source, file in
        guard let file = FilePath.Component(file), file.extension == "log" else { return nil }
        let isOutput = FilePath.Component(file.stem).map { levels.contains($0.extension ?? "") } ?? false
        return isOutput ? nil : Fixture(source: source, name: file.stem)
    }

    var testDescription: String { "\(source)/\(name)" }

    func path(_ suffix: String) -> FilePath {
        Self.folder.appending(source).appending(name + suffix)
    }

    func contents(_ suffix: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: path(suffix).string)))
    }

    func arguments(level: String) throws -> [String] {
        var options: [String] = []
        if FileManager.default.fileExists(atPath: path(".options").string) {
            options = String(decoding: try contents(".options"), as: UTF8.self)
                .split(separator: "\n").map(String.init)
        }
        // The lines of a fixture are of many days.
        return ["--level", level, "--period", "none"] + options
    }
}

@Suite("Fixtures", .timeLimit(.minutes(20)))
struct FixtureTests {
    @Test("There are at least twenty fixtures")
    func count() {
        #expect(Fixture.all.count >= 20)
    }

    @Test("Every file belongs to a fixture")
    func nothingIsLeftOver() {
        let names = Set(Fixture.all.map { "\($0.source)/\($0.name)" })
        // Vectors are numbers, not logs.
        for (source, file) in Fixture.files where source != "vectors" {
            let suffixes = [".log", ".options"] + Fixture.levels.map { ".\($0).log" }
            let belongs = suffixes.contains { suffix in
                file.hasSuffix(suffix) && names.contains("\(source)/\(file.dropLast(suffix.count))")
            }
            #expect(belongs || file == "README.md", "\(source)/\(file)")
        }
    }

    @Test("The output is byte for byte what the fixture says", arguments: Fixture.all, Fixture.levels)
    func output(_ fixture: Fixture, level: String) async throws {
        let outcome = try await Command.run(
            try fixture.arguments(level: level) + [fixture.path(".log").string])
        #expect(outcome.status == .success)
        #expect(outcome.errors == "")
        let expected = ExpectedText(try fixture.contents(".\(level).log"))
        expectEqual(outcome.output, expected.filledIn(from: outcome.output))
        let again = try await Command.run(try fixture.arguments(level: level), input: outcome.output)
        expectEqual(again.output, outcome.output, " when scrubbed once more")
    }

    /// Says in which line two outputs differ first. Fixtures hold nothing that must not be printed.
    private func expectEqual(
        _ actual: [UInt8],
        _ expected: [UInt8],
        _ when: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard actual != expected else { return }
        let newline = UInt8(ascii: "\n")
        let actualLines = actual.split(separator: newline, omittingEmptySubsequences: false)
        let expectedLines = expected.split(separator: newline, omittingEmptySubsequences: false)
        let number = zip(actualLines, expectedLines).prefix { $0 == $1 }.count
        let shown = [expectedLines, actualLines].map { lines in
            number < lines.count ? String(decoding: lines[number], as: UTF8.self).debugDescription : "(no such line)"
        }
        Issue.record(
            """
            line \(number + 1) differs\(when)
            expected: \(shown[0])
            actual:   \(shown[1])
            """, sourceLocation: sourceLocation)
    }
}
