import LogScrub
import Testing

@Suite("Envelopes: records that are wrapped in another format")
struct EnvelopeTests {
    private static let access =
        #"host.dyn.example - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5 "https://portal.example.net/a" "curl/8""#
    private static let scrubbedAccess =
        #"0.0.0.0 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5 "-" "curl/8""#

    // MARK: Text

    @Test(
        "Behind a header the record is of its own format: its first field is the client",
        arguments: [
            "Aug 25 10:11:12 meet nginx: ", "Aug  5 10:11:12 meet nginx[812]: ", "<190>Aug 25 10:11:12 meet nginx: ",
            "<190>1 2026-08-25T10:11:12Z meet nginx 812 - - ",
            #"<190>1 2026-08-25T10:11:12Z meet nginx 812 - [a@1 b="\"\\\]"][c@1] "#,
            "<190>1 2026-08-25T10:11:12Z meet nginx - - - \u{FEFF}", "2026-08-25T10:11:12.123456+02:00 meet nginx: ",
            "2026-08-25T10:11:12+0200 meet nginx[812]: ", "Tue 2026-08-25 10:11:12 CEST meet nginx.service[812]: ",
            "Aug 25 10:11:12.123456 meet nginx[812]: ", "1787652672.000000 meet nginx[812]: ",
            "[  100.000000] meet nginx[812]: ", "[12345.000000] nginx: ", "Aug 25 10:11:12 nginx: ", "    MESSAGE=",
            "web-1      | ", "web_1  | ", "web-1  | 2026-08-25T08:11:12.123456789Z ",
            "2026-08-25T08:11:12.123456789Z ", "\u{1B}[36mweb-1  | \u{1B}[0m", "log-1  | Aug 25 10:11:12 meet nginx: ",
        ])
    func headers(header: String) {
        #expect(Scrubber().scrub(header + Self.access + "\n") == header + Self.scrubbedAccess + "\n")
    }

