internal import ArgumentParser
internal import LogScrub

/// The options of `--in-place`.
struct InPlaceOptions: ParsableArguments {
    @Flag(
        name: .customLong("in-place"),
        help: ArgumentHelp(
            "Replace each file by what it is scrubbed to: the whole old or the whole new content, at every moment. Files of gzip, xz, zstd and bzip2 stay such."
        ))
    var isOn = false

    @Flag(name: .customLong("keep-times"), help: "The files keep their times of access and modification.")
    var keepsTimes = false

    @Option(
        name: .customLong("jobs"),
        help: ArgumentHelp("How many files are rewritten side by side.", valueName: "count"))
    var jobs: Int?

    @Option(
        name: .customLong("force"),
        help: ArgumentHelp(
            "Do what is refused otherwise. text: read what is no text, or is packed, as text as it is, also without --in-place. hard-links: rewrite a file with several names; the others keep the old content. open: rewrite a file that a program has open for writing; what it still writes is lost. Repeatable.",
            valueName: "what"),
        completion: .list(Forcible.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Forcible(named: text) } })
    var forced: [Forcible] = []

    @Flag(name: .customLong("quiet"), help: "No summary at the end, and no progress on a terminal.")
    var isQuiet = false

    @Option(name: .customLong("backup"), help: .hidden)
    var backup: String?

    /// What `--force` can be given.
    enum Forcible: String, CaseIterable {
        case hardLinks = "hard-links"
        case open, text

        init(named name: String) throws(ScrubError) {
            guard let value = Forcible(rawValue: name) else {
                throw ScrubError.unknownName("reason", among: Forcible.allCases.map(\.rawValue), given: name)
            }
            self = value
        }

        var force: RewriteOptions.Force {
            switch self {
            case .hardLinks: .hardLinks
            case .open: .writers
            case .text: .text
            }
        }
    }

    func validate() throws {
        if backup != nil {
            throw ValidationError(
                "there is no --backup: it would keep the personal data that you are removing. If you must, copy the file first, and delete the copy"
            )
        }
        if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 64, not \(jobs)") }
        guard !isOn else { return }
        let given = [
            ("--keep-times", keepsTimes), ("--jobs", jobs != nil), ("--force", !forced.allSatisfy { $0 == .text }),
            ("--quiet", isQuiet),
        ]
        if let lonely = given.first(where: { $0.1 }) {
            throw ValidationError(
                "\(lonely.0) needs --in-place\(lonely.0 == "--force" ? ", but for --force text" : "")")
        }
    }

    /// Whether all input is read as text, whatever it is.
    var takesAllForText: Bool { forced.contains(.text) }

    func requireFiles(_ files: [String]) throws {
        guard isOn else { return }
        if files.isEmpty { throw ValidationError("--in-place needs the names of files") }
        if files.contains("-") { throw ValidationError("--in-place cannot rewrite standard input; - is no file") }
    }

    /// A hook may run twice, and what is encrypted cannot be told from an address.
    func check(method: PseudonymMethod) throws {
        if method.encryption?.givesAddress == true {
            throw ValidationError(
                "--in-place does not go with --method \(method.rawValue): a second run would encrypt the addresses again. Write to another file, or take ipcrypt-nd"
            )
        }
    }

    func run(
        _ scrubbers: FileScrubbers, _ files: [String], _ statistics: StatisticsReport.Style?, isDryRun: Bool
    ) throws {
        var options = RewriteOptions()
        options.force = forced.reduce(into: []) { $0.formUnion($1.force) }
        options.keepsTimes = keepsTimes
        options.isRehearsal = isDryRun
        let run = InPlaceRun(scrubbers: scrubbers, options: options, isQuiet: isQuiet)
        let result = run.rewrite(files, jobs: jobs ?? 1)
        if isDryRun { print(DryRunReport.text(result.foretold), terminator: "") }
        if let statistics {
            StandardError.write(
                StatisticsReport.text(result.statistics, keepList: scrubbers.keepList, style: statistics))
        }
        if result.wasInterrupted { Signals.endByReceivedSignal() }
        try result.exitCode.throwUnlessSuccess()
    }
}
