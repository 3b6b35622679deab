/// Candidates that a glance does not settle.
extension CandidateScanner {
    /// The first candidate in free text for which its record must be looked at, or `nil`.
    ///
    /// - Parameter floor: The beginning of the stretch in which the record lies.
    @inline(__always)
    mutating func firstSuspect(_ bytes: Span<UInt8>, from start: Int, to end: Int, floor: Int) -> Int? {
        var at = start
        while let candidate = firstCandidate(bytes, from: at, to: end) {
            guard !Self.isMember(bytes, candidate), !FieldKeys.mayEnd(bytes, at: candidate, floor: floor),
                PersonalDetector.passes(bytes, candidate, floor: floor, keys: KeyTable.shared),
                let passed = AddressDetector.passesQuickly(bytes, candidate, floor: floor)
            else { return candidate }
            at = passed
        }
        return nil
    }

    /// Whether a candidate is the colon behind the name of a member of a JSON object. Only the members of the record's own object are fields,
    /// but which ones those are nobody knows at a glance: the record is looked at.
    @inline(__always)
    private static func isMember(_ bytes: Span<UInt8>, _ candidate: Int) -> Bool {
        guard bytes[candidate] == ASCII.colon, candidate > 1 else { return false }
        return bytes[candidate &- 1] == ASCII.quote
            || bytes[candidate &- 1].isBlank && (bytes[candidate &- 2] == ASCII.quote || bytes[candidate &- 2].isBlank)
    }
}
