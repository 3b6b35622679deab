/// Keys of forms, and of forms and JSON whose signs are escaped: `user[password]=…`, `user%5Bpassword%5D=…`, `%26password%3D…%26`,
/// `\x22password\x22:\x22…\x22`.
///
/// Sources: the URL standard (application/x-www-form-urlencoded), whose brackets are those of PHP and Rack; nginx, `ngx_http_log_module` (`escape=default`).
extension PersonalDetector {
    /// Whether a closing bracket that is escaped, `%5D`, ends at a position.
    @inline(__always)
    static func mayEndEscapedBracket(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
        end >= 3 && bytes[end &- 1] | 0x20 == UInt8(ascii: "d") && bytes[end &- 2] == UInt8(ascii: "5")
    }

    /// Where the last name in the key of a form ends: before the brackets of `user[password]`, of `users[0]`, of `password[]`, as they are or escaped.
    ///
    /// - Returns: `end` itself, if none end there.
    static func endOfFormKey(_ bytes: Span<UInt8>, _ end: Int, floor: Int) -> Int {
        var at = end
        // What stands for the id of a BOSH session is no name in a form.
        if bytes.has("bosh[session]", at: end &- 13, before: end) { return end }
        while let close = bracket(bytes, ASCII.rightBracket, endingAt: at, floor: floor) {
            let start = bytes.startOfRun(before: close, from: Swift.max(floor, close &- longestName)) {
                $0.isWord || $0 == ASCII.hyphen
            }
            // Of `%5Buser` the last two bytes of the escape are letters and digits, too.
            if let open = escapedOpening(bytes, from: start, to: close, floor: floor) {
                if isIndex(bytes, open.upperBound..<close) { at = open.lowerBound } else { return close }
            } else {
                guard start &- 1 > floor, bytes[start &- 1] == ASCII.leftBracket, isJoined(bytes, start &- 1) else {
                    return end
                }
                if isIndex(bytes, start..<close) { at = start &- 1 } else { return close }
            }
        }
        return at
    }

    /// No name in a form that says something is longer.
    private static var longestName: Int { 64 }

    /// Whether something stands before a bracket to which it belongs: a name, or another bracket.
    private static func isJoined(_ bytes: Span<UInt8>, _ open: Int) -> Bool {
        bytes[open &- 1].isWord || bytes[open &- 1] == ASCII.rightBracket
    }

    /// Whether brackets hold a number or nothing.
    private static func isIndex(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        bytes.endOfDigits(from: name.lowerBound, before: name.upperBound) == name.upperBound
    }

    /// Where a bracket begins that ends at a position, escaped or not.
    private static func bracket(_ bytes: Span<UInt8>, _ sign: UInt8, endingAt end: Int, floor: Int) -> Int? {
        guard end > floor else { return nil }
        if bytes[end &- 1] == sign { return end &- 1 }
        guard end &- 3 > floor, mayEndEscapedBracket(bytes, end) else { return nil }
        return escapeStart(bytes, digits: end &- 2, floor: floor)
    }

    /// The opening bracket that is escaped, `%5B`, of which the last bytes begin a run of letters and digits.
    private static func escapedOpening(_ bytes: Span<UInt8>, from start: Int, to end: Int, floor: Int) -> Range<Int>? {
        guard start > floor, bytes[start &- 1] == ASCII.percent else { return nil }
        var digits = start
        while bytes.has("25", at: digits, before: end) { digits &+= 2 }
        guard bytes.hasIgnoringCase("5b", at: digits, before: end) else { return nil }
        return start &- 1..<digits &+ 2
    }

    /// Where an escape with a percent sign begins whose digits are known, however often that sign is escaped: `%5D`, `%255D`.
    private static func escapeStart(_ bytes: Span<UInt8>, digits: Int, floor: Int) -> Int? {
        var at = digits
        while at &- 3 >= floor, bytes[at &- 1] != ASCII.percent, bytes.has("25", at: at &- 2, before: at) { at &-= 2 }
        return at > floor && bytes[at &- 1] == ASCII.percent ? at &- 1 : nil
    }

