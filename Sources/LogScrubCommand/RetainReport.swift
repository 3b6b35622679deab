internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// What is kept where, for people or for programs: the file, its age, where that is from, what it demands, what was done.
enum RetainReport {
    enum Style: String, CaseIterable {
        case text, json

        init(named name: String) throws(ScrubError) {
            guard let style = Style(rawValue: name) else {
                throw ScrubError.unknownName("format", among: Style.allCases.map(\.rawValue), given: name)
            }
            self = style
        }
    }

    /// What was done to a file or, in a dry run, would be.
    enum Deed: String, CaseIterable {
        case rewritten, deleted, unchanged, left, refused, failed
    }

    struct Line: Sendable {
        let file: FilePath
        /// Seconds.
        var age: Int64?
        var source: String?
        /// `nil` if the file stays as it was written, or nothing is known of it.
        var demand: String?
        var deed = Deed.left
        /// Why it was refused, or what failed.
        var reason: String?
        /// Of a dry run, what would be changed in a file that would be scrubbed.
        var examination: Examination?
    }

    static func text(_ lines: [Line], as style: Style, isDryRun: Bool) -> String {
        switch style {
        case .text: table(lines, isDryRun) + totals(lines, isDryRun) + changes(lines)
        case .json: json(lines, isDryRun)
        }
    }

    /// How many files came to what, in the order of `Deed`; what did not happen is left out.
    private static func counts(_ lines: [Line]) -> [(Deed, Int)] {
        Deed.allCases.map { deed in (deed, lines.count { $0.deed == deed }) }.filter { $0.1 > 0 }
    }

    // MARK: - Text

    private static func table(_ lines: [Line], _ isDryRun: Bool) -> String {
        if lines.isEmpty { return "" }
        let head = ["FILE", "AGE", "FROM", "DEMANDS", "RESULT"]
        let rows = lines.map { line in
            [
                FileName.printable(line.file), line.age.map(days) ?? "-", line.source ?? "-",
                line.demand ?? (line.age == nil ? "-" : "as written"), word(line.deed, isDryRun),
            ]
        }
        var widths = [0, 0, 0, 0, 0]
        for row in [head] + rows {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) }
        }
        var text = ""
        for row in [head] + rows {
            var line = ""
            for (index, cell) in row.enumerated() {
                line += cell
                if index < 4 { line += String(repeating: " ", count: widths[index] - cell.count + 2) }
            }
            text += line + "\n"
        }
        return text
    }

    private static func totals(_ lines: [Line], _ isDryRun: Bool) -> String {
        let parts = counts(lines).map { "\($0.1) \(word($0.0, isDryRun))" }
        let files = "\(lines.count) \(lines.count == 1 ? "file" : "files")"
        return parts.isEmpty ? "\(files)\n" : "\(files): \(parts.joined(separator: ", "))\n"
    }

    /// What would be changed, by file and kind.
    private static func changes(_ lines: [Line]) -> String {
        CheckReport.table(
            lines.flatMap { line in
                line.examination.map { DryRunReport.changes($0) }?.map { name, count in
                    [FileName.printable(line.file), name, String(count.count), String(count.firstLine)]
                } ?? []
            })
    }

    private static func word(_ deed: Deed, _ isDryRun: Bool) -> String {
        switch deed {
        case .rewritten where isDryRun: "would be scrubbed"
        case .deleted where isDryRun: "would be deleted"
        default: deed.rawValue
        }
    }

    /// Whole days.
    private static func days(_ seconds: Int64) -> String { "\(seconds / 86_400)d" }

    // MARK: - JSON

    private static func json(_ lines: [Line], _ isDryRun: Bool) -> String {
        let files = lines.map { line in
            var pairs = [("file", JSONText.quoted(line.file.string))]
            pairs.append(("age", line.age.map(String.init) ?? "null"))
            pairs.append(("age_from", line.source.map(JSONText.quoted) ?? "null"))
            pairs.append(("demands", line.demand.map(JSONText.quoted) ?? "null"))
            pairs.append(("result", JSONText.quoted(line.deed.rawValue)))
            if let examination = line.examination {
                let changes = DryRunReport.changes(examination).map { ($0.name, String($0.count.count)) }
                pairs.append(("changes", JSONText.object(changes)))
            }
            if let reason = line.reason { pairs.append(("reason", JSONText.quoted(reason))) }
            return JSONText.object(pairs)
        }
        var totals = [("files", String(lines.count))]
        for deed in Deed.allCases { totals.append((deed.rawValue, String(lines.count { $0.deed == deed }))) }
        return JSONText.object([
            ("dry_run", String(isDryRun)), ("files", "[" + files.joined(separator: ",") + "]"),
            ("totals", JSONText.object(totals)),
        ]) + "\n"
    }
}
