extension RecordFormat {
    /// DHCP servers: what the devices of people call themselves.
    ///
    /// Sources: ISC dhcpd, `server/dhcp.c`; dnsmasq, `src/rfc2131.c`, `log_packet`.
    static let dhcp = RecordFormat(
        name: "dhcp",
        tags: ["dhcpd", "dnsmasq-dhcp"],
        needsTag: true,
        lines: ["DHCPACK", "DHCPREQUEST", "DHCPOFFER", "DHCPDISCOVER", "DHCPRELEASE", "DHCPINFORM"].flatMap {
            (message: StaticString) -> [[Part]] in
            [
                [.text(message), " on ", .any, " to ", .any, " (", .host, ") via ", .rest],
                [.text(message), " for ", .any, " from ", .any, " (", .host, ") via ", .rest],
                [.text(message), " of ", .any, " from ", .any, " (", .host, ") via ", .rest],
                [.text(message), " from ", .any, " (", .host, ") via ", .rest],
                [.text(message), "(", .any, ") ", .word, " ", .word, " ", .host, .end],
            ]
        },
        samples: [
            Sample(
                "DHCPACK on 203.0.113.7 to 00:16:3e:11:22:33 (anas-phone) via eth0",
                becomes: "DHCPACK on 203.0.0.0 to 00:16:3e:00:00:00 (0.0.0.0) via eth0"),
            Sample(
                "DHCPACK(eth0) 203.0.113.7 00:16:3e:11:22:33 anas-phone",
                becomes: "DHCPACK(eth0) 203.0.0.0 00:16:3e:00:00:00 0.0.0.0"),
        ]
    )

    /// The header with which a proxy says whom it speaks for.
    ///
    /// Source: HAProxy, `doc/proxy-protocol.txt`, version 1.
    static let proxyProtocol = RecordFormat(
        name: "proxy-protocol",
        lines: [["PROXY TCP", .word, " ", .client, " ", .word, " ", .clientPort, " ", .port, .rest]],
        samples: [
            Sample(
                "PROXY TCP4 203.0.113.7 192.0.2.1 33335 443", becomes: "PROXY TCP4 203.0.0.0 192.0.0.0 0 443"),
            Sample(
                "PROXY TCP6 2001:db8:85a3::7 2001:db8::1 33335 443", becomes: "PROXY TCP6 2001:db8:: 2001:db8:: 0 443"),
        ]
    )

    /// The connections that Linux tracks: `conntrack -E`, `/proc/net/nf_conntrack`. In the second half, which is the way back, the client is the
    /// destination.
    ///
    /// Source: Linux, `net/netfilter/nf_conntrack_standalone.c`.
    static let conntrack = RecordFormat(
        name: "conntrack",
        firsts: " [itu",
        glance: { bytes, record in bytes.firstIndex(of: " dport=", in: record) != nil },
        lines: [[.own(markTuples), .rest]],
        samples: [
            Sample(
                "    [NEW] tcp      6 120 SYN_SENT src=203.0.113.7 dst=198.51.100.9 sport=51514 dport=443 [UNREPLIED] src=198.51.100.9 dst=203.0.113.7 sport=443 dport=51514",
                becomes:
                    "    [NEW] tcp      6 120 SYN_SENT src=203.0.0.0 dst=198.51.0.0 sport=0 dport=443 [UNREPLIED] src=198.51.0.0 dst=203.0.0.0 sport=443 dport=0"
            )
        ]
    )

    private static func markTuples(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let first = bytes.firstIndex(of: "src=", in: range),
            bytes.firstIndex(of: ASCII.quote, in: range.lowerBound..<first) == nil,
            let second = bytes.firstIndex(of: "src=", in: first &+ 4..<range.upperBound),
            let port = bytes.firstIndex(of: " dport=", in: second..<range.upperBound).map({ $0 &+ 7 })
        else { return nil }
        marks.add(.peerPort, port..<bytes.endOfDigits(from: port, before: range.upperBound))
        return range.upperBound
    }

    /// Squid's own format.
    ///
    /// Source: Squid, `logformat squid`.
    static let squid = RecordFormat(
        name: "squid",
        lines: [
            [
                .time("1789412531.123"), " ", .blanks, .numbers, " ", .client, " ", .word, " ", .numbers, " ", .word,
                " ", .word,
                " ", .user, " ", .rest,
            ]
        ],
        samples: [
            Sample(
                "1789412531.123   5006 203.0.113.7 TCP_MISS/200 19763 CONNECT login.example.com:443 ana.holm HIER_DIRECT/198.51.100.9 -",
                becomes:
                    "1789412531.123   5006 203.0.0.0 TCP_MISS/200 19763 CONNECT login.example.com:443 {{u:ana.holm}} HIER_DIRECT/198.51.0.0 -"
            )
        ]
    )
}
