/// The place of a value behind a key, and how it is closed.
struct ValueSlot {
    var range: Range<Int>
    var isQuoted = false

    /// A place that is known.
    init(range: Range<Int>, isQuoted: Bool) {
        self.range = range
        self.isQuoted = isQuoted
    }

    /// Finds the value behind a separator.
    ///
    /// - Parameters:
    ///   - key: The key: one of eight letters, as `callName`, has rooms with blanks.
    ///   - meaning: What the key says: names of people have blanks.
    /// - Returns: `nil` if there is none.
    init?(_ bytes: Span<UInt8>, record: Range<Int>, key: Range<Int>, separator: Int, meaning: KeyMeaning) {
        let end = record.upperBound
        let isLong = key.count == 8
        // The arrow of Ruby and Erlang: `"password"=>"…"`, or another operator.
        var at = AssignmentOperator.end(bytes, separator, to: end)
        let isOperator =
            at > separator &+ 1 || AssignmentOperator.start(bytes, separator, floor: record.lowerBound) < separator
        // Behind a colon there may be blanks, behind an equals sign only if there is one before it.
        var blanks =
            bytes[separator] == ASCII.colon
            ? 2 : separator > record.lowerBound && bytes[separator &- 1] == ASCII.space || isOperator ? 1 : 0
        while at < end, bytes[at] == ASCII.space, blanks > 0 {
            at &+= 1
            blanks &-= 1
        }
        // `tenant: user_id:{…`: no value, but the next key. Cookies have keys of their own, and what is secret may be anything.
        if at > separator &+ 1, bytes[separator] == ASCII.colon, meaning != .header, meaning != .referrer,
            Self.isKey(bytes, at, end),
            !Self.isTenantOrUser(bytes, at, end)
        {
            let isSecret = meaning == .secret || meaning == .token
            if !isSecret || Self.isKnownKey(bytes, at, end) { return nil }
        }
        at = PersonalDetector.behindColor(bytes, at, to: end)
        guard at < end, bytes[at] > ASCII.space else { return nil }
        if let stop = Placeholder.end(bytes, from: at, to: end) {
            range = at..<stop
            return
        }
        if let stop = Pseudonym.end(bytes, from: at, to: end), stop == end || bytes[stop] != ASCII.at {
            range = at..<stop
            return
        }
        // Whole headers and user agents go on to the end, or to the quote that closes them.
        if meaning == .header || meaning == .userAgent || meaning == .referrer {
            let place = HeaderValue(bytes, record: record, key: key, separator: separator, meaning)
            range = place.range(bytes, from: at, to: end)
            return
        }
        if bytes[at] == ASCII.lessThan, !bytes.has("<<\"", at: at, before: end) {
            range = Self.known(bytes, at &+ 1..<PersonalDetector.endOfAngle(bytes, at &+ 1, end), before: end)
            isQuoted = true
            return
        }
        // Oracle says how long a value is: `USER:[6] 'SCOTTY'`.
        if bytes[at] == ASCII.leftBracket {
            let digits = bytes.endOfDigits(from: at &+ 1, before: end)
            if digits > at &+ 1, bytes.has("] '", at: digits, before: end) { at = digits &+ 2 }
        }
        at = Self.behindType(bytes, at, end)
        if bytes[at] == ASCII.leftBracket, meaning != .room, let text = Self.longBracket(bytes, at, end) {
            range = text
            isQuoted = true
            return
        }
        if bytes[at] == ASCII.leftBracket, meaning == .secret || meaning == .token || meaning == .user,
            let (text, isText) = Self.list(bytes, separator: separator, at, end)
        {
            range = text
            isQuoted = isText
            return
        }
        if let text = Self.braced(bytes, separator: separator, at, end) {
            range = text
            isQuoted = true
            return
        }
        // Python's `u'…'` and `b'…'`, Rust's `Some("…")`
        if at &+ 1 < end, bytes[at &+ 1] == ASCII.quote || bytes[at &+ 1] == ASCII.apostrophe,
            bytes[at] == UInt8(ascii: "u") || bytes[at] == UInt8(ascii: "b") || bytes[at] == UInt8(ascii: "r")
        {
            at &+= 1
        } else if bytes.has("Some(\"", at: at, before: end) {
            at &+= 5
        }
        var open = at
        // A binary of Erlang's: `<<"…">>`.
        if bytes.has("<<\"", at: open, before: end) {
            open &+= 2
            at = open
        }
        while open < end, bytes[open] == ASCII.backslash { open &+= 1 }
        if open < end, bytes[open] == ASCII.quote || bytes[open] == ASCII.apostrophe {
            let quote = bytes[open]
            var start = open &+ 1
            // Three quotes or more open one value; two are an empty one.
            if start &+ 1 < end, bytes[start] == quote, bytes[start &+ 1] == quote {
                while start < end, bytes[start] == quote { start &+= 1 }
            }
            let stop = Self.close(bytes, quote: quote, from: start, to: end, isEscaped: open > at)
            range = Self.known(bytes, start..<stop, before: end)
            isQuoted = true
            return
        }
        if let width = Self.escapedQuote(bytes, at, end) {
            let start = at &+ width
            var stop = start
            while stop < end, bytes[stop] != ASCII.quote, Self.escapedQuote(bytes, stop, end) == nil { stop &+= 1 }
            range = Self.known(bytes, start..<stop, before: end)
            isQuoted = true
            return
        }
        guard let plain = Self.plain(bytes, from: at, to: end, meaning: meaning, isLong: isLong) else { return nil }
        range = plain
        if meaning == .secret || meaning == .token || meaning == .user, !plain.isEmpty {
            let stop = Self.endBehindBlank(
                bytes, record: record, key: key, separator: separator, stop: plain.upperBound)
            if Placeholder.end(bytes, from: plain.lowerBound, to: stop) == nil { range = plain.lowerBound..<stop }
        }
    }

