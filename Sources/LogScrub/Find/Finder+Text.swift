/// The one loop over the candidates of a text: of a record, of what lies between fields, of a window of a longer text.
extension Finder {
    /// Searches a part of a record.
    ///
    /// - Parameter reach: Where values end that begin in it: at its own end, unless said otherwise.
    @inline(__always)
    mutating func scan(
        _ bytes: Span<UInt8>, _ range: Range<Int>, in record: Range<Int>, role: Role = .freeText, reach: Int? = nil,
        scanner: inout CandidateScanner
    ) {
        _ = search(
            bytes, range, in: record, before: .max, role: role, reach: reach ?? range.upperBound, scanner: &scanner)
    }

    /// Goes from candidate to candidate.
    ///
    /// - Parameters:
    ///   - next: What begins here or later is left to the next window.
    ///   - reach: Where values end that begin in the range.
    /// - Returns: How far the findings reach.
    @inline(__always)
    mutating func search(
        _ bytes: Span<UInt8>, _ range: Range<Int>, in record: Range<Int>, before next: Int, role: Role, reach: Int,
        scanner: inout CandidateScanner
    ) -> Int {
        var settled = range.lowerBound
        var at = Swift.max(range.lowerBound, position)
        var floor = Swift.max(record.lowerBound, position)
        while at < range.upperBound, let candidate = scanner.firstCandidate(bytes, from: at, to: range.upperBound) {
            var record = record
            var end = reach
            if document.isOn, let string = document.string(bytes, around: candidate) {
                record =
                    Swift.max(record.lowerBound, string.lowerBound)..<Swift.min(record.upperBound, string.upperBound)
                end = Swift.min(end, string.upperBound)
                floor = Swift.max(floor, string.lowerBound)
            }
            if PersonalDetector.isSign(bytes[candidate]),
                !PersonalDetector.passes(bytes, candidate, floor: floor, keys: keys)
            {
                // What a field holds is the field's.
                let text = record.lowerBound..<end
                let outcome = personal.examine(bytes, record: text, floor: floor, candidate: candidate)
                if candidate < next || begins(outcome, before: next),
                    let resume = add(
                        bytes, outcome, record: text, candidate: candidate, role: role, scanner: &scanner)
                {
                    at = Swift.max(resume, candidate &+ 1)
                    floor = Swift.max(floor, position, personal.passed)
                    settled = Swift.max(at, position)
                    continue
                }
            }
            // `<` and `=` are neighbors, and part of no address.
            if bytes[candidate] | 1 == ASCII.equals {
                at = candidate &+ 1
                continue
            }
            if let passed = AddressDetector.passesQuickly(bytes, candidate, floor: floor) {
                at = passed
                continue
            }
            let verdict = detector.examine(bytes, record: record, floor: floor, candidate: candidate)
            at = Swift.max(verdict.resume, candidate &+ 1)  // whatever happens, go on
            let start = detector.match.range.lowerBound
            guard verdict.isMatch, start >= position else { continue }
            guard start < next else {
                // The next window finds it; who stands before it is of this one.
                findNames(bytes, record: record, role: role)
                settled = Swift.max(settled, position)
                continue
            }
            // Pairs in a run of groups are what they are at their own sign, whichever of the colons of the run was met first.
            if detector.match.range.count >= Self.shortestPairs, let pair = firstPair(bytes, detector.match.range),
                pair != candidate,
                let resume = findPersonal(
                    bytes, record: record.lowerBound..<end, floor: floor, candidate: pair, role: role,
                    scanner: &scanner)
            {
                at = Swift.max(resume, candidate &+ 1)
                floor = Swift.max(floor, position, personal.passed)
                settled = Swift.max(at, position)
                continue
            }
            // An address in the local part of a JID is part of the local part, unless that begins behind it (`203.0.113.7\x22ana@…`).
            if let sign = facts.signBehind(bytes, detector.match.range.upperBound, to: end) {
                let outcome = personal.examine(bytes, record: record, floor: floor, candidate: sign)
                let before = found.count
                if case .values = outcome, personal.values.count > 0,
                    personal.values[0].range.lowerBound <= detector.match.range.lowerBound,
                    let resume = add(bytes, outcome, record: record, candidate: sign, role: role, scanner: &scanner),
                    found.count > before
                {
                    at = Swift.max(resume, sign &+ 1)
                    floor = Swift.max(floor, position)
                    settled = Swift.max(at, position)
                    continue
                }
            }
            findNames(bytes, record: record, role: role)
            if let port = detector.match.port,
                facts.signBehind(bytes, port.range.upperBound, to: end) != nil
            {
                // `203.0.113.7:51514@…`: what looks like a port is part of a local part.
                detector.match.port = nil
                at = detector.match.range.upperBound
            }
            addMatch(bytes, role: role)
            floor = Swift.max(floor, Self.behindZone(bytes, position, to: end))
            settled = Swift.max(settled, position)
        }
        return settled
    }

    /// Whether the first value of a candidate begins before a position.
    private func begins(_ outcome: PersonalDetector.Outcome, before next: Int) -> Bool {
        switch outcome {
        case .values: personal.values.count > 0 && personal.values[0].range.lowerBound < next
        case .url(let url): url.lowerBound < next
        case .members, .nothing: false
        }
    }

    /// The length of six pairs.
    private static let shortestPairs = 17

    /// The first colon of a range that has two others three and six bytes behind it.
    private func firstPair(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while at &+ 6 < range.upperBound, let colon = bytes.firstIndex(of: ASCII.colon, in: at..<range.upperBound &- 6)
        {
            if bytes[colon &+ 3] == ASCII.colon, bytes[colon &+ 6] == ASCII.colon { return colon }
            at = colon &+ 1
        }
        return nil
    }

    /// Where the name of a zone ends that begins behind a finding, `.in-addr.arpa`: nothing begins in it.
    @inline(__always)
    private static func behindZone(_ bytes: Span<UInt8>, _ start: Int, to limit: Int) -> Int {
        guard bytes[start] == ASCII.dot, bytes[start &+ 1] | 0x20 == UInt8(ascii: "i") else { return start }
        if bytes.hasIgnoringCase(".in-addr.arpa", at: start, before: limit) { return start &+ 13 }
        return bytes.hasIgnoringCase(".ip6.arpa", at: start, before: limit) ? start &+ 9 : start
    }
}
