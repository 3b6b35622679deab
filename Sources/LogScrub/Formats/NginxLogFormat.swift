/// nginx's `log_format`, as it stands in its configuration.
///
/// Source: nginx documentation, `ngx_http_log_module`, and the index of variables; `ngx_http_script.c` for `${name}`.
enum NginxLogFormat {
    /// - Parameters:
    ///   - text: The strings of the directive, put together; or all of the directive.
    ///   - fields: What variables hold, where somebody has said it.
    static func parse(_ text: String, fields: [String: OwnField]) throws(ScrubError) -> OwnFormat {
        let text = strings(of: text)
        var builder = OwnFormatBuilder(fields: fields)
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "$") else {
                builder.append(byte)
                continue
            }
            let hasBraces = rest.first == ASCII.leftBrace
            if hasBraces { rest.removeFirst() }
            let name = rest.prefix { $0.isWord }
            rest = rest.dropFirst(name.count)
            guard !name.isEmpty, !hasBraces || rest.popFirst() == ASCII.rightBrace else {
                throw ScrubError(.format, "a dollar sign in nginx's log_format begins the name of a variable")
            }
            let variable = String(decoding: name, as: UTF8.self)
            builder.append(builder.field(variable, field(variable)))
        }
        return try builder.format("nginx:\(text)")
    }

    /// The strings of a directive, put together; any other text is what it is.
    private static func strings(of text: String) -> String {
        let trimmed = text.trimmed
        guard trimmed.hasPrefix("log_format ") || trimmed.hasPrefix("log_format\t") else { return text }
        var words = NginxToken.tokens(of: trimmed).compactMap { if case .word(let word) = $0 { word } else { nil } }
            .dropFirst(2)
        if words.first?.hasPrefix("escape=") == true { words = words.dropFirst() }
        return NginxToken.joined(Array(words))
    }

    /// What a variable holds.
    static func field(_ name: String) -> OwnField {
        if let field = table[name] { return field }
        for (prefix, make) in prefixes where name.hasPrefix(prefix) && name.count > prefix.count {
            return make(String(name.dropFirst(prefix.count)))
        }
        return LoggedVariable.named(name) ?? .text
    }

    private static let prefixes: [(String, @Sendable (String) -> OwnField)] = [
        ("http_", { LoggedVariable.header($0) }), ("sent_http_", { LoggedVariable.header($0) }),
        ("upstream_http_", { LoggedVariable.header($0) }), ("sent_trailer_", { LoggedVariable.header($0) }),
        ("upstream_trailer_", { LoggedVariable.header($0) }), ("cookie_", { _ in LoggedVariable.cookie }),
        ("upstream_cookie_", { _ in LoggedVariable.cookie }), ("arg_", { LoggedVariable.parameter($0) }),
        (
            "jwt_claim_",
            {
                $0 == "sub"
                    ? .meaning(.user)
                    : $0 == "name" ? .meaning(.value(.displayName)) : LoggedVariable.named($0) ?? .text
            }
        ),
    ]

    private static let table: [String: OwnField] = {
        var table: [String: OwnField] = [
            "time_local": OwnField(shape: .localTime), "time_iso8601": OwnField(shape: .isoTime),
            "msec": OwnField(shape: .epoch), "request": .request, "remote_user": .meaning(.user),
            "realip_remote_port": .clientPort, "remote_port": .clientPort,
            "proxy_protocol_port": .clientPort,
        ]
        for name in ["remote_addr", "realip_remote_addr", "proxy_protocol_addr"] { table[name] = .client }
        for name in ["request_uri", "uri", "document_uri"] { table[name] = .meaning(.target) }
        for name in ["args", "query_string"] { table[name] = .meaning(.queryColumn) }
        for name in ["ssl_client_s_dn", "ssl_client_s_dn_legacy"] { table[name] = .meaning(.user) }
        for name in [
            "ssl_client_cert", "ssl_client_raw_cert", "ssl_client_escaped_cert", "ssl_client_serial", "ssl_session_id",
            "http_cookie", "request_body", "secure_link", "binary_remote_addr",
            "uid_got", "uid_set", "jwt_payload",
        ] { table[name] = .meaning(.secret) }
        table["request_uri"] = OwnField(meaning: .target, shape: .word)
        table["request_filename"] = .meaning(.file)
        table["proxy_protocol_tlv_ssl_cn"] = .meaning(.user)
        table["ssl_client_fingerprint"] = .meaning(.fingerprint)
        for name in [
            "status", "body_bytes_sent", "bytes_sent", "bytes_received", "request_length", "request_time", "connection",
            "connection_requests", "connection_time", "pid", "server_port",
        ] { table[name] = .number }
        table["server_protocol"] = OwnField(shape: .version)
        for name in [
            "host", "hostname", "server_name", "scheme", "request_method", "request_id", "ssl_protocol", "ssl_cipher",
            "ssl_server_name", "pipe", "is_args",
        ] { table[name] = .word }
        // What stands for itself, though it ends like a key.
        for name in [
            "upstream_addr", "upstream_status", "upstream_response_time", "pipe",
            "msec_",
            "ssl_client_i_dn", "ssl_client_verify", "proxy_add_x_forwarded_for", "http_x_forwarded_for",
            "http_forwarded",
            "realpath_root", "document_root", "nginx_version", "gzip_ratio", "tcpinfo_rtt",
        ] { table[name] = .text }
        return table
    }()
}

extension String {
    /// Without blanks and line ends around it.
    var trimmed: String {
        let isSpace = { (byte: UInt8) in byte.isBlank || byte == ASCII.lineFeed || byte == ASCII.carriageReturn }
        let bytes = Array(utf8)
        guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
