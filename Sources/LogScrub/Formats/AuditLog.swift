extension RecordFormat {
    /// The audit log of Linux: pairs of a key and a value, some of them within quotes. What has blanks, quotes or signs beyond ASCII is written in
    /// hexadecimal digits.
    ///
    /// Source: audit-userspace, `lib/audit_logging.c` and `docs`; Linux, `kernel/audit.c`, `audit_log_untrustedstring`.
    static let audit = RecordFormat(
        name: "audit",
        glance: { bytes, record in
            bytes.firstIndex(of: "msg=audit(", in: record) != nil
                || bytes.firstIndex(of: " msg='op=", in: record) != nil
                || bytes.has("SOCKADDR ", at: record.lowerBound, before: record.upperBound)
                || bytes.firstIndex(
                    of: " audit(", in: record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 48)) != nil
        },
        lines: [
            // As journald and the kernel write it.
            ["USER_", .own(markAudit), .rest],
            ["CRED_", .own(markAudit), .rest],
            ["type=", .own(markAudit), .rest],
            ["node=", .own(markAudit), .rest],
            ["audit: type=", .own(markAudit), .rest],
            ["SOCKADDR ", .own(markAudit), .rest],
        ],
        samples: [
            Sample(
                #"USER_LOGIN pid=77 uid=0 auid=1000 ses=12 msg='op=login acct="ana.holm" exe="/usr/sbin/sshd" hostname=laptop.example.net addr=203.0.113.7 terminal=ssh res=success'"#,
                becomes:
                    #"USER_LOGIN pid=77 uid=0 auid=1000 ses=12 msg='op=login acct="{{u:ana.holm}}" exe="/usr/sbin/sshd" hostname=0.0.0.0 addr=203.0.0.0 terminal=ssh res=success'"#
            ),
            Sample(
                #"type=USER_LOGIN msg=audit(1789412531.123:4711): pid=77 uid=0 auid=1000 ses=12 msg='op=login acct="ana.holm" exe="/usr/sbin/sshd" hostname=laptop.example.net addr=203.0.113.7 terminal=ssh res=success'"#,
                becomes:
                    #"type=USER_LOGIN msg=audit(1789412531.123:4711): pid=77 uid=0 auid=1000 ses=12 msg='op=login acct="{{u:ana.holm}}" exe="/usr/sbin/sshd" hostname=0.0.0.0 addr=203.0.0.0 terminal=ssh res=success'"#
            ),
            Sample(
                "type=USER_LOGIN msg=audit(1789412531.123:4712): pid=77 uid=0 auid=1000 ses=12 msg='op=login acct=616E612068 exe=\"/usr/sbin/sshd\" hostname=? addr=2001:db8::7 terminal=ssh res=failed'",
                becomes:
                    "type=USER_LOGIN msg=audit(1789412531.123:4712): pid=77 uid=0 auid=1000 ses=12 msg='op=login acct={{u:616E612068}} exe=\"/usr/sbin/sshd\" hostname=? addr=2001:db8:: terminal=ssh res=failed'"
            ),
            Sample(
                #"type=SYSCALL msg=audit(1789412531.123:4713): arch=c000003e syscall=59 auid=1000 comm="ls" exe="/usr/bin/ls" AUID="ana.holm" UID="root" GID="root" EUID="ana.holm""#,
                becomes:
                    #"type=SYSCALL msg=audit(1789412531.123:4713): arch=c000003e syscall=59 auid=1000 comm="ls" exe="/usr/bin/ls" AUID="{{u:ana.holm}}" UID="root" GID="root" EUID="{{u:ana.holm}}""#
            ),
            Sample(
                "type=SOCKADDR msg=audit(1789412531.123:4713): saddr=0200C93ACB0071070000000000000000 SADDR={ saddr_fam=inet laddr=203.0.113.7 lport=51514 }",
                becomes:
                    "type=SOCKADDR msg=audit(1789412531.123:4713): saddr=[secret] SADDR={ saddr_fam=inet laddr=203.0.0.0 lport=0 }"
            ),
            Sample(
                "type=PROCTITLE msg=audit(1789412531.123:4713): proctitle=6C73002F686F6D652F616E61",
                becomes: "type=PROCTITLE msg=audit(1789412531.123:4713): proctitle=[secret]"),
            Sample(
                "type=PROCTITLE msg=audit(1789412531.123:4714): proctitle=6C73002F7661722F6C6F67",
                becomes: "type=PROCTITLE msg=audit(1789412531.123:4714): proctitle=6C73002F7661722F6C6F67"),
        ]
    )

    /// The keys of accounts and groups, also as `auditd` adds their names (`log_format = ENRICHED`).
    private static let auditUsers = WordSet(
        "acct", "AUID", "UID", "GID", "EUID", "SUID", "FSUID", "EGID", "SGID", "FSGID", "OUID", "OGID", "IUID", "SAUID",
        "ID", "OBJUID", "grp", "new-user", "sauser")
    /// The keys of hosts.
    private static let auditHosts = WordSet("hostname", "laddr", "rhost")
    /// The keys of texts that somebody has typed, or that name files.
    private static let auditTexts = WordSet(
        "proctitle", "cmd", "name", "cwd", "exe", "comm", "data", "path", "dir", "a0", "a1", "a2", "a3", "a4", "a5",
        "a6", "a7")

    private static func markAudit(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var at = range.lowerBound
        while let sign = bytes.firstIndex(of: ASCII.equals, in: at..<range.upperBound) {
            let key = bytes.startOfRun(before: sign, from: at) { $0.isWord || $0 == ASCII.hyphen }..<sign
            var value = sign &+ 1..<range.upperBound
            at = sign &+ 1
            let isQuoted = at < range.upperBound && bytes[at] == ASCII.quote
            if isQuoted {
                let close = bytes.firstIndex(of: ASCII.quote, in: at &+ 1..<range.upperBound) ?? range.upperBound
                value = at &+ 1..<close
            } else {
                value =
                    at..<bytes.endOfRun(from: at, to: range.upperBound) {
                        $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.colon))
                    }
            }
            at = Swift.max(at, value.upperBound)
            if value.isEmpty { continue }
            if auditUsers.contains(bytes, key) {
                if !isNobody(bytes, value) { marks.add(.user, value) }
            } else if auditHosts.contains(bytes, key) {
                marks.add(.client, value)
            } else if isSocketAddress(bytes, key, value) {
                marks.add(.secret, value)
            } else if !isQuoted, auditTexts.contains(bytes, key), mayHideSomebody(bytes, value) {
                marks.add(.secret, value)
            }
        }
        return range.upperBound
    }

    /// Whether a value is the address of a socket in hexadecimal digits, `saddr=0200C93ACB007107…`: the family in the order of the machine's bytes, and
    /// of IPv4 and IPv6 the port and the address behind it (`bits/socket.h`). The names of local sockets stay.
    private static func isSocketAddress(_ bytes: Span<UInt8>, _ key: Range<Int>, _ value: Range<Int>) -> Bool {
        guard key.count == 5, bytes.has("saddr", at: key.lowerBound, before: key.upperBound), value.count >= 16 else {
            return false
        }
        for family: StaticString in ["0200", "0002", "0a00", "000a"]
        where bytes.hasIgnoringCase(family, at: value.lowerBound, before: value.upperBound) { return true }
        return false
    }

    /// Whether a text in hexadecimal digits may hold what would be looked at if it stood there in letters.
    private static func mayHideSomebody(_ bytes: Span<UInt8>, _ digits: Range<Int>) -> Bool {
        guard digits.count >= 8, digits.count & 1 == 0 else { return false }
        // Whoever looks at a byte may look at what stands before it.
        let margin = CandidateScanner.slack
        var text = ContiguousArray<UInt8>(repeating: ASCII.space, count: margin)
        for at in stride(from: digits.lowerBound, to: digits.upperBound, by: 2) {
            // The kernel writes texts in capitals; what has small letters is an argument of a call, `a1=55bfaf734a40`.
            guard bytes[at].isCapitalHexDigit, bytes[at &+ 1].isCapitalHexDigit else { return false }
            let byte = bytes[at].hexValue &<< 4 | bytes[at &+ 1].hexValue
            // Between the words of a command stands a zero.
            text.append(byte == ASCII.null ? ASCII.space : byte)
        }
        let end = text.count
        text.append(contentsOf: repeatElement(ASCII.space, count: margin))
        var scanner = CandidateScanner(from: margin)
        return scanner.firstSuspect(text.span, from: margin, to: end, floor: 0) != nil
    }
}

extension UInt8 {
    /// Whether the byte is a digit, or one of `A` to `F`.
    fileprivate var isCapitalHexDigit: Bool { isHexDigit && self < UInt8(ascii: "a") }
}
