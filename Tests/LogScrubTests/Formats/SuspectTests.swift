import Testing

@testable import LogScrub

/// Most records are passed without a look. One that any format would find something in must not be among them, though a part of it is missing.
@Suite("Which records are looked at")
struct SuspectTests {
    /// Rows of tables are known by what stands before them, and by signs (`RecordFormat.isRow`).
    private static let samples = RecordFormat.all.indices.filter { !RecordFormat.rowIndices.contains($0) }.flatMap {
        index in
        let format = RecordFormat.all[index]
        return format.samples.map {
            ((format.tags.first.map { "Aug 25 10:11:12 host1 \($0)[901]: " } ?? "") + $0.record)
        }
    }

    @Test("A record of any format is looked at wherever it stands, whatever is cut out of it")
    func remains() throws {
        var policy = Policy()
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        policy.period = .none
        // A client that is no address any more is one that the cuts have made.
        for kind in [Kind.address, .hostName, .port] { policy[kind] = .keep }
        let scrubber = Scrubber(policy: policy)
        // Where there is a pattern, each record is looked at.
        policy.redactions = [try Pattern("\u{1}never\u{1}")]
        let looking = Scrubber(policy: policy)
        let quiet = String(repeating: "a line without anything in it\n", count: 3)
        func differs(_ text: [UInt8]) -> Bool {
            let line = String(decoding: text, as: UTF8.self)
            return scrubber.scrub(quiet + line + "\n") != quiet + looking.scrub(line + "\n")
        }
        for round in TestSeed.rounds(10) {
            for sample in Self.samples {
                var random = SeededGenerator("remains \(sample)", round: round)
                var text = Array(sample.utf8)
                let start = random.number(0...text.count - 1)
                text.removeSubrange(start..<min(text.count, start + random.number(1...80)))
                guard differs(text) else { continue }
                let smallest = Failure.shrink(text, while: differs)
                let line = String(decoding: smallest, as: UTF8.self)
                Issue.record(
                    """
                    \(Failure.note(round, Failure.show(smallest)))
                      passed: \(scrubber.scrub(quiet + line + "\n").dropFirst(quiet.count))
                      looked at: \(looking.scrub(line + "\n"))
                    """)
                break
            }
        }
    }

    @Test(
        "Rows of tables are read where they have a sign, or stand behind another",
        arguments: [
            "a line\nana.holm pts/0        203.0.113.7      Mon Sep 14 19:02   still logged in\nana.holm tty1   2026-09-14 19:02\n",
            "USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\nana.holm pts/1    - 19:02    1.00s  0.05s  0.01s -bash\n",
            "tcp        0      0 0.0.0.0:22     0.0.0.0:*   LISTEN\ntcp        0      0 host1:ssh   ana.holm.example.net:51514 ESTABLISHED\n",
            "19:02:11.123456 IP ana.holm.example.net.51514 > host1.example.org.https: Flags [S], seq 1\n",
        ])
    func rows(text: String) {
        #expect(!Scrubber().scrub(text).contains("ana.holm"))
    }

    @Test(
        "A record without any other sign is looked at for the keys of its fields",
        arguments: [
            ("level=info msg=hello ua=curl/8.5.0 status=200", "level=info msg=hello ua=curl/8 status=200"),
            ("a:1\tua:curl/8.5.0\tb:2", "a:1\tua:curl/8\tb:2"),
            ("USER_LOGIN pid=77 msg='op=login acct=4 res=1'", "USER_LOGIN pid=77 msg='op=login acct=[user] res=1'"),
            (
                String(repeating: "word ", count: 40) + #"{"request":"/TeamSync"}"#,
                String(repeating: "word ", count: 40) + #"{"request":"/[room]"}"#
            ),
            (#"  {"text":"user ","more":"words","args":"a=b"}"#, #"  {"text":"user ","more":"words","args":""}"#),
        ])
    func keys(line: String, becomes: String) throws {
        var policy = Policy()
        policy[.user] = .replace
        policy[.room] = .replace
        #expect(Scrubber(policy: policy).scrub("a line\n\(line)\nanother\n") == "a line\n\(becomes)\nanother\n")
    }
}
