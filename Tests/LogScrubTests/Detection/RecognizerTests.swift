import Testing

@testable import LogScrub

@Suite("Recognizers")
struct RecognizerTests {
    @Test("Its own signs are enough to find each of its samples, wherever a block begins", arguments: Recognizer.all)
    func enough(_ recognizer: Recognizer) {
        for sample in recognizer.samples {
            let misses = Probe.lengths.filter { !Probe(sample, behind: $0).isFound(at: recognizer.signs) }
            #expect(misses.isEmpty, "\(sample.text)")
        }
    }

    @Test("Without any one of its signs something is missed", arguments: Recognizer.all)
    func needed(_ recognizer: Recognizer) {
        for sign in Sign.allCases where recognizer.signs.contains(sign) {
            var others = recognizer.signs
            others.remove(sign)
            let isMissed = recognizer.samples.contains { sample in
                Probe.lengths.contains { !Probe(sample, behind: $0).isFound(at: others) }
            }
            #expect(isMissed, "\(sign)")
        }
    }

    @Test("A record with fields is looked at for its own sign, and for no other", arguments: Recognizer.records)
    func records(_ recognizer: Recognizer) {
        for sample in recognizer.samples {
            for length in Probe.lengths {
                let probe = Probe(sample, behind: length)
                #expect(probe.isLookedAt(at: recognizer.signs), "\(sample.text)")
                #expect(!probe.isLookedAt(at: []), "\(sample.text)")
            }
        }
    }

    @Test(
        "Each sample is found as what it is: alone and in a line, at the beginning and at the end of a stream",
        arguments: Recognizer.all + Recognizer.records)
    func places(_ recognizer: Recognizer) {
        #expect(recognizer.samples.count >= 2)
        let scrubber = Scrubber()
        for sample in recognizer.samples {
            let text = sample.text.description
            for line in [text, "web-1  | \(text)", "\(text) and so on"] {
                for stream in [
                    line, "\(line)\n", "\(line)\nthe last line", "the first line\n\(line)", "a\n\(line)\nb\n",
                ] {
                    #expect(scrubber.finds(sample, in: stream), "\(stream)")
                }
            }
        }
    }

    @Test(
        "Each sample is found in each layer", arguments: Recognizer.all + Recognizer.records, SampleTests.Layer.allCases
    )
    func layers(_ recognizer: Recognizer, _ layer: SampleTests.Layer) {
        let scrubber = Scrubber()
        for sample in recognizer.samples {
            let record = layer.wrap(sample.text.description)
            #expect(scrubber.finds(sample, in: record) { layer.escape($0) }, "\(record)")
        }
    }
}

extension Recognizer: CustomTestStringConvertible {
    var testDescription: String { name.description }
}

/// A sample behind a first line, and what somebody would find in it who is asked only at some candidates.
private struct Probe {
    /// So many alignments has a block.
    static let lengths = 0..<64

    private let bytes: ContiguousArray<UInt8>
    private let record: Range<Int>
    private let value: Range<Int>
    private let kind: Kind

    init(_ sample: Recognizer.Sample, behind length: Int) {
        let text = Array(sample.text.description.utf8)
        let start = length + 1
        record = start..<start + text.count
        value = text.place(of: Array(sample.value.description.utf8), from: start)
        kind = sample.kind
        bytes =
            ContiguousArray(repeating: 0x78, count: length) + [ASCII.lineFeed] + text
            + [UInt8](repeating: 0, count: CandidateScanner.slack)
    }

    /// Whether the value is found at a candidate of some signs.
    func isFound(at signs: Signs) -> Bool { candidates(signs).contains { isPersonal($0) || isAddress($0) } }

    /// Whether the record is looked at for a candidate of some signs.
    func isLookedAt(at signs: Signs) -> Bool {
        candidates(signs).contains { !passesPersonal($0) || !passesAddress($0) }
    }

    /// The candidates of the record, by blocks that begin where the input does.
    private func candidates(_ signs: Signs) -> [Int] {
        stride(from: 0, to: record.upperBound, by: SignBlock.stride).flatMap { start in
            let mask = SignBlock(bytes.span, at: start).candidates(signs)
            return (0..<64).filter { mask >> UInt64($0) & 1 == 1 }.map { start + $0 }.filter(record.contains)
        }
    }

    private func passesPersonal(_ candidate: Int) -> Bool {
        !PersonalDetector.isSign(bytes[candidate])
            || PersonalDetector.passes(bytes.span, candidate, floor: record.lowerBound, keys: .shared)
    }

    private func passesAddress(_ candidate: Int) -> Bool {
        AddressDetector.passesQuickly(bytes.span, candidate, floor: record.lowerBound) != nil
    }

    private func isPersonal(_ candidate: Int) -> Bool {
        guard !passesPersonal(candidate) else { return false }
        var detector = PersonalDetector()
        detector.begin(at: record.lowerBound)
        switch detector.examine(bytes.span, record: record, floor: record.lowerBound, candidate: candidate) {
        case .nothing, .members: return false
        case .url(let url): return url.lowerBound <= value.lowerBound && value.upperBound <= url.upperBound
        case .values:
            return (0..<detector.values.count).contains {
                detector.values[$0].kind == kind && detector.values[$0].range == value
            }
        }
    }

    private func isAddress(_ candidate: Int) -> Bool {
        guard kind == .address, !passesAddress(candidate) else { return false }
        var detector = AddressDetector()
        return detector.examine(bytes.span, record: record, floor: record.lowerBound, candidate: candidate).isMatch
            && detector.match.range == value
    }
}

extension Scrubber {
    /// Whether a sample's value is found with its kind in a text that holds the sample.
    ///
    /// - Parameter escape: What the text's layer writes for a text.
    fileprivate func finds(
        _ sample: Recognizer.Sample, in text: String, escape: (String) -> String = { $0 }
    ) -> Bool {
        let bytes = Array(text.utf8)
        let place = bytes.place(of: Array(escape(sample.text.description).utf8), from: 0)
        let value = Array(bytes[place]).place(of: Array(escape(sample.value.description).utf8), from: place.lowerBound)
        return findingList(in: bytes).contains {
            $0.kind == sample.kind && $0.range.lowerBound <= value.lowerBound && value.upperBound <= $0.range.upperBound
        }
    }
}

extension [UInt8] {
    /// Where a text stands for the first time, if the first byte stands at `start`.
    fileprivate func place(of text: [UInt8], from start: Int) -> Range<Int> {
        let first = indices.first { self[$0...].starts(with: text) }!
        return start + first..<start + first + text.count
    }
}
