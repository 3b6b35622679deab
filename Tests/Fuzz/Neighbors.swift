import LogScrub

/// What a record becomes behind another one: the same as alone.
struct Neighbors {
    private let scrubber: Scrubber
    private let records: [Record]

    /// Two records that come out otherwise than alone.
    struct Difference {
        /// What stood before them.
        let before: [UInt8]
        let records: [UInt8]
        let alone: [UInt8]
        let behind: [UInt8]
    }

    /// A record, with its line end, and what it becomes alone.
    struct Record {
        let bytes: [UInt8]
        let alone: [UInt8]
        private let hasHead: Bool
        private let mayOpen: Bool

        init(_ bytes: [UInt8], _ scrubber: Scrubber) {
            self.bytes = bytes + [UInt8(ascii: "\n")]
            alone = scrubber.output(of: self.bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            hasHead = text.contains(Self.head)
            mayOpen = text.contains(Self.opening)
        }

        /// What says that a record begins here: a time in its first bytes, an object, a priority, a number and a colon, a level.
        private static var head: Regex<Substring> {
            #/^(?:[A-Za-z]{2,7} ){0,2}[\d\/T .:+<>,\[-]*\d\d:\d\d:\d\d|^.{0,160}\[\d\d\/[A-Z]|^\d+: |^[{\[]|^<\d+>|^data: \{|^(?:INFO|WARN|WARNING|ERROR|DEBUG|FINE|SEVERE)\b|^\S+ +\| /#
        }

        /// A record of Prosody or of a Java component, with an element or a table in it that may be open.
        private static var opening: Regex<Substring> {
            #/\d\d:\d\d:\d\d\S* (?:.*\t(?:debug|info)\t|(?:FINE|INFO): \[).*[<{]/#
        }

        /// Whether a record may be what goes on of the one before: it is indented, or stands in a stanza or a table that a record of Prosody
        /// or of a Java component has opened; and has no time, no brace and no level of its own.
        func mayContinue(_ other: Record) -> Bool {
            !hasHead && (bytes.first == 0x20 || bytes.first == 0x09 || other.mayOpen)
        }
    }

    init(_ corpus: Corpus) {
        var policy = Policy()
        // Of which day a record is that has no time, only the records around it can say.
        policy.period = .none
        let scrubber = Scrubber(policy: policy)
        self.scrubber = scrubber
        records = corpus.records.map { Record($0, scrubber) }
    }

    var count: Int { records.count }

    /// A record that is none of the corpus.
    func record(_ text: String) -> Record { Record(Array(text.utf8), scrubber) }

    /// The records that come out otherwise behind `first` than alone, in one stream in which it stands before each of them.
    func differences(behind first: String) -> [Difference] {
        let first = record(first)
        var stream = Stream(scrubber)
        var differences: [Difference] = []
        var last = first
        for record in records where !record.mayContinue(first) {
            if first.mayContinue(last) { stream = Stream(scrubber) }
            // What is held until the next line shows what it is comes out with that.
            let output = stream.next(first.bytes) + stream.next(record.bytes)
            if output != first.alone + record.alone {
                differences.append(
                    Difference(
                        before: last.bytes, records: first.bytes + record.bytes, alone: first.alone + record.alone,
                        behind: output))
                stream = Stream(scrubber)
            }
            last = record
        }
        return differences
    }

    /// A session that is asked record by record.
    private struct Stream: ~Copyable {
        private var session: ScrubSession
        private var output = ContiguousArray<UInt8>()

        init(_ scrubber: Scrubber) { session = scrubber.makeSession() }

        mutating func next(_ record: [UInt8]) -> [UInt8] {
            output.removeAll(keepingCapacity: true)
            session.process(record.span, into: &output)
            return Array(output)
        }
    }

    /// Records that others may go on: what is open is a stanza or a table.
    private static let opening: [String] = [
        "Aug 25 10:11:12 c2s5581e7a3a4d0\tdebug\tReceived[c2s]: <presence to='teamsync@conference.meet.example.org/ana'><nick>",
        "Aug 25 10:11:12 mod_bosh\tdebug\tsession = { user = {",
        "JVB 2026-08-25 10:11:12.013 FINE: [42] Conference.received#10: <presence to='a@b/c'><stats-id>",
    ]

