internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// `logscrub preview`: what the filter would do, record by record. The one command that prints the log.
struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows what the filter would do, before and after. It prints the log itself.",
        usage: "logscrub preview [<options>] [<file> ...]",
        discussion: """
            Reads the files, folders or standard input, packed or not, and shows each record that would be changed, before and after, with what was found \
            marked, and a margin that says its kind and what becomes of it. The policy is that of the policy file and the options, as for the filter; the second \
            text is what the filter would write. Nothing is written into a file.

            This is the one command that prints the log, with all that is personal in it. So it writes to a terminal only, unless --yes-raw \
            is given. What a terminal would obey is shown as \\x1b. More than a page goes through $PAGER (less, if it is not set), which keeps no history \
            of searches then. NO_COLOR takes away the colors: a line of ^ marks what was found.

            EXAMPLES
              All of a file:    logscrub preview --site meet.example.org access.log.1
              Some of each:     logscrub preview --sample 20 /var/log/nginx
              Rooms only:       logscrub preview --kind room --kind user access.log.2.gz
              The journal:      journalctl --since today | logscrub preview --sample 40

            EXIT STATUS
              0  all that was asked for was shown, or the pager was left
              64 an option is wrong, or standard output is no terminal
              65 a file is no text, or damaged
              66 a file is missing or cannot be read
              74 the output cannot be written
              78 the key or the policy file must not be used as it is
            """)

    @Option(
        help: ArgumentHelp(
            "Show so many records, drawn by chance: some of each kind and format. They come when all is read.",
            valueName: "count"))
    var sample: Int?

    @Option(
        name: .customLong("kind"),
        help: ArgumentHelp(
            "Show only records in which something of this kind is changed. Repeatable.", valueName: "kind"),
        completion: .list(Kind.allCases.map(\.rawValue)))
    var kinds: [String] = []

    @Flag(name: .customLong("plain"), help: "No color, no pager, no margin, and each line as long as it is.")
    var isPlain = false

    @Flag(
        name: .customLong("yes-raw"),
        help: "Write the log into a file or pipe, if that is what standard output is. Whoever reads that has all of it."
    )
    var writesRaw = false

    @OptionGroup(title: "The policy")
    var policy: PolicyOptions

    @OptionGroup(title: "Keys of pseudonyms")
    var keys: KeyOptions

    @OptionGroup(title: "The policy file")
    var configuration: ConfigurationOptions

    @OptionGroup(title: "The records")
    var records: RecordOptions

    @Argument(
        help: ArgumentHelp(
            "Files, folders, and patterns of names (*, ?, [) in quotes; - is standard input.", valueName: "file"),
        completion: .file())
    var files: [String] = []

    func validate() throws {
        if let sample, !(1...10_000).contains(sample) {
            throw ValidationError("--sample is a number from 1 to 10000, not \(sample)")
        }
        guard Terminal.isTerminal(.standardOutput) || writesRaw else {
            throw ValidationError(
                "preview prints the log itself, with all that is personal in it, and standard output is no terminal; --yes-raw writes it there nonetheless"
            )
        }
        if keys.file.descriptor == 0, files.isEmpty || files.contains("-") {
            throw ValidationError(
                "--key-fd 0 is standard input, from which the records come; take 3: --key-fd 3 3<FILE")
        }
    }

    func run() throws {
        let isTerminal = Terminal.isTerminal(.standardOutput)
        if files.isEmpty, Terminal.isTerminal(.standardInput) {
            print(LogScrubCommand.helpMessage(for: Self.self))
            return
        }
        let filter = FilterPolicy(policy: policy, keys: keys, configuration: configuration, records: records)
        let scrubbers = try filter.makeScrubbers(isRehearsal: true)
        var run = PreviewRun(
            scrubbers: scrubbers,
            kinds: try usage { () throws(ScrubError) in
                try kinds.map { name throws(ScrubError) in try Kind(named: name) }
            },
            sample: sample, page: PreviewRun.Page(isTerminal: isTerminal, isPlain: isPlain))
        try run.show(InputFiles.expanded(files))
    }
}
