/// What became of the fields that were seen last: logs repeat themselves, and what a field holds is treated the same way each time.
struct TreatedFields {
    /// What became of one of them, but for its text.
    ///
    /// Eight bytes, and the texts apart: whether a field is remembered is told by a small table.
    struct Outcome {
        fileprivate let findings: FewFindings
        let marks: Marks
        /// How long the text is that was written.
        fileprivate let length: UInt8
        /// How much of the field it stands for, unless that is all of it.
        let replaced: UInt8

        /// Counts the findings once more.
        @inline(__always)
        func count(in counters: borrowing CounterTable) { findings.count(in: counters) }
    }

    struct Marks: OptionSet {
        let rawValue: UInt8
        /// The field stays as it is.
        static let unchanged = Marks(rawValue: 1)
        /// What was written touches a word, a number or an escape.
        static let glued = Marks(rawValue: 2)
        /// The field is that of a client whose address stays.
        static let keptClient = Marks(rawValue: 4)
        /// All of the field was replaced, however long it is.
        static let whole = Marks(rawValue: 8)
    }

    typealias Tag = ValueCache<Outcome>.Tag

    /// The longest text that is remembered, in bytes. The last byte of its place says how much of the field stays before it.
    static let longest = MemoryLayout<ByteOutput.Words>.size - 1

    private var outcomes: ValueCache<Outcome>
    /// The texts that were written, each in the place of its outcome.
    private var texts = ContiguousArray<ByteOutput.Words>()

    /// - Parameter count: How many fields are remembered at most: a power of two, and 64 or more.
    init(count: Int) {
        outcomes = ValueCache(
            count: count, filler: Outcome(findings: FewFindings(), marks: .unchanged, length: 0, replaced: 0))
    }

    /// The memory that is taken at most, in bytes.
    var mostMemory: Int { outcomes.mostMemory + outcomes.most * MemoryLayout<ByteOutput.Words>.size }

    /// What a field is known by, with its kind.
    @inline(__always)
    func tag(_ kind: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Tag { outcomes.tag(kind, bytes, range) }

    /// What became of a field, if it is remembered.
    @inline(__always)
    subscript(tag: Tag) -> Outcome? { outcomes[tag] }

    /// Writes the text of a field that is remembered.
    @inline(__always)
    func write(_ outcome: Outcome, _ tag: Tag, into output: inout ByteOutput) {
        output.append(words: texts[outcomes.place(of: tag)], length: Int(outcome.length))
    }

    /// How much of a field that is remembered stays before the text.
    @inline(__always)
    func offset(_ tag: Tag) -> Int { Int(truncatingIfNeeded: texts[outcomes.place(of: tag)].5 &>> 56) }

    /// Remembers a field that stays as it is, or became a text.
    ///
    /// If its findings are many, or the text is long, nothing is remembered.
    ///
    /// - Parameters:
    ///   - offset: How much of the field stays before that, less than 256 bytes.
    ///   - replaced: How much of the field that stands for, with what stays before.
    mutating func remember(
        _ text: inout ByteOutput, offset: Int, replaced: Int, findings: FewFindings, marks: Marks,
        _ tag: Tag
    ) {
        let length = text.count
        guard findings.areAll, length <= Self.longest else { return }
        outcomes[tag] = Outcome(
            findings: findings, marks: marks, length: UInt8(truncatingIfNeeded: length),
            replaced: UInt8(truncatingIfNeeded: replaced))
        if marks.contains(.unchanged) { return }
        if texts.count != outcomes.count {
            texts = ContiguousArray(repeating: (0, 0, 0, 0, 0, 0), count: outcomes.count)
        }
        var words = text.words(from: 0)
        words.5 |= UInt64(truncatingIfNeeded: offset) &<< 56
        texts[outcomes.place(of: tag)] = words
    }
}

/// The findings in a field, as counters (`Statistics.index`), if they are few.
struct FewFindings {
    private var counters = SIMD4<UInt8>.zero
    private var count: UInt8 = 0

    /// Whether there are no more than could be noted.
    var areAll: Bool { count <= counters.scalarCount }

    mutating func add(_ counter: Int) {
        if count < counters.scalarCount { counters[Int(count)] = UInt8(counter) }
        if areAll { count &+= 1 }
    }

