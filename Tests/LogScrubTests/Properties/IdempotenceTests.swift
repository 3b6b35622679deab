import LogScrub
import Testing

@Suite("Idempotence: scrubbed output is left alone")
struct IdempotenceTests {
    @Test("Scrubbing twice gives what scrubbing once gives, at every level", arguments: Level.allCases)
    func everyLevel(level: Level) throws {
        for round in TestSeed.rounds(120) {
            var random = SeededGenerator("twice \(level.rawValue)", round: round)
            let format = try random.format()
            let scrubber = Scrubber(policy: Policy(level: level), format: format)
            guard isStable(scrubber, random, round, "\(level) \(format)") else { return }
        }
    }

    @Test("Scrubbing twice gives what scrubbing once gives, for any policy and any pair of prefix lengths")
    func anyPolicy() throws {
        for round in TestSeed.rounds(250) {
            var random = SeededGenerator("twice, any policy", round: round)
            let policy = try random.policy()
            let format = try random.format()
            let scrubber = Scrubber(policy: policy, format: format)
            guard isStable(scrubber, random, round, "\(policy.summary), \(format)") else { return }
        }
    }

    @Test("An address cut to any prefix length is not cut again to something else", arguments: 0...128)
    func everyLength(length: Int) throws {
        let limit = NaiveLimit(ipv4: min(length, 32), ipv6: length)
        let scrubber = Scrubber(policy: try .truncating(to: limit))
        var random = SeededGenerator("twice, every length", round: length)
        var lines = LogLineGenerator(random)
        for _ in 0..<8 {
            let port = random.number(1...65_535)
            let text = "a \(lines.ipv4().text) b \(lines.ipv6().text) c [\(lines.ipv6().text)]:\(port) d"
            let once = scrubber.scrubbedText(text)
            #expect(scrubber.scrubbedText(once) == once, "\(limit) on \(text), LOGSCRUB_SEED=\(TestSeed.value)")
        }
    }

    @Test(
        "What is written beside a word, an escape or an element that goes on is not read as something else",
        arguments: [
            // Elements that go on in the next line, and what ends them.
            "<stats-id>\nj\nroom=\">", "<nick>\ne | Aug 25 17:52:47 h: \n-0:cb00",
            "<password>\n1.2.3.4 - - x\n2.3.4.5",
            "{\"log\":\"<stats-id\n<0>%#0<\n{\"log\":\".org - A",
            "data: {\"MESSAGE\":[60,112,97,115,115,119,111,114,100],\"SYSLOG_RAW\":\"e\ndata: {\"__CURSOR\":\"1.2.3.4",
            // Addresses beside words.
            "u@t/focus_\\x3a\\x3af\\x3a0", "user=2001:8::7", "room=2db8::7<", "user=1:8::7",
            "eyJhbGciOiJub25l_ip=2::8:e", "2001::51514 port 9", "user\"2ad8::#", "2001:db8::51514: port 9",
            // Blanks where a user would be, and records whose grammar was hidden by an escape.
            ": 5   [25/Aug/2026:20:29:16 +0200]6,", " :   [25/Aug/2026:11:17:12 +0200]5 \"https",
            "<0>22:10:42 [r] 2#2:, client: , referrer: \"#0\n{\"remote_port\":2.0:443",
            // Users of more than one word, behind a server's name or an identity.
            "a.example 203.0.113.7 - ana maria muster [25/Aug/2026:20:29:16 +0200] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"",
            "203.0.113.7 ana maria muster - [25/Aug/2026:20:29:16 +0200] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"",
            // Values beside escapes, brackets and each other.
            "nick=\\u00@", "nick=\\u00@t", "room=\\u00\\u003a@t@", "sip:b@t/#", "+934567@t/x", "+934567]]-@m",
            "user=conference.sip:&#58;", "6@t/f\\<sip", "nick=e\"<sip", "s://meet./=<sip", "<nick>:<<sip",
            "user <:><sip", "<body<nick>\u{e9}<</nick",
            // Borders of what was found, and of what had been written before.
            "eyJXh0Ijp7InVzZXIiOn+123456", "+423456phone:005", "a@.a::b:7",
            "bosh910ad0ce-1111-4222-8333-444455556666@r",
            "bosh910ad0ce-1111-4222-8333-4444555566662b68::", "<nick>:[redacted]", "/[name]<nick>[name]/[room]",
            "[room=t]c@n",
            "eyJbGciOiYWw.version 1.2.3.4", "0C:11:E9:3B:7D:42eyJyJe", "c@g/n-edredmaqkmxaxg4[name]<sip",
            // Runs in which nobody knows where an address begins.
            "e:0:0:02ff7::", "01:23:45:67:89:AB:CD:EF:0", "7D:42:F0:9A:61:08:CC:D4:2", "1.2.3.4.5ff02::", ".6:2001:0::",
            "1:8:1:2:3:4:5:62bb8::2:4", "2001:8:::8/2026", "ff9b::07198.5", "3.5.7.9/2002:0:7::", "%1:8:1::2",
            "::22a5:9:0:c:2:0:f:1",
            "8.6.6.2.in-addr.arpa2001::", "6.2.2.7.in-addr.arpa3836%3A%3A", "203,0,113,7,4,1.2.3.4",
            "::fff:256.0.113.4",
            // Keys, sessions, telephone numbers and quotes beside what stands for a value.
            "1@.t=>d", "7.0.0./+490100 =>404", "session:room=e", "session:7ps://xamx#[", "session=7.1.8.8/_",
            "pw='[room]password='7", "+9350100/112679791@co", "+4950100 763955404@co", "username=''::f:9",
            "'user=y]'@us", "] [client user:c", "] [client statsId=\"9", "<password\n0C:11:E9:3B:7D:42:F0:9A:61:%3a",
            // Pseudonyms that are addresses beside digits, escapes and words.
            "d6.7.4.9", "3.0.3.7f", "6:3.0.3.0", "%4.1.0.6", "1&#58;1.1.9.1", "e0.5.2.8", "room=c@9.5.2.7",
            "user2b20::/",
        ])
    func besides(text: String) {
        for level in Level.allCases {
            let scrubber = Scrubber(policy: Policy(level: level))
            let once = scrubber.scrubbedText(text)
            #expect(scrubber.scrubbedText(once) == once, "\(level)")
        }
    }

