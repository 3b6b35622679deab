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

    /// What a key says about its value.
    ///
    /// - Parameters:
    ///   - outer: The key whose object it stands in, if there is one.
    ///   - isRequest: Whether what stands beside it speaks of a request: then `path` is that of its target, and no file's.
    static func meaning(
        _ bytes: Span<UInt8>, _ key: Range<Int>, in outer: Range<Int>?, isRequest: Bool
    ) -> FieldMark.Meaning? {
        guard key.count >= 2, key.count <= 64 else { return nil }
        if let meaning = table.meaning(bytes, key, in: outer) { return meaning }
        return isRequest && key.count == 4 && bytes.hasIgnoringCase("path", at: key.lowerBound, before: key.upperBound)
            ? .target : nil
    }
}
