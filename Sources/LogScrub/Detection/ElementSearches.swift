/// What has been looked for in a record: the ends of tags and elements, and stanzas. Many elements that nobody closes are told at the price of
/// one.
///
/// Invariant: what is remembered holds for one record at one place; `removeAll` is called before another one comes.
struct ElementSearches {
    /// A search that goes on where it has stopped.
    struct Search {
        private var start = 0
        /// Nothing stands between the two.
        private var end = 0
        /// Whether something stands at `end`.
        private var isHit = false

        /// The first place in a range, or `nil`.
        ///
        /// - Parameter find: Looks through a range.
        /// - Complexity: For rising positions each byte is looked at once.
        mutating func first(in range: Range<Int>, _ find: (Range<Int>) -> Int?) -> Int? {
            if range.lowerBound < start || range.lowerBound > end {
                (start, end, isHit) = (range.lowerBound, range.lowerBound, false)
            }
            if !isHit, end < range.upperBound {
                let hit = find(end..<range.upperBound)
                isHit = hit != nil
                end = hit ?? range.upperBound
            }
            return isHit && end < range.upperBound ? end : nil
        }
    }

    /// One for each name of an element, by its hash: there are thirty.
    private static let count = 64

    private(set) var isUsed = false
    private var closingBracket = Search()
    private var stanza = Search()
    /// Empty until the first element comes.
    private var closingTags = ContiguousArray<(name: UInt64, search: Search)>()

    mutating func removeAll() {
        isUsed = false
        closingBracket = Search()
        stanza = Search()
        for index in closingTags.indices { closingTags[index] = (0, Search()) }
    }

    mutating func firstBracket(in range: Range<Int>, _ find: (Range<Int>) -> Int?) -> Int? {
        isUsed = true
        return closingBracket.first(in: range, find)
    }

    mutating func firstStanza(in range: Range<Int>, _ find: (Range<Int>) -> Int?) -> Int? {
        isUsed = true
        return stanza.first(in: range, find)
    }

    /// - Parameter name: The hash of the element's name.
    mutating func firstClosingTag(of name: UInt64, in range: Range<Int>, _ find: (Range<Int>) -> Int?) -> Int? {
        isUsed = true
        if closingTags.isEmpty { closingTags = ContiguousArray(repeating: (0, Search()), count: Self.count) }
        let index = Int(truncatingIfNeeded: name &>> 32) & (Self.count - 1)
        if closingTags[index].name != name { closingTags[index] = (name, Search()) }
        return closingTags[index].search.first(in: range, find)
    }
}
