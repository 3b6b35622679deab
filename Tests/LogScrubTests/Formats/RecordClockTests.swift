import Testing

@testable import LogScrub

@Suite("Times of records")
struct RecordClockTests {
    private static let utc = ClockedLines.utc
    private static let local = ClockedLines.local

    // MARK: Formats

    private static let recordsInUTC = [
        #"203.0.113.7 - - [25/Aug/2026:12:11:12 +0200] "GET /x HTTP/1.1" 200 5 "-" "curl/8""#,
        #"meet.example.org:443 2001:db8::7 - ana [25/Aug/2026:02:11:12 -0800] "GET / HTTP/1.1" 200 5 "-" "-""#,
        #"203.0.113.7 - [01/Jan/2020:00:00:00 +0000] [25/Aug/2026:10:11:12 +0000] "GET / HTTP/1.1" 200 5"#,
        #"203.0.113.7 - - [2026-08-25T12:11:12+02:00] "GET / HTTP/1.1" 200 5 "-" "-""#,
        #"203.0.X.X - - [25/Aug/2026:12:11:12 +0200] "GET /x?[params_redacted] HTTP/1.1" 200 5 "" "-""#,
        #"{"time_local":"25/Aug/2026:12:11:12 +0200","remote_addr":"203.0.113.7"}"#,
        #"{"remote_addr":"203.0.113.7","time_iso8601":"2026-08-25T12:11:12+02:00"}"#,
        #"{"request_time":0.004,"remote_addr":"203.0.113.7","msec":1787652672.123}"#,
        #"{"remote_addr":"203.0.113.7","time":"2026-08-25T10:11:12+00:00"}"#,
        #"{ "remote_addr" : "203.0.113.7", "@timestamp" : "2026-08-25T10:11:12Z" }"#,
        #"{"level":"info","ts":1787652672.123,"request":{"remote_ip":"203.0.113.7","headers":{"Ts":["1"]}}}"#,
        #"{"ClientAddr":"203.0.113.7:1","RequestPath":"/","StartUTC":"2026-08-25T10:11:12.123456789Z"}"#,
        #"{"ClientAddr":"203.0.113.7:1","RequestPath":"/","level":"info","time":"2026-08-25T10:11:12Z"}"#,
        #"{"x":"\"time\":\"2001-01-01T00:00:00Z\"","time":0.5,"timestamp":1787652672123}"#,
        "2026-08-25T12:11:12+0200: : session 002000000000000001: peer 203.0.113.7 lifetime updated: 300",
        "2026-08-25T03:11:12.297-0700 INFO session 002000000000000001: closed, remote 203.0.113.7:1",
        "1787652672.123     45 203.0.113.7 TCP_MISS/200 5 GET http://example.org/ - DIRECT/- text/html",
        "[2026-08-25T12:11:12+0200] [INFO] https://meet.example.org/",
    ]

    @Test("A record that says its zone is taken at its word", arguments: recordsInUTC)
    func zoned(line: String) {
        var lines = ClockedLines()
        #expect(lines.read(line) == Self.utc)
        #expect(lines.clock.time == Self.utc)
    }

    private static let localRecords = [
        "2026/08/25 10:11:12 [error] 812#812: *42 open() failed, client: 203.0.113.7, server: x",
        "[Tue Aug 25 10:11:12.123456 2026] [core:error] [pid 812:tid 14] [client 203.0.113.7:51514] AH00126",
        "[Tue Aug 25 10:11:12 2026] [error] [client 203.0.113.7] File does not exist",
        "Aug 25 10:11:12 c2s5581e7a3a4d0\tinfo\tClient connected from 203.0.113.7",
        "2026-08-25 10:11:12 mod_bosh            info\tNew BOSH session",
        "2026-08-25 10:11:12 c2s5581e7a3a4d0      \u{1B}[1minfo\u{1B}[0m\tClient disconnected",
        "JVB 2026-08-25 10:11:12.000 INFO: [61] Component.x#369: Update 203.0.113.7:46862/udp",
        "Jicofo 2026-08-25 10:11:12.000 INFO: [22] [room=a@b] X.<init>#355: Created",
        "2026-08-25 10:11:12.000 INFO: [75] SipGateway.x#216: [ctx=16893409834311552568773] Incoming",
        "JVB 2026-08-25 10:11:12.163 INFO: [119] org.ice4j.ice.Component.log() Add 203.0.113.7:1/udp/host",
        "2026-08-25T10:11:12(1234567): INFO: IPv4. Local relay addr: 192.0.2.10:53110",
        "2026-08-25 10:11:16,123 fail2ban.actions        [812]: NOTICE  [sshd] Ban 198.51.100.200"
            .replacing("10:11:16", with: "10:11:12"),
        #"{"time":"2026-08-25 10:11:12","remote_addr":"203.0.113.7"}"#,
        "{\"time\":\"Aug 25 10:11:12\",\"remote_addr\":\"203.0.113.7\"}",
    ]

