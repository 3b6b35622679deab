extension RecordFormat {
    /// smbd: which machine has come from an address, and as whom. Accounts behind their domain are found in any text (`PersonalDetector.sambaAccount`).
    ///
    /// Source: Samba, `source3/smbd/smb2_service.c`, `make_connection_snum`, `close_cnum`.
    static let samba = RecordFormat(
        name: "samba",
        firsts: " Aa0",
        glance: { bytes, record in
            bytes.firstIndex(of: " (ipv", in: record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 80))
                != nil
        },
        lines: [
            [
                .blanks, .own(markMachine), " (ipv", .own(passAddress), ") connect to service ", .own(markService),
                " initially as user ",
                .user, " (uid=", .rest,
            ],
            [.blanks, .own(markMachine), " (ipv", .own(passAddress), ") closed connection to service ", .rest],
            [
                .blanks, .own(markMachine), " (ipv", .own(passAddress), ") signed connect to service ",
                .own(markService),
                " initially as user ", .user, " (uid=", .rest,
            ],
        ],
        samples: [
            Sample(
                "  anas-laptop (ipv4:203.0.113.7:51514) connect to service files initially as user ana.holm (uid=1000, gid=1000) (pid 812)",
                becomes:
                    "  0.0.0.0 (ipv4:203.0.0.0:0) connect to service files initially as user {{u:ana.holm}} (uid=1000, gid=1000) (pid 812)"
            ),
            Sample(
                "  anas-laptop (ipv4:203.0.113.7:51514) closed connection to service files",
                becomes: "  0.0.0.0 (ipv4:203.0.0.0:0) closed connection to service files"),
        ]
    )

    /// What smbd's `full_audit` says of files, behind its tag and as Debian has its prefix: who, and from where.
    ///
    /// Source: Samba, `source3/modules/vfs_full_audit.c`.
    static let sambaAudit = RecordFormat(
        name: "samba-audit",
        tags: ["smbd_audit"],
        needsTag: true,
        lines: [[.own(markAuditedUser), .rest]],
        samples: [
            Sample(
                "ana.holm|203.0.113.7|files|connect|ok|files",
                becomes: "{{u:ana.holm}}|203.0.0.0|files|connect|ok|files")
        ]
    )

    /// Marks who stands before an address.
    private static func markAuditedUser(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let bar = UInt8(ascii: "|")
        guard let end = bytes.firstIndex(of: bar, in: range), end > range.lowerBound,
            let other = bytes.firstIndex(of: bar, in: end &+ 1..<range.upperBound),
            AddressDetector.isAddress(bytes, end &+ 1..<other)
        else { return nil }
        if !isNobody(bytes, range.lowerBound..<end) { marks.add(.user, range.lowerBound..<end) }
        return end
    }

    /// Passes an address with its port: without one, this is another program's line.
    private static func passAddress(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard
            let close = bytes.firstIndex(
                of: ASCII.rightParenthesis, in: range.lowerBound..<Swift.min(range.upperBound, range.lowerBound &+ 64)),
            close &- range.lowerBound > 2,
            let colon = bytes.lastIndex(of: ASCII.colon, in: range.lowerBound &+ 2..<close),
            AddressDetector.isAddress(bytes, range.lowerBound &+ 2..<colon)
        else { return nil }
        return close
    }

    private static func markMachine(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let blank = bytes.firstIndex(of: ASCII.space, in: range), blank > range.lowerBound else { return nil }
        // Where nobody says what it is called, it is called by its address.
        if !AddressDetector.isAddress(bytes, range.lowerBound..<blank) { marks.add(.host, range.lowerBound..<blank) }
        return blank
    }

    /// Marks a service that is called as who uses it: a home folder.
    private static func markService(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let words: StaticString = " initially as user "
        guard let end = bytes.firstIndex(of: words, in: range), end > range.lowerBound else { return nil }
        let user = end &+ words.utf8CodeUnitCount
        let length = end &- range.lowerBound
        for at in 0..<length where bytes[user &+ at].lowercased != bytes[range.lowerBound &+ at].lowercased {
            return end
        }
        if bytes[user &+ length] == ASCII.space { marks.add(.user, range.lowerBound..<end) }
        return end
    }
}
