/// Random log lines: some with the shape of real programs, some that no program would write.
struct LogLineGenerator {
    /// What may stand in a line.
    enum Kind {
        /// Everything, glued together at random: for properties that hold for any bytes at all.
        case anything
        /// Addresses stand free between spaces, and nothing else looks like one: for the comparison with the oracle.
        case clean
    }

    var random: SeededGenerator
    let kind: Kind

    init(_ random: SeededGenerator, kind: Kind = .anything) {
        self.random = random
        self.kind = kind
    }

    /// Whole lines of about `size` bytes together; the last one may lack its newline.
    mutating func stream(of size: Int) -> [UInt8] {
        var stream: [UInt8] = []
        while stream.count < size {
            stream += line()
            if kind == .anything, random.onceIn(12) {
                stream += random.pick([[0x0d, 0x0a], [0x0a, 0x0a], [0x0a, 0x00, 0x0a]])
            } else {
                stream.append(0x0a)
            }
        }
        if random.onceIn(3) {
            stream.removeLast()
        }
        return stream
    }

    /// One line without its newline.
    mutating func line() -> [UInt8] {
        random.onceIn(2) ? shapedLine() : freeLine()
    }

    // MARK: - Free lines

    private mutating func freeLine() -> [UInt8] {
        var line: [UInt8] = []
        for _ in 0..<random.number(0...16) {
            if kind == .anything {
                line += random.onceIn(3) ? Array(address().utf8) : anyPiece()
                line += random.onceIn(4) ? [] : Array(separator().utf8)
            } else {
                line += random.onceIn(3) ? Array(freeAddress().utf8) : Array(word().utf8)
                line += Array(random.pick([" ", ", ", "; ", "  ", "\t", " | ", " \"\" ", " = "]).utf8)
            }
        }
        return line
    }

    private mutating func separator() -> String {
        random.pick([
            " ", " ", " ", "  ", ",", ", ", ";", ":", ": ", "\t", "/", "|", "=", "-", ".", "\"", " - ", "#", "_",
        ])
    }

    private mutating func anyPiece() -> [UInt8] {
        switch random.number(1...12) {
        case 1...4: Array(word().utf8)
        case 11, 12: Array(personal().utf8)
        case 5: Array(punctuation().utf8)
        case 6: Array(escape().utf8)
        case 7: Array(falseFriend().utf8)
        case 8: (0..<random.number(1...8)).map { _ in randomByte() }
        case 9: (0..<random.number(1...12)).map { _ in random.pick(Array("0123456789abcdef.:-%x".utf8)) }
        default: Array(number().utf8)
        }
    }

    /// Any byte that does not end the line.
    private mutating func randomByte() -> UInt8 {
        let byte = UInt8(random.number(0...255))
        return byte == 0x0a ? 0 : byte
    }

    mutating func word() -> String {
        random.pick([
            "connection", "client", "Authenticated", "closed", "GET", "session", "from", "to", "user", "Added", "info",
            "[error]", "(stream.RTP)", "timeout=30", "true", "null", "café", "ok,", "x=1", "remote", "on",
            "peer:", timeOfDay(), uuid(), "prosody 0.12.3", "jicofo 1.0.1090", "OpenSSL/3.0.11", "00:00:5e:00:00:00",
            "std::string::npos", "ActiveRecord::Base", "a::b:c", "SSL routines::bad", "@4f2b503c", "Firefox/128.0",
            "6.1.0-21-amd64", "126.0.6478.122", "256.1.1.1", "1.2.3", "::", "0.0.0.0:443", "[::]:443", "127.0.0.1",
            "::1", "xx.xx.xx.xx", "2xxx::xxx", "203.0.X.X", "[redacted]", "-", number(),
        ])
    }

    private mutating func punctuation() -> String {
        random.pick([
            "()", "[", "]", "<>", "{}", "\"", "'", "...", "::", ":", "%", "\\", "&", "?", "->", "=>", "::::", "..",
            "#",
        ])
    }

    private mutating func escape() -> String {
        random.pick([
            "\\x22", "\\xC3\\xBC", "#011", "#012", "%22", "%20", "%5B", "%5D", "%3A", "%2E", "%253A", "&#58;",
            "\\u003a", "\u{1b}[32m", "\u{1b}[0m", "\\n", "\\\"", "%", "\\x", "\\u00", "&#",
        ])
    }

