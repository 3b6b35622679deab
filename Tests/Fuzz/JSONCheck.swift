/// Whether a text is JSON (RFC 8259), written apart from all that the library knows of it.
struct JSONCheck {
    private let text: ArraySlice<UInt8>
    private var at: Int

    /// Whether `text` is one value, with white space around it.
    static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
        var check = JSONCheck(text: text, at: text.startIndex)
        guard check.value(depth: 0) else { return false }
        check.skipSpace()
        return check.at == text.endIndex
    }

    private var byte: UInt8? { at < text.endIndex ? text[at] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { at += 1 }
    }

    private mutating func take(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        at += 1
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        for letter in word.utf8 where !take(letter) { return false }
        return true
    }

    private mutating func value(depth: Int) -> Bool {
        skipSpace()
        guard depth < 512, let byte else { return false }
        switch byte {
        case UInt8(ascii: "{"): return list(close: UInt8(ascii: "}"), depth) { $0.member(depth) }
        case UInt8(ascii: "["): return list(close: UInt8(ascii: "]"), depth) { $0.value(depth: depth + 1) }
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "t"): return take("true")
        case UInt8(ascii: "f"): return take("false")
        case UInt8(ascii: "n"): return take("null")
        default: return number()
        }
    }

    private mutating func list(close: UInt8, _ depth: Int, _ item: (inout JSONCheck) -> Bool) -> Bool {
        at += 1
        skipSpace()
        if take(close) { return true }
        while item(&self) {
            skipSpace()
            if take(close) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
        }
        return false
    }

    private mutating func member(_ depth: Int) -> Bool {
        skipSpace()
        guard string() else { return false }
        skipSpace()
        return take(UInt8(ascii: ":")) && value(depth: depth + 1)
    }

    private mutating func string() -> Bool {
        guard take(UInt8(ascii: "\"")) else { return false }
        while let byte {
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return true
            case 0..<0x20: return false
            case UInt8(ascii: "\\"):
                guard let escape = self.byte else { return false }
                at += 1
                if escape == UInt8(ascii: "u") {
                    for _ in 0..<4 {
                        guard let digit = self.byte, Character(UnicodeScalar(digit)).isHexDigit else { return false }
                        at += 1
                    }
                } else if !"\"\\/bfnrt".utf8.contains(escape) {
                    return false
                }
            default: break
            }
        }
        return false
    }

    private mutating func digits() -> Bool {
        let start = at
        while let byte, (0x30...0x39).contains(byte) { at += 1 }
        return at > start
    }

    private mutating func number() -> Bool {
        _ = take(UInt8(ascii: "-"))
        let first = byte
        let start = at
        guard digits(), first != 0x30 || at == start + 1 else { return false }
        if take(UInt8(ascii: ".")), !digits() { return false }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            return digits()
        }
        return true
    }
}
