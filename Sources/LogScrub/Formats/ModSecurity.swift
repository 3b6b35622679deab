/// What ModSecurity adds to the error logs of Apache and nginx: which request a rule has matched, and what in it.
///
/// ```
/// ModSecurity: Warning. Matched "Operator `Rx' … against variable `ARGS:user' (Value: `ana' ) [data "Matched Data: …"] [uri "/room"]
/// ```
///
/// Source: ModSecurity, `apache2/msc_util.c` and, for version 3, `src/rule_message.cc`.
enum ModSecurity {
    /// Marks what a visitor has sent.
    ///
    /// - Returns: Whether the message is one of ModSecurity's.
    static func mark(_ bytes: Span<UInt8>, _ message: Range<Int>, into marks: inout FieldMarks) -> Bool {
        guard let name = bytes.firstIndex(of: "ModSecurity: ", in: message) else { return false }
        var at = name
        while at < message.upperBound {
            at = bytes.firstIndex(from: at, to: message.upperBound) {
                $0.mask(of: ASCII.leftBracket).union($0.mask(of: ASCII.leftParenthesis))
            }
            for (opening, meaning, closing): (StaticString, FieldMark.Meaning, StaticString) in fields
            where bytes.has(opening, at: at, before: message.upperBound) {
                let start = at &+ opening.utf8CodeUnitCount
                let end = bytes.firstIndex(of: closing, in: start..<message.upperBound) ?? message.upperBound
                if start < end { marks.add(meaning, start..<end) }
                at = end
                break
            }
            at &+= 1
        }
        return true
    }

    private static let fields: [(StaticString, FieldMark.Meaning, StaticString)] = [
        ("(Value: `", .secret, "' )"), ("[data \"", .secret, "\"] ["), ("[uri \"", .target, "\"]"),
        ("[client ", .client, "]"), ("[unique_id \"", .plain, "\"]"),
    ]
}
