import LogScrub
import Testing

/// A level, with or without the own site, and what must not be in the output then.
struct Setting: Sendable, CustomTestStringConvertible {
    let level: Level
    let hasSite: Bool
    /// One for all scrubbers of a setting: its copies share the key of the pseudonyms.
    private let base: Policy

    init(level: Level, hasSite: Bool) {
        self.level = level
        self.hasSite = hasSite
        base = .timeless(level: level)
    }

    static let all = Level.allCases.flatMap { [Setting(level: $0, hasSite: false), Setting(level: $0, hasSite: true)] }

    var testDescription: String { hasSite ? "\(level), own site" : "\(level)" }

    /// Whether the level keeps ports, and the origins of referrers.
    var keepsPorts: Bool { level == .analytics || level == .pseudonymous }

    func policy() throws -> Policy {
        var policy = base
        if hasSite { policy.ownSites = [try Site("meet.example.org")] }
        return policy
    }

    func scrubber() throws -> Scrubber {
        Scrubber(policy: try policy())
    }

    func scrub(_ log: Log) throws -> Log {
        var output = ContiguousArray<UInt8>()
        try scrubber().scrub(ContiguousArray(log.bytes).span, into: &output)
        return Log(Array(output))
    }
}

/// The scripts in `Tests/Servers` speak to the servers as these clients; see there for who does what.
enum Traffic {
    /// The addresses, in every spelling in which the servers write them.
    static let addresses = [
        "nginx-combined.log": [
            "203.0.113.7 ", "203.0.113.77 ", "198.51.100.23 ", "198.51.100.9", "203%2E0%2E113%2E9",
            "2001:db8:85a3::8a2e:370:7334 ", "2001%3Adb8%3A85a3%3A%3A8a2e%3A370%3A7334", "2001:db8:feed:1::c0de ",
            "::ffff:203.0.113.9 ", "::ffff:198.51.100.99 ", #"\x01203.0.113.7\x02"#, "198.51.100.77",
        ],
        "nginx-jitsi.log": ["203.0.113.77 ", "2001:db8:feed:1::c0de ", "::ffff:203.0.113.9 "],
        "nginx-json.log": [
            #""remote_addr":"203.0.113.77","remote_port":"61514""#, #""::ffff:c633:6463""#,
            #""remote_addr":"2001:db8:feed:1::c0de","remote_port":"61048""#, #""203.0.113.7, 198.51.100.23""#,
            #"\u0001203.0.113.7\u0002"#,
        ],
        "nginx-none.log": ["203.0.113.77 ", #"", client: 198.51.100.9, "#],
        "nginx-extended.log": [
            "203.0.113.77:61514", "[2001:db8:feed:1::c0de]:61048", "2001:db8:feed:1::c0de:61048", "203.0.113.7: ",
        ],
        "nginx-error.log": [
            ", client: 203.0.113.77, ", ", client: 2001:db8:feed:1::c0de, ", ", client: ::ffff:203.0.113.9, ",
            #"", client: 198.51.100.9, "#, "203%2E0%2E113%2E9",
        ],
        "prosody-info.log": [" 203.0.113.77", " 2001:db8:feed:1::c0de", "\tnor for ::ffff:203.0.113.9"],
        "prosody-debug.log": [
            "BOSH session created for request from 203.0.113.7", "for request from 2001:db8:85a3::8a2e:370:7334",
            "for request from ::ffff:203.0.113.9", "ip='203.0.113.7' port='61777'", "203.0.113.7:61514 today",
        ],
        "prosody-console.log": ["BOSH session created for request from 203.0.113.7", "rel-port='61778'"],
    ]

    static let logs = addresses.keys.sorted()
    static let accessLogs = logs.filter { $0.hasPrefix("nginx") && $0 != "nginx-error.log" }
    static let nginxLogs = logs.filter { $0.hasPrefix("nginx") }

    /// What every spelling of a client's address begins with.
    static let clients = ["203.0.113", "203%2E0%2E113", "198.51.100", "2001:db8", "2001%3Adb8", "c633:"]

    /// Parts of addresses that go at a level. Nothing else in the logs contains them.
    static func forbidden(at level: Level) -> [String] {
        switch level {
        case .minimal:
            [
                "203.0.113", "203%2E0%2E113", "198.51.100", "2001:db8:8", "2001:db8:f", "2001%3Adb8%3A8", "8a2e:370",
                "::c0de", "c633:6",
            ]
        case .analytics:
            (1...9).flatMap { ["203.0.113.\($0)", "203%2E0%2E113%2E\($0)", "198.51.100.\($0)"] } + [
                "2001:db8:85a3::8", "2001:db8:feed:1", "2001%3Adb8%3A85a3%3A%3A8", "8a2e:370", "::c0de", "c633:6463",
            ]
        case .none, .pseudonymous:
            ["203.0", "203%2E0", "198.51", "2001:db8", "2001%3A", "8a2e:370", "::c0de", "c633:"]
        }
    }

    /// Ports of clients, behind the proxy and directly. They are chosen so that nothing else can have them.
    static let ports = ["61514", "61048", "61777", "61778"] + (1...9).map { "6160\($0)" }

    /// Hosts of third-party referrers; none of them stands anywhere else.
    static let thirdParties = [
        "portal.example.com", "search.example.net", "evil.example.net", "tricky.example.com", "long.example.com",
        "origin.example.com", "198.51.100.77",
    ]

    /// What a person can be told by but addresses, as the requests of `nginx.sh` and `prosody.sh` hold it: rooms, users, tokens,
    /// passwords, messages. Nothing else in the logs contains them, in upper or lower case.
    static let persons = [
        "nginx-combined.log": rooms + ["alice", "token=", "not-real", "?room=long", "?room=body"] + token,
        "nginx-jitsi.log": rooms + ["alice", "not-real", "?room=long", "?room=body"],
        "nginx-json.log": rooms + ["token=", "not-real", "?room=long", "?room=body"] + token,
        "nginx-none.log": rooms + ["alice", "token=", "not-real", "?room=long", "?room=body"] + token,
        "nginx-extended.log": rooms + ["alice", "token=", "not-real", "?room=long", "?room=body"] + token,
        "nginx-error.log": ["teamsync", "/missing-a", "loopback-four", "token=", "not-real", "room=long"] + token,
        "prosody-debug.log": ["teamsync", "i am at"],
        "prosody-console.log": ["teamsync", "i am at"],
    ]
    private static let rooms = [
        "TeamSync", "Caf%C3%A9%20Runde", "/missing-a", "/loopback-four", "/lookup", "/no-host", "/last-request",
    ]
    private static let token = ["eyJhbGciOi", "eyJyb29tIjoi", "c2lnbmF0dXJl"]

    /// The same in one log, with the sessions and users that Prosody has made up.
    static func persons(in log: Log) -> Set<String> {
        var words = Set(persons.values.joined())
        for match in log.text.matches(of: /sid:? '?([0-9a-f]{8}-[0-9a-f-]{27})/) {
            words.insert(String(match.output.1))
        }
        for match in log.text.matches(of: /Authenticated as ([^@\s]+)@/) { words.insert(String(match.output.1)) }
        for match in log.text.matches(of: /Resource bound: [^\/\s]+\/(\S+)/) { words.insert(String(match.output.1)) }
        return words
    }

    /// What comes after the origin in those referrers.
    static let thirdPartyRests = [
        "token=abc", "q=secret", "back=https", "net/TeamSync", "example.com/a", "/intranet", "/path/", "/zz",
        "example.com/", "net/api", "example.net/",
    ]
}

/// LogScrub on what real servers wrote a moment ago.
@Suite("Logs of real servers", .timeLimit(.minutes(20)))
struct RealServerTests {
    @Test("The servers logged what these tests look for", arguments: Traffic.logs)
    func evidence(_ name: String) async throws {
        let log = try await RealServer.log(name)
        for address in Traffic.addresses[name] ?? [] {
            #expect(log.contains(address), "\(address) is not in \(name)")
        }
        if Traffic.nginxLogs.contains(name) {
            for host in Traffic.thirdParties {
                #expect(log.contains(host), "\(host) is not in \(name)")
            }
        }
        for word in Traffic.persons[name] ?? [] {
            #expect(log.containsIgnoringCase(word), "\(word) is not in \(name)")
        }
        if name.hasPrefix("prosody") {
            #expect(Traffic.persons(in: log).count >= Set(Traffic.persons.values.joined()).count + 3)
        }
        if name == "nginx-error.log" {
            #expect(log.lines.contains { $0.bytes.count == 2047 }, "nginx cut no record")
        }
    }

