/// What was found and done, told to whoever asks.
extension RecordScrubber {
    @inline(__always)
    func countRecord(_ grammar: LogFormat.Grammar) {
        recordCounts[grammar.index] &+= 1
    }

    /// Why there was no key for some values.
    var keyFailure: ScrubError? { pseudonymizer.failure }

    /// What was done so far.
    var statistics: Statistics {
        var statistics = Statistics()
        statistics.bytesIn = bytesIn
        statistics.bytesOut = bytesOut
        statistics.withheld = withheld
        statistics.add(findings: findingCounts, records: recordCounts)
        if let list = policy.keepList { statistics.kept = (0..<list.count).map { keptCounts[$0] } }
        return statistics
    }

    /// Counts a finding, and remembers it if somebody asked.
    @inline(always)
    mutating func report(_ kind: Kind, _ role: Role, _ range: Range<Int>, _ treatment: Treatment) {
        let counter = Statistics.index(kind, treatment)
        if audience == .statistics {
            findingCounts[counter] &+= 1
        } else {
            report(kind, role, range, treatment, counter)
        }
    }

    @inline(never)
    private mutating func report(
        _ kind: Kind, _ role: Role, _ range: Range<Int>, _ treatment: Treatment, _ counter: Int
    ) {
        if audience == .nobody { return }
        findingCounts[counter] &+= 1
        if audience == .field {
            learned.add(counter)
        } else if treatment != .keep {
            observe(kind, role, range, treatment)
        }
    }

    /// Tells whoever asked of a finding at a range of the text at hand.
    mutating func observe(_ kind: Kind, _ role: Role, _ range: Range<Int>, _ treatment: Treatment) {
        observed.append(
            Observation(
                finding: Finding(
                    kind: kind, role: role, range: range.lowerBound &+ layer.offset..<range.upperBound &+ layer.offset),
                treatment: treatment, grammar: layer.grammar))
    }

    /// Tells of one that was told of before, where it stands in the text at hand.
    mutating func observe(_ other: Observation, at range: Range<Int>) {
        let range = range.lowerBound &+ layer.offset..<range.upperBound &+ layer.offset
        observed.append(
            Observation(
                finding: Finding(kind: other.finding.kind, role: other.finding.role, range: range),
                treatment: other.treatment, grammar: other.grammar))
    }
}
