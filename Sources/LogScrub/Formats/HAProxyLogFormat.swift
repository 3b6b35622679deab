/// HAProxy's `log-format`, as it stands in its configuration.
///
/// Source: HAProxy configuration manual 2.6, section 8.2.6 (custom log format).
enum HAProxyLogFormat {
    /// - Parameters:
    ///   - text: The format without the quotes around it; or all of the directive.
    ///   - fields: What variables and expressions hold, where somebody has said it: `ci`, `[capture.req.hdr(0)]`.
    static func parse(_ text: String, fields: [String: OwnField]) throws(ScrubError) -> OwnFormat {
        let text = string(of: text)
        var builder = OwnFormatBuilder(fields: fields)
        var allFlags = ""
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == ASCII.backslash, let next = rest.popFirst() {
                builder.append(next)
                continue
            }
            if builder.append(byte, before: &rest) { continue }
            var flags = ""
            if rest.first == ASCII.leftBrace, let close = rest.firstIndex(of: ASCII.rightBrace) {
                flags = String(decoding: rest[rest.startIndex...close], as: UTF8.self)
                rest = rest[(close + 1)...]
            }
            var name: String
            if rest.first == ASCII.leftBracket {
                let count = expression(rest)
                if rest.dropFirst(count - 1).first != ASCII.rightBracket {
                    throw ScrubError(.format, "an expression in HAProxy's log-format ends with a bracket: %[src]")
                }
                name = String(decoding: rest.prefix(count), as: UTF8.self)
                rest = rest.dropFirst(count)
            } else {
                let letters = rest.prefix { $0.isLetter }
                // `%ci:%cp` and `%sslv/`: names are letters; an alias may be followed by a word only through `%%`.
                name = String(decoding: letters, as: UTF8.self)
                rest = rest.dropFirst(letters.count)
            }
            guard !name.isEmpty else {
                throw ScrubError(
                    .format,
                    "a percent sign in HAProxy's log-format begins a variable or an expression: %ci, %[src], %%")
            }
            // `%{+Q}o` holds for all that follow; nothing is written for it, nor for the blank behind it.
            if name == "o" {
                allFlags = flags
                if rest.first == ASCII.space { rest.removeFirst() }
                continue
            }
            var field = builder.field(name, field(name))
            let isNumber = field.shape == .number
            let isQuoted = (allFlags.contains("+Q") && !isNumber || flags.contains("+Q")) && !flags.contains("-Q")
            // Addresses and ports in hexadecimal digits.
            if (allFlags + flags).contains("+X"), field.hasMeaning { field = .meaning(.secret) }
            if isQuoted { builder.append(ASCII.quote) }
            builder.append(field)
            if isQuoted { builder.append(ASCII.quote) }
        }
        return try builder.format("haproxy:\(text)")
    }

    /// How long an expression in brackets is.
    private static func expression(_ text: ArraySlice<UInt8>) -> Int {
        var depth = 0
        for (offset, byte) in text.enumerated() {
            if byte == ASCII.leftBracket { depth += 1 }
            if byte == ASCII.rightBracket { depth -= 1 }
            if depth == 0 { return offset + 1 }
        }
        return text.count
    }

    private static func string(of text: String) -> String {
        let trimmed = text.trimmed
        guard trimmed.hasPrefix("log-format ") else { return text }
        let rest = String(trimmed.dropFirst("log-format ".count)).trimmed
        guard let quote = rest.first, quote == "\"" || quote == "'", rest.count > 1, rest.last == quote else {
            return rest
        }
        return String(rest.dropFirst().dropLast())
    }

    private static func field(_ name: String) -> OwnField {
        switch name {
        case "ci", "[src]": .client
        case "cp", "[src_port]": .clientPort
        case "r": .request
        case "HP", "HPO", "HU", "[path]", "[url]", "[pathq]", "[capture.req.uri]": .meaning(.target)
        case "HQ", "[query]": .meaning(.query)
        case "CC", "CS": .meaning(.secret)
        case "hr", "hrl": OwnField(look: .captures)
        case "HV": OwnField(shape: .version)
        case "ST", "B", "Ta", "Tc", "Td", "Th", "Ti", "Tq", "TR", "Tr", "Tt", "Tw", "U", "ac", "bc", "bp", "fc", "fp",
            "lc",
            "ms", "pid", "rc", "rt", "sc", "sp", "sq", "bq":
            .number
        case "ID", "b", "f", "ft", "H", "HM", "s", "sslc", "sslv", "tsc": .word
        case "bi", "fi", "hs", "hsl", "si", "t", "trg", "trl", "tr", "ts", "T", "Tl": .text
        default: expressed(name)
        }
    }

    /// What an expression holds, by its name, and by that of the header or variable in it.
    private static func expressed(_ expression: String) -> OwnField {
        let inside = expression.dropFirst().dropLast()
        let fetch = String(inside.prefix { $0 != "(" && $0 != "," })
        let rest = inside.dropFirst(fetch.count)
        let argument = rest.first == "(" ? String(rest.dropFirst().prefix { $0 != ")" && $0 != "," }) : ""
        switch fetch {
        case "src", "fc_src": return rest.isEmpty || rest.hasPrefix(",lower") ? .client : .meaning(.secret)
        case "src_port", "fc_src_port": return .clientPort
        case "path", "pathq", "url", "base", "capture.req.uri", "uri": return .meaning(.target)
        case "query": return .meaning(.query)
        case "ssl_c_s_dn", "http_auth_user": return .meaning(.user)
        case "ssl_c_serial", "ssl_c_der", "ssl_fc_session_id", "http_auth_pass", "http_auth_bearer", "rdp_cookie",
            "req.body",
            "req.hdrs", "req.body_param":
            return .meaning(.secret)
        case "ssl_c_sha1": return .meaning(.fingerprint)
        case "url_param", "urlp": return LoggedVariable.parameter(argument)
        default: break
        }
        if fetch.contains("cook") { return LoggedVariable.cookie }
        if fetch.hasSuffix("hdr_ip") { return .client }
        if fetch.contains("hdr") { return argument.first?.isNumber == true ? .header : LoggedVariable.header(argument) }
        let name = argument.split(separator: ".").last.map(String.init) ?? argument
        if fetch == "var", ["path", "url", "uri"].contains(name) { return .meaning(.target) }
        return LoggedVariable.named(name) ?? .header
    }
}
