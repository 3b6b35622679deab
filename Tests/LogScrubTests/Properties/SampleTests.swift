import Testing

@testable import LogScrub

/// The lines of `Tests/Attacks` and the recognizers' own are samples of everything that is looked for: each is taken through all that may stand
/// around it.
@Suite("Samples of what is found", .timeLimit(.minutes(20)))
struct SampleTests {
    /// The attacks of a file, or the samples of the recognizers as such.
    private static func samples(_ file: String) throws -> [Attack] {
        guard file == recognizers else { return try Attack.all(in: file) }
        return (Recognizer.all + Recognizer.records).flatMap { $0.samples.map(Attack.init) }
    }

    private static let recognizers = "recognizers"
    private static let files = Attack.files + [recognizers]

    @Test("Each becomes the same wherever a block of 64 bytes begins", arguments: files)
    func alignments(_ file: String) throws {
        let scrubber = Scrubber()
        for attack in try Self.samples(file) where attack.input.count < 4096 {
            #expect(Shifts.first(attack.input, scrubber) == nil, "\(attack.name)")
        }
    }

    @Test("Each becomes the same in whatever pieces it comes", arguments: files)
    func pieces(_ file: String) throws {
        let scrubber = Scrubber()
        for attack in try Self.samples(file) where attack.input.count < 4096 {
            let whole = scrubber.sessionBytes(attack.input)
            let step = Swift.max(1, attack.input.count / 64)
            for cut in stride(from: 1, to: attack.input.count, by: step) {
                #expect(scrubber.sessionBytes(attack.input, cuts: [cut]) == whole, "\(attack.name), cut \(cut)")
            }
        }
    }

    @Test(
        "Nothing of a record passes because it is wrapped in another format",
        arguments: files.filter { $0 != "raw" },
        Layer.allCases)
    func layers(_ file: String, _ layer: Layer) throws {
        let scrubber = Scrubber()
        for attack in try Self.samples(file) where attack.input.split(separator: 0x0a).count == 1 {
            guard let line = String(validating: attack.input.dropLast(), as: UTF8.self) else { continue }
            let output = scrubber.scrub(layer.wrap(line)).lowercased()
            let forbidden = attack.forbidden + attack.forbiddenButAtAnalytics
            let leaks = forbidden.filter {
                output.contains($0.lowercased()) && !AttackTests.known.contains("\(attack.name) ! \($0)")
            }
            if !leaks.isEmpty { Issue.record("\(attack.name) ! \(leaks)") }
        }
    }

    @Test(
        "Nothing of a text passes that would not pass in a shorter line",
        arguments: files.filter { $0 != "raw" })
    func longLines(_ file: String) throws {
        let scrubber = Scrubber()
        var random = SeededGenerator("long lines of \(file)")
        let words = Array("some words ".utf8)
        let mebibyte = Array(repeatElement(words, count: 110_000).joined())
        let samples = try Self.samples(file).filter { $0.input.split(separator: 0x0a).count == 1 }
        for attack in samples.shuffled(using: &random).prefix(TestSeed.rounds(3).count) {
            // What passes of a line with the sample behind `count` bytes.
            func passing(behind count: Int) -> [String] {
                var line = mebibyte[..<count]
                line += attack.input.dropLast() + [0x20]
                line += mebibyte[..<Swift.min(count, 10_000)] + [0x0a]
                let output = String(decoding: scrubber.sessionBytes(Array(line)), as: UTF8.self).lowercased()
                return (attack.forbidden + attack.forbiddenButAtAnalytics).filter { output.contains($0.lowercased()) }
            }
            let leaks = passing(behind: words.count * Int.random(in: 105_500...110_000, using: &random))
            if !leaks.isEmpty {
                #expect(leaks == passing(behind: 10 * words.count), "\(attack.name)")
            }
        }
    }

    enum Layer: CaseIterable {
        case syslog, docker, compose, journal, export

        func wrap(_ line: String) -> String {
            let line = escape(line)
            return switch self {
            case .syslog: "Aug 25 10:11:12 meet web[901]: \(line)\n"
            case .docker: #"{"log":"\#(line)\n","stream":"stdout","time":"2026-08-25T10:11:12.655Z"}"# + "\n"
            case .compose: "web-1  | \(line)\n"
            case .journal: #"{"__REALTIME_TIMESTAMP":"1787652672655000","MESSAGE":"\#(line)"}"# + "\n"
            case .export: "__REALTIME_TIMESTAMP=1787652672655000\nMESSAGE=\(line)\n\n"
            }
        }

        /// A text as the layer writes it.
        func escape(_ text: String) -> String {
            switch self {
            case .docker, .journal:
                text.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#).replacing("\t", with: #"\t"#)
            case .syslog, .compose, .export: text
            }
        }
    }
}
