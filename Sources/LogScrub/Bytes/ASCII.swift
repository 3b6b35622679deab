/// Bytes by name, and the classes of bytes that log grammars are made of.
enum ASCII {
    static let null = UInt8(ascii: "\0")
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let escape: UInt8 = 0x1B
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let hash = UInt8(ascii: "#")
    static let percent = UInt8(ascii: "%")
    static let ampersand = UInt8(ascii: "&")
    static let leftParenthesis = UInt8(ascii: "(")
    static let rightParenthesis = UInt8(ascii: ")")
    static let plus = UInt8(ascii: "+")
    static let lessThan = UInt8(ascii: "<")
    static let greaterThan = UInt8(ascii: ">")
    static let comma = UInt8(ascii: ",")
    static let hyphen = UInt8(ascii: "-")
    static let dot = UInt8(ascii: ".")
    static let slash = UInt8(ascii: "/")
    static let zero = UInt8(ascii: "0")
    static let colon = UInt8(ascii: ":")
    static let semicolon = UInt8(ascii: ";")
    static let equals = UInt8(ascii: "=")
    static let question = UInt8(ascii: "?")
    static let at = UInt8(ascii: "@")
    static let leftBracket = UInt8(ascii: "[")
    static let backslash = UInt8(ascii: "\\")
    static let rightBracket = UInt8(ascii: "]")
    static let underscore = UInt8(ascii: "_")
    static let leftBrace = UInt8(ascii: "{")
    static let rightBrace = UInt8(ascii: "}")
}

// The classes are computed without a branch: in an address each character is of another class than the last, so that a
// branch would be mispredicted at every other one. `!=` joins conditions that exclude each other.
extension UInt8 {
    /// `0` to `9`.
    @inline(__always)
    var isDigit: Bool {
        #if DEBUG
            StepCounter.step()
        #endif
        return self &- ASCII.zero < 10
    }

    /// `0` to `9`, `a` to `f`, `A` to `F`.
    @inline(__always)
    var isHexDigit: Bool { isDigit != ((self | 0x20) &- UInt8(ascii: "a") < 6) }

    /// `A` to `Z`, `a` to `z`.
    @inline(__always)
    var isLetter: Bool {
        #if DEBUG
            StepCounter.step()
        #endif
        return (self | 0x20) &- UInt8(ascii: "a") < 26
    }

    /// Letters, digits and the underscore: what a programming language takes for part of a name.
    @inline(__always)
    var isWord: Bool { (isDigit != isLetter) != (self == ASCII.underscore) }

    /// `0` to `7`.
    @inline(__always)
    var isOctalDigit: Bool { self & 0xF8 == 0x30 }

    /// The value of a hexadecimal digit; meaningless for other bytes.
    @inline(__always)
    var hexValue: UInt8 { (self & 0xF) &+ (self &>> 6) &* 9 }

    /// The lower-case form of an ASCII letter, every other byte as it is.
    @inline(__always)
    var lowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

    /// Space and tab.
    @inline(__always)
    var isBlank: Bool { self == ASCII.space || self == ASCII.tab }

    /// The lower-case hexadecimal digit of a value from 0 to 15.
    @inline(__always)
    static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? ASCII.zero &+ value : UInt8(ascii: "a") &+ value &- 10
    }
}
