extension RecordFormat {
    /// strongSwan's `charon`: who has come over which address, and under which name.
    ///
    /// Source: strongSwan, `src/libcharon/sa/ike_sa.c` and the plugins `eap_*`.
    static let strongSwan = RecordFormat(
        name: "strongswan",
        glance: { bytes, record, _ in
            bytes.has("[IKE] ", at: record.lowerBound &+ 2, before: record.upperBound)
                || bytes.has("[CFG] ", at: record.lowerBound &+ 2, before: record.upperBound)
        },
        lines: [
            [
                .numbers, "[IKE] ", .any, " established between ", .addressAndIdentity, "...", .addressAndIdentity,
                .rest,
            ],
            [.numbers, "[IKE] ", .any, " of '", .user, "' with ", .rest],
            [.numbers, "[IKE] ", .any, " EAP identity '", .user, "'", .rest],
            [.numbers, "[IKE] assigning virtual IP ", .word, " to peer '", .user, "'", .rest],
            [.numbers, "[CFG] ", .any, " leases by '", .user, "'", .rest],
        ],
        samples: [
            Sample(
                "09[IKE] <rw|1> IKE_SA rw[1] established between 192.0.2.1[vpn.example.org]...203.0.113.7[ana.holm]",
                becomes:
                    "09[IKE] <rw|1> IKE_SA rw[1] established between 192.0.0.0[vpn.example.org]...203.0.0.0[{{u:ana.holm}}]"
            ),
            Sample(
                "13[IKE] authentication of 'ana@vpn.example.org' with EAP successful",
                becomes: "13[IKE] authentication of '{{u:ana@vpn.example.org}}' with EAP successful"),
            Sample(
                "07[IKE] received EAP identity 'ana.holm'", becomes: "07[IKE] received EAP identity '{{u:ana.holm}}'"),
            Sample(
                "13[IKE] assigning virtual IP 10.0.0.5 to peer 'ana.holm'",
                becomes: "13[IKE] assigning virtual IP 10.0.0.0 to peer '{{u:ana.holm}}'"),
        ]
    )

    /// OpenVPN: clients by address, port and name.
    ///
    /// Source: OpenVPN, `src/openvpn/ssl_verify.c`, `multi.c` and `ssl.c`.
    static let openVPN = RecordFormat(
        name: "openvpn",
        glance: { bytes, record, _ in mayBeOpenVPN(bytes, record) },
        lines: openVPNTimes.flatMap { time -> [[Part]] in
            [
                time + [.only(hasName), .clientAndPort, " [", .user, "] Peer Connection Initiated with ", .rest],
                time + [.only(hasOpening), .own(markName), .clientAndPort, " ", .own(markMessage), .rest],
            ]
        },
        samples: [
            Sample(
                "Dec 27 01:48:25 2017 us=723926 203.0.113.7:49796 [ana.holm] Peer Connection Initiated with [AF_INET]203.0.113.7:49796",
                becomes:
                    "Dec 27 01:48:25 2017 us=723926 203.0.0.0:0 [{{u:ana.holm}}] Peer Connection Initiated with [AF_INET]203.0.0.0:0"
            ),
            Sample(
                "2026-09-14 19:02:11 ana.holm/203.0.113.7:49796 MULTI: Learn: 10.8.0.6 -> ana.holm/203.0.113.7:49796",
                becomes:
                    "2026-09-14 19:02:11 {{u:ana.holm}}/203.0.0.0:0 MULTI: Learn: 10.8.0.0 -> {{u:ana.holm}}/203.0.0.0:0"
            ),
            Sample(
                "203.0.113.7:49796 VERIFY OK: depth=0, O=Example, CN=ana.holm",
                becomes: "203.0.0.0:0 VERIFY OK: depth=0, O=Example, CN={{u:ana.holm}}"),
            Sample(
                "203.0.113.7:49796 TLS: Username/Password authentication succeeded for username 'ana.holm' [CN SET]",
                becomes:
                    "203.0.0.0:0 TLS: Username/Password authentication succeeded for username '{{u:ana.holm}}' [CN SET]"
            ),
        ]
    )

    private static let openVPNTimes: [[Part]] = [
        [], [.time("Dec 27 01:48:25 2017"), " ", .own(passMicroseconds)],
        [.time("2026-09-14 19:02:11"), " ", .own(passMicroseconds)],
    ]

    private static func passMicroseconds(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard bytes.has("us=", at: range.lowerBound, before: range.upperBound) else { return range.lowerBound }
        let end = bytes.endOfDigits(from: range.lowerBound &+ 3, before: range.upperBound)
        return bytes.has(" ", at: end, before: range.upperBound) ? end &+ 1 : nil
    }

    /// The name before a client, `ana.holm/203.0.113.7:49796`, if there is one.
    private static func markName(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let word = range.lowerBound..<(bytes.firstIndex(of: ASCII.space, in: range) ?? range.upperBound)
        guard let slash = bytes.firstIndex(of: ASCII.slash, in: word) else { return range.lowerBound }
        marks.add(.user, word.lowerBound..<slash)
        return slash &+ 1
    }

    /// The words with which the message behind a client begins.
    private static let openings: [StaticString] = [
        "MULTI: ", "MULTI_sva: ", "peer info: ", "PUSH: ", "SENT CONTROL ", "TLS: ", "TLS Error: ", "VERIFY ",
        "WARNING: ",
        "Outgoing Data Channel", "Incoming Data Channel", "Data Channel", "Control Channel", "Connection reset",
        "SIGTERM[", "SIGUSR1[", "AUTH: ", "Peer Connection Initiated", "OPTIONS IMPORT: ",
    ]

