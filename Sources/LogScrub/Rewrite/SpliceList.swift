/// What takes the place of stretches of the input: in order, none over another.
///
/// Who decides about a finding says what is kept up to its beginning (`keep`), appends the text that takes its place to `texts`, and moves `position`
/// behind it. Nothing of the input is copied for that: what is written in the end is gap, text, gap, text.
struct SpliceList: ~Copyable {
    /// One stretch, and where its text stands in `texts`.
    struct Splice: BitwiseCopyable {
        private let sourceStart: UInt32
        private let sourceEnd: UInt32
        private let textStart: UInt32
        private let textEnd: UInt32

        /// - Precondition: The input is shorter than 4 GiB: it is a chunk, or a window.
        @inline(__always)
        init(start: Int, end: Int, textStart: Int, textEnd: Int) {
            sourceStart = UInt32(truncatingIfNeeded: start)
            sourceEnd = UInt32(truncatingIfNeeded: end)
            self.textStart = UInt32(truncatingIfNeeded: textStart)
            self.textEnd = UInt32(truncatingIfNeeded: textEnd)
        }

        var start: Int { Int(sourceStart) }
        var end: Int { Int(sourceEnd) }
        var source: Range<Int> { start..<end }
        var text: Range<Int> { Int(textStart)..<Int(textEnd) }
        /// Whether nothing is replaced, and by nothing.
        var isEmpty: Bool { source.isEmpty && text.isEmpty }
    }

    /// A place to go back to.
    struct Mark {
        fileprivate let count: Int
        fileprivate let textCount: Int
        fileprivate let start: Int
        fileprivate let textStart: Int
        fileprivate let position: Int
    }

    /// The texts, one after the other. What has been appended since the last `keep` belongs to the splice that is open.
    var texts = ByteOutput(capacity: 16 * 1024)
    /// Everything before this position of the input has been decided.
    var position = 0
    /// Where the input begins that the list is of.
    private var origin = 0
    /// Whether what is kept is copied, so that one splice takes many findings and many records: where findings stand near to each other, that is
    /// less work than a splice for each.
    private(set) var joins = false
    /// Where the record at hand begins, while `joins` is on: in the input, in the texts (or where that will be, as long as `position` is before
    /// it), and among the splices once one begins there.
    private var seam = (position: 0, text: 0, splice: 0)
    private var closed = FlatBuffer<Splice>(capacity: 256)
    /// Where the open splice begins: in the input, at most at `position`, and in the texts.
    private var start = 0
    private var textStart = 0

    /// Forgets everything, and begins at a position of an input.
    mutating func removeAll(from position: Int) {
        texts.removeAll()
        closed.truncate(to: 0)
        (origin, self.position, start, textStart) = (position, position, position, 0)
    }

    /// How many splices are closed.
    var count: Int { closed.count }

    /// Whether the input stays as it is.
    var isEmpty: Bool { closed.isEmpty && isClosed }

    /// By how many bytes the input grows.
    ///
    /// - Complexity: O(*n*) in the splices that are closed.
    var growth: Int {
        var growth = 0
        for index in 0..<closed.count { growth &+= closed[index].text.count &- closed[index].source.count }
        return growth
    }

    @inline(always)
    private var isClosed: Bool { start == position && textStart == texts.count }

    @inline(__always)
    subscript(index: Int) -> Splice { closed[index] }

    /// Keeps the input from `position` up to `end`.
    ///
    /// - Precondition: `end >= position`.
    @inline(always)
    mutating func keep(upTo end: Int) {
        close()
        (position, start) = (end, end)
    }

    /// From now on what is kept is copied. Splices that are closed become one, which is open: what stands before and between them is copied, too.
    ///
    /// - Complexity: O(*n*) in what came since it was last asked for.
    mutating func beginJoining(_ bytes: Span<UInt8>, _ scratch: inout ByteOutput) {
        close()
        joins = true
        guard !closed.isEmpty else { return }
        // What was joined before may be long, and stays where it is.
        let joined =
            closed[0].start == origin ? closed[0] : Splice(start: origin, end: origin, textStart: 0, textEnd: 0)
        scratch.removeAll()
        write(bytes, joined.end..<position, from: joined.isEmpty ? 0 : 1, into: &scratch)
        closed.truncate(to: 0)
        texts.truncate(to: joined.text.upperBound)
        texts.append(scratch, 0..<scratch.count)
        (start, textStart) = (origin, joined.text.lowerBound)
    }

