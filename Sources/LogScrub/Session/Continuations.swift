/// Elements whose text the records before did not end, and whose next records may go on with it: a message in a stanza that is logged as it is,
/// line ends and all.
///
/// Invariants: an element is remembered for the source that has opened it and for no other; for `longest` records of the stream at most; and
/// `count` of them at a time, of which the oldest makes room.
struct Continuations {
    /// An element that was left open.
    struct Element {
        var kind: Kind
        /// Who has written it.
        var source: RecordSource
        /// Whether it stands in a stanza of XMPP that Prosody, the bridge or Jicofo has logged: then the next lines need not be indented.
        var isInStanza: Bool
        /// How many records of the stream came since.
        var age = 0
    }

    /// For how many records of the stream an element is remembered.
    static let longest = 64
    /// How many sources may be in the midst of an element: the programs of a Jitsi server that log stanzas.
    private static let count = 4

    private var elements = ContiguousArray<Element>()

    @inline(__always)
    var isEmpty: Bool { elements.isEmpty }

    mutating func removeAll() { elements.removeAll(keepingCapacity: true) }

    /// Begins a record: all elements are one record older.
    mutating func age() {
        for index in elements.indices { elements[index].age += 1 }
        elements.removeAll { $0.age > Self.longest }
    }

    /// Takes the element that a source has left open.
    mutating func take(of source: RecordSource) -> Element? {
        guard let index = elements.firstIndex(where: { $0.source == source }) else { return nil }
        return elements.remove(at: index)
    }

    /// Remembers an element; its source has no other.
    mutating func add(_ element: Element) {
        if elements.count == Self.count { elements.removeFirst() }
        elements.append(element)
    }

    /// Gives the elements that have no source yet the one that has turned out; if none has, they are forgotten.
    mutating func name(_ source: RecordSource) {
        if source == .unnamed { elements.removeAll { $0.source == .unnamed } }
        for index in elements.indices where elements[index].source == .unnamed { elements[index].source = source }
    }
}
