/// Queries: which parameters stay, and what becomes of them.
extension RecordScrubber {
    /// Writes what becomes of a query with its question mark, and the fragment behind it.
    mutating func writeQuery(_ bytes: Span<UInt8>, _ value: FoundValue) {
        guard policy[.query] != .keep else { return writeInside(bytes, value) }
        let (range, role) = (value.range, value.role)
        let isReduced = value.detail == 1 && policy[.query] == .reduce && bytes[range.lowerBound] == ASCII.question
        let end = bytes.firstIndex(from: range.lowerBound, to: range.upperBound) { $0.mask(of: ASCII.hash) }
        // What goes begins here: at the question mark, behind it once a parameter stays, then at a separator.
        var dropped = range.lowerBound
        var hasOne = false
        var at = isReduced ? range.lowerBound &+ 1 : end
        while at < end {
            let (next, following) = Self.endOfParameter(bytes, at, end)
            if let kept = Self.keptParameter(bytes, at..<next, policy) {
                if !hasOne {
                    drop(bytes, range.lowerBound &+ 1..<at, role: role)
                } else {
                    drop(bytes, dropped..<Self.separator(bytes, before: at), role: role)
                }
                hasOne = true
                if kept.isRoom { writeRoom(bytes, kept.range, role: role) }
                dropped = next
            }
            at = following
        }
        drop(bytes, dropped..<range.upperBound, role: role)
    }

    /// Writes what becomes of a room that a parameter names.
    private mutating func writeRoom(_ bytes: Span<UInt8>, _ room: Range<Int>, role: Role) {
        guard !room.isEmpty, !Placeholder.isKept(bytes, room) else { return }
        writeValue(bytes, FoundValue(.room, .value, finder.document.aligned(bytes, room, from: copied), role: role))
    }

    /// Leaves a part of a query out.
    private mutating func drop(_ bytes: Span<UInt8>, _ part: Range<Int>, role: Role) {
        guard !part.isEmpty else { return }
        report(.query, role, part, policy[.query])
        skip(bytes, part)
        // `?version 1.2.3.4` says what the number behind it is.
        switch bytes[part.upperBound] {
        case ASCII.quote, ASCII.apostrophe, ASCII.lineFeed, ASCII.ampersand: break
        case ASCII.space where !bytes[part.upperBound &+ 1].isDigit: break
        default: isGlued = true
        }
    }

    /// Where a parameter ends, and where the one behind it begins. `&` separates them, which XML writes `&amp;` and JSON `\u0026`.
    private static func endOfParameter(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (Int, Int) {
        var at = start
        while at < end {
            at = bytes.firstIndex(from: at, to: end) {
                $0.mask(of: ASCII.ampersand).union($0.mask(of: ASCII.semicolon)).union($0.mask(of: ASCII.backslash))
            }
            guard at < end else { break }
            switch bytes[at] {
            case ASCII.ampersand: return (at, bytes.has("&amp;", at: at, before: end) ? at &+ 5 : at &+ 1)
            case ASCII.semicolon: return (at, at &+ 1)
            default:
                if bytes.has("\\u0026", at: at, before: end) { return (at, at &+ 6) }
                at &+= 1
            }
        }
        return (end, end)
    }

    /// The beginning of the separator that ends at `end`.
    private static func separator(_ bytes: Span<UInt8>, before end: Int) -> Int {
        if bytes.has("&amp;", at: end &- 5, before: end) { return end &- 5 }
        if bytes.has("\\u0026", at: end &- 6, before: end) { return end &- 6 }
        return end &- 1
    }

    /// Whether a parameter stays, and where its value is.
    private static func keptParameter(
        _ bytes: Span<UInt8>, _ parameter: Range<Int>, _ policy: CompiledPolicy
    ) -> (range: Range<Int>, isRoom: Bool)? {
        guard let equals = bytes.firstIndex(of: ASCII.equals, in: parameter) else { return nil }
        let value = equals &+ 1..<parameter.upperBound
        switch QueryKey.meaning(bytes, parameter.lowerBound..<equals) {
        case .goes: return nil
        case .stays: return QueryKey.isPlain(bytes, value) ? (value, false) : nil
        case .room: return policy[.room] == .replace && value.isEmpty ? nil : (value, true)
        }
    }
}
