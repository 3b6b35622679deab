/// With which bytes the records of formats begin, derived from their lines: most formats are ruled out for a record by comparisons of its first 24
/// bytes with what their lines begin with, each of which is made once for all of them.
///
/// A class, so that asking copies nothing.
final class RecordOpenings: Sendable {
    /// The lines of a format that may begin with a byte.
    struct Group {
        /// Its place in `RecordFormat.all`.
        let format: Int
        let openings: Range<Int>
        /// What else rules a record out; `nil` where there is nothing.
        let glance: RecordFormat.Glance?
    }

    /// Groups of one bucket, a bit for each.
    typealias Groups = UInt64

    /// What may begin with a byte.
    private struct Bucket {
        var groups = 0..<0
        var beginnings = 0..<0
        /// The groups that need no date of an access log in the record.
        var undated: Groups = 0
        /// The groups that need no tag of a program before it.
        var untagged: Groups = 0
    }

    /// What stands at the beginning of a line, as far as the line says it, and where it says so.
    private struct Beginning: Equatable {
        var text = Head()
        var mask = Head()
    }

    private struct Opening {
        /// The place of the line in its format.
        let line: Int
        let beginning: Beginning
    }

    /// The first 24 bytes of a record.
    struct Head: Equatable {
        fileprivate var words: (UInt64, UInt64, UInt64)

        static func == (one: Head, other: Head) -> Bool { one.words == other.words }

        fileprivate static let length = 24

        /// - Precondition: So many bytes can be read; checked.
        @inline(__always)
        init(_ bytes: Span<UInt8>, at start: Int) {
            words = (bytes.word(at: start), bytes.word(at: start &+ 8), bytes.word(at: start &+ 16))
        }

        fileprivate init() { words = (0, 0, 0) }

        fileprivate mutating func set(_ byte: UInt8, at index: Int) {
            let bits = UInt64(byte) << UInt64(8 * (index % 8))
            switch index / 8 {
            case 0: words.0 |= bits
            case 1: words.1 |= bits
            default: words.2 |= bits
            }
        }
    }

    static let shared = RecordOpenings(RecordFormat.all)

    private let buckets: ContiguousArray<Bucket>
    private let groups: ContiguousArray<Group>
    private let openings: ContiguousArray<Opening>
    /// What lines begin with, each once in a bucket, and the groups that have such a line.
    private let beginnings: ContiguousArray<(Beginning, Groups)>

    private init(_ formats: [RecordFormat]) {
        var lines = Array(repeating: [(format: Int, opening: Opening)](), count: 256)
        for (place, format) in formats.enumerated() {
            for (index, line) in format.lines.enumerated() {
                let opening = Opening(line: index, beginning: Self.beginning(of: line))
                for first in Self.firsts(of: line, format) { lines[Int(first)].append((place, opening)) }
            }
        }
        var buckets = ContiguousArray<Bucket>()
        var groups = ContiguousArray<Group>()
        var openings = ContiguousArray<Opening>()
        var beginnings = ContiguousArray<(Beginning, Groups)>()
        for var rest in lines.map({ $0[...] }) {
            var bucket = Bucket()
            let (firstGroup, firstBeginning) = (groups.count, beginnings.count)
            while let place = rest.first?.format {
                let (count, bit) = (openings.count, Groups(1) << Groups(groups.count - firstGroup))
                precondition(bit != 0, "a bit for each format")
                while rest.first?.format == place {
                    let opening = rest.removeFirst().opening
                    openings.append(opening)
                    if let same = beginnings[firstBeginning...].firstIndex(where: { $0.0 == opening.beginning }) {
                        beginnings[same].1 |= bit
                    } else {
                        beginnings.append((opening.beginning, bit))
                    }
                }
                let format = formats[place]
                groups.append(Group(format: place, openings: count..<openings.count, glance: format.glance))
                if !format.needsDate { bucket.undated |= bit }
                if !format.needsTag { bucket.untagged |= bit }
            }
            bucket.groups = firstGroup..<groups.count
            bucket.beginnings = firstBeginning..<beginnings.count
            buckets.append(bucket)
        }
        self.buckets = buckets
        self.groups = groups
        self.openings = openings
        self.beginnings = beginnings
    }

