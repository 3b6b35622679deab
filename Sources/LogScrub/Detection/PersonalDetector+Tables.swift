/// Tables that speak of a person: `user={id="u-4711",name="Ana"}`, in one record or over several lines.
extension PersonalDetector {
    /// A table of a person that goes on in the next lines, as Prosody's `inspect` and JSON for people are written:
    ///
    /// ```
    ///   user = {
    ///     name = "Ana"
    ///   },
    /// ```
    ///
    /// Its lines are those that begin with a blank or a closing bracket; sixty-four are enough for any.
    struct OpenTable {
        private static let longest = 64

        /// How many brackets are open, its own included.
        var depth = 0
        private var lines = 0
        /// Whether the line at hand is somebody else's.
        private var isSuspended = false
        /// Whether the bracket behind the key of such a table is the last of this line.
        var begins = false

        var isOpen: Bool { depth > 0 }
        /// Whether the line at hand is one of the table.
        var holdsLine: Bool { depth > 0 && !isSuspended }

        /// Begins a line: does it belong to the table?
        ///
        /// - Parameter isOfSource: Whether the line is of the source that has begun the table; others leave it as it is.
        mutating func enter(_ bytes: Span<UInt8>, _ line: Range<Int>, isOfSource: Bool) {
            lines &+= 1
            isSuspended = !isOfSource
            let belongs = line.first.map { bytes[$0].isBlank || Self.closes(bytes[$0]) } ?? false
            if isOfSource && !belongs || lines > Self.longest { depth = 0 }
        }

        /// Ends a line.
        ///
        /// - Parameter isInElement: Whether the text of an element of XML goes on in it, or behind it: that goes, brackets and all.
        mutating func leave(_ bytes: Span<UInt8>, _ line: Range<Int>, isInElement: Bool) {
            if isSuspended, depth > 0 { return }
            if isInElement { self = OpenTable() } else { count(bytes, line) }
        }

        /// Counts the brackets of a line in a table, or of one that may begin it.
        private mutating func count(_ bytes: Span<UInt8>, _ line: Range<Int>) {
            begins = false
            var (start, end) = (line.lowerBound, line.upperBound)
            while start < end, bytes[start].isBlank { start &+= 1 }
            while end > start, Self.isSpace(bytes[end &- 1]) { end &-= 1 }
            guard start < end else { return }
            let opens = Self.opens(bytes[end &- 1])
            if depth > 0 {
                depth &+= (opens ? 1 : 0) &- (Self.closes(bytes[start]) ? 1 : 0)
            } else if opens {
                depth = 1
                lines = 0
                isSuspended = false
            }
        }

        /// A blank, or what is left of the line end of Windows.
        static func isSpace(_ byte: UInt8) -> Bool { byte.isBlank || byte == ASCII.carriageReturn }

        static func opens(_ byte: UInt8) -> Bool { byte == ASCII.leftBrace || byte == ASCII.leftBracket }

        private static func closes(_ byte: UInt8) -> Bool { byte == ASCII.rightBrace || byte == ASCII.rightBracket }
    }

    /// Whether nothing but an opening bracket stands behind a separator.
    static func opensTable(_ bytes: Span<UInt8>, separator: Int, end: Int) -> Bool {
        var at = separator &+ 1
        while at < end, bytes[at].isBlank { at &+= 1 }
        guard at < end, OpenTable.opens(bytes[at]) else { return false }
        at &+= 1
        while at < end, OpenTable.isSpace(bytes[at]) { at &+= 1 }
        return at == end
    }

    /// Whether a key stands in a table that speaks of a person: `user_id:{id="u-4711",name="Ana"}`, `{user={name=Ana, email=…}}`,
    /// `jitsi_meet_context_user={id=…}`, any table with an `email` among its keys, or one that an earlier line has begun.
    func isInTable(_ bytes: Span<UInt8>, record: Range<Int>, key: Int) -> Bool {
        if table.holdsLine { return true }
        let limit = Swift.max(record.lowerBound, key &- Self.surroundings)
        guard let open = bytes.lastIndex(of: ASCII.leftBrace, in: limit..<key),
            bytes.firstIndex(of: ASCII.rightBrace, in: open..<key) == nil
        else { return false }
        let rest = key..<Swift.min(record.upperBound, key &+ Self.surroundings)
        let close = bytes.firstIndex(of: ASCII.rightBrace, in: rest) ?? rest.upperBound
        // Not that of a table within: `{"id":"req-4711","contact":{"email":…}}`.
        let own = open..<(bytes.firstIndex(of: ASCII.leftBrace, in: key..<close) ?? close)
        if Self.hasEmailKey(bytes, own, like: key) { return true }
        var end = open
        while end > limit, bytes[end &- 1] == ASCII.space { end &-= 1 }
        // One of several: `participants:[{…},{name="Ana"}]`
        if end > limit, bytes[end &- 1] == ASCII.comma,
            let list = bytes.lastIndex(of: ASCII.leftBracket, in: limit..<end),
            bytes.firstIndex(of: ASCII.rightBracket, in: list..<end) == nil
        {
            end = list
        }
        let brace = end
        while end > limit, !bytes[end &- 1].isWord, brace &- end < 8 { end &-= 1 }
        if KeyTable.shared.meaning(bytes, endingAt: end, floor: limit)?.meaning == .user { return true }
        var word = end
        while word > limit, bytes[word &- 1].isLetter { word &-= 1 }
        return KnownWords.people.contains(bytes, word..<end)
    }

    /// Whether a table has an e-mail address: a key that says so, written as the key at `key` is, with quotes or without. The word in a value says
    /// nothing: `{"name":"shop","msg":"sent email"}`.
    private static func hasEmailKey(_ bytes: Span<UInt8>, _ table: Range<Int>, like key: Int) -> Bool {
        let before = key > table.lowerBound ? bytes[key &- 1] : ASCII.leftBrace
        let quote: UInt8? = before == ASCII.quote || before == ASCII.apostrophe ? before : nil
        var at = table.lowerBound
        while let word = bytes.firstIndex(of: "mail", in: at..<table.upperBound) {
            at = word &+ 4
            // `"mail":false` is a switch.
            guard word > table.lowerBound, bytes[word &- 1].lowercased == UInt8(ascii: "e") else { continue }
            var start = word
            while start > table.lowerBound, bytes[start &- 1].isWord || bytes[start &- 1] == ASCII.hyphen {
                start &-= 1
            }
            var end = at
            while end < table.upperBound, bytes[end].isWord || bytes[end] == ASCII.hyphen { end &+= 1 }
            guard start > table.lowerBound else { continue }
            if let quote {
                guard bytes[start &- 1] == quote else { continue }
                while end < table.upperBound, bytes[end] == ASCII.backslash { end &+= 1 }
                guard end < table.upperBound, bytes[end] == quote else { continue }
                end &+= 1
            } else if start &+ 1 == word, bytes[start] == UInt8(ascii: "E"), bytes[at] == ASCII.colon {
                // Go's fields begin with a capital: `{Name:Ana Email:ana@example.org}`
                return true
            } else {
                while start > table.lowerBound, bytes[start &- 1] == ASCII.space { start &-= 1 }
                guard bytes[start &- 1] == ASCII.leftBrace || bytes[start &- 1] == ASCII.comma else { continue }
            }
            while end < table.upperBound, bytes[end] == ASCII.space { end &+= 1 }
            if end < table.upperBound, bytes[end] == ASCII.colon || bytes[end] == ASCII.equals { return true }
        }
        return false
    }
}
