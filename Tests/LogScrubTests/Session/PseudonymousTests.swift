import Synchronization
import Testing

@testable import LogScrub

@Suite("The level pseudonymous")
struct PseudonymousTests {
    /// The key 000102…1f.
    private static func key() throws -> MasterKey { MasterKey(try SecretKey(bytes: Array(0..<32))) }

    private static func policy(
        _ form: AddressPseudonym.Form = .ipv6, keeping: PrefixLengths? = nil, period: Period = .none
    ) throws -> Policy {
        var policy = Policy(level: .pseudonymous)
        policy.keys = try key()
        policy.period = period
        policy.addressPseudonym = try AddressPseudonym(form: form, keeping: keeping)
        return policy
    }

    /// A line with `{address}` in the places of pseudonyms.
    private static func filled(_ text: String, _ policy: Policy, in period: Period.Instance) throws -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += try policy.pseudonym(
                of: .address, String(rest[rest.index(after: open)..<close]), in: period)
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    // MARK: Forms

    @Test(
        "A pseudonym stands where the address stood, in brackets where only they tell it from a port",
        arguments: [
            ("a 203.0.113.7 b", "a {203.0.113.7} b"), ("a 203.0.113.7:51514 b", "a [{203.0.113.7}]:51514 b"),
            ("http://203.0.113.7/x", "http://[{203.0.113.7}]/x"), ("[2001:db8::7]:443", "[{2001:db8::7}]:443"),
            ("2001:db8::7:51048", "{2001:db8::7}:51048"), ("::ffff:203.0.113.7", "{203.0.113.7}"),
            ("64:ff9b::203.0.113.7", "{203.0.113.7}"), ("203.0.113.7.50550 >", "{203.0.113.7}.50550 >"),
            ("127.0.0.1 ::1 0.0.0.0", "127.0.0.1 ::1 0.0.0.0"),
        ])
    func places(_ input: String, _ expected: String) throws {
        let policy = try Self.policy()
        let scrubber = Scrubber(policy: policy)
        let output = scrubber.scrub(input)
        #expect(output == (try Self.filled(expected, policy, in: Period.none.current)))
        #expect(scrubber.scrub(output) == output)
    }

    @Test(
        "In host names and in escapes it is written as they need it",
        arguments: [
            ("ip-203-0-113-7.example", "ip-*.example", "-"), ("7.113.0.203.in-addr.arpa", "*.in-addr.arpa", "-"),
            ("203%2E0%2E113%2E7", "*", "%3A"), (#"2001\u003adb8\u003a\u003a7"#, "*", #"\u003A"#),
        ])
    func disguises(_ input: String, _ expected: String, _ separator: String) throws {
        let policy = try Self.policy()
        let scrubber = Scrubber(policy: policy)
        let address = input.contains("db8") ? "2001:db8::7" : "203.0.113.7"
        let pseudonym = try policy.pseudonym(of: .address, address, in: Period.none.current)
        let output = scrubber.scrub(input)
        let written = pseudonym.replacing(":", with: separator)
        #expect(output.lowercased() == expected.replacing("*", with: written).lowercased())
        #expect(scrubber.scrub(output) == output)
    }

    @Test(
        "No address is left but pseudonyms, and a second time changes nothing",
        arguments: AddressPseudonym.Form.allCases)
    func nothingLeft(_ form: AddressPseudonym.Form) throws {
        let policy = try Self.policy(form)
        let scrubber = Scrubber(policy: policy)
        for round in TestSeed.rounds(80) {
            var lines = LogLineGenerator(SeededGenerator("pseudonymous \(form)", round: round), kind: .clean)
            let input = lines.stream(of: 1_500)
            func leaks(_ bytes: [UInt8]) -> [String] {
                NaiveDetector.leaks(in: scrubber.scrubbedBytes(bytes), beyond: NaiveLimit(ipv4: 0, ipv6: 0))
                    .map(\.address.text)
                    .filter { IPAddress($0).map { !policy.addressPseudonym.isPseudonym($0) && !$0.isLocal } ?? true }
            }
            guard leaks(input).isEmpty else {
                let smallest = Failure.shrink(input) { !leaks($0).isEmpty }
                Issue.record("\(Failure.note(round, Failure.show(smallest), "\(leaks(smallest))"))")
                return
            }
            let once = scrubber.scrubbedBytes(input)
            #expect(scrubber.scrubbedBytes(once) == once, "\(Failure.note(round, Failure.show(input)))")
        }
    }

    @Test("Truncating levels cut a pseudonym to the network of pseudonyms and the bits that were kept")
    func truncated() throws {
        let kept = try Self.policy(keeping: PrefixLengths(ipv4: 24, ipv6: 48))
        let line = Scrubber(policy: kept).scrub("203.0.113.7 2001:db8:85a3::7")
        #expect(line.hasPrefix("fdb6:49ce:2044:cb00:71") && line.contains(" fdb6:49ce:2046:2001:db8:85a3:"))
        #expect(Scrubber().scrub(line) == "fdb6:49ce:2044:cb00:: fdb6:49ce:2046:2001:db8::")
        #expect(
            Scrubber(policy: Policy(level: .analytics)).scrub(line)
                == "fdb6:49ce:2044:cb00:7100:: fdb6:49ce:2046:2001:db8:85a3::")
        #expect(Scrubber(policy: Policy(level: .none)).scrub(line) == ":: ::")
        let plain = Scrubber(policy: try Self.policy()).scrub("203.0.113.7")
        #expect(Scrubber().scrub(plain) == "fdb6:49ce:2040::")
    }

