import Testing

@testable import LogScrub

@Suite("Findings, before anybody has decided about them")
struct FinderTests {
    /// What is found in a text as free text: `kind text`, one after the other.
    private func found(in text: [UInt8], sites: [Site] = []) -> [(kind: Kind, range: Range<Int>)] {
        let bytes = ContiguousArray(text) + [UInt8](repeating: 0, count: CandidateScanner.slack)
        var finder = Finder(sites: OwnSites(sites: sites), found: FlatBuffer(capacity: 64), addresses: [])
        finder.begin(at: 0)
        var scanner = CandidateScanner(from: 0)
        finder.scan(bytes.span, 0..<text.count, in: 0..<text.count, scanner: &scanner)
        finder.end(at: text.count)
        return (0..<finder.found.count).map { (finder.found[$0].kind, finder.found[$0].range) }
    }

    private func names(_ text: String, sites: [Site] = []) -> [String] {
        let bytes = Array(text.utf8)
        return found(in: bytes, sites: sites).map {
            "\($0.kind) \(String(decoding: bytes[$0.range], as: UTF8.self))"
        }
    }

    @Test(
        "Each is found with its kind and its range, whatever a policy might say",
        arguments: [
            ("client 203.0.113.7:51514 connected", ["address 203.0.113.7"]),
            ("from 127.0.0.1 and 2001:db8::7", ["address 127.0.0.1", "address 2001:db8::7"]),
            ("<candidate port='51514' id='1' ip='203.0.113.7'/>", ["port 51514", "address 203.0.113.7"]),
            ("<candidate ip='203.0.113.7' id='1' port='51514'/>", ["address 203.0.113.7", "port 51514"]),
            (
                "joined teamsync@conference.meet.example.org/Ana",
                ["room teamsync", "resource Ana"]
            ),
            ("mail ana@example.net", ["email ana@example.net"]),
            (
                "GET https://meet.example.org/TeamSync?jwt=x HTTP",
                ["room TeamSync", "query ?jwt=x"]
            ),
            ("see https://ana:pw@198.51.100.7/a", ["secret ana:pw", "address 198.51.100.7"]),
            ("Accepted publickey for ana from 203.0.113.7 port 51514 ssh2", ["user ana", "address 203.0.113.7"]),
            ("a plain line, 12:30:00, version 1.2.3", []),
        ])
    func kinds(_ text: String, _ expected: [String]) {
        #expect(names(text) == expected)
    }

    @Test("On an own site an address of mail is that of a user, and a path names rooms")
    func ownSites() throws {
        let sites = [try Site(".example.net")]
        #expect(names("mail ana@mail.example.net", sites: sites) == ["user ana"])
        #expect(names("at https://www.example.net/TeamSync x", sites: sites) == ["room TeamSync"])
        #expect(names("at https://www.example.net/TeamSync x") == [])
    }

    @Test("They stand in order, none over another and none empty, in whatever text")
    func order() {
        for round in TestSeed.rounds(2_000) {
            var lines = LogLineGenerator(SeededGenerator("findings in order", round: round))
            let line = lines.line()
            var last = 0
            for finding in found(in: line) {
                #expect(
                    finding.range.lowerBound >= last && !finding.range.isEmpty
                        && finding.range.upperBound <= line.count,
                    "\(Failure.note(round, Failure.show(line)))")
                last = finding.range.upperBound
            }
        }
    }

    @Test("What is inside of a value that stays as a whole is found, and the value itself not once more")
    func inside() {
        var policy = Policy()
        policy[.user] = .keep
        policy[.email] = .keep
        policy[.query] = .keep
        policy[.userAgent] = .keep
        let scrubber = Scrubber(policy: policy)
        for (text, expected) in [
            ("user=ana@example.net", "user=ana@example.net"),
            ("mail 203.0.113.7@example.net x", "mail 203.0.0.0@example.net x"),
            (
                #"{"user_agent":"bot (+http://203.0.113.7/)","user":"ana"}"#,
                #"{"user_agent":"bot (+http://203.0.0.0/)","user":"ana"}"#
            ),
            (
                "see https://meet.example.org/?user=ana&from=203.0.113.7&sip=%2B4930123456",
                "see https://meet.example.org/?user=ana&from=203.0.0.0&sip=[phone]"
            ),
        ] {
            #expect(scrubber.scrub(text) == expected)
        }
    }
}
