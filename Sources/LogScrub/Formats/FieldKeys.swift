/// What the value of a key is as a field of a request: its target, its query, its referrer, whoever made it.
///
/// What a key says of a person in any text is the matter of `KeyTable`. Keys are told by their last words (`TailTable`): `requestPath`,
/// `http.request.referrer`, `{"url":{"query":…}}`.
///
/// Sources: the variables of nginx, the fields of Caddy's, Traefik's and Envoy's JSON, the Elastic Common Schema, OpenTelemetry's semantic conventions,
/// the serializers of Pino and Bunyan.
enum FieldKeys {
    private static let table = TailTable<FieldMark.Meaning>(
        words: [
            (.referrer, ["referer", "referrer"]),
            (
                .target,
                [
                    "request-uri", "document-uri", "original-uri", "original-request", "request-path", "request-url",
                    "request-target", "req-url", "req-path", "req-uri", "http-url", "http-uri", "http-path",
                    "http-target",
                    "url-path", "url-original", "url-full", "uri-path", "requesturl", "requesturi",
                ]
            ),
            (
                .query,
                [
                    "query-string", "url-query", "uri-query", "request-query", "req-query", "request-args",
                ]
            ),
            (
                .userAgent,
                ["user-agent", "user-agent-original", "user-agent-string", "user-agent-header", "http-user-agent"]
            ),
            (
                .client,
                [
                    "remote-addr", "client-addr", "client-ip", "remote-ip", "client-host", "client-address",
                    "remote-host",
                ]
            ),
            (.clientPort, ["remote-port", "client-port"]),
            (.secret, ["authorization", "cookie", "cookies"]),
            (.user, ["remote-user", "client-username"]),
        ],
        wholes: [
            (.referrer, ["origin", "http-origin"]),
            (.target, ["request", "uri", "url"]),
            (.query, ["args", "http-args"]),
            (.userAgent, ["ua", "agent"]),
            (.user, ["user-id"]),
        ])

    /// What only some formats take for the key of a field: those of auditd, Exim, OpenVPN and Postfix.
    private static let formatKeys = TailTable<FieldMark.Meaning>(words: [
        (.user, ["acct", "account", "set-id", "orig-to", "identity", "cn"]), (.text, ["proctitle", "helo", "rhost"]),
    ])

    /// How both end.
    private static let endings = ContiguousArray(zip(table.endings, formatKeys.endings).map { $0 | $1 })

    /// Whether the key of a field may stand before an equals sign, or before the colon of a label: then only a format can say what its value is, and
    /// nothing else in the record need speak of a person (`level=info ua=curl/8.5.0`).
    @inline(__always)
    static func mayEnd(_ bytes: Span<UInt8>, at separator: Int, floor: Int) -> Bool {
        guard separator > floor, bytes[separator] == ASCII.equals || bytes[separator] == ASCII.colon,
            bytes[separator &- 1].isWord, TailTable<FieldMark.Meaning>.mayEnd(bytes, at: separator, in: endings)
        else { return false }
        return mayBeKey(bytes, separator, floor: floor)
    }

    @inline(never)
    private static func mayBeKey(_ bytes: Span<UInt8>, _ separator: Int, floor: Int) -> Bool {
        var start = separator
        let limit = Swift.max(floor, separator &- longestKey)
        while start > limit, bytes[start &- 1].isWord || isJoint(bytes[start &- 1]) { start &-= 1 }
        return meaning(bytes, start..<separator, in: nil, isRequest: true) != nil
            || formatKeys.meaning(bytes, start..<separator, in: nil) != nil
    }

    private static func isJoint(_ byte: UInt8) -> Bool {
        byte == ASCII.hyphen || byte == ASCII.dot || byte == ASCII.slash
    }

    private static let longestKey = 64

    /// What a key says about its value.
    ///
    /// - Parameters:
    ///   - outer: The key whose object it stands in, if there is one.
    ///   - isRequest: Whether what stands beside it speaks of a request: then `path` is that of its target, and no file's.
    static func meaning(
        _ bytes: Span<UInt8>, _ key: Range<Int>, in outer: Range<Int>?, isRequest: Bool
    ) -> FieldMark.Meaning? {
        guard key.count >= 2, key.count <= longestKey else { return nil }
        if let meaning = table.meaning(bytes, key, in: outer) { return meaning }
        // HTTP/2 writes `:path` (RFC 9113, section 8.3.1).
        let name = bytes[key.lowerBound] == ASCII.colon ? key.lowerBound &+ 1 : key.lowerBound
        return isRequest && key.upperBound &- name == 4
            && bytes.hasIgnoringCase("path", at: name, before: key.upperBound) ? .target : nil
    }
}
