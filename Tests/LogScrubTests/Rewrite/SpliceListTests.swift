import Testing

@testable import LogScrub

@Suite("Splices: what takes the place of stretches of the input")
struct SpliceListTests {
    private static let input = ContiguousArray("0123456789abcdef".utf8)

    private static func written(_ splices: borrowing SpliceList, _ part: Range<Int>? = nil, from first: Int = 0)
        -> String
    {
        var output = ByteOutput(capacity: 16)
        splices.write(input.span, part ?? input.indices, from: first, into: &output)
        return String(decoding: output.suffix(from: 0), as: UTF8.self)
    }

    @Test("Nothing kept or replaced is the input; so is what was kept only")
    func nothing() {
        var splices = SpliceList()
        splices.removeAll(from: 0)
        #expect(splices.isEmpty && Self.written(splices) == "0123456789abcdef")
        splices.keep(upTo: 5)
        splices.keep(upTo: 16)
        #expect(splices.isEmpty && splices.isEmpty && Self.written(splices) == "0123456789abcdef")
    }

    @Test("Random splices give what replacing them from the end gives, whole and in parts")
    func random() {
        for round in TestSeed.rounds(300) {
            var random = SeededGenerator("splices", round: round)
            var splices = SpliceList()
            splices.removeAll(from: 0)
            var expected = Self.input
            var edits: [(Range<Int>, String)] = []
            var at = 0
            while at < 16, random.number(0...5) > 0 {
                let start = random.number(at...16)
                let end = random.number(start...min(16, start + 4))
                let text = String(repeating: "x", count: random.number(0...60))
                splices.keep(upTo: start)
                splices.texts.append("")
                for byte in text.utf8 { splices.texts.append(byte) }
                splices.position = end
                edits.append((start..<end, text))
                at = end
            }
            splices.close()
            for (range, text) in edits.reversed() { expected.replaceSubrange(range, with: text.utf8) }
            let whole = Self.written(splices)
            #expect(whole == String(decoding: expected, as: UTF8.self), "\(round)")
            #expect(splices.isEmpty == edits.allSatisfy { $0.0.isEmpty && $0.1.isEmpty })
        }
    }

    @Test("Joined splices give the same, and a record can still be given splices of its own")
    func joined() {
        var splices = SpliceList()
        splices.removeAll(from: 0)
        var scratch = ByteOutput(capacity: 16)
        splices.beginJoining(Self.input.span, &scratch)
        for (start, isOwn) in [(0, false), (4, false), (8, true), (12, false)] {
            splices.beginRecord(at: start)
            splices.join(Self.input.span, upTo: start + 1)
            splices.texts.append("A")
            splices.position = start + 2
            splices.join(Self.input.span, upTo: start + 3)
            splices.texts.append("B")
            splices.position = start + 3
            guard isOwn else { continue }
            let first = splices.firstOfRecord(Self.input.span)
            splices.close()
            #expect(splices[first].source == 8..<11 && splices.count == first + 1)
            #expect(Self.written(splices, 8..<12, from: first) == "8AaBb")
        }
        splices.close()
        #expect(Self.written(splices) == "0A2B34A6B78AaBbcAeBf")
        #expect(splices.count == 3)
    }

    @Test("What was closed before is joined too, and texts that are all of a part can be taken as they are")
    func joinedLater() {
        for first in [0, 2] {
            var splices = SpliceList()
            var scratch = ByteOutput(capacity: 16)
            var output = ByteOutput(capacity: 16)
            splices.removeAll(from: 0)
            for start in [first, 5] {
                splices.keep(upTo: start)
                splices.texts.append("A")
                splices.position = start + 1
            }
            splices.beginJoining(Self.input.span, &scratch)
            splices.beginRecord(at: 8)
            splices.join(Self.input.span, upTo: 8)
            splices.texts.append("B")
            splices.position = 9
            splices.endJoining(Self.input.span, upTo: 12)
            splices.close()
            let expected = (first == 0 ? "A1234" : "01A34") + "A67B9ab"
            #expect(splices.count == 1 && Self.written(splices, 0..<12) == expected)
            let (givesMore, gives) = (
                splices.giveTexts(of: 0..<16, to: &output), splices.giveTexts(of: 0..<12, to: &output)
            )
            #expect(!givesMore && gives && !splices.isEmpty)
            #expect(String(decoding: output.suffix(from: 0), as: UTF8.self) == expected)
        }
    }

    @Test("Records in which nothing is replaced have no splices, joined or not")
    func joinedNothing() {
        var splices = SpliceList()
        splices.removeAll(from: 0)
        var scratch = ByteOutput(capacity: 16)
        splices.beginJoining(Self.input.span, &scratch)
        for start in [0, 5, 9] { splices.beginRecord(at: start) }
        splices.close()
        #expect(splices.isEmpty && Self.written(splices) == "0123456789abcdef")
    }

    @Test("Going back forgets what came after, and texts of what was forgotten are not written")
    func back() {
        var splices = SpliceList()
        splices.removeAll(from: 0)
        splices.keep(upTo: 2)
        splices.texts.append("A")
        splices.position = 4
        let mark = splices.mark
        splices.keep(upTo: 8)
        splices.texts.append("B")
        splices.position = 9
        splices.close()
        splices.go(backTo: mark)
        splices.keep(upTo: 10)
        splices.texts.append("C")
        splices.position = 11
        splices.close()
        #expect(Self.written(splices) == "01A456789Cbcdef")
        splices.truncate(to: 1, from: 10)
        splices.texts.append("D")
        splices.position = 16
        splices.close()
        #expect(Self.written(splices) == "01A456789D")
    }
}
