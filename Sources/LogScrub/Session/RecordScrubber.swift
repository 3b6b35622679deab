/// Goes through complete records: has the findings of each one made, decides about them, and notes what takes their places.
///
/// `copied` says how far that has come. A stretch of input without a finding is never copied at all: see `isUnchanged`.
struct RecordScrubber: ~Copyable {
    /// The policy of the record at hand: that of its site, or else the one for all.
    var policy: CompiledPolicy
    let home: CompiledPolicy
    /// Looks for what rules, keep-list and sites may have to do with.
    var watch: LiteralWatch?
    /// Whether they may have to do with the record at hand.
    var isWatched = false
    /// The text whose records are gone through: the stream, or what a value holds.
    var layer: Layer
    /// The others, from the outermost value on, as many as there have been.
    var layers = ContiguousArray<OtherLayer>()
    /// What is personal in the record at hand.
    var finder: Finder
    var pseudonymizer: Pseudonymizer
    /// When the records were written.
    var clock: RecordClock
    /// The day in UTC whose pseudonyms are made now, in seconds since 1970.
    var today: Range<Int64> = 0..<0
    /// What became of the fields that were seen last.
    var fields: TreatedFields
    /// What became of the user agents that were seen last.
    var agents: ReducedAgents
    var matcher: PatternMatcher?
    /// Formats of one's own, which records of any layer may be of.
    let ownFormats: [OwnFormat]
    /// What takes the place of what was found.
    var splices: SpliceList
    /// Those of a copy of a record, while it is scrubbed.
    var spliceOfCopy: SpliceList
    var output: ByteOutput
    var scratch: ByteOutput
    let findingCounts: CounterTable
    let recordCounts: CounterTable
    /// What each entry of the keep-list let pass.
    let keptCounts: CounterTable
    /// What finds the words of the keep-list, and what it has found in the record at hand.
    var keeper: PatternMatcher?
    var keptWords = KeptWords()
    var bytesIn = 0
    var bytesOut = 0
    var withheld = 0
    /// Whether the record's client is one whose address stays (loopback, an own network): its port then stays too.
    var hasKeptClient = false
    /// Whether the record has a client whose address does not stay.
    var hasTreatedClient = false
    /// Where the record at hand begins: what stands before is not looked at.
    var recordStart = 0
    /// Whether a finding of the record touches a word, a number or an escape.
    var isGlued = false
    /// Whether records of a shape that is known to the byte go the short way; off, all go the general one.
    var takesShortcuts = true
    /// Who is told of the findings that are written.
    var audience = Audience.statistics
    /// What `audience` was told, if it is `field`.
    var learned = FewFindings()
    /// What `audience` was told, if it is `caller`.
    var observed = ContiguousArray<Observation>()

    /// Who is told of the findings that are written.
    enum Audience {
        /// The counters, and nobody else.
        case statistics
        /// Whoever has called `findings(in:)`, too.
        case caller
        /// What is remembered of the field at hand, too.
        case field
        /// Nobody: it is output that is scrubbed again, and has been counted.
        case nobody
    }

    init(policy: CompiledPolicy, format: LogFormat, memory: consuming WorkingMemory) {
        self.policy = policy
        home = policy
        let now = SystemTime.now
        clock = RecordClock(now: now, start: policy.startTime)
        layer = Layer(format, structure: memory.structure)
        pseudonymizer = memory.pseudonymizer
        pseudonymizer.begin(policy.period.instance(at: clock.time))
        fields = memory.fields
        agents = memory.agents
        splices = memory.splices
        spliceOfCopy = memory.spliceOfCopy
        output = memory.output
        scratch = memory.scratch
        finder = Finder(
            sites: policy.ownSites, paths: policy.paths, found: memory.found, addresses: memory.addresses)
        findingCounts = memory.findingCounts
        recordCounts = memory.recordCounts
        keptCounts = memory.keptCounts
        ownFormats = format.own
        // A record that is known to the byte may be one of these, too.
        takesShortcuts = ownFormats.isEmpty
        watch = policy.watch
        matcher = policy.hasRules ? PatternMatcher() : nil
        keeper = policy.keepList?.words.isEmpty == false ? PatternMatcher() : nil
    }

