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

        fileprivate init(_ format: RecordFormat, _ place: Int, openings: Range<Int>) {
            (self.format, self.openings) = (place, openings)
            (glance, needsDate, needsTag) = (format.glance, format.needsDate, format.needsTag)
        }

        fileprivate init(_ other: Group, openings: Range<Int>) {
            (format, self.openings) = (other.format, openings)
            (glance, needsDate, needsTag) = (other.glance, other.needsDate, other.needsTag)
        }
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
        let lines = formats.enumerated().flatMap { place, format in
            format.lines.enumerated().map { index, line in
                let (text, mask) = Self.beginning(of: line)
                return (
                    format: place, firsts: Self.firsts(of: line, format),
                    opening: Opening(line: index, text: text, mask: mask)
                )
            }
        }
        var openings = ContiguousArray<Opening>()
        var groups = ContiguousArray<Group>()
        var starts = ContiguousArray<Int>()
        for first in UInt8.min...UInt8.max {
            starts.append(groups.count)
            for line in lines where line.firsts.contains(first) {
                openings.append(line.opening)
                let (end, last) = (openings.count, groups.last)
                if let last, groups.count > starts[Int(first)], last.format == line.format {
                    groups[groups.count - 1] = Group(last, openings: last.openings.lowerBound..<end)
                } else {
                    groups.append(Group(formats[line.format], line.format, openings: end - 1..<end))
                }
            }
        }
        starts.append(groups.count)
        (self.openings, self.groups, self.starts) = (openings, groups, starts)
    }

    /// A set of bytes.
    private struct ByteSet {
        private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

        init(_ bytes: some Sequence<UInt8>) { for byte in bytes { insert(byte) } }

        static var all: ByteSet { ByteSet(UInt8.min...UInt8.max) }

        private mutating func insert(_ byte: UInt8) {
            let bit = UInt64(1) << UInt64(byte & 63)
            switch byte >> 6 {
            case 0: bits.0 |= bit
            case 1: bits.1 |= bit
            case 2: bits.2 |= bit
            default: bits.3 |= bit
            }
        }

        func contains(_ byte: UInt8) -> Bool {
            let word = byte < 128 ? (byte < 64 ? bits.0 : bits.1) : byte < 192 ? bits.2 : bits.3
            return word >> UInt64(byte & 63) & 1 == 1
        }
    }

    private static let digits = ASCII.zero...ASCII.zero + 9
    private static let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    private static let smallLetters = UInt8(ascii: "a")...UInt8(ascii: "z")

    /// The first bytes of the records of a line.
    private static func firsts(of line: [RecordFormat.Part], _ format: RecordFormat) -> ByteSet {
        switch line.first {
        case .text(let text)?: ByteSet([WordHash.first(text)])
        case .time(let model)?:
            WordHash.first(model).isDigit ? ByteSet(digits) : ByteSet(Array(capitals) + Array(smallLetters))
        case .numbers?: ByteSet(Array(digits) + [ASCII.hyphen, ASCII.plus, ASCII.slash])
        default: format.firsts.utf8CodeUnitCount == 0 ? .all : ByteSet(bytes(of: format.firsts))
        }
    }

    private static func bytes(of firsts: StaticString) -> [UInt8] {
        firsts.description.utf8.flatMap { sign -> [UInt8] in
            switch sign {
            case ASCII.zero: Array(digits)
            case UInt8(ascii: "A"): Array(capitals)
            case UInt8(ascii: "a"): Array(smallLetters)
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
