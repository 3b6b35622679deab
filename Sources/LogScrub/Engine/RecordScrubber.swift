/// Joins detection, formats and treatments: goes through complete records and writes what becomes of them.
///
/// Bytes are copied from the input up to each finding (`copied` says how far that has come), and the treatment writes the
/// finding. A stretch of input without a finding is never copied at all: see `isUnchanged`.
struct RecordScrubber: ~Copyable {
    let policy: CompiledPolicy
    /// The grammar that was ordered, or `nil` for recognition.
    let forced: LogFormat.Grammar?

    /// The grammar of the last record that was looked at.
    var grammar: LogFormat.Grammar
    var detector = AddressDetector()
    var personal = PersonalDetector()
    var pseudonymizer: Pseudonymizer
    /// When the records were written.
    var clock: RecordClock
    /// The day in UTC whose pseudonyms are made now, in seconds since 1970.
    var today: Range<Int64> = 0..<0
    /// Where in the input the lines begin whose times nobody has read.
    var unread = Int.max
    /// What stands before the record.
    var header = TextEnvelope(noneAt: 0)
    /// The products of the user agents that were seen last.
    var agents = ValueCache<UserAgentText.Product?>(count: 1024, filler: nil)
    var marks = FieldMarks()
    var envelope: EnvelopeState
    /// Scrubs what is inside of envelopes; made when the first one comes.
    var inner: InnerScrubber?
    /// Whether this is such a scrubber.
    let isInner: Bool
    /// Whether to remember what is copied, and what was.
    var isTracking = false
    var segments = ContiguousArray<CopiedSegment>()
    var matcher: PatternMatcher?
    var output = ByteOutput(capacity: 64 * 1024)
    var scratch = ByteOutput(capacity: 256)
    let findingCounts = CounterTable(count: Statistics.findingCounters)
    let recordCounts = CounterTable(count: Statistics.recordCounters)
    var bytesIn = 0
    var bytesOut = 0
    var withheld = 0
    /// Whether the record's client is one whose address stays (loopback, an own network): its port then stays too.
    var hasKeptClient = false
    /// Whether the record has a client whose address does not stay.
    var hasTreatedClient = false
    /// Whether the record is cut at its end, so that nobody knows what its last word was to be.
    var endsTorn = false
    /// Whether the record begins in the middle of a word, because the one before was cut there.
    var isTorn = false
    /// The kind of the element whose text the record before did not end.
    var openElement: Kind?
    /// Whether the stream's first record is done. It is always looked at, whatever is in it: mostly the others are like it.
    var hasBegun = false {
        didSet { looksAtEach = envelope.looksAtAll }
    }
    /// Whether each record is looked at, whatever is in it: the first one, and those of envelopes.
    var looksAtEach = true
    /// How many URLs stand around the text that is being searched.
    var depth = 0
    /// Whether a finding of the record touches a word, a number or an escape.
    var isGlued = false
    /// Whether output is scrubbed again: its findings have been counted.
    var isSettling = false
    /// Ports that stand further behind, in order: each is written when the copy gets there.
    var portsLater = ContiguousArray<(port: PortMatch, role: Role)>()
    /// Whether findings are to be remembered, for `findings(in:)`.
    var isObserving = false
    var observed = ContiguousArray<Finding>()
    /// What must be added to a position of the input buffer to get its offset in the stream.
    var streamOffset = 0
    /// Everything before this position of the input has been written to the output, or replaced.
    var copied = 0

    init(policy: CompiledPolicy, format: LogFormat, isInner: Bool = false) {
        self.policy = policy
        let now = SystemTime.now
        clock = RecordClock(now: now, isInner: isInner)
        pseudonymizer = Pseudonymizer(
            keys: policy.keys, period: policy.period.instance(at: now), cipher: policy.addressCipher)
        self.isInner = isInner
        envelope = EnvelopeState(format, isInner: isInner)
        forced = format.grammar
        grammar = format.grammar ?? .text
        matcher = policy.patterns.isEmpty ? nil : PatternMatcher()
    }

