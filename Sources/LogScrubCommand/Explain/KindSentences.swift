internal import LogScrub

/// What a policy does to each kind, in sentences. Examples are what a scrubber with that policy makes of a sample.
struct KindSentences {
    let policy: Policy
    private let language: Language
    private let method: PseudonymMethod
    private let scrubber: Scrubber

    /// - Parameters:
    ///   - policy: Its keys do not matter.
    ///   - method: How addresses are encrypted, where they are.
    init(_ policy: Policy, method: PseudonymMethod, in language: Language) {
        self.policy = policy
        (self.language, self.method) = (language, method)
        // Somebody's own exceptions would make examples of themselves.
        var plain = policy
        (plain.ownNetworks, plain.ownSites, plain.redactions, plain.sitePolicies) = ([], [], [], [])
        plain.keepList = KeepList()
        scrubber = Scrubber(policy: plain)
    }

    /// What becomes of a kind.
    func line(_ kind: Kind) -> Line {
        switch policy[kind] {
        case .replace where kind == .port: port
        case .keep: sentence(Self.around.contains(kind) ? .keptAround : .kept, kind)
        case .drop: sentence(.dropped, kind)
        case .truncate(let lengths): truncated(lengths)
        case .reduce: reduced(kind)
        case .pseudonym where kind == .address: pseudonymizedAddress
        case .pseudonym:
            sentence(.pseudonymized, kind, ["example": .code(kind.letter.map { "\($0)-…" } ?? kind.placeholder)])
        case .encrypt: encrypted
        case .replace: replaced(kind)
        }
    }

    /// Kinds in whose values there may be others.
    private static let around: Set<Kind> = [.referrer, .ownReferrer, .query, .message]

    /// Whether nothing of a kind's values is left.
    func isGone(_ kind: Kind) -> Bool {
        if kind == .port, staysWhole.ipv4 || staysWhole.ipv6 { return false }
        return policy[kind] == .replace || policy[kind] == .drop
    }

    /// Whether addresses stay whole: then the ports beside them do, too.
    private var staysWhole: (ipv4: Bool, ipv6: Bool) {
        switch policy[.address] {
        case .keep: (true, true)
        case .truncate(let lengths): (lengths.ipv4 == 32, lengths.ipv6 == 128)
        default: (false, false)
        }
    }

    /// What becomes of paths.
    var paths: Line { (policy.paths == .jitsi ? Sentence.pathsAreRooms : .pathsStay).line(in: language) }

    /// What becomes of times.
    var times: Line {
        switch policy.timeResolution {
        case nil: Sentence.exactTimes.line(in: language)
        case .hour: Sentence.hours.line(in: language)
        case .day: Sentence.days.line(in: language)
        }
    }

    // MARK: Sentences

    private func sentence(
        _ sentence: Sentence, _ kind: Kind, _ values: [String: Sentence.Value] = [:]
    ) -> Line {
        var values = values
        values["values"] = .line(Sentence.name(of: kind).line(in: language, ["kind": .words(kind.rawValue)]))
        return sentence.line(in: language, values)
    }

    private func truncated(_ lengths: PrefixLengths) -> Line {
        let (ipv4, ipv6) = ("203.0.113.7", "2001:db8:85a3:1::8a2e:7334")
        var line = sentence(
            .truncated, .address,
            [
                "ipv4": .number(Int(lengths.ipv4)), "ipv6": .number(Int(lengths.ipv6)), "before4": .code(ipv4),
                "after4": .code(scrubbed(ipv4)), "before6": .code(ipv6), "after6": .code(scrubbed(ipv6)),
            ])
        let remarks: [(Bool, Sentence)] = [
            (lengths.ipv4 == 0, .noIPv4), (lengths.ipv4 == 32, .wholeIPv4), (lengths.ipv6 == 0, .noIPv6),
            (lengths.ipv6 == 128, .wholeIPv6),
        ]
        for (isSo, remark) in remarks where isSo { line = line + remark.line(in: language) }
        return line
    }

    private var port: Line {
        let zero = ["placeholder": Sentence.Value.code("0")]
        return switch staysWhole {
        case (true, true): sentence(.kept, .port)
        case (true, false): sentence(.replacedButBesideIPv4, .port, zero)
        case (false, true): sentence(.replacedButBesideIPv6, .port, zero)
        case (false, false): sentence(.replaced, .port, zero)
        }
    }

    private var pseudonymizedAddress: Line {
        let kept = policy.addressPseudonym.kept
        let form: Sentence =
            switch policy.addressPseudonym.form {
            case .ipv6: .formIPv6
            case .ipv4: .formIPv4
            case .token: .formToken
            }
        let line = sentence(.pseudonymizedAddress, .address) + form.line(in: language)
        guard kept.ipv4 > 0 || kept.ipv6 > 0 else { return line }
        return line
            + Sentence.shownBits.line(
                in: language, ["ipv4": .number(Int(kept.ipv4)), "ipv6": .number(Int(kept.ipv6))])
    }

    private var encrypted: Line {
        let property: Sentence =
            switch method {
            case .hmac, .ipcryptDeterministic: .showsEquals
            case .ipcryptPfx, .cryptopan: .showsNetworks
            case .ipcryptNd, .ipcryptNdx: .showsNothing
            }
        return sentence(.encrypted, .address, ["method": .code(method.rawValue)]) + property.line(in: language)
    }

    private func replaced(_ kind: Kind) -> Line {
        switch kind {
        case .address: sentence(.replacedByEither, kind, ["first": .code("0.0.0.0"), "second": .code("::")])
        // Where a format has a field for it, that is empty.
        case .user: sentence(.replacedByEither, kind, ["first": .code(kind.placeholder), "second": .code("-")])
        case .hostName: sentence(.replaced, kind, ["placeholder": .code("0.0.0.0")])
        case .mac: sentence(.replaced, kind, ["placeholder": .code("00:00:00:00:00:00")])
        default: sentence(.replaced, kind, ["placeholder": .code(kind.placeholder)])
        }
    }

    private func reduced(_ kind: Kind) -> Line {
        let mac = "52:54:00:ab:cd:ef"
        let access = accessRecord
        let rooms = Sentence.roomParameters.line(in: language, ["keys": .codes(["room", "prefix"])])
        let values: [String: Sentence.Value] =
            switch kind {
            case .referrer: ["after": .code(access[3])]
            case .userAgent: ["after": .code(access[5]), "other": .code("other")]
            case .mac: ["before": .code(mac), "after": .code(scrubbed(mac))]
            case .query: ["keys": .codes(["v", "vnode", "release"] + policy.queryKeys), "rooms": .line(rooms)]
            default: [:]
            }
        return sentence(Sentence.reduced[kind.rawValue] ?? .kept, kind, values)
    }

    // MARK: Examples

    private func scrubbed(_ value: String) -> String { String(scrubber.scrub("from \(value)").dropFirst(5)) }

    /// What stands between the quotes of a record of a web server.
    private var accessRecord: [String] {
        let record =
            "203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] \"GET /a.html HTTP/2.0\" 200 5 \"https://search.example.net/?q=us\" \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\""
        let parts = scrubber.scrub(record).split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        return parts + Array(repeating: "", count: Swift.max(0, 7 - parts.count))
    }
}
