internal import LogScrub

/// Bytes of a log as a terminal may be shown them: what it would obey, and what is no UTF-8, stands there as `\x1b`.
enum ShownText {
    /// What is never broken: a character, or what stands for one.
    struct Cell {
        let text: String
        /// How many columns of a terminal it takes.
        let width: Int
        let isMarked: Bool
    }

    /// The cells of a text without line ends.
    ///
    /// - Parameters:
    ///   - range: Which part of `bytes`.
    ///   - marks: Ranges of `bytes` that are marked, in the order of their beginnings.
    static func cells(of bytes: ContiguousArray<UInt8>, _ range: Range<Int>, marks: [Range<Int>]) -> [Cell] {
        var cells: [Cell] = []
        cells.reserveCapacity(range.count)
        var at = range.lowerBound
        var mark = 0
        // The furthest end of the marks that have begun.
        var markedEnd = 0
        while at < range.upperBound {
            while mark < marks.count, marks[mark].lowerBound <= at {
                markedEnd = max(markedEnd, marks[mark].upperBound)
                mark += 1
            }
            let byte = bytes[at]
            if byte >= 0x20, byte < 0x7F {
                cells.append(Cell(text: String(Unicode.Scalar(byte)), width: 1, isMarked: at < markedEnd))
                at += 1
                continue
            }
            var decoder = UTF8()
            var rest = bytes[at..<min(at + 4, range.upperBound)].makeIterator()
            if case .scalarValue(let scalar) = decoder.decode(&rest) {
                let end = at + UTF8.width(scalar)
                let text = FileName.printable(FileName.text(bytes[at..<end]))
                let width = text.utf8.first == UInt8(ascii: "\\") ? text.utf8.count : columns(scalar)
                cells.append(Cell(text: text, width: width, isMarked: at < markedEnd))
                at = end
            } else {
                let text = FileName.printable(FileName.text(bytes[at..<at + 1]))
                cells.append(Cell(text: text, width: text.utf8.count, isMarked: at < markedEnd))
                at += 1
            }
        }
        return cells
    }

    /// How many columns a character takes: none if it goes onto the one before, two if it is wide (UAX #11, its blocks in the large).
    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
