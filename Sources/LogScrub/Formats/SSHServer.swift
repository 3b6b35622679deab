extension RecordFormat {
    /// sshd: hosts by their names. Its users are found in any text (`PersonalDetector.login`).
    ///
    /// Source: OpenSSH, `auth.c`, `canohost.c`.
    static let sshd = RecordFormat(
        name: "sshd",
        tags: ["sshd", "sshd-session", "sshd-auth"],
        needsTag: true,
        lines: [
            ["User ", .user, " from ", .client, " not allowed because ", .rest],
            ["Address ", .client, " maps to ", .client, ", but this does not map back to the address", .rest],
            ["reverse mapping checking getaddrinfo for ", .client, " [", .client, "] failed", .rest],
            ["Failed ", .word, " for ", .own(markSSHLogin), .rest],
            ["Accepted ", .word, " for ", .own(markSSHLogin), .rest],
            ["Postponed ", .word, " for ", .own(markSSHLogin), .rest],
            ["Invalid user ", .own(markSSHLogin), .rest],
            ["refused connect from ", .client, " (", .client, ")", .rest],
            ["Accepted certificate ID \"", .user, "\" ", .rest],
        ],
        samples: [
            Sample(
                "User ana.holm from laptop.example.net not allowed because not listed in AllowUsers",
                becomes: "User {{u:ana.holm}} from 0.0.0.0 not allowed because not listed in AllowUsers"),
            Sample(
                "Accepted publickey for ana.holm from 203.0.113.7 port 51219 ssh2: RSA SHA256:Bo1uM2lRFE3Sc4gjrI3+J3b7LbNFemY3xIdjqX8hxmk",
                becomes:
                    "Accepted publickey for {{u:ana.holm}} from 203.0.0.0 port 0 ssh2: RSA SHA256:[fingerprint]"),
            Sample(
                "Failed password for invalid user ana.holm from laptop.example.net port 51219 ssh2",
                becomes: "Failed password for invalid user {{u:ana.holm}} from 0.0.0.0 port 0 ssh2"),
            Sample(
                "refused connect from laptop.example.net (203.0.113.7)",
                becomes: "refused connect from 0.0.0.0 (203.0.0.0)"),
            Sample(
                "Address 203.0.113.7 maps to laptop.example.net, but this does not map back to the address.",
                becomes: "Address 203.0.0.0 maps to 0.0.0.0, but this does not map back to the address."),
            Sample(
                "reverse mapping checking getaddrinfo for laptop.example.net [203.0.113.7] failed.",
                becomes: "reverse mapping checking getaddrinfo for 0.0.0.0 [203.0.0.0] failed."),
        ]
    )

    /// Marks a user, the client and its port: `invalid user ana from laptop.example.net port 51219 ssh2`. A name may have anything in it.
    private static func markSSHLogin(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var name = range.lowerBound
        for words: StaticString in ["invalid user ", "illegal user "]
        where bytes.has(words, at: name, before: range.upperBound) { name &+= words.utf8CodeUnitCount }
        let port = bytes.lastIndex(of: " port ", in: name..<range.upperBound)
        guard let from = bytes.lastIndex(of: " from ", in: name..<(port ?? range.upperBound)) else { return nil }
        if from > name, !isNobody(bytes, name..<from) { marks.add(.user, name..<from) }
        let client = from &+ 6
        let end = port ?? bytes.firstIndex(of: ASCII.space, in: client..<range.upperBound) ?? range.upperBound
        if client < end { marks.add(.client, client..<end) }
        if let port {
            let digits = bytes.endOfDigits(from: port &+ 6, before: range.upperBound)
            if digits > port &+ 6 { marks.add(.clientPort, port &+ 6..<digits) }
        }
        // The fingerprint of the key with which somebody came, in base64.
        let label: StaticString = " SHA256:"
        if let hash = bytes.lastIndex(of: label, in: end..<range.upperBound).map({ $0 &+ label.utf8CodeUnitCount }) {
            let stop = bytes.endOfRun(from: hash, to: range.upperBound) {
                $0.wordBytes.union($0.mask(of: ASCII.plus)).union($0.mask(of: ASCII.slash))
            }
            if stop &- hash >= 40 { marks.add(.fingerprint, hash..<stop) }
        }
        return range.upperBound
    }
}
