import LogScrub
import Testing

@Suite("Policies")
struct PolicyTests {
    @Test("the levels are the table of the manual")
    func levels() throws {
        #expect(Policy.timeless()[.address] == .truncate(try PrefixLengths(ipv4: 16, ipv6: 32)))
        #expect(Policy.timeless(level: .analytics)[.address] == .truncate(try PrefixLengths(ipv4: 24, ipv6: 48)))
        #expect(Policy.timeless(level: .none)[.address] == .replace)
        #expect(Policy.timeless()[.port] == .replace)
        #expect(Policy.timeless(level: .analytics)[.port] == .keep)
        #expect(Policy.timeless()[.referrer] == .drop)
        #expect(Policy.timeless(level: .analytics)[.referrer] == .reduce)
        for level in Level.allCases {
            let policy = Policy.timeless(level: level)
            for kind: Kind in [.room, .user, .resource, .session] {
                #expect(policy[kind] == (level == .none ? .replace : .pseudonym))
            }
            for kind: Kind in [
                .token, .secret, .fingerprint, .statsID, .machineID, .displayName, .email, .avatar, .phone, .sip,
                .message,
            ] {
                #expect(policy[kind] == .replace)
            }
            #expect(policy[.query] == (level == .none ? .drop : .reduce))
        }
        #expect(Level.allCases.map { Policy.timeless(level: $0)[.userAgent] } == [.reduce, .keep, .keep, .drop])
    }

    @Test("any treatment can be set for any kind, and none lets an address through by mistake")
    func custom() {
        for treatment: Treatment in [.reduce, .replace, .drop] {
            var policy = Policy.timeless()
            policy[.address] = treatment
            #expect(Scrubber(policy: policy).scrub("a 203.0.113.7 2001:db8::7") == "a 0.0.0.0 ::")
        }
        var policy = Policy.timeless()
        policy[.address] = .keep
        #expect(Scrubber(policy: policy).scrub("a 203.0.113.7:51514") == "a 203.0.113.7:51514")
        policy = Policy.timeless()
        policy[.referrer] = .keep
        let line = #"127.0.0.1 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5 "https://203.0.113.7/x" "-""#
        #expect(Scrubber(policy: policy).scrub(line).contains(#""https://203.0.0.0/x""#))
    }

    @Test("lengths that do not exist are refused")
    func lengths() {
        for (ipv4, ipv6) in [(33, 0), (-1, 0), (0, 129), (0, -1)] {
            let error = #expect(throws: ScrubError.self) { try PrefixLengths(ipv4: ipv4, ipv6: ipv6) }
            #expect(error?.code == .prefixLength)
        }
    }

    @Test(
        "own referrers are told by their host alone",
        arguments: [
            ("https://meet.example.org/Room?x=1#y", "https://meet.example.org/{{r:room}}"),
            ("https://MEET.example.org:8443/Room", "https://MEET.example.org:8443/{{r:room}}"),
            ("https://meet.example.org./Room", "https://meet.example.org./{{r:room}}"),
            ("https://meet.example.org", "https://meet.example.org"),
            ("https://meet.example.org?x", "https://meet.example.org"),
            ("https://meet.example.org.portal.example.net/Room", "-"),
            ("https://portal.example.net/?meet.example.org", "-"),
            ("https://portal.example.net/https://meet.example.org/", "-"),
            ("https://meet.example.org@portal.example.net/", "-"),
            ("https://user:password@meet.example.org/", "-"),
            (#"https://portal.example.net\\.meet.example.org/"#, "-"),
            ("meet.example.org/Room", "-"),
            ("//meet.example.org/Room", "-"),
            ("https:///meet.example.org", "-"),
            ("https://xmeet.example.org/", "-"),
            ("https://a.files.example.com/p?q", "https://a.files.example.com/{{r:p}}"),
            ("https://files.example.com/p", "https://files.example.com/{{r:p}}"),
            ("https://afiles.example.com/p", "-"),
        ])
    func ownReferrers(referrer: String, expected: String) throws {
        var policy = Policy.timeless()
        policy.ownSites = [try Site("meet.example.org"), try Site(".files.example.com")]
        func line(_ referrer: String) -> String {
            #"127.0.0.1 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5 "\#(referrer)" "-""#
        }
        #expect(Scrubber(policy: policy).scrub(line(referrer)) == policy.filledIn(line(expected)))
    }

    @Test("The domain of a user of an own site stays, but not an address in it")
    func ownDomain() throws {
        var policy = Policy.timeless()
        policy.ownSites = [try Site(".example.org")]
        #expect(
            Scrubber(policy: policy).scrub("ana@5DCC1A2B.dip.example.org ok")
                == policy.filledIn("{{u:ana}}@5DCC0000.dip.example.org ok"))
    }
}
