/// A record of `JavaLog` with a context, as the bridge and Jicofo write nearly all of theirs:
///
/// ```
/// JVB 2026-08-25 10:11:12.013 INFO: [42] [confId=1f2e3d conf_name=room@conference.example epId=7c7274a5 stats_id=Ana-24c] Class.method#1: …
/// ```
///
/// Source: jitsi-utils `LogContext`. The keys that say nothing about a person are known, and so is what their values are made of; any
/// other key, and any other byte, leaves the record to the search in free text.
struct JavaRecord {
    /// What the context says of a person.
    struct Part {
        enum Meaning {
            /// A room, or its JID, with the key before it.
            case room
            /// The value of a statistics id.
            case statsID
        }

        let meaning: Meaning
        let range: Range<Int>
    }

    /// What the context says of a person, in order.
    private(set) var parts = InlineArray<2, Part>(repeating: Part(meaning: .room, range: 0..<0))
    /// How many parts there are: one at least.
    private(set) var count = 0
    /// The end of the context: behind its bracket.
    let contextEnd: Int

    /// Reads the record that begins at `start`.
    ///
    /// - Parameter limit: What is behind it belongs to no record.
    /// - Returns: `nil` if the record is none of this kind, or may be none.
    /// - Precondition: 128 bytes can be read behind the limit; checked.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, from start: Int, to limit: Int) {
        guard var at = Self.endOfHead(bytes, date: Self.date(bytes, start, limit), to: limit) else { return nil }
        while true {
            // The key, and of a plain value all that there is.
            let block = ByteHalfBlock(bytes, at: at)
            let others = ~block.mask { $0.wordBytes }
            let length = others.trailingZeroBitCount
            guard bytes[at &+ length] == ASCII.equals else { return nil }
            let value = at &+ length &+ 1
            var end: Int
            let key = Self.key(bytes, at: at, length: length)
            switch key {
            case .plain:
                // A token has twenty bytes and more.
                end = value &+ (others &>> UInt32(truncatingIfNeeded: length &+ 1)).trailingZeroBitCount
                if bytes[end] == ASCII.hyphen {
                    if bytes.has("stream-", at: value, before: limit) {
                        end = bytes.endOfRun(from: value &+ 7, to: value &+ 19) { $0.wordBytes }
                    } else if PersonalDetector.isUUID(bytes, at: value) {
                        end = value &+ 36
                    }
                } else if end &- value > 19 {
                    return nil
                }
            case .room, .statsID:
                end = bytes.endOfRun(from: value, to: value &+ 256) {
                    $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.at))
                }
                // What may be a pseudonym, or the end of a sentence, is looked at.
                guard count < parts.count, end > value, end &- value < 256, bytes[end &- 1].isWord else { return nil }
                if key == .room {
                    parts[count] = Part(meaning: .room, range: at..<end)
                } else {
                    guard bytes[value &+ 1] != ASCII.hyphen else { return nil }
                    parts[count] = Part(meaning: .statsID, range: value..<end)
                }
                count &+= 1
            case nil: return nil
            }
            if bytes[end] != ASCII.space {
                guard bytes[end] == ASCII.rightBracket, bytes[end &+ 1] == ASCII.space, count > 0, end < limit else {
                    return nil
                }
                contextEnd = end &+ 1
                return
            }
            at = end &+ 1
            guard at < limit else { return nil }
        }
    }

    private enum Key { case plain, room, statsID }

    /// Where the date begins: behind the program's name, if there is one.
    @inline(__always)
    private static func date(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        for name: StaticString in ["JVB ", "Jicofo ", "Jigasi ", "Jibri "]
        where bytes.has(name, at: start, before: limit) {
            return start &+ name.utf8CodeUnitCount
        }
        return start
    }

    /// The end of `yyyy-MM-dd HH:mm:ss.SSS LEVEL: [thread] [`.
    @inline(__always)
    private static func endOfHead(_ bytes: Span<UInt8>, date: Int, to limit: Int) -> Int? {
        let digits = ByteHalfBlock(bytes, at: date).mask { $0.digits }
        guard digits & 0xFF_FFFF == 0b0111_0110_1101_1011_0110_1111,
            bytes.word(at: date &+ 4) & 0x00FF_0000_FF00_00FF == 0x0020_0000_2D00_002D,
            bytes.word(at: date &+ 13) & 0x00FF_0000_FF00_00FF == 0x002E_0000_3A00_003A,
            bytes[date &+ 23] == ASCII.space
        else { return nil }
        let level = date &+ 24
        for name: StaticString in ["INFO", "WARNING", "SEVERE", "FINE", "FINER", "FINEST", "CONFIG"]
        where bytes.has(name, at: level, before: limit) {
            let open = level &+ name.utf8CodeUnitCount
            let end = bytes.endOfDigits(from: open &+ 3, before: limit, atMost: 10)
            if end > open &+ 3, bytes.has(": [", at: open, before: end), bytes.has("] [", at: end, before: limit) {
                return end &+ 3
            }
        }
        return nil
    }

    /// What a key says, or `nil` if it is not known here.
    @inline(__always)
    private static func key(_ bytes: Span<UInt8>, at start: Int, length: Int) -> Key? {
        let end = start &+ length
        switch length {
        case 4:
            if bytes.has("epId", at: start, before: end) || bytes.has("name", at: start, before: end) { return .plain }
            if bytes.has("room", at: start, before: end) { return .room }
        case 5: if bytes.has("ufrag", at: start, before: end) { return .plain }
        case 6: if bytes.has("confId", at: start, before: end) { return .plain }
        case 8: if bytes.has("stats_id", at: start, before: end) { return .statsID }
        case 9: if bytes.has("conf_name", at: start, before: end) { return .room }
        case 10: if bytes.has("meeting_id", at: start, before: end) { return .plain }
        case 11:
            if bytes.has("local_ufrag", at: start, before: end) || bytes.has("componentId", at: start, before: end) {
                return .plain
            }
        default: break
        }
        return nil
    }
}