    // MARK: Periods

    /// One client and one room on two days, as each source writes it; `{day}` stands for the day of the month.
    static let dated: [(source: String, line: String)] = [
        ("nginx", #"203.0.113.7 - - [{day}/Oct/2026:23:30:00 +0000] "GET /TeamSync HTTP/1.1" 200 5 "-" "-""#),
        (
            "rsyslog",
            "2026-10-{day}T23:30:00.123456+00:00 meet prosody[9]: joined TeamSync@conference.example.org 203.0.113.7"
        ),
        (
            "Docker",
            #"{"log":"joined TeamSync@conference.example.org 203.0.113.7\n","stream":"stdout","time":"2026-10-{day}T23:30:00.5Z"}"#
        ),
    ]

    @Test("A record has the pseudonyms of its own day, in whatever order the days come", arguments: dated)
    func ownDay(_ source: String, _ line: String) throws {
        let policy = try Self.policy(period: .day)
        func period(_ day: Int) throws -> Period.Instance {
            Period.day.instance(at: try Period.seconds(at: "2026-10-\(day)"))
        }
        let days = [10, 11, 10, 10, 12, 11]
        let input = days.map { line.replacing("{day}", with: "\($0)") + "\n" }.joined()
        let output = Scrubber(policy: policy).scrub(input).split(separator: "\n")
        for (day, text) in zip(days, output) {
            let address = try policy.pseudonym(of: .address, "203.0.113.7", in: try period(day))
            let room = try policy.pseudonym(of: .room, "teamsync", in: try period(day))
            #expect(text.contains(address) && text.contains(room), "\(source) on the \(day).: \(text)")
        }
        // One by one, as they come live, they are the same.
        var session = Scrubber(policy: policy).makeSession()
        var live = ContiguousArray<UInt8>()
        for byte in input.utf8 { session.process(ContiguousArray([byte]).span, into: &live) }
        _ = session.finish(into: &live)
        #expect(String(decoding: live, as: UTF8.self) == Scrubber(policy: policy).scrub(input))
    }

    @Test("A line without a time belongs to the record before it, even if nobody looked at that")
    func continuation() throws {
        let policy = try Self.policy(period: .day)
        let october = Period.day.instance(at: try Period.seconds(at: "2026-10-10"))
        let expected = try policy.pseudonym(of: .address, "203.0.113.7", in: october)
        let input = """
            JVB 2026-10-10 12:00:00.000 WARNING: [7] something failed
            java.lang.Exception: no route
            \tat org.example.Class.method(Class.java:7)
            \tto 203.0.113.7

            """
        #expect(Scrubber(policy: policy).scrub(input).contains("to \(expected)\n"))
    }

    @Test("Entries of the journal have the time that the journal gives them, in each of its formats")
    func journal() throws {
        let policy = try Self.policy(period: .day)
        // 2026-10-10T12:00:00Z
        let stamp = "1791633600000000"
        let october = Period.day.instance(at: 1_791_633_600)
        #expect(october.name == "2026-10-10")
        let expected = try policy.pseudonym(of: .address, "203.0.113.7", in: october)
        for input in [
            #"{"__REALTIME_TIMESTAMP":"\#(stamp)","MESSAGE":"from 203.0.113.7 on"}"# + "\n",
            #"{"MESSAGE":"from 203.0.113.7 on","__REALTIME_TIMESTAMP":"\#(stamp)"}"# + "\n",
            "{\n\t\"__REALTIME_TIMESTAMP\" : \"\(stamp)\",\n\t\"MESSAGE\" : \"from 203.0.113.7 on\"\n}\n",
            "__CURSOR=s=1\n__REALTIME_TIMESTAMP=\(stamp)\nMESSAGE=from 203.0.113.7 on\n\n",
        ] {
            #expect(Scrubber(policy: policy).scrub(input).contains("from \(expected) on"), "\(input)")
        }
    }

    // MARK: Encryption

    @Test("What is encrypted is decrypted again, wherever it stood", arguments: EncryptionMethod.allCases)
    func encrypted(_ method: EncryptionMethod) throws {
        var policy = Policy(level: .pseudonymous)
        let cipher = try AddressCipher(method, key: Array(0..<UInt8(method.keyLength)))
        policy[.address] = .encrypt
        policy.addressCipher = cipher
        let output = Scrubber(policy: policy).scrub(
            "a 203.0.113.7 b 2001:db8::7 c ip-203-0-113-9.example d [2001:db8::8]:443 e ::1")
        let words = output.split(separator: " ").map(String.init)
        #expect(try cipher.decrypt(words[1]).description == "203.0.113.7")
        #expect(try cipher.decrypt(words[3]).description == "2001:db8::7")
        let host = words[5].dropFirst(3).prefix { $0 != "." }
        if method == .deterministic {
            #expect(try cipher.decrypt(String(host.replacing("-", with: ":"))).description == "203.0.113.9")
        }
        let bracketed = words[7].dropFirst().prefix { $0 != "]" }
        #expect(try cipher.decrypt(String(bracketed)).description == "2001:db8::8")
        #expect(words[9] == "::1")
    }

    @Test("Without a key no address is left, and no name")
    func noKey() {
        struct Locked: PeriodKeySource {
            func key(for period: Period.Instance) throws(ScrubError) -> SecretKey { throw ScrubError(.key, "locked") }
        }
        var policy = Policy(level: .pseudonymous)
        policy.keys = Locked()
        #expect(
            Scrubber(policy: policy).scrub("a 203.0.113.7 TeamSync@conference.meet.example.org")
                == "a :: [room]@conference.meet.example.org")
    }

