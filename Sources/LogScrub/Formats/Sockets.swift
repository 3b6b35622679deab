extension RecordFormat {
    /// The connections of a host: the rows of `netstat` and `ss`. Addresses with a port behind a colon are found in any text; names of hosts, and
    /// addresses of IPv6 without brackets, by their column.
    ///
    /// Sources: net-tools, `netstat.c`; iproute2, `misc/ss.c`.
    static let sockets = RecordFormat(
        name: "sockets",
        tags: ["netstat", "ss"],
        firsts: "Aa",
        needsTag: true,
        glance: { bytes, record in
            let head = bytes.endOfRun(
                from: record.lowerBound, to: Swift.min(record.upperBound, record.lowerBound &+ 16)
            ) {
                $0.keyBytes
            }
            return bytes[head] == ASCII.space && socketHeads.contains(bytes, record.lowerBound..<head)
        },
        lines: [
            ["Proto Recv-Q Send-Q ", .rest],
            ["Netid ", .blanks, "State ", .rest],
            ["State ", .blanks, "Recv-Q", .rest],
            [.own(markSocket), .rest],
        ],
        samples: [
            Sample(
                "tcp        0      0 198.51.100.9:22         203.0.113.7:51514       ESTABLISHED 812/sshd: ana.holm",
                becomes:
                    "tcp        0      0 198.51.0.0:22         203.0.0.0:0       ESTABLISHED 812/sshd: {{u:ana.holm}}"),
            Sample(
                "tcp6       0      0 2001:db8::9:443         2001:db8::7:51514       ESTABLISHED 812/nginx",
                becomes: "tcp6       0      0 2001:db8:::443         2001:db8:::0       ESTABLISHED 812/nginx"),
            Sample(
                "ESTAB    0        0           198.51.100.9:ssh      laptop.example.net:51514",
                becomes: "ESTAB    0        0           198.51.0.0:ssh      0.0.0.0:0"),
        ]
    )

    private static let socketHeads = WordSet(
        "tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "Proto", "Netid", "State", "ESTAB", "LISTEN", "UNCONN",
        "TIME-WAIT", "SYN-SENT", "SYN-RECV", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "LAST-ACK", "CLOSING", "CLOSED")

    static func isSocketHead(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool { socketHeads.contains(bytes, word) }

    /// Marks the peer, and who has logged in over it: behind two numbers stand the two ends.
    private static func markSocket(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let end = range.upperBound
        var at = range.lowerBound
        func next() -> Range<Int> {
            let start = bytes.endOfRun(from: at, to: end) { $0.mask(of: ASCII.space) }
            at = bytes.firstIndex(of: ASCII.space, in: start..<end) ?? end
            return start..<at
        }
        func isNumber(_ word: Range<Int>) -> Bool {
            !word.isEmpty && bytes.endOfDigits(from: word.lowerBound, before: word.upperBound) == word.upperBound
        }
        let head = next()
        guard socketHeads.contains(bytes, head) else { return nil }
        var queue = next()
        // `tcp ESTAB 0 0`
        if !isNumber(queue), socketHeads.contains(bytes, queue) { queue = next() }
        guard isNumber(queue), isNumber(next()) else { return nil }
        for isPeer in [false, true] {
            let word = next()
            guard !word.isEmpty, bytes.firstIndex(of: ASCII.colon, in: word) != nil else { return nil }
            markSocketEnd(bytes, word, isPeer: isPeer, &marks)
        }
        let program: StaticString = "/sshd: "
        if let name = bytes.firstIndex(of: program, in: at..<end).map({ $0 &+ program.utf8CodeUnitCount }) {
            let stop = bytes.firstIndex(from: name, to: end) {
                $0.mask(of: ASCII.space).union($0.mask(of: ASCII.at)).union($0.mask(of: ASCII.leftBracket))
            }
            if stop > name, !isNobody(bytes, name..<stop), !PersonalDetector.isTemplate(bytes, name..<stop) {
                marks.add(.user, name..<stop)
            }
        }
        return end
    }

    /// Marks one end; the name of the host itself is nobody's.
    private static func markSocketEnd(_ bytes: Span<UInt8>, _ word: Range<Int>, isPeer: Bool, _ marks: inout FieldMarks)
    {
        guard let colon = bytes.lastIndex(of: ASCII.colon, in: word), colon > word.lowerBound,
            bytes[word.lowerBound] != ASCII.leftBracket, colon &+ 1 < word.upperBound
        else { return }
        let host = word.lowerBound..<colon
        let port = colon &+ 1..<word.upperBound
        let isPort = bytes.endOfDigits(from: port.lowerBound, before: port.upperBound) == port.upperBound
        if IPv6Text.parse(bytes, host)?.end == host.upperBound || isPeer && HostName.isName(bytes, host) {
            marks.add(.client, host)
            if isPort { marks.add(.peerPort, port) }
        }
    }
}
