import Foundation
import LogScrub
import Testing

/// What an administrator asks of the logs of an evening, answered by searching them as the original is searched.
///
/// Each question is put to the original too: that shows that it is the question that the answer belongs to.
@Suite("Questions of an administrator", .timeLimit(.minutes(20)), .serialized)
struct OperationsTests {
    /// The levels at which logs can be matched with each other: `none` has no pseudonyms.
    static let levels: [Level] = [.minimal, .analytics]

    /// Asks the original and the scrubbed logs, which must give the same answer.
    private func ask<Answer: Equatable>(
        _ level: Level, _ expected: Answer, _ question: (Meeting) throws -> Answer
    ) async throws {
        #expect(try question(.original) == expected, "the original")
        #expect(try question(try await Meeting.scrubbed(level)) == expected, "scrubbed")
    }

    @Test("Nothing is left of rooms, people, what opens doors, and addresses", arguments: levels)
    func secrets(_ level: Level) async throws {
        let scrubbed = try await Meeting.scrubbed(level).all.map(\.withoutPseudonyms)
        for secret in Meeting.secrets where level == .minimal || !Meeting.keptByAnalytics.contains(secret) {
            #expect(Meeting.original.all.contains { $0.contains(ignoringCase: secret) }, "\(secret) is not in the logs")
            for line in scrubbed where line.contains(ignoringCase: secret) {
                Issue.record("\(secret) in \(line)")
            }
        }
    }

