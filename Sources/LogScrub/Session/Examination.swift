/// Whether a log is as a policy demands: what scrubbing it would change, in numbers and lines, and what cannot be proved. Never a byte of the log.
public struct Examination: Sendable, Hashable {
    /// Something of one kind.
    public struct Count: Sendable, Hashable {
        /// How often it was there.
        public private(set) var count = 0
        /// The line in which it was there first, counted from 1.
        public private(set) var firstLine = 0

        mutating func add(line: Int) {
            if count == 0 { firstLine = line }
            count += 1
        }
    }

    /// Why something is not proved.
    public enum Doubt: String, Sendable, Hashable, CaseIterable {
        /// Something was withheld by an earlier run: nobody knows any more what stood there.
        case withheldBefore = "withheld-before"
        /// A record could not be scanned: it is too long, or took a rule too long.
        case notScanned = "not-scanned"
        /// A plain text that reads as an address was left, as the search takes it for something else.
        case secondOpinion = "second-opinion"
    }

    /// How many lines there were.
    public internal(set) var lines = 0
    /// What is beyond the policy.
    public internal(set) var findings: [Kind: Count] = [:]
    /// What would be changed though no finding says why.
    public internal(set) var others = Count()
    /// What is not proved.
    public internal(set) var doubts: [Doubt: Count] = [:]
    /// How many places there were in records of before the time from which on records count, if there is one.
    public internal(set) var before = 0

    /// Whether nothing is beyond the policy.
    public var isClean: Bool { findings.isEmpty && others.count == 0 }
    /// Whether all is proved.
    public var isProved: Bool { doubts.isEmpty }
}

/// Goes through what a session has scrubbed, before it is forgotten.
struct Examiner {
    private(set) var examination = Examination()
    /// The line in which the next byte stands.
    private var line = 1
    private var endsWithLine = true
    private var withheld = 0
    private let second: PlainAddressReader?
    private let policy: CompiledPolicy
    private let hasPseudonyms: Bool
    private var times: LineTimes?

    /// - Parameter times: What says which lines count; all, if not given.
    init(_ policy: CompiledPolicy, _ times: LineTimes? = nil) {
        self.times = times
        self.policy = policy
        // Which site a record is of is not looked at here: what one of them allows is no doubt.
        let readers = ([policy] + policy.sites.map(\.policy)).map(Self.bits)
        second =
            readers.contains { $0 == nil }
            ? nil
            : PlainAddressReader(
                ipv4Bits: readers.compactMap { $0?.ipv4 }.max() ?? 0,
                ipv6Bits: readers.compactMap { $0?.ipv6 }.max() ?? 0)
        hasPseudonyms = policy.hasAddressPseudonyms || policy.sites.contains { $0.policy.hasAddressPseudonyms }
    }

    /// So many bits of an address may be left; `nil` if all.
    private static func bits(_ policy: CompiledPolicy) -> (ipv4: Int, ipv6: Int)? {
        switch policy.address {
        case .truncate(let lengths): (Int(lengths.ipv4), Int(lengths.ipv6))
        // Pseudonyms of the form IPv4 stand in 240.0.0.0/4, others in a network of no provider, or are words.
        case .replace, .pseudonym: (0, 0)
        default: nil
        }
    }

    /// As a witness is shown it.
    mutating func take(
        _ bytes: Span<UInt8>, _ stretch: Range<Int>, offset: Int, _ splices: borrowing SpliceList,
        _ findings: ContiguousArray<Observation>, withheld: Int
    ) {
        var lines = LineCounter(line: line, at: stretch.lowerBound)
        times?.begin(stretch)
        var (first, withheldBefore) = (0, 0)
        // What is withheld is no finding, and is told apart.
        var unnamed = withheld - self.withheld
        var changes: ContiguousArray<Range<Int>> = []
        for index in 0..<splices.count {
            let splice = splices[index]
            if !splices.texts.isEqual(splice.text, to: bytes, splice.source) { changes.append(splice.source) }
        }
        let inOrder = findings.map(\.finding).sorted { $0.range.lowerBound < $1.range.lowerBound }
        for change in changes {
            var isFound = false
            while first < inOrder.count, inOrder[first].range.upperBound - offset < change.lowerBound { first += 1 }
            var at = first
            while at < inOrder.count, inOrder[at].range.lowerBound - offset <= change.upperBound {
                let range = inOrder[at].range
                if range.upperBound - offset >= change.lowerBound, isBefore(range.lowerBound - offset, bytes) {
                    isFound = true
                } else if range.upperBound - offset >= change.lowerBound {
                    let line = lines.line(of: range.lowerBound - offset, in: bytes)
                    examination.findings[inOrder[at].kind, default: .init()].add(line: line)
                    isFound = true
                }
                at += 1
            }
            first = at
            if isFound { continue }
            if unnamed > 0 {
                unnamed -= 1
                if isBefore(change.lowerBound, bytes) { withheldBefore += 1 }
            } else if !isBefore(change.lowerBound, bytes) {
                examination.others.add(line: lines.line(of: change.lowerBound, in: bytes))
            }
        }
        if withheld > self.withheld {
            for _ in self.withheld + withheldBefore..<withheld {
                examination.doubts[.notScanned, default: .init()].add(line: line)
            }
            self.withheld = withheld
        }
        doubt(bytes, stretch, changes)
        var count = 0
        var at = stretch.lowerBound
        while let end = bytes.firstIndex(of: ASCII.lineFeed, in: at..<stretch.upperBound) {
            count += 1
            at = end + 1
        }
        line += count
        examination.lines += count
        if !stretch.isEmpty { endsWithLine = bytes[stretch.upperBound - 1] == ASCII.lineFeed }
    }

