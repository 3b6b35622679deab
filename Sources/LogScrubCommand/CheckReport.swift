internal import LogScrub

/// What `logscrub check` has found, for people or for programs: never a byte of the log.
struct CheckReport {
    enum Style: String, CaseIterable {
        case text, json, sarif

        init(named name: String) throws(ScrubError) {
            guard let style = Style(rawValue: name) else {
                throw ScrubError.unknownName("format", among: Style.allCases.map(\.rawValue), given: name)
            }
            self = style
        }
    }

    /// What was found in a file.
    struct File {
        /// Its name, as it can be printed.
        let name: String
        /// The bytes of its name.
        let bytes: [UInt8]
        let level: Level
        /// What was found, or why it could not be read.
        let result: Result<Examination, ScrubError>
        /// What was known before, if that is asked for: then only what is more is beyond the policy.
        let baseline: Baseline?

        /// What is told of a kind, or of a doubt.
        struct Row {
            let name: String
            let count: Examination.Count
            let isDoubt: Bool
            /// How many of them were not known before.
            let new: Int
        }

        var verdict: Verdict {
            switch result {
            case .failure: .unread
            case .success(let examination):
                baseline == nil
                    ? !examination.isClean ? .beyond : examination.isProved ? .clean : .unproved
                    : rows.contains { $0.new > 0 && !$0.isDoubt }
                        ? .beyond : rows.contains { $0.new > 0 } ? .unproved : .clean
            }
        }

        /// What is told of each kind, and of each doubt, in the order of the table.
        var rows: [Row] {
            guard case .success(let examination) = result else { return [] }
            var rows: [Row] = []
            func add(_ name: String, _ count: Examination.Count?, isDoubt: Bool = false) {
                guard let count, count.count > 0 else { return }
                let known = baseline?.count(of: name, in: self.name) ?? 0
                rows.append(Row(name: name, count: count, isDoubt: isDoubt, new: max(0, count.count - known)))
            }
            for kind in Kind.allCases + Kind.customCases { add(kind.rawValue, examination.findings[kind]) }
            add("other", examination.others)
            for doubt in Examination.Doubt.allCases { add(doubt.rawValue, examination.doubts[doubt], isDoubt: true) }
            return rows
        }
    }

    enum Verdict: String { case clean, beyond, unproved, unread }

    let files: [File]

    /// The worst of all.
    var verdict: Verdict {
        let all = files.map(\.verdict)
        return [.beyond, .unread, .unproved].first { all.contains($0) } ?? .clean
    }

    func text(as style: Style) -> String {
        switch style {
        case .text: table + files.map { "\($0.name): \(Self.sentence($0))\n" }.joined()
        case .json: json
        case .sarif: SARIFText.log(files)
        }
    }

    // MARK: For people

    private var table: String {
        let hasBaseline = files.contains { $0.baseline != nil }
        let rows = files.flatMap { file in
            file.rows.filter { $0.new > 0 }.map { row in
                [file.name, row.name] + (hasBaseline ? [String(row.new)] : [])
                    + [String(row.count.count), String(row.count.firstLine)]
            }
        }
        return Self.table(rows, head: hasBaseline ? ["FILE", "KIND", "NEW", "COUNT", "FIRST LINE"] : Self.head)
    }

    private static let head = ["FILE", "KIND", "COUNT", "FIRST LINE"]

    /// Rows of cells below a head; nothing if there are none.
    static func table(_ rows: [[String]], head: [String] = head) -> String {
        if rows.isEmpty { return "" }
        let rows = [head] + rows
        let widths = (0..<head.count - 1).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return (cells + [row[widths.count]]).joined(separator: "  ") + "\n"
        }.joined()
    }

    /// What is so, in words.
    private static func sentence(_ file: File) -> String {
        switch file.result {
        case .failure(let error): return error.message
        case .success(let examination):
            let rows = file.rows.filter { $0.new > 0 }
            let doubts = Examination.Doubt.allCases.filter { doubt in rows.contains { $0.name == doubt.rawValue } }
            let doubt = doubts.isEmpty ? "" : "; not proved: \(doubts.map(words).joined(separator: "; "))"
            let lines = "\(number(examination.lines, "line", "lines"))"
            let before =
                examination.before == 0
                ? "" : "; \(number(examination.before, "place is", "places are")) in older records, and not counted"
            let count = rows.reduce(0) { $0 + ($1.isDoubt ? 0 : $1.new) }
            let known = file.rows.reduce(0) { $0 + $1.count.count - $1.new }
            let baseline = known == 0 ? "" : "; \(number(known, "is", "are")) in the baseline"
            let what = file.baseline == nil ? "" : " and new"
            let beyond = "beyond level \(file.level.rawValue)\(what)"
            let places = count == 0 ? "nothing \(beyond)" : "\(number(count, "place is", "places are")) \(beyond)"
            return "\(lines), \(places)\(baseline)\(before)\(doubt)"
        }
    }

    /// `1,204 lines`
    private static func number(_ count: Int, _ one: String, _ many: String) -> String {
        "\(DryRunReport.grouped(count)) \(count == 1 ? one : many)"
    }

    private static func words(_ doubt: Examination.Doubt) -> String {
        switch doubt {
        case .withheldBefore: "an earlier run has withheld something that nobody can look at any more"
        case .notScanned: "some records cannot be scanned, and would be withheld"
        case .secondOpinion: "something reads as an address, and was taken for something else"
        }
    }

    // MARK: For programs

    private var json: String {
        let files = files.map { file in
            var pairs = [("file", JSONText.quoted(file.name)), ("level", JSONText.quoted(file.level.rawValue))]
            func list(_ isDoubt: Bool) -> String {
                JSONText.array(
                    file.rows.filter { $0.isDoubt == isDoubt }.map { row in
                        var pairs = [
                            (isDoubt ? "reason" : "kind", JSONText.quoted(row.name)),
                            ("count", String(row.count.count)),
                        ]
                        if file.baseline != nil { pairs.append(("new", String(row.new))) }
                        return JSONText.object(pairs + [("first_line", String(row.count.firstLine))])
                    })
            }
            switch file.result {
            case .success(let examination):
                pairs += [
                    ("lines", String(examination.lines)), ("findings", list(false)), ("unproved", list(true)),
                ]
                if examination.before > 0 { pairs.append(("before", String(examination.before))) }
            case .failure(let error): pairs.append(("error", JSONText.quoted(error.message)))
            }
            return JSONText.object(pairs + [("verdict", JSONText.quoted(file.verdict.rawValue))])
        }
        return JSONText.object([
            ("files", JSONText.array(files)), ("verdict", JSONText.quoted(verdict.rawValue)),
        ]) + "\n"
    }
}