    // MARK: Escaped pairs and members

    /// The value behind an escaped equals sign: `%26password%3Dhunter2%26x%3Dy`.
    mutating func escapedPair(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, equals: Range<Int>) -> Outcome {
        let keyEnd = Self.endOfFormKey(bytes, equals.lowerBound, floor: floor)
        guard let key = escapedKey(bytes, record: record, floor: floor, endingAt: keyEnd) else { return .nothing }
        let start = equals.upperBound
        let slot =
            Self.escapedText(bytes, from: start, to: record.upperBound, escapes: 0, quote: ASCII.quote)
            ?? ValueSlot(
                range:
                    start..<Self.endOfEscapedValue(
                        bytes, from: start, to: record.upperBound, width: equals.count),
                isQuoted: false)
        return filled(
            bytes, record: record, floor: floor, key: key.range, separator: start &- 1, meaning: key.meaning,
            slot: slot)
    }

    /// The value of a member of JSON whose quotes are escaped.
    ///
    /// - Parameters:
    ///   - quote: The one that ends the key.
    ///   - sign: What it stands for: JSON's, or Python's.
    mutating func escapedMember(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, quote: Range<Int>, sign: UInt8 = ASCII.quote
    ) -> Outcome {
        let end = record.upperBound
        var at = quote.upperBound
        while at < end, bytes[at].isBlank { at &+= 1 }
        guard let colon = Self.sign(bytes, at: at, to: end), colon.value == ASCII.colon else { return .nothing }
        at = colon.end
        while at < end, bytes[at].isBlank { at &+= 1 }
        // In a string of a string, escaped backslashes stand before each quote.
        let (keyEnd, escapes) = Self.beforeEscapedBackslashes(bytes, quote.lowerBound, floor: floor)
        guard at < end,
            let key = escapedKey(
                bytes, record: record, floor: floor, endingAt: Self.endOfFormKey(bytes, keyEnd, floor: floor))
        else { return .nothing }
        if bytes[at] == ASCII.leftBracket {
            return escapedList(bytes, from: at &+ 1, to: end, escapes: escapes, sign, key.meaning, floor: floor)
        }
        let slot =
            Self.escapedText(bytes, from: at, to: end, escapes: escapes, quote: sign)
            ?? ValueSlot(
                range: at..<bytes.endOfRun(from: at, to: end) { $0.keyBytes.union($0.mask(of: ASCII.dot)) },
                isQuoted: false)
        return filled(
            bytes, record: record, floor: floor, key: key.range, separator: colon.end &- 1, meaning: key.meaning,
            slot: slot)
    }

    /// The texts in an array.
    private mutating func escapedList(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, escapes: Int, _ quote: UInt8, _ meaning: KeyMeaning,
        floor: Int
    ) -> Outcome {
        guard let kind = meaning.kind, start >= floor else { return .nothing }
        var at = start
        while let text = Self.escapedText(bytes, from: at, to: end, escapes: escapes, quote: quote)?.range {
            if !text.isEmpty, !Placeholder.isKept(bytes, text), !Self.isNobody(bytes, text) { values.add(kind, text) }
            // Behind the quote, and its backslashes.
            at = text.upperBound
            for _ in 0...escapes {
                guard let sign = Self.sign(bytes, at: at, to: end) else { break }
                at = sign.end
            }
            while at < end, bytes[at].isBlank || bytes[at] == ASCII.comma { at &+= 1 }
        }
        return values.count == 0 ? .nothing : .values(resume: at)
    }

