import LogScrub
import Testing

@testable import Fuzz

/// A short run of `make fuzz`: the same inputs, the same properties, until a number of them is reached.
@Suite("Inputs made to break something", .timeLimit(.minutes(20)))
struct FuzzTests {
    @Test(
        "They stop nothing, lose no line, leave JSON what it is, and come out the same in pieces",
        arguments: Level.allCases)
    func short(level: Level) throws {
        let corpus = try Corpus()
        for round in TestSeed.rounds(150) {
            var mutator = Mutator(
                corpus: corpus, random: Fuzz.SeededGenerator("fuzz \(level.rawValue)", round: round))
            mutator.longest = 1_500
            let input = mutator.next(level: level)
            let breaks = { (input: FuzzCase) in (try? input.broken().contains(where: \.isHard)) ?? true }
            guard breaks(input) else { continue }
            let smallest = input.shrunk(while: breaks)
            Issue.record(
                """
                \(Failure.note(round, "\(try smallest.broken())", "\(smallest.format.name), variant \(smallest.variant)"))
                  in  \(Failure.show(smallest.bytes))
                  out \(Failure.show(try smallest.scrubber().output(of: smallest.bytes)))
                """)
            return
        }
    }

    @Test(
        "What came out otherwise in pieces comes out the same",
        arguments: [
            "\nredajid:GET /x HTTP/\n", "\n127po0.#GET /x HTTP/\n", "\n:GET /reis HTTP/1788123.1\n",
            "SAGE\n\0\0\0\0\0\0\0\0Aug 25 10:11:12 meet proESSAGE\n7@m", "\n\u{0}2026-08-25T10:11:23\n3.0.3.2",
            "\n\u{0}Aug 25 10:11:12\ns://meet./T", ",{}]] }\n\t{\"cookie\"  :\"3\"  ,\"ip\" :\ttrue}\n",
        ])
    func pieces(text: String) throws {
        let input = Array(text.utf8)
        for level in [Level.minimal, .pseudonymous] {
            let scrubber = try FuzzCase(level: level).scrubber()
            let whole = scrubber.output(of: input)
            #expect(scrubber.output(of: input, cuts: Array(1..<input.count)) == whole)
            for cut in 1..<input.count { #expect(scrubber.output(of: input, cuts: [cut]) == whole, "\(cut)") }
        }
    }

    @Test("What says that JSON is valid says so of what is, and of nothing else")
    func json() {
        for text in ["{}", "[1,-0.5e+7,null,true,false]", #"{"a":"\u00e9\\\"","b":[{"c":[]}]} "#] {
            #expect(JSONCheck.isValid(Array(text.utf8)[...]), "\(text)")
        }
        for text in [
            "", "{", "{]", "[1,]", "{\"a\"}", "{\"a\":}", "01", "1.", "\"\\x\"", "\"\\u12g4\"", "\"\t\"", "{} {}",
            "nul",
        ] {
            #expect(!JSONCheck.isValid(Array(text.utf8)[...]), "\(text)")
        }
    }
}
