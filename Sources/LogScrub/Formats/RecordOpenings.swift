/// With which bytes the records of formats begin, derived from their lines: most lines are ruled out for a record by a comparison of 24 bytes.
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
        /// Whether the date of an access log must stand in the record.
        let needsDate: Bool
        /// Whether the tag of a program must stand before it.
        let needsTag: Bool
    }

    private struct Opening {
        /// The place of the line in its format.
        let line: Int
        /// What stands at the beginning, as far as the line says it, and where it says so.
        let text: Head
        let mask: Head
    }

    /// The first 24 bytes of a record.
    struct Head {
        fileprivate var words: (UInt64, UInt64, UInt64)

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

    private let openings: ContiguousArray<Opening>
    private let groups: ContiguousArray<Group>
    /// Where the groups of each byte begin, and at last where they end.
    private let starts: ContiguousArray<Int>

    private init(_ formats: [RecordFormat]) {
        var lines = Array(repeating: [(format: Int, opening: Opening)](), count: 256)
        for (place, format) in formats.enumerated() {
            for (index, line) in format.lines.enumerated() {
                let (text, mask) = Self.beginning(of: line)
                let opening = Opening(line: index, text: text, mask: mask)
                for first in Self.firsts(of: line, format) { lines[Int(first)].append((place, opening)) }
            }
        }
        var openings = ContiguousArray<Opening>()
        var groups = ContiguousArray<Group>()
        var starts = ContiguousArray<Int>()
        for var rest in lines.map({ $0[...] }) {
            starts.append(groups.count)
            while let place = rest.first?.format {
                let count = openings.count
                while rest.first?.format == place { openings.append(rest.removeFirst().opening) }
                let format = formats[place]
                groups.append(
                    Group(
                        format: place, openings: count..<openings.count, glance: format.glance,
                        needsDate: format.needsDate, needsTag: format.needsTag))
            }
        }
        starts.append(groups.count)
        (self.openings, self.groups, self.starts) = (openings, groups, starts)
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

    /// What the texts and times say with which a line begins: up to the first quote, before which there may be backslashes, and of a time all but its
    /// digits and letters.
    private static func beginning(of line: [RecordFormat.Part]) -> (text: Head, mask: Head) {
        var (text, mask) = (Head(), Head())
        var index = 0
        for part in line {
            let (model, isTime): (StaticString, Bool)
            switch part {
            case .text(let string): (model, isTime) = (string, false)
            case .time(let string): (model, isTime) = (string, true)
            default: return (text, mask)
            }
            for byte in model.description.utf8 {
                if byte == ASCII.quote || index == Head.length { return (text, mask) }
                if !isTime || !byte.isDigit && !byte.isLetter {
                    text.set(byte, at: index)
                    mask.set(.max, at: index)
                }
                index += 1
            }
        }
        return (text, mask)
    }

    /// The places of the groups of records that begin with a byte.
    @inline(__always)
    func groups(of first: UInt8) -> Range<Int> { starts[Int(first)]..<starts[Int(first) &+ 1] }

    @inline(__always)
    subscript(place: Int) -> Group { groups[place] }

    /// Whether some line of a group may begin as a record does.
    @inline(__always)
    func mayBegin(_ head: Head, group place: Int, hasDate: Bool, hasTag: Bool) -> Bool {
        if groups[place].needsDate && !hasDate || groups[place].needsTag && !hasTag { return false }
        for index in groups[place].openings where mayBegin(head, index) { return true }
        return false
    }

    /// Whether a glance rules a record out.
    @inline(__always)
    func isRuledOut(_ bytes: Span<UInt8>, _ record: Range<Int>, group place: Int) -> Bool {
        guard let glance = groups[place].glance else { return false }
        return !glance(bytes, record)
    }

    @inline(__always)
    func mayBegin(_ head: Head, _ index: Int) -> Bool {
        let (words, text, mask) = (head.words, openings[index].text.words, openings[index].mask.words)
        return (words.0 & mask.0 ^ text.0) | (words.1 & mask.1 ^ text.1) | (words.2 & mask.2 ^ text.2) == 0
    }

    /// Which line of its format an opening belongs to.
    func line(_ index: Int) -> Int { openings[index].line }
}
