/// What is known about the envelopes of a stream.
struct EnvelopeState {
    /// The envelope that was ordered.
    let ordered: LogFormat.Envelope?
    /// Whether records are looked for in envelopes at all: not where another format was ordered.
    let isOn: Bool
    /// Whether the stream has shown an envelope that must be looked at whatever is in it.
    var looksAtAll = false
    /// How far records go over several lines.
    var span = Span.none
    /// How many bytes of an object have been looked at already, while its end is waited for.
    var verified = 0
    /// The journal field that is withheld, or the object.
    var withheld: Withheld?
    /// Who has written the entry of the export format that is under way, as far as it has come.
    var entry = RecordSource.entry

    enum Span {
        /// Each line is a record.
        case none
        /// Objects of journalctl's `json-pretty` may come.
        case objects
        /// The journal's export format, or lines after it that are none of it.
        case export(isInside: Bool)
    }

    /// What is passed over without being held.
    enum Withheld {
        /// A binary field: the bytes that are still to come.
        case data(Int)
        /// A field of one line: the bytes that were passed over.
        case line(Int)
        /// An object: the bytes that were passed over, and whether its last line has not ended yet.
        case object(Int, isWithinLine: Bool)
    }

    init(_ format: LogFormat, isInner: Bool) {
        ordered = format.envelope
        isOn = format.forced == nil
        guard !isInner else { return }
        switch format.envelope {
        case .journalJSON:
            looksAtAll = true
            span = .objects
        case .dockerJSON: looksAtAll = true
        case .journalExport: span = .export(isInside: true)
        case .syslog, .dockerCompose, nil: break
        }
    }

    var isSpanning: Bool {
        if case .none = span { return false }
        return true
    }
}