    @Test("No client's address comes out", arguments: Traffic.logs, Setting.all)
    func addresses(_ name: String, _ setting: Setting) async throws {
        let output = try setting.scrub(try await RealServer.log(name))
        for (number, line) in output.lines.enumerated() {
            for part in Traffic.forbidden(at: setting.level) {
                #expect(!line.withoutPseudonyms.contains(part), "\(part) in line \(number + 1) of \(name): \(line)")
            }
        }
    }

    @Test("No room, user, token, password, session or message comes out", arguments: Traffic.logs, Setting.all)
    func persons(_ name: String, _ setting: Setting) async throws {
        let log = try await RealServer.log(name)
        let output = try setting.scrub(log)
        for word in Traffic.persons(in: log) where output.containsIgnoringCase(word) {
            let line = output.lines.first { $0.containsIgnoringCase(word) }
            Issue.record("\(word) in \(name): \(line?.description ?? "")")
        }
    }

    @Test("A room has the same pseudonym in all logs")
    func samePseudonym() async throws {
        let setting = Setting(level: .minimal, hasSite: true)
        let room = try setting.policy().pseudonym(.room, "teamsync")
        for name in Traffic.logs where Traffic.persons[name]?.contains(where: { $0.lowercased() == "teamsync" }) == true
        {
            #expect(try setting.scrub(try await RealServer.log(name)).contains(room), "\(name)")
        }
    }

