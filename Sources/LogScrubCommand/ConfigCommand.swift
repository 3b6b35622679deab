internal import ArgumentParser
internal import LogScrub

/// `logscrub config`: the policy file, looked at.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Checks the policy file, and says what is in force.",
        usage: "logscrub config check [<file>] | logscrub config show [<options>] | logscrub config default",
        subcommands: [Check.self, Show.self, Default.self]
    )

    /// `logscrub config check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Says what is wrong in a policy file.",
            usage: "logscrub config check [<file>]",
            discussion: """
                Without a file, the one is checked that the filter would read: /etc/logscrub/config.toml, or, for others than root, \
                ~/.config/logscrub/config.toml. The first mistake is named with its line and column, and what was probably meant.

                EXAMPLES
                  The one in force:   logscrub config check
                  One to be:          logscrub config check ./config.toml

                EXIT STATUS
                  0  the file can be used, or there is none
                  66 the file is missing or cannot be read
                  78 the file must not be used as it is
                """)

        @Argument(help: ArgumentHelp("The file.", valueName: "file"), completion: .file(extensions: ["toml"]))
        var file: String?

        func run() throws {
            guard let name = file ?? PolicyFile.found else {
                print(
                    "There is no policy file (\(PolicyFile.places.joined(separator: ", "))): the built-in policy is in force."
                )
                return
            }
            _ = try reported { () throws(ScrubError) in try PolicyFile.read(name) }
            print("\(FileName.printable(name)): nothing is wrong.")
        }
    }

    /// `logscrub config show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Prints the policy that is in force, and where each part of it comes from.",
            usage: "logscrub config show [--config <file> | --no-config] [<options of a policy>]",
            discussion: """
                What it prints is a policy file itself. Behind each setting stands the line of the file that says it, an option, the \
                level, or that it is built in.

                EXAMPLES
                  In force:          logscrub config show
                  With an option:    logscrub config show --level analytics --keep user

                EXIT STATUS
                  0  it was printed
                  64 an option is wrong
                  66 the file is missing or cannot be read
                  78 the file must not be used as it is
                """)

        @OptionGroup
        var configuration: ConfigurationOptions

        @OptionGroup
        var policy: PolicyOptions

        func run() throws {
            let file = try reported { () throws(ScrubError) in try configuration.read() }
            let said = file.overlaid(by: try policy.configuration())
            let policy = try usage { () throws(ScrubError) in try said.makePolicy() }
            print("# \(configuration.name.map { FileName.printable($0) } ?? "no policy file")")
            print(PolicyText.text(of: policy, said), terminator: "")
        }
    }

    /// `logscrub config default`.
    struct Default: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "default",
            abstract: "Prints the built-in policy as a policy file, with what each setting means.",
            usage: "logscrub config default > config.toml")

        func run() { print(PolicyText.builtIn, terminator: "") }
    }
}
