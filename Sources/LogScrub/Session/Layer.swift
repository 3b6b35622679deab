/// A text of records: the stream itself, or what a value of one of its records holds, decoded.
///
/// What is known about one text says nothing about another: its grammar, and what its records have left open.
struct Layer: ~Copyable {
    /// How many layers may stand in one another: what is wrapped deeper is withheld.
    static let deepest = 8

    /// How many layers stand around this one.
    let depth: Int
    /// The grammar that was ordered, or `nil` for recognition.
    let forced: LogFormat.Grammar?
    /// The grammar of the last record that was looked at.
    var grammar: LogFormat.Grammar
    /// Where the lines begin whose times nobody has read.
    var unread = Int.max
    /// What stands before the record.
    var header = TextEnvelope(noneAt: 0)
    /// The fields of the record.
    var marks = FieldMarks()
    /// The columns that a line has named for the records behind it.
    var columns: W3CColumns?
    /// Whether the last record was one of the lines with which such a log begins.
    var isInHead = false
    var envelope: EnvelopeState
    /// Where records have their quotes, of those at hand.
    var structure: StructuralIndex
    /// Whether the record is cut at its end, so that nobody knows what its last word was to be.
    var endsTorn = false
    /// Whether the record begins in the middle of a word, because the one before was cut there.
    var isTorn = false
    /// Whose last record Docker has cut, so that the next one begins in the middle of a word.
    var cut: RecordSource?
    /// The kind of the element whose text an earlier record of the same source did not end, and with which this record goes on.
    var openElement: Kind?
    /// That element, as it was left open.
    var opened: Continuations.Element?
    /// The elements that earlier records have left open.
    var continuations = Continuations()
    /// Whether what the record leaves open may go on in another one at all.
    var mayGoOn = true
    /// Who has written what wraps the records, if something does.
    var entry: RecordSource
    /// The source of the last record, if elements were open since: lines without a header that are indented are of the same.
    var lastSource = RecordSource.stream
    /// The source of the table that is open.
    var tableSource = RecordSource.stream
    /// Whether the first record is done. It is always looked at, whatever is in it: mostly the others are like it.
    var hasBegun = false {
        didSet { looksAtEach = envelope.looksAtAll || isOrdered }
    }
    /// Whether somebody has said that the records are of a format that is data.
    let isOrdered: Bool
    /// Whether each record is looked at, whatever is in it: the first one, those of envelopes, and those whose format is known.
    var looksAtEach = true
    /// What must be added to a position to get its offset in the text.
    var offset = 0

    /// The stream itself.
    init(_ format: LogFormat, structure: consuming StructuralIndex) {
        self.init(format, depth: 0, entry: .stream, structure: structure)
    }

    /// What values of another layer hold.
    ///
    /// - Parameter depth: How many layers stand around it.
    init(depth: Int) {
        self.init(.auto, depth: depth, entry: .unnamed, structure: StructuralIndex())
    }

    private init(
        _ format: LogFormat, depth: Int, entry: RecordSource, structure: consuming StructuralIndex
    ) {
        self.depth = depth
        self.entry = entry
        self.structure = structure
        forced = format.forced
        isOrdered =
            switch format.grammar {
            case .listed?, .own?: true
            default: false
            }
        grammar = format.grammar ?? .text
        envelope = EnvelopeState(format, isInner: depth > 0)
    }

    /// Whether it is what a value of another layer holds.
    @inline(__always)
    var isInner: Bool { depth > 0 }
}

/// A layer that is not at hand: the one within that at hand, until a value is decoded for it; then the one around.
///
/// A class, so that two can change places. What it has is in one place: each use is one access.
final class OtherLayer {
    struct Parts: ~Copyable {
        var layer: Layer
        /// What takes the place of what was found in it.
        var splices = SpliceList()
        /// The table that its records have left open.
        var table = PersonalDetector.OpenTable()
        /// The value that the inner one of the two holds, decoded, and the way back.
        var text = EnvelopeText()
    }

    var parts: Parts

    init(depth: Int) { parts = Parts(layer: Layer(depth: depth)) }
}

extension OtherLayer.Parts {
    /// Whether an entry has left something open.
    var goesOn: Bool { !layer.continuations.isEmpty || table.isOpen || layer.cut != nil }

    /// Begins an entry.
    ///
    /// - Parameter source: Who has written it; `unnamed` if nobody has asked.
    mutating func begin(_ source: RecordSource) { layer.entry = source }

    /// Ends an entry: what it has left open is that of its source, and goes with an entry that says nothing of who has written it.
    mutating func end(_ source: RecordSource) {
        let source = source == .entry ? .unnamed : source
        layer.continuations.name(source)
        if layer.tableSource == .unnamed {
            layer.tableSource = source
            if source == .unnamed { table = PersonalDetector.OpenTable() }
        }
        if layer.cut == .unnamed { layer.cut = source == .unnamed ? nil : source }
        layer.entry = .unnamed
    }
}
