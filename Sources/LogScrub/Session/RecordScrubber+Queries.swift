/// Queries: which parameters stay, and what becomes of them.
extension RecordScrubber {
    /// Writes what becomes of a query with its question mark, and the fragment behind it.
    mutating func writeQuery(_ bytes: Span<UInt8>, _ value: FoundValue) {
        let (range, role) = (value.range, value.role)
        guard policy.reducesQueries, value.detail == 1, bytes.byte(at: range.lowerBound) == ASCII.question else {
            return policy[.query] == .keep ? writeInside(bytes, value) : drop(bytes, range, role: role)
        }
        // What goes begins here: at the question mark, behind it once a parameter stays, then at a separator.
        var dropped = range.lowerBound
        var hasOne = false
        var parameters = QueryParameters(bytes, range.lowerBound &+ 1..<range.upperBound)
        while let parameter = parameters.next(bytes) {
            guard let kept = Self.keptValue(bytes, parameter, policy) else { continue }
            if !hasOne {
                drop(bytes, range.lowerBound &+ 1..<parameter.start, role: role)
            } else {
                drop(bytes, dropped..<Self.separator(bytes, before: parameter.start), role: role)
            }
            hasOne = true
            if kept.isRoom { writeRoom(bytes, kept.range, role: role) }
            dropped = parameter.end
        }
        drop(bytes, dropped..<range.upperBound, role: role)
    }

    /// Writes what becomes of a room that a parameter names.
    @inline(always)
    private mutating func writeRoom(_ bytes: Span<UInt8>, _ room: Range<Int>, role: Role) {
        guard !room.isEmpty, !Placeholder.isKept(bytes, room, words: finder.placeholders) else { return }
        let room = finder.document.isOn ? finder.document.aligned(bytes, room, from: copied) : room
        let treatment = policy[.room]
        guard treatment != .keep else { return writeValue(bytes, FoundValue(.room, .value, room, role: role)) }
        report(.room, role, room, treatment)
        skip(bytes, room)
        writeName(.room, bytes, room, treatment)
    }

    /// Leaves a part of a query out.
    @inline(always)
    private mutating func drop(_ bytes: Span<UInt8>, _ part: Range<Int>, role: Role) {
        if !part.isEmpty { dropSome(bytes, part, role: role) }
    }

    @inline(never)
    private mutating func dropSome(_ bytes: Span<UInt8>, _ part: Range<Int>, role: Role) {
        report(.query, role, part, policy[.query])
        skip(bytes, part)
    }

    /// The beginning of the separator that ends at `end`.
    private static func separator(_ bytes: Span<UInt8>, before end: Int) -> Int {
        if bytes.has("&amp;", at: end &- 5, before: end) { return end &- 5 }
        if bytes.has("\\u0026", at: end &- 6, before: end) { return end &- 6 }
        return end &- 1
    }

    /// The value of a parameter that stays, and whether it names a room.
    @inline(always)
    private static func keptValue(
        _ bytes: Span<UInt8>, _ parameter: QueryParameters.Parameter, _ policy: CompiledPolicy
    ) -> (range: Range<Int>, isRoom: Bool)? {
        guard parameter.equals < parameter.end else { return nil }
        let value = parameter.equals &+ 1..<parameter.end
        switch QueryKey.meaning(bytes, parameter.start..<parameter.equals) {
        case .goes:
            guard !policy.queryKeys.isEmpty, isAllowed(bytes, parameter.start..<parameter.equals, policy),
                QueryKey.isPlain(bytes, value), CandidateScanner.isFree(bytes, value)
            else { return nil }
            return (value, false)
        case .stays: return isNumber(bytes, value) || QueryKey.isPlain(bytes, value) ? (value, false) : nil
        case .room: return policy[.room] == .replace && value.isEmpty ? nil : (value, true)
        }
    }

    /// Whether a parameter is one of those that somebody allows.
    @inline(never)
    private static func isAllowed(_ bytes: Span<UInt8>, _ name: Range<Int>, _ policy: CompiledPolicy) -> Bool {
        policy.queryKeys.contains { key in
            key.count == name.count && key.indices.allSatisfy { key[$0] == bytes[name.lowerBound &+ $0] }
        }
    }

    /// Whether a value is a number of at most sixteen digits, as that of a build: no address has digits only.
    @inline(always)
    private static func isNumber(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        (~ByteVector(bytes, at: value.lowerBound).digits.bits).trailingZeroBitCount
            >= value.upperBound &- value.lowerBound
    }
}
