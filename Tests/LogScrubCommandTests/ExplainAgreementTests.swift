import Foundation
import Testing

/// What `logscrub explain` says of a kind is what the filter does to a line with a value of that kind.
@Suite("What explain says is what the filter does", .timeLimit(.minutes(20)))
struct ExplainAgreementTests {
    /// A line with a value of a kind and of no other one.
    struct Sample {
        let kind: String
        /// How its sentence begins, behind an `Of` or not.
        let name: String
        let value: String
        let line: String
        /// What stands between it and a value of another kind.
        let sign: Character?

        init(_ kind: String, _ name: String, _ value: String, in line: String, isBeside sign: Character? = nil) {
            (self.kind, self.name, self.value, self.sign) = (kind, name, value, sign)
            self.line = line.replacing("{}", with: value)
        }

        /// An output as if the value beside this one had stayed.
        func alone(_ output: String) -> String {
            guard let sign, let own = output.lastIndex(of: sign), let other = line.lastIndex(of: sign) else {
                return output
            }
            return String(line[..<other] + output[own...])
        }

        private static func access(_ request: String, referrer: String = "-", agent: String = "-") -> String {
            #"127.0.0.1 - - [25/Aug/2026:10:11:12 +0200] "\#(request)" 200 5 "\#(referrer)" "\#(agent)""#
        }

        private static let page = "GET /a.html HTTP/1.1"

        static let all = [
            Sample("address", "IP addresses", "203.0.113.7", in: "from {} it came"),
            Sample("address", "IP addresses", "2001:db8:85a3:1::8a2e:7334", in: "from {} it came"),
            Sample(
                "port", "Port numbers beside IP addresses", "51514", in: "client 203.0.113.7:{} went", isBeside: ":"),
            Sample(
                "referrer", "Addresses of referring pages on other sites (referrers)",
                "https://search.example.net/?q=us",
                in: access(page, referrer: "{}")),
            Sample(
                "own-referrer", "Addresses of referring pages on our own sites (own referrers)",
                "https://meet.example.org/libs/app.html?x=ana", in: access(page, referrer: "{}")),
            Sample(
                "host-name", "Host names of visiting computers", "ana-laptop.example.net",
                in: #"{} - - [25/Aug/2026:10:11:12 +0200] "GET /a.html HTTP/1.1" 200 5"#),
            Sample("pattern", "Passages that search rules of our own find", "T-12345", in: "case {} closed"),
            Sample(
                "query", "Parameters of web addresses (what stands behind a question mark or a #)",
                "?v=1&vnode=2&release=3&lang=de&x=ana", in: access("GET /a.html{} HTTP/1.1")),
            Sample("room", "Names of meeting rooms", "TeamSync", in: "joined {}@conference.meet.example.org/c41f09aa"),
            Sample("user", "User names and logins", "quokka", in: "user={} did"),
            Sample(
                "resource", "Nicknames in rooms and identifiers of connections", "Quokkas_Phone",
                in: "from quokka@meet.example.org/{}", isBeside: "/"),
            Sample(
                "session", "Session identifiers", "3b1e6f70-92ac-4d15-8e07-5fa1c0de7742",
                in: "New BOSH session, assigned it sid '{}'"),
            Sample("token", "Access tokens (JSON Web Tokens)", "abcdef", in: "token={}"),
            Sample("secret", "Passwords, access keys and cookies", "hunter2xyz", in: "password={}"),
            Sample(
                "fingerprint", "Checksums of certificates and keys (fingerprints)",
                Array(repeating: "5A:0C", count: 16).joined(separator: ":"), in: "sha-256 {}"),
            Sample("stats-id", "Identifiers by which statistics know a browser again", "Ana-x1Q", in: "stats_id={}"),
            Sample("machine-id", "Identifiers of devices", "29f9f683", in: "MUID={}"),
            Sample("display-name", "Display names of participants", "Ana Holm", in: "displayName=\"{}\""),
            Sample("email", "E-mail addresses", "ana.holm@example.net", in: "mail from {} to x"),
            Sample("avatar", "References to profile pictures", "5d41402abc4b2a76", in: "<avatar-id>{}</avatar-id>"),
            Sample("phone", "Telephone numbers", "+49305550100", in: "dial tel:{}"),
            Sample(
                "sip", "User names in SIP addresses (internet telephony)", "quokka", in: "invite sip:{}@sip.example.net"
            ),
            Sample("message", "Contents of messages", "see you at eight", in: "<message><body>{}</body></message>"),
            Sample(
                "user-agent", "Details of browsers and apps (user agents)",
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                in: access(page, agent: "{}")),
            Sample(
                "mac", "Hardware addresses of devices (MAC addresses)", "52:54:00:ab:cd:ef", in: "dhcp from {} to eth0"),
            Sample("customer", "Values of our own kind “customer”", "K-54321", in: "order of {} paid"),
        ]
    }