    /// Counts them once more.
    @inline(__always)
    func count(in table: borrowing CounterTable) {
        var index = 0
        while index < count {
            table[Int(counters[index])] &+= 1
            index &+= 1
        }
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
        /// A room with its key.
        case room

        /// What is added for a field in a layer, which may be spelled in another way.
        static let inLayer = 1 << 4

        /// How many bytes before the field belong to what is remembered: whether a value touches something is told by them. A key stands
        /// between the room and what was before.
        @inline(__always)
        var reach: Int { self == .room ? 0 : 2 }
    }

    /// Whether what becomes of a field may be remembered: it must be told by the field alone, and be the same each time.
    @inline(__always)
    var remembersFields: Bool {
        !isWatched && audience == .statistics && policy.address != .encrypt
    }

    /// Does with a field what was done with its like before, or does `write` and remembers the outcome.
    ///
    /// Two bytes behind it belong to what is remembered, and some before it.
    ///
    /// - Complexity: some nanoseconds if the field was seen lately.
    @inline(__always)
    mutating func writeRepeating(
        _ bytes: Span<UInt8>, _ field: Range<Int>, _ kind: RepeatingField, _ write: (inout RecordScrubber) -> Void
    ) {
        guard field.lowerBound >= Swift.max(copied, 2), field.count <= 1024, remembersFields else {
            write(&self)
            return
        }
        let tag = fields.tag(
            kind.rawValue | (layer.isInner ? RepeatingField.inLayer : 0) | pseudonymizer.periodPlace,
            bytes,
            field.lowerBound &- kind.reach..<field.upperBound &+ 2)
        guard let treated = fields[tag] else {
            let mark = splices.mark
            copy(bytes, upTo: field.lowerBound)
            splices.close()
            let (first, start) = (splices.count, splices.texts.count)
            let wasGlued = isGlued
            isGlued = false
            audience = .field
            write(&self)
            audience = .statistics
            remember(bytes, field, kind, tag, firstSplice: first)
            isGlued = isGlued || wasGlued
            // A finding behind the field may begin before it, as long as nothing of that is replaced.
            if copied == field.lowerBound, splices.texts.count == start { splices.go(backTo: mark) }
            return
        }
        treated.count(in: findingCounts)
        if kind == .client {
            if treated.marks.contains(.keptClient) { hasKeptClient = true } else { hasTreatedClient = true }
        }
        if treated.marks.contains(.glued) { isGlued = true }
        if treated.marks.contains(.unchanged) { return }
        let end = treated.marks.contains(.whole) ? field.upperBound : field.lowerBound &+ Int(treated.replaced)
        skip(bytes, field.lowerBound &+ fields.offset(tag)..<end)
        fields.write(treated, tag, into: &splices.texts)
    }

    /// Remembers what became of a field.
    @inline(never)
    private mutating func remember(
        _ bytes: Span<UInt8>, _ field: Range<Int>, _ kind: RepeatingField, _ tag: TreatedFields.Tag,
        firstSplice: Int
    ) {
        defer { learned = FewFindings() }
        guard copied <= field.upperBound, finder.personal.open == nil, !finder.personal.table.begins
        else { return }
        var marks: TreatedFields.Marks = isGlued ? .glued : []
        if kind == .client {
            guard hasKeptClient != hasTreatedClient else { return }
            if hasKeptClient { marks.insert(.keptClient) }
        }
        splices.close()
        scratch.removeAll()
        var (offset, replaced) = (0, 0)
        if splices.count == firstSplice {
            guard copied == field.lowerBound else { return }
            marks.insert(.unchanged)
        } else {
            let isAlone = splices.count == firstSplice + 1
            let splice = splices[firstSplice]
            // What stays between two is spelled as it is: a layer must not take it for something that was written.
            guard isAlone || !layer.isInner else { return }
            if isAlone, splice.end &- field.lowerBound <= Int(UInt8.max) || splice.end == field.upperBound,
                splice.start &- field.lowerBound <= Int(UInt8.max)
            {
                (offset, replaced) = (splice.start &- field.lowerBound, splice.end &- field.lowerBound)
                scratch.append(splices.texts, splice.text)
            } else {
                guard !layer.isInner else { return }
                if copied &- field.lowerBound > Int(UInt8.max) { copy(bytes, upTo: field.upperBound) }
                replaced = copied &- field.lowerBound
                splices.write(bytes, field.lowerBound..<copied, from: firstSplice, into: &scratch)
            }
            if replaced == field.count { marks.insert(.whole) }
        }
        fields.remember(
            &scratch, offset: offset, replaced: replaced, findings: learned, marks: marks, tag)
    }
}
