extension RecordFormat {
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
}
