/// A format as a server's configuration says it: texts that stand in each record, and fields between them.
///
/// A record is of it if all the texts stand in it, in order, and nothing else before the first or behind the last. Read from the left, a field ends where the
/// text behind it begins for the first time; read from the right, it begins where the text before it stands for the last time. Mostly both say the same.
/// Where they do not, because a value holds such a text, nobody knows where the fields between begin: all of them go.
///
/// - Complexity: a record is read once from left to right, and once from right to left; twice if quotes in it are not escaped.
final class OwnFormat: Sendable {
    enum Part: Sendable {
        case text([UInt8])
        case field(OwnField)
    }

    /// The text from which it was made.
    let definition: String
    let parts: [Part]

    /// - Parameter parts: Fields that nothing stands between become one.
    /// - Throws: `ScrubError` with the code `format` if there is no field.
    init(_ definition: String, _ parts: [Part]) throws(ScrubError) {
        self.definition = definition
        var all: [Part] = []
        for part in parts {
            switch (all.last, part) {
            case (.text(let last)?, .text(let text)): all[all.count - 1] = .text(last + text)
            case (.field(let last)?, .field(let field)): all[all.count - 1] = .field(last.joined(to: field))
            default: all.append(part)
            }
        }
        self.parts = Self.withBareMembers(Self.withQuotes(Self.withPeers(all)))
        let hasField = self.parts.contains { if case .field = $0 { true } else { false } }
        guard hasField else {
            throw ScrubError(.format, "a format has a variable at least, such as $remote_addr, %h or %ci")
        }
    }

    /// A client and its port with a colon between are one: which colon it is, only the last one says (`2001:db8::1:51514`).
    private static func withPeers(_ parts: [Part]) -> [Part] {
        var all: [Part] = []
        for part in parts {
            all.append(part)
            guard all.count > 2, case .field(let port) = part, port.meaning == .clientPort,
                case .text([ASCII.colon]) = all[all.count - 2],
                case .field(let client) = all[all.count - 3], client.meaning == .client
            else { continue }
            all.removeLast(3)
            all.append(.field(OwnField(shape: .word, look: .peer)))
        }
        return all
    }

    /// In quotes a referrer may hold blanks.
    private static func withQuotes(_ parts: [Part]) -> [Part] {
        parts.indices.map { index in
            guard case .field(var field) = parts[index], field.shape == .word, field.meaning != .client, index > 0,
                case .text(let before) = parts[index - 1], before.last == ASCII.quote,
                index + 1 < parts.count, case .text(let behind) = parts[index + 1], behind.first == ASCII.quote
            else { return parts[index] }
            field.shape = .any
            return .field(field)
        }
    }

    /// In an object of JSON, what takes the place of a value without quotes has some.
    private static func withBareMembers(_ parts: [Part]) -> [Part] {
        guard case .text(let first)? = parts.first, first.first == ASCII.leftBrace, case .text(let last)? = parts.last,
            last.last == ASCII.rightBrace
        else { return parts }
        return parts.indices.map { index in
            guard case .field(let field) = parts[index], field.meaning != .clientPort, index > 0,
                case .text(let before) = parts[index - 1], before.last != ASCII.quote
            else { return parts[index] }
            guard let kind = field.kind else { return parts[index] }
            return .field(OwnField(meaning: .bare(kind), shape: field.shape))
        }
    }

    /// Marks the fields of a record.
    ///
    /// - Returns: Whether the record is of this format; if not, nothing is marked.
    func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        // A server that escapes no quotes may write a backslash before one, and who sends a blank where none belongs must not hide the others.
        for (hasEscapes, isStrict) in [(true, true), (false, true), (true, false), (false, false)] {
            let reading = OwnReading(parts, record, hasEscapes: hasEscapes, isStrict: isStrict)
            let others = reading.fromRight(bytes)
            guard let values = reading.fromLeft(bytes) ?? others else { continue }
            mark(bytes, values, unlike: others, isSure: isStrict, into: &marks)
            return true
        }
        return false
    }

    /// Marks values.
    ///
    /// - Parameters:
    ///   - others: Those of the other reading, if there is one.
    ///   - isSure: Whether all of them have their shapes. Else nobody knows where those begin that a visitor has a say in.
    private func mark(
        _ bytes: Span<UInt8>, _ values: [Range<Int>], unlike others: [Range<Int>]?, isSure: Bool,
        into marks: inout FieldMarks
    ) {
        var unsure = 0..<0
        let others = others ?? values
        if others != values || !isSure {
            let differing = parts.indices.filter { index in
                guard case .field(let field) = parts[index] else { return false }
                return isSure ? others[index] != values[index] : field.isSent
            }
            let hasMeaning = differing.contains {
                if case .field(let field) = parts[$0] { field.hasMeaning } else { false }
            }
            if hasMeaning, let first = differing.first, let last = differing.last {
                unsure =
                    Swift.min(
                        values[first].lowerBound, others[first].lowerBound)..<Swift.max(
                        values[last].upperBound, others[last].upperBound)
            }
        }
        for index in parts.indices {
            guard case .field(let field) = parts[index] else { continue }
            if !unsure.isEmpty, values[index].upperBound > unsure.lowerBound,
                values[index].lowerBound < unsure.upperBound
            {
                // All of them are one mark.
                marks.add(.secret, unsure)
            } else {
                field.mark(bytes, values[index], into: &marks)
            }
        }
    }
}

extension OwnFormat: Hashable {
    static func == (one: OwnFormat, other: OwnFormat) -> Bool { one.definition == other.definition }

