internal import LogScrub

/// What `logscrub check` has found, in SARIF 2.1.0 (OASIS): a result for each file and kind, at its first line.
enum SARIFText {
    static func log(_ files: [CheckReport.File]) -> String {
        let driver = JSONText.object([
            ("name", JSONText.quoted("logscrub")), ("version", JSONText.quoted(Version.number)),
        ])
        let run = JSONText.object([
            ("tool", JSONText.object([("driver", driver)])), ("results", JSONText.array(files.flatMap(results))),
        ])
        return JSONText.object([
            ("$schema", JSONText.quoted("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", JSONText.quoted("2.1.0")), ("runs", JSONText.array([run])),
        ]) + "\n"
    }

    private static func results(_ file: CheckReport.File) -> [String] {
        if case .failure(let error) = file.result {
            return [result("unread", error.message, file, line: 1, isError: false)]
        }
        return file.rows.map { row in
            let count = "\(row.count.count) \(row.count.count == 1 ? "time" : "times")"
            let message =
                row.isDoubt
                ? "not proved (\(row.name)), \(count)" : "\(row.name) beyond level \(file.level.rawValue), \(count)"
            return result(
                row.name, message, file, line: row.count.firstLine, isError: !row.isDoubt,
                state: file.baseline == nil ? nil : row.new > 0 ? "new" : "unchanged")
        }
    }

    private static func result(
        _ rule: String, _ message: String, _ file: CheckReport.File, line: Int, isError: Bool, state: String? = nil
    ) -> String {
        let place = JSONText.object([
            ("artifactLocation", JSONText.object([("uri", JSONText.quoted(reference(file.bytes)))])),
            ("region", JSONText.object([("startLine", String(Swift.max(1, line)))])),
        ])
        var pairs = [
            ("ruleId", JSONText.quoted(rule)), ("level", JSONText.quoted(isError ? "error" : "warning")),
            ("message", JSONText.object([("text", JSONText.quoted(message))])),
            ("locations", JSONText.array([JSONText.object([("physicalLocation", place)])])),
        ]
        if let state { pairs.append(("baselineState", JSONText.quoted(state))) }
        return JSONText.object(pairs)
    }

    /// The name of a file as a reference (RFC 3986): each byte that is no letter, digit, slash, or one of `-._~` is percent-encoded.
    static func reference(_ name: [UInt8]) -> String {
        var reference = ""
        for byte in name {
            let character = Character(Unicode.Scalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || "/-._~".contains(character) {
                reference.append(character)
            } else {
                reference += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return reference
    }
}