    /// Scrubs complete records; `range` ends behind a line feed or at the end of the stream.
    ///
    /// - Precondition: `CandidateScanner.slack` more bytes can be read behind the range.
    mutating func scrub(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        var scanner = CandidateScanner(from: range.lowerBound)
        // Records before `floor` are done; candidates before `at` are settled.
        var floor = range.lowerBound
        var at = floor
        while floor < range.upperBound {
            var start = floor
            var from = floor
            if !grammar.hasFields, matcher == nil, !looksAtEach, personal.open == nil {
                let candidate = scanner.firstCandidate(bytes, from: at, to: range.upperBound)
                let end = candidate ?? range.upperBound
                if end &- floor > RecordLimit.window { floor = scrubLongLines(bytes, floor..<end) }
                guard let candidate else {
                    // What follows them may belong to the last of them.
                    if policy.followsTime { recallTime(bytes, floor..<range.upperBound) }
                    return
                }
                if PersonalDetector.passes(bytes, candidate, floor: range.lowerBound),
                    let passed = AddressDetector.passesQuickly(bytes, candidate, floor: range.lowerBound)
                {
                    at = passed
                    continue
                }
                start = bytes.lastIndex(of: ASCII.lineFeed, in: floor..<candidate).map { $0 &+ 1 } ?? floor
                from = candidate
            }
            let end = bytes.endOfLine(in: from..<range.upperBound)
            unread = floor
            if end &- start > RecordLimit.window {
                scrubLongRecord(bytes, start..<end)
            } else {
                scrubRecord(bytes, start..<end, scanner: &scanner)
            }
            hasBegun = true
            floor = end &+ 1
            at = floor
        }
        unread = .max
    }

    /// Scrubs one record, given without its line feed.
    @inline(__always)
    mutating func scrubRecord(_ bytes: Span<UInt8>, _ record: Range<Int>, scanner: inout CandidateScanner) {
        marks.removeAll()
        header = TextEnvelope(noneAt: record.lowerBound)
        var start = record.lowerBound
        if !TextEnvelope.isRuledOut(bytes, record) {
            start = unwrap(bytes, record, scanner: &scanner)
            if start < 0 { return }
        }
        let inside = start..<record.upperBound
        if !grammar.mark(bytes, inside, into: &marks) || grammar == .text && forced == nil {
            recognize(bytes, inside)
            if start > record.lowerBound { recognizeTag(bytes, record) }
        }
        if policy.followsTime { tellTime(bytes, record) }
        countRecord(grammar)
        hasKeptClient = false
        hasTreatedClient = false
        isGlued = false
        // Where the record will begin in the output: what lies before it may not have been copied yet.
        let outputStart = output.count &+ record.lowerBound &- copied
        let firstObserved = observed.count
        openElement = personal.open
        personal.open = nil
        if matcher == nil || !applyPatterns(bytes, record) { scrubFields(bytes, record, scanner: &scanner) }
        // Syslog escapes line ends: no element of XML goes on in the next line.
        if header.kind == .syslog { personal.open = nil }
        if personal.isOdd {
            personal.isOdd = false
            isGlued = true
        }
        if isGlued { settleGlued(bytes, record, outputStart: outputStart, firstObserved: firstObserved) }
    }

    /// Finds out when a record was written, so that it gets the pseudonyms of its day.
    @inline(__always)
    private mutating func tellTime(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        let own = clock.read(bytes, record, behind: header, grammar, date: marks.date)
        if own == nil, unread < record.lowerBound {
            clock.recall(bytes, unread..<record.lowerBound, isWrapped: envelope.isOn)
        }
        followTime()
    }

    /// Finds out when lines were written that nobody has looked at.
    @inline(never)
    private mutating func recallTime(_ bytes: Span<UInt8>, _ lines: Range<Int>) {
        unread = .max
        if !lines.isEmpty { clock.recall(bytes, lines, isWrapped: envelope.isOn) }
    }

    /// Makes the pseudonyms of the time that the clock tells.
    @inline(__always)
    mutating func followTime() {
        if !today.contains(clock.time) { changeDay() }
    }

    @inline(never)
    private mutating func changeDay() {
        let time = clock.time
        let day: Int64 = 86_400
        let start = time - (time % day + day) % day
        today = start..<start + day
        pseudonymizer.begin(policy.period.instance(at: time))
    }

