internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// `logscrub explain`: the policy in force, for people who have to answer for it.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says in plain sentences what the policy in force stores, in which form, and for how long.",
        usage: "logscrub explain [<options>] [<log> ...]",
        discussion: """
            For a privacy notice, or with --as record as an entry of the record of processing activities (Art. 30 GDPR). The sentences are made \
            from the policy that the filter would use with this policy file and these options. They say what is set, and not that it is lawful; \
            what only people know is marked, in brackets.

            How long logs are kept is told by [[retain]] in the policy file and, with --logrotate, by the configuration of logrotate: what it \
            guarantees, and what not. Beside it stands the age of the oldest record found on the disk, without a byte of it. Keys are not read.

            EXAMPLES
              A privacy notice:   logscrub explain --lang de --format html > notice.html
              Art. 30 GDPR:       logscrub explain --as record --format markdown > record.md
              With logrotate:     logscrub explain --logrotate /etc/logrotate.conf /var/log/nginx/access.log
              Another policy:     logscrub explain --no-config --level analytics --keep user

            EXIT STATUS
              0  it was printed
              64 an option or argument is wrong
              66 the policy file, or one of logrotate's, is missing or cannot be read
              78 the policy file, or one of logrotate's, must not be used as it is
            """)

    @Option(
        name: .customLong("lang"),
        help: ArgumentHelp("The language: en or de.", valueName: "name"),
        completion: .list(Language.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Language(named: text) } })
    var language: Language = .en

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "What the text is for: notice, a privacy notice; record, the record of processing activities.",
            valueName: "name"),
        completion: .list(PolicyExplanation.Purpose.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try PolicyExplanation.Purpose(named: text) } })
    var purpose: PolicyExplanation.Purpose = .notice

    @Option(
        name: .customLong("format"),
        help: ArgumentHelp("How it is written: text, markdown or html.", valueName: "style"),
        completion: .list(Explanation.Style.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Explanation.Style(named: text) } })
    var style: Explanation.Style = .text

    @Option(
        name: .customLong("logrotate"),
        help: ArgumentHelp(
            "The configuration of logrotate, whose rules are told: /etc/logrotate.conf. What it includes is read, too.",
            valueName: "file"),
        completion: .file())
    var logrotate: String?

    @OptionGroup(title: "The policy")
    var policy: PolicyOptions

    @OptionGroup(title: "Keys of pseudonyms")
    var keys: KeyOptions

    @OptionGroup(title: "The policy file")
    var configuration: ConfigurationOptions

    @Argument(
        help: ArgumentHelp(
            "Logs whose rules of logrotate are told; all that it has rules for, if none is named.", valueName: "log"),
        completion: .file())
    var logs: [String] = []

    func validate() throws {
        if logrotate == nil, !logs.isEmpty {
            throw ValidationError(
                "logs are named for --logrotate, which says what is done to them: --logrotate /etc/logrotate.conf")
        }
    }

    func run() throws {
        Signals.ignoreBrokenPipes()
        let file = try reported { () throws(ScrubError) in try configuration.read() }
        var options = try policy.configuration()
        options.period = keys.givenPeriod
        let said = file.overlaid(by: options)
        if let zone = said.timeZone { ProcessZone.use(zone) }
        let keys = keys.taking(said)
        try keys.validate(with: said.method ?? .hmac)
        let rotated = try reported { () throws(ScrubError) in
            try logrotate.map { name throws(ScrubError) in
                RotatedLog.all(in: try LogrotateConfiguration(reading: name), named: logs)
            } ?? []
        }
        let text = try usage { () throws(ScrubError) in
            try PolicyExplanation(
                as: purpose, in: language, said, file: configuration.name, keys: keys,
                retention: RetentionExplanation(said, logs: rotated)
            ).explanation
        }
        print(text.written(as: style), terminator: "")
    }
}

extension Explanation {
    enum Style: String, CaseIterable {
        case text, markdown, html

        init(named name: String) throws(ScrubError) {
            guard let style = Style(rawValue: name) else {
                throw ScrubError.unknownName("format", among: Style.allCases.map(\.rawValue), given: name)
            }
            self = style
        }
    }

    fileprivate func written(as style: Style) -> String {
        switch style {
        case .text: plainText(isColored: Terminal.takesColors(.standardOutput))
        case .markdown: markdown
        case .html: html
        }
    }
}
