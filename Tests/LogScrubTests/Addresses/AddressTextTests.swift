import LogScrub
import Testing

@Suite("Addresses as text")
struct AddressTextTests {
    /// RFC 5952, sections 4.1 to 4.3 and 5; RFC 4291, section 2.2.
    static let canonical: [(String, String)] = [
        ("2001:0db8::0001", "2001:db8::1"),
        ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
        ("2001:DB8::ABCD", "2001:db8::abcd"),
        ("0:0:0:0:0:0:0:0", "::"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("1::", "1::"),
        ("1:0:0:0:0:0:0:0", "1::"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("::ffff:c000:201", "::ffff:192.0.2.1"),
        ("0:0:0:0:0:ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ]

    @Test("IPv6 addresses are written as RFC 5952 wants them", arguments: canonical)
    func canonicalForm(text: String, expected: String) throws {
        #expect(try #require(IPv6Address(text)).description == expected)
    }

    @Test(
        "what is no address is not read as one",
        arguments: [
            "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:8:",
            "::1.2.3", "::256.1.1.1", "1.2.3.4::", "::1.2.3.4:5", " ::1", "::1 ", "fe80::1%eth0",
        ])
    func malformed(text: String) {
        #expect(IPv6Address(text) == nil)
    }

    @Test("dotted quads are read with leading zeros, and only four octets are one")
    func quads() {
        #expect(IPv4Address("203.000.113.007")?.description == "203.0.113.7")
        for text in ["", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.", ".1.2.3", "0001.2.3.4", "1.2.3.4 ", "a.b.c.d"] {
            #expect(IPv4Address(text) == nil, "\(text)")
        }
    }

    @Test("networks are read strictly and know their members")
    func networks() throws {
        let documentation = try IPNetwork("192.0.2.0/24")
        #expect(documentation.contains(try #require(IPAddress("192.0.2.255"))))
        #expect(documentation.contains(try #require(IPAddress("::ffff:192.0.2.9"))))
        #expect(!documentation.contains(try #require(IPAddress("192.0.3.0"))))
        #expect(!documentation.contains(try #require(IPAddress("2001:db8::1"))))
        #expect(try IPNetwork("0.0.0.0/0").contains(try #require(IPAddress("203.0.113.7"))))
        #expect(try IPNetwork("2001:db8::7").prefixLength == 128)
        for text in [
            "", "192.0.2.0/33", "192.0.2.7/24", "2001:db8::/129", "192.0.2.0/-1", "192.0.2.0/ 8", "192.0.2/24", "x/8",
            "/8",
        ] {
            #expect(throws: ScrubError.self, "\(text)") { try IPNetwork(text) }
        }
    }

    @Test("sites are host names, without scheme, port or path")
    func sites() {
        for text in [
            "", ".", "https://meet.example.org", "meet.example.org/", "meet.example.org:443", "a b", "-a.example",
            "a..b",
        ] {
            #expect(throws: ScrubError.self, "\(text)") { try Site(text) }
        }
    }
}
