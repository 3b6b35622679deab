internal import LogScrub

/// How long logs are kept, explained: what `[[retain]]` says, what logrotate guarantees, and what is there.
struct RetentionExplanation {
    /// What is to become of some rotated files.
    private struct Retained {
        let entry: RetainEntry
        /// What each level does.
        let levels: [Level: Policy]
        let oldest: OldestOnDisk
    }

    private var retained: [Retained] = []
    private let logs: [RotatedLog]

    /// - Throws: What contradicts something else.
    init(_ said: Configuration, logs: [RotatedLog]) throws(ScrubError) {
        self.logs = logs
        let form = try AddressPseudonym(form: said.form ?? .ipv6, keeping: nil)
        for entry in said.retained {
            var levels: [Level: Policy] = [:]
            for case .level(let level) in entry.rules.rules.map(\.step) {
                levels[level] = try said.atLevel(level).makePolicy()
                levels[level]?.addressPseudonym = form
            }
            retained.append(Retained(entry: entry, levels: levels, oldest: OldestOnDisk(matching: entry.files)))
        }
    }

    /// What files come to.
    var policies: [Policy] { retained.flatMap(\.levels.values) }

    /// All that is to be said of it.
    ///
    /// - Parameters:
    ///   - policy: What becomes of logs when they are written.
    ///   - kinds: The kinds that there may be.
    func blocks(in language: Language, beside policy: KindSentences, of kinds: [Kind]) -> [Explanation.Block] {
        var blocks: [Explanation.Block] = []
        for each in retained {
            let files = Sentence.Value.codes(each.entry.files)
            blocks.append(.subheading(Sentence.retained.line(in: language, ["files": files])))
            blocks.append(.list(lines(of: each, in: language, beside: policy, of: kinds)))
        }
        for log in logs {
            blocks.append(.subheading(Sentence.rotated.line(in: language, ["files": .codes(log.names)])))
            blocks.append(.list(log.lines(in: language)))
        }
        return blocks.isEmpty ? [.paragraph(Sentence.nothingSaid.line(in: language))] : blocks
    }

    private func lines(
        of each: Retained, in language: Language, beside policy: KindSentences, of kinds: [Kind]
    ) -> [Line] {
        var lines: [Line] = []
        let rules = each.entry.rules.rules
        if let first = rules.first, first.age > 0 {
            lines.append(Sentence.asWritten.line(in: language, ["age": .line(.age(first.age, in: language))]))
        }
        for rule in rules {
            let age = Sentence.Value.line(.age(rule.age, in: language))
            guard case .level(let level) = rule.step, let other = each.levels[level] else {
                lines.append(Sentence.deleted.line(in: language, ["age": age]))
                continue
            }
            let head = Sentence.toLevel.line(in: language, ["age": age, "level": .code(level.rawValue)])
            let differences = KindSentences(other, method: .hmac, in: language).differences(from: policy, of: kinds)
            let rest = (differences.isEmpty ? Sentence.asAbove : .elseAsAbove).line(in: language)
            lines.append((differences + [rest]).reduce(head, +))
        }
        if rules.last?.step != .delete { lines.append(Sentence.neverDeleted.line(in: language)) }
        lines.append(Sentence.retainRuns.line(in: language, ["command": .code("logscrub retain")]))
        return lines + each.oldest.lines(in: language)
    }
}

extension Line {
    /// A span of time, in whole days or, if it is short, in hours.
    static func age(_ seconds: Int64, in language: Language) -> Line {
        let (days, hours) = (Int(seconds / 86_400), Int(seconds / 3600))
        if seconds >= 172_800 || seconds.isMultiple(of: 86_400) && days > 0 { return .days(days, in: language) }
        return (hours == 1 ? Sentence.oneHour : .manyHours).line(in: language, ["count": .number(hours)])
    }

    static func days(_ days: Int, in language: Language) -> Line {
        (days == 1 ? Sentence.oneDay : .manyDays).line(in: language, ["count": .number(days)])
    }
}
