/// Decides what a candidate is: reads the text around it and tells addresses from their false friends.
///
/// The rule in doubt is to report. A range of bytes is reported once, in the spelling that covers it, and everything that was
/// looked at is passed by `resume`, so that the work stays linear on any input.
struct AddressDetector {
    /// What became of a candidate.
    struct Verdict {
        /// Whether it belongs to an address, which then stands in `match`.
        var isMatch: Bool
        /// Candidates before this position are settled.
        var resume: Int

        @inline(__always)
        static func nothing(resume: Int) -> Verdict { Verdict(isMatch: false, resume: resume) }

        @inline(__always)
        static func match(resume: Int) -> Verdict { Verdict(isMatch: true, resume: resume) }
    }

    /// The address that was found last. It is written in place: it is large, and found by the million.
    var match = AddressMatch.none
    /// Where text that is escaped is unescaped, to be read as plain text.
    var scratch = DecodedText()

    /// Reads the text around a candidate.
    ///
    /// - Parameters:
    ///   - bytes: The input.
    ///   - record: The range that may be looked at, neighbors included.
    ///   - floor: Bytes before this position belong to a finding already.
    ///   - candidate: A position that `CandidateScanner` reported.
    @inline(__always)
    mutating func examine(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, candidate: Int
    ) -> Verdict {
        let verdict: Verdict
        switch bytes[candidate] {
        case ASCII.dot:
            guard bytes[candidate &+ 1].isDigit else {
                if bytes[candidate &+ 2] == ASCII.dot,
                    let verdict = Self.nibbles(bytes, record: record, floor: floor, dot: candidate, into: &match)
                {
                    return verdict
                }
                return Self.hexadecimalName(bytes, record: record, floor: floor, dot: candidate, into: &match)
            }
            verdict = Self.quad(bytes, record: record, floor: floor, dot: candidate, into: &match)
        case ASCII.colon:
            verdict = Self.groups(bytes, record: record, floor: floor, colon: candidate, into: &match)
        case ASCII.hyphen:
            return Self.dashed(bytes, record: record, floor: floor, hyphen: candidate, into: &match)
        case ASCII.comma:
            return list(bytes, record: record, floor: floor, comma: candidate)
        case ASCII.leftBrace:
            let comma = bytes.endOfDigits(from: candidate &+ 1, before: record.upperBound, atMost: 6)
            guard comma < record.upperBound, bytes[comma] == ASCII.comma else {
                return .nothing(resume: candidate &+ 1)
            }
            return list(bytes, record: record, floor: floor, comma: comma)
        case ASCII.at, ASCII.equals, ASCII.lessThan, ASCII.plus, ASCII.ampersand, ASCII.tab, ASCII.rightBracket,
            UInt8(ascii: "$"), UInt8(ascii: "J"), UInt8(ascii: "P"), UInt8(ascii: "d"), UInt8(ascii: "D"):
            return .nothing(resume: candidate &+ 1)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            return Self.crossed(bytes, record: record, floor: floor, sign: candidate, into: &match)
        default:
            return escaped(bytes, record: record, floor: floor, sign: candidate)
        }
        if verdict.isMatch, match.range.lowerBound > record.lowerBound {
            let before = bytes[match.range.lowerBound &- 1]
            if before == ASCII.apostrophe || before == ASCII.quote {
                match.attributePort = PortMatch.attribute(bytes, beside: match.range, record: record)
            }
        }
        return verdict
    }

    /// Where a number or group really begins: after an escape whose last digits would otherwise be taken for its first.
    ///
    /// In `\x22203.0.113.7`, `%22203.0.113.7`, `\u0022203.0.113.7` and `#011203.0.113.7` the address is `203.0.113.7`.
    ///
    /// - Parameters:
    ///   - start: Where the run of digits begins.
    ///   - end: Where it ends; an escape that would leave nothing of it is none.
    @inline(__always)
    static func skipEscape(_ bytes: Span<UInt8>, record: Range<Int>, start: Int, end: Int) -> Int {
        var at = start
        while at > record.lowerBound, start &- at < 5 {
            at &-= 1
            let byte = bytes[at]
            let after: Int
            switch byte {
            case ASCII.percent: after = bytes[at &+ 1].isHexDigit && bytes[at &+ 2].isHexDigit ? at &+ 3 : start
            case ASCII.hash where start == at &+ 1 && isControlOctal(bytes, at &+ 1, end): after = at &+ 4
            case ASCII.hash where isHAProxyEscape(bytes, at, end): after = at &+ 3
            case ASCII.backslash:
                switch bytes[at &+ 1] {
                case UInt8(ascii: "x"): after = at &+ 4
                case UInt8(ascii: "u"): after = at &+ 6
                case UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "f"): after = at &+ 2
                default: after = isOctal(bytes, at &+ 1, end) ? at &+ 4 : start
                }
            case _ where byte.isHexDigit || byte == UInt8(ascii: "x") || byte == UInt8(ascii: "u"): continue
            default: return start
            }
            return after > start && after < end ? after : start
        }
        return start
    }

    /// Whether a range is an address and nothing else.
    static func isAddress(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        IPv4Text.parse(bytes, range)?.end == range.upperBound || IPv6Text.parse(bytes, range)?.end == range.upperBound
    }

    private static func isOctal(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
        at &+ 3 <= end && bytes[at].isOctalDigit && bytes[at &+ 1].isOctalDigit && bytes[at &+ 2].isOctalDigit
    }

    /// HAProxy writes quotes, hashes, braces and bars in headers as `#` and two hexadecimal digits: `#22`, `#23`, `#7B`, `#7C`, `#7D`.
    static func isHAProxyEscape(_ bytes: Span<UInt8>, _ hash: Int, _ end: Int) -> Bool {
        guard hash &+ 3 <= end else { return false }
        let (high, low) = (bytes[hash &+ 1], bytes[hash &+ 2])
        return high == UInt8(ascii: "2") && (low == UInt8(ascii: "2") || low == UInt8(ascii: "3"))
            || high == UInt8(ascii: "7") && low >= UInt8(ascii: "B") && low <= UInt8(ascii: "D")
    }

    /// rsyslog writes control characters as `#` and three octal digits, from `#000` to `#037`, and `#177`.
    static func isControlOctal(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
        guard isOctal(bytes, at, end) else { return false }
        let isLow = bytes[at] == ASCII.zero && bytes[at &+ 1] < UInt8(ascii: "4")
        let isDelete =
            bytes[at] == UInt8(ascii: "1") && bytes[at &+ 1] == UInt8(ascii: "7")
            && bytes[at &+ 2] == UInt8(ascii: "7")
        return isLow || isDelete
    }
}
