/// Finds what identifies a person besides addresses: by a sign (`@`, `+`, `eyJ`), by the key before it (`room=`, `"email":`), or by the
/// element around it (`<nick>`).
///
/// The rule in doubt is to report. What a value means is decided here; whether it goes, stays or becomes a pseudonym is not.
struct PersonalDetector {
    enum Outcome {
        /// Nothing here.
        case nothing
        /// `values` holds what was found; the search goes on at the position.
        case values(resume: Int)
        /// A URL, from its scheme to its end.
        case url(Range<Int>)
        /// The values in an array or object of JSON.
        case members(Members)
    }

    /// An array or object whose strings and numbers are all of one kind.
    struct Members {
        var kind: Kind
        /// The opening bracket.
        var start: Int
        /// How many backslashes stand before each quote.
        var escapes: Int
        /// Whether arrays and objects within are none of it.
        var isFlat: Bool
    }

    /// How far around a value is looked for what it means, in bytes: tables and elements with the URL of a picture in them are long.
    static let surroundings = 1024

    var values = PersonalValues()
    /// The kind of an element whose text went on to the end of the record.
    var open: Kind?
    /// Whether that element stands in a stanza of XMPP, as far as the record shows.
    var isInStanza = false
    /// Whether the element has text already.
    var hasText = false
    /// A table of a person that goes on in the next lines.
    var table = OpenTable()
    /// What has been looked for in the record already, so that nothing is looked for twice.
    var searches = ElementSearches()
    /// Nothing reaches back over this position: before it stands something that is known as a whole, though it may stay.
    var passed = 0

    /// Begins a record: nothing is known about it, and nothing of it stands where another one stood.
    @inline(__always)
    mutating func begin(at start: Int) {
        open = nil
        table.begins = false
        passed = start
        if searches.isUsed { searches.removeAll() }
    }

    /// Looks at a candidate.
    ///
    /// - Parameters:
    ///   - bytes: The input.
    ///   - record: The range that may be looked at.
    ///   - floor: Bytes before this position belong to a finding already.
    ///   - candidate: A position that `CandidateScanner` reported.
    @inline(__always)
    mutating func examine(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, candidate: Int) -> Outcome {
        values.removeAll()
        switch bytes[candidate] {
        case ASCII.at:
            if bytes[candidate &+ 1] | 0x20 == UInt8(ascii: "t") || bytes[candidate &+ 1] | 0x20 == UInt8(ascii: "u")
                || bytes.firstIndex(of: ASCII.slash, in: Swift.max(floor, candidate &- 32)..<candidate) != nil,
                let outcome = dataSource(bytes, record: record, floor: floor, sign: candidate)
            {
                return outcome
            }
            return jid(bytes, record: record, floor: floor, sign: candidate..<candidate &+ 1)
        case ASCII.equals:
            return keyed(bytes, record: record, floor: floor, separator: candidate)
        case ASCII.colon:
            if bytes[candidate &+ 1] == ASCII.slash && bytes[candidate &+ 2] == ASCII.slash
                || bytes.has("\\/\\/", at: candidate &+ 1, before: record.upperBound)
            {
                return url(bytes, record: record, floor: floor, colon: candidate)
            }
            if candidate &+ 6 < record.upperBound, bytes[candidate &+ 3] == ASCII.colon,
                bytes[candidate &+ 6] == ASCII.colon
            {
                return deviceAddress(bytes, record: record, floor: floor, separator: candidate)
                    ?? fingerprint(bytes, record: record, floor: floor, colon: candidate)
            }
            guard candidate > record.lowerBound else { return .nothing }
            if bytes[candidate &+ 1] == ASCII.space {
                let outcome = phrase(bytes, record: record, start: candidate &+ 2)
                if case .values = outcome { return outcome }
            }
            if Self.mayEndTag(bytes, candidate),
                let program = Self.loginProgram(bytes, candidate, floor: record.lowerBound)
            {
                let outcome = login(bytes, record: record, colon: candidate, program: program)
                if case .values = outcome { return outcome }
            }
            if bytes[candidate &- 1] == ASCII.space, bytes[candidate &+ 1] == ASCII.space {
                let outcome = sudo(bytes, record: record, floor: floor, colon: candidate)
                if case .values = outcome { return outcome }
            }
            if bytes[candidate &- 1] == ASCII.quote,
                bytes.has(": password mismatch", at: candidate, before: record.upperBound)
            {
                return quotedUser(bytes, record: record, floor: floor, colon: candidate)
            }
            if bytes.has(" user ", at: candidate &+ 1, before: record.upperBound) {
                let outcome = turnUser(
                    bytes, record: record, start: candidate &+ 7,
                    isKnown: bytes.has("check_stun_auth", at: candidate &- 15, before: candidate))
                if case .values = outcome { return outcome }
            }
            return keyed(bytes, record: record, floor: floor, separator: candidate)
        case ASCII.tab:
            return phrase(bytes, record: record, start: candidate &+ 1)
        case ASCII.lessThan:
            if bytes[candidate &+ 1].isDigit,
                let (program, colon) = Self.namedProgram(bytes, candidate, to: record.upperBound)
            {
                return login(bytes, record: record, colon: colon, program: program)
            }
            return element(bytes, record: record, floor: floor, bracket: candidate)
        case ASCII.slash:
            return home(bytes, record: record, floor: floor, slash: candidate)
        case ASCII.plus:
            return phone(bytes, record: record, floor: floor, plus: candidate, width: 1)
        case UInt8(ascii: "J"):
            return webToken(bytes, record: record, floor: floor, letter: candidate)
        case ASCII.hyphen:
            if bytes[candidate &+ 1] == ASCII.hyphen {
                return option(bytes, record: record, floor: floor, hyphen: candidate)
            }
            if bytes[candidate &+ 3] == ASCII.hyphen, bytes[candidate &+ 6] == ASCII.hyphen {
                return deviceAddress(bytes, record: record, floor: floor, separator: candidate) ?? .nothing
            }
            return session(bytes, record: record, floor: floor, hyphen: candidate)
        case ASCII.ampersand:
            if bytes.has("&quot;", at: candidate, before: record.upperBound) {
                return escapedMember(bytes, record: record, floor: floor, quote: candidate..<candidate &+ 6)
            }
            guard bytes.has("&lt;", at: candidate, before: record.upperBound) else { return .nothing }
            return element(bytes, record: record, floor: floor, bracket: candidate)
        case ASCII.space:
            if Self.mayEndKeyOfPair(bytes, candidate) {
                return pair(bytes, record: record, floor: floor, blank: candidate)
            }
            return nameInQuotes(bytes, record: record, floor: floor, blank: candidate)
        case ASCII.leftBrace:
            return pair(bytes, record: record, floor: floor, open: candidate)
        case ASCII.backslash where candidate > record.lowerBound && bytes[candidate &- 1] == ASCII.rightBracket:
            return sambaAccount(bytes, record: record, floor: floor, backslash: candidate)
        case ASCII.backslash where bytes[candidate &+ 1] == ASCII.quote:
            return nameInQuotes(bytes, record: record, floor: floor, blank: candidate &- 1)
        case ASCII.percent, ASCII.backslash, ASCII.hash:
            return escapedSign(bytes, record: record, floor: floor, escape: candidate)
        default:
            return .nothing
        }
    }

