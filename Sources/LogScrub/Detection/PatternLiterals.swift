/// Texts that each match of a regular expression has in it, found by reading the expression (PCRE2's pcre2pattern(3)).
///
/// What is not understood has none: then each record is matched.
enum PatternLiterals {
    /// The literals of an expression, of which one stands in each match; `nil` if that cannot be told.
    static func literals(of source: String) -> [LiteralWatch.Literal]? {
        var reader = Reader(text: Array(source.utf8))
        return reader.alternatives()
    }

    private struct Reader {
        let text: [UInt8]
        var at = 0
        var ignoresCase = false

        private var next: UInt8? { at < text.count ? text[at] : nil }

        init(text: [UInt8]) { self.text = text }

        /// Reads options at the beginning, and what stands between bars.
        mutating func alternatives() -> [LiteralWatch.Literal]? {
            guard readOptions() else { return nil }
            var all: [LiteralWatch.Literal] = []
            while true {
                guard let longest = sequence() else { return nil }
                all.append(LiteralWatch.Literal(longest, ignoresCase: ignoresCase))
                if next == nil { return all }
                // Behind a bar, or at a bracket that nothing has opened.
                guard next == UInt8(ascii: "|") else { return nil }
                at += 1
            }
        }

        /// `(?i)`, `(?J)`; `(*UTF)` and others say how bytes are read, and are not understood.
        private mutating func readOptions() -> Bool {
            guard text.starts(with: "(?".utf8), let end = text.firstIndex(of: UInt8(ascii: ")")) else {
                return !text.starts(with: "(*".utf8)
            }
            let options = text[2..<end]
            guard !options.isEmpty, options.allSatisfy({ "iJ".utf8.contains($0) }) else {
                // A group, and not options.
                return options.first.map { ":=!<P'>|#".utf8.contains($0) } ?? false
            }
            ignoresCase = options.contains(UInt8(ascii: "i"))
            at = end + 1
            return true
        }

        /// Reads what follows one another, up to a bar or the end.
        ///
        /// - Returns: The longest literal in it, or `nil` if there is none of two bytes, or something is not understood.
        private mutating func sequence() -> [UInt8]? {
            var longest: [UInt8] = []
            var run: [UInt8] = []
            func ended(_ run: [UInt8], _ longest: [UInt8]) -> [UInt8] { run.count > longest.count ? run : longest }
            while let byte = next, byte != UInt8(ascii: "|") {
                var literal: UInt8?
                switch byte {
                case UInt8(ascii: "("):
                    // What is in a group may be left out, or be one of several.
                    guard skipGroup() else { return nil }
                case UInt8(ascii: "["):
                    guard skipClass() else { return nil }
                case UInt8(ascii: ")"): return nil
                case UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "."): at += 1
                case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"): return nil
                case UInt8(ascii: "\\"):
                    guard at + 1 < text.count else { return nil }
                    let escaped = text[at + 1]
                    at += 2
                    if escaped.isLetter || escaped.isDigit {
                        // A class of characters, a border, or a reference; others, such as `\x41` and `\Q`, are not understood.
                        guard "bBdDsSwWAzZGhHvVRNX".utf8.contains(escaped) else { return nil }
                    } else {
                        guard escaped < 0x80 else { return nil }
                        literal = escaped
                    }
                default:
                    literal = byte
                    at += 1
                }
                let repeats = quantifier()
                if let literal, repeats == .once {
                    run.append(literal)
                } else {
                    longest = ended(run, longest)
                    run = []
                }
                if repeats == .unknown { return nil }
            }
            longest = ended(run, longest)
            return longest.count >= 2 ? longest : nil
        }

        private enum Repeats { case once, more, unknown }

        /// Reads what says how often something stands.
        private mutating func quantifier() -> Repeats {
            switch next {
            case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"): at += 1
            case UInt8(ascii: "{"):
                guard let end = text[at...].firstIndex(of: UInt8(ascii: "}")) else { return .unknown }
                at = end + 1
            default: return .once
            }
            // Lazy, or possessive.
            if next == UInt8(ascii: "?") || next == UInt8(ascii: "+") { at += 1 }
            return .more
        }

        /// Skips a backslash and what it escapes. `\Q` quotes all that follows, and is not understood.
        private mutating func skipEscape() -> Bool {
            guard at + 1 < text.count, text[at + 1] != UInt8(ascii: "Q") else { return false }
            at += 2
            return true
        }

        private mutating func skipClass() -> Bool {
            at += 1
            if next == UInt8(ascii: "^") { at += 1 }
            if next == UInt8(ascii: "]") { at += 1 }
            while let byte = next {
                switch byte {
                case UInt8(ascii: "\\"):
                    guard skipEscape() else { return false }
                case UInt8(ascii: "["):
                    // `[:alpha:]`
                    guard at + 1 < text.count, text[at + 1] == UInt8(ascii: ":") else {
                        at += 1
                        continue
                    }
                    guard let end = text[(at + 2)...].firstIndex(of: UInt8(ascii: "]")) else { return false }
                    at = end + 1
                case UInt8(ascii: "]"):
                    at += 1
                    return true
                default: at += 1
                }
            }
            return false
        }

        /// Skips a group. Options in it end with it; what is no plain group is not understood.
        private mutating func skipGroup() -> Bool {
            at += 1
            if next == UInt8(ascii: "*") { return false }
            if next == UInt8(ascii: "?") {
                guard at + 1 < text.count, ":=!<P'>|".utf8.contains(text[at + 1]) else { return false }
                at += 2
            }
            while let byte = next {
                switch byte {
                case UInt8(ascii: "\\"):
                    guard skipEscape() else { return false }
                case UInt8(ascii: "["):
                    guard skipClass() else { return false }
                case UInt8(ascii: "("):
                    guard skipGroup() else { return false }
                case UInt8(ascii: ")"):
                    at += 1
                    return true
                default: at += 1
                }
            }
            return false
        }
    }
}
