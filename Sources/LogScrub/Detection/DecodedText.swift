/// A stretch of escaped text, unescaped, with the way back: where each character came from.
///
/// Holds at most `limit` characters, far more than any address has, and is reused.
struct DecodedText {
    static let limit = 256

    /// The characters.
    private(set) var characters = ContiguousArray<UInt8>()
    /// Where in the input each character begins; one more entry says where the last one ends.
    private(set) var starts = ContiguousArray<Int>()

    var isFull: Bool { characters.count >= Self.limit }

    /// Empties the text; `start` is where in the input its first character will begin.
    mutating func reset(at start: Int) {
        if starts.capacity == 0 {
            characters.reserveCapacity(Self.limit + CandidateScanner.slack)
            starts.reserveCapacity(Self.limit + 3)
        }
        characters.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        starts.append(start)
    }

    /// Appends a character that ends at `end` in the input.
    mutating func append(_ character: UInt8, end: Int) {
        characters.append(character)
        starts.append(end)
    }

    /// The range of the input that a range of characters came from.
    func source(of range: Range<Int>) -> Range<Int> {
        starts[range.lowerBound]..<starts[range.upperBound]
    }

    /// The first address in the text, in positions of the text.
    mutating func firstAddress() -> AddressMatch? {
        // Detectors look some bytes ahead, as they may in the input.
        let count = characters.count
        characters.append(contentsOf: repeatElement(ASCII.null, count: CandidateScanner.slack))
        defer { characters.removeLast(CandidateScanner.slack) }
        return Self.firstAddress(characters.span, 0..<count)
    }

    private static func firstAddress(_ text: Span<UInt8>, _ whole: Range<Int>) -> AddressMatch? {
        var match = AddressMatch.none
        var at = 0
        while at < whole.upperBound {
            var verdict = AddressDetector.Verdict.nothing(resume: at &+ 1)
            if text[at] == ASCII.dot, text[at &+ 1].isDigit {
                verdict = AddressDetector.quad(text, record: whole, floor: 0, dot: at, into: &match)
            } else if text[at] == ASCII.colon {
                verdict = AddressDetector.groups(text, record: whole, floor: 0, colon: at, into: &match)
            }
            if verdict.isMatch { return match }
            at = Swift.max(at &+ 1, verdict.resume)
        }
        return nil
    }
}