    // MARK: Tokens, fingerprints, numbers

    /// A telephone number in international form (E.164): a plus sign and seven to fifteen digits, in groups or not.
    @inline(never)
    mutating func phone(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, plus: Int, width: Int) -> Outcome {
        if width == 1, plus > Swift.max(record.lowerBound, floor), Self.isGluedPlus(bytes, plus) { return .nothing }
        // HAProxy's `0/51536/1/48082/+99627 200`: a plus sign says that a time may go on.
        if width == 1, plus &- 2 >= floor, bytes[plus &- 1] == ASCII.slash, bytes[plus &- 2].isDigit {
            return .nothing
        }
        // No country has a code that begins with a zero (E.164): `+0200 2008` is a zone and a year.
        if bytes[plus &+ width] == ASCII.zero || Self.isZone(bytes, plus, floor: record.lowerBound) { return .nothing }
        var at = plus &+ width
        var digits = 0
        var end = at
        while at < record.upperBound, digits < 16 {
            if bytes[at].isDigit {
                digits &+= 1
                end = at &+ 1
            } else if at > end || digits < 2 || !Self.isPhoneSeparator(bytes[at])
                || !Self.isGroup(bytes, at, record.upperBound)
            {
                break
            }
            at &+= 1
        }
        // `+461.523` is a number with a fraction.
        if digits < 9, let dot = bytes.firstIndex(of: ASCII.dot, in: plus..<end), width == 1,
            bytes.endOfDigits(from: plus &+ 1, before: end) == dot,
            bytes.endOfDigits(from: dot &+ 1, before: end) == end
        {
            return .nothing
        }
        guard digits >= 6, digits <= 15, end == record.upperBound || bytes[end] != ASCII.colon,
            end &+ 1 >= record.upperBound || bytes[end] != ASCII.dot || !bytes[end &+ 1].isDigit,
            // Base64 has slashes and plus signs, too.
            plus == record.lowerBound || bytes[plus &- 1] != ASCII.slash || width > 1 || end == record.upperBound
                || !bytes[end].isWord && bytes[end] != ASCII.plus && bytes[end] != ASCII.equals
        else { return .nothing }
        values.add(.phone, plus..<end)
        return .values(resume: end)
    }

