/// Marks the fields in an object or array of JSON (RFC 8259) by its structure: what a value is, the keys around it say.
///
/// Also read are pairs of a name and a value, `{"name":"Cookie","value":…}`, as OpenTelemetry (`{"key":…,"value":{"stringValue":…}}`), the audit log of
/// ModSecurity and HAR write them, lists of headers (`HeaderList`), and JSON in strings of JSON, where it stands.
struct JSONFields {
    private var at: Int
    private let end: Int
    /// How many backslashes stand before each quote.
    private let escapes: Int
    private let hints: Hints
    /// The keys that are written with escapes.
    private var keys = JSONKey()

    /// What the whole record holds.
    struct Hints {
        /// Whether there may be the date of a record in a string.
        let hasBracket: Bool
        /// Whether something is a method: paths are those of requests.
        let isRequest: Bool
        /// Whether there may be a request line in a string.
        let hasRequest: Bool

        init(_ bytes: Span<UInt8>, _ record: Range<Int>) {
            hasBracket = bytes.firstIndex(of: ASCII.leftBracket, in: record) != nil
            isRequest = Self.hasMethod(bytes, record)
            hasRequest =
                bytes.firstIndex(of: " /", in: record) != nil || bytes.firstIndex(of: " HTTP/", in: record) != nil
        }

        /// Whether a key says that its value is the method of a request: `method`, `requestMethod`, `http.request.method`; not `loadMethod`.
        private static func hasMethod(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
            var at = record.lowerBound
            while let hit = bytes.firstIndex(of: "ethod", in: at..<record.upperBound) {
                at = hit &+ 5
                guard hit > record.lowerBound, bytes[at] == ASCII.quote || bytes[at] == ASCII.backslash else {
                    continue
                }
                let start = bytes.startOfRun(before: hit &- 1, from: record.lowerBound) { $0.isWord || $0 == ASCII.dot }
                if start == hit &- 1 || bytes[hit &- 2] == ASCII.dot || bytes[hit &- 2] == ASCII.underscore {
                    return true
                }
                if bytes.hasIgnoringCase("request", at: hit &- 8, before: hit &- 1)
                    || bytes.hasIgnoringCase("http", at: hit &- 5, before: hit &- 1)
                    || bytes.hasIgnoringCase("verb", at: hit &- 5, before: hit &- 1)
                {
                    return true
                }
            }
            return false
        }
    }

    /// The key of a value, and that of the object in which it stands.
    private struct Path {
        var key: Range<Int>
        var outer: Range<Int>?
        /// Whether the key is the name of a pair, and not a member's.
        var isPair = false
        /// Whether the value stands in an array.
        var isElement = false
        /// The address that stands before the value, in an array of the two.
        var address: Range<Int>?

        /// Whether the key is that of the value, in its own object.
        var isMember: Bool { !isPair && !isElement }
    }

    /// No more brackets than these may be open.
    private static let deepest = 64
    /// So many strings may be JSON in one another.
    private static let mostEscapes = 15

    private init(_ bytes: Span<UInt8>, _ value: Range<Int>, escapes: Int, _ hints: Hints) {
        at = value.lowerBound
        end = value.upperBound
        self.escapes = escapes
        self.hints = hints
    }

    /// Marks the fields in an object or array.
    ///
    /// - Parameter value: It begins with the bracket; what stands behind the closing one does not matter.
    /// - Returns: Where it ends, which is the end of the text if it was cut off; `nil` if it is no JSON, and then nothing is marked.
    /// - Complexity: O(*n*) for each level of JSON in strings.
    static func mark(
        _ bytes: Span<UInt8>, _ value: Range<Int>, escapes: Int = 0, _ hints: Hints, into marks: inout FieldMarks
    ) -> Int? {
        let count = marks.count
        var reader = JSONFields(bytes, value, escapes: escapes, hints)
        if reader.value(bytes, Path(key: value.lowerBound..<value.lowerBound), depth: 0, into: &marks) {
            return reader.at
        }
        if reader.at == reader.end {
            marks.isBroken = true
            return reader.at
        }
        marks.truncate(to: count)
        return nil
    }

    // MARK: Structure

    /// The next byte that is no white space; `nil` at the end.
    private mutating func next(_ bytes: Span<UInt8>) -> UInt8? {
        while at < end, bytes[at].isBlank || bytes[at] == ASCII.lineFeed || bytes[at] == ASCII.carriageReturn {
            at &+= 1
        }
        return at < end ? bytes[at] : nil
    }

