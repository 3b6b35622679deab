/// A format as a server's configuration says it: texts that stand in each record, and fields between them.
///
/// A record is of it if all the texts stand in it, in order, and nothing else before the first or behind the last. A field ends where the text behind it
/// begins for the first time, unless what follows cannot be the next field, or the text begins with a quote that is escaped. Where that does not come out
/// even, as somebody has sent such a text, each field begins where the text before it stands for the last time.
///
/// - Complexity: a record is read once from left to right, and if need be once from right to left.
final class OwnFormat: Sendable {
    /// What may stand in a field.
    enum Shape: Sendable {
        /// Anything.
        case any
        /// Something without a blank or a quote.
        case word
        /// A number, or nothing: digits, and what joins them.
        case number
        /// `25/Aug/2026:10:11:12 +0000`
        case localTime
        /// `2026-08-25T10:11:12+00:00`
        case isoTime
        /// Seconds since 1970, perhaps with a fraction.
        case epoch
        /// `HTTP/1.1`
        case version
    }

    /// What a variable of the configuration holds.
    struct Field: Sendable {
        /// `nil` is searched as free text.
        var meaning: FieldMark.Meaning?
        var shape = Shape.any
        /// Whether it is a request line: its target is the field.
        var isRequest = false

        static var text: Field { Field() }
        static var number: Field { Field(shape: .number) }
        static var request: Field { Field(isRequest: true) }
        static var client: Field { Field(meaning: .client, shape: .word) }
        static var clientPort: Field { Field(meaning: .clientPort, shape: .number) }

        static func meaning(_ meaning: FieldMark.Meaning) -> Field { Field(meaning: meaning) }
    }

    enum Part: Sendable {
        case text([UInt8])
        case field(Field)
    }

    /// The text from which it was made.
    let definition: String
    private let parts: [Part]

    /// - Parameter parts: Fields that nothing stands between become one.
    init(_ definition: String, _ parts: [Part]) {
        self.definition = definition
        self.parts = parts.reduce(into: []) { all, part in
            switch (all.last, part) {
            case (.text(let last)?, .text(let text)): all[all.count - 1] = .text(last + text)
            case (.field(let last)?, .field(let field)): all[all.count - 1] = .field(Self.joined(last, field))
            default: all.append(part)
            }
        }
    }

    /// Two fields of which nobody knows where one ends: of what serves as a password all goes, all else is searched.
    private static func joined(_ first: Field, _ second: Field) -> Field {
        for field in [first, second] where field.meaning == .secret { return .meaning(.secret) }
        // `$host$request_uri`, `$uri$is_args$args`
        return second.meaning == .target || first.meaning == .target ? .meaning(.target) : .text
    }

