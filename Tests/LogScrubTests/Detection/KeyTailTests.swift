import Testing

@testable import LogScrub

@Suite("Keys by their last words")
struct KeyTailTests {
    private static let table = KeyTable.shared

    /// What the table says of a key that stands alone before its separator.
    private static func meaning(_ key: String) -> KeyMeaning? {
        let padding = [UInt8](repeating: ASCII.space, count: 16)
        let bytes = ContiguousArray(padding + Array(key.utf8) + [UInt8](repeating: 0, count: CandidateScanner.slack))
        let end = 16 + key.utf8.count
        return table.meaning(bytes.span, endingAt: end, floor: 0)?.meaning
    }

    private static func text(_ name: StaticString) -> String { name.description }

    /// A key in every style: snake, kebab, dotted, upper, camel, and with capitals first.
    private static func styles(_ words: [String]) -> [String] {
        let capitals = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return [
            words.joined(separator: "_"), words.joined(separator: "-"), words.joined(separator: "."),
            words.joined(separator: "_").uppercased(), words.joined(separator: "-").uppercased(),
            capitals.joined(), words[0] + capitals.dropFirst().joined(),
        ]
    }

    @Test(
        "The last words mean the same in every style and behind any word", arguments: KeyTail.words + KeyTail.syllables)
    func styles(_ meaning: KeyMeaning, _ names: [StaticString]) {
        for name in names {
            let words = Self.text(name).split(separator: "-").map(String.init)
            for key in Self.styles(["quux"] + words) { #expect(Self.meaning(key) == meaning, "\(key)") }
            for key in Self.styles(["x", "quux"] + words) { #expect(Self.meaning(key) == meaning, "\(key)") }
        }
    }

    /// Whether the last four letters of a text tell that it ends with no key.
    private static func isRuledOut(_ text: String) -> Bool {
        let bytes = ContiguousArray([UInt8](repeating: ASCII.space, count: 16) + Array(text.utf8))
        return table.rulesOutByFourLetters(bytes.span, endingAt: bytes.count)
    }

    @Test("Four letters rule out no key", arguments: KeyTable.keys + KeyTail.words + KeyTail.syllables)
    func fourLetters(_ meaning: KeyMeaning, _ names: [StaticString]) {
        for name in names {
            let words = Self.text(name).split(separator: "-").map(String.init)
            let glued = ["quuxx" + words[0]] + words.dropFirst()
            for key in Self.styles(words) + Self.styles(["quux"] + words) + Self.styles(glued)
            where Self.meaning(key) != nil {
                #expect(!Self.isRuledOut(key), "\(key)")
            }
        }
    }

    @Test("A key of one to three letters stands behind an escape or a color, whatever letters that has")
    func short() {
        for key in ["r", "id", "as", "sid", "jwt", "pwd", "tel"] {
            for escape in [#"\n"#, #"\xab"#, #"\uabcd"#, "%ab", "#abc", "\u{1B}[33m", "\u{1B}[1;33m"] {
                #expect(!Self.isRuledOut(escape + key), "\(escape + key)")
            }
        }
    }

    @Test("Words that only end like a key are ruled out", arguments: ["silent", "release", "clear", "stream"])
    func ruledOut(_ word: String) {
        #expect(Self.isRuledOut(word))
    }

    @Test("A key that ends a longer word means nothing, unless it is a syllable", arguments: KeyTail.words)
    func glued(_ meaning: KeyMeaning, _ names: [StaticString]) {
        let syllables = KeyTail.syllables.flatMap { $0.1 }.map { Self.text($0).filter { $0 != "-" } }
        for name in names {
            let glued = "qu" + Self.text(name).filter { $0 != "-" }
            if syllables.contains(where: { glued.hasSuffix($0) }) { continue }
            #expect(Self.meaning(glued) == nil, "\(glued)")
        }
    }

    @Test("A syllable means the same glued to any word", arguments: KeyTail.syllables)
    func syllables(_ meaning: KeyMeaning, _ names: [StaticString]) {
        for name in names {
            let glued = "qu" + Self.text(name).filter { $0 != "-" }
            #expect(Self.meaning(glued) == meaning, "\(glued)")
            #expect(Self.meaning(glued.uppercased()) == meaning, "\(glued)")
        }
    }

    @Test("What stands before a dot says more than the word behind it")
    func dotted() {
        #expect(Self.meaning("enduser.id") == .user)
        #expect(Self.meaning("request.id") == .id)
        #expect(Self.meaning("user_agent.original") == .userAgent)
        #expect(Self.meaning("usr.id") == .user)
    }

    @Test(
        "Keys that only look alike mean nothing",
        arguments: [
            "tokens", "userspace", "max_tokens", "browser", "compass", "passed", "mushroom", "bypass", "keyFile",
            "authorized",
            "passwordRequired", "password_age", "roomSize", "nickel", "telegraph", "export", "transport", "dst_port",
        ])
    func lookalikes(_ key: String) {
        #expect(Self.meaning(key) == nil, "\(key)")
    }
}
