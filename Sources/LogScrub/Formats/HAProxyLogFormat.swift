/// HAProxy's `log-format`, as it stands in its configuration.
///
/// Source: HAProxy configuration manual 2.6, section 8.2.6 (custom log format).
enum HAProxyLogFormat {
    /// - Parameters:
    ///   - text: The format without the quotes around it; or all of the directive.
    ///   - fields: What variables and expressions hold, where somebody has said it: `ci`, `[capture.req.hdr(0)]`.
    static func parse(_ text: String, fields: [String: OwnFormat.Field]) throws(ScrubError) -> OwnFormat {
        let text = string(of: text)
        var parts: [OwnFormat.Part] = []
        var literal: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == ASCII.backslash, let next = rest.popFirst() {
                literal.append(next)
                continue
            }
            guard byte == ASCII.percent else {
                literal.append(byte)
                continue
            }
            if rest.first == ASCII.percent {
                literal.append(byte)
                rest.removeFirst()
                continue
            }
            var flags = ""
            if rest.first == ASCII.leftBrace, let close = rest.firstIndex(of: ASCII.rightBrace) {
                flags = String(decoding: rest[rest.startIndex...close], as: UTF8.self)
                rest = rest[(close + 1)...]
            }
            var name: String
            if rest.first == ASCII.leftBracket {
                let count = expression(rest)
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
            let isQuoted = flags.contains("+Q")
            if isQuoted { literal.append(ASCII.quote) }
            if !literal.isEmpty { parts.append(.text(literal)) }
            literal = isQuoted ? [ASCII.quote] : []
            parts.append(.field(fields[name] ?? field(name)))
        }
        if !literal.isEmpty { parts.append(.text(literal)) }
        return OwnFormat("haproxy:\(text)", parts)
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

    private static func field(_ name: String) -> OwnFormat.Field {
        switch name {
        case "ci", "[src]": .client
        case "cp", "[src_port]": .clientPort
        case "r": .request
        case "HP", "HPO", "HU", "[path]", "[url]", "[pathq]", "[capture.req.uri]": .meaning(.target)
        case "HQ", "[query]": .meaning(.query)
        case "CC", "CS": .meaning(.secret)
        case "HV": OwnFormat.Field(shape: .version)
        case "ST", "B", "Ta", "Tc", "Td", "Th", "Ti", "Tq", "TR", "Tr", "Tt", "Tw", "U", "ac", "bc", "bp", "fc", "fp",
            "lc",
            "ms", "pid", "rc", "rt", "sc", "sp", "sq", "bq":
            .number
        case "ID", "b", "bi", "f", "fi", "ft", "H", "hr", "hrl", "hs", "hsl", "HM", "s", "si", "sslc", "sslv", "t",
            "trg", "trl", "tr", "ts", "tsc", "T", "Tl":
            .text
        default: expressed(name)
        }
    }

    /// What an expression holds, by the name of the header or variable in it.
    private static func expressed(_ expression: String) -> OwnFormat.Field {
        guard let open = expression.firstIndex(of: "("),
            let close = expression[open...].firstIndex(where: { $0 == ")" || $0 == "," })
        else { return .text }
        let name = String(expression[expression.index(after: open)..<close])
        let fetch = expression.dropFirst().prefix { $0 != "(" }
        if fetch.contains("cook") { return LoggedVariable.cookie }
        if fetch.contains("hdr") { return name.first?.isNumber == true ? .text : LoggedVariable.header(name) }
        if fetch.contains("url_param") || fetch.contains("urlp") { return LoggedVariable.parameter(name) }
        if fetch.hasPrefix("ssl_c_s_dn") { return .meaning(.user) }
        return LoggedVariable.named(name.split(separator: ".").last.map(String.init) ?? name) ?? .text
    }
}