    /// Finds the grammar anew; continuation lines, such as those of a stack trace, leave it as it is.
    @inline(__always)
    private mutating func recognize(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        marks.removeAll()
        if forced != nil { return }
        let recognized = LogFormat.Grammar.recognize(bytes, record, into: &marks)
        if recognized == .text, !record.isEmpty, bytes[record.lowerBound].isBlank { return }
        // Among records without fields, this one may have been looked at by chance: a false candidate, which depends on where the
        // buffer begins. What becomes of it must not.
        if hasBegun, recognized.hasFields, !grammar.hasFields, matcher == nil, !recognized.isSeenByItsLooks,
            !hasReason(bytes, record)
        {
            marks.removeAll()
            grammar = .text
            return
        }
        grammar = recognized
    }

    /// Whether a record is sure to be looked at: it holds the scheme of a URL, or an address.
    @inline(never)
    mutating func hasReason(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        if bytes.firstIndex(of: "://", in: record) != nil || bytes.firstIndex(of: "\\/", in: record) != nil {
            return true
        }
        var scanner = CandidateScanner(from: record.lowerBound)
        var at = record.lowerBound
        let open = personal.open
        defer { personal.open = open }
        while let candidate = scanner.firstCandidate(bytes, from: at, to: record.upperBound) {
            if PersonalDetector.isSign(bytes[candidate]),
                !PersonalDetector.passes(bytes, candidate, floor: record.lowerBound)
            {
                let outcome = personal.examine(bytes, record: record, floor: record.lowerBound, candidate: candidate)
                if case .values = outcome, personal.values.count > 0 { return true }
            }
            let verdict = detector.examine(bytes, record: record, floor: record.lowerBound, candidate: candidate)
            if verdict.isMatch { return true }
            at = Swift.max(verdict.resume, candidate &+ 1)
        }
        return false
    }

    /// Goes through a record field by field, and through what lies between the fields as free text.
    @inline(__always)
    mutating func scrubFields(_ bytes: Span<UInt8>, _ record: Range<Int>, scanner: inout CandidateScanner) {
        var at = record.lowerBound
        if isTorn { at = settleTorn(bytes, record) }
        if openElement != nil { at = settleOpenElement(bytes, record, scanner: &scanner) }
        for index in 0..<marks.count {
            let mark = marks[index]
            if !Self.isPlain(bytes, at..<Swift.max(at, mark.clause.lowerBound)) {
                scan(bytes, at..<mark.clause.lowerBound, in: record, role: .freeText, scanner: &scanner)
            }
            settle(bytes, mark, scanner: &scanner)
            at = mark.clause.upperBound
        }
        var end = record.upperBound
        if endsTorn {
            let blank = bytes.lastIndex(of: ASCII.space, in: at..<end) ?? at
            end = Swift.min(
                end, Swift.max(blank &+ 1, bytes.lastIndex(of: ASCII.quote, in: at..<end).map { $0 &+ 1 } ?? at))
        }
        scan(bytes, at..<end, in: record, role: .freeText, scanner: &scanner)
        if endsTorn {
            endsTorn = false
            writeValue(
                bytes,
                PersonalValue(
                    kind: .secret, range: Swift.min(Swift.max(end, copied), record.upperBound)..<record.upperBound),
                role: .freeText)
        }
        if !portsLater.isEmpty { writePortsLater(bytes, before: record.upperBound) }
    }

    /// Whether what stands between two fields is too short for a finding, or is made of bytes that make none: ` - - `, `" 200 512 "`.
    @inline(__always)
    private static func isPlain(_ bytes: Span<UInt8>, _ gap: Range<Int>) -> Bool {
        if gap.count <= 2 { return true }
        guard gap.count <= 16 else { return false }
        let vector = ByteVector(bytes, at: gap.lowerBound)
        let framing = vector.mask(of: ASCII.space).union(vector.mask(of: ASCII.quote))
        let numbers = ~framing.union(vector.digits).bits
        let hyphens = ~framing.union(vector.mask(of: ASCII.hyphen)).bits
        let length = UInt32(truncatingIfNeeded: gap.count)
        return numbers & (1 &<< length &- 1) == 0 || hyphens & (1 &<< length &- 1) == 0
    }

