extension RecordFormat {
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
}
