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
}
