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
    let keys = KeyTable.shared
    var pseudonymizer: Pseudonymizer
    /// When the records were written.
    var clock: RecordClock
    /// The day in UTC whose pseudonyms are made now, in seconds since 1970.
    var today: Range<Int64> = 0..<0
    /// Where in the input the lines begin whose times nobody has read.
    var unread = Int.max
    /// What stands before the record.
    var header = TextEnvelope(noneAt: 0)
    /// What became of the fields that were seen last.
    var fields: TreatedFields
    /// What became of the user agents that were seen last.
    var agents: ReducedAgents
    var marks = FieldMarks()
    /// The record, if it is JSON as a whole.
    var document = JSONDocument()
    var envelope: EnvelopeState
    /// Scrubs what is inside of envelopes; made when the first one comes.
    var inner: InnerScrubber?
    /// Whether this is such a scrubber.
    let isInner: Bool
    var matcher: PatternMatcher?
    /// Where records have their quotes, of those at hand.
    var structure: StructuralIndex
    /// What has been found in the record at hand.
    var found: FlatBuffer<FoundValue>
    /// What takes the place of what was found.
    var splices: SpliceList
    /// Those of a copy of a record, while it is scrubbed.
    var spliceOfCopy: SpliceList
    var output: ByteOutput
    var scratch: ByteOutput
    let findingCounts: CounterTable
    let recordCounts: CounterTable
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
    /// The kind of the element whose text an earlier record of the same source did not end, and with which this record goes on.
    var openElement: Kind?
    /// The elements that earlier records have left open.
    var continuations = Continuations()
    /// That element, as it was left open.
    var opened: Continuations.Element?
    /// Whether what the record leaves open may go on in another one at all.
    var mayGoOn = true
    /// Who has written what wraps the records, if something does; inner scrubbers are told.
    var entry = RecordSource.stream
    /// The source of the last record, if elements were open since: lines without a header that are indented are of the same.
    var lastSource = RecordSource.stream
    /// The source of the table that is open.
    var tableSource = RecordSource.stream
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
    /// Whether records of a shape that is known to the byte go the short way; off, all go the general one.
    var takesShortcuts = true
    /// Whether findings are to be remembered, for `findings(in:)`.
    var isObserving = false
    /// Whether the counters of findings are remembered instead, and which they are.
    var isLearning = false
    var learned = FewFindings()
    var observed = ContiguousArray<Finding>()
    /// What must be added to a position of the input buffer to get its offset in the stream.
    var streamOffset = 0

    init(policy: CompiledPolicy, format: LogFormat, isInner: Bool = false, memory: consuming WorkingMemory) {
        self.policy = policy
        let now = SystemTime.now
        clock = RecordClock(now: now, isInner: isInner)
        pseudonymizer = memory.pseudonymizer
        pseudonymizer.begin(policy.period.instance(at: now))
        fields = memory.fields
        agents = memory.agents
        splices = memory.splices
        spliceOfCopy = memory.spliceOfCopy
        output = memory.output
        scratch = memory.scratch
        structure = memory.structure
        found = memory.found
        findingCounts = memory.findingCounts
        recordCounts = memory.recordCounts
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
        structure.removeAll()
        // Records before `floor` are done; candidates before `at` are settled.
        var floor = range.lowerBound
        var at = floor
        while floor < range.upperBound {
            var start = floor
            var from = floor
            if let end = scrubPlain(bytes, from: floor, to: range.upperBound, scanner: &scanner) {
                floor = end &+ 1
                at = floor
                continue
            }
            if !grammar.hasFields, matcher == nil, !looksAtEach, !goesOn {
                let candidate = firstSuspect(bytes, from: at, to: range.upperBound, floor: range.lowerBound, &scanner)
                let end = candidate ?? range.upperBound
                if end &- floor > RecordLimit.window { floor = scrubLongLines(bytes, floor..<end) }
                guard let candidate else {
                    // What follows them may belong to the last of them.
                    if policy.followsTime { recallTime(bytes, floor..<range.upperBound) }
                    return
                }
                start = bytes.lastIndex(of: ASCII.lineFeed, in: floor..<candidate).map { $0 &+ 1 } ?? floor
                from = candidate
            }
            let end = bytes.endOfLine(in: from..<range.upperBound)
            unread = floor
            start = bytes.endOfHole(in: start..<end)
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

    /// The first candidate in free text for which its record must be looked at, or `nil`.
    ///
    /// - Parameter floor: The beginning of the stretch in which the record lies.
    @inline(__always)
    private func firstSuspect(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, floor: Int, _ scanner: inout CandidateScanner
    ) -> Int? {
        var at = start
        while let candidate = scanner.firstCandidate(bytes, from: at, to: end) {
            guard !Self.isMember(bytes, candidate),
                PersonalDetector.passes(bytes, candidate, floor: floor, keys: keys),
                let passed = AddressDetector.passesQuickly(bytes, candidate, floor: floor)
            else { return candidate }
            at = passed
        }
        return nil
    }

    /// Whether a text that stands for itself is one line of free text without anything that could be part of a finding: it need not be looked
    /// at, and nothing of it is remembered.
    ///
    /// - Parameter floor: From here on bytes can be read before the text.
    func isQuiet(_ bytes: Span<UInt8>, _ text: Range<Int>, floor: Int) -> Bool {
        guard !grammar.hasFields, matcher == nil, envelope.ordered == nil,
            bytes.firstIndex(of: ASCII.lineFeed, in: text) == nil
        else { return false }
        var scanner = CandidateScanner(from: text.lowerBound)
        return firstSuspect(bytes, from: text.lowerBound, to: text.upperBound, floor: floor, &scanner) == nil
    }

    /// Scrubs one record, given without its line feed.
    @inline(__always)
    mutating func scrubRecord(_ bytes: Span<UInt8>, _ record: Range<Int>, scanner: inout CandidateScanner) {
        marks.removeAll()
        openElement = nil
        header = TextEnvelope(noneAt: record.lowerBound)
        var start = record.lowerBound
        if !TextEnvelope.isRuledOut(bytes, record) {
            start = unwrap(bytes, record, scanner: &scanner)
            if start < 0 { return }
        } else if goesOn {
            goOn(bytes, record)
        }
        let inside = Self.inside(bytes, start..<record.upperBound)
        if forced != nil || grammar.isKnownAtOnce(bytes, inside) {
            if !grammar.mark(bytes, inside, into: &marks) { recognize(bytes, inside) }
        } else {
            recognize(bytes, inside)
        }
        if start > record.lowerBound { recognizeTag(bytes, record) }
        if policy.followsTime { tellTime(bytes, record) }
        countRecord(grammar)
        let place = begin(at: record.lowerBound)
        if matcher == nil || !applyPatterns(bytes, record) { scrubFields(bytes, record, scanner: &scanner) }
        finish(bytes, record, from: place, inside: start)
    }

    /// A record without the line end of Windows, which is part of no field.
    @inline(__always)
    static func inside(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Range<Int> {
        let hasReturn = !record.isEmpty && bytes[record.upperBound &- 1] == ASCII.carriageReturn
        return record.lowerBound..<(hasReturn ? record.upperBound &- 1 : record.upperBound)
    }

    /// Whether a candidate is the colon behind the name of a member of a JSON object. Only the members of the record's own object are fields,
    /// but which ones those are nobody knows at a glance: the record is looked at.
    @inline(__always)
    private static func isMember(_ bytes: Span<UInt8>, _ candidate: Int) -> Bool {
        guard bytes[candidate] == ASCII.colon, candidate > 1 else { return false }
        return bytes[candidate &- 1] == ASCII.quote
            || bytes[candidate &- 1].isBlank && (bytes[candidate &- 2] == ASCII.quote || bytes[candidate &- 2].isBlank)
    }

    /// Everything before this position of the input has been decided: it stays, or is replaced.
    @inline(__always)
    var copied: Int {
        get { splices.position }
        set { splices.position = newValue }
    }

    /// Where a record begins.
    struct RecordStart {
        /// Among what is replaced.
        let splice: Int
        /// Among the findings.
        let observed: Int
    }

    /// Begins a record, or a text that stands for itself: nothing is known about it.
    @inline(__always)
    mutating func begin(at start: Int) -> RecordStart {
        hasKeptClient = false
        hasTreatedClient = false
        isGlued = false
        document = JSONDocument()
        personal.begin(at: start)
        if start > copied { splices.keep(upTo: start) }
        splices.close()
        return RecordStart(splice: splices.count, observed: observed.count)
    }

    /// Ends a record: where something in it touches something else, the output is searched again.
    ///
    /// - Parameter inside: Where the record begins behind its header, if it has one.
    @inline(__always)
    mutating func finish(
        _ bytes: Span<UInt8>, _ record: Range<Int>, from start: RecordStart, inside: Int? = nil
    ) {
        if personal.isOdd {
            personal.isOdd = false
            isGlued = true
        }
        if isGlued { settleGlued(bytes, record, firstSplice: start.splice, firstObserved: start.observed) }
        let isInElement = openElement != nil || personal.open != nil
        if personal.open != nil { leaveOpen(bytes, record) }
        if personal.table.isOpen || personal.table.begins {
            leaveTable(bytes, record, inside: inside ?? record.lowerBound, isInElement: isInElement)
        }
        // Another field of the same entry is not the text of that element.
        openElement = nil
    }

    /// Finds out when a record was written, so that it gets the pseudonyms of its day.
    @inline(__always)
    mutating func tellTime(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        let own = clock.read(bytes, record, behind: header, grammar, date: marks.date)
        if own == nil, unread < record.lowerBound {
            clock.recall(bytes, unread..<record.lowerBound, isWrapped: envelope.isOn)
        }
        followTime()
    }

    /// Finds out when the lines before a record were written that nobody has looked at, for one that may say nothing of it.
    @inline(__always)
    mutating func recallTime(_ bytes: Span<UInt8>, before start: Int) {
        if unread < start { recallTime(bytes, unread..<start) }
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
        grammar = recognized
    }

    /// Goes through a record field by field, and through what lies between the fields as free text.
    @inline(__always)
    mutating func scrubFields(_ bytes: Span<UInt8>, _ record: Range<Int>, scanner: inout CandidateScanner) {
        document = JSONDocument(bytes, Self.inside(bytes, header.start..<record.upperBound))
        var at = record.lowerBound
        if isTorn { at = settleTorn(bytes, record) }
        if openElement != nil {
            let start = Swift.max(header.start, at)
            scan(bytes, at..<start, in: record, role: .freeText, scanner: &scanner)
            at = settleOpenElement(bytes, Swift.max(start, copied)..<record.upperBound, scanner: &scanner)
        }
        for index in 0..<marks.count {
            let mark = marks[index]
            scanGap(bytes, at..<Swift.max(at, mark.clause.lowerBound), in: record, scanner: &scanner)
            settle(bytes, mark, scanner: &scanner)
            at = mark.clause.upperBound
        }
        var end = record.upperBound
        if endsTorn {
            let blank = bytes.lastIndex(of: ASCII.space, in: at..<end) ?? at
            end = Swift.min(
                end, Swift.max(blank &+ 1, bytes.lastIndex(of: ASCII.quote, in: at..<end).map { $0 &+ 1 } ?? at))
        }
        scanGap(bytes, at..<Swift.max(at, end), in: record, scanner: &scanner)
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

    /// Looks for addresses between two fields.
    @inline(__always)
    mutating func scanGap(
        _ bytes: Span<UInt8>, _ gap: Range<Int>, in record: Range<Int>, scanner: inout CandidateScanner
    ) {
        if !Self.isPlain(bytes, gap) { scan(bytes, gap, in: record, role: .freeText, scanner: &scanner) }
    }

    /// Whether what stands between two fields is too short for a finding, or is made of bytes that make none: ` - - `, `" 200 512 "-" "`.
    @inline(__always)
    private static func isPlain(_ bytes: Span<UInt8>, _ gap: Range<Int>) -> Bool {
        if gap.count <= 2 { return true }
        guard gap.count <= 24 else { return false }
        let block = ByteHalfBlock(bytes, at: gap.lowerBound)
        // A blank and a quote differ in one bit: 0x20 and 0x22.
        let framing = block.mask { $0.mask(of: ASCII.quote, ignoring: 2) }
        // A hyphen on its own stands for nothing; others may join numbers.
        let hyphens = block.mask { $0.mask(of: ASCII.hyphen) } & framing &<< 1 & framing &>> 1
        let others = ~(framing | hyphens | block.mask { $0.digits })
        return others & (1 &<< UInt32(truncatingIfNeeded: gap.count) &- 1) == 0
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
            var record = record
            var end = range.upperBound
            if document.isOn, let string = document.string(bytes, around: candidate) {
                record =
                    Swift.max(record.lowerBound, string.lowerBound)..<Swift.min(record.upperBound, string.upperBound)
                end = Swift.min(end, string.upperBound)
                floor = Swift.max(floor, string.lowerBound)
            }
            if PersonalDetector.isSign(bytes[candidate]),
                !PersonalDetector.passes(bytes, candidate, floor: record.lowerBound, keys: keys)
            {
                // What a field holds is the field's.
                let resume = settlePersonal(
                    bytes, record: record.lowerBound..<end, floor: floor, candidate: candidate, role: role,
                    scanner: &scanner)
                if let resume {
                    at = Swift.max(resume, candidate &+ 1)
                    floor = Swift.max(floor, copied)
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
            if verdict.isMatch, detector.match.range.lowerBound >= copied {
                // An address in the local part of a JID is part of the local part, unless that begins behind it (`203.0.113.7\x22ana@…`).
                if let sign = PersonalDetector.signBehind(bytes, detector.match.range.upperBound, to: end) {
                    let outcome = personal.examine(bytes, record: record, floor: floor, candidate: sign)
                    if case .values = outcome, personal.values.count > 0,
                        personal.values[0].range.lowerBound <= detector.match.range.lowerBound,
                        let resume = settle(
                            bytes, outcome, record: record, candidate: sign, role: role, scanner: &scanner)
                    {
                        at = Swift.max(resume, sign &+ 1)
                        floor = Swift.max(floor, copied)
                        continue
                    }
                }
                if bytes.has(" port ", at: detector.match.range.upperBound, before: record.upperBound)
                    || PersonalDetector.beginsLogin(bytes, record.lowerBound, to: record.upperBound)
                {
                    settleLogins(bytes, record: record, role: role, scanner: &scanner)
                }
                if let port = detector.match.port,
                    PersonalDetector.signBehind(bytes, port.range.upperBound, to: end) != nil
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

    /// Keeps the input up to `end`.
    ///
    /// What has been copied or replaced already is never written again: should a finding overlap another one in spite of all care, the
    /// stream goes on without what belongs to both.
    @inline(__always)
    mutating func copy(_ bytes: Span<UInt8>, upTo end: Int) {
        assert(end >= copied)
        guard end > copied else { return }
        if !portsLater.isEmpty { writePortsLater(bytes, before: end) }
        splices.keep(upTo: end)
    }

    @inline(never)
    mutating func writePortsLater(_ bytes: Span<UInt8>, before end: Int) {
        while let later = portsLater.first, later.port.range.lowerBound < end {
            portsLater.removeFirst()
            // What reaches into the next finding is part of that: `port=%198.51.100.7`.
            if later.port.range.lowerBound >= copied, later.port.range.upperBound <= end {
                writePort(bytes, later.port, role: later.role)
            }
        }
    }

    /// Keeps the input up to a range, and leaves the range out.
    @inline(__always)
    mutating func skip(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        copy(bytes, upTo: range.lowerBound)
        copied = Swift.max(copied, range.upperBound)
    }

    @inline(__always)
    func countRecord(_ grammar: LogFormat.Grammar) {
        recordCounts[grammar.rawValue] &+= 1
    }

    /// Why there was no key for some values.
    var keyFailure: ScrubError? { pseudonymizer.failure ?? inner?.parts.scrubber.pseudonymizer.failure }

    /// What was done so far.
    var statistics: Statistics {
        var statistics = Statistics()
        statistics.bytesIn = bytesIn
        statistics.bytesOut = bytesOut
        statistics.withheld = withheld
        statistics.add(findings: findingCounts, records: recordCounts)
        if let inner {
            statistics.withheld += inner.parts.scrubber.withheld
            statistics.add(findings: inner.parts.scrubber.findingCounts, records: inner.parts.scrubber.recordCounts)
        }
        return statistics
    }

    /// Counts a finding, and remembers it if somebody asked.
    @inline(__always)
    mutating func report(_ kind: Kind, _ role: Role, _ range: Range<Int>, _ treatment: Treatment) {
        if isSettling { return }
        let counter = Statistics.index(kind, treatment)
        findingCounts[counter] &+= 1
        if isObserving { observe(kind, role, range, treatment, counter) }
    }

    @inline(never)
    private mutating func observe(
        _ kind: Kind, _ role: Role, _ range: Range<Int>, _ treatment: Treatment, _ counter: Int
    ) {
        if isLearning { learned.add(counter) } else if treatment != .keep { observe(kind, role, range) }
    }

    mutating func observe(_ kind: Kind, _ role: Role, _ range: Range<Int>) {
        observed.append(
            Finding(
                kind: kind, role: role, range: range.lowerBound &+ streamOffset..<range.upperBound &+ streamOffset))
    }
}
