import LogScrub
import Testing

@Suite("Ports")
struct PortTests {
    @Test("An element that ends with the record, wherever in its attributes, is scrubbed as far as it goes")
    func cutElement() {
        for element in [
            #"<a ip="203.0.113.7" port="51514"/>"#, #"<a rel-addr="203.0.113.7" rel-port="51514"/>"#,
            #"<a port="51514" ip="203.0.113.7"/>"#,
        ] {
            let bytes = Array(element.utf8)
            for end in 0...bytes.count {
                let part = String(decoding: bytes[..<end], as: UTF8.self)
                let output = Scrubber().scrub(part)
                #expect(!output.contains("203.0.113.7"))
                #expect(Scrubber().scrub(output) == output)
                #expect(Scrubber().scrub(part + "\n" + element + "\n").hasPrefix(output + "\n"))
            }
        }
    }

    @Test("A port has a quote before it: what has none stays, and so does an escape of JSON")
    func unquoted() {
        #expect(Scrubber().scrub(#"{"a":" ip='203.0.113.7 port=\u0027"}"#) == #"{"a":" ip='203.0.0.0 port=\u0027"}"#)
        #expect(Scrubber().scrub(#"{"a":" ip='203.0.113.7' port='51514'"}"#) == #"{"a":" ip='203.0.0.0' port='0'"}"#)
        #expect(
            Scrubber().scrub(#"{"a":" ip=\"203.0.113.7\" port=\"51514\""}"#)
                == #"{"a":" ip=\"203.0.0.0\" port=\"0\""}"#)
    }

    @Test(
        "Behind a zone, with or without brackets, a port is one",
        arguments: [
            ("fe80::1%eth0:51514", "fe80::%eth0:0"), ("[fe80::1%25eth0]:51514", "[fe80::%25eth0]:0"),
            ("fe80::1%25eth0:51514, x", "fe80::%25eth0:0, x"), ("fe80::1%25eth0%5D%3A51514", "fe80::%25eth0%5D%3A0"),
            ("fe80::1%br-3f2a1b:51514", "fe80::%br-3f2a1b:0"), ("fe80::1%eth0 port 51514", "fe80::%eth0 port 0"),
            ("('fe80::1%eth0', 51514, 0, 2)", "('fe80::%eth0', 0, 0, 2)"), ("fe80::1%eth0:123", "fe80::%eth0:123"),
            ("fe80::1%eth0: 35 B", "fe80::%eth0: 35 B"), ("fe80::1%eth0:12:34:56", "fe80::%eth0:12:34:56"),
        ])
    func zones(input: String, expected: String) {
        #expect(Scrubber().scrub(input) == expected)
        #expect(Scrubber().scrub(expected) == expected)
    }
}
