import LogScrub
import Testing

@Suite("Chunks: where a stream is cut changes nothing")
struct ChunkSplitTests {
    @Test("Any split of a stream gives the same bytes as the stream in one piece")
    func randomSplits() throws {
        for round in TestSeed.rounds(250) {
            var random = SeededGenerator("any split", round: round)
            let policy = try random.policy()
            let format = try random.format()
            let scrubber = Scrubber(policy: policy, format: format)
            var lines = LogLineGenerator(random)
            let stream = lines.stream(of: 1_500)
            let cuts = lines.random.cuts(of: stream.count)
            func fails(_ input: [UInt8], _ cuts: [Int]) -> Bool {
                scrubber.sessionBytes(input, cuts: cuts) != scrubber.scrubbedBytes(input)
            }
            if fails(stream, cuts) {
                var usedCuts = cuts
                if fails(stream, Array(1..<stream.count)) {
                    usedCuts = Array(1..<stream.count)
                }
                let smallest = Failure.shrink(stream) { input in fails(input, usedCuts.filter { $0 < input.count }) }
                let smallestCuts = usedCuts.filter { $0 < smallest.count }
                let setting = "\(policy.summary), \(format), cut at \(smallestCuts)"
                Issue.record(
                    """
                    \(Failure.note(round, setting, Failure.show(smallest)))
                      pieces: \(Failure.show(scrubber.sessionBytes(smallest, cuts: smallestCuts)))
                      whole:  \(Failure.show(scrubber.scrubbedBytes(smallest)))
                    """)
                return
            }
        }
    }

    @Test(
        "An address is found wherever the border between two chunks or three falls into it",
        arguments: [
            "client 203.0.113.7:51514 closed\n", "client [2001:db8::7]:51514 closed\n", "x ::ffff:203.0.113.7",
            "203%2E0%2E113%2E7 2001%3Adb8%3A%3A7\n", "7.113.0.203.in-addr.arpa\n",
            "[50,48,51,46,48,46,49,49,51,46,55]\n",
            "203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] \"GET / HTTP/2.0\" 200 5 \"https://a.example/\" \"x\"\r\n",
        ])
    func everyBorder(line: String) {
        let scrubber = Scrubber()
        let input = Array(line.utf8)
        let whole = scrubber.scrubbedBytes(input)
        #expect(whole != input)
        for first in 0...input.count {
            for second in stride(from: first, through: input.count, by: first % 3 == 0 ? 1 : 5) {
                let pieces = scrubber.sessionBytes(input, cuts: [first, second])
                guard pieces == whole else {
                    Issue.record("cut at \(first) and \(second): \(Failure.show(pieces))")
                    return
                }
            }
        }
    }

    @Test("The text of an element goes on behind a damaged field of the journal's export format, however it arrives")
    func openElementInExport() {
        let text = "__CURSOR=4\n_pa<password>x\n  hunter2\n__CURSOR=46\nMEY\n\u{1}\0\0\0\0\0\0\0\0\0\n_"
        let scrubber = Scrubber()
        let whole = scrubber.scrubbedBytes(Array(text.utf8))
        #expect(whole.starts(with: Array("__CURSOR=4\n_pa<password>[secret]\n  [secret]\n".utf8)))
        for cut in 0...text.utf8.count {
            #expect(scrubber.sessionBytes(Array(text.utf8), cuts: [cut]) == whole, "cut at \(cut)")
        }
    }

    @Test(
        "Where the blocks of the search begin changes nothing",
        arguments: [
            "0.0.0.0:443:31:D8:D0:A2:E8:2F:A6:4a", "443:31:D8:D0:A2:E8:2F:A6:4a:31:D8:D0:A2:E8:2F:A6:4a:31:D8:D0:A2 x",
        ])
    func alignment(text: String) {
        let scrubber = Scrubber()
        let outputs = (0..<128).map {
            scrubber.scrubbedText(String(repeating: " ", count: $0) + text).drop { $0 == " " }
        }
        #expect(Set(outputs).count == 1, "\(Set(outputs))")
    }