    @Test("The header itself is scrubbed as free text")
    func headerText() {
        #expect(
            Scrubber().scrub("<30>1 2026-08-25T10:11:12Z 203.0.113.7 x - - [a@1 ip=\"203.0.113.8\"] y")
                == "<30>1 2026-08-25T10:11:12Z 203.0.0.0 x - - [a@1 ip=\"203.0.0.0\"] y")
    }

    @Test("Control characters that rsyslog has escaped part words, and stay as they are")
    func octal() {
        let line = "Aug 25 10:11:12 meet x[7]: a#012#011203.0.113.7#0112001:db8::7#0000.0.0.0 #1771.2.3.4"
        #expect(
            Scrubber().scrub(line)
                == "Aug 25 10:11:12 meet x[7]: a#012#011203.0.0.0#0112001:db8::#0000.0.0.0 #1771.2.0.0")
    }

    @Test("What an ordered format says is not second-guessed")
    func ordered() throws {
        let line = #"{"MESSAGE":"a","_MACHINE_ID":"a91663387a90b89f185d4e860000001a"}"#
        #expect(Scrubber(format: .text).scrub(line) == #"{"MESSAGE":"a","_MACHINE_ID":"[machine-id]"}"#)
        #expect(Scrubber().scrub(line) == #"{"MESSAGE":"a","_MACHINE_ID":"00000000000000000000000000000000"}"#)
        let docker = #"{"stream":"stdout","log":"a \u0032\u0030\u0033.0.113.7\n"}"#
        #expect(Scrubber(format: .dockerJSON).scrub(docker) == #"{"stream":"stdout","log":"a 203.0.0.0\n"}"#)
        for name in ["syslog", "docker-json", "docker-compose", "journal-json", "journal-export"] {
            #expect(try LogFormat(named: name).name == name)
        }
    }

    // MARK: JSON

    /// Fields of an entry of the journal before and after.
    static let fields: [(String, String)] = [
        (#""MESSAGE":"203.0.113.7""#, #""MESSAGE":"203.0.0.0""#),
        (#""MESSAGE":"a\t203.0.113.7\n\t2001:db8::7""#, #""MESSAGE":"a\t203.0.0.0\n\t2001:db8::""#),
        (#""_HOSTNAME":"203.0.113.7""#, #""_HOSTNAME":"203.0.0.0""#),
        (#""USER_FIELD":"\u0032\u00303.0.113.7 \u00fc\/""#, #""USER_FIELD":"203.0.0.0 \u00fc\/""#),
        // A pair of surrogates, one without its fellow, and what is no escape.
        (#""MESSAGE":"\ud83d\ude00 \ud83d \x 203.0.113.7""#, #""MESSAGE":"\ud83d\ude00 \ud83d \x 203.0.0.0""#),
        (#""MESSAGE":[50,48,51,46,48,46,49,49,51,46,55]"#, #""MESSAGE":[50,48,51,46,48,46,48,46,48]"#),
        (
            #""MESSAGE":[ 50, 48, 51, 46, 48, 46, 49, 49, 51, 46, 55 ]"#,
            #""MESSAGE":[ 50, 48, 51, 46, 48, 46, 48, 46, 48 ]"#
        ),
        (
            #""MESSAGE":["203.0.113.7",null,[102,101,56,48,58,58,55]]"#,
            #""MESSAGE":["203.0.0.0",null,[102,101,56,48,58,58]]"#
        ),
        (
            #""X":null,"Y":true,"Z":-1.5e3,"N":{"a":["203.0.113.7"]}"#,
            #""X":null,"Y":true,"Z":-1.5e3,"N":{"a":["203.0.0.0"]}"#
        ),
        (#""X":[],"Y":[300,203],"Z":"""#, #""X":[],"Y":[300,203],"Z":"""#),
        (
            #""_MACHINE_ID":"a91663387a90b89f185d4e860000001a","_BOOT_ID":"a91663387a90b89f185d4e860000001a""#,
            #""_MACHINE_ID":"00000000000000000000000000000000","_BOOT_ID":"a91663387a90b89f185d4e860000001a""#
        ),
    ]

    @Test("All values of the journal's JSON are scrubbed, and nothing else changes", arguments: fields)
    func journal(before: String, after: String) {
        let head = #"{"__CURSOR":"s=1f;i=1","__REALTIME_TIMESTAMP":"1",""# + "PRIORITY\":\"6\","
        #expect(Scrubber().scrub("\(head)\(before)}\n") == "\(head)\(after)}\n")
        #expect(Scrubber().scrub("\u{1E}\(head)\(before)}\n") == "\u{1E}\(head)\(after)}\n")
        #expect(Scrubber().scrub("data: \(head)\(before)}\n\n") == "data: \(head)\(after)}\n\n")
        // Cut off somewhere, it is still read as far as it goes.
        #expect(Scrubber().scrub("\(head)\(before)") == "\(head)\(after)")
    }

    @Test("In Docker's files the text of `log` is a record")
    func docker() {
        let log = Self.access.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
        let expected = Self.scrubbedAccess.split(separator: "\"", omittingEmptySubsequences: false).joined(
            separator: "\\\"")
        for end in [#"\n"#, #"\r\n"#, ""] {
            let tail = #"\#(end)","stream":"stdout","time":"2026-08-25T08:11:12.000123456Z"}"#
            #expect(Scrubber().scrub(#"{"log":"\#(log)\#(tail)"#) == #"{"log":"\#(expected)\#(tail)"#)
        }
    }

    @Test("A pattern of the user sees the text, and its placeholder is written in JSON")
    func pattern() throws {
        var policy = Policy()
        policy.redactions = [try Pattern("say \"\\w+\"\n?$")]
        #expect(
            Scrubber(policy: policy).scrub(
                #"{"log":"\u003cb\u003e say \"friend\"\n\u003cb\u003e 203.0.113.7\n","stream":"x"}"#)
                == #"{"log":"\u003cb\u003e [redacted]\n\u003cb\u003e 203.0.0.0\n","stream":"x"}"#)
    }

    @Test("Findings are ranges of the input, wherever they stand")
    func findings() {
        let line = #"{"log":"\t\u0032\u00303.0.113.7 [2001:db8::7]:51514\n"}"#
        let bytes = Array(line.utf8)
        let texts = Scrubber().findings(in: line).map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(texts == [#"\u0032\u00303.0.113.7"#, "2001:db8::7", "51514"])
    }

    @Test("Records are counted by the format that is inside")
    func counted() {
        var session = Scrubber().makeSession()
        var output = ContiguousArray<UInt8>()
        let lines = [
            #"{"log":"JVB 2026-08-25 10:11:12.000 INFO: [61] a.b#1: from 203.0.113.7\n","stream":"stdout"}"#,
            "Aug 25 10:11:12 meet nginx: \(Self.access)", "Aug 25 10:11:12 meet prosody[901]: c2s1: from 203.0.113.7",
        ]
        session.process(ContiguousArray(lines.joined(separator: "\n").utf8).span, into: &output)
        let statistics = session.finish(into: &output)
        let counts = Dictionary(uniqueKeysWithValues: statistics.recordsByFormat.map { ($0.format, $0.count) })
        #expect(counts == ["java": 1, "access": 1, "prosody": 1])
        #expect(statistics.count(of: .address) == 2)
        #expect(statistics.bytesOut == output.count)
    }

    @Test("A record is out as soon as it is complete")
    func live() {
        let pretty = "{\n\t\"__CURSOR\" : \"s=1\",\n\t\"MESSAGE\" : [\n\t\t49,\n\t\t50\n\t]\n}\n"
        let export = "__CURSOR=s=1\nMESSAGE\n\u{03}\0\0\0\0\0\0\0a\nb\n\n"
        for entry in [pretty, export] {
            var session = Scrubber().makeSession()
            var output = ContiguousArray<UInt8>()
            for count in 1...3 {
                session.process(ContiguousArray(entry.utf8).span, into: &output)
                #expect(output.count == count * entry.utf8.count)
            }
        }
    }

    // MARK: What is too long

    private static let window = 1 << 20

    private static func length(_ count: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } }

    /// Streams with something of `size` bytes in them, and what must come out.
    private static func stream(_ kind: String, _ size: Int) -> (input: [UInt8], output: [UInt8]) {
        let filler = [UInt8](repeating: UInt8(ascii: "x"), count: size)
        let head = "__CURSOR=s=1\nMESSAGE=203.0.113.7\n"
        let scrubbedHead = "__CURSOR=s=1\nMESSAGE=203.0.0.0\n"
        let notice = Array("[withheld: \(size) bytes, too long]".utf8)
        let tail = Array("\nMESSAGE=203.0.113.7\n\n".utf8)
        let scrubbedTail = Array("\nMESSAGE=203.0.0.0\n\n".utf8)
        switch kind {
        case "binary":
            let isLong = size > window
            return (
                Array("\(head)X\n".utf8) + length(size) + filler + tail,
                Array("\(scrubbedHead)X".utf8) + (isLong ? [0x3d] + notice : [0x0a] + length(size) + filler)
                    + scrubbedTail
            )
        case "line":
            let isLong = size + 2 > window
            return (
                Array("\(head)X=".utf8) + filler + tail,
                Array("\(scrubbedHead)X=".utf8) + (isLong ? notice : filler) + scrubbedTail
            )
        default:
            // The object itself has `size` bytes, and another one follows.
            let small = "\n{\n\t\"MESSAGE\" : \"203.0.113.7\"\n}\n"
            let scrubbedSmall = "\n{\n\t\"MESSAGE\" : \"203.0.0.0\"\n}\n"
            var object = Array("{\n\t\"MESSAGE\" : [\n\t\t50".utf8)
            let end = Array("\n\t]\n}".utf8)
            let count = size - object.count - end.count
            object += Array(repeating: Array(",\n\t\t55".utf8), count: count / 6).flatMap(\.self)
            object += [UInt8](repeating: 0x20, count: count % 6) + end
            let shown = size > window ? Array("{\n\t\"MESSAGE\" : \"".utf8) + notice + Array("\"\n}".utf8) : object
            return (object + Array(small.utf8), shown + Array(scrubbedSmall.utf8))
        }
    }

    @Test(
        "A field of more than a window is withheld however it arrives, and what follows is scrubbed",
        arguments: ["binary", "line", "object"])
    func long(kind: String) {
        for size in [Self.window - 3, Self.window - 2, Self.window - 1, Self.window, Self.window + 1, Self.window + 2] {
            let (input, expected) = Self.stream(kind, size)
            for step in [input.count, 65_536, 200_001] {
                let cuts = Array(stride(from: step, to: input.count, by: step)) + [input.count - 20, input.count - 19]
                let output = Scrubber().sessionBytes(input, cuts: cuts.sorted())
                guard output == expected else {
                    let place = zip(output, expected).prefix { $0 == $1 }.count
                    Issue.record(
                        """
                        \(kind) of \(size) bytes in steps of \(step) differs at \(place) of \(expected.count):
                        \(Failure.show(output[place..<min(place + 80, output.count)]))
                        """)
                    return
                }
            }
        }
    }

    @Test("A field that ends with the stream, or says that it is longer than any, is no reason to lose a byte")
    func broken() {
        let head = Array("__CURSOR=s=1\nMESSAGE\n".utf8)
        let scrubber = Scrubber()
        for count in 0..<9 {
            let input = head + Self.length(40).prefix(count)
            #expect(scrubber.sessionBytes(input) == input)
        }
        let cut = scrubber.sessionBytes(head + Self.length(40) + Array("from 203.0.113.7".utf8))
        #expect(String(decoding: cut, as: UTF8.self).hasSuffix("from 203.0.0.0"))
        let huge = head + [UInt8](repeating: 0x41, count: 8) + Array("from 203.0.113.7\nand 203.0.113.8\n".utf8)
        #expect(
            scrubber.sessionBytes(huge)
                == head + [UInt8](repeating: 0x41, count: 8) + Array("from 203.0.0.0\nand 203.0.0.0\n".utf8))
    }
}
