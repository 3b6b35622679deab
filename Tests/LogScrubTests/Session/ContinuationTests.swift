import LogScrub
import Testing

@Suite("What one record leaves open changes no record of another")
struct ContinuationTests {
    private func scrub(_ lines: [String], level: Level = .none) -> [String] {
        let output = Scrubber(policy: Policy(level: level)).scrub(lines.joined(separator: "\n") + "\n")
        return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private static let openers = [
        #"web-1  | 203.0.113.7 - - [14/Sep/2026:19:02:12 +0200] "GET / HTTP/1.1" 404 9 "-" "curl/8" "<nick>""#,
        "X-Forwarded-For: <nick>", "usage: login <user> <password>", "upstream said <html><body>502",
        "async function load(): Promise<Response>", #"level=info msg="got <email>""#, "<nick>Ana", "<password",
        #"{"MESSAGE":"upstream said <html><body>502","_SYSTEMD_UNIT":"web.service","_PID":"7"}"#,
        #"{"log":"<message><body>hunter2\n","stream":"stdout"}"#,
        "Oct 03 18:40:01 c2s55d02ee171c0\tdebug\t<message to='a@b'><body>hunter2", "config.user = {",
        "JVB 2026-08-25 10:11:12.013 FINE: [42] Conference.received#10: <presence to='a@b/c'><stats-id>",
    ]

    private static let others = [
        "jvb-1  | hello from jvb", "Sep 14 19:02:12 host cron[7]: hello", "2026-09-14T19:02:12+02:00 host app: hello",
        "<30>1 2026-09-14T19:02:12Z host app 7 - - hello", "10:11:12 hello", "INFO hello", "level=warn msg=hello",
        #"{"MESSAGE":"hello","_SYSTEMD_UNIT":"ssh.service","_PID":"8"}"#, #"{"log":"hello\n","stream":"stderr"}"#,
        #"{"a":"hello"}"#, "[ 12.000000] hello", "Oct 03 18:40:02 mod_bosh\tinfo\thello",
        "192.0.2.1 hello".replacing("192.0.2.1", with: "127.0.0.1"),
        "JVB 2026-08-25 10:11:13.013 INFO: [42] Endpoint.expire#1: hello",
    ]

    @Test("A record of another source, or with a head of its own, comes out as it would alone", arguments: openers)
    func others(opener: String) {
        for other in Self.others {
            let alone = scrub([other])
            #expect(scrub([opener, other])[1] == alone[0], "\(other)")
            #expect(alone[0].contains("hello"), "\(other)")
        }
    }

    @Test(
        "A line without a head comes out whole where no stanza was open",
        arguments: [
            "X-Forwarded-For: <nick>", "usage: login <user> <password>", "upstream said <html><body>502", "<nick>Ana",
            "Promise<Response>",
        ])
    func plain(opener: String) {
        #expect(
            scrub([opener, "worker 1 started", "worker 2 started"]).dropFirst() == [
                "worker 1 started", "worker 2 started",
            ])
    }

    @Test("A stack trace behind a word in brackets stays")
    func frames() {
        let lines = ["Caught Promise<Response>", "\tat org.jitsi.A.b(A.java:7)", "\t... 12 more", "Caused by: x"]
        #expect(scrub(lines) == lines)
    }

    @Test("The text of a stanza of Prosody goes on in the next lines, and ends with the next record")
    func stanza() {
        let output = scrub([
            "Oct 03 18:40:01 c2s55d02ee171c0\tdebug\tReceived[c2s]: <message to='x'><body>hunter1",
            "hunter2 and 12 more", "12 hunter3", "  hunter4</body></message>", "kept",
            "Oct 03 18:40:02 c2s55d02ee171c0\tdebug\tkept",
        ])
        #expect(!output.joined().contains("hunter"))
        #expect(output[3].hasSuffix("</body></message>"))
        #expect(output[4] == "kept")
        #expect(output[5].hasSuffix("kept"))
    }

    /// How two sources write whose records come in turns; the percent sign is the record.
    private static let sources = [
        ("compose", "prosody-1  | %", "web-1  | %"),
        ("syslog", "Oct  3 18:40:01 meet prosody[901]: %", "Oct  3 18:40:01 meet web[7]: %"),
        (
            "journal", #"{"_PID":"901","MESSAGE":"%","_SYSTEMD_UNIT":"prosody.service"}"#,
            #"{"MESSAGE":"%","_SYSTEMD_UNIT":"prosody.service","_PID":"902"}"#
        ),
        ("export", "__CURSOR=1\nMESSAGE=%\n_PID=901\n", "__CURSOR=2\n_PID=7\nMESSAGE=%\n"),
    ]

    @Test("Of two sources in turns, only the one that has opened an element goes on with it", arguments: sources)
    func turns(name: String, first: String, second: String) {
        let tab = name == "journal" ? #"\t"# : "\t"
        let head = name == "syslog" ? "" : "Oct 03 18:40:01 c2s5\(tab)debug\(tab)"
        let output = scrub([
            first.replacing("%", with: "\(head)<message to='x'><body>hunter1"), second.replacing("%", with: "other 1"),
            first.replacing("%", with: "hunter2"), second.replacing("%", with: "other 2"),
            first.replacing("%", with: "hunter3</body></message>"), first.replacing("%", with: "kept"),
        ]).joined(separator: "\n")
        #expect(!output.contains("hunter"), "\(output)")
        for text in ["other 1", "other 2", "</body></message>", "kept"] { #expect(output.contains(text), "\(output)") }
    }

    @Test("After 64 records nothing goes on any more")
    func longest() {
        let body = (0..<70).map { "hunter\($0)" }
        let output = scrub(["Oct 03 18:40:01 c2s5\tdebug\t<message><body>text"] + body)
        #expect(output.filter { $0.contains("hunter") }.count == 6)
    }
}