    /// Whether a client stands behind the time, or at the beginning, and a message of OpenVPN's behind it.
    private static func mayBeOpenVPN(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        var at = record.lowerBound
        if bytes[at].isDigit, bytes[at &+ 4] == ASCII.hyphen, bytes[at &+ 7] == ASCII.hyphen {
            guard bytes[at &+ 19] == ASCII.space else { return false }
            at &+= 20
        } else if bytes[at].isLetter, bytes[at &+ 3] == ASCII.space, bytes[at &+ 6] == ASCII.space {
            at &+= 21
        }
        guard at < record.upperBound else { return false }
        if bytes.has("us=", at: at, before: record.upperBound) { return true }
        return hasName(bytes, at..<record.upperBound) || hasOpening(bytes, at..<record.upperBound)
    }

    /// Whether a message begins behind the first word.
    private static func hasOpening(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let blank = blank(bytes, range), bytes[blank &- 1].isDigit else { return false }
        return openings.contains { bytes.has($0, at: blank &+ 1, before: range.upperBound) }
    }

    private static func hasName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let blank = blank(bytes, range), bytes[blank &- 1].isDigit else { return false }
        return bytes.has("[", at: blank &+ 1, before: range.upperBound)
    }

    /// The end of a client: names are short.
    private static func blank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let blank = bytes.firstIndex(
            of: ASCII.space, in: range.lowerBound..<Swift.min(range.upperBound, range.lowerBound &+ 256))
        return blank.flatMap { $0 > range.lowerBound ? $0 : nil }
    }

    /// Marks who a message speaks of.
    private static func markMessage(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard openings.contains(where: { bytes.has($0, at: range.lowerBound, before: range.upperBound) }) else {
            return nil
        }
        if bytes.has("MULTI: ", at: range.lowerBound, before: range.upperBound) {
            // `-> ana.holm/203.0.113.7:49796`
            if let arrow = bytes.firstIndex(of: "-> ", in: range),
                let slash = bytes.firstIndex(of: ASCII.slash, in: arrow &+ 3..<range.upperBound)
            {
                marks.add(.user, arrow &+ 3..<slash)
            }
        } else if let name = bytes.firstIndex(of: " for username '", in: range).map({ $0 &+ 15 }) {
            marks.add(
                .user, name..<(bytes.firstIndex(of: ASCII.apostrophe, in: name..<range.upperBound) ?? range.upperBound))
        } else if bytes.has("VERIFY ", at: range.lowerBound, before: range.upperBound) {
            // The certificate of the client itself; those above are authorities'.
            if bytes.firstIndex(of: "depth=0", in: range) != nil, let name = bytes.firstIndex(of: "CN=", in: range) {
                let end = bytes.firstIndex(of: ASCII.comma, in: name..<range.upperBound) ?? range.upperBound
                marks.add(.user, name &+ 3..<end)
            }
        }
        return range.lowerBound
    }

    /// FreeRADIUS: logins, right and wrong, with what was typed as password where the server is told to log it.
    ///
    /// Source: FreeRADIUS, `src/main/auth.c`, `rad_authlog`.
    static let freeRADIUS = RecordFormat(
        name: "freeradius",
        glance: { bytes, record, _ in
            bytes.has("Auth: ", at: record.lowerBound, before: record.upperBound)
                || bytes.has(" : Auth: ", at: record.lowerBound &+ 24, before: record.upperBound)
        },
        lines: [
            freeRADIUSLogin,
            [.time("Mon Sep 14 19:02:11 2026"), " : "] + freeRADIUSLogin,
        ],
        samples: [
            Sample(
                "Mon Sep 14 19:02:11 2026 : Auth: Login OK: [ana.holm/<via Auth-Type = mschap>] (from client ap1 port 0)",
                becomes:
                    "Mon Sep 14 19:02:11 2026 : Auth: Login OK: [{{u:ana.holm}}/<via Auth-Type = mschap>] (from client ap1 port 0)"
            ),
            Sample(
                "Auth: (5) Login incorrect (mschap: failed): [ana.holm/hunter2] (from client ap1 port 0 cli 203.0.113.7)",
                becomes:
                    "Auth: (5) Login incorrect (mschap: failed): [{{u:ana.holm}}/[secret]] (from client ap1 port 0 cli 203.0.0.0)"
            ),
            Sample(
                "Mon Sep 14 19:02:11 2026 : Auth: (6) Login OK: [ana.holm] (from client ap1 port 0)",
                becomes: "Mon Sep 14 19:02:11 2026 : Auth: (6) Login OK: [{{u:ana.holm}}] (from client ap1 port 0)"),
        ]
    )

    private static let freeRADIUSLogin: [Part] = [
        "Auth: ", .own(passNumber), "Login ", .any, ": [", .own(markLogin), "] (from client ", .rest,
    ]

    private static func passNumber(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard bytes.has("(", at: range.lowerBound, before: range.upperBound) else { return range.lowerBound }
        let end = bytes.endOfDigits(from: range.lowerBound &+ 1, before: range.upperBound)
        return bytes.has(") ", at: end, before: range.upperBound) ? end &+ 2 : nil
    }

    /// `ana.holm`, `ana.holm/hunter2`, `ana.holm/<via Auth-Type = mschap>`
    private static func markLogin(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let end = bytes.firstIndex(of: "] (from client ", in: range) else { return nil }
        let slash = bytes.firstIndex(of: ASCII.slash, in: range.lowerBound..<end) ?? end
        marks.add(.user, range.lowerBound..<slash)
        if slash &+ 1 < end, !bytes.has("<via ", at: slash &+ 1, before: end) { marks.add(.secret, slash &+ 1..<end) }
        return end
    }
}