    /// Whether a plus sign belongs to the word before it. An underscore joins (`call_+49…`), and the letter of an escape is none (`\n+49…`).
    @inline(__always)
    static func isGluedPlus(_ bytes: Span<UInt8>, _ plus: Int) -> Bool {
        let before = bytes[plus &- 1]
        guard before.isWord, before != ASCII.underscore else { return false }
        let isEscape = before == UInt8(ascii: "n") || before == UInt8(ascii: "r") || before == UInt8(ascii: "t")
        return !isEscape || !bytes.has("\\", at: plus &- 2, before: plus)
    }

    /// Whether a time stands before a plus sign, and the offset of a zone behind it: `11:10:27 +1100 2008`.
    private static func isZone(_ bytes: Span<UInt8>, _ plus: Int, floor: Int) -> Bool {
        guard plus &- 4 >= floor, bytes[plus &- 1] == ASCII.space, bytes[plus &- 2].isDigit, bytes[plus &- 3].isDigit,
            bytes[plus &- 4] == ASCII.colon, bytes.endOfDigits(from: plus &+ 1, before: plus &+ 6) == plus &+ 5
        else { return false }
        let minutes = bytes.decimal(at: plus &+ 3, length: 2)
        return bytes.decimal(at: plus &+ 1, length: 2) <= 14 && (minutes % 15 == 0)
    }

    @inline(__always)
    static func isPhoneSeparator(_ byte: UInt8) -> Bool {
        byte == ASCII.space || byte == ASCII.hyphen || byte == ASCII.dot || byte == ASCII.slash
            || byte == ASCII.leftParenthesis || byte == ASCII.rightParenthesis
    }

    /// Whether two digits or more stand behind a separator that are no part of an address, a time or a version.
    private static func isGroup(_ bytes: Span<UInt8>, _ separator: Int, _ limit: Int) -> Bool {
        let start = separator &+ 1
        let end = bytes.endOfDigits(from: start, before: limit)
        // `+49.30.5550100`
        if bytes[separator] == ASCII.dot, end < limit, bytes[end] == ASCII.dot { return end &- start >= 2 }
        // `+49 30 5550100 ana@…`, where the name is `4711`: what a sign ends is no part of the number.
        if end < limit, bytes[end] == ASCII.at, bytes[separator] != ASCII.hyphen, bytes[separator] != ASCII.dot {
            return false
        }
        return end &- start >= 2
            && (end == limit || bytes[end] != ASCII.dot && bytes[end] != ASCII.colon && !bytes[end].isWord
                || bytes.has("eyJ", at: end, before: limit))
    }

    /// A session id of Prosody's BOSH module: `sid '910ad0ce-…'`, and the source of the session's records, `bosh910ad0ce-…`.
    @inline(never)
    private mutating func session(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, hyphen: Int) -> Outcome {
        let start = hyphen &- 8
        guard start >= floor, start &+ 36 <= record.upperBound, Self.isUUID(bytes, at: start),
            Self.isSession(bytes, at: start, from: record.lowerBound)
        else { return .nothing }
        values.add(.session, start..<start &+ 36)
        return .values(resume: start &+ 36)
    }

    /// Whether a UUID is that of a session: by what stands before it.
    @inline(__always)
    static func isSession(_ bytes: Span<UInt8>, at start: Int, from floor: Int = .min) -> Bool {
        func stands(_ word: StaticString) -> Bool {
            let place = start &- word.utf8CodeUnitCount
            return place >= floor && bytes.has(word, at: place, before: start)
        }
        guard start > 0 else { return false }
        // Before most there is a bracket, a slash or another digit.
        switch bytes[start &- 1] {
        case UInt8(ascii: "h"), UInt8(ascii: "H"):
            return start &- 4 >= floor && bytes.hasIgnoringCase("bosh", at: start &- 4, before: start)
        case ASCII.apostrophe: return stands("sid '")
        case ASCII.quote: return stands("sid \"")
        case ASCII.space: return stands("sid ") || stands("ession ") || stands("session id ") || stands("session: ")
        default: return false
        }
    }