    @Test("A client's port comes out at the level that keeps ports only", arguments: Traffic.logs, Setting.all)
    func ports(_ name: String, _ setting: Setting) async throws {
        let log = try await RealServer.log(name)
        let output = try setting.scrub(log)
        for port in Traffic.ports {
            // Ports in a query or in a message go with it.
            let expected =
                setting.keepsPorts
                ? log.withoutQueries.count(ofNumber: port) - log.count(of: "<body>I am at 203.0.113.7:\(port)") : 0
            #expect(output.count(ofNumber: port) == expected, "port \(port) in \(name)")
        }
    }

    @Test("Third-party referrers go, or keep their origin only", arguments: Traffic.nginxLogs, Setting.all)
    func referrers(_ name: String, _ setting: Setting) async throws {
        let output = try setting.scrub(try await RealServer.log(name))
        let parts = setting.keepsPorts ? Traffic.thirdPartyRests : Traffic.thirdParties
        for (number, line) in output.lines.enumerated() {
            for part in parts {
                #expect(!line.contains(part), "\(part) in line \(number + 1) of \(name): \(line)")
            }
        }
    }

    @Test("An own referrer keeps its path and loses its query, where there is an own site", arguments: Setting.all)
    func ownReferrers(_ setting: Setting) async throws {
        for name in Traffic.nginxLogs {
            let output = try setting.scrub(try await RealServer.log(name))
            #expect(!output.contains("#config.x=1"))
            let isKept = setting.hasSite && setting.level != .none
            let room = try setting.policy().pseudonym(.room, "teamsync")
            #expect(output.contains("https://meet.example.org/\(room)\"") == isKept, "\(name)")
            let isOrigin = setting.keepsPorts && !setting.hasSite
            #expect(output.contains(#"https://meet.example.org""#) == isOrigin, "\(name)")
        }
    }

