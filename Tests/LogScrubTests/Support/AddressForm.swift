/// A way in which logs write an address, and how the scrubber must give it back.
struct AddressForm: Sendable, CustomStringConvertible {
    enum Family: Sendable {
        case ipv4, ipv6
    }

    /// An example, which is also the name.
    var description: String
    var family: Family
    /// How a log writes the address and the port beside it.
    var written: @Sendable (NaiveAddress, Int) -> String
    /// How the scrubber writes what is left of them.
    var scrubbed: @Sendable (NaiveAddress, Int) -> String

    init(
        _ description: String, _ family: Family = .ipv4,
        written: @escaping @Sendable (NaiveAddress, Int) -> String,
        scrubbed: (@Sendable (NaiveAddress, Int) -> String)? = nil
    ) {
        self.description = description
        self.family = family
        self.written = written
        self.scrubbed = scrubbed ?? written
    }
}

extension AddressForm {
    static let all = plain + withPort + surrounded + inDisguise + plainIPv6 + surroundedIPv6 + inDisguiseIPv6

    // MARK: - IPv4

    private static let plain = [
        AddressForm("203.0.113.7") { address, _ in address.text },
        AddressForm("203.000.113.007", written: { address, _ in address.paddedText }) { address, _ in address.text },
        AddressForm("203.0.113.7/32") { address, _ in "\(address.text)/32" },
        AddressForm("203.0.113.7-203.0.113.7") { address, _ in "\(address.text)-\(address.text)" },
        AddressForm("::ffff:203.0.113.7") { address, _ in "::ffff:\(address.text)" },
        AddressForm("::ffff:0:203.0.113.7") { address, _ in "::ffff:0:\(address.text)" },
        AddressForm("64:ff9b::203.0.113.7") { address, _ in "64:ff9b::\(address.text)" },
    ]

    private static let withPort = [
        AddressForm("203.0.113.7:51514") { address, port in "\(address.text):\(port)" },
        AddressForm("203.0.113.7:51514/udp/srflx") { address, port in "\(address.text):\(port)/udp/srflx" },
        AddressForm("/203.0.113.7:51514") { address, port in "/\(address.text):\(port)" },
        AddressForm("meet.example/203.0.113.7:51514") { address, port in "meet.example/\(address.text):\(port)" },
        AddressForm("[203.0.113.7]:51514") { address, port in "[\(address.text)]:\(port)" },
        AddressForm("[::ffff:203.0.113.7]:51514") { address, port in "[::ffff:\(address.text)]:\(port)" },
        AddressForm("203.0.113.7.51514") { address, port in "\(address.text).\(port)" },
        AddressForm("203.0.113.7#51514") { address, port in "\(address.text)#\(port)" },
        AddressForm("Socket[addr=/203.0.113.7,port=51514]") { address, port in
            "Socket[addr=/\(address.text),port=\(port),localport=4443]"
        },
        AddressForm("1853761791 203.0.113.7 51514 typ prflx raddr 203.0.113.7 rport 51514") { address, port in
            "candidate:10000 1 udp 1853761791 \(address.text) \(port) typ prflx raddr \(address.text) rport \(port)"
        },
        AddressForm("ip='203.0.113.7' port='51514'") { address, port in "ip='\(address.text)' port='\(port)'" },
        AddressForm("FD 9 (203.0.113.7, 51514, 127.0.0.1, 5222)") { address, port in
            "FD 9 (\(address.text), \(port), 127.0.0.1, 5222)"
        },
        AddressForm("from 203.0.113.7 port 51514") { address, port in "from \(address.text) port \(port) ssh2" },
    ]

    private static let surrounded =
        [
            ("(", ")"), ("<", ">"), ("\"", "\""), ("'", "',"), ("", "."), ("", ";"), ("", ": text"), ("x=", "&y"),
            ("[", "]"), ("//", "/"), ("@", ":"), ("#011", "#012"), ("\\x22", "\\x22"), ("%22", "%22"),
            ("\u{1b}[32m", "\u{1b}[0m"), ("\u{fc}", "\u{fc}"), ("\0", "\0"), ("text", "text"), ("ip_", "_ip"),
        ].map { (left, right) in
            AddressForm(Failure.show("\(left)203.0.113.7\(right)".utf8)) { address, _ in left + address.text + right }
        }

