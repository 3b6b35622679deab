/// Request lines (RFC 9112, section 3) in records of any format: `GET /room HTTP/1.1`, and in quotes `"GET /room"`, as HTTP/0.9 has them.
enum RequestText {
    /// Marks the target of each request in a range.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    static func mark(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) -> Bool {
        var at = range.lowerBound
        var hasOne = false
        while let space = bytes.firstIndex(of: " HTTP/", in: at..<range.upperBound) {
            if let target = target(bytes, before: space, from: at) {
                marks.add(.target, target)
                hasOne = true
            }
            at = space &+ 6
        }
        if !hasOne { hasOne = markBare(bytes, range, into: &marks) }
        // A request is known by its look alone: what a key says of a text in which one stands says more.
        if hasOne {
            marks.yield = true
            markAgents(bytes, at..<range.upperBound, into: &marks)
        }
        return hasOne
    }

    /// Marks the target of each request that has no protocol: in quotes, or as a part of a sentence, `Received request: GET /search?q=ana`, if it asks for
    /// something.
    private static func markBare(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) -> Bool {
        var at = range.lowerBound
        var hasOne = false
        while let space = bytes.firstIndex(of: " /", in: at..<range.upperBound) {
            at = space &+ 1
            guard let quote = quote(bytes, beforeMethod: space, from: range.lowerBound) else {
                if let target = said(bytes, behind: space, in: range) {
                    marks.add(.target, target)
                    hasOne = true
                    at = target.upperBound
                }
                continue
            }
            let escapes = quote &- QuotedText.beforeBackslashes(bytes, quote, floor: range.lowerBound)
            let end = QuotedText.end(bytes, escapes: escapes, from: at, to: range.upperBound)
            if isBareTarget(bytes, at..<end, escapes: escapes, to: range.upperBound)
                || isKey(bytes, endingAt: quote &- 1, from: range.lowerBound)
            {
                marks.add(.target, at..<end)
                hasOne = true
            }
            at = end
        }
        return hasOne
    }

    /// The target behind a method in a sentence, if it has a query.
    private static func said(_ bytes: Span<UInt8>, behind blank: Int, in range: Range<Int>) -> Range<Int>? {
        let method = bytes.startOfRun(before: blank, from: Swift.max(range.lowerBound, blank &- 20)) {
            $0.isLetter && $0 & 0x20 == 0
        }
        guard methods.contains(bytes, method..<blank),
            method == range.lowerBound || bytes[method &- 1] == ASCII.space
                || bytes[method &- 1] == ASCII.leftParenthesis
                || bytes[method &- 1] == ASCII.leftBracket
        else { return nil }
        let end = bytes.firstIndex(from: blank &+ 1, to: range.upperBound) {
            $0.mask(of: ASCII.space).union($0.mask(of: ASCII.quote)).union($0.mask(of: ASCII.rightParenthesis))
                .union($0.mask(of: ASCII.greaterThan)).union($0.mask(of: ASCII.rightBracket)).union(
                    $0.mask(of: ASCII.apostrophe))
        }
        let target = blank &+ 1..<end
        guard let question = bytes.firstIndex(of: ASCII.question, in: target),
            bytes.firstIndex(of: ASCII.equals, in: question..<end) != nil
        else { return nil }
        return target
    }

    /// Whether a request asks for something, or a status stands behind it: else it may be said of what a program serves, `route "GET /users" added`.
    private static func isBareTarget(_ bytes: Span<UInt8>, _ target: Range<Int>, escapes: Int, to end: Int) -> Bool {
        guard bytes.firstIndex(of: ASCII.space, in: target) == nil else { return false }
        let status = target.upperBound &+ escapes &+ 2
        return bytes.firstIndex(of: ASCII.question, in: target) != nil
            || status < end && bytes[status &- 1] == ASCII.space
                && bytes.endOfDigits(from: status, before: end) == status &+ 3
    }

    /// Whether a method ends at a blank, by the look of its last letters: nearly all blanks before a slash have none before them.
    @inline(__always)
    static func endsMethod(_ bytes: Span<UInt8>, _ blank: Int, from floor: Int) -> Bool {
        guard blank &- 3 >= floor, bytes[blank &- 1] &- UInt8(ascii: "A") < 26,
            bytes[blank &- 2] &- UInt8(ascii: "A") < 26
        else { return false }
        return isMethod(bytes, blank, from: floor)
    }

    @inline(never)
    private static func isMethod(_ bytes: Span<UInt8>, _ blank: Int, from floor: Int) -> Bool {
        let start = bytes.startOfRun(before: blank, from: Swift.max(floor, blank &- 20)) {
            $0.isLetter && $0 & 0x20 == 0
        }
        return methods.contains(bytes, start..<blank)
    }

    /// The quote before a method that ends at a blank.
    static func quote(_ bytes: Span<UInt8>, beforeMethod blank: Int, from floor: Int) -> Int? {
        let start = bytes.startOfRun(before: blank, from: Swift.max(floor, blank &- 20)) {
            $0.isLetter && $0 & 0x20 == 0
        }
        guard start > floor, bytes[start &- 1] == ASCII.quote, methods.contains(bytes, start..<blank),
            start &- 2 < floor || bytes[start &- 2] != ASCII.equals || isKey(bytes, endingAt: start &- 2, from: floor)
        else { return nil }
        return start &- 1
    }

    /// Whether a key says that its value is a request: `request="GET /room"`, but not `msg="GET /room"`.
    private static func isKey(_ bytes: Span<UInt8>, endingAt end: Int, from floor: Int) -> Bool {
        guard end > floor, bytes[end] == ASCII.equals else { return false }
        let key =
            bytes.startOfRun(before: end, from: Swift.max(floor, end &- 32)) { $0.isWord || $0 == ASCII.dot }..<end
        return FieldKeys.meaning(bytes, key, in: nil, isRequest: false) == .target
    }

    /// The methods that servers know (RFC 9110, section 9; RFC 5789; RFC 4918).
    private static let methods = WordSet(
        "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "PROPPATCH",
        "MKCOL",
        "COPY", "MOVE", "LOCK", "UNLOCK", "REPORT", "SEARCH", "PURGE")

    /// Marks what stands in quotes behind a request and begins as the agents of browsers do.
    private static func markAgents(_ bytes: Span<UInt8>, _ range: Range<Int>, into marks: inout FieldMarks) {
        var at = range.lowerBound
        while let quote = bytes.firstIndex(of: "\"Mozilla/", in: at..<range.upperBound) {
            let escapes = quote &- QuotedText.beforeBackslashes(bytes, quote, floor: range.lowerBound)
            let end = QuotedText.end(bytes, escapes: escapes, from: quote &+ 1, to: range.upperBound)
            // A quote within it, as nginx writes it with `escape=none`: nobody knows where the agent ends.
            let close = end &+ escapes
            let isWhole =
                bytes[end &- 1] != ASCII.space && (close &+ 1 >= range.upperBound || !bytes[close &+ 1].isWord)
            if isWhole { marks.add(.userAgent, quote &+ 1..<end) }
            at = end
        }
    }

    /// The target that ends at `end`: it begins behind a method, which is three capitals or more behind a quote, a blank or nothing.
    private static func target(_ bytes: Span<UInt8>, before end: Int, from floor: Int) -> Range<Int>? {
        var at = floor
        while let space = bytes.firstIndex(of: ASCII.space, in: at..<end) {
            at = space &+ 1
            var start = space
            while start > floor, bytes[start &- 1].isLetter, bytes[start &- 1] & 0x20 == 0 { start &-= 1 }
            guard space &- start >= 3, at < end,
                bytes[at] == ASCII.slash || bytes.hasIgnoringCase("http", at: at, before: end)
            else { continue }
            if start == floor || !bytes[start &- 1].isWord { return at..<end }
        }
        return nil
    }
}