    /// Takes a comma, or the bracket that closes.
    ///
    /// - Returns: Whether there is more; `nil` if neither stands there.
    private mutating func goesOn(_ bytes: Span<UInt8>, before bracket: UInt8) -> Bool? {
        guard let byte = next(bytes), byte == ASCII.comma || byte == bracket else { return nil }
        at &+= 1
        return byte == ASCII.comma
    }

    /// Takes a string.
    private mutating func string(_ bytes: Span<UInt8>) -> Range<Int>? {
        guard next(bytes) != nil, case .string(let text) = JSONText.value(bytes, at: at, to: end, escapes: escapes)
        else { return nil }
        // One that was cut off goes to the end.
        at = Swift.min(text.upperBound &+ escapes &+ 1, end)
        return text
    }

    /// Takes a value, and marks what is a field in it.
    ///
    /// - Returns: Whether it is one.
    private mutating func value(_ bytes: Span<UInt8>, _ path: Path, depth: Int, into marks: inout FieldMarks) -> Bool {
        guard depth < Self.deepest, let first = next(bytes) else { return false }
        switch first {
        case ASCII.leftBrace:
            at &+= 1
            return members(bytes, of: path, depth: depth &+ 1, into: &marks)
        case ASCII.leftBracket:
            at &+= 1
            return elements(bytes, of: path, depth: depth &+ 1, into: &marks)
        case ASCII.quote, ASCII.backslash:
            guard let text = string(bytes) else { return false }
            add(bytes, text, path, into: &marks)
            return true
        default:
            switch JSONText.value(bytes, at: at, to: end, escapes: escapes) {
            case .number(let number):
                at = number.upperBound
                add(bytes, number: number, path, into: &marks)
                return true
            case .word:
                at = bytes.endOfRun(from: at, to: end) { $0.keyBytes }
                return true
            case .string, .structure, nil: return false
            }
        }
    }

    private mutating func elements(
        _ bytes: Span<UInt8>, of path: Path, depth: Int, into marks: inout FieldMarks
    ) -> Bool {
        guard let first = next(bytes) else { return false }
        if first == ASCII.rightBracket {
            at &+= 1
            return true
        }
        // In a list of headers, the elements are names and values by turns.
        let isHeaders = HeaderList.begins(
            bytes, at: at, to: end, escapes: escapes, key: path.key, isElement: path.isElement)
        var path = path
        path.isElement = true
        var name: Range<Int>?
        let address = isHeaders ? nil : firstAddress(bytes, of: path)
        var index = 0
        while true {
            path.address = index == 1 ? address : nil
            index &+= 1
            if let header = name {
                name = nil
                guard value(bytes, Path(key: header, isPair: true), depth: depth, into: &marks) else { return false }
            } else if isHeaders {
                guard let header = string(bytes) else { return false }
                name = header
                if isKey(bytes, header) { marks.add(.text, header) }
            } else if !value(bytes, path, depth: depth, into: &marks) {
                return false
            }
            guard let goesOn = goesOn(bytes, before: ASCII.rightBracket) else { return false }
            if !goesOn { return true }
        }
    }

    /// The address with which an array begins, if it is a client's: `"client":["203.0.113.7",51514]`.
    private func firstAddress(_ bytes: Span<UInt8>, of path: Path) -> Range<Int>? {
        guard case .string(let first) = JSONText.value(bytes, at: at, to: end, escapes: escapes),
            PortSiblings.isAddress(bytes, first), !PortSiblings.isServer(bytes, path.key)
        else { return nil }
        return first
    }

    private mutating func members(
        _ bytes: Span<UInt8>, of path: Path, depth: Int, into marks: inout FieldMarks
    ) -> Bool {
        let siblings = marks.siblings.count
        let isWhole = eachMember(bytes, of: path, depth: depth, into: &marks)
        marks.endSiblings(bytes, from: siblings, object: path.key)
        return isWhole
    }

