internal import LogScrub

/// What a dry run says on standard output: what would be changed, by file and kind, and a sentence for each file. What goes wrong is told on standard error,
/// as it would be.
enum DryRunReport {
    /// What there is to say of a file.
    struct File: Sendable {
        /// Its name, as it can be printed.
        let name: String
        let examination: Examination
        /// What becomes of it: `would be rewritten: `; nothing for the filter.
        var verdict = ""
    }

    static func text(_ files: [File]) -> String {
        let rows = files.flatMap { file in
            changes(file.examination).map { [file.name, $0.name, String($0.count.count), String($0.count.firstLine)] }
        }
        return CheckReport.table(rows) + files.map { "\($0.name): \(sentence($0))\n" }.joined()
    }

    /// What would be changed, by the names of kinds, in the order of the table.
    static func changes(_ examination: Examination) -> [(name: String, count: Examination.Count)] {
        var changes: [(String, Examination.Count)] = []
        for kind in Kind.allCases + Kind.customCases {
            if let count = examination.findings[kind] { changes.append((kind.rawValue, count)) }
        }
        if examination.others.count > 0 { changes.append(("other", examination.others)) }
        if let withheld = examination.doubts[.notScanned] { changes.append(("withheld", withheld)) }
        return changes
    }

    private static func sentence(_ file: File) -> String {
        let lines = "\(grouped(file.examination.lines)) \(file.examination.lines == 1 ? "line" : "lines")"
        let count = changes(file.examination).reduce(0) { $0 + $1.count.count }
        let places = count == 0 ? "nothing" : "\(grouped(count)) \(count == 1 ? "place" : "places")"
        return "\(file.verdict)\(lines), \(places) would be changed"
    }

    /// `1,204`
    static func grouped(_ number: Int) -> String {
        var digits = ""
        for (place, digit) in String(number).reversed().enumerated() {
            if place > 0, place.isMultiple(of: 3) { digits.append(",") }
            digits.append(digit)
        }
        return String(digits.reversed())
    }
}