    @Test("An element that goes on is replaced to its end, however many lines it has")
    func openElement() {
        let scrubber = Scrubber()
        let head = "Oct 03 18:40:01 c2s55d0\tdebug\t"
        let text = "\(head)<password>\n(hunter2\nhunter3\nfe80::1 - - x\n"
        let output = "\(head)<password>\n[secret]\n[secret]\nfe80:: - - x\n"
        #expect(scrubber.scrubbedText(text) == output)
        #expect(scrubber.scrubbedText(output) == output)
    }

    @Test("A MAC address begins no record, whatever its digits look like", arguments: Level.allCases)
    func openElementBeforeAddress(level: Level) {
        let scrubber = Scrubber(policy: Policy(level: level))
        for address in ["0C:11:E9:06:4b:1d", "5A-0C-29-3f-61-aa", "12:11:E9:06:4b:1d", "52:54:00:12:34:56:78:9a"] {
            let once = scrubber.scrubbedText("Oct 03 18:40:01 c2s55d0\tdebug\t<body>\n\(address) - x\ny</body>\n")
            #expect(scrubber.scrubbedText(once) == once)
        }
    }

    private func isStable(
        _ scrubber: Scrubber, _ random: SeededGenerator, _ round: Int, _ setting: String
    ) -> Bool {
        var lines = LogLineGenerator(random)
        let stream = lines.stream(of: 1_500)
        func fails(_ input: [UInt8]) -> Bool {
            let once = scrubber.scrubbedBytes(input)
            return scrubber.scrubbedBytes(once) != once
        }
        guard fails(stream) else { return true }
        let smallest = Failure.shrink(stream, while: fails)
        let once = scrubber.scrubbedBytes(smallest)
        Issue.record(
            """
            \(Failure.note(round, setting, Failure.show(smallest)))
              once:  \(Failure.show(once))
              twice: \(Failure.show(scrubber.scrubbedBytes(once)))
            """)
        return false
    }
}
