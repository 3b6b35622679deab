/// Rows that a database quotes in its errors.
///
/// Source: PostgreSQL, `BuildIndexValueDescription` and `ExecBuildSlotValueDescription`.
extension PersonalDetector {
    /// The values of a key that a constraint forbids, each by the name of its column: `Key (user_id, room)=(77, abc) already exists.`
    mutating func constraint(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, equals: Int) -> Outcome {
        guard let columns = Self.columns(bytes, before: equals, floor: record.lowerBound) else { return .nothing }
        // What is nobody's is not read to its end, which need not be there.
        guard equals &+ 2 >= floor, Self.kind(bytes, ofColumn: columns) != nil else { return .nothing }
        let row = equals &+ 2..<Self.endOfRow(bytes, from: equals &+ 2, to: record.upperBound)
        var (column, value) = (columns.lowerBound, row.lowerBound)
        // A value may hold commas: then nobody knows which is whose, and what one of them is, they all are.
        let isEven = Self.count(bytes, columns) == Self.count(bytes, row)
        while column < columns.upperBound {
            let columnEnd = Self.endOfItem(bytes, from: column, to: columns.upperBound)
            let valueEnd = isEven ? Self.endOfItem(bytes, from: value, to: row.upperBound) : row.upperBound
            if let kind = Self.kind(bytes, ofColumn: column..<columnEnd) {
                add(bytes, kind, value..<valueEnd)
                if !isEven { break }
            }
            column = columnEnd &+ 2
            if isEven { value = Swift.min(valueEnd &+ 2, row.upperBound) }
        }
        return values.count == 0 ? .nothing : .values(resume: row.upperBound)
    }

    private mutating func add(_ bytes: Span<UInt8>, _ kind: Kind, _ value: Range<Int>) {
        guard !value.isEmpty, !Placeholder.isKept(bytes, value), !KnownWords.nobodies.contains(bytes, value) else {
            return
        }
        values.add(kind, value)
    }

    /// The columns of a key, in parentheses before an equals sign.
    private static func columns(_ bytes: Span<UInt8>, before equals: Int, floor: Int) -> Range<Int>? {
        guard equals > floor, bytes[equals &- 1] == ASCII.rightParenthesis else { return nil }
        let limit = Swift.max(floor, equals &- surroundings)
        var (at, depth) = (equals &- 1, 1)
        while depth > 0 {
            // An equals sign is that of another key.
            guard at > limit, bytes[at &- 1] != ASCII.equals else { return nil }
            at &-= 1
            if bytes[at] == ASCII.rightParenthesis { depth &+= 1 }
            if bytes[at] == ASCII.leftParenthesis { depth &-= 1 }
        }
        guard at &- 4 >= floor, bytes.hasIgnoringCase("key ", at: at &- 4, before: at) else { return nil }
        return at &+ 1..<equals &- 1
    }

    /// Where the values end: at the parenthesis behind which the sentence goes on, or at the last one.
    private static func endOfRow(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var (at, depth) = (start, 0)
        while at < end {
            switch bytes[at] {
            case ASCII.leftParenthesis: depth &+= 1
            case ASCII.rightParenthesis:
                for word: StaticString in [") already ", ") is ", ") conflicts "]
                where bytes.has(word, at: at, before: end) {
                    return at
                }
                if depth == 0 { return at }
                depth &-= 1
            default: break
            }
            at &+= 1
        }
        return end
    }

    /// Where an item of a list ends: before a comma and a blank that stand in no parentheses.
    private static func endOfItem(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var (at, depth) = (start, 0)
        while at < end {
            switch bytes[at] {
            case ASCII.leftParenthesis: depth &+= 1
            case ASCII.rightParenthesis: depth &-= 1
            case ASCII.comma where depth <= 0 && at &+ 1 < end && bytes[at &+ 1] == ASCII.space: return at
            default: break
            }
            at &+= 1
        }
        return end
    }

    private static func count(_ bytes: Span<UInt8>, _ list: Range<Int>) -> Int {
        var (at, count) = (list.lowerBound, 0)
        while at < list.upperBound {
            at = endOfItem(bytes, from: at, to: list.upperBound) &+ 2
            count &+= 1
        }
        return count
    }

    /// What a column holds, by a name in it: `user_id`, `"userName"`, `lower(email::text)`.
    private static func kind(_ bytes: Span<UInt8>, ofColumn column: Range<Int>) -> Kind? {
        var at = column.lowerBound
        while at < column.upperBound {
            let end = bytes.endOfRun(from: at, to: column.upperBound) { $0.keyBytes }
            if end > at, let kind = KeyTable.shared.meaning(of: at..<end, in: bytes)?.kind, kind != .port,
                kind != .message, kind != .userAgent, kind != .referrer
            {
                return kind
            }
            at = Swift.max(end, at &+ 1)
        }
        return nil
    }

    /// The values of a row that a check forbids, of which nobody knows what they are: `Failing row contains (77, ana, Zm9v).`
    ///
    /// - Parameter start: Where the sentence begins, perhaps behind a blank.
    static func failingRow(_ bytes: Span<UInt8>, record: Range<Int>, start: Int) -> Range<Int>? {
        let first = bytes[start] == ASCII.space ? start &+ 1 : start
        let row = first &+ 22
        guard bytes.has("Failing row contains (", at: first, before: record.upperBound), row < record.upperBound else {
            return nil
        }
        // SQLAlchemy adds the statement.
        let limit = bytes.firstIndex(of: " [SQL:", in: row..<record.upperBound) ?? record.upperBound
        let end = bytes.lastIndex(of: ASCII.rightParenthesis, in: row..<limit) ?? limit
        return row < end && !Placeholder.isKept(bytes, row..<end) ? row..<end : nil
    }
}
