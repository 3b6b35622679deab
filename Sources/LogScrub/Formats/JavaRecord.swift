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

    /// Where the date begins.
    let date: Int
    /// What the context says of a person.
    let first: Part
    /// What it says besides, further behind.
    let second: Part?
    /// The end of the context: behind its bracket.
    let contextEnd: Int

    /// Reads the record that begins at `start`.
    ///
    /// - Parameter limit: What is behind it belongs to no record.
    /// - Returns: `nil` if the record is none of this kind, or may be none.
    /// - Precondition: 128 bytes can be read behind the limit; checked.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, from start: Int, to limit: Int) {
        date = Self.date(bytes, start)
        guard var at = Self.endOfHead(bytes, date: date, to: limit) else { return nil }
        var parts: (Part?, Part?) = (nil, nil)
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
                guard parts.1 == nil, end > value, end &- value < 256, bytes[end &- 1].isWord else { return nil }
                let part: Part
                if key == .room {
                    // A token has no end here: what stands behind the value may be part of it.
                    guard bytes.firstIndex(of: "eyJ", in: value..<end) == nil else { return nil }
                    // A domain that may be an address is looked at with what stands around it.
                    if let sign = bytes.lastIndex(of: ASCII.at, in: value..<end), bytes[sign &+ 1].isDigit {
                        return nil
                    }
                    part = Part(meaning: .room, range: at..<end)
                } else {
                    // Letters alone may be a word for nobody: `closed`, `null`.
                    guard bytes[value &+ 1] != ASCII.hyphen,
                        bytes.endOfRun(from: value, to: end, { $0.letters }) < end
                    else { return nil }
                    part = Part(meaning: .statsID, range: value..<end)
                }
                parts = parts.0 == nil ? (part, nil) : (parts.0, part)
            case nil: return nil
            }
            if bytes[end] != ASCII.space {
                guard bytes[end] == ASCII.rightBracket, bytes[end &+ 1] == ASCII.space, end < limit,
                    let part = parts.0
                else { return nil }
                first = part
                second = parts.1
                contextEnd = end &+ 1
                return
            }
            at = end &+ 1
            guard at < limit else { return nil }
        }
    }

    /// Whether a record has the head of these, whatever follows.
    static func hasHead(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        endOfHead(bytes, date: date(bytes, record.lowerBound), to: record.upperBound) != nil
    }

    /// Where the message begins that no part of is known, behind the logger's `Class.method#123: `, or `start` if that is not there.
    ///
    /// No class has a name that may be that of a host with an address in it: eight hexadecimal digits, a dot and a letter.
    ///
    /// - Parameter start: The end of the context.
    /// - Precondition: 80 bytes can be read behind it; checked.
    @inline(__always)
    static func messageStart(_ bytes: Span<UInt8>, behind start: Int, before end: Int) -> Int {
        let block = ByteBlock(bytes, at: start &+ 1)
        // Names are letters, digits, underscores and dollar signs; a constructor is called `<init>`.
        let name = ~block.mask { $0.wordBytes.union($0.mask(of: UInt8(ascii: "$"))) }
        let brackets = block.mask { $0.mask(of: ASCII.lessThan, ignoring: 2) }
        let dot = name.trailingZeroBitCount
        let method = name & ~brackets & .max &<< UInt64(truncatingIfNeeded: dot &+ 1)
        let hash = start &+ 1 &+ method.trailingZeroBitCount
        guard dot > 7, dot < 62, hash < end, bytes[hash] == ASCII.hash else { return start }
        let point = start &+ 1 &+ dot
        guard bytes[point] == ASCII.dot, bytes[point &+ 1].isLetter || bytes[point &+ 1] == ASCII.lessThan,
            ByteVector(bytes, at: point &- 8).hexDigits.bits & 0xFF != 0xFF
        else { return start }
        let colon = bytes.endOfDigits(from: hash &+ 1, before: end, atMost: 6)
        guard colon > hash &+ 1, bytes.has(": ", at: colon, before: end) else { return start }
        // A phrase is found by the colon before it.
        return PersonalDetector.mayBeginPhrase(bytes, colon &+ 2) ? colon : colon &+ 2
    }

    private enum Key { case plain, room, statsID }

    /// Where the date begins: behind the program's name, if there is one.
    @inline(__always)
    private static func date(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        let word = bytes.word(at: start)
        if Span.isEqual(word, "JVB ") { return start &+ 4 }
        if Span.isEqual(word, "Jicofo ") || Span.isEqual(word, "Jigasi ") { return start &+ 7 }
        return Span.isEqual(word, "Jibri ") ? start &+ 6 : start
    }

    /// The end of `yyyy-MM-dd HH:mm:ss.SSS LEVEL: [thread] [`.
    @inline(__always)
    private static func endOfHead(_ bytes: Span<UInt8>, date: Int, to limit: Int) -> Int? {
        let digits = ByteHalfBlock(bytes, at: date).mask { $0.digits }
        guard digits & 0xFF_FFFF == 0b0111_0110_1101_1011_0110_1111,
            bytes.word(at: date &+ 4) & 0x00FF_0000_FF00_00FF == 0x0020_0000_2D00_002D,
            bytes.word(at: date &+ 13) & 0x00FF_0000_FF00_00FF == 0x002E_0000_3A00_003A,
            bytes[date &+ 23] == ASCII.space, let open = endOfLevel(bytes, date &+ 24)
        else { return nil }
        let end = bytes.endOfDigits(from: open &+ 3, before: limit, atMost: 10)
        guard end > open &+ 3, bytes.has(": [", at: open, before: end), bytes.has("] [", at: end, before: limit) else {
            return nil
        }
        return end &+ 3
    }

    /// The end of the level's name. Those of other languages are left to the search in free text.
    @inline(__always)
    private static func endOfLevel(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        let word = bytes.word(at: start)
        if Span.isEqual(word, "INFO:") || Span.isEqual(word, "FINE:") { return start &+ 4 }
        if Span.isEqual(word, "WARNING:") { return start &+ 7 }
        if Span.isEqual(word, "SEVERE:") || Span.isEqual(word, "FINEST:") || Span.isEqual(word, "CONFIG:") {
            return start &+ 6
        }
        return Span.isEqual(word, "FINER:") ? start &+ 5 : nil
    }

    /// What a key says, or `nil` if it is not known here.
    @inline(__always)
    private static func key(_ bytes: Span<UInt8>, at start: Int, length: Int) -> Key? {
        let word = bytes.word(at: start)
        switch length {
        case 4:
            if Span.isEqual(word, "epId") || Span.isEqual(word, "name") { return .plain }
            return Span.isEqual(word, "room") ? .room : nil
        case 5: return Span.isEqual(word, "ufrag") ? .plain : nil
        case 6: return Span.isEqual(word, "confId") ? .plain : nil
        case 8: return Span.isEqual(word, "stats_id") ? .statsID : nil
        case 9...16:
            let last = bytes.word(at: start &+ length &- 8)
            switch length {
            case 9: return Span.isEqual(word, "conf_nam") && Span.isEqual(last, "onf_name") ? .room : nil
            case 10: return Span.isEqual(word, "meeting_") && Span.isEqual(last, "eting_id") ? .plain : nil
            case 11:
                let isFragment = Span.isEqual(word, "local_uf") && Span.isEqual(last, "al_ufrag")
                return isFragment || Span.isEqual(word, "componen") && Span.isEqual(last, "ponentId") ? .plain : nil
            default: return nil
            }
        default: return nil
        }
    }
}
