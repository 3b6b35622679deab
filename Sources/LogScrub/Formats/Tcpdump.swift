extension RecordFormat {
    /// tcpdump where it writes the names of hosts; addresses with a port behind a dot are found in any text.
    ///
    /// Source: tcpdump, `print-ip.c`, `print-tcp.c`, `print-arp.c`.
    static let tcpdump = RecordFormat(
        name: "tcpdump",
        tags: ["tcpdump"],
        firsts: "0 ",
        needsTag: true,
        glance: { bytes, record in
            bytes.firstIndex(of: " > ", in: record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 512))
                != nil
                || bytes.firstIndex(of: " who-has ", in: record) != nil
        },
        lines: tcpdumpTimes.flatMap { time -> [[Part]] in
            [
                time + [" ARP, Request who-has ", .own(markName), " tell ", .own(markName), .rest],
                time + [" IP ", .own(markEnds), .rest],
                time + [" IP6 ", .own(markEnds), .rest],
            ]
        } + [["    ", .own(markEnds), .rest]],
        samples: [
            Sample(
                "19:02:11.123456 IP laptop.example.net.51514 > 198.51.100.9.https: Flags [S], seq 1, win 64240, length 0",
                becomes: "19:02:11.123456 IP 0.0.0.0.0 > 198.51.0.0.https: Flags [S], seq 1, win 64240, length 0"),
            Sample(
                "19:02:11.123456 IP6 2001:db8::7.51514 > 2001:db8:1::9.443: Flags [S], seq 1",
                becomes: "19:02:11.123456 IP6 2001:db8::.0 > 2001:db8::.443: Flags [S], seq 1"),
            Sample(
                "19:02:11.123456 ARP, Request who-has laptop.example.net tell 203.0.113.7, length 28",
                becomes: "19:02:11.123456 ARP, Request who-has 0.0.0.0 tell 203.0.0.0, length 28"),
        ]
    )

    private static let tcpdumpTimes: [[Part]] = [
        [.time("19:02:11.123456")], [.time("2026-09-14 19:02:11.123456")], [.time("1789412531.123456")],
    ]

    /// The names of services that stand in the place of a port.
    private static let services = WordSet(
        "http", "https", "ssh", "domain", "smtp", "smtps", "submission", "imap", "imaps", "imap2", "pop3", "pop3s",
        "ftp",
        "ntp", "bootps", "bootpc", "mdns", "snmp", "syslog", "ldap", "ldaps", "telnet", "isakmp", "ipsec-nat-t",
        "openvpn", "sip", "mysql", "postgresql", "netbios-ns", "netbios-dgm", "microsoft-ds", "ssdp", "xmpp-client",
        "xmpp-server", "http-alt", "stun")

    /// Marks the names on both sides of the arrow, each with its port behind a dot.
    private static func markEnds(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard
            let arrow = bytes.firstIndex(
                of: " > ", in: range.lowerBound..<Swift.min(range.upperBound, range.lowerBound &+ 512))
        else { return nil }
        let start = bytes.startOfRun(before: arrow, from: range.lowerBound) { $0 > ASCII.space }
        let target = arrow &+ 3
        var end = bytes.firstIndex(of: ASCII.space, in: target..<range.upperBound) ?? range.upperBound
        guard end > target, bytes[end &- 1] == ASCII.colon else { return nil }
        end &-= 1
        markEnd(bytes, start..<arrow, &marks)
        markEnd(bytes, target..<end, &marks)
        return range.upperBound
    }

    private static func markEnd(_ bytes: Span<UInt8>, _ end: Range<Int>, _ marks: inout FieldMarks) {
        guard !end.isEmpty, let dot = bytes.lastIndex(of: ASCII.dot, in: end) else { return }
        let port = dot &+ 1..<end.upperBound
        let isPort =
            !port.isEmpty && bytes.endOfDigits(from: port.lowerBound, before: port.upperBound) == port.upperBound
        let host = isPort || services.contains(bytes, port) ? end.lowerBound..<dot : end
        guard HostName.isName(bytes, host) else { return }
        marks.add(.client, host)
        if isPort { marks.add(.peerPort, port) }
    }

    /// Marks the name of a host in a word of its own.
    private static func markName(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var end = range.lowerBound
        while end < range.upperBound, bytes[end] > ASCII.space, bytes[end] != ASCII.comma { end &+= 1 }
        if HostName.isName(bytes, range.lowerBound..<end) { marks.add(.client, range.lowerBound..<end) }
        return end
    }
}
