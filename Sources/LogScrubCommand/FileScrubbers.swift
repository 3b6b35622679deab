internal import LogScrub

/// What scrubs each file: as the policy says of its source, or of all.
struct FileScrubbers {
    /// What scrubs a file, and the level of its records, but for those of sites with another one.
    struct Entry {
        let scrubber: Scrubber
        let level: Level
    }

    private let common: Entry
    private let others: [(source: SourceEntry, entry: Entry)]
    let keepList: KeepList

    /// - Parameter complete: Gives a policy its keys.
    /// - Throws: What contradicts something else.
    init(_ said: Configuration, complete: (inout Policy) -> Void) throws(ScrubError) {
        keepList = said.keepList
        common = try Self.entry(said, format: said.makeFormat(), complete)
        var others: [(SourceEntry, Entry)] = []
        for source in said.sources {
            let other = said.other(level: source.level, paths: source.paths)
            others.append((source, try Self.entry(other, format: said.makeFormat(of: source), complete)))
        }
        self.others = others
    }

    private static func entry(
        _ said: Configuration, format: LogFormat, _ complete: (inout Policy) -> Void
    ) throws(ScrubError) -> Entry {
        var policy = try said.makePolicy()
        complete(&policy)
        return Entry(scrubber: Scrubber(policy: policy, format: format), level: policy.level)
    }

    /// What there is for a file.
    func entry(for file: String) -> Entry {
        guard file != "-", !others.isEmpty else { return common }
        let path = FileName.path(file)
        return others.first { $0.source.contains(path) }?.entry ?? common
    }

    func scrubber(for file: String) -> Scrubber { entry(for: file).scrubber }
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
