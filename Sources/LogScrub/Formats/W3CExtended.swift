/// The columns of a log in the W3C's extended format, as its line `#Fields:` names them: IIS, Amazon CloudFront.
///
/// ```
/// #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status
/// 2026-09-14 19:02:11 192.0.2.5 GET /room jwt=x 443 ana 203.0.113.7 Mozilla/5.0+(X11;+Linux) https://… 200
/// ```
///
/// The names hold for the records behind them until others are named. Source: W3C working draft WD-logfile-960323.
struct W3CColumns {
    /// What stands in each column; `nil` is searched as free text.
    private var meanings = ContiguousArray<FieldMark.Meaning?>()
    /// Whether records begin with a date.
    private var hasDate = false

    /// No log has more columns.
    private static let most = 64

    /// Whether a line is one of those with which such a log begins.
    @inline(__always)
    static func isDirective(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        guard let first = record.first, bytes[first] == ASCII.hash else { return false }
        let name = first &+ 1..<bytes.endOfRun(from: first &+ 1, to: record.upperBound) { $0.keyBytes }
        return directives.contains(bytes, name) && bytes.has(":", at: name.upperBound, before: record.upperBound)
    }

    private static let directives = WordSet(
        "Fields", "Software", "Version", "Date", "Start-Date", "End-Date", "Remark")

    /// Reads the line that names the columns; `nil` if it is another one.
    init?(_ bytes: Span<UInt8>, _ record: Range<Int>) {
        guard bytes.has("#Fields:", at: record.lowerBound, before: record.upperBound) else { return nil }
        var words = Words(record.lowerBound &+ 8..<record.upperBound)
        while let name = words.next(bytes), meanings.count < Self.most {
            if meanings.isEmpty { hasDate = bytes.has("date", at: name.lowerBound, before: name.upperBound) }
            meanings.append(Self.meaning(bytes, name))
        }
        if meanings.count < 3 { return nil }
    }

    /// Marks the fields of a record.
    ///
    /// - Returns: Whether it has these columns, or was cut off in one of them; if not, nothing is marked.
    func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        guard let first = record.first,
            !hasDate || bytes.isLike("2026-09-14", at: first, before: record.upperBound)
        else { return false }
        var words = Words(record)
        var count = 0
        while let value = words.next(bytes) {
            guard count < meanings.count else {
                marks.removeAll()
                return false
            }
            let isAbsent = value.count == 1 && bytes[value.lowerBound] == ASCII.hyphen
            if let meaning = meanings[count], !isAbsent {
                if case .target = meaning {
                    marks.add(.target, value)
                } else {
                    JSONLog.add(bytes, value, meaning, into: &marks)
                }
            }
            count &+= 1
        }
        guard count == meanings.count || hasDate && count > 2 else {
            marks.removeAll()
            return false
        }
        if hasDate { marks.date = first }
        return true
    }

    private static func meaning(_ bytes: Span<UInt8>, _ name: Range<Int>) -> FieldMark.Meaning? {
        for (meaning, names) in table {
            for word in names
            where word.utf8CodeUnitCount == name.count
                && bytes.hasIgnoringCase(word, at: name.lowerBound, before: name.upperBound)
            {
                return meaning
            }
        }
        return nil
    }

    private static let table: [(FieldMark.Meaning, [StaticString])] = [
        (.client, ["c-ip", "c-dns", "x-forwarded-for", "cs(x-forwarded-for)", "cs(x-real-ip)"]),
        (.clientPort, ["c-port"]),
        (.user, ["cs-username", "c-username"]),
        (.target, ["cs-uri-stem", "cs-uri"]),
        (.queryColumn, ["cs-uri-query"]),
        (.referrer, ["cs(referer)", "cs(referrer)"]),
        (.userAgent, ["cs(user-agent)"]),
        (.secret, ["cs(cookie)", "sc(set-cookie)", "cs(authorization)"]),
    ]

    /// What stands between blanks and tabs.
    private struct Words {
        private var rest: Range<Int>

        init(_ range: Range<Int>) { rest = range }

        mutating func next(_ bytes: Span<UInt8>) -> Range<Int>? {
            var start = rest.lowerBound
            while start < rest.upperBound, bytes[start].isBlank { start &+= 1 }
            guard start < rest.upperBound else { return nil }
            let end = bytes.firstIndex(from: start, to: rest.upperBound) {
                $0.mask(of: ASCII.space).union($0.mask(of: ASCII.tab))
            }
            rest = end..<rest.upperBound
            return start..<end
        }
    }
}