    /// Scrubs complete records; `range` ends behind a line feed or at the end of the stream.
    ///
    /// - Precondition: `CandidateScanner.slack` more bytes can be read behind the range.
    mutating func scrub(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        var scanner = CandidateScanner(from: range.lowerBound)
        layer.structure.removeAll()
        // Records before `floor` are done; candidates before `at` are settled; before `watched`, rules have nothing to do.
        var floor = range.lowerBound
        var at = floor
        watch?.begin()
        var watched = watchedLine(bytes, range)
        while floor < range.upperBound {
            var start = floor
            var from = floor
            isWatched = floor == watched
            let limit = isWatched ? range.upperBound : watched
            if let end = scrubPlain(bytes, from: floor, to: limit) {
                floor = end &+ 1
                at = floor
                continue
            }
            if !layer.grammar.hasFields, !isWatched, !layer.looksAtEach, !goesOn {
                let candidate = scanner.firstSuspect(bytes, from: at, to: limit, floor: range.lowerBound)
                let end = candidate ?? limit
                if end &- floor > RecordLimit.window { floor = scrubLongLines(bytes, floor..<end) }
                guard candidate != nil || limit < range.upperBound else {
                    // What follows them may belong to the last of them.
                    if policy.followsTime { recallTime(bytes, floor..<range.upperBound) }
                    return
                }
                start = bytes.lastIndex(of: ASCII.lineFeed, in: floor..<end).map { $0 &+ 1 } ?? floor
                from = end
                isWatched = start == watched
            }
            let end = bytes.endOfLine(in: from..<range.upperBound)
            layer.unread = floor
            start = bytes.endOfHole(in: start..<end)
            if end &- start > RecordLimit.window {
                scrubLongRecord(bytes, start..<end)
            } else {
                scrubRecord(bytes, start..<end)
            }
            layer.hasBegun = true
            floor = end &+ 1
            at = floor
            if isWatched { watched = watchedLine(bytes, Swift.min(floor, range.upperBound)..<range.upperBound) }
        }
        layer.unread = .max
    }

    /// Where the next line begins that rules may have to do with, or the end of the records.
    @inline(__always)
    private mutating func watchedLine(_ bytes: Span<UInt8>, _ records: Range<Int>) -> Int {
        watch == nil ? records.upperBound : findWatchedLine(bytes, records)
    }

    @inline(never)
    private mutating func findWatchedLine(_ bytes: Span<UInt8>, _ records: Range<Int>) -> Int {
        guard let place = watch?.first(bytes, from: records.lowerBound, to: records.upperBound),
            place < records.upperBound
        else { return records.upperBound }
        return bytes.lastIndex(of: ASCII.lineFeed, in: records.lowerBound..<place).map { $0 &+ 1 } ?? records.lowerBound
    }

    /// Whether a text that stands for itself is one line of free text without anything that could be part of a finding: it need not be looked
    /// at, and nothing of it is remembered.
    ///
    /// - Parameter floor: From here on bytes can be read before the text.
    func isQuiet(_ bytes: Span<UInt8>, _ text: Range<Int>, floor: Int) -> Bool {
        guard !layer.grammar.hasFields, watch?.occurs(bytes, in: text) != true, layer.envelope.ordered == nil,
            bytes.firstIndex(of: ASCII.lineFeed, in: text) == nil
        else { return false }
        var scanner = CandidateScanner(from: text.lowerBound)
        return scanner.firstSuspect(bytes, from: text.lowerBound, to: text.upperBound, floor: floor) == nil
    }

