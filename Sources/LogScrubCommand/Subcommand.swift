internal import ArgumentParser
internal import LogScrub

/// What `logscrub` does beside being a filter. Only the first argument can say so: anywhere else, and with `./` in front, such a word is the
/// name of a file.
enum Subcommand: String, CaseIterable {
    case key, pseudonym

    var type: any ParsableCommand.Type {
        switch self {
        case .key: KeyCommand.self
        case .pseudonym: PseudonymCommand.self
        }
    }

    /// Runs the command that the arguments begin with.
    ///
    /// - Returns: `false` if they are the filter's.
    static func run(_ arguments: [String]) -> Bool {
        var arguments = arguments
        if arguments.first == "help" {
            arguments = arguments.dropFirst() + ["--help"]
            if let name = arguments.first, name != "--help", Subcommand(rawValue: name) == nil {
                refuse(name, among: allCases.map(\.rawValue), by: LogScrubCommand.self)
            }
        }
        guard let command = arguments.first.flatMap(Subcommand.init(rawValue:)) else {
            if arguments == ["--help"] { LogScrubCommand.main(arguments) }
            return false
        }
        arguments.removeFirst()
        // What would otherwise be "an unexpected argument" gets the nearest name.
        let names = command.type.configuration.subcommands.map { $0._commandName }
        if !names.isEmpty, let name = arguments.first, !name.hasPrefix("-"), !names.contains(name), name != "help" {
            refuse(name, among: names, by: command.type)
        }
        command.type.main(arguments)
        return true
    }

    /// What to add to the message about a file that does not exist, if a command was meant.
    static func hint(for file: String) -> String {
        guard let nearest = Suggestion.nearest(to: file, among: allCases.map(\.rawValue)) else { return "" }
        return "; did you mean 'logscrub \(nearest)'?"
    }

    private static func refuse(_ name: String, among names: [String], by command: any ParsableCommand.Type) -> Never {
        command.exit(
            withError: ValidationError(ScrubError.unknownName("command", among: names, given: name).message))
    }
}