    @Test("A record that says no zone is of the process's", arguments: localRecords)
    func unzoned(line: String) {
        var lines = ClockedLines()
        #expect(lines.read(line) == Self.local)
    }

    private static let otherLines = [
        "", "x", "7: : session 002000000000000001: peer 203.0.113.7 lifetime updated: 300", "7: ERROR: x",
        "\tat /203.0.113.7:5222",
        "10:11:12.841 INFO: [9] impl.netaddr.NetworkConfigurationWatcher.x().387 eth0",
        "c2s55f4a340a200     info\tAuthenticated as focus@auth.meet.jitsi",
        "[12345.678901] [UFW BLOCK] SRC=203.0.113.7",
        "10:11:12.199           pjsua_core.c  .TX 1044 bytes", "203.0.113.7 did something",
        "1787652672 bytes were sent",
        "4915112345678901", #"{"remote_addr":"203.0.113.7","request_time":0.004,"time":null}"#,
        "JVB is starting up with 1 thread", "RFC 3489/5389/5766/5780/6062/6156 STUN/TURN Server",
    ]

    @Test("A record that says nothing of a time has none", arguments: otherLines)
    func silent(line: String) {
        var lines = ClockedLines()
        #expect(lines.read(line) == nil)
        #expect(lines.clock.time == ClockedLines.now)
    }

    // MARK: Headers

    private static let headersInUTC = [
        "2026-08-25T12:11:12.123456+02:00 meet sshd[77]: Accepted publickey from 203.0.113.5",
        "2026-08-25T10:11:12+0000 meet turnserver[812]: session 1: peer 203.0.113.7",
        "<30>1 2026-08-25T12:11:12.123456+02:00 meet prosody 901 - - c2s5581e7a3a4d0: Client connected",
        "<190>1 2026-08-25T10:11:12Z meet nginx 812 - [origin ip=\"192.0.2.10\"] 203.0.113.7 did something",
        "Tue 2026-08-25 10:11:12 UTC meet coturn.service[812]: session 1: peer 203.0.113.7",
        "Tue 2026-08-25 10:11:12.123456 GMT meet jvb[900]: session 1: peer 203.0.113.7",
        "1787652672.000000 meet sshd[77]: Accepted publickey from 203.0.113.5",
        "web-1  | 2026-08-25T10:11:12.123456789Z session 1: peer 203.0.113.7",
        "2026-08-25T10:11:12.123456789Z session 1: peer 203.0.113.7",
    ]

    @Test("A header stands for a record that says nothing itself", arguments: headersInUTC)
    func headers(line: String) {
        var lines = ClockedLines()
        #expect(lines.read(line) == Self.utc)
    }

    private static let headersInLocalTime = [
        "Aug 25 10:11:12 meet sshd[77]: Accepted publickey for admin from 203.0.113.5",
        "<34>Aug 25 10:11:12 meet sshd[77]: Accepted publickey for admin from 203.0.113.5",
        "Aug 25 10:11:12.123456 meet kernel: [12345.678901] [UFW BLOCK] SRC=203.0.113.7",
        "Aug 25 10:11:12 meet prosody[901]: c2s5581e7a3a4d0: Client connected",
        "Tue 2026-08-25 10:11:12 CEST meet coturn.service[812]: session 1: peer 203.0.113.7",
        "web-1  | Aug 25 10:11:12 meet sshd[77]: Accepted publickey for admin from 203.0.113.5",
    ]

    @Test("A header without a zone is of the process's", arguments: headersInLocalTime)
    func localHeaders(line: String) {
        var lines = ClockedLines()
        #expect(lines.read(line) == Self.local)
    }

