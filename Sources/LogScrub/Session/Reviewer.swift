/// Shows each record that a stream's scrubbing changes. The texts after, in the places of those before, are what is written, byte for byte.
final class Reviewer: Witness {
    /// How many lines there were.
    private(set) var lines = 0
    /// How many records were changed.
    private(set) var changed = 0
    private var endsWithLine = true
    private var resolution: TimeResolution?
    private var scratch = ByteOutput(capacity: 4096)
    private let show: (ReviewedRecord) -> Void

    /// - Parameter show: Called with each record that is changed, in their order.
    init(show: @escaping (ReviewedRecord) -> Void) { self.show = show }

    func begin(_ policy: CompiledPolicy) { resolution = policy.timeResolution }

    func take(
        _ bytes: Span<UInt8>, _ stretch: Range<Int>, offset: Int, _ splices: borrowing SpliceList,
        _ findings: ContiguousArray<Observation>, withheld: Int
    ) {
        let inOrder = findings.sorted { $0.finding.range.lowerBound < $1.finding.range.lowerBound }
        var finding = 0
        var at = stretch.lowerBound
        var next = 0
        var line = lines + 1
        while at < stretch.upperBound || next < splices.count {
            var start = at
            if resolution == nil {
                while next < splices.count, splices.changesNothing(next, bytes) { next += 1 }
                guard next < splices.count else { break }
                let change = splices[next].start
                start = bytes.lastIndex(of: ASCII.lineFeed, in: at..<change).map { $0 + 1 } ?? at
            }
            line += Self.count(ASCII.lineFeed, bytes, at..<start)
            let (end, last) = Self.end(of: start, bytes, stretch, splices, from: next)
            while finding < inOrder.count, inOrder[finding].finding.range.upperBound - offset < start { finding += 1 }
            var found: ContiguousArray<Observation> = []
            var index = finding
            while index < inOrder.count, inOrder[index].finding.range.lowerBound - offset <= end {
                found.append(inOrder[index])
                index += 1
            }
            look(bytes, start..<end, line: line, splices, next..<last, found, offset: offset)
            line += Self.count(ASCII.lineFeed, bytes, start..<end)
            (at, next) = (end, last)
        }
        lines += Self.count(ASCII.lineFeed, bytes, stretch)
        if !stretch.isEmpty { endsWithLine = bytes[stretch.upperBound - 1] == ASCII.lineFeed }
    }

    func finish() {
        if !endsWithLine { lines += 1 }
    }

    /// Where the lines end that begin at `start` and that no splice reaches out of, and which splice is the first behind them.
    private static func end(
        of start: Int, _ bytes: Span<UInt8>, _ stretch: Range<Int>, _ splices: borrowing SpliceList, from first: Int
    ) -> (end: Int, splice: Int) {
        func endOfLine(_ place: Int) -> Int {
            bytes.firstIndex(of: ASCII.lineFeed, in: place..<stretch.upperBound).map { $0 + 1 } ?? stretch.upperBound
        }
        var end = endOfLine(start)
        var next = first
        while next < splices.count, splices[next].start < end || end == stretch.upperBound {
            let last = splices[next].end
            if last > end { end = bytes[last - 1] == ASCII.lineFeed ? last : endOfLine(last) }
            next += 1
        }
        return (end, next)
    }

    private static func count(_ byte: UInt8, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        var at = range.lowerBound
        while let place = bytes.firstIndex(of: byte, in: at..<range.upperBound) {
            count += 1
            at = place + 1
        }
        return count
    }

    /// Shows some lines, if they are changed.
    private func look(
        _ bytes: Span<UInt8>, _ part: Range<Int>, line: Int, _ splices: borrowing SpliceList, _ own: Range<Int>,
        _ findings: ContiguousArray<Observation>, offset: Int
    ) {
        scratch.removeAll()
        var places = SplicePlaces()
        var at = part.lowerBound
        for index in own {
            let splice = splices[index]
            scratch.append(bytes, at..<splice.start)
            let first = scratch.count
            scratch.append(splices.texts, splice.text)
            let before = splice.start - part.lowerBound..<splice.end - part.lowerBound
            places.append(
                before, first..<scratch.count, isChange: !splices.changesNothing(index, bytes))
            at = splice.end
        }
        scratch.append(bytes, at..<part.upperBound)
        var after = scratch.suffix(from: 0)
        var marks = Self.marks(places, findings, in: part, offset: offset, after)
        if let resolution {
            let exact = after
            CoarseTimes(resolution: resolution).apply(to: &scratch)
            after = scratch.suffix(from: 0)
            marks += Self.times(exact, after, places)
        }
        if marks.isEmpty { return }
        scratch.removeAll()
        scratch.append(bytes, part)
        let before = scratch.suffix(from: 0)
        changed += 1
        let format = findings.first { $0.grammar != .text }?.grammar ?? .text
        show(
            ReviewedRecord(
                firstLine: line, before: before, after: after,
                marks: marks.sorted {
                    ($0.before.lowerBound, $0.before.upperBound) < ($1.before.lowerBound, $1.before.upperBound)
                },
                format: format.name))
    }

