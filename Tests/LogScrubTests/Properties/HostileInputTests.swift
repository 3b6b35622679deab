import Testing

@testable import LogScrub

/// Text that somebody may write into a log to keep the scrubber busy: beginnings without ends, by the ten thousand.
@Suite("Hostile input: the work stays linear, and nothing runs out of stack", .timeLimit(.minutes(20)))
struct HostileInputTests {
    static let pieces = [
        "(uid=a", "/uid=a0", "uid=a0+", "[uid=(",
        "<nick ", "<body>", "<body a='", "R=x ", "to='a", "as=", "room='a", "x@y/", "a@", "@", "eyJ", "://", "http://]",
        "http://a]]]]", "+1 2", "+", "for x ", " user ", "\"user\":", "%40", "&lt;", "&lt;nick&gt;", "[x]@", "[", "::",
        "sip:a:",
        "\"a\"@", "'@", "user \"a\": password mismatch", "Oct 1 1:1:1 h sshd[1]: for a ", "name={", "{name=", "{ email",
        "--password ", "\\u003c", "\\", "%3A%2F%2F", "bosh", "1.2.3.4@", "1.2.3.4a", "http://a.b/", "http://a.b/1",
        "http:\\/\\/a.b\\/",
        "http://meet.a/a/", "?a=", "GET / HTTP/1.1 ", ", request: \"", ", client: a", "2001:db8::a@", "AB:",
        "{\"log\":\"",
        "{\"MESSAGE\":\"", "\u{1B}[1m=", "token=[", "displayName=a ", "stats_id=]a", "&apos;", "a&amp;",
        "\\x22user\\x22:", "))=(", "Key (user)=(", "%26user%3D", "[0]=", "referer:\"", "\"GET /x",
        "{\"port\":1,\"ip\":\"1.2.3.4\",\"a\":", "[\"cookie\",", "{\"us\\u0065r\":", "fe80::1%e,",
    ]

    @Test("A line of one piece again and again is scrubbed like any other", arguments: pieces)
    func repeated(piece: String) {
        let scrubber = Scrubber()
        for prefix in ["", "2026/08/25 10:11:12 [error] 1#1: *1 ", "{\"request\":\""] {
            let line = prefix + String(repeating: piece, count: 60_000 / piece.utf8.count)
            // A line that begins with a time belongs to nothing that was open before.
            let last = "\n10:11:12 the last line\n"
            let isWhole = scrubber.scrub(line + last).hasSuffix(last)
            #expect(isWhole)
        }
    }

    #if DEBUG
        static let keys = [
            "R=", "sessionid=", "tel=", "spt=", "login:", "room=http://", "user=http://", "nick=http://", "name=", "a=",
            "a%40", "<nick>",
        ]

        @Test("Twice as much of one piece takes twice as many steps", arguments: keys)
        func steps(unit: String) {
            let scrubber = Scrubber()
            for head in ["", "Aug 25 10:11:12 mod_bosh\tdebug\t"] {
                let steps = [6_000, 12_000].map { length in
                    let line = Array((head + String(repeating: unit, count: length / unit.utf8.count) + "\n").utf8)
                    return StepCounter.steps { _ = scrubber.scrubbedBytes(line) }
                }
                #expect(steps[0] > 250 && Double(steps[1]) <= 2.2 * Double(steps[0]), "\(steps)")
            }
        }
    #endif

    /// Found by reading, or by `make fuzz`; each by itself, as small as it can be.
    static let ends = [
        "\\\":{\"", "\\\":{\"\n", "{\"log\":\"\\\\\\\":{\\\"a\\\":1}\\n\",\"stream\":\"stdout\"}",
        "Aug 25 10:11:12 c2s5581e7a3a4d0\tdebug\tuser = {\n<190>1 202",
        "2026/10/03 18:31:03 [error] 733#733: *9 forbidden by rule, client: 0.0.0.0, referrer: \\\"\"",
    ]

    @Test("What once ended the program comes out, whatever the format", arguments: ends)
    func ended(text: String) {
        for level in Level.allCases {
            for format in LogFormat.all {
                let output = Scrubber(policy: Policy(level: level), format: format).scrub(text)
                #expect(!output.isEmpty, "\(format.name)")
            }
        }
    }
}
