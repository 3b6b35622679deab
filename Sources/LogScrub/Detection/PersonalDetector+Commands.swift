/// Passwords and users on the command lines that sudo and cron write.
extension PersonalDetector {
    /// How a program takes them.
    private enum Client: Int {
        /// `-uana -pZm9v`, `-u ana`: a password touches its letter.
        case mysql
        /// `-p Zm9v`, `-pZm9v`
        case sshpass
        /// `-u ana:Zm9v`
        case curl
        /// `-U ana`
        case postgreSQL

        init(_ index: Int) {
            self = index < 6 ? .mysql : index < 7 ? .sshpass : index < 8 ? .curl : .postgreSQL
        }
    }

    /// Sources: mysql(1), sshpass(1), curl(1), psql(1).
    private static let clients = WordSet(
        "mysql", "mysqldump", "mysqladmin", "mariadb", "mariadb-dump", "mariadb-admin", "sshpass", "curl", "psql",
        "pg_dump", "pg_dumpall", "pg_restore", "createdb")

    /// Adds what stands on a command line by an option of one letter. Long ones (`--password`) are found wherever they stand.
    ///
    /// - Complexity: O(*n*) in the length of the command line.
    mutating func addCredentials(_ bytes: Span<UInt8>, _ command: Range<Int>) {
        var client: Client?
        // What the next word is.
        var next: Kind?
        var at = command.lowerBound
        while at < command.upperBound {
            guard bytes[at] > ASCII.space else {
                at &+= 1
                continue
            }
            let word = at..<Self.endOfArgument(bytes, at, command.upperBound)
            at = word.upperBound
            if let kind = next {
                next = nil
                addCredential(bytes, word, kind)
            } else if bytes[word.lowerBound] != ASCII.hyphen {
                let slash = bytes.lastIndex(of: ASCII.slash, in: word).map { $0 &+ 1 } ?? word.lowerBound
                if let index = Self.clients.index(of: bytes, slash..<word.upperBound) { client = Client(index) }
            } else if let client, word.count >= 2 {
                let kind: Kind? =
                    switch (client, bytes[word.lowerBound &+ 1]) {
                    case (.mysql, UInt8(ascii: "u")), (.postgreSQL, UInt8(ascii: "U")): .user
                    case (.mysql, UInt8(ascii: "p")) where word.count > 2: .secret
                    case (.sshpass, UInt8(ascii: "p")), (.curl, UInt8(ascii: "u")): .secret
                    default: nil
                    }
                guard let kind else { continue }
                if word.count == 2 {
                    next = kind
                } else {
                    addCredential(bytes, word.lowerBound &+ 2..<word.upperBound, kind)
                }
            }
        }
    }

    private mutating func addCredential(_ bytes: Span<UInt8>, _ word: Range<Int>, _ kind: Kind) {
        var value = word
        if let first = value.first, let last = value.last, first < last, bytes[first] == bytes[last],
            bytes[first] == ASCII.quote || bytes[first] == ASCII.apostrophe
        {
            value = first &+ 1..<last
        }
        guard !value.isEmpty, !Placeholder.isKept(bytes, value), kind != .user || !Self.isNobody(bytes, value) else {
            return
        }
        values.add(kind, value)
    }

    /// Where a word of a command line ends: quotes hold it together.
    private static func endOfArgument(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end, bytes[at] > ASCII.space {
            let isQuote = bytes[at] == ASCII.quote || bytes[at] == ASCII.apostrophe
            let close = isQuote ? bytes.firstIndex(of: bytes[at], in: at &+ 1..<end) : nil
            at = (close ?? at) &+ 1
        }
        return at
    }

    /// No option of a known program is longer.
    private static let longestOption = 64

    /// A secret behind an option: `--password hunter2`.
    ///
    /// - Parameter hyphen: The first of the two.
    mutating func option(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, hyphen: Int) -> Outcome {
        let start = hyphen &+ 2
        // Of a run of hyphens none begins an option: the rest of the run is not read from each of its places.
        guard bytes[hyphen &+ 1] == ASCII.hyphen, bytes[start].isLetter,
            hyphen == record.lowerBound || bytes[hyphen &- 1] != ASCII.hyphen
        else { return .nothing }
        let end = bytes.endOfRun(from: start, to: Swift.min(record.upperBound, start &+ Self.longestOption)) {
            $0.keyBytes
        }
        guard end > start, end &+ 1 < record.upperBound, bytes[end] == ASCII.space, bytes[end &+ 1] > ASCII.space,
            bytes[end &+ 1] != ASCII.hyphen, !bytes.has("resume", at: start, before: end),
            let meaning = KeyTable.shared.meaning(of: start..<end, in: bytes)
        else { return .nothing }
        switch meaning {
        case .secret, .token, .user, .room, .email, .displayName, .referrer:
            return value(bytes, record: record, floor: floor, key: start..<end, separator: end, meaning: meaning)
        default: return .nothing
        }
    }
}
