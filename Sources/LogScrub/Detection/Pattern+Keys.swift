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
            Self.expression(names.joined(separator: "|"), areHeaders: areHeaders), kind: kind, keyLiterals: literals)
    }

    private static func words(of key: String) -> [Substring] { key.split { "-_.".contains($0) } }

    /// Checks the name of a key.
    ///
    /// - Throws: `ScrubError` with the code `pattern` if it has other characters.
    package static func requireKey(_ key: String) throws(ScrubError) { _ = try expression(of: key) }

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
        // A word begins behind what is none, also where that is spelled by an escape: `\ncustomer_id=`, `\u0026psid=`, `%26psid=`.
        let escapes = [
            #"(?<=\\[nrt])"#, #"(?<=\\u00[0-9A-F]{2})"#, #"(?<=\\x[0-9A-F]{2})"#, "(?<=%[0-9A-F]{2})",
            "(?<=#0[0-7]{2})",
        ]
        let start = #"(?:(?<![A-Za-z0-9])|\#(escapes.joined(separator: "|")))"#
        let key = #"\#(start)(?:\#(names))(?![A-Za-z0-9])"#
        // Quotes may stand in a string themselves, so that backslashes stand before them, or be spelled by an escape.
        let quote = #"(?:\\*["'`]|\\+u0022|\\x22|%22|&quot;)"#
        let separator = #"(?:=>|[:=]|%3[AD]|\\+u003[AD]|\\x3[AD])"#
        let name = key + #"(?:\[\d*\]|%5B\d*%5D)?[\])]?\#(quote)?"#
        let toValue = #"\s*(?:\#(separator)|,\s*\#(quote)?value\#(quote)?\s*:|\s+value\s*=)\s*"#
        // `["X-Shop-Customer","…"]`, `('customer_id', '…')`
        let pair =
            #"(?<=[\[(]["'])(?:\#(names))["']\s*,\s*(?=(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')\s*[\])])"#
        let option = #"(?<=--)(?:\#(names))\s+(?=[^-\s])"#
        // `b'…'`, `Some("…")`, `string(6) "…"`
        let wrapper =
            #"(?:\((?:int|integer|string|str|float|double|bool|long|varchar|char|text|uuid|object|array)\)\s*)?(?:[A-Z]{1,2}(?=["'])|\$(?=["'])|(?:[A-Z_][\w.:]*\((?:\d+\)\s*(?=\\*"))?)++)?"#
        let values = [
            // To the bracket that closes it, whatever is in it.
            #"(?<value>(?<braces>[\[{](?:[^\[\]{}"\\\r\n]++|"(?:[^"\\]|\\.)*+"|\\"(?:[^"\\]|\\(?!"))*+\\"|\\.|(?&braces))*+[\]}]))"#,
            #""(?<value>(?:[^"\\]|\\.)*+)"#,
            #"'(?<value>(?:[^'\\]|\\.)*+)"#,
            #"`(?<value>[^`]*+)"#,
            #"\\"(?<value>(?:[^"\\]|\\\\(?:\\"|\\\\|[^\\"])|\\(?!["\\])[^"])*+)"#,
            #"\\+["'](?<value>[^"'\\]*+)"#,
            #"\\+u0022(?<value>(?:(?!\\+u0022)[^"])*+)"#, #"\\x22(?<value>(?:(?!\\x22)[^"])*+)"#,
            #"%22(?<value>(?:(?!%22)[^"\s])*+)"#, #"&quot;(?<value>(?:(?!&quot;)[^"<])*+)"#,
            #"<(?<value>[^<>\s]++)(?=>)"#,
            #"[\[{(](?<value>[^\s"'\\,;)\]}]++)"#,
            #"(?<value>(?:(?:Bearer|Basic|Digest|Negotiate|Token)\s+)?+(?:(?!%26|\\+u0026|\\x26|\\+n|\\+r|\\+t|%22)[^\s"',;&<>(){}\[\]])++)"#,
        ]
        let value = "(?:\(values.joined(separator: "|")))"
        // Two levels of other elements stand in it at most; what is deeper, or has no end, ends at the next tag.
        let closing = #"</(?:[\w-]{1,32}:)?(?:\#(names))\s*>"#
        let inside =
            #"[^<\r\n]*+(?:<(?!/(?:[\w-]{1,32}:)?(?:\#(names))\s*>|(?:[\w-]{1,32}:)?(?:\#(names))[\s>])[^<\r\n]*+){1,32}+(?=\#(closing))"#
        let element =
            #"<(?:[\w-]{1,32}:)?(?:\#(names))(?:\s[^<>\r\n]*+)?>(?:<!\[CDATA\[(?<value>[^\]<\r\n]*+)|(?<value>\#(inside))|(?<value>[^<\r\n]*+))"#
        let spelled =
            #"(?:\\+u003c|&lt;|%3C)(?:\#(names))(?:\\+u003e|&gt;|%3E)(?<value>(?:(?!\\+u003c|&lt;|%3C)[^"\s])*+)"#
        let header = #"\#(start)(?:\#(names)):[ \t]*(?<value>[^\s"'\\\[{][^"'\\\t\r\n]*+)"#
        let all =
            [spelled] + (areHeaders ? [header] : []) + [
                "(?:\(name)\(toValue)|\(pair)|\(option))\(wrapper)\(value)", element,
            ]
        return "(?iJ)" + all.map { "(?:\($0))" }.joined(separator: "|")
    }
}