    func hash(into hasher: inout Hasher) { hasher.combine(definition) }
}

/// A record taken apart as a format says.
private struct OwnReading {
    private let parts: [OwnFormat.Part]
    private let record: Range<Int>
    /// Whether a backslash before a quote says that the quote ends nothing.
    private let hasEscapes: Bool
    /// Whether what is sent by a visitor must have the shape that it should have.
    private let isStrict: Bool

    init(_ parts: [OwnFormat.Part], _ record: Range<Int>, hasEscapes: Bool, isStrict: Bool) {
        (self.parts, self.record, self.hasEscapes, self.isStrict) = (parts, record, hasEscapes, isStrict)
    }

    private func shape(of field: OwnField) -> OwnField.Shape {
        isStrict || field.shape != .word || field.meaning == .client || field.look == .peer ? field.shape : .any
    }

    /// The values, each as short as can be; `nil` if the record is not of the format. Texts have empty ones.
    func fromLeft(_ bytes: Span<UInt8>) -> [Range<Int>]? {
        var values = [Range<Int>](repeating: 0..<0, count: parts.count)
        var at = record.lowerBound
        for index in parts.indices {
            switch parts[index] {
            case .text(let text):
                guard has(bytes, text, at: at, before: record.upperBound) else { return nil }
                at += text.count
            case .field(let field):
                guard let end = end(bytes, at..<record.upperBound, of: index), shape(of: field).fits(bytes, at..<end)
                else { return nil }
                values[index] = at..<end
                at = end
            }
        }
        return at == record.upperBound ? values : nil
    }

    /// Those that may be anything from the right, as short as can be, but for the first of them, which is what is left.
    func fromRight(_ bytes: Span<UInt8>) -> [Range<Int>]? {
        var values = [Range<Int>](repeating: 0..<0, count: parts.count)
        var at = record.lowerBound
        var first = 0
        left: while first < parts.count {
            switch parts[first] {
            case .text(let text):
                guard has(bytes, text, at: at, before: record.upperBound) else { return nil }
                at += text.count
            case .field(let field):
                // What a visitor sends may hold what stands between fields.
                if field.isSent { break left }
                guard let end = end(bytes, at..<record.upperBound, of: first), shape(of: field).fits(bytes, at..<end)
                else { return nil }
                values[first] = at..<end
                at = end
            }
            first += 1
        }
        guard first < parts.count else { return at == record.upperBound ? values : nil }
        var end = record.upperBound
        for index in (first + 1..<parts.count).reversed() {
            switch parts[index] {
            case .text(let text):
                end -= text.count
                guard end >= at, has(bytes, text, at: end, before: record.upperBound) else { return nil }
            case .field(let field):
                guard let start = start(bytes, at..<end, of: index), shape(of: field).fits(bytes, start..<end)
                else { return nil }
                values[index] = start..<end
                end = start
            }
        }
        values[first] = at..<end
        guard at <= end, case .field(let field) = parts[first], shape(of: field).fits(bytes, at..<end) else {
            return nil
        }
        return values
    }

    /// Where a field ends: where the text behind it begins.
    private func end(_ bytes: Span<UInt8>, _ rest: Range<Int>, of index: Int) -> Int? {
        guard index + 1 < parts.count, case .text(let text) = parts[index + 1] else { return rest.upperBound }
        var at = rest.lowerBound
        while let hit = bytes.firstIndex(of: text[0], in: at..<rest.upperBound) {
            at = hit + 1
            guard has(bytes, text, at: hit, before: rest.upperBound),
                !isEscaped(bytes, text, hit, floor: rest.lowerBound)
            else { continue }
            let behind = hit + text.count
            // The text at the end of the format is at the end of the record.
            if index + 2 == parts.count {
                if behind == rest.upperBound { return hit }
            } else if mayBegin(bytes, index + 2, behind..<rest.upperBound) {
                return hit
            }
        }
        return nil
    }

    /// Where a field begins: behind the text before it.
    private func start(_ bytes: Span<UInt8>, _ rest: Range<Int>, of index: Int) -> Int? {
        guard index > 0, case .text(let text) = parts[index - 1] else { return rest.lowerBound }
        var end = rest.upperBound
        while let hit = bytes.lastIndex(of: text[0], in: rest.lowerBound..<end) {
            end = hit
            if has(bytes, text, at: hit, before: rest.upperBound), !isEscaped(bytes, text, hit, floor: rest.lowerBound),
                mayBegin(bytes, index, hit + text.count..<rest.upperBound)
            {
                return hit + text.count
            }
        }
        return nil
    }

    /// Whether a field may begin a text.
    private func mayBegin(_ bytes: Span<UInt8>, _ index: Int, _ rest: Range<Int>) -> Bool {
        guard case .field(let field) = parts[index] else { return true }
        if index + 1 < parts.count, case .text(let text) = parts[index + 1], !rest.isEmpty,
            bytes[rest.lowerBound] == text[0]
        {
            // There is nothing in it.
            return true
        }
        return shape(of: field).mayBegin(bytes, rest)
    }

    private func isEscaped(_ bytes: Span<UInt8>, _ text: [UInt8], _ hit: Int, floor: Int) -> Bool {
        hasEscapes && text[0] == ASCII.quote && (hit - QuotedText.beforeBackslashes(bytes, hit, floor: floor)) & 1 == 1
    }

    private func has(_ bytes: Span<UInt8>, _ text: [UInt8], at start: Int, before end: Int) -> Bool {
        guard end - start >= text.count else { return false }
        for offset in text.indices where bytes[start + offset] != text[offset] { return false }
        return true
    }
}
