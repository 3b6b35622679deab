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

    static func text(_ statistics: Statistics, style: Style) -> String {
        switch style {
        case .text: text(statistics)
        case .json: json(statistics)
        }
    }

    private static func text(_ statistics: Statistics) -> String {
        func line(_ title: String, _ pairs: [(String, Int)]) -> String {
            let counts = pairs.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
            return "\(title): \(counts.isEmpty ? "none" : counts.joined(separator: ", "))\n"
        }
        return line("bytes", [("in", statistics.bytesIn), ("out", statistics.bytesOut)])
            + line("findings", kinds(statistics))
            + line("treatments", treatments(statistics))
            + line("records looked at", statistics.recordsByFormat.map { ($0.format, $0.count) })
            + "records withheld: \(statistics.withheld == 0 ? "none" : "\(statistics.withheld)")\n"
    }

    /// Keys and values are plain ASCII words and numbers, so that nothing has to be escaped.
    private static func json(_ statistics: Statistics) -> String {
        func object(_ pairs: [(String, Int)]) -> String {
            "{" + pairs.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
        }
        return """
            {"bytes":\(object([("in", statistics.bytesIn), ("out", statistics.bytesOut)])),\
            "findings":\(object(kinds(statistics))),\
            "treatments":\(object(treatments(statistics))),\
            "records":\(object(statistics.recordsByFormat.map { ($0.format, $0.count) })),\
            "withheld":\(statistics.withheld)}

            """
    }

    private static func kinds(_ statistics: Statistics) -> [(String, Int)] {
        Kind.allCases.map { ($0.rawValue, statistics.count(of: $0)) }
    }

    private static func treatments(_ statistics: Statistics) -> [(String, Int)] {
        Statistics.treatmentNames.map { ($0, statistics.count(ofTreatment: $0)) }
    }
}
