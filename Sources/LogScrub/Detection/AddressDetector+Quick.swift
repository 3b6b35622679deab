/// Candidates that are settled by a glance, before anybody looks for the ends of the record.
///
/// In address-free text nearly all candidates are times, dates, versions and names of programs; a record that has nothing else is
/// never looked at. What passes here is never part of an address in any spelling, whatever stands further away.
extension AddressDetector {
    /// - Parameters:
    ///   - floor: The beginning of the stretch in which the record lies.
    /// - Returns: The position up to which candidates are settled, or `nil` if the record must be looked at.
    @inline(__always)
    static func passesQuickly(_ bytes: Span<UInt8>, _ candidate: Int, floor: Int) -> Int? {
        guard candidate &- 8 >= floor else { return nil }
        switch bytes[candidate] {
        case ASCII.dot: return passesDot(bytes, candidate)
        case ASCII.colon: return passesColon(bytes, candidate)
        case ASCII.hyphen: return passesHyphen(bytes, candidate, floor: floor)
        case ASCII.leftBrace: return beginsTuple(bytes, candidate) ? nil : candidate &+ 1
        case ASCII.comma: return bytes[candidate &- 1].isDigit ? nil : candidate &+ 1
        case ASCII.hash:
            // `&#58;`, or `[error] 812#812:`, by which a record of nginx's error log is known.
            var back = candidate &- 1
            if bytes[back] == ASCII.ampersand { return nil }
            while back > floor, bytes[back].isDigit { back &-= 1 }
            let isProcess =
                back < candidate &- 1 && back > floor && bytes[back] == ASCII.space
                && bytes[back &- 1] == ASCII.rightBracket
            return isProcess ? nil : candidate &+ 1
        case UInt8(ascii: "P"): return bytes.has(" HTT", at: candidate &- 4, before: candidate) ? nil : candidate &+ 1
        case ASCII.percent, ASCII.backslash: return passesEscape(bytes, candidate)
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return bytes[candidate &- 1].isDigit ? nil : candidate &+ 1
        default: return candidate &+ 1
        }
    }

    /// Whether a number and a comma stand behind a brace.
    @inline(__always)
    private static func beginsTuple(_ bytes: Span<UInt8>, _ brace: Int) -> Bool {
        guard bytes[brace &+ 1].isDigit else { return false }
        return bytes[bytes.endOfDigits(from: brace &+ 1, before: bytes.count, atMost: 6)] == ASCII.comma
    }

    /// Versions of two or three numbers.
    @inline(__always)
    private static func passesDot(_ bytes: Span<UInt8>, _ dot: Int) -> Int? {
        guard bytes[dot &+ 1].isDigit else {
            if bytes[dot &+ 2] == ASCII.dot, bytes[dot &+ 1].isHexDigit, bytes[dot &- 1].isHexDigit { return nil }
            // Eight hexadecimal digits before `.d` may be a dial-up host.
            for back in 1...8 where !bytes[dot &- back].isHexDigit { return dot &+ 1 }
            return nil
        }
        // Single digits between dots may be those of an ip6.arpa name.
        guard bytes[dot &+ 2] != ASCII.dot || !bytes[dot &+ 3].isHexDigit || bytes[dot &+ 4] != ASCII.dot else {
            return nil
        }
        let limit = dot &+ 10
        let second = bytes.endOfDigits(from: dot &+ 1, before: limit)
        guard bytes[second] == ASCII.dot else { return second }
        let third = bytes.endOfDigits(from: second &+ 1, before: limit)
        // `113.0.203.in-addr.arpa` is a zone, `203.0.113.7` an address.
        return third < limit && bytes[third] != ASCII.dot && third > second &+ 1 && !bytes[third].isHexDigit
            ? third : nil
    }

    /// Times, the double colons of programs, and colons before numbers: `Bridge.java:3316`.
    @inline(__always)
    private static func passesColon(_ bytes: Span<UInt8>, _ colon: Int) -> Int? {
        if bytes[colon &+ 1] == ASCII.colon { return passesName(bytes, colon) }
        // A record with a URL may hold a referrer.
        if bytes[colon &+ 1] == ASCII.slash { return bytes[colon &+ 2] == ASCII.slash ? nil : colon &+ 1 }
        if !bytes[colon &+ 1].isHexDigit { return colon &+ 1 }
        guard bytes[colon &+ 3] == ASCII.colon, bytes[colon &- 2].isDigit, bytes[colon &- 1].isDigit,
            bytes[colon &+ 1].isDigit, bytes[colon &+ 2].isDigit, bytes[colon &+ 4].isDigit, bytes[colon &+ 5].isDigit
        else { return passesNumber(bytes, colon) }
        let before = bytes[colon &- 3]
        let after = bytes[colon &+ 6]
        let isPart = before.isHexDigit || before == ASCII.colon || after.isHexDigit || after == ASCII.colon
        return isPart ? nil : colon &+ 6
    }

