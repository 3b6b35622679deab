import Foundation
import LogScrub
import Subprocess
import SystemPackage
import Testing

/// What is not personal data in a real record is still there after scrubbing, in its place.
@Suite("Records of real servers", .timeLimit(.minutes(5)))
struct RealServerRecordTests {
    @Test(
        "Access logs keep time, request, status, size and user agent",
        arguments: ["nginx-combined.log", "nginx-jitsi.log", "nginx-extended.log"], Setting.all)
    func accessLogs(_ name: String, _ setting: Setting) async throws {
        let log = try await RealServer.log(name)
        let output = try setting.scrub(log)
        // With nginx's usual escaping no field contains a quote.
        for (before, after) in zip(log.lines, output.lines) where !before.bytes.isEmpty {
            let old = before.split("\"")
            let new = after.split("\"")
            try #require(old.count == new.count && old.count >= 7, "\(before)\nbecame\n\(after)")
            #expect(old[0].split(" ").dropFirst() == new[0].split(" ").dropFirst())
            #expect(old[2] == new[2], "status and size")
            for field in [1, 5] where !old[field].contains(anyOf: Traffic.clients) {
                #expect(old[field] == new[field])
            }
        }
    }

    @Test("Error logs keep everything up to the client", arguments: Setting.all)
    func errorLog(_ setting: Setting) async throws {
        let log = try await RealServer.log("nginx-error.log")
        let output = try setting.scrub(log)
        for (before, after) in zip(log.lines, output.lines) {
            guard let end = before.text.range(of: ", client: ") else { continue }
            let start = String(before.text[..<end.upperBound])
            if !Log(Array(start.utf8)).contains(anyOf: Traffic.clients) {
                #expect(after.text.hasPrefix(start), "\(before)\nbecame\n\(after)")
            }
        }
        for clause in [#", server: meet.example.org"#, #", request: "GET /"#, #", upstream: "http://127.0.0.1:1/"#] {
            #expect(output.count(of: clause) == log.count(of: clause), "\(clause)")
        }
    }

    @Test("The log of the stream module, where it is installed, keeps nobody's address", arguments: Setting.all)
    func streamLog(_ setting: Setting) async throws {
        guard let bytes = try await RealServer.nginx.value.logs["nginx-stream.log"] else { return }
        let log = Log(bytes)
        #expect(log.contains(", client: 203.0.113.7, ") && log.contains(", client: 2001:db8:feed:1::c0de, "))
        let output = try setting.scrub(log)
        #expect(!output.contains(anyOf: Traffic.forbidden(at: setting.level)))
        #expect(output.count(ofNumber: "61605") == (setting.level == .analytics ? log.count(ofNumber: "61605") : 0))
        for (before, after) in zip(log.lines, output.lines) where !before.contains(anyOf: Traffic.clients) {
            #expect(before == after)
        }
    }

    @Test(
        "Prosody's records keep their time, source and level",
        arguments: [
            "prosody-info.log", "prosody-debug.log", "prosody-console.log",
        ], Setting.all)
    func prosody(_ name: String, _ setting: Setting) async throws {
        let log = try await RealServer.log(name)
        let output = try setting.scrub(log)
        for (before, after) in zip(log.lines, output.lines) {
            let old = before.split("\t")
            let new = after.split("\t")
            #expect(old.count == new.count && old[0] == new[0], "\(before)")
        }
    }

    @Test("A line that was JSON is JSON with the same keys, status and sizes", arguments: Setting.all)
    func json(_ setting: Setting) async throws {
        let log = try await RealServer.log("nginx-json.log")
        let output = try setting.scrub(log)
        var valid = 0
        for (before, after) in zip(log.lines, output.lines) {
            guard let old = object(before) else { continue }
            let new = try #require(object(after), "\(before)\nbecame\n\(after)")
            #expect(old.keys.sorted() == new.keys.sorted())
            for key in ["time", "status", "body_bytes_sent", "request_time", "upstream_addr"] {
                #expect(old[key] as? NSObject == new[key] as? NSObject, "\(key)")
            }
            valid += 1
        }
        #expect(valid > 20)
    }

    @Test("jq, where it is installed, reads as many lines as before", arguments: Setting.all)
    func jq(_ setting: Setting) async throws {
        let log = try await RealServer.log("nginx-json.log")
        let output = try setting.scrub(log)
        guard let before = try await verdicts(of: log) else { return }
        #expect(try await verdicts(of: output) == before)
    }

    private func object(_ line: Log) -> [String: Any]? {
        try? JSONSerialization.jsonObject(with: Data(line.bytes)) as? [String: Any]
    }

    /// Which lines jq takes for JSON, and the keys and numbers that it finds there; `nil` without jq.
    private func verdicts(of log: Log) async throws -> String? {
        guard (try? await Executable.name("jq").resolveExecutablePath(in: .inherit)) != nil else { return nil }
        let file = FilePath(NSTemporaryDirectory()).appending("logscrub-json-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: file.string) }
        try Data(log.bytes).write(to: URL(fileURLWithPath: file.string))
        let result = try await Subprocess.run(
            .name("jq"),
            arguments: ["-R", "-c", "try (fromjson | [keys, .status, .body_bytes_sent]) catch false", file.string],
            output: .string(limit: 1 << 22),
            error: .string(limit: 1 << 16)
        )
        #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
        return result.standardOutput
    }
}
