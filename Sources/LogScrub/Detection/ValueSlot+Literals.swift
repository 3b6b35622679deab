/// Values in literals of languages that have no quotes around them.
extension ValueSlot {
    /// Whether a table begins at a position, whose own keys say what is in it: `{`, `%{` and `%User{` of Elixir, `&{`, `main.User{` and `map[` of Go,
    /// `#{` of Erlang.
    ///
    /// - Parameter isSecret: A password may be anything: then letters before the bracket are part of it.
    static func beginsTable(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, isSecret: Bool) -> Bool {
        var at = start
        let sign = bytes[at]
        if sign == ASCII.leftBrace { return true }
        let isMarked = sign == ASCII.percent || sign == ASCII.ampersand || sign == ASCII.hash
        if isMarked {
            at &+= 1
            if at < end, bytes[at] == ASCII.leftBrace { return true }
        }
        let name = at
        guard at < end, bytes[at].isLetter, !isSecret || isMarked || bytes.has("map[", at: at, before: end) else {
            return false
        }
        at = bytes.endOfRun(from: at, to: Swift.min(end, at &+ 64)) { $0.wordBytes.union($0.mask(of: ASCII.dot)) }
        guard at < end else { return false }
        if bytes[at] == ASCII.leftBracket { return at == name &+ 3 && bytes.has("map[", at: name, before: end) }
        return bytes[at] == ASCII.leftBrace
    }

    /// The text in Lua's long brackets (Lua 5.4 manual, section 3.1): `[[…]]`, `[==[…]==]`. `nil` if none begin at a position.
    static func longBracket(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        var at = start &+ 1
        while at < end, at &- start < 8, bytes[at] == ASCII.equals { at &+= 1 }
        let level = at &- start &- 1
        guard at < end, bytes[at] == ASCII.leftBracket else { return nil }
        let text = at &+ 1
        // What has been written for a value has brackets of its own, and `[[secret]]` is such a one in brackets.
        if Placeholder.end(bytes, from: at, to: end) != nil { return nil }
        if let stop = Placeholder.end(bytes, from: text, to: end) { return text..<stop }
        let limit = Swift.min(end, text &+ PersonalDetector.surroundings)
        at = text
        while let close = bytes.firstIndex(of: ASCII.rightBracket, in: at..<limit) {
            at = close &+ 1
            var other = at
            while other < limit, other &- at < level, bytes[other] == ASCII.equals { other &+= 1 }
            if other &- at == level, other < limit, bytes[other] == ASCII.rightBracket {
                return close > text ? text..<close : nil
            }
        }
        return nil
    }

    /// Where a value ends that has blanks and no quotes, in a syntax that says so: in a map or a struct of Go's before the next key or the closing
    /// bracket, in a connection string at the semicolon. Else where it has ended so far.
    ///
    /// - Parameter stop: The blank at which the value ends so far.
    static func endBehindBlank(
        _ bytes: Span<UInt8>, record: Range<Int>, key: Range<Int>, separator: Int, stop: Int
    ) -> Int {
        let limit = Swift.min(record.upperBound, stop &+ longestPhrase)
        guard stop < limit, bytes[stop] == ASCII.space, key.upperBound == separator else { return stop }
        if bytes[separator] == ASCII.colon {
            guard bytes[separator &+ 1] > ASCII.space,
                let open = goLiteral(bytes, floor: record.lowerBound, key: key.lowerBound)
            else { return stop }
            return endOfGoField(
                bytes, stop, to: limit, close: open == ASCII.leftBrace ? ASCII.rightBrace : ASCII.rightBracket)
        }
        // `…;Password=two words;Timeout=5`
        guard bytes[separator] == ASCII.equals, isBehindSemicolon(bytes, key.lowerBound, floor: record.lowerBound)
        else {
            return stop
        }
        let end = bytes.firstIndex(from: stop, to: limit) {
            $0.mask(from: 0, count: 32).union($0.mask(of: ASCII.semicolon)).union($0.mask(of: ASCII.quote))
                .union($0.mask(of: ASCII.apostrophe)).union($0.mask(of: ASCII.equals))
        }
        guard end < limit, bytes[end] == ASCII.semicolon, bytes[end &- 1] != ASCII.space,
            endsSetting(bytes, end &+ 1, to: record.upperBound)
        else {
            return stop
        }
        return end
    }

    /// A password of more words is none that somebody types.
    private static let longestPhrase = 128

