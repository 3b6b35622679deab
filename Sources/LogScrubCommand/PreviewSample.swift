internal import LogScrub

/// Some records of each kind and format, drawn while all of them pass: each record of one kind and format has the same chance (reservoir sampling, Vitter's
/// algorithm R). What is kept meanwhile is bounded, whatever passes.
struct PreviewSample {
    /// A record that was drawn.
    final class Drawn {
        let file: String
        let record: ReviewedRecord
        /// When it came.
        let place: Int

        init(file: String, record: ReviewedRecord, place: Int) {
            self.file = file
            self.record = record
            self.place = place
        }

        var size: Int { record.before.count + record.after.count }
    }

    private struct Stratum {
        var seen = 0
        var drawn: [Drawn] = []
    }

    /// How many are wanted in all.
    let count: Int
    private var strata: [String: Stratum] = [:]
    /// How many of each kind and format are kept: it falls when they become too many bytes.
    private var room: Int
    private var size = 0
    private var places = 0
    /// How many records were too long to be drawn.
    private(set) var passedOver = 0

    /// How many bytes of records are kept at most, and of how many one may be.
    private static let (largest, longest) = (16 << 20, 256 << 10)

    init(count: Int) {
        self.count = count
        room = count
    }

    /// Takes a record.
    ///
    /// - Parameter kinds: Of which of its kinds it may be drawn.
    mutating func add(_ record: ReviewedRecord, of file: String, kinds: Set<String>) {
        if record.before.count > Self.longest {
            passedOver += 1
            return
        }
        let drawn = Drawn(file: file, record: record, place: places)
        places += 1
        for kind in kinds {
            let key = "\(kind) \(record.format)"
            var stratum = strata[key] ?? Stratum()
            strata[key] = nil
            stratum.seen += 1
            if stratum.drawn.count < room {
                stratum.drawn.append(drawn)
                size += drawn.size
            } else {
                let place = Int.random(in: 0..<stratum.seen)
                if place < stratum.drawn.count {
                    size += drawn.size - stratum.drawn[place].size
                    stratum.drawn[place] = drawn
                }
            }
            strata[key] = stratum
        }
        while size > Self.largest, room > 1 { halve() }
    }

    /// Keeps half of what there is of each; what is left is as random as before.
    private mutating func halve() {
        room /= 2
        for key in strata.keys {
            guard var stratum = strata[key], stratum.drawn.count > room else { continue }
            stratum.drawn.shuffle()
            stratum.drawn.removeLast(stratum.drawn.count - room)
            strata[key] = stratum
        }
        size = strata.values.reduce(0) { $0 + $1.drawn.reduce(0) { $0 + $1.size } }
    }

    /// What was drawn, in its order: of each kind and format one, of what there is more of another one, and so on, until there are enough.
    func drawn() -> [Drawn] {
        // What is rare comes first, so that it is there where not all have room.
        var piles = strata.sorted { ($0.value.seen, $0.key) < ($1.value.seen, $1.key) }.map {
            $0.value.drawn.shuffled()
        }
        var chosen: [Int: Drawn] = [:]
        while chosen.count < count, piles.contains(where: { !$0.isEmpty }) {
            for index in piles.indices where chosen.count < count {
                while let next = piles[index].popLast() {
                    if chosen.updateValue(next, forKey: next.place) == nil { break }
                }
            }
        }
        return chosen.values.sorted { $0.place < $1.place }
    }
}