    @Test("1. Which room had trouble? The same in nginx, Prosody, Jicofo and the bridge", arguments: levels)
    func room(_ level: Level) async throws {
        for meeting in [Meeting.original, try await Meeting.scrubbed(level)] {
            let rooms = try meeting.troubled()
            #expect(rooms.keys.sorted() == ["bridge", "Jicofo", "nginx", "nginx errors", "Prosody"].sorted())
            #expect(Set(rooms.values).count == 1 && rooms.values.allSatisfy { $0.count == 1 }, "\(rooms)")
            #expect(try meeting.rooms().count == 2)
        }
        // Spelled in three ways in the paths.
        try await ask(level, 4) { meeting in
            let room = try meeting.troubledRoom()
            return meeting.access.count { line in line.matches(#/"GET /(\S+?)[? ]/#).map(normalized) == [room] }
        }
    }

    @Test("And one who logs in has one name in nginx, Prosody and Jicofo", arguments: levels)
    func user(_ level: Level) async throws {
        for meeting in [Meeting.original, try await Meeting.scrubbed(level)] {
            let names = [
                meeting.access.flatMap { $0.matches(#/^\S+ - ([^-\s]\S*) /#) },
                meeting.prosody.filter { $0.contains("c2s5581e7c11a40") }
                    .flatMap { $0.matches(#/Authenticated as (\S+)@meet\.example\.org$/#) },
                meeting.jicofo.flatMap { $0.matches(#/AuthSession\[ID=(\S+)@meet\.example\.org,/#) },
            ]
            #expect(names.allSatisfy { $0 == names[0] && $0.count == 1 }, "\(names)")
        }
    }

    @Test("2. How many participants joined it, and who came back?", arguments: levels)
    func participants(_ level: Level) async throws {
        try await ask(level, ["6b17a0f5": 1, "a5beec45": 2, "c41f09aa": 1]) { meeting in
            let joined = try meeting.jicofo(of: try meeting.troubledRoom()).flatMap {
                $0.matches(#/Member joined:(\S+)/#)
            }
            return Dictionary(joined.map { ($0, 1) }, uniquingKeysWith: +)
        }
    }

    @Test("3. Which bridge was it on, and was that one overloaded?", arguments: levels)
    func bridge(_ level: Level) async throws {
        try await ask(level, ["jvb-2", "1.04"]) { meeting in
            let selected = try meeting.jicofo(of: try meeting.troubledRoom()).flatMap {
                $0.matches(#/: Selected (\S+) for /#)
            }
            let overloaded = meeting.jicofo.filter { $0.contains("is overloaded") }
            let names = overloaded.flatMap { $0.matches(#/jvbbrewery@[\w.]+/([\w-]+),/#) }
            #expect(Set(selected) == Set(names))
            return Set(names + overloaded.flatMap { $0.matches(#/stress=([\d.]+)/#) }).sorted(by: >)
        }
    }

    @Test("4. For whom did ICE fail, and why?", arguments: levels)
    func ice(_ level: Level) async throws {
        try await ask(level, ["c41f09aa", "host", "srflx", "Forbidden IP", "192.0.2.10"]) { meeting in
            let failed = meeting.bridge.filter { $0.contains("new=Failed") }.flatMap { $0.matches(#/epId=(\S+)/#) }
            let told = meeting.jicofo.filter { $0.contains("ice-failed") }.flatMap { $0.matches(#/from \S+/(\w+),/#) }
            #expect(failed == told)
            let kinds = meeting.bridge.filter { $0.contains("timeout for pair") && $0.contains("epId=\(failed[0])") }
                .flatMap { $0.matches(#/-> \S+/udp/(\w+)/#) }
            // The relay did not help either.
            let refused = meeting.turn.flatMap { $0.matches(#/CREATE_PERMISSION processed, error 403: (.*)/#) }
            let peer = meeting.turn.flatMap { $0.matches(#/A peer IP (\S+) denied/#) }
            return failed + kinds.sorted() + refused + peer
        }
    }

    @Test("5. Which browsers came, in which versions?", arguments: levels)
    func browsers(_ level: Level) async throws {
        try await ask(level, ["Chrome/126", "Firefox/128", "Firefox/78", "Safari/17"]) { meeting in
            let agents = meeting.access.flatMap { $0.matches(#/"([^"]*)"$/#) }
            return Set(agents.compactMap(browser)).sorted()
        }
        // The one that is too old has an address of its own.
        try await ask(level, 1) { meeting in
            meeting.access.count { $0.contains("Firefox/78") && $0.hasPrefix("203.0.") }
        }
    }

    @Test("6. Which requests ended with a status of 5xx, and when?", arguments: levels)
    func failures(_ level: Level) async throws {
        let expected = ["19:12:44 POST /http-bind 502", "19:12:45 GET /xmpp-websocket 503"]
        try await ask(level, expected) { meeting in
            meeting.access.flatMap { line in
                line.matches(of: #/2026:(\S+) \+0200\] "(\w+) ([^ ?]+)\S* HTTP/\S+" (5\d\d) /#)
                    .map { "\($0.1) \($0.2) \($0.3) \($0.4)" }
            }
        }
        try await ask(level, ["19:12:44 Connection refused", "19:12:45 no live upstreams"]) { meeting in
            meeting.nginxError.flatMap { line in
                line.matches(of: #/ (\S+) \[error\].*(Connection refused|no live upstreams)/#).map {
                    "\($0.1) \($0.2)"
                }
            }
        }
    }

    @Test("7. How long did the meeting last?", arguments: levels)
    func duration(_ level: Level) async throws {
        try await ask(level, ["19:00:04", "19:45:14", "2709"]) { meeting in
            let room = try meeting.troubledRoom()
            let times = try meeting.jicofo(of: room).flatMap { $0.matches(#/^Jicofo \S+ (\d\d:\d\d:\d\d)/#) }
            let seconds = meeting.bridge.filter { $0.contains("conf_name=\(room)@") }
                .flatMap { $0.matches(#/expire_conf,duration=(\d+)/#) }
            return [times.min() ?? "", times.max() ?? ""] + seconds
        }
    }

    @Test("8. Which lines belong to one BOSH session?", arguments: levels)
    func session(_ level: Level) async throws {
        let expected = [
            "19:00:05 assigned it sid", "19:00:05 Authenticated as", "19:12:50 presence to", "19:12:51 BOSH client",
            "19:12:52 tried to use sid",
        ]
        try await ask(level, expected) { meeting in
            let session = try #require(meeting.prosody.flatMap { $0.matches(#/assigned it sid '([^']+)'/#) }.first)
            return meeting.prosody.filter { $0.contains(session) }.flatMap { line in
                line.matches(
                    of:
                        #/ (\d\d:\d\d:\d\d) .*(assigned it sid|Authenticated as|presence to|BOSH client|tried to use sid)/#
                ).map { "\($0.1) \($0.2)" }
            }
        }
    }

    @Test("9. Which versions of TLS are in use, and was one refused?", arguments: levels)
    func tls(_ level: Level) async throws {
        try await ask(level, ["TLSv1.2", "TLSv1.2", "TLSv1.3", "unsupported protocol"]) { meeting in
            (meeting.prosody + meeting.turn).flatMap { $0.matches(#/(TLSv[\d.]+)/#) }.sorted()
                + meeting.nginxError.flatMap { $0.matches(#/(unsupported protocol)/#) }
        }
    }

    @Test("10. From how many networks (/16, /32) did clients come?", arguments: levels)
    func networks(_ level: Level) async throws {
        try await ask(level, ["198.51": 4, "2001:db8": 5, "203.0": 5, "3fff:5": 2]) { meeting in
            let networks = meeting.access.flatMap { $0.matches(#/^(\d+\.\d+)\.\d+\.\d+ |^(\w+:\w+):/#) }
            return Dictionary(networks.map { ($0, 1) }, uniquingKeysWith: +)
        }
    }

    @Test("11. Was a token rejected, for which room, and why?", arguments: levels)
    func token(_ level: Level) async throws {
        try await ask(level, ["Room and token mismatched", "token expired"]) { meeting in
            let rejected = meeting.prosody.filter { $0.contains(":token_verification") || $0.contains(":auth_token") }
            let named = rejected.flatMap { $0.matches(#/(?:to join: |room:)([^@\s]+)/#) }.map(normalized)
            // The room is the other one, under the name that it has in nginx and Jicofo.
            let other = try meeting.rooms().subtracting([try meeting.troubledRoom()])
            #expect(named.count == 2 && Set(named) == other)
            #expect(meeting.access.contains { $0.matches(#/"GET /(\S+?) HTTP/#).map(normalized) == Array(other) })
            return rejected.flatMap { $0.matches(#/reason: ?(.*?)(?: tenant:.*)?$/#) }
        }
    }
}

extension Meeting {
    /// What `analytics` keeps for statistics of visitors: ports, and the host of another site's referrer.
    static let keptByAnalytics: Set<String> = [
        "46862", "26330", "59995", "51048", "lms.example.com", "search.example.net",
    ]

    /// The rooms that each program names where something went wrong.
    func troubled() throws -> [String: Set<String>] {
        func rooms(_ lines: [Substring], _ sign: String, _ pattern: Regex<(Substring, Substring)>) -> Set<String> {
            Set(lines.filter { $0.contains(sign) }.flatMap { $0.matches(pattern) }.map(normalized))
        }
        return [
            "nginx": rooms(access, "HTTP/", #/room=([^&\s"]+)\S* HTTP/\S+" 5\d\d /#),
            "nginx errors": rooms(nginxError, "[error]", #/room=([^&\s",]+)/#),
            "Prosody": rooms(prosody, "Traceback[muc]", #/: ([^@\s]+)@conference\./#),
            "Jicofo": rooms(jicofo, "ice-failed", #/([^@\s=]+)@conference\./#),
            "bridge": rooms(bridge, "new=Failed", #/conf_name=([^@\s]+)@/#),
        ]
    }

    func troubledRoom() throws -> String {
        try #require(try troubled()["bridge"]?.first)
    }

    /// All rooms in which somebody was.
    func rooms() throws -> Set<String> {
        Set(jicofo.flatMap { $0.matches(#/\[room=([^@\s]+)@/#) }.map(normalized))
    }

    /// Jicofo's lines on a room.
    func jicofo(of room: String) throws -> [Substring] {
        jicofo.filter { $0.contains("[room=\(room)@") }
    }
}

/// A room's name without the differences of its spellings.
private func normalized(_ name: String) -> String {
    (name.removingPercentEncoding ?? name).lowercased()
}

/// A user agent's browser and its major version.
private func browser(_ agent: String) -> String? {
    if let safari = agent.firstMatch(of: #/Version/(\d+)\S* (?:Mobile/\S+ )?Safari/#) { return "Safari/\(safari.1)" }
    return agent.firstMatch(of: #/(?:Firefox|Chrome|Safari)/\d+/#).map { String($0.0) }
}

extension StringProtocol where SubSequence == Substring {
    /// What the groups of a pattern hold, match by match.
    fileprivate func matches(_ pattern: some RegexComponent) -> [String] {
        matches(of: pattern.regex).compactMap { match in
            Mirror(reflecting: match.output).children.dropFirst().lazy.compactMap { child in
                (child.value as? Substring).map(String.init)
            }.first
        }
    }

    fileprivate func contains(ignoringCase text: String) -> Bool {
        range(of: text, options: .caseInsensitive) != nil
    }
}
