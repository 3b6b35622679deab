@testable import LogScrub

/// A stream whose lines are read as the engine reads them.
struct ClockedLines {
    /// 2026-08-25 10:11:12 UTC.
    static let utc: Int64 = 1_787_652_672
    /// The same on a clock in Berlin.
    static let local = utc - 7200
    /// A month later.
    static let now = utc + 30 * 86_400

    var clock: RecordClock

    init(now: Int64 = Self.now, zone: TestZone = .berlin) {
        clock = RecordClock(now: now, zone: zone.time)
    }

    /// - Returns: What the line says itself.
    mutating func read(_ line: String, as grammar: LogFormat.Grammar? = nil) -> Int64? {
        read(Array(line.utf8), as: grammar)
    }

    mutating func read(_ line: [UInt8], as grammar: LogFormat.Grammar? = nil) -> Int64? {
        let bytes = Self.bytes(line)
        let range = 0..<line.count
        let header = TextEnvelope(bytes.span, range)
        var marks = FieldMarks()
        let recognized = LogFormat.Grammar.recognize(bytes.span, header.start..<line.count, hasTag: false, into: &marks)
        return clock.read(
            bytes.span, range, behind: header, grammar ?? recognized, date: grammar == nil ? marks.date : nil)
    }

    /// Bytes with what must be readable behind them.
    static func bytes(_ text: some Collection<UInt8>) -> ContiguousArray<UInt8> {
        ContiguousArray(text) + ContiguousArray(repeating: 0, count: 128)
    }
}
