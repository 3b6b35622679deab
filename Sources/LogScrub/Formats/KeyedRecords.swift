extension RecordFormat {
    /// Logfmt: pairs of a key and a value, which has quotes if there are blanks in it. What a value is, the last words of its key say (`FieldKeys`).
    static let logfmt = RecordFormat(
        name: "logfmt",
        firsts: "Aa_",
        glance: { bytes, record in beginsPair(bytes, record) },
        lines: [[.own(markPairs), .rest]],
        samples: [
            Sample(
                #"ts=2026-09-14T19:02:11Z level=info url.path=/TeamSync http_referer=https://portal.example.net/a user_agent.original="Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" client_ip=203.0.113.7 status=200"#,
                becomes:
                    #"ts=2026-09-14T19:02:11Z level=info url.path=/{{r:teamsync}} http_referer=- user_agent.original="Firefox/128" client_ip=203.0.0.0 status=200"#
            ),
            Sample(
                "hb.request.path=/TeamSync?name=ana.holm&v=1 enduser.id=ana.holm network.peer.port=51514 http.request.method=GET",
                becomes:
                    "hb.request.path=/{{r:teamsync}}?v=1 enduser.id={{u:ana.holm}} network.peer.port=0 http.request.method=GET"
            ),
        ]
    )

    /// Labeled tab-separated values.
    ///
    /// Source: ltsv.org, recommended labels of access logs.
    static let ltsv = RecordFormat(
        name: "ltsv",
        firsts: "Aa_",
        glance: { bytes, record in hasTab(bytes, record) },
        lines: [[.own(markLabels), .rest]],
        samples: [
            Sample(
                "host:203.0.113.7\tuser:ana.holm\ttime:[18/Aug/2026:20:20:45 +0000]\treq:GET /TeamSync?jwt=x HTTP/1.1\tstatus:200\treferer:https://portal.example.net/a\tua:Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\tcookie:sid=abc77\tforwardedfor:198.51.100.3\tapptime:0.1",
                becomes:
                    "host:203.0.0.0\tuser:{{u:ana.holm}}\ttime:[18/Aug/2026:20:20:45 +0000]\treq:GET /{{r:teamsync}} HTTP/1.1\tstatus:200\treferer:-\tua:Firefox/128\tcookie:[secret]\tforwardedfor:198.51.0.0\tapptime:0.1"
            )
        ]
    )

    // MARK: Logfmt

    /// Marks what is a field by its key. A text is logfmt if it begins with a pair and has another, and some key says that a value is a field.
    private static func markPairs(_ bytes: Span<UInt8>, _ record: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var at = record.lowerBound
        var count = 0
        // `url.path=/room`: one such pair is enough.
        var isDotted = false
        // `path` is a request's where a method stands beside it.
        let isRequest = bytes.firstIndex(of: "ethod=", in: record) != nil
        // Whether a header was copied as it came: what has blanks and no quotes is left to the search in free text.
        var isBare = false
        while at < record.upperBound {
            let key = at..<endOfKey(bytes, at..<record.upperBound)
            guard !key.isEmpty, key.upperBound < record.upperBound, bytes[key.upperBound] == ASCII.equals,
                bytes[key.upperBound &+ 1] != ASCII.equals
            else {
                // A word without a value, or the end of base64.
                if count == 0 || isBare { return nil }
                at =
                    bytes.firstIndex(of: ASCII.space, in: key.upperBound..<record.upperBound).map { $0 &+ 1 }
                    ?? record.upperBound
                continue
            }
            let value = self.value(bytes, from: key.upperBound &+ 1, to: record.upperBound)
            count += 1
            isBare = false
            if let meaning = FieldKeys.meaning(bytes, key, in: nil, isRequest: isRequest),
                isField(bytes, key, meaning) || isRequest && meaning == .target
            {
                isBare = (meaning == .userAgent || meaning == .secret) && bytes[key.upperBound &+ 1] != ASCII.quote
                if isBare, let last = value.last,
                    bytes[last] == ASCII.semicolon || bytes[value.lowerBound] == ASCII.apostrophe
                {
                    return nil
                }
                JSONLog.add(bytes, value, meaning, into: &marks)
                isDotted = isDotted || key.contains { bytes[$0] == ASCII.dot }
            }
            at = value.upperBound
            if at < record.upperBound, bytes[at] == ASCII.quote { at &+= 1 }
            while at < record.upperBound, bytes[at] == ASCII.space { at &+= 1 }
        }
        return (count > 1 || isDotted) && !marks.isEmpty ? record.upperBound : nil
    }

    /// Whether a key says in logfmt what it says in JSON: of a single word that is not sure.
    private static func isField(_ bytes: Span<UInt8>, _ key: Range<Int>, _ meaning: FieldMark.Meaning) -> Bool {
        switch meaning {
        case .referrer, .userAgent, .secret, .client, .clientPort: true
        default: key.contains { !bytes[$0].isLetter }
        }
    }

    private static func endOfKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        bytes.endOfRun(from: range.lowerBound, to: range.upperBound) {
            $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.slash))
        }
    }

    /// The value at a position, without its quotes.
    private static func value(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Range<Int> {
        guard start < end, bytes[start] == ASCII.quote else {
            return start..<(start < end ? bytes.firstIndex(of: ASCII.space, in: start..<end) ?? end : end)
        }
        return start &+ 1..<QuotedText.end(bytes, escapes: 0, from: start &+ 1, to: end)
    }

    private static func beginsPair(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let key = endOfKey(bytes, record)
        return key < record.upperBound && bytes[key] == ASCII.equals
    }

    // MARK: Labels

    private static func hasTab(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let label = endOfKey(bytes, record)
        return label < record.upperBound && bytes[label] == ASCII.colon
            && bytes.firstIndex(of: ASCII.tab, in: record) != nil
    }

    /// Marks what is a field by its label. At least three labels stand in a record.
    private static func markLabels(_ bytes: Span<UInt8>, _ record: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var at = record.lowerBound
        var count = 0
        // `path` and `query` are a request's where something else says so.
        let isRequest =
            bytes.firstIndex(of: "method:", in: record) != nil || bytes.firstIndex(of: "\tstatus:", in: record) != nil
        while at < record.upperBound {
            let end = bytes.firstIndex(of: ASCII.tab, in: at..<record.upperBound) ?? record.upperBound
            let label = at..<endOfKey(bytes, at..<end)
            // A record that was cut off may end within a label.
            if label.upperBound == record.upperBound { break }
            guard !label.isEmpty, label.upperBound < end, bytes[label.upperBound] == ASCII.colon else { return nil }
            let value = label.upperBound &+ 1..<end
            count += 1
            if let meaning = Label.meaning(bytes, label, isRequest: isRequest) {
                JSONLog.add(bytes, value, meaning, into: &marks)
            }
            at = end &+ 1
        }
        return count > 2 ? record.upperBound : nil
    }

    /// What labels say that other keys do not.
    private enum Label {
        private static let clients = WordSet("host", "forwardedfor", "remote_host")
        private static let users = WordSet("user", "ident")

        static func meaning(_ bytes: Span<UInt8>, _ label: Range<Int>, isRequest: Bool) -> FieldMark.Meaning? {
            if clients.contains(bytes, label) { return .client }
            if users.contains(bytes, label) { return .user }
            if label.count == 3, bytes.has("req", at: label.lowerBound, before: label.upperBound) { return .target }
            if isRequest, label.count == 5, bytes.has("query", at: label.lowerBound, before: label.upperBound) {
                return .queryColumn
            }
            return FieldKeys.meaning(bytes, label, in: nil, isRequest: isRequest)
        }
    }
}
