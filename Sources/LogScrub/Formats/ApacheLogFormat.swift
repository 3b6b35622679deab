/// Apache's `LogFormat`, as it stands in its configuration.
///
/// Source: Apache HTTP Server 2.4, `mod_log_config`, "Custom Log Formats".
enum ApacheLogFormat {
    /// - Parameters:
    ///   - text: What stands between the quotes of the directive; or all of the directive.
    ///   - fields: What directives hold, where somebody has said it: `{X-Customer}i`.
    static func parse(_ text: String, fields: [String: OwnField]) throws(ScrubError) -> OwnFormat {
        let text = string(of: text)
        var builder = OwnFormatBuilder(fields: fields)
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == ASCII.backslash, let next = rest.popFirst() {
                switch next {
                case UInt8(ascii: "n"): builder.append(ASCII.lineFeed)
                case UInt8(ascii: "t"): builder.append(ASCII.tab)
                default: builder.append(next)
                }
                continue
            }
            if builder.append(byte, before: &rest) { continue }
            // `%!200,304{…}i`, `%>s`: for which answers, and of which request.
            rest = rest.drop { $0.isDigit || "!,<>".utf8.contains($0) }
            var argument = ""
            if rest.first == ASCII.leftBrace, let close = rest.firstIndex(of: ASCII.rightBrace) {
                argument = String(decoding: rest[rest.startIndex + 1..<close], as: UTF8.self)
                rest = rest[(close + 1)...]
            }
            rest = rest.drop { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
            var letters: [UInt8] = []
            if rest.first == UInt8(ascii: "^") { letters += rest.prefix(3) } else { letters += rest.prefix(1) }
            rest = rest.dropFirst(letters.count)
            guard let last = letters.last, last.isLetter else {
                throw ScrubError(
                    .format, "a percent sign in Apache's LogFormat begins a directive: %h, %{Referer}i, %%")
            }
            let letter = String(decoding: letters, as: UTF8.self)
            let name = argument.isEmpty ? letter : "{\(argument)}\(letter)"
            if name == "t" {
                // The brackets are the directive's own.
                builder.append(ASCII.leftBracket)
                builder.append(OwnField(shape: .localTime))
                builder.append(ASCII.rightBracket)
            } else {
                builder.append(builder.field(name, field(letter, argument)))
            }
        }
        return try builder.format("apache:\(text)")
    }

    /// What stands in the first quotes of a directive; any other text is what it is.
    private static func string(of text: String) -> String {
        let trimmed = text.trimmed
        guard trimmed.lowercased().hasPrefix("logformat "), let open = trimmed.firstIndex(of: "\"") else { return text }
        var string: [Character] = []
        var isEscape = false
        for character in trimmed[trimmed.index(after: open)...] {
            if character == "\"", !isEscape { break }
            isEscape = character == "\\" && !isEscape
            string.append(character)
        }
        return String(string)
    }

    private static func field(_ letter: String, _ argument: String) -> OwnField {
        switch letter {
        case "a", "h": .client
        case "l", "u": .meaning(.user)
        case "r": .request
        case "U": .meaning(.target)
        case "q": .meaning(.query)
        case "C": LoggedVariable.cookie
        case "i", "o", "^ti", "^to": LoggedVariable.header(argument)
        case "e", "n", "x": LoggedVariable.environment(argument)
        case "c": argument.contains("DN") ? .meaning(.user) : .text
        case "s", "B", "b", "D", "I", "O", "S", "T", "k": .number
        // `%{sec}t`; what has a percent sign is a format of strftime(3).
        case "t": argument.contains("%") ? .text : .number
        case "p": argument == "remote" ? .clientPort : .number
        case "f": .meaning(.file)
        case "m", "v", "V", "A": .word
        case "H": OwnField(shape: .version)
        default: .text
        }
    }
}
