/// What the last words of a key say, whatever stands before them and in whatever style it is written.
///
/// A key is read from its last letter to the front; hyphens, underscores and dots between its words count for nothing. Where a word begins (behind one of
/// those, or at a capital) what was read so far is looked up, and the longest match counts. Where keys stand in one another, what is around a key is read
/// on as if a dot stood between the two: `{"url":{"path":…}}` is `url.path`.
struct TailTable<Meaning: Sendable>: Sendable {
    /// How much of a key must match.
    private enum Extent {
        /// Its last words.
        case words
        /// Its end, wherever in a word that begins.
        case syllable
        /// All of it, and nothing of what is around it.
        case whole
    }

    private struct Entry {
        var hash: UInt64 = 0
        var meaning: Meaning?
        var extent = Extent.words
    }

    private static var longest: Int { 40 }
    private static var size: Int { 512 }

    private var entries: ContiguousArray<Entry>
    /// For each last letter (its lowest five bits), how many letters and digits there may be.
    private var lengths: ContiguousArray<UInt64>
    /// How keys may end, in three letters of which only the lowest five bits count: one bit for each.
    private(set) var endings: ContiguousArray<UInt64>

    /// - Parameters:
    ///   - words: What means something as the last words of a key. Hyphens stand where words may be separated.
    ///   - syllables: What means the same glued to any word.
    ///   - wholes: What means something only as the whole of a key.
    init(
        words: [(Meaning, [StaticString])], syllables: [(Meaning, [StaticString])] = [],
        wholes: [(Meaning, [StaticString])] = []
    ) {
        entries = ContiguousArray(repeating: Entry(), count: Self.size)
        lengths = ContiguousArray(repeating: UInt64(0), count: 32)
        endings = ContiguousArray(repeating: UInt64(0), count: 512)
        for (meaning, names) in words { for name in names { add(meaning, name, .words) } }
        for (meaning, names) in syllables { for name in names { add(meaning, name, .syllable) } }
        for (meaning, names) in wholes { for name in names { add(meaning, name, .whole) } }
    }

    private mutating func add(_ meaning: Meaning, _ name: StaticString, _ extent: Extent) {
        var hash = Self.seed
        var length: UInt64 = 0
        for index in stride(from: name.utf8CodeUnitCount - 1, through: 0, by: -1) {
            // Safe: a static string owns its bytes for the life of the program.
            let byte = unsafe name.utf8Start[index]
            guard byte != ASCII.hyphen else { continue }
            hash = Self.mixed(hash, Self.folded(byte))
            length += 1
        }
        var slot = Self.slot(hash)
        while entries[slot].meaning != nil { slot = (slot &+ 1) & (Self.size &- 1) }
        entries[slot] = Entry(hash: hash, meaning: meaning, extent: extent)
        lengths[Int(WordHash.last(name) & 31)] |= 1 &<< length
        addEndings(of: name)
    }

    /// The third letter from the end of `user-id` may be any separator, or the letter before it; that of `pw` is anything.
    private mutating func addEndings(of name: StaticString) {
        let count = name.utf8CodeUnitCount
        // Safe: as above; no key has fewer than two letters.
        func letter(_ place: Int) -> UInt8 { unsafe name.utf8Start[count - place] }
        func add(_ third: UInt8) {
            let ending = Self.ending(letter(1), letter(2), third)
            endings[ending >> 6] |= 1 &<< UInt64(ending & 63)
        }
        if count == 2 {
            for third in 0..<UInt8(32) { add(third) }
        } else if letter(3) == ASCII.hyphen {
            for third in [ASCII.hyphen, ASCII.underscore, ASCII.dot, letter(4)] { add(third) }
        } else {
            add(letter(3))
        }
    }

    @inline(__always)
    private static func ending(_ last: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(last & 31) | Int(second & 31) &<< 5 | Int(third & 31) &<< 10
    }

    /// Whether a text may end as the keys do, by the look of its last three letters.
    ///
    /// - Parameter endings: Those of one table or of several.
    @inline(__always)
    static func mayEnd(_ bytes: Span<UInt8>, at end: Int, in endings: ContiguousArray<UInt64>) -> Bool {
        guard end >= 3 else { return true }
        let ending = ending(bytes[end &- 1], bytes[end &- 2], bytes[end &- 3])
        return endings[ending &>> 6] &>> UInt64(truncatingIfNeeded: ending & 63) & 1 == 1
    }

