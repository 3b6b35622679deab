extension RecordFormat {
    /// MySQL and MariaDB: the slow query log, refused logins, and connections in the general log.
    ///
    /// Source: MySQL, `sql/log.cc`, `File_query_log::write_slow`, and `sql/auth/sql_authentication.cc`.
    static let mySQL = RecordFormat(
        name: "mysql",
        tags: ["mysqld", "mariadbd"],
        firsts: "0[A",
        glance: { bytes, record in
            !bytes[record.lowerBound].isDigit || hasBracket(bytes, record, within: 64)
        },
        lines: [
            ["# User@Host: ", .user, "[", .user, "] @ ", .client, " [", .client, "]", .rest],
            ["# User@Host: ", .user, "[", .user, "] @ ", .client, " []", .rest],
            ["# User@Host: ", .user, "[", .user, "] @  [", .client, "]", .rest],
            [.own(passMySQLHead), "Access denied for user '", .user, "'@'", .client, "'", .rest],
            [.own(passMySQLHead), "Aborted connection ", .any, " user: '", .user, "' host: '", .client, "'", .rest],
        ],
        samples: [
            Sample(
                "# User@Host: ana.holm[ana.holm] @ laptop.example.net [203.0.113.7]  Id:    77",
                becomes: "# User@Host: {{u:ana.holm}}[{{u:ana.holm}}] @ 0.0.0.0 [203.0.0.0]  Id:    77"),
            Sample(
                "# User@Host: root[root] @ localhost []  Id:    77",
                becomes: "# User@Host: root[root] @ localhost []  Id:    77"),
            Sample(
                "2026-03-15T10:00:00.123456Z 77 [Note] Access denied for user 'ana.holm'@'203.0.113.7' (using password: YES)",
                becomes:
                    "2026-03-15T10:00:00.123456Z 77 [Note] Access denied for user '{{u:ana.holm}}'@'203.0.0.0' (using password: YES)"
            ),
            Sample(
                "2026-03-15 10:00:00 77 [Warning] Access denied for user 'ana.holm'@'laptop.example.net' (using password: NO)",
                becomes:
                    "2026-03-15 10:00:00 77 [Warning] Access denied for user '{{u:ana.holm}}'@'0.0.0.0' (using password: NO)"
            ),
        ]
    )

    /// Passes `2026-03-15T10:00:00.123456Z 77 [Note] [MY-010926] [Server] `, of which the first words may have been taken for a header.
    private static func passMySQLHead(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var at = range.lowerBound
        let head = at..<Swift.min(range.upperBound, at &+ 96)
        if bytes[at].isDigit {
            guard let bracket = bytes.firstIndex(of: " [", in: head) else { return nil }
            at = bracket &+ 1
        }
        while at < head.upperBound, bytes[at] == ASCII.leftBracket {
            let close = bytes.endOfRun(from: at &+ 1, to: head.upperBound) { $0.keyBytes }
            guard bytes.has("] ", at: close, before: range.upperBound) else { return nil }
            at = close &+ 2
        }
        return at
    }
}
