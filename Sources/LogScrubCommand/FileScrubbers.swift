internal import LogScrub

/// What scrubs each file: as the policy says of its source, or of all.
struct FileScrubbers {
    private let common: Scrubber
    private let others: [(source: SourceEntry, scrubber: Scrubber)]
    private let commonLevel: Level
    let keepList: KeepList

    /// - Parameter complete: Gives a policy its keys.
    /// - Throws: What contradicts something else.
    init(_ said: Configuration, complete: (inout Policy) -> Void) throws(ScrubError) {
        keepList = said.keepList
        commonLevel = said.level ?? .minimal
        common = Scrubber(policy: try Self.policy(said, complete), format: try said.makeFormat())
        var others: [(SourceEntry, Scrubber)] = []
        for source in said.sources {
            let policy = try Self.policy(said.other(level: source.level, paths: source.paths), complete)
            others.append((source, Scrubber(policy: policy, format: try said.makeFormat(of: source))))
        }
        self.others = others
    }

    private static func policy(
        _ said: Configuration, _ complete: (inout Policy) -> Void
    ) throws(ScrubError) -> Policy {
        var policy = try said.makePolicy()
        complete(&policy)
        return policy
    }

    /// The level of a file's records, but for those of sites with another one.
    func level(for file: String) -> Level {
        guard file != "-", !others.isEmpty else { return commonLevel }
        let path = FileName.path(file)
        return others.first { $0.source.contains(path) }?.source.level ?? commonLevel
    }

    /// What scrubs a file.
    func scrubber(for file: String) -> Scrubber {
        guard file != "-", !others.isEmpty else { return common }
        let path = FileName.path(file)
        return others.first { $0.source.contains(path) }?.scrubber ?? common
    }
}

extension Configuration {
    /// The format of a source's records; options win.
    fileprivate func makeFormat(of source: SourceEntry) throws(ScrubError) -> LogFormat {
        guard givenFormats.isEmpty, origins["format"] != "an option" else { return try makeFormat() }
        let own: LogFormat?
        do {
            own = try source.format(among: formats)
        } catch {
            throw ConfigurationFile.error("line \(error.place): \(error.message)")
        }
        if let own { return own }
        return try makeFormat()
    }
}
