import Foundation
import Subprocess
import SystemPackage
import Testing

/// The built `logscrub`, run as a process of its own: what these tests check is what a shell sees.
enum Command {
    /// Where the built command is.
    ///
    /// SwiftPM puts the products and the test bundle into one folder (`.build/<triple>/debug`): on Linux the bundle
    /// `….xctest` is the program that runs now, on macOS a folder that is named on the command line of the program
    /// that runs it. So the command is the neighbor of whatever ends in `.xctest`. The environment variable
    /// `LOGSCRUB_COMMAND` names another one, for instance a release build.
    static let path: FilePath? = {
        if let named = ProcessInfo.processInfo.environment["LOGSCRUB_COMMAND"] {
            return FilePath(named)
        }
        for argument in [Bundle.main.executablePath ?? ""] + CommandLine.arguments {
            var bundle = FilePath(argument)
            while let name = bundle.lastComponent, name.extension != "xctest" {
                bundle.removeLastComponent()
            }
            let neighbor = bundle.removingLastComponent().appending("logscrub")
            if bundle.lastComponent != nil, FileManager.default.isExecutableFile(atPath: neighbor.string) {
                return neighbor
            }
        }
        return nil
    }()

    /// The path of the built command; the test fails where it is not built.
    static func built() throws -> FilePath {
        try #require(path, "logscrub is not built beside the tests (swift build --product logscrub)")
    }

    /// What a finished process leaves behind.
    struct Outcome {
        let status: TerminationStatus
        let output: [UInt8]
        let errors: String

        /// The output as text, for outputs that are text.
        var text: String { String(decoding: output, as: UTF8.self) }

        /// The messages on standard error, without the line end of the last one.
        var errorLines: [Substring] { errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast() }
    }

    /// Runs the command on bytes that it finds on its standard input.
    static func run(_ arguments: [String], input: [UInt8] = []) async throws -> Outcome {
        // A file, not a pipe: a command that ends early must not leave the test writing into a closed pipe.
        let folder = try TemporaryFolder()
        let file = try folder.file("input", input)
        let descriptor = try FileDescriptor.open(file, .readOnly)
        let result = try await Turnstile.processes.pass {
            try await Subprocess.run(
                .path(try built()),
                arguments: Arguments(arguments),
                input: .fileDescriptor(descriptor, closeAfterSpawningProcess: true),
                output: .bytes(limit: .max),
                error: .string(limit: 1 << 20)
            )
        }
        return Outcome(
            status: result.terminationStatus,
            output: result.standardOutput,
            errors: result.standardError
        )
    }

    /// Runs the command on text.
    static func run(_ arguments: [String], input: String) async throws -> Outcome {
        try await run(arguments, input: Array(input.utf8))
    }

    /// Runs a piece of bash in a folder. The built command is `"$LOGSCRUB"` there.
    static func shell(_ script: String, in folder: TemporaryFolder) async throws -> Outcome {
        let result = try await Turnstile.processes.pass {
            try await Subprocess.run(
                .name("bash"),
                arguments: ["-c", script],
                environment: .inherit.updating(["LOGSCRUB": try built().string]),
                workingDirectory: folder.path,
                input: .none,
                output: .bytes(limit: .max),
                error: .string(limit: 1 << 20)
            )
        }
        return Outcome(
            status: result.terminationStatus,
            output: result.standardOutput,
            errors: result.standardError
        )
    }
}

/// The exit codes that the command promises (sysexits.h).
extension TerminationStatus {
    static let success = TerminationStatus.exited(0)
    static let usage = TerminationStatus.exited(64)
    static let noInput = TerminationStatus.exited(66)
    static let cannotCreate = TerminationStatus.exited(73)
    static let inputOutput = TerminationStatus.exited(74)
    static let configuration = TerminationStatus.exited(78)
}

/// A folder that is gone with the last reference to it.
final class TemporaryFolder: Sendable {
    let path: FilePath

    init() throws {
        let parent = FilePath(NSTemporaryDirectory())
        path = parent.appending("logscrub-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Writes a file into the folder and returns its path.
    @discardableResult
    func file(_ name: String, _ bytes: [UInt8]) throws -> FilePath {
        let file = path.appending(name)
        let descriptor = try FileDescriptor.open(
            file, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite]
        )
        try descriptor.closeAfter {
            _ = try descriptor.writeAll(bytes)
        }
        return file
    }

    /// Writes a text file into the folder and returns its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> FilePath {
        try file(name, Array(text.utf8))
    }

    /// Reads a file of the folder.
    func contents(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: path.appending(name).string)))
    }
}
