internal import Synchronization

/// The kinds of one's own: names that a program has given, in the order in which it gave them. They are the process's, so that a name is the same kind in all
/// policies; what becomes of its values is each policy's matter.
enum CustomKinds {
    /// So many there may be: the counters of all kinds are told apart by one byte (`FewFindings`).
    static let most = 12

    /// Those of the table come first.
    static var first: Int { KindTable.rows.count }

    /// All kinds that there may be.
    static var mostKinds: Int { first + most }

    private static let names = Mutex<[String]>([])
    /// How many there are: nearly always none, and nobody has to ask for their names.
    private static let count = Atomic<Int>(0)

    /// The names that there are.
    static var all: [String] { count.load(ordering: .acquiring) == 0 ? [] : names.withLock { $0 } }

    /// The place of a name behind those of the table, or `nil` if nobody has given it.
    static func place(of name: String) -> Int? { all.firstIndex(of: name) }

    /// The name of a kind behind the table.
    static func name(at place: Int) -> String { names.withLock { $0[place] } }

    /// The place of a name, which is given if nobody has.
    ///
    /// - Throws: If it is no name for a kind, or there are too many.
    static func add(_ name: String) throws(ScrubError) -> Int {
        try requireFit(name)
        let place = names.withLock { names -> Int? in
            if let place = names.firstIndex(of: name) { return place }
            guard names.count < most else { return nil }
            names.append(name)
            count.store(names.count, ordering: .releasing)
            return names.count - 1
        }
        guard let place else { throw ScrubError(.name, "there may be \(most) kinds of your own, not more") }
        return place
    }

    /// A name stands in brackets in the log, and in front of an equals sign in files: it must be a word there, and no other kind's.
    private static func requireFit(_ name: String) throws(ScrubError) {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let isWord = name.utf8.allSatisfy { letters.contains($0) || $0.isDigit || $0 == ASCII.hyphen }
        guard let first = name.utf8.first, letters.contains(first), isWord, name.utf8.count <= longest else {
            throw ScrubError(
                .name,
                "a kind's name has \(longest) small letters, digits and hyphens at most, a letter first: customer")
        }
        if KindTable.rows.contains(where: { $0.name.description == name }) {
            throw ScrubError(.name, "'\(name)' is a built-in kind")
        }
        if KindTable.rows.contains(where: { $0.placeholder.description == "[\(name)]" }) || name == "value" {
            throw ScrubError(.name, "'\(name)' means something else already: another kind's values become [\(name)]")
        }
    }

    private static let longest = 16

    /// Whether a range is what stands for a value of one of them.
    static func isPlaceholder(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        count.load(ordering: .relaxed) > 0 && isName(bytes, range)
    }

    @inline(never)
    private static func isName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let length = range.count - 2
        guard length > 0, length <= longest, bytes[range.lowerBound] == ASCII.leftBracket,
            bytes[range.upperBound - 1] == ASCII.rightBracket
        else { return false }
        return all.contains { name in
            name.utf8.count == length
                && zip(name.utf8, range.dropFirst()).allSatisfy { letter, at in bytes[at] == letter }
        }
    }
}
