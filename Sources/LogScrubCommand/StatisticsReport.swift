internal import LogScrub

/// Writes counts for people or for programs.
enum StatisticsReport {
    enum Style: String, CaseIterable, Decodable {
        case text, json

        init(named name: String) throws(ScrubError) {
            guard let style = Style(rawValue: name) else {
                throw ScrubError.unknownName("style", among: Style.allCases.map(\.rawValue), given: name)
            }
            self = style
        }
    }

    /// - Parameter keepList: What the policy lets pass.
    static func text(_ statistics: Statistics, keepList: KeepList, style: Style) -> String {
        let kept = keepList.entries.enumerated().map { place, entry in
            (entry: entry, count: place < statistics.kept.count ? statistics.kept[place] : 0)
        }
        return switch style {
        case .text: text(statistics, kept)
        case .json: json(statistics, kept)
        }
    }

    private static func text(_ statistics: Statistics, _ kept: [(entry: KeepList.Entry, count: Int)]) -> String {
        func line(_ title: String, _ pairs: [(String, Int)]) -> String {
            let counts = pairs.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
            return "\(title): \(counts.isEmpty ? "none" : counts.joined(separator: ", "))\n"
        }
        return line("bytes", [("in", statistics.bytesIn), ("out", statistics.bytesOut)])
            + line("findings", kinds(statistics))
            + line("treatments", treatments(statistics))
            + line("records looked at", statistics.recordsByFormat.map { ($0.format, $0.count) })
            + "records withheld: \(statistics.withheld == 0 ? "none" : "\(statistics.withheld)")\n"
            + kept.map { entry, count in
                "kept by '\(FileName.printable(entry.text))' of \(entry.list): \(count == 0 ? "nothing yet" : "\(count)")\n"
            }.joined()
    }

    /// Keys and values are plain ASCII words and numbers, so that nothing has to be escaped.
    private static func json(_ statistics: Statistics, _ kept: [(entry: KeepList.Entry, count: Int)]) -> String {
        func object(_ pairs: [(String, Int)]) -> String { JSONText.object(pairs.map { ($0.0, String($0.1)) }) }
        let entries = kept.map { entry, count in
            JSONText.object([
                ("list", JSONText.quoted(entry.list)), ("entry", JSONText.quoted(entry.text)), ("count", String(count)),
            ])
        }.joined(separator: ",")
        return """
            {"bytes":\(object([("in", statistics.bytesIn), ("out", statistics.bytesOut)])),\
            "findings":\(object(kinds(statistics))),\
            "treatments":\(object(treatments(statistics))),\
            "records":\(object(statistics.recordsByFormat.map { ($0.format, $0.count) })),\
            "withheld":\(statistics.withheld)\(kept.isEmpty ? "" : ",\"kept\":[\(entries)]")}

            """
    }

    private static func kinds(_ statistics: Statistics) -> [(String, Int)] {
        (Kind.allCases + Kind.customCases).map { ($0.rawValue, statistics.count(of: $0)) }
    }

    private static func treatments(_ statistics: Statistics) -> [(String, Int)] {
        Statistics.treatmentNames.map { ($0, statistics.count(ofTreatment: $0)) }
    }
}