    private mutating func eachMember(
        _ bytes: Span<UInt8>, of path: Path, depth: Int, into marks: inout FieldMarks
    ) -> Bool {
        if next(bytes) == ASCII.rightBrace {
            at &+= 1
            return true
        }
        let outer = path.key.isEmpty ? nil : path.key
        var pair: Range<Int>?
        while let key = string(bytes) {
            guard next(bytes) == ASCII.colon else { return false }
            at &+= 1
            guard let first = next(bytes) else { return false }
            let isStructure = first == ASCII.leftBrace || first == ASCII.leftBracket
            var member = Path(key: key, outer: outer)
            let word = keys.read(bytes, key) { PairWord(of: $0, $1) }
            if path.isPair, PairWord.values.contains(bytes, key) {
                member = path
            } else if word == .value, let name = pair ?? nameBehind(bytes) {
                member = Path(key: name, isPair: true)
            }
            if isStructure, !member.isPair, JSONLog.isSecret(bytes, key) {
                // Of what serves as a password all goes: its members are no fields.
                let start = at
                at = JSONText.endOfStructure(bytes, from: at, to: end, escapes: escapes)
                guard at > start else { return false }
                if JSONKey.isEscaped(bytes, key) { addAll(bytes, start..<at, of: key, into: &marks) }
            } else if !isStructure, word == .name, let name = string(bytes) {
                pair = name
                // The name of a key is nobody's.
                if isKey(bytes, name) { marks.add(.text, name) } else { add(bytes, name, member, into: &marks) }
            } else if !value(bytes, member, depth: depth, into: &marks) {
                return false
            }
            guard let goesOn = goesOn(bytes, before: ASCII.rightBrace) else { return false }
            if !goesOn { return true }
        }
        return false
    }

    /// The name of a pair of which the value, here, comes first.
    private func nameBehind(_ bytes: Span<UInt8>) -> Range<Int>? {
        var reader = self
        var none = FieldMarks()
        let limit = Swift.min(end, at &+ 512)
        if bytes[at] == ASCII.leftBrace || bytes[at] == ASCII.leftBracket {
            reader.at = JSONText.endOfStructure(bytes, from: at, to: limit, escapes: escapes)
        } else if !reader.value(bytes, Path(key: at..<at, isPair: true), depth: Self.deepest &- 1, into: &none) {
            return nil
        }
        guard reader.goesOn(bytes, before: ASCII.rightBrace) == true, let key = reader.string(bytes),
            reader.keys.read(bytes, key, { PairWord(of: $0, $1) }) == .name, reader.next(bytes) == ASCII.colon
        else { return nil }
        reader.at &+= 1
        return reader.string(bytes)
    }

    private func isKey(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        FieldKeys.meaning(bytes, name, in: nil, isRequest: false) != nil
            || KeyTable.shared.meaning(of: name, in: bytes) != nil
    }

    // MARK: Fields

    private mutating func add(_ bytes: Span<UInt8>, _ text: Range<Int>, _ path: Path, into marks: inout FieldMarks) {
        if text.isEmpty { return }
        if path.isMember { marks.addSibling(bytes, address: text, key: path.key) }
        if let meaning = fieldMeaning(bytes, path, isRequest: hints.isRequest || hasQuery(bytes, text)) {
            if isField(bytes, text, meaning, path), JSONLog.add(bytes, text, meaning, into: &marks) { return }
        } else if let meaning = personalMeaning(bytes, path) {
            return marks.add(.keyed(meaning), text, name: path.key)
        }
        // What is a person's as a whole is not looked into.
        if KeyTable.shared.meaning(of: path.key, in: bytes)?.kind != nil { return }
        if path.isMember, marks.addSibling(bytes, port: text, key: path.key) { return }
        // A string may be JSON again, or the record of another format.
        let first = bytes[text.lowerBound]
        if first == ASCII.leftBrace || first == ASCII.leftBracket, escapes < Self.mostEscapes,
            Self.mark(bytes, text, escapes: 2 &* escapes &+ 1, hints, into: &marks) != nil
        {
            return
        }
        JSONLog.markRecord(bytes, text, escapes: 2 &* escapes &+ 1, hints, into: &marks)
    }

    /// Whether a value is what a key of one word says: arguments are those of programs, too, agents and origins other things.
    private func isField(_ bytes: Span<UInt8>, _ text: Range<Int>, _ meaning: FieldMark.Meaning, _ path: Path) -> Bool {
        switch meaning {
        case .query: !path.isElement && bytes.firstIndex(of: ASCII.space, in: text) == nil
        case .userAgent where path.key.count == 5: AccessLog.looksLikeAgent(bytes, text)
        case .referrer where path.key.count == 6: AccessLog.isURL(bytes, text)
        default: true
        }
    }

    /// Whether a path has a query, as no file's has: `/search?q=ana`.
    private func hasQuery(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        guard bytes[text.lowerBound] == ASCII.slash, let question = bytes.firstIndex(of: ASCII.question, in: text)
        else {
            return false
        }
        return bytes.firstIndex(of: ASCII.equals, in: question..<text.upperBound) != nil
            && bytes.firstIndex(of: ASCII.space, in: text) == nil
    }

