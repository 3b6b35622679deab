internal import ArgumentParser
internal import LogScrub

/// `logscrub retain`: rotated files keep the less, the older they are.
struct RetainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retain",
        abstract: "Brings rotated files to the level that their age demands, and deletes those that are too old.",
        usage: """
            logscrub retain --after <age=level> ... [--dry-run] [<options>] <file> ...
            logscrub retain [--config <file> ...] [--dry-run] [<options>]
            """,
        discussion: """
            To be run every day, or more often: what is done already is not done again, and a stricter level is never undone. Files are \
            rewritten as with --in-place, and keep their times. Until the first age they stay as they were written.

            The age counts from the date in the name (midnight, UTC), else from the newest record, else from the last modification; the table \
            says which. Known are the names of logrotate (access.log.1, access.log-20261121.gz), rotatelogs (access.log.1795219200), Tomcat \
            (localhost_access_log.2026-11-21.txt), coturn (turn_1234_2026-11-21.log) and IIS (u_ex261121.log; their dates are of the day that they were \
            begun), and .old. A file of another name may be the live log, and is refused, unless --rotated says that it is none. A file of a level is \
            read again in each run, to see that nothing is to be changed.

            Without --key-file, --key-fd or --keyring, pseudonyms differ from run to run, so those of two files cannot be compared.

            EXAMPLES
              What it would do: logscrub retain --dry-run --after 7d=minimal --after 30d=delete '/var/log/nginx/*.log-*'
              Three steps:      logscrub retain --site meet.example.org --key-file /etc/logscrub/key --after 3d=pseudonymous \
            --after 7d=minimal --after 30d=delete '/var/log/nginx/access.log-*' '/var/log/jitsi/*.log.*'
              Others' names:    logscrub retain --rotated 'trace-*.out' --after 7d=minimal '/var/log/app/*.out'
              The same, kept:   logscrub retain, with these lines in /etc/logscrub/config.toml:
                                  sites = ["meet.example.org"]
                                  key-file = "/etc/logscrub/key"
                                  [[retain]]
                                  files = ["/var/log/nginx/*.log-*"]
                                  after = ["3d=pseudonymous", "30d=delete"]

            EXIT STATUS
              0  all files are as their age demands
              64 an option or argument is wrong
              65 a file was refused, and is as it was; the others are done
              66 a file is missing or cannot be read, and the others are done; or the key file or configuration is missing
              69 a program that is needed is not installed (gzip, xz, zstd, bzip2)
              73 the keyring cannot take a new key, or no file can be made beside one
              74 the disk is full, or a file cannot be written or deleted
              78 the key or the configuration must not be used as it is
            """)

    @OptionGroup
    var options: RetainOptions

    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "The policy file, in TOML; if not given /etc/logscrub/config.toml or ~/.config/logscrub/config.toml. Its [[retain]] say what becomes of which files, if no file is named here. Repeatable; a file that two of them name is the first one's.",
            valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var configurations: [String] = []

    @Flag(name: .customLong("no-config"), help: "Read no policy file.")
    var isWithoutConfiguration = false

    @Flag(
        name: .customLong("dry-run"),
        help:
            "Change nothing, and say what would be done, what would be changed by kind, and what would go wrong. The files are read as else."
    )
    var isDryRun = false

    @Option(
        name: .customLong("format"),
        help: ArgumentHelp("The table at the end, as text or json.", valueName: "style"),
        completion: .list(RetainReport.Style.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try RetainReport.Style(named: text) } })
    var style: RetainReport.Style = .text

    @Option(help: ArgumentHelp("How many files are worked on side by side.", valueName: "count"))
    var jobs = 1

    @Flag(
        name: .customLong("quiet"),
        help: "No table at the end unless it is JSON, and no progress on a terminal; errors are still named.")
    var isQuiet = false

    func validate() throws {
        if !(1...64).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 64, not \(jobs)") }
        if isWithoutConfiguration, !configurations.isEmpty {
            throw ValidationError("give --config or --no-config, not both")
        }
        if try options.entry() != nil, configurations.count > 1 {
            throw ValidationError("files on the command line have one policy: give one --config")
        }
    }

    func run() throws {
        let plans = try makePlans()
        let run = RetainRun(plans: plans, isDryRun: isDryRun, isQuiet: isQuiet)
        let result = run.retain(jobs: jobs)
        if isDryRun || style == .json || !isQuiet {
            print(RetainReport.text(result.lines, as: style, isDryRun: isDryRun), terminator: "")
        }
        if result.wasInterrupted { Signals.endByReceivedSignal() }
        try result.exitCode.throwUnlessSuccess()
    }

    /// All files are read before anything is done.
    private func makePlans() throws -> [RetainRun.Plan] {
        let found = isWithoutConfiguration || !configurations.isEmpty ? nil : PolicyFile.found
        let names = configurations + (found.map { [$0] } ?? [])
        let files = try reported { () throws(ScrubError) in
            var files: [Configuration] = []
            for name in names { files.append(try PolicyFile.read(name).overlaid(by: options.configuration)) }
            return files
        }
        // Of two files that say another one, the first counts.
        if let zone = files.compactMap(\.timeZone).first { ProcessZone.use(zone) }
        if let entry = try options.entry() {
            let said = files.first ?? Configuration().overlaid(by: options.configuration)
            return try said.makePlans([entry], keys: options.keys, isDryRun: isDryRun)
        }
        guard files.contains(where: { !$0.retained.isEmpty }) else {
            throw ValidationError(
                "say what is to be done: --after 7d=minimal FILE, or [[retain]] in the policy file (\(PolicyFile.places.joined(separator: ", ")))"
            )
        }
        return try files.flatMap { try $0.makePlans($0.retained, keys: options.keys, isDryRun: isDryRun) }
    }
}