    /// What a person can be told by but addresses, or a part of it.
    private mutating func personal() -> String {
        let name = random.pick([
            "ana", "Ana.Holm", "TeamSync", "caf%C3%A9", "7f3a", "", "null", "[room]", "x\\x22y", uuid(), number(),
        ])
        let domain = random.pick([
            "meet.example.org", "conference.meet.example.org", "auth.meet.example.org", "example.net", "x",
        ])
        let key = random.pick([
            "user", "room", "sid", "token", "password", "stats_id", "nick", "email", "avatar", "jid", "from", "name",
            "pwd",
            "tenant", "username", "MUID", "cookie", "streamid",
        ])
        switch random.number(1...9) {
        case 1: return "\(name)@\(domain)\(random.pick(["", "/", "/\(name)", "/6b17a0f5", "/focus"]))"
        case 2: return "[\(name)]\(name)@\(domain)"
        case 3:
            return key + random.pick(["=", ": ", ":", "='", "=\"", "\":\"", " = "]) + name
                + random.pick(["", "'", "\"", ",", "}"])
        case 4:
            return random.pick(["https://", "wss://", "http://", "rtmp://", "sip:", "tel:", "//"]) + domain
                + random.pick(["", "/", "/\(name)", "/\(name)/http-bind", "/libs/x"])
                + random.pick(["", "?", "?room=\(name)", "?v=1&token=\(name)", "#\(name)"])
        case 5:
            return random.pick([
                "eyJhbGciOiJub25lIn0.eyJyb29tIjoiY2hvaXIifQ.bm90LXJlYWw", "eyJ", "eyJhbGciOiJub25l", "Bearer x",
            ])
        case 6:
            return random.pick([
                "<nick>", "<body>", "</body>", "<password>", "<auth mechanism='PLAIN'>", "user <\(name)>", "<stats-id>",
            ])
        case 7:
            return random.pick([
                "+49305550100", "+49 305 550100", "+1", "5A:0C:11:E9:3B:7D:42:F0:9A:61:08:CC:D4:2E:77:13",
            ])
        case 8: return random.pick(["bosh", "sid '", "session "]) + uuid()
        default:
            return random.pick([
                "[room]", "[user]", "[resource]", "[session]", "[jwt]", "[secret]", "[name]", "@", "=", "&", "/",
            ])
        }
    }

    /// What resembles an address and is none; only where nobody asks for the exact findings.
    private mutating func falseFriend() -> String {
        random.pick([
            "v1.2.3.4", "1.2.3.4-rc1", "1.2.3.4.5", "1.3.6.1.4.1.32473.1", "pkg-1.2.3.4.5", "Chrome/126.0.0.0",
            "version 1.2.3.4", "dead::beef::cafe", "face::xyz", "00-00-5e-ff-fe-00-53-01", "00:00:5e:ff:fe:00:53:01",
            "31:D8:D0:A2:E8:2F:A6:43:5D:0C:69:BE:23:7A:0C:B1", "1:02:03:04.5", "2001:db8::X", "fe80::xxx", "eyJ.eyJ.x",
            "[50,48,51,46,48]", "[1,2,3]", "{1,2,3,4}", "1,2,3,4,5,6", "ip6.arpa", "1.in-addr.arpa",
        ])
    }

    mutating func number() -> String {
        String(random.number(0...random.pick([9, 99, 999, 65_535, 999_999_999])))
    }

    mutating func timeOfDay() -> String {
        let parts = [23, 59, 59].map { NaiveAddress.padded(String(random.number(0...$0)), to: 2) }
        return parts.joined(separator: ":")
    }

    mutating func uuid() -> String {
        [8, 4, 4, 4, 12].map { length in
            String((0..<length).map { _ in random.pick(Array("0123456789abcdef")) })
        }.joined(separator: "-")
    }

    // MARK: - Addresses

    mutating func ipv4() -> NaiveAddress {
        .ipv4([random.number(1...223), random.number(0...255), random.number(0...255), random.number(0...255)])
    }

    /// Mostly global unicast, often with runs of zeros; sometimes one of the special blocks.
    mutating func ipv6() -> NaiveAddress {
        var groups = (0..<8).map { _ in random.onceIn(2) ? 0 : random.number(0...0xffff) }
        groups[0] = random.number(0x2000...0x3fff)
        if random.onceIn(3) {
            let special = [
                [0xfe80, 0, 0, 0], [0xfd00], [0xff02, 0, 0, 0], [0x64, 0xff9b, 0, 0, 0, 0], [0x2002, 0xcb00, 0x7107],
                [0x2001, 0, 0xcb00, 0x7107], [0, 0, 0, 0, 0, 0xffff, 0xcb00], [0x2001, 0xdb8],
            ]
            for (index, group) in random.pick(special).enumerated() {
                groups[index] = group
            }
        }
        if groups[7] == 0 {
            groups[7] = random.number(1...0xffff)
        }
        return .ipv6(groups)
    }

    /// An address in any of the forms that are known to occur in logs.
    mutating func address() -> String {
        let form = random.pick(AddressForm.all)
        return form.written(form.family == .ipv4 ? ipv4() : ipv6(), random.number(1...65_535))
    }

    /// An address that nothing touches.
    mutating func freeAddress() -> String {
        let address = random.onceIn(2) ? ipv4() : ipv6()
        return random.pick([address.text, address.text, address.uncompressedText, address.paddedText])
    }
}
