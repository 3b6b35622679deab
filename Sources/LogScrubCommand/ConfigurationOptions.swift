internal import ArgumentParser
internal import LogScrub

/// The options that say which policy file is read.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "The policy file, in TOML (logscrub config default); if not given /etc/logscrub/config.toml, or ~/.config/logscrub/config.toml, if one of them is there. Options win over it.",
            valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var file: String?

    @Flag(name: .customLong("no-config"), help: "Read no policy file.")
    var isOff = false

    func validate() throws {
        if isOff, file != nil { throw ValidationError("give --config or --no-config, not both") }
    }

    /// The file that is read.
    var name: String? { isOff ? nil : file ?? PolicyFile.found }

    /// What the file says; nothing if there is none.
    func read() throws(ScrubError) -> Configuration { try name.map(PolicyFile.read) ?? Configuration() }
}