    @Test("A record behind a header is of the time that it has in a file of its own")
    func headerAndRecord() {
        let records = [
            #"203.0.113.7 - - [25/Aug/2026:12:11:12 +0200] "GET /x HTTP/1.1" 200 5 "-" "curl/8""#,
            "2026/08/25 10:11:12 [error] 812#812: *42 open() failed, client: 203.0.113.7, server: x",
            "JVB 2026-08-25 10:11:12.000 INFO: [61] Component.x#369: Update 203.0.113.7:46862/udp",
            "Aug 25 10:11:12 c2s5581e7a3a4d0\tinfo\tClient connected from 203.0.113.7",
        ]
        // A second later, at the header's clock.
        for header in [
            "Aug 25 10:11:13 meet app[7]: ", "2026-08-25T08:11:13.000001Z ",
            "<30>1 2026-08-25T10:11:13+02:00 m a 1 - - ",
        ] {
            for record in records {
                var lines = ClockedLines()
                let alone = lines.read(record)
                #expect(lines.read(header + record) == alone)
            }
        }
    }

    @Test("Where a record seems to be of another zone, the header counts")
    func otherZone() {
        var lines = ClockedLines()
        // The container's clock shows UTC.
        #expect(
            lines.read("2026-08-25T10:11:12.123456789Z JVB 2026-08-25 10:11:12.000 INFO: [61] X.y#1: 203.0.113.7")
                == Self.utc)
        // So does the server's, but its zone is not known.
        #expect(lines.read("Aug 25 12:11:12 meet app[7]: 2026/08/25 10:11:12 [error] 8#8: x") == Self.local)
    }

    // MARK: Streams

    @Test(
        "Lines without a time belong to the record before them; in the beginning, and after an hour of none, it is now")
    func continuation() {
        var lines = ClockedLines()
        #expect(lines.clock.time == ClockedLines.now)
        _ = lines.read("JVB 2026-08-25 10:11:12.000 SEVERE: [61] X.y#1: java.net.ConnectException")
        #expect(lines.read("\tat /203.0.113.7:5222") == nil)
        #expect(lines.clock.time == Self.local)
        lines.clock.now += 3599
        #expect(lines.clock.time == Self.local)
        lines.clock.now += 1
        #expect(lines.clock.time == lines.clock.now)
    }

    @Test("Each record is judged by its own time, even if midnight comes and goes")
    func outOfOrder() {
        var lines = ClockedLines()
        let midnight = Self.utc - Self.utc % 86_400
        for (text, expected) in [
            ("24/Aug/2026:23:59:59 +0000", midnight - 1), ("25/Aug/2026:00:00:00 +0000", midnight),
            ("24/Aug/2026:23:59:58 +0000", midnight - 2), ("25/Aug/2026:02:00:01 +0200", midnight + 1),
            ("25/Aug/2026:01:59:59 +0200", midnight - 1),
        ] {
            #expect(lines.read("203.0.113.7 - - [\(text)] \"GET / HTTP/1.1\" 200 5") == expected)
        }
    }

    @Test("Lines that nobody has looked at are gone through backwards, up to the last that says a time")
    func recalled() {
        let text =
            "Jicofo 2020-01-01 00:00:00.000 INFO: [1] a\nJVB 2026-08-25 10:11:12.000 INFO: [1] b\n\tat x\n\n\tat y\n"
        let bytes = ClockedLines.bytes(text.utf8)
        var lines = ClockedLines()
        lines.clock.recall(bytes.span, 0..<text.utf8.count, isWrapped: true)
        #expect(lines.clock.time == Self.local)
        lines = ClockedLines()
        let header = "Aug 25 10:11:12 meet app[7]: 10:11:12.841 INFO: x\n          at y"
        lines.clock.recall(ClockedLines.bytes(header.utf8).span, 0..<header.utf8.count, isWrapped: true)
        #expect(lines.clock.time == Self.local)
        lines.clock.recall(bytes.span, 0..<0, isWrapped: true)
        #expect(lines.clock.time == Self.local)
        let access = "1.1.1.1 - - [25/Aug/2026:10:11:12 +0000] \"GET / HTTP/1.1\" 200 5\n\n"
        lines.clock.recall(ClockedLines.bytes(access.utf8).span, 0..<access.utf8.count, isWrapped: true)
        #expect(lines.clock.time == Self.utc)
        lines.clock.recall(bytes.span, 0..<text.utf8.count, isWrapped: true)
        #expect(lines.clock.time == Self.local)
    }

    // MARK: Years

    /// 2027-01-01 00:00 UTC.
    private static let midnight: Int64 = 1_798_761_600

    @Test("A time without a year is of the last one that does not put it more than a day ahead")
    func newYear() {
        for (text, now, expected) in [
            ("Dec 31 23:59:59", Self.midnight - 1, Self.midnight - 1),
            ("Dec 31 23:59:59", Self.midnight + 5, Self.midnight - 1),
            ("Jan  1 00:00:00", Self.midnight + 5, Self.midnight),
            ("Jan  1 00:00:00", Self.midnight - 5, Self.midnight),
            ("Jan  1 23:59:00", Self.midnight - 3601, Self.midnight - 365 * 86_400 + 86_340),
            ("Jan  1 23:59:00", Self.midnight - 3600, Self.midnight + 86_340),
            ("Jan  1 23:59:00", Self.midnight + 86_400, Self.midnight + 86_340),
            ("Dec 31 00:00:00", Self.midnight + 300 * 86_400, Self.midnight - 86_400),
            // 2024 had a leap day; 2028 will.
            ("Feb 29 12:00:00", Self.midnight, 1_709_208_000),
            ("Feb 29 12:00:00", 1_709_208_000 - 86_401, 1_582_977_600),
            ("Feb 29 12:00:00", 1_835_438_400, 1_835_438_400),
        ] {
            var lines = ClockedLines(now: now, zone: .utc)
            #expect(lines.read("\(text) meet sshd[77]: x") == expected, "\(text) at \(now)")
        }
    }

    @Test("When a stream was written to last says the year, and so does a header")
    func otherYears() {
        var lines = ClockedLines(zone: .utc)
        lines.clock.lastWritten = Self.midnight - 365 * 86_400 * 3
        #expect(lines.read("Nov 20 10:00:00 c2s1\tinfo\tx") == 1_700_474_400)
        #expect(lines.read("2021-11-20T10:00:00.123456789Z Nov 20 10:00:00 c2s1\tinfo\tx") == 1_637_402_400)
        lines.clock.lastWritten = nil
        #expect(lines.read("Nov 20 10:00:00 c2s1\tinfo\tx") == 1_763_632_800)
    }

    // MARK: Entries

    private static let object =
        #"{"_PID":"9","MESSAGE":"x \"__REALTIME_TIMESTAMP\":\"1\" y","__REALTIME_TIMESTAMP":"1787652672000000"}"#

    @Test(
        "An entry's time is that of what stands in it",
        arguments: [
            object, #"{"__REALTIME_TIMESTAMP":"1787652672000000","MESSAGE":"x"}"#,
            "{\n\t\"MESSAGE\" : \"x\",\n\t\"__REALTIME_TIMESTAMP\" : \"1787652672000000\"\n}",
            #"{"log":"x \"time\":\"1\"\n","stream":"stdout","time":"2026-08-25T10:11:12.123456789Z"}"#,
            #"{"log":"x\n","stream":"stdout","attrs":{"a":"b"},"time":"2026-08-25T10:11:12Z"}"#,
        ])
    func objects(text: String) {
        var lines = ClockedLines()
        lines.clock.enter(ClockedLines.bytes(text.utf8).span, object: 0..<text.utf8.count)
        #expect(lines.clock.entry == RecordStamp(seconds: Self.utc, isZoned: true))
        #expect(lines.clock.time == Self.utc)
        let place = lines.clock.enterLayer()
        #expect(lines.read("nothing") == nil)
        #expect(lines.clock.time == Self.utc)
        // The record's own time, and what the program does not know about its zone.
        #expect(lines.read("JVB 2026-08-25 12:11:10.000 INFO: [61] X.y#1: x") == Self.utc - 2)
        #expect(lines.read("\tat x") == nil)
        #expect(lines.clock.time == Self.utc - 2)
        #expect(lines.read("JVB 2026-08-25 10:11:10.000 INFO: [61] X.y#1: x") == Self.utc)
        #expect(lines.read("Aug 25 12:11:10 meet app[7]: x") == Self.utc - 2)
        // What stands in the entry says nothing of what comes behind it.
        lines.clock.leaveLayer(to: place)
        #expect(lines.read("nothing") == nil)
        #expect(lines.clock.time == Self.utc)
    }

    @Test("An object without a time is of the time that the stream has come to")
    func objectsWithout() {
        var lines = ClockedLines()
        _ = lines.read("2026-08-25 12:11:12 x")
        for text in [#"{"MESSAGE":"x"}"#, #"{"log":"x"}"#, #"{"__REALTIME_TIMESTAMP":"9"}"#, #"{"log":"x","time":"#] {
            lines.clock.enter(ClockedLines.bytes(text.utf8).span, object: 0..<text.utf8.count)
            #expect(lines.clock.entry == nil)
            #expect(lines.clock.time == Self.utc)
        }
    }

    @Test("The journal's export format and its long form say the time before the text")
    func exports() {
        var lines = ClockedLines()
        for field in ["__CURSOR=s=1;t=1", "__REALTIME_TIMESTAMP=1787652672000000", "_SOURCE_REALTIME_TIMESTAMP=1"] {
            lines.clock.enter(ClockedLines.bytes(field.utf8).span, exportField: 0..<field.utf8.count)
        }
        #expect(lines.clock.entry == RecordStamp(seconds: Self.utc, isZoned: true))
        lines = ClockedLines()
        _ = lines.read("Tue 2026-08-25 10:11:12.000000 UTC [s=19511dd180764cf4;i=1;b=6c7c;m=5f5e100;t=659d;x=6f40]")
        _ = lines.read("    _PID=7")
        #expect(lines.read("    MESSAGE=JVB 2026-08-25 10:11:12.000 INFO: [61] X.y#1: 203.0.113.7") == Self.utc)
        #expect(lines.read("    MESSAGE=JVB 2026-08-25 12:11:11.000 INFO: [61] X.y#1: 203.0.113.7") == Self.utc - 1)
        // Behind the entries, nothing is known any more.
        #expect(lines.read("JVB 2026-08-25 10:11:12.000 INFO: [61] X.y#1: 203.0.113.7") == Self.local)
    }

    @Test("A line of syslog with escapes is an entry too")
    func escaped() {
        let text = "2026-08-25T12:11:12+02:00 meet app[7]: a#012b"
        let bytes = ClockedLines.bytes(text.utf8)
        var lines = ClockedLines()
        lines.clock.enter(bytes.span, header: TextEnvelope(bytes.span, 0..<text.utf8.count))
        #expect(lines.clock.entry == RecordStamp(seconds: Self.utc, isZoned: true))
    }

    // MARK: No time

    @Test(
        "What was never a time is none",
        arguments: [
            "2026-13-25T10:11:12Z", "2026-00-25T10:11:12Z", "2026-08-32T10:11:12Z", "2026-02-29T10:11:12Z",
            "2026-08-25T24:11:12Z",
            "2026-08-25T10:60:12Z", "2026-08-25T10:11:61Z", "2026-08-25T10:11:12+16:00", "2026-08-25T10:11:12+02:60",
            "2026-08-25T10:11:1", "2026-08-25T1a:11:12Z", "2026-08/25 10:11:12", "0001-01-01T00:00:00Z",
            "1969-12-31 23:59:59",
            "2026-08-25T10:11:12+02000", "Foo 25 10:11:12 x", "Aug 32 10:11:12 x", "Aug  0 10:11:12 x",
            "Aug 25 25:11:12 x",
            "25/Foo/2026:10:11:12 +0000", "25/Aug/2026:10:11:12 +9900", "Tue Aug 25 10:11:12.123456 x026",
            "1111111111222222222233333333334444444444.5", "99999999999999999999.5", "-1787652672.5", "1787652672.",
            "9999999999999999999x",
        ])
    func malformed(text: String) {
        for line in [
            text, "[\(text)]", "{\"time\":\"\(text)\"}", "{\"ts\":\(text)}",
            "203.0.113.7 - - [\(text)] \"GET / HTTP/1.1\" 200 5",
        ] {
            for grammar in LogFormat.Grammar.allCases {
                var lines = ClockedLines()
                #expect(
                    lines.read(line, as: grammar) == nil || line == "{\"time\":\"1787652672.\"}"
                        || line == "{\"ts\":1787652672.}")
            }
        }
    }

    @Test("A leap second is of the day that it ends")
    func leapSecond() {
        var lines = ClockedLines()
        #expect(lines.read("2016-12-31T23:59:60Z x") == 1_483_228_799)
    }

    @Test("A stream that begins without a date begins when its user says, also where a date has no year")
    func startTime() throws {
        var policy = Policy()
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        let day: Int64 = 1_736_035_200  // 2025-01-05
        let expected = try policy.pseudonym(of: .room, "abc", in: Period.day.instance(at: day))
        policy.startTime = day
        let scrubber = Scrubber(policy: policy)
        #expect(scrubber.scrub("room=abc") == "room=\(expected)")
        #expect(scrubber.scrub("Jan  5 10:00:00 h x: room=abc").hasSuffix("room=\(expected)"))
        #expect(!scrubber.scrub("2026-03-15 10:00:00 room=abc\nroom=abc").contains(expected))
    }
}
