/// Access logs of JSON objects, one on a line: nginx with `escape=json`, Caddy, Traefik.
///
/// Keys are known by name at any depth; values are strings, or arrays of strings. nginx copies bytes above 0x7F as they come,
/// so that a record may be no valid UTF-8 and no valid JSON: it is read as bytes, and nothing but the quotes matters.
enum JSONLog {
    static func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        guard let brace = firstObject(bytes, record) else { return false }
        mark(bytes, record, from: brace, into: &marks)
        return true
    }

    /// As above, for a record of which it is known where its first object begins.
    static func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, from brace: Int, into marks: inout FieldMarks) {
        let hints = JSONFields.Hints(bytes, record)
        let rest = markDocuments(bytes, record, from: brace, hints, into: &marks)
        if rest.isEmpty { return }
        markMembers(bytes, rest, hints, into: &marks)
        if bytes.firstIndex(of: ASCII.quote, in: rest) != nil { marks.isBroken = true }
        if rest.lowerBound > record.lowerBound { return }
        // What begins with an object may be the record of another format, unless it is an object and nothing else.
        if marks.isEmpty, !JSONDocument(bytes, record).isOn, !AccessLog.mark(bytes, record, into: &marks) {
            _ = NginxErrorLog.mark(bytes, record, into: &marks)
        }
    }

    /// Marks the fields of documents, one after the other, and of one that something stands before: `INFO: {…}`.
    ///
    /// - Returns: What is left of the record: all of it, if no document begins it.
    private static func markDocuments(
        _ bytes: Span<UInt8>, _ record: Range<Int>, from brace: Int, _ hints: JSONFields.Hints,
        into marks: inout FieldMarks
    ) -> Range<Int> {
        var at = bytes[record.lowerBound] == ASCII.leftBracket ? record.lowerBound : brace
        var rest = record
        while at < record.upperBound, bytes[at] == ASCII.leftBrace || bytes[at] == ASCII.leftBracket,
            let end = JSONFields.mark(bytes, at..<record.upperBound, hints, into: &marks)
        {
            at = end
            while at < record.upperBound, bytes[at].isBlank || bytes[at] == ASCII.comma { at &+= 1 }
            rest = at..<record.upperBound
        }
        return rest
    }

    /// Marks what the members in a text are that is no whole document: something stands around it, it is cut, or it is no valid JSON.
    private static func markMembers(
        _ bytes: Span<UInt8>, _ record: Range<Int>, _ hints: JSONFields.Hints, into marks: inout FieldMarks
    ) {
        let end = record.upperBound
        var at = record.lowerBound
        var lastQuote = record.lowerBound
        var keys = JSONKey()
        // Each quote before a colon ends a key. Strings are not followed from one to the next: a raw quote in a value (nginx with
        // `escape=none`) would put all of them out of step.
        while let quote = bytes.firstIndex(of: ASCII.quote, in: at..<end) {
            at = quote &+ 1
            let open = lastQuote
            lastQuote = quote
            var colon = quote &+ 1
            while colon < end, bytes[colon].isBlank { colon &+= 1 }
            // A record that begins with a quote has no key before it. JSON within JSON (Docker's log files) has escaped quotes.
            guard colon < end, bytes[colon] == ASCII.colon, quote > record.lowerBound,
                let escapes = JSONText.escapes(bytes, beforeColon: colon, floor: open &+ 1),
                open &+ 1 < quote &- escapes,
                let value = JSONText.value(bytes, at: colon &+ 1, to: end, escapes: escapes)
            else { continue }
            let key = open &+ 1..<quote &- escapes
            guard
                let meaning = keys.read(
                    bytes, key, { FieldKeys.meaning($0, $1, in: nil, isRequest: hints.isRequest) })
            else {
                // Of what serves as a password all goes: its members are no fields.
                if case .structure(let start) = value, isSecret(bytes, key) {
                    at = Swift.max(at, JSONText.endOfStructure(bytes, from: start, to: end, escapes: escapes))
                    lastQuote = at &- 1
                    continue
                }
                // A text may be the record of another format.
                if case .string(let text) = value {
                    if JSONKey.isEscaped(bytes, key),
                        let meaning = keys.read(bytes, key, { KeyTable.shared.meaning(of: $1, in: $0) }),
                        meaning.kind != nil, !text.isEmpty
                    {
                        marks.add(.keyed(meaning), text, name: key)
                        continue
                    }
                    markRecord(bytes, text, escapes: 2 &* escapes &+ 1, hints, into: &marks)
                }
                continue
            }
            at = mark(bytes, value, to: end, meaning: meaning, escapes: escapes, into: &marks) ?? at
            lastQuote = at &- 1
        }
    }

    /// Whether a key says that its value serves as a password.
    static func isSecret(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Bool {
        var keys = JSONKey()
        return switch keys.read(bytes, key, { KeyTable.shared.meaning(of: $1, in: $0) })?.kind {
        case .secret, .token: true
        default: false
        }
    }

    /// Marks the fields of a record that a string holds. The time is that of the object.
    ///
    /// - Parameters:
    ///   - escapes: How many backslashes stand before each quote in it.
    ///   - hints: What may stand in it.
    static func markRecord(
        _ bytes: Span<UInt8>, _ text: Range<Int>, escapes: Int, _ hints: JSONFields.Hints, into marks: inout FieldMarks
    ) {
        guard text.count >= shortestRecord else { return }
        let date = marks.date
        let isBracketed = hints.hasBracket && text.count > 40
        if RecordFormat.recognize(bytes, text, hasDate: hints.hasBracket, hasTag: true, escapes: escapes, into: &marks)
            == nil,
            !(isBracketed && AccessLog.mark(bytes, text, into: &marks)),
            !(isBracketed && NginxErrorLog.mark(bytes, text, into: &marks)), hints.hasRequest
        {
            let yield = marks.yield
            RequestText.mark(bytes, text, into: &marks)
            marks.yield = yield
        }
        marks.date = date
    }

    /// Nobody says anything of a person in fewer bytes: `User a logged out`.
    private static let shortestRecord = 12

    /// Marks a value, or each of an array of values.
    ///
    /// - Returns: The position behind it, or `nil` if what is in it is looked at as the rest is.
    private static func mark(
        _ bytes: Span<UInt8>, _ value: JSONText.Value, to end: Int, meaning: FieldMark.Meaning, escapes: Int,
        into marks: inout FieldMarks
    ) -> Int? {
        switch value {
        case .string(let text):
            add(bytes, text, meaning, into: &marks)
            return Swift.min(text.upperBound &+ escapes &+ 1, end)
        case .number(let number):
            guard meaning == .clientPort else { return nil }
            marks.add(.clientPort, number)
            return number.upperBound
        case .word: return nil
        case .structure(let start):
            // Caddy's `request` is an object with keys of its own.
            if bytes[start] == ASCII.leftBrace, meaning != .referrer { return nil }
            var walk = JSONText.Walk(from: start, to: end, escapes: escapes, isFlat: meaning != .referrer)
            while let member = walk.next(bytes) {
                if !member.isNumber { add(bytes, member.range, meaning, into: &marks) }
            }
            return walk.at
        }
    }

    /// Marks a value.
    ///
    /// - Returns: Whether it is what its key says.
    @discardableResult
    static func add(
        _ bytes: Span<UInt8>, _ value: Range<Int>, _ meaning: FieldMark.Meaning, into marks: inout FieldMarks
    ) -> Bool {
        switch meaning {
        case .referrer:
            // A member that has been replaced for what its own key says.
            // `origin=203.0.113.7` is no page.
            if !Placeholder.isKept(bytes, value), !AddressDetector.isAddress(bytes, value) {
                marks.addReferrer(bytes, value)
            }
        case .target:
            guard let target = AccessLog.target(bytes, value) else { return false }
            marks.add(.target, target)
        default:
            if !value.isEmpty { marks.add(meaning, value) }
        }
        return true
    }

    /// Where the first object with a member begins: headers, `@cee:`, arrays and words may stand before it.
    private static func firstObject(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int? {
        var at = record.lowerBound
        while let brace = bytes.firstIndex(of: ASCII.leftBrace, in: at..<record.upperBound) {
            if JSONText.beginsObject(bytes, brace, to: record.upperBound) { return brace }
            at = brace &+ 1
        }
        return nil
    }
}