    private static let digits = Array(ASCII.zero...ASCII.zero + 9)
    private static let capitals = Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    private static let smallLetters = Array(UInt8(ascii: "a")...UInt8(ascii: "z"))

    /// The first bytes of the records of a line.
    private static func firsts(of line: [RecordFormat.Part], _ format: RecordFormat) -> [UInt8] {
        switch line.first {
        case .text(let text)?: [WordHash.first(text)]
        case .time(let model)?: WordHash.first(model).isDigit ? digits : capitals + smallLetters
        case .numbers?: digits + [ASCII.hyphen, ASCII.plus, ASCII.slash]
        default: format.firsts.utf8CodeUnitCount == 0 ? Array(UInt8.min...UInt8.max) : bytes(of: format.firsts)
        }
    }

    private static func bytes(of firsts: StaticString) -> [UInt8] {
        firsts.description.utf8.flatMap { sign in
            switch sign {
            case ASCII.zero: digits
            case UInt8(ascii: "A"): capitals
            case UInt8(ascii: "a"): smallLetters
            default: [sign]
            }
        }
    }

    /// What the texts and times say with which a line begins: up to the first quote, before which there may be backslashes, and of a time where its
    /// digits and letters stand.
    private static func beginning(of line: [RecordFormat.Part]) -> Beginning {
        var beginning = Beginning()
        var index = 0
        for part in line {
            let (model, isTime): (StaticString, Bool)
            switch part {
            case .text(let string): (model, isTime) = (string, false)
            case .time(let string): (model, isTime) = (string, true)
            default: return beginning
            }
            for (offset, byte) in model.description.utf8.enumerated() {
                if byte == ASCII.quote || index == Head.length { return beginning }
                // The upper bits of digits and letters tell them from most other signs, and from each other; a digit and the blank in its place have
                // three of them in common.
                let ofDigit: UInt8 = Span.mayBePadded(model, offset) ? 0xE0 : 0xF0
                let mask: UInt8 = !isTime ? .max : byte.isDigit ? ofDigit : byte.isLetter ? 0xC0 : .max
                beginning.text.set(byte & mask, at: index)
                beginning.mask.set(mask, at: index)
                index += 1
            }
        }
        return beginning
    }

    /// The groups of which some line may begin as a record does: they are behind the first one of its bucket.
    @inline(__always)
    func groups(_ head: Head, first: UInt8, hasDate: Bool, hasTag: Bool) -> (first: Int, Groups) {
        let bucket = buckets[Int(first)]
        var groups: Groups = 0
        for index in bucket.beginnings where Self.isEqual(head, beginnings[index].0) { groups |= beginnings[index].1 }
        if !hasDate { groups &= bucket.undated }
        if !hasTag { groups &= bucket.untagged }
        return (bucket.groups.lowerBound, groups)
    }

    /// The group of a format among those that may begin with a byte.
    func group(of format: Int, first: UInt8) -> Group? {
        buckets[Int(first)].groups.first { groups[$0].format == format }.map { groups[$0] }
    }

    @inline(__always)
    subscript(place: Int) -> Group { groups[place] }

    @inline(__always)
    func mayBegin(_ head: Head, _ index: Int) -> Bool { Self.isEqual(head, openings[index].beginning) }

    @inline(__always)
    private static func isEqual(_ head: Head, _ beginning: Beginning) -> Bool {
        let (words, text, mask) = (head.words, beginning.text.words, beginning.mask.words)
        return (words.0 & mask.0 ^ text.0) | (words.1 & mask.1 ^ text.1) | (words.2 & mask.2 ^ text.2) == 0
    }

    /// Which line of its format an opening belongs to.
    func line(_ index: Int) -> Int { openings[index].line }
}
