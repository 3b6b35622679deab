/// Values that stay although their kind does not: known clients, accounts of programs, names of products that look like something else.
///
/// A list lets things pass that nobody looks at any more. So statistics say how often each entry did (``Statistics/kept``), and which never did.
public struct KeepList: Sendable {
    /// Addresses and networks. The port beside such an address stays, too.
    public var addresses: [IPNetwork] = []
    /// Names of users, in any case of letters: `monitoring`.
    public var users: [String] = []
    /// Names of rooms, in any case of letters.
    public var rooms: [String] = []
    /// What is found inside a match of one of these stays: `LibreOffice/[0-9.]+`.
    public var words: [Pattern] = []

    /// Creates an empty list.
    public init() {}

    /// Whether there is nothing in it.
    public var isEmpty: Bool { addresses.isEmpty && users.isEmpty && rooms.isEmpty && words.isEmpty }

    /// What lets something pass.
    public struct Entry: Sendable, Hashable {
        /// The list: `addresses`, `users`, `rooms` or `words`.
        public let list: String
        /// The entry as it was given.
        public let text: String
    }

    /// All entries, in the order in which statistics count them.
    public var entries: [Entry] {
        addresses.map { Entry(list: "addresses", text: $0.description) }
            + users.map { Entry(list: "users", text: $0) } + rooms.map { Entry(list: "rooms", text: $0) }
            + words.map { Entry(list: "words", text: $0.source) }
    }
}

/// A keep-list, made ready. A class, so that asking copies nothing.
final class CompiledKeepList: Sendable {
    private let addresses: [IPNetwork]
    private let users: [ContiguousArray<UInt8>]
    private let rooms: [ContiguousArray<UInt8>]
    let words: [PatternCode]
    /// How many entries there are.
    let count: Int

    /// - Returns: `nil` if nothing is in the list.
    init?(_ list: KeepList) {
        if list.isEmpty { return nil }
        func folded(_ names: [String]) -> [ContiguousArray<UInt8>] {
            names.map { ContiguousArray($0.utf8.map(\.lowercased)) }
        }
        addresses = list.addresses
        users = folded(list.users)
        rooms = folded(list.rooms)
        words = list.words.map(\.code)
        count = addresses.count + users.count + rooms.count + words.count
    }

    /// What stands where one of the entries lets something pass. Addresses have many spellings.
    var literals: [[LiteralWatch.Literal]?] {
        let names = (users + rooms).map { [LiteralWatch.Literal($0, ignoresCase: true)] }
        return names + words.map(\.literals) + (addresses.isEmpty ? [] : [nil])
    }

    /// The place of the first word among the entries.
    var firstWord: Int { count - words.count }

    /// The entry that lets an address pass.
    func entry(for address: IPAddress) -> Int? { addresses.firstIndex { $0.contains(address) } }

    /// The entry that lets a name pass.
    func entry(for kind: Kind, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        switch kind {
        case .user: Self.place(in: users, bytes, range).map { addresses.count + $0 }
        case .room: Self.place(in: rooms, bytes, range).map { addresses.count + users.count + $0 }
        default: nil
        }
    }

    private static func place(in names: [ContiguousArray<UInt8>], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        names.firstIndex { name in
            name.count == range.count && zip(name, range).allSatisfy { letter, at in bytes[at].lowercased == letter }
        }
    }
}