    /// Whether a UUID (RFC 9562) stands at `start`.
    @inline(__always)
    static func isUUID(_ bytes: Span<UInt8>, at start: Int) -> Bool {
        guard start >= 0, bytes[start &+ 8] == ASCII.hyphen, bytes[start &+ 13] == ASCII.hyphen,
            bytes[start &+ 18] == ASCII.hyphen, bytes[start &+ 23] == ASCII.hyphen
        else { return false }
        // 8, 4, 4, 4 and 12 digits, sixteen bytes at a time; the last two vectors overlap.
        let first = ByteVector(bytes, at: start).hexDigits.bits
        let second = ByteVector(bytes, at: start &+ 16).hexDigits.bits
        let last = ByteVector(bytes, at: start &+ 20).hexDigits.bits
        return first | 1 &<< 8 | 1 &<< 13 == 0xFFFF && second | 1 &<< 2 | 1 &<< 7 == 0xFFFF && last | 1 &<< 3 == 0xFFFF
    }

    // MARK: URLs

    @inline(never)
    private mutating func url(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, colon: Int) -> Outcome {
        var start = colon
        while start > floor, colon &- start < 16, bytes[start &- 1].isLetter { start &-= 1 }
        guard start < colon else { return .nothing }
        var end = colon &+ 3
        // Behind the question mark or the hash, and where that stands.
        var hasFragment = false
        var query = colon
        while end < record.upperBound {
            // Most bytes of a URL mean nothing.
            end = bytes.endOfRun(from: end, to: record.upperBound) {
                $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.slash))
            }
            if end == record.upperBound { break }
            if bytes[end] == ASCII.quote, hasFragment, bytes[end &- 1] == ASCII.equals,
                let close = bytes.firstIndex(of: ASCII.quote, in: end &+ 1..<record.upperBound)
            {
                // `#config.name="value"&…`, as Jibri writes it.
                end = close &+ 1
                continue
            }
            guard Self.isURLByte(bytes[end]) else { break }
            if !hasFragment, bytes[end] == ASCII.hash || bytes[end] == ASCII.question {
                hasFragment = true
                query = end
            }
            if bytes[end] == ASCII.colon, !hasFragment,
                bytes[end &+ 1] == ASCII.slash && bytes[end &+ 2] == ASCII.slash
                    || bytes.has("\\/\\/", at: end &+ 1, before: record.upperBound)
            {
                // A URL within the path of another is one of its own.
                var scheme = end
                while scheme > colon &+ 3, bytes[scheme &- 1].isLetter { scheme &-= 1 }
                let before = bytes[scheme &- 1]
                guard !before.isWord, before != ASCII.hyphen else {
                    end &+= 1
                    continue
                }
                end = scheme
                break
            }
            // Escaped quotes and line ends are the record's, not the URL's; so are rsyslog's control characters.
            if bytes[end] == ASCII.backslash, end &+ 1 < record.upperBound, bytes[end &+ 1] != ASCII.slash,
                bytes[end &+ 1] != UInt8(ascii: "u"),
                bytes[end &+ 1] != UInt8(ascii: "x") || Self.isEscapedQuote(bytes, end)
            {
                break
            }
            if bytes[end] == ASCII.hash, AddressDetector.isControlOctal(bytes, end &+ 1, record.upperBound) { break }
            end &+= 1
        }
        // Punctuation at the end is the sentence's, and a closing bracket without an opening one that of the text around. A query has its own: what
        // is written for a value there has none, and must not end the URL elsewhere.
        var depth = 0
        for at in query..<end {
            if bytes[at] == ASCII.leftBracket { depth &+= 1 } else if bytes[at] == ASCII.rightBracket { depth &-= 1 }
        }
        while end > colon &+ 3 {
            switch bytes[end &- 1] {
            case ASCII.comma, ASCII.dot, ASCII.semicolon, ASCII.colon, ASCII.rightParenthesis, ASCII.rightBrace:
                end &-= 1
                continue
            case ASCII.rightBracket where depth < 0 && !Placeholder.ends(bytes, at: end):
                depth &+= 1
                end &-= 1
                continue
            default: break
            }
            break
        }
        guard end > colon &+ 3 else { return .nothing }
        return .url(start..<end)
    }

    private static func isEscapedQuote(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        bytes[at &+ 2] == UInt8(ascii: "2")
            && (bytes[at &+ 3] == UInt8(ascii: "2") || bytes[at &+ 3] == UInt8(ascii: "7"))
    }

    @inline(__always)
    private static func isURLByte(_ byte: UInt8) -> Bool {
        byte > ASCII.space && byte != ASCII.quote && byte != ASCII.apostrophe && byte != ASCII.lessThan
            && byte != ASCII.greaterThan
            && byte != 0x7F && byte != UInt8(ascii: "|")
    }
}
