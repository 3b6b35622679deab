/// A field of a record that the grammar knows something about.
struct FieldMark {
    enum Meaning: Equatable {
        /// The client's address, or host name.
        case client
        /// What the client's host calls itself: an address, or a name of any shape.
        case host
        /// The client's port, in a field of its own.
        case clientPort
        /// The port of the other side, in a field of its own.
        case peerPort
        /// The port of the address that stands where the name says: it goes where that goes.
        case portBeside
        /// A referrer.
        case referrer
        /// Who the client has logged in as.
        case user
        /// What serves as a password: cookies, credentials.
        case secret
        /// The fingerprint of a key.
        case fingerprint
        /// A date, method or protocol in its exact shape, in which nothing can hide.
        case plain
        /// The target of a request: a path, or a URL.
        case target
        /// A request that is none: nobody knows what is in it.
        case garbage
        /// A query without its question mark.
        case query
        /// Such a query in a column, which is never empty.
        case queryColumn
        /// A URL.
        case url
        /// The part of a file's path that was taken from a request.
        case file
        /// A user agent.
        case userAgent
        /// Free text that does not go on behind its end.
        case text
        /// A value of a kind, whatever it is.
        case value(Kind)
        /// A value of a kind in JSON that stands there without quotes.
        case bare(Kind)
        /// What a key says of a person that does not stand right before the value: the name of a pair.
        case keyed(KeyMeaning)
        /// As above, of a number of JSON, and how many backslashes stand before quotes there.
        case keyedNumber(KeyMeaning, escapes: Int)
    }

    var meaning: Meaning
    /// The value.
    var value: Range<Int>
    /// What goes when the value is dropped: the value itself, or the clause around it where the format has no empty value.
    var clause: Range<Int>
    /// The key that says what it is, or the address that it belongs to, if that matters.
    var name = 0..<0

    /// Whether a dropped value leaves `-` behind.
    var hasPlaceholder: Bool { clause == value }
}

/// The marks of one record, in order and without overlap; reused from record to record.
struct FieldMarks {
    /// The first `count` are those of this record.
    private var storage = ContiguousArray<FieldMark>()
    private(set) var count = 0
    /// The bracket before the date of an access log.
    var date: Int?

    /// Whether a value in the text before a field may reach into it.
    var yield = false

    /// Whether the syntax of the record is broken: where a value ends is a guess, and may be another one once values are gone.
    var isBroken = false

    /// The addresses and ports in the objects of JSON that are being read.
    private(set) var siblings = PortSiblings()

    init() { storage.reserveCapacity(16) }

    var isEmpty: Bool { count == 0 }

    @inline(__always)
    subscript(index: Int) -> FieldMark { storage[index] }

    @inline(__always)
    mutating func removeAll() {
        count = 0
        date = nil
        yield = false
        isBroken = false
        siblings.truncate(to: 0)
    }

    /// Forgets the marks behind the first `count`.
    mutating func truncate(to count: Int) { self.count = Swift.min(self.count, count) }

    /// Adds a field behind those that are there; one that overlaps them is left to the search in free text.
    @inline(__always)
    mutating func add(
        _ meaning: FieldMark.Meaning, _ value: Range<Int>, clause: Range<Int>? = nil, name: Range<Int> = 0..<0
    ) {
        let mark = FieldMark(meaning: meaning, value: value, clause: clause ?? value, name: name)
        if count > 0, storage[count &- 1].clause.upperBound > mark.clause.lowerBound { return }
        if count < storage.count { storage[count] = mark } else { storage.append(mark) }
        count &+= 1
    }

    /// Takes a member of an object of JSON that may be an address.
    @inline(__always)
    mutating func addSibling(_ bytes: Span<UInt8>, address value: Range<Int>, key: Range<Int>) {
        siblings.add(bytes, address: value, key: key)
    }

    /// Takes a member of an object of JSON that may be the port of an address beside it. Until the object ends, it is nothing in particular.
    ///
    /// - Returns: Whether it may.
    @discardableResult
    mutating func addSibling(_ bytes: Span<UInt8>, port value: Range<Int>, key: Range<Int>) -> Bool {
        guard let prefix = PortSiblings.prefix(bytes, ofPort: key), value.count <= 5,
            bytes.endOfDigits(from: value.lowerBound, before: value.upperBound) == value.upperBound
        else { return false }
        let index = count
        add(.plain, value)
        if count > index { siblings.add(port: value, prefix: prefix, mark: index) }
        return true
    }

    /// Ends an object of JSON: each port in it whose address is known belongs to that.
    ///
    /// - Parameters:
    ///   - start: How many siblings there were when it began.
    ///   - object: Its key; empty if it has none.
    mutating func endSiblings(_ bytes: Span<UInt8>, from start: Int, object: Range<Int>) {
        if siblings.count > start { assignPorts(bytes, from: start, object: object) }
    }

    @inline(never)
    private mutating func assignPorts(_ bytes: Span<UInt8>, from start: Int, object: Range<Int>) {
        for index in start..<siblings.count {
            guard let mark = siblings.mark(at: index), mark < count,
                let address = siblings.address(bytes, of: index, from: start, object: object)
            else { continue }
            storage[mark].meaning = .portBeside
            storage[mark].name = address
        }
        siblings.truncate(to: start)
    }

    /// Adds a client, or whoever stands in its place, and the port behind the last colon, if there is one: `2001:db8::7:51515`.
    ///
    /// - Parameter meaning: What the port is.
    mutating func addPeer(_ bytes: Span<UInt8>, _ field: Range<Int>, port meaning: FieldMark.Meaning) {
        guard let colon = bytes.lastIndex(of: ASCII.colon, in: field), colon > field.lowerBound,
            colon &+ 1 < field.upperBound,
            bytes.endOfDigits(from: colon &+ 1, before: field.upperBound) == field.upperBound,
            Self.isWholeAddress(bytes, field.lowerBound..<colon)
        else {
            add(.client, field)
            return
        }
        add(.client, field.lowerBound..<colon)
        add(meaning, colon &+ 1..<field.upperBound)
    }

    /// Whether a field is a whole address. Before 2.4, Apache wrote no port, and the last group would be taken for one.
    private static func isWholeAddress(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Bool {
        guard bytes.firstIndex(of: ASCII.colon, in: field) != nil else { return true }
        return IPv6Text.parse(bytes, field)?.end == field.upperBound
    }

    /// Adds a referrer, unless it is absent: nginx and Apache write `-`, Jitsi's own format nothing.
    @inline(__always)
    mutating func addReferrer(_ bytes: Span<UInt8>, _ value: Range<Int>, clause: Range<Int>? = nil) {
        if !Self.isAbsent(bytes, value) { add(.referrer, value, clause: clause) }
    }

    /// Whether a field says that there is no referrer.
    @inline(__always)
    static func isAbsent(_ bytes: Span<UInt8>, _ referrer: Range<Int>) -> Bool {
        referrer.isEmpty || referrer.count == 1 && bytes[referrer.lowerBound] == ASCII.hyphen
    }
}
