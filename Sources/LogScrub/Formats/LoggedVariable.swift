/// What the variables hold that servers write into their logs, where several servers have the same: headers, cookies, parameters of queries.
enum LoggedVariable {
    /// A header of a request or an answer, by its name in any spelling: `X-Api-Key`, `x_api_key`.
    static func header(_ name: String) -> OwnFormat.Field {
        let name = name.lowercased().replacing("_", with: "-")
        switch name {
        case "referer", "referrer", "origin": return .meaning(.referrer)
        case "user-agent": return .meaning(.userAgent)
        case "cookie", "set-cookie", "authorization", "proxy-authorization": return .meaning(.secret)
        case "x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip", "x-cluster-client-ip":
            return .meaning(.client)
        case "x-original-uri", "x-original-url", "x-forwarded-uri", "x-rewrite-url": return .meaning(.target)
        case "x-forwarded-port", "host", "via", "accept", "accept-encoding", "content-type", "content-length":
            return .text
        default: return named(name) ?? .text
        }
    }

    /// A parameter of a query. What is allowed to stay in a query stays here.
    static func parameter(_ name: String) -> OwnFormat.Field {
        switch name {
        case "v", "vnode", "release": .text
        default: named(name) ?? .meaning(.queryColumn)
        }
    }

    static var cookie: OwnFormat.Field { .meaning(.secret) }

    /// What the name of a variable says of a person, by the table of keys (`KeyTable`); `nil` if nothing.
    static func named(_ name: String) -> OwnFormat.Field? {
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

    /// A value of a kind that somebody has said of a variable.
    ///
    /// - Throws: `ScrubError` with the code `format` if no field can be of that kind.
    static func field(of kind: Kind) throws(ScrubError) -> OwnFormat.Field {
        switch kind {
        case .address, .hostName: return .meaning(.client)
        case .port: return .clientPort
        case .referrer, .ownReferrer: return .meaning(.referrer)
        case .query: return .meaning(.queryColumn)
        case .user: return .meaning(.user)
        case .secret: return .meaning(.secret)
        case .fingerprint: return .meaning(.fingerprint)
        case .userAgent: return .meaning(.userAgent)
        default:
            let meanings = (0...UInt8.max).lazy.compactMap { KeyMeaning(rawValue: $0) }
            guard let meaning = meanings.first(where: { $0.kind == kind }) else {
                throw ScrubError(.format, "no field of a format can be of the kind \(kind)")
            }
            return .meaning(.keyed(meaning))
        }
    }
}
