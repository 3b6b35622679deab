import Foundation
import LogScrub
import Synchronization
import SystemPackage
import Testing

@Suite("Files rewritten in one program")
struct RewriteTests {
    /// A folder that is gone with the last reference to it.
    private final class Folder: Sendable {
        let path = FilePath(NSTemporaryDirectory()).appending("logscrub-rewrite-\(UUID().uuidString)")

        init() throws {
            try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(atPath: path.string) }

        func file(_ name: String, _ text: String) throws -> FilePath {
            let file = path.appending(name)
            try Data(text.utf8).write(to: URL(fileURLWithPath: file.string))
            return file
        }

        func text(_ name: String) throws -> String {
            try String(contentsOfFile: path.appending(name).string, encoding: .utf8)
        }
    }

    @Test("A file is rewritten once and left alone from then on; the counts are added each time")
    func twice() async throws {
        let folder = try Folder()
        let file = try folder.file("access.log", "client 203.0.113.7 came\n")
        var statistics = Statistics()
        #expect(try await Scrubber().rewrite(file, statistics: &statistics) == .rewritten)
        #expect(try await Scrubber().rewrite(file, statistics: &statistics) == .unchanged)
        #expect(try folder.text("access.log") == "client 203.0.0.0 came\n")
        #expect(statistics.bytesIn == 24 + 22)
    }

    @Test("Tasks that rewrite many files at once get each of them right")
    func tasks() async throws {
        let folder = try Folder()
        let scrubber = Scrubber()
        try await withThrowingTaskGroup(of: RewriteOutcome.self) { group in
            for number in 0..<50 {
                let file = try folder.file("\(number).log", "\(number) 203.0.113.\(number)\n")
                group.addTask {
                    var statistics = Statistics()
                    return try await scrubber.rewrite(file, statistics: &statistics)
                }
            }
            for try await outcome in group { #expect(outcome == .rewritten) }
        }
        for number in 0..<50 { #expect(try folder.text("\(number).log") == "\(number) 203.0.0.0\n") }
    }

    @Test("A wake-up descriptor that is readable ends it at once, and the file is as it was")
    func wokenUp() async throws {
        let folder = try Folder()
        let file = try folder.file("access.log", "client 203.0.113.7 came\n")
        let pipe = try FileDescriptor.pipe()
        try pipe.writeEnd.close()
        var statistics = Statistics()
        let outcome = try await Scrubber().rewrite(file, wakeUp: pipe.readEnd, statistics: &statistics)
        try pipe.readEnd.close()
        #expect(outcome == .interrupted)
        #expect(try folder.text("access.log") == "client 203.0.113.7 came\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string) == ["access.log"])
    }

    @Test("Progress grows and ends with the size of the file")
    func progress() async throws {
        let folder = try Folder()
        let text = String(repeating: "client 203.0.113.7 came\n", count: 30_000)
        let file = try folder.file("access.log", text)
        let seen = Mutex<[Int64]>([])
        var statistics = Statistics()
        _ = try await Scrubber().rewrite(file, statistics: &statistics) { bytes in seen.withLock { $0.append(bytes) } }
        let bytes = seen.withLock { $0 }
        #expect(bytes == bytes.sorted())
        #expect(bytes.last == Int64(text.utf8.count))
        #expect(bytes.count > 2)
    }

    @Test("What is refused has the code of refusals, what is missing that of input")
    func codes() async throws {
        let folder = try Folder()
        var statistics = Statistics()
        func code(_ path: FilePath) async -> ScrubError.Code? {
            do throws(ScrubError) {
                _ = try await Scrubber().rewrite(path, statistics: &statistics)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(await code(folder.path) == .refusal)
        #expect(await code("/") == .refusal)
        #expect(await code("") == .refusal)
        #expect(await code(folder.path.appending("..")) == .refusal)
        #expect(await code(folder.path.appending("missing")) == .input)
        #expect(await code(folder.path.appending("missing/access.log")) == .input)
    }
}
