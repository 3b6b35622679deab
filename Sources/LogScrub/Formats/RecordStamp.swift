/// The time that a record, or what it is wrapped in, says of itself.
struct RecordStamp: Equatable {
    /// Seconds since 1970, UTC.
    var seconds: Int64
    /// Whether it says which zone it is in; otherwise that of the process was taken.
    var isZoned: Bool

    /// Envelopes are stamped when the record arrives: at once, or within minutes.
    private static let delay: Int64 = 15 * 60

    /// What counts where a record and its envelope both have a stamp.
    ///
    /// The record's own, because it is all there is when the same record is read from a file. But one without a zone says little
    /// when it comes from a container or from another machine, whose zone may not be the one here: if it is far from the envelope's,
    /// which has a zone, then the envelope's counts.
    @inline(__always)
    static func decide(_ own: RecordStamp?, in envelope: RecordStamp?) -> RecordStamp? {
        guard let own, let envelope else { return own ?? envelope }
        if own.isZoned || !envelope.isZoned { return own }
        return (own.seconds &- envelope.seconds).magnitude <= delay.magnitude ? own : envelope
    }
}