    /// Looks for addresses in a part of a record.
    ///
    /// - Returns: How many were found.
    @inline(__always)
    @discardableResult
    mutating func scan(
        _ bytes: Span<UInt8>, _ range: Range<Int>, in record: Range<Int>, role: Role, scanner: inout CandidateScanner
    ) -> Int {
        var at = Swift.max(range.lowerBound, copied)
        var found = 0
        var floor = Swift.max(record.lowerBound, copied)
        while at < range.upperBound, let candidate = scanner.firstCandidate(bytes, from: at, to: range.upperBound) {
            if PersonalDetector.isSign(bytes[candidate]),
                !PersonalDetector.passes(bytes, candidate, floor: record.lowerBound)
            {
                // What a field holds is the field's.
                let resume = settlePersonal(
                    bytes, record: record.lowerBound..<range.upperBound, floor: floor, candidate: candidate, role: role,
                    scanner: &scanner)
                if let resume {
                    at = Swift.max(resume, candidate &+ 1)
                    floor = Swift.max(floor, copied)
                    continue
                }
            }
            if let passed = AddressDetector.passesQuickly(bytes, candidate, floor: floor) {
                at = passed
                continue
            }
            let verdict = detector.examine(bytes, record: record, floor: floor, candidate: candidate)
            at = Swift.max(verdict.resume, candidate &+ 1)  // whatever happens, go on
            if verdict.isMatch, detector.match.range.lowerBound >= copied {
                // An address in the local part of a JID is part of the local part.
                if let sign = PersonalDetector.signBehind(bytes, detector.match.range.upperBound, to: range.upperBound)
                {
                    let outcome = personal.examine(bytes, record: record, floor: floor, candidate: sign)
                    if case .values = outcome,
                        let resume = settle(
                            bytes, outcome, record: record, candidate: sign, role: role, scanner: &scanner)
                    {
                        at = Swift.max(resume, sign &+ 1)
                        floor = Swift.max(floor, copied)
                        continue
                    }
                }
                if bytes.has(" port ", at: detector.match.range.upperBound, before: record.upperBound) {
                    settleLogins(bytes, record: record, role: role, scanner: &scanner)
                }
                if let port = detector.match.port,
                    PersonalDetector.signBehind(bytes, port.range.upperBound, to: range.upperBound) != nil
                {
                    // `203.0.113.7:51514@…`: what looks like a port is part of a local part.
                    detector.match.port = nil
                    at = detector.match.range.upperBound
                }
                writeMatch(bytes, role: role)
                floor = Swift.max(detector.match.range.upperBound, copied)
                found &+= 1
            }
        }
        return found
    }

    // MARK: Writing

    /// Writes the address that the detector has found, and the port beside it.
    @inline(__always)
    mutating func writeMatch(_ bytes: Span<UInt8>, role: Role) {
        if policy.hasAddressPseudonyms, !detector.match.isGarbled {
            writePseudonym(bytes, role: role)
            return
        }
        let treated = detector.match.isGarbled ? policy.treatedGarbled : policy.treated(detector.match.address)
        report(.address, role, detector.match.range, treated == nil ? .keep : policy.address)
        guard let treated else { return }
        if detector.match.attributePort != nil { settleAttributePort(bytes, role: role) }
        copy(bytes, upTo: detector.match.range.lowerBound)
        AddressText.write(treated, like: detector.match, into: &output, scratch: &scratch)
        copied = detector.match.range.upperBound
        if let port = detector.match.port {
            if wouldMerge(bytes, port, treated) {
                report(.port, role, copied..<port.range.upperBound, .drop)
                copied = port.range.upperBound
            } else {
                writePort(bytes, port, role: role)
            }
        }
        // A port that stays belongs to the finding.
        let end = Swift.max(copied, detector.match.port?.range.upperBound ?? 0)
        if isTouched(bytes, before: detector.match.range.lowerBound, after: end) { isGlued = true }
    }

