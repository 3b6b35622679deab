/// Operators with an equals sign in them that stand between a key and its value: `:=`, `+=`, `==` of FreeRADIUS (`users(5)`), of languages and of
/// `make`, and the arrow of Ruby, Elixir, Erlang and PHP.
///
/// `<=` and `>=` are none: what stands behind them is a bound.
enum AssignmentOperator {
    /// Where the operator begins that the equals sign at `separator` is part of: that is where the key before it ends.
    static func start(_ bytes: Span<UInt8>, _ separator: Int, floor: Int) -> Int {
        guard bytes[separator] == ASCII.equals else { return separator }
        var at = separator
        while at > floor, separator &- at < 2, begins(bytes[at &- 1]) { at &-= 1 }
        return beforeTag(bytes, at, floor: floor)
    }

    /// Where a key ends before the tag that says of which tunnel an attribute is (RFC 2868, section 3.1): `Tunnel-Password:1 = "…"`.
    private static func beforeTag(_ bytes: Span<UInt8>, _ end: Int, floor: Int) -> Int {
        var at = end
        if at > floor, bytes[at &- 1] == ASCII.space { at &-= 1 }
        let digits = at
        while at > floor, digits &- at < 2, bytes[at &- 1].isDigit { at &-= 1 }
        guard at < digits, at &- 1 > floor, bytes[at &- 1] == ASCII.colon, bytes[at &- 2].isLetter else { return end }
        return at &- 1
    }

    /// Where the operator ends whose first sign stands at `separator`.
    static func end(_ bytes: Span<UInt8>, _ separator: Int, to limit: Int) -> Int {
        var at = separator &+ 1
        if bytes[separator] == ASCII.colon {
            return at < limit && bytes[at] == ASCII.equals ? at &+ 1 : at
        }
        while at < limit, at &- separator < 3, bytes[at] == ASCII.equals { at &+= 1 }
        guard at < limit else { return at }
        switch bytes[at] {
        case ASCII.greaterThan: return at &+ 1
        // `=~ "…"`: a value may begin with such a sign.
        case UInt8(ascii: "~"), UInt8(ascii: "*"):
            return bytes[at &+ 1] == ASCII.space && separator > 0 && bytes[separator &- 1] == ASCII.space ? at &+ 1 : at
        default: return at
        }
    }

    private static func begins(_ byte: UInt8) -> Bool {
        switch byte {
        case ASCII.colon, ASCII.plus, ASCII.hyphen, ASCII.equals, UInt8(ascii: "!"), UInt8(ascii: "^"),
            UInt8(ascii: "|"), UInt8(ascii: "~"), ASCII.question:
            true
        default: false
        }
    }
}
