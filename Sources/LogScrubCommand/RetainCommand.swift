internal import ArgumentParser
internal import LogScrub

/// `logscrub retain`: rotated files keep the less, the older they are.
struct RetainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retain",
        abstract: "Brings rotated files to the level that their age demands, and deletes those that are too old.",
        usage: "logscrub retain --after <age=level> ... [--dry-run] [<options>] <file> ...",
        discussion: """
            To be run every day, or more often: what is done already is not done again, and a stricter level is never undone. Files are \
            rewritten as with --in-place, and keep their times. Until the first age they stay as they were written.

            The age counts from the date at the end of the name (access.log-20261121.gz, access.log.2026-11-21; midnight, UTC), else from \
            the last modification. A file whose name ends in no date, number (.1) or suffix of compression may be the live log, and is \
            refused. A file of a level is read again in each run, to see that nothing is to be changed.

            Without --key-file or --keyring, pseudonyms differ from run to run, so those of two files cannot be compared.

            EXAMPLES
              What it would do: logscrub retain --dry-run --after 7d=minimal --after 30d=delete '/var/log/nginx/*.log-*'
              Three steps:      logscrub retain --site meet.example.org --key-file /etc/logscrub/key --after 3d=pseudonymous \
            --after 7d=minimal --after 30d=delete '/var/log/nginx/access.log-*' '/var/log/jitsi/*.log.*'

            EXIT STATUS
              0  all files are as their age demands
              64 an option or argument is wrong
              65 a file was refused, and is as it was; the others are done
              66 a file is missing or cannot be read, or the key file is missing; the other files are done
              69 a program that is needed is not installed (gzip, xz, zstd, bzip2)
              73 the keyring cannot take a new key, or no file can be made beside one
              74 the disk is full, or a file cannot be written or deleted
              78 the key must not be used as it is
            """)

    @Option(
        name: .customLong("after"),
        help: ArgumentHelp(
            "From this age on (in h, d or w) a file is brought to a level, or is deleted: 3d=pseudonymous, 7d=minimal, 30d=delete. Older files must keep less; the order is analytics, pseudonymous, minimal, none, delete. Repeatable.",
            valueName: "age=level"),
        transform: { text in try usage { () throws(ScrubError) in try RetentionRules.Rule(text) } })
    var after: [RetentionRules.Rule] = []

    @Flag(name: .customLong("dry-run"), help: "Only say what would be done, in a line for each file.")
    var isDryRun = false

    @Flag(name: .customLong("quiet"), help: "No table at the end; errors are still named.")
    var isQuiet = false

    @OptionGroup(title: "What becomes of the data")
    var content: ContentOptions

    @OptionGroup(title: "Keys of pseudonyms")
    var keys: KeyOptions

    @Argument(
        help: ArgumentHelp(
            "Rotated files, or patterns of such names (*, ?, [) in quotes. A pattern that nothing matches is fine.",
            valueName: "file"),
        completion: .file())
    var files: [String]

    func validate() throws {
        if after.isEmpty { throw ValidationError("say what is to be done: --after 7d=minimal") }
        if files.contains("-") { throw ValidationError("standard input has no age; - is no file") }
        _ = try makeRules()
    }

    func run() throws {
        let rules = try makeRules()
        // A dry run makes no key and no keyring.
        let source: (any PeriodKeySource)? =
            try isDryRun
            ? nil
            : reported { () throws(ScrubError) in
                guard let source = try keys.openKeys(for: .hmac, creating: true) else { return nil }
                _ = try source.key(for: keys.period.current)
                return source
            }
        let shared: any PeriodKeySource = source ?? MasterKey()
        var scrubbers: [Level: Scrubber] = [:]
        for level in Level.allCases {
            var policy = Policy(level: level)
            content.apply(to: &policy)
            policy.period = keys.period
            policy.keys = shared
            scrubbers[level] = Scrubber(policy: policy, format: .auto)
        }
        let run = RetainRun(rules: rules, scrubbers: scrubbers, isDryRun: isDryRun, isQuiet: isQuiet)
        let result = run.retain(files)
        if isDryRun || !isQuiet { print(RetainReport.text(result.lines), terminator: "") }
        if result.wasInterrupted { Signals.endByReceivedSignal() }
        throw result.exitCode
    }

    private func makeRules() throws -> RetentionRules {
        try usage { () throws(ScrubError) in try RetentionRules(after) }
    }
}