    /// Scrubs one record, given without its line feed.
    @inline(__always)
    mutating func scrubRecord(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        layer.marks.removeAll()
        layer.openElement = nil
        layer.header = TextEnvelope(noneAt: record.lowerBound)
        var start = record.lowerBound
        if !TextEnvelope.isRuledOut(bytes, record) {
            start = unwrap(bytes, record)
            if start < 0 { return }
        } else if goesOn {
            goOn(bytes, record)
        }
        let inside = bytes.withoutReturn(start..<record.upperBound)
        if layer.columns != nil || !inside.isEmpty && bytes[inside.lowerBound] == ASCII.hash, markColumns(bytes, inside)
        {
            layer.grammar = .columns
        } else if !isTold(bytes, inside) || !layer.grammar.mark(bytes, inside, into: &layer.marks) {
            recognize(bytes, inside)
        }
        if start > record.lowerBound { recognizeTag(bytes, record) }
        let outer = isWatched && !home.sites.isEmpty ? takePolicyOfSite(bytes, inside) : nil
        defer { if let outer { takePolicy(outer) } }
        if policy.followsTime { tellTime(bytes, record) }
        countRecord(layer.grammar)
        let place = begin(at: record.lowerBound)
        isGlued = layer.marks.isBroken || layer.openElement != nil
        if matcher == nil || !isWatched || !applyPatterns(bytes, record) { scrubFields(bytes, record) }
        finish(bytes, record, from: place, inside: start)
    }

    /// Marks a record that is of a format of one's own.
    @inline(never)
    mutating func markOwn(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        for format in ownFormats where format.mark(bytes, record, into: &layer.marks) { return true }
        return false
    }

