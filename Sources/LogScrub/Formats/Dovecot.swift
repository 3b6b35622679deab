extension RecordFormat {
    /// Dovecot: who reads mail. Logins with a key, `user=<ana>`, are found in any text.
    ///
    /// Source: Dovecot, `src/lib-master/log.c`, `mail_log_prefix`, and `src/auth/auth-request.c`, `get_log_prefix`.
    static let dovecot = RecordFormat(
        name: "dovecot",
        tags: ["dovecot"],
        needsTag: true,
        glance: { bytes, record in mayBeDovecot(bytes, record) },
        lines: [
            ["imap-login: ", .any, "session=<", .own(markSessionAtEnd), ">", .rest],
            ["pop3-login: ", .any, "session=<", .own(markSessionAtEnd), ">", .rest],
            ["managesieve-login: ", .any, "session=<", .own(markSessionAtEnd), ">", .rest],
            ["submission-login: ", .any, "session=<", .own(markSessionAtEnd), ">", .rest],
            ["auth: ", .own(passPrefix), .any, "(", .own(markMailUser), .rest],
            ["auth-worker(", .any, "auth-worker<", .any, ">: ", .any, "(", .own(markMailUser), .rest],
            ["auth-worker(", .own(passPrefix), .any, "(", .own(markMailUser), .rest],
            ["imap(", .own(markMailUser), .rest],
            ["pop3(", .own(markMailUser), .rest],
            ["IMAP(", .own(markMailUser), .rest],
            ["POP3(", .own(markMailUser), .rest],
            ["lda(", .own(markMailUser), .rest],
            ["lmtp(", .own(markMailUser), .rest],
            ["managesieve(", .own(markMailUser), .rest],
            ["submission(", .own(markMailUser), .rest],
            ["indexer-worker(", .own(markMailUser), .rest],
        ],
        samples: [
            Sample(
                "imap(ana.holm)<77><abcDEF>: Disconnected: Logged out in=7 out=8",
                becomes: "imap({{u:ana.holm}})<77><abcDEF>: Disconnected: Logged out in=7 out=8"),
            Sample(
                "imap-login: Login: user=<ana.holm>, method=PLAIN, rip=203.0.113.7, lip=198.51.100.9, mpid=77, TLS, session=<oEOptynOHNasEQAB>",
                becomes:
                    "imap-login: Login: user=<{{u:ana.holm}}>, method=PLAIN, rip=203.0.0.0, lip=198.51.0.0, mpid=77, TLS, session=<[secret]>"
            ),
            Sample(
                "lda(ana.holm)<77><oEOptynOHNasEQAB>: saved mail to INBOX",
                becomes: "lda({{u:ana.holm}})<77><[secret]>: saved mail to INBOX"),
            Sample(
                "auth: passwd-file(ana.holm,203.0.113.7,<abc>): unknown user",
                becomes: "auth: passwd-file({{u:ana.holm}},203.0.0.0,<abc>): unknown user"),
            Sample(
                "auth-worker(77): conn unix:auth-worker (pid=78,uid=106): auth-worker<15>: pam(ana.holm,203.0.113.7): unknown user",
                becomes:
                    "auth-worker(77): conn unix:auth-worker (pid=78,uid=106): auth-worker<15>: pam({{u:ana.holm}},203.0.0.0): unknown user"
            ),
            Sample(
                "auth-worker(77): pam(ana.holm,203.0.113.7): pam_authenticate() failed: Authentication failure (password mismatch?)",
                becomes:
                    "auth-worker(77): pam({{u:ana.holm}},203.0.0.0): pam_authenticate() failed: Authentication failure (password mismatch?)"
            ),
        ]
    )

    private static func mayBeDovecot(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let head = record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 48)
        return
            (bytes.firstIndex(of: ASCII.leftParenthesis, in: head) != nil
            || bytes.firstIndex(of: "-login: ", in: head) != nil)
            && bytes.firstIndex(of: ASCII.colon, in: record) != nil
    }

    private static func markSessionAtEnd(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let close = bytes.firstIndex(of: ASCII.greaterThan, in: range), close > range.lowerBound else {
            return nil
        }
        marks.add(.secret, range.lowerBound..<close)
        return close
    }

    /// Passes `77): `, and the words of a level.
    private static func passPrefix(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var at = range.lowerBound
        if bytes[at].isDigit {
            at = bytes.endOfDigits(from: at, before: range.upperBound)
            guard bytes.has("): ", at: at, before: range.upperBound) else { return nil }
            at &+= 3
        }
        for level: StaticString in ["Info: ", "Debug: ", "Error: ", "Warning: "]
        where bytes.has(level, at: at, before: range.upperBound) { at &+= level.utf8CodeUnitCount }
        return at
    }

    /// A user, up to a comma or the bracket that closes.
    private static func markMailUser(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let end = bytes.firstIndex(from: range.lowerBound, to: range.upperBound) {
            $0.mask(of: ASCII.comma).union($0.mask(of: ASCII.rightParenthesis))
        }
        guard end > range.lowerBound, end < range.upperBound else { return nil }
        let user = range.lowerBound..<end
        defer { markSession(bytes, end..<range.upperBound, &marks) }
        // One with a domain is an address of mail.
        if !isNobody(bytes, user), bytes.firstIndex(of: ASCII.at, in: user) == nil,
            bytes.endOfDigits(from: user.lowerBound, before: end) < end
        {
            marks.add(.user, user)
        }
        return end
    }

    /// The id of a session, which holds the address and the port of the client: `)<77><oEOptynOHNasEQAB>`, `,203.0.113.7,<oEOptynOHNasEQAB>)`.
    ///
    /// Source: Dovecot, `src/login-common/client-common.c`, `client_get_session_id`.
    private static func markSession(_ bytes: Span<UInt8>, _ rest: Range<Int>, _ marks: inout FieldMarks) {
        var at = rest.lowerBound
        let limit = Swift.min(rest.upperBound, at &+ 96)
        while at < limit, let open = bytes.firstIndex(of: ASCII.lessThan, in: at..<limit) {
            let close = bytes.endOfRun(from: open &+ 1, to: rest.upperBound) {
                $0.wordBytes.union($0.mask(of: ASCII.plus)).union($0.mask(of: ASCII.slash))
            }
            guard close < rest.upperBound, bytes[close] == ASCII.greaterThan else { return }
            if close &- open > 9 { marks.add(.secret, open &+ 1..<close) }
            at = close
        }
    }
}