    /// Marks the fields of a record.
    ///
    /// - Returns: Whether the record is of this format; if not, nothing is marked.
    func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        if fill(bytes, record, into: &marks) { return true }
        marks.removeAll()
        if fillFromRight(bytes, record, into: &marks) { return true }
        marks.removeAll()
        return false
    }

    private func fill(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        var at = record.lowerBound
        for index in parts.indices {
            switch parts[index] {
            case .text(let text):
                guard Self.has(bytes, text, at: at, before: record.upperBound) else { return false }
                at += text.count
            case .field(let field):
                guard fits(bytes, field, at..<record.upperBound, index),
                    let end = end(bytes, at..<record.upperBound, of: index),
                    Self.isWhole(bytes, field, at..<end)
                else { return false }
                Self.mark(bytes, at..<end, as: field, into: &marks)
                at = end
            }
        }
        return at == record.upperBound
    }

    /// Fields of a shape are read from the left, all others from the right; what is left between is the first of those.
    private func fillFromRight(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        var values = [Range<Int>](repeating: 0..<0, count: parts.count)
        var at = record.lowerBound
        var first = 0
        left: while first < parts.count {
            switch parts[first] {
            case .text(let text):
                guard Self.has(bytes, text, at: at, before: record.upperBound) else { return false }
                at += text.count
            case .field(let field):
                if field.shape == .any { break left }
                guard let end = end(bytes, at..<record.upperBound, of: first),
                    Self.isWhole(bytes, field, at..<end)
                else { return false }
                values[first] = at..<end
                at = end
            }
            first += 1
        }
        guard first < parts.count else { return false }
        var end = record.upperBound
        for index in (first + 1..<parts.count).reversed() {
            switch parts[index] {
            case .text(let text):
                end -= text.count
                guard end >= at, Self.has(bytes, text, at: end, before: record.upperBound) else { return false }
            case .field(let field):
                guard let start = start(bytes, at..<end, of: index), Self.isWhole(bytes, field, start..<end) else {
                    return false
                }
                values[index] = start..<end
                end = start
            }
        }
        values[first] = at..<end
        for index in parts.indices {
            if case .field(let field) = parts[index] { Self.mark(bytes, values[index], as: field, into: &marks) }
        }
        return true
    }

    /// Where a field begins: behind the text before it.
    private func start(_ bytes: Span<UInt8>, _ rest: Range<Int>, of index: Int) -> Int? {
        guard index > 0, case .text(let text) = parts[index - 1] else { return rest.lowerBound }
        var end = rest.upperBound
        while let hit = bytes.lastIndex(of: text[0], in: rest.lowerBound..<end) {
            end = hit
            if Self.has(bytes, text, at: hit, before: rest.upperBound),
                text[0] != ASCII.quote || !Self.isEscaped(bytes, hit, floor: rest.lowerBound),
                case .field(let field) = parts[index], fits(bytes, field, hit + text.count..<rest.upperBound, index)
            {
                return hit + text.count
            }
        }
        return nil
    }

    /// Where a field ends: where the text behind it begins.
    private func end(_ bytes: Span<UInt8>, _ rest: Range<Int>, of index: Int) -> Int? {
        guard index + 1 < parts.count, case .text(let text) = parts[index + 1] else { return rest.upperBound }
        var at = rest.lowerBound
        while let hit = bytes.firstIndex(of: text[0], in: at..<rest.upperBound) {
            at = hit + 1
            guard Self.has(bytes, text, at: hit, before: rest.upperBound),
                text[0] != ASCII.quote || !Self.isEscaped(bytes, hit, floor: rest.lowerBound)
            else { continue }
            let behind = hit + text.count
            // The text at the end of the format is at the end of the record.
            if index + 2 == parts.count {
                if behind == rest.upperBound { return hit }
            } else if case .field(let next) = parts[index + 2], fits(bytes, next, behind..<rest.upperBound, index + 2) {
                return hit
            }
        }
        return nil
    }

    private static func isEscaped(_ bytes: Span<UInt8>, _ quote: Int, floor: Int) -> Bool {
        (quote - QuotedText.beforeBackslashes(bytes, quote, floor: floor)) & 1 == 1
    }

    private static func has(_ bytes: Span<UInt8>, _ text: [UInt8], at start: Int, before end: Int) -> Bool {
        guard end - start >= text.count else { return false }
        for offset in text.indices where bytes[start + offset] != text[offset] { return false }
        return true
    }

    /// Whether a value has the shape of its field from its beginning to its end.
    private static func isWhole(_ bytes: Span<UInt8>, _ field: Field, _ value: Range<Int>) -> Bool {
        switch field.shape {
        case .number:
            // Also where there are several: `0.003, 0.120 : 1.000`.
            for at in value where !bytes[at].isDigit && !" .,:-".utf8.contains(bytes[at]) { return false }
        case .word:
            for at in value where bytes[at].isBlank || bytes[at] == ASCII.quote { return false }
        case .any, .localTime, .isoTime, .epoch, .version: break
        }
        return true
    }

    /// Whether a field may begin a text.
    private func fits(_ bytes: Span<UInt8>, _ field: Field, _ rest: Range<Int>, _ index: Int) -> Bool {
        let (start, end) = (rest.lowerBound, rest.upperBound)
        return switch field.shape {
        case .any, .word: true
        case .number:
            start == end || bytes[start].isDigit || bytes[start] == ASCII.hyphen || isFirst(bytes[start], of: index + 1)
        case .localTime: bytes.isLike("25/Aug/2026:10:11:12", at: start, before: end)
        case .isoTime: bytes.isLike("2026-08-25T10:11:12", at: start, before: end)
        case .epoch: start < end && bytes[start].isDigit
        case .version: bytes.has("HTTP/", at: start, before: end) || start < end && bytes[start] == ASCII.hyphen
        }
    }

    /// Whether a byte begins a text of the format: then there is nothing in the field before it.
    private func isFirst(_ byte: UInt8, of index: Int) -> Bool {
        if index < parts.count, case .text(let text) = parts[index] { text[0] == byte } else { false }
    }

    private static func mark(_ bytes: Span<UInt8>, _ value: Range<Int>, as field: Field, into marks: inout FieldMarks) {
        switch field.shape {
        case .localTime, .isoTime, .epoch: marks.date = marks.date ?? value.lowerBound
        case .any, .word, .number, .version: break
        }
        if field.isRequest {
            if let target = AccessLog.target(bytes, value) {
                marks.add(.target, target)
            } else if !AccessLog.isEmptyRequest(bytes, value) {
                marks.add(.garbage, value)
            }
            return
        }
        guard let meaning = field.meaning, !value.isEmpty else { return }
        switch meaning {
        case .client, .host, .user, .query, .queryColumn, .secret, .target, .url:
            // A value that is not there.
            if value.count == 1, bytes[value.lowerBound] == ASCII.hyphen { return }
            if meaning == .user, RecordFormat.isNobody(bytes, value) { return }
            guard meaning == .target, bytes[value.lowerBound] != ASCII.slash,
                bytes.firstIndex(of: "://", in: value) == nil
            else { return marks.add(meaning, value) }
            // The host before a path.
            if let slash = bytes.firstIndex(of: ASCII.slash, in: value) { marks.add(.target, slash..<value.upperBound) }
        case .referrer: marks.addReferrer(bytes, value)
        case .keyed: marks.add(meaning, value, name: value.lowerBound..<value.lowerBound)
        default: marks.add(meaning, value)
        }
    }
}

extension OwnFormat: Hashable {
    static func == (one: OwnFormat, other: OwnFormat) -> Bool { one.definition == other.definition }

    func hash(into hasher: inout Hasher) { hasher.combine(definition) }
}
