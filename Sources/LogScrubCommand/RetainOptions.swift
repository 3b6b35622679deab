internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// Which files come to what: what the arguments of `logscrub retain` say, or a configuration file.
struct RetainOptions: ParsableArguments {
    @Option(
        name: .customLong("after"),
        help: ArgumentHelp(
            "From this age on (in h, d or w) a file is brought to a level, or is deleted: 3d=pseudonymous, 7d=minimal, 30d=delete. Older files must keep less; the order is analytics, pseudonymous, minimal, none, delete. Repeatable.",
            valueName: "age=level"),
        transform: { text in try usage { () throws(ScrubError) in try RetentionRules.Rule(text) } })
    var after: [RetentionRules.Rule] = []

    @Option(
        help: ArgumentHelp(
            "What pseudonyms of addresses look like: ipv6 (in fdb6:49ce:2040::/44), ipv4 (in 240.0.0.0/4) or token (a word).",
            valueName: "name"),
        completion: .list(AddressPseudonym.Form.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try AddressPseudonym.Form(named: text) } })
    var pseudonymForm: AddressPseudonym.Form = .ipv6

    @Option(
        name: .customLong("rotated"),
        help: ArgumentHelp(
            "Files of such a name are rotated ones too, beside those whose names say so: a pattern of the shell (*, ?, [) for the name without its folder, in quotes. Repeatable.",
            valueName: "pattern"),
        transform: { try namePattern($0) })
    var rotated: [String] = []

    @OptionGroup(title: "What becomes of the data")
    var content: ContentOptions

    @OptionGroup(title: "Keys of pseudonyms")
    var keys: KeyOptions

    @Argument(
        help: ArgumentHelp(
            "Rotated files, or patterns of such names (*, ?, [) in quotes. A pattern that nothing matches is fine.",
            valueName: "file"),
        completion: .file())
    var files: [String] = []

    /// Whether nothing is said.
    var isEmpty: Bool {
        after.isEmpty && files.isEmpty && rotated.isEmpty && pseudonymForm == .ipv6 && content.isEmpty && keys.isEmpty
    }

    /// The rules, if all that is needed is said.
    func makeRules() throws -> RetentionRules {
        if after.isEmpty { throw ValidationError("say what is to be done: --after 7d=minimal") }
        if files.isEmpty { throw ValidationError("name files: '/var/log/nginx/*.log-*'") }
        if files.contains("-") { throw ValidationError("standard input has no age; - is no file") }
        return try usage { () throws(ScrubError) in try RetentionRules(after) }
    }

    /// Reads the key, and makes what the run needs.
    ///
    /// - Parameter isDryRun: Whether no key and no keyring are to be made.
    func makePlan(isDryRun: Bool) throws -> RetainRun.Plan {
        let rules = try makeRules()
        let source: (any PeriodKeySource)? =
            try reported { () throws(ScrubError) in
                guard let source = try keys.openKeys(for: .hmac, creating: true, isRehearsal: isDryRun) else {
                    return nil
                }
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
            policy.addressPseudonym = try usage { () throws(ScrubError) in
                try AddressPseudonym(form: pseudonymForm, keeping: nil)
            }
            scrubbers[level] = Scrubber(policy: policy, format: .auto)
        }
        return RetainRun.Plan(rules: rules, scrubbers: scrubbers, patterns: files, rotated: rotated)
    }
}

private func namePattern(_ text: String) throws -> String {
    if text.isEmpty { throw ValidationError("the pattern of --rotated is empty") }
    if text.contains("/") {
        throw ValidationError("--rotated is a pattern for the name of a file, without its folder: 'app-*.txt'")
    }
    return text
}

// MARK: - Configuration files

extension RetainOptions {
    /// Reads a configuration file: in each line one option with its value, or one file or pattern; empty lines and those that begin with `#`
    /// say nothing.
    ///
    /// Nothing is quoted: the value is the rest of the line.
    init(configuration path: String) throws(ConfigurationError) {
        let lines: [String]
        do throws(ScrubError) {
            lines = try ConfigurationFile.lines(of: FileName.path(path))
        } catch {
            throw ConfigurationError(message: error.message, exitCode: ExitCode(for: error))
        }
        for (index, line) in lines.enumerated() where Self.lacksDashes(line) {
            throw ConfigurationError(
                path, line: index + 1,
                "options begin with two dashes, as in --after 7d=minimal; files are named by their path")
        }
        let arguments = lines.map(Self.arguments(in:))
        do {
            self = try RetainOptions.parse(arguments.flatMap(\.self))
            _ = try makeRules()
        } catch {
            // What is wrong by itself has a line.
            for (index, words) in arguments.enumerated() where !words.isEmpty {
                do { _ = try RetainOptions.parse(words) } catch {
                    throw ConfigurationError(path, line: index + 1, Self.message(for: error))
                }
            }
            throw ConfigurationError(path, line: nil, Self.message(for: error))
        }
    }

    /// Whether a line would be an option if it had its dashes: `after 7d=minimal`.
    private static func lacksDashes(_ line: String) -> Bool {
        let text = line.trimmingBlanks
        guard text.first?.isLetter == true, text.contains(where: { $0.isBlank || $0 == "=" }) else {
            return false
        }
        return (try? RetainOptions.parse(arguments(in: "--\(text)"))) != nil
    }

    private static func arguments(in line: String) -> [String] {
        let text = line.trimmingBlanks
        if text.isEmpty || text.hasPrefix("#") { return [] }
        guard text.hasPrefix("-"), let blank = text.firstIndex(where: \.isBlank) else {
            return [String(text)]
        }
        return [String(text[..<blank]), String(text[blank...].trimmingBlanks)]
    }
}

/// Why a configuration file cannot be used.
struct ConfigurationError: Error {
    let message: String
    let exitCode: ExitCode

    fileprivate init(message: String, exitCode: ExitCode) {
        self.message = message
        self.exitCode = exitCode
    }

    fileprivate init(_ path: String, line: Int?, _ message: String) {
        self.init(
            message: "\(FileName.printable(path)):\(line.map { "\($0):" } ?? "") \(message)", exitCode: .configuration)
    }
}

extension Character {
    fileprivate var isBlank: Bool { self == " " || self == "\t" }
}

extension StringProtocol {
    fileprivate var trimmingBlanks: SubSequence {
        guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
            return self[startIndex..<startIndex]
        }
        return self[first...last]
    }
}