extension RecordFormat {
    /// The lines that name the columns of the W3C's extended format. Its records are read by these (`W3CColumns`).
    static let w3c = RecordFormat(
        name: "w3c",
        lines: [["#Fields: ", .rest], ["#Software: ", .rest], ["#Version: ", .rest], ["#Date: ", .rest]],
        samples: [
            Sample(
                "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
                becomes: "#Fields: date time c-ip cs-method cs-uri-stem sc-status")
        ]
    )

    /// IIS's records where the line that names their columns is not at hand: those that it writes unless somebody chooses others.
    ///
    /// Source: Microsoft, "IIS log file formats", W3C extended.
    static let iis = RecordFormat(
        name: "iis",
        glance: { bytes, record in
            bytes.has(" ", at: record.lowerBound &+ 19, before: record.upperBound)
                && bytes[record.lowerBound &+ 20].isWord
        },
        lines: [
            [
                .time("2026-09-14 19:02:11"), " ", .word, " ", .word, " ", .only(isPath), .request, " ", .query, " ",
                .numbers, " ",
                .user,
                " ", .client, " ", .userAgent, " ", .referrer, " ", .numbers, " ", .numbers, " ", .rest,
            ],
            [
                .time("2026-09-14 19:02:11"), " ", .word, " ", .word, " ", .only(isPath), .request, " ", .query, " ",
                .numbers, " ",
                .user,
                " ", .client, " ", .userAgent, " ", .numbers, " ", .numbers, " ", .rest,
            ],
            // The names of the site and of the server stand before the address, the version of HTTP before the agent, the cookie behind it.
            [
                .time("2026-09-14 19:02:11"), " ", .word, " ", .word, " ", .word, " ", .word, " ", .only(isPath),
                .request, " ",
                .query,
                " ", .numbers, " ", .user, " ", .client, " HTTP/", .word, " ", .userAgent, " ", .own(markCookie), " ",
                .referrer, " ", .rest,
            ],
        ],
        samples: [
            Sample(
                "2026-09-14 19:02:11 W3SVC2 web1 192.0.2.5 GET /TeamSync jwt=x 443 - 203.0.113.7 HTTP/1.1 curl/8.5.0 sid=0a1b2c3d4e5f https://portal.example.net/a www.example.org 200 0 0",
                becomes:
                    "2026-09-14 19:02:11 W3SVC2 web1 192.0.0.0 GET /{{r:teamsync}} - 443 - 203.0.0.0 HTTP/1.1 curl/8 [secret] - www.example.org 200 0 0"
            ),
            Sample(
                "2026-09-14 19:02:11 192.0.2.5 GET /TeamSync jwt=x 443 ana.holm 203.0.113.7 Mozilla/5.0+(X11;+Linux+x86_64;+rv:128.0)+Gecko/20100101+Firefox/128.0 https://portal.example.net/a 200 0 0 15",
                becomes:
                    "2026-09-14 19:02:11 192.0.0.0 GET /{{r:teamsync}} - 443 {{u:ana.holm}} 203.0.0.0 Firefox/128 - 200 0 0 15"
            ),
        ]
    )

    private static func markCookie(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let end = bytes.firstIndex(of: ASCII.space, in: range) ?? range.upperBound
        if !FieldMarks.isAbsent(bytes, range.lowerBound..<end) { marks.add(.secret, range.lowerBound..<end) }
        return end
    }
}
