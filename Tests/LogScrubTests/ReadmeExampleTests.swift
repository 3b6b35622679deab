import Foundation
import Subprocess
import SystemPackage
import Testing

/// The program that README.md shows is built as a package of its own, as a reader would do it.
@Suite("The README's program")
struct ReadmeExampleTests {
    /// The folder of the project.
    private static let project = FilePath(#filePath)
        .removingLastComponent().removingLastComponent().removingLastComponent()

    @Test("The program in the README compiles, and prints what stands below it", .timeLimit(.minutes(20)))
    func program() async throws {
        let readme = try String(contentsOfFile: Self.project.appending("README.md").string, encoding: .utf8)
        let program = try #require(Self.block("program", in: readme), "no block is marked so")
        let expected = try #require(Self.block("program-output", in: readme), "no block is marked so")

        let package = FilePath(NSTemporaryDirectory()).appending("logscrub-readme-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: package.string) }
        try Self.write(program, to: package.appending("Sources/readme/main.swift"))
        try Self.write(Self.manifest, to: package.appending("Package.swift"))
        // The same versions as the project itself, which are there already.
        try? FileManager.default.copyItem(
            atPath: Self.project.appending("Package.resolved").string,
            toPath: package.appending("Package.resolved").string)

        let result = try await Subprocess.run(
            .name("swift"),
            arguments: [
                "run", "--quiet", "--package-path", package.string,
                // Inside the project, so that the library is built once and not for every run.
                "--scratch-path", Self.project.appending(".build/readme").string,
            ],
            input: .none,
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        #expect(result.terminationStatus.isSuccess, "\(result.standardOutput)\(result.standardError)")
        #expect(result.standardOutput == expected)
    }

    /// The manifest of a program that uses the library and nothing else.
    private static let manifest = """
        // swift-tools-version: 6.2
        import PackageDescription

        let package = Package(
            name: "readme",
            platforms: [.macOS(.v15)],
            dependencies: [.package(name: "logscrub", path: "\(project.string)")],
            targets: [
                .executableTarget(name: "readme", dependencies: [.product(name: "LogScrub", package: "logscrub")])
            ]
        )

        """

    private static func write(_ text: String, to file: FilePath) throws {
        try FileManager.default.createDirectory(
            atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
        try text.write(toFile: file.string, atomically: false, encoding: .utf8)
    }

    /// The text of the code block that follows the line `<!-- NAME -->`.
    private static func block(_ name: String, in readme: String) -> String? {
        let lines = readme.split(separator: "\n", omittingEmptySubsequences: false)
        guard let mark = lines.firstIndex(of: "<!-- \(name) -->"), lines[mark + 1].hasPrefix("```") else { return nil }
        return lines[(mark + 2)...].prefix { !$0.hasPrefix("```") }.map { $0 + "\n" }.joined()
    }
}