    /// The meaning of the key that ends at `end`, and where the words begin that have it.
    ///
    /// - Parameter floor: The key begins no earlier.
    @inline(never)
    func meaning(_ bytes: Span<UInt8>, endingAt end: Int, floor: Int) -> (meaning: Meaning, start: Int)? {
        var reader = Reader(bytes[end &- 1])
        return read(bytes, endingAt: end, floor: floor, &reader)
    }

    /// The meaning of a key, by itself or together with the key around it.
    ///
    /// - Parameter outer: The key whose object it stands in, if there is one.
    @inline(never)
    func meaning(_ bytes: Span<UInt8>, _ key: Range<Int>, in outer: Range<Int>?) -> Meaning? {
        guard let last = key.last else { return nil }
        var reader = Reader(bytes[last])
        var found = read(bytes, endingAt: key.upperBound, floor: key.lowerBound, &reader)?.meaning
        if let outer, reader.isOpen {
            reader.isWithin = true
            found = read(bytes, endingAt: outer.upperBound, floor: outer.lowerBound, &reader)?.meaning ?? found
        }
        return found
    }

    /// How far a key has been read.
    private struct Reader {
        var hash = TailTable.seed
        var length: UInt64 = 0
        let last: Int
        /// Whether what is read is a key around another one.
        var isWithin = false
        /// Whether all that was read belongs to words.
        var isOpen = true

        init(_ last: UInt8) { self.last = Int(last & 31) }
    }

    private func read(
        _ bytes: Span<UInt8>, endingAt end: Int, floor: Int, _ reader: inout Reader
    ) -> (meaning: Meaning, start: Int)? {
        let allowed = lengths[reader.last]
        guard allowed != 0 else { return nil }
        var found: (meaning: Meaning, start: Int)?
        var at = end
        let limit = Swift.max(floor, end &- Self.longest)
        while at > limit {
            let byte = bytes[at &- 1]
            at &-= 1
            if Self.isSeparator(byte) { continue }
            // Nothing that ends so is longer, or what stands here belongs to no word.
            guard allowed &>> reader.length > 1, byte.isWord || byte >= 0x80 else {
                reader.isOpen = false
                break
            }
            reader.hash = Self.mixed(reader.hash, Self.folded(byte))
            reader.length &+= 1
            if allowed &>> reader.length & 1 == 1, let entry = entry(reader.hash), let meaning = entry.meaning,
                matches(entry.extent, bytes, at, floor: floor, isWithin: reader.isWithin)
            {
                found = (meaning, at)
            }
        }
        return found
    }

    private func matches(_ extent: Extent, _ bytes: Span<UInt8>, _ at: Int, floor: Int, isWithin: Bool) -> Bool {
        switch extent {
        case .syllable: return true
        case .words: return Self.beginsWord(bytes, at, floor: floor)
        case .whole:
            if isWithin { return false }
            for place in floor..<at where !Self.isSeparator(bytes[place]) { return false }
            return true
        }
    }

    /// Whether a word begins at a letter of a key.
    private static func beginsWord(_ bytes: Span<UInt8>, _ at: Int, floor: Int) -> Bool {
        guard at > floor else { return true }
        let before = bytes[at &- 1]
        if !before.isWord || before == ASCII.underscore { return true }
        guard isCapital(bytes[at]) else { return false }
        // `lobbyPassword`, and the last capital of `XMLPassword`.
        return !isCapital(before) || bytes[at &+ 1].isLetter && !isCapital(bytes[at &+ 1])
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

    /// A letter in lower case; of those of Latin-1 in UTF-8, the second byte tells the case as ASCII does: `ü` is C3 BC, `Ü` C3 9C.
    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x80 ? byte | 0x20 : byte.lowercased }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == ASCII.underscore || byte == ASCII.hyphen || byte == ASCII.dot
    }

    private func entry(_ hash: UInt64) -> Entry? {
        var slot = Self.slot(hash)
        while entries[slot].meaning != nil {
            if entries[slot].hash == hash { return entries[slot] }
            slot = (slot &+ 1) & (Self.size &- 1)
        }
        return nil
    }

    // FNV-1a, by which a text can be read letter by letter.
    private static var seed: UInt64 { 0xCBF2_9CE4_8422_2325 }

    private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    private static func slot(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) &>> 55)
    }
}
