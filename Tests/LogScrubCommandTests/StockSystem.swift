import Foundation
import SystemPackage
import Testing

/// A system of its own, with Debian's packages as they come: `Tests/Servers/stock.sh` tells what is there and what scripts can call.
enum StockSystem {
    static let project = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

    /// Runs a script there, in a folder that the script may fill.
    static func run(_ script: String) async throws -> Command.Outcome {
        let folder = try TemporaryFolder()
        try folder.file("script.sh", script)
        let run = "exec bash '\(project.string)/Tests/Servers/stock.sh' script.sh"
        return try await Command.shell(run, in: folder)
    }

    /// Such a test needs root, namespaces, and the programs.
    static func needs(_ programs: String...) -> some TestTrait & SuiteTrait {
        let missing = programs.filter { !Tools.has($0) }
        return .enabled(
            if: isPossible && missing.isEmpty,
            "needs root, namespaces and \(programs.joined(separator: ", ")); `make test` installs the programs")
    }

    private static let isPossible: Bool = {
        guard getuid() == 0, Tools.has("unshare"), Tools.has("ip") else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["unshare", "--pid", "--fork", "--mount", "--mount-proc", "--net", "--ipc", "true"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}
