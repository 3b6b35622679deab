/// What became of a field: logs repeat themselves, and what a field holds is treated the same way each time.
///
/// 56 bytes, so that an entry of the cache fills a line of the processor's.
struct TreatedField {
    /// The longest text that is remembered, in bytes.
    static let capacity = MemoryLayout<ByteOutput.Words>.size
    /// How many findings a field may have that is remembered.
    static let mostFindings = 4

    struct Marks: OptionSet {
        let rawValue: UInt8
        /// The field stays as it is.
        static let unchanged = Marks(rawValue: 1)
        /// What was written touches a word, a number or an escape.
        static let glued = Marks(rawValue: 2)
        /// The field is that of a client whose address stays.
        static let keptClient = Marks(rawValue: 4)
    }

    private var length: UInt8 = 0
    private(set) var marks: Marks
    private var findingCount: UInt8 = 0
    /// The counters of the findings (`Statistics.index`).
    private var findings = SIMD4<UInt8>.zero
    /// The text that was written, or nothing if the field stays as it is.
    private var text: ByteOutput.Words = (0, 0, 0, 0, 0, 0)

    /// A field that stays as it is, with everything in it.
    static var untouched: TreatedField { TreatedField(marks: .unchanged) }

    private init(marks: Marks) { self.marks = marks }

    /// A field that stays as it is, or became what was written from `start` on.
    ///
    /// - Parameter counters: The counters of its findings.
    /// - Returns: `nil` if the text is too long, or has too many findings.
    init?(
        _ output: inout ByteOutput, from start: Int, findings counters: ContiguousArray<UInt8>, marks: Marks
    ) {
        guard counters.count <= Self.mostFindings, output.count &- start <= Self.capacity else { return nil }
        self.marks = marks
        if !marks.contains(.unchanged) {
            text = output.words(from: start)
            length = UInt8(truncatingIfNeeded: output.count &- start)
        }
        while findingCount < counters.count {
            findings[Int(findingCount)] = counters[Int(findingCount)]
            findingCount &+= 1
        }
    }

    /// Counts the findings once more.
    @inline(__always)
    func count(in counters: borrowing CounterTable) {
        var index = 0
        while index < findingCount {
            counters[Int(findings[index])] &+= 1
            index &+= 1
        }
    }

    /// Writes the text once more.
    @inline(__always)
    func write(into output: inout ByteOutput) {
        output.append(words: text, length: Int(length))
    }
}

/// Fields that come again.
extension RecordScrubber {
    /// What kind of field it is.
    enum RepeatingField: Int {
        case client = 1
        case referrer
        /// A referrer that stands in a clause of its own, and goes with it.
        case referrerClause
        case target
        case userAgent
    }

    /// Whether what becomes of a field may be remembered: it must be told by the field alone, and be the same each time.
    @inline(__always)
    private var remembersFields: Bool {
        matcher == nil && !isTracking && !isObserving && !isSettling && policy.address != .encrypt
    }

    /// Does with a field what was done with its like before, or does `settle` and remembers the outcome.
    ///
    /// Two bytes on either side belong to what is remembered: whether a value touches something is told by them.
    ///
    /// - Complexity: some nanoseconds if the field was seen lately.
    @inline(__always)
    mutating func settleRepeating(
        _ bytes: Span<UInt8>, _ field: Range<Int>, _ kind: RepeatingField, scanner: inout CandidateScanner,
        _ settle: (inout RecordScrubber, inout CandidateScanner) -> Void
    ) {
        guard field.lowerBound >= Swift.max(copied, 2), field.count <= 1024, remembersFields else {
            settle(&self, &scanner)
            return
        }
        let tag = fields.tag(
            kind.rawValue | pseudonymizer.periodPlace, bytes, field.lowerBound &- 2..<field.upperBound &+ 2)
        guard let treated = fields[tag] else {
            copy(bytes, upTo: field.lowerBound)
            let start = output.count
            let wasGlued = isGlued
            isGlued = false
            isObserving = true
            isLearning = true
            settle(&self, &scanner)
            isObserving = false
            isLearning = false
            remember(bytes, field, kind, tag, outputStart: start)
            isGlued = isGlued || wasGlued
            return
        }
        treated.count(in: findingCounts)
        if kind == .client {
            if treated.marks.contains(.keptClient) { hasKeptClient = true } else { hasTreatedClient = true }
        }
        if treated.marks.contains(.glued) { isGlued = true }
        if treated.marks.contains(.unchanged) { return }
        skip(bytes, field)
        treated.write(into: &output)
    }

    /// Remembers what became of a field, if that is all in the output.
    @inline(never)
    private mutating func remember(
        _ bytes: Span<UInt8>, _ field: Range<Int>, _ kind: RepeatingField, _ tag: ValueCache<TreatedField>.Tag,
        outputStart: Int
    ) {
        defer { learned.removeAll(keepingCapacity: true) }
        guard copied <= field.upperBound, portsLater.isEmpty, personal.open == nil, !personal.isOdd else { return }
        var marks: TreatedField.Marks = isGlued ? .glued : []
        if kind == .client {
            guard hasKeptClient != hasTreatedClient else { return }
            if hasKeptClient { marks.insert(.keptClient) }
        }
        if copied == field.lowerBound, output.count == outputStart {
            marks.insert(.unchanged)
        } else {
            copy(bytes, upTo: field.upperBound)
        }
        fields[tag] = TreatedField(&output, from: outputStart, findings: learned, marks: marks)
    }
}
