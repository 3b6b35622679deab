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

            EXIT STATUS
              0  nothing is beyond the policy
              1  something is
              2  something could not be read, or is not proved
              64 an option or argument is wrong
              78 the policy file must not be used as it is
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

    @Flag(name: .customLong("strict"), help: "What is not proved, or cannot be read, ends with 1, too.")
    var isStrict = false

    @Argument(
        help: ArgumentHelp(
            "Files, folders, and patterns of names (*, ?, [) in quotes; - is standard input.", valueName: "file"),
        completion: .file())
    var files: [String] = []

    func run() throws {
        let file = try reported { () throws(ScrubError) in try configuration.read() }
        let said = file.overlaid(by: try policy.configuration())
        if let zone = said.timeZone { ProcessZone.use(zone) }
        let scrubbers = try usage { () throws(ScrubError) in try FileScrubbers(said) { _ in } }
        Signals.ignoreBrokenPipes()
        let names = InputFiles.expanded(files)
        let wakeUp = Signals.descriptorForWakeUps(.everyEnd)
        var results: [CheckReport.File] = []
        for name in names {
            let entry = scrubbers.entry(for: name)
            let shown = InputFiles.printable(name)
            do throws(ScrubError) {
                let found = try InputFiles.reading(name) { input throws(ScrubError) in
                    try entry.scrubber.examine(input, wakeUp: wakeUp)
                }
                guard let examination = found else { Signals.endByReceivedSignal() }
                results.append(CheckReport.File(name: shown, level: entry.level, result: .success(examination)))
            } catch {
                results.append(CheckReport.File(name: shown, level: entry.level, result: .failure(error)))
            }
        }
        if results.isEmpty {
            StandardError.write("logscrub: nothing was read: there is no file in what was named\n")
            throw ExitCode(isStrict ? 1 : 2)
        }
        let report = CheckReport(files: results)
        print(report.text(as: style), terminator: "")
        switch report.verdict {
        case .clean: break
        case .beyond: throw ExitCode(1)
        case .unread, .unproved: throw ExitCode(isStrict ? 1 : 2)
        }
    }
}