    /// Rules and sites that the samples need, whatever else a policy says.
    private static let file = """
        sites = ["meet.example.org"]
        redact = ['\\bT-[0-9]{5}\\b']
        [[kind]]
        name = "customer"
        pseudonym = CUSTOMER
        [[rule]]
        kind = "customer"
        pattern = '\\bK-[0-9]{5}\\b'
        """

    /// Runs both, and compares.
    private func compare(_ options: String, customersHavePseudonyms: Bool = true) async throws {
        let folder = try TemporaryFolder()
        try folder.file(
            "c.toml", Self.file.replacing("CUSTOMER", with: customersHavePseudonyms ? "true" : "false"))
        try folder.file("samples", Sample.all.map { $0.line + "\n" }.joined())
        let outcome = try await Command.shell(
            """
            set -e
            "$LOGSCRUB" key new key; "$LOGSCRUB" key new --method ipcrypt-nd cipher
            "$LOGSCRUB" --config c.toml \(options) samples; echo %%%%%
            "$LOGSCRUB" explain --config c.toml \(options)
            """, in: folder)
        let parts = outcome.text.components(separatedBy: "%%%%%\n")
        try #require(outcome.status == .success && parts.count > 1, "\(options): \(outcome.errors)")
        let sentences = ExplainText.items(in: parts[1], before: "What is exempt from that")
        for (sample, output) in zip(Sample.all, parts[0].components(separatedBy: "\n")) {
            let own = sentences.filter {
                $0.hasPrefix(sample.name + " ") || $0.hasPrefix("Of " + sample.name.lowercasedFirst + " ")
                    || $0.hasPrefix("Of the " + sample.name.lowercasedFirst + " ")
            }
            let what = "\(options): \(sample.kind): \(own) but \(output)"
            guard own.count == 1 else {
                Issue.record("\(what)")
                continue
            }
            #expect(Self.agrees(own[0], sample, sample.alone(output)), "\(what)")
        }
    }

    /// Whether a sentence is true of what became of a line.
    private static func agrees(_ sentence: String, _ sample: Sample, _ output: String) -> Bool {
        func becomes(_ text: String) -> Bool { output == sample.line.replacing(sample.value, with: text) }
        func matches(_ pattern: String) -> Bool {
            let parts = sample.line.components(separatedBy: sample.value).map(NSRegularExpression.escapedPattern)
            return output.range(of: "^" + parts.joined(separator: pattern) + "$", options: .regularExpression) != nil
        }
        if sentence == "\(sample.name) are stored unchanged." { return becomes(sample.value) }
        if sentence == "\(sample.name) are stored; for other data in them holds what is said here of it." {
            // Of a URL all is there but its query, which is a kind of its own.
            return becomes(sample.value)
                || sample.value.hasPrefix("https")
                    && output.contains(sample.value.prefix { $0 != "?" })
        }
        if sentence == "\(sample.name) are not stored." {
            return !output.contains(sample.value) && (becomes("-") || becomes(""))
        }
        if sentence.hasSuffix(" are not stored, but beside IPv4 addresses; 0 stands in their place.") {
            return becomes(sample.value)
        }
        if sentence.hasSuffix(" are not stored, but beside IPv6 addresses; 0 stands in their place.") {
            return becomes("0")
        }
        if let match = sentence.wholeMatch(of: /.* are not stored; (.*) stands in their place\./) {
            return match.1.components(separatedBy: " or ").contains(where: becomes)
        }
        if let match = sentence.wholeMatch(of: /.* are replaced by pseudonyms, such as ([a-z]-)…\./) {
            return matches("\(match.1)[a-z2-7]{15}")
        }
        let isIPv6 = sample.value.contains(":")
        if sentence.contains(/are encrypted \(method ipcrypt-nd\)/) { return matches("[0-9a-f]{48}") }
        if sentence.hasPrefix("IP addresses are replaced by pseudonyms.") {
            if sentence.contains("is a word such as a-…") { return matches("a-[a-z2-7]{15}") }
            if sentence.contains("from 240 to 255") { return matches("2[45][0-9]\\.[0-9.]+") }
            if let bits = sentence.firstMatch(of: /first ([0-9]+)\u{a0}bits of an IPv4/) {
                return bits.1 == "16" && matches(isIPv6 ? "fdb6:49ce:204[0-9a-f:]+" : "fdb6:49ce:2044:cb00:[0-9a-f:]+")
            }
            return sentence.contains("begins with fdb6:49ce:204.") && matches("fdb6:49ce:204[0-9a-f:]+")
        }
        if let match = sentence.firstMatch(
            of:
                /first ([0-9]+)\u{a0}bits \(IPv4\) or ([0-9]+)\u{a0}bits \(IPv6\).*: ([0-9.]+) is stored as ([0-9.]+), ([0-9a-f:]+) as ([0-9a-f:]+)\./
        ) {
            let (bits, example) = isIPv6 ? (match.2, match.6) : (match.1, match.4)
            return becomes(truncated(sample.value, Int(bits) ?? 0)) && becomes(String(example))
        }
        return isReduced(sentence, sample, output)
    }