    /// Writes the pseudonym of the address that the detector has found; the port stays as the policy says.
    @inline(never)
    private mutating func writePseudonym(_ bytes: Span<UInt8>, role: Role) {
        let range = detector.match.range
        let stays = policy.keeps(detector.match.address)
        report(.address, role, range, stays ? .keep : policy.address)
        guard !stays else { return }
        if detector.match.attributePort != nil { settleAttributePort(bytes, role: role) }
        copy(bytes, upTo: range.lowerBound)
        copied = range.upperBound
        // Where there is no key, nothing is left.
        let nothing = IPAddress.v6(IPv6Address(high: 0, low: 0))
        if policy.address == .encrypt {
            switch pseudonymizer.encrypted(detector.match.address) {
            case .address(let address): write(bytes, address, role: role)
            case nil: write(bytes, nothing, role: role)
            case let digits?: AddressText.write(digits.description, as: detector.match.encoding, into: &output)
            }
        } else {
            switch pseudonymizer.pseudonym(of: detector.match.address, as: policy.addressPseudonym) {
            case .address(let address): write(bytes, address, role: role)
            case nil: write(bytes, nothing, role: role)
            case .token(let token):
                AddressText.write(token.description, as: detector.match.encoding, into: &output)
            }
        }
        if let port = detector.match.port { writePort(bytes, port, role: role) }
        let end = Swift.max(copied, detector.match.port?.range.upperBound ?? 0)
        if isTouched(bytes, before: range.lowerBound, after: end) { isGlued = true }
    }

    /// Writes an address, perhaps of the other family, in the place of the one that the detector has found.
    @inline(__always)
    private mutating func write(_ bytes: Span<UInt8>, _ address: IPAddress, role: Role) {
        // Its last bits are those of no IPv4 address.
        if detector.match.spelling == .groups(mixed: true) { detector.match.spelling = .groups(mixed: false) }
        let needsBrackets = needsBrackets(bytes, address)
        if needsBrackets { output.append(ASCII.leftBracket) }
        AddressText.write(address, like: detector.match, into: &output, scratch: &scratch)
        if needsBrackets {
            output.append(ASCII.rightBracket)
        } else if let port = detector.match.port, wouldMerge(bytes, port, address) {
            report(.port, role, copied..<port.range.upperBound, .drop)
            copied = port.range.upperBound
            detector.match.port = nil
        }
    }

    /// Whether an IPv6 address needs brackets where the one that was found needed none: it takes the place of an IPv4 address beside a port or as
    /// the host of a URL (RFC 3986, section 3.2.2), or stands behind a backslash, with which its first letter would be an escape.
    private mutating func needsBrackets(_ bytes: Span<UInt8>, _ address: IPAddress) -> Bool {
        guard case .v6 = address, detector.match.encoding == .plain else { return false }
        let start = detector.match.range.lowerBound
        switch detector.match.spelling {
        case .groups: return bytes.has("\\", at: start &- 1, before: start)
        case .dottedQuad:
            return bytes[detector.match.range.upperBound] == ASCII.colon && detector.match.port != nil
                || bytes.has("//", at: start &- 2, before: start) || bytes.has("\\", at: start &- 1, before: start)
        default: return false
        }
    }

    /// Whether what stands beside a finding might be read together with what is written in its place.
    @inline(__always)
    private func isTouched(_ bytes: Span<UInt8>, before start: Int, after end: Int) -> Bool {
        if detector.match.encoding != .plain || detector.match.isGarbled { return true }
        if start > 0 {
            switch bytes[start &- 1] {
            case ASCII.dot, ASCII.colon, ASCII.hyphen, ASCII.percent, ASCII.hash, ASCII.semicolon, ASCII.underscore:
                return true
            case let byte: if byte.isWord { return true }
            }
        }
        switch bytes[end] {
        case ASCII.dot, ASCII.colon, ASCII.hyphen, ASCII.hash, ASCII.rightBracket:
            let next = bytes[end &+ 1]
            return next.isWord || next == ASCII.colon || next == ASCII.dot || next == ASCII.percent
                || next == ASCII.backslash || next == ASCII.ampersand
        case ASCII.percent, ASCII.backslash, ASCII.ampersand, ASCII.plus, ASCII.at: return true
        case let byte: return byte.isWord
        }
    }

