import Testing

@testable import LogScrub

/// What somebody says of a policy beside its level.
@Suite("Policies of one's own")
struct OwnPolicyTests {
    @Test(
        "A parameter that somebody allows stays if its value is plain",
        arguments: [
            ("lang=de&q=ana", "?lang=de"), ("q=ana&lang=de", "?lang=de"), ("lang=ana@example.org", ""),
            ("lang=203.0.113.7", ""), ("lang=203-0-113-7", ""), ("Lang=de", ""), ("lang=de#ana", "?lang=de"),
            ("v=1&lang=x_1-2", "?v=1&lang=x_1-2"), ("lang=%61na", ""), ("language=de", ""), ("lang", ""),
        ])
    func queries(_ query: String, _ expected: String) {
        var policy = Policy()
        policy.queryKeys = ["lang", "page"]
        let scrubber = Scrubber(policy: policy)
        func record(_ query: String) -> String {
            #"127.0.0.1 - - [15/Mar/2026:10:00:00 +0000] "GET /a.html\#(query) HTTP/1.1" 200 5"#
        }
        #expect(scrubber.scrub(record("?" + query)) == record(expected))
        #expect(scrubber.scrub(record(expected)) == record(expected))
    }

    @Test("Each kind takes the treatments of its levels, and no other", arguments: Kind.allCases)
    func treatments(_ kind: Kind) throws {
        let names = Policy.treatments(of: kind)
        for name in ["keep", "truncate", "reduce", "pseudonym", "encrypt", "replace", "drop"] {
            var policy = Policy()
            if names.contains(name) {
                try policy.treat(kind, as: name)
                #expect(policy[kind].name == name)
            } else {
                #expect(throws: ScrubError.self) { try policy.treat(kind, as: name) }
            }
        }
        for level in Level.allCases { #expect(names.contains(Policy(level: level)[kind].name)) }
        #expect(names.contains(Policy.strictest(of: kind)))
    }
}
