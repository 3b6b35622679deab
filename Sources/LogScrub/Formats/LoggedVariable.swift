/// What the variables hold that servers write into their logs, where several servers have the same: headers, cookies, parameters of queries.
enum LoggedVariable {
    /// A header of a request or an answer, by its name in any spelling: `X-Api-Key`, `x_api_key`.
    static func header(_ name: String) -> OwnField {
        let name = name.lowercased().replacing("_", with: "-")
        switch name {
        case "referer", "referrer", "origin": return .referrer
        case "user-agent": return .meaning(.userAgent)
        case "cookie", "set-cookie", "authorization", "proxy-authorization": return .meaning(.secret)
        case "x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip", "x-cluster-client-ip":
            return .meaning(.client)
        case "x-original-uri", "x-original-url", "x-forwarded-uri", "x-rewrite-url": return .meaning(.target)
        case "location", "content-location", "refresh": return .meaning(.target)
        case "from": return .meaning(.value(.email))
        case "x-forwarded-port", "host", "via", "accept", "accept-encoding", "content-type", "content-length":
            return .text
        default:
            if name.hasSuffix("-dn") || name.hasSuffix("principal-name") || name.hasSuffix("-login") {
                return .meaning(.user)
            }
            if name.hasSuffix("-cert") || name.contains("jwt") || name.hasSuffix("assertion") {
                return .meaning(.secret)
            }
            return named(name) ?? .header
        }
    }

    /// A parameter of a query. What is allowed to stay in a query stays here.
    static func parameter(_ name: String) -> OwnField {
        switch name {
        case "v", "vnode", "release": .text
        default: named(name) ?? .meaning(.queryColumn)
        }
    }

    static var cookie: OwnField { .meaning(.secret) }

    /// What the name of a variable says of a person, by the table of keys (`KeyTable`); `nil` if nothing.
    static func named(_ name: String) -> OwnField? {
        // Whoever looks at a key may look at what stands around it.
        let margin = 32
        let blanks = repeatElement(ASCII.space, count: margin)
        let text = ContiguousArray(blanks) + name.utf8 + blanks
        guard !name.isEmpty else { return nil }
        let key = margin..<text.count - margin
        if let meaning = KeyTable.shared.meaning(of: key, in: text.span), meaning.kind != nil {
            return .meaning(.keyed(meaning))
        }
        return FieldKeys.meaning(text.span, key, in: nil, isRequest: true).map { .meaning($0) }
    }

    /// What a variable of the environment, or of TLS, holds that Apache or HAProxy can write.
    static func environment(_ name: String) -> OwnField {
        let name = name.uppercased()
        if name.hasPrefix("SSL_CLIENT_") {
            if name.hasPrefix("SSL_CLIENT_S_DN") || name.hasPrefix("SSL_CLIENT_SAN") { return .meaning(.user) }
            if name.hasPrefix("SSL_CLIENT_CERT") || name == "SSL_CLIENT_M_SERIAL" { return .meaning(.secret) }
            return .text
        }
        switch name {
        case "THE_REQUEST": return .request
        case "REMOTE_HOST", "REMOTE_ADDR": return .client
        case "REQUEST_URI", "PATH_INFO", "SCRIPT_URL", "SCRIPT_URI": return .meaning(.target)
        case "QUERY_STRING": return .meaning(.query)
        case "CN", "REMOTE_USER", "REMOTE_IDENT", "OIDC_CLAIM_SUB", "MELLON_NAME_ID": return .meaning(.user)
        case "OIDC_CLAIM_NAME", "OIDC_CLAIM_GIVEN_NAME", "OIDC_CLAIM_FAMILY_NAME": return .meaning(.value(.displayName))
        case "SSL_SESSION_ID": return .meaning(.secret)
        default:
            if name.hasPrefix("AUTHENTICATE_") || name.hasPrefix("MELLON_") { return .meaning(.user) }
            return named(name.lowercased()) ?? .text
        }
    }

    /// A value of a kind that somebody has said of a variable.
    ///
    /// - Throws: `ScrubError` with the code `format` if no field can be of that kind.
    static func field(of kind: Kind) throws(ScrubError) -> OwnField {
        switch kind {
        case .address, .hostName: return .meaning(.client)
        case .port: return .clientPort
        case .referrer, .ownReferrer: return .referrer
        case .query: return .meaning(.queryColumn)
        case .user: return .meaning(.user)
        case .secret: return .meaning(.secret)
        case .fingerprint: return .meaning(.fingerprint)
        case .userAgent: return .meaning(.userAgent)
        default: return .meaning(.value(kind))
        }
    }
}
