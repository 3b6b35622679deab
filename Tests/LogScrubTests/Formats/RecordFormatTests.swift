import Testing

@testable import LogScrub

/// Each format says what becomes of its samples; here they are taken through everything that may stand around a record.
@Suite("Formats that are data")
struct RecordFormatTests {
    private static let samples = RecordFormat.all.flatMap { format in format.samples.map { (format.name, $0) } }

    private let policy: Policy
    private let auto: Scrubber

    init() throws {
        var policy = Policy()
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        policy.period = .none
        self.policy = policy
        auto = Scrubber(policy: policy)
    }

    /// What stands before a record of a format so that it is looked at, though nothing in it is a sign: the tag of its program.
    private static func header(_ name: String) -> String {
        let tags = RecordFormat.all.first { $0.name == name }?.tags ?? []
        return tags.first.map { "Aug 25 10:11:12 host1 \($0)[901]: " } ?? ""
    }

    /// What becomes of a sample, with pseudonyms in the places of their markers: `{{r:teamsync}}`.
    private func expected(_ sample: RecordFormat.Sample) throws -> String {
        var text = sample.becomes
        while let marker = text.firstMatch(of: /\{\{(?<letter>[a-z]):(?<name>[^}]*)\}\}/) {
            let kind = try #require(Kind.allCases.first { $0.row.letter == marker.letter.utf8.first })
            let pseudonym = try policy.pseudonym(of: kind, String(marker.name), in: Period.none.instance(at: 0))
            text.replaceSubrange(marker.range, with: pseudonym)
        }
        return text
    }

    @Test("Its samples become what it says, recognized or ordered, and the second time nothing", arguments: samples)
    func becomes(_ name: String, _ sample: RecordFormat.Sample) throws {
        let expected = try expected(sample)
        for (scrubber, header) in [
            (auto, Self.header(name)), (Scrubber(policy: policy, format: try LogFormat(named: name)), ""),
        ] {
            #expect(scrubber.scrub(header + sample.record) == header + expected)
            #expect(scrubber.scrub(header + sample.record + "\r\n") == header + expected + "\r\n")
            #expect(scrubber.scrub(header + expected) == header + expected)
        }
        #expect(auto.counts(Self.header(name) + sample.record)[name] == 1)
    }

    @Test("They become the same wherever a block of 64 bytes begins, and in any pieces", arguments: samples)
    func alignments(_ name: String, _ sample: RecordFormat.Sample) throws {
        let header = Self.header(name)
        let expected = header + (try expected(sample)) + "\n"
        for shift in 0..<64 {
            let line = String(repeating: "x", count: shift) + "\n"
            #expect(auto.scrub(line + header + sample.record + "\n" + line) == line + expected + line, "shift \(shift)")
        }
        let bytes = Array((header + sample.record + "\n").utf8)
        for cut in bytes.indices {
            #expect(auto.sessionBytes(bytes, cuts: [cut]) == Array(expected.utf8), "cut \(cut)")
        }
    }

    @Test("They become the same behind a header and in a string of JSON", arguments: samples)
    func layers(_ name: String, _ sample: RecordFormat.Sample) throws {
        let expected = try expected(sample)
        let header = Self.header(name)
        let headers =
            header.isEmpty
            ? ["Aug 25 10:11:12 lb1 proxy[901]: ", "<134>1 2026-08-25T10:11:12Z lb1 proxy 901 - - ", "web-1  | "]
            : [header, "<38>" + header]
        for header in headers {
            #expect(auto.scrub(header + sample.record) == header + expected)
        }
        func string(_ text: String) -> String {
            text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        }
        let docker = { #"{"log":"\#(string($0))\n","stream":"stdout","time":"2026-08-25T10:11:12.655Z"}"# }
        let journal = { #"{"__REALTIME_TIMESTAMP":"1787652672655000","MESSAGE":"\#(string($0))"}"# }
        #expect(auto.scrub(docker(sample.record)) == docker(expected))
        #expect(auto.scrub(journal(sample.record)) == journal(expected))
    }

    @Test("A sample that is cut off anywhere leaks no client and no request", arguments: samples)
    func cutOff(_ name: String, _ sample: RecordFormat.Sample) {
        for end in sample.record.indices {
            let output = String(decoding: auto.sessionBytes(Array(sample.record[..<end].utf8)), as: UTF8.self)
            for secret in [
                "203.0.113.7", "2001:db8::7:5", "TeamSync", "teamsync", "portal.example.net/a", "0a1b2c3d4e5f",
            ] {
                #expect(!output.contains(secret), "\(sample.record[..<end])")
            }
        }
    }

    @Test(
        "What only begins as a format's record goes on as it is",
        arguments: [
            (
                "2026-09-14 19:02:11 10.0.0.5:8080 [warn] disk 90% full, 5 jobs left",
                "10.0.0.0:8080 [warn] disk 90% full, 5 jobs left"
            ),
            ("13[IKE] assigning virtual IP 10.0.0.5 to peer 'ana, 12 seconds", "to peer 'ana, 12 seconds"),
            ("2026-09-14T19:02:11.083 I ACCESS [conn1] Successfully authenticated as principal ana; 12 s", "ana; 12 s"),
        ])
    func beginnings(_ line: String, _ end: String) {
        #expect(auto.scrub(line).hasSuffix(end))
        #expect(auto.scrub("x\n" + line).hasSuffix(end))
    }

    @Test("Records of other formats are none of an access log's, though they have its date")
    func mixture() throws {
        let access = #"203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] "GET / HTTP/1.1" 200 5 "-" "curl/8.5.0""# + "\n"
        for format in [RecordFormat.s3, .ltsv] {
            for sample in format.samples {
                let lines = auto.scrub(access + sample.record + "\n" + sample.record + "\n").split(separator: "\n")
                let becomes = try expected(sample)
                #expect(lines.dropFirst().allSatisfy { $0 == becomes })
            }
        }
    }

    @Test("Each tag of a format makes its records looked at")
    func tags() {
        for tag in RecordFormat.all.flatMap(\.tags) {
            let bytes = ContiguousArray("host1 \(tag)[901]: ".utf8) + [UInt8](repeating: 0, count: 64)
            let colon = bytes.firstIndex(of: ASCII.colon)!
            #expect(PersonalDetector.loginProgram(bytes.span, colon, floor: 0) != nil, "\(tag)")
        }
    }

    @Test("Names of formats are different ones, and `--format` knows them")
    func names() throws {
        let names = RecordFormat.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(try LogFormat(named: name).name == name) }
        #expect(RecordFormat.all.allSatisfy { !$0.samples.isEmpty })
    }

    @Test(
        "What only looks like a record of HAProxy's is none",
        arguments: [
            "worker.a:1 [2026-08-25 10:11:12] started: ok",
            "worker.a:1 [25/Aug/2026:10:11:12 +0200] started: ok",
            "worker.a:x [25/Aug/2026:10:11:12.655] started: ok",
            "worker.a [25/Aug/2026:10:11:12.655] started: ok",
            "a worker.a:1 [25/Aug/2026:10:11:12.655] started: ok",
        ])
    func others(_ line: String) {
        #expect(auto.counts(line)["haproxy"] == nil)
        #expect(auto.scrub(line) == line)
    }

    @Test(
        "Behind an address a hash begins a port, unless HAProxy has escaped a sign",
        arguments: [
            ("peer 203.0.113.7#22804 x", "peer 203.0.0.0#0 x"), ("peer 203.0.113.7#51514 x", "peer 203.0.0.0#0 x"),
            ("{#22203.0.113.7#22} x", "{#22203.0.0.0#22} x"), ("by=#7B203.0.113.7#7D x", "by=#7B203.0.0.0#7D x"),
            ("203.0.113.7#7C198.51.100.7", "203.0.0.0#7C198.51.0.0"),
        ])
    func hashes(_ text: String, _ expected: String) {
        #expect(auto.scrub(text) == expected)
    }

    @Test("The port of a client goes in HAProxy's variant of the common log format, too")
    func haproxyCLF() {
        #expect(
            auto.scrub(
                #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0000] "GET /index.html HTTP/1.1" 200 73 "" "" 48632 315 "clf" "none" "<NOSRV>" 0 -1"#
            )
                == #"203.0.0.0 - - [25/Aug/2026:10:11:12 +0000] "GET /index.html HTTP/1.1" 200 73 "" "" 0 315 "clf" "none" "<NOSRV>" 0 -1"#
        )
    }
}

extension Scrubber {
    /// How many records of each format were looked at in a text.
    fileprivate func counts(_ text: String) -> [String: Int] {
        let statistics = makeSession().run(Array(text.utf8), cuts: []).statistics
        return Dictionary(uniqueKeysWithValues: statistics.recordsByFormat.map { ($0.format, $0.count) })
    }
}
