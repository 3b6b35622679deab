extension RecordFormat {
    /// Redis's `MONITOR`: commands with their arguments, among them logins, passwords and the fields of hashes.
    ///
    /// Source: Redis, `src/replication.c`, `replicationFeedMonitors`; its documentation of `AUTH`, `HELLO`, `ACL SETUSER`, `CONFIG SET`, `MIGRATE`.
    static let redis = RecordFormat(
        name: "redis",
        lines: [
            [.time("1789412531.123456"), " [", .any, "] ", .own(markCommand), .rest],
            ["\"", .own(markCommandAlone), .rest],
        ],
        samples: [
            Sample(
                #"1789412531.123456 [0 203.0.113.7:51514] "AUTH" "ana.holm" "hunter2""#,
                becomes: #"1789412531.123456 [0 203.0.0.0:0] "AUTH" "{{u:ana.holm}}" "[secret]""#),
            Sample(
                #"1789412531.123456 [0 203.0.113.7:51514] "auth" "hunter2""#,
                becomes: #"1789412531.123456 [0 203.0.0.0:0] "auth" "[secret]""#),
            Sample(
                #"1789412531.123456 [0 203.0.113.7:51514] "HSET" "cart:7" "user" "ana.holm" "items" "3""#,
                becomes: #"1789412531.123456 [0 203.0.0.0:0] "HSET" "cart:7" "user" "{{u:ana.holm}}" "items" "3""#),
            Sample(
                #"1789412531.123456 [0 203.0.113.7:51514] "HELLO" "3" "AUTH" "ana.holm" "hunter2" "SETNAME" "web""#,
                becomes:
                    #"1789412531.123456 [0 203.0.0.0:0] "HELLO" "3" "AUTH" "{{u:ana.holm}}" "[secret]" "SETNAME" "web""#
            ),
            Sample(
                #"1789412531.123456 [0 203.0.113.7:51514] "ACL" "SETUSER" "ana.holm" "on" ">hunter2" "+@all""#,
                becomes:
                    #"1789412531.123456 [0 203.0.0.0:0] "ACL" "SETUSER" "{{u:ana.holm}}" "on" "[secret]" "+@all""#),
            Sample(#""AUTH" "hunter2""#, becomes: #""AUTH" "[secret]""#),
        ]
    )

    /// What an argument says of those behind it.
    private enum Behind {
        case nothing, password, userAndPassword, rules
        case value(Range<Int>, KeyMeaning)
    }

    /// Commands whose arguments are the names of fields, and not their values.
    private static let redisReaders = WordSet(
        "hget", "hmget", "hdel", "hexists", "hstrlen", "hincrby", ignoresCase: true)
    private static let redisPasswords = WordSet(
        "requirepass", "masterauth", "sentinel-pass", "tls-key-file-pass", "auth-pass", ignoresCase: true)
    /// Marks a command without a head, behind its first quote.
    private static func markCommandAlone(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let end = bytes.endOfRun(from: range.lowerBound, to: range.upperBound) { $0.wordBytes }
        guard bytes.has("\" \"", at: end, before: range.upperBound),
            PersonalDetector.redisWriters.contains(bytes, range.lowerBound..<end)
        else { return nil }
        return markCommand(bytes, range.lowerBound &- 1..<range.upperBound, &marks)
    }

    /// Marks the arguments of a command.
    private static func markCommand(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard bytes.has("\"", at: range.lowerBound, before: range.upperBound) else { return nil }
        var at = range.lowerBound
        var index = 0
        var behind = Behind.nothing
        var (isReader, isACL) = (false, false)
        while at < range.upperBound, bytes[at] == ASCII.quote {
            let argument = at &+ 1..<QuotedText.end(bytes, escapes: 0, from: at &+ 1, to: range.upperBound)
            let next = Swift.min(argument.upperBound &+ 2, range.upperBound)
            let isLast = next >= range.upperBound
            at = next
            defer { index += 1 }
            switch behind {
            case .password: marks.add(.secret, argument)
            case .userAndPassword:
                if !argument.isEmpty, !isNobody(bytes, argument) { marks.add(.user, argument) }
                behind = .password
                continue
            case .value(let name, let meaning): marks.add(.keyed(meaning), argument, name: name)
            case .rules:
                if let first = argument.first {
                    switch bytes[first] {
                    case ASCII.greaterThan, ASCII.lessThan, ASCII.hash, UInt8(ascii: "!"): marks.add(.secret, argument)
                    // `+@all` is a category of commands.
                    case ASCII.plus, ASCII.hyphen: marks.add(.plain, argument)
                    default: break
                    }
                }
                continue
            case .nothing:
                func isWord(_ word: StaticString) -> Bool {
                    argument.count == word.utf8CodeUnitCount
                        && bytes.hasIgnoringCase(word, at: argument.lowerBound, before: argument.upperBound)
                }
                if index == 0 {
                    isReader = redisReaders.contains(bytes, argument)
                    isACL = isWord("acl")
                }
                if isACL, index == 1, isWord("setuser") {
                    behind = .userAndPassword
                    // What stands behind the user are rules.
                    guard !isLast else { continue }
                    let user = at &+ 1..<QuotedText.end(bytes, escapes: 0, from: at &+ 1, to: range.upperBound)
                    if !user.isEmpty, !isNobody(bytes, user) { marks.add(.user, user) }
                    at = Swift.min(user.upperBound &+ 2, range.upperBound)
                    behind = .rules
                } else if isWord("auth") || isWord("auth2") {
                    behind =
                        hasTwo(bytes, at..<range.upperBound, isCommand: index == 0) || isWord("auth2")
                        ? .userAndPassword : .password
                } else if redisPasswords.contains(bytes, argument) {
                    behind = .password
                } else if index > 0, !isReader, let meaning = KeyTable.shared.meaning(of: argument, in: bytes),
                    meaning.kind != nil, meaning != .port, !isLast
                {
                    behind = .value(argument, meaning)
                }
                continue
            }
            behind = .nothing
        }
        return range.upperBound
    }

    /// Whether a user stands behind `AUTH`, and not a password alone: where that is the command, two arguments do; in `HELLO` there are always two.
    private static func hasTwo(_ bytes: Span<UInt8>, _ rest: Range<Int>, isCommand: Bool) -> Bool {
        guard let first = rest.first, bytes[first] == ASCII.quote else { return false }
        let end = QuotedText.end(bytes, escapes: 0, from: first &+ 1, to: rest.upperBound)
        guard bytes.has("\" \"", at: end, before: rest.upperBound) else { return false }
        if isCommand { return true }
        // `MIGRATE … AUTH password KEYS …`
        return !bytes.hasIgnoringCase("\" \"keys\"", at: end, before: rest.upperBound)
    }
}