    /// Numbers with too few colons around them. `[client host.example.net:51514]` is a field of a record.
    @inline(__always)
    private static func passesNumber(_ bytes: Span<UInt8>, _ colon: Int) -> Int? {
        guard colon >= 16, bytes[colon &+ 1].isDigit else { return nil }
        // The date of an access log is passed as a whole.
        if bytes[colon &+ 3] == ASCII.colon, bytes[colon &+ 6] == ASCII.colon { return nil }
        let run = GroupRun(bytes, around: colon, separator: ASCII.colon)
        return run.hasTooFewColons && bytes[run.end] != ASCII.rightBracket ? run.end : nil
    }

    /// `Balance::place`, `std::string`: letters of a name on both sides, and no digit that a group would have.
    @inline(__always)
    private static func passesName(_ bytes: Span<UInt8>, _ colon: Int) -> Int? {
        var back = 1
        while back < 8, bytes[colon &- back].isHexDigit, !bytes[colon &- back].isDigit { back &+= 1 }
        let before = bytes[colon &- back]
        guard !before.isDigit, before != ASCII.colon, back < 8 else { return nil }
        var after = colon &+ 2
        while after < colon &+ 10, bytes[after].isHexDigit, !bytes[after].isDigit { after &+= 1 }
        let isName = bytes[after].isLetter || bytes[after] == ASCII.underscore
        return isName && !bytes[after].isHexDigit ? after : nil
    }

    /// Hyphens within words, those of dates and UUIDs, and numbers with too few around them: `worker-868`.
    @inline(__always)
    static func passesHyphen(_ bytes: Span<UInt8>, _ hyphen: Int, floor: Int) -> Int? {
        guard hyphen > floor else { return nil }
        let next = bytes[hyphen &+ 1]
        if isJoinedLabel(bytes, hyphen) { return nil }
        // A group or number on one side at least, or the gap of a compressed address.
        if !bytes[hyphen &- 1].isHexDigit, !next.isDigit { return hyphen &+ 1 }
        if !next.isHexDigit, next != ASCII.hyphen { return hyphen &+ 1 }
        if let end = passesDateOrUUID(bytes, hyphen: hyphen, floor: floor) { return end }
        guard hyphen >= 16 else { return nil }
        let run = GroupRun(bytes, around: hyphen, separator: ASCII.hyphen)
        return run.hasTooFewHyphens ? run.end : nil
    }

    /// Dates (`2026-08-25`) and UUIDs.
    ///
    /// - Returns: The end, or `nil` if the text is neither.
    @inline(__always)
    static func passesDateOrUUID(_ bytes: Span<UInt8>, hyphen: Int, floor: Int) -> Int? {
        guard hyphen &- 8 >= floor else { return nil }
        if bytes[hyphen &+ 3] == ASCII.hyphen {
            // Four digits, two, two: the first ones are no octet.
            for back in 1...4 where !bytes[hyphen &- back].isDigit { return nil }
            let before = bytes[hyphen &- 5]
            let after = bytes[hyphen &+ 6]
            guard before != ASCII.hyphen, !before.isHexDigit, after != ASCII.hyphen, !after.isHexDigit,
                bytes[hyphen &+ 2].isDigit, bytes[hyphen &+ 4].isDigit, bytes[hyphen &+ 5].isDigit
            else { return nil }
            return hyphen &+ 6
        }
        guard bytes[hyphen &+ 5] == ASCII.hyphen, bytes[hyphen &+ 10] == ASCII.hyphen,
            bytes[hyphen &+ 15] == ASCII.hyphen
        else { return nil }
        // 8, 4, 4, 4 and 12 digits, sixteen bytes at a time; the last two vectors overlap.
        let first = ByteVector(bytes, at: hyphen &- 8).hexDigits.bits
        let second = ByteVector(bytes, at: hyphen &+ 8).hexDigits.bits
        let last = ByteVector(bytes, at: hyphen &+ 12).hexDigits.bits
        guard first | 1 &<< 8 | 1 &<< 13 == 0xFFFF, second | 1 &<< 2 | 1 &<< 7 == 0xFFFF, last | 1 &<< 3 == 0xFFFF
        else { return nil }
        return hyphen &+ 28
    }

    /// Escapes of characters that no address has.
    @inline(__always)
    private static func passesEscape(_ bytes: Span<UInt8>, _ sign: Int) -> Int? {
        let next = bytes[sign &+ 1]
        if bytes[sign] == ASCII.percent {
            // A dot, a digit, a colon, a letter from A to F, or the percent sign itself.
            let second = bytes[sign &+ 2]
            // `100%3.0.113.7`
            guard second.isHexDigit else { return sign &+ 1 }
            switch next {
            case UInt8(ascii: "2"):
                return second | 0x20 == UInt8(ascii: "e") || second == UInt8(ascii: "5") ? nil : sign &+ 3
            case UInt8(ascii: "3"):
                return second.isDigit || second | 0x20 == UInt8(ascii: "a") ? nil : sign &+ 3
            case UInt8(ascii: "4"), UInt8(ascii: "6"):
                return second.isDigit && second < UInt8(ascii: "7") ? nil : sign &+ 3
            default:
                return sign &+ 1
            }
        }
        // `\/` is how JSON may write the slashes of a URL.
        let isEscape =
            next == ASCII.slash || next == UInt8(ascii: "x") || next == UInt8(ascii: "u") || next.isDigit
            || next == ASCII.dot
            || next == ASCII.colon
        return isEscape ? nil : sign &+ 1
    }
}
