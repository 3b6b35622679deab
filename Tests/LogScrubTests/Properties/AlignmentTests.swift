import LogScrub
import Testing

@Suite("Where a text stands in a block changes nothing")
struct AlignmentTests {
    @Test(
        "A phrase, a user or a request is found at each of 128 places",
        arguments: [
            (" 901: Tried to resume non-existent session with id Zm9v", "Zm9v"),
            (" 901: All resources of ana are now offline", "ana"), (" x4: resumption token Zm9v", "Zm9v"),
            (" 901: check_stun_auth: Cannot find credentials of user <ana>", "ana"),
            (" \"GET /TeamSync HTTP/2\" 200", "TeamSync"),
            (" \"GET /TeamSync HTTP/1.1\" 200", "TeamSync"), (" user1: ana: x", ""),
        ])
    func phrases(text: String, value: String) {
        let scrubber = Scrubber(policy: Policy(level: .none))
        let outputs = (0..<128).map {
            scrubber.scrub("first\n" + String(repeating: "x", count: $0) + text).drop { $0 != " " }
        }
        #expect(Set(outputs).count == 1, "\(Set(outputs))")
        #expect(value.isEmpty || !outputs[0].contains(value))
    }

    @Test(
        "The fields of an object, or of a request, are found behind a text as they are at the beginning",
        arguments: [
            #"{"ua":"Foo Bar","args":"name=ana"}"#, #"{"remote_user":"ana","query_string":"a=b"}"#,
            #"INFO "GET /TeamSync HTTP/2" 200"#,
            #"a - ana [25/Aug/2026:10:11:12 +0200] "GET /TeamSync HTTP/2.0" 200 5 "https://x.example/" "curl/8.5.0""#,
        ])
    func fields(record: String) {
        let scrubber = Scrubber(policy: Policy(level: .none))
        let alone = scrubber.scrub(record)
        for before in [
            "text", "12: : session 7: HTTPS connection request: GET /x HTTP/1.1", "{\"a\":1}",
            "Oct 03 18:40:01 x\tinfo\ty",
        ] {
            #expect(scrubber.scrub("\(before)\n\(record)").hasSuffix("\n\(alone)"), "\(before)")
        }
    }
}
