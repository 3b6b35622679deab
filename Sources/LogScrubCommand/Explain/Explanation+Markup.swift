// MARK: Markdown

extension Explanation {
    /// Markdown, as CommonMark has it.
    var markdown: String {
        var text = "# \(Self.markdown(title))\n"
        for block in blocks {
            switch block {
            case .heading(let line): text += "\n## \(Self.markdown(line))\n"
            case .subheading(let line): text += "\n### \(Self.markdown(line))\n"
            case .paragraph(let line): text += "\n\(Self.markdown(line))\n"
            case .list(let items): text += "\n" + items.map { "- \(Self.markdown($0))\n" }.joined()
            }
        }
        return text
    }

    private static func markdown(_ line: Line) -> String {
        line.pieces.map { piece in
            switch piece.style {
            case .plain: escaped(piece.text)
            case .code: codeSpan(piece.text)
            case .blank: "**\(escaped(piece.text))**"
            }
        }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.map { "\\`*_<>[]#".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    /// A span of code between more backticks than stand on end in it.
    private static func codeSpan(_ text: String) -> String {
        var (longest, run) = (0, 0)
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = Swift.max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return longest == 0 ? fence + text + fence : "\(fence) \(text) \(fence)"
    }
}

// MARK: HTML

extension Explanation {
    /// A page of HTML that needs nothing else: for a screen, light or dark, and for paper.
    var html: String {
        var body = ""
        for block in blocks {
            switch block {
            case .heading(let line): body += "<h2>\(Self.html(line))</h2>\n"
            case .subheading(let line): body += "<h3>\(Self.html(line))</h3>\n"
            case .paragraph(let line): body += "<p>\(Self.html(line))</p>\n"
            case .list(let items):
                body += "<ul>\n" + items.map { "<li>\(Self.html($0))</li>\n" }.joined() + "</ul>\n"
            }
        }
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(Self.escapedForHTML(title.text))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <h1>\(Self.html(title))</h1>
            \(body)</main>
            </body>
            </html>

            """
    }

    private static let style = """
        :root { color-scheme: light dark; }
        body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
        main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; hyphens: auto; }
        h1 { font-size: 1.6rem; line-height: 1.25; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; line-height: 1.3; }
        h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; overflow-wrap: anywhere; }
        ul { padding-left: 1.25rem; margin: .5rem 0; }
        li { margin: .3rem 0; }
        code { font: .9em ui-monospace, monospace; background: #eee; padding: 0 .2em; border-radius: .2em; overflow-wrap: anywhere; hyphens: none; }
        mark { background: #ffe9a8; color: #3a2c00; padding: 0 .2em; }
        @media (prefers-color-scheme: dark) {
          body { color: #e6e6e6; background: #161616; }
          code { background: #2b2b2b; }
          mark { background: #5a4500; color: #fff1c4; }
        }
        @media print {
          body { color: #000; background: #fff; font-size: 10.5pt; }
          main { max-width: none; padding: 0; }
          code, mark { color: #000; background: none; padding: 0; }
          mark { font-weight: bold; }
          h1, h2, h3 { break-after: avoid; }
          li { break-inside: avoid; }
        }
        """

    private static func html(_ line: Line) -> String {
        line.pieces.map { piece in
            let text = escapedForHTML(piece.text)
            return switch piece.style {
            case .plain: text
            case .code: "<code>\(text)</code>"
            case .blank: "<mark>\(text)</mark>"
            }
        }.joined()
    }

    private static func escapedForHTML(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: String(character)
            }
        }.joined()
    }
}
