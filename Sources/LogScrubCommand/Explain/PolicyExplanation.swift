internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// A policy in force, explained: for a privacy notice, or as an entry of the record of processing activities.
struct PolicyExplanation {
    /// What the text is for.
    enum Purpose: String, CaseIterable {
        case notice, record

        init(named name: String) throws(ScrubError) {
            guard let purpose = Purpose(rawValue: name) else {
                throw ScrubError.unknownName("purpose", among: Self.allCases.map(\.rawValue), given: name)
            }
            self = purpose
        }
    }

    let purpose: Purpose
    let language: Language
    /// What the policy file and the options say.
    let said: Configuration
    /// The policy file.
    let file: String?
    let keys: KeyOptions
    let retention: RetentionExplanation
    private let policy: KindSentences
    /// Other policies, and what they are of.
    private let others: [(head: Line, policy: KindSentences)]

    /// - Throws: What contradicts something else.
    init(
        as purpose: Purpose, in language: Language, _ said: Configuration, file: String?, keys: KeyOptions,
        retention: RetentionExplanation
    ) throws(ScrubError) {
        (self.purpose, self.language, self.said, self.file) = (purpose, language, said, file)
        (self.keys, self.retention) = (keys, retention)
        let method = said.method ?? .hmac
        let common = try said.makePolicy().encrypting(by: method)
        policy = KindSentences(common, method: method, in: language)
        var others: [(Line, KindSentences)] = []
        for site in common.sitePolicies {
            var inner = site.policy
            // As where policies are made ready: what is said of pseudonyms is said for all.
            inner.addressPseudonym = common.addressPseudonym
            others.append(
                (
                    Sentence.site.line(in: language, ["site": .codes(site.sites.map(\.description))]),
                    KindSentences(inner.encrypting(by: method), method: method, in: language)
                ))
        }
        for source in said.sources {
            let other = said.other(level: source.level, paths: source.paths)
            others.append(
                (
                    Sentence.source.line(in: language, ["files": .codes(source.files)]),
                    KindSentences(
                        try other.makePolicy().encrypting(by: method), method: method, in: language)
                ))
        }
        self.others = others
    }

    var explanation: Explanation {
        switch purpose {
        case .notice: notice
        case .record: record
        }
    }

    private func line(_ sentence: Sentence, _ values: [String: Sentence.Value] = [:]) -> Line {
        sentence.line(in: language, values)
    }

    // MARK: The two texts

    private var notice: Explanation {
        var text = Explanation(language: language, title: line(.noticeTitle))
        text.blocks = [.paragraph(line(.noticeIntroduction))]
        text.add(line(.storedHeading), [.list(stored)])
        text.add(line(.neverHeading), never.isEmpty ? [] : [.list(never)])
        text.add(line(.exceptionsHeading), [.list(exceptions)])
        text.add(line(.othersHeading), otherRules)
        text.add(line(.keysHeading), [.list(keySentences)])
        text.add(line(.durationHeading), retention.blocks(in: language, beside: policy, of: kinds))
        text.add(line(.limitsHeading), [.list([line(.lawfulness), line(.otherPlaces), line(.toAdd)])])
        text.add(line(.sourcesHeading), sources)
        return text
    }

    private var record: Explanation {
        var text = Explanation(language: language, title: line(.recordTitle))
        let from = file.map { line(.policyFile, ["file": .code($0)]) } ?? line(.noPolicyFile)
        text.blocks = [
            .paragraph(line(.recordIntroduction, ["version": .words(Version.number)])),
            .paragraph(from + line(.level, ["level": .code(policy.policy.level.rawValue)])),
        ]
        text.add(line(.controllerHeading), [.paragraph(line(.controller))])
        text.add(line(.purposesHeading), [.paragraph(line(.purposes))])
        text.add(line(.categoriesHeading), [.paragraph(line(.subjects))])
        text.blocks += [.subheading(line(.storedHeading)), .list(stored)]
        if !never.isEmpty { text.blocks += [.subheading(line(.neverHeading)), .list(never)] }
        text.blocks += [.subheading(line(.exceptionsHeading)), .list(exceptions)]
        if !otherRules.isEmpty { text.blocks += [.subheading(line(.othersHeading))] + otherRules }
        text.add(line(.recipientsHeading), [.paragraph(line(.recipients))])
        text.add(line(.transfersHeading), [.paragraph(line(.transfers))])
        text.add(line(.limitsOfTimeHeading), retention.blocks(in: language, beside: policy, of: kinds))
        text.add(
            line(.measuresHeading),
            [.subheading(line(.keysHeading)), .list(keySentences), .paragraph(line(.furtherMeasures))])
        text.add(line(.limitsHeading), [.list([line(.lawfulness), line(.otherPlaces)])])
        text.add(line(.sourcesHeading), sources)
        return text
    }

    // MARK: What is stored

    /// The kinds that a policy may come to: patterns of one's own, and pages of one's own sites, only where there are any.
    private var kinds: [Kind] {
        var absent: Set<Kind> = []
        if !policy.policy.redactions.contains(where: { $0.kind == .pattern }) { absent.insert(.pattern) }
        if policy.policy.ownSites.isEmpty { absent.insert(.ownReferrer) }
        return Kind.allCases.filter { !absent.contains($0) } + said.kinds.map(\.kind)
    }

