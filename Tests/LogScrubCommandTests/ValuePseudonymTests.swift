import Foundation
import Subprocess
import Testing

/// `logscrub pseudonym` of what is more than a name: what it prints is what stands in a scrubbed log.
@Suite("Pseudonyms of JIDs, paths and URLs", .timeLimit(.minutes(20)))
struct ValuePseudonymTests {
    /// A value, and a line of a log of 14 September 2026 in which it stands.
    struct Sighting: Sendable, CustomTestStringConvertible {
        let value: String
        let before: String
        let after: String
        /// What it begins with when it is scrubbed.
        let start: String
        /// What it may also be called, if it has a kind.
        var kind: String?

        var testDescription: String { value }

        private static func request(_ path: String, _ start: String, _ kind: String? = "room") -> Sighting {
            Sighting(
                value: path, before: #"203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] "GET "#,
                after: #" HTTP/2.0" 200 512 "-" "curl/8.5.0""#, start: start, kind: kind)
        }

        private static func prosody(_ jid: String, _ start: String, _ kind: String? = nil) -> Sighting {
            Sighting(
                value: jid, before: "2026-09-14 19:02:11 mod_muc\tinfo\tseen: ", after: " and gone", start: start,
                kind: kind)
        }

        static let all = [
            prosody("teamsync@conference.meet.example.org", "r-", "room"),
            prosody("TeamSync@Conference.Meet.Example.ORG", "r-", "room"),
            prosody("%54eamSync@conference.meet.example.org", "r-", "room"),
            prosody("teamsync@conference.meet.example.org/c41f09aa", "r-", "room"),
            prosody("ana@meet.example.org", "u-", "user"),
            prosody("ana@auth.meet.example.org/Laptop", "u-", "resource"),
            request("/TeamSync", "/r-"), request("/teamsync", "/r-"), request("/%54eamsync", "/r-"),
            request("/board/TeamSync", "/r-"), request("/TeamSync?jwt=x", "/r-"),
            request("/http-bind?room=teamsync", "/http-bind?room=r-", nil),
            prosody("https://meet.example.org/TeamSync", "https://meet.example.org/r-", "room"),
            prosody("https://meet.example.org/%54eamSync?jwt=x#config", "https://meet.example.org/r-"),
            prosody("203.0.113.7", "fdb6:49ce:204"), prosody("203.0.113.7:50162", "[fdb6:49ce:204"),
            prosody("[2001:db8::7]:443", "[fdb6:49ce:204"),
        ]
    }

    private func run(_ script: String) async throws -> Command.Outcome {
        try await Command.shell(
            "for i in {1..32}; do printf '0%x' $((i % 16)); done >k; chmod 600 k; \(script)", in: try TemporaryFolder())
    }

    @Test(
        "What it prints for a value is what the filter writes for a line with it, with and without --kind",
        arguments: Sighting.all)
    func equal(_ sighting: Sighting) async throws {
        let look = "\"$LOGSCRUB\" pseudonym --key-file k --at 2026-09-14"
        let outcome = try await run(
            """
            "$LOGSCRUB" --level pseudonymous --key-file k <<<'\(sighting.before)\(sighting.value)\(sighting.after)'
            \(look) '\(sighting.value)'
            \(look) \(sighting.kind.map { "--kind \($0)" } ?? "") '\(sighting.value)'
            """)
        #expect(outcome.errors == "" && outcome.status == .success)
        let lines = outcome.text.split(separator: "\n").map(String.init)
        try #require(lines.count == 3)
        #expect(lines[1].hasPrefix(sighting.start), "\(lines[1])")
        #expect(lines[0].contains(" " + lines[1] + sighting.after.prefix(5)), "\(lines[0]) has no \(lines[1])")
        #expect(lines[2] == lines[1])
    }

    @Test("All spellings of a room have one pseudonym, in all places, and that of --kind room")
    func one() async throws {
        let outcome = try await run(
            """
            "$LOGSCRUB" pseudonym --key-file k --at 2026-09-14 /TeamSync /%54EAMSYNC teamsync@conference.meet.example.org \
                https://meet.example.org/teamSync | grep -o 'r-[a-z2-7]*' | sort -u
            "$LOGSCRUB" pseudonym --key-file k --at 2026-09-14 --kind room TeamSync
            "$LOGSCRUB" pseudonym --key-file k --at 2026-09-15 /TeamSync
            """)
        let lines = outcome.text.split(separator: "\n")
        try #require(lines.count == 3, "\(outcome.text)\(outcome.errors)")
        #expect(lines[0] == lines[1] && "/" + lines[0] != lines[2])
    }

    @Test("A JID that looks like an address of mail is one, unless --kind says whose")
    func mail() async throws {
        let outcome = try await run(
            """
            "$LOGSCRUB" pseudonym --key-file k --at 2026-09-14 ana@example.net || echo $?
            "$LOGSCRUB" pseudonym --key-file k --at 2026-09-14 --kind user ana@example.net
            "$LOGSCRUB" --key-file k --period none --level pseudonymous <<<"<presence from='ana@example.net'/>"
            "$LOGSCRUB" pseudonym --key-file k --period none --kind user ana@example.net
            """)
        #expect(outcome.errorLines.count == 1)
        let lines = outcome.text.split(separator: "\n")
        try #require(lines.count == 4 && lines[0] == "64", "\(outcome.text)")
        #expect(lines[1].contains(/^u-[a-z2-7]{15}@example\.net$/))
        #expect(lines[2] == "<presence from='\(lines[3])'/>")
    }

    @Test(
        "Where nothing in a value has a pseudonym, that is said, nothing is printed, and the status is 64",
        arguments: [
            "TeamSync", "/http-bind", "/libs/app.js", "https://search.example.net", "ana@example.net", "1.2.3", "",
            "'a b@conference.meet.example.org'", "'x\ny@conference.meet.example.org'",
            "--kind room ana@meet.example.org",
            "--kind user teamsync@conference.meet.example.org", "--kind user /TeamSync", "--kind address /TeamSync",
            "--kind room '/a\" b'", "/TeamSync /http-bind",
        ])
    func nothing(_ arguments: String) async throws {
        let outcome = try await run("\"$LOGSCRUB\" pseudonym --key-file k \(arguments.isEmpty ? "''" : arguments)")
        #expect(outcome.status == .usage)
        #expect(outcome.output.isEmpty && !outcome.errors.isEmpty)
    }

    @Test("What cannot be had without the key is an error of the key, also for a JID")
    func keys() async throws {
        let outcome = try await run(
            """
            mkdir -m 700 ring
            "$LOGSCRUB" pseudonym --keyring ring --at 2020-01-01 teamsync@conference.meet.example.org; echo $?; ls ring
            "$LOGSCRUB" pseudonym --keyring ring teamsync@conference.meet.example.org | sed 's/^r-.*@/same@/'
            """)
        #expect(outcome.text == "66\nsame@conference.meet.example.org\n", "\(outcome.errors)")
        #expect(outcome.errors.contains("has no key of 2020-01-01"))
    }
}
