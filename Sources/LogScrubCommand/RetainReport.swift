/// What is kept where, in columns: the file, its age, where that is from, what it demands, what was done.
enum RetainReport {
    struct Line: Sendable {
        /// As `FileName.printable` has it.
        let file: String
        /// Seconds.
        var age: Int64?
        var source = "-"
        var demand = "-"
        var deed = "-"
    }

    static func text(_ lines: [Line]) -> String {
        let rows = lines.map { [$0.file, $0.age.map(days) ?? "-", $0.source, $0.demand, $0.deed] }
        var widths = [0, 0, 0, 0, 0]
        for row in rows { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
        var text = ""
        for row in rows {
            var line = ""
            for (index, cell) in row.enumerated() {
                line += cell
                if index < 4 { line += String(repeating: " ", count: widths[index] - cell.count + 2) }
            }
            text += line + "\n"
        }
        return text
    }

    /// Whole days.
    private static func days(_ seconds: Int64) -> String { "\(seconds / 86_400)d" }
}