    /// Kinds of which nothing is left whatever a record says of itself.
    private func isNeverStored(_ kind: Kind) -> Bool {
        policy.isGone(kind) && others.allSatisfy { $0.policy.isGone(kind) }
    }

    private var stored: [Line] {
        let own: [(Sentence, Int)] = [
            (.ownSecrets, said.secretKeys.count + said.secretHeaders.count), (.ownRules, said.rules.count),
        ]
        let further = own.filter { $0.1 > 0 }.map { line($0.0, ["count": .number($0.1)]) }
        return kinds.filter { !isNeverStored($0) }.map(policy.line) + further
            + [policy.paths, policy.times, line(.allElse)]
    }

    private var never: [Line] {
        let lines = kinds.filter(isNeverStored).map(policy.line)
        return lines.isEmpty ? [] : lines + [line(.withheld)]
    }

    private var exceptions: [Line] {
        let isRecord = purpose == .record
        var lines: [Line] = []
        if policy.policy[.address] != .keep {
            lines.append(line(.nobody, ["examples": .codes(["127.0.0.1", "::1", "0.0.0.0"])]))
        }
        if policy.policy[.user] != .keep {
            lines.append(line(.systemAccounts, ["examples": .codes(["root", "www-data"])]))
        }
        let networks = policy.policy.ownNetworks.map(\.description)
        if !networks.isEmpty {
            let names = line(.namedNetworks, ["networks": .codes(networks)])
            lines.append(isRecord ? line(.ownNetworks) + names : line(.ownNetworks))
        }
        let list = said.keepList
        let kept: [(Sentence, [String])] = [
            (.keptAddresses, list.addresses.map(\.description)), (.keptUsers, list.users), (.keptRooms, list.rooms),
        ]
        for (sentence, values) in kept where !values.isEmpty {
            let count = line(sentence, ["count": .number(values.count)])
            lines.append(isRecord ? count + line(.namedValues, ["values": .codes(values)]) : count)
        }
        // Who reads this need not read patterns.
        if !list.words.isEmpty { lines.append(line(.keptWords, ["count": .number(list.words.count)])) }
        return lines
    }

    private var otherRules: [Explanation.Block] {
        var blocks: [Explanation.Block] = []
        for (head, other) in others {
            let lines = other.differences(from: policy, of: kinds)
            if !lines.isEmpty { blocks += [.paragraph(head), .list(lines)] }
        }
        return blocks
    }

    // MARK: Keys

    private var allPolicies: [Policy] {
        [policy.policy] + others.map(\.policy.policy) + retention.policies
    }

    private func usesTreatment(_ treatment: Treatment) -> Bool {
        allPolicies.contains { policy in kinds.contains { policy[$0] == treatment } }
    }

    private var keySentences: [Line] {
        let (makes, encrypts) = (usesTreatment(.pseudonym), usesTreatment(.encrypt))
        guard makes || encrypts else { return [line(.noPseudonyms)] }
        let isRecord = purpose == .record
        var lines = makes ? [line(.made), Sentence.periods[policy.policy.period.rawValue].map { line($0) }] : []
        if keys.file.descriptor != nil {
            lines.append(line(.keyDescriptor))
        } else if let name = keys.file.file {
            let place = line(.keyFile)
            lines.append(isRecord ? place + line(.namedKeyFile, ["file": .code(name)]) : place)
            lines.append(holders(of: name))
        } else if let name = keys.keyring {
            let place = line(.keyring)
            lines.append(isRecord ? place + line(.namedKeyring, ["folder": .code(name)]) : place)
            lines.append(holders(of: name))
            lines.append(line(.keyringEnd, ["command": .code("logscrub key expire")]))
        } else {
            lines.append(line(.randomKey))
        }
        if keys.file.isGiven, makes { lines.append(line(.whoHasKey)) }
        if encrypts { lines.append(line(.whoHasCipherKey)) }
        if keys.isGiven { lines += [line(.holders), line(.personalData)] }
        return lines.compactMap(\.self)
    }

    private func holders(of name: String) -> Line {
        guard let holders = KeyFile.holders(of: FileName.path(name)) else { return line(.ownerUnknown) }
        guard let group = holders.group else { return line(.owner, ["user": .code(holders.user)]) }
        return line(.ownerAndGroup, ["user": .code(holders.user), "group": .code(group)])
    }

    private var sources: [Explanation.Block] {
        let hasPseudonyms = usesTreatment(.pseudonym) || usesTreatment(.encrypt)
        let sentences: [Sentence] =
            [.regulation, .breyer] + (hasPseudonyms ? [.boardVersusResolution, .guidelines] : []) + [.opinion]
        return [.paragraph(line(.sourcesStatus)), .list(sentences.map { line($0) })]
    }
}

extension KindSentences {
    /// What is different from another policy.
    func differences(from other: KindSentences, of kinds: [Kind]) -> [Line] {
        let kinds = kinds.filter { policy[$0] != other.policy[$0] || isGone($0) != other.isGone($0) }
        return kinds.map(line) + (policy.paths == other.policy.paths ? [] : [paths])
    }
}

extension Policy {
    /// The same where addresses are encrypted by a method instead of getting pseudonyms, if it encrypts.
    fileprivate func encrypting(by method: PseudonymMethod) -> Policy {
        var policy = self
        if method.encryption != nil, policy[.address] == .pseudonym { policy[.address] = .encrypt }
        return policy
    }
}
