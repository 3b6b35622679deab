internal import LogScrub

/// The languages in which a policy is explained.
enum Language: String, CaseIterable {
    case en, de

    init(named name: String) throws(ScrubError) {
        guard let language = Language(rawValue: name) else {
            throw ScrubError.unknownName("language", among: Self.allCases.map(\.rawValue), given: name)
        }
        self = language
    }
}

/// A sentence in each language, or a part of one.
///
/// What stands between backticks is written as it is in a log or a file; what stands between carets is to be completed by people; `{name}` stands for a value,
/// and `~` for a blank at which no line ends.
struct Sentence {
    private let english: String
    private let german: String

    init(_ english: String, _ german: String) {
        (self.english, self.german) = (english, german)
    }

    /// What takes the place of a name in braces.
    enum Value {
        case words(String)
        /// What is written as it is in a log or a file, one after the other.
        case codes([String])
        case line(Line)

        static func code(_ text: String) -> Value { .codes([text]) }
        static func number(_ number: Int) -> Value { .words(String(number)) }
    }

    /// The sentence, with its values.
    func line(in language: Language, _ values: [String: Value] = [:]) -> Line {
        let text = (language == .en ? english : german).replacing("~", with: "\u{a0}")
        var line = Line()
        var style = Line.Style.plain
        var rest = text[...]
        while let next = rest.firstIndex(where: { "`^{".contains($0) }) {
            line.add(rest[..<next], style)
            let sign = rest[next]
            rest = rest[rest.index(after: next)...]
            switch sign {
            case "`": style = style == .code ? .plain : .code
            case "^": style = style == .blank ? .plain : .blank
            default:
                let end = rest.firstIndex(of: "}") ?? rest.endIndex
                line.add(values[String(rest[..<end])], style, in: language)
                rest = rest[end...].dropFirst()
            }
        }
        line.add(rest, style)
        return line
    }
}

/// A line of text, in pieces.
struct Line {
    enum Style { case plain, code, blank }

    private(set) var pieces: [(text: String, style: Style)] = []

    /// What can be read of it.
    var text: String { pieces.map(\.text).joined() }

    fileprivate mutating func add(_ text: some StringProtocol, _ style: Style) {
        if !text.isEmpty { pieces.append((String(text), style)) }
    }

    fileprivate mutating func add(_ value: Sentence.Value?, _ style: Style, in language: Language) {
        switch value {
        case .words(let words): add(words, style)
        case .codes(let codes):
            for (place, code) in codes.enumerated() {
                let isLast = place == codes.count - 1
                if place > 0 { add(isLast ? (language == .en ? " and " : " und ") : ", ", .plain) }
                add(FileName.printable(code), .code)
            }
        case .line(let line): pieces += line.pieces
        case nil: break
        }
    }

    /// Appends another one behind a blank.
    static func + (first: Line, second: Line) -> Line {
        var line = first
        line.add(" ", .plain)
        line.pieces += second.pieces
        return line
    }
}