    /// The findings that are changed, and the changes that are of none.
    private static func marks(
        _ places: SplicePlaces, _ findings: ContiguousArray<Observation>, in part: Range<Int>, offset: Int,
        _ after: ContiguousArray<UInt8>
    ) -> [ReviewedRecord.Mark] {
        let base = part.lowerBound + offset
        var marks: [ReviewedRecord.Mark] = []
        // Findings before `first` are told, or end before the change at hand.
        var (first, told) = (0, -1)
        for place in places.all where place.isChange {
            var isFound = false
            while first < findings.count, findings[first].finding.range.upperBound - base < place.before.lowerBound {
                first += 1
            }
            var index = first
            while index < findings.count, findings[index].finding.range.lowerBound - base <= place.before.upperBound {
                let range = findings[index].finding.range
                if range.upperBound - base >= place.before.lowerBound {
                    isFound = true
                    if index > told {
                        told = index
                        let whole =
                            Swift.max(0, range.lowerBound - base)..<Swift.min(part.count, range.upperBound - base)
                        let written = places.after(whole)
                        let isWithheld = after[written].starts(with: Self.notice)
                        marks.append(
                            ReviewedRecord.Mark(
                                before: whole, after: written, kind: isWithheld ? nil : findings[index].finding.kind,
                                treatment: isWithheld ? "withheld" : findings[index].treatment.name))
                    }
                }
                index += 1
            }
            if isFound { continue }
            let isWithheld = after[place.after].contains(Self.notice)
            marks.append(
                ReviewedRecord.Mark(
                    before: place.before, after: place.after, kind: nil, treatment: isWithheld ? "withheld" : "other"))
        }
        return marks
    }

    private static let notice = Array("[withheld: ".utf8)

    /// The times that were made less exact. They keep their length.
    private static func times(
        _ exact: ContiguousArray<UInt8>, _ coarse: ContiguousArray<UInt8>, _ places: SplicePlaces
    ) -> [ReviewedRecord.Mark] {
        var marks: [ReviewedRecord.Mark] = []
        var at = 0
        while at < exact.count {
            guard exact[at] != coarse[at] else {
                at += 1
                continue
            }
            let start = at
            var end = at + 1
            // Signs stand between the digits of one time.
            while at < exact.count, at < end + 2 {
                if exact[at] != coarse[at] { end = at + 1 }
                at += 1
            }
            at = end
            marks.append(
                ReviewedRecord.Mark(
                    before: places.before(start..<end), after: start..<end, kind: nil, treatment: "time"))
        }
        return marks
    }
}

extension SpliceList {
    /// Whether a splice puts in its place what stood there.
    func changesNothing(_ index: Int, _ bytes: Span<UInt8>) -> Bool {
        texts.isEqual(self[index].text, to: bytes, self[index].source)
    }
}

/// Where what was replaced stood, and where that stands which was put in its place: in order, none over another.
private struct SplicePlaces {
    struct Place {
        let before, after: Range<Int>
        let isChange: Bool
    }

    private(set) var all: ContiguousArray<Place> = []

    mutating func append(_ before: Range<Int>, _ after: Range<Int>, isChange: Bool) {
        all.append(Place(before: before, after: after, isChange: isChange))
    }

    /// What has the place of a range. Of a splice that the range has a part of, all is meant.
    func after(_ range: Range<Int>) -> Range<Int> { map(range, from: \.before, to: \.after) }

    /// The way back.
    func before(_ range: Range<Int>) -> Range<Int> { map(range, from: \.after, to: \.before) }

    private func map(
        _ range: Range<Int>, from: KeyPath<Place, Range<Int>>, to: KeyPath<Place, Range<Int>>
    ) -> Range<Int> {
        let start = last { $0[keyPath: from].lowerBound <= range.lowerBound }
        let end = last { $0[keyPath: from].lowerBound < range.upperBound }
        var lower = range.lowerBound
        if let place = start.map({ all[$0] }) {
            let (here, there) = (place[keyPath: from], place[keyPath: to])
            lower = lower < here.upperBound ? there.lowerBound : lower - here.upperBound + there.upperBound
        }
        var upper = range.upperBound
        if let place = end.map({ all[$0] }) {
            let (here, there) = (place[keyPath: from], place[keyPath: to])
            upper = upper <= here.upperBound ? there.upperBound : upper - here.upperBound + there.upperBound
        }
        return lower..<Swift.max(lower, upper)
    }

    /// The last place for which something is true that is true for all before it.
    private func last(where test: (Place) -> Bool) -> Int? {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if test(all[middle]) { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }
}
