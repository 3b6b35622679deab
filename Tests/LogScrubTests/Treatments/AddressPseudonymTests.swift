import Testing

@testable import LogScrub

@Suite("Pseudonyms of addresses")
struct AddressPseudonymTests {
    private let period = Period.day.instance(at: 1_795_255_200)
    private let policy = Policy()

    private func policy(_ form: AddressPseudonym.Form, keeping kept: PrefixLengths? = nil) throws -> Policy {
        var policy = policy
        policy.addressPseudonym = try AddressPseudonym(form: form, keeping: kept)
        return policy
    }

    private func samples(_ count: Int) -> [IPAddress] {
        var generator = SeededGenerator("addresses of pseudonyms")
        return (0..<count).map { index in
            index.isMultiple(of: 2)
                ? .v4(IPv4Address(rawValue: UInt32.random(in: 0x0100_0000...0x7EFF_FFFF, using: &generator)))
                : .v6(IPv6Address(high: 0x2001_0DB8 << 32 | generator.next() >> 32, low: generator.next()))
        }
    }

    @Test("The form ipv6 lies in the networks of its own and is known again, whatever the key")
    func local() throws {
        let plain = try IPNetwork("fdb6:49ce:2040::/48")
        for address in samples(500) {
            let pseudonym = try #require(
                IPAddress(try policy(.ipv6).pseudonym(of: .address, address.description, in: period)))
            #expect(plain.contains(pseudonym) && AddressPseudonym.isPseudonym(pseudonym))
            #expect(!AddressPseudonym.isPseudonym(address))
        }
    }

    @Test("The form ipv4 lies in 240.0.0.0/4 and is known again by who writes it, and by nobody else")
    func reserved() throws {
        let block = try IPNetwork("240.0.0.0/4")
        let policy = try policy(.ipv4)
        for address in samples(500) {
            let pseudonym = try #require(IPAddress(try policy.pseudonym(of: .address, address.description, in: period)))
            #expect(block.contains(pseudonym))
            #expect(policy.addressPseudonym.isPseudonym(pseudonym))
            #expect(!AddressPseudonym.isPseudonym(pseudonym))
        }
        #expect(!policy.addressPseudonym.isPseudonym(.v4(IPv4Address(rawValue: .max))))
    }

    @Test("255.255.255.255 is nobody's pseudonym")
    func broadcast() throws {
        let form = try AddressPseudonym(form: .ipv4)
        let subject = IPAddress.v4(IPv4Address(rawValue: 0xCB00_7107))
        func written(_ hash: UInt128) -> AddressPseudonym.Written { form.written(subject, hash: hash) }
        #expect(written(.max) == .address(.v4(IPv4Address(rawValue: 0xF000_0000))))
        #expect(written(UInt128.max << 100 | 5 << 72) == .address(.v4(IPv4Address(rawValue: 0xF000_0005))))
        #expect(written(UInt128.max << 101) == .address(.v4(IPv4Address(rawValue: 0xFFFF_FFFE))))
    }

    @Test("The form token is a word that is left alone in every place, the digits in it included")
    func token() throws {
        let policy = try policy(.token)
        for address in samples(300) {
            let token = try policy.pseudonym(of: .address, address.description, in: period)
            #expect(token.wholeMatch(of: /a-[a-z2-7]{15}/) != nil)
            for line in [
                token, "client \(token) connected", "\(token):", "x=\(token)", "[\(token)]", "(\(token))",
                "\"\(token)\"",
                "\(token), \(token)", "client: \(token), server: m", "user=\(token) room=\(token)",
                #"\#(token) - - [03/Oct/2026:18:40:01 +0200] "GET / HTTP/2.0" 200 5 "-" "-""#,
                #"2026/10/03 18:40:01 [error] 7#7: *9 x, client: \#(token), server: m"#,
                #"{"remote_addr":"\#(token)","status":200}"#,
            ] {
                for level in Level.allCases { #expect(Scrubber(policy: Policy(level: level)).scrub(line) == line) }
            }
        }
    }

    @Test("Asked for again, a pseudonym stays as it is; so do loopback and own networks")
    func idempotent() throws {
        for form in AddressPseudonym.Form.allCases where form != .token {
            let policy = try policy(form)
            for address in samples(50) {
                let once = try policy.pseudonym(of: .address, address.description, in: period)
                #expect(try policy.pseudonym(of: .address, once, in: period) == once)
            }
        }
        var own = policy
        own.ownNetworks = [try IPNetwork("192.0.2.0/24")]
        for address in ["192.0.2.1", "127.0.0.1", "::1", "0.0.0.0", "::"] {
            #expect(try own.pseudonym(of: .address, address, in: period) == address)
        }
        let room = try policy.pseudonym(of: .room, "teamsync", in: period)
        #expect(try policy.pseudonym(of: .room, room, in: period) == room)
    }

    @Test("An IPv4 address has one pseudonym, however an IPv6 address wraps it; other addresses have others")
    func families() throws {
        func pseudonym(_ address: String) throws -> String { try policy.pseudonym(of: .address, address, in: period) }
        let same = try pseudonym("203.0.113.7")
        for wrapped in [
            "::ffff:203.0.113.7", "::ffff:cb00:7107", "64:ff9b::203.0.113.7", "::203.0.113.7", "::ffff:0:203.0.113.7",
        ] {
            #expect(try pseudonym(wrapped) == same)
        }
        let others = [
            "203.0.113.8", "2001:db8::cb00:7107", "2002:cb00:7107::1", "2001:db8:cb00:7107::", "::cb00:7107:0:0",
        ]
        #expect(Set(try others.map(pseudonym) + [same]).count == others.count + 1)
    }

    @Test("Kept bits stand inside of an own network, and nothing else of the address does")
    func kept() throws {
        let policy = try policy(.ipv6, keeping: PrefixLengths(ipv4: 16, ipv6: 32))
        func pseudonym(_ address: String) throws -> String { try policy.pseudonym(of: .address, address, in: period) }
        #expect(try pseudonym("203.0.113.7").hasPrefix("fdb6:49ce:2044:cb00:"))
        #expect(try pseudonym("203.0.0.0").hasPrefix("fdb6:49ce:2044:cb00:"))
        #expect(try pseudonym("2001:db8:1:2:3:4:5:6").hasPrefix("fdb6:49ce:2046:2001:db8:"))
        #expect(try pseudonym("::ffff:203.0.113.7") == (try pseudonym("203.0.113.7")))
        // 6to4 carries an IPv4 address behind its first 16 bits; Teredo one behind its first 32, and another one at its end.
        let wide = try self.policy(.ipv6, keeping: PrefixLengths(ipv4: 16, ipv6: 48))
        #expect(
            try wide.pseudonym(of: .address, "2002:cb00:7107::1", in: period).hasPrefix("fdb6:49ce:2046:2002:cb00:0:"))
        #expect(
            try wide.pseudonym(of: .address, "2001:0:cb00:7107::1", in: period).hasPrefix("fdb6:49ce:2046:2001:0:cb00:")
        )
        for address in samples(200) {
            let once = try #require(IPAddress(try pseudonym(address.description)))
            #expect(AddressPseudonym.isPseudonym(once))
            #expect(try pseudonym(once.description) == once.description)
        }
        #expect(try Set(samples(2_000).map { try pseudonym($0.description) }).count == 2_000)
    }

    @Test("Every number of kept bits shows exactly these, up to the limits, behind which it is refused")
    func limits() throws {
        let hash: UInt128 = 0x0123_4567_89AB_CDEF_0123_4567_89AB_CDEF
        for length in 1...24 {
            let form = try AddressPseudonym(keeping: PrefixLengths(ipv4: length, ipv6: 0))
            guard case .address(.v6(let zeros)) = form.written(.v4(IPv4Address(rawValue: 0)), hash: hash),
                case .address(.v6(let ones)) = form.written(.v4(IPv4Address(rawValue: .max)), hash: hash)
            else {
                Issue.record("no IPv6 address")
                return
            }
            #expect(zeros.high >> 16 == 0xFDB6_49CE_2044)
            #expect((zeros.high ^ ones.high).nonzeroBitCount + (zeros.low ^ ones.low).nonzeroBitCount == length)
        }
        for length in 1...48 {
            let form = try AddressPseudonym(keeping: PrefixLengths(ipv4: 0, ipv6: length))
            guard case .address(.v6(let zeros)) = form.written(.v6(IPv6Address(high: 0, low: 0)), hash: hash),
                case .address(.v6(let ones)) = form.written(.v6(IPv6Address(high: .max, low: .max)), hash: hash)
            else {
                Issue.record("no IPv6 address")
                return
            }
            #expect(zeros.high >> 16 == 0xFDB6_49CE_2046)
            #expect((zeros.high ^ ones.high).nonzeroBitCount + (zeros.low ^ ones.low).nonzeroBitCount == length)
        }
        for (ipv4, ipv6) in [(25, 0), (0, 49), (32, 128)] {
            let lengths = try PrefixLengths(ipv4: ipv4, ipv6: ipv6)
            #expect(#expect(throws: ScrubError.self) { try AddressPseudonym(keeping: lengths) }?.code == .prefixLength)
        }
        let lengths = try PrefixLengths(ipv4: 16, ipv6: 0)
        for form: AddressPseudonym.Form in [.ipv4, .token] {
            #expect(
                #expect(throws: ScrubError.self) { try AddressPseudonym(form: form, keeping: lengths) }?.code
                    == .prefixLength)
        }
    }

    @Test(
        "No two values of whatever kinds share a message: it begins with the kind, and an address says how long it is")
    func messages() {
        let letters = KindTable.rows.compactMap(\.letter)
        #expect(Set(letters).count == letters.count)
        var messages: [[UInt8]] = []
        for address in samples(200) {
            var text = ByteOutput(capacity: 32)
            AddressPseudonym.appendMessage(of: AddressPseudonym.subject(address), to: &text)
            let message = Array(text.suffix(from: 0))
            messages.append(message)
            let isIPv4 = if case .v4 = address { true } else { false }
            #expect(
                message[0] == UInt8(ascii: "a") && message[1] == (isIPv4 ? 4 : 6) && message.count == (isIPv4 ? 6 : 18))
        }
        #expect(Set(messages).count == messages.count)
        for (index, one) in messages.enumerated() {
            for (other, two) in messages.enumerated() where index != other { #expect(!two.starts(with: one)) }
        }
    }

    @Test("Periods take turns, and each value keeps the pseudonym of its period")
    func turns() throws {
        let keys = MasterKey()
        let today = period
        let tomorrow = Period.day.instance(at: 1_795_255_200 + 86_400)
        let month = Period.month.instance(at: 1_795_255_200)
        var maker = Pseudonymizer(keys: keys, period: today)
        var seen: [Period.Instance: Set<String>] = [:]
        for round in 0..<60 {
            let period = [today, tomorrow, today, month][round % 4]
            maker.begin(period)
            seen[period, default: []].insert(maker.pseudonym(of: .room, "teamsync"))
            let form = AddressPseudonym()
            for address in ["203.0.113.7", "2001:db8::7"].compactMap(IPAddress.init) {
                guard case .address(let pseudonym) = maker.pseudonym(of: address, as: form) else {
                    Issue.record("no address")
                    return
                }
                seen[period, default: []].insert(pseudonym.description)
            }
        }
        #expect(seen.values.allSatisfy { $0.count == 3 })
        #expect(seen.values.reduce(into: Set()) { $0.formUnion($1) }.count == 9)
    }

    @Test("Without a key there is no pseudonym but a placeholder, and the reason is kept")
    func noKey() {
        struct Locked: PeriodKeySource {
            func key(for period: Period.Instance) throws(ScrubError) -> SecretKey { throw ScrubError(.key, "locked") }
        }
        var policy = Policy()
        policy.keys = Locked()
        #expect(
            Scrubber(policy: policy).scrub("joined teamsync@conference.meet.example.org")
                == "joined [room]@conference.meet.example.org")
        #expect(
            #expect(throws: ScrubError.self) { try policy.pseudonym(of: .room, "x", in: period) }?.message == "locked")
        #expect(
            #expect(throws: ScrubError.self) { try policy.pseudonym(of: .address, "203.0.113.7", in: period) }?.message
                == "locked")
    }

    @Test("What has no pseudonym says so")
    func refused() {
        #expect(#expect(throws: ScrubError.self) { try policy.pseudonym(of: .port, "x", in: period) }?.code == .name)
        #expect(
            #expect(throws: ScrubError.self) { try policy.pseudonym(of: .address, "256.1.1.1", in: period) }?.code
                == .name)
    }
}
