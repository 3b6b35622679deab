import LogScrub
import Testing

@Suite("Records of more than a window")
struct LongRecordTests {
    private func scrub(_ bytes: [UInt8], pieces size: Int, policy: Policy = Policy.timeless()) -> [UInt8] {
        var session = Scrubber(policy: policy).makeSession()
        var output = ContiguousArray<UInt8>()
        var at = 0
        while at < bytes.count {
            let end = Swift.min(at + size, bytes.count)
            session.process(ContiguousArray(bytes[at..<end]).span, into: &output)
            at = end
        }
        _ = session.finish(into: &output)
        return Array(output)
    }

    private static let window = 1 << 20
    private static let addresses: [(String, String)] = [
        ("203.0.113.7:51514", "203.0.0.0:0"),
        ("[2001:db8:1:2:3:4:5:6]:443", "[2001:db8::]:443"),
        ("2001%3Adb8%3A%3A7", "2001%3Adb8%3A%3A"),
        ("dhcp-192-0-2-66.example", "dhcp-192-0-0-0.example"),
    ]

    @Test("an address at the border of two windows is found wherever the border cuts it", arguments: addresses)
    func borders(address: String, expected: String) {
        let step = Self.window - 4096
        for border in [step, 2 * step] {
            for offset in stride(from: -address.utf8.count, through: 1, by: 7) {
                let before = [UInt8](repeating: UInt8(ascii: "x"), count: border + offset - 1) + [UInt8(ascii: " ")]
                let after = [UInt8](repeating: UInt8(ascii: "y"), count: Self.window)
                let input = before + Array(address.utf8) + [UInt8(ascii: " ")] + after
                let output = scrub(input, pieces: input.count)
                let found = output[before.count..<before.count + expected.utf8.count]
                guard Array(found) == Array(expected.utf8) else {
                    Issue.record("border \(border), offset \(offset): \(String(decoding: found, as: UTF8.self))")
                    return
                }
            }
        }
    }

    private static let values: [(String, String)] = [
        ("teamsync@conference.meet.example.org/Ana", "{{r:teamsync}}@conference.meet.example.org/{{n:Ana}}"),
        ("user=ana.holm", "user={{u:ana.holm}}"), ("stats_id=Ana-x1Q", "stats_id=[stats-id]"),
        ("eyJhbGciOiJub25lIn0.eyJyb29tIjoiY2hvaXIifQ.bm90LXJlYWw", "[jwt]"),
        ("https://meet.example.org/TeamSync?jwt=x", "https://meet.example.org/{{r:teamsync}}"),
        (
            "Failed password for ana.holm from 203.0.113.7 port 51514 ssh2",
            "Failed password for {{u:ana.holm}} from 203.0.0.0 port 0 ssh2"
        ), ("203.0.113.7:51514@example.org", "203.0.0.0:[email]"),
    ]

    @Test("what a person can be told by is found at such a border too", arguments: values)
    func bordersOfValues(value: String, expected: String) {
        let policy = Policy.timeless()
        let expected = Array(policy.filledIn(expected).utf8)
        let border = Self.window - 4096
        for offset in stride(from: -value.utf8.count, through: 1, by: 7) {
            let before = [UInt8](repeating: UInt8(ascii: "x"), count: border + offset - 1) + [UInt8(ascii: " ")]
            let input =
                before + Array(value.utf8) + Array(" y".utf8)
                + [UInt8](repeating: UInt8(ascii: "y"), count: 16_384)
            let output = scrub(input, pieces: input.count, policy: policy)
            let found = output[before.count...].prefix(expected.count)
            guard Array(found) == expected else {
                Issue.record("offset \(offset): \(String(decoding: found, as: UTF8.self))")
                return
            }
        }
    }

    @Test("nothing but the findings changes, and the way the bytes arrive does not matter")
    func independentOfPieces() {
        var input: [UInt8] = []
        for number in 0..<60_000 {
            input += Array("\(number) 203.0.113.\(number % 256):5\(number % 1000) at 10:11:12, ".utf8)
        }
        input += Array("\nshort 198.51.100.4\n".utf8)
        let whole = scrub(input, pieces: input.count)
        #expect(whole == scrub(input, pieces: 65_536))
        #expect(whole == scrub(input, pieces: 300_001))
        let text = String(decoding: whole, as: UTF8.self)
        #expect(!text.contains("203.0.113"))
        #expect(text.hasSuffix("\nshort 198.51.0.0\n"))
    }

    @Test(
        "a record with fields or layers is withheld where it is too long to be read whole",
        arguments: [
            (
                #"203.0.113.7 - anna [25/Aug/2026:10:11:12 +0200] "GET /%" 200 5 "https://portal.example.net/%?x" "curl/8.5.0""#,
                "[withheld: # bytes, too long]"
            ),
            (#"{"log":"203.0.113.7 %","stream":"stdout"}"#, #"{"log":"[withheld: # bytes, too long]"}"#),
            (#"{"user":"anna","text":"%"}"#, #"{"MESSAGE":"[withheld: # bytes, too long]"}"#),
            ("Oct  3 18:40:01 meet app[7]: %#012user=anna", "[withheld: # bytes, too long]"),
        ])
    func fields(line: String, notice: String) {
        let filler = String(repeating: "a", count: Self.window)
        let text = line.replacing("%", with: filler)
        let output = String(decoding: scrub(Array("first\n\(text)\nnext\n".utf8), pieces: 100_000), as: UTF8.self)
        #expect(output == "first\n\(notice.replacing("#", with: "\(text.utf8.count)"))\nnext\n")
        #expect(Scrubber().scrub(output) == output)
    }

    @Test(
        "a value that does not end within its window takes the rest of the record with it",
        arguments: [
            #"password: "%" tail"#, "<message><body>% anna</body>", "see https://meet.example.org/%?name=anna tail",
        ])
    func unended(line: String) {
        let text = line.replacing("%", with: String(repeating: "a", count: Self.window))
        let output = String(decoding: scrub(Array("\(text)\nnext\n".utf8), pieces: 100_000), as: UTF8.self)
        #expect(!output.contains("aaaa") || output.firstRange(of: "anna") == nil)
        #expect(output.contains("[withheld: "))
        #expect(output.hasSuffix(" bytes, too long]\nnext\n"))
        #expect(!output.contains("anna"))
    }

    @Test("a request far behind in a long text is no room for a room")
    func requestBehind() {
        let text = String(repeating: "a ", count: Self.window) + #""GET /TeamSync HTTP/1.1" 200"#
        let output = String(decoding: scrub(Array("\(text)\nnext\n".utf8), pieces: 100_000), as: UTF8.self)
        #expect(!output.contains("TeamSync"))
        #expect(output.hasSuffix(" bytes, too long]\nnext\n"))
    }

    @Test("what copytruncate leaves, a hole of zeros, is passed, and the record behind it is read as its own")
    func hole() {
        let policy = Policy.timeless()
        let record =
            #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /TeamSync HTTP/2.0" 200 5 "https://x.example/" "curl/8.5.0""#
        let alone = scrub(Array("\(record)\n".utf8), pieces: 1 << 20, policy: policy)
        for count in [1, 63, 4096, 300_000, 3_000_000] {
            let zeros = [UInt8](repeating: 0, count: count)
            for (before, size) in [("", 65_536), ("text\n", 1 << 20)] {
                let output = scrub(Array(before.utf8) + zeros + Array("\(record)\n".utf8), pieces: size, policy: policy)
                #expect(output == Array(before.utf8) + zeros + alone, "\(count) zeros behind \(before)")
            }
        }
    }
}
