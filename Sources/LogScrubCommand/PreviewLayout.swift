internal import LogScrub

/// How a record is shown: before and after, with its findings marked, beside a margin that says what they are and what becomes of them.
struct PreviewLayout {
    /// How many columns there are; `nil` if lines are as long as they are, and what stands in the margin else stands above.
    let width: Int?
    /// Whether findings are marked by color, and not by a line below.
    let isColored: Bool

    private static let margin = 22
    /// What is left of a line beside the margin and the sign.
    private var room: Int { width.map { max(16, $0 - Self.margin - 2) } ?? .max }

    /// The rows for a record, without line ends. None is wider than the width, and none ends in color.
    func rows(_ record: ReviewedRecord, of file: String) -> [String] {
        let labels = Self.labels(record)
        let place = "\(file):\(record.firstLine)"
        let texts =
            side("-", record.before, record.marks.map(\.before), code: "1;31")
            + side("+", record.after, record.marks.map(\.after).sorted { $0.lowerBound < $1.lowerBound }, code: "1;32")
        guard width != nil else {
            return ["\(place) \(record.format): \(labels.joined(separator: ", "))"] + texts
        }
        let notes = labels.flatMap(Self.notes)
        let blank = String(repeating: " ", count: Self.margin)
        var rows = [paint(cut("\(place) (\(record.format))"), "1")]
        for index in 0..<max(notes.count, texts.count) {
            let note = index < notes.count ? notes[index] : ""
            let text = index < texts.count ? texts[index] : ""
            if note.isEmpty {
                rows.append(text.isEmpty ? "" : blank + text)
            } else {
                let padding = text.isEmpty ? "" : String(repeating: " ", count: Self.margin - note.count)
                rows.append(paint(note, "33") + padding + text)
            }
        }
        return rows + [""]
    }

    /// Paints a text, if there is color.
    func paint(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// What is known of the findings, each once: `address truncate`, with its number if there are more.
    private static func labels(_ record: ReviewedRecord) -> [String] {
        var labels: [(text: String, count: Int)] = []
        for mark in record.marks {
            let text = (mark.kind.map { $0.rawValue + " " } ?? "") + mark.treatment
            if let index = labels.firstIndex(where: { $0.text == text }) {
                labels[index].count += 1
            } else {
                labels.append((text, 1))
            }
        }
        return labels.map { $0.count == 1 ? $0.text : "\($0.text) x\($0.count)" }
    }

    /// A label in the rows of the margin that it needs.
    private static func notes(_ label: String) -> [String] {
        if label.count < margin { return [label] }
        var rows: [String] = []
        for word in label.split(separator: " ") {
            if let last = rows.last, last.count + word.count + 1 < margin {
                rows[rows.count - 1] = last + " " + word
            } else {
                rows.append((rows.isEmpty ? "" : "  ") + word.prefix(margin - 3))
            }
        }
        return rows
    }

    /// A sentence of the program's own, in rows that are no wider than the width.
    func folded(_ sentence: String) -> [String] {
        guard let width else { return [sentence] }
        var rows = [""]
        for word in sentence.split(separator: " ") {
            if rows[rows.count - 1].isEmpty {
                rows[rows.count - 1] = String(word)
            } else if rows[rows.count - 1].count + 1 + word.count <= width {
                rows[rows.count - 1] += " " + word
            } else {
                rows.append(String(word))
            }
        }
        return rows
    }

    /// The end of a text that has room in a row.
    private func cut(_ text: String) -> String { width.map { String(text.suffix($0)) } ?? text }

    /// The rows of one of the two texts. The first of each line begins with the sign.
    private func side(
        _ sign: String, _ bytes: ContiguousArray<UInt8>, _ marks: [Range<Int>], code: String
    ) -> [String] {
        var rows: [String] = []
        var start = 0
        repeat {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            var head = sign + " "
            for row in folded(ShownText.cells(of: bytes, start..<end, marks: marks)) {
                rows.append(head + painted(row, code))
                if !isColored, row.contains(where: \.isMarked) { rows.append("  " + carets(row)) }
                head = "  "
            }
            start = end + 1
        } while start < bytes.count
        return rows
    }

    /// Cells in rows that are no wider than the room; at least one row.
    private func folded(_ cells: [ShownText.Cell]) -> [ArraySlice<ShownText.Cell>] {
        var rows: [ArraySlice<ShownText.Cell>] = []
        var (start, used) = (0, 0)
        for (index, cell) in cells.enumerated() {
            if cell.width > room - used {
                rows.append(cells[start..<index])
                (start, used) = (index, 0)
            }
            used += cell.width
        }
        return rows + [cells[start...]]
    }

    private func painted(_ row: ArraySlice<ShownText.Cell>, _ code: String) -> String {
        var text = ""
        var isMarked = false
        for cell in row {
            if isColored, cell.isMarked != isMarked {
                text += cell.isMarked ? "\u{1B}[\(code)m" : "\u{1B}[0m"
                isMarked = cell.isMarked
            }
            text += cell.text
        }
        return isMarked ? text + "\u{1B}[0m" : text
    }

    /// Signs below what is marked.
    private func carets(_ row: ArraySlice<ShownText.Cell>) -> String {
        var text = ""
        for cell in row { text += String(repeating: cell.isMarked ? "^" : " ", count: cell.width) }
        while text.last == " " { text.removeLast() }
        return text
    }
}