    @Test("In records of 32 days that take turns each day's key is asked for once, in records and in envelopes")
    func turns() throws {
        final class Counter: PeriodKeySource {
            let asked = Mutex(0)

            func key(for period: Period.Instance) throws(ScrubError) -> SecretKey {
                asked.withLock { $0 += 1 }
                return SecretKey()
            }
        }
        for envelope in [("", ""), (#"{"log":""#, #"\n","stream":"stdout","time":"2026-03-01T00:00:00Z"}"#)] {
            let counter = Counter()
            var policy = Policy(level: .pseudonymous)
            policy.keys = counter
            var session = Scrubber(policy: policy).makeSession()
            var output = ContiguousArray<UInt8>()
            for _ in 0..<4 {
                for day in 0..<32 {
                    let date = day < 31 ? "2026-03-\(day < 9 ? "0" : "")\(day + 1)" : "2026-04-01"
                    let record = "\(date)T10:00:00Z client 203.0.113.\(day)"
                    session.process(Array("\(envelope.0)\(record)\(envelope.1)\n".utf8).span, into: &output)
                }
            }
            _ = session.finish(into: &output)
            let asked = counter.asked.withLock { $0 }
            // The envelopes' own period comes on top.
            #expect(asked >= 32 && asked <= 34)
        }
    }
}
