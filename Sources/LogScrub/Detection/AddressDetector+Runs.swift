/// Runs of groups in which an address does not begin where the run does: how much of them goes.
extension AddressDetector {
    /// Takes what stands in one run before an address for a part of it, unless a word is glued to that: else what is left of the address would be
    /// read together with what stands before. Where that makes no address, nobody knows what is one: then all of the run goes.
    static func widened(
        _ verdict: Verdict, _ bytes: Span<UInt8>, record: Range<Int>, from runStart: Int, isBehindFinding: Bool,
        into match: inout AddressMatch
    ) -> Verdict {
        var verdict = verdict
        let runStart = startOfGroups(bytes, record: record, runStart, before: match.range.lowerBound)
        let isApart = runStart == record.lowerBound || !bytes[runStart &- 1].isWord
        if runStart < match.range.lowerBound, isApart, !match.address.isLocal {
            if let parsed = IPv6Text.parse(bytes, runStart..<record.upperBound), parsed.end >= match.range.upperBound {
                verdict = report(bytes, record: record, start: runStart, parsed: parsed, into: &match)
            } else {
                match.isGarbled = true
                match.range = runStart..<match.range.upperBound
            }
        }
        guard match.isGarbled else { return verdict }
        var (first, end) = (match.range.lowerBound, match.range.upperBound)
        let limit = Swift.max(record.lowerBound, first &- longestGroup)
        while first > limit, isAddressCharacter(bytes[first &- 1]) { first &-= 1 }
        // Before another finding something has to stay.
        if first == record.lowerBound, isBehindFinding { first = match.range.lowerBound }
        if match.port == nil {
            end = endOfRun(bytes, from: end, to: record.upperBound)
            // A single colon is the sentence's.
            if bytes[end &- 1] == ASCII.colon, bytes[end &- 2] != ASCII.colon, end > match.range.upperBound {
                end &-= 1
            }
        }
        match.range = first..<end
        return .match(resume: Swift.max(verdict.resume, end))
    }

    /// Where in a run the groups begin that may be part of an address: behind an escape, and behind a group that is too long for one.
    private static func startOfGroups(_ bytes: Span<UInt8>, record: Range<Int>, _ runStart: Int, before end: Int) -> Int
    {
        var start = skipEscape(bytes, record: record, start: runStart, end: end &+ 1)
        var at = start
        while at < end {
            let group = at
            while at < end, bytes[at].isHexDigit { at &+= 1 }
            at &+= 1
            if at &- group > 5 { start = Swift.min(at, end) }
        }
        return start
    }

    /// Groups of which nobody knows which ones are the address: all of them go.
    static func garbled(_ range: Range<Int>) -> AddressMatch {
        var match = AddressMatch(
            range: range, address: .v6(IPv6Address(high: 0, low: 0)), spelling: .groups(mixed: false))
        match.isGarbled = true
        return match
    }

    /// The end of an address whose last group has more than four digits, because something is glued to it: nobody knows what.
    static func endOfLongGroup(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var at = start
        var hasOnlyPairs = true
        for group in 1...8 {
            let digits = at
            while at < end, bytes[at].isHexDigit { at &+= 1 }
            if group == 8 { return at &- digits > 4 && !hasOnlyPairs ? at : nil }
            guard at < end, at > digits, at &- digits <= 4 else { return nil }
            if at &- digits != 2 { hasOnlyPairs = false }
            at &+= 1
        }
        return nil
    }
}
