/// All that the program knows of each kind but how it is found: its names and what becomes of it. Statistics, levels, placeholders, pseudonyms, help
/// and the table in README are made from it.
enum KindTable {
    /// One kind.
    struct Row {
        /// The name, in statistics, options and files.
        let name: StaticString
        /// With which letter its pseudonyms begin; `nil` if it has none. No two kinds share one.
        let letter: UInt8?
        /// What stands in the place of a value that goes.
        let placeholder: StaticString
        let minimal: Treatment
        let analytics: Treatment
        let pseudonymous: Treatment
        let none: Treatment
        let sentence: StaticString

        fileprivate init(
            _ name: StaticString, _ letter: Unicode.Scalar?, _ placeholder: StaticString,
            _ minimal: Treatment, _ analytics: Treatment, _ pseudonymous: Treatment, _ none: Treatment,
            _ sentence: StaticString
        ) {
            self.name = name
            self.letter = letter.map(UInt8.init(ascii:))
            self.placeholder = placeholder
            (self.minimal, self.analytics, self.pseudonymous, self.none) = (minimal, analytics, pseudonymous, none)
            self.sentence = sentence
        }

        /// Its treatment at a level.
        func treatment(at level: Level) -> Treatment {
            switch level {
            case .minimal: minimal
            case .analytics: analytics
            case .pseudonymous: pseudonymous
            case .none: none
            }
        }
    }

    /// The whole default policy, in the order of ``Kind``: name, letter, placeholder, then what becomes of a value at the levels `minimal`,
    /// `analytics`, `pseudonymous` and `none`.
    ///
    /// The reasons for the figures: 16 and 32 bits are what German practice and Jitsi's own servers keep; a /48 is one customer's
    /// site, a /32 one provider. 24 and 48 are the lengths of Google Analytics' `anonymizeIp`.
    // swift-format-ignore
    static let rows: [Row] = [
        Row("address", "a", "[redacted]", .truncate(16, 32), .truncate(24, 48), .pseudonym, .replace,
            "An IP address, in whatever spelling"),
        Row("port", nil, "[redacted]", .replace, .keep, .keep, .replace,
            "The port beside an address"),
        Row("referrer", nil, "[redacted]", .drop, .reduce, .reduce, .drop,
            "The page on another site that sent the visitor"),
        Row("own-referrer", nil, "[redacted]", .reduce, .reduce, .reduce, .drop,
            "The page on an own site that sent the visitor"),
        Row("host-name", "h", "[redacted]", .replace, .replace, .replace, .replace,
            "A client's host name"),
        Row("pattern", nil, "[redacted]", .replace, .replace, .replace, .replace,
            "A match of a pattern of your own"),
        Row("query", nil, "[redacted]", .reduce, .reduce, .reduce, .drop,
            "The query of a URL, and its fragment"),
        Row("room", "r", "[room]", .pseudonym, .pseudonym, .pseudonym, .replace,
            "The name of a room, or of its tenant"),
        Row("user", "u", "[user]", .pseudonym, .pseudonym, .pseudonym, .replace,
            "A login, the name in a JID, a TURN user"),
        Row("resource", "n", "[resource]", .pseudonym, .pseudonym, .pseudonym, .replace,
            "The nick in a room, or the resource of a JID"),
        Row("session", "s", "[session]", .pseudonym, .pseudonym, .pseudonym, .replace,
            "The id of a BOSH or websocket session, or of a login"),
        Row("token", "j", "[jwt]", .replace, .replace, .replace, .replace,
            "A JSON Web Token"),
        Row("secret", "x", "[secret]", .replace, .replace, .replace, .replace,
            "A password, or what serves as one: a key, a cookie, a SASL exchange"),
        Row("fingerprint", "f", "[fingerprint]", .replace, .replace, .replace, .replace,
            "The fingerprint of a certificate"),
        Row("stats-id", "i", "[stats-id]", .replace, .replace, .replace, .replace,
            "The id by which statistics know a browser"),
        Row("machine-id", "m", "[machine-id]", .replace, .replace, .replace, .replace,
            "The id of a device"),
        Row("display-name", "d", "[name]", .replace, .replace, .replace, .replace,
            "The name that a participant has given"),
        Row("email", "e", "[email]", .replace, .replace, .replace, .replace,
            "An e-mail address"),
        Row("avatar", "v", "[avatar]", .replace, .replace, .replace, .replace,
            "The picture of a participant"),
        Row("phone", "p", "[phone]", .replace, .replace, .replace, .replace,
            "A telephone number"),
        Row("sip", "q", "[sip]", .replace, .replace, .replace, .replace,
            "The user of a SIP address"),
        Row("message", "w", "[message]", .replace, .replace, .replace, .replace,
            "What somebody has written"),
        Row("user-agent", "b", "[redacted]", .reduce, .keep, .keep, .drop,
            "The name and version of a browser or client"),
        Row("mac", nil, "[redacted]", .reduce, .reduce, .reduce, .replace,
            "The MAC address of a device; its maker's half may stay"),
    ]

    /// What the kinds of one's own have in common; their names are their own.
    static let custom = Row(
        "custom", "c", "[redacted]", .replace, .replace, .replace, .replace, "A kind of your own")

    /// The letters of pseudonyms, one bit for each.
    static let letters: UInt32 = (rows + [custom]).reduce(0) { letters, row in
        letters | (row.letter.map { 1 &<< UInt32($0 & 31) } ?? 0)
    }
}

extension Treatment {
    /// An address keeps so many bits of the one and the other family.
    fileprivate static func truncate(_ ipv4: Int, _ ipv6: Int) -> Treatment {
        .truncate(PrefixLengths(uncheckedIPv4: ipv4, ipv6: ipv6))
    }
}