    /// A value that nothing closes ends with what has been written for it, if that is what it begins with.
    static func known(_ bytes: Span<UInt8>, _ value: Range<Int>, before end: Int) -> Range<Int> {
        let start = value.lowerBound
        guard value.upperBound == end,
            let stop = Placeholder.endOfKept(bytes, from: start, to: end)
        else { return value }
        return start..<stop
    }

    /// The length of an escaped quote at a position, or `nil`.
    @inline(__always)
    private static func escapedQuote(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Int? {
        switch bytes[at] {
        case ASCII.backslash:
            if bytes.has("\\x22", at: at, before: end) || bytes.has("\\x27", at: at, before: end) { return 4 }
            return bytes.has("\\u0022", at: at, before: end) || bytes.has("\\u0027", at: at, before: end) ? 6 : nil
        case ASCII.percent:
            return bytes.has("%22", at: at, before: end) || bytes.has("%27", at: at, before: end) ? 3 : nil
        case ASCII.ampersand:
            return bytes.has("&quot;", at: at, before: end) || bytes.has("&apos;", at: at, before: end) ? 6 : nil
        default: return nil
        }
    }

    /// The quote that ends a value. A quote before a letter is an apostrophe; one behind a backslash is escaped, unless all are.
    private static func close(_ bytes: Span<UInt8>, quote: UInt8, from start: Int, to end: Int, isEscaped: Bool) -> Int
    {
        var at = start
        while let hit = bytes.firstIndex(of: quote, in: at..<end) {
            var first = hit
            while first > start, bytes[first &- 1] == ASCII.backslash { first &-= 1 }
            if isEscaped, first < hit { return first }
            let isApostrophe =
                quote == ASCII.apostrophe && hit &+ 1 < end && (bytes[hit &+ 1].isWord || bytes[hit &+ 1] >= 0x80)
            if !isEscaped, (hit &- first) & 1 == 0, !isApostrophe { return hit }
            at = hit &+ 1
        }
        return end
    }

    /// A value without quotes: to the next blank or punctuation; a person's name, which has blanks, to the next key or bracket.
    private static func plain(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, meaning: KeyMeaning, isLong: Bool
    ) -> Range<Int>? {
        if beginsTable(bytes, start, end, isSecret: meaning == .secret || meaning == .token) { return nil }
        let isName = meaning == .displayName || meaning == .name || meaning == .statsID || meaning == .room && isLong
        var at = start
        var depth = 0
        var isTenant = bytes[start] == ASCII.leftBracket && (meaning == .room || meaning == .user)
        if bytes[start] == ASCII.leftBracket, !isTenant { return nil }
        // What most values are made of ends none.
        at = bytes.endOfRun(from: at, to: end) {
            $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.at))
        }
        while at < end {
            let byte = bytes[at]
            if let next = Placeholder.end(bytes, from: at, to: end) {
                at = next
                continue
            }
            switch byte {
            case 0..<ASCII.space, 0x7F, ASCII.quote, ASCII.semicolon, ASCII.ampersand, ASCII.rightBrace, ASCII.lessThan,
                ASCII.greaterThan, UInt8(ascii: "|"):
                return trimmed(bytes, start, at)
            case ASCII.leftParenthesis where isName:
                depth &+= 1
            // `username: ana(10189), IP`
            case ASCII.leftParenthesis where meaning == .user && at > start && bytes[at &+ 1].isDigit:
                return trimmed(bytes, start, at)
            case ASCII.rightParenthesis:
                if depth == 0 { return trimmed(bytes, start, at) }
                depth &-= 1
            case ASCII.rightBracket:
                // `stats_id=Flossie]5QS`: in a context nothing is escaped.
                let isInside = isName && at &+ 1 < end && bytes[at &+ 1].isWord
                if !isTenant, !isInside { return trimmed(bytes, start, at) }
                isTenant = false
            case ASCII.space, ASCII.comma, ASCII.apostrophe:
                if !isName { return trimmed(bytes, start, at) }
                if byte != ASCII.apostrophe, isKey(bytes, byte == ASCII.comma ? at &+ 1 : at, end) {
                    return trimmed(bytes, start, at)
                }
            case ASCII.hash where AddressDetector.isControlOctal(bytes, at &+ 1, end):
                return trimmed(bytes, start, at)
            case ASCII.backslash where meaning == .user && isDomainBefore(bytes, start..<at, end):
                at &+= 1
            case ASCII.backslash:
                switch bytes[at &+ 1] {
                case ASCII.quote, ASCII.apostrophe, ASCII.backslash, UInt8(ascii: "n"), UInt8(ascii: "r"),
                    UInt8(ascii: "t"):
                    return trimmed(bytes, start, at)
                default:
                    if bytes.has("\\x22", at: at, before: end) || bytes.has("\\u00", at: at, before: end) {
                        return trimmed(bytes, start, at)
                    }
                }
            default: break
            }
            at &+= 1
        }
        return trimmed(bytes, start, at)
    }

    /// Whether the domain of a Windows account stands before a backslash of a string, `CORP\\ana`: in the string it is one of two. What may be an
    /// escape within a string of a string, `ana\\r`, is none behind small letters.
    private static func isDomainBefore(_ bytes: Span<UInt8>, _ domain: Range<Int>, _ end: Int) -> Bool {
        let name = domain.upperBound &+ 2
        guard !domain.isEmpty, name < end, bytes[domain.upperBound &+ 1] == ASCII.backslash, bytes[name].isWord,
            bytes.firstIndex(of: ASCII.backslash, in: domain) == nil
        else { return false }
        let isCapital = !domain.contains { bytes[$0] &- UInt8(ascii: "a") < 26 }
        switch bytes[name] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "u"), UInt8(ascii: "x"):
            return isCapital
        default: return true
        }
    }

    /// Dots, colons and blanks at the end are the sentence's.
    private static func trimmed(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int> {
        var at = end
        while at > start, bytes[at &- 1] == ASCII.dot || bytes[at &- 1] == ASCII.colon || bytes[at &- 1] == ASCII.space
        { at &-= 1 }
        // Those of `2001:db8::` are the address's.
        if at &+ 2 <= end, bytes[at] == ASCII.colon, AddressDetector.isAddress(bytes, start..<at &+ 2) {
            return start..<at &+ 2
        }
        return start..<at
    }

    /// Whether what looks like a key is a value with a colon: a TURN user, a SIP address.
    private static func isTenantOrUser(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        bytes[start].isDigit || bytes.hasIgnoringCase("sip", at: start, before: end)
    }

    /// Whether the word at a position is a key of the table.
    private static func isKnownKey(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        KeyTable.shared.find(bytes, start..<bytes.endOfRun(from: start, to: end) { $0.keyBytes }) != nil
    }

    /// Whether `key=` stands at a position, behind blanks.
    static func isKey(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, bytes[at] == ASCII.space { at &+= 1 }
        let first = at
        at = bytes.endOfRun(from: at, to: end) { $0.keyBytes }
        return at > first && at < end && (bytes[at] == ASCII.equals || bytes[at] == ASCII.colon)
    }
}