    private static let inDisguise = [
        AddressForm("203%2E0%2E113%2E7") { address, _ in address.text.split(separator: ".").joined(separator: "%2E") },
        AddressForm("203%252e0%252e113%252e7") { address, _ in
            address.text.split(separator: ".").joined(separator: "%252e")
        },
        AddressForm("dhcp-203-0-113-7.example") { address, _ in
            "dhcp-\(address.text.split(separator: ".").joined(separator: "-")).example"
        },
        AddressForm("ip-203-0-113-7") { address, _ in
            "ip-\(address.text.split(separator: ".").joined(separator: "-"))"
        },
        AddressForm("7.113.0.203.in-addr.arpa") { address, _ in
            "\(address.text.split(separator: ".").reversed().joined(separator: ".")).in-addr.arpa"
        },
        AddressForm("pCB007107.dip0.t-ipconnect.de") { address, _ in
            let hex = address.text.split(separator: ".").map {
                NaiveAddress.padded(String(Int($0)!, radix: 16, uppercase: true), to: 2)
            }
            return "p\(hex.joined()).dip0.t-ipconnect.de"
        },
        AddressForm("[50,48,51,46,48,46,49,49,51,46,55]") { address, _ in
            "[\("from \(address.text)".utf8.map { String($0) }.joined(separator: ","))]"
        },
        AddressForm("[50, 48, 51, 46, 48, 46, 49, 49, 51, 46, 55]") { address, _ in
            "[\("from \(address.text) on".utf8.map { String($0) }.joined(separator: ", "))]"
        },
        AddressForm(
            "PORT 203,0,113,7,201,58",
            written: { address, port in
                "PORT \(address.text.split(separator: ".").joined(separator: ",")),\(port / 256),\(port % 256)"
            },
            scrubbed: { address, _ in "PORT \(address.text.split(separator: ".").joined(separator: ",")),0,0" }),
        AddressForm("{203,0,113,7}") { address, _ in
            "{\(address.text.split(separator: ".").joined(separator: ","))}"
        },
    ]

    // MARK: - IPv6

    private static func ipv6(
        _ description: String, written: @escaping @Sendable (NaiveAddress, Int) -> String,
        scrubbed: (@Sendable (NaiveAddress, Int) -> String)? = nil
    ) -> AddressForm {
        AddressForm(description, .ipv6, written: written, scrubbed: scrubbed)
    }

    private static let plainIPv6 = [
        ipv6("2001:db8::7") { address, _ in address.text },
        ipv6("2001:DB8::7", written: { address, _ in address.text.uppercased() }) { address, _ in address.text },
        ipv6("2001:db8:0:0:0:0:0:7", written: { address, _ in address.uncompressedText }) { address, _ in
            address.text
        },
        ipv6("2001:0db8:0000:0000:0000:0000:0000:0007", written: { address, _ in address.paddedText }) { address, _ in
            address.text
        },
        ipv6("[2001:db8::7]:51514") { address, port in "[\(address.text)]:\(port)" },
        ipv6(
            "/[2001:db8:0:0:0:0:0:7]:51514", written: { address, port in "/[\(address.uncompressedText)]:\(port)" },
            scrubbed: { address, port in "/[\(address.text)]:\(port)" }),
        ipv6("[2001:db8::7]:51514/udp/host") { address, port in "[\(address.text)]:\(port)/udp/host" },
        ipv6("2001:db8::7#51514") { address, port in "\(address.text)#\(port)" },
        ipv6("FD 9 (2001:db8::7, 51514, ::1, 5222)") { address, port in "FD 9 (\(address.text), \(port), ::1, 5222)" },
        ipv6("2001:db8::7 51514 typ host") { address, port in
            "candidate:1 1 udp 2130706431 \(address.text) \(port) typ host"
        },
    ]

    private static let surroundedIPv6 =
        [
            ("(", ")"), ("<", ">"), ("\"", "\""), ("'", "',"), ("[", "]"), ("", ";"), ("", ": 35 B"), ("ip=", ","),
            ("", "%eth0"), ("/", ""), ("for=\"[", "]\""), ("\u{1b}[32m", "\u{1b}[0m"), ("\u{fc}", "\u{fc}"),
            ("\0", "\0"), ("", "/64"), ("", "."), ("\\x22", "\\x22"), ("%22", "%22"),
        ].map { (left, right) in
            ipv6(Failure.show("\(left)2001:db8::7\(right)".utf8)) { address, _ in left + address.text + right }
        }

    private static let inDisguiseIPv6 =
        ["%3A", "%3a", "%253A", "\\x3a", "\\x3A", "\\u003a", "&#58;"].map { colon in
            ipv6("2001:db8::7 with \(colon)") { address, _ in
                address.text.map { $0 == ":" ? colon : String($0) }.joined()
            }
        } + [
            ipv6("%5B2001%3Adb8%3A%3A7%5D") { address, _ in
                "%5B\(address.text.map { $0 == ":" ? "%3A" : String($0) }.joined())%5D"
            },
            ipv6("7.0.0.0. … .8.b.d.0.1.0.0.2.ip6.arpa") { address, _ in
                let nibbles = address.paddedText.filter { $0 != ":" }.reversed().map { String($0) }
                return "\(nibbles.joined(separator: ".")).ip6.arpa"
            },
        ]
}