    /// Whether `:0` behind an IPv6 address without brackets would be read as its last group the next time; then the port is left
    /// out. Behind `::` it cannot be.
    @inline(__always)
    private func wouldMerge(_ bytes: Span<UInt8>, _ port: PortMatch, _ treated: IPAddress) -> Bool {
        guard case .v6(let address) = treated, policy.zeroesPorts || port.range.count <= 4,
            port.range.lowerBound == copied &+ 1,
            bytes[copied] == ASCII.colon, detector.match.encoding == .plain
        else { return false }
        return address.low & 0xFFFF_FFFF != 0 || address.zeroRun().upperBound != 8
    }

    /// Writes the port beside the address that was found last.
    @inline(__always)
    private mutating func writePort(_ bytes: Span<UInt8>, _ port: PortMatch, role: Role) {
        guard port.value != 0 else { return }
        let isKept = keeps(port, role: role)
        report(.port, role, port.range, isKept ? .keep : policy.port)
        guard !isKept else { return }
        copy(bytes, upTo: port.range.lowerBound)
        AddressText.writeZeroPort(port, beside: detector.match, into: &output)
        copied = port.range.upperBound
    }

    /// Whether a port stays: the policy says so, or it names a service rather than a client.
    @inline(__always)
    func keeps(_ port: PortMatch, role: Role) -> Bool {
        !policy.zeroesPorts || role != .client && PortMatch.isService(port.value) && !port.isPair
    }

    /// Writes the port attribute of an element, or leaves it for when the copy gets there.
    @inline(never)
    private mutating func settleAttributePort(_ bytes: Span<UInt8>, role: Role) {
        guard let port = detector.match.attributePort else { return }
        if port.range.lowerBound > detector.match.range.lowerBound {
            let place = portsLater.firstIndex { $0.port.range.lowerBound > port.range.lowerBound } ?? portsLater.count
            portsLater.insert((port, role), at: place)
        } else if port.range.lowerBound >= copied {
            writePort(bytes, port, role: role)
        }
    }

    /// Copies the input up to `end`.
    @inline(__always)
    mutating func copy(_ bytes: Span<UInt8>, upTo end: Int) {
        if !portsLater.isEmpty { writePortsLater(bytes, before: end) }
        if isTracking { track(upTo: end) }
        output.append(bytes, copied..<end)
        copied = end
    }

    @inline(never)
    private mutating func writePortsLater(_ bytes: Span<UInt8>, before end: Int) {
        while let later = portsLater.first, later.port.range.lowerBound < end {
            portsLater.removeFirst()
            if later.port.range.lowerBound >= copied { writePort(bytes, later.port, role: later.role) }
        }
    }

    /// Copies the input up to a range, and leaves the range out.
    @inline(__always)
    mutating func skip(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        copy(bytes, upTo: range.lowerBound)
        copied = range.upperBound
    }

    @inline(__always)
    func countRecord(_ grammar: LogFormat.Grammar) {
        recordCounts[grammar.rawValue] &+= 1
    }

    /// Why there was no key for some values.
    var keyFailure: ScrubError? { pseudonymizer.failure ?? inner?.scrubber.pseudonymizer.failure }

    /// What was done so far.
    var statistics: Statistics {
        var statistics = Statistics()
        statistics.bytesIn = bytesIn
        statistics.bytesOut = bytesOut
        statistics.withheld = withheld
        statistics.add(findings: findingCounts, records: recordCounts)
        if let inner {
            statistics.withheld += inner.scrubber.withheld
            statistics.add(findings: inner.scrubber.findingCounts, records: inner.scrubber.recordCounts)
        }
        return statistics
    }

    /// Counts a finding, and remembers it if somebody asked.
    @inline(__always)
    mutating func report(_ kind: Kind, _ role: Role, _ range: Range<Int>, _ treatment: Treatment) {
        if isSettling { return }
        findingCounts[Statistics.index(kind, treatment)] &+= 1
        if isObserving, treatment != .keep { observe(kind, role, range) }
    }

    @inline(never)
    mutating func observe(_ kind: Kind, _ role: Role, _ range: Range<Int>) {
        observed.append(
            Finding(
                kind: kind, role: role, range: range.lowerBound &+ streamOffset..<range.upperBound &+ streamOffset))
    }
}