    private static func isReduced(_ sentence: String, _ sample: Sample, _ output: String) -> Bool {
        func becomes(_ text: String) -> Bool { output == sample.line.replacing(sample.value, with: text) }
        switch sample.kind {
        case "referrer":
            guard let match = sentence.firstMatch(of: /only the site is stored: (\S+)\./) else { return false }
            return becomes(String(match.1))
        case "own-referrer":
            return sentence.contains("stored without parameters") && becomes("https://meet.example.org/libs/app.html")
        case "user-agent":
            guard let match = sentence.firstMatch(of: /such as (\S+); other stands for unknown ones/) else {
                return false
            }
            return becomes(String(match.1))
        case "mac":
            guard let match = sentence.firstMatch(of: /(\S+) becomes (\S+)\./) else { return false }
            return match.1 == sample.value && becomes(String(match.2))
        case "query":
            guard let match = sentence.firstMatch(of: /only (.*) are stored\./) else { return false }
            let kept = match.1.replacing(" and ", with: ", ").components(separatedBy: ", ")
            let query = sample.value.dropFirst().split(separator: "&").filter { pair in
                kept.contains(String(pair.prefix { $0 != "=" }))
            }
            return becomes("?" + query.joined(separator: "&"))
        default: return false
        }
    }

    /// The first bits of an address, by the C library's idea of one.
    private static func truncated(_ text: String, _ bits: Int) -> String {
        let isIPv6 = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        let family = isIPv6 ? AF_INET6 : AF_INET
        guard inet_pton(family, text, &bytes) == 1 else { return "" }
        for index in bytes.indices {
            let left = min(8, max(0, bits - 8 * index))
            bytes[index] &= left == 0 ? 0 : 0xFF << UInt8(8 - left)
        }
        var name = [CChar](repeating: 0, count: 64)
        inet_ntop(family, bytes, &name, 64)
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    @Test(
        "For each level, and for policies of all sorts",
        arguments: [
            "", "--level analytics", "--level pseudonymous", "--level none", "--level pseudonymous --key-file key",
            "--level pseudonymous --pseudonym-form token --keyring ring --period month",
            "--level pseudonymous --pseudonym-form ipv4 --period none",
            "--level pseudonymous --ipv4-prefix 16 --ipv6-prefix 32",
            "--level pseudonymous --method ipcrypt-nd --key-file cipher", "--ipv4-prefix 8 --ipv6-prefix 40",
            "--ipv4-prefix 32 --ipv6-prefix 128", "--ipv4-prefix 32", "--ipv6-prefix 128", "--keep address",
            "--ipv4-prefix 0 --ipv6-prefix 0",
            "--ipv4-prefix 21 --ipv6-prefix 45",
            "--query-key lang", "--own-network 192.0.2.0/24 --paths keep",
            "--level none --treat query=reduce --keep port",
        ])
    func policies(_ options: String) async throws {
        try await compare(options)
        if options.isEmpty || options == "--level none" { try await compare(options, customersHavePseudonyms: false) }
    }

    @Test("For policies in which each kind has any treatment that fits it", arguments: 0..<12)
    func anyTreatment(_ number: Int) async throws {
        // What fits which kind, from the built-in policy as it is printed.
        let text = try await Command.run(["config", "default"]).text
        let file = try #require(
            text.components(separatedBy: "\n[treatments]\n").last?.components(separatedBy: "\n\n")[0])
        let kinds = file.matches(of: /# [^\n]*: ([a-z, ]+)\.\n# ([a-z-]+) = "/).map { match in
            (String(match.2), match.1.components(separatedBy: ", "))
        }
        try #require(Set(kinds.map(\.0) + ["customer"]) == Set(Sample.all.map(\.kind)), "a kind without a sample")
        var random = SystemRandomNumberGenerator()
        let options = kinds.map { kind, treatments in
            // First all that stay, and all that go.
            let treatment =
                number == 0
                ? treatments.first : number == 1 ? treatments.last : treatments.randomElement(using: &random)
            return "--treat \(kind)=\(treatment ?? "keep")"
        }
        try await compare(options.joined(separator: " "))
    }

