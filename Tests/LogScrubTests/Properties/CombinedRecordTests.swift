import Testing

@testable import LogScrub

@Suite("Records of the combined format")
struct CombinedRecordTests {
    @Test("They become what the grammar of all access logs makes of them")
    func shortcut() throws {
        try Scrubber.takesNoWrongShortcut(
            "combined records", rounds: 400, formats: ["combined", "auto"], record: record)
    }

    @Test(
        "Ordinary records are known by it, and nothing else is",
        arguments: [
            (true, #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /room HTTP/1.1" 200 512 "-" "Firefox/128.0""#),
            (true, #"2001:db8::7 - - [25/Aug/2026:10:11:12 +0200] "OPTIONS / HTTP/2.0" 404 - "" """#),
            (
                true,
                #"client.example - - [25/Aug/2026:10:11:12 +0200] "GET /a b HTTP/1.1" 200 512 "https://a.example/" "x""#
            ),
            (false, #"203.0.113.7 - ana [25/Aug/2026:10:11:12 +0200] "GET /room HTTP/1.1" 200 512 "-" "x""#),
            (false, #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /ro\"om HTTP/1.1" 200 512 "-" "x""#),
            (false, #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /room HTTP/1.1" 200 512 "-" "x" "192.0.2.1""#),
            (false, #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /room HTTP/1.1" 200 512 "-" "x" 0.012"#),
            (false, #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /room HTTP/1.1" x 200 "-" "x""#),
            (false, #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "CONNECT a.example:443 HTTP/1.1" 200 512 "-" "x""#),
            (false, #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "get /room HTTP/1.1" 200 512 "-" "x""#),
            (false, #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET  HTTP/1.1" 200 512 "-" "x""#),
            (false, #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /room" 200 512 "-" "x""#),
            (
                false,
                #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /room HTTP/1.1" 200 512 "-" "https://a.example/""#
            ),
            (false, #"203.0.113.7 - - [2026-08-25T10:11:12+02:00] "GET /room HTTP/1.1" 200 512 "-" "x""#),
            (false, #"a.example 203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /room HTTP/1.1" 200 512 "-" "x""#),
        ])
    func recognized(_ isOne: Bool, _ line: String) {
        for (end, limit) in [("\n", 1), ("", 0)] {
            let text = Array((line + end).utf8)
            let bytes = ContiguousArray(text + [UInt8](repeating: 0, count: CandidateScanner.slack))
            var structure = StructuralIndex()
            let marks = structure.seven(bytes.span, from: 0, to: text.count)
            var date = CombinedDate()
            var record = marks.flatMap { CombinedRecord(bytes.span, from: 0, $0, to: text.count, lastDate: &date) }
            if let client = record?.client, !CombinedRecord.isWord(bytes.span, client) { record = nil }
            #expect((record != nil) == isOne, "\(line)")
            #expect(record.map { $0.end } == (isOne ? text.count - limit : nil))
        }
    }

    /// A record of the format, or one that nearly is.
    private func record(_ random: inout SeededGenerator) -> [UInt8] {
        var lines = LogLineGenerator(random)
        defer { _ = random.next() }
        if random.onceIn(8) { return lines.line() }
        let clients = [
            lines.ipv4().text, lines.ipv6().text, "127.0.0.1", "::1", "0.0.0.0", "010.1.2.3", "256.1.1.1", "1.2.3.4.5",
            "1.2.3", "10.0.0.7", "192.0.2.7", "host.example.net", "unix:", "-", "[2001:db8::7]", "203.0.113.7:51514",
            lines.address(),
        ]
        let targets = [
            "/", "/TeamSync", "/http-bind?room=teamsync", "/xmpp-websocket?room=a&previd=bcd", "/libs/app.js?v=12",
            "/colibri-ws/default-id/0123456789abcdef/01234567?pwd=abc", "https://meet.example.org/Room", "*", "/a//b",
            "/\(lines.address())",
            "/r?x=\(lines.word())", "/Caf%C3%A9%20x", "/../up", "/\(lines.word())/\(lines.word())",
        ]
        let referrers = [
            "-", "", "https://meet.example.org/Room", "https://portal.example.net/?u=1", "android-app://x",
            lines.address(), lines.word(),
        ]
        let agents = [
            "-", "", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "curl/8.5.0",
            "Safari/17", "other",
            lines.word(), lines.address(), "https://bot.example/", "//x", "12:3",
        ]
        let zones = ["+0200", "+0000", "-0930", "+9900"]
        let day = random.pick(["25/Aug/2026", "31/Feb/2026", "01/Jan/2025", "25/aug/2026", "25/Xug/2026"])
        let time = random.pick(["10:11:12", "23:59:60", "24:00:00", "00:00:00"])
        var line = random.pick(clients) + random.pick([" - - ", " - - ", " - - ", " - - ", " - ana ", "  - - "])
        line +=
            "[\(day):\(time) \(random.pick(zones))] \"\(random.pick(["GET", "POST", "GET", "get", "CONNECT", "A-B", ""])) "
        line += random.pick(targets) + random.pick([" HTTP/1.1", " HTTP/2.0", " HTTP/1.1", " HTTP/11", ""])
        line +=
            "\" \(random.pick(["200", "404", "20", "2000"])) \(random.pick(["512", "-", "1.2.3.4", "", "\(random.next())"]))"
        line +=
            " \"\(random.pick(referrers))\" \"\(random.pick(agents))\""
            + random.pick(["", "", "", "", " \"-\"", " 0.1", "\r", " "])
        var bytes = Array(line.utf8)
        if random.onceIn(3) {
            let at = random.number(0...bytes.count - 1)
            bytes[at] = random.pick(Array("\"\\ -:.[]0a/\t".utf8))
        }
        return bytes
    }
}
