internal import LogScrub

/// What `logscrub check` has found before, and somebody has taken note of: how often, by file and kind, and nothing else.
struct Baseline {
    private var counts: [String: [String: Int]] = [:]

    /// Reads a file that `text(of:)` has made.
    ///
    /// - Throws: If it is missing, others can change it, or it is none.
    init(reading name: String) throws(ScrubError) {
        let printable = FileName.printable(name)
        let text = try ConfigurationFile.text(of: FileName.path(name))
        do throws(ConfigurationProblem) {
            guard case .table(let members) = try TOMLValue.read(text).content else { return }
            guard let files = members.first(where: { $0.key == "files" })?.value else { return }
            guard case .table(let tables) = files.content else { throw files.wrongType("a table") }
            for file in tables {
                guard case .table(let kinds) = file.value.content else { throw file.value.wrongType("a table") }
                for kind in kinds {
                    guard case .integer(let count) = kind.value.content else { throw kind.value.wrongType("a number") }
                    counts[file.key, default: [:]][kind.key] = count
                }
            }
        } catch {
            throw ConfigurationFile.error("\(printable):\(error.place): \(error.message)")
        }
    }

    /// How often something of a kind was known of in a file.
    func count(of kind: String, in file: String) -> Int { counts[file]?[kind] ?? 0 }

    /// The file that says what was found now. What could not be read is not in it.
    static func text(of files: [CheckReport.File]) -> String {
        var text = """
            # What logscrub check --write-baseline has found: how often, by file and kind. Nothing of the logs is here.
            # logscrub check --baseline of this file tells only of what is more.

            """
        for file in files where !file.rows.isEmpty {
            text += "\n[files.\(JSONText.quoted(file.name))]\n"
            for row in file.rows { text += "\(JSONText.quoted(row.name)) = \(row.count.count)\n" }
        }
        return text
    }
}