    /// Whether the grammar of a record is told without a look at the others: it was ordered, or goes on and the record is of no format that is stronger.
    @inline(__always)
    private mutating func isTold(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        layer.forced != nil
            || ownFormats.isEmpty && layer.grammar.isKnownAtOnce(bytes, record)
                && RecordFormat.recognize(
                    bytes, record, hasDate: true, hasTag: hasTag(bytes, record), into: &layer.marks) == nil
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
    @inline(always)
    mutating func begin(at start: Int) -> RecordStart {
        forgetRecord(at: start)
        if start > copied { splices.keep(upTo: start) }
        splices.close()
        return RecordStart(splice: splices.count, observed: observed.count)
    }

    /// Forgets what was known about the last record, as another one begins.
    @inline(always)
    mutating func forgetRecord(at start: Int) {
        hasKeptClient = false
        hasTreatedClient = false
        isGlued = false
        recordStart = start
        finder.begin(at: start)
    }

    /// Ends a record: where something in it touches something else, the output is searched again.
    ///
    /// - Parameter inside: Where the record begins behind its header, if it has one.
    @inline(always)
    mutating func finish(
        _ bytes: Span<UInt8>, _ record: Range<Int>, from start: RecordStart, inside: Int? = nil
    ) {
        if isGlued { settleGlued(bytes, record, firstSplice: start.splice, firstObserved: start.observed) }
        let isInElement = layer.openElement != nil || finder.personal.open != nil
        if finder.personal.open != nil { leaveOpen(bytes, record) }
        if finder.personal.table.isOpen || finder.personal.table.begins {
            leaveTable(bytes, record, inside: inside ?? record.lowerBound, isInElement: isInElement)
        }
        // Another field of the same entry is not the text of that element.
        layer.openElement = nil
    }

    /// Finds out when a record was written, so that it gets the pseudonyms of its day.
    @inline(__always)
    mutating func tellTime(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        let own = clock.read(bytes, record, behind: layer.header, layer.grammar, date: layer.marks.date)
        if own == nil, layer.unread < record.lowerBound {
            clock.recall(bytes, layer.unread..<record.lowerBound, isWrapped: layer.envelope.isOn)
        }
        followTime()
    }

    /// Finds out when the lines before a record were written that nobody has looked at, for one that may say nothing of it.
    @inline(__always)
    mutating func recallTime(_ bytes: Span<UInt8>, before start: Int) {
        if layer.unread < start { recallTime(bytes, layer.unread..<start) }
    }

    /// Finds out when lines were written that nobody has looked at.
    @inline(never)
    private mutating func recallTime(_ bytes: Span<UInt8>, _ lines: Range<Int>) {
        layer.unread = .max
        if !lines.isEmpty { clock.recall(bytes, lines, isWrapped: layer.envelope.isOn) }
    }

    /// Makes the pseudonyms of the time that the clock tells.
    @inline(always)
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

    /// Whether a record stands behind the tag of a program that some format knows, or in a layer, where each is looked at.
    @inline(__always)
    private func hasTag(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        if layer.isInner || layer.isOrdered || isRow(bytes, record) { return true }
        let colon = record.lowerBound &- 2
        if layer.header.kind == .syslog, let stamp = layer.header.stamp, stamp >= 6,
            bytes.has(">1 ", at: stamp &- 3, before: stamp),
            let bracket = bytes.lastIndex(of: ASCII.lessThan, in: stamp &- 6..<stamp)
        {
            return PersonalDetector.namedProgram(bytes, bracket, to: record.upperBound) != nil
        }
        guard layer.header.kind == .syslog, colon > 0, bytes.has(": ", at: colon, before: record.lowerBound),
            PersonalDetector.mayEndTag(bytes, colon)
        else { return false }
        return PersonalDetector.loginProgram(bytes, colon, floor: 0) != nil
    }

    /// Whether a record is a row of a table that is read as one (`RecordFormat.isRow`): in another place nobody has looked at it.
    @inline(never)
    private func isRow(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        guard RecordFormat.isRow(bytes, record) else { return false }
        if layer.grammar.isOfRows { return true }
        var scanner = CandidateScanner(from: record.lowerBound)
        return scanner.firstSuspect(bytes, from: record.lowerBound, to: record.upperBound, floor: record.lowerBound)
            != nil
    }

    /// Finds the grammar anew; continuation lines, such as those of a stack trace, leave it as it is.
    @inline(__always)
    mutating func recognize(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        layer.marks.removeAll()
        if layer.forced != nil { return }
        if !ownFormats.isEmpty, markOwn(bytes, record) {
            layer.grammar = .own
            return
        }
        let recognized = LogFormat.Grammar.recognize(
            bytes, record, hasTag: hasTag(bytes, record), into: &layer.marks)
        if recognized == .text, !record.isEmpty, bytes[record.lowerBound].isBlank { return }
        layer.grammar = recognized
    }

    /// Finds what is personal in a record, and writes what becomes of it.
    @inline(__always)
    mutating func scrubFields(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        if isWatched, let list = policy.keepList, keeper != nil { findKeptWords(list, bytes, record) }
        let mark = finder.mark
        let context = Finder.Context(
            start: layer.header.start, openElement: layer.openElement, beginsTorn: layer.isTorn,
            endsTorn: layer.endsTorn)
        finder.find(bytes, record, layer.marks, context)
        layer.isTorn = false
        layer.endsTorn = false
        write(bytes, from: mark)
    }

    // MARK: Writing

    /// Keeps the input up to `end`.
    ///
    /// What has been copied or replaced already is never written again: should a finding overlap another one in spite of all care, the
    /// stream goes on without what belongs to both.
    @inline(always)
    mutating func copy(_ bytes: Span<UInt8>, upTo end: Int) {
        assert(end >= copied)
        guard end > copied else { return }
        if splices.joins { splices.join(bytes, upTo: end) } else { splices.keep(upTo: end) }
    }

    /// Keeps the input up to a range, and leaves the range out.
    @inline(always)
    mutating func skip(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        copy(bytes, upTo: range.lowerBound)
        copied = Swift.max(copied, range.upperBound)
    }
}
