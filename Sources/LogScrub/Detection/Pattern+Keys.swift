extension Pattern {
    /// Makes a pattern that finds the values of keys: `psid=`, `"psid": 7`, `psid: '…'`, `<psid>…</psid>`, `{"name":"psid","value":"…"}`.
    ///
    /// A key is found in either case of letters, with any or no sign between its words (`shop_token`, `Shop-Token`, `shopToken`), and behind other words that
    /// a sign ends (`http_x_shop_token`). A value ends where its quotes do or, without quotes, at the next blank, comma, semicolon, ampersand or bracket.
    ///
    /// - Parameters:
    ///   - keys: The names, of letters, digits, dots, hyphens and underscores.
    ///   - kind: What the values are.
    ///   - areHeaders: Whether a value behind a colon is that of a header, which goes on over blanks and commas to the next quote, or the end of the line.
    /// - Throws: `ScrubError` with the code `pattern` if a name has other characters, there is none, or nothing that a pattern finds can be of the kind.
    public init(valuesOf keys: [String], kind: Kind = .secret, areHeaders: Bool = false) throws(ScrubError) {
        if keys.isEmpty { throw ScrubError(.pattern, "give the names of keys") }
        var names: [String] = []
        for key in keys { names.append(try Self.expression(of: key)) }
        let literals = keys.map { key in
            // However they are put together, each of the words stands there.
            let word = Self.words(of: key).max { $0.utf8.count < $1.utf8.count } ?? ""
            return LiteralWatch.Literal(word.utf8, ignoresCase: true)
        }
        try self.init(
            Self.expression(names.joined(separator: "|"), areHeaders: areHeaders), kind: kind, literals: literals)
    }

    private static func words(of key: String) -> [Substring] { key.split { "-_.".contains($0) } }

    /// What a key's name looks like, however its words are put together.
    private static func expression(of key: String) throws(ScrubError) -> String {
        let isFit = key.utf8.allSatisfy { $0.isWord || $0 == ASCII.hyphen || $0 == ASCII.dot }
        let words = words(of: key)
        guard isFit, !words.isEmpty else {
            throw ScrubError(
                .pattern, "the name of a key has letters, digits, dots, hyphens and underscores: shop_token")
        }
        return words.joined(separator: "[-_.]?")
    }

    private static func expression(_ names: String, areHeaders: Bool) -> String {
        // Quotes may stand in a string themselves, so that backslashes stand before them.
        let separator = #"(?:=>|[:=]|%3[AD])"#
        let name = #"(?<![A-Za-z0-9])(?:\#(names))(?![A-Za-z0-9])(?:\\*["'])?"#
        let toValue = #"\s*(?:\#(separator)|,\s*\\*["']?value\\*["']?\s*:)\s*"#
        let values = [
            #""(?<value>(?:[^"\\]|\\.)*+)"#,
            #"'(?<value>(?:[^'\\]|\\.)*+)"#,
            #"\\"(?<value>(?:[^"\\]|\\\\(?:\\"|\\\\|[^\\"])|\\(?!["\\])[^"])*+)"#,
            #"\\+["'](?<value>[^"'\\]*+)"#,
            #"[\[{(](?<value>(?:"(?:[^"\\]|\\.)*+"|[^"\]})\r\n])*+)"#,
            #"(?<value>(?:(?:Bearer|Basic|Digest|Negotiate|Token)\s+)?+[^\s"'\\,;&<>(){}\[\]]++)"#,
        ]
        let value = "(?:\(values.joined(separator: "|")))"
        let element = #"(?<![A-Za-z0-9])(?:\#(names))>(?<value>[^<\r\n]*+)"#
        let header = #"(?<![A-Za-z0-9])(?:\#(names)):[ \t]*(?<value>[^\s"'\\][^"'\\\r\n]*+)"#
        let all = (areHeaders ? [header] : []) + [name + toValue + value, element]
        return "(?iJ)" + all.map { "(?:\($0))" }.joined(separator: "|")
    }
}
