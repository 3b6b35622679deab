import Testing

@Suite("The oracle itself: its answers are those of the RFCs")
struct NaiveDetectorTests {
    private static let minimal = NaiveLimit(ipv4: 16, ipv6: 32)

    @Test(
        "It reads and writes IPv6 as RFC 4291 and RFC 5952 do",
        arguments: [
            ("2001:0DB8:0:0:0:0:0:7", "2001:db8::7"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
            ("::", "::"), ("1::", "1::"), ("::ffff:203.0.113.7", "::ffff:cb00:7107"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ])
    func textForms(text: String, canonical: String) throws {
        let groups = try #require(NaiveAddress.groups(of: Array(text.utf8)))
        #expect(NaiveAddress.ipv6(groups).text == canonical)
    }

    @Test(
        "It reads nothing into what is not an address",
        arguments: [
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":::", "1:2:3:4::5:6:7:8", "12345::", "g::", ":1::",
            "1::2:",
            "::1.2.3", "::1.2.3.256", "1.2.3.4::", "10:11:12", "",
        ])
    func noAddress(text: String) {
        #expect(NaiveAddress.groups(of: Array(text.utf8)) == nil)
        #expect(NaiveAddress.octets(of: Array(text.utf8)) == nil)
    }

    @Test(
        "It cuts an embedded IPv4 address by the IPv4 prefix",
        arguments: [
            ("203.0.113.7", "203.0.0.0"), ("2001:db8:1::7", "2001:db8::"), ("::ffff:cb00:7107", "::ffff:cb00:0"),
            ("64:ff9b::cb00:7107", "64:ff9b::cb00:0"), ("2002:cb00:7107::1", "2002:cb00::"),
            ("2001:0:cb00:7107::1", "2001:0:cb00::ffff"), ("::ffff:0:cb00:7107", "::ffff:0:cb00:0"),
            ("2001::", "2001::"),
        ])
    func truncation(text: String, expected: String) throws {
        let bytes = Array(text.utf8)
        let address =
            try NaiveAddress.octets(of: bytes).map { .ipv4($0) }
            ?? NaiveAddress.ipv6(#require(NaiveAddress.groups(of: bytes)))
        let cut = address.truncated(to: NaiveDetectorTests.minimal)
        #expect(cut.text == expected)
        #expect(cut.isWithin(NaiveDetectorTests.minimal))
        #expect(address == cut || !address.isWithin(NaiveDetectorTests.minimal))
    }

    @Test(
        "It sees a leak wherever it stands",
        arguments: [
            "203.0.113.7", "x203.0.113.7y", "(203.0.113.7).", "..203.0.113.7..", "203.0.113.7:51514",
            "203.0.113.7.51514",
            "203.000.113.007", "[2001:db8:0:1::]:443", "2001:db8::7.", "2001:db8::7:51048", "2001:db8::7:",
            "/2001:db8::7%1", "::ffff:203.0.113.7", "64:ff9b::cb00:7107", "2001:DB8:0:0:0:0:0:7",
            "203.0.113.7/24", "203.0.113.7-203.0.113.9",
        ])
    func leaks(text: String) {
        #expect(!NaiveDetector.leaks(in: Array("a \(text) b".utf8), beyond: NaiveDetectorTests.minimal).isEmpty)
        #expect(!NaiveDetector.leaks(in: Array(text.utf8), beyond: NaiveDetectorTests.minimal).isEmpty)
    }

    @Test(
        "It sees none in what was cut, and none in what resembles an address",
        arguments: [
            "203.0.0.0", "2001:db8::", "::ffff:203.0.0.0", "127.0.0.1 ::1 :: 0.0.0.0:443", "10:11:12 1:02:03:04.5",
            "00:00:5e:00:53:01 00:00:5e:ff:fe:00:53:01", "1.2.3.4.5 1.3.6.1.4.1.32473.1",
            "256.1.1.1 1.2.3 126.0.6478.122",
            "std::string dead::beef::cafe a::b:c A::B face::xyz", "v1.2.3.4 1.2.3.4-rc1", "2001:db8::X 203.0.X.X",
            "31:D8:D0:A2:E8:2F:A6:43:5D:0C:69:BE:23:7A:0C:B1",
        ])
    func noLeaks(text: String) {
        let leaks = NaiveDetector.leaks(in: Array(text.utf8), beyond: NaiveDetectorTests.minimal)
        #expect(leaks.isEmpty, "\(leaks.map(\.address.text))")
    }

    @Test("It finds in the input only what stands alone")
    func unambiguous() {
        let text =
            "203.0.113.7 [2001:db8::7] \"::ffff:203.0.113.7\" x203.0.113.7 203.0.113.7:1 /203.0.113.7 a::b 1::2%1"
        let found = NaiveDetector.unambiguousAddresses(in: Array(text.utf8))
        #expect(found.map(\.range) == [0..<11, 13..<24, 27..<45])
    }
}