    /// The key that ends at a position, if its value is somebody's whatever stands around it.
    private func escapedKey(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, endingAt end: Int
    ) -> (range: Range<Int>, meaning: KeyMeaning)? {
        let floor = Swift.max(record.lowerBound, Swift.min(floor, end))
        guard let (meaning, start) = KeyTable.shared.meaning(bytes, endingAt: end, floor: floor),
            let kind = meaning.kind,
            kind != .message, kind != .port, kind != .userAgent, start < end
        else { return nil }
        return (start..<end, meaning)
    }

    /// Where the value of an escaped pair ends: at an ampersand that is escaped as often as its equals sign or less, and at what ends any query.
    private static func endOfEscapedValue(_ bytes: Span<UInt8>, from start: Int, to end: Int, width: Int) -> Int {
        var at = start
        while at < end, bytes[at] > ASCII.space {
            switch bytes[at] {
            case ASCII.ampersand, ASCII.quote, ASCII.apostrophe, ASCII.lessThan, ASCII.greaterThan, ASCII.backslash,
                ASCII.comma, ASCII.semicolon, ASCII.rightParenthesis, ASCII.rightBrace:
                return at
            case ASCII.percent:
                if let sign = AddressDetector.character(bytes, at: at, to: end), sign.escape != nil {
                    let endsHere = sign.end &- at <= width && isEndOfValue(sign.value)
                    if endsHere { return at }
                    at = sign.end
                    continue
                }
            default: break
            }
            at &+= 1
        }
        return at
    }

    private static func isEndOfValue(_ byte: UInt8) -> Bool {
        byte == ASCII.ampersand || byte == ASCII.quote || byte == ASCII.hash || byte < ASCII.space
    }

    /// A sign of JSON, escaped or not; what is no escape stands for itself.
    private static func sign(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> (value: UInt8, end: Int)? {
        if bytes.has("&quot;", at: start, before: end) { return (ASCII.quote, start &+ 6) }
        return AddressDetector.character(bytes, at: start, to: end).map { ($0.value, $0.end) }
    }

    /// Where escaped backslashes begin that end at a position, and how many they are: `\x5C\x22`, `%5C%22`.
    private static func beforeEscapedBackslashes(
        _ bytes: Span<UInt8>, _ end: Int, floor: Int
    ) -> (start: Int, count: Int) {
        var (at, count) = (end, 0)
        while at > floor {
            if let sign = AddressDetector.character(bytes, escapedBefore: at, floor: floor),
                sign.value == ASCII.backslash
            {
                at = sign.start
            } else if bytes[at &- 1] == ASCII.backslash {
                at &-= 1
            } else {
                break
            }
            count &+= 1
        }
        return (at, count)
    }

    /// The text between escaped quotes; `nil` if none opens at a position.
    private static func escapedText(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, escapes: Int, quote: UInt8
    ) -> ValueSlot? {
        var at = start
        for _ in 0..<escapes {
            guard let sign = sign(bytes, at: at, to: end), sign.value == ASCII.backslash else { return nil }
            at = sign.end
        }
        guard let open = sign(bytes, at: at, to: end), open.value == quote, open.end > at &+ 1 else { return nil }
        let first = open.end
        at = first
        // Where the backslashes before the next sign begin, and how many they are.
        var (run, count) = (first, 0)
        while at < end, bytes[at] != ASCII.quote, let sign = sign(bytes, at: at, to: end) {
            if sign.value == quote, sign.end > at &+ 1, QuotedText.closes(count, escapes) {
                // Those that are the string's own stay in it.
                return slot(bytes, first..<(escapes > 0 && count == escapes ? run : at), to: end)
            }
            if sign.value == ASCII.backslash {
                if count == 0 { run = at }
                count &+= 1
            } else {
                count = 0
            }
            at = sign.end
        }
        return slot(bytes, first..<at, to: end)
    }

    private static func slot(_ bytes: Span<UInt8>, _ value: Range<Int>, to end: Int) -> ValueSlot {
        ValueSlot(range: ValueSlot.known(bytes, value, before: end), isQuoted: true)
    }
}
