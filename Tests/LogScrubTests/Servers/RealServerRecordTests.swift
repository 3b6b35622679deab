import Foundation
import LogScrub
import Subprocess
import SystemPackage
import Testing

/// What is not personal data in a real record is still there after scrubbing, in its place.
@Suite("Records of real servers", .timeLimit(.minutes(20)))
struct RealServerRecordTests {
    @Test(
        "Access logs keep time, method, endpoints, status, size and the product of the user agent",
        arguments: ["nginx-combined.log", "nginx-jitsi.log", "nginx-extended.log"], Setting.all)
    func accessLogs(_ name: String, _ setting: Setting) async throws {
        let log = try await RealServer.log(name)
        let output = try setting.scrub(log)
        // With nginx's usual escaping no field contains a quote.
        for (before, after) in zip(log.lines, output.lines) where !before.bytes.isEmpty {
            let old = before.split("\"")
            let new = after.split("\"")
            try #require(old.count == new.count && old.count >= 7, "\(before)\nbecame\n\(after)")
            var head = (old: old[0].split(" "), new: new[0].split(" "))
            try #require(head.old.count == head.new.count && head.old.count > 3)
            // Without pseudonyms nobody is left in the user's field.
            let isNobody = head.old[2].text == "-" || setting.level == .none
            #expect(isNobody == (head.new[2].text == "-"), "user")
            for field in [2, 0] {
                head.old.remove(at: field)
                head.new.remove(at: field)
            }
            #expect(head.old == head.new, "time")
            #expect(old[2] == new[2], "status and size")
            #expect(new[1].text == expectedRequest(old[1].text, new[1].text, setting), "\(old[1])")
            #expect(new[5].text == expectedAgent(old[5].text, setting), "\(old[5])")
        }
    }

    /// What must become of a request but for its rooms, of which only the place is known.
    private func expectedRequest(_ old: String, _ new: String, _ setting: Setting) -> String {
        let parts = old.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let end = parts[1].range(of: " HTTP/"), parts[1].hasPrefix("/") else {
            return Traffic.clients.contains { old.contains($0) } ? new : old
        }
        let target = String(parts[1][..<end.lowerBound])
        let path = target.prefix { $0 != "?" }
        var expected = String(path)
        let isEndpoint = ["/libs/", "/static/", "/http-bind", "/colibri-ws/", "/_api/", "/about/", "/robots.txt"]
            .contains {
                path.hasPrefix($0)
            }
        if path != "/", !isEndpoint {
            // A room, perhaps with a folder before it: as many segments as before, and none is the old one.
            let segments = path.split(separator: "/")
            let rest = new.dropFirst(parts[0].count + 1).prefix { $0 != " " && $0 != "?" }
            let changed = rest.split(separator: "/")
            let isChanged = changed.count == segments.count && zip(segments, changed).allSatisfy { $0 != $1 }
            expected = isChanged ? String(rest) : "/(something else)"
        }
        if target.hasSuffix("?[params_redacted]") {
            expected += "?[params_redacted]"
        } else if setting.level != .none {
            for match in target.matches(of: /[?&](room|v)=([^&]*)/) {
                let value =
                    match.output.1 == "v"
                    ? String(match.output.2) : (try? setting.policy().pseudonym(.room, String(match.output.2))) ?? ""
                expected += "\(expected.contains("?") ? "&" : "?")\(match.output.1)=\(value)"
            }
        }
        return "\(parts[0]) \(expected)\(parts[1][end.lowerBound...])"
    }

    private func expectedAgent(_ old: String, _ setting: Setting) -> String {
        if old == "-" { return old }
        switch setting.level {
        case .none: return "-"
        case .analytics:
            // Addresses are shortened there too.
            return old.replacing("198.51.100.23", with: "198.51.100.0")
        case .pseudonymous:
            // The address in it has a pseudonym.
            let address = "198.51.100.23"
            let pseudonym = try? setting.policy().pseudonym(of: .address, address, in: Period.none.current)
            return old.replacing(address, with: pseudonym ?? "")
        case .minimal:
            if old.contains("Chrome/126.0.0.0") { return "Chrome/126" }
            return old.prefixMatch(of: /curl\/\d+/).map { String($0.output) } ?? "other"
        }
    }

    @Test("Error logs keep everything up to the client", arguments: Setting.all)
    func errorLog(_ setting: Setting) async throws {
        let log = try await RealServer.log("nginx-error.log")
        let output = try setting.scrub(log)
        for (before, after) in zip(log.lines, output.lines) {
            guard let end = before.text.range(of: ", client: ") else { continue }
            let start = String(before.text[..<end.upperBound])
            guard !Log(Array(start.utf8)).contains(anyOf: Traffic.clients) else { continue }
            // The file's name was sent by the client; what it is and what went wrong with it stays.
            if let file = start.firstMatch(of: /open\(\) "[^"]*"/) {
                #expect(after.text.hasPrefix(start[..<file.range.lowerBound]), "\(before)\nbecame\n\(after)")
                #expect(after.text.contains(start[file.range.upperBound...]), "\(before)\nbecame\n\(after)")
            } else {
                #expect(after.text.hasPrefix(start), "\(before)\nbecame\n\(after)")
            }
        }
        for clause in [
            #", server: meet.example.org"#, #", request: "GET /"#, #", upstream: "http://127.0.0.1:1/"#,
        ] {
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
            #expect(old.count == new.count && withoutSession(old[0]) == withoutSession(new[0]), "\(before)")
            if old.count > 2, ["debug", "info", "warn", "error"].contains(old[1].text) {
                #expect(old[1] == new[1], "\(before)")
            }
        }
    }

    /// A record's beginning without the id of the BOSH session that it comes from.
    private func withoutSession(_ head: Log) -> String {
        head.text.replacing(/bosh(\[session\]|s-[a-z2-7]{15}|[0-9a-f]{8}-[0-9a-f-]{27})(?![0-9a-z])/, with: "bosh")
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
