/// Who has written a record, as far as what wraps it says so: a tag and a process, a unit and a process, a container. Records without anything
/// around them are all of one source.
struct RecordSource: Equatable {
    private var hash: UInt64

    /// That of records that nothing wraps.
    static let stream = RecordSource(hash: 0)
    /// That of an entry of which only a part has been read. No other source is equal to it.
    static let unnamed = RecordSource(hash: .max)

    private init(hash: UInt64) { self.hash = hash }

    /// The source that a header names: the tag of syslog with its process, the container of Docker.
    init(_ bytes: Span<UInt8>, _ line: Range<Int>, _ header: TextEnvelope) {
        switch header.kind {
        case .none, .verboseField: self = .stream
        case .docker:
            let bar = bytes.firstIndex(of: UInt8(ascii: "|"), in: line.lowerBound..<header.start)
            self = RecordSource(hash: WordHash.hash(bytes, line.lowerBound..<(bar ?? line.lowerBound), .none))
        case .syslog:
            self = RecordSource(hash: WordHash.hash(bytes, Self.tag(bytes, line, header), .none))
        }
    }

    /// The tag before a record: its last word, `prosody[901]:`; of RFC 5424 the name and the process.
    private static func tag(_ bytes: Span<UInt8>, _ line: Range<Int>, _ header: TextEnvelope) -> Range<Int> {
        var end = header.start
        while end > line.lowerBound, bytes[end &- 1] == ASCII.space { end &-= 1 }
        if end > line.lowerBound, bytes[end &- 1] != ASCII.colon, let stamp = header.stamp, stamp < header.start {
            // `2026-08-25T10:11:12Z host app 812 - -`
            var at = stamp
            for _ in 0..<2 {
                at = bytes.firstIndex(of: ASCII.space, in: at..<header.start).map { $0 &+ 1 } ?? header.start
            }
            let start = at
            for _ in 0..<2 {
                at = bytes.firstIndex(of: ASCII.space, in: at..<header.start).map { $0 &+ 1 } ?? header.start
            }
            return start..<at
        }
        let start = bytes.lastIndex(of: ASCII.space, in: line.lowerBound..<end).map { $0 &+ 1 } ?? line.lowerBound
        return start..<end
    }

    // MARK: Entries

    /// The fields of an entry that say who has written it. `stream` tells what a container writes to standard output from its errors.
    private static let names: [StaticString] = [
        "_PID", "_SYSTEMD_UNIT", "_SYSTEMD_USER_UNIT", "_MACHINE_ID", "_HOSTNAME", "SYSLOG_IDENTIFIER", "CONTAINER_ID",
        "CONTAINER_ID_FULL", "CONTAINER_NAME", "stream", "attrs",
    ]

    /// The source that an object of the journal or of Docker names.
    ///
    /// - Complexity: O(*n*) for each name: only where something was left open.
    init(_ bytes: Span<UInt8>, object: Range<Int>) {
        var source = RecordSource(hash: 1)
        var at = object.lowerBound
        // In a string the quotes are escaped: what stands between two that are not is a name or a value.
        while let colon = bytes.firstIndex(of: ASCII.colon, in: at..<object.upperBound) {
            at = colon &+ 1
            var end = colon
            while end > object.lowerBound, bytes[end &- 1].isBlank { end &-= 1 }
            guard end > object.lowerBound &+ 1, bytes[end &- 1] == ASCII.quote, bytes[end &- 2] != ASCII.backslash,
                let open = bytes.lastIndex(of: ASCII.quote, in: Swift.max(object.lowerBound, end &- 24)..<end &- 1)
            else { continue }
            let stop = bytes.firstIndex(of: ASCII.comma, in: at..<object.upperBound) ?? object.upperBound
            source.add(bytes, name: open &+ 1..<end &- 1, value: at..<stop)
        }
        // One that says nothing of who has written it is nobody's.
        self = source == .entry ? .unnamed : source
    }

    /// The source of an entry of which nothing has been read.
    static var entry: RecordSource { RecordSource(hash: 1) }

    /// Takes a field of an entry into account, in whatever order they come.
    mutating func add(_ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>) {
        for word in Self.names where word.utf8CodeUnitCount == name.count {
            if bytes.has(word, at: name.lowerBound, before: name.upperBound) {
                hash &+= WordHash.hash(bytes, name, .none) ^ WordHash.hash(bytes, value, .none) &* 31
                return
            }
        }
    }

    /// The source of a record with a header of its own inside of an entry.
    func wrapping(_ inner: RecordSource) -> RecordSource {
        inner == .stream || self == .unnamed ? self : RecordSource(hash: hash &* 31 &+ inner.hash)
    }
}
