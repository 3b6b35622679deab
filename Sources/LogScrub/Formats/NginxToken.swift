/// A word or sign of nginx's configuration.
///
/// Source: nginx, `ngx_conf_file.c`, `ngx_conf_read_token`.
package enum NginxToken: Equatable {
    case word(String)
    /// `{`, `}` and `;`
    case open, close, end

    /// The words and signs of a text, without comments.
    package static func tokens(of text: String) -> [NginxToken] {
        var tokens: [NginxToken] = []
        var word: [UInt8]?
        var quote: UInt8?
        func flush() {
            if let whole = word { tokens.append(.word(String(decoding: whole, as: UTF8.self))) }
            word = nil
        }
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let isVariable = word?.last == UInt8(ascii: "$")
            if byte == ASCII.backslash, let next = rest.popFirst() {
                // A backslash goes before a quote or another one, makes three letters signs, and stays before all else.
                let escaped: [UInt8] =
                    switch next {
                    case ASCII.quote, ASCII.apostrophe, ASCII.backslash: [next]
                    case UInt8(ascii: "t"): [ASCII.tab]
                    case UInt8(ascii: "n"): [ASCII.lineFeed]
                    case UInt8(ascii: "r"): [ASCII.carriageReturn]
                    default: [byte, next]
                    }
                word = (word ?? []) + escaped
            } else if let closing = quote {
                if byte == closing { quote = nil } else { word = (word ?? []) + [byte] }
            } else if byte == ASCII.quote || byte == ASCII.apostrophe, word == nil {
                (quote, word) = (byte, [])
            } else if byte == ASCII.hash, word == nil {
                rest = rest.drop { $0 != ASCII.lineFeed }
            } else if byte == ASCII.leftBrace, !isVariable {
                flush()
                tokens.append(.open)
            } else if byte == ASCII.semicolon {
                flush()
                tokens.append(.end)
            } else if byte == ASCII.rightBrace, word?.contains(ASCII.leftBrace) != true {
                flush()
                tokens.append(.close)
            } else if byte <= ASCII.space {
                flush()
            } else {
                word = (word ?? []) + [byte]
            }
        }
        flush()
        return tokens
    }

    /// The strings of a `log_format`, put together. nginx reads each by itself, so that the name of a variable ends with the string.
    package static func joined(_ strings: [String]) -> String {
        var text = ""
        for string in strings {
            if let first = string.utf8.first, first.isWord, let sign = text.utf8.lastIndex(of: UInt8(ascii: "$")),
                sign != text.utf8.index(before: text.endIndex),
                text.utf8[text.utf8.index(after: sign)...].allSatisfy({ $0.isWord })
            {
                let name = text[text.index(after: sign)...]
                text = "\(text[..<sign])${\(name)}"
            }
            text += string
        }
        return text
    }
}
