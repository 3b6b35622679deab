import LogScrub
import Testing

/// Columns are what the line `#Fields:` says, and nothing else says it.
@Suite("The W3C's extended format")
struct W3CExtendedTests {
    private static let head = """
        #Software: Microsoft Internet Information Services 10.0
        #Version: 1.0
        #Date: 2026-09-14 19:02:11
        #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status

        """
    private static let agent = "Mozilla/5.0+(X11;+Linux+x86_64;+rv:128.0)+Gecko/20100101+Firefox/128.0"

    private let policy = Policy.timeless()
    private var scrubber: Scrubber { Scrubber(policy: policy) }

    @Test("Each column becomes what it is")
    func columns() {
        let input =
            Self.head
            + "2026-09-14 19:02:11 192.0.2.5 GET /TeamSync jwt=x 443 ana.holm 203.0.113.7 \(Self.agent) https://a.example/x 200\n"
            + "2026-09-14 19:02:12 192.0.2.5 GET /index.html - 443 - 203.0.113.7 curl/8.5.0 - 404\n"
        let expected = policy.filledIn(
            Self.head
                + "2026-09-14 19:02:11 192.0.0.0 GET /{{r:teamsync}} - 443 {{u:ana.holm}} 203.0.0.0 Firefox/128 - 200\n"
                + "2026-09-14 19:02:12 192.0.0.0 GET /index.html - 443 - 203.0.0.0 curl/8 - 404\n")
        #expect(scrubber.scrub(input) == expected)
        #expect(scrubber.scrub(expected) == expected)
        for cut in stride(from: 1, to: input.utf8.count, by: 7) {
            #expect(scrubber.sessionBytes(Array(input.utf8), cuts: [cut]) == Array(expected.utf8))
        }
    }

    @Test("Tabs are as good as blanks, and other columns may be named")
    func tabs() {
        let input = "#Version: 1.0\n#Fields: date time c-ip cs-uri-stem cs(Cookie)\n"
        #expect(
            scrubber.scrub(input + "2026-09-14\t19:02:11\t203.0.113.7\t/TeamSync\ta=b\n")
                == policy.filledIn(input + "2026-09-14\t19:02:11\t203.0.0.0\t/{{r:teamsync}}\t[secret]\n"))
    }

    @Test("A line in the midst of another log names no columns")
    func forged() {
        let lines = "started\n#Fields: date cs-username sc-status\n2026-09-14 ready 200\n"
        #expect(scrubber.scrub(lines) == lines)
    }

    @Test("A line that has other columns is read as what it is")
    func others() {
        let line =
            #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5 "https://a.example/" "curl/8.5.0""#
        let scrubbed = #"203.0.0.0 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5 "-" "curl/8""#
        #expect(scrubber.scrub(Self.head + line + "\n") == Self.head + scrubbed + "\n")
    }
}
