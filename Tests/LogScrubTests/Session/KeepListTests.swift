import Testing

@testable import LogScrub

@Suite("Keep-lists")
struct KeepListTests {
    private func policy(_ fill: (inout KeepList) throws -> Void) throws -> Policy {
        var policy = Policy()
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        policy[.user] = .replace
        policy[.room] = .replace
        try fill(&policy.keepList)
        return policy
    }

    @Test("What is in the list stays, with its port; all else is treated, wherever it stands")
    func stays() throws {
        let scrubber = Scrubber(
            policy: try policy { list in
                list.addresses = [try IPNetwork("198.51.100.7"), try IPNetwork("2001:db8:1::/48")]
                list.users = ["Monitoring"]
                list.rooms = ["test"]
                list.words = [try Pattern(#"build 1\.2\.3\.4"#)]
            })
        for (line, expected) in [
            ("client 198.51.100.7:51514, 198.51.100.8:51514", "client 198.51.100.7:51514, 198.51.0.0:0"),
            ("[2001:db8:1::7]:51514 [2001:db8:2::7]:51514", "[2001:db8:1::7]:51514 [2001:db8::]:0"),
            ("user=monitoring user=ana", "user=monitoring user=[user]"),
            ("of build 1.2.3.4 and 1.2.3.4", "of build 1.2.3.4 and 1.2.0.0"),
            (
                #"198.51.100.7 - monitoring [15/Mar/2026:10:00:00 +0000] "GET /test?x=1 HTTP/1.1" 200 5 "-" "-""#,
                #"198.51.100.7 - monitoring [15/Mar/2026:10:00:00 +0000] "GET /test HTTP/1.1" 200 5 "-" "-""#
            ),
            (
                #"203.0.113.7 - ana [15/Mar/2026:10:00:00 +0000] "GET /TeamSync HTTP/1.1" 200 5 "-" "-""#,
                #"203.0.0.0 - - [15/Mar/2026:10:00:00 +0000] "GET /[room] HTTP/1.1" 200 5 "-" "-""#
            ),
            (
                #"{"log":"{\"user\":\"monitoring\",\"ip\":\"198.51.100.7\",\"to\":\"203.0.113.7\"}\n","stream":"stdout"}"#,
                #"{"log":"{\"user\":\"monitoring\",\"ip\":\"198.51.100.7\",\"to\":\"203.0.0.0\"}\n","stream":"stdout"}"#
            ),
        ] {
            let stream = line + "\n" + line + "\n"
            #expect(scrubber.scrub(stream) == expected + "\n" + expected + "\n")
        }
    }

    @Test("Statistics say what each entry let pass, and which let nothing pass")
    func audit() throws {
        let policy = try policy { list in
            list.addresses = [try IPNetwork("198.51.100.7"), try IPNetwork("192.0.2.0/24")]
            list.users = ["monitoring", "backup"]
            list.words = [try Pattern("never")]
        }
        #expect(
            policy.keepList.entries.map { "\($0.list) \($0.text)" } == [
                "addresses 198.51.100.7/32", "addresses 192.0.2.0/24", "users monitoring", "users backup",
                "words never",
            ])
        let line = #"198.51.100.7 - monitoring [15/Mar/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "-""# + "\n"
        var session = Scrubber(policy: policy).makeSession()
        var output = ContiguousArray<UInt8>()
        // Twice: nothing that is remembered of a field hides it.
        session.process(
            ContiguousArray((line + line + "to 198.51.100.7 1.2.3.4.5.198.51.100.7\n").utf8).span, into: &output)
        let statistics = session.finish(into: &output)
        #expect(statistics.kept == [3, 0, 2, 0, 0] || statistics.kept == [4, 0, 2, 0, 0])
        var sum = statistics
        sum.add(statistics)
        #expect(sum.kept == statistics.kept.map { $0 * 2 })
    }

    @Test("With an entry that never matches, all comes out as without a list")
    func same() throws {
        for round in TestSeed.rounds(60) {
            var random = SeededGenerator("keep-list", round: round)
            var policy = Policy(level: random.pick(Level.allCases))
            policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
            let without = Scrubber(policy: policy)
            policy.keepList.users = ["\u{1}nobody"]
            policy.keepList.words = [try Pattern("\u{1}never")]
            let with = Scrubber(policy: policy)
            var lines = LogLineGenerator(random)
            let stream = lines.stream(of: 1_500)
            let (expected, actual) = (without.scrubbedBytes(stream), with.scrubbedBytes(stream))
            #expect(expected == actual, "\(Failure.note(round, Failure.show(stream)))")
            guard expected == actual else { return }
        }
    }
}
