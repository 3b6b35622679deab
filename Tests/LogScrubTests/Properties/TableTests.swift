import Testing

@testable import LogScrub

/// Tables of a person that are written over several lines.
@Suite("Tables over several lines")
struct TableTests {
    @Test("They come out the same in any pieces and by every way, and stay so")
    func random() throws {
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("tables", round: round)
            var policy = try random.policy()
            policy.period = .none
            let scrubber = Scrubber(policy: policy, format: try random.format())
            let stream = (0..<random.number(1...30)).flatMap { _ in
                Array((Self.line(&random) + random.pick(["\n", "\n", "\n", "\r\n"])).utf8)
            }
            let whole = scrubber.outcome(of: stream)
            let same =
                whole == scrubber.outcome(of: stream, isNaive: true)
                && whole.output == scrubber.outcome(of: stream, cuts: random.cuts(of: stream.count)).output
            // What is encrypted is encrypted again.
            let settled = policy[.address] == .encrypt || scrubber.scrubbedBytes(whole.output) == whole.output
            guard same && settled else {
                Issue.record("\(Failure.note(round, same ? "twice" : "pieces", Failure.show(stream)))")
                return
            }
        }
    }

    @Test(
        "A name is a person's between the brackets, and nowhere else",
        arguments: [
            ("user = {\n  name = \"Ana\"\n", 1), ("user = {\n  name = \"Ana\"\n}\n  name = \"Ana\"\n", 1),
            ("  [\"user\"] = {\r\n    [\"name\"] = \"Ana\";\r\n  };\r\n  [\"name\"] = \"x\"\r\n", 1),
            (
                "{\n  \"user\" : [\n    {\n      \"name\" : \"Ana\"\n    }, {\n      \"name\" : \"Ana\"\n    }\n  ],\n",
                2
            ),
            ("user = {\n  x = {\n    name = \"Ana\"\n  },\n  name = \"Ana\"\n},\n  name = \"x\"\n", 2),
            ("user = {\n  context = { name = \"Ana\" },\n  name = \"Ana\"\n", 2),
            ("user = {\nname = \"Ana\"\n", 0), ("user = {}\n  name = \"Ana\"\n", 0),
            ("user = { x\n  name = \"Ana\"\n", 0),
            ("user = {\n\n  name = \"Ana\"\n", 0), ("shard = {\n  name = \"Ana\"\n", 0),
            ("user = {\n" + String(repeating: "  x\n", count: 64) + "  name = \"Ana\"\n", 0),
        ])
    func names(_ text: String, _ expected: Int) {
        for head in ["", "Oct 03 18:40:01 general\tdebug\t"] {
            let output = Scrubber().scrub(head + text)
            #expect(
                output.split(separator: "[name]", omittingEmptySubsequences: false).count == expected + 1, "\(output)")
        }
    }

    private static func line(_ random: inout SeededGenerator) -> String {
        let indent = String(repeating: random.pick([" ", " ", "\t"]), count: random.number(0...4))
        return random.pick([
            "\(indent)user = {", "\(indent)\"user\" : {", "\(indent)[\"user\"] = {", "user: [", "\(indent)shard = {",
            "\(indent)}", "\(indent)},", "\(indent)];", "\(indent)}, {", "\(indent)name = \"Ana\",",
            "\(indent)\"name\" : \"Berta Klein\",", "\(indent)id = \"u-7\"", "\(indent)x = { name = \"Ana\" }",
            "\(indent)client = 203.0.113.7", "",
            "Oct 03 18:40:01 c2s55d02ee171c0\tdebug\tuser = {", "Oct 03 18:40:01 general\tinfo\tname = \"x\"",
            "JVB 2026-08-25 10:11:12.013 INFO: [42] [confId=1f conf_name=teamsync@conference.a.example] A.b#1: user = {",
            "203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] \"GET /Room?user={ HTTP/2.0\" 200 5 \"-\" \"user={\"",
            "\(indent)<nick>Ana", "\(indent)Ana</nick> name='x'", "\(indent)at org.example.A(A.java:7) name = \"x\"",
        ])
    }
}
