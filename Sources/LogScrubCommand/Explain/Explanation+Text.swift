extension Explanation {
    /// Plain text for a terminal or a letter, at most 80 columns wide.
    ///
    /// - Parameter isColored: Whether headings are bold, and what is to be completed is yellow.
    func plainText(isColored: Bool) -> String {
        func bold(_ text: String) -> String { isColored ? "\u{1b}[1m\(text)\u{1b}[0m" : text }
        func shown(_ line: Line) -> [Wrapped.Word] { Wrapped.words(of: line, isColored: isColored) }
        let head = Wrapped.lines(shown(title), first: "", next: "")
        var text = head.map { bold($0.text) + "\n" }.joined()
        if !isColored { text += String(repeating: "=", count: head.map(\.width).max() ?? 0) + "\n" }
        for block in blocks {
            switch block {
            case .heading(let line):
                let lines = Wrapped.lines(shown(line), first: "", next: "")
                text += "\n" + lines.map { bold($0.text) + "\n" }.joined()
                if !isColored { text += String(repeating: "-", count: lines.map(\.width).max() ?? 0) + "\n" }
            case .subheading(let line), .paragraph(let line):
                text += "\n" + Wrapped.lines(shown(line), first: "", next: "").map { $0.text + "\n" }.joined()
            case .list(let items):
                text += "\n"
                for item in items {
                    text += Wrapped.lines(shown(item), first: "- ", next: "  ").map { $0.text + "\n" }.joined()
                }
            }
        }
        return text
    }
}

/// Text in lines of 80 columns. A word that is longer has a line of its own.
private enum Wrapped {
    static let columns = 80

    struct Word {
        var shown: String
        var width: Int
    }

    /// The words of a line: what stands between blanks at which a line may end.
    static func words(of line: Line, isColored: Bool) -> [Word] {
        var words = [Word(shown: "", width: 0)]
        for (text, style) in line.pieces {
            for (place, part) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                if place > 0 { words.append(Word(shown: "", width: 0)) }
                let isMarked = isColored && style == .blank && !part.isEmpty
                words[words.count - 1].shown += isMarked ? "\u{1b}[33m\(part)\u{1b}[39m" : String(part)
                words[words.count - 1].width += part.count
            }
        }
        return words.filter { $0.width > 0 }
    }

    static func lines(_ words: [Word], first: String, next: String) -> [(text: String, width: Int)] {
        var lines: [(text: String, width: Int)] = []
        var line = (text: first, width: first.count)
        var isEmpty = true
        for word in words {
            if !isEmpty, line.width + 1 + word.width > columns {
                lines.append(line)
                line = (next, next.count)
                isEmpty = true
            }
            line.text += (isEmpty ? "" : " ") + word.shown
            line.width += (isEmpty ? 0 : 1) + word.width
            isEmpty = false
        }
        return lines + [line]
    }
}