    /// Found by `make fuzz`.
    static let found = [
        "\nn 2026-09-14 19:02:14\n    _MACHINE_ID=5c7e0a1b9d3f42e6a8c4b2d0f1e3957a\nuser=e",
        #"{"log":" {\"rel-p\" :\"<body","stream":"stdout","ti0:11:12.1Z"}"# + "\n"
            + #"{"log":" }\n","stream":"stdout","time":"2026-08-011:12.1Z"}"# + "\n",
        "18:30:01.220 : [2\n\nJVB 2026-09-14 19:02:11.000 INFO: [7] [confId=a conf_name=g meeting_id=b] [14/Sep/2026:19:02:11 +0200]\n",
        "info\t\n\nOct 03 18:30:02 c2s1\tdebug\t [14/Sep/2026:19:02:12 +0200]\n",
        "\nSep 14 19:02:11\n{\"log\":\".0.1.\nuser=l",
    ]

    @Test("What once came out otherwise in pieces is the same wherever it is cut", arguments: found)
    func everyCut(text: String) throws {
        var policy = Policy()
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        let scrubber = Scrubber(policy: policy)
        let input = Array(text.utf8)
        let whole = scrubber.scrubbedBytes(input)
        for cut in 0...input.count {
            let pieces = scrubber.sessionBytes(input, cuts: [cut])
            #expect(pieces == whole, "cut at \(cut): \(Failure.show(pieces))")
        }
    }

    @Test("A stream without any byte, and chunks without any byte, give no bytes")
    func emptyChunks() {
        #expect(Scrubber().sessionBytes([]) == [])
        #expect(Scrubber().sessionBytes([], cuts: [0, 0, 0]) == [])
    }

    /// Debug builds are slow, so the lines are few and not much longer than the limit.
    @Test(
        "A line over 1 MiB gives the same bytes however it is cut, and no address passes",
        arguments: [
            "words", "one word", "dots",
        ])
    func longLines(kind: String) throws {
        var random = SeededGenerator("long lines \(kind)")
        let limit = 1 << 20
        var line: [UInt8] = []
        let filler: [UInt8] =
            switch kind {
            case "words": Array("session closed by peer, retry; ".utf8)
            case "one word": [UInt8(ascii: "x")]
            default: [UInt8(ascii: ".")]
            }
        while line.count < limit + limit / 8 {
            line += filler
        }
        // Addresses stand close together where windows are likely to meet, and rarely elsewhere.
        let spots = [0, 4_096, 65_536, limit / 2, limit - 40, limit - 7, limit + 13, line.count - 30].sorted()
        for (index, spot) in spots.enumerated() {
            let text = index % 2 == 0 ? " 198.51.100.\(random.number(1...255)) " : " 2001:db8:1:2::\(index + 1) "
            line.replaceSubrange(spot..<(spot + text.utf8.count), with: text.utf8)
        }
        line += Array(" end\nnext 203.0.113.7 line\n".utf8)
        let scrubber = Scrubber()
        let whole = scrubber.sessionBytes(line)
        let expected = line.count
        #expect(abs(whole.count - expected) < 400)
        let leaks = NaiveDetector.leaks(in: whole, beyond: NaiveLimit(ipv4: 16, ipv6: 32))
        #expect(leaks.isEmpty, "at \(leaks.map(\.range))")
        #expect(scrubber.scrubbedBytes(line) == whole)
        for step in [65_536, 262_144, limit - 1] {
            var cuts: [Int] = []
            var position = random.number(1...step)
            while position < line.count {
                cuts.append(position)
                position += random.number(step / 2...step)
            }
            let pieces = scrubber.sessionBytes(line, cuts: cuts)
            guard pieces == whole else {
                let difference = zip(pieces, whole).enumerated().first { $0.element.0 != $0.element.1 }?.offset
                Issue.record("\(Failure.note(0, "differs at \(difference ?? -1)", "cut at \(cuts)"))")
                return
            }
        }
    }
}