    /// A record of each grammar and of each wrapping, and some that were made to stay behind.
    static let predecessors: [String] =
        opening + [
            // Access logs.
            #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /TeamSync HTTP/2.0" 200 512 "https://portal.example.net/a" "Mozilla/5.0""#,
            #"meet.example.org:443 203.0.113.7 - ana [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5 "-" "curl/8.5.0""#,
            #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5 "" "curl/8.5.0" "-" 0.003"#,
            #"{"time":"2026-08-25T10:11:12+02:00","remote_addr":"203.0.113.7","request":"GET / HTTP/2.0","status":200}"#,
            #"{"level":"info","ts":1788000000.1,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"203.0.113.7","uri":"/a"}}"#,
            #"c HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64)""#,
            // Error logs.
            #"2026/08/25 10:11:12 [error] 812#812: *1 open() failed, client: 203.0.113.7, server: _, request: "GET /a HTTP/1.1", host: "x""#,
            "[Tue Aug 25 10:11:12.123456 2026] [core:error] [pid 8:tid 1] [client 203.0.113.7:51514] AH00126: Invalid URI in request GET /a HTTP/1.1",
            // Prosody and the Java components.
            "Aug 25 10:11:12 c2s5581e7a3a4d0\tinfo\tClient connected",
            "Aug 25 10:11:12 mod_bosh\tdebug\tSending <presence to='ana@meet.example.org/x'><nick>Ana</nick></presence>",
            "JVB 2026-08-25 10:11:12.013 INFO: [42] [confId=a epId=b stats_id=Ana-1] Endpoint.expire#1: done",
            "Jicofo 2026-08-25 10:11:12.013 WARNING: [1] [room=teamsync@conference.meet.example.org meeting_id=a] JitsiMeetConferenceImpl.x#2: gone",
            "2026-08-25 10:11:12.013 INFO: [7] org.jitsi.jibri.Main.main: started",
            "java.lang.IllegalStateException: no such user ana@meet.example.org",
            // coturn.
            "12: (900): INFO: session 001000000000000007: realm <e> user <1788000000:ana>: incoming packet ALLOCATE processed, success",
            "12: : session 001000000000000007: HTTPS connection request: GET /x HTTP/1.1",
            // Wrapped.
            "Aug 25 10:11:12 meet prosody[901]: mod_bosh: Client connected from 203.0.113.7",
            "<190>1 2026-08-25T10:11:12Z h nginx 1 - - 203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] \"GET / HTTP/1.1\" 200 5",
            "2026-08-25T10:11:12.123456+02:00 meet sshd[812]: Failed password for ana from 203.0.113.7 port 51514 ssh2",
            #"{"log":"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] \"GET / HTTP/1.1\" 200 5\n","stream":"stdout","time":"2026-08-25T10:11:12.1Z"}"#,
            "web-1  | 2026-08-25T10:11:12.123456789Z 203.0.113.7 connected",
            #"{"MESSAGE":"203.0.113.7 connected","_PID":"7","__REALTIME_TIMESTAMP":"1788000000123456"}"#,
            "Tue 2026-08-25 10:11:12.000000 UTC [s=1;i=2;b=3;m=4;t=5;x=6]",
            // Left open, but no stanza.
            "usage: login <user> <password>", "X-Forwarded-For: <nick>", "async function load(): Promise<Response>",
            #"{"MESSAGE":"upstream said <html><body>502"}"#,
            #"{"log":"upstream said <html><body>502\n","stream":"stderr","time":"2026-08-25T10:11:12.1Z"}"#,
            "Aug 25 10:11:12 meet app[7]: upstream said <html><body>502", "web-1  | Map<User, Email> expected",
            "config.user = {",
            "name = \"Ana", "user 'ana", "POST /login email=ana@example.org&password=",
            // Free text.
            #"INFO:     127.0.0.1:5000 - "GET /x HTTP/1.1" 200 OK"#, "Server started.", "", "203.0.113.7", "<", "[",
            "{", "\"",
        ]
}