    /// Ends the stream.
    mutating func finish() {
        if !endsWithLine { examination.lines += 1 }
    }

    /// Looks for notices, and for addresses that the search has left.
    private mutating func doubt(_ bytes: Span<UInt8>, _ stretch: Range<Int>, _ changes: ContiguousArray<Range<Int>>) {
        var lines = LineCounter(line: line, at: stretch.lowerBound)
        var at = stretch.lowerBound
        while let notice = bytes.firstIndex(of: "[withheld: ", in: at..<stretch.upperBound) {
            at = notice + 1
            if isBefore(notice, bytes) { continue }
            examination.doubts[.withheldBefore, default: .init()].add(line: lines.line(of: notice, in: bytes))
        }
        guard let second else { return }
        var places: ContiguousArray<Range<Int>> = []
        second.search(bytes, stretch) { places.append($0) }
        lines = LineCounter(line: line, at: stretch.lowerBound)
        var next = 0
        for place in places {
            while next < changes.count, changes[next].upperBound <= place.lowerBound { next += 1 }
            // What is replaced is no matter of opinion.
            if next < changes.count, changes[next].lowerBound < place.upperBound { continue }
            let text = bytes.extracting(place)
            guard !isAllowed(text), !isBehindVersion(bytes, place.lowerBound, floor: stretch.lowerBound),
                !isBefore(place.lowerBound, bytes)
            else { continue }
            examination.doubts[.secondOpinion, default: .init()].add(line: lines.line(of: place.lowerBound, in: bytes))
        }
    }

    /// Whether a place is in a record that does not count, and notes that.
    private mutating func isBefore(_ place: Int, _ bytes: Span<UInt8>) -> Bool {
        guard times?.isBefore(place, bytes) == true else { return false }
        examination.before += 1
        return true
    }

    /// Whether a word says that a version follows: `"version":"29.0.1.2"`.
    private func isBehindVersion(_ bytes: Span<UInt8>, _ start: Int, floor: Int) -> Bool {
        bytes.firstIndex(of: "ersion", in: Swift.max(floor, start - 12)..<start) != nil
    }

    /// Whether the policy lets an address stay: it is one's own, on the keep-list, or a pseudonym.
    private func isAllowed(_ text: Span<UInt8>) -> Bool {
        let digits = (0..<text.count).map { text[$0] }
        guard let address = IPAddress(String(decoding: digits, as: UTF8.self)) else { return false }
        return policy.ownNetworks.contains { $0.contains(address) } || AddressPseudonym.isPseudonym(address)
            || hasPseudonyms && isReserved(address)
            || policy.keepList?.entry(for: address) != nil
    }

    /// Whether an address is in 240.0.0.0/4 (RFC 1112), where pseudonyms of that form are.
    private func isReserved(_ address: IPAddress) -> Bool {
        if case .v4(let v4) = address { v4.rawValue >> 28 == 15 } else { false }
    }

    /// Counts lines up to places that rise, or begins again.
    private struct LineCounter {
        private let firstLine: Int
        private let start: Int
        private var line: Int
        private var at: Int

        init(line: Int, at: Int) { (firstLine, start, self.line, self.at) = (line, at, line, at) }

        mutating func line(of place: Int, in bytes: Span<UInt8>) -> Int {
            if place < at { (line, at) = (firstLine, start) }
            while at < place, let end = bytes.firstIndex(of: ASCII.lineFeed, in: at..<place) {
                line += 1
                at = end + 1
            }
            return line
        }
    }
}