    /// The bracket of the map or struct of Go's (`fmt`, the verbs `%v` and `%+v`) in which a key stands: `map[user:ana password:…]`,
    /// `{User:ana Password:…}`.
    private static func goLiteral(_ bytes: Span<UInt8>, floor: Int, key: Int) -> UInt8? {
        let window = Swift.max(floor, key &- 256)..<key
        let brace = bytes.lastIndex(of: ASCII.leftBrace, in: window)
        let map = bytes.lastIndex(of: "map[", in: window).map { $0 &+ 3 }
        let open = Swift.max(brace ?? -1, map ?? -1)
        guard open >= window.lowerBound else { return nil }
        let first = bytes.endOfRun(from: open &+ 1, to: key &+ 1) { $0.keyBytes }
        let begins =
            open &+ 1 == key || first > open &+ 1 && bytes[first] == ASCII.colon && bytes[first &+ 1] > ASCII.space
        return begins && bytes.firstIndex(of: ASCII.comma, in: open..<key) == nil ? bytes[open] : nil
    }

    private static func endOfGoField(_ bytes: Span<UInt8>, _ stop: Int, to limit: Int, close: UInt8) -> Int {
        var at = stop
        while at < limit {
            switch bytes[at] {
            case close: return at
            case ..<ASCII.space: return stop
            case ASCII.space:
                let word = bytes.endOfRun(from: at &+ 1, to: limit) { $0.keyBytes }
                if word > at &+ 1, word < limit, bytes[word] == ASCII.colon, bytes[at &+ 1].isLetter { return at }
            default: break
            }
            at &+= 1
        }
        return stop
    }

    static func isBehindSemicolon(_ bytes: Span<UInt8>, _ key: Int, floor: Int) -> Bool {
        let end = key &- 1 > floor && bytes[key &- 1] == ASCII.space ? key &- 1 : key
        return end > floor && bytes[end &- 1] == ASCII.semicolon
    }

    /// What is in a list of values: Python's `['…']`, where it is one text, and Go's `password:[…]`. `nil` for what has been written for a value, and for
    /// the tenant before a room or user.
    static func list(
        _ bytes: Span<UInt8>, separator: Int, _ start: Int, _ end: Int
    ) -> (text: Range<Int>, isQuoted: Bool)? {
        let limit = Swift.min(end, start &+ longestPhrase)
        let first = start &+ 1
        guard first < limit, Placeholder.end(bytes, from: start, to: end) == nil else { return nil }
        // It has been written for all that was in the list.
        if let stop = Placeholder.end(bytes, from: first, to: limit), stop < limit, bytes[stop] == ASCII.rightBracket {
            return (first..<stop, true)
        }
        let quote = bytes[first]
        if quote == ASCII.apostrophe || quote == ASCII.quote {
            guard let close = bytes.firstIndex(of: quote, in: first &+ 1..<limit), close > first &+ 1 else {
                return nil
            }
            if close &+ 1 < limit, bytes[close &+ 1] == ASCII.rightBracket { return (first &+ 1..<close, true) }
        } else if start > separator &+ 1 || bytes[first] == ASCII.leftBracket || bytes[first] == ASCII.leftBrace {
            return nil
        }
        let text = Placeholder.end(bytes, from: first, to: limit) ?? first
        guard let close = bytes.firstIndex(of: ASCII.rightBracket, in: text..<limit), close > first,
            close &+ 1 == end || !bytes[close &+ 1].isWord, !KnownWords.nobodies.contains(bytes, start..<close &+ 1)
        else { return nil }
        return (first..<close, true)
    }

    /// Whether behind a semicolon the next setting begins, or nothing stands there any more.
    static func endsSetting(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Bool {
        guard start < end, bytes[start] != ASCII.quote, bytes[start] != ASCII.apostrophe else { return true }
        var at = start
        // `Connection Timeout=5`
        for _ in 0..<3 {
            while at < end, bytes[at] == ASCII.space { at &+= 1 }
            at = bytes.endOfRun(from: at, to: end) { $0.keyBytes }
            if at < end, bytes[at] == ASCII.equals { return true }
        }
        return false
    }

    /// The value in braces, as ODBC has those with semicolons in them: `Pwd={a;b};`.
    static func braced(_ bytes: Span<UInt8>, separator: Int, _ start: Int, _ end: Int) -> Range<Int>? {
        guard bytes[separator] == ASCII.equals, start == separator &+ 1, bytes[start] == ASCII.leftBrace else {
            return nil
        }
        let limit = Swift.min(end, start &+ longestPhrase)
        guard let close = bytes.firstIndex(of: ASCII.rightBrace, in: start &+ 1..<limit), close > start &+ 1,
            bytes.firstIndex(of: ASCII.equals, in: start..<close) == nil,
            bytes.firstIndex(of: ASCII.quote, in: start..<close) == nil,
            close &+ 1 == end || bytes[close &+ 1] == ASCII.semicolon || bytes[close &+ 1] == ASCII.quote
        else { return nil }
        return start &+ 1..<close
    }

    /// Where the quote stands behind what `var_dump` of PHP says of a string: `string(3) "ana"`.
    static func behindType(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        guard bytes.has("string(", at: start, before: end) else { return start }
        let digits = bytes.endOfDigits(from: start &+ 7, before: end)
        return digits > start &+ 7 && bytes.has(") \"", at: digits, before: end) ? digits &+ 2 : start
    }
}