    @Test("There are as many lines as before, and they end alike", arguments: Traffic.logs, Setting.all)
    func lineCount(_ name: String, _ setting: Setting) async throws {
        let log = try await RealServer.log(name)
        let output = try setting.scrub(log)
        #expect(output.lines.count == log.lines.count)
        #expect(output.bytes.last == log.bytes.last)
    }

    @Test("Scrubbing once more changes nothing", arguments: Traffic.logs, Setting.all)
    func idempotence(_ name: String, _ setting: Setting) async throws {
        let once = try setting.scrub(try await RealServer.log(name))
        let twice = try setting.scrub(once)
        for (first, second) in zip(once.lines, twice.lines) where first != second {
            Issue.record("\(first)\nbecame\n\(second)")
        }
        #expect(once.bytes.count == twice.bytes.count)
    }

    @Test("Pieces of any size give the same output", arguments: Traffic.logs, [1, 7, 4096])
    func pieces(_ name: String, _ size: Int) async throws {
        let log = try await RealServer.log(name)
        let setting = Setting(level: .minimal, hasSite: true)
        let scrubber = try setting.scrubber()
        var session = scrubber.makeSession()
        var output = ContiguousArray<UInt8>()
        for start in stride(from: 0, to: log.bytes.count, by: size) {
            let piece = ContiguousArray(log.bytes[start..<min(start + size, log.bytes.count)])
            session.process(piece.span, into: &output)
        }
        _ = session.finish(into: &output)
        #expect(Log(Array(output)) == (try setting.scrub(log)))
    }

    @Test("Lines that speak of nobody stay as they are", arguments: Traffic.logs, Setting.all)
    func untouched(_ name: String, _ setting: Setting) async throws {
        let log = try await RealServer.log(name)
        let output = try setting.scrub(log)
        // Whoever does not say which program asks, and asks for nothing but the server's own files, says nothing at all.
        let somebody =
            Traffic.clients + Traffic.thirdParties + Traffic.persons(in: log) + [
                "https://meet.example.org", "curl/", "Mozilla/", "Jitsi/", "/missing-", "/loopback-", "/over-",
                "/direct", "/a", "/hop", "/broken", "nobody@", "/protocol/muc#",
            ]
        var count = 0
        for (before, after) in zip(log.lines, output.lines)
        where !before.contains(anyOf: somebody) && (setting.level != .none || !before.contains("?")) {
            #expect(before == after, "\(before)\nbecame\n\(after)")
            count += 1
        }
        #expect(count > 3)
    }

    @Test("Lines without a finding stay as they are", arguments: Traffic.logs)
    func withoutFindings(_ name: String) async throws {
        let log = try await RealServer.log(name)
        let setting = Setting(level: .none, hasSite: false)
        let findings = try setting.scrubber().findings(in: ContiguousArray(log.bytes).span)
        #expect(!findings.isEmpty)
        let output = try setting.scrub(log)
        var start = 0
        for (before, after) in zip(log.lines, output.lines) {
            let range = start..<(start + before.bytes.count + 1)
            if !findings.contains(where: { $0.range.overlaps(range) }) {
                #expect(before == after, "\(before)")
            }
            start = range.upperBound
        }
    }

    @Test("Loopback addresses stay", arguments: Traffic.logs, Setting.all)
    func loopback(_ name: String, _ setting: Setting) async throws {
        let log = try await RealServer.log(name)
        let output = try setting.scrub(log)
        #expect(log.contains("127.0.0.1"))
        for own in ["127.0.0.1", "::ffff:127.0.0.1", "[::1]", "client: ::1", "(::1, "] {
            #expect(output.count(of: own) == log.count(of: own), "\(own) in \(name)")
        }
    }
}
