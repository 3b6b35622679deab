import Testing

@testable import LogScrub

@Suite("Kinds of one's own")
struct CustomKindTests {
    @Test("A name is one kind in all of the process, and is known by it")
    func names() throws {
        let customer = try Kind(custom: "customer")
        #expect(try Kind(custom: "customer") == customer)
        #expect(customer.rawValue == "customer" && "\(customer)" == "customer")
        #expect(Kind(rawValue: "customer") == customer)
        #expect(Kind.customCases.contains(customer) && !Kind.allCases.contains(customer))
        #expect(customer.hasPseudonyms && Policy.treatments(of: customer) == ["keep", "pseudonym", "replace"])
        #expect(customer != (try Kind(custom: "contract")))
    }

    @Test(
        "What is no name for a kind, or another one's, is refused",
        arguments: ["", "Customer", "a b", "7up", "-a", "user", "jwt", "redacted", "value", "abcdefghijklmnopq", "a_b"])
    func refused(name: String) {
        #expect(throws: ScrubError.self) { try Kind(custom: name) }
    }

    @Test("Its values become its placeholder or its pseudonyms, which are known again, and statistics count them")
    func treatment() throws {
        let (customer, contract) = (try Kind(custom: "customer"), try Kind(custom: "contract"))
        var policy = Policy()
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        policy.period = .none
        policy.redactions = [
            try Pattern(#"\bK-(?<value>[0-9]{5})\b"#, kind: customer), try Pattern(#"\bV-[0-9]+"#, kind: contract),
        ]
        let line = "order of K-12345, V-7, from 203.0.113.7"
        #expect(Scrubber(policy: policy).scrub(line) == "order of K-[customer], [contract], from 203.0.0.0")
        #expect(Scrubber(policy: Policy(level: .none)).scrub("user=[customer]") == "user=[customer]")
        #expect(Scrubber(policy: policy).counted(line) == "address 1, contract 1, customer 1")
        policy[customer] = .pseudonym
        policy[contract] = .pseudonym
        let period = Period.none.instance(at: 0)
        let (first, second) = (
            try policy.pseudonym(of: customer, "12345", in: period),
            try policy.pseudonym(of: contract, "V-7", in: period)
        )
        #expect(first.hasPrefix("c-") && second.hasPrefix("c-"))
        // The same value of another kind has another pseudonym.
        #expect(try policy.pseudonym(of: contract, "12345", in: period) != first)
        let scrubber = Scrubber(policy: policy)
        let once = scrubber.scrub(line)
        #expect(once == "order of K-\(first), \(second), from 203.0.0.0")
        #expect(scrubber.scrub(once) == once)
    }

    @Test("There are so many and no more, and the counters of the last one are its own")
    func most() throws {
        // Without taking the places of the other tests.
        #expect(Statistics.index(Kind(CustomKinds.mostKinds - 1), .drop) <= Int(UInt8.max))
        #expect(Statistics.findingCounters == CustomKinds.mostKinds * Treatment.count)
    }
}
