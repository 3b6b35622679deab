import LogScrub

/// What must be true of every input.
enum Property: String, CaseIterable {
    /// Where a stream is cut changes nothing.
    case pieces
    /// Scrubbing once more changes nothing. In garbled text it may: what is written in the place of one value may end another
    /// one that reached into it. So this is looked at, and does not fail a run.
    case twice
    /// No line vanishes, and none is new.
    case lines
    /// A line that is JSON is JSON afterwards.
    case json

    /// Whether nothing may break it.
    var isHard: Bool { self != .twice }
}

extension FuzzCase {
    /// What is not true of this one.
    func broken() throws -> [Property] {
        let scrubber = try scrubber()
        var broken: [Property] = []
        let output = scrubber.output(of: bytes)
        if scrubber.output(of: bytes, cuts: cuts) != output { broken.append(.pieces) }
        if scrubber.output(of: output) != output { broken.append(.twice) }
        if hasOwnLines { return broken }
        let lineFeed = UInt8(ascii: "\n")
        let before = bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
        let after = output.split(separator: lineFeed, omittingEmptySubsequences: false)
        if before.count != after.count {
            broken.append(.lines)
        } else if keepsJSON,
            zip(before, after).contains(where: { $0 != $1 && JSONCheck.isObject($0) && !JSONCheck.isObject($1) })
        {
            broken.append(.json)
        }
        return broken
    }
}

extension FuzzCase {
    /// Whether JSON is read as JSON: not where another format was ordered.
    private var keepsJSON: Bool {
        [.auto, .text, .nginxJSON, .dockerJSON, .journalJSON].contains(format)
    }

    /// Whether the number of lines may change: the length of a binary field of the journal may be ten, and a list of bytes in an
    /// object over several lines may have one on each.
    private var hasOwnLines: Bool {
        let beginnings = ["__CURSOR=", "__REALTIME_TIMESTAMP=", "{\n"]
        return format == .journalExport || format == .journalJSON
            || beginnings.contains { bytes.drop { $0 == 0 }.starts(with: $0.utf8) }
    }
}

extension Scrubber {
    /// The output for an input in one piece.
    func output(of input: [UInt8]) -> [UInt8] {
        var output = ContiguousArray<UInt8>()
        scrub(input.span, into: &output)
        return Array(output)
    }

    /// The output for an input that comes in pieces.
    func output(of input: [UInt8], cuts: [Int]) -> [UInt8] {
        var session = makeSession()
        var output = ContiguousArray<UInt8>()
        var start = 0
        for end in cuts + [input.count] {
            session.process(input.span.extracting(start..<end), into: &output)
            start = end
        }
        _ = session.finish(into: &output)
        return Array(output)
    }
}

extension JSONCheck {
    /// Whether a line is an object, as those of a log are.
    static func isObject(_ line: ArraySlice<UInt8>) -> Bool {
        line.first == UInt8(ascii: "{") && isValid(line)
    }
}
