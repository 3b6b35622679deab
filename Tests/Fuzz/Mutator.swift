import LogScrub

/// Makes inputs: whole records, changed where it hurts, in layers, spliced, and soup.
struct Mutator: Sendable {
    let corpus: Corpus
    var random: SeededGenerator
    /// The longest input, in bytes.
    var longest = 12_000

    /// The next input, with settings of its own.
    ///
    /// - Parameter level: The level; any unless said otherwise.
    mutating func next(level: Level?) -> FuzzCase {
        FuzzCase(
            level: level ?? random.pick(Level.allCases),
            format: random.onceIn(2) ? .auto : random.pick(LogFormat.all),
            variant: random.number(0...(FuzzCase.variants - 1)), cutSeed: random.next(), bytes: next())
    }

    /// The next input.
    private mutating func next() -> [UInt8] {
        var bytes: [UInt8] =
            switch random.number(0...9) {
            case 0: soup()
            case 1, 2: document()
            case 3: file()
            default: records()
            }
        if random.onceIn(3) { bytes = layered(bytes) }
        if random.onceIn(3) { mutate(&bytes) }
        if random.onceIn(6) { bytes.removeLast(random.number(0...bytes.count)) }
        if random.onceIn(12) { bytes.removeFirst(random.number(0...bytes.count)) }
        if bytes.count > longest { bytes.removeLast(bytes.count - longest) }
        return bytes
    }

    /// Words in any order.
    private mutating func soup() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<random.number(1...40) {
            bytes += random.word()
            if random.onceIn(8) { bytes += random.run(atMost: 300) }
            if random.onceIn(3) { bytes.append(random.pick(Array(" \t\n,;".utf8))) }
        }
        return bytes
    }

    /// Some records, mostly as they are.
    private mutating func records() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<random.number(1...5) {
            var line = random.pick(corpus.lines)
            if line.count > 3_000 { line.removeLast(line.count - 3_000) }
            for _ in 0..<random.pick([0, 1, 1, 2, 3, 5]) { mutate(&line) }
            bytes +=
                line + Array(random.pick(["\n", "\n", "\n", "\n", "\n", "\r\n", "\r", "", "\n\n", "\0\n", " "]).utf8)
        }
        return bytes
    }

    /// Part of a file, in which records of several lines stay together.
    private mutating func file() -> [UInt8] {
        let file = random.pick(corpus.files)
        let start = random.number(0...(file.count - 1))
        var bytes = Array(file[start..<min(file.count, start + random.number(1...4_000))])
        for _ in 0..<random.pick([1, 2, 4]) { mutate(&bytes) }
        return bytes
    }

    /// Random JSON, of one line or many.
    private mutating func document() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<random.number(1...4) {
            var writer = JSONWriter(random: random)
            writer.object(depth: 0)
            random = writer.random
            bytes += writer.bytes + Array("\n".utf8)
        }
        return bytes
    }

    /// One change.
    private mutating func mutate(_ bytes: inout [UInt8]) {
        let place = random.number(0...bytes.count)
        switch random.number(0...11) {
        case 0: bytes.insert(contentsOf: random.run(atMost: 2_000), at: place)
        case 1: bytes.removeSubrange(place..<min(place + random.number(1...40), bytes.count))
        case 2, 3: if place < bytes.count { bytes[place] = random.pick(Dictionary.signs) }
        case 4:
            let other = random.pick(corpus.lines)
            let start = random.number(0...other.count)
            bytes.insert(contentsOf: other[start..<min(start + random.number(1...200), other.count)], at: place)
        case 5: if place < bytes.count { bytes[place] = UInt8(random.number(0...255)) }
        case 6: replaceNumber(&bytes, from: place)
        case 7:
            // A part of itself, once more.
            let part = bytes[place..<min(place + random.number(1...60), bytes.count)]
            bytes.insert(contentsOf: part, at: random.number(0...bytes.count))
        case 8: replaceValue(&bytes, from: place)
        default: bytes.insert(contentsOf: random.word(), at: place)
        }
    }

    /// Puts another number in the place of one.
    private mutating func replaceNumber(_ bytes: inout [UInt8], from place: Int) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: Array(random.pick(Dictionary.numbers).utf8))
    }

    /// Puts another value behind an equals sign or a colon.
    private mutating func replaceValue(_ bytes: inout [UInt8], from place: Int) {
        guard let sign = bytes[place...].firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") })
        else { return }
        let ends = Array(" \",;>}]\n".utf8)
        let end = bytes[(sign + 1)...].firstIndex { ends.contains($0) } ?? bytes.count
        bytes.replaceSubrange(sign + 1..<end, with: random.word())
    }
}
