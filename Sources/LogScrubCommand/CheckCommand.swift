internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// `logscrub check`: is what is there within the policy?
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says whether logs are as the policy demands, without a byte of them.",
        usage: "logscrub check [<options>] [<file> ...]",
        discussion: """
            Reads the files, folders or standard input, packed or not, and tells what scrubbing them would change: a table by file and kind, \
            with counts and the first line of each. Nothing is written, and nothing of the log is printed. The policy is that of the policy \
            file and the options, as for the filter.

            A plain reader that shares no code with the search looks for addresses, too. Where it finds one that was left, that is not \
            proved to be nobody's; neither is what an earlier run has withheld, or what cannot be scanned.

            EXAMPLES
              After a hook:      logscrub check /var/log/nginx/*.1
              All of a folder:   logscrub check /var/log/nginx
              For a program:     logscrub check --format json access.log | jq .verdict
              Another level:     logscrub check --level analytics access.log.2.gz
              Of this week:      logscrub check --since 7d /var/log/nginx
              What is new:       logscrub check --write-baseline known.toml /var/log/app
                                 logscrub check --baseline known.toml /var/log/app

            EXIT STATUS
              0  nothing is beyond the policy, or nothing that the baseline does not have
              1  something is
              2  something could not be read, or is not proved
              64 an option or argument is wrong
              66 the baseline or the policy file is missing or cannot be read
              73 the new baseline cannot be made
              74 it cannot be written
              78 the policy file or the baseline must not be used as it is
            """)

    @OptionGroup(title: "The policy")
    var policy: PolicyOptions

    @OptionGroup(title: "The policy file")
    var configuration: ConfigurationOptions

    @Option(
        name: .customLong("format"),
        help: ArgumentHelp("How it is told: text, json, or sarif for tools that collect findings.", valueName: "style"),
        completion: .list(CheckReport.Style.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try CheckReport.Style(named: text) } })
    var style: CheckReport.Style = .text

    @Option(
        name: .customLong("baseline"),
        help: ArgumentHelp(
            "Tell only of what is more than this file says, kind by kind and file by file, and end with 0 if nothing is. Nobody but its owner may be able to change it.",
            valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var baseline: String?

    @Option(
        name: .customLong("write-baseline"),
        help: ArgumentHelp(
            "Write what is found to this file: counts by file and kind, and nothing of the logs. What is beyond the policy ends with 0 then.",
            valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var newBaseline: String?

    @Option(
        name: .customLong("since"),
        help: ArgumentHelp(
            "Only records of this time or later count: 2026-11-21, 2026-11-21T10:00:00Z, or as long ago as 7d, 12h, 30m. Those that do not say their time count, too.",
            valueName: "time"),
        transform: { text in try usage { () throws(ScrubError) in try Period.start(of: text) } })
    var since: Int64?

    @Flag(name: .customLong("strict"), help: "What is not proved, or cannot be read, ends with 1, too.")
    var isStrict = false

    @Argument(
        help: ArgumentHelp(
            "Files, folders, and patterns of names (*, ?, [) in quotes; - is standard input.", valueName: "file"),
        completion: .file())
    var files: [String] = []

    func validate() throws {
        if baseline != nil, newBaseline != nil {
            throw ValidationError("give --baseline or --write-baseline, not both")
        }
    }

    func run() throws {
        let file = try reported { () throws(ScrubError) in try configuration.read() }
        let said = file.overlaid(by: try policy.configuration())
        if let zone = said.timeZone { ProcessZone.use(zone) }
        let scrubbers = try usage { () throws(ScrubError) in try FileScrubbers(said) { _ in } }
        let known = try reported { () throws(ScrubError) in
            try baseline.map { name throws(ScrubError) in try Baseline(reading: name) }
        }
        Signals.ignoreBrokenPipes()
        let names = InputFiles.expanded(files)
        let wakeUp = Signals.descriptorForWakeUps(.everyEnd)
        var results: [CheckReport.File] = []
        for name in names {
            let entry = scrubbers.entry(for: name)
            func result(_ result: Result<Examination, ScrubError>) -> CheckReport.File {
                CheckReport.File(
                    name: InputFiles.printable(name), bytes: FileName.bytes(name == "-" ? "standard input" : name),
                    level: entry.level, result: result, baseline: known)
            }
            do throws(ScrubError) {
                let found = try InputFiles.reading(name) { input throws(ScrubError) in
                    var statistics = Statistics()
                    return try entry.scrubber.examine(
                        input, since: since, wakeUp: wakeUp, statistics: &statistics)
                }
                guard let examination = found else { Signals.endByReceivedSignal() }
                results.append(result(.success(examination)))
            } catch {
                results.append(result(.failure(error)))
            }
        }
        if results.isEmpty {
            StandardError.write("logscrub: nothing was read: there is no file in what was named\n")
            throw ExitCode(isStrict ? 1 : 2)
        }
        let report = CheckReport(files: results)
        print(report.text(as: style), terminator: "")
        if let newBaseline {
            try reported { () throws(ScrubError) in
                try WholeFile.write(Baseline.text(of: results), to: FileName.path(newBaseline))
            }
            if !results.contains(where: { $0.verdict == .unread }) { return }
            throw ExitCode(isStrict ? 1 : 2)
        }
        switch report.verdict {
        case .clean: break
        case .beyond: throw ExitCode(1)
        case .unread, .unproved: throw ExitCode(isStrict ? 1 : 2)
        }
    }
}
