internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The command: it parses arguments, calls the library and reports.
@main
struct LogScrubCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logscrub",
        abstract: "Takes personal data out of server logs.",
        usage: "logscrub [<options>] [<file> ...]",
        discussion: """
            Reads the files, or standard input, and writes the same lines to standard output. Addresses are truncated, their ports \
            zeroed, referrers of other sites dropped. Rooms, users, nicks and session ids get pseudonyms, the same in all lines of \
            a day and, without a key of your own, others in the next run. Queries lose what may name somebody, user agents all but \
            product and major version. Tokens, passwords, names, e-mail addresses, telephone numbers, messages and ids of browsers \
            become [jwt], [secret], [name] and so on. All else stays byte for byte. A file that is called like a subcommand is \
            given as ./key.

            EXAMPLES
              A file:            logscrub < access.log > clean.log
              Old files, packed: logscrub access.log.2.gz access.log.1 > clean.log
              The journal, live: journalctl -f -u prosody | logscrub
              A logrotate hook:  logscrub --site meet.example.org access.log.1 > access.log.1.clean
              A log of its own:  journalctl -f -u prosody | logscrub --output prosody.log
              Where it stands:   logscrub --in-place access.log.1 access.log.2.gz
              First to try:      logscrub --in-place --dry-run access.log.1 access.log.2.gz
              A key of your own: logscrub key new site.key
                                 logscrub --key-file site.key access.log > clean.log
              The same client:   logscrub --level pseudonymous --key-file site.key access.log > clean.log
              Somebody's lines:  logscrub pseudonym --key-file site.key 203.0.113.7

            FORMATS
              \(LogFormat.all.map(\.name).joined(separator: " "))

            EXIT STATUS
              0  all input was scrubbed and written (or the reader of the output went away)
              64 an option or argument is wrong
              65 a file or input was refused, as it is no text, damaged, or must not be rewritten; it is as it was, and the others \
            are done
              66 an input file is missing or cannot be read; the others are done
              69 a program that packed files need is not installed (gzip, xz, zstd, bzip2)
              73 the keyring cannot take a new key, or a file (--output, --tee-raw, --in-place) cannot be made
              74 the output cannot be written
              78 the key, the policy file, or the folder of --tee-raw, must not be used as it is: others can read or change it, or it \
            says what it cannot
            """,
        version: Version.number,
        subcommands: Subcommand.allCases.map(\.type)
    )

    @OptionGroup(title: "What becomes of the data")
    var policy: PolicyOptions

    @OptionGroup(title: "Keys of pseudonyms")
    var keys: KeyOptions

    @OptionGroup(title: "The policy file")
    var configuration: ConfigurationOptions

    @OptionGroup(title: "Where it goes")
    var output: OutputOptions

    @OptionGroup(title: "Rewriting files")
    var inPlace: InPlaceOptions

    @Flag(
        name: .customLong("dry-run"),
        help:
            "Change and write nothing: say on standard output what would be changed, by file and kind, and what would go wrong. The files are read as else."
    )
    var isDryRun = false

    @OptionGroup
    var records: RecordOptions

    @Option(
        name: .customLong("stats"), defaultAsFlag: "text",
        help: ArgumentHelp("Write counts to standard error at the end, as text or json.", valueName: "style"))
    var statisticsStyle: String?

    @Argument(
        help: ArgumentHelp("Files to read, one after the other; - is standard input.", valueName: "file"),
        completion: .file())
    var files: [String] = []

    static func main() {
        CoreDumps.forbid()
        Signals.ignoreBrokenPipes()
        let arguments = Array(Arguments.given.dropFirst())
        if let shell = Completions.shell(in: arguments) {
            print(Completions.script(for: shell), terminator: "")
            return
        }
        if Subcommand.run(arguments) { return }
        // A file name after `--stats` is a file name, not a style.
        runPrintably(arguments.map { $0 == "--stats" ? "--stats=text" : $0 })
    }

    private var statistics: StatisticsReport.Style?

    mutating func validate() throws {
        if let method = policy.addresses.givenMethod, configuration.isOff { try keys.validate(with: method) }
        if keys.file.descriptor == 0, files.isEmpty || files.contains("-") {
            throw ValidationError(
                "--key-fd 0 is standard input, from which the records come; take 3: --key-fd 3 3<FILE")
        }
        try inPlace.requireFiles(files)
        if inPlace.isOn {
            if output.isGiven { throw ValidationError("--output and --tee-raw do not go with --in-place") }
        }
        guard let name = statisticsStyle else { return }
        statistics = try usage { () throws(ScrubError) in try StatisticsReport.Style(named: name) }
    }

    func run() throws {
        if files.isEmpty, Terminal.isTerminal(.standardInput) {
            print(Self.helpMessage())
            return
        }
        let filter = FilterPolicy(policy: policy, keys: keys, configuration: configuration, records: records)
        let scrubbers = try filter.makeScrubbers(isRehearsal: isDryRun) { method in
            if inPlace.isOn { try inPlace.check(method: method) }
        }
        if inPlace.isOn {
            try inPlace.run(scrubbers, files, statistics, isDryRun: isDryRun)
            return
        }
        var run = Run(scrubbers: scrubbers, takesAllForText: inPlace.takesAllForText)
        if isDryRun {
            try run.rehearse(files.isEmpty ? ["-"] : files, into: output)
        } else {
            try run.scrub(files.isEmpty ? ["-"] : files, into: output)
        }
        if let statistics {
            StandardError.write(
                StatisticsReport.text(run.statistics, keepList: scrubbers.keepList, style: statistics))
        }
        if run.wasInterrupted { Signals.endByReceivedSignal() }
        try run.exitCode.throwUnlessSuccess()
    }
}
