import LogScrub
import Testing

/// LogScrub on what a real coturn wrote a moment ago, about clients that its own tools were.
@Suite("Logs of a real coturn", .timeLimit(.minutes(20)))
struct CoturnTests {
    static let logs = ["coturn-seconds.log", "coturn-iso.log"]
    /// Where the script could make no network of its own, there are no such clients.
    private static let clients = ["203.0.113.8", "198.51.100.24", "2001:db8:85a3::8a2e:370:7335"]

    @Test("coturn logged what these tests look for", arguments: logs)
    func evidence(_ name: String) async throws {
        let log = try await RealServer.log(name)
        #expect(log.contains("alice") && log.contains(", reason: "))
        #expect(log.contains("mallory") == (name == "coturn-seconds.log"))
        guard Self.clients.contains(where: { log.contains($0) }) else { return }
        for client in [", remote 203.0.113.8:", ", remote [2001:db8:85a3::8a2e:370:7335]:"] {
            #expect(log.contains(client), "\(client) is not in \(name)")
        }
    }

    @Test("Neither a client's address nor a user comes out", arguments: logs, Setting.all)
    func nobody(_ name: String, _ setting: Setting) async throws {
        let output = try setting.scrub(try await RealServer.log(name))
        for part in Traffic.forbidden(at: setting.level) + ["alice", "mallory", "TeamSync"] {
            #expect(!output.contains(part), "\(part): \(output.lines.first { $0.contains(part) }?.description ?? "")")
        }
    }

    @Test("What an administrator asks coturn's log for is still there", arguments: logs, Setting.all)
    func operations(_ name: String, _ setting: Setting) async throws {
        let log = try await RealServer.log(name)
        let output = try setting.scrub(log)
        #expect(output.lines.count == log.lines.count)
        for (before, after) in zip(log.lines, output.lines) {
            // The time, and which session.
            #expect(before.text.prefix(while: { $0 != " " }) == after.text.prefix(while: { $0 != " " }))
            if let session = before.text.firstMatch(of: #/session [0-9]+: /#) {
                #expect(after.contains(String(session.output)), "\(before)\nbecame\n\(after)")
            }
            // Lines about nobody stay.
            let isAboutSomebody = before.contains(anyOf: ["alice", "mallory", "remote", "TCP", "connected"])
            #expect(before == after || isAboutSomebody, "\(before)\nbecame\n\(after)")
            for text in [
                ", lifetime=", ", reason: ", "realm <meet.example.org>", "realm=<meet.example.org>", "error 401", "rb=",
            ] {
                #expect(before.count(of: text) == after.count(of: text), "\(before)\nbecame\n\(after)")
            }
        }
        // One user is one user, whoever of the sessions it is.
        guard setting.level != .none, name == "coturn-seconds.log" else { return }
        #expect(output.contains("username=<\(try setting.policy().pseudonym(.user, "alice"))>"))
    }
}
