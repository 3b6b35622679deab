extension RecordFormat {
    /// OpenVPN: clients by address, port and name.
    ///
    /// Source: OpenVPN, `src/openvpn/ssl_verify.c`, `multi.c` and `ssl.c`.
    static let openVPN = RecordFormat(
        name: "openvpn",
        tags: ["openvpn", "ovpn-server"],
        firsts: "0Aa",
        glance: { bytes, record in
            // A date and a time without a fraction.
            let start = record.lowerBound
            if bytes[start].isDigit, bytes[start &+ 4] == ASCII.hyphen { return bytes[start &+ 19] == ASCII.space }
            // A message alone begins as messages do; a client is a word with a colon, or stands behind a name and a slash.
            let head = record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 96)
            let blank = bytes.firstIndex(of: ASCII.space, in: head) ?? head.upperBound
            return bytes.firstIndex(of: ASCII.colon, in: head.lowerBound..<blank) != nil
                || bytes.firstIndex(of: ASCII.slash, in: head) != nil
                || beginsMessage(bytes, head.lowerBound, to: record.upperBound)
                || beginsTime(bytes, record)
        },
        lines: openVPNTimes.flatMap { time -> [[Part]] in
            [
                time + [.own(passMicroseconds), .own(markPeer), " ", .own(markMessage), .rest],
                time + [.own(passMicroseconds), .only(isNoBracket), .own(markMessage), .rest],
            ] + (time.isEmpty ? [] : [time + [.own(passMicroseconds), .own(markNamedPeer), .rest]])
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
                "2026-09-14 19:02:11 Ana Holm/203.0.113.7:49796 MULTI: primary virtual IP for Ana Holm/203.0.113.7:49796: 10.8.0.6",
                becomes:
                    "2026-09-14 19:02:11 {{u:Ana Holm}}/203.0.0.0:0 MULTI: primary virtual IP for {{u:Ana Holm}}/203.0.0.0:0: 10.8.0.0"
            ),
            Sample(
                "ana.holm/203.0.113.7:49796 SENT CONTROL [ana.holm]: 'PUSH_REPLY,route 10.8.0.1' (status=1)",
                becomes:
                    "{{u:ana.holm}}/203.0.0.0:0 SENT CONTROL [{{u:ana.holm}}]: 'PUSH_REPLY,route 10.8.0.0' (status=1)"),
            Sample(
                "Mon Dec 27 01:48:25 2017 us=723926 203.0.113.7:49796 [UNDEF] Peer Connection Initiated with [AF_INET]203.0.113.7:49796",
                becomes:
                    "Mon Dec 27 01:48:25 2017 us=723926 203.0.0.0:0 [UNDEF] Peer Connection Initiated with [AF_INET]203.0.0.0:0"
            ),
            Sample(
                "ifconfig_pool_read(), in='ana.holm,10.8.0.6,'",
                becomes: "ifconfig_pool_read(), in='{{u:ana.holm}},10.8.0.0,'"),
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

    /// What stands behind the tag of OpenVPN: there a name, a slash and an address with its port are a client, whatever the message says of it.
    static let openVPNMessages = RecordFormat(
        name: "openvpn-message",
        tags: ["openvpn", "openvpn-server", "ovpn-server"],
        firsts: "0Aa_[",
        needsTag: true,
        lines: [
            ["[", .user, "] Peer Connection Initiated with ", .rest],
            ["[", .user, "] Inactivity timeout ", .rest],
            ["MULTI: new connection by client '", .user, "' will cause ", .rest],
            ["TLS Auth Error: username attempted to change from '", .user, "' to '", .user, "'", .rest],
            [.own(markNamedPeer), .rest],
        ],
        samples: [
            Sample(
                "ana.holm/203.0.113.7:49796 Timers: ping 10, ping-restart 240",
                becomes: "{{u:ana.holm}}/203.0.0.0:0 Timers: ping 10, ping-restart 240"),
            Sample(
                "MULTI: new connection by client 'ana.holm' will cause previous active sessions by this client to be dropped.",
                becomes:
                    "MULTI: new connection by client '{{u:ana.holm}}' will cause previous active sessions by this client to be dropped."
            ),
        ]
    )

    /// What may stand before a message in a log of its own.
    private static let openVPNTimes: [[Part]] = [
        [], [.time("2026-09-14 19:02:11"), " "], [.time("Dec 27 01:48:25 2017"), " "],
        [.time("Mon Dec 27 01:48:25 2017"), " "],
    ]

    /// Whether a record begins with a date, a blank and a time.
    private static func beginsTime(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        bytes.isLike("Dec 27 01:48:25 2017 ", at: record.lowerBound, before: record.upperBound)
            || bytes.isLike("Mon Dec", at: record.lowerBound, before: record.upperBound)
    }

    /// Passes the microseconds behind a time: `us=723926`.
    private static func passMicroseconds(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard bytes.has("us=", at: range.lowerBound, before: range.upperBound) else { return range.lowerBound }
        let end = bytes.endOfDigits(from: range.lowerBound &+ 3, before: range.upperBound)
        return bytes.has(" ", at: end, before: range.upperBound) ? end &+ 1 : range.lowerBound
    }

    /// The words with which a message about a client begins.
    private static let openings: [StaticString] = [
        "MULTI: ", "MULTI_sva: ", "peer info: ", "PUSH: ", "SENT CONTROL ", "TLS: ", "TLS Error: ", "TLS Auth Error: ",
        "VERIFY", "WARNING: ", "Outgoing Data Channel", "Incoming Data Channel", "Data Channel",
        "Control Channel",
        "Connection reset", "SIGTERM[", "SIGUSR1[", "AUTH: ", "Peer Connection Initiated", "OPTIONS IMPORT: ", "[",
        "ifconfig_pool_read(), in='", "CLIENT_LIST",
    ]

    private static func beginsMessage(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Bool {
        let first = bytes[start]
        // The messages that begin with a small letter are few.
        guard
            first &- UInt8(ascii: "A") < 26 || first == ASCII.leftBracket || first == UInt8(ascii: "p")
                || first == UInt8(ascii: "i")
        else { return false }
        return openings.contains { bytes.has($0, at: start, before: end) }
    }

    /// The client with its port, whatever name stands before it: `203.0.113.7:49796`, `Ana Holm/203.0.113.7:49796`.
    private static func peer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        // Most clients are one word; only a name has blanks, and a slash behind it.
        let head = range.lowerBound..<Swift.min(range.upperBound, range.lowerBound &+ 96)
        let word = range.lowerBound..<(bytes.firstIndex(of: ASCII.space, in: head) ?? head.upperBound)
        guard bytes.firstIndex(of: ASCII.colon, in: word) != nil || bytes.firstIndex(of: ASCII.slash, in: head) != nil
        else { return nil }
        let limit = Swift.min(range.upperBound, range.lowerBound &+ 192)
        var at = range.lowerBound
        while let blank = bytes.firstIndex(of: ASCII.space, in: at..<limit) {
            if blank > at, bytes[blank &- 1].isDigit,
                let colon = bytes.lastIndex(of: ASCII.colon, in: at..<blank), colon > at,
                bytes[colon &- 1] != ASCII.slash, bytes.endOfDigits(from: colon &+ 1, before: blank) == blank
            {
                return range.lowerBound..<blank
            }
            at = blank &+ 1
        }
        return nil
    }

    /// Marks the client at the beginning and the name before it.
    private static func markPeer(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let peer = peer(bytes, range), beginsMessage(bytes, peer.upperBound &+ 1, to: range.upperBound) else {
            return nil
        }
        mark(bytes, peer, &marks)
        return peer.upperBound
    }

    /// Marks the client at the beginning if a name stands before it, and leaves the messages that say more to those who read them.
    private static func markNamedPeer(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        guard let peer = peer(bytes, range), let slash = bytes.lastIndex(of: ASCII.slash, in: peer),
            slash > peer.lowerBound, bytes[slash &- 1] != ASCII.space,
            !beginsMessage(bytes, peer.upperBound &+ 1, to: range.upperBound),
            let colon = bytes.lastIndex(of: ASCII.colon, in: slash..<peer.upperBound),
            AddressDetector.isAddress(bytes, slash &+ 1..<colon)
        else { return nil }
        mark(bytes, peer, &marks)
        return peer.upperBound
    }

    private static func mark(_ bytes: Span<UInt8>, _ peer: Range<Int>, _ marks: inout FieldMarks) {
        var start = peer.lowerBound
        if let slash = bytes.lastIndex(of: ASCII.slash, in: peer) {
            if slash > start, !isNobody(bytes, start..<slash) { marks.add(.user, start..<slash) }
            start = slash &+ 1
        }
        marks.addPeer(bytes, start..<peer.upperBound, port: .clientPort)
    }

    /// Without a client, a bracket is that of anything.
    private static func isNoBracket(_ bytes: Span<UInt8>, _ message: Range<Int>) -> Bool {
        !bytes.has("[", at: message.lowerBound, before: message.upperBound)
    }

    /// Marks who a message speaks of.
    private static func markMessage(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let (start, end) = (range.lowerBound, range.upperBound)
        guard beginsMessage(bytes, start, to: end) else { return nil }
        func has(_ text: StaticString) -> Bool { bytes.has(text, at: start, before: end) }
        func add(from name: Int, to sign: UInt8) {
            guard let close = bytes.firstIndex(of: sign, in: name..<end), close > name,
                !isNobody(bytes, name..<close)
            else { return }
            marks.add(.user, name..<close)
        }
        if has("MULTI: ") {
            // `-> ana.holm/203.0.113.7:49796`, `for ana.holm/203.0.113.7:49796: 10.8.0.6`
            for words: StaticString in ["-> ", " IP for "] {
                guard let name = bytes.firstIndex(of: words, in: range).map({ $0 &+ words.utf8CodeUnitCount }),
                    let slash = bytes.firstIndex(of: ASCII.slash, in: name..<end)
                else { continue }
                var stop = slash &+ 1
                while stop < end, bytes[stop] > ASCII.space { stop &+= 1 }
                if bytes[stop &- 1] == ASCII.colon { stop &-= 1 }
                mark(bytes, name..<stop, &marks)
                break
            }
        } else if has("[") {
            guard
                bytes.firstIndex(of: "] Peer Connection Initiated with ", in: range) != nil
                    || bytes.firstIndex(of: "] Inactivity timeout ", in: range) != nil
            else { return nil }
            add(from: start &+ 1, to: ASCII.rightBracket)
        } else if has("SENT CONTROL [") {
            add(from: start &+ 14, to: ASCII.rightBracket)
        } else if has("ifconfig_pool_read(), in='") {
            add(from: start &+ 26, to: ASCII.comma)
        } else if let name = bytes.firstIndex(of: " for username '", in: range).map({ $0 &+ 15 }) {
            add(from: name, to: ASCII.apostrophe)
        } else if let name = bytes.firstIndex(of: " for username ", in: range).map({ $0 &+ 14 }), name < end {
            let stop = bytes.firstIndex(of: ASCII.space, in: name..<end) ?? end
            if stop > name, !isNobody(bytes, name..<stop) { marks.add(.user, name..<stop) }
        } else if has("VERIFY"), bytes.firstIndex(of: "depth=0", in: range) != nil,
            let name = bytes.firstIndex(of: "CN=", in: range)
        {
            // The certificate of the client itself; those above are authorities'.
            let stop = bytes.firstIndex(of: ASCII.comma, in: name..<end) ?? end
            marks.add(.user, name &+ 3..<stop)
        }
        return start
    }
}
