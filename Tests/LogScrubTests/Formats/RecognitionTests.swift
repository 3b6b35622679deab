import LogScrub
import Testing

@Suite("Formats")
struct RecognitionTests {
    private static let combined =
        #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /x HTTP/1.1" 200 5 "https://portal.example.net/a?b" "curl/8""#
    private static let error =
        #"2026/08/25 10:11:12 [error] 8#8: *4 open() failed, client: unix:, server: x, referrer: "https://portal.example.net/a""#

    @Test("records of several sources are recognized one by one in a stream")
    func mixed() {
        let input = [
            "plain text without anything", Self.combined, "plain again", Self.error, Self.combined,
            "Aug 25 10:11:12 c2s1\tinfo\tClient connected", Self.error,
        ].joined(separator: "\n")
        let output = Scrubber().scrub(input)
        #expect(!output.contains("portal"))
        #expect(output.split(separator: "\n").count == 7)
    }

    @Test("the first record says what the stream is, even if nothing in it looks like an address or a URL")
    func firstRecord() {
        let line = #"{"host":"h","http_referer":"third.example/secret"}"#
        #expect(
            Scrubber().scrub("\(line)\n\(line)\n")
                == String(repeating: "{\"host\":\"h\",\"http_referer\":\"-\"}\n", count: 2))
    }

    @Test("the formats looked at are counted by name")
    func counted() {
        var session = Scrubber().makeSession()
        var output = ContiguousArray<UInt8>()
        session.process(
            ContiguousArray("\(Self.combined)\n\(Self.combined)\n\(Self.error)\n203.0.113.7\n".utf8).span, into: &output
        )
        let statistics = session.finish(into: &output)
        let counts = Dictionary(uniqueKeysWithValues: statistics.recordsByFormat.map { ($0.format, $0.count) })
        #expect(counts == ["access": 2, "nginx-error": 1, "text": 1])
        #expect(statistics.count(of: .referrer) == 3)
        #expect(statistics.count(of: .address) == 3)
        #expect(statistics.count(ofTreatment: "drop") == 3)
    }

    @Test("a record that begins where a key ends is read like any other")
    func keyEndsFirst() {
        let line = #"":{"remote_addr":"203.0.113.7"}"#
        #expect(
            Scrubber().scrub("\(line)\nx\n\(line)\n")
                == String(#"":{"remote_addr":"203.0.0.0"}"# + "\nx\n" + #"":{"remote_addr":"203.0.0.0"}"# + "\n"))
        #expect(!Scrubber(format: .nginxJSON).scrub("x\n\(line)\n").contains("113"))
    }

    @Test("a format that is ordered is not second-guessed")
    func ordered() throws {
        let text = Scrubber(format: .text)
        #expect(text.scrub(Self.combined).contains("portal.example.net"))
        #expect(!text.scrub(Self.combined).contains("113.7"))
        let access = Scrubber(format: try LogFormat(named: "combined"))
        #expect(!access.scrub(Self.combined).contains("portal"))
        // nginx's own grammar leaves no key behind.
        #expect(access.scrub(Self.error).contains(#"referrer: "-""#))
        #expect(!Scrubber().scrub(Self.error).contains("referrer"))
    }

    @Test("an unknown format or level names the nearest one")
    func unknown() {
        #expect(throws: ScrubError.self) { try LogFormat(named: "ngnix-error") }
        let format = #expect(throws: ScrubError.self) { try LogFormat(named: "ngnix-error") }
        #expect(format?.message.contains("did you mean 'nginx-error'?") == true)
        let level = #expect(throws: ScrubError.self) { try Level(named: "Minimal") }
        #expect(level?.message.contains("did you mean 'minimal'?") == true)
    }

    @Test("findings say what they are, what their place says, and where they are")
    func findings() {
        let line =
            #"203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /static/198.51.100.4?ip=2001:db8::4 HTTP/1.1" 200 5 "https://a.example/" "curl/8.5.0""#
        let findings = Scrubber().findings(in: line)
        #expect(findings.map(\.kind) == [.address, .address, .query, .referrer, .userAgent])
        #expect(findings.map(\.role) == [.client, .freeText, .freeText, .referrer, .freeText])
        let bytes = Array(line.utf8)
        let texts = findings.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(texts == ["203.0.113.7", "198.51.100.4", "?ip=2001:db8::4", "https://a.example/", "curl/8.5.0"])
    }
}