    @Test("A site with another level, a source, kept values and own networks are told, and are so")
    func exceptions() async throws {
        let folder = try TemporaryFolder()
        try folder.file(
            "c.toml",
            """
            own-networks = ["192.0.2.0/24"]
            time-resolution = "hour"
            [[site]]
            host = "shop.example.org"
            level = "analytics"
            paths = "keep"
            [[source]]
            files = ["\(folder.path)/blog.log"]
            level = "none"
            [keep]
            addresses = ["198.51.100.7"]
            users = ["monitoring"]
            """)
        let outcome = try await Command.shell(
            """
            line() { printf '{"remote_addr":"%s","host":"%s","user":"%s"}\\n' "$@"; }
            { line 203.0.113.7 shop.example.org root; line 203.0.113.7 x.example.org root; line 192.0.2.9 x.example.org root
              line 198.51.100.7 x.example.org monitoring; } | "$LOGSCRUB" --config c.toml
            line 203.0.113.7 x.example.org quokka >blog.log; "$LOGSCRUB" --config c.toml blog.log
            echo '[14/Sep/2026:19:02:11 +0200]' | sed 's/.*/127.0.0.1 - - & "GET \\/ HTTP\\/2.0" 200 5/' | "$LOGSCRUB" --config c.toml
            echo %%%%%; "$LOGSCRUB" explain --config c.toml --as record
            """, in: folder)
        let parts = outcome.text.components(separatedBy: "%%%%%\n")
        #expect(
            parts[0] == """
                {"remote_addr":"203.0.113.0","host":"shop.example.org","user":"root"}
                {"remote_addr":"203.0.0.0","host":"x.example.org","user":"root"}
                {"remote_addr":"192.0.2.9","host":"x.example.org","user":"root"}
                {"remote_addr":"198.51.100.7","host":"x.example.org","user":"monitoring"}
                {"remote_addr":"0.0.0.0","host":"x.example.org","user":"[user]"}
                127.0.0.1 - - [14/Sep/2026:19:00:00 +0200] "GET / HTTP/2.0" 200 5

                """, "\(outcome.errors)")
        let text = ExplainText.unwrapped(parts[1])
        for sentence in [
            "203.0.113.7 is stored as 203.0.0.0", "the site shop.example.org, this is different:",
            "203.0.113.7 is stored as 203.0.113.0", "For the files \(folder.path)/blog.log, this is different:",
            "0.0.0.0 or :: stands in their place", "[user] or - stands in their place",
            "These are: 192.0.2.0/24.", "The entries are: 198.51.100.7/32.", "The entries are: monitoring.",
            "minutes and seconds become zero", "which pages were opened, are stored",
        ] {
            #expect(text.contains(sentence), "\(sentence)")
        }
        // In a notice nobody's name stands.
        let notice = try await Command.run(["explain", "--config", "\(folder.path)/c.toml"]).text
        #expect(!notice.contains("monitoring") && !notice.contains("198.51.100.7") && !notice.contains("192.0.2.0"))
    }
}

/// The plain text of `logscrub explain`, without its lines.
enum ExplainText {
    /// The items of lists before a heading.
    static func items(in text: String, before heading: String? = nil) -> [String] {
        let text = heading.flatMap { text.components(separatedBy: "\n\($0)\n").first } ?? text
        var items: [String] = []
        var isItem = false
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("- ") {
                items.append(String(line.dropFirst(2)))
                isItem = true
            } else if isItem, line.hasPrefix("  "), let last = items.popLast() {
                items.append(last + " " + line.dropFirst(2))
            } else {
                isItem = false
            }
        }
        return items
    }

    /// All of it with one blank between two words.
    static func unwrapped(_ text: String) -> String { text.split { $0 == " " || $0 == "\n" }.joined(separator: " ") }
}

extension String {
    fileprivate var lowercasedFirst: String {
        hasPrefix("IP ") || hasPrefix("E-") ? self : prefix(1).lowercased() + dropFirst()
    }
}