    /// What is kept is copied no more; up to `end` it was.
    mutating func endJoining(_ bytes: Span<UInt8>, upTo end: Int) {
        if !isClosed, end > position { join(bytes, upTo: end) }
        joins = false
    }

    /// Keeps the input from `position` up to `end` as a part of the open splice.
    ///
    /// - Precondition: `end >= position`.
    @inline(always)
    mutating func join(_ bytes: Span<UInt8>, upTo end: Int) {
        texts.append(bytes, position..<end)
        position = end
    }

    /// Begins a record, which may become part of the open splice: what stands before it is then copied with what is kept of it.
    ///
    /// - Precondition: `start >= position`.
    @inline(always)
    mutating func beginRecord(at start: Int) {
        if isClosed || !joins { keep(upTo: start) }
        seam = (start, texts.count &+ (start &- position), closed.count)
    }

    /// The first splice of the record at hand, which from now on has splices of its own.
    @inline(never)
    mutating func firstOfRecord(_ bytes: Span<UInt8>) -> Int {
        if position < seam.position { join(bytes, upTo: seam.position) }
        splitAtRecord()
        return seam.splice
    }

    private mutating func splitAtRecord() {
        guard seam.position > start || seam.text > textStart, position >= seam.position else { return }
        closed.append(Splice(start: start, end: seam.position, textStart: textStart, textEnd: seam.text))
        (start, textStart) = (seam.position, seam.text)
        seam.splice = closed.count
    }

    /// Ends the open splice.
    @inline(always)
    mutating func close() {
        if isClosed { return }
        if joins { splitAtRecord() }
        closed.append(Splice(start: start, end: position, textStart: textStart, textEnd: texts.count))
        (start, textStart) = (position, texts.count)
    }

    /// The place at hand.
    @inline(__always)
    var mark: Mark {
        Mark(count: closed.count, textCount: texts.count, start: start, textStart: textStart, position: position)
    }

    /// Forgets what came after a place.
    mutating func go(backTo mark: Mark) {
        closed.truncate(to: mark.count)
        texts.truncate(to: mark.textCount)
        (start, textStart, position) = (mark.start, mark.textStart, mark.position)
    }

    /// Forgets all but the first splices, and begins again at a position behind them.
    mutating func truncate(to count: Int, from position: Int) {
        closed.truncate(to: count)
        (self.position, start, textStart) = (position, position, texts.count)
    }

    /// Puts a text in the place of a stretch.
    mutating func replace(_ source: Range<Int>, with text: Range<Int>, of other: borrowing SpliceList) {
        keep(upTo: source.lowerBound)
        texts.append(other.texts, text)
        position = source.upperBound
    }

    /// Gives away the texts if they are what a part of the input becomes, as where all its records were joined. Nothing is left then but
    /// that something was replaced.
    ///
    /// - Returns: Whether that is so.
    mutating func giveTexts(of part: Range<Int>, to output: inout ByteOutput) -> Bool {
        guard closed.count == 1, closed[0].source == part, closed[0].text == 0..<texts.count else { return false }
        swap(&texts, &output)
        texts.removeAll(expecting: output.count)
        return true
    }

    /// Writes a part of the input with what takes the place of its stretches.
    ///
    /// - Parameter first: The first splice in that part.
    /// - Precondition: No splice reaches out of it, and none is open.
    @inline(always)
    func write(_ bytes: Span<UInt8>, _ part: Range<Int>, from first: Int = 0, into output: inout ByteOutput) {
        var at = part.lowerBound
        for index in first..<closed.count {
            let splice = closed[index]
            output.append(bytes, at..<splice.start)
            output.append(texts, splice.text)
            at = splice.end
        }
        output.append(bytes, at..<part.upperBound)
    }
}
