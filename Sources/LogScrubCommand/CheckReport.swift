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
        let level: Level
        /// What was found, or why it could not be read.
        let result: Result<Examination, ScrubError>

        var verdict: Verdict {
            switch result {
            case .failure: .unread
            case .success(let examination):
                !examination.isClean ? .beyond : examination.isProved ? .clean : .unproved
            }
        }

        /// What is told of each kind, and of each doubt, in the order of the table.
        fileprivate var rows: [(name: String, count: Examination.Count, isDoubt: Bool)] {
            guard case .success(let examination) = result else { return [] }
            var rows: [(String, Examination.Count, Bool)] = []
            for kind in Kind.allCases + Kind.customCases {
                if let count = examination.findings[kind] { rows.append((kind.rawValue, count, false)) }
            }
            if examination.others.count > 0 { rows.append(("other", examination.others, false)) }
            for doubt in Examination.Doubt.allCases {
                if let count = examination.doubts[doubt] { rows.append((doubt.rawValue, count, true)) }
            }
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
        case .sarif: sarif
        }
    }

    // MARK: For people

    private var table: String {
        Self.table(
            files.flatMap { file in
                file.rows.map { [file.name, $0.name, String($0.count.count), String($0.count.firstLine)] }
            })
    }

    /// Rows of four cells below a head; nothing if there are none.
    static func table(_ rows: [[String]]) -> String {
        if rows.isEmpty { return "" }
        let rows = [["FILE", "KIND", "COUNT", "FIRST LINE"]] + rows
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return (cells + [row[3]]).joined(separator: "  ") + "\n"
        }.joined()
    }

    /// What is so, in words.
    private static func sentence(_ file: File) -> String {
        switch file.result {
        case .failure(let error): return error.message
        case .success(let examination):
            let lines = "\(DryRunReport.grouped(examination.lines)) \(examination.lines == 1 ? "line" : "lines")"
            let doubts = Examination.Doubt.allCases.filter { examination.doubts[$0] != nil }.map(words)
            let doubt = doubts.isEmpty ? "" : "; not proved: \(doubts.joined(separator: "; "))"
            if examination.isClean { return "\(lines), nothing beyond level \(file.level.rawValue)\(doubt)" }
            let count = examination.findings.values.reduce(examination.others.count) { $0 + $1.count }
            let places = "\(DryRunReport.grouped(count)) \(count == 1 ? "place is" : "places are")"
            return "\(lines), \(places) beyond level \(file.level.rawValue)\(doubt)"
        }
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
                        JSONText.object([
                            (isDoubt ? "reason" : "kind", JSONText.quoted(row.name)),
                            ("count", String(row.count.count)),
                            ("first_line", String(row.count.firstLine)),
                        ])
                    })
            }
            switch file.result {
            case .success(let examination):
                pairs += [
                    ("lines", String(examination.lines)), ("findings", list(false)), ("unproved", list(true)),
                ]
            case .failure(let error): pairs.append(("error", JSONText.quoted(error.message)))
            }
            return JSONText.object(pairs + [("verdict", JSONText.quoted(file.verdict.rawValue))])
        }
        return JSONText.object([
            ("files", JSONText.array(files)), ("verdict", JSONText.quoted(verdict.rawValue)),
        ]) + "\n"
    }

    /// SARIF 2.1.0 (OASIS): a result for each file and kind, at its first line.
    private var sarif: String {
        var results: [String] = []
        for file in files {
            for row in file.rows {
                let count = "\(row.count.count) \(row.count.count == 1 ? "time" : "times")"
                let message =
                    row.isDoubt
                    ? "not proved (\(row.name)), \(count)" : "\(row.name) beyond level \(file.level.rawValue), \(count)"
                results.append(result(row.name, message, file.name, line: row.count.firstLine, isError: !row.isDoubt))
            }
            if case .failure(let error) = file.result {
                results.append(result("unread", error.message, file.name, line: 1, isError: false))
            }
        }
        let driver = JSONText.object([
            ("name", JSONText.quoted("logscrub")), ("version", JSONText.quoted(Version.number)),
        ])
        let run = JSONText.object([
            ("tool", JSONText.object([("driver", driver)])), ("results", JSONText.array(results)),
        ])
        return JSONText.object([
            ("$schema", JSONText.quoted("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", JSONText.quoted("2.1.0")), ("runs", JSONText.array([run])),
        ]) + "\n"
    }

    private func result(_ rule: String, _ message: String, _ file: String, line: Int, isError: Bool) -> String {
        let place = JSONText.object([
            ("artifactLocation", JSONText.object([("uri", JSONText.quoted(file))])),
            ("region", JSONText.object([("startLine", String(Swift.max(1, line)))])),
        ])
        return JSONText.object([
            ("ruleId", JSONText.quoted(rule)), ("level", JSONText.quoted(isError ? "error" : "warning")),
            ("message", JSONText.object([("text", JSONText.quoted(message))])),
            ("locations", JSONText.array([JSONText.object([("physicalLocation", place)])])),
        ])
    }
}
