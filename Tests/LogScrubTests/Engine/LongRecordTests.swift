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

    @Test("a long record of an access log loses its referrers all the same")
    func referrers() {
        let filler = String(repeating: "a", count: Self.window)
        let line =
            #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /\#(filler) HTTP/1.1" 200 5 "https://portal.example.net/\#(filler)?x" "curl""#
        let output = String(decoding: scrub(Array("\(line)\nnext\n".utf8), pieces: 100_000), as: UTF8.self)
        #expect(!output.contains("portal"))
        #expect(output.hasSuffix(" 200 5 \"-\" \"curl\"\nnext\n"))
        #expect(output.hasPrefix("203.0.0.0 - - ["))
    }
}
