internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// Logs with one rule of logrotate, or without any.
struct RotatedLog {
    /// Paths, or patterns of paths.
    let names: [String]
    /// `nil` if logrotate has no rule for them.
    private let settings: LogrotateSettings?
    private let oldest: OldestOnDisk

    private init(names: [String], settings: LogrotateSettings?, files: [FilePath]) {
        (self.names, self.settings) = (names, settings)
        oldest = OldestOnDisk(files.flatMap { [$0] + Self.rotated(of: $0, settings ?? LogrotateSettings()) })
    }

    /// The logs that a configuration has rules for.
    ///
    /// - Parameter named: Those that are of interest; all, if there are none.
    static func all(in configuration: LogrotateConfiguration, named: [String]) -> [RotatedLog] {
        var (logs, seen): ([RotatedLog], Set<FilePath>) = ([], [])
        if named.isEmpty {
            for section in configuration.sections {
                // Each log has the rules of the first place.
                let own = section.logs.map { pattern in
                    (pattern, Self.files(of: pattern).filter { seen.insert($0).inserted })
                }.filter { !$0.1.isEmpty || Self.isPattern($0.0) && Self.files(of: $0.0).isEmpty }
                if own.isEmpty { continue }
                logs.append(RotatedLog(names: own.map(\.0), settings: section.settings, files: own.flatMap(\.1)))
            }
            return logs
        }
        for name in named {
            let path = FileName.path(name)
            let section = configuration.sections.first { section in
                section.logs.contains { $0 == name || FileName.matches(path, pattern: $0) }
            }
            logs.append(RotatedLog(names: [name], settings: section?.settings, files: [path]))
        }
        return logs
    }

    private static func isPattern(_ name: String) -> Bool { name.contains { "*?[".contains($0) } }

    private static func files(of name: String) -> [FilePath] {
        isPattern(name) ? ConfigurationFile.paths(matching: FileName.path(name)) : [FileName.path(name)]
    }

    /// The rotated files of a log that are there: by number or by date.
    private static func rotated(of log: FilePath, _ settings: LogrotateSettings) -> [FilePath] {
        guard let name = log.lastComponent?.string else { return [] }
        let own = log.removingLastComponent()
        let folder = settings.folder.map { own.pushing(FileName.path($0)) } ?? own
        var patterns = ["\(quoted(name)).*", "\(quoted(name))-*"]
        if let suffix = settings.suffix, name.hasSuffix(suffix) {
            let stem = quoted(String(name.dropLast(suffix.count)))
            patterns += ["\(stem).*\(quoted(suffix))*", "\(stem)-*\(quoted(suffix))*"]
        }
        return patterns.flatMap {
            ConfigurationFile.paths(matching: FileName.path("\(quoted(FileName.text(folder)))/\($0)"))
        }
    }

    private static func quoted(_ name: String) -> String {
        name.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
    }

    // MARK: Sentences

    func lines(in language: Language) -> [Line] {
        guard let settings else { return [Sentence.notRotated.line(in: language)] + oldest.lines(in: language) }
        return settings.lines(in: language) + oldest.lines(in: language)
    }
}

extension LogrotateSettings {
    /// What logrotate does, and what that guarantees.
    fileprivate func lines(in language: Language) -> [Line] {
        var lines: [Line] = []
        func say(_ sentence: Sentence?, _ directive: String = "", _ values: [String: Sentence.Value] = [:]) {
            guard let sentence else { return }
            lines.append(sentence.line(in: language, values.merging(["directive": .code(directive)]) { $1 }))
        }
        var size = 0
        if case .size(let bytes) = interval { size = bytes }
        say(Sentence.intervals[interval.name], "size", ["size": Self.size(size)])
        if maximumSize > 0, interval.days != nil { say(.maximumSize, "maxsize", ["size": Self.size(maximumSize)]) }
        if !rotatesEmpty { say(.notEmpty, "notifempty") }
        if minimumSize > 0 { say(.minimumSize, "minsize", ["size": Self.size(minimumSize)]) }
        if minimumAge > 0 { say(.minimumAge, "minage", ["age": .line(.days(minimumAge, in: language))]) }
        if keepsLog { say(.copied, "copy") }
        switch count {
        case 0: say(.noCount, "rotate 0")
        case ..<0: say(.anyCount, "rotate -1")
        case 1: say(.oneFile, "rotate 1")
        default: say(.count, "rotate \(count)", ["count": .number(count)])
        }
        if maximumAge > 0, count != 0 {
            say(.maximumAge, "maxage \(maximumAge)", ["age": .line(.days(maximumAge, in: language))])
        }
        if isMailed { say(.mailed, "mail") }
        return lines + [guarantee(in: language)]
    }

    private func guarantee(in language: Language) -> Line {
        if let bound { return Sentence.bound.line(in: language, ["age": .line(.days(bound, in: language))]) }
        var line = Sentence.noBound.line(in: language)
        if keepsLog { return line + Sentence.logStays.line(in: language) }
        if count < 0, maximumAge == 0 { return line + Sentence.nothingDeletes.line(in: language) }
        if maximumAge == 0, count > 0 {
            line = line + Sentence.countsFiles.line(in: language)
            if let usualAge {
                line = line + Sentence.usualAge.line(in: language, ["age": .line(.days(usualAge, in: language))])
            }
        }
        return mustRotate ? line : line + Sentence.maybeForEver.line(in: language)
    }

    private static func size(_ bytes: Int) -> Sentence.Value {
        for (unit, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)] where bytes > 0 && bytes.isMultiple(of: 1 << shift)
        {
            return .words("\(bytes >> shift)\u{a0}\(unit)")
        }
        return .words("\(bytes)\u{a0}B")
    }
}

/// The oldest record in some files.
struct OldestOnDisk {
    private var found: (time: Int64, file: FilePath)?
    /// What could not be read.
    private var unreadable: [FilePath] = []
    /// Whether there is any file.
    private var isThere = false

    init(matching patterns: [String]) {
        self.init(patterns.flatMap { (try? RetainedFile.paths(matching: FileName.path($0))) ?? [] })
    }

    /// - Parameter files: Those that are not there say nothing.
    init(_ files: [FilePath]) {
        for file in files where ConfigurationFile.isThere(file) {
            isThere = true
            do throws(ScrubError) {
                guard let time = try OldestRecord.time(in: file) else { continue }
                if time < found?.time ?? .max { found = (time, file) }
            } catch {
                unreadable.append(file)
            }
        }
    }

    func lines(in language: Language) -> [Line] {
        guard isThere else { return [] }
        var lines: [Line] = []
        if let found {
            let age = Line.age(OldestRecord.age(of: found.time), in: language)
            let date = Period.day.instance(at: found.time).name
            lines.append(
                Sentence.oldest.line(
                    in: language,
                    ["age": .line(age), "date": .words(date), "file": .code(FileName.text(found.file))]))
        } else {
            lines.append(Sentence.noRecord.line(in: language))
        }
        if unreadable.isEmpty { return lines }
        return lines + [Sentence.unreadable.line(in: language, ["files": .codes(unreadable.map { FileName.text($0) })])]
    }
}
