/// Where local parts begin: in a run of bytes that may be one, behind escapes and colors.
extension PersonalDetector {
    /// Where the run of bytes begins that may be a local part. Entities of XML (`&apos;`) belong to it, color sequences do not.
    static func startOfLocal(_ bytes: Span<UInt8>, _ end: Int, floor: Int) -> Int {
        var start = end
        // RFC 7622, section 3.3: a local part has at most 1,023 bytes.
        let floor = Swift.max(floor, end &- 1023)
        // What most of them are made of.
        while start &- 16 >= floor {
            let run = ByteVector(bytes, at: start &- 16)
            let length = (~(run.keyBytes.union(run.mask(of: ASCII.dot)).bits &<< 16)).leadingZeroBitCount
            start &-= length
            if length < 16 { break }
        }
        while start > floor {
            if isLocalByte(bytes[start &- 1]) {
                // `a%40b%40c`: no local part holds a sign.
                if bytes[start &- 1] == ASCII.percent, bytes.has("40", at: start, before: end) { return start &+ 2 }
                start &-= 1
                continue
            }
            guard bytes[start &- 1] == ASCII.semicolon, let entity = startOfEntity(bytes, start, floor: floor) else {
                break
            }
            start = entity
        }
        // `ESC[32mana@…`, `ESC[1;32mana@…`
        var at = start
        while at < end, bytes[at].isDigit || bytes[at] == ASCII.semicolon { at &+= 1 }
        guard at < end, bytes[at] == UInt8(ascii: "m") else { return start }
        return beforeColor(bytes, at &+ 1, floor: floor) < at &+ 1 ? at &+ 1 : start
    }

    private static func startOfEntity(_ bytes: Span<UInt8>, _ end: Int, floor: Int) -> Int? {
        for entity: StaticString in ["&apos;", "&amp;"] where end &- entity.utf8CodeUnitCount >= floor {
            let start = end &- entity.utf8CodeUnitCount
            if bytes.has(entity, at: start, before: end) { return start }
        }
        return nil
    }

    /// Where a local part really begins: behind an escape that the record's format made (`\n`, `\x22`, `\"`, `%22`, `#011`).
    static func skipEscape(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, floor: Int) -> Int {
        var begin = start
        var isAddress = false
        // `#` and `%` are not far from each other: 0x23 and 0x25.
        var at = bytes.firstIndex(from: start, to: end) {
            $0.mask(from: ASCII.hash, count: 3).union($0.mask(of: ASCII.backslash))
        }
        while at < end {
            if bytes[at] == ASCII.hash, AddressDetector.isControlOctal(bytes, at &+ 1, end) {
                begin = at &+ 4
            } else if bytes[at] == ASCII.backslash {
                switch bytes[at &+ 1] {
                case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), ASCII.backslash: begin = at &+ 2
                // `ACME\xaver@…` has no escape.
                case UInt8(ascii: "x"), UInt8(ascii: "u"):
                    if let character = AddressDetector.character(bytes, at: at, to: end), character.escape != nil {
                        begin = character.end
                        isAddress = character.value == ASCII.colon || character.value == ASCII.dot
                    }
                default: break
                }
            } else if bytes[at] == ASCII.percent,
                bytes[at &+ 1] == UInt8(ascii: "2") || bytes[at &+ 1] == UInt8(ascii: "3"),
                at &+ 3 <= end, isQuoting(bytes[at &+ 1], bytes[at &+ 2])
            {
                isAddress = bytes[at &+ 2] | 0x20 == UInt8(ascii: "a")
                if at &+ 3 < end || isAddress { begin = at &+ 3 }
            }
            at = Swift.max(at &+ 1, begin)
        }
        // `2001\x3adb8\x3a\x3a@`: an address whose signs are escaped.
        return begin < end || isAddress ? begin : start
    }

    /// Whether `%HH` is a character that no local part has: a quote, a slash, a colon, an equals sign, an ampersand, angle brackets.
    private static func isQuoting(_ high: UInt8, _ low: UInt8) -> Bool {
        let low = low | 0x20
        return high == UInt8(ascii: "2")
            ? low == UInt8(ascii: "2") || low == UInt8(ascii: "6") || low == UInt8(ascii: "7")
                || low == UInt8(ascii: "f") || low == UInt8(ascii: "0")
            : low == UInt8(ascii: "a") || low == UInt8(ascii: "c") || low == UInt8(ascii: "d")
                || low == UInt8(ascii: "e")
    }
}
