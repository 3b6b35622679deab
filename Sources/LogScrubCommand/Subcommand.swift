internal import ArgumentParser
internal import LogScrub

/// What `logscrub` does beside being a filter. Only the first argument can say so: anywhere else, and with `./` in front, such a word is the
/// name of a file.
enum Subcommand: String, CaseIterable {
    case check, preview, explain, key, pseudonym, decrypt, retain, config, formats

    var type: any ParsableCommand.Type {
        switch self {
        case .check: CheckCommand.self
        case .explain: ExplainCommand.self
        case .preview: PreviewCommand.self
        case .key: KeyCommand.self
        case .pseudonym: PseudonymCommand.self
        case .decrypt: DecryptCommand.self
        case .retain: RetainCommand.self
        case .config: ConfigCommand.self
        case .formats: FormatsCommand.self
        }
    }

    /// Runs the command that the arguments begin with.
    ///
    /// - Returns: `false` if they are the filter's.
    static func run(_ arguments: [String]) -> Bool {
        let isHelp = arguments.first == "help"
        let words = Array(isHelp ? arguments.dropFirst() : arguments[...])
        guard let first = words.first else {
            if isHelp { LogScrubCommand.main(["--help"]) }
            return isHelp
        }
        guard let command = Subcommand(rawValue: first) else {
            if isHelp { refuse(unknown(first, among: allCases.map(\.rawValue)), seeing: "logscrub") }
            return false
        }
        let names = command.type.configuration.subcommands.map { $0._commandName }
        if !names.isEmpty, !isHelp, words.count == 1 {
            refuse("say what to do: \(names.joined(separator: " or "))", seeing: "logscrub \(first)")
        }
        // The parser would only say that the word is unexpected.
        if !names.isEmpty, words.count > 1, !words[1].hasPrefix("-"), !(names + ["help"]).contains(words[1]) {
            refuse(unknown(words[1], among: names), seeing: "logscrub \(first)")
        }
        Root.runPrintably(arguments)
        return true
    }

    /// What to add to the message about a file that does not exist, if a command was meant.
    static func hint(for file: String) -> String {
        guard let nearest = Suggestion.nearest(to: file, among: allCases.map(\.rawValue)) else { return "" }
        return "; did you mean 'logscrub \(nearest)'?"
    }

    private static func unknown(_ name: String, among names: [String]) -> String {
        ScrubError.unknownName("command", among: names, given: name).message
    }

    private static func refuse(_ message: String, seeing command: String) -> Never {
        StandardError.write("Error: \(FileName.printable(message))\n  See '\(command) --help' for more information.\n")
        Root.exit(withError: ExitCode.validationFailure)
    }

    /// `logscrub` as these commands see it: the filter would take their names for files.
    private struct Root: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "logscrub", subcommands: Subcommand.allCases.map(\.type))
    }
}