    /// Of numbers, only ports are marked: what else a number says is told by the key before it, if that is written as it is read.
    private mutating func add(_ bytes: Span<UInt8>, number: Range<Int>, _ path: Path, into marks: inout FieldMarks) {
        if fieldMeaning(bytes, path, isRequest: false) == .clientPort { return marks.add(.clientPort, number) }
        guard let meaning = personalMeaning(bytes, path) else {
            if let address = path.address {
                var rest = self
                // `["2001:db8::7",51514,0,0]`: in Python, those of IPv6 have four elements.
                if rest.next(bytes) == ASCII.rightBracket || bytes.firstIndex(of: ASCII.colon, in: address) != nil {
                    marks.add(.portBeside, number, name: address)
                }
            } else if path.isMember, KeyTable.shared.meaning(of: path.key, in: bytes) == nil {
                marks.addSibling(bytes, port: number, key: path.key)
            }
            return
        }
        if meaning == .port {
            marks.add(.keyed(.port), number, name: path.key)
        } else if let kind = meaning.kind, kind != .userAgent, kind != .message {
            marks.add(.keyedNumber(meaning, escapes: escapes), number, name: path.key)
        }
    }

    /// Adds all that stands in the array or object of a secret.
    private func addAll(
        _ bytes: Span<UInt8>, _ structure: Range<Int>, of key: Range<Int>, into marks: inout FieldMarks
    ) {
        var walk = JSONText.Walk(
            from: structure.lowerBound, to: structure.upperBound, escapes: escapes, isFlat: false)
        while let member = walk.next(bytes) {
            let meaning: FieldMark.Meaning =
                member.isNumber ? .keyedNumber(.secret, escapes: escapes) : .keyed(.secret)
            marks.add(meaning, member.range, name: key)
        }
    }

    // MARK: Keys

    private mutating func fieldMeaning(_ bytes: Span<UInt8>, _ path: Path, isRequest: Bool) -> FieldMark.Meaning? {
        keys.read(bytes, path.key, in: path.outer) {
            FieldKeys.meaning($0, $1, in: $2, isRequest: isRequest)
        }
    }

    /// What a value says of a person, if that cannot be told from the key right before it: by the name of a pair, by a key that is written with
    /// escapes, or together with the key around it.
    private mutating func personalMeaning(_ bytes: Span<UInt8>, _ path: Path) -> KeyMeaning? {
        if path.isPair { return keys.read(bytes, path.key) { KeyTable.shared.meaning(of: $1, in: $0) } }
        if JSONKey.isEscaped(bytes, path.key) || path.outer.map({ JSONKey.isEscaped(bytes, $0) }) == true {
            return escapedMeaning(bytes, path)
        }
        // A glance at the last letters must do for most keys.
        guard let outer = path.outer,
            path.key.count < 3 || !KeyTable.shared.rulesOut(bytes, endingAt: path.key.upperBound),
            KeyTable.shared.meaning(of: path.key, in: bytes) == nil
        else { return nil }
        return KeyTail.table.meaning(bytes, path.key, in: outer)
    }

    /// As above, where escapes stand in a key: nobody else knows what that says.
    @inline(never)
    private mutating func escapedMeaning(_ bytes: Span<UInt8>, _ path: Path) -> KeyMeaning? {
        let isEscaped = JSONKey.isEscaped(bytes, path.key)
        return keys.read(bytes, path.key, in: path.outer) { text, key, outer in
            if let meaning = KeyTable.shared.meaning(of: key, in: text), meaning.kind != nil {
                return isEscaped ? meaning : nil
            }
            return outer.flatMap { KeyTail.table.meaning(text, key, in: $0) }
        }
    }
}

/// The key of a member of a pair of a name and a value.
private enum PairWord {
    case name, value

    init?(of bytes: Span<UInt8>, _ key: Range<Int>) {
        if Self.names.contains(bytes, key) {
            self = .name
        } else if Self.valueNames.contains(bytes, key) {
            self = .value
        } else {
            return nil
        }
    }

    private static let names = WordSet("name", "key", "header", "field", "k", ignoresCase: true)
    private static let valueNames = WordSet("value", "val", "v", "values", ignoresCase: true)
    /// In what OpenTelemetry wraps a value (`AnyValue`).
    static let values = WordSet(
        "stringValue", "intValue", "doubleValue", "boolValue", "bytesValue", "arrayValue", "values", "string_value",
        "int_value", ignoresCase: true)
}
